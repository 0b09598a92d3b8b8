"""What reading pages costs, beside selectolax alone on the same bytes: ratios of CPU time from one process.

    python bench/reading.py                 the seeds as they are, and laid out as pages of government sites
    python bench/reading.py my/pages        the same over other files and folders
    python bench/reading.py --hostile       pages made to stall a reader, each in a process of its own

`selectolax` parses a page, drops scripts and styles and gives its text. `read` decodes, unpacks markup, sets every kind
of noise aside and simplifies, and knows for each character where it stood; `unpack` is the part of it that reads
markup. Rounds are interleaved and the median counts. What lives as long as the process is frozen for the garbage
collector, as a build does.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from html import escape
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from kg.model import Source
from kg.read import SetAside, read, sources
from kg.read.markup import unpack

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
HTML = "text/html"
# A page as content management systems of county governments make it: a third of it is text.
PAGE = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}_某县人民政府网</title>
<meta name="SiteName" content="某县人民政府网"><meta name="ArticleTitle" content="{title}">
<meta name="PubDate" content="2022-03-05 10:20"><link rel="stylesheet" href="/css/main.css">
<script src="/js/jquery.min.js"></script>
<style>.TRS_Editor P {{ line-height: 2; font-family: 宋体; font-size: 12pt; }}</style></head>
<body><div class="header"><ul class="nav">{navigation}</ul></div>
<div class="crumbs">您的位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; 正文</div>
<h1>{title}</h1><div class="info">发布时间：2022-03-05 10:20 来源：县教育局 字号：[大 中 小]</div>
<div class="TRS_Editor">{body}</div>
<script>var page = {{ id: 1024, hits: function (n) {{ return n < 10 ? "<b>" + n + "</b>" : n; }} }};</script>
<div class="footer"><p>主办：某县人民政府办公室</p><p>网站标识码：0000000000</p></div></body></html>
"""
NAVIGATION = "".join(f'<li><a href="/{number}/" target="_blank">栏目{number}</a></li>' for number in range(1, 13))
PARAGRAPH = (
    '<p style="text-indent: 2em; line-height: 200%"><span style="font-family: 仿宋; font-size: 16pt">{}</span></p>\n'
)
# As Python expressions: what is made of them is large.
HOSTILE = {
    "200,000 nested tags": '"<div>" * 200_000',
    "200,000 nested tables": '"<table>" * 200_000',
    "500,000 comment openings": '"<!--" * 500_000',
    "two million attributes": '"<p " + "a=1 " * 2_000_000 + ">"',
    "two million attributes, never closed": '"<p " + "a " * 2_000_000',
    "one line of 50 MB, Chinese": '"县教育局落实双减政策，" * 1_515_151',
    "one line of 50 MB, blanks": '" " * 50_000_000',
    "one line of 50 MB, Latin letters": '"x" * 50_000_000',
    "100,000 rows of a table": '"<table>" + "<tr><td>学校</td><td>12</td></tr>" * 100_000 + "</table>"',
}
ONE = """
import re, sys, time
from pathlib import Path
from kg.read import from_text
behind = "全县教育工作会议召开。"
from_text("教育" * 1000)
raw = eval(sys.argv[1]) + behind
start = time.process_time()
text = from_text(raw, media_type="text/html").text
seconds = time.process_time() - start
peak = int(re.search(r"VmHWM:\\s+([0-9]+) kB", Path("/proc/self/status").read_text())[1]) // 1024
print(f"{seconds:.2f} | {peak} | {'yes' if text.endswith(behind) else 'no'}")
"""


def selectolax(page: bytes) -> str:
    """The text of a page, blocks apart."""
    tree = LexborHTMLParser(page)
    tree.strip_tags(["script", "style"])
    return tree.root.text(separator="\n", strip=True) if tree.root else ""


def documents(paths: Sequence[Path]) -> list[Source]:
    """What can be read of the paths."""
    found = []
    for source in sources(paths):
        try:
            if isinstance(source, Source) and read(source).text:
                found.append(source)
        except SetAside:
            continue
    return found


def laid_out(found: Sequence[Source], folder: Path) -> list[Source]:
    """The clean texts of documents as pages of a site."""
    for source in found:
        document = read(source)
        title, *lines = map(escape, document.text.split("\n"))
        body = "".join(map(PARAGRAPH.format, lines))
        page = PAGE.format(title=title, navigation=NAVIGATION, body=body)
        (folder / f"{source.sha256[:16]}.html").write_text(page, encoding="utf-8")
    return documents([folder])


def measure(found: Sequence[Source], rounds: int) -> dict[str, float]:
    """The median CPU seconds of each reader over all documents."""
    pages = [(source, source.path.read_bytes(), source.path.read_text(encoding="utf-8")) for source in found]
    readers: dict[str, Callable[[Source, bytes, str], object]] = {
        "selectolax": lambda _source, data, _text: selectolax(data),
        "unpack": lambda _source, _data, text: unpack(text, HTML),
        "read": lambda source, _data, _text: read(source),
    }
    told: dict[str, list[float]] = {name: [] for name in readers}
    for page in pages:  # loads dictionaries
        readers["read"](*page)
    gc.collect()
    gc.freeze()
    for _ in range(rounds):
        for name, reader in readers.items():
            gc.collect()
            start = time.process_time()
            for page in pages:
                reader(*page)
            told[name].append(time.process_time() - start)
    return {name: statistics.median(costs) for name, costs in told.items()}


def table(groups: dict[str, Sequence[Source]], rounds: int) -> Iterator[str]:
    """Yield the lines of a Markdown table: milliseconds of each reader, and how many times selectolax reading costs."""
    yield "| pages | kB | selectolax ms | unpack ms | read ms | unpack ÷ selectolax | read ÷ selectolax |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    for name, found in groups.items():
        costs = measure(found, rounds)
        size = sum(source.size for source in found) / 1000
        cells = [f"{costs[reader] * 1000:.1f}" for reader in ("selectolax", "unpack", "read")]
        cells += [f"{costs[reader] / costs['selectolax']:.1f}" for reader in ("unpack", "read")]
        yield f"| {name} ({len(found)}) | {size:.0f} | {' | '.join(cells)} |"


def hostile() -> Iterator[str]:
    """Yield the lines of a Markdown table: what each hostile page costs, and whether the text behind it is found."""
    yield "| page | CPU s | peak MB | text behind it found |"
    yield "|---|---:|---:|---|"
    for name, made in HOSTILE.items():
        done = subprocess.run([sys.executable, "-c", ONE, made], capture_output=True, text=True, check=True, cwd=ROOT)
        yield f"| {name} | {done.stdout.strip()} |"


def main() -> None:
    """Print the table that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, help="files and folders (default: seeds)")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--hostile", action="store_true", help="pages made to stall a reader")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        if asked.hostile:
            lines = hostile()
        else:
            given = documents(asked.paths or [SEEDS])
            lines = table({"as given": given, "laid out as pages": laid_out(given, Path(name))}, asked.rounds)
        for line in lines:
            print(line, flush=True)


if __name__ == "__main__":
    main()

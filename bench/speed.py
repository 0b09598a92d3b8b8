"""What the program costs, beside `jieba.lcut` on the same text: ratios of CPU time from one process.

    python bench/speed.py                   stages and extractors over the seeds (and the shared documents, if there)
    python bench/speed.py my/documents      the same over other files and folders
    python bench/speed.py --build           whole builds of generated documents, ×1, ×2, ×4: cost per document, memory
    python bench/speed.py --start           what `kg --help` costs beside an empty Python

Each round runs every stage of every document once, and jieba on the same clean text; rounds are interleaved and the
median counts. 1.00× is the CPU time of `jieba.lcut` alone.
"""

from __future__ import annotations

import argparse
import gc
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import jieba

import kg.build as building
from kg.extract import EXTRACTORS
from kg.extract.found import claims_of
from kg.link import link
from kg.model import LinkedDocument, Source
from kg.nlp import analyse, nlp
from kg.rdf import nquads
from kg.read import SetAside, read, sources
from kg.structure import outline

ROOT = Path(__file__).parents[1]
DEFAULT = (ROOT / "seeds", ROOT.parent / "shared" / "practice")
YARDSTICK = "jieba.lcut"
WHOLE = "bytes to N-Quads"
Costs = dict[str, float]


@contextmanager
def timed(costs: Costs, name: str) -> Iterator[None]:
    """Add the CPU seconds of the block to what `name` has cost so far."""
    start = time.process_time()
    yield
    costs[name] = costs.get(name, 0.0) + time.process_time() - start


def readable(source: Source) -> bool:
    """Whether the source is a document (a note beside the documents is none)."""
    try:
        return bool(read(source).text)
    except SetAside:
        return False


def run(source: Source, costs: Costs) -> LinkedDocument:
    """Take a source from bytes to N-Quads, stage by stage, as a build does."""
    with timed(costs, "read"):
        document = read(source)
    with timed(costs, "outline"):
        document = outline(document)
    with timed(costs, "nlp"):
        doc = analyse(nlp(), document)
    claims = []
    for extractor in EXTRACTORS:
        with timed(costs, f"extract {extractor.__module__.rpartition('.')[2]}"):
            claims.extend(claims_of(extractor, doc, document))
    with timed(costs, "link"):
        linked = link(document, claims)
    with timed(costs, "proof"):
        linked = building._sound(linked)
    with timed(costs, "rdf"):
        nquads(linked)
    with timed(costs, YARDSTICK):
        jieba.lcut(document.text)
    return linked


def measure(found: Sequence[Source], rounds: int) -> tuple[Costs, int]:
    """Return the median CPU seconds of each stage over all sources, and how many characters they hold."""
    jieba.setLogLevel("ERROR")
    told: list[Costs] = []
    characters = 0
    for number in range(rounds + 1):
        costs: Costs = {}
        gc.collect()
        characters = sum(len(run(source, costs).document.text) for source in found)
        costs[WHOLE] = sum(cost for name, cost in costs.items() if name != YARDSTICK)
        if number:  # the first round loads dictionaries
            told.append(costs)
    return {name: statistics.median(costs[name] for costs in told) for name in told[0]}, characters


def table(costs: Costs) -> Iterator[str]:
    """Yield the lines of a Markdown table: milliseconds and ratio of each stage."""
    yardstick = costs[YARDSTICK]
    extractors = {name: cost for name, cost in costs.items() if name.startswith("extract ")}
    by_cost = sorted(extractors.items(), key=lambda row: -row[1])
    rows = [
        *((name, costs[name]) for name in ("read", "outline", "nlp")),
        ("extract", sum(extractors.values())),
        *((f"· {name.removeprefix('extract ')}", cost) for name, cost in by_cost),
        *((name, costs[name]) for name in ("link", "proof", "rdf")),
        (f"**{WHOLE}**", costs[WHOLE]),
        (YARDSTICK, yardstick),
    ]
    yield "| stage | ms | ÷ jieba |"
    yield "|---|---:|---:|"
    for name, cost in rows:
        yield f"| {name} | {cost * 1000:.1f} | {cost / yardstick:.2f} |"


# --- whole builds


def variants(found: Sequence[Source], number: int, folder: Path) -> None:
    """Write that many documents: the sources in turn, each with a line of its own at the end."""
    for index in range(number):
        source = found[index % len(found)]
        suffix = source.path.suffix
        (folder / f"{index:05d}{suffix}").write_bytes(source.path.read_bytes() + f"\n第{index}稿\n".encode())


BUILD = """
import resource, sys, time
from pathlib import Path
from kg.build import build
start = time.process_time()
build([Path(sys.argv[1])], Path(sys.argv[2]))
print(time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def growth(found: Sequence[Source], number: int) -> Iterator[str]:
    """Yield the lines of a Markdown table: the cost of a document and the peak memory as the corpus grows."""
    yield "| documents | CPU s | ms a document | peak MB |"
    yield "|---:|---:|---:|---:|"
    for size in (number, 2 * number, 4 * number):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "documents"
            folder.mkdir()
            variants(found, size, folder)
            told = child("-c", BUILD, str(folder), str(Path(name) / "out"))
        seconds, memory = map(float, told.split())
        yield f"| {size} | {seconds:.1f} | {seconds / size * 1000:.1f} | {memory:.0f} |"


def start_up(rounds: int) -> Iterator[str]:
    """Yield the lines of a Markdown table: what a command costs before it works."""
    commands = {
        "python -c pass": ("-c", "pass"),
        "kg --help": ("-c", "from kg.cli import main; main()", "--help"),
        "kg build --help": ("-c", "from kg.cli import main; main()", "build", "--help"),
    }
    yield "| command | CPU ms |"
    yield "|---|---:|"
    for name, arguments in commands.items():
        cost = statistics.median(child_seconds(*arguments) for _ in range(rounds))
        yield f"| {name} | {cost * 1000:.0f} |"


def child(*arguments: str) -> str:
    """Return what a Python of its own prints."""
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=True, cwd=ROOT).stdout


def child_seconds(*arguments: str) -> float:
    """Return the CPU seconds of a Python of its own."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    child(*arguments)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


# --- the command


def main() -> None:
    """Print the tables that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, help="files and folders (default: seeds, shared documents)")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "--build", type=int, nargs="?", const=200, metavar="N", help="whole builds of N, 2N, 4N documents"
    )
    parser.add_argument("--start", action="store_true", help="start-up of the commands")
    asked = parser.parse_args()
    paths = asked.paths or [path for path in DEFAULT if path.exists()]
    found = [source for source in sources(paths) if isinstance(source, Source) and readable(source)]
    if asked.build:
        lines = growth(found, asked.build)
    elif asked.start:
        lines = start_up(asked.rounds)
    else:
        costs, characters = measure(found, asked.rounds)
        print(f"{len(found)} documents, {characters} characters, median of {asked.rounds} rounds\n")
        lines = table(costs)
    for line in lines:
        print(line, flush=True)


if __name__ == "__main__":
    main()

"""Whether each quote is what the cited file says at the place that it cites."""

from __future__ import annotations

import difflib
import re
import unicodedata
from functools import cache
from html import unescape
from typing import TYPE_CHECKING, Any

from kg.errors import KgError
from kg.evaluate.found import select
from kg.matching import folded

if TYPE_CHECKING:
    from pathlib import Path

    import pyoxigraph as ox

STATEMENTS = (
    "Observation", "Goal", "NamedGoal", "Task", "Implementation", "PostHolding", "AwardStatement", "ProjectStatement",
    "Collaboration", "OrganisationalChange", "Problem",
)  # fmt: skip
_LONGEST_QUOTE = 400


def check(store: ox.Store, raw: Path) -> tuple[int, int, list[str]]:
    """Check each quote against the file that it cites: (checked, sound, complaints)."""
    classes = " ".join(f"edu:{name}" for name in STATEMENTS)
    without = f"""SELECT DISTINCT ?s {{ VALUES ?c {{ {classes} }} ?s a ?c
        FILTER NOT EXISTS {{ ?s edu:evidence/oa:hasSource/edu:fileName ?n }} }}"""
    complaints = [f"{row['s']} has no evidence" for row in select(store, without)]
    checked = len(complaints)
    texts: dict[str, str] = {}
    cited = """SELECT DISTINCT ?name ?exact ?start ?end ?printed { ?s edu:evidence ?e .
        ?e oa:exact ?exact ; oa:start ?start ; oa:end ?end ; oa:hasSource/edu:fileName ?name
        OPTIONAL { ?s edu:valueText ?printed } }"""
    for row in select(store, cited):
        name = row["name"]
        if name not in texts:
            texts[name] = _original(raw / name)
        checked += 1
        slice_ = texts[name][int(row["start"]) : int(row["end"])]
        if fault := _fault(row["exact"], slice_, row.get("printed", "")):
            complaints.append(f"{name} {row['start']}-{row['end']} {fault}: {row['exact'][:40]!r} / {slice_[:40]!r}")
    return checked, checked - len(complaints), complaints


def _fault(exact: str, slice_: str, printed: str) -> str:
    want, have = _bare(exact), _bare(slice_)
    if not want:
        return "empty"
    if len(want) > _LONGEST_QUOTE:
        return "longer than a sentence"
    blocks = difflib.SequenceMatcher(None, want, have, autojunk=False).get_matching_blocks()
    if sum(block.size for block in blocks) < 0.97 * len(want) or len(have) > 1.2 * len(want) + 40:
        return "not the slice"
    return "" if _bare(printed) in want else "without its number"


def _original(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise KgError(
            str(path), "the graph cites this file, which cannot be read", "give its folder by --raw"
        ) from error
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace")


@cache
def _simplifier() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


def _bare(text: str) -> str:
    """Return simplified letters and digits alone: markup, readings in brackets and noise left out."""
    text = unescape(re.sub(r"</?[a-zA-Z][^<>]*>", "", text))
    text = re.sub(r"[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}[)）]", "", text)
    kept = re.sub(r"[^\u4e00-\u9fff0-9a-zA-Z%.]", "", _simplifier().convert(unicodedata.normalize("NFKC", text)))
    return folded(kept)

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
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import jieba

from kg.build import sound
from kg.extract import EXTRACTORS
from kg.link import link
from kg.model import LinkedDocument, Source
from kg.nlp import analyse, nlp
from kg.rdf import quads
from kg.read import SetAside, read, sources
from kg.structure import outline

ROOT = Path(__file__).parents[1]
DEFAULT = (ROOT / "seeds", ROOT.parent / "shared" / "practice")
YARDSTICK = "jieba.lcut"
Costs = dict[str, float]


@contextmanager
def timed(costs: Costs, name: str) -> Iterator[None]:
    """Add the CPU seconds of the block to what `name` has cost so far."""
    start = time.process_time()
    yield
    costs[name] = costs.get(name, 0.0) + time.process_time() - start


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
            claims.extend(extractor(doc, document))
    with timed(costs, "link"):
        linked = link(document, claims)
    with timed(costs, "proof"):
        linked = sound(linked)
    with timed(costs, "rdf"):
        quads(linked)
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
        if number:  # the first round loads dictionaries
            told.append(costs)
    return {name: statistics.median(costs[name] for costs in told) for name in told[0]}, characters


def table(costs: Costs) -> Iterator[str]:
    """Yield the lines of a Markdown table: milliseconds and ratio of each stage."""
    yardstick = costs[YARDSTICK]
    extractors = {name: cost for name, cost in costs.items() if name.startswith("extract ")}
    stages = {name: cost for name, cost in costs.items() if name != YARDSTICK}
    whole = sum(stages.values())
    rows: list[tuple[str, float]] = []
    for name in ("read", "outline", "nlp"):
        rows.append((name, costs[name]))
    rows.append(("extract", sum(extractors.values())))
    by_cost = sorted(extractors.items(), key=lambda row: -row[1])
    rows.extend((f"· {name.removeprefix('extract ')}", cost) for name, cost in by_cost)
    for name in ("link", "proof", "rdf"):
        rows.append((name, costs[name]))
    rows.append(("**bytes to N-Quads**", whole))
    rows.append((YARDSTICK, yardstick))
    yield "| stage | ms | ÷ jieba |"
    yield "|---|---:|---:|"
    for name, cost in rows:
        yield f"| {name} | {cost * 1000:.1f} | {cost / yardstick:.2f} |"

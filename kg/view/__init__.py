"""What people look at: a site in `site/`, and its graph once more as one file that can be sent, `graph.html`."""

from __future__ import annotations

import os
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg import outputs
from kg.workers import in_order

if TYPE_CHECKING:
    from kg.view.site import Site

GRAPH, SITE, FRONT = "graph.html", "site", "index.html"
_BATCH = 400  # pages that a process writes before it is asked again
_FEW = 2_000  # a smaller site is written sooner by one process


def write(out: Path, workers: int = 0) -> list[Path]:
    """Write `site/` and `graph.html` into the folder of a graph; return the paths to open first.

    They replace older ones together. `workers` are the processes that write, 0 for as many as suit the machine and the
    graph. Raises KgError where the folder holds no graph or cannot be written.
    """
    _site.cache_clear()  # the graph may be another one now
    site = _site(out)
    once, many = site.once(), site.many()
    if not workers:
        workers = min(4, os.cpu_count() or 1) if len(many) > _FEW else 1
    with outputs.replacing(out) as staging:
        for folder in {Path(address).parent for address in (*once, *many)}:
            (staging / SITE / folder).mkdir(parents=True, exist_ok=True)
        jobs = [_Job(out, staging / SITE, tuple(many[at : at + _BATCH])) for at in range(0, len(many), _BATCH)]
        # pages that are there once look through the whole graph: this process writes them while others write the rest
        for address, _ in zip_longest(once, in_order(_write, jobs, workers)):
            if address:
                _write(_Job(out, staging / SITE, (address,)))
        (staging / GRAPH).write_bytes(site.graph(f"{SITE}/"))
    return [out / SITE / FRONT, out / GRAPH]


class _Job(NamedTuple):
    out: Path
    folder: Path
    addresses: tuple[str, ...]


def _write(job: _Job) -> None:
    site = _site(job.out)
    for address in job.addresses:
        (job.folder / address).write_bytes(site.page(address) or b"")


@lru_cache(maxsize=1)
def _site(out: Path) -> Site:
    """Return the site of a graph: each process looks through the graph once."""
    from kg.view.site import Site

    return Site(out, whole=True)

"""What people look at: a site in `site/`, and its graph once more as one file that can be sent, `graph.html`."""

from __future__ import annotations

import gc
import os
import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg import outputs
from kg.workers import run

if TYPE_CHECKING:
    from kg.view.site import Site

GRAPH, SITE, FRONT = "graph.html", "site", "index.html"
_BATCH = 200  # pages that a process writes before it is asked again
_FEW = 10  # batches: a smaller site is written sooner by one process
_INDEX = ".index"  # what the processes need to know of the whole graph, while they write


def write(out: Path, workers: int = 0) -> list[Path]:
    """Write `site/` and `graph.html` into the folder of a graph; return the paths to open first.

    They replace older ones together. `workers` are the processes that write, 0 for as many as suit the machine and the
    graph. Raises KgError where the folder holds no graph or cannot be written.
    """
    from kg.view.site import Site

    with _collecting_young():
        site = Site(out, whole=True)
        jobs = _jobs(site)
        if not workers:
            workers = min(4, os.cpu_count() or 1) if len(jobs) > _FEW else 1
        with outputs.replacing(out) as staging:
            for folder in {Path(address).parent for job in jobs for address in job.addresses}:
                (staging / SITE / folder).mkdir(parents=True, exist_ok=True)
            if workers == 1:
                for job in jobs:
                    _write(site, staging, job)
            else:
                _share(site, staging, jobs, workers)
    return [out / SITE / FRONT, out / GRAPH]


class _Job(NamedTuple):
    """Addresses to write; `sent`: the graph as one file too."""

    addresses: tuple[str, ...]
    sent: bool = False


def _jobs(site: Site) -> list[_Job]:
    """Return all that is to be written, what takes longest first."""
    drawn, many = site.drawn(), site.many()
    once = [address for address in site.once() if address not in drawn]
    batches = [tuple(each[at : at + _BATCH]) for each in (once, many) for at in range(0, len(each), _BATCH)]
    return [_Job(drawn, sent=True), *map(_Job, batches)]


def _write(site: Site, staging: Path, job: _Job) -> None:
    for address in job.addresses:
        (staging / SITE / address).write_bytes(site.page(address) or b"")
    if job.sent:
        (staging / GRAPH).write_bytes(site.graph(f"{SITE}/"))
    gc.collect(1)


@contextmanager
def _collecting_young() -> Iterator[None]:
    """Leave it to `_write` to look for cycles, among what is new: what pages are made from is large and is kept."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _share(site: Site, staging: Path, jobs: list[_Job], workers: int) -> None:
    """Write in several processes. They are handed what this one has found out about the whole graph."""
    index = staging / _INDEX
    index.write_bytes(pickle.dumps(site, pickle.HIGHEST_PROTOCOL))
    run(partial(_write_handed, staging), jobs, workers)
    index.unlink()


def _write_handed(staging: Path, job: _Job) -> None:
    gc.disable()
    _write(_handed(staging / _INDEX), staging, job)


@lru_cache(maxsize=1)
def _handed(index: Path) -> Site:
    site: Site = pickle.loads(index.read_bytes())  # noqa: S301 — this program has just written it
    return site

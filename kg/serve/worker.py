"""A process that answers one question at a time, so that it can be killed: `python -m kg.serve.worker`.

It reads frames from standard input and writes frames to standard output: the lengths of head and body as two 32-bit
integers, a head in JSON, the body. The first line that it writes says that the store is open, or why not. It holds no
sockets and, where the system lets it, has no network.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import struct
import sys
from contextlib import suppress
from dataclasses import asdict, replace
from functools import lru_cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, BinaryIO

from kg import query, store
from kg.empty import why_empty
from kg.errors import KgError, UsageError
from kg.serve import formats
from kg.serve.limits import Answer, Limits, Question, Refused

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.view.site import Site

LENGTHS = struct.Struct("!II")
_JSON = "application/json"
PAGE_MEDIA = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".ttl": "text/turtle",
    ".jsonld": "application/ld+json",
}
_MOST_LABELS = 5_000  # that a menu can hold
_NICE = 1  # questions run behind what answers requests
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_GRACE = 1.0  # seconds after the deadline at which the process ends itself: its parent may be gone


def main() -> None:
    """Answer until standard input ends. The first frame holds the folder and the limits."""
    frames, said = sys.stdin.buffer, sys.stdout.buffer
    opening = _read(frames)
    if opening is None:
        return
    limits, out = Limits(**opening["limits"]), Path(opening["out"])
    _confine()
    try:
        graph = store.open_store(out)
    except (KgError, OSError) as error:
        write(said, _failure(error))
        return
    _bound_memory(limits)
    write(said, {"ready": True})
    while (asked := _read(frames)) is not None:
        signal.setitimer(signal.ITIMER_REAL, asked.pop("seconds") + _GRACE)
        try:
            answer = _answer(graph, out, _question(asked), limits)
            head, body = {**asdict(answer), "body": "", "worn": _worn(limits)}, answer.body
        except (KgError, OSError, RuntimeError, ValueError) as error:
            head, body = _failure(error), b""
        signal.setitimer(signal.ITIMER_REAL, 0)
        write(said, head, body)


def _answer(graph: ox.Store, out: Path, question: Question, limits: Limits) -> Answer:
    if question.search:
        from kg import search

        return Answer(_JSON, json.dumps([asdict(hit) for hit in search.search(out, question.search)]).encode())
    if question.page:
        return _page(out, question.page)
    if question.labels:
        labels = sorted(query.labels(graph, question.labels))[:_MOST_LABELS]
        return Answer(_JSON, json.dumps(labels).encode())
    if not question.saved:
        return formats.written(query.ask(_Dataset(graph, question), question.text), question.media, limits)
    saved = query.saved_query(question.saved)
    text = query.bind(saved, question.params, graph)
    answer = formats.written(query.ask(graph, text, place=saved.name), question.media, limits)
    notes = why_empty(saved, question.params, graph) if question.why and answer.rows == 0 else ()
    return replace(answer, notes=tuple(notes), asked=text)


def _page(out: Path, at: str) -> Answer:
    made = _site(out).page(at)
    if made is None:
        raise Refused(404, at[:200], "there is no such page", "start from /site/index.html")
    return Answer(PAGE_MEDIA[Path(at).suffix], made)


@lru_cache(maxsize=1)
def _site(out: Path) -> Site:
    """Return the site of the graph: this process looks through the graph when the first page is asked for."""
    from kg.view.site import Site

    return Site(out)


class _Dataset:
    """A store of which a question sees the graphs that the protocol names; none is fetched, an unknown one is empty."""

    def __init__(self, graph: ox.Store, question: Question) -> None:
        import pyoxigraph as ox

        self._graph = graph
        self._named: dict[str, Any] = {}
        if question.default is not None or question.named is not None:
            # no graph of the store is the empty default graph of a dataset that names none
            default: list[Any] = [ox.NamedNode(iri) for iri in question.default or ()]
            self._named = {
                "default_graph": default or [ox.BlankNode()],
                "named_graphs": [ox.NamedNode(iri) for iri in question.named or ()],
            }

    def query(self, text: str, /) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        return self._graph.query(text, **self._named)


def _question(asked: dict[str, Any]) -> Question:
    lists = {name: tuple(asked[name]) for name in ("media", "default", "named") if asked[name] is not None}
    return Question(**{**asked, **lists})


def _failure(error: Exception) -> dict[str, Any]:
    """Return the head that tells an error. `lost` says that the store itself could not be read."""
    if isinstance(error, Refused):
        return {"error": [error.status, error.place, error.fact, error.next_step]}
    if isinstance(error, UsageError) and not isinstance(error.__cause__, OSError):
        return {"error": [400, error.place, error.fact, error.next_step]}
    if isinstance(error, KgError):
        return {"error": [503, error.place, error.fact, error.next_step], "lost": True}
    if isinstance(error, OSError):
        return {"error": [503, "store", "the graph cannot be read", "ask again"], "lost": True}
    return {"error": [400, "query", f"the question cannot be answered: {error}", "mend it"]}


def _bound_memory(limits: Limits) -> None:
    """Bound what this process may take beyond what it holds already: the engine's own threads reserve much."""
    held = 0
    with suppress(OSError):
        held = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (held + limits.memory, held + limits.memory))


def _confine() -> None:
    """Put this process behind others, and take the network from it where the system allows."""
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError):
        os.nice(_NICE)
    if sys.platform == "linux":
        unshare = getattr(ctypes.CDLL(None), "unshare", None)
        if unshare is not None and unshare(_CLONE_NEWNET) != 0:
            unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


def _worn(limits: Limits) -> bool:
    """Whether this process has held so much memory that a fresh one should take its place."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit > limits.memory // 4


def _read(frames: BinaryIO) -> dict[str, Any] | None:
    lengths = frames.read(LENGTHS.size)
    if len(lengths) < LENGTHS.size:
        return None
    head, _ = LENGTHS.unpack(lengths)
    told: dict[str, Any] = json.loads(frames.read(head))
    return told


def write(said: BinaryIO | IO[bytes], head: dict[str, Any], body: bytes = b"") -> None:
    """Write one frame."""
    told = json.dumps(head).encode()
    said.write(LENGTHS.pack(len(told), len(body)) + told)
    said.write(body)
    said.flush()


if __name__ == "__main__":
    main()

"""A worker for one program that waits for its answers: the process is killed at the deadline and started anew."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import weakref
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import KgError, UsageError
from kg.serve import formats
from kg.serve.limits import MEGABYTE, Limits, Question
from kg.serve.worker import LENGTHS, write

if TYPE_CHECKING:
    import pyoxigraph as ox

_MEDIA = (formats.ROWS["json"], formats.GRAPHS["ntriples"])


class Caller:
    """Asks the graph in a folder. Its process starts with the first question and ends with the caller."""

    def __init__(self, out: Path, seconds: float) -> None:
        """Take the folder and the seconds that a question has; on one's own machine an answer may be large."""
        self._out = out
        self._limits = Limits(seconds=seconds, rows=10**9, answer=2048 * MEGABYTE, memory=16_384 * MEGABYTE)
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, text: str, *, place: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Return the answer to SPARQL 1.1 with our prefixes known.

        Raises UsageError where the question is wrong, KgError where it is not answered in time or at all.
        """
        import pyoxigraph as ox

        with self._lock:
            head, body = self._answer(text, place)
        if "error" in head:
            status, where, fact, next_step = head["error"]
            kind = UsageError if status == 400 else KgError
            raise kind(place + where.removeprefix("query"), fact, next_step)
        if head["media"] == formats.ROWS["json"]:
            return ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
        graph = ox.Store()
        graph.load(body, format=ox.RdfFormat.N_TRIPLES)
        return graph.query("CONSTRUCT WHERE { ?subject ?predicate ?object }")

    def _answer(self, text: str, place: str) -> tuple[dict[str, Any], bytes]:
        process = self._process or self._started()
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(self._limits.seconds, stop)
        timer.start()
        try:
            question = asdict(Question(text=text, media=_MEDIA))
            return _exchange(process, {**question, "seconds": self._limits.seconds})
        except BaseException as error:  # Ctrl-C too: what the process would say would be taken for the next answer
            _end(process)
            self._process = None
            if late.is_set():
                fact = f"the question was not answered within {self._limits.seconds:g} seconds"
                raise KgError(place, fact, "ask for less, or open the graph with a longer timeout") from error
            if isinstance(error, OSError | EOFError):
                raise KgError(place, "the question is more than the engine can take", "ask a simpler one") from error
            raise
        finally:
            timer.cancel()

    def _started(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-m", "kg.serve.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for the program that asks
        )
        weakref.finalize(self, _end, process)
        opened, _ = _exchange(process, {"out": str(self._out.absolute()), "limits": asdict(self._limits)})
        if "error" in opened:
            _end(process)
            raise KgError(*opened["error"][1:])
        self._process = process
        return process


def _exchange(process: subprocess.Popen[bytes], told: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Return the head and the body of a worker's reply. Raises EOFError or OSError where the process ends before."""
    assert process.stdin is not None
    assert process.stdout is not None
    write(process.stdin, told)
    lengths = process.stdout.read(LENGTHS.size)
    if len(lengths) < LENGTHS.size:
        raise EOFError
    head, body = LENGTHS.unpack(lengths)
    said: dict[str, Any] = json.loads(process.stdout.read(head) or "{}")
    content = process.stdout.read(body)
    if len(content) < body or not said:
        raise EOFError
    return said, content


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    with process:  # closes its pipes and waits for it
        pass

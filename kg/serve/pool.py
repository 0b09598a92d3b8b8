"""Worker processes that answer questions: killed at the deadline, replaced when a build replaces the graph."""

from __future__ import annotations

import asyncio
import json
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Coroutine
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kg import store
from kg.serve.limits import Answer, Limits, Question, Refused
from kg.serve.worker import LENGTHS

_POLL = 0.5  # seconds between looks for a new build
_PATIENCE = 30.0  # seconds in which a worker must have opened the store
Stamp = tuple[int, int] | None


class _Ended(Exception):  # noqa: N818 — it ends a worker, it is no error of the program
    """A worker's process ended while it was waited for."""


class _Lost(Exception):  # noqa: N818
    """A worker could not read its store; a fresh one may."""

    def __init__(self, refused: Refused) -> None:
        super().__init__()
        self.refused = refused


class Worker:
    """One process with the store of one build open."""

    def __init__(self, process: Process, stamp: Stamp) -> None:
        """Take a process that was started for the build of that stamp."""
        self._process, self.stamp, self.worn = process, stamp, False

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process.returncode is None

    @classmethod
    async def start(cls, out: Path, limits: Limits) -> Worker:
        """Start a process and wait until its store is open. Raises Refused where it cannot be."""
        stamp = stamp_of(out)
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "kg.serve.worker"), stdin=PIPE, stdout=PIPE, stderr=DEVNULL, start_new_session=True
        )
        worker = cls(process, stamp)
        try:
            async with asyncio.timeout(_PATIENCE):
                await worker._exchange({"out": str(out), "limits": asdict(limits)})
        except (_Ended, TimeoutError):
            await worker.end()
            raise Refused(503, "worker", "a process could not be started", "give it more memory") from None
        except _Lost as lost:
            await worker.end()
            raise lost.refused from None
        except BaseException:
            worker.kill()
            raise
        return worker

    async def answer(self, question: Question, seconds: float) -> Answer:
        """Return the answer. Raises Refused, _Lost where the store is gone, _Ended where the process is."""
        head, body = await self._exchange({**asdict(question), "seconds": seconds})
        self.worn = head["worn"]
        return Answer(head["media"], body, head["rows"], tuple(head["notes"]), head["asked"])

    async def _exchange(self, told: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        into, from_ = self._process.stdin, self._process.stdout
        assert into is not None
        assert from_ is not None
        line = json.dumps(told).encode()
        try:
            into.write(LENGTHS.pack(len(line), 0) + line)
            await into.drain()
            head, body = LENGTHS.unpack(await from_.readexactly(LENGTHS.size))
            said: dict[str, Any] = json.loads(await from_.readexactly(head))
            content = await from_.readexactly(body)
        except (asyncio.IncompleteReadError, ConnectionError):
            raise _Ended from None
        if "error" in said:
            refused = Refused(*said["error"])
            raise _Lost(refused) if said.get("lost") else refused
        return said, content

    def kill(self) -> None:
        """End the process at once, whatever it does."""
        if self._process.returncode is None:
            self._process.kill()

    async def end(self) -> None:
        """End the process and wait until it is gone."""
        self.kill()
        await self._process.wait()


class Pool:
    """As many workers as the limits say. Workers of an older build are replaced while the others go on answering."""

    def __init__(self, out: Path, limits: Limits) -> None:
        """Take the folder of a graph; `start` starts the processes."""
        self.limits = limits
        self._out = out
        self._idle: asyncio.LifoQueue[Worker] = asyncio.LifoQueue()
        self._living: set[Worker] = set()
        self._waiting = self._starting = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._stamp: Stamp = None

    async def start(self) -> None:
        """Start the workers and the look-out for new builds. Raises Refused where there is no graph."""
        self._stamp = stamp_of(self._out)
        first = await Worker.start(self._out, self.limits)
        self._add(first)
        others = (Worker.start(self._out, self.limits) for _ in range(self.limits.workers - 1))
        for worker in await asyncio.gather(*others):
            self._add(worker)
        self._later(self._look_out())

    async def stop(self) -> None:
        """End all processes."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(worker.end() for worker in self._living))
        self._living.clear()

    @property
    def living(self) -> int:
        """How many workers live."""
        return len(self._living)

    @property
    def busy(self) -> int:
        """How many workers are answering."""
        return len(self._living) - self._idle.qsize()

    @property
    def stamp(self) -> str:
        """What tells the current build from others."""
        return "-".join(f"{part:x}" for part in self._stamp or ())

    async def ask(self, question: Question, seconds: float | None = None) -> Answer:
        """Return the whole answer, or raise Refused: 503 after the time limit, when too many wait, and when it breaks.

        Cancelled, it ends the process that was answering.
        """
        limit = min(seconds or self.limits.seconds, self.limits.seconds)
        if self._waiting >= self.limits.waiting:
            raise Refused(503, "server", "too many questions wait", "ask again in some seconds")
        try:
            async with asyncio.timeout(limit):
                try:
                    return await self._ask(question, limit)
                except _Lost:
                    return await self._ask(question, limit)
        except _Lost as lost:
            raise lost.refused from None
        except TimeoutError:
            fact = f"the question was not answered within {limit:g} seconds"
            raise Refused(503, "query", fact, "ask for less, or ask the graph on your own machine") from None
        except _Ended:
            fact = "the question took more memory or depth than a process may have"
            raise Refused(503, "query", fact, "ask for less") from None

    async def _ask(self, question: Question, limit: float) -> Answer:
        self._waiting += 1
        try:
            worker = await self._idle.get()
            while not worker.alive:
                self._retire(worker)
                worker = await self._idle.get()
        finally:
            self._waiting -= 1
        try:
            answer = await worker.answer(question, limit)
        except Refused:
            self._release(worker)
            raise
        except BaseException:
            self._retire(worker)
            raise
        self._release(worker)
        return answer

    def _add(self, worker: Worker) -> None:
        self._living.add(worker)
        self._idle.put_nowait(worker)

    def _release(self, worker: Worker) -> None:
        if worker.worn or worker.stamp != self._stamp:
            self._retire(worker)
        else:
            self._idle.put_nowait(worker)

    def _retire(self, worker: Worker) -> None:
        """End a worker and start another where there are too few."""
        worker.kill()
        self._living.discard(worker)
        self._later(worker.end())
        if len(self._living) + self._starting < self.limits.workers:
            self._starting += 1
            self._later(self._start_another())

    async def _start_another(self) -> None:
        """Start a worker; while there is no store, try again."""
        try:
            while True:
                try:
                    self._add(await Worker.start(self._out, self.limits))
                except Refused:
                    await asyncio.sleep(_POLL)
                else:
                    return
        finally:
            self._starting -= 1

    async def _look_out(self) -> None:
        while True:
            await asyncio.sleep(_POLL)
            stamp = stamp_of(self._out)
            if stamp is not None and stamp != self._stamp:
                await self._renew(stamp)

    async def _renew(self, stamp: Stamp) -> None:
        """Start a worker on the new build, then replace the others: the idle ones now, the busy ones when they are."""
        try:
            fresh = await Worker.start(self._out, self.limits)
        except Refused:
            return  # the old build answers until the new one opens
        self._stamp = stamp
        idle = [self._idle.get_nowait() for _ in range(self._idle.qsize())]
        self._add(fresh)
        for worker in idle:
            self._release(worker)

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def stamp_of(out: Path) -> Stamp:
    """Return what tells one build's store from another's, None while a build puts a new one in place."""
    try:
        found = (out / store.STORE / "CURRENT").stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns

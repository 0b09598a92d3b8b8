"""Map a function over documents, in their order, or do jobs in any order; in this process or in several."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, as_completed
from multiprocessing.process import BaseProcess
from typing import ParamSpec, TypeVar

from kg.errors import KgError

Given = TypeVar("Given")
Result = TypeVar("Result")
P = ParamSpec("P")


class Serial(Executor):
    """An executor that runs each call at once, in this process."""

    def submit(self, fn: Callable[P, Result], /, *args: P.args, **kwargs: P.kwargs) -> Future[Result]:
        """Run the call and return its finished future; what it raises comes out here."""
        future: Future[Result] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


def executor(workers: int) -> Executor:
    """Return an executor of that many processes; 1 is this process.

    Processes are spawned, not forked, so that they hold neither locks nor open stores of this one.
    """
    if workers == 1:
        return Serial()
    return ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), initializer=_end_with_parent)


def in_order(call: Callable[[Given], Result], documents: Sequence[Given], workers: int) -> Iterator[Result]:
    """Yield `call(document)` for each document, in their order; what a call raises comes out in its turn.

    Raises KgError where a process died.
    """
    ahead = 1 if workers == 1 else 4 * workers
    with executor(workers) as running:
        waiting: deque[Future[Result]] = deque()
        try:
            for document in documents:
                waiting.append(running.submit(call, document))
                if len(waiting) >= ahead:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenExecutor as error:
            raise _ended() from error
        finally:
            for future in waiting:
                future.cancel()


def run(call: Callable[[Given], object], jobs: Sequence[Given], workers: int) -> None:
    """Run `call(job)` for each job, in whatever process is free next; what a call raises comes out.

    Raises KgError where a process died.
    """
    with executor(workers) as running:
        waiting = [running.submit(call, job) for job in jobs]
        try:
            for future in as_completed(waiting):
                future.result()
        except BrokenExecutor as error:
            raise _ended() from error
        finally:
            for future in waiting:
                future.cancel()


def _ended() -> KgError:
    return KgError("workers", "a process ended before its work was done", "try fewer --workers")


def _end_with_parent() -> None:
    """End this process when the one that started it is killed: nobody would read what it writes."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)

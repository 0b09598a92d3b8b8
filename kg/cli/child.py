"""A question in a process of its own, which can be ended."""

from __future__ import annotations

import os
import signal
import sys

from kg.errors import KgError


def go_on_in_a_child(seconds: int, place: str) -> None:
    """Return in a child process; this one waits, ends it after `seconds`, and exits as it does.

    The engine cannot be interrupted, neither by Ctrl-C nor by a timer, and some questions overflow its stack.
    """
    sys.stdout.flush()
    child = os.fork()
    if not child:
        signal.alarm(seconds + 1)  # in case that the other one is killed
        return
    try:
        signal.signal(signal.SIGALRM, _stop_waiting)
        signal.alarm(seconds)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        signal.alarm(0)
    except BaseException as error:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        if isinstance(error, TimeoutError):
            next_step = "ask for less, or wait longer with --timeout"
            raise KgError(place, f"the question was not answered within {seconds} seconds", next_step) from None
        raise
    if code < 0:
        raise KgError(place, "the question is more than the engine can take", "ask a simpler question")
    sys.exit(code)


def _stop_waiting(*_: object) -> None:
    raise TimeoutError

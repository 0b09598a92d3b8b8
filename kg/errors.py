"""The one kind of error that people see: a place, a fact and the next step."""

from __future__ import annotations


class KgError(Exception):
    """What went wrong, where, and what to do about it.

    `place` is a file, `file:line`, option or query name; `fact` one clause; `next_step` one imperative clause, or
    empty. `exit_code` is 1 where the data is wrong and 2 where the call is. Printed as
    `place: fact. next step`.
    """

    def __init__(self, place: str, fact: str, next_step: str = "", *, exit_code: int = 1) -> None:
        """Keep the parts, so that a report can list them apart."""
        super().__init__(place, fact, next_step)
        self.place, self.fact, self.next_step, self.exit_code = place, fact, next_step, exit_code

    def __str__(self) -> str:
        """One line, `place: fact. next step`."""
        said = f"{self.place}: {self.fact}" if self.place else self.fact
        return f"{said}. {self.next_step}" if self.next_step else said


class UsageError(KgError):
    """The call is wrong (exit code 2): an unknown name, a bad option or parameter."""

    def __init__(self, place: str, fact: str, next_step: str = "") -> None:
        """As KgError, with exit code 2."""
        super().__init__(place, fact, next_step, exit_code=2)

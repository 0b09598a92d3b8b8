"""A figure as it is read: a number with the name of what it measures, and what stands around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kg.extract.counts import Count
    from kg.extract.indicators import Left
    from kg.language.numbers import Number
    from kg.model import Span


class Figure(NamedTuple):
    """A number with the name of what it measures; `start` and `end` bound the words for it, the number included.

    `thing` is the name without its verb, `verb` that verb, `said` what the things counted do: what later figures of
    the sentence that only print a number are named after. `others` are what the next numbers are of (分别为…和…).
    """

    name: str
    start: int
    end: int
    number: Number
    unit: str
    comparator: str
    measure: str
    rule: str
    thing: str = ""
    verb: str = ""
    said: str = ""
    others: tuple[str, ...] = ()


class Clause(NamedTuple):
    """What is known where the figures of a clause are read: text, span, units, and the terms named in it."""

    text: str
    span: Span
    units: Mapping[str, str]
    terms: Sequence[tuple[int, int]]


class Naming(NamedTuple):
    """The name of what is measured; `start` and `end` bound its words, `thing` is the name without its `verb`.

    `said` is what the things counted do.
    """

    name: str
    start: int
    end: int
    thing: str
    rule: str
    verb: str = ""
    said: str = ""


NOTHING = Naming("", 0, 0, "", "")


class Behind(NamedTuple):
    """The phrase that follows a count, text[start:end], and whether the next number cuts it, at a mark or not."""

    phrase: str
    start: int
    end: int
    cut: bool
    marked: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """A count with what stands before and behind it, and the figures that its sentence has given."""

    clause: Clause
    here: Left
    count: Count
    behind: Behind
    known: Sequence[Figure]

    @property
    def last(self) -> Figure | None:
        """The figure before."""
        return self.known[-1] if self.known else None

    @property
    def end(self) -> int:
        """Where the number ends."""
        return self.count.number.end

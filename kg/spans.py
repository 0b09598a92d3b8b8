"""Stretches of a text that may overlap, and whether an offset stands in one of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from kg.model import Span


class Stretches:
    """What some spans cover together; `offset in stretches` takes logarithmic time."""

    def __init__(self, spans: Iterable[Span]) -> None:
        """Join the spans that overlap or touch."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            else:
                self._starts.append(start)
                self._ends.append(end)

    def __contains__(self, at: int) -> bool:
        """Tell whether the offset stands in one of the spans."""
        index = bisect_right(self._starts, at) - 1
        return index >= 0 and at < self._ends[index]

"""Text that is cut and spliced in layers and always knows where each character stands in the original."""

from __future__ import annotations

from itertools import starmap
from typing import TYPE_CHECKING, NamedTuple

from kg.model import Noise, NoiseKind, Run

if TYPE_CHECKING:
    from collections.abc import Sequence

BREAK = "\n"
# Kinds that belong to the word beside them: a match that touches one is suspect.
_MARKUP = NoiseKind.MARKUP
_CLINGING = (NoiseKind.SYMBOL, NoiseKind.READING, NoiseKind.MOJIBAKE, NoiseKind.PINYIN)
_CLINGING_OR_MARKUP = frozenset({*_CLINGING, _MARKUP})


class Cut(NamedTuple):
    """Text [start, end) is set aside as `kind`; `put` ("", " " or a line feed) stands in its place.

    A space that is put in stands for the first character that was cut and keeps its place in the original; a line
    feed stands for none.
    """

    start: int
    end: int
    kind: NoiseKind
    put: str = ""


class Tape(NamedTuple):
    """`text` with its runs, as in `Run`, and the raw stretches (start, end, kind) that were set aside.

    Runs and stretches are disjoint; what of the original is in none of them is markup. What of the text is in no run
    was put in.
    """

    text: str
    runs: list[tuple[int, int, int]]
    aside: list[tuple[int, int, NoiseKind]]

    @classmethod
    def of(cls, original: str) -> Tape:
        """The whole original, uncut."""
        return cls(original, [(0, 0, len(original))] if original else [], [])

    def unplaced(self) -> Tape:
        """The text alone, for who does not ask where it stood."""
        return Tape(self.text, [], [])

    def cut(self, cuts: Sequence[tuple[int, int, NoiseKind, str]]) -> Tape:
        """The tape without `cuts` (as in `Cut`), which are in order and do not overlap. Linear in runs and cuts."""
        if not cuts:
            return self
        text = self.text
        pieces: list[str] = []
        runs: list[tuple[int, int, int]] = []
        aside = self.aside.copy()
        following = iter((*self.runs, (len(text) + 1, 0, 0)))  # the last is no run, and none of it is ever kept or cut
        low, raw, span = next(following)  # what is left of the run at hand
        high = low + span
        position = length = 0
        for start, end, kind, put in (*cuts, (len(text), len(text), NoiseKind.SPACE, "")):
            shift = length - position
            while low < start:  # what is kept before the cut
                if high <= start:
                    runs.append((low + shift, raw, high - low))
                    low, raw, span = next(following)
                    high = low + span
                else:
                    runs.append((low + shift, raw, start - low))
                    raw += start - low
                    low = start
            pieces.append(text[position:start])
            length += start - position
            first = -1
            while low < end:  # what is cut
                stop = min(high, end)
                from_, to = raw, raw + stop - low
                if put == " " and first < 0:
                    first = from_
                    from_ += 1
                if from_ < to:
                    aside.append((from_, to, kind))
                if stop == high:
                    low, raw, span = next(following)
                    high = low + span
                else:
                    low, raw = stop, to
            if put:
                pieces.append(put)
                if first >= 0:
                    runs.append((length, first, 1))
                length += len(put)
            position = end
        return Tape("".join(filter(None, pieces)), runs, aside)  # of one piece nothing is copied

    def merged_runs(self) -> tuple[Run, ...]:
        """Runs, those that follow each other in both texts made one."""
        merged: list[tuple[int, int, int]] = []
        clean = raw = length = 0
        for run in self.runs:
            if raw + length == run[1] and clean + length == run[0]:
                length += run[2]
                continue
            if length:
                merged.append((clean, raw, length))
            clean, raw, length = run
        if length:
            merged.append((clean, raw, length))
        return tuple(starmap(Run, merged))

    def noise(self, runs: Sequence[Run], size: int) -> tuple[Noise, ...]:
        """What was set aside, in reading order; neighbours of one kind made one.

        `runs` are the merged ones, `size` is the length of the original. `at` is the next clean character; beside a
        line feed, noise that does not cling to the word after it stands before the line feed.
        """
        text = self.text
        noise: list[tuple[NoiseKind, int, int, int]] = []
        aside = sorted(self.aside, reverse=True)
        low = 0
        for edge, high, length in (*runs, (len(text), size, 0)):
            if low < high:
                if not aside or aside[-1][0] >= high:
                    noise.append((_MARKUP, low, high, edge))
                else:
                    before = edge - 1 if length and edge > 0 and text[edge - 1] == BREAK else edge
                    noise += _placed(_filled(low, high, aside), edge, before)
            low = high + length
        return tuple(starmap(Noise, noise))


def _filled(low: int, high: int, aside: list[tuple[int, int, NoiseKind]]) -> list[tuple[int, int, NoiseKind]]:
    """What stands in the gap [low, high) between two runs; it is taken from the end of `aside`, the rest is markup."""
    filled: list[tuple[int, int, NoiseKind]] = []
    while aside and aside[-1][0] < high:
        start, end, kind = aside.pop()
        if kind is _MARKUP:
            continue
        if low < start:
            filled.append((low, start, _MARKUP))
        if filled and filled[-1][2] is kind:
            start = filled.pop()[0]
        filled.append((start, end, kind))
        low = end
    if low < high:
        filled.append((low, high, _MARKUP))
    return filled


def _placed(
    filled: Sequence[tuple[int, int, NoiseKind]], edge: int, before: int
) -> list[tuple[NoiseKind, int, int, int]]:
    """Noise in a gap: at the character behind it, or, where it does not cling to that, at the line feed before."""
    placed = []
    clings = True
    for start, end, kind in reversed(filled):
        clings = clings and kind in _CLINGING_OR_MARKUP
        placed.append((kind, start, end, edge if clings else before))
    placed.reverse()
    return placed

"""Text that is cut and spliced in layers and always knows where each character stands in the original."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.model import Noise, NoiseKind, Run

if TYPE_CHECKING:
    from collections.abc import Sequence

BREAK = "\n"
# Kinds that belong to the word beside them: a match that touches one is suspect.
_CLINGING = (NoiseKind.SYMBOL, NoiseKind.READING, NoiseKind.MOJIBAKE, NoiseKind.PINYIN)
_CLINGING_OR_MARKUP = frozenset({*_CLINGING, NoiseKind.MARKUP})


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

    Runs and stretches are disjoint and together cover the whole original. What is not in a run was put in.
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

    def cut(self, cuts: Sequence[Cut]) -> Tape:
        """The tape without `cuts`, which are in order and do not overlap. Linear in runs and cuts."""
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
        return Tape("".join(pieces), runs, aside)

    def merged_runs(self) -> tuple[Run, ...]:
        """Runs, those that follow each other in both texts made one."""
        merged: list[Run] = []
        clean = raw = length = 0
        for run in self.runs:
            if clean + length == run[0] and raw + length == run[1]:
                length += run[2]
                continue
            if length:
                merged.append(Run(clean, raw, length))
            clean, raw, length = run
        if length:
            merged.append(Run(clean, raw, length))
        return tuple(merged)

    def noise(self) -> tuple[Noise, ...]:
        """What was set aside, in reading order; neighbours of one kind made one.

        `at` is the next clean character; beside a line feed, noise that does not cling to the word after it stands
        before the line feed.
        """
        merged: list[tuple[int, int, NoiseKind]] = []
        for start, end, kind in sorted(self.aside):
            if merged and merged[-1][1] == start and merged[-1][2] is kind:
                merged[-1] = (merged[-1][0], end, kind)
            else:
                merged.append((start, end, kind))
        noise: list[Noise] = []
        text, runs = self.text, self.runs
        index, size = len(runs) - 1, len(runs)
        edge, clings = len(text), True
        for start, end, kind in reversed(merged):
            while index >= 0 and runs[index][1] >= end:
                edge, clings = runs[index][0], True
                index -= 1
            clings = clings and kind in _CLINGING_OR_MARKUP
            apart = edge > 0 and index + 1 < size and text[edge - 1] == BREAK
            noise.append(Noise(kind, start, end, edge - 1 if apart and not clings else edge))
        noise.reverse()
        return tuple(noise)

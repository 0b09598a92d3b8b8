"""Text that is cut and spliced in layers and always knows where each character stands in the original."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.model import Noise, NoiseKind, Run

if TYPE_CHECKING:
    from collections.abc import Sequence

BREAK = "\n"
# Kinds that belong to the word beside them: a match that touches one is suspect.
_CLINGING = frozenset({NoiseKind.SYMBOL, NoiseKind.READING, NoiseKind.MOJIBAKE, NoiseKind.PINYIN})


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
    """`text` with its runs (clean, raw, length) and the raw stretches (start, end, kind) that were set aside.

    Runs and stretches are disjoint and together cover the whole original. What is not in a run was put in.
    """

    text: str
    runs: list[Run]
    aside: list[tuple[int, int, NoiseKind]]

    @classmethod
    def of(cls, original: str) -> Tape:
        """The whole original, uncut."""
        return cls(original, [Run(0, 0, len(original))] if original else [], [])

    def cut(self, cuts: Sequence[Cut]) -> Tape:
        """The tape without `cuts`, which are in order and do not overlap. Linear in runs and cuts."""
        if not cuts:
            return self
        pieces: list[str] = []
        runs: list[Run] = []
        aside = list(self.aside)
        old, size = self.runs, len(self.runs)
        index = position = length = 0
        for start, end, kind, put in (*cuts, Cut(len(self.text), len(self.text), NoiseKind.SPACE)):
            shift = length - position
            while index < size and old[index].clean < start:  # what is kept before the cut
                clean, raw, span = old[index]
                low, high = max(clean, position), min(clean + span, start)
                if low < high:
                    runs.append(Run(low + shift, raw + low - clean, high - low))
                if clean + span > start:
                    break
                index += 1
            pieces.append(self.text[position:start])
            length += start - position
            first = -1
            while index < size and old[index].clean < end:  # what is cut
                clean, raw, span = old[index]
                low, high = max(clean, start), min(clean + span, end)
                if low < high:
                    from_, to = raw + low - clean, raw + high - clean
                    if put == " " and first < 0:
                        first = from_
                        from_ += 1
                    if from_ < to:
                        aside.append((from_, to, kind))
                if clean + span > end:
                    break
                index += 1
            if put:
                pieces.append(put)
                if first >= 0:
                    runs.append(Run(length, first, 1))
                length += len(put)
            position = end
        return Tape("".join(pieces), runs, aside)

    def merged_runs(self) -> tuple[Run, ...]:
        """Runs, those that follow each other in both texts made one."""
        merged: list[Run] = []
        for run in self.runs:
            if merged:
                clean, raw, length = merged[-1]
                if clean + length == run.clean and raw + length == run.raw:
                    merged[-1] = Run(clean, raw, length + run.length)
                    continue
            merged.append(run)
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
        index, size = len(self.runs) - 1, len(self.runs)
        edge, clings = len(self.text), True
        for start, end, kind in reversed(merged):
            while index >= 0 and self.runs[index].raw >= end:
                edge, clings = self.runs[index].clean, True
                index -= 1
            clings = clings and (kind in _CLINGING or kind is NoiseKind.MARKUP)
            apart = edge > 0 and index + 1 < size and self.text[edge - 1] == BREAK
            noise.append(Noise(kind, start, end, edge - 1 if apart and not clings else edge))
        noise.reverse()
        return tuple(noise)

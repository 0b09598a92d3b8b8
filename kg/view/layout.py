"""Where each box stands: computed before the page is opened, in whole numbers, the same on every machine.

What several places share stands in the middle; around it one group a place, its anchor at the inner edge and what is
its own behind it. No two boxes overlap: boxes take free stretches of rows, groups slide outward until they fit.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import cos, inf, isqrt, pi, sin

ROW = 8  # pixels; boxes stand on rows of this height
GAP = 7  # pixels between boxes
WIDE, TALL = 1.45, 0.62  # how much wider than high the picture should be: in a window, and on a telephone
_TURNS = 24  # angles at which a group is tried, where the boxes placed meanwhile stay below the next number
_TRIED = 8_000
_CAPTION = 24  # pixels kept free above the middle
_BEYOND = 0.75  # how far behind its anchor a group's middle lies, in radii
_GOLDEN = pi * (3 - 5**0.5)  # groups that take this turn, one after another, spread evenly however many they are
_STEP = 16  # pixels that a group slides before it is tried again
_AROUND = 15  # pixels kept free around a group


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle to place. `home` is the anchor's key of its group, "" for the middle; `near` a key, or ""."""

    key: str
    width: int
    height: int
    home: str
    near: str = ""


@dataclass(slots=True)
class _Rows:
    """Free and taken stretches of rows; coordinates are pixels, rows are numbered by `y // ROW`."""

    taken: dict[int, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))

    def take(self, row: int, start: int, end: int) -> None:
        """Take a stretch; touching ones become one, so that lists stay short."""
        stretches = self.taken[row]
        low = bisect_left(stretches, (start, start))
        if low and stretches[low - 1][1] >= start - GAP:
            low -= 1
        high = low
        while high < len(stretches) and stretches[high][0] <= end + GAP:
            start, end = min(start, stretches[high][0]), max(end, stretches[high][1])
            high += 1
        stretches[low:high] = [(start, end)]

    def nearest(self, row: int, rows: int, width: int, x: int, limit: float) -> int:
        """Return the centre, nearest to `x`, of a free stretch of `width` across `rows` rows from `row`.

        A centre further away than `limit` may not be free: it is of no use.
        """
        half = width // 2 + GAP
        stretches = [self.taken[each] for each in range(row, row + rows) if each in self.taken]
        right = left = x
        while right - x <= limit and (blocking := _blocking(stretches, right - half, right + half)) is not None:
            right = blocking[1] + half
        limit = min(limit, right - x)
        while x - left <= limit and (blocking := _blocking(stretches, left - half, left + half)) is not None:
            left = blocking[0] - half
        return right if right - x <= x - left else left

    def place(self, width: int, height: int, x: int, y: int) -> tuple[int, int]:
        """Take the free place nearest to (x, y); return its centre."""
        rows = -(-(height + GAP) // ROW)
        aim = (y - height // 2) // ROW
        best: tuple[int, int, int] | None = None
        for step in range(100_000):
            away = (step * ROW) ** 2
            if best and away * 2 > best[0]:
                break
            for row in {aim - step, aim + step} if step else {aim}:
                limit = isqrt(best[0] - away * 2) if best else inf
                found = self.nearest(row, rows, width, x, limit)
                cost = away * 2 + (found - x) ** 2
                best = min(best or (cost, row, found), (cost, row, found))
        assert best is not None
        _, row, found = best
        for each in range(row, row + rows):
            self.take(each, found - width // 2, found + width // 2)
        return found, row * ROW + height // 2

    def reach(self, outline: Sequence[tuple[int, int, int]], shape: float) -> int:
        """Return how far from the middle the picture would reach, with these stretches, in a window's proportions."""
        rows = [row for row, stretches in self.taken.items() if stretches] + [row for row, _, _ in outline]
        starts = [stretches[0][0] for stretches in self.taken.values() if stretches]
        ends = [stretches[-1][1] for stretches in self.taken.values() if stretches]
        left, right = min(start for _, start, _ in outline), max(end for _, _, end in outline)
        width = max([right, *ends]) - min([left, *starts])
        height = (max(rows) - min(rows)) * ROW
        centre = abs(left + right) + round(shape * ROW * abs(outline[0][0] + outline[-1][0]))
        return 20 * max(width, round(height * shape)) + 10 * min(width, round(height * shape)) + centre

    def fits(self, outline: Iterable[tuple[int, int, int]], x: int, row: int) -> bool:
        """Return whether stretches (row, start, end), moved by `x` and `row`, are all free."""
        for each, start, end in outline:
            stretches = self.taken.get(each + row, [])
            low = max(0, bisect_left(stretches, (start + x, start + x)) - 1)
            for taken_start, taken_end in stretches[low : low + 3]:
                if taken_start < end + x and start + x < taken_end:
                    return False
        return True


def _blocking(rows: Iterable[list[tuple[int, int]]], start: int, end: int) -> tuple[int, int] | None:
    """Return a stretch of one of the rows that reaches into (start, end), or None."""
    for stretches in rows:
        index = bisect_left(stretches, (end, end)) - 1
        if index >= 0 and stretches[index][1] > start:
            return stretches[index]
    return None


def layout(boxes: Sequence[Box], shape: float = WIDE) -> dict[str, tuple[int, int]]:
    """Return the centre of every box, in pixels around (0, 0). The order of `boxes` is that of importance.

    `shape`: how much wider than high the picture should be.
    """
    anchors = {box.home for box in boxes if box.home == box.key}
    groups: dict[str, list[Box]] = {box.key: [] for box in boxes if box.key in anchors}
    middle: list[Box] = []
    for box in boxes:
        if box.key not in anchors:
            (groups[box.home] if box.home in anchors else middle).append(box)
    ground, sizes = _Rows(), {box.key: box for box in boxes}
    places = {box.key: ground.place(box.width, box.height, 0, 0) for box in middle}
    outline = _outline(places, sizes)
    for above in range(1, _CAPTION // ROW + 1):
        for row, start, end in outline[:1]:
            ground.take(row - above, start, end)
    for row, start, end in outline:
        ground.take(row, start, end)
    ordered = sorted(groups, key=lambda key: -sum(box.width for box in groups[key]))  # stable: importance within
    for number, key in enumerate(ordered):
        turns = _turns(number, len(ordered), len(groups[key]), alone=not places)
        found = _fitted(ground, sizes[key], groups[key], sizes, turns, shape)
        for row, start, end in _outline(found, sizes):
            ground.take(row, start, end)
        places |= found
    return places


def _turns(number: int, groups: int, members: int, *, alone: bool) -> list[float]:
    """Return the angles at which a group is tried: many where that is cheap, none where it stands alone."""
    if alone and groups == 1:
        return []
    turns = min(_TURNS, _TRIED // (groups * (members + 1)))
    return [2 * pi * step / turns for step in range(turns)] if turns > 3 else [number * _GOLDEN]


def _fitted(
    ground: _Rows,
    anchor: Box,
    members: Sequence[Box],
    sizes: Mapping[str, Box],
    turns: Sequence[float],
    shape: float,
) -> dict[str, tuple[int, int]]:
    """Return the group's places at that of the angles where the picture stays smallest."""
    best: tuple[int, dict[str, tuple[int, int]]] | None = None
    for direction in [(cos(turn), sin(turn)) for turn in turns] or [(0.0, 0.0)]:
        inner = _group(anchor, members, direction, shape)
        outline = _outline(inner, sizes)
        x, row = _slide(ground, outline, direction, shape)
        moved = {key: (left + x, top + row * ROW) for key, (left, top) in inner.items()}
        cost = ground.reach([(each + row, start + x, end + x) for each, start, end in outline], shape)
        if best is None or cost < best[0]:
            best = cost, moved
    assert best is not None
    return best[1]


def _group(
    anchor: Box, members: Sequence[Box], direction: tuple[float, float], shape: float
) -> dict[str, tuple[int, int]]:
    """Place an anchor at (0, 0) and its members beyond it, as seen from the middle."""
    rows = _Rows()
    places = {anchor.key: rows.place(anchor.width, anchor.height, 0, 0)}
    radius = 0.5 * isqrt(sum((box.width + GAP) * (box.height + GAP) for box in members))
    aim = (round(direction[0] * radius * _BEYOND * shape), round(direction[1] * radius * _BEYOND))
    hubs = {box.near for box in members}
    for box in [each for each in members if each.key in hubs] + [each for each in members if each.key not in hubs]:
        x, y = places.get(box.near, aim)
        places[box.key] = rows.place(box.width, box.height, x, y)
    return places


def _outline(places: Mapping[str, tuple[int, int]], sizes: Mapping[str, Box]) -> list[tuple[int, int, int]]:
    """Return the stretches (row, start, end) that a group takes, with the room around it."""
    spans: dict[int, tuple[int, int]] = {}
    for key, (x, y) in places.items():
        width, height = sizes[key].width, sizes[key].height
        start, end = x - width // 2 - _AROUND, x + width // 2 + _AROUND
        for row in range((y - height // 2 - _AROUND) // ROW, (y + height // 2 + _AROUND) // ROW + 1):
            low, high = spans.get(row, (start, end))
            spans[row] = min(low, start), max(high, end)
    return [(row, start, end) for row, (start, end) in sorted(spans.items())]


def _slide(
    ground: _Rows, outline: list[tuple[int, int, int]], direction: tuple[float, float], shape: float
) -> tuple[int, int]:
    """Return how far, in pixels and in rows, a group moves from the middle until it is free."""
    for step in range(1_000_000):
        x = round(step * _STEP * direction[0] * shape)
        row = round(step * _STEP * direction[1] / ROW)
        if ground.fits(outline, x, row):
            return x, row
    raise AssertionError  # a million steps outward there is nothing

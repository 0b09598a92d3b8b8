"""Where boxes around one box stand, cheaply: each group flows in rows like text, groups stand on shelves."""

from __future__ import annotations

from collections.abc import Sequence
from math import isqrt

from kg.view.layout import Box

GAP = 8  # pixels between the boxes of a group
_APART = 34  # pixels between groups, and around the centre
WIDE, TALL = 1.9, 0.72  # how much wider than high the picture should be: in a window, and on a telephone
_GROUP_WIDE = 2.0  # the same of a group that has the room
_Place = tuple[Box, int, int]
_Block = tuple[list[_Place], int, int]  # what is placed, width, height


def blocks(centre: Box, boxes: Sequence[Box], shape: float = WIDE) -> dict[str, tuple[int, int]]:
    """Return the centre of every box, in pixels; `centre` stands at (0, 0). A box's `home` names its group.

    Groups stand above and below the centre. No two boxes overlap. `shape`: how much wider than high the picture
    should be.
    """
    groups: dict[str, list[Box]] = {}
    for box in boxes:
        groups.setdefault(box.home, []).append(box)
    room = isqrt(round(sum((box.width + _APART) * (box.height + _APART) for box in boxes) * shape))
    flowed = [_flow(group, room) for group in groups.values()]
    area = sum((width + _APART) * (height + _APART) for _, width, height in flowed)
    widest = max([isqrt(round(area * shape)), *(width for _, width, _ in flowed)])
    places = {centre.key: (0, 0)}
    edges = {-1: -centre.height // 2, 1: centre.height - centre.height // 2}
    for number, shelf in enumerate(_shelves(flowed, widest)):
        side = -1 if number % 2 else 1
        left = -(sum(width for _, width, _ in shelf) + _APART * (len(shelf) - 1)) // 2
        near = edges[side] + side * _APART
        for group, width, height in shelf:
            top = near if side > 0 else near - height
            places |= {box.key: (left + x + box.width // 2, top + y + box.height // 2) for box, x, y in group}
            left += width + _APART
        edges[side] = near + side * max(height for _, _, height in shelf)
    return places


def _flow(group: Sequence[Box], room: int) -> _Block:
    """Return the corners of a group's boxes from its own, and its width (`room` at most, if it can) and height."""
    area = sum((box.width + GAP) * (box.height + GAP) for box in group)
    most = max([min(isqrt(round(area * _GROUP_WIDE)), room), *(box.width for box in group)])
    placed: list[_Place] = []
    x = y = high = wide = 0
    for number, box in enumerate(group):
        under = number == 1 and group[0].key == group[0].home  # a head has the first row to itself
        if x and (x + box.width > most or under):
            x, y, high = 0, y + high + GAP, 0
        placed.append((box, x, y))
        wide, high = max(wide, x + box.width), max(high, box.height)
        x += box.width + GAP
    return placed, wide, y + high


def _shelves(flowed: Sequence[_Block], widest: int) -> list[list[_Block]]:
    """Return rows of groups, no wider than `widest`: the highest first, each where there is room."""
    shelves: list[list[_Block]] = []
    rooms: list[int] = []
    for block in sorted(flowed, key=lambda block: -block[2]):
        number = next((number for number, room in enumerate(rooms) if room >= block[1]), len(shelves))
        if number == len(shelves):
            shelves.append([])
            rooms.append(widest)
        shelves[number].append(block)
        rooms[number] -= block[1] + _APART
    return shelves

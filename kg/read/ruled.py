"""Tables with rules on a page: the cells that lines enclose, merged ones too, and the characters in each.

Coordinates are points; y grows upwards.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from kg.model import PAGE_EDGE, Table
from kg.read.grid import MOST_COLUMNS, Grid

_NEAR = 3.0  # points between two rules that are one, and between a rule and one that it meets
_SHORTEST = 6.0
_MOST_RULES = 1_500  # of a page, those in one line made one
_MOST_ROWS = 500
_BESIDE = 3  # characters beside a table that do no harm: a mark on the margin


class Character(NamedTuple):
    """A character and its box."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


class Rule(NamedTuple):
    """A straight line: `at` is its height where it is level, else its distance from the left."""

    at: float
    low: float
    high: float


class Box(NamedTuple):
    """A cell: its place in the table, over how many rows and columns it reaches, and its edges."""

    row: int
    column: int
    rows: int
    columns: int


class Ruled(NamedTuple):
    """A table's edges, columns from the left and rows from the top, and its cells in reading order."""

    lefts: tuple[float, ...]
    tops: tuple[float, ...]
    boxes: tuple[Box, ...]

    def box_at(self, across: float, up: float) -> tuple[int, int] | None:
        """Row and column of the table's grid at a point; None outside."""
        if not (self.lefts[0] <= across <= self.lefts[-1] and self.tops[-1] <= up <= self.tops[0]):
            return None
        column = min(bisect_right(self.lefts, across), len(self.lefts) - 1) - 1
        row = bisect_left(self.tops, -up, key=lambda top: -top) - 1
        return max(0, min(row, len(self.tops) - 2)), max(0, column)


def tables(level: Iterable[Rule], upright: Iterable[Rule]) -> list[Ruled]:
    """The tables that level and upright lines enclose, from the top; none where there are too many lines to tell."""
    rows, columns = _as_one(level), _as_one(upright)
    if not rows or not columns or len(rows) + len(columns) > _MOST_RULES:
        return []
    found = [_table(*group) for group in _groups(rows, columns)]
    return sorted((table for table in found if table), key=lambda table: (-table.tops[0], table.lefts[0]))


def _as_one(rules: Iterable[Rule]) -> list[Rule]:
    """The rules, those that lie in one line and touch made one; what is too short to part cells is left out."""
    lines: list[list[Rule]] = []
    for rule in sorted(rules):
        if lines and rule.at - lines[-1][0].at <= _NEAR:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    found: list[Rule] = []
    for line in lines:
        at = line[0].at
        low, high = 0.0, -_NEAR * 2
        for rule in sorted(line, key=lambda each: each.low):
            if high < low or rule.low > high + _NEAR:
                found.append(Rule(at, low, high))
                low, high = rule.low, rule.high
            high = max(high, rule.high)
        found.append(Rule(at, low, high))
    return [rule for rule in found if rule.high - rule.low >= _SHORTEST]


def _groups(rows: Sequence[Rule], columns: Sequence[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Level and upright lines that meet each other."""
    free = list(range(len(columns)))
    left = set(range(len(rows)))
    while left:
        group, across, ahead = [], [], [min(left)]
        left.discard(ahead[0])
        while ahead:
            row = rows[ahead.pop()]
            group.append(row)
            met = [index for index in free if _meet(row, columns[index])]
            free = [index for index in free if not _meet(row, columns[index])] if met else free
            across += [columns[index] for index in met]
            for index in met:
                joined = [each for each in left if _meet(rows[each], columns[index])]
                left.difference_update(joined)
                ahead += joined
        if across:
            yield group, across


def _meet(row: Rule, column: Rule) -> bool:
    return row.low - _NEAR <= column.at <= row.high + _NEAR and column.low - _NEAR <= row.at <= column.high + _NEAR


def _edges(numbers: Iterable[float]) -> list[float]:
    edges: list[float] = []
    for number in sorted(numbers):
        if not edges or number - edges[-1] > _NEAR:
            edges.append(number)
    return edges


def _table(rows: Sequence[Rule], columns: Sequence[Rule]) -> Ruled | None:
    """The table of lines that meet; its outer edges left and right may be open."""
    ends = (min(row.low for row in rows), max(row.high for row in rows))
    lefts = _edges([*(column.at for column in columns), *ends])
    tops = _edges(row.at for row in rows)[::-1]
    height, width = len(tops) - 1, len(lefts) - 1
    if not (1 < height <= _MOST_ROWS and 1 < width <= MOST_COLUMNS):
        return None
    below = _cut(tops, lefts, rows)
    beside = _cut(lefts, tops, columns)
    taken: set[tuple[int, int]] = set()
    boxes: list[Box] = []
    for row in range(height):
        for column in range(width):
            if (row, column) in taken:
                continue
            right = column + 1
            while right < width and (right, row) not in beside and (row, right) not in taken:
                right += 1
            under = row + 1
            while under < height and not any((under, each) in below for each in range(column, right)):
                under += 1
            taken.update((each, across) for each in range(row, under) for across in range(column, right))
            boxes.append(Box(row, column, under - row, right - column))
    many = len({box.row for box in boxes}) > 1 and len({box.column for box in boxes}) > 1
    return Ruled(tuple(lefts), tuple(tops), tuple(boxes)) if many else None


def _cut(edges: Sequence[float], steps: Sequence[float], rules: Sequence[Rule]) -> set[tuple[int, int]]:
    """Which edges (index) are drawn along which steps (index) of the other direction."""
    found: set[tuple[int, int]] = set()
    middles = [(one + other) / 2 for one, other in pairwise(steps)]
    for rule in rules:
        edge = min(range(len(edges)), key=lambda index: abs(edges[index] - rule.at))
        found.update((edge, step) for step, middle in enumerate(middles) if rule.low <= middle <= rule.high)
    return found


Filled = tuple[Ruled, Mapping[Box, Sequence[Character]]]
_Cells = tuple[tuple[Box, str], ...]


class TableRow(NamedTuple):
    """A row of a table: the cells that begin in it, with their words; `first` tells that it is the table's first."""

    table: Ruled
    cells: _Cells
    first: bool


def taken_apart(characters: Sequence[Character], found: Sequence[Ruled]) -> tuple[Sequence[Character], list[Filled]]:
    """The characters outside of the tables, and those in each of their cells.

    A table that has text beside it is none: the lines may part columns of text.
    """
    filled: list[Filled] = []
    for table in found:
        owners = {
            (row, column): box
            for box in table.boxes
            for row in range(box.row, box.row + box.rows)
            for column in range(box.column, box.column + box.columns)
        }
        cells: dict[Box, list[Character]] = {box: [] for box in table.boxes}
        outside: list[Character] = []
        beside = 0
        for character in characters:
            across, up = (character.left + character.right) / 2, (character.bottom + character.top) / 2
            place = table.box_at(across, up)
            if place is None:
                outside.append(character)
                beside += table.tops[-1] < up < table.tops[0] and bool(character.text.strip())
            else:
                cells[owners[place]].append(character)
        if beside <= _BESIDE and any(cells.values()):
            filled.append((table, cells))
            characters = outside
    return characters, filled


def rows(table: Ruled, words: Mapping[Box, str]) -> list[TableRow]:
    """The rows of a table, by the words of its cells."""
    return [
        TableRow(table, tuple((box, words[box]) for box in table.boxes if box.row == row), row == 0)
        for row in range(len(table.tops) - 1)
    ]


class Sheet:
    """A text while it is written, with the tables in it. A table that goes on at the top of a page is one."""

    def __init__(self) -> None:
        """Begin an empty text."""
        self.size = 0
        self._pieces: list[str] = []
        self._grids: list[Grid] = []
        self._heads: list[tuple[str, ...]] = []  # the words of the rows of the table at hand
        self._number = 0  # of the row in its part of the table
        self._repeats = False
        self._last: TableRow | None = None  # the row that was written last, if nothing else followed it

    def write(self, words: str) -> None:
        """Write words that belong to no table."""
        if words.strip() and not (words[0] == words[-1] == PAGE_EDGE):
            self._last = None
        self._put(words)

    def row(self, row: TableRow) -> None:
        """Write a row of a table; one that repeats a head of the page before is only printed."""
        words = tuple(each for _, each in row.cells)
        if row.first:
            goes_on = (
                self._last is not None and self._last.table is not row.table and _as_wide(self._last.table, row.table)
            )
            if not goes_on:
                self._grids.append(Grid())
                self._heads = []
            self._repeats = goes_on
            self._number = 0
        repeated = self._repeats and self._number < len(self._heads) and self._heads[self._number] == words
        self._repeats = repeated
        self._number += 1
        if not repeated:
            grid = self._grids[-1]
            grid.row()
            at = self.size
            for box, each in row.cells:
                grid.cell(at, at + len(each), columns=box.columns, rows=box.rows)
                at += len(each) + 1
            self._heads.append(words)
        self._put("\t".join(words))
        self._last = row

    def text(self) -> str:
        """The whole text."""
        return "".join(self._pieces)

    def tables(self) -> list[Table]:
        """The tables, in reading order."""
        return [table for grid in self._grids if (table := grid.table()) is not None]

    def _put(self, words: str) -> None:
        self._pieces.append(words)
        self.size += len(words)


def _as_wide(one: Ruled, other: Ruled) -> bool:
    """Whether two tables have the same columns."""
    edges = zip(one.lefts, other.lefts, strict=False)
    return len(one.lefts) == len(other.lefts) and all(abs(left - right) <= _NEAR for left, right in edges)

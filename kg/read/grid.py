"""Cells of a table in reading order, each at its row and column with merged cells counted, and where they stand."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from kg.model import Span, Table, TableCell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.model import Run

MOST_COLUMNS = 64  # what is wider is no table that anybody reads; it bounds what a merged cell costs
_MOST_ROWS = 65534  # over which a cell may reach (HTML, 4.9.11)


class Grid:
    """A table while it is read; spans are raw."""

    def __init__(self) -> None:
        """Begin above the first row."""
        self._cells: list[TableCell] = []
        self._row = -1
        self._column = 0
        self._taken: dict[int, int] = {}  # column → the first row that no cell above reaches
        self._at: dict[int, int] = {}  # column → index of the last cell in it
        self._spoilt = False

    def spoil(self) -> None:
        """Call it no table: it holds another one, or too many columns."""
        self._spoilt = True
        self._cells.clear()

    def row(self) -> None:
        """Begin a row."""
        self._row += 1
        self._column = 0

    def cell(self, start: int, end: int, *, head: bool = False, columns: int = 1, rows: int = 1) -> None:
        """Add a cell to the row, in the next column that none from above takes."""
        if self._spoilt:
            return
        if self._row < 0:
            self.row()
        column = self._column
        while self._taken.get(column, 0) > self._row:
            column += 1
        self._column = column + max(1, columns)
        if self._column > MOST_COLUMNS:
            self.spoil()
            return
        rows = min(max(1, rows), _MOST_ROWS)
        for each in range(column, self._column):
            self._taken[each] = self._row + rows
            self._at[each] = len(self._cells)
        self._cells.append(TableCell(Span(start, end), self._row, column, rows, self._column - column, head))

    def lengthen(self, columns: int = 1) -> None:
        """Let the cell above in the next column reach into this row."""
        above = self._at.get(self._column)
        if above is not None and not self._spoilt:
            self._cells[above] = self._cells[above]._replace(rows=self._row - self._cells[above].row + 1)
        self._column += max(1, columns)

    def table(self) -> Table | None:
        """The table, if it has two rows and two columns."""
        if self._spoilt or not self._cells or self._row < 1 or all(cell.column == 0 for cell in self._cells):
            return None
        return Table(tuple(self._cells))


def tabbed(text: str) -> list[Table]:
    """Tables of an extracted text: lines running that have as many cells, two at least, with tabs between them."""
    tables: list[Table | None] = []
    grid, width, start = Grid(), 0, 0
    for line in text.split("\n"):
        columns = line.count("\t") + 1
        if columns != width:
            tables.append(grid.table())
            grid, width = Grid(), columns
        if columns > 1:
            grid.row()
            at = start
            for words in line.split("\t"):
                grid.cell(at, at + len(words))
                at += len(words) + 1
        start += len(line) + 1
    return [table for table in (*tables, grid.table()) if table is not None]


def in_order(tables: Sequence[Table], others: Sequence[Table]) -> list[Table]:
    """The tables, and of `others` those that share no text with one of them, in reading order."""
    spans = sorted((table.cells[0].span.start, table.cells[-1].span.end) for table in tables)

    def is_apart(table: Table) -> bool:
        index = bisect_right(spans, (table.cells[-1].span.end, 0)) - 1
        return index < 0 or spans[index][1] < table.cells[0].span.start

    kept = [*tables, *(table for table in others if is_apart(table))]
    return sorted(kept, key=lambda table: table.cells[0].span)


def placed(tables: Sequence[Table], text: str, runs: Sequence[Run]) -> tuple[Table, ...]:
    """The tables with spans of clean `text` in place of raw ones; what was set aside of a cell is left out."""
    starts = [run.raw for run in runs]

    def clean(raw: int) -> int:
        index = bisect_right(starts, raw) - 1
        if index < 0:
            return 0
        at, printed, length = runs[index]
        return at + min(raw - printed, length)

    def within(span: Span) -> Span:
        start, end = clean(span.start), clean(span.end)
        words = text[start:end]
        start += len(words) - len(words.lstrip())
        return Span(start, max(start, start + len(words.strip())))

    return tuple(Table(tuple(cell._replace(span=within(cell.span)) for cell in table.cells)) for table in tables)

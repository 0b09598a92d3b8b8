"""Tables of figures: each number with what its row, its column and the caption say of it.

A number is left out where its heads do not tell one indicator, one unit and at most one holder and one time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from kg.extract import captions, heads, typed_tables
from kg.extract.cell import Cell
from kg.extract.heads import Head, Unit
from kg.extract.indicators import is_name
from kg.language.years import anchor_of
from kg.model import Mention, NoiseKind, Span

if TYPE_CHECKING:
    from kg.model import Document, Table, TableCell

_FIGURE = re.compile(
    r"(?P<digits>(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,12})(?:\.\d{1,6})?)\s?(?P<unit>[^\d\s.,，、。:：/\-—~～*＊①-⑳]{0,4})[*＊①-⑳]?"
)
_HEAD_ROWS, _HEAD_COLUMNS, _SAMPLE = 4, 4, 50
_LONGEST_HEAD = 40  # characters; what is longer tells more than a name
_GROUPS = 2  # 城区女


class Read(NamedTuple):
    """The numbers of all tables, and where sentences start that are rows of them."""

    cells: list[Cell]
    rows: frozenset[int]


def read(document: Document, units: Mapping[str, str], bodies: Mapping[Span, Mention]) -> Read:
    """Return the numbers of all tables. `bodies` are the schools and divisions that the document names."""
    found: list[Cell] = []
    rows: set[int] = set()
    bodies = {span: body for span, body in bodies.items() if not heads.is_group(body.text)}
    ordered = sorted(bodies)
    end = 0
    for table in document.tables:
        reader = _Reader(document, table, units, bodies, ordered, end)
        cells = list(reader.cells())
        found += cells
        read_no_more = table.cells if cells else reader.crowded()
        rows.update(document.sentences[document.sentence_at(cell.span.start)].span.start for cell in read_no_more)
        end = max(end, *(cell.span.end for cell in table.cells))
    for paragraph, cell in typed_tables.cells(document, units):
        if paragraph.start not in rows:
            found.append(cell)
    return Read(found, frozenset(rows | {cell.clause.start for cell in found}))


class _Row(NamedTuple):
    """What the heads of a row say, and where the first of them begins."""

    head: Head
    holder: Mention | None = None
    start: int = 0
    unnamed: bool = True  # the names stand below a head that is no label of indicators
    project: bool = False  # the name is that of a project


class _Column(NamedTuple):
    """What the heads of a column say; `whole` is the column that it is a part of, or -1."""

    head: Head
    holder: Mention | None
    whole: int = -1


_LEFT_OUT = _Row(Head(left_out=True))


class _Reader:
    """Reads one table."""

    def __init__(
        self,
        document: Document,
        table: Table,
        units: Mapping[str, str],
        bodies: Mapping[Span, Mention],
        ordered: Sequence[Span],
        after: int,
    ) -> None:
        """Take the table apart: rows of heads, rows of numbers. Nothing before `after` is its caption."""
        self.document, self.units, self.bodies = document, units, bodies
        self.rows = [list(cells) for _, cells in groupby(table.cells, key=lambda cell: cell.row)]
        self.width = max(cell.column + cell.columns for cell in table.cells)
        first = min((cell.span.start for cell in table.cells if cell.span.start < cell.span.end), default=0)
        self.anchor = anchor_of(document, document.section_at(first))
        self.head_rows = self._head_rows()
        lines = captions.lines_before(document, first, after)
        self.caption = captions.read(document, lines, self._titles(), units, bodies, ordered, self.anchor)
        self._heads: dict[str, Head] = {}

    def cells(self) -> Iterator[Cell]:
        """Yield the numbers that can be read."""
        body = self.rows[self.head_rows :]
        if not body or not self.head_rows:
            return
        columns = self._columns()
        labels, unit_column = self._head_columns(body)
        if not labels:
            return
        beside: dict[int, TableCell] = {}
        whole, values = _LEFT_OUT, dict[int, Cell]()
        sort = ""
        for cells in body:
            if len(cells) == 1 and cells[0].columns == self.width:
                continue  # a heading among the rows
            for cell in cells:
                if cell.column in labels:
                    beside[cell.column] = cell
            row = self._row([beside[column] for column in labels if _reaches(beside.get(column), cells[0].row)], labels)
            is_part = _is_part(row.head, whole.head, sort) and not (row.holder and not row.head.part)
            sort = (row.head.sort or sort) if is_part else ""
            if is_part:
                row = _as_part(row, whole)
            unit = next((self._words(cell) for cell in cells if cell.column == unit_column), "")
            own = heads.unit_of(unit, self.units)
            unclear = row.head.left_out or (unit and own is None) or self._has_heads(cells, labels[-1])
            found = {} if unclear else self._numbers(cells, row, columns, labels[-1], unit_column, own)
            if is_part:
                found = {at: cell for at, cell in found.items() if _is_within(cell, values.get(at))}
            else:
                whole, values = row, found
            yield from found.values()

    def _numbers(
        self,
        cells: Sequence[TableCell],
        row: _Row,
        columns: Sequence[_Column | None],
        last_label: int,
        unit_column: int,
        own: Unit | None,
    ) -> dict[int, Cell]:
        """The numbers of a row by their columns; a part that is more than its whole is none."""
        found: dict[int, Cell] = {}
        for cell in cells:
            column = columns[cell.column]
            if cell.column > last_label and cell.column != unit_column and cell.columns == 1 and column is not None:
                read = self._read(cell, row, column, own)
                if read is not None and _is_within(read, found.get(column.whole)):
                    found[cell.column] = read
        return found

    def _has_heads(self, cells: Sequence[TableCell], last_label: int) -> bool:
        """Whether what is measured stands among the numbers of a row too: 在校生数, 1200, 教师数, 80."""
        words = [self._words(cell) for cell in cells if cell.column > last_label]
        return any(heads.is_known(each) and self._figure(after) for each, after in pairwise(words))

    def crowded(self) -> Iterator[TableCell]:
        """The cells of rows with several numbers: what they are of only the heads tell, or nothing."""
        for cells in self.rows[self.head_rows :] if self.head_rows else ():
            if sum(self._figure(self._words(cell)) is not None for cell in cells[1:]) > 1:
                yield from cells

    # --- the table's parts

    def _words(self, cell: TableCell) -> str:
        return self.document.text[cell.span.start : min(cell.span.end, cell.span.start + captions.LONGEST + 1)]

    def _figure(self, words: str) -> re.Match[str] | None:
        """The digits and the unit of a cell that holds one number and nothing else; 2022年 is a time."""
        figure = _FIGURE.fullmatch(words)
        if figure is None or (figure["unit"] and heads.unit_of(figure["unit"], self.units) is None):
            return None
        return None if figure["unit"] == "年" and heads.is_year(figure["digits"]) else figure

    def _head_rows(self) -> int:
        """How many rows from the top hold no number but years."""
        dated = False
        for index, cells in enumerate(self.rows[: _HEAD_ROWS + 1]):
            figures = [words for cell in cells[1:] if self._figure(words := self._words(cell))]
            if figures and (dated or not all(heads.is_year(words) for words in figures)):
                return index
            dated = bool(figures)
        return 0

    def _titles(self) -> list[Span]:
        return [
            Span(cells[0].span.start, min(cells[0].span.end, cells[0].span.start + captions.LONGEST))
            for cells in self.rows[: self.head_rows]
            if len(cells) == 1 and cells[0].columns == self.width
        ]

    def _columns(self) -> list[_Column | None]:
        """What the heads above each column say; None where there are none."""
        columns: list[_Column | None] = []
        whole, sort = -1, ""
        for index in range(self.width):
            column = self._column(index)
            if column is not None:
                before = columns[whole] if whole >= 0 else None
                is_part = _is_part(column.head, before.head if before else Head(), sort) and not column.holder
                sort = (column.head.sort or sort) if is_part else ""
                if not is_part:
                    whole = -1 if column.head.left_out else index
                elif before is None:
                    column = column._replace(head=Head(left_out=True))
                elif not column.head.left_out:
                    column = column._replace(head=column.head.within(before.head), whole=whole)
            columns.append(column)
        return columns

    def _column(self, column: int) -> _Column | None:
        above = [
            cell
            for cells in self.rows[: self.head_rows]
            for cell in cells
            if cell.column <= column < cell.column + cell.columns and cell.columns < self.width
        ]
        above = [cell for cell in above if cell.span.start < cell.span.end]
        above = [cell for cell in above if cell.columns == 1 or not heads.is_dimension(self._words(cell))]
        if not above:
            return None
        holders = [self.bodies[cell.span] for cell in above if cell.span in self.bodies]
        told = heads.joined(heads.together(self._head(cell) for cell in above if cell.span not in self.bodies))
        unclear = len(holders) > 1 or (told.subtotal and len(above) == 1)
        return _Column(told._replace(left_out=True) if unclear else told, holders[0] if holders else None)

    def _head_columns(self, body: Sequence[Sequence[TableCell]]) -> tuple[list[int], int]:
        """The columns that hold the rows' heads, from the left up to the first of numbers, and that of units, or -1."""
        labels: list[int] = []
        tops = {cell.column: self._words(cell) for cells in self.rows[: self.head_rows] for cell in cells}
        counts = dict.fromkeys(range(self.width), 0)
        measured = dict.fromkeys(range(self.width), 0)
        for cells in body[:_SAMPLE]:
            for cell in cells:
                words = self._words(cell)
                is_figure = self._figure(words) and (cell.column or not heads.is_year(words))
                measured[cell.column] += heads.unit_of(words, self.units) is not None
                counts[cell.column] += 1 if is_figure else -1 if heads.head_of(words, self.units, None) != Head() else 0
        named = (at for at in range(1, self.width) if heads.labels_units(tops.get(at, "")) and counts[at] < 0)
        units = next((at for at in named if measured[at]), -1)
        for column in range(self.width):
            first = not labels and heads.head_of(tops.get(column, ""), self.units, None).left_out
            if column == units or (first and counts[column] > 0):
                continue  # 序号
            if (counts[column] >= 0 and labels) or len(labels) == _HEAD_COLUMNS:
                break
            labels.append(column)
        return labels, units

    def _row(self, cells: Sequence[TableCell], labels: Sequence[int]) -> _Row:
        """What the heads of a row say together; words that tell nothing of its numbers (校长) are left out."""
        tops = {label: self._top(label) for label in labels}
        cells = [
            cell
            for cell in cells
            if cell.span.start < cell.span.end and not heads.stands_beside(tops.get(cell.column, ""))
        ]
        holders = [self.bodies[cell.span] for cell in cells if cell.span in self.bodies]
        holders = [holder for holder in holders if holder.kind == "School"] or holders
        if not cells or len(holders) > 1:
            return _LEFT_OUT
        told = heads.together(self._head(cell) for cell in cells if cell.span not in self.bodies)
        projects = any(heads.labels_projects(top) for top in tops.values())
        unclear = (told.subtotal and len(cells) == 1) or (projects and not any(map(heads.is_project, told.names)))
        unnamed = not heads.labels_names(tops[labels[-1]])
        told = told._replace(left_out=True) if unclear else told
        return _Row(told, holders[0] if holders else None, cells[-1].span.start, unnamed, projects)

    def _top(self, column: int) -> str:
        """The words of the lowest head above a column."""
        tops = [cell for row in self.rows[: self.head_rows] for cell in row if cell.column == column]
        return self._words(tops[-1]) if tops else ""

    def _head(self, cell: TableCell) -> Head:
        words = self._words(cell)
        if words not in self._heads:
            self._heads[words] = (
                Head(left_out=True) if len(words) > _LONGEST_HEAD else heads.head_of(words, self.units, self.anchor)
            )
        return self._heads[words]

    # --- a number

    def _read(self, cell: TableCell, row: _Row, column: _Column, own: Unit | None) -> Cell | None:
        """The number with its heads; None where it is none or they do not tell one thing."""
        figure = self._figure(self._words(cell))
        told = self._told(row, column)
        if figure is None or told is None or self._has_raised(cell.span.start, cell.span.start + figure.end("digits")):
            return None
        holder = column.holder or row.holder or self.caption.holder
        name = heads.name_of(told)
        unit = self._unit(name, figure["unit"], own, told)
        if unit is None or not is_name(name, unit.unit):
            return None
        if not column.head.names and row.unnamed and heads.known_unit(name) is None:
            return None  # the name of a person or a place
        dates = told.dates or (self.caption.head.dates if len(self.caption.head.dates) == 1 else ())
        status = next(iter(told.statuses or self.caption.head.statuses), None)
        sentence = self.document.sentences[self.document.sentence_at(cell.span.start)].span
        clause = self.document.clause_at(cell.span.start)
        start = max(sentence.start, row.start)
        end = cell.span.start + figure.end("unit")
        if start > cell.span.start or clause.end < end:
            return None
        return Cell(
            clause,
            Span(start, end),
            name,
            heads.scaled(figure["digits"], unit.scale),
            figure["digits"],
            unit.unit,
            dates[0] if dates else None,
            status,
            "",
            holder,
            heads.group_of(told),
        )

    def _has_raised(self, start: int, end: int) -> bool:
        """Whether some digits of a number are raised above the others: the mark of a footnote, 1200<sup>1</sup>."""
        original = self.document.original
        return any(
            noise.kind is NoiseKind.MARKUP and "<sup" in original[noise.start : noise.end].lower()
            for noise in self.document.noise_within(start, end)
        )

    def _told(self, row: _Row, column: _Column) -> Head | None:
        """What row, column and caption say of a number together; None where that is not one thing."""
        both = row.head.with_(column.head)
        caption = self.caption.head
        if (
            both.left_out
            or (row.holder and column.holder)
            or max(map(len, (both.stages, both.dates, both.statuses))) > 1
        ):
            return None
        if row.project and len(row.head.names) == 1 and len(column.head.names) == 1:
            measure = column.head.names[0]
            both = both._replace(names=(row.head.names[0] + measure,) if heads.is_measure(measure) else ())
        both = both._replace(names=both.names or heads.counted(both) or (() if row.project else caption.names))
        if len(both.names) != 1 or heads.is_generic(both.names[0]):
            return None
        if row.project:
            return both if not both.groups else None
        holder = column.holder or row.holder or self.caption.holder
        if holder is not None and holder.kind == "School":
            groups = caption.groups if any(map(heads.is_grade, caption.groups)) else ()
            both = both._replace(groups=both.groups or groups)
        elif self.caption.some:
            return None
        else:
            staged = both.stages or heads.is_staged(both.names[0])
            stages = both.stages if staged else caption.stages
            both = both._replace(stages=stages, groups=both.groups or caption.groups)
        return both if len(both.groups) <= _GROUPS else None

    def _unit(self, name: str, printed: str, own: Unit | None, told: Head) -> Unit | None:
        """The unit of a number: as printed, by its heads, the caption, or the vocabulary; None where they differ."""
        named = {*told.units, *({own} if own else ())}
        if printed:
            unit = heads.unit_of(printed, self.units)
            return unit if unit and named <= {unit} else None
        if named:
            return next(iter(named)) if len(named) == 1 else None
        known = heads.known_unit(name)
        told_above = self.caption.head.units
        fitting = [unit for unit in told_above if known in {None, unit.unit}]
        if told_above:
            return fitting[0] if len(fitting) == 1 and (known or len(told_above) == 1) else None
        return Unit(known) if known is not None else None


def _is_part(head: Head, whole: Head, sort: str) -> bool:
    """Whether what a head names is part of what the one before it names: 其中, 男, 女, and what follows such."""
    return head.part or (sort != "" and head.sort == sort) or (head.is_sex and bool(whole.names))


def _as_part(row: _Row, whole: _Row) -> _Row:
    """What a row says as a part of the one above it."""
    if whole.head.left_out or row.head.left_out or whole.project:
        return _LEFT_OUT
    told = row.head.within(whole.head)
    own = (row.head.names, row.head.stages, row.head.groups, row.holder)
    return row._replace(head=told, holder=row.holder or whole.holder) if any(own) else _LEFT_OUT


def _is_within(part: Cell, whole: Cell | None) -> bool:
    """Whether a part is not more than its whole, where both are counted in the same."""
    return whole is None or part.unit != whole.unit or part.value <= whole.value


def _reaches(cell: TableCell | None, row: int) -> bool:
    """Whether a head, alone or merged, stands beside a row."""
    return cell is not None and cell.row <= row < cell.row + cell.rows

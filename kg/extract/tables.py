"""Tables of figures: each number with what its row, its column and the caption say of it.

Tables that the source marks are read by their cells. In plain text it is rows of a name with its unit in brackets and
one number a column, below a row of years:

指标              2022年现状  2025年目标
毛入园率（%）     96.8        99

A number is left out where its heads do not tell one indicator, one unit and at most one holder and one time.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from kg.extract import heads
from kg.extract.heads import Head, Unit
from kg.extract.indicators import is_name
from kg.language.dates import Date, find_dates
from kg.language.years import anchor_of
from kg.model import Mention, Span, Status

if TYPE_CHECKING:
    from kg.model import Document, Table, TableCell

_COLUMN = re.compile(r"(20\d\d)年?(?:度|底|末)?(现状|实际|完成|基数|目标|规划|预期|计划|指标)?")
_ROW = re.compile(
    r"(?P<name>[^\s（()）\d][^\s（()）]{1,29})\s?[（(](?P<unit>[^（()）]{1,6})[）)]\s+(?P<cells>[\d.,%／/\s—-]+)$"
)
_CELL = re.compile(r"(?<!\S)(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,12})(?:\.\d{1,6})?(?=%?(?!\S))")
_AIMED = frozenset({"目标", "规划", "预期", "计划"})
_FIGURE = re.compile(
    r"(?P<digits>(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,12})(?:\.\d{1,6})?)\s?(?P<unit>[^\d\s.,，、。:：/\-—~～]{0,4})"
)
_HEAD_ROWS, _HEAD_COLUMNS, _SAMPLE = 4, 4, 50
_LONGEST_HEAD = 40  # characters; what is longer tells more than a name
_CAPTION_LINES, _LONGEST_CAPTION = 3, 60
_CAPTION_UNITS = re.compile(r"单位\s?[:：]\s?([^）)\s]{1,20})|[（(](?!单位)([^（()）]{1,6})[）)]$")
_LISTED = re.compile(r"[、,，/；;]")
_PLAN_CAPTION = re.compile(r"计划|目标|规划|任务|预期")
_DONE_CAPTION = re.compile(r"完成|实际|执行|统计|现状|落实|进展|总结")


class Cell(NamedTuple):
    """A number of a table: its clause, the span of the row's head up to it, and what its row and column say.

    `status` is None where neither says it, `date` where nothing around the table does; `holder` is a school or
    division that a head names.
    """

    clause: Span
    span: Span
    name: str
    value: Decimal
    printed: str
    unit: str
    date: Date | None
    status: Status | None
    cue: str
    holder: Mention | None = None


class Read(NamedTuple):
    """The numbers of all tables, and where sentences start that are rows of them."""

    cells: list[Cell]
    rows: frozenset[int]


def read(document: Document, units: Mapping[str, str], bodies: Mapping[Span, Mention]) -> Read:
    """Return the numbers of all tables. `bodies` are the schools and divisions that the document names."""
    found: list[Cell] = []
    rows: set[int] = set()
    end = 0
    for table in document.tables:
        reader = _Reader(document, table, units, bodies, end)
        cells = list(reader.cells())
        found += cells
        read_no_more = table.cells if cells else reader.crowded()
        rows.update(document.sentences[document.sentence_at(cell.span.start)].span.start for cell in read_no_more)
        end = max(end, *(cell.span.end for cell in table.cells))
    for paragraph, cell in _plain(document, units):
        if paragraph.start not in rows:
            found.append(cell)
    return Read(found, frozenset(rows | {cell.clause.start for cell in found}))


def _plain(document: Document, units: Mapping[str, str]) -> Iterator[tuple[Span, Cell]]:
    """Yield the numbers of tables in plain text; rows whose numbers are not as many as the years above are left out."""
    columns: list[tuple[str, str]] = []
    for paragraph in document.paragraphs:
        line = document.text[paragraph.start : paragraph.end]
        row = _ROW.fullmatch(line) if columns and len(line) < 200 else None
        if row is None:
            named = _COLUMN.findall(line) if len(line) < 120 and "。" not in line and "，" not in line else []
            columns = named if len(named) > 1 else []
            continue
        found = list(_CELL.finditer(line, row.start("cells")))
        unit = units.get(row["unit"])
        if unit is None or len(found) != len(columns):
            continue
        for cell, (year, kind) in zip(found, columns, strict=True):
            status = Status.PLANNED if kind in _AIMED else Status.REPORTED if kind else None
            span = Span(paragraph.start, paragraph.start + cell.end())
            [date] = find_dates(f"{year}年", None)
            value = heads.scaled(cell[0], 1)
            yield paragraph, Cell(paragraph, span, row["name"], value, cell[0], unit, date, status, year)


class _Row(NamedTuple):
    """What the heads of a row say, and where the first of them begins."""

    head: Head
    holder: Mention | None
    start: int
    unnamed: bool  # the names stand below a head that is no label of indicators


_LEFT_OUT = _Row(Head(left_out=True), None, 0, unnamed=True)


class _Reader:
    """Reads one table."""

    def __init__(
        self,
        document: Document,
        table: Table,
        units: Mapping[str, str],
        bodies: Mapping[Span, Mention],
        after: int,
    ) -> None:
        """Take the table apart: rows of heads, rows of numbers. Nothing before `after` is its caption."""
        self.document, self.units, self.bodies = document, units, bodies
        self.rows = [list(cells) for _, cells in groupby(table.cells, key=lambda cell: cell.row)]
        self.width = max(cell.column + cell.columns for cell in table.cells)
        first = min((cell.span.start for cell in table.cells if cell.span.start < cell.span.end), default=0)
        self.anchor = anchor_of(document, document.section_at(first))
        self.head_rows = self._head_rows()
        self.captions = [*self._lines_before(first, after), *self._titles()]
        self._heads: dict[str, Head] = {}

    def cells(self) -> Iterator[Cell]:
        """Yield the numbers that can be read."""
        body = self.rows[self.head_rows :]
        if not body or not self.head_rows:
            return
        columns = [self._column(column) for column in range(self.width)]
        labels, unit_column = self._head_columns(body)
        if not labels:
            return
        caption = self._caption()
        last: dict[int, TableCell] = {}
        for cells in body:
            if len(cells) == 1 and cells[0].columns == self.width:
                continue  # a heading among the rows
            for cell in cells:
                if cell.column in labels:
                    last[cell.column] = cell
            row = self._row([last[column] for column in labels if _reaches(last.get(column), cells[0].row)], labels)
            if row.head.left_out:
                continue
            unit = next((self._words(cell) for cell in cells if cell.column == unit_column), "")
            own = heads.unit_of(unit, self.units)
            if unit and own is None:
                continue
            for cell in cells:
                column = columns[cell.column]
                if cell.column > labels[-1] and cell.column != unit_column and cell.columns == 1 and column is not None:
                    read = self._read(cell, row, column, own, caption)
                    if read is not None:
                        yield read

    def crowded(self) -> Iterator[TableCell]:
        """The cells of rows with several numbers: what they are of only the heads tell, or nothing."""
        for cells in self.rows[self.head_rows :] if self.head_rows else ():
            if sum(self._figure(self._words(cell)) is not None for cell in cells[1:]) > 1:
                yield from cells

    # --- the table's parts

    def _words(self, cell: TableCell) -> str:
        return self.document.text[cell.span.start : min(cell.span.end, cell.span.start + _LONGEST_CAPTION + 1)]

    def _figure(self, words: str) -> re.Match[str] | None:
        """The digits and the unit of a cell that holds one number and nothing else; 2022年 is a time."""
        figure = _FIGURE.fullmatch(words)
        if figure is None or (figure["unit"] and heads.unit_of(figure["unit"], self.units) is None):
            return None
        return None if figure["unit"] == "年" and heads.is_year(figure["digits"]) else figure

    def _head_rows(self) -> int:
        """How many rows from the top hold no number but years."""
        for index, cells in enumerate(self.rows[: _HEAD_ROWS + 1]):
            figures = [words for cell in cells[1:] if self._figure(words := self._words(cell))]
            if figures and not all(heads.is_year(words) for words in figures):
                return index
        return 0

    def _titles(self) -> list[str]:
        return [
            self._words(cells[0])
            for cells in self.rows[: self.head_rows]
            if len(cells) == 1 and cells[0].columns == self.width
        ]

    def _lines_before(self, first: int, after: int) -> list[str]:
        """The short lines before the table, the last one last."""
        paragraphs = self.document.paragraphs
        index = bisect_right(paragraphs, first, key=lambda span: span.start) - 1
        if index >= 0 and paragraphs[index].end > first:
            index -= 1
        lines: list[str] = []
        while index >= 0 and len(lines) < _CAPTION_LINES and paragraphs[index].start >= after:
            line = self.document.text[slice(*paragraphs[index])]
            if len(line) > _LONGEST_CAPTION or "。" in line:
                break
            lines.insert(0, line)
            index -= 1
        return lines

    def _column(self, column: int) -> tuple[Head, Mention | None] | None:
        """What the heads above a column say; None where there are none."""
        above = [
            cell
            for cells in self.rows[: self.head_rows]
            for cell in cells
            if cell.column <= column < cell.column + cell.columns and cell.columns < self.width
        ]
        above = [cell for cell in above if cell.span.start < cell.span.end]
        if not above:
            return None
        holders = [self.bodies[cell.span] for cell in above if cell.span in self.bodies]
        told = heads.together(self._head(cell) for cell in above if cell.span not in self.bodies)
        return (told._replace(left_out=True) if len(holders) > 1 else told), (holders[0] if holders else None)

    def _head_columns(self, body: Sequence[Sequence[TableCell]]) -> tuple[list[int], int]:
        """The columns that hold the rows' heads, from the left up to the first of numbers, and that of units, or -1."""
        labels: list[int] = []
        units = -1
        tops = {cell.column: self._words(cell) for cells in self.rows[: self.head_rows] for cell in cells}
        counts = dict.fromkeys(range(self.width), 0)
        for cells in body[:_SAMPLE]:
            for cell in cells:
                words = self._words(cell)
                is_figure = self._figure(words) and (cell.column or not heads.is_year(words))
                counts[cell.column] += 1 if is_figure else -1 if heads.head_of(words, self.units, None) != Head() else 0
        for column in range(self.width):
            top = tops.get(column, "")
            if heads.labels_units(top) and column and counts[column] < 0:
                units = column
            elif counts[column] > 0 and heads.head_of(top, self.units, None).left_out and not labels:
                continue  # 序号
            elif (counts[column] < 0 or not labels) and len(labels) < _HEAD_COLUMNS:
                labels.append(column)
            else:
                break
        return labels, units

    def _row(self, cells: Sequence[TableCell], labels: Sequence[int]) -> _Row:
        """What the heads of a row say together."""
        cells = [cell for cell in cells if cell.span.start < cell.span.end]
        holders = [self.bodies[cell.span] for cell in cells if cell.span in self.bodies]
        holders = [holder for holder in holders if holder.kind == "School"] or holders
        if not cells or len(holders) > 1:
            return _LEFT_OUT
        others = [cell for cell in cells if cell.span not in self.bodies]
        told = heads.together(self._head(cell) for cell in others)
        tops = [cell for row in self.rows[: self.head_rows] for cell in row if cell.column == labels[-1]]
        unnamed = not any(heads.labels_names(self._words(cell)) for cell in tops)
        return _Row(told, holders[0] if holders else None, cells[-1].span.start, unnamed)

    def _head(self, cell: TableCell) -> Head:
        words = self._words(cell)
        if words not in self._heads:
            self._heads[words] = (
                Head(left_out=True) if len(words) > _LONGEST_HEAD else heads.head_of(words, self.units, self.anchor)
            )
        return self._heads[words]

    def _caption(self) -> Head:
        """What the lines above the table say: units, a year, and whether its numbers are planned."""
        units: list[Unit] = []
        dates: dict[str, Date] = {}
        for line in reversed(self.captions):
            for match in _CAPTION_UNITS.finditer(line) if not units else ():
                listed = [heads.unit_of(word, self.units) for word in _LISTED.split(match[1] or match[2])]
                units += [unit for unit in listed if unit is not None]
            if not dates:
                dates = {date.value: date for date in find_dates(line, self.anchor)}
        words = "".join(self.captions[-1:] + self._titles())
        planned = _PLAN_CAPTION.search(words) and not _DONE_CAPTION.search(words)
        statuses = frozenset({Status.PLANNED}) if planned else frozenset[Status]()
        return Head(units=frozenset(units), dates=tuple(dates.values()), statuses=statuses)

    # --- a number

    def _read(
        self,
        cell: TableCell,
        row: _Row,
        column: tuple[Head, Mention | None],
        own: Unit | None,
        caption: Head,
    ) -> Cell | None:
        """The number with its heads; None where it is none or they do not tell one thing."""
        figure = self._figure(self._words(cell))
        told, holder = column
        if figure is None or told.left_out or (row.holder and holder):
            return None
        holder = holder or row.holder
        ignores_row = row.holder is not None and told.names  # 学校, 校长, 在校生数
        names = told.names if ignores_row else (*row.head.names, *told.names)
        both = row.head.with_(told)
        if len(names) != 1 or len(both.stages) > 1 or len(both.dates) > 1 or len(both.statuses) > 1:
            return None
        name = "".join((*(stage for stage in both.stages if stage not in names[0]), *names))
        unit = self._unit(name, figure["unit"], own, both, caption)
        if unit is None or not is_name(name, unit.unit):
            return None
        if not told.names and row.unnamed and heads.known_unit(name) is None:
            return None  # the name of a person or a place
        dates = both.dates or (caption.dates if len(caption.dates) == 1 else ())
        status = next(iter(both.statuses), None) or next(iter(caption.statuses), None)
        sentence = self.document.sentences[self.document.sentence_at(cell.span.start)].span
        clause = self.document.clause_at(cell.span.start)
        start = max(sentence.start, row.start)
        end = cell.span.start + figure.end()
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
        )

    def _unit(self, name: str, printed: str, own: Unit | None, told: Head, caption: Head) -> Unit | None:
        """The unit of a number: as printed, by its heads, the caption, or the vocabulary; None where they differ."""
        named = {*told.units, *({own} if own else ())}
        if printed:
            unit = heads.unit_of(printed, self.units)
            return unit if unit and named <= {unit} else None
        if named:
            return next(iter(named)) if len(named) == 1 else None
        known = heads.known_unit(name)
        fitting = [unit for unit in caption.units if known in {None, unit.unit}]
        if caption.units:
            return fitting[0] if len(fitting) == 1 and (known or len(caption.units) == 1) else None
        return Unit(known) if known else None


def _reaches(cell: TableCell | None, row: int) -> bool:
    """Whether a head, alone or merged, stands beside a row."""
    return cell is not None and cell.row <= row < cell.row + cell.rows

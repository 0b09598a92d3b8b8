"""Excel files (.xlsx, ECMA-376): what their sheets show, a line a row with tabs between its cells.

Rows of one cell above a table are lines of their own: its title and unit. An empty row ends a table. Sheets that are
hidden, and cells whose form shows another number than they hold, are left out.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from kg.model import PAGE_EDGE, Reason, Table
from kg.read.archive import BROKEN
from kg.read.aside import SetAside
from kg.read.grid import MOST_COLUMNS, Grid
from kg.read.ooxml import checked

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_MOST_XML = 30_000_000  # bytes of markup
_MOST_ROWS = 20_000  # of a sheet
_GENERIC_NAME = re.compile(r"(?:Sheet|sheet|工作表|表)\s?\d{0,3}")
_DECIMALS = re.compile(r"[0#?]\.(0+)")
_SCALED = re.compile(r"[0#?](,+)(?![0#?,])")
_LITERAL = re.compile(r'"[^"]{0,40}"|\[[^\[\]]{0,40}\]|[\\_*].')
_ODD = re.compile(r"[!@/Ee万亿]")
_MOST_DECIMALS = 10


def text(data: bytes, name: str) -> tuple[str, list[Table]]:
    """The text of an Excel file, and its tables. Raises SetAside where it is none, has a password, or is damaged."""
    data = checked(data, name, ".xlsx", ".xls", _MOST_XML)
    from lxml.etree import LxmlError
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the library warns of what it does not keep
            book = load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
            sheets = [each for each in book.worksheets if each.sheet_state == "visible"]
            return _written(sheets, name)
    except (LxmlError, SyntaxError, *BROKEN, LookupError, AttributeError, TypeError) as error:
        raise SetAside(Reason.DAMAGED, name, "can't be opened as an Excel file", "save it as .xlsx again") from error


class _Shown(NamedTuple):
    """What a cell shows, and over how many rows and columns it reaches."""

    words: str
    rows: int = 1
    columns: int = 1


def _written(sheets: Iterable[Worksheet], name: str) -> tuple[str, list[Table]]:
    lines: list[str] = []
    tables: list[Table] = []
    at = 0
    for sheet in sheets:
        if (sheet.max_row or 0) > _MOST_ROWS:
            fact = f"has a sheet of {sheet.max_row} rows, more than the {_MOST_ROWS} that are read"
            raise SetAside(Reason.TOO_LARGE, name, fact, "split it into documents")
        grid = Grid()
        begun = False
        if not _GENERIC_NAME.fullmatch(sheet.title):
            lines.append(sheet.title)
            at += len(sheet.title) + 1
        for row in _rows(sheet):
            told = [cell for cell in row if cell is not None and cell.words]
            if not told and not (begun and None in row):
                tables += [table] if begun and (table := grid.table()) else []
                grid, begun = Grid(), False
                continue
            if not begun and len(told) == 1:
                lines.append(told[0].words)
                at += len(lines[-1]) + 1
                continue
            begun = True
            grid.row()
            shown = [cell for cell in row if cell is not None]
            lines.append("\t".join(cell.words for cell in shown))
            for cell in shown:
                grid.cell(at, at + len(cell.words), rows=cell.rows, columns=cell.columns)
                at += len(cell.words) + 1
            at += not shown
        tables += [table] if begun and (table := grid.table()) else []
    return "\n".join(lines), tables


def _rows(sheet: Worksheet) -> Iterator[list[_Shown | None]]:
    """What each row shows; None for a cell that another one reaches over."""
    first = {(each.min_row, each.min_col): each for each in sheet.merged_cells.ranges}
    covered = {
        (row, column)
        for each in first.values()
        if each.size["rows"] * each.size["columns"] <= _MOST_ROWS
        for row in range(each.min_row, each.max_row + 1)
        for column in range(each.min_col, min(each.max_col, each.min_col + MOST_COLUMNS) + 1)
    }
    for cells in sheet.iter_rows(max_col=min(sheet.max_column or 1, MOST_COLUMNS)):
        row: list[_Shown | None] = []
        for cell in cells:
            place = (cell.row, cell.column)
            merged = first.get(place)
            if merged is not None and place in covered:
                row.append(_Shown(_words(cell), merged.size["rows"], merged.size["columns"]))
            else:
                row.append(None if place in covered else _Shown(_words(cell)))
        yield row


def _words(cell: Cell) -> str:
    """What a cell shows, on one line."""
    value = cell.value
    if value is None or isinstance(value, bool) or cell.data_type == "e":
        return ""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, int | float):
        return _number(Decimal(repr(value)), cell.number_format)
    return " ".join(str(value).replace(PAGE_EDGE, " ").split())


def _number(value: Decimal, form: str) -> str:
    """A number as its form shows it; empty where the form shows what can't be told from it."""
    plain = _LITERAL.sub("", form.partition(";")[0])
    if not value.is_finite() or (form != "General" and (_ODD.search(plain) or "万" in form or "亿" in form)):
        return ""
    percent = "%" in plain
    scaled = _SCALED.search(plain)
    value = value.scaleb(2 if percent else 0).scaleb(-3 * len(scaled[1]) if scaled else 0)
    decimals = _DECIMALS.search(plain)
    if decimals:
        value = round(value, min(len(decimals[1]), _MOST_DECIMALS))
    elif "0" in plain and form != "General":
        value = round(value, 0)
    else:
        value = round(value, _MOST_DECIMALS).normalize()
    return f"{value:f}{'%' if percent else ''}"

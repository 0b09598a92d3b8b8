"""Tables in plain text: rows of a name with its unit in brackets and one number a column, below a row of years.

指标              2022年现状  2025年目标
毛入园率（%）     96.8        99
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from kg.extract import heads
from kg.extract.cell import Cell
from kg.language.dates import find_dates
from kg.model import Span, Status

if TYPE_CHECKING:
    from kg.model import Document

_COLUMN = re.compile(r"(20\d\d)年?(?:度|底|末)?(现状|实际|完成|基数|目标|规划|预期|计划|指标)?")
_ROW = re.compile(
    r"(?P<name>[^\s（()）\d][^\s（()）]{1,29})\s?[（(](?P<unit>[^（()）]{1,6})[）)]\s+(?P<cells>[\d.,%／/\s—-]+)$"
)
_CELL = re.compile(r"(?<!\S)(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,12})(?:\.\d{1,6})?(?=%?(?!\S))")
_AIMED = frozenset({"目标", "规划", "预期", "计划"})


def cells(document: Document, units: Mapping[str, str]) -> Iterator[tuple[Span, Cell]]:
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

"""Excel files: what a sheet shows is read, a row a line, and its tables with their merged cells."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from kg.model import Reason
from kg.read import xlsx
from kg.read.aside import SetAside
from tests.read.samples import changed, docx, zipped
from tests.read.samples import xlsx as made


def printed(data: bytes) -> list[str]:
    return xlsx.text(data, "x.xlsx")[0].split("\n")


SHOWN: dict[str, tuple[object, str, str]] = {
    "count": (1200, "General", "1200"),
    "grouped": (12345, "#,##0", "12345"),
    "decimal": (98.6, "General", "98.6"),
    "sum": (0.1 + 0.2, "General", "0.3"),
    "rounded": (98.5678, "0.0", "98.6"),
    "percent": (0.9856, "0.0%", "98.6%"),
    "whole-percent": (1, "0%", "100%"),
    "thousands": (12345, "0.0,", "12.3"),
    "unit": (12, '0"所"', "12"),
    "coloured": (-3, "0;[Red]-0", "-3"),
    "ten-thousands": (12345, '0!.0000"万"', ""),
    "large": (123456789012.0, "General", "123456789012"),
    "day": (dt.date(2022, 3, 1), "yyyy-mm-dd", "2022年3月1日"),
    "words": (" 小学\n初中 ", "General", "小学 初中"),
    "text": ("0012", "@", "0012"),
    "true": (True, "General", ""),
    "nothing": (None, "General", ""),
}


@pytest.mark.parametrize(("value", "form", "shown"), SHOWN.values(), ids=SHOWN.keys())
def test_a_cell_is_read_as_it_is_shown(value: object, form: str, shown: str) -> None:
    def change(book: Any) -> None:
        cell = book.active.cell(2, 2, value)
        cell.number_format = form

    assert printed(made([("指标", "数值"), ("在校生", "")], change=change)) == ["指标\t数值", f"在校生\t{shown}"]


def test_tables_have_their_merged_cells_and_what_stands_alone_above_them_is_a_line() -> None:
    def change(book: Any) -> None:
        book.active.merge_cells("A1:C1")
        book.active.merge_cells("B2:C2")
        book.active.merge_cells("A2:A3")

    rows = [("学校情况",), ("学校", "在校生"), (None, "2021年", "2022年"), ("一中", 9, 8), (), ("表后的话",)]
    text, [table] = xlsx.text(made(rows, change=change), "x.xlsx")
    assert text.split("\n") == ["学校情况", "学校\t在校生", "2021年\t2022年", "一中\t9\t8", "表后的话"]
    assert [(cell.row, cell.column, cell.rows, cell.columns, text[slice(*cell.span)]) for cell in table.cells] == [
        (0, 0, 2, 1, "学校"),
        (0, 1, 1, 2, "在校生"),
        (1, 1, 1, 1, "2021年"),
        (1, 2, 1, 1, "2022年"),
        (2, 0, 1, 1, "一中"),
        (2, 1, 1, 1, "9"),
        (2, 2, 1, 1, "8"),
    ]


def test_sheets_follow_each_other_with_their_names_and_hidden_ones_are_left_out() -> None:
    def change(book: Any) -> None:
        book.create_sheet("教师").append(("教师数", 80))
        hidden = book.create_sheet("底稿")
        hidden.append(("草稿",))
        hidden.sheet_state = "hidden"

    assert printed(made([("学校数", 12)], change=change)) == ["学校数\t12", "教师", "教师数\t80"]


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(OLD, Reason.BINARY, id="old"),
        pytest.param(OLD + "EncryptedPackage".encode("utf-16-le"), Reason.LOCKED, id="locked"),
        pytest.param(made()[:2000], Reason.DAMAGED, id="cut-short"),
        pytest.param(docx(), Reason.DAMAGED, id="a-word-file"),
        pytest.param(zipped({"a.txt": b"abc"}), Reason.DAMAGED, id="an-archive"),
        pytest.param(changed(made(), "<sheetData>", "<sheetData"), Reason.DAMAGED, id="broken-markup"),
        pytest.param(b"%PDF-1.7", Reason.BINARY, id="a-pdf"),
        pytest.param(
            zipped({"[Content_Types].xml": b"<a/>", "xl/workbook.xml": b" " * 60_000_000}), Reason.TOO_LARGE, id="bomb"
        ),
    ],
)
def test_what_is_no_excel_file_is_set_aside_with_its_reason(data: bytes, reason: Reason) -> None:
    with pytest.raises(SetAside) as caught:
        xlsx.text(data, "x.xlsx")
    assert caught.value.reason is reason

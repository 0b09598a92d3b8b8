"""Tables that a source marks: each cell stands at its row and column, and its span holds what it prints."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import structure
from kg.model import Document, Table
from kg.read import clean_slice, docx, from_text, pdf
from kg.read.grid import MOST_COLUMNS, Grid
from tests.read.samples import docx as word
from tests.read.samples import pdf as portable

ROWS = [["指标", "2021年", "2022年"], ["毛入园率（%）", "95.1", "96.3"], ["巩固率（%）", "97", "98"]]
WORDS = st.text("学校教师在生数率0123456789.%", min_size=1, max_size=6)


def page(body: str) -> Document:
    return from_text(f"<html><body><h1>安溪县教育局2022年工作总结</h1>{body}</body></html>", media_type="text/html")


def markup(rows: list[list[str]], opening: str = "<td>", closing: str = "</td>") -> str:
    lines = "".join(f"<tr>{''.join(f'{opening}{words}{closing}' for words in row)}</tr>\n" for row in rows)
    return f"<table>{lines}</table>"


def printed(document: Document) -> list[list[tuple[int, int, str]]]:
    """Row, column and words of the cells of each table."""
    return [
        [(cell.row, cell.column, document.text[slice(*cell.span)]) for cell in table.cells] for table in document.tables
    ]


def places(rows: list[list[str]]) -> list[tuple[int, int, str]]:
    return [(row, column, words) for row, cells in enumerate(rows) for column, words in enumerate(cells)]


WAYS = {
    "plain": ("<td>", "</td>"),
    "heads": ("<th>", "</th>"),
    "lines": ("\n  <td>\n    ", "\n  </td>\n"),
    "paragraphs": ('<td width="90"><p class="a"><span>', "</span></p></td>"),
    "paragraphs-and-lines": ("<td>\n<p>\n", "\n</p>\n</td>\n"),
    "unclosed": ("<td>", ""),
    "capitals": ("<TD>", "</TD>"),
    "entities": ("<td>&nbsp;", "&nbsp;</td>"),
}


@pytest.mark.parametrize(("opening", "closing"), WAYS.values(), ids=WAYS.keys())
def test_cells_are_found_and_a_row_is_one_line_however_it_is_written(opening: str, closing: str) -> None:
    document = page(markup(ROWS, opening, closing))
    assert printed(document) == [places(ROWS)]
    assert document.text.split("\n")[1:] == [" ".join(row) for row in ROWS]


@given(
    st.integers(2, 4).flatmap(
        lambda width: st.lists(st.lists(WORDS, min_size=width, max_size=width), min_size=2, max_size=5)
    ),
    st.sampled_from(sorted(WAYS)),
)
@settings(deadline=None, max_examples=60)
def test_what_a_row_prints_is_what_its_markup_gives_alone(rows: list[list[str]], way: str) -> None:
    document = structure.outline(page(f"<p>以下是全县各校的基本情况。</p>{markup(rows, *WAYS[way])}"))
    for sentence in document.sentences:
        start, end = document.raw_span(*sentence.span)
        assert clean_slice(document.original[start:end], document.media_type) == document.text[slice(*sentence.span)]
    for table in document.tables:
        cells = {(cell.row, cell.column): document.text[slice(*cell.span)] for cell in table.cells}
        assert all(words in (rows[row][column], "") for (row, column), words in cells.items())


def test_merged_cells_move_those_beside_and_below() -> None:
    body = '<table><tr><td rowspan="2">学校<td colspan=2>在校生<tr><td>2021年<td>2022年<tr><td>一中<td>9<td>8</table>'
    [table] = page(body).tables
    assert [(cell.row, cell.column, cell.rows, cell.columns) for cell in table.cells] == [
        (0, 0, 2, 1),
        (0, 1, 1, 2),
        (1, 1, 1, 1),
        (1, 2, 1, 1),
        (2, 0, 1, 1),
        (2, 1, 1, 1),
        (2, 2, 1, 1),
    ]


def test_of_tables_in_a_table_only_the_inner_one_is_kept() -> None:
    document = page(f"<table><tr><td>导航</td><td>{markup(ROWS)}</td></tr><tr><td>页脚</td><td>地址</td></tr></table>")
    assert printed(document) == [places(ROWS)]


def test_paragraphs_in_the_cells_of_a_layout_stay_paragraphs() -> None:
    text = "全县教育系统认真落实“双减”政策，各项工作取得了新的成绩。"
    document = page(f"<table><tr><td><p>栏目</p></td><td><p>{text}</p><p>县教育局另行通知。</p></td></tr></table>")
    assert text in document.text.split("\n")


NO_TABLES = {
    "one-row": "<table><tr><td>学校</td><td>12</td></tr></table>",
    "one-column": "<table><tr><td>学校</td></tr><tr><td>12</td></tr></table>",
    "too-wide": f"<table>{'<tr>' + '<td>1' * (MOST_COLUMNS + 1)}<tr><td>1<td>2</table>",
    "no-table": "<tr><td>学校</td><td>12</td></tr><tr><td>学校</td><td>12</td></tr>",
}


@pytest.mark.parametrize("body", NO_TABLES.values(), ids=NO_TABLES.keys())
def test_what_has_no_rows_and_columns_is_no_table(body: str) -> None:
    assert page(f"<p>县教育局</p>{body}").tables == ()


HOSTILE = {
    "nested": "<table><tr><td>" * 60_000,
    "cells": "<table><tr>" + "<td>" * 200_000,
    "cells-without-a-row": "<table>" + "<td>12" * 50_000,
    "rows": "<table>" + "<tr>" * 200_000,
    "merged": "<table><tr>" + "<td rowspan=99999>1" * 60 + "<tr><td>1" * 50_000,
    "wide": "<table><tr>" + "<td colspan=99999>1</td>" * 50_000,
    "closings": "</table></tr></td>" * 60_000,
    "words-in-a-row": "<table>" + "<tr><p>" * 100_000,
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE.keys())
def test_bombs_of_tables_hide_no_text_behind_them(body: str) -> None:
    assert "县教育局落实双减政策" in page(f"{body}</table><p>县教育局落实双减政策。</p>").text


def test_a_table_of_many_rows_has_all_of_them() -> None:
    [table] = page(markup([["小学", str(row)] for row in range(20_000)])).tables
    assert len(table.cells) == 40_000


def word_tables(change: Any) -> tuple[str, list[Table]]:
    return docx.text(word(["安溪县教育局"], change=change), "x.docx")


def test_word_tables_have_their_cells_and_merged_ones() -> None:
    def change(document: Any) -> None:
        table = document.add_table(rows=3, cols=3)
        table.cell(0, 0).merge(table.cell(1, 0)).text = "学校"
        table.cell(0, 1).merge(table.cell(0, 2)).text = "在校生"
        for row, words in ((1, ["", "2021年", "2022年"]), (2, ["一中", "9", "8"])):
            for column, each in enumerate(words):
                if each:
                    table.cell(row, column).text = each
        document.add_paragraph("表后的话。")

    text, [table] = word_tables(change)
    found = [(cell.row, cell.column, cell.rows, cell.columns, text[slice(*cell.span)]) for cell in table.cells]
    assert found == [
        (0, 0, 2, 1, "学校"),
        (0, 1, 1, 2, "在校生"),
        (1, 1, 1, 1, "2021年"),
        (1, 2, 1, 1, "2022年"),
        (2, 0, 1, 1, "一中"),
        (2, 1, 1, 1, "9"),
        (2, 2, 1, 1, "8"),
    ]
    assert text.endswith("表后的话。")


def test_word_tables_one_after_another_are_two() -> None:
    def change(document: Any) -> None:
        for words in ("甲", "乙"):
            table = document.add_table(rows=2, cols=2)
            for cell in (cell for row in table.rows for cell in row.cells):
                cell.text = words

    text, tables = word_tables(change)
    assert [{text[slice(*cell.span)] for cell in table.cells} for table in tables] == [{"甲"}, {"乙"}]


def test_lines_of_a_pdf_with_as_many_cells_are_a_table() -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("STSong-Light", 12)
        for row, cells in enumerate(ROWS):
            for column, words in enumerate(cells):
                canvas.drawString(90 + column * 130, 500 - row * 22, words)

    text, [table], _ = pdf.text(portable(draw=draw), "x.pdf")
    assert [(cell.row, cell.column, text[slice(*cell.span)]) for cell in table.cells] == places(ROWS)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(-1, 5), st.integers(-1, 5), st.booleans()), max_size=40))
def test_no_two_cells_begin_at_one_place(cells: list[tuple[int, int, int, bool]]) -> None:
    grid = Grid()
    for row, columns, rows, merged in cells:
        if not row:
            grid.row()
        if merged:
            grid.lengthen(columns)
        else:
            grid.cell(0, 1, columns=columns, rows=rows)
    table = grid.table()
    found = [] if table is None else [(cell.row, cell.column) for cell in table.cells]
    assert len(found) == len(set(found))

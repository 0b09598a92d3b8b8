"""Tables with rules in a PDF: the cells that lines enclose, whatever stands in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.read import pdf
from kg.read.pages import Page, written
from kg.read.ruled import Box, Character, Rule, tables
from tests.read.samples import FONT
from tests.read.samples import pdf as made

X, Y = (90, 190, 290, 390), (620, 590, 560, 530)
WORDS = (("学校", "在校生数", "教师数"), ("第一小学", "1200", "80"), ("第二小学", "900", "61"))


def words(canvas: Any) -> None:
    canvas.setFont(FONT, 12)
    for row, cells in enumerate(WORDS):
        for column, each in enumerate(cells):
            canvas.drawString(X[column] + 6, Y[row] - 20, each)


def lines(canvas: Any) -> None:
    for y in Y:
        canvas.line(X[0], y, X[-1], y)
    for x in X:
        canvas.line(x, Y[0], x, Y[-1])


def boxes(canvas: Any) -> None:
    for row in range(3):
        for column in range(3):
            canvas.rect(X[column], Y[row + 1], X[column + 1] - X[column], Y[row] - Y[row + 1])


def bars(canvas: Any) -> None:
    for y in Y:
        canvas.rect(X[0], y, X[-1] - X[0], 0.5, stroke=0, fill=1)
    for x in X:
        canvas.rect(x, Y[-1], 0.5, Y[0] - Y[-1], stroke=0, fill=1)


def open_sides(canvas: Any) -> None:
    for y in Y:
        canvas.line(X[0], y, X[-1], y)
    for x in X[1:-1]:
        canvas.line(x, Y[0], x, Y[-1])


def one_path(canvas: Any) -> None:
    path = canvas.beginPath()
    for y in Y:
        path.moveTo(X[0], y)
        path.lineTo(X[-1], y)
    for x in X:
        path.moveTo(x, Y[0])
        path.lineTo(x, Y[-1])
    canvas.drawPath(path)


def moved(canvas: Any) -> None:
    canvas.translate(-45, -60)
    canvas.scale(1.1, 1.1)
    canvas.setFont(FONT, 12)
    words(canvas)
    lines(canvas)


def cells_of(draw: Callable[[Any], None]) -> list[list[tuple[int, int, int, int, str]]]:
    text, found, _ = pdf.text(made(draw=draw), "x.pdf")
    return [
        [(cell.row, cell.column, cell.rows, cell.columns, text[slice(*cell.span)]) for cell in table.cells]
        for table in found
    ]


@pytest.mark.parametrize("draw", [lines, boxes, bars, open_sides, one_path], ids=lambda draw: draw.__name__)
def test_cells_are_found_however_their_rules_are_drawn(draw: Callable[[Any], None]) -> None:
    def both(canvas: Any) -> None:
        words(canvas)
        draw(canvas)

    expected = [(row, column, 1, 1, each) for row, cells in enumerate(WORDS) for column, each in enumerate(cells)]
    assert cells_of(both) == [expected]
    assert cells_of(moved) == [expected]


def test_words_that_go_on_below_are_of_one_cell_and_numbers_are_not_put_together() -> None:
    def draw(canvas: Any) -> None:
        lines(canvas)
        canvas.setFont(FONT, 9)
        for at, each in enumerate(("桐城县范岗镇中心小学教", "学楼")):
            canvas.drawString(X[0] + 1, Y[0] - 12 - 11 * at, each)
            canvas.drawString(X[1] + 2, Y[0] - 12 - 11 * at, str(12 + at))

    [table] = cells_of(draw)
    assert [words for *_, words in table[:3]] == ["桐城县范岗镇中心小学教学楼", "12 13", ""]


def test_a_table_over_two_pages_is_one_and_its_repeated_head_is_no_row_of_it() -> None:
    page = _page(("学校", "在校生数"), ("第一小学", "1200"))
    other = _page(("学校", "在校生数"), ("第二小学", "900"))
    text, [table] = written([page, other])
    assert [text[slice(*cell.span)] for cell in table.cells] == [
        "学校",
        "在校生数",
        "第一小学",
        "1200",
        "第二小学",
        "900",
    ]
    assert text.count("学校\t在校生数") == 2


def test_text_between_keeps_two_tables_apart() -> None:
    page = _page(("学校", "在校生数"), ("第一小学", "1200"))
    other = _page(("学校", "在校生数"), ("第二小学", "900"))
    after = other._replace(characters=(*other.characters, *_printed("各校教师情况如下。", 100, 780)))
    text, found = written([page, after])
    assert [text[slice(*table.cells[-1].span)] for table in found] == ["1200", "900"]


def test_rules_with_text_beside_them_are_no_table() -> None:
    page = _page(("学校", "在校生数"), ("第一小学", "1200"))
    beside = page._replace(characters=(*page.characters, *_printed("旁边一栏的正文内容", 420, 605)))
    assert written([beside])[1] == []


def test_a_frame_around_a_page_and_lines_under_words_are_no_table() -> None:
    assert tables([Rule(100, 50, 550), Rule(800, 50, 550)], [Rule(50, 100, 800), Rule(550, 100, 800)]) == []
    assert tables([Rule(at, 50, 120) for at in range(100, 700, 30)], []) == []


def _printed(text: str, left: float, up: float) -> list[Character]:
    return [Character(each, left + 10 * at, up, left + 10 * at + 10, up + 10) for at, each in enumerate(text)]


def _page(*rows: tuple[str, ...]) -> Page:
    level = [Rule(620 - 30 * at, 90, 390) for at in range(len(rows) + 1)]
    upright = [Rule(at, 620 - 30 * len(rows), 620) for at in (90, 240, 390)]
    characters = [
        each
        for row, cells in enumerate(rows)
        for column, words in enumerate(cells)
        for each in _printed(words, 95 + 150 * column, 600 - 30 * row)
    ]
    return Page(tuple(characters), 842, tables=tuple(tables(level, upright)))


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(1, 60)), max_size=30),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(1, 60)), max_size=30),
)
def test_cells_fill_a_table_and_no_two_overlap(
    level: list[tuple[int, int, int]], upright: list[tuple[int, int, int]]
) -> None:
    def rules(drawn: list[tuple[int, int, int]]) -> list[Rule]:
        return [Rule(at * 10.0, low * 10.0, (low + size) * 10.0) for at, low, size in drawn]

    for table in tables(rules(level), rules(upright)):
        places = [place for box in table.boxes for place in _covered(box)]
        assert sorted(places) == [
            (row, column) for row in range(len(table.tops) - 1) for column in range(len(table.lefts) - 1)
        ]


def _covered(box: Box) -> list[tuple[int, int]]:
    return [
        (row, column)
        for row in range(box.row, box.row + box.rows)
        for column in range(box.column, box.column + box.columns)
    ]

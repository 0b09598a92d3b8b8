"""PDF: paragraphs in reading order; what is printed around the text stands apart; evidence names its page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import NoiseKind, Reason
from kg.read import clean_slice, pdf, read, source_of
from kg.read.aside import SetAside
from kg.read.pages import Page, written
from kg.read.ruled import Character
from kg.structure import outline
from tests.read.samples import FONT, PARAGRAPHS, scanned
from tests.read.samples import pdf as made

SENTENCES = (
    "全县教育系统认真落实各项政策，义务教育巩固率达到98.6%，学前三年毛入园率达到96.3%，各项工作取得了新的成绩。",
    "招聘教师128名，其中特岗教师72名，交流轮岗校长教师346人，县级以上名师工作室达到18个。",
    "排查隐患328处，整改率达到100%，专职保安员配备率、封闭式管理率均达到100%。",
)
LONG = tuple(
    f"（{number}）" + "".join(SENTENCES[(number + step) % 3] for step in range(1 + number % 4))
    for number in range(1, 21)
)


def around(text: str) -> list[str]:
    return re.findall("\f([^\f]*)\f", text)


def without_what_is_around(text: str) -> list[str]:
    return re.sub("\f[^\f]*\f", "", text).strip("\n").split("\n")


@pytest.mark.parametrize("columns", [1, 2])
def test_paragraphs_are_whole_across_lines_columns_and_pages(columns: int) -> None:
    text = pdf.text(made(LONG, head="桐城县教育局文件", foot="— % —", columns=columns), "x.pdf").text
    assert without_what_is_around(text) == list(LONG)
    pages = len(around(text)) - 1
    assert pages >= 2
    assert around(text)[1] == "—1— 桐城县教育局文件"


def test_headers_page_numbers_and_a_watermark_are_noise_and_sentences_are_found_again(tmp_path: Path) -> None:
    def watermark(canvas: Any) -> None:
        canvas.saveState()
        canvas.setFont(FONT, 40)
        canvas.translate(200, 300)
        canvas.rotate(45)
        canvas.drawString(0, 0, "内部文件")
        canvas.restoreState()

    path = tmp_path / "x.pdf"
    path.write_bytes(made(LONG, head="桐城县教育局文件", foot="第%页", draw=watermark))
    document = outline(read(source_of(path)))
    assert document.text.split("\n") == list(LONG)
    kinds = {noise.kind for noise in document.noise}
    assert NoiseKind.RUNNING_HEAD in kinds
    for sentence in document.sentences:
        raw = document.raw_span(*sentence.span)
        printed = clean_slice(document.original[slice(*raw)], document.media_type)
        assert printed == document.text[slice(*sentence.span)]
    pages = [document.place(document.raw_span(*sentence.span).start) for sentence in document.sentences]
    assert pages[0] == ("page", 1)
    assert pages[-1] == ("page", len(around(document.original)) - 1)
    assert pages == sorted(pages, key=str)


def test_a_table_is_read_row_by_row() -> None:
    def table(canvas: Any) -> None:
        canvas.setFont(FONT, 12)
        for row, cells in enumerate(
            (("指标", "2021年", "2022年"), ("毛入园率", "91.2%", "92.6%"), ("巩固率", "98%", "99%"))
        ):
            for column, cell in enumerate(cells):
                canvas.drawString(100 + 120 * column, 400 - 20 * row, cell)

    text = pdf.text(made(PARAGRAPHS, draw=table), "x.pdf").text
    assert without_what_is_around(text)[-3:] == ["指标\t2021年\t2022年", "毛入园率\t91.2%\t92.6%", "巩固率\t98%\t99%"]


@settings(max_examples=5, deadline=None)
@given(
    st.lists(st.integers(1, 4), min_size=2, max_size=10),
    st.integers(0, 2),
    st.sampled_from([1, 2]),
)
def test_any_paragraphs_are_read_as_they_were_set(sizes: list[int], shift: int, columns: int) -> None:
    paragraphs = [
        f"{number}." + "".join(SENTENCES[(number + shift + step) % 3] for step in range(size))
        for number, size in enumerate(sizes)
    ]
    assert without_what_is_around(pdf.text(made(paragraphs, columns=columns), "x.pdf").text) == paragraphs


BAD = {
    "program": (b"MZ\x90\0" + bytes(500), Reason.BINARY),
    "page": ("<html>网页</html>".encode(), Reason.BINARY),
    "password": (made(password="secret"), Reason.LOCKED),
    "cut-short": (made()[:700], Reason.DAMAGED),
    "head-alone": (b"%PDF-1.7\n", Reason.DAMAGED),
    "scanned": (scanned(), Reason.SCANNED),
    "english": (made(["Nothing but English here."]), Reason.NOTHING_READABLE),
}


@pytest.mark.parametrize(("data", "reason"), BAD.values(), ids=BAD.keys())
def test_what_can_not_be_read_is_set_aside_with_its_reason(data: bytes, reason: Reason) -> None:
    with pytest.raises(SetAside) as told:
        pdf.text(data, "x.pdf")
    assert told.value.reason is reason
    assert told.value.next_step


def test_pages_without_text_among_others_lower_the_readable_share(tmp_path: Path) -> None:
    from pypdfium2 import PdfDocument

    both = PdfDocument(made())
    both.import_pages(PdfDocument(scanned(3)))
    path = tmp_path / "x.pdf"
    both.save(path)
    both.close()
    document = read(source_of(path))
    assert document.readable_share == 0.25
    assert document.text.split("\n") == list(PARAGRAPHS)


@pytest.mark.parametrize("rotation", [90, 180, 270])
def characters(text: str, left: float, bottom: float, *, size: float = 12) -> list[Character]:
    return [
        Character(char, left + size * at, bottom, left + size * (at + 1), bottom + size) for at, char in enumerate(text)
    ]


def test_words_set_apart_in_a_line_do_not_end_its_paragraph() -> None:
    lines = ["全县教育工作会议在县教育局召开，安排部署", "春季开学工作，局长　李明　主持会议，全体"]
    page = [*characters(lines[0], 100, 700), *characters(lines[1], 76, 680), *characters("人员参加。", 76, 660)]
    page += characters("齐", 76 + 12 * 20, 680)
    text, _ = written([Page(tuple(page), 842)])
    assert text.count("\n") == 0


def test_bold_that_is_printed_twice_is_read_once() -> None:
    twice = [*characters("教育局", 100, 700), *characters("教育局", 100.4, 700)]
    assert written([Page(tuple(twice), 842)]) == ("\f\f教育局", [])


def test_no_pages_and_empty_pages_give_no_text() -> None:
    assert written([]) == ("", [])
    assert written([Page((), 842), Page((), 842)])[0].strip("\f\n") == ""

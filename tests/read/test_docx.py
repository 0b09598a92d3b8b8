"""Word files: every word that is printed is read, in its order; what is not the text stands apart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import NoiseKind, Reason
from kg.read import docx, read, source_of
from kg.read.aside import SetAside
from kg.read.numbering import formatted
from tests.read.samples import PARAGRAPHS, strict, zipped
from tests.read.samples import docx as made

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def lines(*paragraphs: str, change: Any = lambda document: None) -> list[str]:
    return docx.text(made(paragraphs, change=change), "x.docx")[0].split("\n")


def xml(document: Any, markup: str) -> None:
    """Put markup behind the last paragraph."""
    from docx.oxml import parse_xml

    body = document.element.body
    body.insert(len(body) - 1, parse_xml(markup.replace(">", f" {W}>", 1)))


PRINTED = {
    "inserted": ("<w:p><w:ins><w:r><w:t>新增学位1620个</w:t></w:r></w:ins></w:p>", "新增学位1620个"),
    "deleted": ("<w:p><w:r><w:t>新增</w:t></w:r><w:del><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>", "新增"),
    "smart-tag": ("<w:p><w:smartTag><w:r><w:t>5公里</w:t></w:r></w:smartTag></w:p>", "5公里"),
    "link": ("<w:p><w:hyperlink><w:r><w:t>教育局</w:t></w:r></w:hyperlink></w:p>", "教育局"),
    "field": ("<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>第3页</w:t></w:r></w:p>", "第3页"),
    "content-control": (
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>控件里的字</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        "控件里的字",
    ),
    "hidden": ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r><w:r><w:t>明</w:t></w:r></w:p>", "\f暗\f明"),
    "contents": (
        '<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr><w:r><w:t>一、目录\t1</w:t></w:r></w:p>',
        "\f一、目录 1\f",
    ),
    "line-break": ("<w:p><w:r><w:t>上</w:t><w:br/><w:t>下</w:t></w:r></w:p>", "上\n下"),
    "reading": (
        "<w:p><w:r><w:ruby><w:rt><w:r><w:t>jú</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>局</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>",
        "(jú)局",
    ),
    "text-box": (
        "<w:p><w:r><w:t>正文</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>框中</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>",
        "正文\n框中",
    ),
    "table": (
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>指标</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>2022年</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        "指标\t2022年",
    ),
}


@pytest.mark.parametrize(("markup", "printed"), PRINTED.values(), ids=PRINTED.keys())
def test_what_word_prints_is_read(markup: str, printed: str) -> None:
    text = "\n".join(lines("第一段。", change=lambda document: xml(document, markup)))
    assert text == f"第一段。\n{printed}"


def numbered(document: Any) -> None:
    """Paragraphs 一、 （一） （二） 二、 （一） that Word numbers itself, and one with a bullet."""
    from docx.oxml import parse_xml

    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for level, (form, text) in enumerate(
            (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("bullet", ""))
        )
    )
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="90">{levels}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {W} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for paragraph, level in zip(document.paragraphs, (0, 1, 1, 0, 1, 2), strict=True):
        paragraph._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr>')
        )


def test_numbers_that_word_counts_are_written() -> None:
    found = lines("主要工作", "抓党建", "抓质量", "下步打算", "抓安全", "一点", change=numbered)
    assert found == ["一、主要工作", "（一）抓党建", "（二）抓质量", "二、下步打算", "（一）抓安全", "一点"]


@pytest.mark.parametrize(
    ("count", "form", "printed"),
    [
        *((1, "chineseCounting", "一"), (10, "chineseCounting", "十"), (12, "japaneseCounting", "十二")),
        *((20, "chineseCountingThousand", "二十"), (105, "chineseCountingThousand", "一百〇五")),
        *((23, "ideographDigital", "二三"), (12, "chineseLegalSimplified", "拾贰")),
        *((3, "decimalEnclosedCircle", "③"), (28, "lowerLetter", "bb"), (14, "upperRoman", "XIV"), (7, "decimal", "7")),
        *((5, "decimalZero", "05"), (0, "chineseCounting", "0"), (3, "hebrew1", "3")),
    ],
)
def test_a_count_is_written_in_the_form_that_the_file_asks_for(count: int, form: str, printed: str) -> None:
    assert formatted(count, form) == printed


def test_headers_and_footers_stand_apart_and_evidence_names_the_paragraph(tmp_path: Path) -> None:
    def around(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "桐城县教育局文件"
        document.sections[0].footer.paragraphs[0].text = "内部资料"

    path = tmp_path / "x.docx"
    path.write_bytes(made(change=around))
    document = read(source_of(path))
    assert document.text.split("\n") == list(PARAGRAPHS)
    (noise,) = (noise for noise in document.noise if noise.kind is NoiseKind.RUNNING_HEAD)
    assert document.original[noise.start : noise.end] == "\f桐城县教育局文件 内部资料\f"
    start = document.raw_span(document.text.index("全县现有"), len(document.text)).start
    assert document.place(start) == ("paragraph", 4)
    assert document.original.split("\n")[3].startswith("全县现有")


WORDS = st.text(st.sampled_from("全县教育工作会议0123456789，。、（）《》“”% \t"), max_size=30)


@settings(max_examples=25, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=6))
def test_paragraphs_are_read_as_they_were_written(paragraphs: list[str]) -> None:
    assert lines(*paragraphs) == paragraphs


ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(512)
BAD = {
    "password": (ENCRYPTED, Reason.LOCKED),
    "old-word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1024), Reason.BINARY),
    "program": (b"MZ" + bytes(1024), Reason.BINARY),
    "page": ("<html><body>网页</body></html>".encode(), Reason.BINARY),
    "other-archive": (zipped({"a.txt": b"text"}), Reason.DAMAGED),
    "no-xml": (
        made().replace(b"word/document.xml", b"word/document.xmx"),
        Reason.DAMAGED,
    ),
}


@pytest.mark.parametrize(("data", "reason"), BAD.values(), ids=BAD.keys())
def test_what_is_no_word_file_is_set_aside_with_its_reason(data: bytes, reason: Reason) -> None:
    with pytest.raises(SetAside) as told:
        docx.text(data, "x.docx")
    assert told.value.reason is reason
    assert told.value.next_step


def test_a_file_that_nests_without_end_or_expands_is_set_aside() -> None:
    import io
    import zipfile

    def with_document(markup: str) -> bytes:
        file = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(made())) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
            for info in old.infolist():
                data = old.read(info)
                new.writestr(info.filename, markup.encode() if info.filename == "word/document.xml" else data)
        return file.getvalue()

    deep = f"<w:document {W}><w:body>{'<w:sdt>' * 50_000}{'</w:sdt>' * 50_000}</w:body></w:document>"
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "笑" * 100}">' for n in range(10))
    laughs = (
        f"<!DOCTYPE x [{entities}]><w:document {W}><w:body><w:p><w:r><w:t>&e9;</w:t></w:r></w:p></w:body></w:document>"
    )
    bomb = f"<w:document {W}><w:body>{' ' * 90_000_000}</w:body></w:document>"
    for markup in (deep, laughs, bomb):
        with pytest.raises(SetAside) as told:
            docx.text(with_document(markup), "x.docx")
        assert told.value.reason in {Reason.DAMAGED, Reason.TOO_LARGE}


def test_a_note_that_refers_to_itself_is_read_once() -> None:
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    def noted(document: Any) -> None:
        words = '<w:p><w:r><w:t>注</w:t><w:footnoteReference w:id="1"/></w:r></w:p>'
        note = f'<w:footnotes {W}><w:footnote w:id="1">{words}</w:footnote></w:footnotes>'
        part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, note.encode(), document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        xml(document, '<w:p><w:r><w:t>正文</w:t><w:footnoteReference w:id="1"/></w:r></w:p>')

    assert lines("第一段。", change=noted) == ["第一段。", "正文", "注"]


def test_a_strict_file_is_read_as_any_other() -> None:
    assert docx.text(strict(), "x.docx")[0].split("\n") == list(PARAGRAPHS)


def test_a_raised_digit_behind_a_number_is_no_digit_of_it() -> None:
    markup = (
        "<w:p><w:r><w:t>在校生1200</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>1</w:t></w:r>"
        "<w:r><w:t>人</w:t></w:r></w:p>"
    )
    assert lines(change=lambda document: xml(document, markup)) == ["在校生1200¹人"]

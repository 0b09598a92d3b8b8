from __future__ import annotations

import codecs

import pytest

from kg.read.decode import decode, is_hopeless

TEXT = "全县教育工作会议在县教育局召开，安排部署2022年春季开学工作，要求各学校认真落实。"
TRADITIONAL = "全縣教育工作會議在縣教育局召開，這次會議要求各學校認真落實，為學生的發展提供條件。"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        pytest.param(TEXT.encode(), "utf-8", id="utf-8"),
        pytest.param(codecs.BOM_UTF8 + TEXT.encode(), "utf-8", id="utf-8-bom"),
        pytest.param(codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le", id="utf-16-le"),
        pytest.param(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be", id="utf-16-be"),
        pytest.param(TEXT.encode("gbk"), "gb18030", id="gbk"),
        pytest.param((TEXT + "㐀𠀀").encode("gb18030"), "gb18030", id="gb18030"),
    ],
)
def test_text_comes_back_from_each_encoding(data: bytes, encoding: str) -> None:
    decoded = decode(data)
    assert decoded.text.startswith(TEXT)
    assert (decoded.encoding, decoded.damaged) == (encoding, 0.0)


def test_the_encoding_that_a_page_declares_is_used() -> None:
    page = f'<meta charset="big5"><p>{TRADITIONAL}</p>'
    assert decode(page.encode("big5")).text == page


def test_traditional_text_without_a_declaration_is_detected() -> None:
    assert decode((TRADITIONAL * 3).encode("big5")).text == TRADITIONAL * 3


def test_a_damaged_file_is_read_with_its_damage_marked() -> None:
    data = TEXT.encode() * 5
    decoded = decode(data[:30] + b"\xff" + data[30:-1])
    assert decoded.encoding == "utf-8"
    assert decoded.text.count("\ufffd") == 2
    assert 0 < decoded.damaged < 0.05
    assert not is_hopeless(decoded)


def test_line_ends_stay_as_they_are() -> None:
    assert decode("一\r\n二\r三\n".encode()).text == "一\r\n二\r三\n"


def test_noise_is_hopeless() -> None:
    assert is_hopeless(decode(bytes(range(128, 256)) * 20))

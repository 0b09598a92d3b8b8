"""Saved pages in one file: each page in it is a document; what is cut short or no saved page is set aside."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Reason, Source
from kg.read import read, sources
from kg.read.aside import SetAside
from tests.read.samples import PARAGRAPHS, html, mhtml


def listed(path: Path, data: bytes) -> tuple[list[Source], list[Reason]]:
    path.write_bytes(data)
    found = list(sources([path]))
    return [each for each in found if isinstance(each, Source)], [
        each.reason for each in found if isinstance(each, SetAside)
    ]


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
def test_each_page_is_a_document_with_its_address_and_pictures_and_styles_are_none(
    tmp_path: Path, encoding: str
) -> None:
    found, aside = listed(tmp_path / "a.mht", mhtml((html(), html(PARAGRAPHS[:1])), encoding=encoding))
    assert [(source.name, source.stated.address) for source in found] == [
        ("a.mht#1", "http://edu.example.org/0.html"),
        ("a.mht#2", "http://edu.example.org/1.html"),
    ]
    assert [read(source).text for source in found] == ["\n".join(PARAGRAPHS), PARAGRAPHS[0]]
    assert aside == []


def test_a_page_in_gb2312_is_read(tmp_path: Path) -> None:
    head = b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=gb2312\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    [source], _ = listed(tmp_path / "a.mht", head + html().decode().encode("gb18030"))
    assert read(source).text == "\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(mhtml()[:700], Reason.DAMAGED, id="cut-short"),
        pytest.param(b"MZ\x90\0" + bytes(range(256)), Reason.BINARY, id="a-program"),
        pytest.param("全县教育工作总结".encode(), Reason.BINARY, id="a-text"),
        pytest.param(b"Content-Type: image/png\r\n\r\nabc", Reason.BINARY, id="a-picture"),
        pytest.param(b"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n", Reason.EMPTY, id="empty"),
        pytest.param(
            b"".join(
                b"Content-Type: multipart/mixed; boundary=%d\r\n\r\n--%d\r\n" % (each, each) for each in range(3000)
            ),
            Reason.DAMAGED,
            id="nested",
        ),
    ],
)
def test_what_is_no_whole_saved_page_is_set_aside(tmp_path: Path, data: bytes, reason: Reason) -> None:
    assert listed(tmp_path / "a.mht", data) == ([], [reason])

"""Archives, crawls and tables: the documents in them, their names, and what is set aside with its reason."""

from __future__ import annotations

import io
import json
import stat
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Reason, Source
from kg.read import read, sources
from kg.read.aside import SetAside
from kg.read.files import content, paths_in, source_of
from tests.read.samples import SAMPLES, Answer, crawl, html, jsonl, pdf, table, text, zipped

TEXT = "全县教育工作会议在县教育局召开，安排部署春季开学工作。"


def listed(path: Path, data: bytes = b"", column: str = "") -> tuple[list[Source], dict[str, Reason]]:
    """Documents of a file with these bytes, and what is set aside."""
    if data:
        path.write_bytes(data)
    found = list(sources([path], column=column))
    return (
        [each for each in found if isinstance(each, Source)],
        {each.name: each.reason for each in found if isinstance(each, SetAside)},
    )


def names(found: list[Source]) -> list[str]:
    return [source.name for source in found]


# --- archives


def test_an_archives_documents_are_named_by_their_paths_in_it(tmp_path: Path) -> None:
    data = zipped({"甲/a.txt": text(), "乙/b.html": html(), ".hidden.txt": text(), "__MACOSX/a.txt": text()})
    found, aside = listed(tmp_path / "x.zip", data)
    assert names(found) == ["x.zip/甲/a.txt", "x.zip/乙/b.html"]
    assert aside == {}


def test_names_that_are_not_marked_as_utf8_are_read_as_gb18030(tmp_path: Path) -> None:
    old = zipped({"AAAA.txt": text()}).replace(b"AAAA.txt", "总结.txt".encode("gb18030"))
    found, _ = listed(tmp_path / "x.zip", old)
    assert names(found) == ["x.zip/总结.txt"]


def test_two_members_of_one_name_are_both_read(tmp_path: Path) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", TEXT)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.txt", TEXT * 2)
    found, _ = listed(tmp_path / "x.zip", file.getvalue())
    assert names(found) == ["x.zip/a.txt", "x.zip/a.txt (1)"]
    assert [read(source).text for source in found] == [TEXT, TEXT * 2]


@pytest.mark.parametrize("name", ["../evil.txt", "/etc/evil.txt", "a/../../evil.txt", "C:/evil.txt", "..\\evil.txt"])
def test_a_name_that_leads_out_of_the_archive_is_set_aside_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    found, aside = listed(tmp_path / "x.zip", zipped({name: text(), "good.txt": text()}))
    assert names(found) == ["x.zip/good.txt"]
    assert list(aside.values()) == [Reason.UNSAFE]
    assert [path.name for path in tmp_path.iterdir()] == ["x.zip"]


def test_a_link_in_an_archive_is_set_aside(tmp_path: Path) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert listed(tmp_path / "x.zip", file.getvalue()) == ([], {"x.zip/link.txt": Reason.UNSAFE})


def test_a_member_with_a_password_is_set_aside_and_the_others_are_read(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": text(), "b.txt": TEXT.encode()}))
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + flags] |= 1
    found, aside = listed(tmp_path / "x.zip", bytes(data))
    assert names(found) == ["x.zip/b.txt"]
    assert aside == {"x.zip/a.txt": Reason.LOCKED}


@pytest.mark.parametrize("size", [30_000_000, 300_000_000])
def test_an_archive_bomb_is_set_aside_unopened(tmp_path: Path, size: int) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a.txt", "w") as member:
        for _ in range(size // 1_000_000):
            member.write(bytes(1_000_000))
    found, aside = listed(tmp_path / "x.zip", file.getvalue())
    assert found == []
    assert list(aside.values()) == [Reason.TOO_LARGE]


def test_an_archive_that_lies_of_its_sizes_unpacks_no_more_than_it_says(tmp_path: Path) -> None:
    data = zipped({"a.txt": bytes(5_000_000)})
    data = data.replace((5_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    _, aside = listed(tmp_path / "x.zip", data)
    assert set(aside.values()) <= {Reason.DAMAGED, Reason.EMPTY}


def test_an_archive_in_an_archive_is_read_and_one_in_that_is_set_aside(tmp_path: Path) -> None:
    inner = zipped({"a.txt": text()})
    found, aside = listed(tmp_path / "x.zip", zipped({"in.zip": inner, "deep.zip": zipped({"in.zip": inner})}))
    assert names(found) == ["x.zip/in.zip/a.txt"]
    assert aside == {"x.zip/deep.zip/in.zip": Reason.UNKNOWN_FORMAT}
    assert content(found[0]) == text()


@pytest.mark.parametrize("keep", [0.3, 0.7, 0.95])
@pytest.mark.parametrize("suffix", [".zip", ".docx", ".pdf", ".warc.gz"], ids=lambda suffix: suffix[1:])
def test_a_truncated_file_is_set_aside_as_damaged(tmp_path: Path, suffix: str, keep: float) -> None:
    data = SAMPLES[suffix]()
    found, aside = listed(tmp_path / f"x{suffix}", data[: int(keep * len(data))])
    for source in found:
        with pytest.raises(SetAside) as told:
            read(source)
        aside[source.name] = told.value.reason
    assert set(aside.values()) == {Reason.DAMAGED}


@pytest.mark.parametrize("suffix", [".zip", ".warc", ".warc.gz", ".jsonl", ".csv"], ids=lambda suffix: suffix[1:])
def test_a_program_that_calls_itself_a_container_is_set_aside(tmp_path: Path, suffix: str) -> None:
    found, aside = listed(tmp_path / f"x{suffix}", b"MZ\x90\0\x03\0\0\0\x04\0" + bytes(range(256)) * 20)
    assert found == []
    assert set(aside.values()) <= {Reason.DAMAGED, Reason.UNKNOWN_FORMAT, Reason.EMPTY}
    assert aside


def test_a_container_that_holds_nothing_is_told(tmp_path: Path) -> None:
    assert listed(tmp_path / "x.zip", zipped({".hidden": b""})) == ([], {"x.zip": Reason.EMPTY})


# --- crawls


def test_a_crawls_pages_are_named_by_their_numbers_and_know_their_address(tmp_path: Path) -> None:
    address = "http://edu.example.org/xw/1.html"
    answers = [Answer(address, html()), Answer("http://edu.example.org/f.pdf", pdf(), "application/pdf")]
    found, aside = listed(tmp_path / "x.warc.gz", crawl(answers))
    assert names(found) == ["x.warc.gz#2", "x.warc.gz#3"]
    assert aside == {}
    assert read(found[0]).stated.address == address
    assert read(found[0]).stated.site == "edu.example.org"
    assert read(found[1]).text == read(found[0]).text


def test_what_a_crawl_holds_besides_pages_is_counted_and_set_aside_once(tmp_path: Path) -> None:
    answers = [
        Answer("http://e.example/a", html()),
        Answer("http://e.example/a.png", b"\x89PNG", "image/png"),
        Answer("http://e.example/b.png", b"\x89PNG", "image/png"),
        Answer("http://e.example/gone", html(), status="404 Not Found"),
    ]
    path = tmp_path / "x.warc.gz"
    path.write_bytes(crawl(answers))
    found = list(sources([path]))
    assert [each.name for each in found] == ["x.warc.gz#2", "x.warc.gz"]
    assert "3 of its records are no documents (2 image/png, 1 answers 404)" in str(found[1])


def test_a_page_in_gb18030_and_one_without_a_media_type_are_read(tmp_path: Path) -> None:
    body = html().decode().encode("gb18030")
    answers = [
        Answer("http://e.example/a", body, "text/html; charset=gbk"),
        Answer("http://e.example/a.html", html(), ""),
    ]
    found, _ = listed(tmp_path / "x.warc", crawl(answers, compressed=False))
    assert read(found[0]).text == read(found[1]).text


# --- tables


def test_rows_are_named_by_the_numbers_of_their_lines(tmp_path: Path) -> None:
    rows = [
        ["标题", "正文", "日期", "网址"],
        ["甲", f"{TEXT}\n{TEXT}", "2022/3/5", "https://e.example/1"],
        ["乙", TEXT, "", ""],
    ]
    found, aside = listed(tmp_path / "x.csv", table(rows))
    assert names(found) == ["x.csv:2", "x.csv:4"]
    assert aside == {}
    assert found[0].stated == ("甲", "2022-03-05", "https://e.example/1", "e.example", "")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_a_table_is_read_in_any_usual_encoding_and_with_any_separator(
    tmp_path: Path, encoding: str, separator: str
) -> None:
    found, _ = listed(tmp_path / "x.csv", table([["id", "内容"], ["1", TEXT]], encoding=encoding, separator=separator))
    assert [read(source).text for source in found] == [TEXT]


def test_the_column_that_the_user_names_is_read(tmp_path: Path) -> None:
    data = jsonl([{"text": "无关的文字", "报告": TEXT}])
    assert [read(source).text for source in listed(tmp_path / "x.jsonl", data, column="报告")[0]] == [TEXT]
    assert [read(source).text for source in listed(tmp_path / "x.jsonl")[0]] == ["无关的文字"]


@pytest.mark.parametrize(
    ("name", "data"), [("x.csv", table([["a", "b"], ["1", TEXT]])), ("x.jsonl", jsonl([{"a": TEXT}]))]
)
def test_a_table_without_a_column_of_text_is_set_aside_with_its_columns(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    (aside,) = sources([tmp_path / name])
    assert isinstance(aside, SetAside)
    assert "no column of text, only a" in aside.fact
    assert "--text-column" in aside.next_step


def test_rows_without_text_and_lines_that_are_no_rows_are_counted(tmp_path: Path) -> None:
    data = (
        jsonl([{"text": TEXT}, {"text": " "}])
        + b"{broken\n[1]\n"
        + b"[" * 100_000
        + b"\n"
        + jsonl([{"text": TEXT * 2}])
    )
    path = tmp_path / "x.jsonl"
    path.write_bytes(data)
    found = list(sources([path]))
    assert names([each for each in found if isinstance(each, Source)]) == ["x.jsonl:1", "x.jsonl:6"]
    assert [str(each) for each in found if isinstance(each, SetAside)] == [
        "x.jsonl: 3 of its rows are no JSON objects (the first: line 3). check these lines",
        "x.jsonl: 1 of its rows are without text (the first: line 2). check these lines",
    ]


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc"], include_characters="\n\t\r"), min_size=1, max_size=40
)


@settings(max_examples=40, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=5))
def test_whatever_text_a_row_holds_comes_out_of_it(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    folder = tmp_path_factory.mktemp("rows")
    lines = jsonl([{"text": each} for each in texts])
    cells = table([["text", "n"], *([each, "1"] for each in texts)])
    wanted = [each.encode() for each in texts if each.strip()]
    for name, data in (("x.jsonl", lines), ("x.csv", cells)):
        found, _ = listed(folder / name, data)
        assert [content(source) for source in found] == wanted


# --- names


def test_a_document_in_a_container_can_be_named_by_itself(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(zipped({"甲/a.txt": text(), "b.jsonl": jsonl([{"text": TEXT}])}))
    (tmp_path / "y.csv").write_bytes(SAMPLES[".csv"]())
    for name in ("x.zip/甲/a.txt", "x.zip/b.jsonl:1", "y.csv:2"):
        assert source_of(tmp_path / name).name == name
    with pytest.raises(Exception, match="names no document"):
        source_of(tmp_path / "x.zip")


def test_a_list_of_paths_is_one_a_line_or_ended_by_nul() -> None:
    assert paths_in("甲/a b.txt\r\n\nc.txt\n".encode()) == [Path("甲/a b.txt"), Path("c.txt")]
    assert paths_in(b"a\nb.txt\0c.txt\0") == [Path("a\nb.txt"), Path("c.txt")]


def test_a_container_that_changes_under_the_reader_is_told(tmp_path: Path) -> None:
    found, _ = listed(tmp_path / "x.jsonl", jsonl([{"text": TEXT}]))
    (tmp_path / "x.jsonl").write_text(json.dumps({"text": "变了" + TEXT}), encoding="utf-8")
    with pytest.raises(SetAside, match="changed"):
        content(found[0])

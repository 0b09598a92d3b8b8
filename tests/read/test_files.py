from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.model import Reason, Source
from kg.read import SetAside, read, sources
from kg.read.files import LARGEST

TEXT = "全县教育工作会议在县教育局召开，安排部署春季开学工作。"


def write(path: Path, data: str | bytes = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def reasons(*paths: Path) -> list[tuple[str, Reason]]:
    return [(found.name, found.reason) for found in sources(paths) if isinstance(found, SetAside)]


def names(*paths: Path) -> list[str]:
    return [found.name for found in sources(paths) if isinstance(found, Source)]


def reason_of_reading(path: Path) -> Reason:
    (found,) = sources([path])
    if isinstance(found, Source):
        with pytest.raises(SetAside) as caught:
            read(found)
        found = caught.value
    assert str(found).startswith(f"{path.name}: ")
    assert found.next_step
    return found.reason


def test_a_file_that_lies_of_its_format_does_not_hide_the_true_one(tmp_path: Path) -> None:
    write(tmp_path / "a.pdf")
    write(tmp_path / "b.txt")
    assert names(tmp_path) == ["b.txt"]
    assert reasons(tmp_path) == [("a.pdf", Reason.BINARY)]


def test_files_come_in_the_order_of_their_names_with_the_path_below_the_folder(tmp_path: Path) -> None:
    for name in ("b.txt", "a/x.txt", "c/x.txt", "a/deep/z.html", "a.md"):
        write(tmp_path / name)
    assert names(tmp_path) == ["a.md", "a/deep/z.html", "a/x.txt", "b.txt", "c/x.txt"]


def test_a_file_by_itself_is_named_by_its_file_name(tmp_path: Path) -> None:
    assert names(write(tmp_path / "deep" / "x.txt")) == ["x.txt"]


def test_equal_names_in_two_given_folders_are_told_apart(tmp_path: Path) -> None:
    write(tmp_path / "a" / "x.txt")
    write(tmp_path / "b" / "x.txt", "别的内容")
    assert names(tmp_path / "a", tmp_path / "b") == ["b/x.txt", "x.txt"]


def test_a_file_that_is_given_twice_comes_once_and_equal_bytes_come_twice(tmp_path: Path) -> None:
    one = write(tmp_path / "one.txt")
    write(tmp_path / "two.txt")
    found = [source for source in sources([one, tmp_path]) if isinstance(source, Source)]
    assert [source.name for source in found] == ["one.txt", "two.txt"]
    assert found[0].sha256 == found[1].sha256


def test_hidden_files_and_links_that_leave_the_folder_are_not_followed(tmp_path: Path) -> None:
    outside = write(tmp_path / "outside" / "secret.txt")
    folder = tmp_path / "folder"
    write(folder / "x.txt")
    write(folder / ".hidden.txt")
    write(folder / ".git" / "y.txt")
    (folder / "link.txt").symlink_to(outside)
    (folder / "links").symlink_to(outside.parent)
    (folder / "loop").symlink_to(folder)
    assert names(folder) == ["x.txt"]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        pytest.param("x.txt", b"", Reason.EMPTY, id="empty"),
        pytest.param("x.txt", b" \n\r\n", Reason.EMPTY, id="spaces"),
        pytest.param("x.xls", b"\xd0\xcf", Reason.UNKNOWN_FORMAT, id="xls"),
        pytest.param("noname", b"text", Reason.UNKNOWN_FORMAT, id="no-suffix"),
    ],
)
def test_files_that_hold_nothing_to_read_are_set_aside_with_their_reason(
    tmp_path: Path, name: str, data: bytes, reason: Reason
) -> None:
    write(tmp_path / "good.txt")
    write(tmp_path / name, data)
    assert reasons(tmp_path) == [(name, reason)]


def test_a_file_beyond_the_limit_is_set_aside_unread(tmp_path: Path) -> None:
    write(tmp_path / "good.txt")
    large = write(tmp_path / "large.txt", b"")
    os.truncate(large, 50_000_000)
    assert reasons(tmp_path) == [("large.txt", Reason.TOO_LARGE)]
    assert LARGEST < 50_000_000


def test_what_is_no_regular_file_is_set_aside(tmp_path: Path) -> None:
    write(tmp_path / "good.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "folder.txt").mkdir()
    assert reasons(tmp_path) == [("gone.txt", Reason.UNREADABLE), ("pipe.txt", Reason.UNREADABLE)]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Reason.BINARY, id="png"),
        pytest.param("教育".encode() + b"\0\0\0", Reason.BINARY, id="nul"),
        pytest.param(b"%PDF-1.4 abc", Reason.BINARY, id="pdf-named-txt"),
        pytest.param(bytes(range(128, 256)) * 20, Reason.UNREADABLE, id="no-encoding"),
        pytest.param(b"only English words here", Reason.NOTHING_READABLE, id="no-chinese"),
    ],
)
def test_bytes_that_are_no_chinese_text_are_set_aside_with_their_reason(
    tmp_path: Path, data: bytes, reason: Reason
) -> None:
    assert reason_of_reading(write(tmp_path / "x.txt", data)) is reason


def test_a_file_that_changes_under_the_reader_is_set_aside(tmp_path: Path) -> None:
    path = write(tmp_path / "x.txt")
    (source,) = sources([path])
    assert isinstance(source, Source)
    write(path, TEXT * 2)
    with pytest.raises(SetAside, match="changed"):
        read(source)


def test_a_folder_without_documents_is_an_error_that_names_the_formats(tmp_path: Path) -> None:
    with pytest.raises(KgError, match=r"holds no documents.*\.txt"):
        sources([tmp_path])
    write(tmp_path / "x.xls")
    with pytest.raises(KgError, match="only files of other formats"):
        sources([tmp_path])


def test_a_missing_path_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="does not exist"):
        sources([tmp_path / "missing"])


def test_file_names_of_any_encoding_become_text(tmp_path: Path) -> None:
    folder = tmp_path / "d"
    for name in ("总结.txt".encode("gb18030"), "计划.txt".encode(), b"\xff\xfe\xfa.txt"):
        write(folder / os.fsdecode(name), TEXT.encode() + name)
    found = names(folder)
    assert {"总结.txt", "计划.txt"} <= set(found)
    assert len(found) == 3
    for name in found:
        name.encode()


def test_a_link_that_leads_out_of_the_folder_is_set_aside_and_one_that_is_given_itself_is_read(tmp_path: Path) -> None:
    outside = write(tmp_path / "outside" / "secret.txt")
    folder = tmp_path / "folder"
    write(folder / "x.txt")
    (folder / "link.txt").symlink_to(outside)
    (folder / "links").symlink_to(outside.parent)
    assert reasons(folder) == [("link.txt", Reason.UNSAFE), ("links", Reason.UNSAFE)]
    assert names(folder / "link.txt") == ["link.txt"]


def test_of_the_folder_that_is_saved_with_a_page_only_pages_are_documents(tmp_path: Path) -> None:
    write(tmp_path / "page.htm")
    for name in ("style.css", "logo.png", "frame.html"):
        write(tmp_path / "page_files" / name)
    write(tmp_path / "other_files" / "notes.doc")
    assert names(tmp_path) == ["page.htm", "page_files/frame.html"]
    assert reasons(tmp_path) == [("other_files/notes.doc", Reason.UNKNOWN_FORMAT)]


def test_a_name_of_several_lines_is_shown_on_one(tmp_path: Path) -> None:
    write(tmp_path / "a\nb.txt")
    assert names(tmp_path) == ["a␊b.txt"]


@pytest.mark.parametrize(
    ("name", "advice"), [("a.doc", "save it as .docx"), ("a.xls", "save it as .xlsx"), ("a.png", "OCR")]
)
def test_an_old_format_comes_with_what_to_save_it_as(tmp_path: Path, name: str, advice: str) -> None:
    write(tmp_path / "good.txt")
    write(tmp_path / name)
    [aside] = [each for each in sources([tmp_path]) if isinstance(each, SetAside)]
    assert advice in aside.next_step

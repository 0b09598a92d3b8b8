"""Tables with a column of text, a document a row: JSON Lines (jsonlines.org) and CSV (RFC 4180, other separators too).

The column is the one that the user names, else the first whose name is well known. A row is named by the number of its
first line.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import BinaryIO

from kg.model import Reason, Stated
from kg.read.aside import LARGEST, SetAside, too_large
from kg.read.container import Container, Member
from kg.read.decode import decode
from kg.stated import host, iso_date, web_address

TEXT_COLUMNS = (
    *("text", "content", "正文", "内容", "全文", "body", "fulltext", "full_text", "article", "文本", "文章内容"),
    *("正文内容", "raw_content", "html"),
)
_TITLES = ("title", "标题", "题目", "文章标题", "headline")
_DATES = (
    "date",
    "published",
    "publish_date",
    "pubdate",
    "publish_time",
    "time",
    "日期",
    "发布日期",
    "发布时间",
    "时间",
)
_ADDRESSES = ("url", "link", "address", "source_url", "网址", "链接", "地址", "原文链接", "来源网址")
_SITES = ("site", "site_name", "source", "website", "网站", "站点", "来源", "来源网站")
_HEAD = 1 << 20  # bytes from which the encoding is told
_SEPARATORS = ",\t;|"


def _key(name: object) -> str:
    return str(name).strip().strip("\ufeff").lower()


def _column(names: Sequence[str], wanted: str) -> str:
    """The column of text among the names of a table; empty for none."""
    keys = {_key(name): name for name in reversed(names)}
    well_known = (wanted,) if wanted else TEXT_COLUMNS
    return next((keys[_key(name)] for name in well_known if _key(name) in keys), "")


def _stated(row: Mapping[str, str]) -> Stated:
    told = {_key(name): value for name, value in row.items()}

    def first(names: Sequence[str]) -> str:
        return next((told[name].strip() for name in names if told.get(name, "").strip()), "")

    address = web_address(first(_ADDRESSES))
    return Stated(
        title=first(_TITLES), issued=iso_date(first(_DATES)), address=address, site=first(_SITES) or host(address)
    )


def _row(name: str, line: int, place: str, text: str, stated: Stated) -> Member | SetAside:
    data = text.encode("utf-8", "replace")
    if len(data) > LARGEST:
        return too_large(f"{name}:{line}", len(data), ".txt")
    return Member(f":{line}", place, ".txt", data, stated, extracted=True)


def _without_column(name: str, columns: Sequence[str], wanted: str) -> SetAside:
    shown = "、".join(columns)[:200]
    fact = f"has no column “{wanted}”" if wanted else "has no column of text"
    return SetAside(Reason.UNKNOWN_FORMAT, name, f"{fact}, only {shown or 'nothing'}", "name it with --text-column")


# --- JSON Lines


def _json_members(file: BinaryIO, name: str, wanted: str) -> Iterator[Member | SetAside]:
    start, bad, blank, good, column = 0, [], [], 0, ""
    seen: list[str] = []
    for number, line in enumerate(_lines(file), 1):
        end = start + len(line)
        if line.strip():
            row = _object(line)
            if row is None:
                bad.append(number)
            else:
                seen = seen or list(row)
                column = column if column in row else _column(list(row), wanted)
                text = _words(row.get(column))
                if column and text.strip():
                    good += 1
                    told = _stated({each: _words(value) for each, value in row.items() if each != column})
                    yield _row(name, number, json.dumps([start, end, column]), text, told)
                else:
                    blank.append(number)
        start = end
    if not good and seen and not any(_column([each], wanted) for each in seen):
        raise _without_column(name, seen, wanted)
    yield from _bad_rows(name, bad, "no JSON objects", Reason.DAMAGED)
    yield from _bad_rows(name, blank, "without text", Reason.EMPTY)


def _bad_rows(name: str, lines: Sequence[int], what: str, reason: Reason) -> Iterator[SetAside]:
    if lines:
        fact = f"{len(lines)} of its rows are {what} (the first: line {lines[0]})"
        yield SetAside(reason, name, fact, "check these lines")


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """Lines as they are; one that is longer than any document may be is cut there."""
    file.seek(0)
    while line := file.readline(2 * LARGEST):
        yield line


def _object(line: bytes) -> dict[str, object] | None:
    try:
        row = json.loads(line.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return None
    return row if isinstance(row, dict) else None


def _words(value: object) -> str:
    """The text in a field: a string, or a list of paragraphs."""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return "\n".join(value)
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _json_opened(file: BinaryIO) -> Callable[[str], bytes]:
    def content(place: str) -> bytes:
        start, end, column = json.loads(place)
        file.seek(start)
        row = _object(file.read(end - start)) or {}
        return _words(row.get(column)).encode("utf-8", "replace")

    return content


# --- CSV


def _csv_members(file: BinaryIO, name: str, wanted: str) -> Iterator[Member | SetAside]:
    encoding, separator = _form(file)
    rows = _csv_rows(file, encoding, separator)
    try:
        _, _, _, columns = next(rows, (0, 0, 0, []))
        column = _column(columns, wanted)
        if not column:
            raise _without_column(name, columns, wanted)
        at, blank = columns.index(column), []
        for line, start, end, row in rows:
            text = row[at] if at < len(row) else ""
            if text.strip():
                told = _stated({key: value for key, value in zip(columns, row, strict=False) if key != column})
                yield _row(name, line, json.dumps([start, end, at, encoding, separator]), text, told)
            elif row:
                blank.append(line)
    except csv.Error as error:
        raise SetAside(Reason.DAMAGED, name, f"is no table ({error})", "save it again as CSV in UTF-8") from error
    yield from _bad_rows(name, blank, "without text", Reason.EMPTY)


def _csv_rows(file: BinaryIO, encoding: str, separator: str) -> Iterator[tuple[int, int, int, list[str]]]:
    """Number of the first line, first and last byte offset, and cells of each row."""
    csv.field_size_limit(LARGEST)
    read = [0, 0]  # lines, bytes

    def decoded() -> Iterator[str]:
        for line in _lines(file):
            read[0] += 1
            read[1] += len(line)
            yield line.decode(encoding, "replace").replace("\0", "\ufffd")

    reader = csv.reader(decoded(), delimiter=separator)
    while True:
        line, start = read[0] + 1, read[1]
        row = next(reader, None)
        if row is None:
            return
        yield line, start, read[1], row


def _form(file: BinaryIO) -> tuple[str, str]:
    """The encoding of a table and what separates its cells."""
    file.seek(0)
    head = file.read(_HEAD)
    head = head[: head.rfind(b"\n") + 1] or head
    encoding = "utf-8-sig" if head.startswith(b"\xef\xbb\xbf") else decode(head).encoding
    first = head.decode(encoding, "replace").partition("\n")[0]
    return encoding, max(_SEPARATORS, key=first.count)


def _csv_opened(file: BinaryIO) -> Callable[[str], bytes]:
    def content(place: str) -> bytes:
        start, end, at, encoding, separator = json.loads(place)
        file.seek(start)
        text = file.read(end - start).decode(encoding, "replace").replace("\0", "\ufffd")
        row = next(csv.reader([f"{line}\n" for line in text.split("\n")], delimiter=separator), [])
        return row[at].encode("utf-8", "replace") if at < len(row) else b""

    return content


JSONL = Container(_json_members, _json_opened)
CSV = Container(_csv_members, _csv_opened)

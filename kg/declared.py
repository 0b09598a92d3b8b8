"""`sources.csv`: what the user knows of the documents beside it.

A row a document: its file, and as far as they are known its county (name or code), date, address and title, under
Chinese or English heads. A row that names a folder, an archive or a table counts for all that is in it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from kg import vocabulary
from kg.errors import UsageError
from kg.model import Stated
from kg.stated import host, iso_date, web_address
from kg.vocabulary import Vocabulary

FILE = "sources.csv"
# What a column tells → its heads.
COLUMNS: dict[str, tuple[str, ...]] = {
    "file": ("file", "filename", "path", "文件", "文件名", "路径"),
    "division": (
        "county",
        "division",
        "jurisdiction",
        "code",
        "县",
        "区县",
        "县区",
        "地区",
        "行政区划",
        "代码",
        "行政区划代码",
    ),
    "issued": ("date", "issued", "日期", "发布日期", "发布时间"),
    "address": ("address", "url", "网址", "地址", "链接"),
    "site": ("site", "网站", "站点"),
    "title": ("title", "标题", "题目"),
    "note": ("note", "notes", "备注", "说明"),
}
_SHOWN = 5


def parse(text: str, place: str) -> dict[str, Stated]:
    """What a `sources.csv` with that text tells, by file as it writes it. Raises UsageError naming `place` and line."""
    rows = csv.reader(text.splitlines(keepends=True), skipinitialspace=True)
    found: dict[str, Stated] = {}
    try:
        columns = _columns(next(rows, []), place)
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            where = f"{place}:{rows.line_num}"
            told = {name: row[at].strip() for name, at in columns if at < len(row) and row[at].strip()}
            file = told.get("file", "").replace("\\", "/").removeprefix("./").rstrip("/")
            if not file:
                raise UsageError(where, "names no file", "write the file into its column")
            if file in found:
                raise UsageError(where, f"{file} has a row before", "keep one row for each file")
            found[file] = _stated(told, where)
    except csv.Error as error:
        raise UsageError(f"{place}:{rows.line_num}", f"no table ({error})", "save it again as CSV in UTF-8") from error
    return found


def of(told: Mapping[str, Stated], name: str) -> Stated | None:
    """What is declared of a document by its name beside the `sources.csv`, or of what holds it; None for nothing.

    A row of the document's own hides the rows of what holds it.
    """
    return next((told[holder] for holder in holders(name) if holder in told), None) if told else None


def holders(name: str) -> Iterator[str]:
    """A document's name and those of what holds it, the nearest first: a.zip/b.jsonl:12, a.zip/b.jsonl, a.zip."""
    yield name
    for sign in ":#":
        holder, found, number = name.rpartition(sign)
        if found and number.isdigit():
            yield holder
    for parent in PurePosixPath(name).parents:
        yield parent.as_posix()


def _columns(heads: Iterable[str], place: str) -> list[tuple[str, int]]:
    known = {head: name for name, all_heads in COLUMNS.items() for head in all_heads}
    columns = []
    for at, head in enumerate(heads):
        plain = head.strip().strip("\ufeff").lower()
        if plain and plain not in known:
            fact = f"the column “{head.strip()[:40]}” is not known"
            raise UsageError(f"{place}:1", fact, f"call it one of {', '.join(heads[0] for heads in COLUMNS.values())}")
        if plain:
            columns.append((known[plain], at))
    if "file" not in dict(columns):
        raise UsageError(
            f"{place}:1", "has no column “file”", "begin it with a line like file,county,date,address,title"
        )
    return columns


def _stated(told: Mapping[str, str], where: str) -> Stated:
    issued, address = iso_date(told.get("issued", "")), web_address(told.get("address", ""))
    if "issued" in told and not issued:
        raise UsageError(where, f"“{told['issued'][:40]}” is no date", "write it as 2022-03-05, 2022-03 or 2022")
    if "address" in told and not address:
        raise UsageError(where, f"“{told['address'][:80]}” is no address", "write it with http:// or https://")
    code = division(told["division"], where) if "division" in told else ""
    return Stated(told.get("title", ""), issued, address, told.get("site", "") or host(address), code)


def division(words: str, where: str) -> str:
    """The code of a division that is given by code or by name, alone or behind those above it (甘肃省静宁县).

    Raises UsageError where it is none or several.
    """
    known = vocabulary.load()
    plain = "".join(words.split())
    if plain in known.divisions:
        return plain
    codes = _named(known, plain)
    codes = [code for code in codes if not known.divisions[code].until] or codes
    if len(codes) == 1:
        return codes[0]
    if not codes:
        raise UsageError(
            where, f"no division is called “{words[:40]}”", "write its name in full or its code (GB/T 2260)"
        )
    shown = ", ".join(f"{code} {_in_full(known, code)}" for code in codes[:_SHOWN])
    raise UsageError(where, f"{len(codes)} divisions are called “{words[:40]}”", f"write the code: {shown}")


def _named(known: Vocabulary, words: str) -> list[str]:
    """Codes of the divisions that `words` may name: whole, or a name of one above and the name of one in it."""
    whole = known.divisions_by_name.get(words, ())
    if whole:
        return list(whole)
    for size in range(len(words) - 1, 1, -1):
        higher = set(known.divisions_by_name.get(words[:size], ()))
        if higher:
            return [code for code in _named(known, words[size:]) if higher.intersection(known.within(code))]
    return []


def _in_full(known: Vocabulary, code: str) -> str:
    above = [known.divisions[each].name for each in reversed(known.within(code)) if each in known.divisions]
    return "".join((*above[1:], known.divisions[code].name))

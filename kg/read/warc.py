"""WARC files as crawlers write them (ISO 28500): pages and files that a site answered with, by their byte offset.

Records that hold no document (requests, images, scripts, refusals) are counted and set aside together.
"""

from __future__ import annotations

import contextlib
import io
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO

from kg.model import MediaType, Reason, Stated
from kg.read.archive import BROKEN
from kg.read.aside import SetAside, largest, too_large
from kg.read.container import Container, Member
from kg.read.names import suffix_of
from kg.stated import host, web_address

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

_SUFFIXES = {
    MediaType.TEXT: ".txt",
    MediaType.MARKDOWN: ".md",
    MediaType.HTML: ".html",
    "application/xhtml+xml": ".html",
    MediaType.PDF: ".pdf",
    MediaType.DOCX: ".docx",
}
_HOLD_DOCUMENTS = frozenset({"response", "resource", "conversion"})
_OF_THE_CRAWL = frozenset({"warcinfo", "request", "metadata"})
_OK = "200"
_KINDS_SHOWN = 4
_CHUNK = 1 << 14


def _members(file: BinaryIO, name: str, _: str) -> Iterator[Member | SetAside]:
    others: Counter[str] = Counter()
    number, cut, offset = 0, False, 0
    for number, (offset, record) in enumerate(_records(file, name), 1):
        kind = record.rec_type
        if kind in _OF_THE_CRAWL:
            continue
        suffix = _suffix(record)
        if kind not in _HOLD_DOCUMENTS or not suffix:
            others[_media_type(record) if kind in _HOLD_DOCUMENTS else kind] += 1
            continue
        try:
            data = _data(record, suffix)
        except BROKEN:
            cut = True
            yield SetAside(Reason.DAMAGED, f"{name}#{number}", "can't be unpacked", "fetch it again")
            continue
        if len(data) > largest(suffix):
            yield too_large(f"{name}#{number}", len(data), suffix)
        elif getattr(record.raw_stream, "limit", 0) > 0:
            cut = True
            yield SetAside(Reason.DAMAGED, f"{name}#{number}", "is cut short", "fetch it again")
        else:
            yield Member(f"#{number}", str(offset), suffix, data, _stated(record))
    if number and not cut and _is_cut(file, offset):
        yield SetAside(Reason.DAMAGED, name, "is cut short", "fetch it again")
    if not number:
        raise SetAside(Reason.DAMAGED, name, "holds no record of a crawl", "fetch it again")
    if others:
        shown = ", ".join(f"{count} {kind}" for kind, count in others.most_common(_KINDS_SHOWN))
        fact = f"{others.total()} of its records are no documents ({shown}{' …' if len(others) > _KINDS_SHOWN else ''})"
        yield SetAside(Reason.UNKNOWN_FORMAT, name, fact)


def _is_cut(file: BinaryIO, last: int) -> bool:
    """Whether a compressed crawl ends in the midst of a member, by those from the byte offset of its last record on."""
    file.seek(last)
    if file.read(2) != b"\x1f\x8b":
        return False
    file.seek(last)
    member, begun = zlib.decompressobj(wbits=31), False
    while data := file.read(_CHUNK):
        while data:
            begun = True
            try:
                member.decompress(data)
            except zlib.error:
                return True
            data = member.unused_data
            if member.eof:
                member, begun = zlib.decompressobj(wbits=31), False
    return begun


def _records(file: BinaryIO, name: str) -> Iterator[tuple[int, ArcWarcRecord]]:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    # the library prints its warnings
    with contextlib.redirect_stderr(io.StringIO()):
        records = ArchiveIterator(file, arc2warc=True)
    while True:
        try:
            with contextlib.redirect_stderr(io.StringIO()):
                record = next(records, None)
                offset = records.offset
        except ArchiveLoadFailed as error:
            fact = next(iter(str(error).strip().splitlines()), "is damaged").removeprefix("ERROR: ")
            raise SetAside(Reason.DAMAGED, name, fact, "fetch it again, or try `warcio recompress`") from error
        except (*BROKEN, LookupError, AttributeError, TypeError) as error:  # it trusts the heads of records
            raise SetAside(
                Reason.DAMAGED, name, "holds a damaged record; what follows is not read", "fetch it again"
            ) from error
        if record is None:
            return
        yield offset, record


def _data(record: ArcWarcRecord, suffix: str) -> bytes:
    return bytes(record.content_stream().read(largest(suffix) + 1))


def _media_type(record: ArcWarcRecord) -> str:
    """The media type of what was fetched; of an answer that is a refusal, its number."""
    headers = record.http_headers
    if headers is not None:
        status = headers.get_statuscode()
        if status != _OK:
            return f"answers {status}"
        return str(headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
    return str(record.rec_headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()


def _suffix(record: ArcWarcRecord) -> str:
    media_type = _media_type(record)
    if media_type in {"", "application/octet-stream"}:  # the name says more
        named = suffix_of(_address(record).partition("?")[0])
        return named if named in _SUFFIXES.values() else ""
    return _SUFFIXES.get(media_type, "")


def _address(record: ArcWarcRecord) -> str:
    return str(record.rec_headers.get_header("WARC-Target-URI") or "")


def _stated(record: ArcWarcRecord) -> Stated:
    address = web_address(_address(record))
    return Stated(address=address, site=host(address))


def _opened(file: BinaryIO) -> Callable[[str], bytes]:
    def content(place: str) -> bytes:
        file.seek(int(place))
        for _, record in _records(file, place):
            return _data(record, _suffix(record))
        return b""

    return content


WARC = Container(_members, _opened)

"""Pages that a browser saved in one file (MHTML, RFC 2557): each page in it, by the number of its part."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from email import message_from_binary_file, policy
from email.errors import CloseBoundaryNotFoundDefect
from typing import TYPE_CHECKING, BinaryIO

from kg.model import Reason, Stated
from kg.read.aside import SetAside, largest, too_large
from kg.read.container import Container, Member
from kg.stated import host, web_address

if TYPE_CHECKING:
    from email.message import EmailMessage

_SUFFIXES = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt"}
_BROKEN = (ValueError, LookupError, TypeError, AttributeError, RecursionError, AssertionError)
_AGAIN = "save the page again"


def _parts(file: BinaryIO, name: str) -> list[EmailMessage]:
    """The parts of a saved page that hold no others. Raises SetAside where it is none."""
    file.seek(0)
    try:
        message = message_from_binary_file(file, policy=policy.default)
        parts = [part for part in message.walk() if not part.is_multipart()]
        is_page = message.get_content_maintype() in {"multipart", "text"} and "content-type" in message
    except _BROKEN as error:
        raise SetAside(Reason.DAMAGED, name, "can't be taken apart as a saved page", _AGAIN) from error
    if not is_page:
        raise SetAside(Reason.BINARY, name, "is no saved page by its bytes", "give it the name of what it is")
    if any(isinstance(defect, CloseBoundaryNotFoundDefect) for defect in message.defects) and _suffix(parts[-1]):
        raise SetAside(Reason.DAMAGED, name, "is cut short", _AGAIN)
    return parts


def _suffix(part: EmailMessage) -> str:
    """The format of a part that is a page, empty for pictures, styles and scripts."""
    return _SUFFIXES.get(part.get_content_type(), "")


def _data(part: EmailMessage) -> bytes:
    """The bytes of a part, in UTF-8 where its head names the encoding and the bytes are in it."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    named = part.get_content_charset()
    if named and not _is_utf8(named):
        try:
            return data.decode("gb18030" if named in {"gb2312", "gbk"} else named).encode()
        except (UnicodeDecodeError, LookupError):
            return data
    return data


def _is_utf8(encoding: str) -> bool:
    return encoding.replace("-", "").replace("_", "") in {"utf8", "usascii"}


def _members(file: BinaryIO, name: str, _: str) -> Iterator[Member | SetAside]:
    for number, part in enumerate(_parts(file, name), 1):
        suffix = _suffix(part)
        if not suffix:
            continue
        try:
            data = _data(part)
            address = web_address(str(part.get("Content-Location", "")))
        except _BROKEN:
            yield SetAside(Reason.DAMAGED, f"{name}#{number}", "can't be unpacked", _AGAIN)
            continue
        if len(data) > largest(suffix):
            yield too_large(f"{name}#{number}", len(data), suffix)
        elif data.strip():
            stated = Stated(address=address, site=host(address))
            yield Member(f"#{number}", str(number), suffix, data, stated, extracted=True)


def _opened(file: BinaryIO) -> Callable[[str], bytes]:
    parts = _parts(file, "")
    return lambda place: _data(parts[int(place) - 1])


MHTML = Container(_members, _opened)

"""Bytes to Document: decode, unpack markup, set noise aside, simplify. Every clean character knows its raw offset.

    sources(paths) → Source | SetAside …      read(source) → Document      from_text(text) → Document

Nothing is lost: runs and noise of a document cover its original, each raw character once.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

from kg.model import Document, Reason, Source
from kg.read.alphabet import HAN
from kg.read.clean import clean, clean_slice
from kg.read.decode import decode, is_hopeless
from kg.read.files import MEDIA_TYPES, SetAside, content, source_of, sources

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["READERS", "SetAside", "clean_slice", "from_text", "read", "source_of", "sources"]

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x0b\x1b"))
_MOST_CONTROLS = 0.02
_MAGIC = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"\xd0\xcf\x11\xe0",
    b"Rar!",
    b"\x1f\x8b",
    b"{\\rtf",
)
_HAN = re.compile(f"[{HAN}]")


def read(source: Source) -> Document:
    """The document in a file, by the reader of its suffix. Raises SetAside with the reason where there is none."""
    return READERS[source.path.suffix.lower()](source)


def read_text(source: Source) -> Document:
    """The document in a file of text, with or without markup."""
    data = content(source)
    if _is_binary(data):
        raise SetAside(Reason.BINARY, source.name, "holds binary data, no text", "convert it to text")
    decoded = decode(data)
    if is_hopeless(decoded):
        raise SetAside(Reason.UNREADABLE, source.name, "is in no encoding that is known", "save it as UTF-8")
    document = clean(source, decoded.text, decoded.encoding, MEDIA_TYPES[source.path.suffix.lower()])
    if not _HAN.search(document.text):
        raise SetAside(Reason.NOTHING_READABLE, source.name, "holds no Chinese text", "check what was saved in it")
    return document


def from_text(text: str, name: str = "text", media_type: str = "text/plain") -> Document:
    """The document in a string, for tests and notebooks; it may be empty."""
    data = text.encode("utf-8", "surrogatepass")
    source = Source(path=Path(name), name=name, sha256=hashlib.sha256(data).hexdigest(), size=len(data))
    return clean(source, text, "utf-8", media_type)


def _is_binary(data: bytes) -> bool:
    if data.startswith(_UTF16):
        return False
    head = data[:8192]
    return (
        head.startswith(_MAGIC)
        or b"\0" in data
        or len(head) - len(head.translate(None, _CONTROLS)) > _MOST_CONTROLS * len(head)
    )


READERS: dict[str, Callable[[Source], Document]] = {
    ".txt": read_text,
    ".md": read_text,
    ".html": read_text,
    ".htm": read_text,
}

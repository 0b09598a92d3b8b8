"""Bytes to Document: decode, unpack markup, set noise aside, simplify. Every clean character knows its raw offset.

    sources(paths) → Source | SetAside …      read(source) → Document      from_text(text) → Document

Nothing is lost: runs and noise of a document cover its original, each raw character once.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.model import Document, NoiseKind, Reason, Source, Stated
from kg.read import docx, metadata, pdf, xlsx
from kg.read.alphabet import HAN
from kg.read.aside import SetAside
from kg.read.clean import clean, clean_slice
from kg.read.decode import decode, is_hopeless
from kg.read.files import MEDIA_TYPES, content, paths_in, source_of, sources

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["READERS", "SetAside", "clean_slice", "from_text", "paths_in", "read", "source_of", "sources"]

_HAN = re.compile(f"[{HAN}]")
_FIELDS = Stated._fields


def read(source: Source) -> Document:
    """The document of a source, by the reader of its format. Raises SetAside with the reason where there is none.

    Where Chinese is all noise it is a document of no text, of which nothing could be read.
    """
    document = READERS[source.suffix](source)
    if not _HAN.search(document.text) and not _is_noise(document):
        raise SetAside(Reason.NOTHING_READABLE, source.name, "holds no Chinese text", "check what was saved in it")
    return _with_statements(document)


def read_text(source: Source) -> Document:
    """The document in text, with or without markup."""
    decoded = decode(content(source))
    if is_hopeless(decoded):
        raise SetAside(Reason.UNREADABLE, source.name, "is in no encoding that is known", "save it as UTF-8")
    return clean(source, decoded.text, decoded.encoding, MEDIA_TYPES[source.suffix])


def read_docx(source: Source) -> Document:
    """The document in a Word file; its original is the text that was taken out."""
    text, tables = docx.text(content(source), source.name)
    return clean(source, text, "utf-8", MEDIA_TYPES[source.suffix], tables)


def read_xlsx(source: Source) -> Document:
    """The document in an Excel file; its original is the text that was taken out, a row of a sheet a line."""
    text, tables = xlsx.text(content(source), source.name)
    return clean(source, text, "utf-8", MEDIA_TYPES[source.suffix], tables)


def read_pdf(source: Source) -> Document:
    """The document in a PDF; its original is the text that was taken out. Pages without one are unread."""
    text, tables, share = pdf.text(content(source), source.name)
    document = clean(source, text, "utf-8", MEDIA_TYPES[source.suffix], tables)
    return replace(document, readable_share=round(document.readable_share * share, 4))


def _is_noise(document: Document) -> bool:
    """Whether all of the document was set aside, and something of it was Chinese once."""
    pinyin = any(noise.kind is NoiseKind.PINYIN for noise in document.noise)
    return not document.text and (pinyin or _HAN.search(document.original) is not None)


def _with_statements(document: Document) -> Document:
    """The document with what the user, else the page, else the container tells of it."""
    declared = document.source.declared
    page = metadata.stated(document.original)
    # a date that the page prints is the page's; the head may have the day of the site's last change
    page = page._replace(issued=document.issued or page.issued)
    tellers = (declared, page, document.source.stated)
    stated = Stated(*(next((said for said in told if said), "") for told in zip(*tellers, strict=True)))
    return replace(
        document,
        issued=stated.issued or None,
        stated=stated,
        declared=tuple(name for name, said in zip(_FIELDS, declared, strict=True) if said),
    )


def from_text(text: str, name: str = "text", media_type: str = "text/plain") -> Document:
    """The document in a string, for tests and notebooks; it may be empty."""
    return clean(_named(name, text.encode("utf-8", "surrogatepass")), text, "utf-8", media_type)


def _named(name: str, data: bytes) -> Source:
    return Source(path=Path(name), name=name, sha256=hashlib.sha256(data).hexdigest(), size=len(data))


READERS: dict[str, Callable[[Source], Document]] = {
    ".txt": read_text,
    ".md": read_text,
    ".html": read_text,
    ".htm": read_text,
    ".docx": read_docx,
    ".docm": read_docx,
    ".dotx": read_docx,
    ".dotm": read_docx,
    ".xlsx": read_xlsx,
    ".xlsm": read_xlsx,
    ".pdf": read_pdf,
}

"""Formats that are not read: what they are, and what people can do about it."""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Reason
from kg.read.aside import SetAside

# Formats that are not read → what they are, and what to save them as.
_OTHERS = {
    ".doc": ("an old Word file", ".docx"),
    ".dot": ("an old Word file", ".docx"),
    ".wps": ("a file of WPS", ".docx"),
    ".wpt": ("a file of WPS", ".docx"),
    ".rtf": ("a text in RTF", ".docx"),
    ".odt": ("an OpenDocument text", ".docx"),
    ".xls": ("an old Excel file", ".xlsx"),
    ".et": ("a table of WPS", ".xlsx"),
    ".ods": ("an OpenDocument table", ".xlsx"),
    ".ofd": ("a document in OFD", ".pdf"),
    ".ppt": ("a presentation", ".pdf"),
    ".pptx": ("a presentation", ".pdf"),
    ".rar": ("an archive", ".zip"),
    ".7z": ("an archive", ".zip"),
}
_PICTURES = frozenset({".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp"})


def unknown(name: str, suffix: str, formats: Iterable[str]) -> SetAside:
    """Why a file of that format is set aside; `formats` are those that are read."""
    if suffix in _PICTURES:
        fact, next_step = f"is a picture ({suffix})", "recognise its text first (OCR)"
    elif suffix in _OTHERS:
        what, into = _OTHERS[suffix]
        fact, next_step = f"is {what} ({suffix}), which is not read", f"save it as {into}"
    else:
        fact = f"its format ({suffix or 'no suffix'}) is not read"
        next_step = f"convert it to one of {', '.join(formats)}"
    return SetAside(Reason.UNKNOWN_FORMAT, name, fact, next_step)

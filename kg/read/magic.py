"""Files that are not what their names say, told by their first bytes."""

from __future__ import annotations

from kg.model import Reason
from kg.read.aside import SetAside

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x0b\x1b"))
_MOST_CONTROLS = 0.02
_HEAD = 8192
_PDF_WITHIN = 1024  # bytes in which a PDF tells that it is one
PDF, ZIP, OLE = b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# First bytes → what they are of.
_KINDS = {
    PDF: "a PDF",
    ZIP: "a zip archive or an Office file",
    OLE[:4]: "an old Office file",
    b"\x89PNG": "a picture",
    b"GIF8": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"Rar!": "an archive",
    b"\x1f\x8b": "an archive",
    b"{\\rtf": "a text in RTF",
    b"MZ\x90": "a program",
    b"\x7fELF": "a program",
}


def misnamed(suffix: str, data: bytes, name: str) -> SetAside | None:
    """Why bytes can't be a document of that format; None where they may be."""
    head = data[:_HEAD]
    match suffix:
        case ".pdf":
            wrong, wanted = PDF not in head[:_PDF_WITHIN], "PDF"
        case ".docx" | ".docm" | ".dotx" | ".dotm":
            wrong, wanted = not head.startswith((ZIP, OLE)), "Word file"
        case ".xlsx" | ".xlsm":
            wrong, wanted = not head.startswith((ZIP, OLE)), "Excel file"
        case _:
            kind = _kind(head, data)
            fact = f"holds binary data ({kind}), no text"
            return SetAside(Reason.BINARY, name, fact, "convert it to text") if kind else None
    if not wrong:
        return None
    fact = f"is no {wanted} by its bytes ({_kind(head, data) or 'text'})"
    return SetAside(Reason.BINARY, name, fact, "give it the name of what it is")


def _kind(head: bytes, data: bytes) -> str:
    """What kind of bytes these are that are no text; empty where they may be text."""
    if head.startswith(_UTF16):
        return ""
    kind = next((kind for magic, kind in _KINDS.items() if head.startswith(magic)), "")
    many = len(head) - len(head.translate(None, _CONTROLS)) > _MOST_CONTROLS * len(head)
    return kind or ("of an unknown kind" if many or b"\0" in data else "")

"""Office files of the Open XML kind (ISO/IEC 29500): opened with care, and put into the form that libraries read.

Strict files, templates and files with macros hold the same parts under other names; macros are left where they are.
"""

from __future__ import annotations

import io
import zipfile

from kg.model import Reason
from kg.read.archive import BROKEN, bomb
from kg.read.aside import SetAside
from kg.read.magic import OLE, misnamed

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_TYPES = "[Content_Types].xml"
_XML = (".xml", ".rels")
_STRICT = b"http://purl.oclc.org/ooxml/"
# Names of a strict file, or of another kind of Word file → those of a plain one; the longer first.
_NAMES = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
_KINDS = (
    b"application/vnd.ms-word.document.macroEnabled.main+xml",
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
)
_DOCUMENT = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def checked(data: bytes, name: str, suffix: str, old: str, most_markup: int) -> bytes:
    """The bytes of an Office file in the form that libraries read.

    `suffix` is its format, `old` that of files of the same program before 2007, `most_markup` bytes of markup that are
    read. Raises SetAside where it is none, has a password, is damaged, or unpacks to more than it should.
    """
    if wrong := misnamed(suffix, data, name):
        raise wrong
    if data.startswith(OLE):
        if _ENCRYPTED in data:
            raise SetAside(Reason.LOCKED, name, "is protected by a password", "save it without one")
        raise SetAside(Reason.BINARY, name, f"is an old Office file ({old}) by its bytes", f"save it as {suffix}")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            markup = sum(each.file_size for each in archive.infolist() if each.filename.endswith(_XML))
            if why := bomb(archive, len(data)) or ("holds too much markup" if markup > most_markup else ""):
                raise SetAside(Reason.TOO_LARGE, name, why, "save its text as a document of its own")
            return _plain(archive) or data
    except (*BROKEN, LookupError) as error:
        raise SetAside(Reason.DAMAGED, name, "is cut short or damaged", f"save it as {suffix} again") from error


def _plain(archive: zipfile.ZipFile) -> bytes:
    """The file under the names of a plain one, its markup alone; empty where it has them."""
    types = archive.read(_TYPES)
    strict = any(_STRICT in archive.read(each) for each in archive.infolist() if each.filename == "_rels/.rels")
    if not strict and not any(kind in types for kind in _KINDS):
        return b""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as plain:
        for each in archive.infolist():
            part = b"" if not each.filename.endswith(_XML) else archive.read(each)
            if strict:
                for told, usual in _NAMES:
                    part = part.replace(told, usual)
            if each.filename == _TYPES:
                for kind in _KINDS:
                    part = part.replace(kind, _DOCUMENT)
            plain.writestr(each.filename, part)
    return written.getvalue()

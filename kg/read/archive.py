"""Zip archives (APPNOTE 6.3.10): members by their number; nothing is ever written to disk.

Set aside are members with a password, links, and names that lead out of the archive; an archive that unpacks to far
more than it holds is not opened.
"""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import BinaryIO

from kg.model import Reason
from kg.read.aside import SetAside, largest, too_large
from kg.read.container import Container, Member
from kg.read.names import printable, suffix_of

# What the library raises on bytes that are no archive or on damaged members.
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError)
_WORST_RATIO = 200  # text shrinks to a tenth; a bomb to a thousandth
_HARMLESS = 50_000_000  # bytes in all that may be unpacked whatever the ratio
_MOST = 100_000  # members
_LOCKED, _UTF8 = 0x1, 0x800  # flags


def bomb(archive: zipfile.ZipFile, size: int) -> str:
    """Why an archive of that many bytes should not be unpacked, empty where it may be."""
    members = archive.infolist()
    total = sum(member.file_size for member in members)
    if total > max(_HARMLESS, _WORST_RATIO * size):
        return f"unpacks to {total / 1e6:.0f} MB, {total // max(size, 1)} times its size, as archive bombs do"
    return f"holds {len(members)} members, more than the {_MOST} that are read" if len(members) > _MOST else ""


def _members(file: BinaryIO, name: str, _: str) -> Iterator[Member | SetAside]:
    try:
        archive = zipfile.ZipFile(file)
    except BROKEN as error:
        raise SetAside(Reason.DAMAGED, name, "is no zip archive, or is cut short", "fetch it again") from error
    with archive:
        if why := bomb(archive, file.seek(0, 2)):
            raise SetAside(Reason.TOO_LARGE, name, why, "unpack it by hand and look at it")
        taken: set[str] = set()
        for number, info in enumerate(archive.infolist()):
            path = _path(info)
            if info.is_dir() or _is_hidden(path):
                continue
            shown = printable(path)
            shown = shown if shown not in taken else f"{shown} ({number})"
            taken.add(shown)
            yield _member(archive, number, shown, name)


def _member(archive: zipfile.ZipFile, number: int, shown: str, container: str) -> Member | SetAside:
    info = archive.infolist()[number]
    path, name = _path(info), f"{container}/{shown}"
    if path.startswith(("/", "\\")) or ".." in _parts(path) or path[1:2] == ":":
        return SetAside(Reason.UNSAFE, name, "its name leads out of the archive", "unpack it by hand and look at it")
    if stat.S_ISLNK(info.external_attr >> 16):
        return SetAside(Reason.UNSAFE, name, "is a link", "put the file itself into the archive")
    if info.flag_bits & _LOCKED:
        return SetAside(Reason.LOCKED, name, "is protected by a password", "unpack it with the password")
    suffix = suffix_of(path)
    if info.file_size > largest(suffix):
        return too_large(name, info.file_size, suffix)
    try:
        return Member(f"/{shown}", str(number), suffix, archive.read(info))
    except BROKEN:
        return SetAside(Reason.DAMAGED, name, "can't be unpacked", "fetch the archive again")


def _path(info: zipfile.ZipInfo) -> str:
    """The name of a member; without the sign for UTF-8 it is most likely in GB18030, whatever the standard says."""
    if info.flag_bits & _UTF8:
        return info.filename
    try:
        data = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _is_hidden(path: str) -> bool:
    parts = _parts(path)
    return parts[:1] == ("__MACOSX",) or any(part.startswith(".") and part != ".." for part in parts)


def _parts(path: str) -> tuple[str, ...]:
    return PurePosixPath(path.replace("\\", "/")).parts


def _opened(file: BinaryIO) -> Callable[[str], bytes]:
    archive = zipfile.ZipFile(file)
    members = archive.infolist()
    return lambda place: archive.read(members[int(place)])


ZIP = Container(_members, _opened)

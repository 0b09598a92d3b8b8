"""Which files there are to read, and what is set aside before anybody opens them."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KgError, UsageError
from kg.model import Reason, Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LARGEST = 20_000_000
MEDIA_TYPES = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
}


class SetAside(KgError):  # noqa: N818 — named by what happens to the file; a walk yields it as a value too
    """A file that is not read, and why. `name` is as in Source."""

    def __init__(self, reason: Reason, name: str, fact: str, next_step: str = "") -> None:
        """The reason counts in the report; fact and next step are for people."""
        super().__init__(name, fact, next_step)
        self.reason, self.name = reason, name


def sources(paths: Sequence[Path], leave_out: Path | None = None) -> Iterator[Source | SetAside]:
    """Every file of `paths`, folders with what is below them, in the order of their names; each file once.

    Hidden files and folders are left out, links that leave their folder are not followed. Files of equal bytes all
    come. What lies in the folder `leave_out` (a build's own outputs) is no document. Raises UsageError where a path is
    missing or nothing at all can be read.
    """
    found = _named(paths, _real(leave_out) if leave_out else None)
    if not any(path.suffix.lower() in MEDIA_TYPES for path in found.values()):
        place = ", ".join(map(_readable, map(os.fspath, paths))) or "."
        fact = "holds no documents" if not found else "holds no documents, only files of other formats"
        raise UsageError(place, fact, f"give files or folders with {', '.join(MEDIA_TYPES)}")
    return (_source(name, path) for name, path in sorted(found.items()))


def content(source: Source) -> bytes:
    """The bytes of the file. Raises SetAside where they can't be read or are others than were listed."""
    data = _bytes(source.path, source.name)
    if hashlib.sha256(data).hexdigest() != source.sha256:
        raise SetAside(Reason.UNREADABLE, source.name, "changed while it was being read", "build again")
    return data


def _named(paths: Sequence[Path], leave_out: Path | None) -> dict[str, Path]:
    """Files by name. Where names clash, the folders that were given tell them apart."""
    found: dict[str, Path] = {}
    seen: set[Path] = set()
    for given in paths:
        if not os.path.lexists(given):
            raise UsageError(_readable(os.fspath(given)), "does not exist", "check the path")
        below = _walk(given, _real(given)) if given.is_dir() else iter((given,))
        for path in below:
            real = _real(path.parent) / path.name
            if real in seen or (leave_out and real.is_relative_to(leave_out)):
                continue
            seen.add(real)
            plain = _readable(path.relative_to(given).as_posix() if path != given else path.name)
            longer = (plain, _readable((Path(_real(given).name) / plain).as_posix()), _readable(real.as_posix()))
            name = next((name for name in longer if name not in found), f"{real.as_posix()} ({len(found)})")
            found[name] = path
    return found


def _walk(folder: Path, root: Path) -> Iterator[Path]:
    """Files below `folder`, in order; links to what lies outside `root` or to folders are not followed."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name))
    except OSError:
        yield folder
        return
    for entry in entries:
        path = folder / entry.name
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(path, root)
        elif not entry.is_symlink() or (not path.is_dir() and _real(path).is_relative_to(root)):
            yield path


def _real(path: Path) -> Path:
    """Return where links lead; Path.resolve would raise on links that lead in a circle."""
    return Path(os.path.realpath(path))


def _source(name: str, path: Path) -> Source | SetAside:
    if path.suffix.lower() not in MEDIA_TYPES and not path.is_dir():
        known = ", ".join(MEDIA_TYPES)
        return SetAside(
            Reason.UNKNOWN_FORMAT,
            name,
            f"its format ({path.suffix or 'no suffix'}) is not read",
            f"convert it to one of {known}",
        )
    try:
        data = _bytes(path, name)
    except SetAside as aside:
        return aside
    if not data.strip():
        return SetAside(Reason.EMPTY, name, "is empty", "remove it or write the text into it")
    return Source(path=path, name=name, sha256=hashlib.sha256(data).hexdigest(), size=len(data))


def _bytes(path: Path, name: str) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise SetAside(Reason.UNREADABLE, name, "is not a regular file", "copy its text into a file")
        if status.st_size > LARGEST:
            size, most = status.st_size / 1e6, LARGEST // 1_000_000
            raise SetAside(
                Reason.TOO_LARGE,
                name,
                f"has {size:.0f} MB, more than the {most} MB that are read",
                "split it into documents",
            )
        return path.read_bytes()
    except OSError as error:
        raise SetAside(
            Reason.UNREADABLE, name, f"can't be read ({error.strerror})", "check the file and its permissions"
        ) from error


def _readable(name: str) -> str:
    """A file name as text; names in GB18030 are decoded, others that are not UTF-8 keep what can be read."""
    data = os.fsencode(name)
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace")


def source_of(path: Path) -> Source:
    """The source of one file. Raises SetAside where it is no document, UsageError where it is a folder."""
    if path.is_dir():
        raise UsageError(str(path), "a folder", "name one file in it")
    (found,) = sources([path])
    if isinstance(found, SetAside):
        raise found
    return found

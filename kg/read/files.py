"""Which documents there are to read, and what is set aside before anybody opens them."""

from __future__ import annotations

import atexit
import hashlib
import io
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NamedTuple

from kg import declared
from kg.errors import UsageError
from kg.model import MediaType, Reason, Source, Stated
from kg.read.archive import BROKEN, ZIP
from kg.read.aside import LARGEST, SetAside, largest, too_large
from kg.read.container import Container, Member
from kg.read.decode import decode
from kg.read.magic import misnamed
from kg.read.mhtml import MHTML
from kg.read.names import readable, suffix_of
from kg.read.others import unknown
from kg.read.rows import CSV, JSONL
from kg.read.warc import WARC

__all__ = ["CONTAINERS", "LARGEST", "MEDIA_TYPES", "SetAside", "content", "source_of", "sources"]

MEDIA_TYPES: dict[str, MediaType] = {
    ".txt": MediaType.TEXT,
    ".md": MediaType.MARKDOWN,
    ".html": MediaType.HTML,
    ".htm": MediaType.HTML,
    ".docx": MediaType.DOCX,
    ".docm": MediaType.DOCX,
    ".dotx": MediaType.DOCX,
    ".dotm": MediaType.DOCX,
    ".xlsx": MediaType.XLSX,
    ".xlsm": MediaType.XLSX,
    ".pdf": MediaType.PDF,
}
CONTAINERS: dict[str, Container] = {
    ".zip": ZIP,
    ".mht": MHTML,
    ".mhtml": MHTML,
    ".warc": WARC,
    ".warc.gz": WARC,
    ".jsonl": JSONL,
    ".ndjson": JSONL,
    ".csv": CSV,
    ".tsv": CSV,
}
_TEXTS = frozenset({MediaType.TEXT, MediaType.MARKDOWN, MediaType.HTML})
_FORMATS = (*MEDIA_TYPES, *CONTAINERS)
_DEEPEST = 2  # containers in containers
_PAGES = frozenset({".html", ".htm"})
_PARTS_OF_PAGE = ("_files", ".files", "_文件", "_file")


class _File(NamedTuple):
    """A file to read; `root` is the folder that was given, or in which the file lies that was.

    `leads_out` is true for a link in a folder that was given to what lies outside of it.
    """

    path: Path
    root: Path
    leads_out: bool = False


def sources(paths: Sequence[Path], leave_out: Path | None = None, column: str = "") -> Iterator[Source | SetAside]:
    """Every document of `paths`, folders with what is below them, in the order of the files' names; each file once.

    Hidden files and folders are left out, links that leave their folder are not followed. Documents of equal bytes all
    come. What lies in the folder `leave_out` (a build's own outputs) is no document. `column` names the column of text
    in tables. Raises UsageError where a path is missing, nothing at all can be read, or a `sources.csv` is wrong.
    """
    found = _named(paths, _real(leave_out) if leave_out else None)
    if not any(suffix_of(file.path.name) in _FORMATS for file in found.values()):
        place = ", ".join(map(readable, map(os.fspath, paths))) or "."
        fact = "holds no documents" if not found else "holds no documents, only files of other formats"
        raise UsageError(place, fact, f"give files or folders with {', '.join(_FORMATS)}")
    told = _Declarations(found.values())
    return (each for name, file in sorted(found.items()) for each in _Listing(name, file, told, column).documents())


def source_of(path: Path) -> Source:
    """The source of one document: a file, or a document in a container by its name (archive.zip/a.txt, rows.jsonl:12).

    Raises SetAside where it is no document, UsageError where it is none or a folder or container of several.
    """
    if path.is_dir():
        raise UsageError(str(path), "a folder", "name one file in it")
    holder = path if os.path.lexists(path) else _holder(path)
    found = list(sources([holder]))
    inside = os.fspath(path)[len(os.fspath(holder)) :]
    if inside or len(found) > 1:
        found = [each for each in found if inside and each.name == holder.name + inside]
    if len(found) != 1:
        raise UsageError(str(path), "names no document", f"name one as `kg build {holder}` lists them")
    if isinstance(found[0], SetAside):
        raise found[0]
    return found[0]


def content(source: Source) -> bytes:
    """The bytes of a document. Raises SetAside where they can't be read or are others than were listed."""
    data = _inside(source) if source.places else _bytes(source.path, source.name)
    if hashlib.sha256(data).hexdigest() != source.sha256:
        raise SetAside(Reason.UNREADABLE, source.name, "changed while it was being read", "build again")
    return data


def paths_in(listed: bytes) -> list[Path]:
    """The paths of a list, one a line, or each ended by a NUL as `find -print0` does; empty lines are left out."""
    lines = listed.split(b"\0") if b"\0" in listed else listed.splitlines()
    return [Path(os.fsdecode(line)) for line in lines if line.strip()]


# --- which files


def _named(paths: Sequence[Path], leave_out: Path | None) -> dict[str, _File]:
    """Files by name. Where names clash, the folders that were given tell them apart."""
    found: dict[str, _File] = {}
    seen: set[Path] = set()
    for given in paths:
        if not os.path.lexists(given):
            raise UsageError(readable(os.fspath(given)), "does not exist", "check the path")
        below = _walk(given, _real(given)) if given.is_dir() else iter((given,))
        for path in below:
            real = _real(path.parent) / path.name
            if real in seen or path.name == declared.FILE or (leave_out and real.is_relative_to(leave_out)):
                continue
            seen.add(real)
            plain = readable(path.relative_to(given).as_posix() if path != given else path.name)
            longer = (plain, readable((Path(_real(given).name) / plain).as_posix()), readable(real.as_posix()))
            name = next((name for name in longer if name not in found), f"{real.as_posix()} ({len(found)})")
            if path == given:
                found[name] = _File(path, path.parent)
            else:
                found[name] = _File(path, given, path.is_symlink() and not _real(path).is_relative_to(_real(given)))
    return found


def _walk(folder: Path, root: Path) -> Iterator[Path]:
    """Files below `folder`, in order, and links to what lies outside `root`; links to folders in it are left out.

    Of the folder that a browser saves with a page (`page_files` beside `page.htm`) only the pages are documents.
    """
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name))
    except OSError:
        yield folder
        return
    pages = frozenset(stem for entry in entries for stem in _page_stem(entry.name))
    for entry in entries:
        path = folder / entry.name
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            parts = _walk(path, root)
            of_page = any(entry.name.endswith(end) and entry.name.removesuffix(end) in pages for end in _PARTS_OF_PAGE)
            yield from (part for part in parts if not of_page or suffix_of(part.name) in _PAGES)
        elif not entry.is_symlink() or not path.is_dir() or not _real(path).is_relative_to(root):
            yield path


def _page_stem(name: str) -> Iterator[str]:
    stem, dot, suffix = name.rpartition(".")
    if dot + suffix.lower() in _PAGES:
        yield stem


def _real(path: Path) -> Path:
    """Return where links lead; Path.resolve would raise on links that lead in a circle."""
    return Path(os.path.realpath(path))


def _holder(path: Path) -> Path:
    """The file in which a document lies that is named by its place there."""
    names = [path.name.rpartition(sign)[0] for sign in "#:" if sign in path.name]
    holders = (*(path.with_name(name) for name in names if name), *path.parents)
    return next((holder for holder in holders if holder.is_file()), path)


class _Declarations:
    """What every `sources.csv` tells, each read once."""

    def __init__(self, files: Iterable[_File]) -> None:
        """`files` are those that there are to read; a row may name them and what is beside them."""
        self.files = {readable(os.fspath(file.path)) for file in files}
        self.known: dict[Path, dict[str, Stated]] = {}

    def of(self, file: _File, inside: str) -> Stated:
        """What is declared of the document at `inside` of a file, in the nearest folder that tells of it."""
        for folder in (file.path.parent, *file.path.parent.parents):
            name = readable(file.path.relative_to(folder).as_posix()) + inside
            if (told := declared.of(self._told(folder), name)) is not None:
                return told
            if folder == file.root:
                break
        return Stated()

    def _told(self, folder: Path) -> dict[str, Stated]:
        if folder not in self.known:
            self.known[folder] = self._read(folder)
        return self.known[folder]

    def _read(self, folder: Path) -> dict[str, Stated]:
        path = folder / declared.FILE
        place = readable(os.fspath(path))
        if not path.is_file() or not _real(path).is_relative_to(_real(folder)):
            return {}
        told = declared.parse(decode(_bytes(path, place)).text, place)
        for name in told:
            itself, *holders = (folder / holder for holder in declared.holders(name))
            found = os.path.lexists(itself) or os.fspath(itself) in self.files
            if not found and not any(holder.is_file() for holder in holders):
                raise UsageError(place, f"tells of {name}, which does not exist", "correct the name or remove the row")
        return told


# --- what is in a file


@dataclass(frozen=True, slots=True)
class _Listing:
    """One file, and all that is needed to name what is in it."""

    name: str
    file: _File
    declarations: _Declarations
    column: str

    def documents(self) -> Iterator[Source | SetAside]:
        """Every document in the file."""
        path, suffix = self.file.path, suffix_of(self.file.path.name)
        try:
            if self.file.leads_out:
                fact = "is a link that leads out of the folder"
                yield SetAside(Reason.UNSAFE, self.name, fact, "put the file itself into the folder")
            elif path.is_dir() or suffix in MEDIA_TYPES:
                yield self._source(Member("", "", suffix, _bytes(path, self.name)), ())
            elif suffix not in CONTAINERS:
                yield unknown(self.name, suffix, _FORMATS)
            else:
                with _opened(path, self.name) as file:
                    yield from self._within(file, suffix, "", ())
        except SetAside as aside:
            yield aside

    def _within(self, file: BinaryIO, suffix: str, inside: str, places: tuple[str, ...]) -> Iterator[Source | SetAside]:
        """Every document in a container that lies at `inside` of the file."""
        empty = True
        try:
            for member in CONTAINERS[suffix].members(file, self.name + inside, self.column):
                empty = False
                if isinstance(member, SetAside):
                    yield member
                    continue
                whole = member._replace(name=inside + member.name)
                if member.suffix not in CONTAINERS:
                    yield self._source(whole, (*places, member.place))
                elif len(places) < _DEEPEST - 1:
                    further = (*places, member.place + member.suffix)
                    yield from self._within(io.BytesIO(member.data), member.suffix, whole.name, further)
                else:
                    fact = f"is a container {len(places) + 1} containers deep"
                    yield SetAside(Reason.UNKNOWN_FORMAT, self.name + whole.name, fact, "unpack the outer ones")
        except SetAside as aside:
            empty = False
            yield aside
        if empty:
            yield SetAside(Reason.EMPTY, self.name + inside, "holds no documents", "check what was put into it")

    def _source(self, member: Member, places: tuple[str, ...]) -> Source | SetAside:
        name = self.name + member.name
        if member.suffix not in MEDIA_TYPES:
            return unknown(name, member.suffix, _FORMATS)
        if not member.data.strip():
            return SetAside(Reason.EMPTY, name, "is empty", "remove it or write the text into it")
        if wrong := misnamed(member.suffix, member.data, name):
            return wrong
        return Source(
            path=self.file.path,
            name=name,
            sha256=hashlib.sha256(member.data).hexdigest(),
            size=len(member.data),
            suffix=member.suffix,
            places=places,
            extracted=member.extracted or MEDIA_TYPES[member.suffix] not in _TEXTS,
            stated=member.stated,
            declared=self.declarations.of(self.file, member.name),
        )


def _inside(source: Source) -> bytes:
    """The bytes of a document in a container, which stays open for the next one in it."""
    *outer, place = source.places
    try:
        return _held.opened(source.path, tuple(outer))(place)
    except (*BROKEN, LookupError) as error:
        raise SetAside(Reason.UNREADABLE, source.name, "can't be taken out of its container", "build again") from error


class _Held:
    """The container that was opened last: its documents follow each other."""

    def __init__(self) -> None:
        self.key: tuple[object, ...] = ()
        self.file: BinaryIO | None = None
        self.read: Callable[[str], bytes] = str.encode
        atexit.register(self.close)

    def close(self) -> None:
        """Let go of the container."""
        if self.file is not None:
            self.file.close()
        self.key, self.file = (), None

    def opened(self, path: Path, places: tuple[str, ...]) -> Callable[[str], bytes]:
        """A function from places to bytes, of the container at `places` in the file. Raises what the library does."""
        status = path.stat()
        key = (path, status.st_ino, status.st_size, status.st_mtime_ns, places)
        if key != self.key:
            self.close()
            self.file = path.open("rb")
            self.read = CONTAINERS[suffix_of(path.name)].opened(self.file)
            for place in places:
                number, _, suffix = place.partition(".")
                self.read = CONTAINERS[f".{suffix}"].opened(io.BytesIO(self.read(number)))
            self.key = key
        return self.read


_held = _Held()


def _opened(path: Path, name: str) -> BinaryIO:
    try:
        _regular(path, name)
        return path.open("rb")
    except OSError as error:
        raise _unreadable(name, error) from error


def _bytes(path: Path, name: str) -> bytes:
    try:
        size = _regular(path, name)
        suffix = suffix_of(path.name)
        if size > largest(suffix):
            raise too_large(name, size, suffix)
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(name, error) from error


def _regular(path: Path, name: str) -> int:
    """The size of a file in bytes. Raises SetAside where it is a folder, pipe or device, which may never end."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise SetAside(Reason.UNREADABLE, name, "is not a regular file", "copy its text into a file")
    return status.st_size


def _unreadable(name: str, error: OSError) -> SetAside:
    fact = f"can't be read ({error.strerror})"
    return SetAside(Reason.UNREADABLE, name, fact, "check the file and its permissions")

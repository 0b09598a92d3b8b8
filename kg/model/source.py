"""What is given: a file or a document in a container, and what is told of it beside its text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path


class MediaType(StrEnum):
    """Media types of documents (IANA)."""

    TEXT = "text/plain"
    MARKDOWN = "text/markdown"
    HTML = "text/html"
    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Stated(NamedTuple):
    """What is told of a document beside its text; empty where nothing is.

    `issued` is an ISO date (day, month or year), `address` an absolute http or https address, `site` the name of the
    site or its host, `division` a code of GB/T 2260.
    """

    title: str = ""
    issued: str = ""
    address: str = ""
    site: str = ""
    division: str = ""


UNTOLD = Stated()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One input: a file, or a document in a container (an archive, a crawl, a table).

    `name` is its path below the folder that was given (POSIX), or its file name; in a container its place there
    follows (`archive.zip/a/b.txt`, `crawl.warc.gz#3`, `rows.jsonl:12`). `path` is the file that holds it, `places`
    where it lies there, a place for each container. `suffix` is the format. `sha256` and `size` are those of the
    document's own bytes. `extracted` is true where its text does not stand in the file as it is, but was taken out.
    `stated` is what the container tells of it, `declared` what the user does.
    """

    path: Path
    name: str
    sha256: str
    size: int
    suffix: str = ".txt"
    places: tuple[str, ...] = ()
    extracted: bool = False
    stated: Stated = UNTOLD
    declared: Stated = UNTOLD

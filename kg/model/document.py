"""What is read: a document's clean text with the way back to the original, and its structure."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from kg.model.source import UNTOLD, MediaType, Source, Stated

_ENTITY = re.compile(r"&(?:amp;){0,2}(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")

PAGE_EDGE = "\f"


class Span(NamedTuple):
    """A stretch of text, `text[start:end]`."""

    start: int
    end: int


class Role(StrEnum):
    """What a section is for."""

    REVIEW = "review"
    PLAN = "plan"
    PROBLEM = "problem"
    NEUTRAL = "neutral"


class NoiseKind(StrEnum):
    """Why a stretch of the original is not part of the clean text."""

    MARKUP = "markup"
    SCRIPT = "script"
    NAVIGATION = "navigation"
    ADVERTISEMENT = "advertisement"
    PAYWALL = "paywall"
    BYLINE = "byline"
    TAGS = "tags"
    PAGE_NUMBER = "page-number"
    LINE_BREAK = "line-break"
    READING = "reading"
    SYMBOL = "symbol"
    PINYIN = "pinyin"
    MOJIBAKE = "mojibake"
    SPACE = "space"
    REPEATED = "repeated"
    RUNNING_HEAD = "running-head"


class Run(NamedTuple):
    """`length` characters of clean text at `clean` that stand, one for one, at `raw` in the original."""

    clean: int
    raw: int
    length: int


class Noise(NamedTuple):
    """A stretch of the original, raw [start, end), that was set aside; it stood before clean offset `at`."""

    kind: NoiseKind
    start: int
    end: int
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and what stands under it, up to the next heading of its level or above.

    `span` is clean and covers heading and body; `heading` is the heading's own span (empty at `span.start` where a
    section has none, as the first may); `level` is 0 for the document, 1 for 一、, 2 for （一）, 3 for 1. and 4 for
    一是; `number` is the ordinal that the heading prints; `role` and `year` are inherited where the heading is silent.
    """

    span: Span
    heading: Span
    level: int
    number: int | None
    role: Role
    year: int | None
    parent: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Up to 。！？ or a line's end. `clauses` split it further at ；; `section` and `paragraph` are indices."""

    span: Span
    section: int
    paragraph: int
    clauses: tuple[Span, ...]

    def clause_at(self, position: int) -> Span:
        """The clause that holds the clean offset."""
        clauses = self.clauses
        return clauses[0] if len(clauses) == 1 else clauses[max(0, bisect_right(clauses, (position + 1,)) - 1)]


class TableCell(NamedTuple):
    """A cell of a table: its span, empty where it is; its first row and column from 0, and over how many it reaches.

    `head` is true where the markup calls it a head.
    """

    span: Span
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    head: bool = False


class Table(NamedTuple):
    """A table that the source marks as one: its cells in reading order."""

    cells: tuple[TableCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A source's clean text, with the way back to every character of the original.

    `text` is simplified Chinese with noise set aside, paragraphs separated by one line feed. `runs` are sorted and
    cover `text` but for the line feeds that the reader put between paragraphs. `placeholders` are clean spans of
    values that the document hides (x, **, ………, 20**). `title` is a clean span, `issued` an ISO date (day, month or
    year) that the page states. `readable_share` is 0 to 1: clean characters among those that were meant to be read.
    `stated` is what the user, the page and the container tell of it, the user first; `declared` names those of its
    fields that the user told. `kind` is what sort of document it is, `documents.kind` tells it. `tables` are those
    that the source marks, in reading order, with clean spans.
    Structure is empty until `structure.outline` fills it.
    """

    source: Source
    original: str
    encoding: str
    media_type: str
    text: str
    runs: tuple[Run, ...]
    noise: tuple[Noise, ...] = ()
    placeholders: tuple[Span, ...] = ()
    title: Span | None = None
    issued: str | None = None
    readable_share: float = 1.0
    stated: Stated = UNTOLD
    declared: tuple[str, ...] = ()
    kind: str = ""
    tables: tuple[Table, ...] = ()
    sections: tuple[Section, ...] = ()
    paragraphs: tuple[Span, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    _sentence_starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _run_starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Keep where sentences and runs start: offsets are looked up many times."""
        object.__setattr__(self, "_sentence_starts", tuple(sentence.span.start for sentence in self.sentences))
        object.__setattr__(self, "_run_starts", tuple(run.clean for run in self.runs))

    @property
    def heading(self) -> str:
        """The title: as declared, else as printed, else as the page's markup or the container gives it."""
        printed = self.text[slice(*self.title)] if self.title else ""
        return self.stated.title if "title" in self.declared or not printed else printed

    def place(self, raw: int) -> tuple[str, int] | None:
        """Page or paragraph of the extracted text, counted from 1, that holds a raw offset; None in other originals.

        Two form feeds enclose what a page prints around its text, also where it is nothing; a line is a paragraph.
        """
        match self.media_type:
            case MediaType.PDF:
                return "page", max(1, self.original.count(PAGE_EDGE, 0, raw) // 2)
            case MediaType.DOCX:
                return "paragraph", self.original.count("\n", 0, raw) + 1
            case _:
                return None

    def raw_span(self, start: int, end: int) -> Span:
        """Raw span from the first to the last character of clean [start, end), of which one must be printed.

        Noise between the two is inside, noise around them is not.
        """
        index = bisect_right(self._run_starts, start) - 1
        if index >= 0 and start < end:
            clean, raw, length = self.runs[index]
            if end <= clean + length:  # one run holds all of it, as mostly
                return Span(raw + start - clean, self._end(raw + end - 1 - clean))
        first, last = self._printed(start, end, first=True), self._printed(start, end, first=False)
        return Span(first, self._end(last))

    def _end(self, last: int) -> int:
        """Where the printing of the character at raw offset `last` ends: behind its entity, if it is one."""
        if self.original[last] != "&":
            return last + 1
        index = bisect_right(self.noise, last + 1, key=lambda noise: noise.start) - 1
        if index < 0 or self.noise[index].start != last + 1:
            return last + 1
        found = _ENTITY.match(self.original, last)
        return found.end() if found else last + 1

    def _printed(self, start: int, end: int, *, first: bool) -> int:
        """Raw offset of the first or last character of clean [start, end) that stands in the original."""
        positions = range(start, end) if first else range(end - 1, start - 1, -1)
        for position in positions:
            index = bisect_right(self._run_starts, position) - 1
            if index < 0:
                continue
            clean, raw, length = self.runs[index]
            if position < clean + length:
                return raw + position - clean
        message = f"no character of clean span {start}-{end} stands in the original"
        raise ValueError(message)

    def noise_within(self, start: int, end: int) -> tuple[Noise, ...]:
        """Noise that touches clean [start, end) from the left or stands inside it."""
        low = bisect_right(self.noise, start - 1, key=lambda noise: noise.at)
        high = bisect_right(self.noise, end - 1, key=lambda noise: noise.at)
        return self.noise[low:high]

    def sentence_at(self, position: int) -> int:
        """Index of the sentence that holds the clean offset, or of the last before it."""
        return (bisect_right(self._sentence_starts, position) or 1) - 1

    def clause_at(self, position: int) -> Span:
        """The clause that holds the clean offset."""
        return self.sentences[self.sentence_at(position)].clause_at(position)

    def section_at(self, position: int) -> Section:
        """The innermost section that holds the clean offset."""
        return self.sections[self.sentences[self.sentence_at(position)].section]

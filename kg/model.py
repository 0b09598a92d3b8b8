"""The frozen values that pass from stage to stage; nothing here reads, matches or writes.

    bytes ─read→ Document ─structure→ Document with sections and sentences ─nlp→ spaCy Doc
          ─extract→ Claim… ─link→ LinkedDocument (Entity…, Fact…) ─rdf→ N-Quads

Offsets count Unicode code points, start included, end excluded, as Python slices do. *Clean* offsets point into
`Document.text`, *raw* ones into `Document.original`. Class and slot names are the local names of the ontology's terms.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

_ENTITY = re.compile(r"&(?:amp;){0,2}(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")


PAGE_EDGE = "\f"


class MediaType(StrEnum):
    """Media types of documents (IANA)."""

    TEXT = "text/plain"
    MARKDOWN = "text/markdown"
    HTML = "text/html"
    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Span(NamedTuple):
    """A stretch of text, `text[start:end]`."""

    start: int
    end: int


class Status(StrEnum):
    """Whether a clause tells of what is or was, or of what is meant to be: `edu:Reported`, `edu:Planned`."""

    REPORTED = "Reported"
    PLANNED = "Planned"


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


class Reason(StrEnum):
    """Why a file, a document or a candidate did not end in the graph; counted in the report."""

    # files
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    BINARY = "binary"
    TOO_LARGE = "too-large"
    UNKNOWN_FORMAT = "unknown-format"
    DUPLICATE = "duplicate"
    LOCKED = "locked"
    DAMAGED = "damaged"
    SCANNED = "scanned"
    UNSAFE = "unsafe"
    # documents
    NOTHING_READABLE = "nothing-readable"
    SHAPE_BROKEN = "shape-broken"
    # candidates
    OFF_TOPIC = "off-topic"
    UNKNOWN_VALUE = "unknown-value"
    AMBIGUOUS = "ambiguous"
    TOUCHES_NOISE = "touches-noise"
    GENERIC = "generic"
    NO_HOLDER = "no-holder"
    NO_STATUS = "no-status"
    TITLE_OR_AWARD = "inside-title-or-award"
    BARE_STEM = "bare-stem"
    NOT_A_NAME = "not-a-name"
    NOT_A_POLICY = "not-a-policy"
    EVIDENCE_MISMATCH = "evidence-mismatch"


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


_UNTOLD = Stated()


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
    stated: Stated = _UNTOLD
    declared: Stated = _UNTOLD


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
    stated: Stated = _UNTOLD
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
        return max(0, bisect_right(self._sentence_starts, position) - 1)

    def clause_at(self, position: int) -> Span:
        """The clause that holds the clean offset."""
        clauses = self.sentences[self.sentence_at(position)].clauses
        if len(clauses) == 1:
            return clauses[0]
        return clauses[max(0, bisect_right(clauses, (position + 1,)) - 1)]

    def section_at(self, position: int) -> Section:
        """The innermost section that holds the clean offset."""
        return self.sections[self.sentences[self.sentence_at(position)].section]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A clean span that names something of ontology class `kind`, in the document's words.

    `iri` is the absolute IRI where the vocabulary knows the thing; else the linker finds the key. `attributes` are
    what the words around it say: (property's local name, value).
    """

    kind: str
    span: Span
    text: str
    iri: str = ""
    attributes: tuple[tuple[str, str], ...] = ()

    def __hash__(self) -> int:
        """Hash by place and kind, which tell nearly all mentions apart: mentions are looked up many times."""
        return hash((self.span, self.kind))


@dataclass(frozen=True, slots=True)
class Typed:
    """A literal with a datatype: `Typed("2022", "gYear")`."""

    text: str
    datatype: str


SlotValue = str | int | Decimal | bool | Mention | Typed


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a span says, in words.

    `kind` is a statement class (`Implementation`, `PostHolding`, …), `mentions` (one slot of that name: a bare
    mention) or `about` (one slot of that name: the jurisdiction that reports). `slots` are (local name, value), a name
    as often as it has values. `span` runs from the first to the last character that a slot rests on, within one
    sentence; `clause` is the text of the statement. `status` is None for `mentions` and `about`. `cue` is the words
    that decided the status, or the section's role.
    """

    kind: str
    slots: tuple[tuple[str, SlotValue], ...]
    span: Span
    clause: Span
    rule: str
    status: Status | None = None
    cue: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A candidate that gave no claim or fact, and why."""

    reason: Reason
    span: Span
    rule: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A thing with an identity: IRI, class and label are functions of its key and nothing else.

    `local` is the IRI below the data prefix (`school/431222/第一中学`). `kind` is the narrowest ontology class known.
    `properties` are (local name or CURIE, value); a value that is an IRI is an `Ref`. `wordings` are the forms that
    this document uses. `vocabulary` entities are described once in the graph, not in each document's shard.
    """

    local: str
    kind: str
    label: str
    wordings: frozenset[str] = frozenset()
    properties: tuple[tuple[str, FactValue], ...] = ()
    vocabulary: bool = False


@dataclass(frozen=True, slots=True)
class Ref:
    """The IRI of an entity, below the data prefix."""

    local: str

    def __hash__(self) -> int:
        """Hash as the IRI does."""
        return hash(self.local)


FactValue = str | int | Decimal | bool | Ref | Typed


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A claim whose ends are identified: one statement node.

    `slots` holds the statement's own properties (`holder`, `area`, `program`, `org:member`, …); `raw` and `quote`
    are the evidence; `text` is the clause.
    """

    kind: str
    slots: tuple[tuple[str, FactValue], ...]
    status: Status
    raw: Span
    quote: str
    text: str
    rule: str
    span: Span
    cue: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedDocument:
    """All that one document gives to the graph.

    `mentioned` are clean spans by entity (`Entity.local`), for the document page and the report; `scope` are the
    clean spans that are about education.
    """

    document: Document
    entities: tuple[Entity, ...]
    facts: tuple[Fact, ...]
    about: tuple[str, ...] = ()
    report_years: tuple[int, ...] = ()
    mentioned: tuple[tuple[str, Span], ...] = ()
    scope: tuple[Span, ...] = ()
    dropped: tuple[Dropped, ...] = field(default=())

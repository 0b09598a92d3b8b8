"""What is said: claims in the document's words, the facts and entities that they become, and what was dropped."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from kg.model.document import Document, Span


class Status(StrEnum):
    """Whether a clause tells of what is or was, or of what is meant to be: `edu:Reported`, `edu:Planned`."""

    REPORTED = "Reported"
    PLANNED = "Planned"


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
    DEFECT = "defect"
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
        """Hash by where it begins, which tells most mentions apart: mentions are looked up many times."""
        return self.span.start


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

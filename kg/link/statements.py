"""Claims to facts: whose a statement is, whether it is about education, and what exactly is quoted for it.

The holder is the school or education authority that is the subject of the clause, else the jurisdiction that the
passage or the document is about. Nothing is guessed: a claim without a holder, or outside education, is dropped and
counted.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from kg import vocabulary
from kg.language.times import Times
from kg.link.holders import AREAS, FIGURES, Holder, Holders, is_body
from kg.model import Claim, Dropped, Entity, Fact, FactValue, Mention, Reason, Ref, Span, Status

if TYPE_CHECKING:
    from kg.link.context import Context
    from kg.model import Document

NOT_STATEMENTS = frozenset({"mentions", "about", "scope"})
_UNTIMED = frozenset({"PostHolding"})  # a post is held when the document speaks, and nobody says since when
_UNIVERSITY = "HigherEducationInstitution"
_TIMES = frozenset({"year", "periodStart", "periodEnd", "dueBy"})
_PLACES = AREAS | {"Country", "Township"}


class Told(NamedTuple):
    """The facts that claims give; what was dropped, and why; the mentions that only claims off topic made."""

    facts: list[Fact]
    dropped: list[Dropped]
    off_topic: frozenset[Mention]


def facts(claims: Sequence[Claim], context: Context) -> Told:
    """Turn claims into facts, in reading order; a program that one clause names twice is worked on once."""
    told: dict[tuple[object, ...], Fact] = {}
    dropped = []
    used: set[Mention] = set()
    scope = _Scope(claims)
    off_topic = {mention for mention in _bare(claims) if not scope.holds(mention.span) and not _educational(mention)}
    programs = _Programs(context)
    whose = Holders(context)
    times = Times(context.document)
    refs = {mention: _ref(entity.local) for mention, entity in context.resolved.items() if isinstance(entity, Entity)}
    for claim in claims:
        if claim.kind in NOT_STATEMENTS:
            continue
        slots = _resolved(claim, refs)
        if slots is None:
            continue  # the resolver has said why
        holders = whose.of(claim)
        if not holders:
            dropped.append(_drop(claim, Reason.NO_HOLDER, context))
            continue
        within = programs.within(claim.clause)
        kept = [holder for holder in holders if _about_education(claim, holder.entity, scope, within)]
        if not kept:
            dropped.append(_drop(claim, Reason.OFF_TOPIC, context))
            off_topic.update(value for _, value in claim.slots if isinstance(value, Mention))
            continue
        used.update(program.mention for program in within)
        for holder in kept:
            own = _slots(claim, slots, holder, within, context)
            same = (claim.clause, claim.status, frozenset(own)) if claim.kind == "Implementation" else (len(told),)
            if same not in told:
                told[same] = _fact(claim, (*own, *_time(claim, times)), holder, context.document)
    return Told(list(told.values()), dropped, frozenset(off_topic - used))


class _Scope:
    """The stretches that are about education."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        """Sort the stretches; of those that begin no later than a place, the one that ends last is what counts."""
        spans = sorted(claim.span for claim in claims if claim.kind == "scope")
        self.somewhere = bool(spans)
        self._starts = [span.start for span in spans]
        self._ends = list(accumulate((span.end for span in spans), max))

    def holds(self, span: Span) -> bool:
        """Tell whether one of the stretches holds the whole span."""
        index = bisect_right(self._starts, span.start) - 1
        return index >= 0 and self._ends[index] >= span.end


class _Program(NamedTuple):
    mention: Mention
    local: str


class _Programs:
    """The programs that the document names, in reading order."""

    def __init__(self, context: Context) -> None:
        """Take the programs from what the mentions turned out to be."""
        found = [
            _Program(mention, entity.local)
            for mention, entity in context.resolved.items()
            if mention.kind == "Program" and isinstance(entity, Entity)
        ]
        self._found = sorted(found, key=lambda program: (program.mention.span.start, program.local))
        self._starts = [program.mention.span.start for program in self._found]

    def within(self, clause: Span) -> list[_Program]:
        """Return those that the clause names."""
        return self._found[bisect_left(self._starts, clause.start) : bisect_left(self._starts, clause.end)]


def _resolved(claim: Claim, refs: Mapping[Mention, Ref]) -> list[tuple[str, FactValue]] | None:
    """Return the claim's slots with mentions replaced by references; None where one cannot be identified."""
    slots: list[tuple[str, FactValue]] = []
    for name, value in claim.slots:
        if isinstance(value, Mention):
            ref = refs.get(value)
            if ref is None:
                return None
            slots.append((name, ref))
        else:
            slots.append((name, value))
    return slots


@lru_cache(maxsize=4096)
def _ref(local: str) -> Ref:
    return Ref(local)


def _about_education(claim: Claim, holder: Entity, scope: _Scope, programs: Iterable[_Program]) -> bool:
    """Apply the contract's rule of scope; who speaks in a text that is partly about education is told too."""
    if claim.kind == "PostHolding" and scope.somewhere:
        return True
    invents = holder.kind == _UNIVERSITY and claim.kind in FIGURES  # a university's patents are no schooling
    if (is_body(holder) and not invents) or scope.holds(claim.span):
        return True
    named = [value for _, value in claim.slots if isinstance(value, Mention)]
    return any(map(_educational, named)) or any(_educational(program.mention) for program in programs)


def _educational(mention: Mention) -> bool:
    """Tell whether it names a concept of the vocabulary that is education's own."""
    known = vocabulary.load()
    return mention.iri in known.concepts and mention.iri not in known.beyond_education


def _bare(claims: Iterable[Claim]) -> list[Mention]:
    """Return what the document only mentions."""
    mentions = [claim for claim in claims if claim.kind == "mentions"]
    return [value for claim in mentions for _, value in claim.slots if isinstance(value, Mention)]


def _slots(
    claim: Claim,
    slots: Sequence[tuple[str, FactValue]],
    holder: Holder,
    programs: Iterable[_Program],
    context: Context,
) -> tuple[tuple[str, FactValue], ...]:
    """Return the claim's slots with the holder, its area and the programs of the clause."""
    area = _area(holder.entity, context)
    told = [slot for slot in slots if slot[0] != "holder"]
    told.append(("holder", _ref(holder.entity.local)))
    if claim.kind != "Implementation":
        told += [("program", _ref(program.local)) for program in programs]
    if area is not None:
        told.append(("area", _ref(area)))
    repeats = len(dict(told)) < len(told)
    return tuple(dict.fromkeys(told) if repeats else told)


def _time(claim: Claim, times: Times) -> tuple[tuple[str, FactValue], ...]:
    """Return the time that the claim's words tell, where it has none of its own."""
    if claim.kind in _UNTIMED or not _TIMES.isdisjoint(dict(claim.slots)):
        return ()
    return times.of(claim.span)


def _fact(claim: Claim, slots: tuple[tuple[str, FactValue], ...], holder: Holder, document: Document) -> Fact:
    span = _widened(claim.span, holder.span, document)
    return Fact(
        kind=claim.kind,
        slots=slots,
        status=claim.status or Status.REPORTED,
        raw=document.raw_span(span.start, span.end),
        quote=document.text[span.start : span.end],
        text=document.text[claim.clause.start : claim.clause.end].strip(),
        rule=claim.rule,
        span=span,
        cue=claim.cue,
    )


def _widened(span: Span, other: Span | None, document: Document) -> Span:
    """Return the claim's words together with the holder's, where both stand in one sentence."""
    if other is None or document.sentence_at(other.start) != document.sentence_at(span.start):
        return span
    return Span(min(span.start, other.start), max(span.end, other.end))


def _area(holder: Entity, context: Context) -> str | None:
    """Return the local IRI of the holder's jurisdiction."""
    if holder.local.startswith("division/") or holder.kind in _PLACES:
        return holder.local
    for name, value in holder.properties:
        if name in {"jurisdiction", "locatedIn"} and isinstance(value, Ref):
            return value.local
    return context.about.local if context.about is not None and not is_body(holder) else None


def _drop(claim: Claim, reason: Reason, context: Context) -> Dropped:
    words = context.document.text[claim.span.start : claim.span.end]
    return Dropped(reason=reason, span=claim.span, rule=claim.rule, detail=words)

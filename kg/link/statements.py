"""Claims to facts: whose a statement is, whether it is about education, and what exactly is quoted for it.

The holder is the school or education authority that is the subject of the clause, else the jurisdiction that the
passage or the document is about. Nothing is guessed: a claim without a holder, or outside education, is dropped and
counted.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from kg import vocabulary
from kg.model import Claim, Dropped, Entity, Fact, FactValue, Mention, Reason, Ref, Span, Status
from kg.namespaces import ENTITY_CLASSES

if TYPE_CHECKING:
    from kg.link.context import Context

BODIES = frozenset({"School", "EducationAuthority"})
AREAS = frozenset({"Prefecture", "County", "Zone", "Jurisdiction", "Province"})
NOT_STATEMENTS = frozenset({"mentions", "about", "scope"})
# Slots whose claims bring their holder along in another slot.
_HOLDER_SLOT = {"PostHolding": "org:organization"}
# A subject stands at the start of its clause or part, or after words of time and place.
_BEFORE_SUBJECT = re.compile(
    r"(?:^|[，,：:；;。、\s]|今年|去年|近日|日前|近年来|目前|同时|会上|会前|会后|其中|上半年|下半年|全年|年内|\d{4}年|\d{1,2}月\d{1,2}日)$"
)
_LIST_JOINT = re.compile(r"[、和与及]|以及")
_PART_END = re.compile(r"[，,；;：:]")
_FIGURES = frozenset({"Observation", "Goal"})
_HEADING_LENGTH = 40


class _Named(NamedTuple):
    span: Span
    entity: Entity


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
    scope = [claim.span for claim in claims if claim.kind == "scope"]
    off_topic = {mention for mention in _bare(claims) if not _inside(mention.span, scope) and not _educational(mention)}
    named, programs = _named(claims, context), _programs(claims, context)
    for claim in claims:
        if claim.kind in NOT_STATEMENTS:
            continue
        slots = _resolved(claim, context)
        if slots is None:
            continue  # the resolver has said why
        holders = _holders(claim, slots, named, context)
        if not holders:
            dropped.append(_drop(claim, Reason.NO_HOLDER, context))
            continue
        within = _within(programs, claim)
        kept = [holder for holder in holders if _about_education(claim, holder.entity, scope, within)]
        if not kept:
            dropped.append(_drop(claim, Reason.OFF_TOPIC, context))
            off_topic.update(value for _, value in claim.slots if isinstance(value, Mention))
            continue
        used.update(program.mention for program in within)
        for holder in kept:
            fact = _fact(claim, slots, holder, within, context)
            same = (
                (claim.clause, fact.status, frozenset(fact.slots)) if claim.kind == "Implementation" else (len(told),)
            )
            told.setdefault(same, fact)
    return Told(list(told.values()), dropped, frozenset(off_topic - used))


class _Program(NamedTuple):
    start: int
    mention: Mention
    local: str


def _programs(claims: Iterable[Claim], context: Context) -> list[_Program]:
    """Return the programs that the document names, in reading order."""
    mentions = {value for claim in claims for _, value in claim.slots if isinstance(value, Mention)}
    found = []
    for mention in mentions:
        entity = context.resolve(mention) if mention.kind == "Program" else None
        if isinstance(entity, Entity):
            found.append(_Program(mention.span.start, mention, entity.local))
    return sorted(found, key=lambda program: (program.start, program.local))


def _within(programs: Sequence[_Program], claim: Claim) -> list[_Program]:
    """Return the programs that the claim's clause names."""
    low = bisect_left(programs, claim.clause.start, key=lambda program: program.start)
    return list(programs[low : bisect_left(programs, claim.clause.end, key=lambda program: program.start)])


def _named(claims: Iterable[Claim], context: Context) -> list[_Named]:
    """Return all jurisdictions, schools and authorities of the document in reading order, each place once."""
    found: dict[Span, Entity] = {}
    for claim in claims:
        for _, value in claim.slots:
            if isinstance(value, Mention) and value.span not in found:
                entity = context.resolve(value)
                if isinstance(entity, Entity) and (_is_body(entity) or entity.kind in AREAS):
                    found[value.span] = entity
    return [_Named(span, entity) for span, entity in sorted(found.items(), key=lambda item: item[0])]


def _is_body(entity: Entity) -> bool:
    """Tell whether it is a school or an education authority."""
    return entity.kind in BODIES or "edu:School" in ENTITY_CLASSES.get(entity.kind, ())


def _resolved(claim: Claim, context: Context) -> list[tuple[str, FactValue]] | None:
    """Return the claim's slots with mentions replaced by references; None where one cannot be identified."""
    slots: list[tuple[str, FactValue]] = []
    for name, value in claim.slots:
        if not isinstance(value, Mention):
            slots.append((name, value))
            continue
        entity = context.resolve(value)
        if not isinstance(entity, Entity):
            return None
        slots.append((name, Ref(entity.local)))
    return slots


class _Holder(NamedTuple):
    entity: Entity
    span: Span | None  # where the clause names it


def _holders(
    claim: Claim, slots: Sequence[tuple[str, FactValue]], named: Sequence[_Named], context: Context
) -> list[_Holder]:
    brought = _HOLDER_SLOT.get(claim.kind, "holder")
    for (name, value), (_, resolved) in zip(claim.slots, slots, strict=True):
        if name == brought and isinstance(value, Mention) and isinstance(resolved, Ref):
            entity = context.resolve(value)
            assert isinstance(entity, Entity)
            return [_Holder(entity, value.span)]
    subjects = _subjects(claim, named, context)
    if subjects:
        return subjects
    area = _area_of_passage(claim, named, context) if context.about is None else context.about
    return [_Holder(area, None)] if area is not None else []


def _subjects(claim: Claim, named: Sequence[_Named], context: Context) -> list[_Holder]:
    """Return the schools or authorities that stand as the subject before the claim's words."""
    text = context.document.text
    first = bisect_right(named, claim.clause.start - 1, key=lambda one: one.span.start)
    last = bisect_right(named, claim.span.start, key=lambda one: one.span.end)
    subjects: list[_Holder] = []
    for one in named[first:last]:
        if not _is_body(one.entity):
            continue
        before = text[claim.clause.start : one.span.start]
        if _in_bracket(before) and not _in_bracket(text[claim.clause.start : claim.span.start]):
            continue  # who is listed in an aside does not act in the clause
        follows_subject = (
            subjects and subjects[-1].span and _LIST_JOINT.fullmatch(text[subjects[-1].span.end : one.span.start])
        )
        if follows_subject:
            subjects.append(_Holder(one.entity, one.span))
        elif _BEFORE_SUBJECT.search(before) and not before.endswith("、"):
            subjects = [_Holder(one.entity, one.span)]
    return [] if claim.kind in _FIGURES and _only_named(text, claim, subjects) else subjects


def _only_named(text: str, claim: Claim, subjects: Sequence[_Holder]) -> bool:
    """Tell whether a list names parties or examples and not whose a figure is: 甲校与乙校签约，互派…; 甲、乙等6所."""
    if len(subjects) < 2 or subjects[-1].span is None:
        return False
    rest = text[subjects[-1].span.end : claim.span.start]
    return bool(_PART_END.search(rest)) or text.startswith("等", subjects[-1].span.end)


def _in_bracket(before: str) -> bool:
    return max(before.rfind("（"), before.rfind("(")) > max(before.rfind("）"), before.rfind(")"))


def _area_of_passage(claim: Claim, named: Sequence[_Named], context: Context) -> Entity | None:
    """Return whom a passage of a text about several is about: named before in the paragraph, else in its heading."""
    document = context.document
    index = document.sentences[document.sentence_at(claim.span.start)].paragraph
    before = [one for one in named if one.entity.kind in AREAS - {"Province"} and one.span.end <= claim.span.start]
    while index >= 0:
        paragraph = document.paragraphs[index]
        here = [one.entity for one in before if paragraph.start <= one.span.start < paragraph.end]
        line = document.text[paragraph.start : paragraph.end]
        is_heading = len(line) <= _HEADING_LENGTH and "。" not in line
        if here:
            distinct = {entity.local for entity in here}
            return here[-1] if not is_heading or len(distinct) == 1 else None
        if is_heading and index < document.sentences[document.sentence_at(claim.span.start)].paragraph:
            return None
        index -= 1
    return None


def _about_education(claim: Claim, holder: Entity, scope: Sequence[Span], programs: Iterable[_Program]) -> bool:
    """Apply the contract's rule of scope; who speaks in a text that is partly about education is told too."""
    if claim.kind == "PostHolding" and scope:
        return True
    if _is_body(holder) or _inside(claim.span, scope):
        return True
    named = [value for _, value in claim.slots if isinstance(value, Mention)]
    return any(map(_educational, [*named, *(program.mention for program in programs)]))


def _inside(span: Span, scope: Sequence[Span]) -> bool:
    return any(outer.start <= span.start and span.end <= outer.end for outer in scope)


def _educational(mention: Mention) -> bool:
    """Tell whether it names a concept of the vocabulary that is education's own."""
    known = vocabulary.load()
    return mention.iri in known.concepts and mention.iri not in known.beyond_education


def _bare(claims: Iterable[Claim]) -> list[Mention]:
    """Return what the document only mentions."""
    mentions = [claim for claim in claims if claim.kind == "mentions"]
    return [value for claim in mentions for _, value in claim.slots if isinstance(value, Mention)]


def _fact(
    claim: Claim,
    slots: Sequence[tuple[str, FactValue]],
    holder: _Holder,
    programs: Iterable[_Program],
    context: Context,
) -> Fact:
    document = context.document
    span = _widened(claim.span, holder.span, context)
    area = _area(holder.entity, context)
    told = [(name, value) for name, value in slots if name != "holder"]
    told.append(("holder", Ref(holder.entity.local)))
    if claim.kind != "Implementation":
        told += [("program", Ref(program.local)) for program in programs]
    if area is not None:
        told.append(("area", Ref(area)))
    return Fact(
        kind=claim.kind,
        slots=tuple(dict.fromkeys(told)),
        status=claim.status or Status.REPORTED,
        raw=document.raw_span(span.start, span.end),
        quote=document.text[span.start : span.end],
        text=document.text[claim.clause.start : claim.clause.end].strip(),
        rule=claim.rule,
        span=span,
        cue=claim.cue,
    )


def _widened(span: Span, other: Span | None, context: Context) -> Span:
    """Return the claim's words together with the holder's, where both stand in one sentence."""
    document = context.document
    if other is None or document.sentence_at(other.start) != document.sentence_at(span.start):
        return span
    return Span(min(span.start, other.start), max(span.end, other.end))


def _area(holder: Entity, context: Context) -> str | None:
    """Return the local IRI of the holder's jurisdiction."""
    if holder.local.startswith("division/") or holder.kind in AREAS | {"Country", "Township"}:
        return holder.local
    for name, value in holder.properties:
        if name in {"jurisdiction", "locatedIn"} and isinstance(value, Ref):
            return value.local
    return context.about.local if context.about is not None and not _is_body(holder) else None


def _drop(claim: Claim, reason: Reason, context: Context) -> Dropped:
    words = context.document.text[claim.span.start : claim.span.end]
    return Dropped(reason=reason, span=claim.span, rule=claim.rule, detail=words)

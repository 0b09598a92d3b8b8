"""The links between statements of one document: a goal and its parts, a task and the list or goal that it belongs to.

Claims name the whole by its words (`partOf`: a goal's label or a task's text); here the words become the statement's
IRI, where a statement has them, and a goal gets its parts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import TYPE_CHECKING

from kg import iri, vocabulary
from kg.model import Document, Entity, Fact, FactValue, Mention, Ref, Span
from kg.namespaces import DATA_NS
from kg.statements import slug

if TYPE_CHECKING:
    from kg.link.context import Context

_Wholes = dict[tuple[str, Ref | None], list[Fact]]  # by their words, and the holder or None for any, in reading order
_WHOLES = frozenset({"NamedGoal", "Task"})
_HELD = frozenset({"holder", "area"})  # what a goal's parts have from the goal
_raw = attrgetter("raw")
_LINKED = frozenset({"NamedGoal", "Task", "GoalPart", "Problem"})


def resolve_topic(mention: Mention, context: Context) -> Entity:  # noqa: ARG001
    """Resolver of `Topic`: the vocabulary's field of work."""
    label = vocabulary.load().concepts[mention.iri].label
    return Entity(local=mention.iri.removeprefix(DATA_NS), kind="Topic", label=label, vocabulary=True)


def joined(facts: Iterable[Fact], named: Mapping[Mention, object], document: Document) -> list[Fact]:
    """Return the facts with `partOf` and `dcterms:hasPart` as references, and the programs that goals and tasks name.

    `named` are the document's mentions and what they are. A whole that is no statement is left out; a goal's parts are
    its holder's.
    """
    facts = list(facts)
    wholes: _Wholes = defaultdict(list)
    for fact in sorted((fact for fact in facts if fact.kind in _WHOLES), key=_raw):
        words = _words(fact)
        wholes[words, None].append(fact)
        wholes[words, _holder(fact)].append(fact)
    programs = sorted(
        (mention.span, entity.local)
        for mention, entity in named.items()
        if mention.kind == "Program" and isinstance(entity, Entity)
    )
    parts_at = {_start(fact): fact for fact in facts if fact.kind == "GoalPart"}
    parts: dict[str, list[str]] = defaultdict(list)
    told = []
    for fact in facts:
        if fact.kind not in _LINKED:
            told.append(fact)
            continue
        whole = _whole(fact, wholes)
        if fact.kind == "Task" and whole is None and (part := parts_at.get(_start(fact))):
            whole = _whole(part, wholes)  # an item of the list that is the goal's
        slots = [slot for slot in fact.slots if slot[0] != "partOf"]
        if whole is not None and fact.kind in {"Task", "GoalPart"}:
            slots.append(("partOf", Ref(_local(whole, document))))
        if whole is not None and fact.kind in {"NamedGoal", "GoalPart"}:
            parts[_local(whole, document)].append(_local(fact, document))
            slots = [slot for slot in slots if slot[0] not in _HELD]
            slots += [slot for slot in whole.slots if slot[0] in _HELD]
        slots += [("program", Ref(local)) for local in _within(programs, fact)]
        linked = tuple(dict.fromkeys(slots))
        told.append(fact if linked == fact.slots else replace(fact, slots=linked))
    return [_with_parts(fact, parts[_local(fact, document)]) if fact.kind == "NamedGoal" else fact for fact in told]


def _whole(fact: Fact, wholes: _Wholes) -> Fact | None:
    """Return the statement that the fact is part of: of those with the words one of its holder, the last before it."""
    words = next((value for name, value in fact.slots if name == "partOf" and isinstance(value, str)), "")
    found = wholes.get((words, _holder(fact))) or wholes.get((words, None)) if words else None
    if not found:
        return None
    whole = found[max(0, bisect_left(found, fact.raw, key=_raw) - 1)]
    return None if whole is fact else whole


def _words(fact: Fact) -> str:
    """Return what a part calls its whole: a goal's label, a task's text."""
    return next((value for name, value in fact.slots if name == "skos:prefLabel" and isinstance(value, str)), fact.text)


def _holder(fact: Fact) -> Ref | None:
    return next((value for name, value in fact.slots if name == "holder" and isinstance(value, Ref)), None)


def _start(fact: Fact) -> int:
    """Return where the statement's text begins; its evidence may begin with the holder's name."""
    return fact.span.end - len(fact.text)


def _local(fact: Fact, document: Document) -> str:
    return iri.statement(document.source.sha256, slug(fact.kind), fact.raw)


def _within(programs: Sequence[tuple[Span, str]], fact: Fact) -> list[str]:
    """Return the programs that the statement's words name, in reading order."""
    at = bisect_left(programs, (Span(fact.span.start, 0), ""))
    found = []
    while at < len(programs) and programs[at][0].start < fact.span.end:
        if programs[at][0].end <= fact.span.end:
            found.append(programs[at][1])
        at += 1
    return found


def _with_parts(fact: Fact, parts: Sequence[str]) -> Fact:
    slots: list[tuple[str, FactValue]] = [("dcterms:hasPart", Ref(local)) for local in parts]
    return replace(fact, slots=(*fact.slots, *slots))

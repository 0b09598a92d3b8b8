"""What the shapes can tell of a node, so that a build asks them about each kind of node once, not about each node.

A verdict of `ontology/shapes.ttl` depends on a node's class, on which slots it has, on the classes of what they lead
to, and of a value only on what a shape reads of it: a unit is on a list or not, a quote is empty or not, one day is
before another. This is the node's *signature*. Two nodes of one signature keep or break the shapes alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache

from kg import shacl
from kg.model import Document, Entity, Fact, FactValue, LinkedDocument, Ref, Span, Typed
from kg.namespaces import expand
from kg.slots import ENTITY_SLOTS, STATEMENT_SLOTS

Signature = tuple[object, ...]
Slots = Sequence[tuple[str, FactValue]]

_MOST = 100_000  # signatures that are remembered; a corpus has some hundreds
_HASH = re.compile("[0-9a-f]{64}")
_sound: set[Signature] = set()


def asked_anew(signatures: Mapping[str, Signature]) -> list[str]:
    """Return the name of one node for each signature that has not been found sound in this process."""
    first: dict[Signature, str] = {}
    for name, signature in signatures.items():
        if signature not in _sound:
            first.setdefault(signature, name)
    return list(first.values())


def found_sound(signatures: Iterable[Signature]) -> None:
    """Remember signatures of nodes that keep every shape."""
    if len(_sound) > _MOST:
        _sound.clear()
    _sound.update(signatures)


def of_statement(fact: Fact, kinds: Mapping[str, str], quotes: dict[Span, str]) -> Signature:
    """Return what a shape can tell of a statement with its evidence.

    `kinds` gives the class of what slots may lead to, empty for what nobody describes; `quotes` what statements
    before this one quote, by raw span.
    """
    raw, quote = fact.raw, fact.quote
    place = 0 <= raw.start < raw.end and quotes.setdefault(raw, quote) == quote
    return fact.kind, fact.status, place, not fact.text, not fact.rule, not quote, _told(fact.slots, kinds)


def of_entity(entity: Entity, kinds: Mapping[str, str]) -> Signature:
    """Return what a shape can tell of an entity that the document describes."""
    return entity.kind, not entity.label, _told(entity.properties, kinds)


def of_document(linked: LinkedDocument, kinds: Mapping[str, str]) -> Signature:
    """Return what a shape can tell of a source document: `about` and mentions by their classes."""
    document: Document = linked.document
    return (
        "SourceDocument",
        not document.source.name,
        _HASH.fullmatch(document.source.sha256) is not None,
        0 <= document.readable_share <= 1,
        not document.heading,
        len(document.issued or ""),
        document.kind,
        not document.stated.site,
        document.declared,
        frozenset(kinds[local] for local in linked.about),
        frozenset(kinds[local] for local, _ in linked.mentioned),
    )


def _told(slots: Slots, kinds: Mapping[str, str]) -> Signature:
    """Return each slot's name with what a shape can tell of its value, and in which order days and numbers stand."""
    read = _values_read()
    # numbers tell which values are one
    nodes: dict[str, int] = {}
    texts: dict[str, int] = {}
    days: list[str] = []
    numbers: list[int | Decimal] = []
    told: list[object] = []
    for name, value in slots:
        if isinstance(value, Ref):
            told += name, kinds[value.local], nodes.setdefault(value.local, len(nodes))
        elif isinstance(value, str):
            told += (name, value) if name in read else (name, not value, texts.setdefault(value, len(texts)))
        elif isinstance(value, Typed):
            told += name, value.datatype
            days.append(value.text)
        else:
            told += name, type(value), value if name in read or value is True or value is False else None
            numbers.append(value)
    if len(days) > 1:
        told += _ordered(days)
    if len(numbers) > 1:
        told += _ordered(numbers)
    return tuple(told)


def _ordered(values: list[str] | list[int | Decimal]) -> list[int]:
    """Return numbers that tell which value comes before which and which are equal."""
    ordered = sorted(values)
    return [ordered.index(value) for value in values]


@cache
def _values_read() -> frozenset[str]:
    """Return the slots of whose very value a shape reads more than type, order and emptiness."""
    predicates = shacl.values_read(shacl.own_shapes())
    tables = (*STATEMENT_SLOTS.values(), *ENTITY_SLOTS.values())
    return frozenset(name for table in tables for name, slot in table.items() if expand(slot.predicate) in predicates)

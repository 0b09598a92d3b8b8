"""What the statements of one document are called: IRIs from kind and raw span, the same in every build."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from kg import iri

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.model import Fact, FactValue, LinkedDocument, Span


def statements(linked: LinkedDocument) -> list[tuple[str, Fact]]:
    """Return the document's facts with their IRIs below the data prefix, in reading order.

    Facts of equal kind and span are numbered in the order of their slots. Facts that differ in nothing but the rule are
    one; the rule that sorts first names it.
    """
    places: defaultdict[tuple[Span, str], list[Fact]] = defaultdict(list)
    for fact in linked.facts:
        places[fact.raw, fact.kind].append(fact)
    return [
        (iri.statement(linked.document.source.sha256, slug(kind), raw, number), fact)
        for raw, kind in sorted(places)
        for number, fact in enumerate(_distinct(places[raw, kind]), 1)
    ]


def _distinct(facts: list[Fact]) -> Iterable[Fact]:
    """Return the facts of one kind and place in the order of their slots, each once."""
    if len(facts) == 1:
        return facts
    told: dict[tuple[object, ...], Fact] = {}
    for fact in sorted(facts, key=_order):
        told.setdefault((fact.status, frozenset(map(_slot_key, fact.slots))), fact)
    return told.values()


@cache
def slug(kind: str) -> str:
    """Return `post-holding` for `PostHolding`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", kind).lower()


def _order(fact: Fact) -> tuple[object, ...]:
    return (sorted(map(_slot_key, fact.slots)), str(fact.status), fact.rule, fact.text)


def _slot_key(slot: tuple[str, FactValue]) -> tuple[str, str, str]:
    """Return an order over slots whose values are of several types: True is not 1, 1 is not Decimal(1)."""
    name, value = slot
    return name, type(value).__name__, str(value)

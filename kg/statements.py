"""What the statements of one document are called: IRIs from kind and raw span, the same in every build."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from kg import iri

if TYPE_CHECKING:
    from kg.model import Fact, FactValue, LinkedDocument


def statements(linked: LinkedDocument) -> list[tuple[str, Fact]]:
    """Return the document's facts with their IRIs below the data prefix, in reading order.

    Facts of equal kind and span are numbered in the order of their slots. Facts that differ in nothing but the rule are
    one; the rule that sorts first names it.
    """
    named: list[tuple[str, Fact]] = []
    numbers: Counter[tuple[str, int, int]] = Counter()
    told: set[tuple[object, ...]] = set()
    for fact in sorted(linked.facts, key=_order):
        same = (fact.kind, fact.raw, fact.status, frozenset(map(_slot_key, fact.slots)))
        if same in told:
            continue
        told.add(same)
        place = (fact.kind, *fact.raw)
        numbers[place] += 1
        named.append((iri.statement(linked.document.source.sha256, slug(fact.kind), fact.raw, numbers[place]), fact))
    return named


def slug(kind: str) -> str:
    """Return `post-holding` for `PostHolding`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", kind).lower()


def _order(fact: Fact) -> tuple[object, ...]:
    return (fact.raw, fact.kind, sorted(map(_slot_key, fact.slots)), str(fact.status), fact.rule, fact.text)


def _slot_key(slot: tuple[str, FactValue]) -> tuple[str, str, str]:
    """Return an order over slots whose values are of several types: True is not 1, 1 is not Decimal(1)."""
    name, value = slot
    return name, type(value).__name__, str(value)

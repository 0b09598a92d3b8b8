"""A statement as the store has it: its slots, its clause and its exact words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kg.model import Fact, FactValue, Ref, Status, Typed
from kg.namespaces import DATA_NS, EDU_NS, expand
from kg.slots import STATEMENT_SLOTS
from kg.view.triples import Described

_SLOTS = {
    kind: {expand(slot.predicate): (name, slot.term) for name, slot in slots.items()}
    for kind, slots in STATEMENT_SLOTS.items()
}
_ORDER = {kind: {name: place for place, name in enumerate(slots)} for kind, slots in STATEMENT_SLOTS.items()}
_EXACT, _START = expand("oa:exact"), expand("oa:start")
_TEXT, _STATUS, _EVIDENCE = EDU_NS + "text", EDU_NS + "status", EDU_NS + "evidence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A statement. `slots` are as in `kg.model.Fact`; `quotes` are the exact words, in reading order.

    `text` is the clause, `start` the raw offset of its first evidence, `year` that in which it ends or is due, or "".
    """

    local: str
    document: str
    kind: str
    status: Status
    slots: tuple[tuple[str, FactValue], ...]
    text: str
    quotes: tuple[str, ...]
    start: int
    year: str

    def all(self, name: str) -> list[FactValue]:
        """Return the values of a slot."""
        return [value for slot, value in self.slots if slot == name]

    def one(self, name: str) -> str:
        """Return the first value of a slot as text (an IRI below the data prefix, a number, a date), or ""."""
        for slot, value in self.slots:
            if slot == name:
                return _plain(value)
        return ""

    @property
    def names(self) -> list[str]:
        """The things that its slots name, by local IRI, each once."""
        return list(dict.fromkeys([value.local for _, value in self.slots if isinstance(value, Ref)]))


def told(described: Described, statement: str, kind: str) -> Told:
    """Read a statement of a kind, by its IRI below the data prefix, from the store."""
    names = _SLOTS[kind]
    found: list[tuple[str, FactValue]] = []
    text, status, evidence = "", Status.REPORTED, []
    for predicate, value in described(DATA_NS + statement):
        if predicate in names:
            name, form = names[predicate]
            found.append((name, _value(value, form)))
        elif predicate == _TEXT:
            text = value.value
        elif predicate == _STATUS:
            status = Status(value.value.removeprefix(EDU_NS))
        elif predicate == _EVIDENCE:
            evidence.append(_evidence(described, value.value))
    evidence.sort()
    slots = _in_order(kind, found)
    return Told(
        local=statement,
        document=statement.rpartition("/")[0],
        kind=kind,
        status=status,
        slots=slots,
        text=text,
        quotes=tuple(quote for _, quote in evidence),
        start=evidence[0][0] if evidence else 0,
        year=_year(slots),
    )


def of_fact(statement: str, fact: Fact) -> Told:
    """Return a statement as a page of a build keeps it: the same that the store has."""
    slots = _in_order(fact.kind, fact.slots)
    return Told(
        local=statement,
        document=statement.rpartition("/")[0],
        kind=fact.kind,
        status=fact.status,
        slots=slots,
        text=fact.text,
        quotes=(fact.quote,),
        start=fact.raw.start,
        year=_year(slots),
    )


def _in_order(kind: str, slots: Sequence[tuple[str, FactValue]]) -> tuple[tuple[str, FactValue], ...]:
    """Return slots in the order of the kind's, those of one name by their values."""
    order = _ORDER[kind]
    if len({name for name, _ in slots}) == len(slots):
        return tuple(sorted(slots, key=lambda slot: order[slot[0]]))
    return tuple(sorted(slots, key=lambda slot: (order[slot[0]], _plain(slot[1]))))


def _year(slots: Iterable[tuple[str, FactValue]]) -> str:
    dates = {name: value.text for name, value in slots if isinstance(value, Typed)}
    return (dates.get("dueBy") or dates.get("periodEnd") or dates.get("year") or "")[:4]


def _evidence(described: Described, node: str) -> tuple[int, str]:
    said = {predicate: value.value for predicate, value in described(node)}
    return int(said.get(_START, 0)), said.get(_EXACT, "")


def _value(node: Any, form: str) -> FactValue:
    value: str = node.value
    if form == "node":
        return Ref(value.removeprefix(DATA_NS))
    if form == "decimal":
        return Decimal(value)
    if form == "integer":
        return int(value)
    if form == "date":
        return Typed(value, node.datatype.value.rpartition("#")[2])
    return value


def _plain(value: FactValue) -> str:
    if isinstance(value, Ref):
        return value.local
    return value.text if isinstance(value, Typed) else str(value)

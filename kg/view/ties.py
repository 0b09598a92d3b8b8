"""What each statement ties together: enough to draw it and to compare it with others, without its words."""

from __future__ import annotations

from collections.abc import Iterable
from sys import intern
from typing import NamedTuple

from kg.model import Ref
from kg.namespaces import EDU_NS, expand
from kg.slots import STATEMENT_SLOTS
from kg.view.told import Told

# predicate → the place of its slot among a statement's slots; holder and area are the first two
_SLOTS = {
    expand(predicate): place
    for place, predicate in enumerate(
        dict.fromkeys(
            slot.predicate for slots in STATEMENT_SLOTS.values() for slot in slots.values() if slot.term == "node"
        )
    )
}
_PREDICATES = list(_SLOTS)
_OF_KIND = {
    kind: {name: _SLOTS[expand(slot.predicate)] for name, slot in slots.items() if slot.term == "node"}
    for kind, slots in STATEMENT_SLOTS.items()
}
_HOLDER, _AREA = _SLOTS[EDU_NS + "holder"], _SLOTS[EDU_NS + "area"]
_INDICATOR, _PROGRAM = _SLOTS[EDU_NS + "indicator"], _SLOTS[EDU_NS + "program"]
_MEMBER = _SLOTS[expand("org:member")]
_MEASURED = frozenset({"Goal", "Observation"})


class Measured(NamedTuple):
    """What figures must have in common to be compared, and the days: the end of the period, and that of a target."""

    unit: str
    measure: str
    end: str
    due: str


_UNMEASURED = Measured("", "", "", "")


class Tie(NamedTuple):
    """One statement: `year` is that in which it ends or is due, or ""; `names` are (place of the slot, local IRI).

    `about` is everything that it names, each once. `measured` is empty but for figures and targets.
    """

    kind: str
    status: str
    year: str
    names: tuple[tuple[int, str], ...]
    about: tuple[str, ...]
    measured: Measured

    @property
    def holder(self) -> str:
        """Who does it, or ""."""
        for place, local in self.names:
            if place == _HOLDER:
                return local
        return ""

    @property
    def areas(self) -> tuple[str, ...]:
        """The jurisdictions in which it holds."""
        return tuple([local for place, local in self.names if place == _AREA])

    @property
    def indicators(self) -> tuple[str, ...]:
        """The indicators that it tells the numbers of."""
        return tuple([local for place, local in self.names if place == _INDICATOR])

    @property
    def programs(self) -> tuple[str, ...]:
        """The programs that it names."""
        return tuple([local for place, local in self.names if place == _PROGRAM])

    def roles(self, local: str) -> list[str]:
        """Return the predicates, absolute IRIs, by which it names a thing."""
        return [_PREDICATES[place] for place, named in self.names if named == local]

    def lines(self) -> list[tuple[str, str]]:
        """Return the (start, end) of what it draws: from who does it to what is done."""
        holder = self.holder
        others = [(place, local) for place, local in self.names if place not in (_HOLDER, _AREA)]
        if self.kind == "PostHolding":
            members = [local for place, local in others if place == _MEMBER]
            bodies = [local for place, local in others if place != _MEMBER]
            return [(member, body) for member in members for body in bodies]
        return [(holder, local) for _, local in others if holder and local != holder]


def ties(told: Iterable[Told]) -> dict[str, Tie]:
    """Return what each statement ties together, by its local IRI, in the order of documents and of places in them."""
    found = {each.local: _tie(each) for each in told}
    return {statement: found[statement] for statement in sorted(found, key=_place)}


def _tie(told: Told) -> Tie:
    slots = _OF_KIND[told.kind]
    # each name is kept once, however many statements have it
    names = sorted({(slots[name], intern(value.local)) for name, value in told.slots if isinstance(value, Ref)})
    about = dict.fromkeys([local for _, local in names])
    measured = _UNMEASURED
    if told.kind in _MEASURED:
        measured = Measured(*[intern(told.one(name)) for name in ("unit", "measure", "periodEnd", "dueBy")])
    return Tie(told.kind, told.status.value, intern(told.year), tuple(names), tuple(about), measured)


def _place(statement: str) -> tuple[str, int, str]:
    """Return an order of statements: document, raw offset, IRI."""
    document, _, own = statement.rpartition("/")
    slug = own.rstrip("-0123456789")
    return document, int(own[len(slug) + 1 :].partition("-")[0]), own

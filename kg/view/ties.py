"""What each statement ties together, read off the store in one pass: enough to draw it, without its words."""

from __future__ import annotations

from typing import Any, NamedTuple

from kg.namespaces import DATA_NS, EDU_NS, expand
from kg.slots import STATEMENT_SLOTS
from kg.statements import slug
from kg.view.triples import pairs

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
_KINDS = {slug(kind): kind for kind in STATEMENT_SLOTS}
_HOLDER, _AREA = _SLOTS[EDU_NS + "holder"], _SLOTS[EDU_NS + "area"]
_PROGRAM = _SLOTS[EDU_NS + "program"]
_MEMBER = _SLOTS[expand("org:member")]
_YEARS = ("year", "periodEnd", "dueBy")  # the last that is there tells when it ends


class Tie(NamedTuple):
    """One statement: `year` is that in which it ends or is due, or ""; `names` are (place of the slot, local IRI)."""

    kind: str
    status: str
    year: str
    names: tuple[tuple[int, str], ...]

    @property
    def holder(self) -> str:
        """Who does it, or ""."""
        return next((local for place, local in self.names if place == _HOLDER), "")

    @property
    def areas(self) -> tuple[str, ...]:
        """The jurisdictions in which it holds."""
        return tuple(local for place, local in self.names if place == _AREA)

    @property
    def programs(self) -> tuple[str, ...]:
        """The programs that it names."""
        return tuple(local for place, local in self.names if place == _PROGRAM)

    @property
    def about(self) -> tuple[str, ...]:
        """Everything it names, each once."""
        return tuple(dict.fromkeys(local for _, local in self.names))

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


def ties(graph: Any) -> dict[str, Tie]:
    """Return what each statement ties together, by its local IRI, in the order of documents and of places in them."""
    one: dict[str, str] = {}  # each name is kept once, however many statements have it
    statuses = {
        statement: one.setdefault(value.value, value.value.removeprefix(EDU_NS))
        for statement, value in pairs(graph, EDU_NS + "status")
    }
    names: dict[str, list[tuple[int, str]]] = {statement: [] for statement in statuses}
    for predicate, place in _SLOTS.items():
        for statement, value in pairs(graph, predicate):
            if statement in names and value.value.startswith(DATA_NS):
                local = value.value.removeprefix(DATA_NS)
                names[statement].append((place, one.setdefault(local, local)))
    years: dict[str, str] = {}
    for name in _YEARS:
        for statement, value in pairs(graph, EDU_NS + name):
            years[statement] = one.setdefault(value.value[:4], value.value[:4])
    return {
        statement: Tie(_kind(statement), statuses[statement], years.get(statement, ""), tuple(sorted(names[statement])))
        for statement in sorted(statuses, key=_place)
    }


def _kind(statement: str) -> str:
    """Return the class of a statement, which its IRI names: `…/post-holding-11-24`."""
    return _KINDS[statement.rpartition("/")[2].rstrip("-0123456789")]


def _place(statement: str) -> tuple[str, int, str]:
    """Return an order of statements: document, raw offset, IRI."""
    document, _, own = statement.rpartition("/")
    slug = own.rstrip("-0123456789")
    return document, int(own[len(slug) + 1 :].partition("-")[0]), own

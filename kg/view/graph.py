"""Pages and the vocabulary to one picture: things, the edges between them, and what is said of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log2

from kg.model import Entity, Fact, Ref
from kg.pages_data import Page
from kg.view.sentences import Piece, clause, in_words, references
from kg.view.terms import Known
from kg.view.words import FAMILY, word

LIMIT = 5_000  # things in the picture; more would neither load nor be read
_LINKS = ("parent", "jurisdiction", "locatedIn", "issuer", "skos:broader")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One statement: `anchor` is its place in the document's page, `about` the entities of its slots.

    `clause` is the text around the quote: what stands before it, the quote, what stands after it.
    """

    anchor: str
    document: str
    kind: str
    status: str
    clause: tuple[str, str, str]
    words: tuple[Piece, ...]
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A node. `homes` are the jurisdictions (else documents) that it belongs to; a statement is about it if `told`.

    `said` and `documents` are indices of the picture's; `near` is the thing beside which it is best drawn, or "".
    """

    local: str
    kind: str
    label: str
    wordings: tuple[str, ...]
    notes: tuple[tuple[str, str], ...]
    homes: tuple[str, ...]
    said: tuple[int, ...]
    documents: tuple[int, ...]
    told: bool
    anchor: bool
    importance: float
    near: str

    @property
    def family(self) -> str:
        """The legend's class."""
        return FAMILY.get(self.kind, "other")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """From one thing to another, with the statements behind it, or none for what the graph knows of places."""

    start: str
    end: str
    relation: str
    said: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What the graph's page shows; `things` by importance, `left_out` counts those beyond the limit."""

    documents: tuple[Page, ...]
    things: tuple[Thing, ...]
    edges: tuple[Edge, ...]
    said: tuple[Said, ...]
    left_out: int


def label_of(local: str, entities: Mapping[str, Entity], known: Mapping[str, Known]) -> str:
    """Return an entity's label, "" for what is none (a statement that another is part of)."""
    if local in entities:
        return entities[local].label or word("nameless")
    return known[local].label if local in known else ""


def anchor(statement: str) -> str:
    """Return the place of a statement in its document's page."""
    return statement.rpartition("/")[2]


def picture(pages: Sequence[Page], known: Mapping[str, Known]) -> Picture:
    """Return the picture of a graph: every entity that its documents name, and what is above those."""
    gathered = _Gathered(known)
    for page in pages:
        gathered.add(page)
    gathered.climb()
    return gathered.picture(tuple(pages))


@dataclass(slots=True)
class _Gathered:
    """What the documents give, thing by thing."""

    known: Mapping[str, Known]
    entities: dict[str, Entity] = field(default_factory=dict)
    wordings: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    said: list[Said] = field(default_factory=list)
    said_of: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    named_in: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    homes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    mentioned_at: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    edges: dict[tuple[str, str, str], list[int]] = field(default_factory=lambda: defaultdict(list))
    anchors: set[str] = field(default_factory=set)
    count: int = 0

    def add(self, page: Page) -> None:
        number, self.count = self.count, self.count + 1
        for local, entity in page.entities.items():
            self.entities.setdefault(local, entity)
            self.wordings[local] |= {entity.label, *entity.wordings}
        own = Entity(local=page.local, kind="SourceDocument", label=page.title or page.name)
        self.entities[page.local] = own
        self.wordings[page.local] |= {page.name}
        places = {local for local in page.about if self._is_known(local)} or {page.local}
        self.anchors |= places
        for local in {*page.entities, *places, page.local}:
            self.named_in[local].add(number)
            self.mentioned_at[local] |= places
        for local in sorted(places - {page.local}):
            self.edges[page.local, local, "about"]
        for local in sorted({local for local, _ in page.mentions}):
            self.edges[page.local, local, "mentions"]
        for statement, fact in page.facts:
            self._tell(page, statement, fact, places)

    def _tell(self, page: Page, statement: str, fact: Fact, places: set[str]) -> None:
        number = len(self.said)
        named = [local for local in references(fact) if self._is_known(local)]
        words = in_words(fact, lambda local: label_of(local, self.entities, self.known))
        told = Said(
            anchor=anchor(statement),
            document=page.local,
            kind=fact.kind,
            status=fact.status.value,
            clause=clause(fact, page.text),
            words=tuple(words),
            about=tuple(named),
        )
        self.said.append(told)
        areas = {value.local for name, value in fact.slots if name == "area" and isinstance(value, Ref)}
        areas = areas & set(named) or places
        self.anchors |= areas
        for local in named:
            self.said_of[local].append(number)
            self.homes[local] |= areas
        for start, end, relation in _relations(fact):
            if {start, end} <= set(named) and start != end:
                self.edges[start, end, relation].append(number)

    def climb(self) -> None:
        """Add what the graph knows to stand above the things that are named."""
        waiting = sorted(self.entities)
        while waiting:
            local = waiting.pop()
            for relation, above in self._links(local):
                new = above not in self.entities
                if not self._is_known(above):
                    continue
                self.edges[local, above, relation]
                self.mentioned_at[above] |= self.mentioned_at[local]
                if new:
                    waiting.append(above)

    def _is_known(self, local: str) -> bool:
        """Return whether it is an entity; one of the vocabulary that no page describes is added."""
        if local not in self.entities and local in self.known:
            told = self.known[local]
            self.entities[local] = Entity(local=local, kind=told.kind, label=told.label, vocabulary=True)
        return local in self.entities

    def _links(self, local: str) -> Iterable[tuple[str, str]]:
        own = [
            (name, value.local)
            for name, value in self.entities[local].properties
            if name in _LINKS and isinstance(value, Ref)
        ]
        return sorted({*own, *(self.known[local].links if local in self.known else ())})

    def picture(self, documents: tuple[Page, ...]) -> Picture:
        importance = self._importance()
        things = [self._thing(local, importance) for local in self.entities]
        things.sort(key=lambda thing: (not thing.told and not thing.anchor, -thing.importance, thing.local))
        kept = tuple(things[:LIMIT])
        names = {thing.local for thing in kept}
        edges = [
            Edge(start=start, end=end, relation=relation, said=tuple(said))
            for (start, end, relation), said in sorted(self.edges.items())
            if {start, end} <= names
        ]
        return Picture(
            documents=documents,
            things=kept,
            edges=tuple(edges),
            said=tuple(self.said),
            left_out=len(things) - len(kept),
        )

    def _importance(self) -> dict[str, float]:
        """Return the weighted degree of every thing: how many others it works with, and how much is said of it."""
        import networkx as nx

        graph = nx.Graph()
        graph.add_nodes_from(sorted(self.entities))
        for (start, end, _), said in sorted(self.edges.items()):
            if said:
                weight = graph.get_edge_data(start, end, {"weight": 0.0})["weight"] + 1 + log2(len(said))
                graph.add_edge(start, end, weight=weight)
        return {local: round(float(degree), 3) for local, degree in graph.degree(weight="weight")}

    def _thing(self, local: str, importance: Mapping[str, float]) -> Thing:
        entity = self.entities[local]
        told = self.known.get(local)
        said = self.said_of.get(local, [])
        label = entity.label or word("nameless")
        return Thing(
            local=local,
            kind=entity.kind,
            label=label,
            wordings=tuple(sorted({*self.wordings[local], *(told.wordings if told else ())} - {label, ""})),
            notes=told.notes if told else (),
            homes=tuple(sorted(self.homes[local] or self.mentioned_at[local])),
            said=tuple(said),
            documents=tuple(sorted(self.named_in[local])),
            told=bool(said),
            anchor=local in self.anchors,
            importance=importance[local],
            near=self._near(said, local),
        )

    def _near(self, said: Sequence[int], local: str) -> str:
        """Return the one holder that all statements about a thing share, where it is no jurisdiction, else ""."""
        partners = {other for number in said for other in self.said[number].about[:1]}
        return partners.pop() if len(partners) == 1 and not partners & {local, *self.anchors} else ""


def _relations(fact: Fact) -> list[tuple[str, str, str]]:
    """Return (start, end, relation) of the edges that a fact draws: from who does it to what is done."""
    named = [(name, value.local) for name, value in fact.slots if isinstance(value, Ref)]
    holder = next((local for name, local in named if name == "holder"), "")
    if fact.kind == "PostHolding":
        member = [local for name, local in named if name == "org:member"]
        return [(person, local, fact.kind) for person in member for name, local in named if name == "org:organization"]
    return [(holder, local, fact.kind) for name, local in named if name not in {"holder", "area"} and holder]

"""The store as a picture: things, the edges between them, and which statements stand behind those."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import log2

from kg.view.stored import Stored
from kg.view.ties import Tie
from kg.view.words import FAMILY

LIMIT = 5_000  # things in the picture of all; more would neither load nor be read
AROUND = 300  # things in the picture of one
QUIET = frozenset({"indicator", "other"})  # families that wait until they are asked for: numbers are read elsewhere
# Families of what several places share: around these, things stand with their place; around others, with their kind.
SHARED = frozenset({"program", "policy", "indicator", "event", "other"})
MAIN = frozenset({"jurisdiction", "program"})  # families that the picture of all opens with
_TURN = 3  # things that each place brings in before others bring more
_SHARES = {"anchor": 2, "shared": 2, "own": 1}  # of every five things, so that none crowds the others out


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One statement; `about` are the things that it names, `holder` is who does it, or ""."""

    local: str
    kind: str
    status: str
    year: str
    holder: str
    about: tuple[str, ...]

    @property
    def document(self) -> str:
        """The document that says it."""
        return self.local.rpartition("/")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A node. `homes` are the jurisdictions (else documents) that it belongs to, `count` how many statements name it.

    `english` is its name in English, `near` the thing beside which it is best drawn; "" where there is none.
    """

    local: str
    kind: str
    label: str
    english: str
    homes: tuple[str, ...]
    count: int
    anchor: bool
    importance: float
    near: str

    @property
    def family(self) -> str:
        """The legend's class."""
        return FAMILY.get(self.kind, "other")

    @property
    def told(self) -> bool:
        """Whether anything is said of it, or in it."""
        return self.anchor or self.count > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """From one thing to another, with the statements behind it, or none for what the graph knows of places.

    `through`: the statements' holders lie within the start, and the edge stands for theirs while they are not shown.
    """

    start: str
    end: str
    relation: str
    through: bool
    said: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What a graph page shows; `things` in the order in which they are drawn, `left_out` counts those beyond the limit.

    `centre` is the thing that the picture is about, "" in the picture of all.
    """

    centre: str
    things: tuple[Thing, ...]
    edges: tuple[Edge, ...]
    said: tuple[Said, ...]
    left_out: int


def whole(stored: Stored) -> Picture:
    """Return the picture of all that a graph's documents name, and what is above those; copies are left out."""
    gathered = _Gathered(stored)
    for statement, tie in stored.ties.items():
        source = stored.sources.get(statement.rpartition("/")[0])
        if source is None or not source.first:
            gathered.tell(statement, tie)
    gathered.name()
    gathered.climb()
    return gathered.picture("", LIMIT)


def around(stored: Stored, local: str) -> Picture:
    """Return the picture of what the statements about a thing tie it to."""
    gathered = _Gathered(stored)
    for statement in stored.statements(local):
        gathered.tell(statement, stored.ties[statement])
    gathered.link(local)
    return gathered.picture(local, AROUND)


@dataclass(slots=True)
class _Gathered:
    """What the statements give, thing by thing."""

    stored: Stored
    kinds: dict[str, str] = field(default_factory=dict)
    said: list[Said] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    homes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    named_in: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    partners: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    edges: dict[tuple[str, str, str, bool], list[int]] = field(default_factory=lambda: defaultdict(list))
    anchors: set[str] = field(default_factory=set)

    def tell(self, statement: str, tie: Tie) -> None:
        """Add a statement."""
        number = len(self.said)
        about = tuple(local for local in tie.about if self._known(local))
        said = Said(local=statement, kind=tie.kind, status=tie.status, year=tie.year, holder=tie.holder, about=about)
        self.said.append(said)
        areas = {local for local in tie.areas if local in self.kinds} or self._places(said.document)
        self.anchors |= areas
        self.counts.update(about)
        for local in about:
            self.homes[local] |= areas
            self.partners[local].add(about[0])
        for start, end in tie.lines():
            if start in self.kinds and end in self.kinds and start != end:
                self.edges[start, end, tie.kind, False].append(number)
            for area in areas - {start, end}:
                if end in self.kinds:
                    self.edges[area, end, tie.kind, True].append(number)

    def name(self) -> None:
        """Add the documents, what they are about and what they name."""
        stored = self.stored
        for local, source in stored.sources.items():
            if source.first:
                continue
            self.kinds[local] = "SourceDocument"
            places = self._places(local)
            self.anchors |= places
            self.named_in[local] |= places
            for place in sorted(places - {local}):
                self.edges[local, place, "about", False]
        for local in stored.known:
            for document in stored.mentioned_in(local):
                if document in self.kinds and self._known(local):
                    self.named_in[local] |= self._places(document)
                    self.edges[document, local, "mentions", False]

    def climb(self) -> None:
        """Add what the graph knows to stand above the things that are named."""
        waiting = sorted(self.kinds)
        while waiting:
            local = waiting.pop()
            for above in self.link(local):
                self.named_in[above] |= self.named_in[local] or self.homes[local]
                waiting.append(above)

    def link(self, local: str) -> list[str]:
        """Add what the graph knows of a thing's place; return what was not there."""
        new = []
        for relation, above in self.stored.known[local].links if local in self.stored.known else ():
            there = above in self.kinds
            if self._known(above) and above != local:
                self.edges[local, above, relation, False]
                new += [] if there else [above]
        return new

    def picture(self, centre: str, limit: int) -> Picture:
        """Return the picture of the most important things."""
        importance = self._importance()
        things = [self._thing(local, importance[local]) for local in self.kinds]
        things = _nearest(things, centre) if centre else _ranked(things)
        kept = tuple(things[:limit])
        names = {thing.local for thing in kept}
        edges = [
            Edge(start=start, end=end, relation=relation, through=through, said=tuple(said))
            for (start, end, relation, through), said in sorted(self.edges.items())
            if {start, end} <= names
        ]
        return Picture(
            centre=centre,
            things=kept,
            edges=tuple(edges),
            said=tuple(self.said),
            left_out=len(things) - len(kept),
        )

    def _known(self, local: str) -> bool:
        """Return whether it is a thing with a label (statements name other statements, too)."""
        if local not in self.kinds:
            if local not in self.stored.known:
                return False
            self.kinds[local] = self.stored.known[local].kind
        return True

    def _places(self, document: str) -> set[str]:
        source = self.stored.sources.get(document)
        return {local for local in source.about if self._known(local)} or {document} if source else set()

    def _importance(self) -> Mapping[str, float]:
        """Return the weighted degree of every thing: how many others it works with, and how much is said of it."""
        import networkx as nx

        graph = nx.Graph()
        graph.add_nodes_from(sorted(self.kinds))
        for (start, end, _, through), said in sorted(self.edges.items()):
            if said and not through:
                weight = graph.get_edge_data(start, end, {"weight": 0.0})["weight"] + 1 + log2(len(said))
                graph.add_edge(start, end, weight=weight)
        return {local: round(float(degree), 3) for local, degree in graph.degree(weight="weight")}

    def _thing(self, local: str, importance: float) -> Thing:
        partners = self.partners[local]
        alone = next(iter(partners)) if len(partners) == 1 and not partners & {local, *self.anchors} else ""
        return Thing(
            local=local,
            kind=self.kinds[local],
            label=self.stored.label(local),
            english=self.stored.known[local].english if local in self.stored.known else "",
            homes=tuple(sorted(self.homes[local] or self.named_in[local])),
            count=self.counts[local],
            anchor=local in self.anchors,
            importance=importance,
            near=alone,
        )


def _ranked(things: Iterable[Thing]) -> list[Thing]:
    """Return things in the order in which they are drawn: places, what they share, and what each has, in turns."""
    rows: dict[tuple[str, str], list[Thing]] = defaultdict(list)
    turns: Counter[tuple[str, str]] = Counter()
    turn: dict[str, int] = {}
    for thing in sorted(things, key=lambda thing: (-thing.importance, thing.local)):
        share = "anchor" if thing.anchor else "own" if len(thing.homes) == 1 else "shared"
        rows[share, thing.family].append(thing)
        own = (thing.homes[0] if share == "own" else thing.local), thing.family
        turn[thing.local] = turns[own] // _TURN
        turns[own] += 1
    placed = [
        (not thing.told, number / _SHARES[share], share, family, thing)
        for (share, family), row in rows.items()
        for number, thing in enumerate(sorted(row, key=lambda thing: turn[thing.local]))
    ]
    return [thing for *_, thing in sorted(placed, key=lambda place: place[:4])]


def _nearest(things: Iterable[Thing], centre: str) -> list[Thing]:
    """Return the centre, then other things: those of which more is said with it first, numbers last."""
    return sorted(
        things,
        key=lambda thing: (thing.local != centre, thing.family in QUIET, -thing.count, -thing.importance, thing.local),
    )

"""The store of a built graph, ready for pages: an index of all things and statements, and each statement when asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import Any, TypeVar

from kg import store
from kg.namespaces import DATA_NS, EDU_NS
from kg.pages_data import Page, load_facts, load_page, page_path
from kg.view.answers import answers
from kg.view.places import Places
from kg.view.sentences import Piece, in_words
from kg.view.sources import Source, sources
from kg.view.statement_data import statement_data
from kg.view.subjects import Block, block
from kg.view.terms import Known, known, topics
from kg.view.ties import Tie, ties
from kg.view.told import Told, of_fact, told
from kg.view.triples import Described, described, pairs
from kg.view.words import FAMILY, KINDS, word

_TOLD = 20_000  # statements held at once: some 30 MB
_DOCUMENTS = 2_000  # of which the statements are held at once where all pages are asked for: some 200 MB
_PAGES = 4  # documents of which all is held
_MADE = 40_000  # pieces of pages of one sort held at once: some 60 MB
# What is handed to another process: what costs more to find out than to hand over.
_WHOLE = (
    *("known", "topics", "sources", "ties", "places", "answers", "narrower"),
    *("_statements", "_heads", "_mentions", "_rank"),
)

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, eq=False)
class Stored:
    """The store of the graph in a folder. The index costs one pass over it; statements are read when asked for.

    Whatever several pages need is found once and kept. `whole`: all pages will be asked for; then statements are read
    from what the build keeps of each document, which costs less than a look into the store for each. Pickled, it holds
    all that is known of the whole graph.
    """

    out: Path
    whole: bool = False

    @cached_property
    def graph(self) -> Any:
        """The store, open to read. Raises KgError where there is none."""
        return store.open_store(self.out)

    @cached_property
    def known(self) -> Mapping[str, Known]:
        """Every labelled entity, by local IRI."""
        return known(self.out)

    @cached_property
    def topics(self) -> Mapping[str, tuple[str, str]]:
        """The names of each topic, in Chinese and in English, by local IRI."""
        return topics(self.graph)

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """The documents, by local IRI, in order."""
        return sources(self.graph)

    @cached_property
    def ties(self) -> Mapping[str, Tie]:
        """What each statement ties together, by local IRI, in reading order."""
        return ties(told for document in self.sources for told in self._facts(document).values())

    @cached_property
    def kinds(self) -> Mapping[str, str]:
        """The class of each statement, by local IRI."""
        return {statement: tie.kind for statement, tie in self.ties.items()}

    @cached_property
    def areas(self) -> Mapping[str, str]:
        """The jurisdiction of each statement that has one, by local IRIs."""
        return {statement: tie.areas[0] for statement, tie in self.ties.items() if tie.areas}

    @cached_property
    def places(self) -> Places:
        """Which place each statement belongs to."""
        return Places.read(self)

    @cached_property
    def answers(self) -> Mapping[str, tuple[str, ...]]:
        """The statements that report on each target, by local IRI."""
        return answers(self)

    @cached_property
    def narrower(self) -> Mapping[str, tuple[str, ...]]:
        """The concepts right below each concept, sorted."""
        found: dict[str, list[str]] = defaultdict(list)
        for local, thing in self.known.items():
            for name, above in thing.links:
                if name == "skos:broader":
                    found[above].append(local)
        return {above: tuple(sorted(below)) for above, below in found.items()}

    def ordered(self, statements: Iterable[str]) -> list[str]:
        """Return statements as lists show them: by kind, reported before planned, later years first."""
        return sorted(statements, key=self._rank.__getitem__)

    def copied(self, statement: str) -> bool:
        """Return whether a statement stands in a copy of another document."""
        source = self.sources.get(statement.rpartition("/")[0])
        return source is not None and source.first != ""

    def counted(self) -> list[str]:
        """Return the documents that are no copies of others."""
        return [local for local, source in self.sources.items() if not source.first]

    def statements(self, local: str) -> tuple[str, ...]:
        """Return the statements that name an entity in a slot, or that a document makes, in reading order.

        Those of copies are left out, but for a document's own.
        """
        return self._statements.get(local, ())

    def things(self) -> list[str]:
        """Return the entities that statements name, and the concepts above those, sorted."""
        told = {local for local in self._statements if local not in self.sources and local in self.known}
        return sorted(told | self._heads)

    def mentioned_in(self, local: str) -> tuple[str, ...]:
        """Return the documents that name an entity, sorted; copies are left out."""
        return self._mentions.get(local, ())

    def label(self, local: str) -> str:
        """Return the label of an entity or a document, "" for what is neither."""
        thing = self.known.get(local)
        if thing is not None:
            return thing.label or word("nameless")
        return self.sources[local].label if local in self.sources else ""

    def has_page(self, local: str) -> bool:
        """Return whether the site has a page of it: documents, things that statements name, concepts above those."""
        return local in self.sources or local in self._heads or (local in self.known and local in self._statements)

    def kind(self, local: str) -> str:
        """Return the class of an entity, "" for what is none."""
        return self.known[local].kind if local in self.known else ""

    def family(self, local: str) -> str:
        """Return the legend's class of an entity or a document."""
        thing = self.known.get(local)
        if thing is not None:
            return FAMILY.get(thing.kind, "other")
        return "document" if local in self.sources else "other"

    @cached_property
    def told(self) -> Callable[[str], Told]:
        """Read a statement: each is told on the pages of all things that it names, so the last ones are kept."""
        return self._told_by_document if self.whole else lru_cache(maxsize=_TOLD)(self._told_by_store)

    def _told_by_store(self, statement: str) -> Told:
        return told(self._described, statement, self.ties[statement].kind)

    def _told_by_document(self, statement: str) -> Told:
        return self._facts(statement.rpartition("/")[0])[statement]

    @cached_property
    def _facts(self) -> Callable[[str], Mapping[str, Told]]:
        """Read the statements of a document; the last ones are kept where all pages are asked for."""
        return lru_cache(maxsize=_DOCUMENTS)(self._read) if self.whole else self._read

    def _read(self, document: str) -> Mapping[str, Told]:
        return {local: of_fact(local, fact) for local, fact in load_facts(page_path(self.out, document))}

    @cached_property
    def page(self) -> Callable[[str], Page]:
        """Read what a build keeps of a document; the last ones are kept: a page shows them, and two files of data."""
        return lru_cache(maxsize=_PAGES)(lambda document: load_page(page_path(self.out, document)))

    @cached_property
    def statement_data(self) -> Callable[[str], Mapping[str, Block]]:
        """Return the data of a document's statements, by local IRI."""
        return lru_cache(maxsize=_PAGES)(lambda document: statement_data(self.page(document)))

    @cached_property
    def block(self) -> Callable[[str], Block]:
        """Return the data of a thing or a document, by its local IRI, without its statements."""
        return lru_cache(maxsize=_PAGES)(lambda local: block(self._described, local))

    def made(self, make: Callable[[Stored, Key, str], str], of: Key, root: str) -> str:
        """Return what `make` makes of a thing or statements for pages from which `root` leads to the site's root.

        The last ones are kept: what names a thing or tells a statement stands on many pages.
        """
        kept = self._made.get(make)
        if kept is None:
            kept = self._made[make] = lru_cache(maxsize=_MADE)(partial(make, self))
        return kept(of, root)

    @cached_property
    def _made(self) -> dict[object, Callable[[Any, str], str]]:
        return {}

    def __getstate__(self) -> dict[str, object]:
        """Return what is handed to another process: all that is known of the whole graph, and nothing that is open."""
        return {"out": self.out, "whole": self.whole, **{name: getattr(self, name) for name in _WHOLE}}

    def words(self, told: Told) -> list[Piece]:
        """Return a statement as a sentence."""
        return in_words(told, self.label)

    @cached_property
    def _described(self) -> Described:
        return described(self.graph)

    @cached_property
    def _rank(self) -> Mapping[str, int]:
        """The place of each statement among all, as lists show them."""
        kinds = {kind: number for number, kind in enumerate(KINDS)}

        def key(statement: str) -> tuple[int, str, bool, int]:
            tie = self.ties[statement]
            return kinds.get(tie.kind, len(kinds)), tie.kind, tie.status != "Reported", -int(tie.year or 0)

        return {statement: number for number, statement in enumerate(sorted(self.ties, key=key))}

    @cached_property
    def _statements(self) -> Mapping[str, tuple[str, ...]]:
        named: dict[str, list[str]] = defaultdict(list)
        for statement, tie in self.ties.items():
            named[statement.rpartition("/")[0]].append(statement)
            if not self.copied(statement):
                for local in tie.about:
                    named[local].append(statement)
        return {local: tuple(found) for local, found in named.items()}

    @cached_property
    def _heads(self) -> frozenset[str]:
        """Concepts of the vocabulary above those that statements name."""
        found: set[str] = set()
        waiting = [local for local in self._statements if local in self.known]
        while waiting:
            for name, above in self.known[waiting.pop()].links:
                if name == "skos:broader" and above in self.known and above not in found:
                    found.add(above)
                    waiting.append(above)
        return frozenset(found)

    @cached_property
    def _mentions(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, set[str]] = defaultdict(set)
        for document, node in pairs(self.graph, EDU_NS + "mentions"):
            if not self.sources[document].first:
                found[node.value.removeprefix(DATA_NS)].add(document)
        return {local: tuple(sorted(documents)) for local, documents in found.items()}

"""The whole site, address by address: what `kg view` writes into a folder and `kg serve` answers from the store."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property, partial
from pathlib import Path

from kg.copies import Copy, copies
from kg.view import markup
from kg.view.addresses import ASSETS, address, numbered, of_graph
from kg.view.compare_page import compare_page
from kg.view.data_files import data_file
from kg.view.document_page import document_page
from kg.view.ego import has_graph
from kg.view.entity_page import entity_page, pages_of
from kg.view.frame import FORMATS
from kg.view.front_page import front_page
from kg.view.graph_page import Drawn, drawn, graph_data, graph_page, sent_page, thing_page, vis
from kg.view.lists import (
    KINDS_FOLDER,
    LISTS,
    YEARS_FOLDER,
    documents_page,
    kind_address,
    kind_page,
    kinds_of,
    list_page,
    year_address,
    year_page,
    years_of,
)
from kg.view.place_data import FOLDER as PLACES_FOLDER
from kg.view.place_data import data_address, place_data
from kg.view.search_data import search_data
from kg.view.stored import Stored
from kg.view.timeline_page import timeline_data, timeline_page

# Files of `kg/view/static` that pages share.
FILES = (
    *("base.css", "site.css", "site.js", "document.css", "document.js", "entity.js", "list.js"),
    *("graph.css", "graph.js", "graph-panel.js", "graph-find.js", "graph-place.js", "ego.css"),
    *("told.css", "told.js", "compare.css", "compare.js", "timeline.css", "timeline.js", "chart.css"),
)
# Pages that are there once: address → what makes it.
PAGES: Mapping[str, Callable[[Stored], bytes]] = {
    "index.html": front_page,
    "documents.html": documents_page,
    f"{ASSETS}/search.js": search_data,
    "compare.html": compare_page,
    "timeline.html": timeline_page,
    f"{ASSETS}/timeline-data.js": timeline_data,
}
GRAPH, GRAPH_DATA = "graph.html", f"{ASSETS}/graph-data.js"
_ADDRESS = re.compile(
    r"(?P<graph>graph/)?(?P<name>[a-z]+/[a-z0-9-]+?)(--(?P<number>[0-9]{1,6}))?(?P<suffix>\.[a-z]+)", re.ASCII
)


class Site:
    """The site of the graph in a folder. Each page is made when it is asked for."""

    def __init__(self, out: Path, *, whole: bool = False) -> None:
        """Look at the graph in folder `out`, opened when the first page is asked for; `whole`: for all pages."""
        self.stored = Stored(out, whole)

    def __getstate__(self) -> dict[str, object]:
        """Return what is handed to another process: all that is found out about the whole graph."""
        return {"stored": self.stored, "_locals": self._locals, "_places": self._places, "_copies": self._copies}

    def page(self, at: str) -> bytes | None:
        """Return what stands at an address relative to the site's root, None where nothing does.

        Raises KgError where the folder holds no graph.
        """
        make = self._once.get(at) or self._of_many(at) or self._of_thing(at)
        return make() if make else None

    def addresses(self) -> list[str]:
        """Return every address of the site. Raises KgError where the folder holds no graph."""
        return [*self.once(), *self.many()]

    def once(self) -> list[str]:
        """Return the addresses of what is there once, however large the graph."""
        return list(self._once)

    def drawn(self) -> tuple[str, ...]:
        """Return the addresses, among those of `once`, that show the graph of all, which costs most to draw."""
        return (GRAPH, GRAPH_DATA)

    def many(self) -> list[str]:
        """Return the addresses of all that grows with the graph; pages that read the same stand near each other."""
        return list(self._many)

    @cached_property
    def _many(self) -> tuple[str, ...]:
        stored = self.stored
        found = [*self._places, *map(year_address, years_of(stored)), *map(kind_address, kinds_of(stored))]
        for local in sorted(stored.sources):
            found += [address(local), *(address(local, suffix) for suffix in FORMATS)]
        for local in sorted(stored.things(), key=lambda local: (stored.statements(local)[:1], local)):
            found += [numbered(address(local), number) for number in range(1, pages_of(stored, local) + 1)]
            found += [address(local, suffix) for suffix in FORMATS]
            if has_graph(stored, local):
                found.append(of_graph(local))
        return tuple(found)

    @cached_property
    def _once(self) -> dict[str, Callable[[], bytes]]:
        stored = self.stored
        return {
            **{at: partial(make, stored) for at, make in PAGES.items()},
            **{at: partial(list_page, stored, at) for at in LISTS},
            **{f"{ASSETS}/{name}": partial(_file, name) for name in FILES},
            GRAPH: lambda: graph_page(stored, self._graph),
            GRAPH_DATA: lambda: graph_data(self._graph),
            f"{ASSETS}/vis-network.js": vis,
        }

    def _of_many(self, at: str) -> Callable[[], bytes] | None:
        """Return what makes the page of a year or of a kind of statement, or the data of a place."""
        stored = self.stored
        folder, _, name = at.partition("/")
        name = name.removesuffix(".html")
        if folder == YEARS_FOLDER and name in years_of(stored):
            return partial(year_page, stored, name)
        if folder == KINDS_FOLDER and name in kinds_of(stored):
            return partial(kind_page, stored, name)
        if folder == PLACES_FOLDER and at in self._places:
            return partial(place_data, stored, self._places[at])
        return None

    def _of_thing(self, at: str) -> Callable[[], bytes] | None:
        """Return what makes a page, a graph page or the data of a thing or a document."""
        told = _ADDRESS.fullmatch(at)
        local = self._locals.get(told["name"]) if told else None
        if told is None or local is None:
            return None
        stored, suffix, number = self.stored, told["suffix"], int(told["number"] or 1)
        if suffix in FORMATS and number == 1 and not told["graph"]:
            return partial(data_file, stored, local, suffix)
        if suffix != ".html":
            return None
        if local in stored.sources:
            return partial(self._document, local) if number == 1 and not told["graph"] else None
        if told["graph"]:
            return partial(thing_page, stored, local) if number == 1 and has_graph(stored, local) else None
        return partial(entity_page, stored, local, number) if 1 <= number <= pages_of(stored, local) else None

    @cached_property
    def _locals(self) -> dict[str, str]:
        """Local IRIs by the address of their pages without its suffix."""
        return {address(local, ""): local for local in (*self.stored.things(), *self.stored.sources)}

    @cached_property
    def _places(self) -> dict[str, str]:
        """Places by the address of their data."""
        return {data_address(place): place for place in self.stored.places.statements}

    def graph(self, home: str) -> bytes:
        """Return the graph of all as one file that can be sent; `home` leads from it to the site's root."""
        return sent_page(self.stored, self._graph, home)

    @cached_property
    def _graph(self) -> Drawn:
        return drawn(self.stored)

    @cached_property
    def _copies(self) -> Mapping[str, tuple[Copy, ...]]:
        return copies(self.stored.graph)

    def _document(self, local: str) -> bytes:
        return document_page(self.stored, self.stored.page(local), self._copies.get(local, ()))


def _file(name: str) -> bytes:
    return markup.static(name).encode()

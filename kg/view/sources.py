"""The documents, as the graph describes them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kg.namespaces import DATA_NS, EDU_NS, expand
from kg.view.triples import pairs
from kg.view.words import word

_SOURCE = {
    "name": EDU_NS + "fileName",
    "title": expand("dcterms:title"),
    "kind": EDU_NS + "documentKind",
    "issued": expand("dcterms:issued"),
    "about": EDU_NS + "about",
    "years": EDU_NS + "reportYear",
    "first": expand("prov:alternateOf"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document, as the graph describes it. `about` are local IRIs, `years` the years that it reports or plans."""

    local: str
    name: str
    title: str
    kind: str
    issued: str
    about: tuple[str, ...]
    years: tuple[str, ...]
    first: str  # the document of which this is a copy, or ""

    @property
    def label(self) -> str:
        """What to call it."""
        return self.title or self.name or word("no_title")


def sources(graph: Any) -> dict[str, Source]:
    """Return the documents by local IRI, sorted."""
    found: dict[str, dict[str, list[str]]] = {
        subject: defaultdict(list) for subject, _ in pairs(graph, EDU_NS + "sha256")
    }
    for name, predicate in _SOURCE.items():
        for subject, value in pairs(graph, predicate):
            if subject in found:
                found[subject][name].append(value.value.removeprefix(DATA_NS))

    def first(told: Mapping[str, list[str]], name: str) -> str:
        return min(told.get(name, ()), default="")

    return {
        local: Source(
            local=local,
            name=first(told, "name"),
            title=first(told, "title"),
            kind=first(told, "kind"),
            issued=first(told, "issued"),
            about=tuple(sorted(told.get("about", ()))),
            years=tuple(sorted(told.get("years", ()))),
            first=first(told, "first"),
        )
        for local, told in sorted(found.items())
    }

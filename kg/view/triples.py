"""Triples of the store's default graph, by predicate and by subject."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from kg.namespaces import DATA_NS, RDF_NS

_KEPT = 4_000  # subjects

Described = Callable[[str], Sequence[tuple[str, Any]]]
"""Gives the absolute IRI of each predicate of a subject, an absolute IRI, with the node that it leads to."""


def pairs(graph: Any, predicate: str) -> Iterator[tuple[str, Any]]:
    """Yield each subject, below the data prefix, with the node that `predicate`, an absolute IRI, gives it."""
    import pyoxigraph as ox

    for quad in graph.quads_for_pattern(None, ox.NamedNode(predicate), None, ox.DefaultGraph()):
        yield quad.subject.value.removeprefix(DATA_NS), quad.object


def instances(graph: Any, kind: str) -> Iterator[str]:
    """Yield what is of a class, an absolute IRI, below the data prefix."""
    import pyoxigraph as ox

    a, node = ox.NamedNode(RDF_NS + "type"), ox.NamedNode(kind)
    for quad in graph.quads_for_pattern(None, a, node, ox.DefaultGraph()):
        if quad.subject.value.startswith(DATA_NS):
            yield quad.subject.value.removeprefix(DATA_NS)


def described(graph: Any) -> Described:
    """Return what describes subjects of a store; the last ones are kept: a statement is told and handed on as data."""
    import pyoxigraph as ox

    everywhere = ox.DefaultGraph()

    @lru_cache(maxsize=_KEPT)
    def describe(subject: str) -> Sequence[tuple[str, Any]]:
        found = graph.quads_for_pattern(ox.NamedNode(subject), None, None, everywhere)
        return [(quad.predicate.value, quad.object) for quad in found]

    return describe

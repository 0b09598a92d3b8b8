"""Which documents of a graph are copies of each other: `prov:alternateOf`, read both ways."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from kg.namespaces import DATA_NS, expand

if TYPE_CHECKING:
    import pyoxigraph as ox


class Copy(NamedTuple):
    """A document that says what another says: its IRI below the data prefix, its file, and whether it is the first.

    Of documents that are copies of each other one is the first: it is the one that counts.
    """

    local: str
    name: str
    is_first: bool


def copies(graph: ox.Store) -> Mapping[str, tuple[Copy, ...]]:
    """Return the copies of each document that has any, the first before the others, by IRI below the data prefix."""
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for copy, first in _said(graph, "prov:alternateOf"):
        alike[first].append(copy)
    names = dict(_said(graph, "edu:fileName")) if alike else {}
    found = {}
    for first, others in alike.items():
        ordered = (first, *sorted(others, key=lambda copy: (names.get(copy, ""), copy)))
        together = [Copy(each.removeprefix(DATA_NS), names.get(each, ""), each == first) for each in ordered]
        for one in together:
            found[one.local] = tuple(other for other in together if other is not one)
    return found


def _said(graph: ox.Store, curie: str) -> Iterator[tuple[str, str]]:
    import pyoxigraph as ox

    for quad in graph.quads_for_pattern(None, ox.NamedNode(expand(curie)), None, ox.DefaultGraph()):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
            yield quad.subject.value, quad.object.value

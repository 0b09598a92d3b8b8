"""GraphML (http://graphml.graphdrawing.org/) for Gephi, Cytoscape, yEd and R: things as nodes, statements as edges."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox

from kg import store
from kg.export.statements import Term, label, rows
from kg.namespaces import EDU_NS, ENTITY_CLASSES, RDF_NS, VOCABULARY_CLASSES

_TYPE = ox.NamedNode(RDF_NS + "type")
_CLASSES = ENTITY_CLASSES | VOCABULARY_CLASSES
_STRUCTURE = ("parent", "jurisdiction", "locatedIn")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write(out: Path, path: Path, guard_cells: bool) -> None:  # noqa: ARG001 — the shape of every writer
    """Write a directed multigraph.

    Nodes carry `label`, `class` and `iri`. An edge leads from a statement's holder to each thing in another slot, with
    `kind` (the statement's class), `slot`, `status`, `quote`, `file`, `start`, `end` and `statement`; edges of kind
    `parent`, `jurisdiction` and `locatedIn` say where things are.
    """
    import networkx as nx

    graph = store.open_store(out)
    drawn = nx.MultiDiGraph()
    edges: list[tuple[str, str, str, dict[str, str | int]]] = []
    for row in rows(graph):
        if row.holder is None:
            continue
        for slot, terms in row.slots.items():
            for term in terms:
                if isinstance(term, ox.NamedNode) and term != row.holder and _class(graph, term):
                    said: dict[str, str | int] = {
                        "kind": row.kind,
                        "slot": slot,
                        "status": row.status,
                        "quote": _plain(row.quote),
                        "file": _plain(row.file),
                        "start": row.start,
                        "end": row.end,
                        "statement": row.iri,
                    }
                    edges.append((row.holder.value, term.value, f"{row.iri} {slot}", said))
    for name in _STRUCTURE:
        for quad in graph.quads_for_pattern(None, ox.NamedNode(EDU_NS + name), None, None):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
                key = f"{quad.subject.value} {name} {quad.object.value}"
                edges.append((quad.subject.value, quad.object.value, key, {"kind": name, "slot": name}))
    mentioned = graph.quads_for_pattern(None, ox.NamedNode(EDU_NS + "mentions"), None, None)
    nodes = {node for one, other, _, _ in edges for node in (one, other)}
    nodes |= {quad.object.value for quad in mentioned if isinstance(quad.object, ox.NamedNode)}
    for iri in sorted(nodes):
        node = ox.NamedNode(iri)
        drawn.add_node(iri, label=_plain(label(graph, node)), **{"class": _class(graph, node)}, iri=iri)
    for one, other, key, said in sorted(edges, key=lambda edge: edge[2]):
        drawn.add_edge(one, other, key=key, **said)
    nx.write_graphml_xml(drawn, path, encoding="utf-8", prettyprint=True)


def _class(graph: ox.Store, term: Term) -> str:
    """Return the narrowest class of a node: the one with most classes above it."""
    if not isinstance(term, ox.NamedNode):
        return ""
    types = (quad.object for quad in graph.quads_for_pattern(term, _TYPE, None, None))
    names = {type_.value.removeprefix(EDU_NS) for type_ in types if isinstance(type_, ox.NamedNode)}
    return max(sorted(names & set(_CLASSES)), key=lambda name: len(_CLASSES[name]), default="")


def _plain(text: str) -> str:
    """Return the text without what XML 1.0 cannot hold."""
    return _UNPRINTABLE.sub("\ufffd", text)

"""Does a graph keep the ontology's shapes? `validate` asks pySHACL; `check` says the same, quickly, for a build."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from kg import shacl
from kg.errors import KgError
from kg.namespaces import SH_NS, SHAPES_NS, XSD_NS
from kg.shacl import Violation, check

if TYPE_CHECKING:
    from pathlib import Path

    import rdflib

__all__ = ["Violation", "check", "validate"]


def validate(graph_path: Path, shapes: Path | None = None) -> tuple[Violation, ...]:
    """Return every breach of the shapes (the ontology's own, or those of a file) by pySHACL, sorted.

    `graph_path` is Turtle, TriG, N-Triples or N-Quads; named graphs count as one. Raises KgError where a file cannot
    be read.
    """
    import pyshacl
    from rdflib import Graph, URIRef

    # rdflib logs each ill-formed value with a traceback; here it comes back as a violation
    logging.getLogger("rdflib.term").setLevel(logging.ERROR)

    path = shapes or shacl.own_shapes()
    rules = {rule.name: rule for rule in shacl.rules(path)}
    data, shapes_graph = _rdflib_graph(graph_path), Graph().parse(path, format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes_graph)
    assert isinstance(report, Graph)
    found = set()
    for result in report.objects(None, URIRef(SH_NS + "result")):
        shape, focus, value = (
            report.value(result, URIRef(SH_NS + name)) for name in ("sourceShape", "focusNode", "value")
        )
        rule = rules[str(shape).removeprefix(SHAPES_NS)]
        found.add(shacl.violation(rule, _plain(focus), _plain(value)))
    return tuple(sorted(found))


def _plain(node: object) -> str:
    if node is None:
        return ""
    return "[]" if type(node).__name__ == "BNode" else str(node)


def _rdflib_graph(path: Path) -> rdflib.Graph:
    """Read a graph by Oxigraph, which is strict and fast, and hand it over triple by triple."""
    import pyoxigraph as ox
    from rdflib import BNode, Graph, Literal, URIRef

    def term(node: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> rdflib.term.Node:
        if isinstance(node, ox.NamedNode):
            return URIRef(node.value)
        if isinstance(node, ox.BlankNode):
            return BNode(node.value)
        if not isinstance(node, ox.Literal):
            raise KgError(str(path), "triple terms of RDF 1.2 cannot be validated", "write RDF 1.1")
        if node.language:
            return Literal(node.value, lang=node.language)
        # for rdflib a string with its datatype and one without are two terms; for RDF 1.1 they are one
        datatype = None if node.datatype.value == XSD_NS + "string" else URIRef(node.datatype.value)
        return Literal(node.value, datatype=datatype, normalize=False)

    graph = Graph()
    try:
        for quad in ox.parse(path=str(path)):
            graph.add((term(quad.subject), term(quad.predicate), term(quad.object)))
    except OSError as error:
        raise KgError(str(path), f"the graph cannot be read ({error.strerror or error})", "build it first") from error
    except ValueError as error:
        raise KgError(str(path), str(error), "give a .ttl, .trig, .nt or .nq file") from error
    except SyntaxError as error:
        raise KgError(f"{path}:{error.lineno or 1}", f"not RDF: {error.msg}", "build the graph again") from error
    return graph

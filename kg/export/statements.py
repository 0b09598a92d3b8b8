"""Statements as flat rows, for tables and drawings: labels beside IRIs, the quote and its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from kg.namespaces import EDU_NS, OA_NS, PREFIXES, PROV_NS, RDF_NS, SKOS_NS, STATEMENT_CLASSES, expand
from kg.slots import STATEMENT_SLOTS

_TYPE, _LABEL = ox.NamedNode(RDF_NS + "type"), ox.NamedNode(SKOS_NS + "prefLabel")
_EVIDENCE, _SOURCE = ox.NamedNode(EDU_NS + "evidence"), ox.NamedNode(PROV_NS + "wasDerivedFrom")
_FILE = ox.NamedNode(EDU_NS + "fileName")
_KINDS = frozenset(EDU_NS + name for name in STATEMENT_CLASSES) - {EDU_NS + "Statement"}
# name of a column → predicate, for every slot that a statement may have, in the table's order
SLOTS: dict[str, str] = {
    name.rpartition(":")[2]: expand(slot.predicate)
    for table in STATEMENT_SLOTS.values()
    for name, slot in table.items()
    if name not in {"holder", "area"}
}

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True, slots=True)
class Row:
    """One statement. `slots` are terms by column name, sorted; `quote`, `start` and `end` are its first evidence."""

    iri: str
    kind: str
    status: str
    holder: ox.NamedNode | None
    area: ox.NamedNode | None
    slots: Mapping[str, list[Term]]
    text: str
    quote: str
    file: str
    start: int
    end: int
    rule: str


def rows(graph: ox.Store) -> Iterator[Row]:
    """Yield every statement of the graph, by file and place."""
    statements = graph.quads_for_pattern(None, _TYPE, ox.NamedNode(EDU_NS + "Statement"), None)
    found = (_row(graph, quad.subject) for quad in statements if isinstance(quad.subject, ox.NamedNode))
    yield from sorted(found, key=lambda row: (row.file, row.start, row.end, row.iri))


def label(graph: ox.Store, term: Term) -> str:
    """Return a literal's text, or a node's label, or its IRI where it has none."""
    if isinstance(term, ox.NamedNode):
        return min(
            (_text(quad.object) for quad in graph.quads_for_pattern(term, _LABEL, None, None)), default=term.value
        )
    return _text(term)


def _text(term: Term) -> str:
    return term.value if isinstance(term, ox.Literal | ox.NamedNode) else str(term)


def _row(graph: ox.Store, subject: ox.NamedNode) -> Row:
    said: dict[str, list[Term]] = {}
    for quad in graph.quads_for_pattern(subject, None, None, None):
        said.setdefault(quad.predicate.value, []).append(quad.object)
    kinds = sorted(_text(term) for term in said[_TYPE.value] if _text(term) in _KINDS)
    start, end, quote = min((_evidence(graph, term) for term in said.get(_EVIDENCE.value, [])), default=(0, 0, ""))
    source = said[_SOURCE.value][0]
    file = next(graph.quads_for_pattern(source, _FILE, None, None), None) if isinstance(source, ox.NamedNode) else None
    return Row(
        iri=subject.value,
        kind=kinds[0].removeprefix(EDU_NS) if kinds else "Statement",
        status=_first(said, "status").removeprefix(EDU_NS),
        holder=_node(said, "holder"),
        area=_node(said, "area"),
        slots={name: sorted(said[iri], key=str) for name, iri in SLOTS.items() if iri in said},
        text=_first(said, "text"),
        quote=quote,
        file=_text(file.object) if file else "",
        start=start,
        end=end,
        rule=_first(said, "rule"),
    )


def _first(said: Mapping[str, list[Term]], name: str) -> str:
    return min(map(_text, said.get(EDU_NS + name, [])), default="")


def _node(said: Mapping[str, list[Term]], name: str) -> ox.NamedNode | None:
    nodes = [term for term in said.get(EDU_NS + name, []) if isinstance(term, ox.NamedNode)]
    return min(nodes, key=str, default=None)


def _evidence(graph: ox.Store, evidence: Term) -> tuple[int, int, str]:
    said = {}
    if isinstance(evidence, ox.NamedNode):
        said = {
            quad.predicate.value: _text(quad.object) for quad in graph.quads_for_pattern(evidence, None, None, None)
        }
    return int(said.get(OA_NS + "start", 0)), int(said.get(OA_NS + "end", 0)), said.get(OA_NS + "exact", "")


def curie(iri: str) -> str:
    """Return an IRI of a known vocabulary without its namespace, any other as it is."""
    return next((iri.removeprefix(namespace) for namespace in PREFIXES.values() if iri.startswith(namespace)), iri)

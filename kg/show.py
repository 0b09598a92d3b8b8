"""What the graph holds, as text: counts, everything known of one thing, and a file as the program reads it."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from kg import query, store, tables
from kg.namespaces import SKOS_NS

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.model import Document

_BOLD, _DIM, _RED, _END = "\x1b[1m", "\x1b[2m", "\x1b[31m", "\x1b[0m"

_DOCUMENTS = """
SELECT ?file ?about (COUNT(DISTINCT ?statement) AS ?statements) (COUNT(DISTINCT ?thing) AS ?things) {
  ?document a edu:SourceDocument ; edu:fileName ?file .
  OPTIONAL { ?document edu:about/skos:prefLabel ?about }
  OPTIONAL { ?statement prov:wasDerivedFrom ?document ; a edu:Statement }
  OPTIONAL { ?document edu:mentions ?thing }
} GROUP BY ?file ?about ORDER BY ?file
"""
_CLASSES = """
SELECT ?class (COUNT(DISTINCT ?node) AS ?nodes) { ?node a ?class . FILTER(STRSTARTS(STR(?class), STR(edu:))) }
GROUP BY ?class ORDER BY ?class
"""
_STATUSES = """
SELECT ?kind ?status (COUNT(?s) AS ?statements) {
  ?s a edu:Statement ; a ?kind ; edu:status ?status .
  FILTER(?kind != edu:Statement && STRSTARTS(STR(?kind), STR(edu:)))
} GROUP BY ?kind ?status ORDER BY ?kind ?status
"""
_FACTS = """
SELECT ?kind ?status ?file ?start ?quote ?slot ?value ?label {
  ?s ?role ?node ; a ?kind ; edu:status ?status ; edu:evidence ?evidence ; ?slot ?value .
  ?evidence oa:exact ?quote ; oa:start ?start ; oa:hasSource/edu:fileName ?file .
  FILTER(STRSTARTS(STR(?kind), STR(edu:)) && ?kind != edu:Statement)
  FILTER(?slot NOT IN (rdf:type, edu:status, edu:evidence, edu:text, edu:rule, prov:wasDerivedFrom, edu:area))
  OPTIONAL { ?value skos:prefLabel ?label }
} ORDER BY ?kind ?file ?start ?slot ?label
"""


def stats(out: Path) -> str:
    """Return counts of documents, of nodes by class, and of statements by kind and status."""
    graph = store.open_store(out)
    parts = []
    for title, question in (("Documents", _DOCUMENTS), ("Nodes by class", _CLASSES), ("Statements", _STATUSES)):
        text, _ = tables.render(query.ask(graph, question), "table")
        parts.append(f"{title}\n{text}")
    return "\n\n".join(parts)


def show(out: Path, name: str) -> str:
    """Return all that the graph knows of the thing of that name: class, wordings, properties, facts with quotes.

    Raises UsageError where nothing, or more than one thing, has the name.
    """
    import pyoxigraph as ox

    graph = store.open_store(out)
    node = query.named(graph, name)
    told: dict[str, list[str]] = defaultdict(list)
    for quad in graph.quads_for_pattern(node, None, None, ox.DefaultGraph()):
        told[tables.short(quad.predicate.value)].append(_label(graph, quad.object))
    lines = [f"{(told.pop('skos:prefLabel', None) or [name])[0]}  <{node.value}>"]
    lines += [f"  {predicate}: {' · '.join(sorted(values))}" for predicate, values in sorted(told.items())]
    lines += _facts(graph, node)
    return "\n".join(lines)


def _label(graph: ox.Store, term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    import pyoxigraph as ox

    if isinstance(term, ox.Literal):
        return term.value
    if isinstance(term, ox.NamedNode):
        label = ox.NamedNode(SKOS_NS + "prefLabel")
        named = sorted(quad.object.value for quad in graph.quads_for_pattern(term, label, None, None))  # type: ignore[union-attr]
        return named[0] if named else tables.short(term.value)
    return str(term)


def _facts(graph: ox.Store, node: ox.NamedNode) -> list[str]:
    """Return one line per statement that has the node in a slot, with its quote and place."""
    answer = query.ask(graph, _FACTS.replace("?node ;", f"{node} ;"))
    _, rows = tables.rows_of(answer)  # type: ignore[arg-type]
    facts: dict[tuple[str, ...], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for kind, status, file, start, quote, slot, value, label in rows:
        facts[kind, status, file, start, quote][slot].add(label or value)
    lines = []
    for (kind, status, file, start, quote), slots in facts.items():
        said = "; ".join(
            f"{slot.partition(':')[2]} {'、'.join(sorted(values))}" for slot, values in sorted(slots.items())
        )
        lines.append(f"  {kind.removeprefix('edu:')} ({status.removeprefix('edu:')}) {said}")
        lines.append(f"      “{quote}” {file}:{start}")
    return lines


def read(path: Path, *, noise: bool = True) -> str:
    """Return a file's clean text with its sections, and in red what was set aside, with ANSI colours.

    Raises KgError where the file is set aside.
    """
    from kg.read import SetAside, sources
    from kg.read import read as read_source
    from kg.structure import outline

    (source,) = sources([path])
    if isinstance(source, SetAside):
        raise source
    document = outline(read_source(source))
    marks: dict[int, list[str]] = defaultdict(list)
    for section in document.sections:
        if section.heading.end > section.heading.start:
            year = f" {section.year}" if section.year else ""
            marks[section.heading.start].append(f"{_DIM}[{section.level} {section.role}{year}]{_END} {_BOLD}")
            marks[section.heading.end].insert(0, _END)
    if noise:
        for one in document.noise:
            words = " ".join(document.original[one.start : one.end].split())
            if words and one.kind not in {"markup", "space", "script"}:
                marks[one.at].append(f"{_RED}⟦{one.kind} {words[:40]}{'…' if len(words) > 40 else ''}⟧{_END}")
    pieces, at = [], 0
    for position in sorted(marks):
        pieces += [document.text[at:position], *marks[position]]
        at = position
    pieces.append(document.text[at:])
    return "".join(pieces) + f"\n{_DIM}{_summary(document)}{_END}"


def _summary(document: Document) -> str:
    counts: dict[str, int] = defaultdict(int)
    for one in document.noise:
        counts[one.kind] += one.end - one.start
    aside = ", ".join(f"{kind} {count}" for kind, count in sorted(counts.items()))
    return (
        f"{document.source.name}: {document.encoding}, {len(document.text)} characters read"
        f" ({document.readable_share:.0%} of what was meant to be read); set aside, in characters: {aside or 'nothing'}"
    )

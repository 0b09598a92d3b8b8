"""What the graph holds, as text: counts, everything known of one thing, and a file as the program reads it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg import query, resources, store, tables
from kg.copies import copies
from kg.namespaces import DATA_NS, EDU_NS, RDFS_NS, SKOS_NS, expand

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.model import Document

    Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_BOLD, _DIM, _RED, _END = "\x1b[1m", "\x1b[2m", "\x1b[31m", "\x1b[0m"
_LISTED = 12  # values of one property that are listed; the rest are counted
_QUOTED = 40  # characters of noise that are printed

_DOCUMENTS = """
SELECT ?document ?kind ?issued ?about ?years ?declared ?copyOf ?statements ?things {
  ?node a edu:SourceDocument ; edu:fileName ?document .
  OPTIONAL { ?node edu:documentKind ?kind }
  OPTIONAL { ?node dcterms:issued ?issued }
  OPTIONAL { ?node prov:alternateOf/edu:fileName ?copyOf }
  OPTIONAL {
    SELECT ?node (GROUP_CONCAT(STRAFTER(?told, ":"); separator=" ") AS ?declared) {
      SELECT ?node ?told { ?node edu:declared ?told } ORDER BY ?told
    } GROUP BY ?node
  }
  OPTIONAL { ?node edu:about/skos:prefLabel ?about }
  OPTIONAL { SELECT ?node (MIN(STR(?y)) AS ?a) (MAX(STR(?y)) AS ?b) { ?node edu:reportYear ?y } GROUP BY ?node }
  BIND(IF(?a = ?b, ?a, CONCAT(?a, "–", ?b)) AS ?years)
  OPTIONAL { SELECT ?node (COUNT(?s) AS ?n) { ?s prov:wasDerivedFrom ?node ; a edu:Statement } GROUP BY ?node }
  OPTIONAL { SELECT ?node (COUNT(?t) AS ?m) { ?node edu:mentions ?t } GROUP BY ?node }
  BIND(COALESCE(?n, 0) AS ?statements) BIND(COALESCE(?m, 0) AS ?things)
} ORDER BY ?document ?about
"""
_CLASSES = """
SELECT ?class (COUNT(DISTINCT ?node) AS ?nodes) {
  { ?node a edu:SourceDocument }
  UNION { ?document edu:mentions ?node } UNION { ?node a edu:Evidence ; oa:hasSource ?document }
  FILTER NOT EXISTS { ?document prov:alternateOf ?first }
  ?node a ?class . FILTER(STRSTARTS(STR(?class), STR(edu:)))
} GROUP BY ?class ORDER BY DESC(?nodes) ?class
"""
# what several copies say counts once
_STATEMENTS = """
SELECT ?class (SUM(?r) AS ?reported) (SUM(?p) AS ?planned) {
  ?s a edu:Statement, ?class ; edu:status ?status ; prov:wasDerivedFrom ?document .
  FILTER NOT EXISTS { ?document prov:alternateOf ?first }
  FILTER(?class != edu:Statement && STRSTARTS(STR(?class), STR(edu:)))
  BIND(IF(?status = edu:Reported, 1, 0) AS ?r) BIND(IF(?status = edu:Planned, 1, 0) AS ?p)
} GROUP BY ?class ORDER BY DESC(?reported + ?planned) ?class
"""
_AREAS = """
SELECT ?area (SUM(?r) AS ?reported) (SUM(?p) AS ?planned) {
  ?s a edu:Statement ; edu:status ?status ; edu:area/skos:prefLabel ?area ; prov:wasDerivedFrom ?document .
  FILTER NOT EXISTS { ?document prov:alternateOf ?first }
  BIND(IF(?status = edu:Reported, 1, 0) AS ?r) BIND(IF(?status = edu:Planned, 1, 0) AS ?p)
} GROUP BY ?area ORDER BY DESC(?reported + ?planned) ?area
"""
_STATS = {
    "文件 Documents": _DOCUMENTS,
    "陈述 Statements": _STATEMENTS,
    "陈述（按地区） Statements by jurisdiction": _AREAS,
    "提到的事物 Things that are named": _CLASSES,
}
_FACTS = """
SELECT ?statement ?kind ?status ?file ?start ?page ?paragraph ?text ?slot ?value ?label {
  ?statement ?role ?node ; a edu:Statement, ?kind ; edu:status ?status ; edu:text ?text ; edu:evidence ?evidence ;
    ?slot ?value .
  FILTER(?role != edu:area)
  ?evidence oa:start ?start ; oa:hasSource/edu:fileName ?file .
  OPTIONAL { ?evidence edu:page ?page } OPTIONAL { ?evidence edu:paragraph ?paragraph }
  FILTER(STRSTARTS(STR(?kind), STR(edu:)) && ?kind != edu:Statement)
  FILTER(?slot NOT IN (rdf:type, edu:status, edu:evidence, edu:text, edu:rule, prov:wasDerivedFrom, edu:area))
  OPTIONAL { ?value skos:prefLabel ?label }
} ORDER BY ?kind DESC(?status) ?file ?start ?statement ?slot ?label
"""
_MENTIONS = "SELECT ?file { ?document edu:mentions ?node ; edu:fileName ?file } ORDER BY ?file"
# what the heading tells already, or what is told better by the facts below
_TOLD = frozenset(
    {"rdf:type", "skos:prefLabel", "edu:implements", "edu:plans", "edu:mentions", "skos:inScheme", "prov:alternateOf"}
)


@cache
def term_labels() -> Mapping[str, str]:
    """Return `中文 English` for each class and property of the ontology and those it reuses, by absolute IRI."""
    import pyoxigraph as ox

    said: dict[str, dict[str, str]] = defaultdict(dict)
    for quad in ox.parse(path=str(resources.folder("ontology") / "education.ttl"), format=ox.RdfFormat.TURTLE):
        if quad.predicate.value == RDFS_NS + "label" and isinstance(quad.object, ox.Literal):
            said[getattr(quad.subject, "value", "")][quad.object.language or ""] = quad.object.value
    return {iri: f"{labels['zh']} {labels['en']}" for iri, labels in said.items() if {"zh", "en"} <= set(labels)}


def stats(out: Path) -> str:
    """Return counts: documents, statements by kind and by jurisdiction, and the things that are named, by class.

    Statements of copies count once, with the first of them.
    """
    graph = store.open_store(out)
    parts = []
    for title, question in _STATS.items():
        head, rows = tables.rows_of(query.ask(graph, question))  # type: ignore[arg-type]
        if head[0] == "class":
            rows = [[_term_label(EDU_NS + row[0].removeprefix("edu:")), *row[1:]] for row in rows]
        parts.append(f"{title}\n{tables.table(head, rows)}")
    return "\n\n".join(parts)


def _term_label(iri: str) -> str:
    return term_labels().get(iri, tables.short(iri))


def show(out: Path, name: str) -> str:
    """Return all that the graph knows of the thing of that name: class, wordings, properties, facts with their words.

    Raises UsageError where nothing, or more than one thing, has the name.
    """
    import pyoxigraph as ox

    graph = store.open_store(out)
    node = query.named(graph, name)
    told: dict[str, list[str]] = defaultdict(list)
    types = []
    for quad in graph.quads_for_pattern(node, None, None, ox.DefaultGraph()):
        said = _label(graph, quad.object)
        if tables.short(quad.predicate.value) == "edu:declared":
            said = _term_label(expand(said))
        told[quad.predicate.value].append(said)
        if tables.short(quad.predicate.value) == "rdf:type" and isinstance(quad.object, ox.NamedNode):
            types.append(quad.object.value)
    classes = sorted(_term_label(type_) for type_ in types if type_.startswith(EDU_NS))
    lines = [f"{_BOLD}{_label(graph, node)}{_END}  {' · '.join(classes)}", f"  {_DIM}{node.value}{_END}"]
    for predicate, values in sorted(told.items()):
        if tables.short(predicate) not in _TOLD:
            lines.append(f"  {_term_label(predicate)}: {_some(sorted(values), ' · ')}")
    _, files = tables.rows_of(query.ask(graph, _MENTIONS.replace("?node", str(node))))  # type: ignore[arg-type]
    if files:
        lines.append(f"  见于 named in: {_some([file for (file,) in files], ', ')}")
    lines += [
        f"  副本 copy: {copy.name}{'（以此计数 the one that counts）' if copy.is_first else ''}"
        for copy in copies(graph).get(node.value.removeprefix(DATA_NS), ())
    ]
    return "\n".join([*lines, *_facts(graph, node)])


def _some(values: list[str], between: str) -> str:
    more = f"{between}… {len(values)} in all" if len(values) > _LISTED else ""
    return between.join(values[:_LISTED]) + more


def _label(graph: ox.Store, term: Term) -> str:
    import pyoxigraph as ox

    if isinstance(term, ox.Literal):
        return term.value
    if isinstance(term, ox.NamedNode):
        label = ox.NamedNode(SKOS_NS + "prefLabel")
        labels = (quad.object for quad in graph.quads_for_pattern(term, label, None, None))
        own = min((label.value for label in labels if isinstance(label, ox.Literal)), default="")
        file = graph.quads_for_pattern(term, ox.NamedNode(EDU_NS + "fileName"), None, None)
        return own or next((str(quad.object.value) for quad in file), tables.short(term.value))  # type: ignore[union-attr]
    return str(term)


def _facts(graph: ox.Store, node: ox.NamedNode) -> list[str]:
    """Return, by kind and status, each statement that has the node in a slot: who, what, its clause, its place."""
    _, rows = tables.rows_of(query.ask(graph, _FACTS.replace("?node", str(node))))  # type: ignore[arg-type]
    groups: dict[tuple[str, str], dict[str, dict[str, set[str]]]] = defaultdict(dict)
    places: dict[str, tuple[str, str]] = {}
    for statement, kind, status, file, start, page, paragraph, text, slot, value, label in rows:
        slots = groups[kind, status].setdefault(statement, defaultdict(set))
        slots[slot.partition(":")[2]].add(label or value)
        place = f" page {page}" if page else f" paragraph {paragraph}" if paragraph else ""
        places.setdefault(statement, (text, f"{file}:{start}{place}"))
    own = _label(graph, node)
    lines = []
    for (kind, status), statements in groups.items():
        count = f"({len(statements)})" if len(statements) > 1 else ""
        title = " · ".join(_term_label(EDU_NS + name.removeprefix("edu:")) for name in (kind, status))
        lines += ["", f"{_BOLD}{title}{_END} {count}".rstrip()]
        for statement, slots in statements.items():
            text, place = places[statement]
            lines.append(f"  {_who(slots, own)}  “{text}” {_DIM}{place}{_END}")
    return lines


def _who(slots: Mapping[str, Iterable[str]], own: str) -> str:
    """Return `holder: other slots`, without the thing itself and what repeats the holder or the year."""
    holder = "、".join(sorted(slots.get("holder", ())))
    repeated = {own, holder, *(f"{year}-{day}" for year in slots.get("year", ()) for day in ("01-01", "12-31"))}
    rest = []
    for name, values in sorted(slots.items()):
        told = "、".join(sorted(values))
        if name != "holder" and told not in repeated:
            rest.append(f"{_term_label(EDU_NS + name).split(' ')[0]} {told}")
    return f"{holder}: {'; '.join(rest)}" if rest else holder


def read(path: Path, *, noise: bool = True) -> str:
    """Return a document's clean text with its sections and pages, and in red what was set aside, with ANSI colours.

    The last lines tell what is known of the document. Raises KgError where the file is set aside.
    """
    from kg.documents import described
    from kg.read import read as read_source
    from kg.read import source_of
    from kg.structure import outline

    document = described(outline(read_source(source_of(path))))
    marks: dict[int, list[str]] = defaultdict(list)
    for start, place in _places(document):
        marks[start].append(f"{_DIM}[{place}]{_END} ")
    for section in document.sections:
        if section.heading.end > section.heading.start:
            year = f" {section.year}" if section.year else ""
            marks[section.heading.start].append(f"{_DIM}[{section.level} {section.role}{year}]{_END} {_BOLD}")
            marks[section.heading.end].insert(0, _END)
    if noise:
        for one in document.noise:
            words = " ".join(document.original[one.start : one.end].split())
            if words and one.kind not in {"markup", "space", "script"}:
                marks[one.at].append(f"{_RED}⟦{one.kind} {words[:_QUOTED]}{'…' if len(words) > _QUOTED else ''}⟧{_END}")
    pieces, at = [], 0
    for position in sorted(marks):
        pieces += [document.text[at:position], *marks[position]]
        at = position
    pieces.append(document.text[at:])
    return "".join(pieces) + "".join(f"\n{_DIM}{line}{_END}" for line in _summary(document))


def _places(document: Document) -> Iterator[tuple[int, str]]:
    """Yield where each page begins, or each paragraph of a Word file: clean offset, name and number."""
    if not document.place(0):
        return
    last = ""
    for sentence in document.sentences:
        place = document.place(document.raw_span(*sentence.span).start)
        said = " ".join(map(str, place or ()))
        if said != last:
            yield sentence.span.start, said
            last = said


def _summary(document: Document) -> Iterator[str]:
    stated = document.stated
    known = {
        "kind": document.kind,
        "title": document.heading,
        "issued": document.issued or "",
        "address": stated.address,
        "site": stated.site,
        "division": stated.division,
    }
    for name, said in known.items():
        if said:
            yield f"{name}: {said}{' (declared)' if name in document.declared else ''}"
    counts: dict[str, int] = defaultdict(int)
    for one in document.noise:
        counts[one.kind] += one.end - one.start
    aside = ", ".join(f"{kind} {count}" for kind, count in sorted(counts.items()))
    yield (
        f"{document.source.name}: {document.encoding}, {len(document.text)} characters read"
        f" ({document.readable_share:.0%} of what was meant to be read); set aside, in characters: {aside or 'nothing'}"
    )

"""Facts to RDF: one document's sorted N-Quads (https://www.w3.org/TR/n-quads/), in the graph that its IRI names.

The table in `kg.slots` says which predicate a slot becomes; what the ontology's shapes forbid is not handed on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache, lru_cache
from itertools import product

import pyoxigraph as ox

from kg import iri, verdicts, vocabulary
from kg.model import Document, Entity, Fact, FactValue, LinkedDocument, Ref, Span, Status, Typed
from kg.namespaces import SUPERCLASSES
from kg.ntriples import Writer, calendar, decimal, escaped, integer, literal, node, node_of, predicate, writer
from kg.shapes import ShapeBroken, broken, keep_shapes
from kg.slots import DIRECT, ENTITY_SLOTS, STATEMENT_SLOTS, Slot
from kg.statements import statements

# what is said of every statement and of its evidence
_STATUS, _TEXT, _RULE, _EVIDENCE = map(predicate, ("edu:status", "edu:text", "edu:rule", "edu:evidence"))
_FROM, _EXACT, _START, _END, _SOURCE = map(
    predicate, ("prov:wasDerivedFrom", "oa:exact", "oa:start", "oa:end", "oa:hasSource")
)
_PREF_LABEL, _ALT_LABEL = map(predicate, ("skos:prefLabel", "skos:altLabel"))
# what a user may declare of a document → the property that says it
DECLARED = {
    "title": "dcterms:title",
    "issued": "dcterms:issued",
    "address": "schema:url",
    "site": "edu:site",
    "division": "edu:about",
}
# subject → what is said of it, `predicate object`, all as they are written; some of it twice
Told = defaultdict[str, list[str]]


def quads(linked: LinkedDocument) -> list[str]:
    """Return the document's N-Quads lines, sorted and unique, without line ends. It raises what `nquads` raises."""
    return nquads(linked).split("\n")[:-1]


def nquads(linked: LinkedDocument) -> str:
    """Return the document's N-Quads, lines sorted and unique.

    Raises ShapeBroken, with the violation in plain words, where the document breaks a shape.
    """
    try:
        return _nquads(linked)
    except ShapeBroken as violation:
        place = linked.document.source.name
        raise ShapeBroken(place, violation.fact, violation.next_step, violation.nodes) from None


def vocabulary_named(linked: LinkedDocument) -> set[str]:
    """Return the IRIs, below the data prefix, that the vocabulary has to describe for this document."""
    slots = [slot for entity in linked.entities for slot in entity.properties]
    slots += [slot for fact in linked.facts for slot in fact.slots]
    named = {value.local for _, value in slots if isinstance(value, Ref)} | set(linked.about)
    named |= {local for local, _ in linked.mentioned}
    return named - {entity.local for entity in linked.entities if not entity.vocabulary}


def alternate(copy: str, first: str) -> str:
    """Return the N-Triples line that says which document, by SHA-256, is a copy of which."""
    return f"{node(iri.document(copy))} {predicate('prov:alternateOf')} {node(iri.document(first))} ."


def _nquads(linked: LinkedDocument) -> str:
    sha256 = linked.document.source.sha256
    entities, named = _unified(linked.entities), statements(linked)
    source = node(iri.document(sha256))
    told: Told = defaultdict(list)
    told[source] += _of_document(linked)
    for entity in entities:
        told[node(entity.local)] += _of_entity(entity)
    for local, fact in named:
        _tell_statement(told, local, fact, node_of(iri.evidence(sha256, fact.raw)), source)
    if linked.document.place(0):  # else evidence has neither page nor paragraph
        for raw in {fact.raw for _, fact in named}:
            told[node_of(iri.evidence(sha256, raw))] += _place(linked.document, raw)
    _keep_shapes(told, linked, entities, named)
    return _written(told, source)


def _written(told: Told, graph: str) -> str:
    """Return the lines of all subjects, sorted; they are joined once."""
    end = f" {graph} .\n"
    pieces: list[str] = []
    for subject in sorted(told):  # as written no subject is the beginning of another
        if said := told[subject]:
            pieces += subject, " ", f"{end}{subject} ".join(_sorted(said)), end
    return "".join(pieces)


def _sorted(said: list[str]) -> list[str]:
    """Return what is said in order, each once."""
    distinct = set(said)
    if len(distinct) < len(said):
        return sorted(distinct)
    said.sort()
    return said


# --- what is said


def _of_document(linked: LinkedDocument) -> Iterator[str]:
    document = linked.document
    yield from _types("SourceDocument")
    yield f"{predicate('edu:fileName')} {literal(document.source.name)}"
    yield f"{predicate('edu:sha256')} {literal(document.source.sha256)}"
    yield f"{predicate('edu:readableShare')} {decimal(Decimal(str(round(document.readable_share, 4))))}"
    if document.heading:
        yield f"{predicate('dcterms:title')} {literal(document.heading, language='zh')}"
    if document.kind:
        yield f"{predicate('edu:documentKind')} {literal(document.kind)}"
    if document.stated.address:
        yield f"{predicate('schema:url')} {literal(document.stated.address, datatype='xsd:anyURI')}"
    if document.stated.site:
        yield f"{predicate('edu:site')} {literal(document.stated.site)}"
    for name in document.declared:
        yield f"{predicate('edu:declared')} {literal(DECLARED[name])}"
    if document.issued is not None:
        datatype = {4: "gYear", 7: "gYearMonth"}.get(len(document.issued), "date")
        yield f"{predicate('dcterms:issued')} {calendar(Typed(document.issued, datatype))}"
    for year in linked.report_years:
        yield f"{predicate('edu:reportYear')} {calendar(Typed(f'{year:04d}', 'gYear'))}"
    for local in linked.about:
        yield f"{predicate('edu:about')} {node(local)}"
    described = {entity.local for entity in linked.entities if entity.kind == "Described"}
    for local in {local for local, _ in linked.mentioned} - described:
        yield f"{predicate('edu:mentions')} {node(local)}"


def _of_entity(entity: Entity) -> list[str]:
    """Return what is said of an entity; of the vocabulary's own only the wordings, the graph has the rest once."""
    wordings = entity.wordings - {entity.label}
    if "" in wordings:
        raise broken(f"{entity.label} 有空的别名", f"{entity.label} has an empty wording")
    said = [f'{_ALT_LABEL} "{escaped(wording)}"@zh' for wording in wordings]
    if not entity.vocabulary:
        said += _types(entity.kind)
        said.append(f'{_PREF_LABEL} "{escaped(entity.label)}"@zh')
        said += _of_slots(entity.kind, entity.properties)
    return said


def _tell_statement(told: Told, local: str, fact: Fact, evidence: str, source: str) -> None:
    """Say a statement and its evidence; `evidence` and the document's `source` are IRIs as written."""
    kind, status = fact.kind, fact.status
    if kind not in STATEMENT_SLOTS:
        raise broken(f"未知的陈述类型 {kind}", f"{kind} is no kind of statement")
    said = _of_slots(kind, fact.slots)
    said += _types(kind)
    said += (
        _said_status(status),
        f'{_TEXT} "{escaped(fact.text)}"@zh',
        _said_rule(fact.rule),
        f"{_FROM} {source}",
        f"{_EVIDENCE} {evidence}",
    )
    told[node_of(local)] = said
    quote = f'{_EXACT} "{escaped(fact.quote)}"'
    if evidence not in told:
        start, end = fact.raw
        told[evidence] = [*_types("Evidence"), f"{_END} {integer(end)}", quote, f"{_SOURCE} {source}"]
        told[evidence].append(f"{_START} {integer(start)}")
    elif quote not in told[evidence]:
        told[evidence].append(quote)
    if kind == "Implementation" and status in DIRECT:
        for holder, program in product(_nodes(fact, "holder"), _nodes(fact, "program")):
            told[holder].append(f"{predicate(DIRECT[status])} {program}")


@cache
def _said_status(status: Status) -> str:
    return f"{_STATUS} {predicate(f'edu:{status}')}"


@lru_cache(maxsize=4096)
def _said_rule(rule: str) -> str:
    return f"{_RULE} {literal(rule)}"


def _place(document: Document, raw: Span) -> Iterator[str]:
    """Say on which page or in which paragraph evidence begins, where its document has any."""
    if found := document.place(raw.start):
        name, number = found
        yield f"{predicate(f'edu:{name}')} {integer(number)}"


def _nodes(fact: Fact, name: str) -> list[str]:
    return [node(value.local) for slot, value in fact.slots if slot == name and isinstance(value, Ref)]


def _of_slots(kind: str, slots: Iterable[tuple[str, FactValue]]) -> list[str]:
    writers = _writers(kind)
    return [writers[name](value) for name, value in slots]


def _unified(entities: Iterable[Entity]) -> list[Entity]:
    """Return one entity an IRI: the narrower class of two, wordings and properties together."""
    found: dict[str, Entity] = {}
    for entity in entities:
        known = found.setdefault(entity.local, entity)
        if known is entity:
            continue
        narrow = max(known.kind, entity.kind, key=lambda kind: (len(SUPERCLASSES.get(kind, ())), kind))
        found[entity.local] = replace(
            known,
            kind=narrow,
            wordings=known.wordings | entity.wordings | {entity.label},
            properties=tuple(dict.fromkeys((*known.properties, *entity.properties))),
            vocabulary=known.vocabulary or entity.vocabulary,
        )
    return list(found.values())


class _Writers(dict[str, Writer]):
    """Slot → how it is written, of one kind; the kind has no other slots."""

    def __init__(self, kind: str, slots: Mapping[str, Slot]) -> None:
        super().__init__((name, writer(name, predicate(slot.predicate), slot.term)) for name, slot in slots.items())
        self._kind = kind

    def __missing__(self, name: str) -> Writer:
        raise broken(f"{self._kind} 没有属性 {name}", f"{self._kind} has no property {name}")


@cache
def _writers(kind: str) -> _Writers:
    """Return how the slots of statements or entities of that kind are written."""
    tables = STATEMENT_SLOTS | ENTITY_SLOTS
    for name in (kind, *(name.removeprefix("edu:") for name in SUPERCLASSES.get(kind, ()))):
        if name in tables:
            return _Writers(kind, tables[name])
    raise broken(f"{kind} 不是实体", f"{kind} is no kind of entity")


@cache
def _types(kind: str) -> tuple[str, ...]:
    """Return the classes as they are said of a thing of that kind: the kind and all that is above it."""
    if kind not in SUPERCLASSES:
        raise broken(f"本体中没有 {kind}", f"{kind} is no class of the ontology")
    return tuple(f"{predicate('rdf:type')} {predicate(name)}" for name in (f"edu:{kind}", *SUPERCLASSES[kind]))


# --- what the shapes say to it


class _Kinds(dict[str, str]):
    """IRI below the data prefix → class; the vocabulary knows more than the document, and the unknown have none."""

    def __missing__(self, local: str) -> str:
        found = self[local] = vocabulary.load().kind(local)
        return found


def _keep_shapes(
    told: Told, linked: LinkedDocument, entities: Sequence[Entity], named: Sequence[tuple[str, Fact]]
) -> None:
    """Raise ShapeBroken where the document breaks a shape: of each node whose signature is new they are asked."""
    kinds = _Kinds((entity.local, entity.kind) for entity in entities if not entity.vocabulary)
    kinds.update((local, fact.kind) for local, fact in named)
    document = iri.document(linked.document.source.sha256)
    kinds[document] = "SourceDocument"
    quotes: dict[Span, str] = {}
    signatures = {local: verdicts.of_statement(fact, kinds, quotes) for local, fact in named}
    # the vocabulary's entities keep the shapes by test, and a document adds wordings alone
    signatures |= {entity.local: verdicts.of_entity(entity, kinds) for entity in entities if not entity.vocabulary}
    signatures[document] = verdicts.of_document(linked, kinds)
    if asked := verdicts.asked_anew(signatures):
        new = {signatures[local] for local in asked}
        try:
            _ask(told, {node(local) for local in asked}, kinds)
        except ShapeBroken:  # tell of every node that breaks one, not of one for each signature
            _ask(told, {node(local) for local, signature in signatures.items() if signature in new}, kinds)
            raise
        verdicts.found_sound(new)


def _ask(told: Told, asked: set[str], kinds: Mapping[str, str]) -> None:
    """Ask the shapes about these nodes and their evidence, by what is said of them and the classes that it names."""
    asked = asked | {evidence for subject in asked for evidence in _objects(told, subject, "edu:evidence")}
    # an implementation is said of its holder in one triple too
    beside = {holder for subject in asked for holder in _objects(told, subject, "edu:holder")}
    told_here = [(subject, said) for subject in asked | beside for said in told.get(subject, ())]
    named = {said.rpartition(" ")[2] for _, said in told_here}
    classes = [
        (subject, said)
        for local, kind in kinds.items()
        if kind and (subject := node(local)) in named
        for said in _types(kind)
    ]
    lines = [f"{subject} {said} ." for subject, said in (*told_here, *classes)]
    keep_shapes(ox.parse("\n".join(lines), format=ox.RdfFormat.N_TRIPLES), among={name[1:-1] for name in asked})


def _objects(told: Told, subject: str, name: str) -> list[str]:
    start = f"{predicate(name)} "
    return [said.removeprefix(start) for said in told.get(subject, ()) if said.startswith(start)]

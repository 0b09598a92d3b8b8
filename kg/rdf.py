"""Facts to RDF: one document's sorted N-Quads (https://www.w3.org/TR/n-quads/), in the graph that its IRI names.

The table in `kg.slots` says which predicate a slot becomes; what the ontology's shapes forbid is not handed on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import product

import pyoxigraph as ox

from kg import iri, vocabulary
from kg.model import Document, Entity, Fact, FactValue, LinkedDocument, Ref, Typed
from kg.namespaces import SUPERCLASSES
from kg.ntriples import WRITERS, calendar, decimal, integer, literal, node, predicate
from kg.shapes import ShapeBroken, broken, keep_shapes
from kg.slots import DIRECT, ENTITY_SLOTS, STATEMENT_SLOTS, Slot
from kg.statements import statements


def quads(linked: LinkedDocument) -> list[str]:
    """Return the document's N-Quads lines, sorted and unique, without line ends.

    Raises ShapeBroken, with the violation in plain words, where the document breaks a shape.
    """
    try:
        return _quads(linked)
    except ShapeBroken as violation:
        raise ShapeBroken(linked.document.source.name, violation.fact, violation.next_step) from None


def vocabulary_named(linked: LinkedDocument) -> set[str]:
    """Return the IRIs, below the data prefix, that the vocabulary has to describe for this document."""
    slots = [slot for entity in linked.entities for slot in entity.properties]
    slots += [slot for fact in linked.facts for slot in fact.slots]
    named = {value.local for _, value in slots if isinstance(value, Ref)} | set(linked.about)
    named |= {local for local, _ in linked.mentioned}
    return named - {entity.local for entity in linked.entities if not entity.vocabulary}


def _quads(linked: LinkedDocument) -> list[str]:
    lines = set(_document_lines(linked))
    for entity in _unified(linked.entities):
        lines.update(_entity_lines(entity))
    for local, fact in statements(linked):
        lines.update(_statement_lines(local, fact, linked.document))
    described = [f"{line} ." for line in lines] + vocabulary.load().describe(vocabulary_named(linked))
    keep_shapes(ox.parse("\n".join(described), format=ox.RdfFormat.N_TRIPLES))
    graph = f" {node(iri.document(linked.document.source.sha256))} ."
    return sorted(line + graph for line in lines)


def _document_lines(linked: LinkedDocument) -> Iterator[str]:
    document = linked.document
    subject = node(iri.document(document.source.sha256))
    yield from _types(subject, "SourceDocument")
    yield f"{subject} {predicate('edu:fileName')} {literal(document.source.name)}"
    yield f"{subject} {predicate('edu:sha256')} {literal(document.source.sha256)}"
    yield f"{subject} {predicate('edu:readableShare')} {decimal(Decimal(str(round(document.readable_share, 4))))}"
    if document.title is not None:
        yield f"{subject} {predicate('dcterms:title')} {literal(document.text[slice(*document.title)], language='zh')}"
    if document.issued is not None:
        datatype = {4: "gYear", 7: "gYearMonth"}.get(len(document.issued), "date")
        yield f"{subject} {predicate('dcterms:issued')} {calendar(Typed(document.issued, datatype))}"
    for year in linked.report_years:
        yield f"{subject} {predicate('edu:reportYear')} {calendar(Typed(f'{year:04d}', 'gYear'))}"
    for local in linked.about:
        yield f"{subject} {predicate('edu:about')} {node(local)}"
    described = {entity.local for entity in linked.entities if entity.kind == "Described"}
    for local in {local for local, _ in linked.mentioned} - described:
        yield f"{subject} {predicate('edu:mentions')} {node(local)}"


def _entity_lines(entity: Entity) -> Iterator[str]:
    """Yield an entity's lines; of a vocabulary entity only the wordings, the rest is written once in the graph."""
    subject = node(entity.local)
    for wording in entity.wordings - {entity.label}:
        yield f"{subject} {predicate('skos:altLabel')} {literal(wording, language='zh')}"
    if not entity.vocabulary:
        yield from _types(subject, entity.kind)
        yield f"{subject} {predicate('skos:prefLabel')} {literal(entity.label, language='zh')}"
        yield from _slot_lines(entity.kind, subject, entity.properties, _table(entity.kind))


def _statement_lines(local: str, fact: Fact, document: Document) -> Iterator[str]:
    if fact.kind not in STATEMENT_SLOTS:
        raise broken(f"未知的陈述类型 {fact.kind}", f"{fact.kind} is no kind of statement")
    subject, source = node(local), node(iri.document(document.source.sha256))
    yield from _types(subject, fact.kind)
    yield from _slot_lines(fact.kind, subject, fact.slots, STATEMENT_SLOTS[fact.kind])
    yield f"{subject} {predicate('edu:status')} {predicate(f'edu:{fact.status}')}"
    yield f"{subject} {predicate('edu:text')} {literal(fact.text, language='zh')}"
    yield f"{subject} {predicate('edu:rule')} {literal(fact.rule)}"
    yield f"{subject} {predicate('prov:wasDerivedFrom')} {source}"
    evidence = node(iri.evidence(document.source.sha256, fact.raw))
    yield f"{subject} {predicate('edu:evidence')} {evidence}"
    yield from _types(evidence, "Evidence")
    yield f"{evidence} {predicate('oa:exact')} {literal(fact.quote)}"
    yield f"{evidence} {predicate('oa:start')} {integer(fact.raw.start)}"
    yield f"{evidence} {predicate('oa:end')} {integer(fact.raw.end)}"
    yield f"{evidence} {predicate('oa:hasSource')} {source}"
    if fact.kind == "Implementation" and fact.status in DIRECT:
        for holder, program in product(_nodes(fact, "holder"), _nodes(fact, "program")):
            yield f"{holder} {predicate(DIRECT[fact.status])} {program}"


def _nodes(fact: Fact, name: str) -> list[str]:
    return [node(value.local) for slot, value in fact.slots if slot == name and isinstance(value, Ref)]


def _slot_lines(
    kind: str, subject: str, slots: Iterable[tuple[str, FactValue]], table: Mapping[str, Slot]
) -> Iterator[str]:
    for name, value in slots:
        if name not in table:
            raise broken(f"{kind} 没有属性 {name}", f"{kind} has no property {name}")
        slot = table[name]
        yield f"{subject} {predicate(slot.predicate)} {WRITERS[slot.term](name, value)}"


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


def _table(kind: str) -> Mapping[str, Slot]:
    """Return the properties that an entity of this kind may have."""
    for name in (kind, *(name.removeprefix("edu:") for name in SUPERCLASSES.get(kind, ()))):
        if name in ENTITY_SLOTS:
            return ENTITY_SLOTS[name]
    raise broken(f"{kind} 不是实体", f"{kind} is no kind of entity")


def _types(subject: str, kind: str) -> list[str]:
    """Return the type triples: the kind and all that is above it."""
    if kind not in SUPERCLASSES:
        raise broken(f"本体中没有 {kind}", f"{kind} is no class of the ontology")
    return [f"{subject} {predicate('rdf:type')} {predicate(name)}" for name in (f"edu:{kind}", *SUPERCLASSES[kind])]

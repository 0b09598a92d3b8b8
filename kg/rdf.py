"""Facts to RDF: one document's sorted N-Quads (https://www.w3.org/TR/n-quads/), in the graph that its IRI names.

The table in `kg.shapes` says which predicate a slot becomes; what it forbids cannot be written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache

from kg import iri, vocabulary
from kg.model import Document, Entity, Fact, FactValue, LinkedDocument, Ref, Status, Typed
from kg.namespaces import DATA_NS, SUPERCLASSES, expand
from kg.ntriples import calendar, decimal, integer, literal, node, predicate
from kg.shapes import ABOUT, DIRECT, ENTITY_SLOTS, NUMBERS, STATEMENT_SLOTS, STATUS_OF, ShapeBroken, Slot, broken
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
    entities = _unified(linked.entities)
    named = statements(linked)
    classes = {local: _classes(entity.kind) for local, entity in entities.items()}
    classes |= {local: _classes(fact.kind) for local, fact in named}
    lines = set(_document_lines(linked, classes))
    for entity in entities.values():
        lines.update(_entity_lines(entity, classes))
    for local, fact in named:
        lines.update(_statement_lines(local, fact, linked.document, classes))
    graph = f" {node(iri.document(linked.document.source.sha256))} ."
    return sorted(line + graph for line in lines)


# --- what a document, an entity and a statement say


def _document_lines(linked: LinkedDocument, classes: Mapping[str, frozenset[str]]) -> Iterator[str]:
    document = linked.document
    subject = node(iri.document(document.source.sha256))
    yield from _types(subject, "SourceDocument")
    yield f"{subject} {predicate('edu:fileName')} {literal(document.source.name)}"
    yield f"{subject} {predicate('edu:sha256')} {literal(document.source.sha256)}"
    share = Decimal(str(round(document.readable_share, 4)))
    if not 0 <= share <= 1:
        raise broken("可读比例不在0到1之间", "the readable share is not between 0 and 1")
    yield f"{subject} {predicate('edu:readableShare')} {decimal(share)}"
    if document.title is not None:
        yield f"{subject} {predicate('dcterms:title')} {literal(document.text[slice(*document.title)], language='zh')}"
    if document.issued is not None:
        yield f"{subject} {predicate('dcterms:issued')} {calendar(_typed_date(document.issued))}"
    for year in linked.report_years:
        yield f"{subject} {predicate('edu:reportYear')} {calendar(Typed(f'{year:04d}', 'gYear'), 'gYear')}"
    for local in linked.about:
        yield f"{subject} {predicate('edu:about')} {_term('about', ABOUT, Ref(local), classes)}"
    for local in {local for local, _ in linked.mentioned}:
        if "edu:Described" not in _known(local, classes):
            yield f"{subject} {predicate('edu:mentions')} {node(local)}"


def _entity_lines(entity: Entity, classes: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """Yield an entity's lines; of a vocabulary entity only the wordings, the rest is written once in the graph."""
    subject = node(entity.local)
    for wording in entity.wordings - {entity.label}:
        yield f"{subject} {predicate('skos:altLabel')} {literal(wording, language='zh')}"
    if entity.vocabulary:
        return
    if not entity.label:
        raise broken(f"{entity.kind} 没有名称", f"{entity.kind} {entity.local} has no label")
    yield from _types(subject, entity.kind)
    yield f"{subject} {predicate('skos:prefLabel')} {literal(entity.label, language='zh')}"
    table = _table(entity.kind)
    yield from _slot_lines(entity.kind, subject, entity.properties, table, classes)


def _statement_lines(
    local: str, fact: Fact, document: Document, classes: Mapping[str, frozenset[str]]
) -> Iterator[str]:
    if fact.kind not in STATEMENT_SLOTS:
        raise broken(f"未知的陈述类型 {fact.kind}", f"{fact.kind} is no kind of statement")
    if not isinstance(fact.status, Status) or STATUS_OF.get(fact.kind, fact.status) is not fact.status:
        raise broken(f"{fact.kind} 的状态不能是 {fact.status}", f"the status of {fact.kind} cannot be {fact.status}")
    subject = node(local)
    source = node(iri.document(document.source.sha256))
    yield from _types(subject, fact.kind)
    yield from _slot_lines(fact.kind, subject, fact.slots, STATEMENT_SLOTS[fact.kind], classes)
    _check_together(fact)
    yield f"{subject} {predicate('edu:status')} <{expand(f'edu:{fact.status.value}')}>"
    yield f"{subject} {predicate('edu:text')} {literal(_not_empty('text', fact.text), language='zh')}"
    yield f"{subject} {predicate('edu:rule')} {literal(_not_empty('rule', fact.rule))}"
    yield f"{subject} {predicate('prov:wasDerivedFrom')} {source}"
    evidence = node(iri.evidence(document.source.sha256, fact.raw))
    yield f"{subject} {predicate('edu:evidence')} {evidence}"
    yield from _evidence_lines(evidence, fact, source)
    if fact.kind == "Implementation":
        slots = _grouped(fact.slots)
        for program in slots["program"]:
            direct = predicate(DIRECT[fact.status])
            yield f"{_ref('holder', slots['holder'][0])} {direct} {_ref('program', program)}"


def _evidence_lines(evidence: str, fact: Fact, source: str) -> Iterator[str]:
    if not 0 <= fact.raw.start < fact.raw.end:
        raise broken("证据的起止位置无效", f"the evidence {fact.raw.start}-{fact.raw.end} is no span")
    yield from _types(evidence, "Evidence")
    yield f"{evidence} {predicate('oa:exact')} {literal(_not_empty('quote', fact.quote))}"
    yield f"{evidence} {predicate('oa:start')} {integer(fact.raw.start)}"
    yield f"{evidence} {predicate('oa:end')} {integer(fact.raw.end)}"
    yield f"{evidence} {predicate('oa:hasSource')} {source}"


def _check_together(fact: Fact) -> None:
    """Raise ShapeBroken where slots that are each well-formed do not fit together."""
    slots = _grouped(fact.slots)
    if fact.kind in NUMBERS:
        alone, low, high = (len(slots[name]) for name in NUMBERS[fact.kind])
        if (alone, low, high) not in {(1, 0, 0), (0, 1, 1)}:
            raise broken(
                f"{fact.kind} 应当只有一个数值或者一对上下限",
                f"{fact.kind} needs one value, or a minimum and a maximum",
            )
    if fact.kind == "PostHolding" and slots["holder"] != slots["org:organization"]:
        raise broken("任职的持有者与机构不一致", "the holder of a PostHolding is not its organization")


def _slot_lines(
    kind: str,
    subject: str,
    slots: Iterable[tuple[str, FactValue]],
    table: Mapping[str, Slot],
    classes: Mapping[str, frozenset[str]],
) -> Iterator[str]:
    grouped = _grouped(slots)
    for name in sorted(grouped.keys() - table.keys()):
        raise broken(f"{kind} 没有属性 {name}", f"{kind} has no property {name}")
    for name, slot in table.items():
        values = grouped[name]
        if len(values) < slot.least:
            raise broken(f"{kind} 缺少 {name}", f"{kind} has {len(values)} of {name}, {slot.least} needed")
        if slot.most is not None and len(values) > slot.most:
            raise broken(f"{kind} 的 {name} 多于 {slot.most} 个", f"{kind} has more than {slot.most} of {name}")
        for value in values:
            yield f"{subject} {predicate(slot.predicate)} {_term(name, slot, value, classes)}"


# --- classes


def _unified(entities: Iterable[Entity]) -> dict[str, Entity]:
    """Return one entity an IRI: the narrower class of two, wordings and properties together."""
    found: dict[str, Entity] = {}
    for entity in entities:
        known = found.get(entity.local)
        if known is None:
            found[entity.local] = entity
            continue
        kinds = sorted({known.kind, entity.kind}, key=lambda kind: (len(_classes(kind)), kind))
        if f"edu:{kinds[0]}" not in _classes(kinds[-1]) or known.label != entity.label:
            raise broken(f"{entity.local} 有两种说法", f"{entity.local} is both {known.kind} and {entity.kind}")
        found[entity.local] = replace(
            known,
            kind=kinds[-1],
            wordings=known.wordings | entity.wordings,
            properties=tuple(dict.fromkeys((*known.properties, *entity.properties))),
            vocabulary=known.vocabulary or entity.vocabulary,
        )
    return found


@cache
def _classes(kind: str) -> frozenset[str]:
    """Return a kind and all that is above it, as CURIEs."""
    if kind not in SUPERCLASSES:
        raise broken(f"本体中没有 {kind}", f"{kind} is no class of the ontology")
    return frozenset({f"edu:{kind}", *SUPERCLASSES[kind]})


def _table(kind: str) -> Mapping[str, Slot]:
    """Return the properties that an entity of this kind may have."""
    for name in (kind, *(name.removeprefix("edu:") for name in SUPERCLASSES[kind])):
        if name in ENTITY_SLOTS:
            return ENTITY_SLOTS[name]
    raise broken(f"{kind} 不是实体", f"{kind} is no kind of entity")


def _types(subject: str, kind: str) -> list[str]:
    return [f"{subject} {predicate('rdf:type')} <{expand(name)}>" for name in _classes(kind)]


def _known(local: str, classes: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Return the classes of what the document or the vocabulary describes."""
    if local in classes:
        return classes[local]
    known = vocabulary.load()
    found = known.concepts.get(DATA_NS + local) or known.divisions.get(local.removeprefix("division/"))
    if found is None:
        raise broken(f"{local} 没有描述", f"{local} is referred to but not described")
    return _classes(found.kind)


def _term(name: str, slot: Slot, value: FactValue, classes: Mapping[str, frozenset[str]]) -> str:
    if slot.term in {"node", "statement"}:
        written = _ref(name, value)
        assert isinstance(value, Ref)
        if not {f"edu:{kind}" for kind in slot.classes} & _known(value.local, classes):
            raise broken(
                f"{name} 不能指向 {value.local}", f"{name} cannot be {value.local}, which is no {_words(slot.classes)}"
            )
        return written
    if slot.among and value not in slot.among:
        raise broken(f"{name} 不能是 {value}", f"{name} is {value!r}, not one of {_words(slot.among)}")
    return _WRITERS[slot.term](name, value)


def _ref(name: str, value: FactValue) -> str:
    if not isinstance(value, Ref):
        raise broken(f"{name} 的值 {value} 不是实体", f"{name} is {value!r}, not an entity")
    return node(value.local)


def _text(name: str, value: FactValue) -> str:
    if not isinstance(value, str):
        raise broken(f"{name} 的值 {value} 不是文字", f"{name} is {value!r}, not text")
    return value


def _number(name: str, value: FactValue) -> str:
    if isinstance(value, bool) or not isinstance(value, int | Decimal) or not Decimal(value).is_finite():
        raise broken(f"{name} 的值 {value} 不是数", f"{name} is {value!r}, not a number")
    return decimal(Decimal(value))


def _whole(name: str, value: FactValue) -> str:
    if isinstance(value, bool) or not isinstance(value, int):
        raise broken(f"{name} 的值 {value} 不是整数", f"{name} is {value!r}, not a whole number")
    return integer(value)


def _truth(name: str, value: FactValue) -> str:
    if not isinstance(value, bool):
        raise broken(f"{name} 的值 {value} 不是真假值", f"{name} is {value!r}, neither true nor false")
    return literal("true" if value else "false", datatype="xsd:boolean")


def _when(name: str, value: FactValue, *datatypes: str) -> str:
    if not isinstance(value, Typed):
        raise broken(f"{name} 的值 {value} 不是日期", f"{name} is {value!r}, not a date")
    return calendar(value, *datatypes)


_WRITERS: dict[str, Callable[[str, FactValue], str]] = {
    "zh": lambda name, value: literal(_not_empty(name, _text(name, value)), language="zh"),
    "string": lambda name, value: literal(_text(name, value)),
    "decimal": _number,
    "integer": _whole,
    "boolean": _truth,
    "gYear": lambda name, value: _when(name, value, "gYear"),
    "date": lambda name, value: _when(name, value, "date"),
    "calendar": _when,
}


def _typed_date(text: str) -> Typed:
    return Typed(text, {4: "gYear", 7: "gYearMonth"}.get(len(text), "date"))


def _not_empty(name: str, text: str) -> str:
    if not text.strip():
        raise broken(f"{name} 是空的", f"{name} is empty")
    return text


def _grouped(slots: Iterable[tuple[str, FactValue]]) -> defaultdict[str, list[FactValue]]:
    grouped: defaultdict[str, list[FactValue]] = defaultdict(list)
    for name, value in slots:
        grouped[name].append(value)
    return grouped


def _words(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))

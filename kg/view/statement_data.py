"""The statements of one document and their evidence as data, from the facts that a build keeps of it.

They say what `kg.rdf` puts into the store, and cost a tenth of a look into the store for each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache, lru_cache

from kg.iri import evidence
from kg.model import Fact, FactValue, Ref, Span, Typed
from kg.namespaces import EDU_NS, SUPERCLASSES, XSD_NS, expand
from kg.ntriples import decimal, escaped
from kg.pages_data import Page
from kg.slots import STATEMENT_SLOTS
from kg.view.subjects import TYPE, Block, Said, Term, class_of, iri, node, order, text, typed, written

_STATUS, _TEXT, _RULE, _EVIDENCE = (EDU_NS + name for name in ("status", "text", "rule", "evidence"))
_FROM, _EXACT, _START, _END, _SOURCE = map(
    expand, ("prov:wasDerivedFrom", "oa:exact", "oa:start", "oa:end", "oa:hasSource")
)
_CHINESE = "zh"
_node = lru_cache(maxsize=16_384)(node)


def statement_data(page: Page) -> Mapping[str, Block]:
    """Return each statement of a document, by its IRI below the data prefix, with its evidence."""
    source = node(page.local)
    quotes: dict[Span, dict[str, None]] = defaultdict(dict)  # statements of one place share their evidence
    for _, fact in page.facts:
        quotes[fact.raw][fact.quote] = None
    found = {}
    for local, fact in page.facts:
        place = evidence(page.sha256, fact.raw)
        said = [
            *_types(fact.kind),
            *_slots(fact),
            (_STATUS, iri(EDU_NS + fact.status.value)),
            (_TEXT, _text(fact.text, _CHINESE)),
            (_RULE, _rule(fact.rule)),
            (_FROM, source),
            (_EVIDENCE, node(place)),
        ]
        quoted = [
            *_types("Evidence"),
            *((_EXACT, _text(quote)) for quote in quotes[fact.raw]),
            (_START, _integer(fact.raw.start)),
            (_END, _integer(fact.raw.end)),
            (_SOURCE, source),
        ]
        if local in page.places:
            unit, number = page.places[local]
            quoted.append((EDU_NS + unit, _integer(number)))
        one, other = written(local, sorted(said, key=order)), written(place, sorted(quoted, key=order))
        found[local] = Block(f"{one.turtle}\n{other.turtle}", f"{one.json},\n{other.json}")
    return found


@cache
def _types(kind: str) -> tuple[Said, ...]:
    return tuple((TYPE, class_of(expand(name))) for name in (f"edu:{kind}", *SUPERCLASSES[kind]))


@cache
def _predicates(kind: str) -> Mapping[str, tuple[str, str]]:
    """Return the predicate of each slot of a kind, an absolute IRI, and the type of its value."""
    return {name: (expand(slot.predicate), slot.term) for name, slot in STATEMENT_SLOTS[kind].items()}


def _slots(fact: Fact) -> Iterable[Said]:
    """Return what the slots say, each once."""
    predicates = _predicates(fact.kind)
    said = {}
    for name, value in fact.slots:
        predicate, form = predicates[name]
        term = _term(value, form)
        said[predicate, term.sorted_by] = predicate, term
    return said.values()


def _term(value: FactValue, form: str) -> Term:
    if isinstance(value, Ref):
        return _node(value.local)
    if isinstance(value, Typed):
        return typed(value.text, f'"{value.text}"', XSD_NS + value.datatype)
    if form == "decimal" and isinstance(value, int | Decimal):
        return _decimal(value)
    if isinstance(value, int):
        return _integer(value)
    return _text(str(value), _CHINESE if form == "zh" else "")


def _text(said: str, language: str = "") -> Term:
    return text(said, f'"{escaped(said)}"', language)


@lru_cache(maxsize=4_096)
def _rule(name: str) -> Term:
    return _text(name)


@lru_cache(maxsize=4_096)
def _decimal(value: Decimal | int) -> Term:
    said = decimal(value).split('"')[1]
    return typed(said, f'"{said}"', XSD_NS + "decimal")


def _integer(value: int) -> Term:
    return typed(str(value), f'"{value}"', XSD_NS + "integer")

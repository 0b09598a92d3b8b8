"""What the RDF writer writes, and what it refuses to write."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import namespaces, ntriples
from kg.model import Entity, Fact, FactValue, LinkedDocument, Ref, Span, Status, Typed
from kg.rdf import quads
from kg.shapes import ShapeBroken
from kg.statements import statements
from tests.samples import BUREAU, COUNTY, PERSON, PROGRAM, SCHOOL, fact, implementation, linked, post_holding

DATA = namespaces.DATA_NS


def graph(told: LinkedDocument) -> ox.Store:
    store = ox.Store()
    for quad in ox.parse("\n".join(quads(told)), format=ox.RdfFormat.N_QUADS):
        store.add(ox.Quad(quad.subject, quad.predicate, quad.object))
    return store


def objects(store: ox.Store, subject: str, predicate: str) -> list[str]:
    found = store.quads_for_pattern(
        ox.NamedNode(DATA + subject), ox.NamedNode(namespaces.expand(predicate)), None, None
    )
    return sorted(quad.object.value for quad in found)


# --- terms

WRITABLE = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff").filter(
        lambda char: char >= " " or char in "\t\n\r"
    )
)


@given(WRITABLE)
def test_a_literal_reads_back_as_the_same_text(text: str) -> None:
    line = f"<http://a/a> <http://a/b> {ntriples.literal(text, language='zh')} ."
    (quad,) = ox.parse(line, format=ox.RdfFormat.N_TRIPLES)
    assert quad.object == ox.Literal(text, language="zh")


@given(WRITABLE)
def test_a_literal_is_written_as_other_writers_of_the_graph_write_it(text: str) -> None:
    assert ntriples.literal(text) == str(ox.Literal(text))


@pytest.mark.parametrize("char", ["\x00", "\x01", "\x0b", "\x1f", "\ud800", "\uffff"], ids=ascii)
def test_a_character_that_no_store_keeps_is_refused(char: str) -> None:
    with pytest.raises(ShapeBroken, match=f"U\\+{ord(char):04X}"):
        ntriples.literal(f"a{char}b")


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**12), max_value=10**12))
def test_a_decimal_is_kept_by_the_store_as_it_is_written(value: Decimal) -> None:
    written = ntriples.decimal(value)
    store = ox.Store()
    store.load(f"<http://a/a> <http://a/b> {written} .".encode(), format=ox.RdfFormat.N_TRIPLES)
    (quad,) = store
    assert str(quad.object) == written
    assert Decimal(quad.object.value) == value


@given(st.text(max_size=20))
def test_a_node_is_an_iri_or_refused(local: str) -> None:
    try:
        written = ntriples.node(local)
    except ShapeBroken:
        return
    (quad,) = ox.parse(f"{written} {written} {written} .", format=ox.RdfFormat.N_TRIPLES)
    assert quad.subject.value == DATA + local


# --- what is written


def test_lines_are_sorted_unique_and_in_the_graph_of_the_document() -> None:
    told = linked()
    lines = quads(told)
    name = f"<{DATA}document/{told.document.source.sha256[:16]}> ."
    assert lines == sorted(set(lines))
    assert all(line.endswith(name) for line in lines)


def test_the_order_of_facts_and_entities_does_not_matter() -> None:
    told = linked()
    turned = replace(told, facts=told.facts[::-1], entities=told.entities[::-1], mentioned=told.mentioned[::-1])
    assert quads(turned) == quads(told)


def test_superclasses_are_written_out() -> None:
    types = objects(graph(linked()), SCHOOL.local, "rdf:type")
    assert types == sorted(
        map(
            namespaces.expand,
            ["edu:SecondarySchool", "edu:School", "org:Organization", "schema:EducationalOrganization"],
        )
    )


def test_the_label_is_no_alternative_label() -> None:
    store = graph(linked())
    assert objects(store, SCHOOL.local, "skos:prefLabel") == ["青禾县第一中学"]
    assert objects(store, SCHOOL.local, "skos:altLabel") == ["县一中", "青禾一中"]


def test_a_vocabulary_entity_gives_its_wordings_alone() -> None:
    known = Entity(local="program/x", kind="Program", label="甲", wordings=frozenset({"甲", "乙"}), vocabulary=True)
    store = graph(linked(entities=(known,)))
    found = [quad.predicate.value for quad in store.quads_for_pattern(ox.NamedNode(DATA + "program/x"), None, None)]
    assert found == [namespaces.expand("skos:altLabel")]


@pytest.mark.parametrize(("status", "direct"), [(Status.REPORTED, "edu:implements"), (Status.PLANNED, "edu:plans")])
def test_an_implementation_is_said_in_one_triple_too(status: Status, direct: str) -> None:
    store = graph(linked(implementation(status=status)))
    assert objects(store, SCHOOL.local, direct) == [DATA + PROGRAM.local]


def test_evidence_is_shared_by_statements_of_one_span() -> None:
    two = (implementation(), implementation(status=Status.PLANNED))
    store = graph(linked(*two))
    evidence = {
        quad.object for quad in store.quads_for_pattern(None, ox.NamedNode(DATA[:-3] + "ontology#evidence"), None)
    }
    start = two[0].raw.start
    assert len(evidence) == 1
    assert next(iter(evidence)).value.endswith(f"#char={start},{two[0].raw.end}")


def test_the_document_says_what_it_is() -> None:
    told = linked()
    store, local = graph(told), f"document/{told.document.source.sha256[:16]}"
    assert objects(store, local, "edu:fileName") == ["a.txt"]
    assert objects(store, local, "dcterms:title") == ["青禾县教育局工作总结"]
    assert objects(store, local, "dcterms:issued") == ["2024-03"]
    assert objects(store, local, "edu:reportYear") == ["2023"]
    assert objects(store, local, "edu:about") == [DATA + COUNTY.local]
    assert objects(store, local, "edu:mentions") == sorted(DATA + local for local, _ in told.mentioned)


def test_what_is_only_described_is_not_mentioned() -> None:
    group = Entity(local="document/x/described-0-2", kind="Described", label="初中部")
    told = linked(entities=(group,))
    told = replace(told, mentioned=(*told.mentioned, (group.local, Span(0, 2))))
    mentions = objects(graph(told), f"document/{told.document.source.sha256[:16]}", "edu:mentions")
    assert DATA + group.local not in mentions


# --- names of statements


def test_statements_of_one_kind_and_span_are_numbered() -> None:
    other = implementation(slots=(("holder", Ref(BUREAU.local)), ("program", Ref(PROGRAM.local))))
    told = linked(implementation(), other)
    names = [local.rpartition("/")[2] for local, _ in statements(told)]
    raw = other.raw
    assert names == [f"implementation-{raw.start}-{raw.end}", f"implementation-{raw.start}-{raw.end}-2"]


def test_the_numbers_do_not_depend_on_the_order_of_extractors() -> None:
    facts = (implementation(), implementation(status=Status.PLANNED), post_holding())
    assert statements(linked(*facts)) == statements(linked(*facts[::-1]))


def test_one_fact_found_by_two_rules_is_one_statement() -> None:
    told = statements(linked(implementation(rule="b"), implementation(rule="a")))
    assert [fact.rule for _, fact in told] == ["a"]


def test_a_kind_of_two_words_has_a_hyphen() -> None:
    assert "/post-holding-" in statements(linked(post_holding()))[0][0]


# --- what is refused


def without(told: Fact, name: str) -> Fact:
    return replace(told, slots=tuple(slot for slot in told.slots if slot[0] != name))


def with_slot(told: Fact, name: str, *values: FactValue) -> Fact:
    return replace(told, slots=(*without(told, name).slots, *((name, value) for value in values)))


def observation(*slots: tuple[str, FactValue]) -> Fact:
    common = (("holder", Ref(SCHOOL.local)), ("indicator", Ref("indicator/x")), ("valueText", "5"), ("unit", "所"))
    return fact("Observation", "春苗计划", *common, ("comparator", "="), ("measure", "level"), *slots)


VALUE, LOW, HIGH = ("value", Decimal(5)), ("valueMin", Decimal(4)), ("valueMax", Decimal(6))
BROKEN = {
    "no-holder": (without(implementation(), "holder"), "edu:holder"),
    "two-holders": (with_slot(implementation(), "holder", Ref(SCHOOL.local), Ref(BUREAU.local)), "edu:holder"),
    "holder-is-a-program": (with_slot(implementation(), "holder", Ref(PROGRAM.local)), "edu:holder"),
    "no-program": (without(implementation(), "program"), "edu:program"),
    "post-at-a-jurisdiction": (
        with_slot(with_slot(post_holding(), "org:organization", Ref(COUNTY.local)), "holder", Ref(COUNTY.local)),
        "never a jurisdiction",
    ),
    "post-held-elsewhere": (with_slot(post_holding(), "holder", Ref(SCHOOL.local)), "holder"),
    "post-planned": (post_holding(status=Status.PLANNED), "edu:status"),
    "no-post-title": (without(post_holding(), "postTitle"), "edu:postTitle"),
    "empty-post-title": (with_slot(post_holding(), "postTitle", ""), "edu:postTitle"),
    "value-and-range": (observation(VALUE, LOW, HIGH), "either one value or"),
    "half-a-range": (observation(LOW), "either one value or"),
    "no-number": (observation(), "either one value or"),
    "endless-number": (observation(("value", Decimal("Infinity"))), "value"),
    "truth-as-number": (observation(("value", True)), "value"),
    "unknown-comparator": (with_slot(observation(VALUE), "comparator", "!="), "edu:comparator"),
    "unknown-unit": (with_slot(observation(VALUE), "unit", "furlong"), "edu:unit"),
    "unknown-slot": (with_slot(implementation(), "colour", "red"), "colour"),
    "unknown-kind": (replace(implementation(), kind="Opinion"), "Opinion"),
    "unknown-status": (implementation(status="Wished"), "edu:status"),
    "not-described": (with_slot(implementation(), "program", Ref("program/none")), "program/none"),
    "text-for-an-entity": (with_slot(implementation(), "program", "双减"), "program"),
    "year-as-date": (with_slot(implementation(), "year", Typed("2023-01-01", "date")), "edu:year"),
    "year-without-period": (with_slot(implementation(), "year", Typed("2023", "gYear")), "edu:period"),
    "no-such-day": (with_slot(implementation(), "periodStart", Typed("2023-02-30", "date")), "2023-02-30"),
    "no-text": (implementation(text=""), "edu:text"),
    "no-rule": (implementation(rule=""), "edu:rule"),
    "no-quote": (implementation(quote=""), "oa:exact"),
    "empty-span": (implementation(raw=Span(4, 4)), "oa:start"),
    "control-character": (implementation(text="a\x00b"), "U\\+0000"),
}


@pytest.mark.parametrize(("told", "words"), BROKEN.values(), ids=BROKEN.keys())
def test_what_the_shapes_forbid_is_refused_in_plain_words(told: Fact, words: str) -> None:
    indicator = Entity(local="indicator/x", kind="Indicator", label="学校数")
    with pytest.raises(ShapeBroken, match=words) as raised:
        quads(linked(told, entities=(indicator,)))
    assert raised.value.place == "a.txt"
    assert any("\u4e00" <= char <= "\u9fff" for char in raised.value.fact)


def test_a_number_in_a_range_is_written() -> None:
    indicator = Entity(local="indicator/x", kind="Indicator", label="学校数")
    told = with_slot(observation(LOW, HIGH), "comparator", "range")
    store = graph(linked(told, entities=(indicator,)))
    local = statements(linked(told))[0][0]
    assert objects(store, local, "edu:valueMin") == ["4"]
    assert objects(store, local, "edu:valueMax") == ["6"]


def test_one_entity_in_two_classes_takes_the_narrower() -> None:
    narrow = replace(SCHOOL, kind="HighSchool", wordings=frozenset({"一高"}))
    store = graph(linked(entities=(narrow,)))
    assert namespaces.expand("edu:HighSchool") in objects(store, SCHOOL.local, "rdf:type")
    assert "一高" in objects(store, SCHOOL.local, "skos:altLabel")


def test_what_is_of_no_kind_of_entity_is_refused() -> None:
    with pytest.raises(ShapeBroken, match="Wizard"):
        quads(linked(entities=(replace(PERSON, local="person/x", kind="Wizard"),)))


def test_a_mention_of_what_nobody_describes_is_refused() -> None:
    told = linked()
    with pytest.raises(ShapeBroken, match="edu:mentions program/none"):
        quads(replace(told, mentioned=(*told.mentioned, ("program/none", Span(0, 2)))))

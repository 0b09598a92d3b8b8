"""A build that asks the shapes about each kind of node once says what the shapes say of every node."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import rdf, shacl, verdicts, vocabulary
from kg.model import Entity, Fact, FactValue, LinkedDocument, Ref, Span, Status, Typed
from kg.shapes import ShapeBroken
from kg.slots import ENTITY_SLOTS, STATEMENT_SLOTS
from tests.samples import BUREAU, COUNTY, PERSON, PROGRAM, SCHOOL, fact, linked

INDICATOR = Entity(local="indicator/x", kind="Indicator", label="学校数")
PROJECT = Entity(local="project/x", kind="Project", label="新校区")
NODES = [Ref(each.local) for each in (COUNTY, BUREAU, SCHOOL, PROGRAM, PERSON, INDICATOR, PROJECT)]
UNKNOWN = [Ref("program/none"), Ref("division/350000")]
VALUES: dict[str, list[FactValue]] = {
    "node": [*NODES, *UNKNOWN],
    "zh": ["文字", ""],
    "string": ["5", "", "所", "=", "range", "level", "furlong", "merge", "under way", "990001"],
    "decimal": [Decimal(4), Decimal(5), 5, Decimal("5.0"), 6],
    "integer": [-1, 0, 1, 2],
    "boolean": [True, False],
    "date": [
        Typed("2023", "gYear"),
        Typed("2023-05", "gYearMonth"),
        Typed("2023-01-01", "date"),
        Typed("2023-12-31", "date"),
    ],
}
# what makes most statements whole, so that chance decides on the rest
NUMBER: list[tuple[str, FactValue]] = [("valueText", "5"), ("unit", "所"), ("comparator", "="), ("measure", "level")]
WHOLE: dict[str, list[tuple[str, FactValue]]] = {
    "Observation": [("indicator", NODES[5]), *NUMBER],
    "Goal": [("indicator", NODES[5]), *NUMBER],
    "PostHolding": [("org:member", NODES[4]), ("org:organization", NODES[1]), ("postTitle", "局长")],
    "Implementation": [("program", NODES[3])],
}


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    kind = draw(st.sampled_from(sorted(STATEMENT_SLOTS)))
    table = STATEMENT_SLOTS[kind]
    slots = [("holder", draw(st.sampled_from(NODES[:3])))] if draw(st.booleans()) else []
    slots += WHOLE.get(kind, []) if draw(st.booleans()) else []
    for name in draw(st.lists(st.sampled_from(sorted(table)), max_size=4)):
        slots.append((name, draw(st.sampled_from(VALUES[table[name].term]))))
    told = fact(kind, draw(st.sampled_from(["春苗计划", "青禾一中"])), *slots)
    return replace(
        told,
        status=draw(st.sampled_from(sorted(Status))),
        quote=draw(st.sampled_from([told.quote, told.quote, told.quote, ""])),
        text=draw(st.sampled_from([told.text, told.text, told.text, ""])),
        raw=draw(st.sampled_from([told.raw, told.raw, told.raw, Span(4, 4)])),
    )


@st.composite
def entities(draw: st.DrawFn) -> Entity:
    kind = draw(st.sampled_from(sorted(ENTITY_SLOTS)))
    table = ENTITY_SLOTS[kind]
    names = draw(st.lists(st.sampled_from(sorted(table)), max_size=3)) if table else []
    slots = tuple((name, draw(st.sampled_from(VALUES[table[name].term]))) for name in names)
    return Entity(local="document/x/one", kind=kind, label=draw(st.sampled_from(["甲", ""])), properties=slots)


def refused(told: LinkedDocument) -> bool:
    """Whether the document is refused, by the way of a build."""
    try:
        rdf.quads(told)
    except ShapeBroken:
        return True
    return False


def breaks(told: LinkedDocument, unchecked: Callable[[LinkedDocument], list[str]]) -> bool:
    """Whether the shapes, asked about every node of the document and of the vocabulary, tell a breach."""
    try:
        lines = unchecked(told)
    except ShapeBroken:  # it could not even be written
        return True
    described = vocabulary.load().describe(rdf.vocabulary_named(told))
    return bool(shacl.check(ox.parse("\n".join([*lines, *described]), format=ox.RdfFormat.N_QUADS)))


@pytest.fixture(scope="module")
def unchecked() -> Callable[[LinkedDocument], list[str]]:
    """The lines of a document, whether or not it keeps the shapes."""

    def lines(told: LinkedDocument) -> list[str]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(rdf, "_keep_shapes", lambda *_: None)
            return rdf.quads(told)

    return lines


@settings(max_examples=400, deadline=None)
@given(st.lists(facts(), min_size=1, max_size=3))
def test_a_document_is_refused_where_the_shapes_tell_a_breach_of_a_statement(
    unchecked: Callable[[LinkedDocument], list[str]], told: list[Fact]
) -> None:
    document = linked(*told, entities=(INDICATOR, PROJECT))
    assert refused(document) == breaks(document, unchecked)


@settings(max_examples=200, deadline=None)
@given(entities())
def test_a_document_is_refused_where_the_shapes_tell_a_breach_of_an_entity(
    unchecked: Callable[[LinkedDocument], list[str]], told: Entity
) -> None:
    document = linked(entities=(INDICATOR, PROJECT, told))
    assert refused(document) == breaks(document, unchecked)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([*NODES, *UNKNOWN]), max_size=3), st.sampled_from([0, 0.5, 1, 1.5]))
def test_a_document_is_refused_where_the_shapes_tell_a_breach_of_the_document(
    unchecked: Callable[[LinkedDocument], list[str]], nodes: list[Ref], share: float
) -> None:
    told = linked(entities=(INDICATOR, PROJECT))
    told = replace(
        told,
        document=replace(told.document, readable_share=share),
        about=tuple(each.local for each in nodes[:1]),
        mentioned=tuple((each.local, Span(0, 2)) for each in nodes[1:]),
    )
    assert refused(told) == breaks(told, unchecked)


def test_two_quotes_at_one_place_are_refused_though_each_alone_is_sound() -> None:
    one = fact("Problem", "春苗计划", ("holder", NODES[0]))
    other = replace(one, kind="Task", status=Status.PLANNED, quote="春苗", slots=(("holder", NODES[0]),))
    assert not refused(linked(one))
    assert not refused(linked(replace(other, raw=Span(0, 2))))
    assert refused(linked(one, other))


def test_a_document_like_one_before_asks_nothing() -> None:
    rdf.quads(linked())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rdf, "keep_shapes", None)
        assert rdf.quads(linked())


def test_the_shapes_read_the_very_value_of_few_slots() -> None:
    assert verdicts._values_read() == {
        *("unit", "comparator", "measure", "changeKind", "projectStage", "divisionCode", "anonymised", "position"),
        *("year", "deadline"),
    }

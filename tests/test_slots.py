"""The table of slots: what it can write are terms of the ontology and keeps the ontology's shapes."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kg import namespaces
from kg.model import Entity, FactValue, LinkedDocument, Ref, Status, Typed
from kg.rdf import quads
from kg.slots import DIRECT, ENTITY_SLOTS, STATEMENT_SLOTS
from kg.statements import statements
from tests.samples import fact, linked

TABLES = {**STATEMENT_SLOTS, **ENTITY_SLOTS}


def test_every_predicate_of_the_table_is_a_term_of_the_ontology() -> None:
    names = {slot.predicate for table in TABLES.values() for slot in table.values()} | {*DIRECT.values()}
    assert {name.removeprefix("edu:") for name in names if name.startswith("edu:")} <= {*namespaces.PROPERTIES}
    assert all(namespaces.expand(name) for name in names)


def test_every_statement_class_has_its_slots() -> None:
    assert {*STATEMENT_SLOTS} == {*namespaces.STATEMENT_CLASSES} - {"Statement"}


def test_every_entity_class_has_its_slots() -> None:
    assert {kind for kind in namespaces.ENTITY_CLASSES if _table_of(kind) in ENTITY_SLOTS} == {
        *namespaces.ENTITY_CLASSES
    } - {"SourceDocument"}


def _table_of(kind: str) -> str:
    above = (kind, *(name.removeprefix("edu:") for name in namespaces.SUPERCLASSES[kind]))
    return next((name for name in above if name in ENTITY_SLOTS), "")


# One entity of each class, and a value for every slot, by its name or by its type.
ENTITIES = {
    kind: Entity(local=f"document/x/{kind.lower()}", kind=kind, label=f"甲{kind}")
    for kind in (*namespaces.ENTITY_CLASSES, "Topic")
    if kind != "SourceDocument"
}
DAY = Typed("2024-01-31", "date")
VALUES: dict[str, FactValue] = {
    **{name: Ref(ENTITIES["School"].local) for name in ("holder", "org:organization", "recipient", "subject")},
    **{name: Ref(ENTITIES["EducationAuthority"].local) for name in ("grantor", "issuer", "object")},
    **{
        name: Ref(ENTITIES["County"].local)
        for name in ("area", "parent", "within", "jurisdiction", "locatedIn", "party")
    },
    "program": Ref(ENTITIES["Program"].local),
    "indicator": Ref(ENTITIES["Indicator"].local),
    "project": Ref(ENTITIES["Project"].local),
    "org:member": Ref(ENTITIES["Person"].local),
    "dcterms:subject": Ref(ENTITIES["Topic"].local),
    "year": Typed("2024", "gYear"),
    "periodStart": Typed("2024-01-01", "date"),
    "unit": "人",
    "comparator": "=",
    "measure": "level",
    "changeKind": "merge",
    "projectStage": "under way",
    "divisionCode": "990001",
    "valueMin": Decimal(1),
    "targetMin": Decimal(1),
    "zh": "文字",
    "string": "text",
    "decimal": Decimal("1.5"),
    "integer": 3,
    "boolean": True,
    "date": DAY,
}
PLANNED = {"Goal", "NamedGoal", "Task"}
ALONE = {"value", "targetValue"}
BOUNDS = {"valueMin", "valueMax", "targetMin", "targetMax"}


def full(kind: str, left_out: set[str], **changed: FactValue) -> LinkedDocument:
    """A document with one statement of a kind that fills its slots, beside a named goal."""
    holder = ("holder", VALUES["holder"])
    goal = fact("NamedGoal", "青禾县", holder, ("skos:prefLabel", "五个一"))
    goal = replace(goal, status=Status.PLANNED)
    part = replace(fact("GoalPart", "教育局", holder), status=Status.PLANNED)
    names = {each.kind: Ref(local) for local, each in statements(linked(goal, part))}
    known = VALUES | {"partOf": names["NamedGoal"], "dcterms:hasPart": names["GoalPart"]} | changed
    table = STATEMENT_SLOTS[kind].items()
    slots = [(name, known.get(name) or known[slot.term]) for name, slot in table if name not in left_out]
    if kind == "Collaboration":
        slots.append(("party", VALUES["holder"]))
    told = replace(fact(kind, "春苗计划", *slots), status=Status.PLANNED if kind in PLANNED else Status.REPORTED)
    return linked(goal, part, told, entities=tuple(ENTITIES.values()))


@pytest.mark.parametrize("kind", STATEMENT_SLOTS)
def test_a_statement_with_every_slot_keeps_the_shapes(kind: str) -> None:
    lines = quads(full(kind, BOUNDS))
    for name, slot in STATEMENT_SLOTS[kind].items():
        assert name in BOUNDS or any(f"<{namespaces.expand(slot.predicate)}>" in line for line in lines)


@pytest.mark.parametrize("kind", ["Observation", "Goal"])
def test_a_number_in_a_range_keeps_the_shapes(kind: str) -> None:
    assert quads(full(kind, ALONE, comparator="range"))


@pytest.mark.parametrize("kind", ENTITIES)
def test_an_entity_with_every_property_keeps_the_shapes(kind: str) -> None:
    known = VALUES | {"skos:broader": Ref(ENTITIES[kind].local)}
    table = ENTITY_SLOTS[_table_of(kind)].items()
    properties = tuple(
        (name, known.get(name) or known[slot.term])
        for name, slot in table
        if not (name == "divisionCode" and "anonymised" in dict(table))  # a hidden place has no code
    )
    entity = replace(ENTITIES[kind], local="document/x/full", properties=properties)
    assert quads(linked(entities=(*ENTITIES.values(), entity)))

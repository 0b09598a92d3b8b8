"""Indicators join the vocabulary directly or below the concept of their head, where the unit agrees."""

from __future__ import annotations

from typing import cast

import pytest

from kg import vocabulary
from kg.link.context import Context
from kg.link.indicators import resolve_indicator
from kg.model import Entity, Mention, Ref, Span
from kg.namespaces import DATA_NS, EDU_NS

CONTEXT = cast("Context", None)  # the label and the unit decide alone


def resolved(label: str, unit: str) -> Entity:
    mention = Mention(kind="Indicator", span=Span(0, 1), text=label, attributes=(("unit", unit),))
    return resolve_indicator(mention, CONTEXT)


def broader(entity: Entity) -> str:
    """Return the label of the concept that an indicator is below, or an empty string."""
    refs = [value.local for name, value in entity.properties if name == "skos:broader" and isinstance(value, Ref)]
    return vocabulary.load().concepts[DATA_NS + refs[0]].label if refs else ""


def test_a_form_of_the_vocabulary_is_its_concept() -> None:
    entity = resolved("公办园在园幼儿占比", "%")
    assert (entity.vocabulary, entity.label) == (True, "公办幼儿园在园幼儿占比")
    assert entity.wordings == {"公办园在园幼儿占比"}


@pytest.mark.parametrize(
    ("label", "unit", "concept"),
    [
        ("小学综合差异系数", "", "综合差异系数"),
        ("招聘音体美教师", "人", "教师人数"),
        ("购置图书", "册", "图书册数"),
        ("义务教育巩固率提高", "百分点", "九年义务教育巩固率"),
        ("义务教育巩固率低于邻县", "百分点", "九年义务教育巩固率"),
        ("宣传教育每月次数", "次", "活动场次"),
        ("注销的学科类校外培训机构", "所", "学科类校外培训机构"),
        ("选派校长后备干部跟岗锻炼", "人", "校长人数"),
    ],
    ids=["suffix", "head", "unit", "change", "comparison", "rate", "narrower", "doing"],
)
def test_a_phrase_is_below_the_concept_of_its_head(label: str, unit: str, concept: str) -> None:
    assert broader(resolved(label, unit)) == concept


@pytest.mark.parametrize(
    ("label", "unit"),
    [("捐赠图书", "元"), ("教师", "次"), ("专任教师", "所"), ("研学路线", "条")],
    ids=["books-in-money", "teachers-in-times", "form-with-other-unit", "unknown"],
)
def test_what_is_measured_in_another_unit_joins_nothing(label: str, unit: str) -> None:
    entity = resolved(label, unit)
    assert (entity.vocabulary, broader(entity)) == (False, "")


def test_stage_and_group_are_slots_of_the_indicator() -> None:
    properties = dict(resolved("城区小学平均班额", "人").properties)
    assert (properties["educationStage"], properties["group"]) == ("小学", "城区")


def test_heads_are_words_of_one_concept_a_unit() -> None:
    seen: dict[tuple[str, str], str] = {}
    for concept in vocabulary.load().concepts.values():
        unit = dict(concept.properties).get(EDU_NS + "unit", "")
        for predicate, word in concept.properties:
            if predicate == EDU_NS + "headLabel":
                assert seen.setdefault((word, unit), concept.iri) == concept.iri, f"{word} in {unit} is of two concepts"

"""Which indicator a figure is of: one of the vocabulary, or the phrase itself, below the vocabulary's head.

A label joins a concept directly where it is one of its forms, and by `skos:broader` where it ends in one of its forms
or heads (小学综合差异系数 → 综合差异系数, 招聘新教师 → 教师人数). The concept's unit must be the figure's: 图书 in 册
is 图书册数, 图书 in 元 is not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from kg import iri, vocabulary
from kg.model import Entity, FactValue, Mention, Ref
from kg.namespaces import DATA_NS, EDU_NS

if TYPE_CHECKING:
    from kg.link.context import Context
    from kg.vocabulary import Concept

# stage words, longest first where one holds another → the stage
STAGES = (
    "学前教育", "学前三年", "学前", "九年义务教育", "义务教育",
    "高中阶段", "普通高中", "幼儿园", "小学", "初中",
    "高中", "中职", "职业教育", "特殊教育",
)  # fmt: skip
GROUPS = ("男子", "女子", "男生", "女生", "城区", "县城", "城镇", "农村", "乡村", "全县", "全市", "全区")
# By how much something changed is narrower than the thing: 义务教育巩固率|提高.
_CHANGED = re.compile(
    r"(?:同比)?(?:年均|每年)?(?:提高|提升|增长|增加|上升|前移|前进|下降|降低|减少|后移|(?:高于|低于|多于|少于).*)(?:位次)?$"
)
_RATE = re.compile(r"(?:人均|生均)?每[一-鿿]{1,3}(?:次数|时长|天数)?$|人均$")
_DONE = re.compile(r"(?:跟岗|挂职|担任|支教|研修|学习考察|参加).*$")
# A looser word for the unit: 教学班273个, 床位1200个, 督查4轮.
_COUNTED_AS = {"个": ("班", "张", "处", "间"), "轮": ("次",)}
_CHANGES = frozenset({"百分点", "%", "名次"})


def resolve_indicator(mention: Mention, context: Context) -> Entity:  # noqa: ARG001
    """Return the indicator's entity: the same label and unit give the same one in every document."""
    told = dict(mention.attributes)
    return _indicator(mention.text, told.get("unit", ""), told.get("group", ""))


@lru_cache(maxsize=8192)
def _indicator(label: str, unit: str, group: str) -> Entity:
    concept = _forms().get(label)
    if concept is not None and _measured_in(concept, unit):
        local = concept.iri.removeprefix(DATA_NS)
        return Entity(local=local, kind="Indicator", label=concept.label, wordings=frozenset({label}), vocabulary=True)
    properties: list[tuple[str, FactValue]] = []
    if head := _head(label, unit):
        properties.append(("skos:broader", Ref(head.removeprefix(DATA_NS))))
    if stage := next((stage for stage in STAGES if stage in label), ""):
        properties.append(("educationStage", stage))
    if group := group or next((group for group in GROUPS if group in label), ""):
        properties.append(("group", group))
    return Entity(local=iri.indicator(label), kind="Indicator", label=label, properties=tuple(properties))


def _head(label: str, unit: str) -> str:
    """Return the IRI of the concept whose form or head ends the label, the longest one, or an empty string."""
    base = _CHANGED.sub("", label)
    if base != label and len(base) >= 2:
        return _ending(base, "" if unit in _CHANGES else unit, whole=True)
    found = _ending(label, unit)
    if not found and (plain := _RATE.sub("", label)) != label:
        found = _ending(plain, unit, whole=True)
    if not found and (plain := _DONE.sub("", label)) != label:
        found = _ending(plain, unit)
    return found


def _ending(label: str, unit: str, *, whole: bool = False) -> str:
    forms, heads = _forms(), _heads()
    for at in range(0 if whole else 1, len(label)):
        ending = label[at:]
        concept = forms.get(ending)
        if concept is not None and len(ending) > 1 and _measured_in(concept, unit):
            return concept.iri
        for headed in heads.get(ending, ()):
            if _measured_in(headed, unit):
                return headed.iri
    for headed in heads.get(label, ()):
        if _measured_in(headed, unit):
            return headed.iri
    return ""


def _measured_in(concept: Concept, unit: str) -> bool:
    """Tell whether figures of the concept have the unit; a concept without one, and a change, fit all."""
    own = dict(concept.properties).get(EDU_NS + "unit", "")
    return not own or not unit or own == unit or own in _COUNTED_AS.get(unit, ())


@cache
def _forms() -> Mapping[str, Concept]:
    """Return every form of the vocabulary's indicators → concept."""
    concepts = (concept for concept in vocabulary.load().concepts.values() if concept.kind == "Indicator")
    return {
        form: concept
        for concept in sorted(concepts, key=lambda concept: concept.iri)
        for form in (concept.label, *concept.alternatives, *concept.hidden)
    }


@cache
def _heads() -> Mapping[str, tuple[Concept, ...]]:
    """Return every head of the vocabulary's indicators → the concepts below which what ends in it is."""
    found: dict[str, tuple[Concept, ...]] = {}
    for concept in sorted(vocabulary.load().concepts.values(), key=lambda concept: concept.iri):
        for predicate, word in concept.properties:
            if predicate == EDU_NS + "headLabel" and concept.kind == "Indicator":
                found[word] = (*found.get(word, ()), concept)
    return found

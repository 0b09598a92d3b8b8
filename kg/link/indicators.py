"""Which indicator a figure is of: one of the vocabulary, or the phrase itself, below the vocabulary's head."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg import iri, vocabulary
from kg.model import Entity, FactValue, Mention, Ref
from kg.namespaces import DATA_NS

if TYPE_CHECKING:
    from kg.link.context import Context

# stage words, longest first where one holds another → the stage
STAGES = (
    "学前教育", "学前三年", "学前", "九年义务教育", "义务教育", "高中阶段", "普通高中", "幼儿园", "小学", "初中", "高中", "中职", "职业教育", "特殊教育",
)  # fmt: skip
GROUPS = ("男子", "女子", "男生", "女生", "城区", "县城", "城镇", "农村", "乡村", "全县", "全市", "全区")


def resolve_indicator(mention: Mention, context: Context) -> Entity:  # noqa: ARG001
    """Return the indicator's entity: the same label gives the same one in every document."""
    label = mention.text
    known = _labels()
    if label in known:
        local = known[label].removeprefix(DATA_NS)
        concept = vocabulary.load().concepts[known[label]]
        return Entity(local=local, kind="Indicator", label=concept.label, wordings=frozenset({label}), vocabulary=True)
    properties: list[tuple[str, FactValue]] = []
    if head := _head(label):
        properties.append(("skos:broader", Ref(head.removeprefix(DATA_NS))))
    if stage := next((stage for stage in STAGES if stage in label), ""):
        properties.append(("educationStage", stage))
    if group := next((group for group in GROUPS if group in label), ""):
        properties.append(("group", group))
    return Entity(local=iri.indicator(label), kind="Indicator", label=label, properties=tuple(properties))


@cache
def _labels() -> dict[str, str]:
    """Return every form of the vocabulary's indicators → IRI."""
    concepts = vocabulary.load().concepts.values()
    return {
        form: concept.iri
        for concept in concepts
        if concept.kind == "Indicator"
        for form in (concept.label, *concept.alternatives, *concept.hidden)
    }


def _head(label: str) -> str:
    """Return the IRI of the longest form that ends the label (小学综合差异系数 → 综合差异系数), or an empty string."""
    known = _labels()
    return next((known[label[at:]] for at in range(1, len(label) - 1) if label[at:] in known), "")

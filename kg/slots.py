"""One table: kind × slot → predicate and type of its value. How many there may be, and which, is in `shapes.ttl`."""

from __future__ import annotations

from typing import NamedTuple

from kg.model import Status


class Slot(NamedTuple):
    """What a slot becomes: a predicate (CURIE) and the type of its value.

    `term` is `node` (an IRI), `zh` (a Chinese string), `string`, `decimal`, `integer`, `boolean` or `date` (a day, a
    month or a year, as the value says).
    """

    predicate: str
    term: str


def _edu(term: str, *names: str) -> dict[str, Slot]:
    return {name: Slot(f"edu:{name}", term) for name in names}


_COMMON = _edu("node", "holder", "area", "program") | _edu("date", "year", "periodStart", "periodEnd")
_NUMBER = _edu("node", "indicator") | _edu("string", "valueText", "unit", "comparator", "measure")
_DEADLINE = _edu("date", "deadline", "dueBy")
_PLACE = _edu("integer", "position") | _edu("node", "partOf")

STATEMENT_SLOTS: dict[str, dict[str, Slot]] = {
    "Observation": _COMMON | _NUMBER | _edu("decimal", "value", "valueMin", "valueMax"),
    "Goal": _COMMON | _NUMBER | _DEADLINE | _edu("decimal", "targetValue", "targetMin", "targetMax"),
    "NamedGoal": {
        **_COMMON,
        "skos:prefLabel": Slot("skos:prefLabel", "zh"),
        "dcterms:hasPart": Slot("dcterms:hasPart", "node"),
    },
    "GoalPart": _COMMON | _PLACE | _edu("node", "project"),
    "Task": _COMMON | _PLACE | _DEADLINE,
    "Implementation": _COMMON,
    "PostHolding": {
        **_COMMON,
        "org:member": Slot("org:member", "node"),
        "org:organization": Slot("org:organization", "node"),
        "postTitle": Slot("edu:postTitle", "zh"),
    },
    "AwardStatement": _COMMON | _edu("node", "recipient", "grantor") | _edu("zh", "awardName"),
    "ProjectStatement": _COMMON | _edu("node", "project") | _edu("string", "projectStage"),
    "Collaboration": _COMMON | _edu("node", "party") | _edu("zh", "collaborationKind"),
    "OrganisationalChange": _COMMON | _edu("string", "changeKind") | _edu("node", "subject", "object"),
    "Problem": _COMMON | {"dcterms:subject": Slot("dcterms:subject", "node")},
}
# an Implementation says it in one triple too: holder → program
DIRECT = {Status.REPORTED: "edu:implements", Status.PLANNED: "edu:plans"}

_BROADER = {"skos:broader": Slot("skos:broader", "node")}
_LOCATED = _edu("node", "locatedIn")
_HIDDEN = _edu("boolean", "anonymised")
ENTITY_SLOTS: dict[str, dict[str, Slot]] = {
    "Jurisdiction": _edu("string", "divisionCode") | _edu("node", "parent", "within") | _HIDDEN,
    "EducationAuthority": _edu("node", "jurisdiction"),
    "School": _LOCATED | _HIDDEN,
    "Organization": _LOCATED,
    "Person": {},
    "Program": _BROADER,
    "PolicyDocument": _edu("string", "documentNumber") | _edu("node", "issuer"),
    "Project": _LOCATED,
    "Event": {"schema:startDate": Slot("schema:startDate", "date")},
    "Indicator": _BROADER | _edu("zh", "educationStage", "group"),
    "Topic": _BROADER,
    "Described": {},
}

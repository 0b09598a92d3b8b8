"""What the shapes of the ontology allow, as one table: kind × slot → predicate, type of value, how many, which.

The same rules stand as SHACL in `ontology/shapes.ttl`; tests hold the two together.
"""

from __future__ import annotations

from typing import NamedTuple

from kg.errors import KgError
from kg.model import Status


class ShapeBroken(KgError):  # noqa: N818 (it says what happened, as SetAside does)
    """A document says what the ontology's shapes forbid; it is set aside whole."""


def broken(zh: str, en: str) -> ShapeBroken:
    """Return the violation in both languages; `quads` adds the place."""
    return ShapeBroken("", f"{zh} ({en})", "please report it with the document")


class Slot(NamedTuple):
    """What a slot becomes: predicate (CURIE), type of its value, how many values, and which.

    `term` is `node` (an entity of one of `classes`), `statement` (a statement of the same document, of one of
    `classes`), `zh` (a Chinese string), `string`, `decimal`, `integer`, `boolean`, `gYear`, `date` (a full day) or
    `calendar` (a day, a month or a year). `among` closes the list of values.
    """

    predicate: str
    term: str
    least: int = 0
    most: int | None = None
    classes: frozenset[str] = frozenset()
    among: frozenset[str] = frozenset()


def _nodes(predicate: str, *classes: str, least: int = 0, most: int | None = None) -> Slot:
    return Slot(predicate, "node", least, most, frozenset(classes))


def _one_of(predicate: str, *values: str, least: int = 1) -> Slot:
    return Slot(predicate, "string", least, 1, among=frozenset(values))


_BODIES = ("School", "EducationAuthority", "Organization")
_COMMON: dict[str, Slot] = {
    "holder": _nodes("edu:holder", "Jurisdiction", *_BODIES, "Described", least=1, most=1),
    "area": _nodes("edu:area", "Jurisdiction", most=1),
    "program": _nodes("edu:program", "Program"),
    "year": Slot("edu:year", "gYear", most=1),
    "periodStart": Slot("edu:periodStart", "date", most=1),
    "periodEnd": Slot("edu:periodEnd", "date", most=1),
}
_NUMBER: dict[str, Slot] = {
    "indicator": _nodes("edu:indicator", "Indicator", least=1, most=1),
    "valueText": Slot("edu:valueText", "string", 1, 1),
    "unit": Slot("edu:unit", "string", 1, 1),
    "comparator": _one_of("edu:comparator", "=", ">=", "<=", ">", "<", "~", "range"),
    "measure": _one_of("edu:measure", "level", "change", "share"),
}
_DEADLINE: dict[str, Slot] = {
    "deadline": Slot("edu:deadline", "calendar", most=1),
    "dueBy": Slot("edu:dueBy", "date", most=1),
}
_PLACE: dict[str, Slot] = {
    "position": Slot("edu:position", "integer", most=1),
    "partOf": Slot("edu:partOf", "statement", most=1, classes=frozenset({"Task", "NamedGoal"})),
}

STATEMENT_SLOTS: dict[str, dict[str, Slot]] = {
    "Observation": {
        **_COMMON,
        **_NUMBER,
        **{name: Slot(f"edu:{name}", "decimal", most=1) for name in ("value", "valueMin", "valueMax")},
    },
    "Goal": {
        **_COMMON,
        **_NUMBER,
        **_DEADLINE,
        **{name: Slot(f"edu:{name}", "decimal", most=1) for name in ("targetValue", "targetMin", "targetMax")},
    },
    "NamedGoal": {
        **_COMMON,
        "skos:prefLabel": Slot("skos:prefLabel", "zh", 1, 1),
        "dcterms:hasPart": Slot("dcterms:hasPart", "statement", classes=frozenset({"GoalPart", "NamedGoal"})),
    },
    "GoalPart": {**_COMMON, **_PLACE, "project": _nodes("edu:project", "Project", most=1)},
    "Task": {**_COMMON, **_PLACE, **_DEADLINE},
    "Implementation": {**_COMMON, "program": _nodes("edu:program", "Program", least=1)},
    "PostHolding": {
        **_COMMON,
        "holder": _nodes("edu:holder", *_BODIES, "Described", least=1, most=1),
        "org:member": _nodes("org:member", "Person", least=1, most=1),
        "org:organization": _nodes("org:organization", *_BODIES, "Described", least=1, most=1),
        "postTitle": Slot("edu:postTitle", "zh", 1, 1),
    },
    "AwardStatement": {
        **_COMMON,
        "recipient": _nodes("edu:recipient", "Jurisdiction", *_BODIES, "Person", "Project", "Described", least=1),
        "awardName": Slot("edu:awardName", "zh", 1, 1),
        "grantor": _nodes("edu:grantor", "Jurisdiction", *_BODIES, "Described", most=1),
    },
    "ProjectStatement": {
        **_COMMON,
        "project": _nodes("edu:project", "Project", least=1, most=1),
        "projectStage": _one_of("edu:projectStage", "planned", "started", "under way", "done", "accepted", least=0),
    },
    "Collaboration": {
        **_COMMON,
        "party": _nodes("edu:party", "Jurisdiction", *_BODIES, "Person", "Described", least=2),
        "collaborationKind": Slot("edu:collaborationKind", "zh", most=1),
    },
    "OrganisationalChange": {
        **_COMMON,
        "changeKind": _one_of("edu:changeKind", "move", "merge", "rename", "open", "close", "convert"),
        "subject": _nodes("edu:subject", *_BODIES, "Described", least=1),
        "object": _nodes("edu:object", "Jurisdiction", *_BODIES, "Described"),
    },
    "Problem": {**_COMMON, "dcterms:subject": _nodes("dcterms:subject", "Topic")},
}
STATUS_OF = {
    "Observation": Status.REPORTED,
    "Goal": Status.PLANNED,
    "NamedGoal": Status.PLANNED,
    "Task": Status.PLANNED,
    "PostHolding": Status.REPORTED,
    "AwardStatement": Status.REPORTED,
    "Problem": Status.REPORTED,
}
# kind → a number stands in the first slot alone or as the other two together
NUMBERS = {
    "Observation": ("value", "valueMin", "valueMax"),
    "Goal": ("targetValue", "targetMin", "targetMax"),
}
ABOUT = _nodes("edu:about", "Jurisdiction")
# an Implementation says it in one triple too: holder → program
DIRECT = {Status.REPORTED: "edu:implements", Status.PLANNED: "edu:plans"}

ENTITY_SLOTS: dict[str, dict[str, Slot]] = {
    "Jurisdiction": {
        "divisionCode": Slot("edu:divisionCode", "string", most=1),
        "parent": _nodes("edu:parent", "Jurisdiction", most=1),
        "within": _nodes("edu:within", "Jurisdiction"),
        "anonymised": Slot("edu:anonymised", "boolean", most=1),
    },
    "EducationAuthority": {"jurisdiction": _nodes("edu:jurisdiction", "Jurisdiction", most=1)},
    "School": {
        "locatedIn": _nodes("edu:locatedIn", "Jurisdiction", most=1),
        "anonymised": Slot("edu:anonymised", "boolean", most=1),
    },
    "Organization": {"locatedIn": _nodes("edu:locatedIn", "Jurisdiction", most=1)},
    "Person": {},
    "Program": {"skos:broader": _nodes("skos:broader", "Program")},
    "PolicyDocument": {
        "documentNumber": Slot("edu:documentNumber", "string", most=1),
        "issuer": _nodes("edu:issuer", "Jurisdiction", *_BODIES, "Described", most=1),
    },
    "Project": {"locatedIn": _nodes("edu:locatedIn", "Jurisdiction", most=1)},
    "Event": {"schema:startDate": Slot("schema:startDate", "date", most=1)},
    "Indicator": {
        "skos:broader": _nodes("skos:broader", "Indicator"),
        "educationStage": Slot("edu:educationStage", "zh", most=1),
        "group": Slot("edu:group", "zh", most=1),
    },
    "Described": {},
    "Topic": {},
}

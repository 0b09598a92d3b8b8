"""The names of the graph: prefixes, the ontology's terms, and what each class is a subclass of.

Plain strings, so that nothing heavy is loaded; `EDU`, an rdflib namespace that refuses unknown terms, is made on first
use. The terms are those of `ontology/education.ttl`, no more and no less.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from rdflib.namespace import DefinedNamespaceMeta

    EDU: DefinedNamespaceMeta

ONTOLOGY_IRI: Final = "https://w3id.org/countyedu/ontology"
EDU_NS: Final = "https://w3id.org/countyedu/ontology#"
SHAPES_NS: Final = "https://w3id.org/countyedu/shapes#"
DATA_NS: Final = "https://w3id.org/countyedu/id/"
DCAT_NS: Final = "http://www.w3.org/ns/dcat#"
DCTERMS_NS: Final = "http://purl.org/dc/terms/"
FOAF_NS: Final = "http://xmlns.com/foaf/0.1/"
OA_NS: Final = "http://www.w3.org/ns/oa#"
ORG_NS: Final = "http://www.w3.org/ns/org#"
OWL_NS: Final = "http://www.w3.org/2002/07/owl#"
PROV_NS: Final = "http://www.w3.org/ns/prov#"
RDF_NS: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS_NS: Final = "http://www.w3.org/2000/01/rdf-schema#"
SCHEMA_NS: Final = "https://schema.org/"
SH_NS: Final = "http://www.w3.org/ns/shacl#"
SKOS_NS: Final = "http://www.w3.org/2004/02/skos/core#"
VOID_NS: Final = "http://rdfs.org/ns/void#"
XSD_NS: Final = "http://www.w3.org/2001/XMLSchema#"

# What graph files declare and saved queries may use. The data prefix depends on an option and is not among them.
PREFIXES: Final[dict[str, str]] = {
    "dcat": DCAT_NS,
    "dcterms": DCTERMS_NS,
    "edu": EDU_NS,
    "foaf": FOAF_NS,
    "oa": OA_NS,
    "org": ORG_NS,
    "owl": OWL_NS,
    "prov": PROV_NS,
    "rdf": RDF_NS,
    "rdfs": RDFS_NS,
    "schema": SCHEMA_NS,
    "skos": SKOS_NS,
    "void": VOID_NS,
    "xsd": XSD_NS,
}

_CONCEPT: Final = ("skos:Concept",)
_JURISDICTION: Final = ("schema:AdministrativeArea",)
_DIVISION: Final = ("edu:Jurisdiction", "schema:AdministrativeArea")
_SCHOOL: Final = ("org:Organization", "schema:EducationalOrganization")
_KIND_OF_SCHOOL: Final = ("edu:School", *_SCHOOL)
_KIND_OF_SECONDARY_SCHOOL: Final = ("edu:School", "edu:SecondarySchool", *_SCHOOL)
_STATEMENT: Final = ("edu:Statement", "prov:Entity")

# Class → every superclass that the graph writes out beside it, sorted.
ENTITY_CLASSES: Final[dict[str, tuple[str, ...]]] = {
    "CombinedSchool": _KIND_OF_SECONDARY_SCHOOL,
    "Country": _DIVISION,
    "County": _DIVISION,
    "Described": (),
    "EducationAuthority": ("org:FormalOrganization", "org:Organization"),
    "Event": ("schema:Event",),
    "HighSchool": _KIND_OF_SECONDARY_SCHOOL,
    "HigherEducationInstitution": _KIND_OF_SCHOOL,
    "Indicator": _CONCEPT,
    "Jurisdiction": _JURISDICTION,
    "Kindergarten": _KIND_OF_SCHOOL,
    "Meeting": ("edu:Event", "schema:Event"),
    "MiddleSchool": _KIND_OF_SECONDARY_SCHOOL,
    "Organization": ("org:Organization",),
    "Person": ("foaf:Person",),
    "PolicyDocument": ("schema:Legislation",),
    "Prefecture": _DIVISION,
    "PrimarySchool": _KIND_OF_SCHOOL,
    "Program": _CONCEPT,
    "Project": ("foaf:Project",),
    "Province": _DIVISION,
    "School": _SCHOOL,
    "SecondarySchool": _KIND_OF_SCHOOL,
    "SourceDocument": ("prov:Entity", "schema:DigitalDocument"),
    "SpecialSchool": _KIND_OF_SCHOOL,
    "Township": _DIVISION,
    "VocationalSchool": _KIND_OF_SCHOOL,
    "Zone": _DIVISION,
}
STATEMENT_CLASSES: Final[dict[str, tuple[str, ...]]] = {
    "AwardStatement": _STATEMENT,
    "Collaboration": _STATEMENT,
    "Goal": _STATEMENT,
    "GoalPart": _STATEMENT,
    "Implementation": _STATEMENT,
    "NamedGoal": _STATEMENT,
    "Observation": _STATEMENT,
    "OrganisationalChange": _STATEMENT,
    "PostHolding": ("edu:Statement", "org:Membership", "prov:Entity"),
    "Problem": _STATEMENT,
    "ProjectStatement": _STATEMENT,
    "Statement": ("prov:Entity",),
    "Task": _STATEMENT,
}
VOCABULARY_CLASSES: Final[dict[str, tuple[str, ...]]] = {
    "AuthorityKind": _CONCEPT,
    "OrganizationKind": _CONCEPT,
    "PostKind": _CONCEPT,
    "SchoolKind": _CONCEPT,
    "Topic": _CONCEPT,
    "UnitOfMeasure": _CONCEPT,
}
SUPERCLASSES: Final[dict[str, tuple[str, ...]]] = {
    **ENTITY_CLASSES,
    **STATEMENT_CLASSES,
    **VOCABULARY_CLASSES,
    "Evidence": ("oa:ResourceSelection",),
    "Status": (),
}

PROPERTIES: Final[tuple[str, ...]] = (
    "about",
    "anonymised",
    "area",
    "awardName",
    "changeKind",
    "collaborationKind",
    "comparator",
    "deadline",
    "declared",
    "divisionCode",
    "documentKind",
    "documentNumber",
    "dueBy",
    "educationStage",
    "evidence",
    "fileName",
    "grantor",
    "group",
    "headLabel",
    "holder",
    "implements",
    "indicator",
    "instanceClass",
    "issuer",
    "jurisdiction",
    "labelPattern",
    "locatedIn",
    "measure",
    "mentions",
    "object",
    "page",
    "paragraph",
    "parent",
    "partOf",
    "party",
    "periodEnd",
    "periodStart",
    "plans",
    "position",
    "postTitle",
    "program",
    "project",
    "projectStage",
    "quotedLabel",
    "readableShare",
    "recipient",
    "reportYear",
    "rule",
    "sha256",
    "since",
    "site",
    "status",
    "subject",
    "targetMax",
    "targetMin",
    "targetValue",
    "text",
    "unit",
    "until",
    "value",
    "valueMax",
    "valueMin",
    "valueText",
    "vocabularyHash",
    "within",
    "year",
)
INDIVIDUALS: Final[tuple[str, ...]] = ("Planned", "Reported")
TERMS: Final[frozenset[str]] = frozenset((*SUPERCLASSES, *PROPERTIES, *INDIVIDUALS))


def expand(curie: str) -> str:
    """Return the absolute IRI of `prefix:name`. Raises KeyError where the prefix is not in `PREFIXES`."""
    prefix, _, name = curie.partition(":")
    return PREFIXES[prefix] + name


@cache
def _edu() -> DefinedNamespaceMeta:
    from rdflib import URIRef
    from rdflib.namespace import DefinedNamespace, DefinedNamespaceMeta, Namespace

    members = {"__annotations__": dict.fromkeys(sorted(TERMS), URIRef), "_NS": Namespace(EDU_NS), "_fail": True}
    return DefinedNamespaceMeta("EDU", (DefinedNamespace,), members)


if not TYPE_CHECKING:  # a checker must refuse misspelt names of this module

    def __getattr__(name: str) -> DefinedNamespaceMeta:
        """Make `EDU` when it is first asked for: rdflib costs more to import than a query to run."""
        if name == "EDU":
            return _edu()
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)

"""Our own terms with their labels, and codes of answers, for whoever reads a page."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from kg import columns, resources
from kg.namespaces import EDU_NS, PREFIXES, RDF_NS, RDFS_NS

ONTOLOGY = "education.ttl"


@cache
def said() -> dict[str, dict[str, list[tuple[str, str]]]]:
    """Return by term and property (both absolute IRIs) the values with their languages."""
    import pyoxigraph as ox

    found: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for quad in ox.parse(path=str(resources.folder("ontology") / ONTOLOGY), format=ox.RdfFormat.TURTLE):
        if isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, (ox.BlankNode, ox.Triple)):
            language = quad.object.language or "" if isinstance(quad.object, ox.Literal) else ""
            found[quad.subject.value][quad.predicate.value].append((quad.object.value, language))
    return found


def declared(kind: str) -> list[str]:
    """Return our own terms that are of a class of OWL (`Class`, `ObjectProperty`, `DatatypeProperty`), sorted."""
    type_ = (PREFIXES["owl"] + kind, "")
    return sorted(iri for iri, each in said().items() if iri.startswith(EDU_NS) and type_ in each[RDF_NS + "type"])


def labels(iri: str, property_: str = "label") -> tuple[str, str]:
    """Return what a property of RDFS says of a term, in Chinese and in English, "" where it says nothing."""
    by_language = {language: value for value, language in said().get(iri, {}).get(RDFS_NS + property_, ())}
    return by_language.get("zh", ""), by_language.get("en", "")


def code(name: str) -> tuple[str, str]:
    """Return what a code in an answer or a menu is called, in Chinese and in English; itself where it is none."""
    zh, en = labels(EDU_NS + name)
    return (zh, en) if zh else columns.CODES.get(name, (name, ""))

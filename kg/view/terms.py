"""What the graph knows beside the documents' pages: labels of the ontology's terms, and the vocabulary's own words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg import resources, store
from kg.namespaces import DATA_NS, DCTERMS_NS, EDU_NS, ENTITY_CLASSES, PREFIXES, RDFS_NS, SKOS_NS
from kg.view.triples import described, instances, pairs


@cache
def labels(language: str = "zh") -> Mapping[str, str]:
    """Return the label of every class and property of the ontology, by local name (edu:) or CURIE."""
    import pyoxigraph as ox

    found = {}
    path = resources.folder("ontology") / "education.ttl"
    for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
        subject, value = quad.subject, quad.object
        if quad.predicate.value == RDFS_NS + "label" and isinstance(value, ox.Literal) and value.language == language:
            found[_short(str(getattr(subject, "value", "")))] = value.value
    return found


def term(name: str, language: str = "zh") -> str:
    """Return the ontology's label of a term, or its name where it has none."""
    return labels(language).get(name, name)


def _short(iri: str) -> str:
    if iri.startswith(EDU_NS):
        return iri.removeprefix(EDU_NS)
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the graph says of one entity; `links` are (property, local IRI), sorted as everything here is.

    `english` is its name in English, "" where nobody has given one.
    """

    kind: str
    label: str
    english: str
    wordings: tuple[str, ...]
    notes: tuple[tuple[str, str], ...]
    links: tuple[tuple[str, str], ...]


_LABEL, _WORDING, _ENGLISH = SKOS_NS + "prefLabel", SKOS_NS + "altLabel", RDFS_NS + "label"
_LINKS = {
    **{EDU_NS + name: name for name in ("parent", "jurisdiction", "locatedIn", "issuer")},
    SKOS_NS + "broader": "skos:broader",
}
_NOTES = {
    SKOS_NS + "definition": "definition",
    **{EDU_NS + name: name for name in ("divisionCode", "documentNumber", "issuer", "since")},
    DCTERMS_NS + "issued": "dcterms:issued",
    "https://schema.org/startDate": "schema:startDate",
}


def known(out: Path) -> Mapping[str, Known]:
    """Return every labelled entity of the graph in folder `out`, by local IRI. Raises KgError where there is none."""
    import pyoxigraph as ox

    graph = store.open_store(out)
    # asked by class: most of what has a class are statements and evidence
    kinds: dict[str, set[str]] = defaultdict(set)
    for kind in ENTITY_CLASSES:
        for local in instances(graph, EDU_NS + kind):
            kinds[local].add(kind)
    nodes: dict[str, set[tuple[str, str]]] = {local: set() for local in kinds}
    literals: dict[str, set[tuple[str, str]]] = {local: set() for local in kinds}
    for predicate in {_LABEL, _WORDING, _ENGLISH, *_LINKS, *_NOTES}:
        for subject, value in pairs(graph, predicate):
            if subject in kinds:
                (nodes if isinstance(value, ox.NamedNode) else literals)[subject].add((predicate, value.value))
    found = {local: _known(kinds[local], nodes[local], literals[local]) for local in sorted(kinds)}
    return {local: known for local, known in found.items() if known is not None}


def topics(graph: Any) -> Mapping[str, tuple[str, str]]:
    """Return the names of each topic in Chinese and in English, by local IRI; "" where it has none."""
    found = {}
    describe = described(graph)
    for local in instances(graph, EDU_NS + "Topic"):
        said = {predicate: value.value for predicate, value in describe(DATA_NS + local)}
        found[local] = said.get(_LABEL, ""), said.get(_ENGLISH, "")
    return found


def _known(kinds: set[str], nodes: set[tuple[str, str]], literals: set[tuple[str, str]]) -> Known | None:
    """Return what a thing of those classes is, by what is said of it; None where it has no label."""
    said = sorted(literals)
    labels = [value for predicate, value in said if predicate == _LABEL]
    if not labels:
        return None
    return Known(
        kind=_narrowest(kinds),
        label=labels[0],
        english=next((value for predicate, value in said if predicate == _ENGLISH), ""),
        wordings=tuple([value for predicate, value in said if predicate == _WORDING]),
        notes=tuple(sorted([(_NOTES[predicate], value) for predicate, value in said if predicate in _NOTES])),
        links=tuple(
            sorted([(_LINKS[predicate], iri.removeprefix(DATA_NS)) for predicate, iri in nodes if predicate in _LINKS])
        ),
    )


def _narrowest(kinds: set[str]) -> str:
    above = {name.removeprefix("edu:") for kind in kinds for name in ENTITY_CLASSES[kind]}
    return next((kind for kind in sorted(kinds) if kind not in above), "")

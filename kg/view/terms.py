"""What the graph knows beside the documents' pages: labels of the ontology's terms, and the vocabulary's own words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg import resources, store
from kg.namespaces import DATA_NS, DCTERMS_NS, EDU_NS, ENTITY_CLASSES, PREFIXES, RDF_NS, RDFS_NS, SKOS_NS


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


_WORDINGS = {SKOS_NS + "altLabel"}
_ENGLISH = {RDFS_NS + "label"}
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
    found: dict[str, dict[str, set[tuple[str, str]]]] = defaultdict(lambda: defaultdict(set))

    def collect(predicates: Iterable[str], slot: str) -> None:
        for predicate in predicates:
            for quad in graph.quads_for_pattern(None, ox.NamedNode(predicate), None, ox.DefaultGraph()):
                local = str(getattr(quad.subject, "value", ""))
                if not local.startswith(DATA_NS):
                    continue
                value = str(getattr(quad.object, "value", ""))
                if (isinstance(quad.object, ox.NamedNode)) == (slot in {"link", "kind"}):
                    found[local.removeprefix(DATA_NS)][slot].add((predicate, value))

    collect([SKOS_NS + "prefLabel"], "label")
    collect([RDF_NS + "type"], "kind")
    collect(_WORDINGS, "wording")
    collect(_ENGLISH, "english")
    collect(_LINKS, "link")
    collect(_NOTES, "note")
    return {local: _known(told) for local, told in sorted(found.items()) if "label" in told and _kind(told)}


def _known(told: Mapping[str, set[tuple[str, str]]]) -> Known:
    notes = sorted((_NOTES[predicate], value) for predicate, value in told.get("note", ()))
    links = {(_LINKS[predicate], iri.removeprefix(DATA_NS)) for predicate, iri in told.get("link", ())}
    return Known(
        kind=_kind(told),
        label=min(value for _, value in told["label"]),
        english=min((value for _, value in told.get("english", ())), default=""),
        wordings=tuple(sorted({value for _, value in told.get("wording", ())})),
        notes=tuple(notes),
        links=tuple(sorted(links)),
    )


def _kind(told: Mapping[str, set[tuple[str, str]]]) -> str:
    """Return the narrowest entity class, or "" for what is no entity (statements, kinds of bodies)."""
    kinds = {iri.removeprefix(EDU_NS) for _, iri in told.get("kind", ()) if iri.startswith(EDU_NS)}
    entities = sorted(kind for kind in kinds if kind in ENTITY_CLASSES)
    above = {name.removeprefix("edu:") for kind in entities for name in ENTITY_CLASSES[kind]}
    return next((kind for kind in entities if kind not in above), "")

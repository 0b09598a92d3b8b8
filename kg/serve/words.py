"""The ontology and the shapes at their own addresses, in every format of graphs and as a page."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Final

from starlette.responses import Response

from kg import resources
from kg.namespaces import EDU_NS, PREFIXES, RDF_NS, RDFS_NS
from kg.serve import cells, formats
from kg.serve.shell import both, link, page
from kg.view.markup import element, text

FILES: Final = {"ontology": "education.ttl", "shapes": "shapes.ttl"}
_KINDS: Final = (
    ("Class", "类", "Classes"),
    ("ObjectProperty", "关系", "Relations"),
    ("DatatypeProperty", "属性", "Attributes"),
)


@cache
def written(name: str, media: str) -> bytes:
    """Return a file of the ontology in one of formats.GRAPHS. Raises KeyError for a file that there is not."""
    import pyoxigraph as ox

    path = resources.folder("ontology") / FILES[name]
    form = ox.RdfFormat.from_media_type(media)
    assert form is not None
    triples = (quad.triple for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
    return ox.serialize(triples, format=form, prefixes=PREFIXES) or b""


@cache
def _terms() -> dict[str, dict[str, list[tuple[str, str]]]]:
    """Return by term and property (both absolute IRIs) the values with their languages."""
    import pyoxigraph as ox

    said: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for quad in ox.parse(path=str(resources.folder("ontology") / FILES["ontology"]), format=ox.RdfFormat.TURTLE):
        if isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, (ox.BlankNode, ox.Triple)):
            language = quad.object.language or "" if isinstance(quad.object, ox.Literal) else ""
            said[quad.subject.value][quad.predicate.value].append((quad.object.value, language))
    return said


def declared(kind: str) -> list[str]:
    """Return our own terms that are of a class of OWL (`Class`, `ObjectProperty`, `DatatypeProperty`), sorted."""
    type_ = (PREFIXES["owl"] + kind, "")
    return sorted(iri for iri, said in _terms().items() if iri.startswith(EDU_NS) and type_ in said[RDF_NS + "type"])


def labels(iri: str, property_: str = "label") -> tuple[str, str]:
    """Return what a property of RDFS says of a term, in Chinese and in English, "" where it says nothing."""
    by_language = {language: value for value, language in _terms()[iri].get(RDFS_NS + property_, ())}
    return by_language.get("zh", ""), by_language.get("en", "")


def ontology_page() -> Response:
    """Return the page of our own classes and properties, each with an anchor of its local name."""
    body = [element("h1", both("词表与本体", "Ontology"))]
    for kind, zh, en in _KINDS:
        body.append(element("h2", both(zh, en)))
        body += [_term(iri) for iri in declared(kind)]
    alternates = [(media, f"/ontology?format={form}") for form, media in formats.GRAPHS.items()]
    body.append(element("p", " ".join(link(where, text(media), class_="file") for media, where in alternates)))
    return page("词表与本体", body, alternates=alternates, here="/ontology")


def _term(iri: str) -> str:
    said, name = _terms()[iri], iri.removeprefix(EDU_NS)
    above = [value for property_ in ("subClassOf", "subPropertyOf") for value, _ in said.get(RDFS_NS + property_, ())]
    links = "、".join(link(cells.home_of(each), text(cells.plain({"type": "uri", "value": each}))) for each in above)
    return element(
        "section",
        element("h3", both(*labels(iri)) + " " + element("code", text(f"edu:{name}")))
        + element("p", both(*labels(iri, "comment")))
        + (element("p", "⊑ " + links, class_="quiet") if links else ""),
        id=name,
        class_="term",
    )

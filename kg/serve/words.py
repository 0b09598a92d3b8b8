"""The ontology and the shapes at their own addresses, in every format of graphs and as a page."""

from __future__ import annotations

from functools import cache
from typing import Final

from starlette.responses import Response

from kg import resources
from kg.namespaces import EDU_NS, PREFIXES, RDFS_NS
from kg.serve import cells, formats, terms
from kg.serve.shell import both, link, page
from kg.view.markup import element, text

FILES: Final = {"ontology": terms.ONTOLOGY, "shapes": "shapes.ttl"}
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


def ontology_page() -> Response:
    """Return the page of our own classes and properties, each with an anchor of its local name."""
    body = [element("h1", both("词表与本体", "Ontology"))]
    for kind, zh, en in _KINDS:
        body.append(element("h2", both(zh, en)))
        body += [_term(iri) for iri in terms.declared(kind)]
    alternates = [(media, f"/ontology?format={form}") for form, media in formats.GRAPHS.items()]
    body.append(element("p", " ".join(link(where, text(media), class_="file") for media, where in alternates)))
    return page("词表与本体", body, alternates=alternates, here="/ontology")


def _term(iri: str) -> str:
    said, name = terms.said()[iri], iri.removeprefix(EDU_NS)
    above = [value for property_ in ("subClassOf", "subPropertyOf") for value, _ in said.get(RDFS_NS + property_, ())]
    links = "、".join(link(cells.home_of(each), text(cells.plain({"type": "uri", "value": each}))) for each in above)
    return element(
        "section",
        element("h3", both(*terms.labels(iri)) + " " + element("code", text(f"edu:{name}")))
        + element("p", both(*terms.labels(iri, "comment")))
        + (element("p", "⊑ " + links, class_="quiet") if links else ""),
        id=name,
        class_="term",
    )

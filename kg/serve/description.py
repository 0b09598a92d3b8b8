"""What the endpoint says of itself: SPARQL 1.1 Service Description (https://www.w3.org/TR/sparql11-service-description/)."""

from __future__ import annotations

from typing import Final

from kg.namespaces import DATA_NS, PREFIXES, RDF_NS, VOID_NS
from kg.serve import formats
from kg.store import DATASET

SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS: Final = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "JSON-LD", "N-Triples", "RDF_XML"),
)
_FORMAT_NS: Final = "http://www.w3.org/ns/formats/"


def description(endpoint: str, media: str) -> bytes:
    """Return the description of the service at `endpoint` (its own absolute address) in one of formats.GRAPHS."""
    import pyoxigraph as ox

    def sd(name: str) -> ox.NamedNode:
        return ox.NamedNode(SD + name)

    type_ = ox.NamedNode(RDF_NS + "type")
    service, data, default = (ox.NamedNode(endpoint + part) for part in ("#service", "#data", "#graph"))
    described = ox.NamedNode(DATA_NS + DATASET)
    said = [
        (service, type_, sd("Service")),
        (service, sd("endpoint"), ox.NamedNode(endpoint)),
        (service, sd("supportedLanguage"), sd("SPARQL11Query")),
        (service, sd("defaultDataset"), data),
        *((service, sd("resultFormat"), ox.NamedNode(_FORMAT_NS + name)) for name in _FORMATS),
        (data, type_, sd("Dataset")),
        (data, sd("defaultGraph"), default),
        (default, type_, sd("Graph")),
        (default, ox.NamedNode(VOID_NS + "inDataset"), described),
        (described, ox.NamedNode(VOID_NS + "sparqlEndpoint"), ox.NamedNode(endpoint)),
    ]
    form = ox.RdfFormat.from_media_type(media)
    assert form is not None
    prefixes = {**PREFIXES, "sd": SD, "formats": _FORMAT_NS}
    return ox.serialize((ox.Triple(*triple) for triple in said), format=form, prefixes=prefixes) or b""


MEDIA: Final = (*formats.GRAPHS.values(), formats.HTML)

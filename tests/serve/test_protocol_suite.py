"""The W3C's protocol suite: every test of queries passes, every update is refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.collection import Collection

from tests.serve import w3c
from tests.serve.server import Reply, Served, folder_of, serving

HT = rdflib.Namespace("http://www.w3.org/2011/http#")
CNT = rdflib.Namespace("http://www.w3.org/2011/content#")
MF = w3c.MF
DATA = "http://kasei.us/2009/09/sparql/data/"
FORMATS = {
    "boolean": ("application/sparql-results+json", "application/sparql-results+xml"),
    "tabular": ("application/sparql-results+json", "application/sparql-results+xml", "text/csv"),
    "RDF": ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"),
}


@dataclass(frozen=True)
class Sent:
    """One request of the suite and what is expected of its response."""

    test: str
    method: str
    path: str
    headers: dict[str, str]
    body: bytes | None
    statuses: frozenset[str]
    boolean: bool | None
    form: str


@pytest.fixture(scope="module")
def folder() -> Path:
    return w3c.suite() / "protocol"


@pytest.fixture(scope="module")
def sent(folder: Path) -> list[Sent]:
    graph = rdflib.Graph().parse(folder / "manifest.ttl", format="turtle", publicID="http://x/")
    found = []
    (entries,) = graph.objects(None, MF.entries)
    for test in Collection(graph, entries):
        action = graph.value(test, MF.action)
        requests = Collection(graph, graph.value(action, HT.requests))  # type: ignore[arg-type]
        found += [_sent(graph, str(test).rpartition("#")[2], request) for request in requests]
    return found


def _sent(graph: rdflib.Graph, test: str, request: rdflib.term.Node) -> Sent:
    def text(node: rdflib.term.Node | None, name: rdflib.URIRef) -> str:
        return str(graph.value(node, name) or "")

    said, response = graph.value(request, HT.body), graph.value(request, HT.resp)
    listed = graph.value(request, HT.headers)
    headers = Collection(graph, listed) if listed is not None else ()
    encoding = text(said, CNT.characterEncoding) or "UTF-8"
    boolean = graph.value(response, MF.expectedBoolean)
    return Sent(
        test=test,
        method=text(request, HT.methodName),
        path=text(request, HT.absolutePath),
        headers={text(each, HT.fieldName): text(each, HT.fieldValue) for each in headers},
        body=text(said, CNT.chars).encode(encoding) if said is not None else None,
        statuses=frozenset(str(each)[-3:] for each in graph.objects(response, MF.expectedStatus)),
        boolean=None if boolean is None else str(boolean) == "true",
        form=text(response, MF.expectedFormat),
    )


@pytest.fixture(scope="module")
def served(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    quads = []
    for number in (1, 2, 3):
        graph = ox.NamedNode(f"{DATA}data{number}.rdf")
        parsed = ox.parse(path=str(folder / f"data{number}.nt"), format=ox.RdfFormat.N_TRIPLES)
        quads += [ox.Quad(quad.subject, quad.predicate, quad.object, graph) for quad in parsed]
    with serving(folder_of(tmp_path_factory.mktemp("protocol") / "out", quads=quads)) as server:
        yield server


def reply_to(served: Served, each: Sent) -> Reply:
    return served.send(each.path, method=each.method, body=each.body, headers=each.headers)


def wrong(each: Sent, reply: Reply) -> str:
    """What is wrong with a response, "" for nothing."""
    if f"{reply.status // 100}xx" not in each.statuses:
        return f"{each.test}: {reply.status} {reply.text[:200]}"
    media = reply.headers.get("content-type", "").partition(";")[0]
    if each.form and media not in FORMATS[each.form]:
        return f"{each.test}: {media} is not {each.form}"
    if each.boolean is not None and reply.told["boolean"] is not each.boolean:
        return f"{each.test}: {reply.text[:200]}"
    return ""


def test_every_request_of_a_query_gets_the_expected_response(served: Served, sent: list[Sent]) -> None:
    asked = [each for each in sent if not each.test.startswith("update_")]
    assert len({each.test for each in asked}) == 27
    assert [told for each in asked if (told := wrong(each, reply_to(served, each)))] == []


def test_every_update_is_refused_and_changes_nothing(served: Served, sent: list[Sent]) -> None:
    before = served.rows("SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g ?s ?p ?o")
    updates = [
        each for each in sent if (each.body or b"").startswith(b"update=") or "sparql-update" in str(each.headers)
    ]
    assert len(updates) >= 10
    assert {reply_to(served, each).status for each in updates} <= {403, 415}
    assert served.rows("SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g ?s ?p ?o") == before


def test_the_service_describes_itself(served: Served) -> None:
    sd = "http://www.w3.org/ns/sparql-service-description#"
    for media, form in (("text/turtle", ox.RdfFormat.TURTLE), ("application/rdf+xml", ox.RdfFormat.RDF_XML)):
        reply = served.get("/sparql", accept=media)
        assert reply.headers["content-type"].startswith(media)
        store = ox.Store()
        store.load(reply.body, format=form)
        endpoint = f"<{served.url}/sparql>"
        assert store.query(
            f"ASK {{ ?s a <{sd}Service> ; <{sd}endpoint> {endpoint} ; <{sd}supportedLanguage> <{sd}SPARQL11Query> }}"
        )
        assert store.query(
            f"ASK {{ ?s <{sd}defaultDataset> [ a <{sd}Dataset> ; <{sd}defaultGraph> [ a <{sd}Graph> ] ] }}"
        )
        assert not store.query(f"ASK {{ ?s <{sd}feature> <{sd}BasicFederatedQuery> }}")

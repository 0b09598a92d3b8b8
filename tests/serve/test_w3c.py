"""The W3C's suites through our endpoint: what the engine alone passes passes here; the rest is listed with reasons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

import pyoxigraph as ox
import pytest

from tests.conftest import ROOT
from tests.serve import w3c
from tests.serve.server import Reply, Served, folder_of, serving

DOCS = ROOT / "docs" / "serving.md"
MANIFESTS = ("manifest-sparql11-query.ttl", "manifest-sparql11-results.ttl", "syntax-fed/manifest.ttl")
FORMATS = {
    ".srx": "application/sparql-results+xml",
    ".srj": "application/sparql-results+json",
    ".tsv": "text/tab-separated-values",
    ".csv": "text/csv",
    ".ttl": "text/turtle",
}


@pytest.fixture(scope="module")
def cases() -> list[w3c.Case]:
    return w3c.cases(w3c.suite(), *MANIFESTS)


@pytest.fixture(scope="module")
def served(cases: list[w3c.Case], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server whose store holds every data file of the suite as a graph of its name."""
    files = sorted({path for case in cases for path in (*case.data, *case.graphs)})
    quads = [quad for path in files for quad in w3c.quads(path, ox.NamedNode(w3c.iri(path)))]
    with serving(folder_of(tmp_path_factory.mktemp("w3c") / "out", quads=quads)) as server:
        yield server


def ask(served: Served, case: w3c.Case, accept: str) -> Reply:
    """Ask a test's question of the graphs that it names, by the protocol."""
    graphs = [("default", path) for path in case.data] + [("named", path) for path in case.graphs]
    told = [f"{kind}-graph-uri={quote(w3c.iri(path), safe='')}" for kind, path in graphs]
    if not graphs:
        told = [f"default-graph-uri={quote(w3c.BASE + 'nothing', safe='')}"]
    if w3c.asks_for_graphs(case):
        told = []
    headers = {"Content-Type": "application/sparql-query", "Accept": accept}
    return served.send("/sparql?" + "&".join(told), method="POST", body=case.text.encode(), headers=headers)


def passes(served: Served, case: w3c.Case) -> bool:
    if case.kind == "NegativeSyntaxTest11":
        return ask(served, case, "*/*").status == 400
    if case.result is None:
        return ask(served, case, "*/*").status == 200
    if case.result.suffix == ".csv":
        reply = ask(served, case, "text/csv")
        return reply.status == 200 and w3c.cells(reply.text) == w3c.cells(case.result.read_text(encoding="utf-8"))
    media = FORMATS[case.result.suffix]
    reply = ask(served, case, media)
    if reply.status != 200 or not reply.headers["content-type"].startswith(media):
        return False
    if media == "text/turtle":
        parsed = ox.parse(reply.body, format=ox.RdfFormat.TURTLE, rename_blank_nodes=True)
        return w3c.right(case, tuple(quad.triple for quad in parsed))
    return w3c.right(case, ox.parse_query_results(reply.body, format=w3c.RESULT_FORMATS[case.result.suffix]))


def alone(case: w3c.Case) -> bool:
    if case.kind == "NegativeSyntaxTest11":
        try:
            ox.Store().query(case.text)
        except SyntaxError:
            return True
        return False
    return w3c.directly(case)


def test_what_passes_in_the_engine_passes_through_the_endpoint_and_the_rest_is_listed(
    served: Served, cases: list[w3c.Case]
) -> None:
    assert len(cases) > 330
    failing = {case.name for case in cases if not passes(served, case)}
    lost = {case.name for case in cases if case.name in failing and alone(case)}
    assert lost == {f"syntax-fed/test_{number}" for number in (1, 2, 3)}, "SERVICE alone is refused here"
    listed = set(re.findall(r"^\| `([\w-]+/[\w.-]+)` \| \S", DOCS.read_text(encoding="utf-8"), re.MULTILINE))
    assert failing == listed, "see the exceptions in docs/serving.md"

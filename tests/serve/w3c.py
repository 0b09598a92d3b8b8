"""The W3C's SPARQL 1.1 suites, read from where they lie: manifests, data, and what a right answer is."""

from __future__ import annotations

import csv
import io
import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.collection import Collection

from kg.namespaces import XSD_NS
from tests import shared

BASE = "http://w3c.test/sparql11/"  # where the suite's files are said to lie
VARIABLE = "KG_W3C"
MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
DATA_FORMATS = {".ttl": ox.RdfFormat.TURTLE, ".rdf": ox.RdfFormat.RDF_XML, ".nt": ox.RdfFormat.N_TRIPLES}
RESULT_FORMATS = {
    ".srx": ox.QueryResultsFormat.XML,
    ".srj": ox.QueryResultsFormat.JSON,
    ".tsv": ox.QueryResultsFormat.TSV,
}


def suite() -> Path:
    """Return the folder `sparql11` of w3c/rdf-tests; where it is missing the test fails in CI, else it is not run."""
    if given := os.environ.get(VARIABLE):
        found = Path(given)
        if not found.is_dir():
            pytest.fail(f"{VARIABLE}={given} is no folder")
    else:
        found = shared.folder("w3c")
    return found / "sparql" / "sparql11"


@dataclass(frozen=True)
class Case:
    """One test of a manifest: `kind` is its class, files are absolute paths."""

    name: str
    kind: str
    query: Path
    data: tuple[Path, ...]
    graphs: tuple[Path, ...]
    result: Path | None

    @property
    def text(self) -> str:
        return f"BASE <{iri(self.query)}>\n{self.query.read_text(encoding='utf-8')}"


def iri(path: Path) -> str:
    """Return the IRI of one of the suite's files."""
    return BASE + "/".join(path.parts[-2:])


def cases(folder: Path, *manifests: str) -> list[Case]:
    """Return the tests of manifests and those that they include, in order."""
    return [case for manifest in manifests for case in _cases(folder / manifest)]


def _cases(manifest: Path) -> Iterator[Case]:
    here = manifest.as_uri()
    graph = rdflib.Graph().parse(manifest, format="turtle", publicID=here)

    def path(node: rdflib.term.Node | None) -> Path | None:
        return Path(str(node).removeprefix("file://")) if node is not None else None

    for included in graph.objects(None, MF.include):
        for each in Collection(graph, included):
            inner = path(each)
            assert inner is not None
            yield from _cases(inner)
    for entries in graph.objects(None, MF.entries):
        for test in Collection(graph, entries):
            action = graph.value(test, MF.action)
            kind = str(graph.value(test, rdflib.RDF.type)).removeprefix(str(MF))
            query = path(graph.value(action, QT.query) or action)
            assert query is not None
            yield Case(
                name=f"{manifest.parent.name}/{str(test).rpartition('#')[2]}",
                kind=kind,
                query=query,
                data=tuple(filter(None, map(path, graph.objects(action, QT.data)))),
                graphs=tuple(filter(None, map(path, graph.objects(action, QT.graphData)))),
                result=path(graph.value(test, MF.result)),
            )


@cache
def triples(path: Path) -> tuple[ox.Triple, ...]:
    """Return the triples of a data file, its blank nodes under names of their own."""
    parsed = ox.parse(path=str(path), format=DATA_FORMATS[path.suffix], base_iri=iri(path), rename_blank_nodes=True)
    return tuple(quad.triple for quad in parsed)


def quads(path: Path, graph: ox.NamedNode | ox.DefaultGraph) -> list[ox.Quad]:
    return [ox.Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples(path)]


Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row = dict[str, Term]


def right(case: Case, answer: Answer | tuple[ox.Triple, ...]) -> bool:
    """Whether an answer is the one that the suite expects; blank nodes, order and the form of numbers aside."""
    assert case.result is not None
    if isinstance(answer, ox.QuerySolutions):
        names, rows = _expected(case.result)
        found = [{name: row[name] for name in names if row[name] is not None} for row in answer]
        return {variable.value for variable in answer.variables} == set(names) and _same(_said(rows), _said(found))
    if isinstance(answer, ox.QueryBoolean):
        expected = ox.parse_query_results(path=str(case.result), format=RESULT_FORMATS[case.result.suffix])
        return isinstance(expected, ox.QueryBoolean) and bool(answer) == bool(expected)
    return _same(triples(case.result), answer)


def _expected(path: Path) -> tuple[list[str], list[Row]]:
    """Return the columns and rows of a file of results; two of them are told in Turtle (rs:ResultSet)."""
    if path.suffix != ".ttl":
        solutions = ox.parse_query_results(path=str(path), format=RESULT_FORMATS[path.suffix])
        assert isinstance(solutions, ox.QuerySolutions)
        names = [variable.value for variable in solutions.variables]
        return names, [{name: row[name] for name in names if row[name] is not None} for row in solutions]
    store = ox.Store()
    store.extend(quads(path, ox.DefaultGraph()))
    prefix = "PREFIX rs: <http://www.w3.org/2001/sw/DataAccess/tests/result-set#> "
    names = [row[0].value for row in store.query(prefix + "SELECT ?name { ?set rs:resultVariable ?name }")]  # type: ignore[union-attr]
    rows: dict[str, Row] = {}
    bound = prefix + "SELECT ?row ?name ?value { ?row rs:binding [ rs:variable ?name ; rs:value ?value ] }"
    for row, name, value in store.query(bound):  # type: ignore[union-attr]
        rows.setdefault(str(row), {})[name.value] = value
    return names, list(rows.values())


def _said(rows: list[Row]) -> list[ox.Triple]:
    """Return rows as a graph, so that blank nodes can be compared; equal rows become one node with their number."""
    counted = Counter(tuple((name, _plain(row[name])) for name in sorted(row)) for row in rows)
    said = []
    for key, count in counted.items():
        node = ox.BlankNode()
        said.append(ox.Triple(node, ox.NamedNode("x:count"), ox.Literal(count)))
        said += [ox.Triple(node, ox.NamedNode(f"x:{name}"), term) for name, term in key]
    return said


_NUMBERS = frozenset(XSD_NS + name for name in ("integer", "decimal", "double", "float"))
_TRUTH = {"1": "true", "0": "false"}


def _plain(term: Term) -> Term:
    """Return a number or truth value in one form: the suite prints `2.0` and `1.0E2` where others print 2 and 100."""
    if isinstance(term, ox.Literal) and term.datatype.value in _NUMBERS:
        return ox.Literal(str(float(term.value)), datatype=term.datatype)
    if isinstance(term, ox.Literal) and term.datatype.value == XSD_NS + "boolean":
        return ox.Literal(_TRUTH.get(term.value, term.value), datatype=term.datatype)
    return term


def _same(expected: list[ox.Triple] | tuple[ox.Triple, ...], found: object) -> bool:
    one, other = (ox.Dataset(ox.Quad(*triple) for triple in each) for each in (expected, found))  # type: ignore[attr-defined]
    for dataset in (one, other):
        dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return one == other


def directly(case: Case) -> bool:
    """Whether the engine alone passes."""
    store = ox.Store()
    for path in case.data:
        store.extend(quads(path, ox.DefaultGraph()))
    for path in case.graphs:
        store.extend(quads(path, ox.NamedNode(iri(path))))
    try:
        answer = store.query(case.text)
        if case.result is not None and case.result.suffix == ".csv":
            assert isinstance(answer, ox.QuerySolutions)
            told = answer.serialize(format=ox.QueryResultsFormat.CSV) or b""
            return cells(told.decode()) == cells(case.result.read_text(encoding="utf-8"))
        return case.result is None or right(case, answer)
    except (SyntaxError, ValueError, OSError, RuntimeError):
        return False


def cells(text: str) -> list[list[tuple[str, str]]]:
    """Return the rows of CSV; the suite leaves open the order of rows and columns, and the names of blank nodes."""
    told = csv.DictReader(io.StringIO(re.sub(r"_:\w+", "_:", text)))
    return sorted(sorted(row.items()) for row in told)


def asks_for_graphs(case: Case) -> bool:
    """Whether the question itself names its dataset."""
    return re.search(r"^\s*FROM\b", case.text, re.IGNORECASE | re.MULTILINE) is not None

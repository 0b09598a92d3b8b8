"""Answers as tables and files: aligned for a terminal, exact for programs."""

from __future__ import annotations

import csv
import io
import json

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import query, tables
from kg.namespaces import DATA_NS, EDU_NS

GRAPH = ox.Store()
GRAPH.load(
    f"""<{DATA_NS}a> <{EDU_NS}text> "静宁县，“甲”,乙|丙"@zh . <{DATA_NS}b> <{EDU_NS}text> "two\\nlines" .""".encode(),
    format=ox.RdfFormat.TURTLE,
)
ROWS = "SELECT ?s ?t ?none { ?s edu:text ?t OPTIONAL { ?s edu:none ?none } } ORDER BY ?s"


def rendered(text: str, form: str) -> str:
    return tables.render(query.ask(GRAPH, text), form)[0]


def test_a_table_is_aligned_by_columns_of_a_terminal() -> None:
    lines = tables.table(["a", "b"], [["静宁", "x"], ["abc", "y"]]).splitlines()
    assert [tables.width(line.split("x")[0].split("y")[0]) for line in lines[2:]] == [6, 6]


@given(st.lists(st.lists(st.text(max_size=90), min_size=2, max_size=2), max_size=5))
def test_no_cell_breaks_a_line_or_the_width(rows: list[list[str]]) -> None:
    lines = tables.table(["a", "b"], rows, widest=20).split("\n")
    assert len(lines) == len(rows) + 2
    assert all(tables.width(line) <= 42 for line in lines)


def test_an_escape_sequence_does_not_reach_the_terminal() -> None:
    assert "\x1b" not in tables.table(["a"], [["\x1b[2J\x07x"]])


def test_csv_and_json_keep_what_a_table_cuts_or_folds() -> None:
    cells = list(csv.reader(io.StringIO(rendered(ROWS, "csv"))))
    assert cells[1:] == [[DATA_NS + "a", "静宁县，“甲”,乙|丙", ""], [DATA_NS + "b", "two\nlines", ""]]
    first = json.loads(rendered(ROWS, "json"))["results"]["bindings"][0]
    assert first["t"] == {"type": "literal", "value": "静宁县，“甲”,乙|丙", "xml:lang": "zh"}


def test_markdown_escapes_bars_and_line_ends() -> None:
    assert rendered(ROWS, "markdown").splitlines()[2:] == ["| a | 静宁县，“甲”,乙\\|丙 |  |", "| b | two lines |  |"]


@pytest.mark.parametrize("form", tables.FORMATS)
def test_every_format_gives_rows_or_says_that_it_cannot(form: str) -> None:
    if form in {"turtle", "ntriples"}:
        with pytest.raises(ValueError, match="CONSTRUCT"):
            rendered(ROWS, form)
    else:
        assert "静宁县" in rendered(ROWS, form)


@pytest.mark.parametrize("form", tables.FORMATS)
def test_every_format_gives_a_graph_or_says_that_it_cannot(form: str) -> None:
    asked = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"
    if form in {"turtle", "ntriples", "table"}:
        assert "静宁县" in rendered(asked, form)
    else:
        with pytest.raises(ValueError, match="turtle or ntriples"):
            rendered(asked, form)


@pytest.mark.parametrize(("form", "said"), [("table", "true"), ("csv", "true"), ("json", '"boolean":true')])
def test_yes_or_no_is_said(form: str, said: str) -> None:
    assert said in rendered("ASK { ?s ?p ?o }", form)


def test_a_graph_comes_in_the_same_order_each_time() -> None:
    answers = {rendered("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "ntriples") for _ in range(3)}
    assert len(answers) == 1


@pytest.mark.parametrize(
    ("iri", "short"),
    [
        (DATA_NS + "school/1/一中", "school/1/一中"),
        (EDU_NS + "Program", "edu:Program"),
        (EDU_NS, EDU_NS),
        ("http://e/x", "http://e/x"),
    ],
    ids=["node", "term", "namespace", "other"],
)
def test_an_iri_is_shortened_where_it_is_ours(iri: str, short: str) -> None:
    assert tables.short(iri) == short

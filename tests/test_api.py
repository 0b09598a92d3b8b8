"""The public interface: what `import kg` gives, rows with types, frames with typed columns."""

from __future__ import annotations

import datetime as dt
import gc
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pandas as pd
import psutil  # type: ignore[import-untyped]
import pyoxigraph as ox
import pytest

import kg
from kg.api import Graph
from kg.errors import KgError, UsageError
from kg.namespaces import XSD_NS
from kg.rows import Rows, rows
from tests.conftest import DOCUMENTS


@pytest.fixture(scope="module")
def graph(practice: Path) -> Graph:
    return kg.open(practice)


# The names


def test_import_kg_loads_nothing_but_itself() -> None:
    script = "import kg, sys; print(sorted(name for name in sys.modules if name.startswith(('kg', 'spacy', 'pandas'))))"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True, timeout=60)
    assert done.stdout == "['kg']\n"


@pytest.mark.parametrize(
    "first", ["import kg", "from kg.build import build", "import kg.build", "from kg import build"]
)
def test_a_called_module_is_a_module_and_can_be_called_however_it_was_imported_first(first: str) -> None:
    script = (
        f"{first}\nimport kg, kg.api, types\nfrom kg.build import build as inner\n"
        "assert isinstance(kg.build, types.ModuleType) and callable(kg.build) and kg.build.build is inner\n"
        "from kg import build as module\nassert module is kg.build\n"
        "kg.api.build = lambda *given, **named: (given, named)\n"
        "assert kg.build('a', workers=2) == (('a',), {'workers': 2})"
    )
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)


def test_the_public_names_are_listed_and_others_are_refused() -> None:
    assert {"build", "nlp", "open", "read", "Graph", "__version__"} <= set(dir(kg))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = kg.nothing


def test_build_read_and_nlp_take_paths_as_text(tmp_path: Path) -> None:
    report = kg.build(str(DOCUMENTS / "104.txt"), str(tmp_path / "out"))
    assert [file.name for file in report.files] == ["104.txt"]
    assert len(kg.open(str(tmp_path / "out")).query("documents")) == 1
    document = kg.read(str(DOCUMENTS / "104.txt"))
    assert document.sections
    doc = kg.nlp()("实施“双减”政策")
    assert [span.text for span in doc.spans["terms"]] == ["双减"]


def test_the_called_modules_keep_their_own_names() -> None:
    from kg.nlp import nlp
    from kg.read import from_text, read

    assert callable(read)
    assert nlp() is kg.nlp()
    assert from_text("教育").text == "教育"
    assert isinstance(sys.modules["kg.read"], ModuleType)


def test_without_a_graph_the_next_step_is_said(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="run `kg build"):
        kg.open(tmp_path)


# Questions


def test_a_saved_question_is_asked_by_name_with_parameters(graph: Graph) -> None:
    found = graph.query("program", program="双减", status="Planned")
    assert len(found) > 0
    assert {row["state"] for row in found} == {"Planned"}
    assert found[0]["programLabel"] == "双减"


def test_a_parameter_may_be_a_date_a_number_and_a_word_that_python_reserves(graph: Graph) -> None:
    days = [row["date"] for row in graph.query("meetings", from_=dt.date(2022, 1, 1), to="2022-12-31")]
    dated = [day for day in days if isinstance(day, dt.date)]
    assert dated
    assert all(day.year == 2022 for day in dated)
    assert len(graph.query("tasks", year=2023)) > 0


def test_any_sparql_is_asked_with_our_prefixes_known(graph: Graph) -> None:
    assert graph.query("SELECT (COUNT(*) AS ?n) { ?d a edu:SourceDocument }")[0] == {"n": 12}
    assert graph.query("ASK { ?d a edu:SourceDocument }")[0] == {"answer": True}
    triples = graph.query("CONSTRUCT { ?d a edu:School } { ?d a edu:School } LIMIT 2")
    assert triples.columns == ("subject", "predicate", "object")
    assert [row["object"] for row in triples] == ["edu:School"] * 2


def test_wrong_calls_are_refused(graph: Graph) -> None:
    with pytest.raises(UsageError, match="did you mean program"):
        graph.query("progam")
    with pytest.raises(UsageError, match="no such parameter"):
        graph.query("program", programme="双减")
    with pytest.raises(UsageError, match="for saved questions"):
        graph.query("ASK {}", program="双减")
    with pytest.raises(UsageError, match="not SPARQL"):
        graph.query("DROP ALL")


def test_a_question_without_end_ends_in_time_and_the_next_one_is_answered(practice: Path) -> None:
    graph = kg.open(practice, timeout=1)
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    with pytest.raises(KgError, match="query: the question was not answered within 1 seconds") as raised:
        graph.query(endless)
    assert raised.value.exit_code == 1
    assert graph.query("ASK {}")[0] == {"answer": True}
    assert len(graph.query("documents")) == 12


def test_the_process_of_the_questions_ends_with_the_graph(practice: Path) -> None:
    before = {child.pid for child in psutil.Process().children()}
    graph = kg.open(practice)
    graph.query("ASK {}")
    (own,) = [child for child in psutil.Process().children() if child.pid not in before]
    del graph
    gc.collect()
    assert not own.is_running()


@pytest.mark.parametrize("timeout", [0, -1, float("nan"), float("inf")])
def test_a_time_limit_is_a_number_of_seconds(timeout: float, practice: Path) -> None:
    with pytest.raises(UsageError, match="no number of seconds"):
        kg.open(practice, timeout=timeout)


def test_a_wrong_question_is_told_with_its_line(graph: Graph) -> None:
    with pytest.raises(UsageError, match=r"^query:2: not SPARQL 1\.1"):
        graph.query("SELECT *\n{ ?s ?p }")


def test_why_there_are_no_rows_is_told(graph: Graph) -> None:
    assert graph.why_empty("tasks", year=2035)[0].startswith("year=2035 matches nothing")


def test_search_is_at_hand(graph: Graph) -> None:
    assert graph.search("双减", limit=1)[0].label == "双减"


# Rows and frames


def typed(text: str, datatype: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(XSD_NS + datatype))


VALUES: list[tuple[str, str, object, str]] = [
    ("integer", "-7", -7, "Int64"),
    ("decimal", "98.60", Decimal("98.6"), "Float64"),
    ("double", "1.5e3", 1500.0, "Float64"),
    ("boolean", "true", True, "boolean"),
    ("date", "2022-09-01", dt.date(2022, 9, 1), "datetime64[s]"),
    ("gYear", "2022", 2022, "Int64"),
    ("gYearMonth", "2022-09", "2022-09", "string"),
    ("string", "二〇二二", "二〇二二", "string"),
    ("date", "2022-13-45", "2022-13-45", "string"),  # no date: as printed
]


@pytest.mark.parametrize(("datatype", "text", "value", "dtype"), VALUES, ids=range(len(VALUES)))
def test_a_literal_becomes_a_value_of_its_type_and_a_column_of_it(
    datatype: str, text: str, value: object, dtype: str
) -> None:
    answer = ox.Store().query(f"SELECT ?x {{ VALUES ?x {{ {typed(text, datatype)} UNDEF }} }}")
    found = rows(answer)
    assert [row["x"] for row in found] == [value, None]
    assert type(found[0]["x"]) is type(value)
    column = found.to_pandas()["x"]
    assert str(column.dtype) == dtype
    assert column.isna().tolist() == [False, True]


def test_a_frame_of_a_saved_question_has_typed_columns_and_can_be_pivoted(graph: Graph) -> None:
    frame = graph.query("indicator-table").to_pandas()
    assert frame.dtypes.astype(str).to_dict() == {
        "indicatorLabel": "string",
        "unit": "string",
        "measure": "string",
        "code": "string",
        "county": "string",
        "yearOf": "Int64",
        "smallest": "Float64",
        "largest": "Float64",
        "figures": "Int64",
        "documents": "Int64",
    }
    chosen = frame[frame["indicatorLabel"] == "九年义务教育巩固率"]
    matrix = chosen.pivot_table(index="county", columns="yearOf", values="largest")
    assert matrix.loc["静宁县", 2021] == 98.6


def test_decimals_stay_exact_where_asked(graph: Graph) -> None:
    frame = graph.query("indicator-table", indicator="九年义务教育巩固率").to_pandas(exact=True)
    assert Decimal("98.6") in set(frame["smallest"])


def test_an_answer_without_rows_is_a_frame_with_its_columns() -> None:
    frame = rows(ox.Store().query("SELECT ?a ?b { ?a a ?b }")).to_pandas()
    assert list(frame.columns) == ["a", "b"]
    assert len(frame) == 0


def test_a_column_of_several_types_is_of_objects() -> None:
    frame = Rows(("x",), ((1,), ("a",))).to_pandas()
    assert frame["x"].tolist() == [1, "a"]
    assert isinstance(frame, pd.DataFrame)


def test_rows_print_as_a_table_and_a_notebook_runs_nothing_of_them() -> None:
    found = Rows(("x",), (("<script>alert(1)</script>",), (None,)))
    assert str(found).splitlines()[0].strip() == "x"
    assert "<script>" not in found._repr_html_()
    many = Rows(("x",), tuple((number,) for number in range(100)))
    assert "100 rows in all" in str(many)
    assert "100 rows in all" in many._repr_html_()


def test_without_pandas_the_next_step_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UsageError, match=r"pip install 'kg\[pandas\]'"):
        Rows(("x",), ()).to_pandas()

"""Every export writes its file alone, the same bytes each time, and what other programs read is what the graph says."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import networkx as nx
import openpyxl
import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kg import export as exporting
from kg import store
from kg.errors import KgError, UsageError
from kg.export import EXPORTERS, export, tabular
from kg.namespaces import EDU_NS

RDF = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
DATASETS = {"trig": ox.RdfFormat.TRIG, "nquads": ox.RdfFormat.N_QUADS}
CHINESE = "静宁县"


@pytest.fixture(scope="module")
def written(practice: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("export")
    return {form: export(practice, form, folder / f"{form}.{EXPORTERS[form].suffix}") for form in EXPORTERS}


@pytest.fixture(scope="module")
def graph(practice: Path) -> ox.Store:
    return store.open_store(practice)


def triples(path: Path, form: ox.RdfFormat) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(path=str(path), format=form)}


@pytest.mark.parametrize("form", EXPORTERS)
def test_only_the_target_is_written(form: str, practice: Path, tmp_path: Path) -> None:
    before = sorted(path.name for path in practice.iterdir())
    target = tmp_path / f"a.{EXPORTERS[form].suffix}"
    assert export(practice, form, target) == target
    assert list(tmp_path.iterdir()) == [target]
    assert sorted(path.name for path in practice.iterdir()) == before


@pytest.mark.parametrize("form", EXPORTERS)
def test_another_process_writes_the_same_bytes(
    form: str, practice: Path, written: dict[str, Path], tmp_path: Path
) -> None:
    script = (
        "import sys; from pathlib import Path; from kg.export import export;"
        "export(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))"
    )
    target = tmp_path / "again"
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai"}
    subprocess.run([sys.executable, "-c", script, practice, form, target], check=True, env=environment, timeout=120)
    assert target.read_bytes() == written[form].read_bytes()


@pytest.mark.parametrize("form", sorted(set(EXPORTERS) - {"xlsx", "ntriples", "nquads"}))
def test_chinese_stands_as_it_is(form: str, written: dict[str, Path]) -> None:
    assert CHINESE in written[form].read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("form", RDF)
def test_a_graph_is_read_again_as_it_is_in_the_store(form: str, written: dict[str, Path], graph: ox.Store) -> None:
    assert triples(written[form], RDF[form]) == {quad.triple for quad in graph}


@pytest.mark.parametrize("form", DATASETS)
def test_a_dataset_holds_the_same_triples_in_a_graph_a_document(
    form: str, written: dict[str, Path], graph: ox.Store
) -> None:
    found = list(ox.parse(path=str(written[form]), format=DATASETS[form]))
    assert {quad.triple for quad in found} == {quad.triple for quad in graph}
    documents = graph.quads_for_pattern(None, ox.NamedNode(EDU_NS + "sha256"), None, None)
    assert {quad.graph_name for quad in found} - {ox.DefaultGraph()} == {quad.subject for quad in documents}


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own use of it
@pytest.mark.parametrize(("form", "name"), [("jsonld", "json-ld"), ("rdfxml", "xml")])
def test_rdflib_reads_as_many_triples(form: str, name: str, written: dict[str, Path], graph: ox.Store) -> None:
    assert len(rdflib.Graph().parse(written[form], format=name)) == len(graph)


# Tables


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_csv_has_a_row_a_statement_with_its_quote_and_place(written: dict[str, Path], graph: ox.Store) -> None:
    rows = table(written["csv"])
    statements = set(graph.quads_for_pattern(None, None, ox.NamedNode(EDU_NS + "Statement"), None))
    assert {row["statement"] for row in rows} == {quad.subject.value for quad in statements}  # type: ignore[union-attr]
    assert len(rows) == len(statements)
    assert tuple(rows[0]) == tabular.COLUMNS
    for row in rows:
        assert row["quote"], row
        assert row["holder"], row
        assert int(row["start"]) < int(row["end"])
        assert row["status"] in {"Reported", "Planned"}
    posts = [row for row in rows if row["kind"] == "PostHolding"]
    assert all(row["member"] and row["organization"] and row["postTitle"] for row in posts)
    assert all(row["program"] for row in rows if row["kind"] == "Implementation")


def test_csv_says_where_a_county_lies(written: dict[str, Path]) -> None:
    places = {(row["code"], row["county"], row["prefecture"], row["province"]) for row in table(written["csv"])}
    assert ("620826", "静宁县", "平凉市", "甘肃省") in places


def test_csv_comes_in_reading_order(written: dict[str, Path]) -> None:
    order = [(row["file"], int(row["start"])) for row in table(written["csv"])]
    assert order == sorted(order)


def test_a_workbook_holds_the_same_cells(written: dict[str, Path]) -> None:
    (sheet,) = openpyxl.load_workbook(written["xlsx"]).worksheets
    cells = [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    with written["csv"].open(encoding="utf-8-sig", newline="") as file:
        assert cells == list(csv.reader(file))


def test_offsets_are_numbers_in_a_workbook(written: dict[str, Path]) -> None:
    (sheet,) = openpyxl.load_workbook(written["xlsx"]).worksheets
    column = tabular.COLUMNS.index("start") + 1
    assert isinstance(sheet.cell(2, column).value, int)


@pytest.fixture
def formulas(tmp_path: Path) -> Path:
    """A graph of one statement whose quote a spreadsheet would run, and whose clause XML cannot hold."""
    data = "https://w3id.org/countyedu/id/"
    text = f"""PREFIX edu: <{EDU_NS}> PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX prov: <http://www.w3.org/ns/prov#>
    PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
    <{data}d> a edu:SourceDocument ; edu:fileName "@a.txt" .
    <{data}d/s> a edu:Statement, edu:Implementation ; edu:status edu:Planned ; edu:text "-a\\u0001b"@zh ;
      edu:rule "r" ; edu:holder <{data}h> ; edu:program <{data}p> ; edu:evidence <{data}e> ;
      prov:wasDerivedFrom <{data}d> .
    <{data}e> oa:exact "=HYPERLINK(1)" ; oa:start 1 ; oa:end 2 .
    <{data}h> a edu:School ; skos:prefLabel "+一中\\u0001"@zh .
    <{data}p> a edu:Program ; skos:prefLabel "-5"@zh ."""
    graph = ox.Store(str(tmp_path / store.STORE))
    graph.load(text.encode(), format=ox.RdfFormat.TURTLE)
    graph.flush()
    (tmp_path / store.TURTLE).write_text("", encoding="utf-8")
    return tmp_path


def test_cells_that_a_spreadsheet_would_run_are_guarded(formulas: Path) -> None:
    (row,) = table(export(formulas, "csv"))
    assert (row["quote"], row["file"], row["text"], row["program"]) == ("'=HYPERLINK(1)", "'@a.txt", "'-a\x01b", "-5")
    (raw,) = table(export(formulas, "csv", guard_cells=False))
    assert raw["quote"] == "=HYPERLINK(1)"


@pytest.mark.parametrize("guard", [True, False])
def test_no_cell_of_a_workbook_is_a_formula(formulas: Path, guard: bool) -> None:
    (sheet,) = openpyxl.load_workbook(export(formulas, "xlsx", guard_cells=guard)).worksheets
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    quote = sheet.cell(2, tabular.COLUMNS.index("quote") + 1).value
    assert quote == ("'=HYPERLINK(1)" if guard else "=HYPERLINK(1)")


def test_xml_leaves_out_what_it_cannot_hold(formulas: Path) -> None:
    drawn = nx.read_graphml(export(formulas, "graphml"), force_multigraph=True)
    assert "+一中\ufffd" in {said["label"] for _, said in drawn.nodes(data=True)}


@given(st.text(max_size=8))
def test_a_guarded_cell_never_begins_a_formula_unless_it_is_a_number(cell: str) -> None:
    written = tabular.guarded(cell)
    assert written.removeprefix("'") == cell.removeprefix("'")
    assert not written.startswith(("=", "@", "\t", "\r", "+"))
    assert not written.startswith("-") or float(written) <= 0


# Drawings


def test_graphml_leads_from_holders_to_programs_with_quote_and_status(
    written: dict[str, Path], graph: ox.Store
) -> None:
    drawn = nx.read_graphml(written["graphml"], force_multigraph=True)
    labels = {node: said["label"] for node, said in drawn.nodes(data=True)}
    edges = [(labels[one], labels[other], said) for one, other, said in drawn.edges(data=True)]
    programs = [said for _, other, said in edges if said["slot"] == "program" and other == "双减"]
    assert programs
    assert all(said["status"] in {"Reported", "Planned"} and said["quote"] and said["file"] for said in programs)
    assert all(said["label"] and said["class"] for _, said in drawn.nodes(data=True))
    assert (CHINESE, "平凉市", "parent") in {(one, other, said["kind"]) for one, other, said in edges}
    implementations = list(graph.quads_for_pattern(None, None, ox.NamedNode(EDU_NS + "Implementation"), None))
    assert len({said["statement"] for _, _, said in edges if said.get("kind") == "Implementation"}) == len(
        implementations
    )


# What goes wrong


def test_the_builds_own_formats_are_the_builds_own_files(practice: Path) -> None:
    assert export(practice, "turtle") == practice / store.TURTLE
    assert export(practice, "trig", practice / store.TRIG) == practice / store.TRIG


def test_a_file_of_the_build_is_not_replaced_by_another_format(practice: Path) -> None:
    with pytest.raises(UsageError, match="a file of the build"):
        export(practice, "ntriples", practice / store.TURTLE)


def test_an_unknown_format_is_refused(practice: Path) -> None:
    with pytest.raises(UsageError, match="give one of turtle"):
        export(practice, "pdf")


def test_without_a_graph_the_next_step_is_said(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="kg build PATH"):
        export(tmp_path, "csv")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_said(practice: Path, tmp_path: Path) -> None:
    with pytest.raises(KgError, match="cannot be written"):
        export(practice, "csv", tmp_path / "none" / "a.csv")


def test_an_old_file_is_whole_after_an_error(practice: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.csv"
    target.write_text("old")

    def full(out: Path, path: Path, guard_cells: bool) -> None:
        path.write_text("half")
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(exporting.EXPORTERS, "csv", EXPORTERS["csv"]._replace(write=full))
    with pytest.raises(KgError, match="No space left"):
        export(practice, "csv", target)
    assert [path.read_text() for path in tmp_path.iterdir()] == ["old"]


def test_a_sheet_holds_only_so_many_rows(practice: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tabular, "_MOST_ROWS", 3)
    with pytest.raises(KgError, match="export csv"):
        export(practice, "xlsx", tmp_path / "a.xlsx")

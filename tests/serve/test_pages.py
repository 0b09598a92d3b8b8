"""What people and programs find at each address, and that a new build takes over without an error in between."""

from __future__ import annotations

import csv
import io
import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from kg import outputs, query, search, store
from kg.namespaces import DATA_NS
from kg.serve.cells import home_of
from tests.conftest import DOCUMENTS, Kg
from tests.samples import COUNTY, PROGRAM
from tests.serve.server import JSON, Served, serving
from tests.view.pages import graph_folder

HTML = "text/html"
FORMS = ("turtle", "jsonld", "ntriples", "rdfxml")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from kg import view

    out = graph_folder(tmp_path_factory.mktemp("pages") / "out")
    search.write(out)
    view.write(out)
    return out


@pytest.fixture(scope="module")
def graph(out: Path) -> ox.Store:
    loaded = ox.Store()
    loaded.load(path=str(out / store.TURTLE))
    return loaded


@pytest.fixture(scope="module")
def served(out: Path) -> Iterator[Served]:
    with serving(out) as server:
        yield server


# The protocol


@pytest.mark.parametrize("media", [JSON, "application/sparql-results+xml", "text/csv", "text/tab-separated-values"])
def test_the_same_question_by_get_form_and_direct_post_has_the_same_answer(media: str, served: Served) -> None:
    text = "SELECT ?x { ?x a edu:Program } ORDER BY ?x"
    form = {"Content-Type": "application/x-www-form-urlencoded; charset=UTF-8", "Accept": media}
    replies = [
        served.get("/sparql", accept=media, query=text),
        served.send("/sparql", method="POST", body=f"query={quote(text)}".encode(), headers=form),
        served.ask(text, accept=media),
        served.get("/sparql/", accept=media, query=text),
    ]
    assert {reply.status for reply in replies} == {200}
    assert len({reply.body for reply in replies}) == 1
    assert {reply.headers["content-type"].partition(";")[0] for reply in replies} == {media}


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("application/json", JSON),
        ("text/csv;q=0.5, application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv, */*;q=0.1", "text/csv"),
        ("text/*", "text/csv"),
        ("application/sparql-results+json;q=0, */*", "application/sparql-results+xml"),
        ("text/turtle, text/csv;q=0.2", "text/csv"),
        ("TEXT/CSV;Q=1", "text/csv"),
    ],
)
def test_the_format_is_the_one_that_is_wanted_most_and_suits(accept: str, media: str, served: Served) -> None:
    reply = served.ask("SELECT * { ?s ?p ?o } LIMIT 1", accept=accept)
    assert reply.headers["content-type"].partition(";")[0] == media


def test_a_client_library_reads_the_endpoint(served: Served, graph: ox.Store) -> None:
    remote = rdflib.Graph(SPARQLStore(f"{served.url}/sparql", returnFormat="json"))
    found = {str(row[0]) for row in remote.query("SELECT ?s { ?s a <https://w3id.org/countyedu/ontology#Program> }")}  # type: ignore[index]
    assert found == {DATA_NS + PROGRAM.local}


CHOICES = [
    pytest.param(saved.name, parameter, id=f"{saved.name}-{parameter.name}")
    for saved in query.saved_queries().values()
    for parameter in saved.parameters
    if parameter.choices
]


@pytest.mark.parametrize(("name", "parameter"), CHOICES)
def test_a_menu_of_choices_has_chinese_words_and_offers_any_where_there_is_no_default(
    name: str, parameter: query.Parameter, served: Served
) -> None:
    page = served.get(f"/queries/{name}", accept=HTML).text
    menu = page.partition(f'<select name="{parameter.name}"')[2].partition("</select>")[0]
    assert all(re.search("[\u4e00-\u9fff]", option) for option in menu.split("<option")[1:])
    assert ('value=""' in menu) is not bool(parameter.default or parameter.required)


def test_the_page_that_one_is_on_is_marked_in_the_navigation(served: Served) -> None:
    for where in ("/queries", "/queries/documents", "/search", "/sparql", "/ontology"):
        page = served.get(where, accept=HTML).text
        marked = re.findall('<a href="([^"]*)" aria-current="page">', page)
        assert marked == ["/" + where.split("/")[1]]
        assert 'href="/site/index.html"' in page


def test_a_browser_gets_an_editor_with_prefixes_and_the_answer_below_the_question(served: Served) -> None:
    empty = served.get("/sparql", accept=HTML).text
    assert "PREFIX edu:" in empty
    assert all(saved.title_zh in empty for saved in query.saved_queries().values())
    answered = served.get("/sparql", accept=HTML, query="SELECT ?label { ?x a edu:Program ; skos:prefLabel ?label }")
    assert PROGRAM.label in answered.text
    assert "format=csv" in answered.text
    wrong = served.get("/sparql", accept=HTML, query="SELECT ?x { ?x a }")
    assert wrong.status == 400
    assert "SELECT ?x { ?x a }" in wrong.text


def test_head_is_get_without_a_body(served: Served) -> None:
    reply = served.send("/sparql?query=ASK%7B%7D", method="HEAD")
    assert (reply.status, reply.body) == (200, b"")


# IRIs


def test_every_iri_of_the_graph_is_told_of_in_every_format(served: Served, graph: ox.Store) -> None:
    terms = {term for quad in graph for term in (quad.subject, quad.object) if isinstance(term, ox.NamedNode)}
    ours = sorted({term.value for term in terms if term.value.startswith(DATA_NS)})
    assert len(ours) > 10
    for iri in ours:
        where = home_of(iri).partition("#")[0]
        assert served.get(where, accept=HTML).status == 200, iri
        for form in FORMS:
            reply = served.send(f"{where}?format={form}")
            parsed = ox.RdfFormat.from_media_type(reply.headers["content-type"].partition(";")[0])
            assert parsed is not None
            said = ox.Store()
            said.load(reply.body, format=parsed)
            node = ox.NamedNode(iri)
            own = {quad.triple for quad in graph.quads_for_pattern(node, None, None)}
            assert own <= {quad.triple for quad in said}, iri


def test_an_address_that_a_browser_encodes_otherwise_leads_to_the_same_thing(served: Served) -> None:
    local = PROGRAM.local
    for path in (quote(local), quote(local, safe=""), quote(local).lower()):
        assert PROGRAM.label in served.get(f"/id/{path}", accept=HTML).text


def test_a_page_shows_statements_with_words_and_leads_to_the_place_in_the_document(served: Served) -> None:
    page = served.get(home_of(DATA_NS + PROGRAM.local), accept=HTML).text
    assert "青禾一中实施了“春苗计划”" in page
    assert "/site/documents/" in page
    assert 'class="badge Reported"' in page
    links = {piece.partition('"')[0] for piece in page.split('href="')[1:]}
    document = next(link for link in links if link.startswith("/site/documents/"))
    assert served.send(document.partition("#")[0]).status == 200


def test_the_ontology_has_its_own_address(served: Served) -> None:
    page = served.get("/ontology", accept=HTML).text
    assert 'id="Program"' in page
    for form in FORMS:
        assert served.send(f"/ontology?format={form}").status == 200
    assert served.get("/shapes", accept="text/turtle").status == 200


def test_other_iris_can_be_asked_for(served: Served) -> None:
    assert served.get("/describe", accept=HTML, iri="https://w3id.org/countyedu/ontology#Program").status == 200


# Saved questions


@pytest.mark.parametrize("name", query.saved_queries())
def test_every_saved_question_has_a_form_and_files(name: str, served: Served) -> None:
    page = served.get(f"/queries/{name}", accept=HTML)
    assert page.status == 200
    saved = query.saved_query(name)
    assert saved.title_zh in page.text
    assert all(f'name="{parameter.name}"' in page.text for parameter in saved.parameters)
    assert all(f"<small>{parameter.description_zh}" in page.text for parameter in saved.parameters)
    if not any(parameter.required for parameter in saved.parameters):
        assert served.send(f"/queries/{name}.json").told["head"]["vars"]
        assert served.send(f"/queries/{name}.csv").body.startswith(b"\xef\xbb\xbf")


def test_a_form_has_a_menu_of_what_the_graph_holds_and_its_answer_has_an_address(served: Served) -> None:
    page = served.get("/queries/program", accept=HTML).text
    assert f'<option value="{PROGRAM.label}">' in page
    assert '<option value="Reported">' in page
    asked = served.get("/queries/program", accept=HTML, program=PROGRAM.label, status="Reported")
    assert "<table>" in asked.text
    link = f"/queries/program.csv?program={quote(PROGRAM.label)}&amp;status=Reported"
    assert link in asked.text
    rows = list(csv.DictReader(io.StringIO(served.send(link.replace("&amp;", "&")).body.decode("utf-8-sig"))))
    assert {row["programLabel"] for row in rows} == {PROGRAM.label}


def test_columns_and_codes_have_chinese_names_on_pages_and_their_own_in_files(served: Served) -> None:
    page = served.get("/queries/program", accept=HTML, program=PROGRAM.label, status="Reported").text
    heads = re.findall('<th scope="col" title="[?]([^"]*)">([^<]*)', page)
    assert ("holder", "主体 ") in heads
    assert all(re.search("[\u4e00-\u9fff]", called) for _, called in heads)
    assert '<td title="Reported">已报告 <span lang="en" class="en">reported</span></td>' in page
    assert [name for name, _ in heads] == served.send("/queries/program.json").told["head"]["vars"]
    assert "<svg" not in page, "the place of a clause in its file is drawn as a quantity"
    own = served.get("/sparql", accept=HTML, query="SELECT ?file { ?d edu:fileName ?file }").text
    assert '<th scope="col">file</th>' in own


def test_a_question_without_rows_says_which_parameter_matched_nothing(served: Served) -> None:
    page = served.get("/queries/program", accept=HTML, program=PROGRAM.label, jurisdiction="白石县", status="Reported")
    assert "matches nothing" in page.text
    near = served.get("/queries/program", accept=HTML, program="春苗")
    assert near.status == 400
    assert PROGRAM.label in near.text
    assert 'value="春苗"' in near.text


def test_search_finds_labels_and_quotes(served: Served) -> None:
    assert COUNTY.label in served.get("/search", accept=HTML, q="青禾").text
    assert "实施了" in served.get("/search", accept=HTML, q="实施").text


# Builds


def test_a_new_build_takes_over_without_an_error_in_between(tmp_path: Path) -> None:
    out = graph_folder(tmp_path / "out")

    def build(number: int) -> None:
        with outputs.replacing(out) as staging:
            store.write([], [], str(number), staging)

    text = "SELECT ?n { ?dataset edu:vocabularyHash ?n }"
    build(0)
    with serving(out, "--workers", "2") as served:
        wrong: list[str] = []
        seen: set[str] = set()
        stop = threading.Event()

        def ask() -> None:
            while not stop.is_set():
                reply = served.ask(text)
                if reply.status == 200:
                    seen.update(row["n"]["value"] for row in reply.told["results"]["bindings"])
                else:
                    wrong.append(reply.text)

        threads = [threading.Thread(target=ask) for _ in range(3)]
        for thread in threads:
            thread.start()
        for number in range(1, 4):
            build(number)
            until = time.monotonic() + 30
            while served.rows(text) != [[str(number)]] and time.monotonic() < until:
                stop.wait(0.05)
        stop.set()
        for thread in threads:
            thread.join()
    assert wrong == []
    assert seen == {"0", "1", "2", "3"}


def test_a_build_beside_the_server_costs_no_question_an_answer(tmp_path: Path, kg: Kg) -> None:
    def build(name: str) -> None:
        done = kg("build", DOCUMENTS / name, "-o", tmp_path / "out", "-q")
        assert done.returncode == 0, done.stderr

    build("104.txt")
    with serving(tmp_path / "out", "--workers", "2") as served:
        told: list[tuple[int, str]] = []
        stop = threading.Event()

        def ask() -> None:
            while not stop.is_set():
                reply = served.ask("SELECT ?name { ?document edu:fileName ?name } ORDER BY ?name")
                told.append((reply.status, " ".join(re.findall(r"\d+[.]txt", reply.text))))

        threads = [threading.Thread(target=ask) for _ in range(3)]
        for thread in threads:
            thread.start()
        build("105.txt")
        until = time.monotonic() + 30
        while told[-1][1] != "105.txt" and time.monotonic() < until:
            stop.wait(0.05)
        stop.set()
        for thread in threads:
            thread.join()
    assert set(told) == {(200, "104.txt"), (200, "105.txt")}


def test_a_folder_without_a_graph_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match=r"^kg: .*there is no graph here.*run `kg build"), serving(tmp_path / "no"):
        pass


def test_a_port_that_is_taken_is_one_line(served: Served, out: Path) -> None:
    with (
        pytest.raises(AssertionError, match=r"^kg: 127.0.0.1:\d+: cannot listen"),
        serving(out, "--port", str(served.port)),
    ):
        pass

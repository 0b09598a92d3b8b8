"""What a hostile client, page or document might try against the server, line by line of docs/serving.md."""

from __future__ import annotations

import csv
import io
import json
import re
import socket
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox
import pytest

from kg.namespaces import DATA_NS, EDU_NS, SKOS_NS
from kg.serve import editor
from tests.evasions import CALLS, HARMLESS, asking
from tests.listener import Listener, listening
from tests.serve.server import Reply, Served, folder_of, serving

HTML = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
SCRIPT = "</title></textarea></script><script>document.title='owned'</script><img src=x onerror=alert(1)>"
EVIL = f"{DATA_NS}school/evil"
CANARY = "the words of a file that nobody may read"
FORMULAS = ("=1+1", "+1+cmd", "-1-1", "@SUM(A1)", "\tx", "\rx")


def literal(text: str) -> str:
    return str(ox.Literal(text, language="zh"))


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    with listening() as found:
        yield found


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    label, type_ = f"<{SKOS_NS}prefLabel>", "a"
    turtle = f"""
        <{EVIL}> {type_} <{EDU_NS}School> ; {label} {literal(SCRIPT)} ; <{EDU_NS}issuer> <javascript:alert(1)> ;
          <{SKOS_NS}seeAlso> <https://example.org/{quote("<script>")}>, <data:text/html,x> .
        <{DATA_NS}program/a> {type_} <{EDU_NS}Program> ; {label} {literal('v" } . #')} .
        <{DATA_NS}program/b> {type_} <{EDU_NS}Program> ; {label} "b"@zh .
    """
    for number, formula in enumerate(FORMULAS):
        turtle += f"<{DATA_NS}project/{number}> a <{EDU_NS}Project> ; {label} {literal(formula)} .\n"
    out = folder_of(tmp_path_factory.mktemp("threats") / "out", turtle)
    (out / "secret.txt").write_text(CANARY, encoding="utf-8")
    return out


@pytest.fixture(scope="module")
def served(out: Path) -> Iterator[Served]:
    with serving(out) as server:
        yield server


def problem(reply: Reply, status: int) -> dict[str, Any]:
    """Return the one form of errors, checked."""
    assert reply.status == status, reply.text[:300]
    assert reply.headers["content-type"] == "application/problem+json"
    told: dict[str, Any] = reply.told
    assert {"type", "title", "status", "detail", "place", "fact", "next_step"} == set(told)
    assert told["status"] == status
    return told


# Other servers and files


@pytest.mark.parametrize("name", CALLS)
def test_no_spelling_of_service_reaches_another_server(name: str, served: Served, listener: Listener) -> None:
    assert "SERVICE" in problem(served.ask(asking(CALLS[name], listener.url)), 400)["fact"]
    construct = asking(CALLS[name], listener.url).replace("SELECT *", "CONSTRUCT { ?a ?b ?c } WHERE")
    problem(served.ask(construct, accept="text/turtle"), 400)
    assert listener.hits == []


@pytest.mark.parametrize("name", HARMLESS)
def test_the_word_service_alone_is_answered(name: str, served: Served) -> None:
    assert served.ask(HARMLESS[name]).status == 200


@pytest.mark.parametrize("clause", ["FROM <URL>", "FROM NAMED <URL>", "FROM <FILE>", "FROM NAMED <FILE>"])
def test_from_fetches_nothing_and_reads_no_file(clause: str, served: Served, out: Path, listener: Listener) -> None:
    where = clause.replace("URL", listener.url).replace("FILE", (out / "secret.txt").as_uri())
    reply = served.ask(f"SELECT * {where} {{ {{ ?s ?p ?o }} UNION {{ GRAPH ?g {{ ?s ?p ?o }} }} }}")
    assert reply.told["results"]["bindings"] == []
    assert listener.hits == []


@pytest.mark.parametrize("parameter", ["default-graph-uri", "named-graph-uri"])
def test_graphs_of_the_protocol_are_not_fetched(parameter: str, served: Served, out: Path, listener: Listener) -> None:
    for iri in (listener.url, (out / "secret.txt").as_uri()):
        reply = served.ask("SELECT * { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }", **{parameter: iri})
        assert reply.told["results"]["bindings"] == []
    problem(served.ask("ASK {}", **{parameter: "no iri"}), 400)
    assert listener.hits == []


@pytest.mark.parametrize("update", ["LOAD <URL>", "INSERT DATA { <x:a> <x:b> 1 }", "DROP ALL", "CLEAR DEFAULT"])
def test_nothing_that_writes_is_taken_by_any_way(update: str, served: Served, listener: Listener) -> None:
    text = update.replace("URL", listener.url)
    before = served.rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    direct = {"Content-Type": "application/sparql-update"}
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    problem(served.send("/sparql", method="POST", body=text.encode(), headers=direct), 403)
    problem(served.send("/sparql", method="POST", body=f"update={quote(text)}".encode(), headers=form), 403)
    problem(served.get("/sparql", update=text), 403)
    problem(served.ask(text), 400)
    for method in ("PUT", "DELETE", "PATCH"):
        assert served.send("/sparql", method=method, body=b"<x:a> <x:b> 1 .").status == 405
    assert served.rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == before
    assert listener.hits == []


# Requests that are none


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/sparql?query=%FF%FE", 400),
        ("/sparql?query=ASK%7B%7D&query=ASK%7B%7D", 400),
        ("/sparql?query=ASK%7B%7D&format=exe", 400),
        ("/sparql?query=ASK%7B%7D&timeout=never", 400),
        ("/sparql?" + "&".join(f"a{number}=1" for number in range(1000)), 400),
        ("/queries/nothing", 404),
        ("/queries/program.exe", 404),
        ("/queries/program?nothing=1", 400),
        ("/queries/program?status=Maybe", 400),
        ("/queries/figures?year=never", 400),
        ("/id/nothing", 404),
        ("/id/%FF", 404),
        ("/describe?iri=no%20iri", 404),
        ("/describe", 404),
        ("/nothing", 404),
        ("/search.json", 404),
    ],
)
def test_a_wrong_request_gets_the_one_form_of_errors(path: str, status: int, served: Served) -> None:
    told = problem(served.send(path), status)
    assert told["fact"]
    page = served.send(path, headers={"Accept": HTML})
    assert page.status == status
    assert page.headers["content-type"] == "text/html; charset=utf-8"


def test_bytes_that_are_no_utf_8_are_refused(served: Served) -> None:
    headers = {"Content-Type": "application/sparql-query"}
    problem(served.send("/sparql", method="POST", body=b"ASK { ?s ?p '\xff' }", headers=headers), 400)
    utf_16 = {"Content-Type": "application/sparql-query; charset=utf-16"}
    problem(served.send("/sparql", method="POST", body="ASK {}".encode("utf-16"), headers=utf_16), 415)


def test_what_cannot_be_written_as_is_asked_for_is_406(served: Served) -> None:
    problem(served.ask("ASK {}", accept="text/turtle"), 406)
    problem(served.ask("CONSTRUCT WHERE { ?s ?p ?o }", accept="text/csv"), 406)
    problem(served.ask("ASK {}", accept="image/png"), 406)


@pytest.mark.parametrize(
    "name",
    ["../x", "x/y", "..%2F..%2Fetc%2Fpasswd", "%2e%2e/secret.txt", "a%00b", "CON", "．．／x", "program%0a", "x" * 5000],
    ids=range(9),
)
@pytest.mark.parametrize("folder", ["queries", "documents", "static", "id"])
def test_no_path_leads_out_of_a_folder(folder: str, name: str, served: Served) -> None:
    reply = served.send(f"/{folder}/{quote(name, safe='%./')}")
    assert reply.status in {400, 404}
    assert CANARY not in reply.text


def test_a_file_of_the_build_is_not_served(served: Served) -> None:
    for path in (
        "/secret.txt",
        "/store/CURRENT",
        "/report.json",
        "/documents/secret.txt",
        "/static/..%2f..%2fsecret.txt",
    ):
        assert served.send(path).status == 404


# Other sites


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:80",
        "127.0.0.1.evil.example",
        "localhost@evil.example",
        "",
        "[::1",
        "a b",
        "127.0.0.2",
    ],
)
def test_a_request_under_another_name_is_refused(host: str, served: Served) -> None:
    for path in ("/", "/sparql?query=ASK%7B%7D", "/health", "/static/base.css"):
        reply = served.send(path, headers={"Host": host})
        assert reply.status in {400, 421}
    assert served.send("/health", headers={"Host": f"LOCALHOST:{served.port}"}).status == 200


def test_two_hosts_are_none(served: Served) -> None:
    with socket.create_connection((served.host, served.port), timeout=10) as connection:
        connection.sendall(
            b"GET /health HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
        )
        assert re.match(rb"HTTP/1.1 4", connection.recv(1000))


def test_a_page_of_another_site_may_not_ask(served: Served) -> None:
    for origin in ("https://evil.example", "null", "http://localhost.evil.example"):
        reply = served.send("/sparql?query=ASK%7B%7D", headers={"Origin": origin})
        problem(reply, 403)
        assert "access-control-allow-origin" not in reply.headers
    own = served.send("/sparql?query=ASK%7B%7D", headers={"Origin": served.url})
    assert own.status == 200
    assert "access-control-allow-origin" not in own.headers


def test_names_and_sites_that_are_told_may_ask(out: Path) -> None:
    with serving(out, "--name", "graph.example", "--origin", "https://friend.example", "--workers", "1") as served:
        assert served.send("/health", headers={"Host": "graph.example"}).status == 200
        reply = served.send("/health", headers={"Origin": "https://friend.example"})
        assert reply.headers["access-control-allow-origin"] == "https://friend.example"
        assert served.send("/health", headers={"Origin": "https://evil.example"}).status == 403


@pytest.mark.parametrize(
    "path", ["/", "/queries", "/sparql", "/health", "/nothing", "/sparql?query=ASK", "/static/base.css"]
)
def test_every_response_has_the_security_headers(path: str, served: Served) -> None:
    for headers in ({}, {"Accept": HTML}):
        reply = served.send(path, headers=headers)
        policy = reply.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        scripts = {"script-src 'self'"} if path.startswith("/sparql") and headers and editor.bundled() else set()
        assert {part.strip() for part in policy.split(";") if "script-src" in part} == scripts
        assert "unsafe" not in policy
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert reply.headers["referrer-policy"] == "no-referrer"
        assert "server" not in reply.headers


# What documents and questions hold


class _Tags(HTMLParser):
    """The tags and the addresses of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: set[str] = set()
        self.scripts: list[str | None] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "script":
            self.scripts.append(dict(attrs).get("src"))
        self.attributes |= {name for name, _ in attrs}
        self.links |= {value or "" for name, value in attrs if name in {"href", "src", "action"}}


@pytest.mark.parametrize(
    "path",
    [
        "/id/school/evil",
        f"/sparql?query={quote(f'SELECT * {{ <{EVIL}> ?p ?o }}')}",
        f"/sparql?query={quote(f'CONSTRUCT WHERE {{ <{EVIL}> ?p ?o }}')}",
        f"/sparql?query={quote(SCRIPT)}",
        f"/queries/{quote(SCRIPT, safe='')}",
        f"/queries/program?program={quote(SCRIPT)}",
        f"/queries/program?{quote(SCRIPT)}=1",
        f"/search?q={quote(SCRIPT)}",
        f"/describe?iri={quote(SCRIPT)}",
        f"/{quote(SCRIPT)}",
    ],
    ids=range(10),
)
def test_no_page_holds_a_tag_or_a_script_from_outside(path: str, served: Served) -> None:
    reply = served.send(path, headers={"Accept": HTML})
    assert reply.headers["content-type"] == "text/html; charset=utf-8"
    page = _Tags(reply.text)
    assert {"img", "iframe", "object", "style"} & page.tags == set()
    own = path.startswith("/sparql") and editor.bundled()
    assert page.scripts == (["/static/yasgui.min.js", "/static/editor.js"] if own else [])
    assert not {name for name in page.attributes if name.startswith("on")} | ({"style"} & page.attributes)
    assert all(link.startswith(("/", "https://example.org/", "data:,")) for link in page.links), page.links


def test_a_link_that_would_run_is_shown_as_text(served: Served) -> None:
    page = served.send("/id/school/evil", headers={"Accept": HTML}).text
    assert "javascript:alert(1)" in page
    assert not re.search(r'href="(?!/|https?:|data:,")', page)


@pytest.mark.parametrize("form", ["turtle", "jsonld", "ntriples", "rdfxml"])
def test_what_a_label_holds_is_one_literal_in_every_format(form: str, served: Served) -> None:
    reply = served.get("/id/school/evil", format=form)
    store = ox.Store()
    found = ox.RdfFormat.from_media_type(reply.headers["content-type"].partition(";")[0])
    assert found is not None
    store.load(reply.body, format=found)
    labels = [
        quad.object for quad in store.quads_for_pattern(ox.NamedNode(EVIL), ox.NamedNode(SKOS_NS + "prefLabel"), None)
    ]
    assert labels == [ox.Literal(SCRIPT, language="zh")]


@pytest.mark.parametrize("value", ['v" } . #', "'''", "$program", "?x", "\\", "}", "b"])
def test_a_parameter_is_a_value_whatever_it_holds(value: str, served: Served) -> None:
    reply = served.send(f"/queries/program.json?program={quote(value)}")
    if value in {'v" } . #', "b"}:
        assert reply.told["results"]["bindings"] == []
    else:
        assert "no program in this graph" in problem(reply, 400)["fact"]


def test_spreadsheets_get_no_formula_and_w3c_csv_is_as_it_is(served: Served) -> None:
    raw = list(
        csv.reader(
            io.StringIO(
                served.ask(f"SELECT ?l {{ ?s a <{EDU_NS}Project> ; <{SKOS_NS}prefLabel> ?l }}", accept="text/csv").text
            )
        )
    )
    assert {row[0] for row in raw[1:]} == set(FORMULAS)


def test_files_are_attachments(served: Served) -> None:
    for form in ("csv", "json", "xml"):
        reply = served.send(f"/queries/program.{form}")
        assert reply.headers["content-disposition"] == f'attachment; filename="program.{form}"'


def test_an_error_is_json_whatever_the_question_holds(served: Served) -> None:
    told = problem(served.ask('SELECT * { "\u2028\ud83d'.encode("utf-8", "replace").decode() + " ,,"), 400)
    assert json.dumps(told)

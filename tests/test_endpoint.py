"""Endpoints are asked over HTTP as our own store is, and whatever they answer ends in rows or in one clear line."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlencode

import pyoxigraph as ox
import pytest

import kg
from kg import query, store, tables
from kg.endpoint import Endpoint
from kg.errors import KgError, UsageError
from tests.conftest import Kg

OXIGRAPH = Path(sys.executable).with_name("oxigraph")
GRAPH = "https://w3id.org/countyedu/"
VIRTUOSO_INI = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
[TempDatabase]
DatabaseFile = temporary.db
TransactionFile = temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
"""
OPEN_PATH = "Virtuoso 7 needs one end of a property path: a division or an indicator must be given"
# saved questions that Virtuoso 7.2.5 refuses to answer, as their examples put them, and why
BEYOND_VIRTUOSO = {
    "contradictions": OPEN_PATH,
    "indicator-rank": OPEN_PATH,
    "indicator-table": OPEN_PATH,
    "indicators": OPEN_PATH,
    "promised-and-reported": OPEN_PATH,
    "targets-changed": OPEN_PATH,
}


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
    return port


def answers(url: str) -> bool:
    try:
        return bool(Endpoint(url, patience=5).query("ASK {}"))
    except KgError:
        return False


@contextmanager
def running(command: list[str], url: str, folder: Path, patience: float = 60) -> Iterator[str]:
    """A server of its own until the block ends; yields the address of its queries once it answers."""
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + patience
        while not answers(url):
            assert process.poll() is None, f"{command[0]} ended with {process.returncode}"
            assert time.monotonic() < until, f"{command[0]} does not answer"
            time.sleep(0.1)
        yield url
    finally:
        process.terminate()
        process.wait(timeout=30)


@pytest.fixture(scope="module")
def server(practice: Path, tmp_path_factory: pytest.TempPathFactory, kg: Kg) -> Iterator[str]:
    """The Oxigraph server, a program of its own, with our export loaded as docs/stores.md says."""
    assert OXIGRAPH.exists(), "pip install oxigraph"
    folder = tmp_path_factory.mktemp("oxigraph")
    exported = folder / "graph.nt"
    assert kg("export", "--format", "ntriples", "--to", exported, "-o", practice).returncode == 0
    load = [str(OXIGRAPH), "load", "--location", str(folder / "db"), "--file", str(exported)]
    subprocess.run(load, check=True, capture_output=True, timeout=120)
    port = free_port()
    serve = [str(OXIGRAPH), "serve-read-only", "--location", str(folder / "db"), "--bind", f"127.0.0.1:{port}"]
    with running(serve, f"http://127.0.0.1:{port}/query", folder) as url:
        yield url


@pytest.fixture(scope="module")
def virtuoso(practice: Path, tmp_path_factory: pytest.TempPathFactory, kg: Kg) -> Iterator[str]:
    """Virtuoso 7 (Debian: virtuoso-opensource-7-bin) with our export loaded as docs/stores.md says."""
    if shutil.which("virtuoso-t") is None:
        pytest.skip("not run: virtuoso-t is missing (Debian: virtuoso-opensource-7-bin)")
    folder = tmp_path_factory.mktemp("virtuoso")
    sql, http = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(VIRTUOSO_INI.format(sql=sql, http=http))
    assert kg("export", "--format", "ntriples", "--to", folder / "graph.nt", "-o", practice).returncode == 0
    (folder / "load.sql").write_text(f"ld_dir('.', 'graph.nt', '{GRAPH}');\nrdf_loader_run();\ncheckpoint;\n")
    serve = ["virtuoso-t", "+configfile", "virtuoso.ini", "+foreground"]
    url = f"http://127.0.0.1:{http}/sparql?{urlencode({'default-graph-uri': GRAPH})}"
    with running(serve, url, folder) as ready:
        load = ["isql-vt", f"127.0.0.1:{sql}", "dba", "dba", "load.sql"]
        subprocess.run(load, check=True, cwd=folder, capture_output=True, timeout=120)
        yield ready


def cells(graph: query.Answering, text: str) -> list[list[str]]:
    return tables.rows_of(query.ask(graph, text))[1]  # type: ignore[arg-type]


def test_the_oxigraph_server_holds_as_many_triples_as_our_store(server: str, practice: Path) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    assert cells(Endpoint(server), count) == cells(store.open_store(practice), count)


def test_virtuoso_holds_as_many_triples_as_our_store(virtuoso: str, practice: Path) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    assert cells(Endpoint(virtuoso), count) == cells(store.open_store(practice), count)


@pytest.mark.parametrize("name", sorted(query.saved_queries().keys() - BEYOND_VIRTUOSO))
def test_a_saved_question_has_the_same_rows_on_virtuoso(name: str, virtuoso: str, practice: Path) -> None:
    saved, ours = query.saved_query(name), store.open_store(practice)
    text = query.bind(saved, saved.example, Endpoint(virtuoso))
    assert sorted(cells(Endpoint(virtuoso), text)) == sorted(cells(ours, text))


@pytest.mark.parametrize("name", BEYOND_VIRTUOSO)
def test_what_virtuoso_refuses_is_said_in_its_words(name: str, virtuoso: str) -> None:
    saved = query.saved_query(name)
    text = query.bind(saved, saved.example, Endpoint(virtuoso))
    with pytest.raises(KgError, match="answers with HTTP 500: Virtuoso 37000 Error"):
        query.ask(Endpoint(virtuoso), text)


@pytest.mark.parametrize("name", query.saved_queries())
def test_a_saved_question_has_the_same_rows_on_the_oxigraph_server(name: str, server: str, practice: Path) -> None:
    saved, ours = query.saved_query(name), store.open_store(practice)
    text = query.bind(saved, saved.example, Endpoint(server))
    assert text == query.bind(saved, saved.example, ours)
    assert cells(Endpoint(server), text) == cells(ours, text)


def test_the_command_asks_an_endpoint_and_needs_no_build(server: str, tmp_path: Path, kg: Kg, practice: Path) -> None:
    there = kg("query", "program", "-p", "program=双减", "--store", server, cwd=tmp_path)
    assert there.returncode == 0, there.stderr
    assert there.stdout == kg("query", "program", "-p", "program=双减", "-o", practice).stdout
    graph = kg("query", "-e", "CONSTRUCT WHERE { ?s a edu:County }", "--format", "ntriples", "--store", server)
    assert "County" in graph.stdout
    assert kg("query", "-e", "ASK { ?s a edu:County }", "--store", server).stdout == "true\n"


def test_names_are_looked_up_at_the_endpoint(server: str, kg: Kg) -> None:
    done = kg("query", "program", "-p", "program=双减啊", "--store", server)
    assert done.returncode == 2
    assert "near: 双减" in done.stderr


def test_an_answer_without_rows_is_explained_there_too(server: str, kg: Kg) -> None:
    done = kg("query", "tasks", "-p", "year=2035", "--store", server)
    assert "year=2035 matches nothing" in done.stderr


def test_a_syntax_error_is_the_callers(server: str, kg: Kg) -> None:
    done = kg("query", "-e", "SELECT ?x { ?x a }", "--store", server)
    assert done.returncode == 2
    assert done.stderr.startswith(f"kg: {server}: refuses the question: ")
    assert done.stderr.count("\n") == 1


def test_the_public_interface_opens_an_endpoint(server: str) -> None:
    graph = kg.open(server)
    assert len(graph.query("awards").to_pandas()) > 0
    with pytest.raises(UsageError, match="no index of words"):
        graph.search("双减")


# What no SPARQL endpoint answers

Answer = Callable[[BaseHTTPRequestHandler], None]


def reply(status: int, kind: str, body: bytes) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def cut_off(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "application/sparql-results+json")
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"head":')


def late(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(3)


@contextmanager
def endpoint(answer: Answer, seen: list[bytes] | None = None) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if seen is not None:
                seen.append(body)
            answer(self)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        listening.daemon_threads = True
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{listening.server_port}/sparql"
        listening.shutdown()


JSON = "application/sparql-results+json"
BAD: dict[str, tuple[Answer, int, str]] = {
    "page": (reply(200, "text/html", b"<h1>hello</h1>"), 1, "answers with text/html, no SPARQL result"),
    "missing": (reply(404, "text/plain", b"not here"), 1, "answers with HTTP 404: not here"),
    "broken": (reply(500, "text/plain", b"a\nb\x1b[2J" * 1000), 1, "answers with HTTP 500: a b"),
    "busy": (reply(503, "text/plain", b""), 1, "answers with HTTP 503"),
    "refused": (reply(400, "text/plain", "第1行有误".encode()), 2, "refuses the question: 第1行有误"),
    "no-json": (reply(200, JSON, b"{"), 1, f"its answer is no {JSON}"),
    "cut-off": (cut_off, 1, "broke off"),
    "empty": (reply(200, JSON, b""), 1, f"its answer is no {JSON}"),
    "no-turtle": (reply(200, "text/turtle", b"<"), 1, "its answer is no text/turtle"),
}


@pytest.mark.parametrize("case", BAD)
def test_whatever_else_answers_ends_in_one_line(case: str, kg: Kg) -> None:
    answer, code, said = BAD[case]
    with endpoint(answer) as url:
        done = kg("query", "-e", "SELECT * { ?s ?p ?o }", "--store", url)
    assert (done.returncode, done.stdout) == (code, ""), done.stderr
    assert done.stderr.startswith(f"kg: {url}: {said}")
    assert done.stderr.count("\n") == 1
    assert "\x1b" not in done.stderr


def test_an_endpoint_that_is_silent_is_left_after_a_while() -> None:
    with endpoint(late) as url, pytest.raises(KgError, match="no answer within"):
        Endpoint(url, patience=0.5).query("ASK {}")


def test_nobody_there_is_said(kg: Kg) -> None:
    done = kg("query", "-e", "ASK {}", "--store", f"http://127.0.0.1:{free_port()}/query")
    assert done.returncode == 1
    assert "cannot be reached" in done.stderr
    assert "check the address" in done.stderr


@pytest.mark.parametrize(
    "url",
    ["ftp://e/x", "file:///etc/passwd", "localhost:7878", "http://", "http://e:x/", "http://e/a b", "", "http://e/\n"],
)
def test_what_is_no_address_is_refused_before_anything_is_asked(url: str) -> None:
    with pytest.raises(UsageError, match="no address of an endpoint"):
        Endpoint(url)


def test_the_question_goes_out_as_the_protocol_says() -> None:
    seen: list[bytes] = []
    with endpoint(reply(200, JSON, b'{"head":{},"boolean":true}'), seen) as url:
        assert Endpoint(url).query("ASK { ?s ?p '教育 & + %' }")
    assert parse_qs(seen[0].decode()) == {"query": ["ASK { ?s ?p '教育 & + %' }"]}


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (JSON, b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"a"}}]}}'),
        (
            "application/sparql-results+xml; charset=utf-8",
            b'<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="x"/></head><results>'  # noqa: ISC004
            b'<result><binding name="x"><literal>a</literal></binding></result></results></sparql>',
        ),
        ("text/tab-separated-values", b'?x\n"a"\n'),
    ],
    ids=["json", "xml", "tsv"],
)
def test_results_are_read_in_every_standard_form(kind: str, body: bytes) -> None:
    with endpoint(reply(200, kind, body)) as url:
        assert cells(Endpoint(url), "SELECT ?x {}") == [["a"]]


def test_a_graph_is_read_as_triples() -> None:
    with endpoint(reply(200, "text/turtle", b"<http://e/a> a <http://e/B> .")) as url:
        answer = Endpoint(url).query("CONSTRUCT WHERE { ?s ?p ?o }")
        assert isinstance(answer, ox.QueryTriples)
        assert len(list(answer)) == 1

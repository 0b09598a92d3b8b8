"""Limits of time, memory, depth, size and number: an honest status within them, and the server lives on."""

from __future__ import annotations

import http.client
import json
import os
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import psutil  # type: ignore[import-untyped]
import pytest

from tests.serve.server import Reply, Served, folder_of, serving

LIMIT = 1  # second
MARGIN = 1.0
ROWS = 5_000
SLOW = (
    b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\nContent-Length: 9\r\n\r\nA"
)
POINT = "SELECT ?o { <x:7> <x:p> ?o }"
ENDLESS = {
    "cross-join": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "concatenation": "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d))) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "star-of-star": "SELECT (COUNT(*) AS ?n) { ?a (<x:next>*)* ?b . ?b (<x:next>*)* ?c . ?c (<x:next>*)* ?d }",
    "path-of-many-steps": f"SELECT * {{ ?s {'/'.join(['<x:next>?'] * 900)} ?o }}",
    "order": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?c",
}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    triples = "".join(f"<x:{n}> <x:p> {n} ; <x:next> <x:{n + 1}> .\n" for n in range(6_000))
    return folder_of(tmp_path_factory.mktemp("limits") / "out", triples)


@pytest.fixture(scope="module")
def served(out: Path) -> Iterator[Served]:
    options = (
        "--timeout",
        str(LIMIT),
        "--memory",
        "512",
        "--max-rows",
        str(ROWS),
        "--max-megabytes",
        "1",
        "--workers",
        "3",
    )
    with serving(out, *options) as server:
        yield server


def workers(served: Served) -> list[psutil.Process]:
    return [child for child in psutil.Process(served.pid).children() if child.status() != psutil.STATUS_ZOMBIE]


def wait_for(truth: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not truth():
        assert time.monotonic() < until
        time.sleep(0.05)


@pytest.fixture(autouse=True)
def _lives_on(served: Served) -> Iterator[None]:
    """After every test: all workers are there and idle, no zombie is left, and a question is answered."""
    yield
    wait_for(lambda: (served.get("/health").told["workers"], served.get("/health").told["busy"]) == (3, 0))
    assert len(psutil.Process(served.pid).children()) == 3
    assert served.rows(POINT) == [["7"]]


def timed(served: Served, text: str) -> tuple[Reply, float]:
    start = time.monotonic()
    reply = served.ask(text)
    return reply, time.monotonic() - start


@pytest.mark.parametrize("name", ENDLESS)
def test_a_question_without_end_gets_503_within_its_limit_and_a_second(name: str, served: Served) -> None:
    reply, seconds = timed(served, ENDLESS[name])
    assert reply.status == 503
    assert re.search(r"not answered within|more memory", reply.told["fact"])
    assert reply.headers["retry-after"]
    assert seconds < LIMIT + MARGIN


def test_a_client_may_allow_less_time_and_not_more(served: Served) -> None:
    told = served.ask(ENDLESS["cross-join"], timeout="0.25").told
    assert "within 0.25 seconds" in told["fact"]
    start = time.monotonic()
    assert served.ask(ENDLESS["cross-join"], timeout="3000").status == 503
    assert time.monotonic() - start < LIMIT + MARGIN


def points_until(served: Served, end: Callable[[], bool]) -> list[float]:
    """Ask points until the end is there; return the seconds of each, sorted."""
    costs = []
    while not end():
        start = time.monotonic()
        assert served.rows(POINT) == [["7"]]
        costs.append(time.monotonic() - start)
    return sorted(costs)


def p95(costs: list[float]) -> float:
    return costs[int(0.95 * len(costs))]


def test_points_are_answered_at_once_while_two_questions_run_without_end(out: Path) -> None:
    limit = 4
    with serving(out, "--timeout", str(limit)) as served, ThreadPoolExecutor(2) as threads:
        until = time.monotonic() + 2
        alone = points_until(served, lambda: time.monotonic() > until)
        running = [threads.submit(timed, served, ENDLESS["cross-join"]) for _ in range(2)]
        wait_for(lambda: served.get("/health").told["busy"] >= 2)
        beside = points_until(served, lambda: any(each.done() for each in running))
        ends = [each.result() for each in running]
    assert len(beside) > 20
    assert p95(beside) < max(0.25, 3 * p95(alone)), "the second counts where others keep the machine busy"
    assert [reply.status for reply, _ in ends] == [503, 503]
    assert all(limit <= seconds < limit + MARGIN for _, seconds in ends)


def test_too_many_questions_at_once_wait_or_are_told_to_come_back(served: Served) -> None:
    with ThreadPoolExecutor(60) as threads:
        replies = list(threads.map(lambda _: served.ask(ENDLESS["cross-join"]), range(60)))
    facts = {reply.told["fact"] for reply in replies}
    assert {reply.status for reply in replies} == {503}
    assert "too many questions wait" in facts


def test_memory_beyond_the_limit_is_503(served: Served) -> None:
    text = "SELECT (STRLEN(GROUP_CONCAT(?s; separator='" + "x" * 30_000 + "')) AS ?n) { ?a ?b ?c . ?d ?e ?s }"
    assert served.ask(text).status == 503
    assert max(child.memory_info().rss for child in workers(served)) < 512 * 1024 * 1024


def test_an_answer_of_too_many_rows_is_refused_whole(served: Served) -> None:
    text = "SELECT ?o { ?s <x:p> ?o } LIMIT "
    for media in (
        "application/sparql-results+json",
        "application/sparql-results+xml",
        "text/csv",
        "text/tab-separated-values",
    ):
        assert served.ask(f"{text}{ROWS}", accept=media).status == 200
        reply = served.ask(f"{text}{ROWS + 1}", accept=media)
        assert reply.status == 503
        assert "more than 5,000 rows" in reply.told["fact"]
    graph = "CONSTRUCT WHERE { ?s <x:p> ?o } LIMIT "
    assert served.ask(f"{graph}{ROWS}", accept="text/turtle").status == 200
    assert served.ask(f"{graph}{ROWS + 1}", accept="text/turtle").status == 503


def test_an_answer_of_too_many_bytes_is_refused_whole(served: Served) -> None:
    wide = (
        "SELECT ?s (CONCAT(?x, ?x, ?x, ?x, ?x, ?x, ?x, ?x) AS ?y) { ?s <x:p> ?o BIND('"
        + "x" * 200
        + "' AS ?x) } LIMIT 4000"
    )
    reply = served.ask(wide)
    assert reply.status == 503
    assert "bytes" in reply.told["fact"]


@pytest.mark.parametrize("opened", ["(", "{", "[", "!"])
def test_twenty_thousand_brackets_are_a_bad_request(opened: str, served: Served) -> None:
    reply = served.ask("SELECT * { ?s ?p ?o FILTER " + opened * 20_000)
    assert reply.status == 400
    assert "deep" in reply.told["fact"]


def test_a_question_that_ends_its_worker_is_an_error_and_the_worker_comes_back(served: Served) -> None:
    before = {child.pid for child in workers(served)}
    for child in workers(served):
        os.kill(child.pid, 9)
    wait_for(lambda: served.ask(POINT).status == 200)
    wait_for(lambda: len({child.pid for child in workers(served)} - before) == 3)


def test_a_megabyte_of_question_is_refused(served: Served) -> None:
    text = f"ASK {{ ?s ?p '{'x' * 1_000_000}' }}"
    assert served.ask(text).status == 413
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert served.send("/sparql", method="POST", body=f"query={quote(text)}".encode(), headers=form).status == 413
    assert served.ask(f"ASK {{ ?s ?p '{'x' * 70_000}' }}").status == 413
    assert served.send(f"/sparql?query={quote(f'''ASK {{ ?s ?p '{'x' * 230_000}' }}''')}").status == 414
    assert served.send(f"/sparql?query={quote(text)}").status == 414


GET = f"GET /sparql?query={quote(ENDLESS['cross-join'])} HTTP/1.1\r\nHost: localhost\r\n"
HUNG_UP = {
    "get": f"{GET}\r\n",
    "page": f"{GET}Accept: text/html\r\n\r\n",
    "post": "POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
    f"Content-Length: {len(ENDLESS['cross-join'])}\r\n\r\n{ENDLESS['cross-join']}",
}


@pytest.mark.parametrize("how", HUNG_UP)
def test_a_client_that_hangs_up_ends_its_question(how: str, out: Path) -> None:
    with serving(out, "--timeout", "60", "--workers", "2") as served:
        pids = {child.pid for child in workers(served)}
        with socket.create_connection((served.host, served.port)) as connection:
            connection.sendall(HUNG_UP[how].encode())
            wait_for(lambda: served.get("/health").told["busy"] == 1)
        wait_for(lambda: served.get("/health").told["busy"] == 0)
        wait_for(lambda: len({child.pid for child in workers(served)} - pids) == 1)
        wait_for(lambda: served.get("/health").told["workers"] == 2)


def test_a_client_that_sends_nothing_and_one_that_sends_slowly_hold_no_worker(served: Served) -> None:
    connections = [socket.create_connection((served.host, served.port)) for _ in range(20)]
    for connection in connections[10:]:
        connection.sendall(SLOW)
    assert served.get("/health").told["busy"] == 0
    assert served.rows(POINT) == [["7"]]
    for connection in connections:
        connection.close()


def test_nothing_of_a_worker_outlives_the_server(out: Path) -> None:
    with serving(out, "--workers", "2") as served:
        children = workers(served)
        threading.Thread(target=lambda: _unanswered(served), daemon=True).start()
        wait_for(lambda: served.get("/health").told["busy"] == 1)
    gone, alive = psutil.wait_procs(children, timeout=10)
    assert len(gone) == 2
    assert alive == []


def _unanswered(served: Served) -> None:
    with suppress(OSError):
        served.ask(ENDLESS["cross-join"])


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"GET /sparql?query=" + b"x" * 1_000_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", 414),
        (b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 1_000_000 + b"\r\n\r\n", 431),
        (b"nonsense\r\n\r\n", 400),
    ],
    ids=["address", "headers", "nonsense"],
)
def test_what_cannot_be_read_as_a_request_gets_the_form_of_errors(head: bytes, status: int, served: Served) -> None:
    with socket.create_connection((served.host, served.port), timeout=20) as connection:
        connection.sendall(head)
        reply = http.client.HTTPResponse(connection)
        reply.begin()
        assert reply.status == status
        assert reply.headers["content-type"] == "application/problem+json"
        assert "default-src 'none'" in reply.headers["content-security-policy"]
        told = json.loads(reply.read())
    assert (told["status"], bool(told["fact"])) == (status, True)

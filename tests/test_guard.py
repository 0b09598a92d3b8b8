"""No question reaches another server, however it spells the call, and none overflows the engine's stack."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import query
from kg.errors import UsageError
from kg.guard import keep_harmless
from tests.conftest import Kg
from tests.evasions import CALLS, HARMLESS, SILENT_HERE, asking
from tests.listener import Listener, listening
from tests.serve.server import folder_of

SCRIPT = Path(sys.executable).with_name("kg")
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
# Pieces that a text is made of by which the two readings of a question could be told apart.
PIECES = (
    *("'", '"', "'''", '"""', "#", "\n", "\r", "<", ">", "<x:a#", "<x:'", "<http://x/#", "\\'", "\\#", "\\u0041", "\\"),
    *("{", "}", "(", ")", ".", ";", "1", "1<2", " ", "?a", "$a", "a:b", ":", "ex:a", "@en", "FILTER", "BIND", "true"),
)

LONG = ("<", "<a:", "'", '"', "\\", "$a", "a", "#\n", "<'", "service:", "! ", "{}", "'''\\", "'''a", " ")


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    with listening() as found:
        yield found


@pytest.fixture(scope="module")
def graph() -> ox.Store:
    store = ox.Store()
    store.load(b"<x:a> <x:b> 1 .", format=ox.RdfFormat.TURTLE)
    return store


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    triples = "".join(f"<x:{number}> <x:p> {number} ." for number in range(2000))
    return folder_of(tmp_path_factory.mktemp("guard") / "out", triples)


@pytest.mark.parametrize("name", CALLS)
def test_a_call_of_another_server_is_refused_however_it_is_spelt(
    name: str, listener: Listener, graph: ox.Store
) -> None:
    text = asking(CALLS[name], listener.url)
    with pytest.raises(UsageError, match="SERVICE"):
        query.ask(graph, text)
    before = len(listener.hits)
    with suppress(SyntaxError, OSError, RuntimeError):
        list(graph.query(text))  # type: ignore[arg-type]
    called = len(listener.hits) > before
    assert called or name in SILENT_HERE, "the engine does not call: it proves nothing"


@pytest.mark.parametrize("name", HARMLESS)
def test_the_word_alone_is_no_call(name: str, graph: ox.Store) -> None:
    query.ask(graph, HARMLESS[name])


def test_a_keyword_written_with_escapes_is_no_sparql(listener: Listener, graph: ox.Store) -> None:
    with pytest.raises(UsageError, match="not SPARQL"):
        query.ask(graph, asking(r"\u0053ERVICE <URL> {?a ?b ?c}", listener.url))


@settings(max_examples=600, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=9), st.lists(st.sampled_from(PIECES), max_size=5))
def test_no_text_around_a_call_hides_it(
    listener: Listener, graph: ox.Store, before: list[str], after: list[str]
) -> None:
    text = asking(f"{''.join(before)} SERVICE <URL> {{?x ?y ?z}} {''.join(after)}", listener.url)
    hits = len(listener.hits)
    try:
        answer = query.ask(graph, text)
        if isinstance(answer, ox.QuerySolutions):
            list(answer)
    except (UsageError, OSError, RuntimeError):
        pass
    assert len(listener.hits) == hits


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { " + " ".join(f"BIND(1 AS ?v{number})" for number in range(4000)) + " }",
        "SELECT * { " + "MINUS {?s <x:p> ?o} " * 4000 + "}",
        "SELECT * { ?s ?p ?o FILTER(" + "||".join(["?o=1"] * 40_000) + ") }",
        "SELECT * { ?s ?p ?o FILTER(1<2)#>'''\n" + "(" * 20_000,
        "ASK { ?s ?p ?o FILTER(" + "!(" * 3000 + "1" + ")" * 3000 + ") }",
    ],
    ids=["bind", "minus", "or", "hidden-brackets", "not"],
)
def test_what_would_overflow_the_stack_is_refused(text: str, graph: ox.Store) -> None:
    with pytest.raises(UsageError, match=r"deep|clauses"):
        query.ask(graph, text)


@pytest.mark.parametrize("piece", LONG)
def test_a_text_of_twice_the_length_costs_less_than_three_times_as_much(piece: str) -> None:
    def seconds(times: int) -> float:
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            with suppress(UsageError):
                keep_harmless(f"service {piece * times}", "")
            best = min(best, time.process_time() - start)
        return best

    assert seconds(20_000) < 3 * max(seconds(10_000), 0.005)


# The command


def test_the_command_refuses_a_call(kg: Kg, out: Path, listener: Listener) -> None:
    hits = len(listener.hits)
    done = kg("query", "-o", out, "-e", asking(CALLS["plain"], listener.url))
    assert (done.returncode, done.stdout) == (2, "")
    assert "SERVICE" in done.stderr
    assert len(listener.hits) == hits


def test_the_command_ends_a_question_without_end(kg: Kg, out: Path) -> None:
    done = kg("query", "-o", out, "--timeout", "1", "-e", ENDLESS)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "not answered within 1 seconds" in done.stderr


def test_the_command_ends_a_path_of_many_steps(kg: Kg, out: Path) -> None:
    text = f"SELECT * {{ ?s {'/'.join(['<x:p>?'] * 900)} ?o }}"
    assert kg("query", "-o", out, "--timeout", "2", "-e", text).returncode == 1


def test_ctrl_c_ends_a_question_at_once(out: Path) -> None:
    command = [str(SCRIPT), "query", "-o", str(out), "-e", ENDLESS]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True) as running:
        time.sleep(1.5)
        os.killpg(running.pid, signal.SIGINT)
        _, said = running.communicate(timeout=20)
    assert running.returncode == 130
    assert b"Traceback" not in said


def test_the_command_says_when_the_engine_ends(out: Path, kg: Kg, tmp_path: Path) -> None:
    hidden = tmp_path / "deep.rq"
    hidden.write_text("SELECT * { ?s " + "(" * 99 + "<x:p>" + ")" * 99 + " ?o }", encoding="utf-8")
    assert kg("query", "-o", out, "-f", hidden).returncode == 0
    assert json.loads(kg("query", "-o", out, "--format", "json", "-e", "ASK {}").stdout)["boolean"] is True

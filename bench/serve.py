"""What serving costs: HTTP beside the raw engine, saved questions beside pyoxigraph and rdflib, points beside runaways.

    python bench/serve.py out                     copies of the graph in `out` up to a million triples
    python bench/serve.py out --triples 100000    fewer
    python bench/serve.py out --rdflib            rdflib's memory store too (minutes to load)
    python bench/serve.py out --matches           what the engine looks up too (by the package oxigraph)
    python bench/serve.py out --copies FOLDER     keep the copies there, and find them there the next time

`out` is a build of tests/documents and tests/queries/documents, which the examples of the saved questions are about.
Each copy has places, people, bodies and documents of its own and shares programs, policies and indicators, so that
answers grow with the graph and joins do not. Runs of the engine and over HTTP are interleaved; the median counts. The
engine is pyoxigraph called directly in this process on the same store, its answer written as JSON. Saved questions are
asked with their examples and compared by processor time (Linux); rdflib runs once, in a process of its own that ends
where it takes more than fifty times as long as the endpoint and a second. Matches are those of the triple patterns and
paths in the engine's plan.
"""

from __future__ import annotations

import argparse
import http.client
import json
import math
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import pyoxigraph as ox

from kg import query, store
from kg.namespaces import DATA_NS

if TYPE_CHECKING:
    from rdflib import Graph

KG = Path(sys.executable).with_name("kg")
OXIGRAPH = Path(sys.executable).with_name("oxigraph")
JSON = ox.QueryResultsFormat.JSON
OWN = re.compile(rf"<{re.escape(DATA_NS)}(division|document|authority|school|person|organization|event|project)/")
POINT = "SELECT ?label {{ <{iri}> skos:prefLabel ?label }}"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
LIMIT = 10  # seconds that a question without end has
PATIENCE = 120  # seconds that a saved question has
CAP = 50  # times what the endpoint takes, and a second: rdflib has no more


def copies(graph: Path, triples: int, folder: Path) -> None:
    """Write a store of copies of a graph with at least that many triples."""
    (folder / store.STORE).mkdir(parents=True)
    written = ox.Store(str(folder / store.STORE))
    once = ox.serialize((quad.triple for quad in ox.parse(path=str(graph))), format=ox.RdfFormat.N_TRIPLES)
    lines = (once or b"").decode()
    number = 0
    while len(written) < triples:
        copy = OWN.sub(rf"<{DATA_NS}\1/copy-{number}/", lines)
        written.bulk_load(copy.encode(), format=ox.RdfFormat.N_TRIPLES)
        number += 1
    written.optimize()
    written.flush()


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[tuple[tuple[str, int], int]]:
    """Run a server; yield its host and port, and the number of its process."""
    command = [str(KG), "serve", "-o", str(folder), "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = urlsplit(process.stdout.readline().split()[0])
        try:
            yield (str(told.hostname), int(told.port or 0)), process.pid
        finally:
            process.terminate()


class Client:
    """A client that keeps its connection, as drivers do."""

    def __init__(self, where: tuple[str, int]) -> None:
        self._connection = http.client.HTTPConnection(*where, timeout=600)

    def get(self, path: str) -> int:
        try:
            return self._get(path)
        except (http.client.RemoteDisconnected, ConnectionError):  # it was idle for too long: the raw engine was asked
            self._connection.close()
            return self._get(path)

    def _get(self, path: str) -> int:
        self._connection.request("GET", path, headers={"Accept": JSON.media_type})
        reply = self._connection.getresponse()
        reply.read()
        return reply.status


def seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def asked(text: str) -> str:
    return f"/sparql?query={quote(text)}"


def raw(graph: ox.Store, text: str) -> None:
    query.ask(graph, text).serialize(format=JSON)  # type: ignore[call-arg]


def points(graph: ox.Store, client: Client, rounds: int) -> Iterator[str]:
    """Yield the median cost of looking one label up, raw and through HTTP."""
    iris = [row[0].value for row in query.ask(graph, "SELECT ?x { ?x a edu:School } LIMIT 200")]  # type: ignore[union-attr]
    direct, served = [], []
    for number in range(rounds):
        text = POINT.format(iri=iris[number % len(iris)])
        direct.append(seconds(lambda text=text: raw(graph, text)))
        served.append(seconds(lambda text=text: client.get(asked(text))))
    one, other = statistics.median(direct) * 1000, statistics.median(served) * 1000
    yield "| point query | raw ms | HTTP ms | more ms |"
    yield "|---|---:|---:|---:|"
    yield f"| median of {rounds} | {one:.2f} | {other:.2f} | {other - one:.2f} |"


def family(pid: int) -> list[Path]:
    """Return the folders below /proc of a process and its living children."""
    found = [Path(f"/proc/{pid}")]
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            if int(status.read_text().rpartition(")")[2].split()[1]) == pid:
                found.append(status.parent)
    return found


def spent(processes: Sequence[Path], call: Callable[[], object]) -> float:
    """Return the seconds of processor time that a call costs those processes."""

    def so_far() -> float:
        tasks = (task for process in processes for task in process.glob("task/*/schedstat"))
        return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9

    start = so_far()
    call()
    return so_far() - start


def in_rdflib(memory: Graph, text: str, most: float) -> float | None:
    """Return the seconds of processor time that rdflib takes, None where they are more than `most`."""
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(most), math.ceil(most) + 1))
        ended = 1
        try:
            list(memory.query(query.prologue() + text))
            ended = 0
        finally:
            os._exit(ended)
    _, status, usage = os.wait4(child, 0)
    if not os.WIFSIGNALED(status) and status:
        raise RuntimeError("rdflib could not answer")
    return None if status else usage.ru_utime + usage.ru_stime


def matches(folder: Path, text: str) -> int:
    """Return how many matches of patterns and paths the engine's plan makes."""
    whole = f"BASE <{DATA_NS}>\n{query.prologue()}{text}"
    with tempfile.TemporaryDirectory() as name:
        plan, rows = Path(name) / "plan.json", Path(name) / "rows.json"
        command = [OXIGRAPH, "query", "--location", folder / store.STORE, "--query", whole, "--results-file", rows]
        subprocess.run([*command, "--explain-file", plan, "--stats"], check=True, stderr=subprocess.DEVNULL)
        waiting, found = [json.loads(plan.read_text(encoding="utf-8"))["plan"]], 0
    while waiting:
        node = waiting.pop()
        waiting += node.get("children", ())
        if node["name"].startswith(("QuadPattern", "Path")):
            found += node["number of results"]
    return found


def analytic(
    graph: ox.Store, folder: Path, client: Client, given: argparse.Namespace, server: int, memory: Graph | None
) -> Iterator[str]:
    """Yield for each saved question with its example what it costs the engine, the endpoint and rdflib.

    All are seconds of processor time; those of the endpoint are of the server and its workers together.
    """
    also = " rdflib ms | rdflib ÷ endpoint |" if memory is not None else ""
    counted = " matches |" if given.matches else ""
    yield f"| saved question | rows |{counted} engine ms | endpoint ÷ engine |{also}"
    yield "|---|---:|---:|---:|" + "---:|" * (counted + also).count("|")
    ratios, original, alone = [], store.open_store(given.out), [Path(f"/proc/{os.getpid()}")]
    for saved in query.saved_queries().values():
        if given.only and saved.name not in given.only:
            continue
        # the names of the example stand in every copy: ask of the first
        text = OWN.sub(rf"<{DATA_NS}\1/copy-0/", query.bind(saved, saved.example, original))
        if (status := client.get(asked(text))) != 200:  # in the engine's own time, which nobody can interrupt
            yield f"| {saved.name} | |{' |' * bool(counted)} over {PATIENCE} s | {status} |"
            continue
        rows = sum(1 for _ in query.ask(graph, text))  # type: ignore[union-attr,misc]
        direct, served = [], []
        for _ in range(given.rounds):
            direct.append(spent(alone, lambda text=text: raw(graph, text)))
            served.append(spent(family(server), lambda text=text: client.get(asked(text))))
        one, other = statistics.median(direct), statistics.median(served)
        ratios.append(other / one)
        found = f" {matches(folder, text)} |" if counted else ""
        line = f"| {saved.name} | {rows} |{found} {one * 1000:.1f} | {other / one:.2f} |"
        if memory is not None:
            most = CAP * other + 1
            slow = in_rdflib(memory, text, most)
            line += (
                f" > {most * 1000:.0f} | ≥ {CAP} |" if slow is None else f" {slow * 1000:.0f} | {slow / other:.0f} |"
            )
        yield line
    yield f"| **median** | |{' |' * bool(counted)} | {statistics.median(ratios):.2f} |"


def beside_runaways(folder: Path, graph: ox.Store) -> Iterator[str]:
    """Yield the costs of point queries while two questions without end run, and when those get their 503."""
    iri = next(iter(query.ask(graph, "SELECT ?x { ?x a edu:School } LIMIT 1")))[0].value  # type: ignore[call-overload]
    with serving(folder, "--timeout", str(LIMIT)) as (where, _):
        ends: list[tuple[int, float]] = []

        def run_away() -> None:
            start = time.perf_counter()
            status = Client(where).get(asked(ENDLESS))
            ends.append((status, time.perf_counter() - start))

        running = [threading.Thread(target=run_away) for _ in range(2)]
        for thread in running:
            thread.start()
        time.sleep(0.5)
        client, costs = Client(where), []
        while not ends:
            costs.append(seconds(lambda: client.get(asked(POINT.format(iri=iri)))) * 1000)
            time.sleep(0.01)
        for thread in running:
            thread.join()
    ordered = sorted(costs)
    yield "| beside two runaways | ms |"
    yield "|---|---:|"
    yield f"| point query, median of {len(costs)} | {statistics.median(costs):.2f} |"
    yield f"| point query, p95 | {ordered[int(len(ordered) * 0.95)]:.2f} |"
    for status, end in sorted(ends):
        yield f"| a runaway of {LIMIT} s: {status} after | {end * 1000:.0f} |"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path, help="folder of a build")
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--only", nargs="*", default=(), metavar="NAME", help="these saved questions alone")
    parser.add_argument("--copies", type=Path, metavar="FOLDER", help="keep the copies here, and find them here")
    parser.add_argument("--matches", action="store_true", help="count the matches of the engine's plans")
    parser.add_argument("--rdflib", action="store_true", help="compare with rdflib's memory store")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = given.copies or Path(name) / "out"
        if not (folder / store.STORE).is_dir():
            copies(given.out / store.TURTLE, given.triples, folder)
        graph = store.open_store(folder)
        print(f"{len(graph):,} triples, median of {given.rounds} rounds\n", flush=True)
        memory = None
        if given.rdflib:
            import rdflib

            memory = rdflib.Graph()
            graph.dump(str(Path(name) / "all.nt"), format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
            memory.parse(str(Path(name) / "all.nt"), format="nt")
        options = ("--timeout", str(PATIENCE), "--max-rows", "10000000", "--max-megabytes", "1024")
        with serving(folder, *options) as (where, pid):
            client = Client(where)
            for line in chain(
                points(graph, client, 100 * given.rounds),
                [""],
                analytic(graph, folder, client, given, pid, memory),
                [""],
            ):
                print(line, flush=True)
        for line in beside_runaways(folder, graph):
            print(line, flush=True)


if __name__ == "__main__":
    main()

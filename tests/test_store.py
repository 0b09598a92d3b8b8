"""One graph from many shards: the same triples in Turtle, TriG and store, the same bytes in every run."""

from __future__ import annotations

import itertools
import random
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from kg import namespaces, store
from kg.errors import KgError
from kg.ntriples import node
from kg.rdf import quads
from kg.shapes import ShapeBroken
from tests.samples import COUNTY, TEXT, linked

VOCABULARY = [
    f'<{namespaces.DATA_NS}division/000000> <{namespaces.SKOS_NS}prefLabel> "中国"@zh .',
    f"<{namespaces.DATA_NS}{COUNTY.local}> <{namespaces.EDU_NS}parent> <{namespaces.DATA_NS}division/000000> .",
]


def shards(folder: Path, count: int = 3) -> list[Path]:
    paths = []
    for number in range(count):
        lines = quads(linked(text=f"{TEXT}\n{number}", name=f"{number}.txt"))
        graph = lines[0].rpartition("<")[2].partition(">")[0].rpartition("/")[2]
        path = folder / f"{graph}.nq"
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        paths.append(path)
    return sorted(paths)


def triples(path: Path) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(path=str(path))}


def test_turtle_trig_and_store_say_the_same(tmp_path: Path) -> None:
    count = store.write(shards(tmp_path), VOCABULARY, "abc", tmp_path)
    turtle = triples(tmp_path / store.TURTLE)
    held = {quad.triple for quad in ox.Store.read_only(str(tmp_path / store.STORE))}
    assert turtle == held == triples(tmp_path / store.TRIG)
    assert len(turtle) == count


def test_the_store_has_no_named_graph(tmp_path: Path) -> None:
    store.write(shards(tmp_path), VOCABULARY, "abc", tmp_path)
    assert list(store.open_store(tmp_path).named_graphs()) == []


def test_trig_has_a_graph_for_each_document_and_the_vocabulary_once(tmp_path: Path) -> None:
    paths = shards(tmp_path)
    store.write(paths, VOCABULARY, "abc", tmp_path)
    found = list(ox.parse(path=str(tmp_path / store.TRIG)))
    graphs = {quad.graph_name.value for quad in found if isinstance(quad.graph_name, ox.NamedNode)}
    assert graphs == {f"{namespaces.DATA_NS}document/{path.stem}" for path in paths}
    default = {f"{quad.triple} ." for quad in found if isinstance(quad.graph_name, ox.DefaultGraph)}
    assert set(VOCABULARY) <= default


def test_the_graph_describes_itself_and_counts_its_triples(tmp_path: Path) -> None:
    count = store.write(shards(tmp_path), VOCABULARY, "abc", tmp_path)
    asked = """SELECT ?n ?d ?v ?l { ?g a void:Dataset ; void:triples ?n ; void:documents ?d ;
               edu:vocabularyHash ?v ; dcterms:license ?l }"""
    (row,) = store.open_store(tmp_path).query(asked, prefixes=namespaces.PREFIXES)
    assert [term.value for term in row] == [str(count), "3", "abc", store.LICENCE]


def test_there_are_no_blank_nodes(tmp_path: Path) -> None:
    store.write(shards(tmp_path), VOCABULARY, "abc", tmp_path)
    nodes = {node for triple in triples(tmp_path / store.TURTLE) for node in (triple.subject, triple.object)}
    assert not any(isinstance(node, ox.BlankNode) for node in nodes)


def test_a_subject_stands_once_in_the_turtle(tmp_path: Path) -> None:
    store.write(shards(tmp_path), VOCABULARY, "abc", tmp_path)
    found = [quad.subject for quad in ox.parse(path=str(tmp_path / store.TURTLE))]
    changes = sum(one != other for one, other in itertools.pairwise(found))
    assert changes == len(set(found)) - 1


def test_many_shards_are_merged_in_groups_to_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = shards(tmp_path, 7)
    for folder in ("at-once", "in-groups"):
        (tmp_path / folder).mkdir()
    store.write(paths, VOCABULARY, "abc", tmp_path / "at-once")
    monkeypatch.setattr(store, "_OPEN", 2)
    monkeypatch.setattr(store, "_PART", 1)
    store.write(paths, VOCABULARY, "abc", tmp_path / "in-groups")
    for name in (store.TURTLE, store.TRIG):
        assert (tmp_path / "at-once" / name).read_bytes() == (tmp_path / "in-groups" / name).read_bytes()
    assert sorted(path.name for path in (tmp_path / "in-groups").iterdir()) == [store.TRIG, store.TURTLE, store.STORE]


def test_the_store_is_loaded_in_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_BATCH", 10)
    count = store.write(shards(tmp_path), VOCABULARY, "abc", tmp_path)
    assert len(store.open_store(tmp_path)) == count > 30


def test_the_bytes_do_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from kg import store; from tests.test_store import *;"
        "folder = Path(sys.argv[1]); folder.mkdir(); store.write(shards(folder), VOCABULARY, 'abc', folder)"
    )
    root = Path(__file__).parents[1]
    written = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        environment = {"PYTHONHASHSEED": seed, "PATH": "/usr/bin"}
        subprocess.run([sys.executable, "-c", script, str(folder)], check=True, cwd=root, env=environment, timeout=120)
        written.append([(folder / name).read_bytes() for name in (store.TURTLE, store.TRIG)])
    assert written[0] == written[1]


def test_a_folder_without_a_graph_is_said_with_the_next_step(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="kg build"):
        store.open_store(tmp_path)
    assert list(tmp_path.iterdir()) == []


LINES = st.lists(st.binary(min_size=1, max_size=3).map(lambda text: text.hex().encode() + b"\n"), max_size=20)


@given(st.lists(LINES, max_size=8), st.integers(2, 4), st.randoms(use_true_random=False))
@settings(max_examples=50)
def test_merging_is_sorting_without_repetition(
    tmp_path_factory: pytest.TempPathFactory, parts: list[list[bytes]], at_once: int, chance: random.Random
) -> None:
    folder = tmp_path_factory.mktemp("merge")
    paths = []
    for number, part in enumerate(parts):
        path = folder / f"{number}.nq"
        path.write_bytes(b"".join(line.rstrip() + b" <g> .\n" for line in sorted(part)))
        paths.append(path)
    chance.shuffle(paths)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "_OPEN", at_once)
        patch.setattr(store, "_PART", 10 * at_once)
        sorted_parts = store._sorted_parts(paths, [], folder / "merged")
        merged = list(store._unique(store._all(sorted_parts, folder / "merged")))
    assert merged == sorted({line.rstrip() + b" .\n" for part in parts for line in part})


PATHS = ["school/990001", "document/0e81fa36b229d16a", "division", "person/authority/990001"]


@given(st.sampled_from(PATHS), st.text("一校.~-:%a1/#=,·_", min_size=1, max_size=8))
@example("document", "0e81fa36b229d16a#char=1,2")
def test_an_iri_is_the_same_in_turtle_whoever_reads_it(
    tmp_path_factory: pytest.TempPathFactory, path: str, name: str
) -> None:
    assume(not name.endswith("."))  # which rdflib 7.6 cannot read after a prefix
    try:
        written = node(f"{path}/{name}")
    except ShapeBroken:
        return
    file = tmp_path_factory.mktemp("turtle") / "a.ttl"
    (triple,) = (quad.triple for quad in ox.parse(f"{written} {written} {written} .", format=ox.RdfFormat.N_TRIPLES))
    store._serialize(iter([triple]), file, ox.RdfFormat.TURTLE)
    assert triples(file) == {triple}
    ((subject, _, _),) = rdflib.Graph().parse(file)
    assert str(subject) == triple.subject.value

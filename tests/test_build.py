"""A build: from a folder of documents to a graph, whatever stands in the folder and whatever happens on the way."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

import kg.build as building
from kg import namespaces, pages_data, search, shards, store
from kg.build import REPORT, build
from kg.documents import described
from kg.errors import KgError
from kg.model import LinkedDocument, Reason, Ref, Source
from kg.read import read
from kg.structure import outline
from tests.samples import implementation, linked

ROOT = Path(__file__).parents[1]
FIRST = """安溪县教育局2023年工作总结

一、主要工作
安溪县教育局全面落实“双减”政策，推进课后服务全覆盖。
安溪县第一中学实施了“青蓝工程”。
二、2024年工作计划
县教育局将深化家校共育，力争实施“春苗计划”。
"""
SECOND = """德化县教育局工作总结

一、工作回顾
德化县教育局开展了控辍保学工作，落实“双减”政策。
二、下一步打算
德化县教育局将推进义务教育优质均衡发展。
"""
TEXTS = (store.TURTLE, store.TRIG, REPORT)


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    (folder / "below").mkdir(parents=True)
    (folder / "a.txt").write_text(FIRST, encoding="utf-8")
    (folder / "below" / "b.html").write_text(f"<html><body><p>{SECOND}</p></body></html>", encoding="gb18030")
    return folder


def texts(out: Path) -> dict[str, bytes]:
    """Every text output by name."""
    pages = {path.name: path.read_bytes() for path in (out / pages_data.FOLDER).iterdir()}
    return {name: (out / name).read_bytes() for name in TEXTS} | pages


def file_names(out: Path) -> list[str]:
    asked = "SELECT ?name { ?d edu:fileName ?name } ORDER BY ?name"
    return [row["name"].value for row in store.open_store(out).query(asked, prefixes=namespaces.PREFIXES)]


def kg(*arguments: object, seed: str = "0", cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    script = (
        "import sys; from pathlib import Path; from kg.build import build\n"
        "build([Path(path) for path in sys.argv[2:]], Path(sys.argv[1]))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=120, check=False)


# --- what it makes


def test_a_build_makes_graph_store_pages_and_report(documents: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    told = []
    report = build([documents], out, progress=lambda *step: told.append(step))
    assert [file.name for file in report.files] == ["a.txt", "below/b.html"] == file_names(out)
    assert told == [(1, 2, "a.txt"), (2, 2, "below/b.html")]
    assert report.exit_code == 0
    assert len(list(ox.parse(path=str(out / store.TURTLE)))) == report.triples == len(store.open_store(out))
    assert all(file.statements.get("Implementation") for file in report.files)
    assert json.loads((out / REPORT).read_text(encoding="utf-8"))["totals"]["documents"] == 2
    visible = {path.name for path in out.iterdir() if not path.name.startswith(".")}
    assert visible == {*TEXTS, store.STORE, pages_data.FOLDER, search.INDEX}


def test_every_page_shows_where_each_statement_of_the_graph_is_said(documents: Path, tmp_path: Path) -> None:
    build([documents], tmp_path / "out")
    asked = """SELECT ?s ?quote ?start ?end { ?s prov:wasDerivedFrom ?d ; edu:evidence ?e .
               ?e oa:exact ?quote ; oa:start ?start ; oa:end ?end }"""
    found = store.open_store(tmp_path / "out").query(asked, prefixes=namespaces.PREFIXES)
    graph = {(row["s"].value, row["quote"].value, int(row["start"].value), int(row["end"].value)) for row in found}
    shown = set()
    for page in pages_data.load_pages(tmp_path / "out"):
        for local, fact in page.facts:
            assert fact.quote == page.text[slice(*fact.span)]
            shown.add((namespaces.DATA_NS + local, fact.quote, *fact.raw))
        assert all(page.text[slice(*span)] for _, span in page.mentions)
    assert graph == shown != set()


def test_the_page_of_a_document_reads_back_as_it_was_written() -> None:
    page = pages_data.page(linked())
    path = Path("page.json")
    content = pages_data.written(page)
    assert pages_data.written(_read_back(content, path)) == content


def _read_back(content: bytes, path: Path) -> pages_data.Page:
    class Kept(type(path)):  # type: ignore[misc]
        def read_text(self, *_: object, **__: object) -> str:
            return content.decode()

    return pages_data.load_page(Kept(path))


def test_nothing_in_the_graph_is_referred_to_without_a_description(documents: Path, tmp_path: Path) -> None:
    build([documents], tmp_path / "out")
    triples = [quad.triple for quad in ox.parse(path=str(tmp_path / "out" / store.TURTLE))]
    described = {triple.subject for triple in triples if triple.predicate.value == namespaces.expand("rdf:type")}
    data = {
        node
        for triple in triples
        if triple.predicate.value != namespaces.expand("skos:inScheme")  # schemes are described in the vocabulary
        for node in (triple.subject, triple.object)
        if isinstance(node, ox.NamedNode) and node.value.startswith(namespaces.DATA_NS)
    }
    assert data - described == set()


# --- the same bytes


def test_a_cached_build_gives_the_bytes_of_a_fresh_one(documents: Path, tmp_path: Path) -> None:
    build([documents], tmp_path / "cached")
    fresh = texts(tmp_path / "cached")
    (documents / "c.txt").write_text(FIRST.replace("安溪", "永春"), encoding="utf-8")
    build([documents], tmp_path / "cached")
    (documents / "c.txt").unlink()
    build([documents], tmp_path / "cached")
    assert texts(tmp_path / "cached") == fresh


def test_an_unchanged_document_is_not_worked_on_again(
    documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build([documents], tmp_path / "out")
    (documents / "a.txt").write_text(FIRST + "安溪县教育局开展了校园安全专项整治行动。", encoding="utf-8")
    worked: list[str] = []
    whole = building.linked_document
    monkeypatch.setattr(building, "linked_document", lambda source: worked.append(source.name) or whole(source))
    build([documents], tmp_path / "out")
    assert worked == ["a.txt"]


@pytest.mark.parametrize("part", [".nq", ".page", ".json"])
def test_a_damaged_cache_is_made_anew(documents: Path, tmp_path: Path, part: str) -> None:
    out = tmp_path / "out"
    build([documents], out)
    whole = texts(out)
    for path in (out / shards.FOLDER).glob(f"*{part}"):
        path.write_bytes(path.read_bytes()[:100])
    build([documents], out)
    assert texts(out) == whole


def test_the_cache_holds_the_last_build_alone(documents: Path, tmp_path: Path) -> None:
    build([documents], tmp_path / "out")
    build([documents / "a.txt"], tmp_path / "out")
    assert len(list((tmp_path / "out" / shards.FOLDER).glob("*.nq"))) == 1
    assert file_names(tmp_path / "out") == ["a.txt"]


def test_two_workers_give_the_bytes_of_one(documents: Path, tmp_path: Path) -> None:
    build([documents], tmp_path / "one")
    build([documents], tmp_path / "two", workers=2)
    assert texts(tmp_path / "one") == texts(tmp_path / "two")


def test_hash_seed_order_of_files_and_working_directory_do_not_matter(documents: Path, tmp_path: Path) -> None:
    files = [documents / "a.txt", documents / "below"]
    assert kg(tmp_path / "one", *files, seed="1").returncode == 0
    near = [os.path.relpath(path, documents) for path in files]
    assert kg(tmp_path / "two", *near[::-1], seed="2", cwd=documents).returncode == 0
    assert texts(tmp_path / "one") == texts(tmp_path / "two")


# --- bad input


def test_bad_files_do_not_stop_a_build(documents: Path, tmp_path: Path) -> None:
    (documents / "empty.txt").write_bytes(b"")
    (documents / "binary.txt").write_bytes(bytes(range(256)) * 50)
    (documents / "picture.png").write_bytes(b"\x89PNG")
    (documents / "copy.txt").write_bytes((documents / "a.txt").read_bytes())
    report = build([documents], tmp_path / "out")
    assert {aside.name: aside.reason for aside in report.aside} == {
        "empty.txt": Reason.EMPTY,
        "binary.txt": Reason.BINARY,
        "picture.png": Reason.UNKNOWN_FORMAT,
        "copy.txt": Reason.DUPLICATE,
    }
    assert [file.name for file in report.files] == ["a.txt", "below/b.html"]


def test_of_equal_files_the_first_by_name_stays(documents: Path, tmp_path: Path) -> None:
    (documents / "0.txt").write_bytes((documents / "a.txt").read_bytes())
    report = build([documents / "a.txt", documents / "0.txt"], tmp_path / "out")
    assert [file.name for file in report.files] == ["0.txt"]
    assert [(aside.name, aside.detail) for aside in report.aside] == [("a.txt", "has the same bytes as 0.txt")]


def test_two_files_of_one_name_are_told_apart(documents: Path, tmp_path: Path) -> None:
    (documents / "below" / "a.txt").write_text(SECOND, encoding="utf-8")
    one = build([documents / "a.txt", documents / "below" / "a.txt"], tmp_path / "one")
    two = build([documents / "below" / "a.txt", documents / "a.txt"], tmp_path / "two")
    assert len({file.name for file in one.files}) == 2
    assert texts(tmp_path / "one") == texts(tmp_path / "two")
    assert one == two


@pytest.mark.parametrize("content", [None, b""], ids=["no-files", "only-an-empty-file"])
def test_a_folder_without_documents_leaves_the_old_graph(
    documents: Path, tmp_path: Path, content: bytes | None
) -> None:
    build([documents], tmp_path / "out")
    old = texts(tmp_path / "out")
    (tmp_path / "nothing").mkdir()
    if content is not None:
        (tmp_path / "nothing" / "empty.txt").write_bytes(content)
    with pytest.raises(KgError) as told:
        build([tmp_path / "nothing"], tmp_path / "out")
    assert told.value.next_step
    assert texts(tmp_path / "out") == old


def test_the_outputs_are_no_documents(documents: Path, tmp_path: Path) -> None:
    out = documents / "out"
    build([documents], out)
    first = texts(out)
    (out / "graph.html").write_text("<p>双减</p>", encoding="utf-8")
    report = build([documents], out)
    assert report.aside == ()
    assert texts(out) == first


def test_a_document_that_breaks_a_shape_is_set_aside_alone(
    documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = building.linked_document

    def broken(source: Source) -> LinkedDocument:
        if source.name != "a.txt":
            return whole(source)
        return replace(linked(), about=("program/990001/春苗计划",))

    monkeypatch.setattr(building, "linked_document", broken)
    report = build([documents], tmp_path / "out")
    assert [file.name for file in report.files] == ["below/b.html"] == file_names(tmp_path / "out")
    (aside,) = report.aside
    assert (aside.name, aside.reason) == ("a.txt", Reason.SHAPE_BROKEN)
    assert "edu:about" in aside.detail
    assert report.exit_code == 1


def test_a_statement_that_breaks_a_shape_is_dropped_and_counted_and_the_document_is_built(
    documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(source: Source) -> LinkedDocument:
        return linked(implementation(slots=(("program", Ref("program/990001/春苗计划")),)), implementation())

    monkeypatch.setattr(building, "linked_document", broken)
    report = build([documents / "a.txt"], tmp_path / "out")
    assert report.exit_code == 0
    (file,) = report.files
    assert file.statements == {"Implementation": 1}
    assert file.dropped["shape-broken"]["count"] == 1


def test_a_quote_that_is_not_in_the_source_is_dropped_and_counted(
    documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def misquoted(source: Source) -> LinkedDocument:
        return building._sound(linked(implementation(quote="青禾一中实施了“春苗工程”"), implementation()))

    monkeypatch.setattr(building, "linked_document", misquoted)
    (file,) = build([documents / "a.txt"], tmp_path / "out").files
    assert file.statements == {"Implementation": 1}
    assert file.dropped["evidence-mismatch"]["count"] == 1


def test_a_defect_costs_the_document_that_shows_it_and_no_other(
    documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = building.linked_document

    def defective(source: Source) -> LinkedDocument:
        if source.name == "c.txt":
            raise KeyError(source.name)
        return whole(source)

    monkeypatch.setattr(building, "linked_document", defective)
    (documents / "c.txt").write_text(SECOND.replace("德化县", "永春县"), encoding="utf-8")
    report = build([documents], tmp_path / "out")
    (aside,) = report.aside
    assert (aside.name, aside.reason) == ("c.txt", Reason.DEFECT)
    assert "KeyError" in aside.detail
    assert "test_build.py:" in aside.detail
    assert report.exit_code == 1
    assert len(report.files) == 2


# --- kills, a full disk, two at once

# Builds, and is killed when one of our functions is called: (module, function, n-th call).
KILLED = """
import importlib, os, signal, sys
from dataclasses import replace
from pathlib import Path
from kg.build import build

module = importlib.import_module(sys.argv[3])
whole, calls = getattr(module, sys.argv[4]), 0

def kill(*arguments, **named):
    global calls
    calls += 1
    if calls == int(sys.argv[5]):
        os.kill(os.getpid(), signal.SIGKILL)
    return whole(*arguments, **named)

setattr(module, sys.argv[4], kill)
build([Path(sys.argv[2])], Path(sys.argv[1]))
"""
MOMENTS = {
    "before-the-first-document": ("kg.build", "linked_document", 1),
    "between-documents": ("kg.build", "linked_document", 2),
    "while-a-shard-is-kept": ("kg.shards", "_shard", 1),
    "before-the-graph": ("kg.store", "write", 1),
    "within-the-graph": ("kg.store", "_serialize", 2),
    "before-the-store": ("kg.store", "_load", 1),
    "before-the-report": ("kg.build", "to_json", 1),
    "before-the-renaming": ("kg.outputs", "_seal", 1),
    "within-the-renaming": ("kg.outputs", "_remove", 3),
}


@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS.keys())
def test_a_build_killed_at_any_moment_leaves_a_whole_graph(
    documents: Path, tmp_path: Path, moment: tuple[str, str, int]
) -> None:
    out = tmp_path / "out"
    build([documents / "a.txt"], out)
    old = texts(out)
    shutil.rmtree(out / shards.FOLDER)
    command = [sys.executable, "-c", KILLED, str(out), str(documents), *map(str, moment)]
    killed = subprocess.run(command, cwd=ROOT, timeout=120, check=False)
    assert killed.returncode == -signal.SIGKILL
    found = file_names(out)
    assert found in (["a.txt"], ["a.txt", "below/b.html"])
    assert (texts(out) == old) == (found == ["a.txt"])
    build([documents], out)
    build([documents], tmp_path / "fresh")
    assert texts(out) == texts(tmp_path / "fresh")
    hidden = sorted(path.name for path in out.iterdir() if path.name.startswith("."))
    assert hidden == [".lock", shards.FOLDER]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 3 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "kg", str(disk)]
    if os.geteuid() != 0 or not shutil.which("mount") or subprocess.run(mount, check=False).returncode:
        pytest.skip("not run: a small file system needs the right to mount")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize("left", [4_096, 60_000, 200_000], ids=["shard", "graph", "store"])
def test_a_full_disk_leaves_the_old_graph_whole(documents: Path, small_disk: Path, left: int) -> None:
    out = small_disk / "out"
    build([documents / "a.txt"], out)
    old = texts(out)
    free = shutil.disk_usage(small_disk).free
    (small_disk / "filler").write_bytes(b"0" * (free - left))
    with pytest.raises(KgError, match="the disk is full") as told:
        build([documents], out)
    assert told.value.place == str(out)
    assert texts(out) == old
    assert not (out / ".next").exists()
    assert list((out / shards.FOLDER).glob("*.tmp")) == []
    assert file_names(out) == ["a.txt"]
    (small_disk / "filler").unlink()
    build([documents], out)
    assert file_names(out) == ["a.txt", "below/b.html"]


def test_a_second_build_at_once_is_told_in_one_line(documents: Path, tmp_path: Path) -> None:
    second: list[subprocess.CompletedProcess[str]] = []
    build([documents], tmp_path / "out", progress=lambda *_: second.append(kg(tmp_path / "out", documents)))
    assert {each.returncode for each in second} == {1}
    assert all("another command is writing here" in each.stderr.splitlines()[-1] for each in second)
    assert file_names(tmp_path / "out") == ["a.txt", "below/b.html"]


def test_a_document_is_the_same_through_the_stages_and_the_build(documents: Path) -> None:
    source = Source(path=documents / "a.txt", name="a.txt", sha256=_sha256(documents / "a.txt"), size=0)
    assert building.linked_document(source).document == described(outline(read(source)))


def _sha256(path: Path) -> str:
    import hashlib

    return hashlib.sha256(path.read_bytes()).hexdigest()

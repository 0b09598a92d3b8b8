"""The evaluation says what the project's own scorer says, and judges evidence and wordings as its guide does."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import KgError, UsageError
from kg.evaluate import evaluate, report
from kg.store import TURTLE
from tests.conftest import DOCUMENTS, Kg

GOLD = Path(__file__).parent / "gold" / "practice"


def scored(shared: Path, *arguments: str | Path) -> str:
    command = [sys.executable, shared / "gold" / "score.py", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8", timeout=300).stdout


@pytest.mark.parametrize("form", [[], ["--json"]], ids=["table", "json"])
@pytest.mark.parametrize("evidence", [True, False], ids=["with-evidence", "without"])
def test_the_command_prints_what_the_scorer_prints(
    form: list[str], evidence: bool, practice: Path, shared: Path, kg: Kg
) -> None:
    raw = ["--raw", str(DOCUMENTS)] if evidence else []
    found = kg("evaluate", GOLD, *raw, *form, "-o", practice)
    assert found.returncode == 0, found.stderr
    assert found.stdout == scored(shared, practice / TURTLE, GOLD, *raw, *form)


def test_every_kind_that_is_asked_has_a_row(practice: Path) -> None:
    rows = evaluate(practice / TURTLE, GOLD).rows()
    assert {"about", "divisions", "schools", "programs", "program_status", "ENTITIES"} <= set(rows)
    assert all(0 <= row["f1"] <= 1 for row in rows.values())


def test_misses_and_excess_are_listed_by_document(practice: Path) -> None:
    said = report(practice / TURTLE, GOLD, raw=None, show=True, only="programs", as_json=False).splitlines()
    listed = [line for line in said if line[:2] in {"- ", "+ "}]
    assert listed
    assert all(" programs: " in line for line in listed)


def test_a_pair_that_differs_in_a_slot_is_listed_with_both_values(practice: Path, tmp_path: Path) -> None:
    annotation = json.loads(min(GOLD.glob("101*.json")).read_text(encoding="utf-8"))
    annotation["tasks"] = [{**task, "position": 99} for task in annotation["tasks"]]
    (tmp_path / "101.json").write_text(json.dumps(annotation), encoding="utf-8")
    said = report(practice / TURTLE, tmp_path, raw=None, show=True, only="tasks", as_json=False).splitlines()
    assert any(line.startswith("~ 101 tasks.position: found ") and "gold 99" in line for line in said)


def test_a_document_that_is_not_in_the_graph_counts_as_missed(practice: Path, tmp_path: Path) -> None:
    annotation = {"doc": "none.txt", "about": {"name": "静宁县"}, "programs": [{"name": "双减"}]}
    (tmp_path / "none.json").write_text(json.dumps(annotation), encoding="utf-8")
    found = evaluate(practice / TURTLE, tmp_path)
    assert found.kinds["programs"].missed == 1
    assert "! none.txt: not in the graph" in found.differences


GRAPH = """
@prefix edu: <https://w3id.org/countyedu/ontology#> . @prefix oa: <http://www.w3.org/ns/oa#> .
@prefix prov: <http://www.w3.org/ns/prov#> . @prefix d: <https://w3id.org/countyedu/id/document/> .
d:a a edu:SourceDocument ; edu:fileName "a.txt" .
d:s a edu:Statement, edu:Observation ; prov:wasDerivedFrom d:a ; edu:valueText "12" ; edu:evidence d:e .
d:e oa:exact "QUOTE" ; oa:start START ; oa:end END ; oa:hasSource d:a .
"""


@pytest.mark.parametrize(
    ("quote", "start", "end", "sound"),
    [
        ("新建学校12所", 2, 9, 1),
        ("新建学校12所", 2, 18, 1),
        ("新建学校12所", 0, 4, 0),
        ("新建学校所", 2, 9, 0),
        ("，", 9, 10, 0),
    ],
    ids=["exact", "with-markup", "another-place", "without-number", "empty"],
)
def test_evidence_is_sound_where_the_slice_is_the_quote_and_holds_the_number(
    quote: str, start: int, end: int, sound: int, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("全县新建学校12所，<b class=x>", encoding="utf-8")
    text = GRAPH.replace("QUOTE", quote).replace("START", str(start)).replace("END", str(end))
    (tmp_path / "a.ttl").write_text(text, encoding="utf-8")
    (tmp_path / "a.json").write_text('{"doc": "a.txt"}', encoding="utf-8")
    assert evaluate(tmp_path / "a.ttl", tmp_path, raw=tmp_path).evidence == (1, sound)


def test_a_statement_without_evidence_is_not_sound(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(GRAPH.partition("; edu:evidence")[0] + ".", encoding="utf-8")
    (tmp_path / "a.json").write_text('{"doc": "a.txt"}', encoding="utf-8")
    found = evaluate(tmp_path / "a.ttl", tmp_path, raw=tmp_path)
    assert found.evidence == (1, 0)
    assert "has no evidence" in found.differences[-1]


# What goes wrong


def test_a_graph_that_is_missing_or_broken_is_said(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="no graph"):
        evaluate(tmp_path / TURTLE, GOLD)
    (tmp_path / TURTLE).write_text("<a> <b>", encoding="utf-8")
    with pytest.raises(KgError, match="not RDF"):
        evaluate(tmp_path / TURTLE, GOLD)


@pytest.mark.parametrize("text", ["{", "[]", '{"about": {}}', "\xff"], ids=["json", "list", "no-doc", "bytes"])
def test_what_is_no_annotation_is_said_with_its_file(text: str, practice: Path, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(text.encode("latin-1"))
    with pytest.raises(KgError, match=r"a\.json: not an annotation"):
        evaluate(practice / TURTLE, tmp_path)


def test_a_folder_without_annotations_is_said(practice: Path, tmp_path: Path) -> None:
    with pytest.raises(KgError, match="no annotations"):
        evaluate(practice / TURTLE, tmp_path)


def test_an_original_that_is_missing_is_said(practice: Path, tmp_path: Path) -> None:
    with pytest.raises(KgError, match="--raw"):
        evaluate(practice / TURTLE, GOLD, raw=tmp_path)


def test_an_unknown_kind_is_refused(practice: Path) -> None:
    with pytest.raises(UsageError, match="give one of about"):
        evaluate(practice / TURTLE, GOLD, only="progams")


def test_the_committed_gold_is_the_shared_one(shared: Path) -> None:
    for path in sorted(GOLD.glob("*.json")):
        assert path.read_bytes() == (shared / "gold" / "practice" / path.name).read_bytes()

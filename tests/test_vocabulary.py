"""The vocabulary in force: compiled once, the same from any cache, and widened without code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import vocabulary
from kg.errors import KgError
from kg.namespaces import DATA_NS
from kg.vocabulary import Vocabulary
from tests.conftest import Kg

ROOT = Path(__file__).parents[1]
KG = Path(sys.executable).with_name("kg")
EXTRA = """@prefix edu: <https://w3id.org/countyedu/ontology#> .
@prefix program: <https://w3id.org/countyedu/id/program/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .

program:lighthouse-reading a edu:Program ;
    skos:prefLabel "灯塔夜读"@zh ;
    skos:altLabel "灯塔夜读制"@zh ;
    skos:hiddenLabel "灯塔夜读班"@zh ;
    edu:quotedLabel "灯塔"@zh ;
    rdfs:label "Lighthouse reading"@en ;
    skos:broader program:lighthouse .

program:lighthouse a edu:Program ;
    skos:prefLabel "灯塔书香"@zh .
"""


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty cache folder, and no vocabulary loaded yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    vocabulary.load.cache_clear()
    yield tmp_path / "cache" / "kg"
    monkeypatch.undo()
    vocabulary.load.cache_clear()


@pytest.fixture
def extra(tmp_path: Path) -> Path:
    path = tmp_path / "extra.ttl"
    path.write_text(EXTRA, encoding="utf-8")
    return path


def again() -> Vocabulary:
    vocabulary.load.cache_clear()
    return vocabulary.load()


def content(known: Vocabulary) -> tuple[object, ...]:
    return known.hash, dict(known.concepts), dict(known.divisions), dict(known.lines)


# --- the cache


def test_a_warm_cache_gives_what_a_cold_one_gave(fresh: Path) -> None:
    cold = content(vocabulary.load())
    (kept,) = fresh.iterdir()
    assert kept.name == f"vocabulary-{cold[0]}.json"
    assert content(again()) == cold


@pytest.mark.parametrize("left", [0, 1_000, -1], ids=["empty", "cut-short", "last-byte-gone"])
def test_a_truncated_cache_is_made_anew(fresh: Path, left: int) -> None:
    cold = content(vocabulary.load())
    (kept,) = fresh.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(whole[:left])
    assert content(again()) == cold
    assert kept.read_bytes() == whole


def test_a_cache_that_holds_something_else_is_made_anew(fresh: Path) -> None:
    cold = content(vocabulary.load())
    (kept,) = fresh.iterdir()
    kept.write_text(json.dumps(["not", "a", "vocabulary"]))
    assert content(again()) == cold


def test_a_cache_that_cannot_be_written_costs_time_alone(fresh: Path) -> None:
    fresh.parent.mkdir()
    fresh.write_text("a file where the folder would be")
    cold = content(vocabulary.load())
    fresh.unlink()
    assert content(again()) == cold


# --- more concepts without code


def test_concepts_of_a_file_are_matched_in_all_their_forms(
    fresh: Path, extra: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = vocabulary.load()
    monkeypatch.setenv("KG_VOCABULARY", str(extra))
    known = again()
    iri = f"{DATA_NS}program/lighthouse-reading"
    assert iri not in shipped.concepts
    assert known.hash != shipped.hash
    assert known.concepts.keys() - shipped.concepts.keys() == {iri, f"{DATA_NS}program/lighthouse"}
    for text in ("推行灯塔夜读制", "推行灯塔夜读班", "推行“灯塔”活动"):
        assert [term.iri for hit in known.lexicon.find(text) for term in hit.terms if "灯塔" in term.form] == [iri]
    assert known.lexicon.find("海上的灯塔") == []


def test_a_described_concept_brings_what_is_above_it_and_no_form_for_matching(
    fresh: Path, extra: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_VOCABULARY", str(extra))
    lines = again().describe(["program/lighthouse-reading", "program/unknown"])
    told = "\n".join(lines)
    assert lines == sorted(lines)
    assert '"灯塔书香"@zh' in told
    assert '"Lighthouse reading"@en' in told
    assert "灯塔夜读班" not in told
    assert "quotedLabel" not in told


def test_a_file_that_is_no_turtle_is_named_with_its_line(
    fresh: Path, extra: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    extra.write_text(EXTRA.replace('"灯塔书香"@zh .', '"灯塔书香@zh .'), encoding="utf-8")
    monkeypatch.setenv("KG_VOCABULARY", str(extra))
    with pytest.raises(KgError, match="not Turtle") as told:
        again()
    name, _, line = told.value.place.rpartition(":")
    assert name == str(extra)
    assert int(line) >= 15
    assert told.value.next_step == "mend the file"


def test_a_file_that_is_not_there_is_named(fresh: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_VOCABULARY", str(tmp_path / "none.ttl"))
    with pytest.raises(KgError, match="cannot be read") as told:
        again()
    assert told.value.place == str(tmp_path / "none.ttl")


def kg(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "KG_VOCABULARY"}
    return subprocess.run(
        [KG, *map(str, arguments)], cwd=cwd, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


def test_one_more_concept_goes_from_a_file_to_an_answer_without_code(extra: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("乐陵市教育局2023年工作总结\n\n市教育局全面推行灯塔夜读制。\n", encoding="utf-8")
    built = kg("--vocabulary", extra, "build", "a.txt", "-o", "out", cwd=tmp_path)
    assert built.returncode == 0, built.stderr
    question = """SELECT ?label ?by { ?s a edu:Implementation ; edu:program ?p ; edu:holder/skos:prefLabel ?by .
                  ?p skos:prefLabel ?label ; skos:altLabel "灯塔夜读制"@zh .
                  ?p skos:broader/skos:prefLabel "灯塔书香"@zh }"""
    asked = kg("query", "-e", question, "--format", "csv", "-o", "out", cwd=tmp_path)
    assert asked.returncode == 0, asked.stderr
    assert asked.stdout.splitlines()[1:] == ["灯塔夜读,乐陵市教育局"]


def test_a_broken_file_ends_the_command_with_one_line(extra: Path, tmp_path: Path) -> None:
    extra.write_text("program:x a edu:Program .", encoding="utf-8")
    (tmp_path / "a.txt").write_text("县教育局落实双减。", encoding="utf-8")
    told = kg("--vocabulary", extra, "build", "a.txt", "-o", "out", cwd=tmp_path)
    assert told.returncode == 1
    (line,) = told.stderr.splitlines()
    assert line.startswith(f"kg: {extra}:1: not Turtle")


# --- what it holds


def test_a_division_is_within_all_that_is_above_it_up_to_the_nation() -> None:
    known = vocabulary.load()
    for code, division in known.divisions.items():
        above = known.within(code)
        assert len(set(above)) == len(above) <= 5
        if division.kind in {"Prefecture", "County"}:
            assert above[-1] == vocabulary.NATION, code


def test_every_form_of_a_division_leads_to_its_code() -> None:
    known = vocabulary.load()
    for code, division in known.divisions.items():
        for form in {division.name, division.stem, *division.aliases} - {""}:
            assert code in known.divisions_by_name[form]


def test_townships_come_on_request_alone() -> None:
    plain, wide = vocabulary.load(), vocabulary.load(townships=True)
    assert not any(division.kind == "Township" for division in plain.divisions.values())
    assert sum(division.kind == "Township" for division in wide.divisions.values()) > 30_000
    assert plain.hash != wide.hash


def test_what_is_below_government_at_large_is_beyond_education() -> None:
    known = vocabulary.load()
    below = [iri for iri, concept in known.concepts.items() if known.beyond_education & {*concept.broader}]
    assert vocabulary.BEYOND_EDUCATION in known.beyond_education
    assert set(below) <= known.beyond_education
    assert f"{DATA_NS}program/double-reduction" not in known.beyond_education


def test_every_unit_has_a_value_of_the_closed_list() -> None:
    units = vocabulary.load().units
    assert {"人", "%", "所", "元"} <= set(units.values())
    assert units["名"] == "人"


def test_a_build_with_townships_gives_them_their_codes(tmp_path: Path, kg: Kg) -> None:
    (tmp_path / "a.txt").write_text(
        "静宁县教育局2022年工作总结\n在城川镇、八里镇开展教育教学调研。\n", encoding="utf-8"
    )
    told = []
    for options in ((), ("--townships",)):
        assert kg(*options, "build", "a.txt", "-q", cwd=tmp_path).returncode == 0
        told.append((tmp_path / "out" / "graph.ttl").read_text(encoding="utf-8"))
    assert ["620826108" in graph for graph in told] == [False, True]

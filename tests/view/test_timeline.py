"""Targets in the order of their due days: which report answers which, what is said of it, and the page's data."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kg import query
from kg.model import LinkedDocument
from kg.rows import rows
from kg.view.figures import Figure, amount, figure, state
from kg.view.place_data import due
from kg.view.revisions import revisions
from kg.view.stored import Stored
from kg.view.timeline_page import goals, timeline_data, timeline_page
from tests.samples import BUREAU, COUNTY, SCHOOL
from tests.view.pages import HOSTILE, everything, graph_folder
from tests.view.promises import NARROW, OTHER, RATE, Said, document, empty_folder, two_counties


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Stored:
    return Stored(graph_folder(tmp_path_factory.mktemp("two") / "out", list(two_counties())))


def read(stored: Stored) -> dict[str, Any]:
    script = timeline_data(stored).decode()
    assert script.startswith("kgTimeline(")
    return dict(json.loads(script.removeprefix("kgTimeline(").removesuffix(");\n")))


def number(value: str, comparator: str = "=", unit: str = "%", measure: str = "level") -> Figure:
    low, _, high = value.partition("-")
    ends = Decimal(low), Decimal(high or low)
    return Figure(
        low=ends[0], high=ends[1], comparator=comparator, unit=unit, measure=measure, printed=f"{value}{unit}"
    )


@pytest.mark.parametrize(
    ("target", "report", "said"),
    [
        (number("98", ">="), number("98"), "met"),
        (number("98", ">="), number("97.9"), "missed"),
        (number("98", ">="), number("98", ">"), "met"),
        (number("98", ">="), number("97", ">"), "reported"),
        (number("98", ">="), number("98", "~"), "reported"),
        (number("98", ">="), number("97", "<"), "missed"),
        (number("98", ">"), number("98"), "reported"),
        (number("98", ">"), number("98", ">"), "met"),
        (number("3", "<="), number("3"), "met"),
        (number("3", "<="), number("3.1"), "missed"),
        (number("3", "<"), number("3"), "reported"),
        (number("96"), number("96"), "met"),
        (number("96"), number("96.1"), "above"),
        (number("96"), number("95"), "below"),
        (number("96"), number("95-97", "range"), "reported"),
        (number("100"), number("99"), "missed"),
        (number("0", unit="起"), number("2", unit="起"), "missed"),
        (number("0", unit="起"), number("0", unit="起"), "met"),
        (number("3-5", "range", "个"), number("4", unit="个"), "met"),
        (number("3-5", "range", "个"), number("6", unit="个"), "above"),
        (number("120", "~", "人"), number("121", unit="人"), "above"),
        (number("120", "~", "人"), number("120", unit="人"), "met"),
        (number("2", ">=", "百分点", "change"), number("3", unit="百分点", measure="change"), "reported"),
        (number("3", "<=", "名次"), number("2", unit="名次"), "reported"),
    ],
)
def test_a_judgement_stands_only_where_comparator_and_unit_allow_it(target: Figure, report: Figure, said: str) -> None:
    assert state(target, [report]) == said


def test_reports_that_disagree_are_not_judged_and_none_is_said_to_be_open() -> None:
    assert state(number("98", ">="), [number("97"), number("99")]) == "reported"
    assert state(number("98", ">="), []) == "open"


def test_numbers_are_written_as_people_write_them() -> None:
    assert [amount(Decimal(each)) for each in ("32000000", "9800000", "12685", "98.40", "120000000", "1000001")] == [
        *("3200万", "980万", "12,685", "98.4", "1.2亿", "100.0001万"),
    ]
    assert number("3-5", "range", "个").shown() == ("3–5个", "3–5 个")
    assert number("98.80", ">=").shown() == ("≥ 98.8%", "≥ 98.8%")


def test_targets_stand_in_the_order_of_their_due_days(stored: Stored) -> None:
    data = read(stored)
    days = [target[4] for target in data["targets"]]
    assert days == sorted(days)
    assert [data["places"][target[0]][1] for target in data["targets"]].count(OTHER.label) == 1


def test_a_target_without_a_day_stands_last_and_is_open(tmp_path: Path) -> None:
    made = [
        document("计划", [(True, Said(value="98")), (True, Said(value="97", due="2030-12-31"))]),
        document("总结", [(False, Said(value="98", year=2022))]),
    ]
    data = read(Stored(graph_folder(tmp_path / "out", made)))
    assert [target[4] for target in data["targets"]] == ["2030-12-31", ""]
    assert data["targets"][1][8] == []


def test_what_a_school_reports_does_not_answer_its_county_and_what_its_bureau_reports_does(tmp_path: Path) -> None:
    plan = document("计划", [(True, Said(value="98", due="2022-12-31"))])
    school = document("校报", [(False, Said(value="99", year=2022, holder=SCHOOL))])
    assert Stored(graph_folder(tmp_path / "school", [plan, school])).answers == {}
    bureau = document("局报", [(False, Said(value="99", year=2022, holder=BUREAU))])
    assert len(Stored(graph_folder(tmp_path / "bureau", [plan, bureau])).answers) == 1


def test_a_copy_neither_promises_nor_answers(tmp_path: Path) -> None:
    plan = document("计划", [(True, Said(value="98", due="2022-12-31")), (False, Said(value="99", year=2023))])
    copy = document("计划的副本", [(True, Said(value="98", due="2022-12-31")), (False, Said(value="99", year=2023))])
    stored = Stored(graph_folder(tmp_path / "out", [plan], copy=copy))
    assert len(goals(stored)) == 1
    assert stored.answers == {}


@pytest.mark.parametrize("source", ["two", "practice"])
def test_the_answers_are_those_of_the_saved_query(stored: Stored, practice: Path, source: str) -> None:
    asked = Stored(practice) if source == "practice" else stored
    saved = query.saved_query("promised-and-reported")
    answered = rows(query.ask(asked.graph, query.bind(saved, {}, asked.graph)))
    expected = Counter(
        (row["promise"], row["planFile"], str(row["reportedFor"]), row["report"], row["reportFile"])
        for row in answered
        if row["report"] is not None
    )
    found = set()
    for target, reports in asked.answers.items():
        promise = asked.told(target)
        for report in map(asked.told, reports):
            files = asked.sources[promise.document].name, asked.sources[report.document].name
            found.add((promise.text, files[0], report.one("periodEnd"), report.text, files[1]))
    assert found == set(expected)
    assert found


def test_the_data_name_the_sentences_of_both_sides(stored: Stored) -> None:
    data = read(stored)
    target = next(target for target in data["targets"] if target[8])
    ends = [(target[6], target[7]), *((answer[2], answer[3]) for answer in target[8])]
    for document_number, anchor in ends:
        local = f"document/{Path(data['documents'][document_number][0]).stem}/{anchor}"
        assert stored.kinds[local] in {"Goal", "Observation"}


def test_the_same_graph_gives_the_same_bytes_whatever_the_hash_seed(stored: Stored) -> None:
    script = (
        "import sys, hashlib; from pathlib import Path; from kg.view.stored import Stored\n"
        "from kg.view.timeline_page import *; from kg.view.place_data import *\n"
        "s = Stored(Path(sys.argv[1])); told = [timeline_page(s), timeline_data(s)]\n"
        "told += [place_data(s, place) for place in s.places.statements]\n"
        "print(hashlib.sha256(b''.join(told)).hexdigest())"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", script, str(stored.out)],
            check=True,
            capture_output=True,
            text=True,
            env={"PYTHONHASHSEED": seed, "PATH": ""},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1


def test_an_empty_graph_has_a_timeline(tmp_path: Path) -> None:
    stored = Stored(empty_folder(tmp_path / "out"))
    assert b'id="timeline"' in timeline_page(stored)
    assert read(stored)["targets"] == []


@pytest.mark.parametrize("name", HOSTILE)
def test_no_word_of_others_ends_the_script(tmp_path: Path, name: str) -> None:
    script = timeline_data(Stored(graph_folder(tmp_path / "out", everything(), HOSTILE[name]))).decode()
    assert "<" not in script
    assert "\u2028" not in script
    json.loads(script.removeprefix("kgTimeline(").removesuffix(");\n"))


def test_labels_of_the_lists_are_those_of_the_graph(stored: Stored) -> None:
    data = read(stored)
    assert {label for _, label, _ in data["places"]} == {COUNTY.label, OTHER.label}
    assert [name[0] for name, _ in data["indicators"]] == [RATE.label]


def later(stored: Stored) -> dict[str, list[str]]:
    """The numbers of the later targets of each target that has some, by its sentence."""
    told = goals(stored)
    texts = {each.local: each for each in told}
    return {
        texts[target].text: [f"{texts[other].one('valueText')} {due(texts[other])}" for other in others]
        for target, others in revisions(stored, told).items()
    }


def aimed(name: str, year: int, *said: Said) -> LinkedDocument:
    """A plan of a year."""
    return replace(document(name, [(True, each) for each in said]), report_years=(year,))


def test_a_target_that_a_later_plan_sets_anew_is_followed_by_it(tmp_path: Path) -> None:
    made = [
        aimed("一", 2021, Said(value="98", due="2021-12-31"), Said(value="50", unit="所", due="2025-12-31")),
        aimed("二", 2022, Said(value="99", due="2022-12-31"), Said(value="50", unit="所", due="2025-12-31")),
        aimed("三", 2023, Said(value="99", due="2023-12-31"), Said(value="40", unit="所", due="2025-12-31")),
    ]
    found = later(Stored(graph_folder(tmp_path / "out", made)))
    assert found == {
        "一第0条：巩固率为98%。": ["99 2022-12-31"],
        "二第0条：巩固率为99%。": ["99 2023-12-31"],  # another day alone
        "一第1条：巩固率为50所。": ["40 2025-12-31"],  # the second plan says the same
        "二第1条：巩固率为50所。": ["40 2025-12-31"],
    }


def test_another_place_school_unit_or_the_same_year_sets_nothing_anew(tmp_path: Path) -> None:
    first = aimed("甲", 2021, Said(value="98", due="2021-12-31"), Said(value="97", due="2021-06-30"))
    others = [
        Said(value="90", due="2022-12-31", area=OTHER),
        Said(value="91", due="2022-12-31", holder=SCHOOL),
        Said(value="92", due="2022-12-31", unit="所"),
        Said(value="93", due="2022-12-31", measure="change"),
        Said(value="94", due="2022-12-31", indicator=NARROW),
    ]
    made = [first, aimed("乙", 2022, *others), aimed("丙", 2021, Said(value="96", due="2022-12-31"))]
    assert later(Stored(graph_folder(tmp_path / "out", made))) == {}


def test_the_first_targets_set_anew_are_those_of_the_saved_query(practice: Path) -> None:
    stored = Stored(practice)
    saved = query.saved_query("targets-changed")
    asked = [
        {name: str(value) for name, value in row.items()}
        for row in rows(query.ask(stored.graph, query.bind(saved, {}, stored.graph)))
    ]
    first: dict[tuple[str, str], str] = {}
    for row in asked:
        old = row["oldWords"], row["oldFile"]
        first[old] = min(first.get(old, "9"), row["newYear"])
    expected = {
        (row["oldWords"], row["newWords"]) for row in asked if row["newYear"] == first[row["oldWords"], row["oldFile"]]
    }
    told = goals(stored)
    texts = {each.local: each for each in told}
    found = {
        (texts[target].text, texts[other].text)
        for target, others in revisions(stored, told).items()
        for other in others
        if figure(texts[target]).low != figure(texts[other]).low
    }
    assert found == expected
    assert found


def test_the_data_lead_from_a_target_to_those_set_anew(practice: Path) -> None:
    data = read(Stored(practice))
    pairs = [(target, data["targets"][other]) for target in data["targets"] for other in target[9]]
    assert pairs
    for target, other in pairs:
        assert target[:2] == other[:2]
        assert (target[3], target[4]) != (other[3], other[4])
        assert target[6] != other[6]

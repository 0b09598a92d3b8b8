"""A question without rows tells which parameter empties the answer and what comes near."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import query, store
from kg.empty import why_empty
from tests.conftest import Kg


@pytest.fixture(scope="module")
def graph(practice: Path) -> ox.Store:
    return store.open_store(practice)


def why(graph: ox.Store, name: str, **given: str) -> list[str]:
    return why_empty(query.saved_query(name), given, graph)


def test_the_one_parameter_that_matches_nothing_is_named_and_the_other_is_not(graph: ox.Store) -> None:
    told = why(graph, "tasks", year="2035", jurisdiction="静宁县")
    assert len(told) == 1
    assert told[0].startswith("year=2035 matches nothing; without it there are ")
    assert "near: 2023" in told[0]


def test_what_comes_near_has_rows_itself(graph: ox.Store) -> None:
    (told,) = why(graph, "tasks", year="2035")
    for year in told.partition("near: ")[2].split(", "):
        text = query.bind(query.saved_query("tasks"), {"year": year}, graph)
        assert next(iter(query.ask(graph, text)))  # type: ignore[arg-type]


def test_a_place_is_compared_by_its_name_with_places_that_have_rows(graph: ox.Store) -> None:
    (told,) = why(graph, "programs-unique", jurisdiction="天津市")
    assert "jurisdiction=天津市 matches nothing" in told
    assert "县" in told.partition("near: ")[2]


def test_a_choice_names_the_choices_that_have_rows(graph: ox.Store) -> None:
    (told,) = why(graph, "changes", kind="convert", jurisdiction="静宁县")
    assert set(told.partition("near: ")[2].split(", ")) <= {"open", "close", "move", "merge", "rename"}


def test_dates_and_numbers_come_near_by_distance(graph: ox.Store) -> None:
    assert why(graph, "figures", **{"from": "2035-01-01"})[0].partition("near: ")[2].startswith("202")
    assert "near: " in why(graph, "programs-shared", least="9999")[0]


def test_a_thing_that_must_be_given_is_told_too(graph: ox.Store) -> None:
    told = why(graph, "evidence", entity="张玉梅", status="Planned")
    assert [each.partition(" ")[0] for each in told] == ["entity=张玉梅", "status=Planned"]
    assert told[1].endswith("near: Reported")


def test_parameters_that_only_together_match_nothing_are_told_together(graph: ox.Store) -> None:
    told = why(graph, "meetings", jurisdiction="静宁县", **{"from": "2035-01-01"})
    assert len(told) == 1
    assert " together; without them there are " in told[0]


def test_a_question_that_the_graph_cannot_answer_at_all_says_so() -> None:
    assert why(ox.Store(), "awards") == ["the graph holds nothing that this question asks for"]


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "xml", "markdown"])
def test_the_command_says_it_on_standard_error_in_every_format(form: str, practice: Path, kg: Kg) -> None:
    done = kg("query", "tasks", "-p", "year=2035", "--format", form, "-o", practice)
    assert done.returncode == 0
    first, second = done.stderr.splitlines()
    assert first == "no rows"
    assert second.startswith("year=2035 matches nothing; without it there are ")


def test_the_command_is_silent_where_there_are_rows(practice: Path, kg: Kg) -> None:
    assert kg("query", "tasks", "--format", "csv", "-o", practice).stderr == ""

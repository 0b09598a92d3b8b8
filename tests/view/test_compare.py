"""Places side by side: what belongs to a place, its data, and the page that shows them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.view.compare_page import compare_page, ranked
from kg.view.county_summary import county_summary
from kg.view.place_data import data_address, place_data
from kg.view.places import token
from kg.view.site import Site
from kg.view.stored import Stored
from tests.samples import COUNTY, SCHOOL, linked
from tests.view.pages import HOSTILE, everything, graph_folder
from tests.view.promises import OTHER, RATE, empty_folder, many_counties, two_counties


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Stored:
    return Stored(graph_folder(tmp_path_factory.mktemp("two") / "out", list(two_counties())))


def read(stored: Stored, place: str) -> dict[str, Any]:
    """The data of a place, out of the call that hands them over."""
    script = place_data(stored, place).decode()
    before, _, given = script.removesuffix(");\n").partition(",")
    assert before == f'kgPlace("{token(place)}"'
    return dict(json.loads(given))


def rows(data: dict[str, Any], section: str) -> dict[str, list[Any]]:
    return {name[0]: entries for _, name, _, entries in data[section]}


def test_a_county_has_what_its_schools_townships_and_bureau_say(stored: Stored) -> None:
    data = read(stored, COUNTY.local)
    said = data["said"]
    assert [number[0] for _, number, *_ in rows(data, "targets")[RATE.label]] == ["50所", "≥ 98%", "≥ 99%"]
    assert sorted(number[0] for _, number, _ in rows(data, "figures")[RATE.label]) == ["12人", "97%", "98.4%"]
    holders = {said[entry[0]][5] for entry in rows(data, "targets")[RATE.label]}
    assert holders == {"", SCHOOL.label}  # the bureau speaks for its county, a school for itself
    assert set(stored.places.statements) == {COUNTY.local, OTHER.local}


def test_a_target_carries_what_another_document_reported_later(stored: Stored) -> None:
    second, first, third = rows(read(stored, COUNTY.local), "targets")[RATE.label]
    assert [first[3], second[3], third[3]] == ["met", "open", "open"]
    assert [answer[1][0] for answer in first[4]] == ["98.4%"]
    (missed,) = rows(read(stored, OTHER.local), "targets")[RATE.label]
    assert missed[3] == "missed"


def test_every_number_leads_to_its_sentence_in_a_document(stored: Stored) -> None:
    for place in stored.places.statements:
        data = read(stored, place)
        for document, anchor, _, quote, _, _ in data["said"]:
            address, _ = data["documents"][document]
            local = f"document/{Path(address).stem}/{anchor}"
            assert stored.told(local).quotes == (quote,)


def test_programs_tell_who_reports_and_who_plans(tmp_path: Path) -> None:
    stored = Stored(graph_folder(tmp_path / "out"))
    reports = {place: rows(read(stored, place), "programs") for place in stored.places.statements}
    assert {status for status, _ in reports[COUNTY.local]["春苗计划"]} == {0}
    assert {status for status, _ in reports["division/990002"]["春苗计划"]} == {1}


def test_the_page_lists_places_and_loads_nothing_of_theirs(stored: Stored) -> None:
    shown = compare_page(stored).decode()
    assert COUNTY.label in shown
    assert "98.4" not in shown
    assert f'href="compare.html#{token(COUNTY.local)}+{token(OTHER.local)}"' in shown


def test_a_prefecture_has_its_own_statements_alone(tmp_path: Path) -> None:
    from dataclasses import replace

    from kg.model import Entity, Ref
    from tests.view.promises import Said, document

    above = Entity(local="division/990000", kind="Prefecture", label="东江市")
    below = replace(COUNTY, properties=(("parent", Ref(above.local)), ("within", Ref(above.local))))
    made = [
        document("东江市总结", [(False, Said(value="96", year=2022, area=above))], about=above),
        document("青禾县总结", [(False, Said(value="97", year=2022, area=below))], about=below, others=(above,)),
    ]
    stored = Stored(graph_folder(tmp_path / "out", made))
    assert [len(stored.places.statements[place]) for place in (above.local, below.local)] == [1, 1]


def test_three_hundred_counties_make_a_light_page(tmp_path: Path) -> None:
    stored = Stored(graph_folder(tmp_path / "out", list(many_counties(300))))
    assert len(ranked(stored)) == 300
    assert len(compare_page(stored)) < 60_000
    assert max(len(place_data(stored, place)) for place in ranked(stored)) < 10_000


def test_an_empty_graph_has_a_page_and_no_places(tmp_path: Path) -> None:
    stored = Stored(empty_folder(tmp_path / "out"))
    assert ranked(stored) == []
    assert b'id="places">[]<' in compare_page(stored)


def test_one_county_has_no_example(tmp_path: Path) -> None:
    stored = Stored(graph_folder(tmp_path / "out", list(two_counties())[:2]))
    assert ranked(stored) == [COUNTY.local]
    assert b'href="compare.html#' not in compare_page(stored)


def test_the_site_has_the_page_and_the_data_of_every_place(stored: Stored) -> None:
    site = Site(stored.out)
    addresses = set(site.addresses())
    assert {"compare.html", "timeline.html", "assets/timeline-data.js"} <= addresses
    assert {data_address(place) for place in stored.places.statements} <= addresses
    assert site.page(data_address(COUNTY.local)) == place_data(stored, COUNTY.local)


@pytest.mark.parametrize("name", HOSTILE)
def test_no_word_of_others_ends_a_script_or_an_element(tmp_path: Path, name: str) -> None:
    stored = Stored(graph_folder(tmp_path / "out", everything(), HOSTILE[name]))
    shown = b"".join((compare_page(stored), *(place_data(stored, place) for place in ranked(stored)))).decode()
    summary = "".join(county_summary(stored, place, "division/990001.html") for place in ranked(stored))
    for written in (shown, summary):
        assert "<script>document" not in written
        assert "<img" not in written


def test_a_countys_page_says_what_it_promised_and_what_was_reported(stored: Stored) -> None:
    shown = county_summary(stored, COUNTY.local, "division/990001.html")
    assert 'href="../compare.html#990001"' in shown
    assert 'href="../timeline.html#place=990001"' in shown
    assert shown.index("state met") < shown.index("state open")
    assert "98.4%" in shown
    assert county_summary(stored, RATE.local, "indicator/retention.html") == ""


def test_a_place_without_targets_has_no_heading_for_them(tmp_path: Path) -> None:
    stored = Stored(graph_folder(tmp_path / "out", [linked()]))
    assert stored.places.statements
    shown = county_summary(stored, COUNTY.local, "division/990001.html")
    assert "<h2" not in shown
    assert 'href="../compare.html#990001"' in shown

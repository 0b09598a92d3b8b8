"""The small picture of a thing: its neighbours in places of their own, each a link, others counted."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from time import process_time
from urllib.parse import unquote

import lxml.html
import pytest

from kg.model import Entity, Ref, Status
from kg.view.addresses import address, of_graph
from kg.view.ego import MOST, has_graph, neighbourhood, neighbours
from kg.view.stored import Stored
from tests.samples import BUREAU, COUNTY, PERSON, PROGRAM, SCHOOL, fact, implementation, linked
from tests.view.pages import HOSTILE, everything, graph_folder
from tests.view.test_graph_pages import counties

AT = "program/x.html"
OURS = {"div", "p", "figure", "details", "summary", "span", "b", "svg", "path", "a", "title", "rect", "text", "g"}


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Stored:
    return Stored(graph_folder(tmp_path_factory.mktemp("small") / "out", everything()))


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Stored:
    return Stored(graph_folder(tmp_path_factory.mktemp("busy") / "out", list(counties(60))))


def pictures(stored: Stored, local: str) -> list[lxml.html.HtmlElement]:
    return list(lxml.html.fromstring(neighbourhood(stored, local, AT)).iter("svg"))


def rectangles(picture: lxml.html.HtmlElement) -> list[tuple[int, int, int, int]]:
    return [
        tuple(int(each.get(name)) for name in ("x", "y", "width", "height"))  # type: ignore[misc]
        for each in picture.xpath(".//rect")
    ]


def test_every_neighbour_is_a_link_to_its_page_in_both_pictures(stored: Stored) -> None:
    expected = {f"../{address(local)}" for local in (COUNTY.local, SCHOOL.local, "division/990002")}
    for picture in pictures(stored, PROGRAM.local):
        assert set(picture.xpath(".//a/@href")) == expected
        assert picture.xpath("./@aria-label") == ["春苗计划与相连的各项"]
        assert all(title.text for title in picture.xpath(".//a/title"))


def test_neighbours_are_what_the_statements_name(stored: Stored) -> None:
    for local in stored.things():
        named = {name for statement in stored.statements(local) for name in stored.told(statement).names} - {local}
        found = {each.local for each in neighbours(stored, local)}
        assert {name for name in named if stored.has_page(name)} <= found


def test_a_line_tells_what_is_reported_from_what_is_planned(stored: Stored) -> None:
    wide, _ = pictures(stored, PROGRAM.local)
    classes = {each.get("href").rpartition("/")[2]: each.get("class") for each in wide.xpath(".//a")}
    assert "Planned" in classes["990002.html"]
    assert "Reported" in classes["990001.html"]
    assert {"Planned", "Reported"} <= set(wide.xpath(".//path/@class"))


def test_what_is_reported_and_planned_is_neither_alone(tmp_path: Path) -> None:
    planned = implementation(status=Status.PLANNED)
    stored = Stored(graph_folder(tmp_path / "out", [linked(implementation(), planned)]))
    assert {each.status for each in neighbours(stored, PROGRAM.local)} == {"both"}


def test_a_programs_schools_stand_with_their_counties_and_others_by_class(stored: Stored, busy: Stored) -> None:
    wide, _ = pictures(busy, PROGRAM.local)
    assert wide.xpath(".//text[contains(@class, 'caption zh')]") == []
    assert len(wide.xpath(".//a[contains(@class, 'head')]")) == MOST
    wide, _ = pictures(stored, BUREAU.local)
    assert [each.text for each in wide.xpath(".//text[contains(@class, 'caption zh')]")] == ["人物", "地区"]
    assert [each.get("href") for each in wide.xpath(".//a")] == [
        f"../{address(local)}" for local in (PERSON.local, COUNTY.local)
    ]


def test_no_two_names_overlap_and_all_are_inside(stored: Stored, busy: Stored) -> None:
    shown = [(stored, local) for local in stored.things() if neighbours(stored, local)]
    shown += [(busy, local) for local in (PROGRAM.local, *busy.things()[::20])]
    for one, local in shown:
        for picture in pictures(one, local):
            left, top, width, height = map(int, picture.get("viewbox").split())
            boxes = rectangles(picture)
            assert all(
                left <= x and top <= y and x + w <= left + width and y + h <= top + height for x, y, w, h in boxes
            )
            for (x, y, w, h), (u, v, s, t) in combinations(boxes, 2):
                assert x + w <= u or u + s <= x or y + h <= v or v + t <= y


def test_what_is_left_out_is_counted_and_leads_to_the_graph(busy: Stored) -> None:
    figure = lxml.html.fromstring(neighbourhood(busy, PROGRAM.local, AT))
    for picture in figure.xpath("//svg"):
        assert len(picture.xpath(".//a")) == MOST
    caption = figure.xpath("//figcaption/a")[0]
    assert caption.get("href") == f"../{of_graph(PROGRAM.local)}"
    assert "120" not in caption.text_content()
    assert str(120 - MOST) in caption.text_content()


def test_a_thing_that_stands_alone_has_no_picture(tmp_path: Path) -> None:
    task = fact("Task", "青禾县教育局工作总结", ("holder", Ref(COUNTY.local)), ("area", Ref(COUNTY.local)))
    stored = Stored(graph_folder(tmp_path / "out", [linked(replace(task, status=Status.PLANNED))]))
    assert stored.statements(COUNTY.local)
    assert neighbourhood(stored, COUNTY.local, AT) == ""


@pytest.mark.parametrize("name", HOSTILE)
def test_other_peoples_words_are_text_and_short(tmp_path: Path, name: str) -> None:
    stored = Stored(graph_folder(tmp_path / "out", everything(), HOSTILE[name]))
    for local in stored.things():
        written = neighbourhood(stored, local, AT)
        if not written:
            continue
        figure = lxml.html.fromstring(written)
        assert {each.tag for each in figure.iter()} <= OURS
        assert [key for each in figure.iter() for key in dict(each.attrib) if key.startswith("on")] == []
        assert all(len(label) <= 30 for label in figure.xpath("//text/text()"))
        assert len(written) < 40_000


def test_it_has_no_style_of_its_own_and_no_identifiers(busy: Stored) -> None:
    written = neighbourhood(busy, PROGRAM.local, AT)
    assert re.search(r"\s(style|id|on[a-z]+)=", written) is None


def test_it_is_drawn_in_milliseconds(busy: Stored) -> None:
    things = [local for local in busy.things() if not has_graph(busy, local)]
    for local in things:
        neighbourhood(busy, local, AT)
    started = process_time()
    for local in things:
        neighbourhood(busy, local, AT)
    assert (process_time() - started) / len(things) < 0.005


def test_a_label_that_is_long_keeps_its_whole_name_as_title(tmp_path: Path) -> None:
    long = Entity(local="program/990001/长", kind="Program", label="长" * 40)
    slots = (("holder", Ref(COUNTY.local)), ("area", Ref(COUNTY.local)), ("program", Ref(long.local)))
    stored = Stored(graph_folder(tmp_path / "out", [linked(implementation(slots=slots), entities=(long,))]))
    wide, _ = pictures(stored, COUNTY.local)
    assert "长" * 40 in wide.xpath(".//a/title/text()")[0]
    assert wide.xpath(".//a/text/text()") == ["长" * 10 + "…"]


def test_a_name_in_english_has_a_box_of_its_own_that_overlaps_no_other(practice: Path) -> None:
    stored = Stored(practice)
    for picture in pictures(stored, "program/dropout-control"):
        assert picture.get("data-en-aria-label") == "Dropout control and school retention and what is tied to it"
        assert picture.xpath("./g/g[@class='en']/text/text()")[0].startswith("Dropout control")
        linked_twice = picture.xpath(".//a[g[@class='zh'] and g[@class='en']]")
        assert linked_twice
        for each in linked_twice:
            assert each.xpath("./title/@data-en-text")[0].isascii()
        for shown in ("zh", "en"):
            hidden = {"zh": "en", "en": "zh"}[shown]
            alone = deepcopy(picture)
            for other in alone.xpath(f".//g[@class='{hidden}']"):
                other.getparent().remove(other)
            for (x, y, w, h), (u, v, s, t) in combinations(rectangles(alone), 2):
                assert x + w <= u or u + s <= x or y + h <= v or v + t <= y


def test_a_program_leads_to_the_places_that_do_most_of_it_side_by_side(practice: Path) -> None:
    stored = Stored(practice)
    written = lxml.html.fromstring(neighbourhood(stored, "program/dropout-control", AT))
    (way,) = written.xpath("//p/a")
    places, _, rows = way.get("href").removeprefix("../compare.html#").partition("&")
    assert unquote(rows) == "rows=控辍保学"
    assert len(places.split("+")) == 2
    assert all(f"division/{place}" in stored.places.statements for place in places.split("+"))
    assert "compare.html" not in neighbourhood(stored, "division/620825", AT)


def test_many_neighbours_are_folded_on_a_telephone_and_few_are_open(stored: Stored, busy: Stored) -> None:
    for one, local, folded in ((busy, PROGRAM.local, True), (stored, BUREAU.local, False)):
        details = lxml.html.fromstring(neighbourhood(one, local, AT)).xpath("//details[@class='narrow']")[0]
        assert ("open" not in details.attrib) is folded
        assert str(len(neighbours(one, local))) in details.xpath("./summary")[0].text_content()

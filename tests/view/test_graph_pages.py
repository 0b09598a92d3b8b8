"""Graph pages show what the store holds, say other people's words as text, and are as large as they need to be."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from kg.model import Entity, Ref
from kg.view.addresses import address, of_graph
from kg.view.ego import has_graph
from kg.view.graph import AROUND, around, whole
from kg.view.graph_page import drawn, graph_data, sent_page, thing_page
from kg.view.layout import Box
from kg.view.network import FEW, FEW_ON_A_PHONE, network, opening, short
from kg.view.site import Site
from kg.view.stored import Stored
from tests.samples import COUNTY, PROGRAM, SCHOOL, implementation, linked
from tests.view.pages import HOSTILE, copied, everything, graph_folder, many_facts, planned
from tests.view.test_layout import overlaps


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Stored:
    return Stored(graph_folder(tmp_path_factory.mktemp("two") / "out"))


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Stored:
    """A program on which sixty counties work, each through a school of its own."""
    return Stored(graph_folder(tmp_path_factory.mktemp("busy") / "out", list(counties(60))))


def counties(count: int) -> Iterator[Any]:
    for number in range(count):
        county = Entity(local=f"division/{980000 + number}", kind="County", label=f"第{number}县")
        school = Entity(
            local=f"school/{980000 + number}/一中",
            kind="SecondarySchool",
            label=f"第{number}县一中",
            properties=(("locatedIn", Ref(county.local)),),
        )
        slots = (("holder", Ref(school.local)), ("area", Ref(county.local)), ("program", Ref(PROGRAM.local)))
        text = f"第{number}县教育工作总结\n青禾一中实施了“春苗计划”。林知远任青禾县教育局局长。"
        made = implementation(slots=slots)
        yield linked(made, text=text, name=f"{number}.txt", entities=(county, school))


def data(stored: Stored) -> dict[str, Any]:
    written = graph_data(drawn(stored)).decode()
    found: dict[str, Any] = json.loads(written.removeprefix("kgGraph(").removesuffix(");\n"))
    return found


def test_every_statement_is_in_the_data_with_its_quote_and_the_way_to_it(stored: Stored) -> None:
    content = data(stored)
    told = {
        (f"{content['documents'][document][0]}#{anchor}", content["statuses"][status][0], clause[1])
        for document, _, status, _, anchor, _, _, _, clause in content["said"]
    }
    assert told == {
        (f"{address(each.document)}#{statement.rpartition('/')[2]}", each.status.value, each.quotes[0])
        for statement in stored.kinds
        for each in [stored.told(statement)]
    }


def test_a_program_that_two_counties_share_stands_in_the_middle_and_others_with_their_county(stored: Stored) -> None:
    content = data(stored)
    number = {thing["local"]: index for index, thing in enumerate(content["things"])}
    home = {local: content["nodes"][index]["home"] for local, index in number.items()}
    assert home[PROGRAM.local] == -1
    assert home[SCHOOL.local] == number[COUNTY.local]


def test_a_county_is_tied_to_a_program_through_its_school(stored: Stored) -> None:
    picture = whole(stored)
    told = {(edge.start, edge.end): edge.through for edge in picture.edges if edge.relation == "Implementation"}
    assert told[SCHOOL.local, PROGRAM.local] is False
    assert told[COUNTY.local, PROGRAM.local] is True
    assert told["division/990002", PROGRAM.local] is False


def test_the_picture_opens_with_places_and_programs_within_its_budget(busy: Stored) -> None:
    families = {thing.family for thing in opening(whole(busy))}
    assert families == {"jurisdiction", "program"}
    assert len(opening(whole(busy))) <= FEW <= 300
    shown = [node for node in network(whole(busy))["nodes"] if "first" in node]
    assert len(shown) == len(opening(whole(busy)))


def test_no_class_crowds_others_out_of_what_is_drawn_first(tmp_path: Path) -> None:
    places = [
        Entity(local=f"program/{990001}/{number}", kind="Program", label=f"举措{number}") for number in range(FEW)
    ]
    facts = [
        implementation(slots=(("holder", Ref(COUNTY.local)), ("area", Ref(COUNTY.local)), ("program", Ref(one.local))))
        for one in places
    ]
    made = [linked(*facts, name="many.txt", entities=tuple(places)), *counties(20)]
    first = opening(whole(Stored(graph_folder(tmp_path / "out", made))))
    assert sum(thing.family == "jurisdiction" for thing in first) >= 21


def test_a_copy_adds_nothing_to_the_picture(tmp_path: Path) -> None:
    first, copy = copied()
    alone = whole(Stored(graph_folder(tmp_path / "alone", [first])))
    both = whole(Stored(graph_folder(tmp_path / "both", [first], copy=copy)))
    assert [said.local for said in both.said] == [said.local for said in alone.said]
    assert [(thing.local, thing.count) for thing in both.things] == [(one.local, one.count) for one in alone.things]


def test_a_thing_has_a_graph_page_where_its_small_picture_is_too_small(stored: Stored, busy: Stored) -> None:
    assert not any(has_graph(stored, local) for local in stored.things())
    assert has_graph(busy, PROGRAM.local)
    addresses = set(Site(busy.out).addresses())
    assert {at for at in addresses if at.startswith("graph/")} == {of_graph(PROGRAM.local)}


def test_the_picture_of_a_program_has_the_counties_that_work_on_it_with_their_schools(busy: Stored) -> None:
    picture = around(busy, PROGRAM.local)
    assert picture.things[0].local == picture.centre == PROGRAM.local
    assert {thing.family for thing in picture.things} == {"program", "jurisdiction", "school"}
    nodes = network(picture)["nodes"]
    number = {thing.local: index for index, thing in enumerate(picture.things)}
    for place in range(60):
        school, county = number[f"school/{980000 + place}/一中"], number[f"division/{980000 + place}"]
        assert nodes[school]["home"] == county


def test_the_picture_of_a_thing_has_a_budget_and_tells_what_is_left_out(tmp_path: Path) -> None:
    stored = Stored(graph_folder(tmp_path / "out", list(counties(160))))
    picture = around(stored, PROGRAM.local)
    assert len(picture.things) == AROUND
    assert picture.left_out == 321 - AROUND
    assert str(picture.left_out) in lxml.html.fromstring(thing_page(stored, PROGRAM.local)).text_content()


def test_the_one_file_loads_nothing_and_leads_to_the_sites_pages(stored: Stored) -> None:
    written = sent_page(stored, drawn(stored), "site/")
    page = lxml.html.fromstring(written)
    assert page.xpath("//script[@src] | //link[@rel='stylesheet'] | //img") == []
    policy = page.xpath("//meta[@http-equiv]/@content")[0]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert page.xpath("//main/@data-home") == ["site/"]
    assert b"sourceMappingURL" not in written


def test_pages_of_the_site_share_the_drawing_and_hold_only_their_data(busy: Stored) -> None:
    site = Site(busy.out)
    for at in ("graph.html", of_graph(PROGRAM.local)):
        written = site.page(at)
        assert written is not None
        page = lxml.html.fromstring(written)
        up = "../" * at.count("/")
        scripts = page.xpath("//script[@src]/@src")
        assert f"{up}assets/vis-network.js" in scripts
        assert f"{up}assets/graph.js" in scripts
        assert len(written) < 200_000
        assert all(site.page(src.removeprefix(up)) for src in scripts)


@pytest.mark.parametrize("name", HOSTILE)
def test_the_data_of_a_page_cannot_end_its_script(tmp_path: Path, name: str) -> None:
    stored = Stored(graph_folder(tmp_path / "out", everything(), HOSTILE[name]))
    written = sent_page(stored, drawn(stored), "")
    block = re.search(rb'<script type="application/json" id="picture">(.*?)</script>', written)
    assert block is not None
    assert b"<" not in block[1]
    assert json.loads(block[1])["things"]
    plain = Stored(graph_folder(tmp_path / "plain", everything(), "平常"))
    assert tags(written) == tags(sent_page(plain, drawn(plain), ""))


def tags(written: bytes) -> set[str]:
    page = lxml.html.fromstring(written)
    return {f"{each.tag} {key}" for each in page.iter() for key in ("", *each.keys())} - {"option selected"}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_label_in_a_box_is_one_short_line(name: str) -> None:
    label = short(HOSTILE[name])
    assert 0 < len(label) <= 20
    assert label.isprintable()


@pytest.mark.parametrize("count", [0, 1, 4000])
def test_a_graph_of_any_size_has_its_page(tmp_path: Path, count: int) -> None:
    stored = Stored(graph_folder(tmp_path / "out", [many_facts(count)]))
    content = data(stored)
    assert len(content["said"]) == len(stored.kinds)
    assert sum(len(row) > 7 for row in content["said"]) <= 3_000
    assert len(content["nodes"]) == len(content["things"])


def test_years_are_those_in_which_statements_end(tmp_path: Path) -> None:
    stored = Stored(graph_folder(tmp_path / "out", everything()))
    told = {said.local: said.year for said in whole(stored).said}
    assert told == {statement: stored.told(statement).year for statement in told}
    assert {"2021", "2022", "2023", "2024"} <= set(told.values())


def test_a_statement_ties_what_its_slots_name(stored: Stored) -> None:
    for statement, tie in stored.ties.items():
        assert set(tie.about) == set(stored.told(statement).names)
        assert tie.status == stored.told(statement).status.value
    assert any(tie.status == "Planned" for tie in stored.ties.values())
    assert planned().about[0] in {area for tie in stored.ties.values() for area in tie.areas}


def test_a_program_stands_under_its_english_name_where_the_page_is_in_english(practice: Path) -> None:
    stored = Stored(practice)
    program = "program/dropout-control"
    for picture in (whole(stored), around(stored, program)):
        nodes = network(picture)["nodes"]
        at = next(number for number, thing in enumerate(picture.things) if thing.local == program)
        label, *half = nodes[at]["english"]
        assert label == "Dropout control and school\nretention"
        assert nodes[at]["label"] == "控辍保学"
        assert half != nodes[at]["half"]
        unnamed = [node for node, thing in zip(nodes, picture.things, strict=True) if not thing.english]
        assert unnamed
        assert not any("english" in node for node in unnamed)


def test_no_two_boxes_overlap_in_either_language_on_a_screen_or_on_a_telephone(practice: Path, busy: Stored) -> None:
    stored = Stored(practice)
    for picture in (whole(stored), around(stored, "program/dropout-control"), whole(busy), around(busy, PROGRAM.local)):
        nodes = network(picture)["nodes"]
        opened = [node for node in nodes if "first" in node]
        assert len(opened) == len(opening(picture))
        for view in range(4):
            shown = [node for node in opened if len(node["first"]) > view]
            assert len(shown) == (len(opened) if view < 2 or picture.centre else min(len(opened), FEW_ON_A_PHONE))
            places, boxes = {}, []
            for node in shown:
                width, height = node["english"][1:] if view % 2 and "english" in node else node["half"]
                boxes.append(Box(key=str(node["id"]), width=2 * width, height=2 * height, home=""))
                places[str(node["id"])] = tuple(node["first"][view])
            assert [pair for pair in combinations(boxes, 2) if overlaps(*pair, places)] == []


def test_the_picture_for_a_telephone_is_higher_than_wide(practice: Path) -> None:
    stored = Stored(practice)
    for picture in (whole(stored), around(stored, "division/620825")):
        for node in [[node for node in network(picture)["nodes"] if len(node.get("first", ())) == 4]]:
            wide, tall = ([each["first"][view] for each in node] for view in (0, 2))
            spans = [
                [max(place[axis] for place in places) - min(place[axis] for place in places) for axis in (0, 1)]
                for places in (wide, tall)
            ]
            assert spans[0][0] > spans[0][1]
            assert spans[1][1] > spans[1][0]


def test_choices_and_titles_have_their_english_names(practice: Path) -> None:
    stored = Stored(practice)
    page = lxml.html.fromstring(thing_page(stored, "program/dropout-control"))
    assert page.xpath("//h1//span[@class='en']/text()") == ["Dropout control and school retention"]
    assert page.xpath("//title/@data-en")[0].startswith("Dropout control and school retention · ")
    choices = lxml.html.fromstring(sent_page(stored, drawn(stored), "")).xpath("//select[@id='program']//option")
    named = {each.get("data-zh"): each.get("data-en") for each in choices if each.get("data-en")}
    assert named["控辍保学"] == "Dropout control and school retention"

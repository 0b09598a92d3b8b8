"""The graph's pages in a real browser without a network: search, filters, expanding, panel, keyboard, speed."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from kg.model import Entity, LinkedDocument, Ref
from kg.view import GRAPH, SITE
from kg.view.addresses import of_graph
from kg.view.graph_page import drawn
from kg.view.site import Site
from tests.chromium import Watched, watching
from tests.e2e.test_site import at as where
from tests.e2e.test_site import kinds
from tests.samples import BUREAU, COUNTY, PERSON, PROGRAM, SCHOOL, implementation, linked
from tests.view.pages import HOSTILE, everything, graph_folder, many_facts
from tests.view.test_graph_pages import counties

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
DROPOUT = "program/dropout-control.html"
SLOW = 3 if os.environ.get("CI") else 2  # a shared machine without a graphics card


@pytest.fixture(params=["light"])
def watched(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Watched]:
    with watching(browser, color_scheme=request.param) as found:
        yield found


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(graph_folder(tmp_path_factory.mktemp("graph") / "out", everything()))


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(graph_folder(tmp_path_factory.mktemp("busy") / "out", list(counties(60))))


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(graph_folder(tmp_path_factory.mktemp("large") / "out", list(many())))


def written(out: Path) -> Path:
    """Write the site's pages, but for those of documents, and the graph as one file."""
    site = Site(out)
    (out / GRAPH).write_bytes(site.graph(f"{SITE}/"))
    for at in site.addresses():
        if at.endswith((".html", ".js", ".css")) and (len(site.stored.sources) < 20 or not at.startswith("documents/")):
            path = out / SITE / at
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(site.page(at) or b"")
    return out


def many() -> Iterator[LinkedDocument]:
    """Documents of fifty counties with a hundred programs each."""
    for place in range(50):
        county = Entity(local=f"division/{970000 + place}", kind="County", label=f"第{place}县")
        programs = [
            Entity(local=f"program/{970000 + place}/{number}", kind="Program", label=f"举措{place}之{number}")
            for number in range(100)
        ]
        facts = [
            implementation(slots=tuple((name, Ref(one)) for name, one in slots))
            for program in programs
            for slots in [(("holder", county.local), ("area", county.local), ("program", program.local))]
        ]
        text = f"第{place}县教育工作总结\n青禾一中实施了“春苗计划”。林知远任青禾县教育局局长。"
        yield linked(*facts, text=text, name=f"{place}.txt", entities=(county, *programs))


def shown(tab: Page) -> int:
    return int(tab.locator("#graph").get_attribute("data-shown") or 0)


def at(tab: Page, local: str) -> tuple[float, float]:
    """Return where on the screen a thing stands."""
    canvas = tab.locator("#graph canvas").bounding_box()
    assert canvas is not None
    place = tab.evaluate("(local) => kgView.onScreen(kgView.numberOf(local))", local)
    return canvas["x"] + place["x"], canvas["y"] + place["y"]


@pytest.mark.parametrize("page", [GRAPH, f"{SITE}/graph.html"])
def test_a_search_leads_to_the_quote_and_the_quote_to_its_place_in_the_document(
    watched: Watched, out: Path, page: str
) -> None:
    tab = watched.open(out / page)
    tab.fill("#search", "春苗")
    tab.click("#results button")
    panel = tab.locator("#panel")
    assert panel.locator("h2").inner_text() == PROGRAM.label
    first = panel.locator(".said", has_text=SCHOOL.label)
    quoted = first.locator("blockquote b").inner_text()
    assert quoted == "青禾一中实施了“春苗计划”"
    assert panel.locator(".badge.Reported").count() == 1
    assert panel.locator(".badge.Planned").count() == 1
    with tab.expect_navigation():
        first.locator("footer a").click()
    assert re.search(r"documents/[0-9a-f]{16}\.html#implementation-\d+-\d+$", tab.url)
    assert "".join(tab.locator("mark.here").all_inner_texts()) == quoted


def test_a_thing_leads_to_its_page_and_the_page_to_the_graph_of_it(watched: Watched, busy: Path) -> None:
    tab = watched.open(busy / SITE / "graph.html", f"#{quote(PROGRAM.local, safe='')}")
    tab = watched.follow("#panel a.own")
    assert tab.locator("h1").inner_text() == PROGRAM.label
    tab = watched.follow(".ego figcaption a")
    assert tab.url == (busy / SITE / of_graph(PROGRAM.local)).as_uri()
    assert shown(tab) == 121  # the program, and sixty counties with a school each
    tab = watched.follow("h1 a")
    assert tab.locator(".ego").count() == 1


def test_filters_hide_and_show(watched: Watched, out: Path) -> None:
    tab = watched.open(out / GRAPH)
    everything = shown(tab)
    assert everything == 3  # two counties and a program
    tab.click("#family-school")
    assert shown(tab) == everything + 1
    tab.click("#status-Reported")
    assert shown(tab) == 3  # the counties that plan, and the program
    tab.click("#status-Reported")
    tab.select_option("#year", "2021")
    assert shown(tab) == 2  # figures of both counties
    tab.select_option("#year", "")
    tab.select_option("#program", label=PROGRAM.label)
    assert shown(tab) == 4
    tab.click("#family-program")
    assert shown(tab) == 4  # the program that is asked for stays
    tab.click("#reset")
    assert shown(tab) == everything
    assert tab.input_value("#program") == ""
    names = tab.locator("#document option").all_inner_texts()
    tab.select_option("#document", label=next(name for name in names if name.startswith("白石县教育工作计划")))
    assert shown(tab) == 2


def test_a_double_click_expands_a_thing_and_another_folds_it(watched: Watched, out: Path) -> None:
    tab = watched.open(out / GRAPH)
    before = shown(tab)
    place = at(tab, COUNTY.local)
    tab.mouse.dblclick(*place)
    tab.wait_for_function(f"Number(document.getElementById('graph').dataset.shown) > {before}")
    grown = shown(tab)
    tab.mouse.dblclick(*at(tab, COUNTY.local))
    tab.wait_for_function(f"Number(document.getElementById('graph').dataset.shown) < {grown}")
    assert shown(tab) == before


def test_what_stands_stays_where_it_is_when_others_come(watched: Watched, out: Path) -> None:
    tab = watched.open(out / SITE / "graph.html", f"#{quote(COUNTY.local, safe='')}")
    positions = "() => JSON.stringify(kgView.places())"
    before = dict(tab.evaluate("() => kgView.places()"))
    tab.click("#expand")
    after = dict(tab.evaluate("() => kgView.places()"))
    assert len(after) > len(before)
    assert {number: after[number] for number in before} == before
    assert tab.evaluate(positions) == tab.evaluate(positions)
    boxes = tab.evaluate("() => kgView.boxes()")
    for number, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[number + 1 :]:
            assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top


def test_more_is_a_click_away_until_all_is_shown(watched: Watched, large: Path) -> None:
    tab = watched.open(large / GRAPH)
    first = shown(tab)
    assert first <= 300
    assert re.search(rf"{first} / 5\d{{3}}|{first} / 4\d{{3}}", tab.locator("#more").inner_text())
    tab.click("#more")
    assert shown(tab) > first
    for _ in range(40):
        if tab.locator("#more").is_hidden():
            break
        tab.click("#more")
    assert shown(tab) > 4_500


def test_a_click_on_a_box_and_on_a_line_opens_what_is_behind_it(watched: Watched, out: Path) -> None:
    tab = watched.open(out / GRAPH)
    tab.click("#family-school")
    tab.mouse.click(*at(tab, SCHOOL.local))
    tab.wait_for_selector("#panel h2")
    assert tab.locator("#panel h2").inner_text() == SCHOOL.label
    tab.keyboard.press("Escape")
    assert tab.locator("#panel").is_hidden()
    tab.click("#family-jurisdiction")  # lines that might cross the one that is clicked
    (x, y), (u, v) = at(tab, SCHOOL.local), at(tab, PROGRAM.local)
    tab.mouse.click((x + u) / 2, (y + v) / 2)
    tab.wait_for_selector("#panel h2")
    assert set(tab.locator("#panel h2").inner_text().split(" — ")) == {SCHOOL.label, PROGRAM.label}
    assert tab.locator("#panel .said").count() == 1
    assert tab.locator("#panel .kind").inner_text() == "实施"
    tab.click("#language")
    assert tab.locator("#panel .kind").inner_text() == "implementation"


def test_everything_can_be_done_by_keyboard(watched: Watched, out: Path) -> None:
    tab = watched.open(out / GRAPH)
    tab.focus("#search")
    tab.keyboard.type("林知远")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#panel h2")
    assert tab.locator("#panel h2").inner_text() == PERSON.label
    assert tab.evaluate("document.activeElement.tagName") == "H2"
    before = shown(tab)
    tab.keyboard.press("e")
    assert shown(tab) > before
    tab.locator("#panel summary").first.focus()
    tab.keyboard.press("Enter")
    tab.locator("#panel .tied button", has_text=BUREAU.label).focus()
    tab.keyboard.press("Enter")
    tab.wait_for_function(f"document.querySelector('#panel h2').textContent === '{BUREAU.label}'")
    tab.keyboard.press("Escape")
    assert tab.locator("#panel").is_hidden()
    tab.focus("#graph")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#panel h2")
    tab.focus("#family-person")
    before = shown(tab)
    tab.keyboard.press("Space")
    assert shown(tab) != before


@pytest.mark.parametrize("page", [GRAPH, f"{SITE}/graph.html"])
def test_english_is_a_click_away_and_back(watched: Watched, out: Path, page: str) -> None:
    tab = watched.open(out / page, f"#{quote(COUNTY.local, safe='')}")
    assert "展开" in tab.locator("#expand").inner_text()
    tab.click("#language")
    assert "Expand" in tab.locator("#expand").inner_text()
    assert tab.get_attribute("#search", "placeholder") == "Find in the graph …"
    assert tab.locator("#program option").first.inner_text() == "every program"
    assert tab.locator("#panel .kind").first.inner_text() == "county"
    assert tab.locator("#panel h2").inner_text() == COUNTY.label
    words = tab.locator(".tools").inner_text()
    assert "programs" in words
    assert "政策举措" not in words
    tab.click("#language")
    assert "展开" in tab.locator("#expand").inner_text()


@pytest.mark.parametrize("page", [GRAPH, f"{SITE}/graph.html"])
def test_every_field_has_a_name_for_those_who_do_not_see_it(watched: Watched, out: Path, page: str) -> None:
    tab = watched.open(out / page)
    nameless = (
        "els => els.filter(el => !el.labels?.length && !el.getAttribute('aria-label') && !el.textContent.trim()).length"
    )
    assert tab.eval_on_selector_all("input, select, button:not([hidden])", nameless) == 0
    assert tab.get_attribute("#graph", "aria-label")


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_in_the_data_runs(watched: Watched, tmp_path: Path, name: str) -> None:
    out = written(graph_folder(tmp_path / "out", everything(), HOSTILE[name]))
    for page in (out / GRAPH, out / SITE / "graph.html"):
        tab = watched.open(page)
        titles = {tab.title(), tab.evaluate("document.querySelector('title').dataset.en")}
        for local in (SCHOOL.local, PROGRAM.local, COUNTY.local):
            tab = watched.open(page, f"#{quote(local, safe='')}")
            tab.wait_for_selector("#panel h2")
            if tab.locator("#expand").count():
                tab.click("#expand")
            tab.mouse.move(*at(tab, local))
        tab.fill("#search", HOSTILE[name][:40] or "林")
        tab.click("#family-school")
        tab.click("#language")
        assert tab.title() in titles
        assert tab.evaluate("document.documentElement.scrollWidth") <= 1280
        assert tab.evaluate("document.querySelectorAll('img, iframe, object, embed').length") == 0


def test_one_thing_alone_can_be_opened(watched: Watched, tmp_path: Path) -> None:
    out = written(graph_folder(tmp_path / "out", [many_facts(0)]))
    tab = watched.open(out / GRAPH, f"#{quote(COUNTY.local, safe='')}")
    assert tab.locator("#panel h2").inner_text() == COUNTY.label


@pytest.mark.parametrize("watched", ["dark", "light"], indirect=True)
def test_colours_follow_the_system(watched: Watched, out: Path, request: pytest.FixtureRequest) -> None:
    tab = watched.open(out / GRAPH)
    red = int(re.findall(r"\d+", tab.evaluate("getComputedStyle(document.body).backgroundColor"))[0])
    assert (red < 60) is ("dark" in request.node.name)


def test_a_telephone_shows_all_without_scrolling_sideways(watched: Watched, busy: Path) -> None:
    watched.tab.set_viewport_size({"width": 360, "height": 780})
    for page in (busy / GRAPH, busy / SITE / "graph.html", busy / SITE / of_graph(PROGRAM.local)):
        tab = watched.open(page, f"#{quote(PROGRAM.local, safe='')}")
        tab.wait_for_selector("#panel h2")
        assert tab.evaluate("document.documentElement.scrollWidth") <= 360
        graph = tab.locator("#graph").bounding_box()
        assert graph is not None
        assert graph["height"] > 300


def test_five_thousand_things_are_painted_within_three_seconds(watched: Watched, large: Path) -> None:
    for page in (large / GRAPH, large / SITE / "graph.html"):
        started = monotonic()
        tab = watched.open(page)
        tab.wait_for_selector("#graph[data-shown]")
        took = monotonic() - started
        assert tab.evaluate("kgView.count") == 5_000
        assert took < 3 * SLOW


def test_the_picture_moves_at_twenty_frames_a_second(watched: Watched, large: Path) -> None:
    tab = watched.open(large / SITE / "graph.html")
    assert 100 <= shown(tab) <= 300
    canvas = tab.locator("#graph canvas").bounding_box()
    assert canvas is not None
    x, y = canvas["x"] + 8, canvas["y"] + 8
    tab.evaluate(
        "() => { window.frames = 0; const next = () => { window.frames += 1; requestAnimationFrame(next); }; next(); }"
    )
    tab.mouse.move(x, y)
    tab.mouse.down()
    started, first = monotonic(), tab.evaluate("window.frames")
    for step in range(40):
        tab.mouse.move(x + 6 * step, y + 4 * step)
        tab.wait_for_timeout(20)
    rate = (tab.evaluate("window.frames") - first) / (monotonic() - started)
    tab.mouse.up()
    assert rate >= 20 / SLOW


def test_the_data_of_the_picture_is_small(large: Path) -> None:
    content = drawn(Site(large).stored)
    assert len(content.picture.things) == 5_000
    assert (large / GRAPH).stat().st_size < 8_000_000


def test_in_english_programs_have_their_english_names_in_pictures(watched: Watched, site: Path) -> None:
    name = "Dropout control and school retention"
    tab = watched.open(site / DROPOUT)
    tab.click("#language")
    assert (tab.locator(".ego svg.wide .centre .en text").text_content() or "").startswith("Dropout control")
    assert tab.locator(".ego svg.wide .centre .zh text").is_hidden()
    titles = tab.locator(".ego svg.wide a title").all_text_contents()
    assert any(title.endswith("(reported)") for title in titles)
    assert not any("已报告" in title or "计划中" in title for title in titles)
    for page in (site / "graph.html", site.parent / GRAPH):
        tab = watched.open(page, "?lang=en#program%2Fdropout-control")
        tab.wait_for_selector("#panel h2")
        assert tab.locator("#panel .said button", has_text=name).count()
        assert "控辍保学" not in tab.locator("#panel .said p").first.inner_text()
        assert name in tab.locator("#program option").all_inner_texts()
        boxes = tab.evaluate("kgView.boxes()")
        for number, (left, top, right, bottom) in enumerate(boxes):
            for other in boxes[number + 1 :]:
                assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top
        tab.click("#language")
        assert tab.evaluate("kgView.boxes()") != boxes
        assert tab.locator("#panel .said button", has_text="控辍保学").count()
        assert "控辍保学" in tab.locator("#program option").all_inner_texts()


@pytest.mark.parametrize("name", ["graph", "a-graph"])
def test_the_graph_fills_a_telephone(browser: Browser, site: Path, name: str) -> None:
    with watching(browser, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True) as watched:
        tab = watched.open(*where(site, kinds(site)[name]))
        stage = tab.locator(".stage").bounding_box()
        assert stage is not None
        assert stage["height"] > 0.7 * 844
        left, top, right, bottom = zip(*tab.evaluate("kgView.boxes()"), strict=True)
        assert max(bottom) - min(top) > max(right) - min(left)  # the picture stands upright as the window does

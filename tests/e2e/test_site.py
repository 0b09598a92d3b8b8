"""The site in a real browser without a network: what somebody who knows no SPARQL does in the first minute."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from tests.chromium import READY, Watched, watching

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

pytestmark = pytest.mark.browser
PHONE: ViewportSize = {"width": 360, "height": 740}
PROGRAM = "program/dropout-control.html"  # 控辍保学
COUNTY = "division/620825.html"
COMPARED = "compare.html#620825+530521"


def kinds(site: Path) -> dict[str, str]:
    """One page of each kind: name → address in the site."""

    def one(pattern: str) -> str:
        return max(site.glob(pattern), key=lambda path: (path.stat().st_size, path.name)).relative_to(site).as_posix()

    return {
        "front": "index.html",
        "jurisdictions": "jurisdictions.html",
        "indicators": "indicators.html",
        "documents": "documents.html",
        "timeline": "timeline.html",
        "compare": "compare.html",
        "compared": COMPARED,
        "graph": "graph.html",
        "a-graph": one("graph/*/*.html"),
        "county": COUNTY,
        "program": PROGRAM,
        "indicator": one("indicator/*.html"),
        "school": one("school/*.html"),
        "person": one("person/*.html"),
        "local": one("local/*.html"),
        "document": one("documents/*.html"),
        "year": one("year/*.html"),
        "kind": "kind/Goal.html",
    }


KINDS = (
    *("front", "jurisdictions", "indicators", "documents", "timeline", "compare", "compared", "graph", "a-graph"),
    *("county", "program", "indicator", "school", "person", "local", "document", "year", "kind"),
)


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    with watching(browser) as found:
        yield found


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    """The site's address where this machine serves it."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def at(site: Path, address: str) -> tuple[Path, str]:
    path, mark, fragment = address.partition("#")
    return site / path, mark + fragment


@pytest.mark.parametrize("how", ["opened", "served"])
def test_within_a_minute_a_program_leads_to_a_sentence_and_to_another_county(
    browser: Browser, site: Path, served: str, how: str
) -> None:
    home = served if how == "served" else f"{site.as_uri()}/"
    with watching(browser, home=home) as watched:
        tab = watched.open(f"{home}index.html")
        tab.locator("#site-search").click()
        tab.keyboard.type("控辍保学")
        tab.locator("#site-results [role=option]").first.wait_for()
        watched.follow("#site-results a")
        assert tab.locator("h1").inner_text() == "控辍保学"
        said = tab.locator(".facts > li", has_text="庄浪县").first
        quoted = said.locator("blockquote mark").first.inner_text()
        assert "控辍保学" in quoted
        with tab.expect_navigation():
            said.locator(".place a").click()
        tab.wait_for_selector(READY)
        assert in_sight(tab, "mark.here")
        assert "".join(tab.locator("mark.here").all_inner_texts()) == quoted
        card = tab.locator("#card")
        assert "控辍保学" in card.inner_text()
        with tab.expect_navigation():
            card.locator("a", has_text="庄浪县").first.click()
        tab.wait_for_selector(READY)
        assert tab.locator("h1").inner_text() == "庄浪县"
        with tab.expect_navigation():
            tab.go_back()
        tab.goto(f"{home}{PROGRAM}")
        watched.follow("a[href*='rows=']")
        tab.locator("#comparison .sentence").first.wait_for()
        assert tab.locator("#chosen a").count() == 2
        rows = tab.locator("#comparison tbody tr:not(.group)")
        assert rows.count() == 1
        assert all("控辍保学" in each for each in rows.locator(".sentence mark").all_inner_texts())


def test_two_names_in_one_question_lead_to_what_is_said_of_both(watched: Watched, site: Path) -> None:
    tab = watched.open(site / "index.html")
    tab.locator("#site-search").click()
    tab.keyboard.type("庄浪县控辍保学")
    options = tab.locator("#site-results [role=option]")
    options.first.wait_for()
    names = [option.locator(".thing").inner_text() for option in options.all()]
    assert names[0] == "庄浪县 · 控辍保学"
    assert {"庄浪县", "控辍保学"} <= set(names[1:])
    with tab.expect_navigation():
        tab.keyboard.press("Enter")
    tab.wait_for_selector(READY)
    assert tab.locator("h1").inner_text() == "控辍保学"
    shown = tab.locator(".facts > li:visible")
    assert 0 < shown.count() < tab.locator(".facts > li").count()
    token = COUNTY.removesuffix(".html")
    assert all(token in (each.get_attribute("data-with") or "").split() for each in shown.all())


def in_sight(tab: Page, selector: str) -> bool:
    box = tab.locator(selector).first.bounding_box()
    size = tab.viewport_size
    return box is not None and size is not None and 0 <= box["y"] <= size["height"] - box["height"]


def test_pointing_says_the_fact_and_a_name_leads_to_its_page(watched: Watched, site: Path) -> None:
    tab = watched.open(site / PROGRAM)
    with tab.expect_navigation():
        tab.locator(".facts .place a").first.click()
    tab.wait_for_selector(READY)
    other = tab.locator("mark[role=button]:not(.here)").first
    before = tab.locator("#card").inner_text()
    other.scroll_into_view_if_needed()
    other.hover()
    assert tab.locator("#card section").count() >= 1
    assert "".join(other.inner_text().split()) in "".join(tab.locator("#card blockquote").first.inner_text().split())
    tab.mouse.move(2, 2)
    assert tab.locator("#card").inner_text() == before  # what was chosen stays
    name = tab.locator(".text a.named").first
    words = name.inner_text()
    with tab.expect_navigation():
        name.click()
    tab.wait_for_selector(READY)
    assert tab.locator("h1").inner_text()
    assert words


def test_a_click_on_marked_words_keeps_what_they_say(watched: Watched, site: Path) -> None:
    tab = watched.open(site / kinds(site)["document"])
    mark = tab.locator("mark[role=button]").nth(3)
    mark.scroll_into_view_if_needed()
    mark.click()
    said = tab.locator("#card").inner_text()
    tab.mouse.move(2, 2)
    assert tab.locator("#card").inner_text() == said
    assert "here" in (mark.get_attribute("class") or "")


def test_every_statement_of_a_document_can_be_reached_by_its_address(watched: Watched, site: Path) -> None:
    path = site / kinds(site)["document"]
    tab = watched.open(path)
    anchors = tab.evaluate("JSON.parse(document.getElementById('facts').textContent).map((fact) => fact.anchor)")
    assert len(anchors) > 20
    for anchor in anchors:
        tab.evaluate("(anchor) => { location.hash = anchor; }", anchor)
        tab.wait_for_function(
            """(anchor) => document.querySelectorAll('#card section').length === 1
                && JSON.parse(document.getElementById('facts').textContent).find((fact) => fact.anchor === anchor)
                    .clause[1] === document.querySelector('#card blockquote b').textContent""",
            arg=anchor,
        )
        assert in_sight(tab, "mark.here")


def test_filters_leave_what_was_asked_for_and_stand_in_the_address(watched: Watched, site: Path) -> None:
    tab = watched.open(site / PROGRAM)
    every = tab.locator(".facts > li").count()
    visible = tab.locator(".facts > li:visible")
    tab.select_option("select[name=status]", "Planned")
    planned = visible.count()
    assert 0 < planned < every
    assert tab.locator(".facts > li:visible .badge.Reported").count() == 0
    assert "status=Planned" in tab.url
    assert re.search(r"\d+ / \d+", tab.locator(".filters output").inner_text())
    tab.select_option("select[name=year]", "2022")
    assert 0 < visible.count() < planned
    kept = tab.url
    tab.click(".filters button")
    assert visible.count() == every
    assert "#" not in tab.url
    chosen = tab.locator(".beside button[data-with]").first
    chosen.click()
    assert chosen.get_attribute("aria-pressed") == "true"
    assert visible.count() == int(chosen.inner_text()) or visible.count() > 0
    assert "with=" in tab.url
    tab = watched.open(kept.partition("#")[0], "#" + kept.partition("#")[2])
    assert 0 < visible.count() < planned


def test_a_filter_that_leaves_nothing_of_a_kind_hides_its_heading(watched: Watched, site: Path) -> None:
    tab = watched.open(site / COUNTY)
    tab.select_option("select[name=status]", "Planned")
    for section in tab.locator("section:has(> .facts):visible").all():
        assert section.locator(".facts > li:visible").count() > 0
        shown = sum(int(each.get_attribute("data-count") or 0) for each in section.locator(".facts > li:visible").all())
        assert section.locator("h2 small").inner_text() == str(shown)


def test_english_stays_on_the_next_page_with_titles_and_names_of_fields(watched: Watched, site: Path) -> None:
    tab = watched.open(site / "index.html")
    zh = tab.title()
    assert tab.locator("#site-search").get_attribute("aria-label") == "查找"
    tab.click("#language")
    assert tab.title() != zh
    assert "County Education" in tab.title()
    assert tab.get_attribute("html", "lang") == "en"
    assert tab.locator("#site-search").get_attribute("aria-label") == "Find"
    watched.follow("nav a[href$='programs.html']")
    assert tab.locator("h1").inner_text().casefold() == "programs"
    watched.follow("main a.thing")
    assert tab.get_attribute("html", "lang") == "en"
    assert tab.locator(".filters option[value=Planned]").first.inner_text() == "planned"
    assert tab.locator("aside.beside").get_attribute("aria-label") == "Related"
    tab.click("#language")
    assert tab.get_attribute("html", "lang") == "zh-Hans"
    assert tab.locator(".filters option[value=Planned]").first.inner_text() == "计划中"


@pytest.mark.parametrize("name", KINDS)
def test_in_english_no_word_of_ours_is_left_in_chinese(watched: Watched, site: Path, name: str) -> None:
    tab = watched.open(site / "index.html")
    tab.click("#language")
    path, fragment = at(site, kinds(site)[name])
    tab = watched.open(path, fragment)
    assert tab.locator(".zh:visible").count() == 0
    fields = tab.evaluate(
        """() => [...document.querySelectorAll('[aria-label], [placeholder], [title]')]
            .filter((each) => !each.closest('[dir=auto], [lang=zh-Hans], #language') && each.checkVisibility())
            .flatMap((each) => ['aria-label', 'placeholder', 'title'].map((name) => each.getAttribute(name)))
            .filter((said) => said && /[\\u4e00-\\u9fff]/.test(said) && !/[A-Za-z]/.test(said))"""
    )
    assert fields == []


def test_everything_can_be_done_by_keyboard(watched: Watched, site: Path) -> None:
    tab = watched.open(site / "index.html")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "main"
    tab.keyboard.press("/")
    assert tab.evaluate("document.activeElement.id") == "site-search"
    tab.keyboard.type("控辍")
    tab.locator("#site-results [role=option]").first.wait_for()
    tab.keyboard.press("ArrowDown")
    chosen = tab.locator("#site-search").get_attribute("aria-activedescendant")
    assert tab.locator(f"#{chosen}").get_attribute("aria-selected") == "true"
    tab.keyboard.press("Escape")
    assert tab.locator("#site-results").is_hidden()
    tab.keyboard.type("保学")
    tab.locator("#site-results [role=option]").first.wait_for()
    with tab.expect_navigation():
        tab.keyboard.press("Enter")
    tab.wait_for_selector(READY)
    assert tab.locator("h1").inner_text() == "控辍保学"
    tab.focus("select[name=status]")
    before = tab.locator(".facts > li:visible").count()
    tab.keyboard.press("ArrowDown")
    assert 0 < tab.locator(".facts > li:visible").count() < before
    tab.focus(".facts > li:not([hidden]) .place a")
    with tab.expect_navigation():
        tab.keyboard.press("Enter")
    tab.wait_for_selector(READY)
    mark = tab.locator("mark[role=button]").first
    mark.focus()
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.closest('#card') !== null")


def test_the_focus_is_always_visible(watched: Watched, site: Path) -> None:
    tab = watched.open(site / COUNTY)
    tab.emulate_media(reduced_motion="reduce")  # else the page is still on its way
    for _ in range(40):
        tab.keyboard.press("Tab")
        seen = tab.evaluate(
            """() => { const at = document.activeElement; if (at === document.body) return true;
                const style = getComputedStyle(at); const box = at.getBoundingClientRect();
                const drawn = at.querySelector('rect'); // in a picture the frame is what stands out
                const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
                return (outlined || (drawn && parseFloat(getComputedStyle(drawn).strokeWidth) >= 3)) && box.width > 0
                  && box.bottom > 0 && box.top < innerHeight; }"""
        )
        assert seen, tab.evaluate("document.activeElement.outerHTML")


@pytest.mark.parametrize("name", KINDS)
def test_a_telephone_shows_every_page_without_scrolling_sideways(browser: Browser, site: Path, name: str) -> None:
    with watching(browser, viewport=PHONE, has_touch=True, is_mobile=True) as watched:
        path, fragment = at(site, kinds(site)[name])
        tab = watched.open(path, fragment)
        for language in ("zh", "en"):
            tab.wait_for_timeout(100)
            width = tab.evaluate("document.documentElement.scrollWidth")
            wide = tab.evaluate(
                """() => [...document.querySelectorAll('body *')]
                    .filter((each) => each.getBoundingClientRect().right > innerWidth + 1 && each.checkVisibility())
                    .slice(0, 3).map((each) => each.outerHTML.slice(0, 160))"""
            )
            assert width <= PHONE["width"], (language, wide)
            tab.click("#language")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_follow_the_system_on_every_kind_of_page(browser: Browser, site: Path, scheme: str) -> None:
    with watching(browser, color_scheme=scheme) as watched:
        for address in kinds(site).values():
            tab = watched.open(*at(site, address))
            for what in ("body", "header.top"):
                colour = tab.evaluate("(what) => getComputedStyle(document.querySelector(what)).backgroundColor", what)
                assert (int(re.findall(r"\d+", colour)[0]) < 60) is (scheme == "dark"), (address, what)


def test_what_was_set_aside_unfolds_where_it_stood(watched: Watched, site: Path) -> None:
    for path in sorted((site / "documents").glob("*.html")):
        tab = watched.open(path)
        if tab.locator(".noise").count():
            break
    folded = tab.locator(".noise").first
    assert folded.is_hidden()
    tab.check("#show-aside")
    assert folded.locator("q").is_hidden()
    folded.locator("summary").click()
    assert folded.locator("q").is_visible()


def test_a_table_is_sorted_and_searched(watched: Watched, site: Path) -> None:
    tab = watched.open(site / "programs.html")
    counts = "() => [...document.querySelectorAll('tbody tr')].map((row) => Number(row.cells[1].textContent))"
    tab.locator("th button").nth(1).click()
    numbers = tab.evaluate(counts)
    assert numbers == sorted(numbers, reverse=True)
    tab.locator("th button").nth(1).click()
    assert tab.evaluate(counts) == sorted(numbers)
    assert tab.locator("th").nth(1).get_attribute("aria-sort") == "ascending"
    tab.fill(".find input", "控辍")
    assert all("控辍" in row for row in tab.locator("tbody tr:visible").all_inner_texts())


def test_printed_pages_are_the_text_without_the_furniture(watched: Watched, site: Path) -> None:
    tab = watched.open(site / kinds(site)["document"])
    tab.emulate_media(media="print")
    for gone in (".top", "#card", ".toggle"):
        assert tab.locator(gone).is_hidden(), gone
    assert tab.locator("article.text").is_visible()
    tab = watched.open(site / PROGRAM)
    for gone in (".top", ".filters", ".beside"):
        assert tab.locator(gone).first.is_hidden(), gone
    clipped = "els => els.filter((each) => each.scrollHeight > each.clientHeight + 2).length"
    assert tab.eval_on_selector_all(".facts blockquote", clipped) == 0


def test_without_scripts_the_facts_and_links_are_still_there(browser: Browser, site: Path) -> None:
    context = browser.new_context(offline=True, java_script_enabled=False)
    tab = context.new_page()
    tab.goto((site / PROGRAM).as_uri())
    assert tab.locator(".facts > li").first.is_visible()
    assert tab.locator(".filters").is_hidden()
    tab.goto((site / COUNTY).as_uri())
    assert tab.locator(".facts .place a").first.is_visible()
    context.close()

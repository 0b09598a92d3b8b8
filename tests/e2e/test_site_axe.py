"""axe-core finds no serious fault on any kind of page, in both languages and colours, as it opens and as it is used."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.view import GRAPH
from tests.chromium import watching
from tests.e2e.test_site import COUNTY, KINDS, PHONE, at, kinds

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def axe() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", KINDS)
def test_axe_finds_no_serious_fault(browser: Browser, site: Path, axe: str, name: str) -> None:
    with watching(browser, bypass_csp=True) as watched:  # the pages' policy would stop axe itself
        path, fragment = at(site, kinds(site)[name])
        tab = watched.open(path, fragment)
        tab.evaluate(axe)
        for language in ("zh", "en"):
            for scheme in ("light", "dark"):  # of which colours alone depend
                tab.emulate_media(color_scheme=scheme)
                assert faults(tab, scheme == "dark") == [], (language, scheme)
            tab.emulate_media(color_scheme="light")
            tab.click("#language")
        for use in USED.get(name, ()):
            use(tab)
            assert faults(tab) == [], use.__name__
            tab.emulate_media(color_scheme="dark")
            assert faults(tab, colours=True) == [], use.__name__
            tab.emulate_media(color_scheme="light")


def fact_is_shown(tab: Page) -> None:
    tab.locator("mark[role=button]").first.click()
    tab.check("#show-aside")


def search_suggests(tab: Page) -> None:
    tab.fill("#site-search", "县")
    tab.locator("#site-results [role=option]").first.wait_for()


def places_are_suggested(tab: Page) -> None:
    tab.fill("#place", "县")
    tab.keyboard.press("ArrowDown")
    tab.locator("#place-results [aria-selected=true]").wait_for()


def no_place_is_found(tab: Page) -> None:
    tab.fill("#place", "没有这个地方")
    tab.locator("#place-results [aria-disabled]").wait_for()


def sentences_are_open(tab: Page) -> None:
    tab.locator(".opener > button").first.click()
    tab.locator(".sentence").first.wait_for()


def graph_is_searched(tab: Page) -> None:
    tab.fill("#search", "教育")
    tab.locator("#results button").first.wait_for()


def panel_is_open(tab: Page) -> None:
    tab.locator("#results button").first.click()
    tab.locator("#panel h2").wait_for()
    tab.locator("#panel summary").click()
    if tab.locator("#expand").count():
        tab.click("#expand")


def panel_of_a_county_is_open(tab: Page) -> None:
    tab.evaluate("(local) => { location.hash = encodeURIComponent(local); }", COUNTY.removesuffix(".html"))
    tab.locator("#panel h2", has_text="庄浪县").wait_for()
    tab.locator("#panel summary").click()
    assert tab.locator("#panel .tied .further").count()


def picture_is_unfolded(tab: Page) -> None:
    tab.set_viewport_size(PHONE)
    tab.locator(".ego summary").click()
    assert tab.locator(".ego svg.narrow").is_visible()


# what somebody does on a page before it is looked at again
USED: dict[str, tuple[Callable[[Page], None], ...]] = {
    "document": (fact_is_shown,),
    "front": (search_suggests,),
    "compare": (places_are_suggested, no_place_is_found),
    "compared": (sentences_are_open,),
    "timeline": (sentences_are_open,),
    "graph": (graph_is_searched, panel_is_open, panel_of_a_county_is_open),
    "a-graph": (graph_is_searched, panel_is_open),
    "program": (picture_is_unfolded,),
}


def test_axe_finds_no_serious_fault_in_the_graph_that_is_one_file(browser: Browser, site: Path, axe: str) -> None:
    with watching(browser, bypass_csp=True) as watched:
        tab = watched.open(site.parent / GRAPH)
        tab.evaluate(axe)
        assert faults(tab) == []
        for use in USED["graph"]:
            use(tab)
            assert faults(tab) == [], use.__name__


def faults(tab: Page, colours: bool = False) -> list[list[str]]:
    """Return what axe calls critical or serious: the rule, and the first places. `colours`: nothing but contrast."""
    found: list[list[str]] = tab.evaluate(
        """(colours) => axe.run({ resultTypes: ['violations'], preload: false,
            ...(colours ? { runOnly: ['color-contrast'] } : {}) }).then((told) => told.violations
            .filter((fault) => ['critical', 'serious'].includes(fault.impact))
            .map((fault) => [fault.id, ...fault.nodes.slice(0, 3).map((node) => node.html.slice(0, 200)
               + ' ' + (node.any[0]?.message || ''))]))""",
        colours,
    )
    return found

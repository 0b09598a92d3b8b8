"""Nothing in the data runs: wherever the site shows other people's words, in the browser, they are words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg import view
from kg.view.addresses import address
from kg.view.stored import Stored
from tests.chromium import READY, watching
from tests.samples import COUNTY, PROGRAM
from tests.view.pages import HOSTILE, INDICATOR, WHITE, everything, graph_folder

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
PLAIN = "平常"
# What our own pages may hold; anything else came out of the data.
OURS = """() => [...new Set([...document.querySelectorAll('*')].map((each) => each.localName))].sort()"""
RUN = """() => [
    document.title, String(window.owned), document.querySelectorAll('img, iframe, object, embed, form[action]').length,
    [...document.querySelectorAll('*')].flatMap((each) => [...each.attributes])
        .filter((each) => /^on/i.test(each.name) || each.value.trim().toLowerCase().startsWith('javascript:')).length,
]"""


def walk(tab: Page, site: Path) -> dict[str, tuple[list[str], list[object]]]:
    """Open and use every place where data is shown; return by place the elements, and what would show that it ran."""
    stored = Stored(site.parent)
    seen: dict[str, tuple[list[str], list[object]]] = {}

    def note(name: str) -> None:
        tab.wait_for_timeout(60)
        seen[name] = (tab.evaluate(OURS), tab.evaluate(RUN))

    def go(name: str, target: str) -> None:
        path, mark, fragment = target.partition("#")
        tab.goto("about:blank")
        tab.goto((site / path).as_uri() + mark + fragment)
        tab.wait_for_selector(READY)
        note(name)

    go("front", "index.html")
    tab.locator("#site-search").click()
    tab.keyboard.type((stored.label(COUNTY.local) or "x")[:6].strip() or "x")
    tab.locator("#site-results li").first.wait_for()
    note("results")
    for name in ("jurisdictions", "programs", "documents"):
        go(name, f"{name}.html")
        tab.locator("th button").first.click()
        note(f"{name}-sorted")
    for entity in (COUNTY, PROGRAM, INDICATOR, WHITE):
        go(entity.kind + entity.local, address(entity.local))
        chosen = tab.locator(".beside button[data-with]")
        if chosen.count():
            chosen.first.click()
        tab.click("#language")
        note(f"{entity.kind}-filtered")
        tab.click("#language")
    for number, document in enumerate(sorted(stored.sources)[:2]):
        go(f"document-{number}", address(document))
    tab.check("#show-aside")
    if tab.locator(".noise summary").count():
        tab.locator(".noise summary").first.click()
    for mark in tab.locator("mark[role=button]").all()[:3]:
        mark.click(force=True)
    note("document-used")
    go("compare", "compare.html")
    go("compared", f"compare.html#{'+'.join(address(each.local, '').rpartition('/')[2] for each in (COUNTY, WHITE))}")
    openers = tab.locator(".opener > button")
    openers.first.wait_for()
    for number in range(openers.count()):
        openers.nth(number).click()
    note("compared-opened")
    go("timeline", "timeline.html")
    openers = tab.locator("main button:visible")
    for number in range(openers.count()):
        openers.nth(number).click()
    note("timeline-opened")
    go("graph", "graph.html")
    tab.fill("#search", (stored.label(PROGRAM.local) or "x")[:6])
    if tab.locator("#results button").count():
        tab.locator("#results button").first.click()
    note("graph-searched")
    for path in sorted(site.glob("graph/*/*.html"))[:2]:
        go(path.name, path.relative_to(site).as_posix())
    for path in (site / "kind" / "Goal.html", site / "kind" / "Problem.html", *sorted(site.glob("year/*.html"))[:1]):
        go(path.name, path.relative_to(site).as_posix())
    return seen


@pytest.fixture(scope="module")
def plain(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The elements of each place where the words are harmless."""
    out = graph_folder(tmp_path_factory.mktemp("plain") / "out", everything(), PLAIN)
    view.write(out)
    with watching(browser) as watched:
        return {name: elements for name, (elements, _) in walk(watched.tab, out / view.SITE).items()}


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_in_the_data_runs(browser: Browser, plain: dict[str, list[str]], tmp_path: Path, name: str) -> None:
    out = graph_folder(tmp_path / "out", everything(), HOSTILE[name])
    view.write(out)
    every = {element for elements in plain.values() for element in elements}
    with watching(browser) as watched:
        for place, (elements, ran) in walk(watched.tab, out / view.SITE).items():
            assert set(elements) <= every, place
            title, owned, foreign, handlers = ran
            assert title != "owned", place
            assert (owned, foreign, handlers) == ("undefined", 0, 0), place


@pytest.mark.parametrize("name", ["long", "right-to-left", "empty"])
def test_hostile_words_leave_the_page_in_shape(browser: Browser, tmp_path: Path, name: str) -> None:
    out = graph_folder(tmp_path / "out", everything(), HOSTILE[name])
    view.write(out)
    site = out / view.SITE
    stored = Stored(out)
    pages = ["index.html", "programs.html", "documents.html", address(COUNTY.local), address(min(stored.sources))]
    with watching(browser, viewport={"width": 360, "height": 740}) as watched:
        for page in pages:
            tab = watched.open(site / page)
            assert tab.evaluate("document.documentElement.scrollWidth") <= 360, page
            assert tab.locator("h1").inner_text().strip(), page
            nameless = (
                "els => els.filter((each) => !each.textContent.trim() && !each.getAttribute('aria-label')).length"
            )
            assert tab.eval_on_selector_all("a, button", nameless) == 0, page

"""The pages in a real browser without a network: search, filters, panel, keyboard, and nothing of the data runs."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from kg import view
from kg.view.document_page import document_page
from kg.view.graph import picture
from kg.view.graph_page import graph_page
from tests.samples import COUNTY, PERSON, PROGRAM, SCHOOL
from tests.view.pages import HOSTILE, graph_folder, hostile, page, with_noise, without_facts

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

pytestmark = pytest.mark.browser


@dataclass
class Watched:
    """A tab that may only read files, and what it said and asked for."""

    tab: Page
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def open(self, path: Path, fragment: str = "") -> Page:
        self.tab.goto(path.as_uri() + fragment)
        self.tab.wait_for_selector("html[data-ready=yes]")
        return self.tab

    def quiet(self) -> bool:
        return self.said == [] and [url for url in self.asked if not url.startswith(("file:", "data:"))] == []


@pytest.fixture(params=["light"])
def watched(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Watched]:
    context = browser.new_context(offline=True, viewport={"width": 1440, "height": 900}, color_scheme=request.param)
    tab = context.new_page()
    found = Watched(tab)

    def console(message: ConsoleMessage) -> None:
        found.said.append(f"{message.type}: {message.text}")

    tab.on("console", console)
    tab.on("pageerror", lambda error: found.said.append(str(error)))
    tab.on("dialog", lambda dialog: found.said.append(f"dialog {dialog.message}"))
    tab.on("request", lambda asked: found.asked.append(asked.url))
    tab.on("requestfailed", lambda asked: found.said.append(f"failed {asked.url}"))
    yield found
    assert found.said == []
    assert found.quiet()
    context.close()


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = graph_folder(tmp_path_factory.mktemp("graph") / "out")
    view.write(folder)
    return folder


def test_every_statement_of_every_document_can_be_reached_by_its_address(watched: Watched, out: Path) -> None:
    for path in sorted((out / view.DOCUMENTS).iterdir()):
        tab = watched.open(path)
        for anchor in tab.evaluate(
            "JSON.parse(document.getElementById('facts').textContent).map((fact) => fact.anchor)"
        ):
            tab = watched.open(path, f"#{anchor}")
            assert tab.locator("mark.here").count() > 0
            assert tab.locator("#card section").count() == 1


def test_everything_can_be_done_by_keyboard(watched: Watched, out: Path) -> None:
    tab = watched.open(out / view.GRAPH)
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.id") == "search"
    tab.keyboard.type("林知远")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#panel h2")
    assert tab.locator("#panel h2").inner_text() == PERSON.label
    assert tab.evaluate("document.activeElement.tagName") == "H2"
    tab.keyboard.press("Escape")
    assert tab.locator("#panel").is_hidden()
    tab.focus("#family-person")
    before = shown(tab)
    tab.keyboard.press("Space")
    assert shown(tab) == before - 1
    documents = sorted((out / view.DOCUMENTS).iterdir())
    tab = watched.open(documents[0])
    tab.locator("mark[tabindex]").first.focus()
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.closest('#card') !== null")


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_in_the_data_runs(watched: Watched, tmp_path: Path, name: str) -> None:
    label = HOSTILE[name]
    made = hostile(label)
    (tmp_path / "documents").mkdir()
    (tmp_path / "graph.html").write_bytes(graph_page(picture([made], {})))
    document = tmp_path / "documents" / f"{made.sha256[:16]}.html"
    document.write_bytes(document_page(made, {}))
    tab = watched.open(tmp_path / "graph.html")
    title = tab.title()
    for entity in (SCHOOL, PROGRAM, COUNTY):
        tab.goto(f"{(tmp_path / 'graph.html').as_uri()}#{quote(entity.local, safe='')}")
        tab.wait_for_selector("#panel h2")
    tab.fill("#search", label[:40] or "林")
    tab.mouse.move(800, 450)
    for box in ("mentioned", "family-program"):
        tab.click(f"#{box}")
    assert tab.title() == title
    assert "owned" not in title
    tab = watched.open(document, "#implementation-11-24")
    tab.check("#show-aside")
    tab.locator(".noise summary").first.click()
    tab.locator("mark").first.hover()
    assert tab.evaluate("document.querySelectorAll('script').length") == 2
    assert tab.evaluate("document.querySelectorAll('img, iframe, object, embed').length") == 0
    assert tab.title() != "owned"


def test_what_was_set_aside_unfolds_where_it_stood(watched: Watched, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(document_page(with_noise(), {}))
    tab = watched.open(tmp_path / "a.html")
    folded = tab.locator(".noise").first
    assert folded.is_hidden()
    tab.check("#show-aside")
    assert folded.locator("q").is_hidden()
    folded.locator("summary").click()
    assert folded.locator("q").inner_text() == "<b>买它</b>"


@pytest.mark.parametrize("watched", ["dark", "light"], indirect=True)
def test_colours_follow_the_system(watched: Watched, out: Path, request: pytest.FixtureRequest) -> None:
    tab = watched.open(out / view.GRAPH)
    red = int(re.findall(r"\d+", tab.evaluate("getComputedStyle(document.body).backgroundColor"))[0])
    assert (red < 60) is ("dark" in request.node.name)


def test_a_telephone_shows_all_without_scrolling_sideways(watched: Watched, out: Path) -> None:
    watched.tab.set_viewport_size({"width": 390, "height": 844})
    for path in (out / view.GRAPH, *sorted((out / view.DOCUMENTS).iterdir())):
        tab = watched.open(path)
        assert tab.evaluate("document.documentElement.scrollWidth") <= 390


SLOW = 3 if os.environ.get("CI") else 2  # a shared machine without a graphics card

"""The site of a graph that holds hardly anything opens everywhere, in a real browser, and says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg import view
from kg.model import LinkedDocument
from tests.chromium import Watched, watching
from tests.samples import COUNTY, linked
from tests.view.pages import graph_folder, many_facts
from tests.view.promises import empty_folder

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def silent(name: str) -> LinkedDocument:
    """A document that names nothing and says nothing."""
    return replace(linked(text=name, name=f"{name}.txt"), entities=(), facts=(), about=(), mentioned=())


# what the graph holds → its folder, and how many things its picture has
BARE: dict[str, tuple[Callable[[Path], Path], int]] = {
    "nothing": (empty_folder, 0),
    "one-thing": (lambda out: graph_folder(out, [silent("甲")]), 1),
    "no-edges": (lambda out: graph_folder(out, [silent("甲"), silent("乙")]), 2),
    "no-statement": (lambda out: graph_folder(out, [many_facts(0)]), 2),
    "one-statement": (lambda out: graph_folder(out, [many_facts(1)]), 3),
}


@pytest.fixture(params=BARE)
def bare(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, int]:
    """The folder of a graph with its site, and how many things its picture has."""
    make, count = BARE[request.param]
    out = make(tmp_path / "out")
    view.write(out)
    return out, count


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    with watching(browser, viewport={"width": 390, "height": 844}) as found:
        yield found


def test_every_page_opens_and_has_a_title(watched: Watched, bare: tuple[Path, int]) -> None:
    out, _ = bare
    for path in (out / view.GRAPH, *sorted((out / view.SITE).rglob("*.html"))):
        tab = watched.open(path)
        assert tab.locator("h1").inner_text().strip(), path
        assert tab.title().strip(), path
        assert tab.evaluate("document.documentElement.scrollWidth") <= 390, path
        tab.click("#language")


@pytest.mark.parametrize("page", [view.GRAPH, f"{view.SITE}/graph.html"])
def test_the_graph_can_be_used_by_hand_and_by_keyboard(watched: Watched, bare: tuple[Path, int], page: str) -> None:
    out, count = bare
    tab = watched.open(out / page)
    assert tab.evaluate("kgView.count") == count
    assert tab.locator("#empty").is_visible() is (tab.get_attribute("#graph", "data-shown") == "0")
    tab.locator("#filters summary").click()
    for box in tab.locator("#filters input[type=checkbox]:not([id^=status])").all():
        box.check()
    assert tab.get_attribute("#graph", "data-shown") == str(count)
    tab.focus("#graph")
    for key in ("0", "+", "-", "e", "ArrowLeft", "Enter"):
        tab.keyboard.press(key)
    assert tab.locator("#panel").is_visible() is (count > 0)
    tab.keyboard.press("Escape")
    tab.click("#language")
    tab.fill("#search", COUNTY.label)
    tab.click("#reset")


def test_a_document_without_a_statement_says_so_and_shows_its_text(watched: Watched, tmp_path: Path) -> None:
    out = graph_folder(tmp_path / "out", [silent("甲县的一份文件")])
    view.write(out)
    (path,) = (out / view.SITE / "documents").glob("*.html")
    tab = watched.open(path)
    assert "甲县的一份文件" in tab.locator("article.text").inner_text()
    assert tab.locator("mark").count() == 0
    assert "没有陈述" in tab.locator("main").inner_text()

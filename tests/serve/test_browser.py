"""The server's pages in a real browser: forms work without a script, and nothing that data holds runs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from kg.namespaces import DATA_NS, EDU_NS, SKOS_NS
from tests.e2e.test_browser import ARGUMENTS, CHROMIUM, missing
from tests.serve.server import Served, folder_of, serving
from tests.serve.test_threats import SCRIPT, literal

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

HOSTILE = {
    "script": SCRIPT,
    "attribute": '"\' onfocus="document.title=\'owned\'" autofocus x="',
    "svg": "</text></svg><svg onload=document.title='owned'>",
    "template": "${document.title='owned'}{{7*7}}`",
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if lacking := missing():
        if os.environ.get("CI"):
            pytest.fail(lacking)
        pytest.skip(f"not run: {lacking}")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        opened = started.chromium.launch(executable_path=str(CHROMIUM), args=list(ARGUMENTS))
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    label, issuer = f"<{SKOS_NS}prefLabel>", f"<{EDU_NS}issuer>"
    turtle = "".join(
        f"<{DATA_NS}program/{name}> a <{EDU_NS}Program> ; {label} {literal(said)} ; {issuer} {literal(said)} .\n"
        for name, said in HOSTILE.items()
    )
    with serving(folder_of(tmp_path_factory.mktemp("browser") / "out", turtle), "--workers", "2") as server:
        yield server


@pytest.fixture
def tab(browser: Browser, served: Served) -> Iterator[Page]:
    context = browser.new_context()
    tab = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("dialog", lambda dialog: said.append(dialog.message))
    tab.on("request", lambda request: asked.append(request.url))
    yield tab
    assert [each for each in said if "Failed to load resource" not in each] == []
    assert [url for url in asked if not url.startswith((served.url, "data:"))] == []
    context.close()


@pytest.mark.parametrize("name", ["script", "attribute"])  # pages of lists show the others as well
def test_nothing_that_data_or_addresses_hold_runs(name: str, tab: Page, served: Served) -> None:
    said = quote(HOSTILE[name], safe="")
    bars = quote("SELECT ?l (COUNT(*) AS ?n) { ?x skos:prefLabel ?l } GROUP BY ?l")
    for path in (
        f"/id/program/{name}",
        f"/sparql?query={quote('SELECT * { ?s ?p ?o }')}",
        f"/sparql?query={bars}",
        f"/sparql?query={said}",
        "/queries/program",
        f"/queries/program?program={said}",
        f"/queries/{said}",
        f"/search?q={said}",
        f"/describe?iri={said}",
        f"/nothing/{said}",
    ):
        tab.goto(served.url + path)
        tab.wait_for_load_state("load")
        assert "owned" not in tab.title() or "document.title" in tab.title(), path
        assert tab.evaluate("document.querySelectorAll('script, img, iframe').length") == 0, path


def test_a_question_is_asked_through_its_form_without_a_script(tab: Page, served: Served) -> None:
    tab.goto(f"{served.url}/queries")
    tab.click("a[href='/queries/program']")
    tab.fill("input[name=program]", HOSTILE["template"])
    tab.click("button[type=submit]")
    assert "program=" in tab.url
    assert tab.input_value("input[name=program]") == HOSTILE["template"]
    assert tab.locator(".error").count() == 0


def test_the_editor_shows_the_answer_below_the_question(tab: Page, served: Served) -> None:
    tab.goto(f"{served.url}/sparql")
    tab.fill("textarea[name=query]", "SELECT ?label { ?x a edu:Program ; skos:prefLabel ?label }")
    tab.click("button[type=submit]")
    assert tab.locator("tbody tr").count() == len(HOSTILE)
    assert tab.locator("a.file").count() == 4


def test_colours_follow_the_system_and_a_telephone_scrolls_no_page_sideways(browser: Browser, served: Served) -> None:
    seen = set()
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme, viewport={"width": 360, "height": 700})
        tab = context.new_page()
        for path in ("/", "/queries/program", "/sparql", "/ontology", "/id/program/script"):
            tab.goto(served.url + path)
            assert tab.evaluate("document.documentElement.scrollWidth") <= 360, path
        seen.add(tab.evaluate("getComputedStyle(document.body).backgroundColor"))
        context.close()
    assert len(seen) == 2


def test_every_field_has_a_name(tab: Page, served: Served) -> None:
    for path in ("/", "/sparql", "/search", "/queries/program"):
        tab.goto(served.url + path)
        assert tab.evaluate("[...document.querySelectorAll('input,select,textarea')].every(each => each.labels.length)")

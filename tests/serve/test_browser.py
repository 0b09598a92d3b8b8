"""The server's pages in a real browser: forms work without a script, and nothing that data holds runs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from kg import query
from kg.namespaces import DATA_NS, EDU_NS, SKOS_NS
from kg.serve import editor
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
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    label, issuer = f"<{SKOS_NS}prefLabel>", f"<{EDU_NS}issuer>"
    turtle = "".join(
        f"<{DATA_NS}program/{name}> a <{EDU_NS}Program> ; {label} {literal(said)} ; {issuer} {literal(said)} .\n"
        for name, said in HOSTILE.items()
    )
    turtle += f"<{DATA_NS}program/script> {issuer} <https://x.example/'onmouseover='document.title=1> .\n"
    with serving(folder_of(tmp_path_factory.mktemp("browser") / "out", turtle), "--workers", "2") as server:
        yield server


@pytest.fixture
def tab(browser: Browser, served: Served, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A tab that says nothing and asks this server alone; `indirect` with False, one without scripts."""
    context = browser.new_context(java_script_enabled=getattr(request, "param", True))
    tab = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("dialog", lambda dialog: said.append(dialog.message))
    tab.on("request", lambda request: asked.append(request.url))
    yield tab
    known = ("Failed to load resource", "Error: Bad Request")  # what a browser and YASGUI say of a wrong question
    assert [each for each in said if not each.startswith(known)] == []
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
        assert tab.evaluate("document.querySelectorAll('script:not([src]), img, iframe').length") == 0, path


def test_a_question_is_asked_through_its_form_without_a_script(tab: Page, served: Served) -> None:
    tab.goto(f"{served.url}/queries")
    tab.click("a[href='/queries/program']")
    tab.fill("input[name=program]", HOSTILE["template"])
    with tab.expect_navigation(url="**program=**", wait_until="load"):
        tab.click("button[type=submit]")
    assert tab.input_value("input[name=program]") == HOSTILE["template"]
    assert tab.locator(".error").count() == 0


@pytest.mark.parametrize("tab", [False], indirect=True)
def test_the_plain_editor_shows_the_answer_below_the_question(tab: Page, served: Served) -> None:
    tab.goto(f"{served.url}/sparql")
    tab.fill("textarea[name=query]", "SELECT ?label { ?x a edu:Program ; skos:prefLabel ?label }")
    with tab.expect_navigation(url="**query=**", wait_until="load"):
        tab.click("#plain button")
    assert tab.locator("tbody tr").count() == len(HOSTILE)
    assert tab.locator("a.file").count() == 4


# The query editor


@pytest.fixture
def opened(tab: Page, served: Served) -> Page:
    """A tab with the query editor in it."""
    if not editor.bundled():
        lacking = "the package was built without the query editor (npm or the network is missing)"
        if os.environ.get("CI"):
            pytest.fail(lacking)
        pytest.skip(f"not run: {lacking}")
    tab.goto(f"{served.url}/sparql")
    tab.wait_for_selector("html[data-ready=yes]")
    return tab


def write(tab: Page, text: str, typed: str = "") -> None:
    """Put a question into the editor that is shown, then type on."""
    tab.evaluate("text => document.querySelector('.tabPanel.active .CodeMirror').CodeMirror.setValue(text)", text)
    tab.click(".tabPanel.active .CodeMirror")
    tab.keyboard.press("Control+End")
    tab.keyboard.type(typed)


def run(tab: Page) -> None:
    with tab.expect_response(lambda reply: reply.request.method == "POST"):
        tab.click(".tabPanel.active .yasqe_queryButton")


def test_the_query_editor_answers_and_nothing_in_an_answer_runs(opened: Page) -> None:
    opened.evaluate("() => { document.title = 'mine' }")
    for text in ("SELECT * { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"):
        write(opened, text)
        run(opened)
        opened.wait_for_selector(".yasr_results tbody tr")
        assert opened.locator(".yasr_results tbody tr").count() == 3 * len(HOSTILE) + 1
        for link in opened.locator(".yasr_results a").all():
            assert (link.get_attribute("href") or "").startswith("/describe?iri=http")
            link.hover()
        assert opened.locator(".yasr_results :is(script, img, svg, b)").count() == 0
        assert opened.title() == "mine"


def test_a_wrong_question_is_told_in_our_words(opened: Page) -> None:
    write(opened, "SELECT ?x { ?x a }")
    run(opened)
    opened.wait_for_selector(".errorResult")
    assert "not SPARQL 1.1" in opened.locator(".errorResult").inner_text()


def names_of_tabs(tab: Page) -> list[str]:
    return [shown.partition("\n")[0] for shown in tab.locator(".tabsList .tab").all_inner_texts()]


def test_a_saved_question_is_found_by_words_of_its_title_and_opens_in_a_tab_once(opened: Page) -> None:
    assert names_of_tabs(opened) == ["查询"]
    saved = query.saved_query("program")
    for words in (saved.title_zh, saved.title.lower(), "谁在做", "program"):
        opened.fill("#saved", words)
        opened.press("#saved", "Enter")
        assert names_of_tabs(opened) == ["查询", saved.title_zh]
        assert opened.input_value("#saved") == ""
    text = opened.evaluate("document.querySelector('.tabPanel.active .CodeMirror').CodeMirror.getValue()")
    assert "PREFIX edu: <" in text
    assert text.endswith(saved.text)
    assert opened.locator(".tabPanel.active .parseErrorIcon").count() == 0
    assert opened.evaluate("localStorage.length") == 0


def test_the_list_of_saved_questions_has_all_of_them_and_opens_them_in_tabs(opened: Page) -> None:
    opened.click(".saved summary")
    shown = opened.locator(".saved li a").all_inner_texts()
    assert all(any(saved.title_zh in each for each in shown) for saved in query.saved_queries().values())
    opened.click(f".saved a[data-name={query.saved_query('timeline').name}]")
    assert names_of_tabs(opened) == ["查询", query.saved_query("timeline").title_zh]
    assert not opened.locator(".saved li a").first.is_visible()


@pytest.mark.parametrize("tab", [False], indirect=True)
def test_without_scripts_the_same_field_and_list_put_a_saved_question_into_the_plain_editor(
    tab: Page, served: Served
) -> None:
    for name in ("program", "timeline"):
        tab.goto(f"{served.url}/sparql")
        if name == "program":
            tab.fill("#saved", query.saved_query(name).title_zh)
            tab.click("#find button")
        else:
            tab.click(".saved summary")
            tab.click(f".saved a[data-name={name}]")
        tab.wait_for_url("**saved=**")
        assert tab.input_value("textarea[name=query]") == query.saved_query(name).text
    tab.goto(f"{served.url}/sparql?saved=no+such+question")
    assert tab.locator(".error").count() == 1


@pytest.mark.parametrize(
    ("text", "typed", "word"),
    [
        ("SELECT * { ?x a ", "edu:Prog", "edu:Program"),
        ("SELECT * { ?x a ", "edu:举措", "edu:Program"),
        ("SELECT * { ?x ", "edu:hold", "edu:holder"),
    ],
)
def test_classes_and_properties_of_the_ontology_are_completed(text: str, typed: str, word: str, opened: Page) -> None:
    write(opened, text, typed)
    hint = opened.locator(".CodeMirror-hints li", has_text=word).first
    hint.wait_for()
    hint.click()
    found = opened.evaluate("document.querySelector('.tabPanel.active .CodeMirror').CodeMirror.getValue()")
    assert found.endswith(text + word)
    assert "PREFIX edu: <" in found


def test_the_link_of_a_question_opens_it_with_its_answer(opened: Page) -> None:
    write(opened, "SELECT ?x { ?x a edu:Program }")
    opened.click(".tabPanel.active .yasqe_share")
    link = opened.locator(".yasqe_sharePopup input").input_value()
    opened.goto(link)
    opened.wait_for_selector("html[data-ready=yes]")
    opened.wait_for_selector("#answer tbody tr")
    assert opened.locator("#answer tbody tr").count() == len(HOSTILE)


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
        assert tab.evaluate(
            "[...document.querySelectorAll('input,select,textarea')].filter(each => each.checkVisibility())"
            ".every(each => each.labels.length || each.ariaLabel)"
        )

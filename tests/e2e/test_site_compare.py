"""Places side by side, targets by year and charts, in a real browser without a network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import pytest

from kg.view.site import Site
from tests.chromium import READY, Watched, watching
from tests.samples import COUNTY, SCHOOL
from tests.view.pages import HOSTILE, INDICATOR, everything, graph_folder
from tests.view.promises import OTHER, RATE, empty_folder, many_counties, two_counties

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
BOTH = "#990001+990002"
OURS = ("compare", "timeline", "assets/", "indicator/", "division/", "documents/")


def written(out: Path, begins: tuple[str, ...] = OURS) -> Path:
    """The folder with those pages of a graph's site whose addresses begin so."""
    site, folder = Site(out), out / "site"
    for address in site.addresses():
        if address.startswith(begins):
            path = folder / address
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(site.page(address) or b"")
    return folder


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(graph_folder(tmp_path_factory.mktemp("two") / "out", list(two_counties())))


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = graph_folder(tmp_path_factory.mktemp("many") / "out", list(many_counties(300)))
    return written(folder, ("compare", "timeline", "assets/"))


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    with watching(browser) as found:
        yield found


def compared(watched: Watched, folder: Path, fragment: str = BOTH) -> Page:
    """The comparison of the places that the fragment names."""
    tab = watched.open(folder / "compare.html", fragment)
    tab.wait_for_selector(f"#comparison[data-drawn='{fragment[1:]}']")
    return tab


def test_two_places_are_chosen_by_name_and_stand_in_the_address(watched: Watched, two: Path) -> None:
    tab = watched.open(two / "compare.html")
    tab.fill("#place", "青禾")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#comparison[data-drawn='990001']")
    assert "再选一个" in tab.locator("#note").inner_text()
    tab.fill("#place", "白石")  # a wording of its own
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#comparison[data-drawn='990001+990002']")
    assert tab.url.endswith(BOTH)
    assert tab.locator("#chosen a").all_inner_texts() == [COUNTY.label, OTHER.label]
    tab.go_back()
    tab.wait_for_selector("#comparison[data-drawn='990001']")
    assert tab.locator("#chosen a").all_inner_texts() == [COUNTY.label]
    tab.go_forward()
    tab.wait_for_selector("#comparison[data-drawn='990001+990002']")
    tab.locator("#chosen button").first.click()
    tab.wait_for_selector("#comparison[data-drawn='990002']")
    assert tab.locator("#chosen a").all_inner_texts() == [OTHER.label]


def test_a_number_opens_its_sentence_in_place_and_leads_to_the_document(watched: Watched, two: Path) -> None:
    tab = compared(watched, two)
    cell = tab.locator(".targets tbody tr:not(.group) td").first
    button = cell.locator("button.figure", has_text="98%").first
    assert button.get_attribute("aria-expanded") == "false"
    button.click()
    opened = cell.locator(".sentence mark")
    opened.first.wait_for()
    assert button.get_attribute("aria-expanded") == "true"
    assert opened.all_inner_texts() == ["青禾县计划第0条：巩固率为98%。", "青禾县总结第0条：巩固率为98.4%。"]
    assert "98.4%" in cell.inner_text()
    watched.follow("#comparison .sentence .source a")
    assert "".join(tab.locator("mark.here").all_inner_texts()) == "青禾县计划第0条：巩固率为98%。"


def test_shared_rows_stand_first_and_others_can_be_left_out(watched: Watched, site: Path) -> None:
    tab = compared(watched, site, "#620825+530521")
    rows = tab.locator(".programs tbody tr:not(.group)")
    silent = [row.locator("td.silent").count() for row in rows.all()]
    assert silent == sorted(silent)
    assert {0, 1} <= set(silent)
    tab.check("#shared")
    tab.wait_for_function("document.querySelectorAll('.programs td.silent').length === 0")
    assert rows.count() == silent.count(0)
    tab.uncheck("#shared")
    tab.fill("#rows", "控辍")
    tab.wait_for_function("document.querySelectorAll('.programs tbody tr:not(.group)').length === 1")
    assert rows.first.locator("th").inner_text() == "控辍保学"


def test_badges_tell_who_reports_and_who_plans_and_open_the_sentences(watched: Watched, site: Path) -> None:
    tab = compared(watched, site, "#620825+530521")
    row = tab.locator(".programs tbody tr", has_text="控辍保学").first
    badge = row.locator("button.badge").first
    count = int(badge.inner_text().split()[-1])
    badge.click()
    row.locator(".sentence").first.wait_for()
    assert row.locator(".sentence").count() == count
    assert all("控辍" in each for each in row.locator(".sentence blockquote").all_inner_texts())


def test_a_place_that_is_not_in_the_graph_is_said_and_the_others_are_shown(watched: Watched, two: Path) -> None:
    tab = watched.open(two / "compare.html", "#990001+<img src=x>+123")
    tab.wait_for_selector("#comparison[data-drawn='990001']")
    assert "123" in tab.locator("#note").inner_text()
    assert tab.locator("main img").count() == 0


def test_examples_lead_to_a_comparison(watched: Watched, two: Path) -> None:
    tab = watched.open(two / "compare.html")
    tab.locator("#examples a").first.click()
    tab.wait_for_selector("#comparison table")
    assert tab.locator("#comparison thead").first.locator("th").count() == 3


def test_three_hundred_places_are_found_and_compared_at_once(watched: Watched, many: Path) -> None:
    began = monotonic()
    tab = watched.open(many / "compare.html")
    tab.fill("#place", "800123")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#comparison[data-drawn='800123']")
    assert monotonic() - began < 10
    loaded = [url for url in watched.asked if "/compare/" in url]
    assert len(loaded) == 1
    assert tab.locator("#pick button.chip").count() == 60
    tab.locator("#pick button.more").click()
    assert tab.locator("#pick button.chip").count() == 120


def test_english_is_spoken_on_both_pages(watched: Watched, two: Path) -> None:
    tab = compared(watched, two)
    tab.click("#language")
    assert tab.locator("#comparison h2").first.inner_text().startswith("Targets")
    assert tab.locator("#chosen button").first.get_attribute("title") == f"Remove {COUNTY.label}"
    tab = watched.open(two / "timeline.html")
    assert tab.locator("#state option").first.inner_text() == "all"
    assert "met" in tab.locator(".tally").first.inner_text()
    assert tab.locator(".zh:visible").count() == 0


def test_targets_stand_by_year_with_what_was_reported(watched: Watched, two: Path) -> None:
    tab = watched.open(two / "timeline.html")
    bands = tab.locator(".band h2").all_inner_texts()
    assert [band.split()[0] for band in bands] == ["2022", "2025"]
    met = tab.locator(".target.met")
    assert met.count() == 1
    assert "98.4%" in met.inner_text()
    met.locator("button.words").click()
    met.locator(".sentence").nth(1).wait_for()
    assert met.locator(".sentence mark").all_inner_texts() == [
        "青禾县计划第0条：巩固率为98%。",
        "青禾县总结第0条：巩固率为98.4%。",
    ]
    assert tab.locator(".target.missed").inner_text().startswith(OTHER.label)
    with tab.expect_navigation():
        met.locator("> .source a").click()
    tab.wait_for_selector(READY)
    assert "".join(tab.locator("mark.here").all_inner_texts()) == "青禾县计划第0条：巩固率为98%。"


def test_a_target_that_a_later_plan_sets_anew_says_so_with_both_sentences(watched: Watched, site: Path) -> None:
    tab = watched.open(site / "timeline.html")
    chip = tab.locator("#states button", has_text="后来另定目标")
    count = int(chip.inner_text().split()[-1])
    chip.click()
    tab.wait_for_selector(f"#timeline[data-shown='{count}']")
    assert tab.locator(".target .anew").count() == count
    target = tab.locator(".target", has_text="九年义务教育巩固率").first
    assert target.locator(".number").inner_text() == "≥ 98.8%"
    assert target.locator(".anew").inner_text() == "后来的目标： ≈ 99% 2023 年内"
    target.locator("button.words").click()
    target.locator(".later", has_text="后来的目标").wait_for()
    quotes = target.locator(".sentence mark").all_inner_texts()
    assert "98.8%" in quotes[0]
    assert "99%" in quotes[-1]
    with tab.expect_navigation():
        target.locator(".anew a").click()
    tab.wait_for_selector(READY)
    assert "".join(tab.locator("mark.here").all_inner_texts()) == quotes[-1]


def test_rows_that_are_asked_for_stand_in_the_address_and_few_are_open(watched: Watched, site: Path) -> None:
    tab = compared(watched, site, "#620825+620826")
    assert tab.locator("#comparison .sentence").count() == tab.locator(".problems .sentence").count()
    tab.fill("#rows", "控辍保学")
    tab.locator("#comparison .programs .sentence").first.wait_for()
    assert tab.locator("#comparison section").count() == 1
    address, mark, fragment = tab.url.partition("#")
    tab = watched.open(address, mark + fragment)
    tab.locator("#comparison .programs .sentence").first.wait_for()
    assert tab.input_value("#rows") == "控辍保学"
    tab.fill("#rows", "没有这一行")
    tab.wait_for_function("document.querySelectorAll('#comparison section').length === 0")
    assert tab.locator("#comparison").inner_text() == "没有符合的行。"


def test_one_place_offers_others_before_its_rows(watched: Watched, two: Path) -> None:
    tab = compared(watched, two, "#990001")
    offered, rows = tab.locator("#pick").bounding_box(), tab.locator("#comparison").bounding_box()
    assert offered is not None
    assert rows is not None
    assert offered["y"] < rows["y"]
    tab.locator("#pick button.chip").first.click()
    tab.wait_for_selector("#comparison[data-drawn='990001+990002']")
    assert tab.locator("#pick").is_hidden()


def test_filters_of_targets_stand_in_the_address(watched: Watched, two: Path) -> None:
    tab = watched.open(two / "timeline.html", "#place=990001")
    assert tab.locator(".target").count() == 3
    tab.select_option("#state", "open")
    tab.wait_for_selector("#timeline[data-shown='2']")
    assert "place=990001&state=open" in tab.url
    tab.select_option("#year", "2025")
    tab.wait_for_selector("#timeline[data-shown='1']")
    tab.go_back()
    tab.wait_for_selector("#timeline[data-shown='2']")
    tab.click("#clear")
    tab.wait_for_selector("#timeline[data-shown='4']")
    assert tab.locator("#place").input_value() == ""
    chip = tab.locator("#states button", has_text="未达到")
    chip.click()
    tab.wait_for_selector("#timeline[data-shown='1']")
    assert tab.locator("#states button[aria-pressed=true]").count() == 1


def test_many_targets_are_shown_some_at_a_time(watched: Watched, many: Path) -> None:
    tab = watched.open(many / "timeline.html")
    assert tab.locator(".target").count() == 120  # twenty of each of six years
    band = tab.locator(".band").first
    band.locator("> button.more").click()
    assert band.locator(".target").count() == 40
    assert tab.evaluate("document.activeElement.closest('.target') !== null")
    assert tab.locator("#count").inner_text() == "显示 300 / 300 个目标"


def test_a_mark_of_a_chart_leads_to_its_sentence(watched: Watched, two: Path) -> None:
    tab = watched.open(two / "indicator" / "retention.html")
    links = tab.locator("#chart svg.wide a")
    assert links.count() == 7
    assert OTHER.label in (links.first.locator("title").text_content() or "")
    tab.locator("#chart svg.wide a.figure").first.focus()
    with tab.expect_navigation():
        tab.keyboard.press("Enter")
    tab.wait_for_selector(READY)
    assert RATE.label in tab.locator("mark.here").first.inner_text()


def test_a_telephone_shows_the_narrow_chart_and_no_table_that_is_wider(browser: Browser, two: Path) -> None:
    with watching(browser, viewport={"width": 360, "height": 740}) as watched:
        tab = watched.open(two / "indicator" / "retention.html")
        assert tab.locator("#chart svg.narrow").first.is_visible()
        assert tab.locator("#chart svg.wide").first.is_hidden()
        for place in (compared(watched, two), watched.open(two / "timeline.html")):
            assert place.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_countys_page_leads_to_its_comparison_and_its_targets(watched: Watched, two: Path) -> None:
    tab = watched.open(two / "division" / "990001.html")
    assert "98.4%" in tab.locator("#promised").inner_text()
    watched.follow("#promised a[href*='compare.html']")
    tab.wait_for_selector("#comparison[data-drawn='990001']")
    tab = watched.open(two / "division" / "990001.html")
    watched.follow("#promised a[href*='timeline.html']")
    assert tab.locator("#place").input_value() == "990001"
    assert SCHOOL.label not in tab.locator("#place").inner_text()


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_in_the_data_runs(watched: Watched, tmp_path: Path, name: str) -> None:
    folder = written(graph_folder(tmp_path / "out", everything(), HOSTILE[name]), ("compare", "timeline", "assets/"))
    tab = compared(watched, folder)
    title = tab.title()
    for button in tab.locator("#comparison button[aria-expanded]").all()[:8]:
        button.click()
    tab.fill("#place", HOSTILE[name][:20])
    tab = watched.open(folder / "timeline.html")
    for button in tab.locator("button.words").all()[:4]:
        button.click()
    tab.locator(".sentence").first.wait_for()
    assert tab.evaluate("document.querySelectorAll('main :is(img, iframe, object, embed)').length") == 0
    assert "owned" not in (title, tab.title())
    assert INDICATOR.local
    tab.set_viewport_size({"width": 390, "height": 844})
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390


def test_an_empty_graph_says_so(watched: Watched, tmp_path: Path) -> None:
    folder = written(empty_folder(tmp_path / "out"), ("compare", "timeline", "assets/"))
    tab = watched.open(folder / "compare.html")
    tab.fill("#place", "县")
    assert tab.locator("#place-results").inner_text() == "没有找到"
    tab = watched.open(folder / "timeline.html")
    assert "没有符合的目标" in tab.locator("#timeline").inner_text()

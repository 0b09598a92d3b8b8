"""Charts of an indicator: what is drawn, where, and what the table says."""

from __future__ import annotations

import itertools
import re
import xml.etree.ElementTree as ET
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.view.chart import COLOURED, Mark, Series, chart, ticks
from kg.view.indicator_chart import indicator_chart
from kg.view.stored import Stored
from tests.view.pages import HOSTILE, INDICATOR, everything, graph_folder
from tests.view.promises import NARROW, OTHER, RATE, Said, document, two_counties

NUMBERS = st.decimals(min_value=-1_000_000, max_value=1_000_000_000, allow_nan=False, places=2)


def mark(year: int, value: str, *, target: bool = False) -> Mark:
    return Mark(year, Decimal(value), target, f"documents/a.html#{year}", f"{year}: {value}", f"{value}%")


def drawn(series: list[Series], width: int = 760) -> ET.Element:
    """The picture, as a tree: it must be well formed."""
    return ET.fromstring(chart(series, width=width, aria_label="x"))


@settings(deadline=None)
@given(NUMBERS, NUMBERS)
def test_ticks_hold_all_numbers_and_are_few(one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    found = ticks(low, high)
    assert found[0] <= low <= high <= found[-1]
    assert 2 <= len(found) <= 7
    assert found == sorted(set(found))


def test_whole_numbers_have_whole_ticks() -> None:
    assert ticks(Decimal(3), Decimal(5)) == [3, 4, 5]


def test_each_series_has_its_own_shape_and_its_name_beside_it() -> None:
    series = [Series(f"县{number}", (mark(2021, "90"), mark(2022, str(91 + number)))) for number in range(COLOURED)]
    tree = drawn(series)
    shapes = {re.sub(r"^M[-\d.]+,[-\d.]+", "", path.attrib["d"]) for path in tree.findall(".//a/path")}
    assert len(shapes) == COLOURED
    assert len(tree.findall(".//polyline")) == COLOURED
    assert {f"县{number} {91 + number}%" for number in range(COLOURED)} <= {each.text for each in tree.iter("text")}


def test_names_do_not_touch_each_other() -> None:
    series = [Series(f"县{number}", (mark(2021, "90"), mark(2022, "91"))) for number in range(COLOURED)]
    places = sorted(float(each.attrib["y"]) for each in drawn(series).iter("text") if each.attrib["class"] == "name")
    assert all(after - before >= 14 for before, after in itertools.pairwise(places))
    assert len({path.attrib["d"] for path in drawn(series).findall(".//a/path")}) > COLOURED


def test_more_series_than_colours_are_grey_and_have_titles() -> None:
    series = [Series(f"县{number}", (mark(2021, "90"), mark(2022, str(number)))) for number in range(COLOURED + 3)]
    tree = drawn(series)
    assert len([each for each in tree.iter("g") if each.attrib.get("class") == "series grey"]) == 3
    assert all(each.find("title") is not None for each in tree.iter("a"))


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(1990, 2060), NUMBERS), min_size=2, max_size=30), st.sampled_from([350, 760]))
def test_every_mark_stands_inside_the_picture(told: list[tuple[int, Decimal]], width: int) -> None:
    series = [
        Series("很长的名字" * 5, tuple(Mark(year, value, False, "#", "t", f"{value}") for year, value in sorted(told)))
    ]
    tree = drawn(series, width)
    height = float(tree.attrib["viewBox"].split()[3])
    for path in tree.findall(".//a/path"):
        x, y = map(float, re.findall(r"-?[\d.]+", path.attrib["d"])[:2])
        assert 0 <= x <= width
        assert 0 <= y <= height


def test_one_year_is_a_row_a_place_the_greatest_first(tmp_path: Path) -> None:
    made = [
        document("甲", [(False, Said(value="90", year=2022))]),
        document("乙", [(False, Said(value="95", year=2022, area=OTHER))], about=OTHER),
    ]
    shown = indicator_chart(Stored(graph_folder(tmp_path / "out", made)), RATE.local, "indicator/retention.html")
    assert "<polyline" not in shown
    assert shown.index(">白石县</text>") < shown.index(">青禾县</text>")


def test_one_figure_is_said_and_not_drawn(tmp_path: Path) -> None:
    made = [document("甲", [(False, Said(value="90", year=2022))])]
    shown = indicator_chart(Stored(graph_folder(tmp_path / "out", made)), RATE.local, "indicator/retention.html")
    assert "<svg" not in shown
    assert "90%" in shown
    assert re.search(r'href="\.\./documents/[0-9a-f]{16}\.html#observation-', shown)


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Stored:
    return Stored(graph_folder(tmp_path_factory.mktemp("two") / "out", list(two_counties())))


def test_each_number_is_a_link_to_its_sentence_and_targets_are_hollow(stored: Stored) -> None:
    shown = indicator_chart(stored, RATE.local, "indicator/retention.html")
    figure = next(re.finditer(r'<svg viewBox[^>]*class="wide".*?</svg>', shown, re.DOTALL))[0]
    targets = re.findall(r'<a href="([^"]*)" class="target">', figure)
    reported = re.findall(r'<a href="([^"]*)" class="figure">', figure)
    assert len(targets) == 3
    assert len(reported) == 4
    assert all("#goal-" in each for each in targets)
    assert all("#observation-" in each for each in reported)
    for href in (*targets, *reported):
        name, _, anchor = href.removeprefix("../documents/").partition(".html#")
        assert f"document/{name}/{anchor}" in stored.kinds


def test_other_units_have_other_charts_and_the_table_has_all(stored: Stored) -> None:
    shown = indicator_chart(stored, RATE.local, "indicator/retention.html")
    assert shown.count("<figure>") == 1  # of 所 and of 人 there is one number each
    table = shown.partition("<tbody>")[2]
    assert table.count("<tr>") == 9
    assert table.index("白石县") < table.index("青禾县")
    assert "50所" in table


def test_a_head_gathers_its_narrower_indicators_and_draws_each_alone(tmp_path: Path) -> None:
    narrow = [(False, Said(value=str(90 + year % 10), year=year, indicator=NARROW)) for year in (2021, 2022)]
    made = [document("甲", [*narrow, (False, Said(value="80", year=2021)), (False, Said(value="82", year=2022))])]
    stored = Stored(graph_folder(tmp_path / "out", made))
    shown = indicator_chart(stored, RATE.local, "indicator/retention.html")
    assert shown.count("<figure>") == 2
    assert shown.partition("<tbody>")[2].count("<tr>") == 4
    assert NARROW.label in shown
    own = indicator_chart(stored, NARROW.local, "indicator/x.html")
    assert own.count("<figure>") == 1
    assert own.partition("<tbody>")[2].count("<tr>") == 2


def test_a_thing_that_is_no_indicator_has_no_chart(stored: Stored) -> None:
    assert indicator_chart(stored, OTHER.local, "division/990002.html") == ""


@pytest.mark.parametrize("name", HOSTILE)
def test_words_of_others_are_text_in_charts(tmp_path: Path, name: str) -> None:
    stored = Stored(graph_folder(tmp_path / "out", everything(), HOSTILE[name]))
    shown = indicator_chart(stored, INDICATOR.local, "indicator/x.html")
    assert "<script" not in shown
    assert "<img" not in shown
    for picture in re.findall(r"<svg.*?</svg>", shown, re.DOTALL):
        ET.fromstring(picture)

"""Boxes around a centre never overlap, whatever their number and sizes, and stand in the same places in every run."""

from __future__ import annotations

from itertools import combinations
from time import process_time

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.view.blocks import blocks
from kg.view.layout import Box
from tests.view.test_layout import overlaps

SIZES = st.tuples(st.integers(20, 300), st.integers(18, 60), st.integers(0, 6))
CENTRE = Box(key="centre", width=120, height=31, home="")


def boxes_of(sizes: list[tuple[int, int, int]]) -> list[Box]:
    """The boxes whose numbers are small are heads of groups."""
    return [
        Box(key=str(number), width=width, height=height, home=str(home))
        for number, (width, height, home) in enumerate(sizes)
    ]


@settings(deadline=None, max_examples=60)
@given(st.lists(SIZES, max_size=40))
def test_no_two_boxes_overlap_and_the_centre_is_free(sizes: list[tuple[int, int, int]]) -> None:
    boxes = [CENTRE, *boxes_of(sizes)]
    places = blocks(CENTRE, boxes[1:])
    assert places.keys() == {box.key for box in boxes}
    assert places["centre"] == (0, 0)
    assert [pair for pair in combinations(boxes, 2) if overlaps(*pair, places)] == []
    assert places == blocks(CENTRE, boxes[1:])


def test_a_group_stands_together_under_its_head() -> None:
    boxes = [Box(key=f"{home}{n}" if n else home, width=90, height=24, home=home) for home in "abc" for n in range(9)]
    places = blocks(CENTRE, boxes)
    for home in "abc":
        others = [places[box.key] for box in boxes if box.home == home and box.key != home]
        assert places[home][1] < min(y for _, y in others)
        left, right = min(x for x, _ in others), max(x for x, _ in others)
        top, bottom = min(y for _, y in others), max(y for _, y in others)
        strangers = [places[box.key] for box in boxes if box.home != home]
        assert [at for at in strangers if left <= at[0] <= right and top <= at[1] <= bottom] == []


def test_three_hundred_boxes_cost_milliseconds() -> None:
    boxes = boxes_of([(60 + number % 90, 24, number % 25) for number in range(300)])
    started = process_time()
    blocks(CENTRE, boxes)
    assert process_time() - started < 0.2

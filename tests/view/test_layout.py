"""Boxes never overlap, whatever their number and sizes, and stand in the same places in every run."""

from __future__ import annotations

from itertools import combinations
from time import process_time

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.view.layout import Box, layout

SIZES = st.tuples(st.integers(20, 300), st.integers(18, 60), st.integers(-1, 4))


def boxes_of(sizes: list[tuple[int, int, int]], anchors: int = 5) -> list[Box]:
    """The first boxes are anchors; a box of home -1 is shared."""
    return [
        Box(
            key=str(number),
            width=width,
            height=height,
            home=str(number) if number < anchors else "" if home < 0 else str(home),
        )
        for number, (width, height, home) in enumerate(sizes)
    ]


def overlaps(one: Box, other: Box, places: dict[str, tuple[int, int]]) -> bool:
    (x, y), (u, v) = places[one.key], places[other.key]
    return 2 * abs(x - u) < one.width + other.width - 1 and 2 * abs(y - v) < one.height + other.height - 1


@settings(deadline=None, max_examples=60)
@given(st.lists(SIZES, max_size=40))
def test_no_two_boxes_overlap(sizes: list[tuple[int, int, int]]) -> None:
    boxes = boxes_of(sizes)
    places = layout(boxes)
    assert places.keys() == {box.key for box in boxes}
    assert [pair for pair in combinations(boxes, 2) if overlaps(*pair, places)] == []


@settings(deadline=None, max_examples=20)
@given(st.lists(SIZES, max_size=25))
def test_the_same_boxes_stand_in_the_same_places(sizes: list[tuple[int, int, int]]) -> None:
    assert layout(boxes_of(sizes)) == layout(boxes_of(sizes))


def test_what_is_shared_stands_nearer_to_the_middle_than_what_is_not() -> None:
    boxes = boxes_of([(80, 24, 0)] * 5 + [(80, 24, -1)] * 4 + [(80, 24, number % 5) for number in range(40)])
    places = layout(boxes)
    far = {
        home: [abs(places[box.key][0]) + abs(places[box.key][1]) for box in boxes[5:] if (box.home == "") is home]
        for home in (True, False)
    }
    assert max(far[True]) < min(far[False])


def test_five_thousand_boxes_are_placed_in_seconds() -> None:
    sizes = [(100, 24, number % 500) for number in range(4_000)] + [(100, 24, -1)] * 1_000
    started = process_time()
    layout(boxes_of(sizes, anchors=500))
    assert process_time() - started < 30

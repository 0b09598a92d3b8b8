"""Rows are counted right whatever the strings of an answer hold."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.serve.formats import ROWS, rows_in

MISTAKABLE = st.lists(
    st.sampled_from(["}},{", '"', "{}", "\\", "[{", '"bindings":[]}}', ",", "}", "\n", "<"]), max_size=4
)
CELL = st.none() | MISTAKABLE.map("".join)


@pytest.mark.parametrize("media", ROWS.values())
@given(rows=st.lists(st.tuples(CELL, CELL), max_size=5))
def test_strings_that_look_like_an_answers_frame_count_for_nothing(
    media: str, rows: list[tuple[str | None, str | None]]
) -> None:
    told = " ".join(f"({' '.join('UNDEF' if cell is None else str(ox.Literal(cell)) for cell in row)})" for row in rows)
    answer = ox.Store().query(f"SELECT ?x ?y {{ VALUES (?x ?y) {{ {told} }} }}")
    form = ox.QueryResultsFormat.from_media_type(media)
    assert form is not None
    assert isinstance(answer, ox.QuerySolutions)
    written = answer.serialize(format=form)
    assert written is not None
    assert rows_in(written, media) == len(rows)

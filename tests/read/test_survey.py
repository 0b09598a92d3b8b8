"""One look at each character tells what patterns would find."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.read.alphabet import HAN
from kg.read.survey import BLANK, HIDES, LETTER, STRETCH_END, UNUSUAL, marked, places, survey, unusual

PATTERNS = {
    "blank": (BLANK, "[\t\n\r\x0b\x0c\x85 \xa0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"),
    "letter": (LETTER, "[A-Za-z]"),
    "stretch-end": (STRETCH_END, rf"[{HAN}\n]"),
    "hides": (HIDES, "[xX×*＊…_□○?？某A-Z]"),
}
TEXT = st.text(st.one_of(st.sampled_from("教育於後臺…某xX *\n\t\u2029？，🐼é"), st.characters()), max_size=400)


@pytest.mark.parametrize("name", PATTERNS)
def test_every_code_point_is_of_the_kind_that_its_pattern_says(name: str) -> None:
    kind, pattern = PATTERNS[name]
    every = "".join(map(chr, range(0x110000)))
    assert list(places(survey(every), kind)) == [found.start() for found in re.finditer(pattern, every)]


@given(TEXT, st.integers(1, 300))
def test_a_long_text_is_surveyed_as_its_parts_are(text: str, size: int) -> None:
    parts = (text[at : at + size] for at in range(0, len(text), size))
    assert survey(text) == b"".join(map(survey, parts))


@given(TEXT)
def test_marks_tell_two_kinds_apart(text: str) -> None:
    surveyed = survey(text)
    marks = marked(surveyed, LETTER, STRETCH_END)
    letters, ends = set(places(surveyed, LETTER)), set(places(surveyed, STRETCH_END))
    assert [*marks] == [1 if at in letters else 2 if at in ends else 0 for at in range(len(text))]


def test_plain_simplified_chinese_holds_nothing_unusual_and_traditional_does() -> None:
    plain = "2021年，全县教育工作会议（扩大）在县教育局召开：“双减”落实、稳步推进；共有3.5万名学生……\n"
    assert unusual(plain, survey(plain)) == ""
    other = "學校於2021年＊成立🐼"
    assert unusual(other, survey(other)) == "".join(sorted("學於＊🐼"))
    assert set(places(survey(other), UNUSUAL)) == {other.index(character) for character in "學於＊🐼"}

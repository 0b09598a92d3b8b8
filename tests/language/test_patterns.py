"""Word lists as regular expressions match what the plain alternation does."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from kg.language.patterns import Behind, Tried, either

WORDS = st.lists(st.text("建成投用.|(", min_size=1, max_size=4), min_size=1, max_size=12)
TEXT = st.text("建成投用.|(了", max_size=40)


def plain(words: list[str]) -> str:
    """The words one after another, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@given(WORDS, TEXT)
def test_the_longest_word_at_each_place_is_found(words: list[str], text: str) -> None:
    found = [match.span() for match in re.finditer(either(words), text)]
    assert found == [match.span() for match in re.finditer(plain(words), text)]


@given(WORDS, WORDS, TEXT)
def test_where_more_must_follow_a_shorter_word_is_tried_too(words: list[str], more: list[str], text: str) -> None:
    found = [match.span() for match in re.finditer(f"(?:{either(words)})了(?:{either(more)})?", text)]
    assert found == [match.span() for match in re.finditer(f"(?:{plain(words)})了(?:{plain(more)})?", text)]


def test_words_with_one_beginning_share_it() -> None:
    assert either(["建成", "建", "建成投用", "落成"]) == "建(?:成(?:投用|)|)|落成"


@given(TEXT)
def test_a_pattern_that_is_tried_at_its_first_characters_finds_what_it_finds_everywhere(text: str) -> None:
    pattern = r"(?P<doubled>(?:建|成){1,3}[投用])|(?<=了)(?P<after>\(+)"
    found = [(match.span(), match.lastgroup) for match in Tried(r"[建成(]", pattern).finditer(text)]
    assert found == [(match.span(), match.lastgroup) for match in re.finditer(pattern, text)]


@given(TEXT)
def test_a_pattern_behind_certain_characters_finds_what_a_lookbehind_finds(text: str) -> None:
    pattern = r"(?P<built>[建成]{1,2})用?[.|]?"
    found = [(match.span(), match["built"]) for match in Behind(r"[^建成]", pattern).finditer(text)]
    assert found == [(match.span(), match["built"]) for match in re.finditer(rf"(?<![建成]){pattern}", text)]

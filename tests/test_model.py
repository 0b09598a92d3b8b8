"""Offsets of a document: clean ones, raw ones, and what stands between them."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Document, Noise, NoiseKind, Run, Span
from tests.extract.texts import document_of


def cleaned(pieces: list[tuple[str, bool]]) -> Document:
    """Return a document whose original is the pieces in order; those marked False are noise."""
    original = text = ""
    runs, noise = [], []
    for piece, kept in pieces:
        if kept:
            runs.append(Run(len(text), len(original), len(piece)))
            text += piece
        else:
            noise.append(Noise(NoiseKind.SYMBOL, len(original), len(original) + len(piece), len(text)))
        original += piece
    return replace(document_of(""), original=original, text=text, runs=tuple(runs), noise=tuple(noise))


@pytest.mark.parametrize(
    ("start", "end", "raw"),
    [(0, 2, "实施"), (2, 6, "“双🌠减”"), (2, 4, "“双"), (4, 6, "减”"), (5, 8, "”🌠政策"), (0, 8, "实施“双🌠减”🌠政策")],
    ids=["before", "noise-inside", "noise-after", "noise-before", "noise-within", "whole"],
)
def test_a_raw_span_holds_the_noise_between_its_ends_and_none_around_them(start: int, end: int, raw: str) -> None:
    document = cleaned([("🌠", False), ("实施“双", True), ("🌠", False), ("减”", True), ("🌠", False), ("政策", True)])
    assert document.original[slice(*document.raw_span(start, end))] == raw


def test_a_span_that_nothing_prints_is_refused() -> None:
    document = replace(document_of(""), original="甲乙", text="甲\n乙", runs=(Run(0, 0, 1), Run(2, 1, 1)))
    assert document.raw_span(0, 3) == Span(0, 2)
    with pytest.raises(ValueError, match="no character of clean span 1-2"):
        document.raw_span(1, 2)


pieces = st.lists(st.tuples(st.text("甲乙丙🌠&;#", min_size=1, max_size=4), st.booleans()), min_size=1, max_size=8)


@given(pieces, st.data())
def test_what_is_kept_of_a_raw_span_is_the_clean_text(given: list[tuple[str, bool]], data: st.DataObject) -> None:
    document = cleaned(given)
    if not document.text:
        return
    start = data.draw(st.integers(0, len(document.text) - 1))
    end = data.draw(st.integers(start + 1, len(document.text)))
    raw = document.raw_span(start, end)
    inside = [
        position
        for run in document.runs
        for position in range(run.raw, run.raw + run.length)
        if raw.start <= position < raw.end
    ]
    assert "".join(document.original[position] for position in inside) == document.text[start:end]
    assert inside[0] == raw.start


@pytest.mark.parametrize(
    ("start", "end", "touches"), [(0, 3, False), (1, 4, True), (3, 5, True), (4, 5, False)],
    ids=["before", "around", "at-its-left", "behind"],
)  # fmt: skip
def test_noise_inside_a_span_or_at_its_left_touches_it(start: int, end: int, touches: bool) -> None:
    document = cleaned([("实施双", True), ("🌠", False), ("减政", True)])
    assert document.noise_within(start, end) == (document.noise if touches else ())


TEXT = "一、工作回顾\n落实“双减”；开展课后服务。第一中学扩建。\n二、下一步打算\n推进改革。"


@pytest.mark.parametrize("words", ["落实", "开展", "第一中学", "推进"])
def test_sentence_clause_and_section_are_those_that_hold_the_words(words: str) -> None:
    document = document_of(TEXT)
    at = TEXT.index(words)
    clause = document.clause_at(at)
    sentence = document.sentences[document.sentence_at(at)].span
    section = document.section_at(at).span
    assert clause.start == at
    assert section.start <= sentence.start <= clause.start < clause.end <= sentence.end <= section.end


def test_the_values_between_stages_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        document_of(TEXT).text = "x"  # type: ignore[misc]

"""Forms in a text: the longest wins, none is hidden by a shorter one, quoted forms count in quotation marks alone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.lexicon import CLOSING_QUOTES, OPENING_QUOTES, Hit, Lexicon, Term

CHARACTERS = "甲乙丙丁“”"


def lexicon(*forms: str, quoted: tuple[str, ...] = ()) -> Lexicon:
    return Lexicon(
        [
            *(Term(form, "Program", form) for form in forms),
            *(Term(form, "Program", form, quoted=True) for form in quoted),
        ]
    )


def found(given: Lexicon, text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in given.find(text)]


@pytest.mark.parametrize(
    ("forms", "text", "hits"),
    [
        (("教育", "教育均衡"), "义务教育均衡发展", ["教育均衡"]),
        (("义务教育", "教育优质均衡"), "义务教育优质均衡", ["教育优质均衡"]),
        (("甲乙", "乙丙"), "甲乙丙", ["甲乙"]),
        (("甲乙", "乙丙丁"), "甲乙丙丁", ["乙丙丁"]),
        (("甲乙", "乙丙丁", "丙丁"), "甲乙甲乙丙丁", ["甲乙", "乙丙丁"]),
        (("甲",), "甲甲甲", ["甲", "甲", "甲"]),
        (("双减",), "", []),
        ((), "双减", []),
        (("双减",), "双 减", []),
        (("𠮷野",), "在𠮷野", ["𠮷野"]),
    ],
    ids=["longer", "later-but-longer", "equal-length", "longer-behind", "shorter-elsewhere", "repeated", "no-text",
         "no-forms", "apart", "beyond-the-basic-plane"],
)  # fmt: skip
def test_of_forms_that_overlap_the_longest_then_the_earliest_is_found(
    forms: tuple[str, ...], text: str, hits: list[str]
) -> None:
    assert found(lexicon(*forms), text) == hits


@pytest.mark.parametrize("opening", sorted(OPENING_QUOTES))
@pytest.mark.parametrize("closing", sorted(CLOSING_QUOTES))
def test_a_quoted_form_is_found_between_any_pair_of_quotation_marks(opening: str, closing: str) -> None:
    assert found(lexicon(quoted=("三名",)), f"实施{opening}三名{closing}工程") == ["三名"]


@pytest.mark.parametrize(
    "text",
    ["三名学生", "“三名学生”", "“前三名”", "三名”", "“三名"],
    ids=["bare", "begun", "ended", "at-start", "at-end"],
)
def test_a_quoted_form_is_not_found_elsewhere(text: str) -> None:
    assert found(lexicon(quoted=("三名",)), text) == []


def test_a_quoted_form_that_does_not_count_leaves_room_for_what_stands_inside() -> None:
    assert found(lexicon("学生", quoted=("三名学生",)), "表彰三名学生") == ["学生"]


def test_a_form_that_is_quoted_for_one_thing_and_plain_for_another_keeps_its_plain_sense() -> None:
    given = Lexicon([Term("红烛", "Program", "one", quoted=True), Term("红烛", "Topic", "two")])
    (bare,), (in_quotes,) = given.find("红烛精神"), given.find("“红烛”")
    assert [term.iri for term in bare.terms] == ["two"]
    assert {term.iri for term in in_quotes.terms} == {"one", "two"}


def test_a_form_of_several_things_names_them_all() -> None:
    (hit,) = Lexicon([Term("鼓楼区", "Jurisdiction", "a"), Term("鼓楼区", "Jurisdiction", "b")]).find("鼓楼区")
    assert [term.iri for term in hit.terms] == ["a", "b"]


def test_the_forms_are_counted_once() -> None:
    assert len(Lexicon([Term("双减", "Program", "a"), Term("双减", "Program", "a"), Term("双减", "Topic", "b")])) == 1


# --- against a plain reading of the rule

forms = st.lists(st.text(CHARACTERS, min_size=1, max_size=4), max_size=6)


def plainly(terms: list[Term], text: str) -> list[Hit]:
    """Every form at every place, the longest first, then the leftmost; each takes what is still free."""
    places = [
        (term.form, start)
        for term in terms
        for start in range(len(text) - len(term.form) + 1)
        if text.startswith(term.form, start)
    ]
    taken: set[int] = set()
    hits = []
    for form, start in sorted(set(places), key=lambda place: (-len(place[0]), place[1])):
        end = start + len(form)
        quoted = start > 0 and end < len(text) and text[start - 1] in OPENING_QUOTES and text[end] in CLOSING_QUOTES
        named = tuple(sorted({term for term in terms if term.form == form and (quoted or not term.quoted)}))
        if named and not taken.intersection(range(start, end)):
            taken.update(range(start, end))
            hits.append(Hit(start, end, named))
    return sorted(hits)


@given(plain=forms, quoted=forms, text=st.text(CHARACTERS, max_size=40))
@settings(max_examples=300, deadline=None)
def test_any_text_gives_what_the_rule_says(plain: list[str], quoted: list[str], text: str) -> None:
    terms = [Term(form, "Program", form) for form in plain] + [
        Term(form, "Topic", form, quoted=True) for form in quoted
    ]
    assert Lexicon(terms).find(text) == plainly(terms, text)


@given(plain=forms, text=st.text(CHARACTERS, max_size=40))
@settings(max_examples=100, deadline=None)
def test_hits_are_sorted_apart_and_print_their_form(plain: list[str], text: str) -> None:
    hits = lexicon(*plain).find(text)
    assert all(one.end <= other.start for one, other in pairwise(hits))
    assert all(text[hit.start : hit.end] == term.form for hit in hits for term in hit.terms)

"""`kg explain` and `kg why-not`: the rule, the cue and the words behind a statement; why a passage gave nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.build import linked_document
from kg.errors import UsageError
from kg.explain import explain, why_not
from kg.model import LinkedDocument
from kg.namespaces import DATA_NS
from kg.pages_data import load_pages
from kg.read import sources
from kg.rules import RULES
from tests.conftest import DOCUMENTS


def test_every_rule_of_a_statement_is_put_into_words(practice: Path) -> None:
    used = {fact.rule for page in load_pages(practice) for _, fact in page.facts}
    assert used
    assert used <= set(RULES)
    assert all(zh and en for zh, en in RULES.values())


def test_an_explanation_shows_rule_cue_words_and_every_slot(practice: Path) -> None:
    page = next(page for page in load_pages(practice) if page.name == "101.txt")
    name, fact = next((name, fact) for name, fact in page.facts if fact.kind == "Goal")
    said = explain(practice, name)
    assert said == explain(practice, DATA_NS + name)
    assert fact.rule in said
    assert page.text[slice(*fact.span)] in said
    assert str(fact.status) in said
    for slot, _ in fact.slots:
        assert slot in said


def test_an_unknown_statement_is_a_wrong_call(practice: Path) -> None:
    with pytest.raises(UsageError, match="no statement of this name"):
        explain(practice, "document/0000000000000000/goal-1-2")


@pytest.fixture(scope="module")
def linked() -> LinkedDocument:
    (source,) = sources([DOCUMENTS / "106.txt"])
    return linked_document(source)  # type: ignore[arg-type]


def test_words_that_made_a_fact_name_it(linked: LinkedDocument) -> None:
    assert "Implementation (Reported)" in why_not(linked, "五项管理")


def test_words_of_which_nothing_came_say_so(linked: LinkedDocument) -> None:
    assert "no rule found" in why_not(linked, "更趋合理")


def test_words_that_were_set_aside_tell_as_what(linked: LinkedDocument) -> None:
    assert "set aside as" in why_not(linked, "笔杆子加油站")


def test_words_that_are_not_there_say_so(linked: LinkedDocument) -> None:
    assert "does not stand in the clean text" in why_not(linked, "子虚乌有")

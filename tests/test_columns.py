"""Every column of a saved question, and every code in one, has a name for people in Chinese and in English."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from kg import columns, query
from kg.serve import terms

EXPECTED = Path(__file__).with_name("queries")
SAVED = query.saved_queries()
CHINESE = re.compile("[\u4e00-\u9fff]")


@pytest.mark.parametrize("name", SAVED)
def test_every_column_has_a_head_of_its_own_in_both_languages(name: str) -> None:
    heads = [columns.head(name, column) for column in query.columns(SAVED[name])]
    assert all(CHINESE.search(zh) and en and not CHINESE.search(en) for zh, en in heads)
    assert len({zh for zh, _ in heads}) == len({en for _, en in heads}) == len(heads)


def test_every_head_and_every_coded_column_is_one_of_a_saved_question() -> None:
    told = {f"{name}.{column}" for name in SAVED for column in query.columns(SAVED[name])}
    known = told | {each.partition(".")[2] for each in told}
    assert {*columns.HEADS, *columns.CODED, *columns.PLACES} <= known


@pytest.mark.parametrize("name", SAVED)
def test_every_code_that_answers_and_menus_hold_has_words(name: str) -> None:
    codes = {choice for parameter in SAVED[name].parameters for choice in parameter.choices}
    with (EXPECTED / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            codes |= {cell for column, cell in row.items() if cell and columns.is_coded(name, column)}
    for code in codes:
        zh, en = terms.code(code)
        assert CHINESE.search(zh), code
        assert en, code


def test_what_is_no_code_stands_for_itself() -> None:
    assert terms.code("nothing of ours") == ("nothing of ours", "")
    assert columns.head("program", "mine") == ("mine", "")

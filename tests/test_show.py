"""Counts, everything known of one thing, and a file as it is read."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from kg import show
from kg.errors import KgError, UsageError
from kg.namespaces import EDU_NS, TERMS
from tests.conftest import DOCUMENTS


def plain(text: str) -> str:
    return click.unstyle(text)


def test_counts_name_documents_kinds_and_places_in_both_languages(practice: Path) -> None:
    said = show.stats(practice)
    for words in (
        "101.txt",
        "实施 implementation",
        "任职 post holding",
        "静宁县",
        "政策举措 program",
        "reported  planned",
    ):
        assert words in said


def test_counts_of_kinds_and_of_statements_agree(practice: Path) -> None:
    parts = {part.splitlines()[0].split()[0]: part.splitlines()[3:] for part in show.stats(practice).split("\n\n")}
    by_kind = sum(int(number) for line in parts["陈述"] for number in line.split()[-2:])
    by_document = sum(int(line.split()[-2]) for line in parts["文件"])
    assert by_kind == by_document > 0


@pytest.mark.parametrize("term", sorted(TERMS - {"sha256"}))
def test_every_term_has_a_label_in_both_languages(term: str) -> None:
    assert re.search(r"[\u4e00-\u9fff].* [A-Za-z]", show.term_labels()[EDU_NS + term])


def test_a_program_is_shown_with_what_it_is_and_who_says_what_of_it(practice: Path) -> None:
    said = plain(show.show(practice, "双减"))
    assert said.startswith("双减  政策举措 program\n")
    assert "别名 other wording: " in said
    assert re.search(
        r"\n实施 implementation · 已报告 reported \(\d+\)\n  \S+(?:: 年份 \d+)?  “[^”]*双减.*” 10\d\.txt:\d+\n", said
    )
    assert "计划中 planned" in said


def test_a_person_is_shown_with_posts_and_bodies(practice: Path) -> None:
    said = plain(show.show(practice, "汪启明"))
    assert "任职 post holding" in said
    assert re.search(r"泾县教育局: 职务名称 局长 +“", said)


def test_a_place_is_not_told_of_every_statement_of_its_schools(practice: Path) -> None:
    said = plain(show.show(practice, "静宁县"))
    holders = {line.split("  ")[1].split(":")[0] for line in said.splitlines() if line.startswith("  ") and "“" in line}
    assert holders == {"静宁县"}


def test_no_fact_is_told_twice(practice: Path) -> None:
    facts = [line for line in plain(show.show(practice, "双减")).splitlines() if ".txt:" in line]
    assert len(set(facts)) == len(facts)


def test_an_unknown_thing_is_refused_with_what_comes_near(practice: Path) -> None:
    with pytest.raises(UsageError, match=r"near: .*课后服务"):
        show.show(practice, "课后服务员")


def test_a_file_is_read_with_sections_and_what_was_set_aside() -> None:
    said = show.read(DOCUMENTS / "105.txt")
    assert "\x1b[31m⟦reading" in said
    assert "[1 plan 2023]" in plain(said)
    assert plain(said).splitlines()[-1].startswith("105.txt: utf-8, ")
    assert "⟦" not in show.read(DOCUMENTS / "105.txt", noise=False)


def test_the_clean_text_is_whole() -> None:
    from kg.read import read, sources
    from kg.read.files import SetAside

    (source,) = sources([DOCUMENTS / "101.txt"])
    assert not isinstance(source, SetAside)
    said = plain(show.read(DOCUMENTS / "101.txt", noise=False))
    said = re.sub(r"\[\d (review|plan|problem|neutral)( \d{4})?\] ", "", said)
    assert said.startswith(f"{read(source).text}\nkind: ")


@pytest.mark.parametrize(
    ("content", "said"), [(b"\x00\x01\x02" * 99, "binary"), (b"", "empty"), (b"only English here", "no Chinese")]
)
def test_a_file_that_cannot_be_read_is_said_with_the_reason(content: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    with pytest.raises(KgError, match=said):
        show.read(tmp_path / "a.txt")


def test_a_file_that_is_missing_is_said(tmp_path: Path) -> None:
    with pytest.raises(KgError):
        show.read(tmp_path / "none.txt")

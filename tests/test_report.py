"""What the report says of a build."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from kg.model import Dropped, Noise, NoiseKind, Reason, Span
from kg.report import EXAMPLES, NOISE, REASONS, Aside, BuildReport, file_report, summary, to_json
from tests.samples import linked


def report(*aside: Aside, **changed: object) -> BuildReport:
    told = linked()
    document = replace(told.document, noise=(Noise(NoiseKind.MARKUP, 2, 5, 2), Noise(NoiseKind.MARKUP, 7, 8, 4)))
    told = replace(told, document=document, **changed)  # type: ignore[arg-type]
    return BuildReport(files=(file_report(told),), aside=aside, triples=123, vocabulary="abc", version="1")


@pytest.mark.parametrize("reason", Reason, ids=str)
def test_every_reason_is_told_in_both_languages(reason: Reason) -> None:
    zh, en = REASONS[reason]
    assert any("\u4e00" <= char <= "\u9fff" for char in zh)
    assert en.isascii()


@pytest.mark.parametrize("kind", NoiseKind, ids=str)
def test_every_kind_of_noise_is_told_in_both_languages(kind: NoiseKind) -> None:
    zh, en = NOISE[kind]
    assert any("\u4e00" <= char <= "\u9fff" for char in zh)
    assert en.isascii()


def test_no_two_reasons_are_told_alike() -> None:
    assert len(set(REASONS.values())) == len(REASONS)


def test_a_file_is_told_with_what_it_gave() -> None:
    told = json.loads(to_json(report()))
    (file,) = told["files"]
    assert file["name"] == "a.txt"
    assert file["noise"] == {"markup": {"count": 2, "characters": 4}}
    assert file["statements"] == {"Implementation": 1, "PostHolding": 1}
    assert file["statuses"] == {"Implementation Reported": 1, "PostHolding Reported": 1}
    assert file["entities"]["SecondarySchool"] == 1
    assert file["about"] == ["青禾县"]
    assert told["totals"]["statements"] == {"Implementation": 1, "PostHolding": 1}
    assert told["totals"]["triples"] == 123


def test_what_was_dropped_is_counted_with_a_few_examples() -> None:
    dropped = tuple(
        Dropped(reason=Reason.GENERIC, span=Span(start, start + 3), rule="r", detail="")
        for start in range(EXAMPLES + 2)
    )
    (file,) = json.loads(to_json(report(dropped=dropped[::-1])))["files"]
    kept = file["dropped"]["generic"]
    assert kept["count"] == EXAMPLES + 2
    assert [example["words"] for example in kept["examples"]] == ["青禾县", "禾县教", "县教育"]


def test_a_file_set_aside_is_told_with_its_reason() -> None:
    built = report(Aside("b.txt", Reason.EMPTY))
    (aside,) = json.loads(to_json(built))["set_aside"]
    assert (aside["name"], aside["reason"], aside["en"]) == ("b.txt", "empty", "the file is empty")
    assert "b.txt: 文件是空的 (the file is empty)" in summary(built)


@pytest.mark.parametrize(
    ("reason", "code"),
    [(Reason.EMPTY, 0), (Reason.DUPLICATE, 0), (Reason.UNREADABLE, 1), (Reason.SHAPE_BROKEN, 1)],
    ids=str,
)
def test_the_exit_code_is_1_where_the_input_is_wrong(reason: Reason, code: int) -> None:
    assert report(Aside("b.txt", reason)).exit_code == code


def test_the_summary_sets_columns_under_each_other() -> None:
    built = report()
    other = replace(built.files[0], name="一份很长的名字.txt")
    lines = summary(replace(built, files=(*built.files, other))).splitlines()
    wide = sum(2 if char > "\u2e80" else 1 for char in lines[2])
    assert len(lines[1]) == wide


def test_the_summary_is_loud_about_quotes_that_do_not_hold() -> None:
    dropped = (Dropped(reason=Reason.EVIDENCE_MISMATCH, span=Span(0, 3), rule="r"),)
    assert "WARNING: 1 dropped" in summary(report(dropped=dropped))
    assert "WARNING" not in summary(report())


def test_a_summary_of_many_files_stays_short() -> None:
    built = report()
    files = tuple(replace(built.files[0], name=f"{number}.txt") for number in range(500))
    aside = tuple(Aside(f"x{number}", Reason.EMPTY) for number in range(500))
    assert len(summary(replace(built, files=files, aside=aside)).splitlines()) < 100


def test_the_share_of_numbers_in_facts_is_told() -> None:
    covered = {"numbers": 40, "numbers_in_facts": 30, "dates": 0, "dates_in_facts": 0}
    told = report()
    told = replace(told, files=tuple(replace(file, coverage=covered) for file in told.files * 2))
    assert json.loads(to_json(told))["totals"]["coverage"] == covered | {"numbers": 80, "numbers_in_facts": 60}
    assert "in passages about education, 75% of 80 numbers ended in facts" in summary(told)

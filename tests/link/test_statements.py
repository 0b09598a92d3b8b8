"""Whose a statement is, whether it is about education, and what is quoted for it."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.link import link
from kg.model import Fact, LinkedDocument, Reason, Ref, Status
from kg.nlp import analyse, nlp
from tests.extract.texts import document_of

REPORT = "乐陵市教育局2023年工作总结\n\n"
ELSEWHERE = "全市新建高标准农田三万亩，粮食总产量保持稳定，农产品加工企业达到五十六家，冷链仓储能力继续扩大。\n"


def linked(text: str) -> LinkedDocument:
    document = document_of(text)
    return link(document, extract(analyse(nlp(), document), document))


def implementations(text: str) -> list[Fact]:
    return [fact for fact in linked(text).facts if fact.kind == "Implementation"]


def holders(text: str) -> list[str]:
    """The labels of those who hold the implementations of a text."""
    found = linked(text)
    labels = {entity.local: entity.label for entity in found.entities}
    told = [dict(fact.slots)["holder"] for fact in found.facts if fact.kind == "Implementation"]
    return [labels[holder.local] for holder in told if isinstance(holder, Ref)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("乐陵市教育局全面落实“双减”政策。", ["乐陵市教育局"]),
        ("市教育局全面落实“双减”政策。", ["乐陵市教育局"]),
        ("今年，市教育局全面落实“双减”政策。", ["乐陵市教育局"]),
        ("2023年3月5日，市教育局启动“春苗”工程。", ["乐陵市教育局"]),
        ("近日，乐陵市第一中学启动“春苗”工程。", ["乐陵市第一中学"]),
        ("乐陵市第一中学、乐陵市实验小学启动“春苗”工程。", ["乐陵市第一中学", "乐陵市实验小学"]),
        ("乐陵市第一中学和乐陵市实验小学启动“春苗”工程。", ["乐陵市第一中学", "乐陵市实验小学"]),
        ("全面落实“双减”政策。", ["乐陵市"]),
        ("指导乐陵市第一中学落实“双减”政策。", ["乐陵市"]),
        ("在市教育局的指导下，落实“双减”政策。", ["乐陵市"]),
        ("落实“双减”政策，受到市教育局肯定。", ["乐陵市"]),
    ],
    ids=["bureau", "short", "after-time", "after-date", "school", "list", "and", "nobody", "object", "preposition",
         "behind"],
)  # fmt: skip
def test_the_holder_is_the_subject_of_the_clause_else_who_reports(sentence: str, expected: list[str]) -> None:
    assert holders(REPORT + sentence + "\n") == expected


def whose(text: str) -> list[tuple[str, str]]:
    """Figures of a text as printed, with the labels of their holders."""
    found = linked(text)
    labels = {entity.local: entity.label for entity in found.entities}
    facts = [dict(fact.slots) for fact in found.facts if fact.kind in {"Observation", "Goal"}]
    told = [(str(slots["valueText"]), slots["holder"]) for slots in facts]
    return [(value, labels[holder.local]) for value, holder in told if isinstance(holder, Ref)]


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("乐陵市第一中学教师达标率为96%。", [("96%", "乐陵市第一中学")]),
        ("乐陵市第一中学迁入新址。该校现有教学班48个。", [("48", "乐陵市第一中学")]),
        ("乐陵市第一中学与聊城大学合作。该校招生320人。", [("320", "乐陵市第一中学")]),
        ("乐陵市第一中学教师达标率为96%，而我市教师达标率为91%。", [("96%", "乐陵市第一中学"), ("91%", "乐陵市")]),
        ("例如乐陵市实验小学招生240人。", [("240", "乐陵市实验小学")]),
        ("东西部协作深入推进，青岛市即墨区选派支教教师12名。", [("12", "即墨区")]),
        ("乐陵市第一中学建校百年。现有教学班48个。", [("48", "乐陵市第一中学")]),
        ("表彰乐陵市第一中学。全市招生5200人。", [("5200", "乐陵市")]),
    ],
    ids=["in-the-indicator", "that-school", "subject-first", "our-own", "for-example", "giver", "goes-on", "object"],
)
def test_a_figure_belongs_to_whom_the_clause_has_turned_to(passage: str, expected: list[tuple[str, str]]) -> None:
    assert whose(REPORT + passage + "\n") == expected


def test_a_school_that_speaks_for_itself_holds_what_it_tells() -> None:
    assert whose("乐陵市第一中学简讯\n\n我校举行疏散演练。参加师生1860人。\n") == [("1860", "乐陵市第一中学")]


def test_of_a_prefecture_a_county_that_is_the_subject_is_the_holder() -> None:
    text = "德州市教育局2023年工作总结\n\n今年，乐陵市新建公办幼儿园6所。全市新建公办幼儿园31所。\n"
    assert whose(text) == [("6", "乐陵市"), ("31", "德州市")]


def test_in_a_digest_the_holder_is_the_place_that_the_passage_is_about() -> None:
    text = "教育快讯\n\n静宁县已全面落实“双减”政策。\n庄浪县已启动课后服务。\n"
    assert holders(text) == ["静宁县", "庄浪县"]


def test_without_a_holder_a_statement_is_dropped_and_counted() -> None:
    found = linked("已全面落实“双减”政策。\n")
    assert found.facts == ()
    assert [one.reason for one in found.dropped] == [Reason.NO_HOLDER]
    assert [entity.local for entity in found.entities] == ["program/double-reduction"]


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [("全市已实施“金穗”工程。", Reason.OFF_TOPIC), ("全市有“金穗”工程。", Reason.NO_STATUS)],
    ids=["statement", "mention"],
)
def test_a_local_program_outside_education_is_no_statement_and_no_mention(sentence: str, reason: Reason) -> None:
    found = linked("乐陵市政府工作报告\n\n" + 3 * ELSEWHERE + sentence + "\n")
    assert [fact for fact in found.facts if fact.kind == "Implementation"] == []
    assert reason in {one.reason for one in found.dropped}
    assert not [entity for entity in found.entities if entity.kind == "Program"]


def test_a_program_of_government_at_large_outside_education_is_no_statement() -> None:
    assert implementations("乐陵市政府工作报告\n\n" + 3 * ELSEWHERE + "全市已推进乡村振兴战略。\n") == []


def test_a_program_of_education_counts_wherever_it_is_named() -> None:
    text = "乐陵市政府工作报告\n\n" + 3 * ELSEWHERE + "全市已落实“双减”政策，高标准农田建设和冷链仓储设施继续推进。\n"
    (fact,) = implementations(text)
    assert dict(fact.slots)["program"] == Ref("program/double-reduction")


def test_what_a_school_does_counts_wherever_it_is_told() -> None:
    text = "乐陵市政府工作报告\n\n" + 3 * ELSEWHERE + "乐陵市第一中学已实施“春苗”工程。\n"
    assert len(implementations(text)) == 1


def test_what_a_university_invents_is_no_figure_of_schooling() -> None:
    text = (
        "乐陵市政府工作报告\n\n"
        + 3 * ELSEWHERE
        + "郑州大学30余项技术成果在农产品加工、冷链仓储和装备制造企业落地转化，带动上下游企业集聚发展。\n"
    )
    assert not [fact for fact in linked(text).facts if fact.kind in {"Observation", "Goal"} and "技术" in fact.text]


def test_the_evidence_runs_from_the_holder_to_the_program() -> None:
    (fact,) = implementations(REPORT + "今年，市教育局在各校全面落实“双减”政策，成效明显。\n")
    assert fact.quote == "市教育局在各校全面落实“双减"
    assert fact.text == "今年，市教育局在各校全面落实“双减”政策，成效明显。"
    assert fact.status is Status.REPORTED


@pytest.mark.parametrize("text", [REPORT + "市教育局落实“双减”政策。推进课后服务。\n"])
def test_the_evidence_stays_within_one_sentence(text: str) -> None:
    document = document_of(text)
    for fact in implementations(text):
        assert document.sentence_at(fact.span.start) == document.sentence_at(fact.span.end - 1)
        assert text[slice(*fact.span)] == fact.quote == text[slice(*fact.raw)]


def test_area_is_the_jurisdiction_of_the_holder() -> None:
    for fact in implementations(REPORT + "市教育局落实“双减”政策。\n乐陵市第一中学推进课后服务。\n落实“双减”。\n"):
        assert dict(fact.slots)["area"] == Ref("division/371481")


@pytest.mark.parametrize(
    ("sentence", "kind", "expected"),
    [
        ("全面落实“双减”政策。", "Implementation", "2023"),
        ("2021年，乐陵市实验小学被评为省级文明校园。", "AwardStatement", "2021"),
        ("部分学校管理粗放，问题仍然突出。", "Problem", "2023"),
        ("乐陵市教育局局长林知远到校检查。", "PostHolding", None),
    ],
    ids=["of its section", "of its clause", "a problem", "a post has none"],
)
def test_a_statement_has_the_year_that_it_speaks_of(sentence: str, kind: str, expected: str | None) -> None:
    slots = next(dict(fact.slots) for fact in linked(REPORT + sentence).facts if fact.kind == kind)
    assert getattr(slots.get("year"), "text", None) == expected

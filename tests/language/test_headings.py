"""Headings: numbers that open sections, and what headings, titles and turning sentences say."""

import pytest

from kg.language.headings import FIRST, FOURTH, SECOND, THIRD, is_aside, marks
from kg.language.roles import heading_role, tells_news, title_role, turn
from kg.language.years import named_years, role_years
from kg.model import Role


def found(text: str) -> list[tuple[int, int | None]]:
    return [(mark.level, mark.number) for mark in marks(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、总体要求", [(FIRST, 1)]),
        ("十二、附则", [(FIRST, 12)]),
        ("第一部分 工作回顾", [(FIRST, 1)]),
        ("（三）保障", [(SECOND, 3)]),
        ("(十一)保障", [(SECOND, 11)]),
        ("1.提升质量", [(THIRD, 1)]),
        ("12、提升质量", [(THIRD, 12)]),
        ("3．提升质量", [(THIRD, 3)]),
        ("1.2022年工作", [(THIRD, 1)]),
        ("（1）提升质量", [(FOURTH, 1)]),
        ("①提升质量", [(FOURTH, 1)]),
        ("一是质量。二是队伍；三要安全：四要稳定", [(FOURTH, 1), (FOURTH, 2), (FOURTH, 3), (FOURTH, 4)]),
        ("第一，质量。第二，队伍", [(FOURTH, 1), (FOURTH, 2)]),
        ("首先，质量。其次，队伍", [(FOURTH, 1), (FOURTH, 2)]),
        ("1.抓质量。2.抓队伍。10.抓安全", [(THIRD, 1), (THIRD, 2), (THIRD, 10)]),
        ("2.5万名学生", []),
        ("一、二年级不布置作业", []),
        ("全县共有3.6万人", []),
        ("坚持一是一", []),
        ("这是第一，也是最后", []),
        ("参加（一）期培训", []),
    ],
    ids=[
        "first", "twelve", "part", "second", "half-width", "third", "comma", "full-stop", "year", "fourth", "circle",
        "ordinals", "sequence", "adverbs", "one-line", "decimal", "grades", "amount", "idiom", "rank", "inside",
    ],
)  # fmt: skip
def test_numbers_open_sections_only_where_a_section_can_begin(text: str, expected: list[tuple[int, int]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("heading", "level", "role"),
    [
        ("一、2021年工作总结", 1, Role.REVIEW),
        ("一、回顾过去一年", 1, Role.REVIEW),
        ("一、肯定成绩，正视差距", 1, Role.REVIEW),
        ("一、已开展的工作", 1, Role.REVIEW),
        ("二、2022年工作打算", 1, Role.PLAN),
        ("二、明确下半年工作重点", 1, Role.PLAN),
        ("二、面向未来，乘势而为", 1, Role.PLAN),
        ("三、保障措施", 1, Role.PLAN),
        ("三、压实责任，务求实效", 1, Role.PLAN),
        ("二、存在的问题", 1, Role.PROBLEM),
        ("二、研判现状，寻找差距", 1, Role.PROBLEM),
        ("二、正视差距，短板仍需补齐", 1, Role.PROBLEM),
        ("（三）聚力优质均衡，补齐义教短板", 2, None),
        ("（三）坚持问题导向，解决突出问题", 2, None),
        ("（二）重点工程取得突破", 2, None),
        ("一、总结2021年工作，部署2022年工作计划", 1, Role.NEUTRAL),
        ("（一）教育教学平稳有序", 2, None),
    ],
    ids=[
        "summary", "looking-back", "praise", "done", "intent", "half-year", "future", "measures", "duties", "problems",
        "gaps", "facing", "remedy", "remedies", "weak-word", "both", "silent",
    ],
)  # fmt: skip
def test_a_heading_tells_what_its_section_is_for(heading: str, level: int, role: Role | None) -> None:
    assert heading_role(heading, level) is role


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("成绩面前，我们更要看到问题和差距：", Role.PROBLEM),
        ("虽然取得了一定成绩，但还存在一些问题：", Role.PROBLEM),
        ("对照年初目标，我们也清醒地看到，仍有部分任务没有达到预期。", Role.PROBLEM),
        ("新的一年，我们要增强使命意识。", Role.PLAN),
        ("对这些问题，我们将采取有力措施切实加以解决。", Role.PLAN),
        ("下一步，教育局将不断丰富载体。", Role.PLAN),
        ("会议强调，要抓好落实。", Role.PLAN),
        ("会议强调了重要意义。", None),
        ("会议指出，全县教育质量稳步提升。", Role.NEUTRAL),
        ("一年来，我们主要做了以下工作：", Role.REVIEW),
        ("一年来，我们重点抓好以下六个方面工作。", Role.REVIEW),
        ("重点做好以下工作：", Role.PLAN),
        ("全县中小学校长共160余人参加会议。", Role.NEUTRAL),
        ("坚持问题导向，针对存在的问题也要整改到位。", None),
        ("此外，该县建成实践基地340亩。", Role.NEUTRAL),
    ],
    ids=[
        "praise-first", "although", "checked", "new-year", "remedy", "next", "stressed", "no-comma", "pointed-out",
        "did", "did-points", "do", "closing", "remedying", "besides",
    ],
)  # fmt: skip
def test_a_sentence_turns_the_role_of_what_follows(sentence: str, role: Role | None) -> None:
    assert turn(sentence, opens_paragraph=True) is role


def test_a_title_with_review_and_plan_leaves_the_role_to_its_sections() -> None:
    assert title_role("青山县2021年工作总结和2022年工作计划") is Role.NEUTRAL


@pytest.mark.parametrize(
    ("lead", "news"),
    [
        ("8月26日下午，青山县召开会议。", True),
        ("近日，教育局开展督查。", True),
        ("您反映的入学问题收悉。", True),
        ("坚持立德树人，办好教育。", False),
    ],
    ids=["day", "lately", "answer", "plan"],
)
def test_news_and_answers_are_known_by_their_first_words(lead: str, news: bool) -> None:
    assert tells_news(lead) is news


@pytest.mark.parametrize(
    "line",
    ["同志们：", "（2022年2月25日）", "2023年9月18日", "来源：教育局", "教职函〔2023〕20号"],
    ids=["greeting", "bracket", "date", "source", "number"],
)
def test_bylines_greetings_and_dates_are_no_headings(line: str) -> None:
    assert is_aside(line)


def test_years_of_ranges_are_filled_and_numbers_of_documents_are_none() -> None:
    assert named_years("行动计划（2023—2025年）") == (2023, 2024, 2025)
    assert named_years("政发〔2021〕9号") == ()
    assert named_years("今年和明年") == ()
    assert named_years("今年和明年", 2022) == (2022, 2023)


def test_the_words_around_a_year_tell_whether_it_is_reviewed_or_planned() -> None:
    assert role_years("总结2021年工作，安排部署2022年任务") == {Role.REVIEW: 2021, Role.PLAN: 2022}
    assert role_years("根据《2035年规划纲要》制定") == {}

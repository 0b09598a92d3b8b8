"""Meetings that a document reports or dates."""

from __future__ import annotations

import pytest

from kg.extract import meetings
from kg.model import Claim, Mention
from tests.extract.texts import claims_of


def found(text: str, issued: str | None = None) -> set[tuple[str, str]]:
    """Return name and date of every meeting."""
    told = set()
    for claim in claims_of(meetings.extract, text, issued):
        if isinstance(claim, Claim):
            mention = claim.slots[0][1]
            assert isinstance(mention, Mention)
            said = dict(mention.attributes)
            told.add((said.get("name", mention.text), said.get("date", "")))
    return told


@pytest.mark.parametrize(
    ("text", "issued", "expected"),
    [
        pytest.param(
            "3月12日上午，县教育局召开全县中小学春季返校工作会议。会议安排2020年重点任务。",
            None,
            {("全县中小学春季返校工作会议", "2020-03-12")},
            id="after-the-verb-year-from-the-text",
        ),
        pytest.param(
            "2022年2月11日上午9时，2022年全县教育工作暨春季开学工作部署会在三楼会议室召开。",
            None,
            {("2022年全县教育工作暨春季开学工作部署会", "2022-02-11")},
            id="before-the-verb",
        ),
        pytest.param(
            "庄浪县召开2022年秋季学期开学工作会议\n8月26日下午，庄浪县召开2022年秋季学期开学工作会议，全面安排部署。",
            "2022-08-27",
            {("2022年秋季学期开学工作会议", "2022-08-26")},
            id="title-and-text-are-one",
        ),
        pytest.param(
            "在2022年全县教育工作会议上的讲话\n（2022年2月25日）\n同志们：\n这次会议是一次重要会议。",
            None,
            {("2022年全县教育工作会议", "2022-02-25")},
            id="speech",
        ),
        pytest.param(
            "在季度教育工作汇报会上的讲话\n今天召开季度教育工作汇报会，总结季度工作。",
            None,
            {("季度教育工作汇报会", "")},
            id="own-meeting-without-a-date",
        ),
        pytest.param(
            "5月9日，全县教学工作会议在县会议中心召开。",
            None,
            {("全县教学工作会议", "")},
            id="the-year-is-not-told",
        ),
        pytest.param(
            "2023年6月5日，副市长在青禾县调研乡村学校食堂管理并召开座谈会。",
            None,
            {("乡村学校食堂管理座谈会", "2023-06-05")},
            id="called-by-its-topic",
        ),
        pytest.param(
            "2023年6月5日，青禾市防溺水工作推进会暨游泳公益课启动仪式在河口镇举行。",
            None,
            {("青禾市防溺水工作推进会暨游泳公益课启动仪式", "2023-06-05")},
            id="a-meeting-and-a-ceremony",
        ),
        pytest.param(
            "12月28日，县教育局召开全县校园安全工作推进会，部署冬季工作。",
            "2023-01-04",
            {("全县校园安全工作推进会", "2022-12-28")},
            id="told-after-the-turn-of-the-year",
        ),
        pytest.param(
            "2023年7月25日，县教育局在第三小学召开“爱心传递，点亮希望”助学交流会议。",
            None,
            {("“爱心传递，点亮希望”助学交流会议", "2023-07-25")},
            id="a-comma-inside-its-motto",
        ),
        pytest.param(
            "2023年9月4日，静宁县第三届园长、校长论坛在第四小学报告厅开讲。",
            None,
            {("静宁县第三届园长、校长论坛", "2023-09-04")},
            id="forum-of-two-groups",
        ),
        pytest.param(
            "学习贯彻党的二十大、十九届历次全会及2021年全省教育工作会议精神。",
            None,
            {("2021年全省教育工作会议", "2021")},
            id="named-with-a-year",
        ),
    ],
)
def test_the_meeting_is_named_and_dated(text: str, issued: str | None, expected: set[tuple[str, str]]) -> None:
    assert found(text, issued) == expected


@pytest.mark.parametrize(
    "text",
    [
        "召开校园安全专题工作会议4次，家长会2次。",
        "认真落实全市教育工作会议精神。",
        "深入学习党的二十大和县第十八届人民代表大会第三次会议精神。",
        "去年以来召开阅读推广现场会及座谈会。",
        "5月15日，学校召开全体教师会议。",
        "截至10月20日，召开全县教育工作推进会。",
        "会上，局长作了发言。会议要求，抓好落实。",
    ],
    ids=lambda text: f"u{ord(text[0]):x}-{len(text)}",
)
def test_what_is_vague_standing_or_undated_is_no_meeting(text: str) -> None:
    assert found(text) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("2022年3月30日下午，学校召开全体教职工大会。", {("全体教职工大会", "2022-03-30")}, id="of-staff"),
        pytest.param("2020年12月，静宁县召开教育改革动员大会。", {("教育改革动员大会", "2020-12")}, id="of-a-month"),
        pytest.param(
            "2022年8月24日，县委教育工作领导小组第七次会议专题听取情况汇报。",
            {("县委教育工作领导小组第七次会议", "2022-08-24")},
            id="the-seventh",
        ),
        pytest.param("2022年3月30日召开会议。", set(), id="a-bare-meeting"),
    ],
)
def test_meetings_in_other_words(text: str, expected: set[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "静宁县人民政府关于义务教育工作情况的报告\n——2023年10月26日在静宁县第十七届人民代表大会常务委员会第二十一次会议上\n"
            "主任、各位委员：\n现将有关情况报告如下。",
            {("静宁县第十七届人民代表大会常务委员会第二十一次会议", "2023-10-26")},
            id="under-the-title",
        ),
        pytest.param(
            "静宁县教育大事记（2022年）\n一月\n7日　县教育局召开2021年度校长述职评议会。\n"
            "十月\n28日　县教育局、县政府召开灾后学校恢复重建工作推进会，明确任务。\n",
            {("2021年度校长述职评议会", "2022-01-07"), ("灾后学校恢复重建工作推进会", "2022-10-28")},
            id="in-a-chronicle",
        ),
        pytest.param(
            "2023年5月，我校承办了全县课后服务现场观摩会。", {("全县课后服务现场观摩会", "2023-05")}, id="hosted"
        ),
        pytest.param("要点\n贯彻静宁县第十七届人民代表大会第三次会议精神。", set(), id="only-its-spirit"),
        pytest.param("28日　县教育局召开灾后学校恢复重建工作推进会。", set(), id="a-day-of-no-month"),
    ],
)
def test_meetings_under_titles_and_in_chronicles(text: str, expected: set[tuple[str, str]]) -> None:
    assert found(text) == expected

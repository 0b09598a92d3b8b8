"""Figures: what is measured, how much, of when, reported or aimed at; and which numbers are none."""

from __future__ import annotations

from decimal import Decimal
from time import process_time
from typing import Any

import pytest

from kg.extract import figures
from kg.model import Claim, Mention, Typed
from tests.extract.texts import claims_of


def told(text: str, issued: str | None = None) -> list[dict[str, Any]]:
    """Return the slots of each figure, with its kind; the indicator as its words."""
    claims = [claim for claim in claims_of(figures.extract, text, issued) if isinstance(claim, Claim)]
    return [{"kind": claim.kind, **{name: plain(value) for name, value in claim.slots}} for claim in claims]


def plain(value: object) -> object:
    return value.text if isinstance(value, Mention | Typed) else value


def named(text: str) -> list[tuple[str, Decimal | None, str]]:
    """Return (indicator, value, unit) of each figure."""
    return [(one["indicator"], one.get("value", one.get("targetValue")), one["unit"]) for one in told(text)]


@pytest.mark.parametrize(
    ("text", "name", "value", "unit"),
    [
        ("义务教育巩固率达到98.6%。", "义务教育巩固率", "98.6", "%"),
        ("全县共招聘教师128名。", "招聘教师", "128", "人"),
        ("去年招聘了8名新教师。", "招聘新教师", "8", "人"),
        ("126所义务教育学校全部开展课后服务。", "开展课后服务的义务教育学校", "126", "所"),
        ("完成了全县8所学校的教学常规检查。", "完成教学常规检查的学校", "8", "所"),
        ("完成3所幼儿园改扩建工程。", "完成改扩建工程的幼儿园", "3", "所"),
        ("仍有2所农村学校没有食堂。", "没有食堂的农村学校", "2", "所"),
        ("对校外托管机构开展联合检查5次。", "校外托管机构联合检查", "5", "次"),
        ("依托名师工作室开展送教下乡60场次。", "送教下乡", "60", "次"),
        ("600分以上考生17名。", "600分以上考生", "17", "人"),
        ("撤并10人以下教学点9个。", "撤并10人以下教学点", "9", "个"),
        ("每1000名学生至少配备1名专职心理教师。", "每1000名学生配备专职心理教师", "1", "人"),
        ("共120余人参加会议。", "参加会议人数", "120", "人"),
        ("投入2360万元改善办学条件。", "改善办学条件投入", "23600000", "元"),
        ("50岁以上教师占到35.8%。", "50岁以上教师占比", "35.8", "%"),
        ("98%的学生参加课后服务。", "参加课后服务的学生比例", "98", "%"),
        ("按每生每年100元的标准给予课后服务补助。", "课后服务补助标准", "100", "元"),
        ("实验小学、城关中学等6所学校率先完成改革。", "完成改革的学校", "6", "所"),
        ("生师比13.5:1。", "生师比", "13.5", ""),
        ("高考一本上线216人。", "高考一本上线人数", "216", "人"),
    ],
    ids=[
        "before", "verb-object", "verb-count-object", "count-noun-said", "of-a-group", "of-a-group-compound",
        "there-is", "done-to", "light-verb", "score-in-name", "size-in-name", "each-of", "taking-part", "spent-on",
        "share", "share-of", "standard", "open-list", "ratio", "passed",
    ],
)  # fmt: skip
def test_a_number_is_of_the_shortest_phrase_that_names_what_is_measured(
    text: str, name: str, value: str, unit: str
) -> None:
    assert named(text) == [(name, Decimal(value), unit)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("办理助学贷款4108笔、3327万元。", [("助学贷款", "4108", "笔"), ("助学贷款金额", "33270000", "元")]),
        ("小学、初中巩固率分别为99.8%和99.1%。", [("小学巩固率", "99.8", "%"), ("初中巩固率", "99.1", "%")]),
        ("安保员配备率、封闭管理率均达到100%。", [("安保员配备率", "100", "%"), ("封闭管理率", "100", "%")]),
        ("平均班额51人，其中小学49人、初中54人。",
         [("平均班额", "51", "人"), ("小学平均班额", "49", "人"), ("初中平均班额", "54", "人")]),
        ("培训机构由34家压减至3家。", [("培训机构", "34", "所"), ("培训机构", "3", "所")]),
        ("原有的30所培训机构，注销21所、转型7所。",
         [("原有培训机构", "30", "所"), ("注销的培训机构", "21", "所"), ("转型的培训机构", "7", "所")]),
        ("交流教师46人，占应交流人数的11.2%。", [("交流教师", "46", "人"), ("交流教师占应交流人数比例", "11.2", "%")]),
        ("净入学率99.9%，合格率92.4%，分别提高0.06和1.5个百分点。",
         [("净入学率", "99.9", "%"), ("合格率", "92.4", "%"),
          ("净入学率提高", "0.06", "百分点"), ("合格率提高", "1.5", "百分点")]),
        ("大班额比例比邻县、邻市分别高出1.8和0.9个百分点。",
         [("大班额比例高于邻县", "1.8", "百分点"), ("大班额比例高于邻市", "0.9", "百分点")]),
        ("中考综合成绩前移两位，居全市第四名。",
         [("中考综合成绩前移位次", "2", "名次"), ("中考综合成绩全市排名", "4", "名次")]),
        ("综合排名由全市第三上升至第二。", [("综合排名", "2", "名次")]),
    ],
    ids=["money", "respectively", "both", "stages", "from-to", "of-them", "share-of-total", "changes", "against",
         "ranks", "rank-from-to"],
)  # fmt: skip
def test_each_of_several_numbers_finds_its_own_name(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert named(text) == [(name, Decimal(value), unit) for name, value, unit in expected]


@pytest.mark.parametrize(
    "text",
    [
        "实施五个项目（甲、乙、丙、丁、戊）。",
        "扎实推进46项工作。",
        "交出了一份优异答卷。",
        "三年来教育面貌焕然一新。",
        "这191名校长担子不轻。",
        "启动二期扩建工程。",
        "请两所学校校长做好对接。",
        "对低保、残疾、孤儿三类对象精准资助。",
        "上午8时30分会议开始。",
        "为千名师生送去温暖。",
        "没有一名学生因贫失学。",
        "社团获第三十六届创新大赛二等奖。",
        "入园人数达到xx人。",
        "首次突破1200人大关。",
    ],
    ids=[
        "listed", "label", "article", "duration", "these", "stage-of-works", "pointed-at", "summed-up", "clock",
        "rhetorical", "none", "ordinal", "hidden", "mark",
    ],
)  # fmt: skip
def test_numbers_that_count_nothing_make_no_figure(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("一、2021年工作回顾\n巩固率达到98%。", "Observation"),
        ("一、2022年工作安排\n巩固率达到98%。", "Goal"),
        ("一、2022年工作安排\n现有10个名师工作室要重新挂牌。", "Observation"),
    ],
    ids=["review", "plan", "existing"],
)
def test_the_section_or_what_exists_decides_whether_a_number_is_or_will_be(text: str, kind: str) -> None:
    assert [one["kind"] for one in told(text)] == [kind]


def test_a_goal_is_due_on_the_last_day_that_the_text_names() -> None:
    (goal,) = told("一、工作安排\n到2024年8月，力争普惠园覆盖率达到92%以上。")
    assert (goal["deadline"], goal["dueBy"], goal["comparator"]) == ("2024-08", "2024-08-31", ">=")


def test_goals_of_an_announced_list_are_due_with_it() -> None:
    (goal,) = told("2023年工作安排\n一、2023年工作安排\n年内办好两件实事：一是扩大学位。新增学位900个。")
    assert (goal["targetValue"], goal["deadline"]) == (Decimal(900), "2023")


def test_a_school_year_runs_from_september_to_august() -> None:
    (observation,) = told("2021—2022学年，全县巩固率达到98%。")
    assert (observation["periodStart"], observation["periodEnd"]) == ("2021-09-01", "2022-08-31")
    assert "year" not in observation


def test_what_a_number_is_compared_with_is_not_its_time() -> None:
    _, change = told("一、2022年工作回顾\n2022年巩固率为98%，比2021年提高1.8个百分点。")
    assert (change["measure"], change["year"]) == ("change", "2022")


def test_bounds_of_a_list_hold_for_each_number() -> None:
    found = told("小学、初中班额分别控制在45人、50人以下。")
    assert [(one["indicator"], one["comparator"]) for one in found] == [("小学班额", "<="), ("初中班额", "<=")]


def test_a_table_gives_each_column_its_year_and_status() -> None:
    text = "教育规划\n指标 2022年现状 2025年目标\n毛入园率（%） 96.8 99\n平均班额（人） 46.7 43\n"
    found = [(one["kind"], one["indicator"], one.get("year", one.get("deadline"))) for one in told(text)]
    assert found == [
        ("Observation", "毛入园率", "2022"),
        ("Goal", "毛入园率", "2025"),
        ("Observation", "平均班额", "2022"),
        ("Goal", "平均班额", "2025"),
    ]


def test_a_row_with_other_columns_than_its_header_is_left_out() -> None:
    assert named("指标 2022年 2025年\n毛入园率（%） 96.8\n") == []


@pytest.mark.parametrize(
    "piece", ["小学1所、", "提高1个百分点，", "（", "1", "居全市第一，", "全县"],
    ids=["list", "changes", "brackets", "digits", "ranks", "leads"],
)  # fmt: skip
def test_time_grows_with_the_text_and_not_faster(piece: str) -> None:
    def spent(times: int) -> float:
        begin = process_time()
        claims_of(figures.extract, piece * times + "共12人")
        return process_time() - begin

    spent(100)  # loads what is loaded once
    assert spent(4000) < 8 * spent(1000) + 0.5

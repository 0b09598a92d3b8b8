"""Posts in lists, on lines and in groups that are set up; the school that speaks in a text."""

from __future__ import annotations

import pytest

from tests.extract.test_persons import named, posts


def test_names_behind_a_title_and_a_colon_hold_its_post() -> None:
    text = "静宁县教育局局长：王建国；副局长：李文英（女）、赵海波。"
    assert posts(text) == [
        ("王建国", "局长", "静宁县教育局"),
        ("李文英", "副局长", "静宁县教育局"),
        ("赵海波", "副局长", "静宁县教育局"),
    ]


def test_who_has_left_is_named_and_holds_no_post() -> None:
    text = "静宁县教育局局长：王建国（1月免）、李文英（1月任）。"
    assert posts(text) == [("李文英", "局长", "静宁县教育局")]
    assert "王建国" in named(text)


def test_a_line_of_a_name_and_a_title_gives_the_post() -> None:
    assert posts("王建国　　静宁县第二小学副校长\n") == [("王建国", "副校长", "静宁县第二小学")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("成立教育督导领导小组，县教育局局长王建国任组长，副局长赵海波任副组长。", id="before"),
        pytest.param("成立以局长王建国为组长、副局长赵海波为副组长的教育督导领导小组。", id="behind"),
    ],
)
def test_who_leads_a_group_that_is_set_up_holds_its_post(text: str) -> None:
    told = posts("静宁县教育局文件\n" + text)
    assert ("王建国", "组长", "教育督导领导小组") in told
    assert ("赵海波", "副组长", "教育督导领导小组") in told


def test_a_school_that_speaks_is_the_body_of_its_headmaster_and_not_the_partner() -> None:
    text = "静宁县第二中学校报\n3月12日，我校与兰州市第五中学签约。校长王建国出席签约仪式。\n"
    assert posts(text) == [("王建国", "校长", "静宁县第二中学")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("静宁县第二小学陈一鸣荣获全省科技创新大赛一等奖。", "陈一鸣", id="behind-a-school"),
        pytest.param("八（2）班陈一鸣获一等奖。", "陈一鸣", id="of-a-class"),
        pytest.param("学生陈一鸣在比赛中获奖。", "陈一鸣", id="a-pupil"),
    ],
)
def test_who_is_named_with_a_school_or_class_is_a_person(text: str, name: str) -> None:
    assert named(text) == [name]


def test_buildings_of_pupils_are_no_persons() -> None:
    assert named("学生宿舍楼在建。校长是学校的灵魂。") == []

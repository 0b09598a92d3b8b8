"""Names without a post, on the real pipeline."""

from __future__ import annotations

import pytest

from tests.extract.test_persons import named, posts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "活动邀请了书法家：沈明德、韩大作、马红军、何承运。画家：彭文信、赵胜",
            ["沈明德", "韩大作", "马红军", "何承运"],
            id="row-behind-a-label",
        ),
        pytest.param("县领导黄会民、程科文、王旭出席活动。", ["黄会民", "程科文", "王旭"], id="leaders-of-the-county"),
        pytest.param(
            "公示显示，孙莹、许文杰、崔建华拟任职。崔建华曾任静宁县县长。",
            ["孙莹", "许文杰", "崔建华", "崔建华"],
            id="known",
        ),
        pytest.param("九年级学生梁达明说：“很好。”", ["梁达明"], id="pupil-who-speaks"),
        pytest.param("派驻该镇“第一书记”石陆、丁敏华组织活动。", ["石陆", "丁敏华"], id="title-in-quotes"),
        pytest.param("纪念校友曹靖平先生诞辰。", ["曹靖平"], id="gentleman"),
        pytest.param("教师代表马秀兰、学生代表何雨晴先后发言。", ["马秀兰", "何雨晴"], id="who-speaks-for-others"),
        pytest.param("李红霞（县一小）、王建平（静宁二中）", ["李红霞", "王建平"], id="with-their-schools"),
    ],
)
def test_names_without_a_post_are_persons(text: str, expected: list[str]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("走访了马庄、李集、周店。", id="villages"),
        pytest.param("覆盖石家庄、马鞍山、武威等地。", id="cities"),
        pytest.param("注重高质量、高标准、严要求。", id="qualities"),
        pytest.param("县领导高度重视，学生满意度高。", id="adverb"),
        pytest.param("学生代表向老师献花，教师代表高声朗读。", id="representatives"),
        pytest.param("专家高水平、高质量的服务。", id="quality-behind-a-noun"),
        pytest.param("学生张开双臂，干部任务重。", id="verb"),
        pytest.param("老先生、两位女士到场。", id="nobody-named"),
    ],
)
def test_rows_of_other_words_name_nobody(text: str) -> None:
    assert named(text) == []


def test_a_section_of_a_bureau_is_the_body_of_its_heads_post() -> None:
    assert posts("静宁县教育局体卫艺股股长李道明介绍。") == [("李道明", "股长", "静宁县教育局体卫艺股")]


def test_after_a_printed_school_a_name_may_be_followed_by_any_clear_word() -> None:
    expected = [("刘海明", "书记", "静宁县职业中专"), ("刘海明", "校长", "静宁县职业中专")]
    assert posts("静宁县职业中专书记、校长刘海明此语一出，掌声四起。") == expected


def test_the_head_of_a_school_district_is_not_that_of_the_school_named_before() -> None:
    assert posts("李庄小学和马庄小学受损。三坡学区校长杨建民说，已清理。") == []

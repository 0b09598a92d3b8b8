"""The words around a number: what leads and links it, what is said of things, what can be a name."""

from __future__ import annotations

import pytest

from kg.extract import indicators, phrases


@pytest.mark.parametrize(
    ("text", "words", "link"),
    [
        ("全县义务教育巩固率达到", "义务教育巩固率", "达到"),
        ("到2025年，", "", "，"),
        ("13.协助完成", "协助完成", ""),
        ("试点学校由去年的", "试点学校", "由去年的"),
        ("就业率连续3年保持在", "就业率", "连续3年保持在"),
        ("查处违规行为", "查处违规行为", ""),
        ("在校学生", "在校学生", ""),
    ],
    ids=["lead-and-link", "time-only", "item-number", "from", "years-running", "not-a-link", "not-a-lead"],
)
def test_what_leads_a_part_and_links_a_number_is_cut_off(text: str, words: str, link: str) -> None:
    left = indicators.left(text, 0, len(text))
    assert (left.words, left.link.strip("，")) == (words, link.strip("，"))


@pytest.mark.parametrize(
    ("phrase", "noun", "said"),
    [
        ("义务教育学校全部开展课后服务", "义务教育学校", "全部开展课后服务"),
        ("疑似辍学学生务必全部劝返", "疑似辍学学生", "务必全部劝返"),
        ("学校、幼儿园的检查", "学校、幼儿园", "的检查"),
        ("骨干教师赴外地跟岗研修", "骨干教师", "赴外地跟岗研修"),
        ("考生被重点中学录取", "考生", "被重点中学录取"),
    ],
    ids=["adverb", "verbs-first", "of", "away", "passive"],
)
def test_a_noun_phrase_ends_where_something_is_said_of_it(phrase: str, noun: str, said: str) -> None:
    assert phrases.split_noun(phrase) == (noun, said)


@pytest.mark.parametrize(
    ("noun", "said", "name"),
    [
        ("学校", "全部开展课后服务", "开展课后服务的学校"),
        ("学生", "务必在2024年9月前全部劝返", "劝返学生"),
        ("教师", "没有取得证书", "没有取得证书的教师"),
        ("教师", "赴外地跟岗研修", "跟岗研修的教师"),
        ("学校", "根据统一部署开学", "学校"),
    ],
    ids=["said", "short", "negated", "place", "circumstance"],
)
def test_what_is_said_of_things_stands_before_them_in_their_name(noun: str, said: str, name: str) -> None:
    assert phrases.said_of(noun, said) == name


@pytest.mark.parametrize(
    ("name", "unit", "is_one"),
    [
        ("义务教育巩固率", "%", True),
        ("送教下乡", "次", True),
        ("全国第十", "项", True),
        ("交出", "份", False),
        ("督促", "所", False),
        ("其中", "人", False),
        ("居委会", "平方米", False),
        ("优惠", "元", False),
        ("5", "人", False),
    ],
    ids=["rate", "deed", "ordinal", "verb", "transitive", "generic", "no-area", "no-money", "digits"],
)
def test_only_words_that_name_something_measurable_are_names(name: str, unit: str, is_one: bool) -> None:
    assert indicators.is_name(name, unit) is is_one


@pytest.mark.parametrize(
    ("name", "shared"),
    [
        ("小学、初中差异系数", ["小学差异系数", "初中差异系数"]),
        ("新建、改扩建幼儿园", ["新建幼儿园", "改扩建幼儿园"]),
        ("新增高级、中级岗位", ["新增高级岗位", "新增中级岗位"]),
        ("配备率、封闭管理、报警系统达标率", ["配备率", "封闭管理达标率", "报警系统达标率"]),
    ],
    ids=["head", "verbs", "verb-and-head", "rates"],
)
def test_items_of_a_list_share_its_verb_and_its_head(name: str, shared: list[str]) -> None:
    assert indicators.distributed(name, ratio=False) == shared


@pytest.mark.parametrize("name", ["“一校一品”品牌 学校", "全县一校一品品牌学校"], ids=["quotes", "area"])
def test_figures_of_different_places_meet_under_one_label(name: str) -> None:
    assert indicators.without_area(indicators.tidy(name)) == "一校一品品牌学校"

"""Whose a figure is: the school that speaks, the one that a part is about, else the place that reports."""

from __future__ import annotations

import pytest

from tests.link.test_statements import REPORT, whose

NEWS = "乐陵市教育快讯\n\n"
SCHOOL = "乐陵市第三小学"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            f"{SCHOOL}2023年工作总结\n\n学校狠抓常规。学校现有教学班24个。招收新生180人。\n", ["24", "180"], id="title"
        ),
        pytest.param(
            f"用心办学，静待花开\n{SCHOOL}2023年工作总结\n{SCHOOL}建校三十年。\n招收新生180人。\n",
            ["180"],
            id="subtitle",
        ),
        pytest.param(
            f"督导组莅临我校\n乐陵市教育局督导组来到{SCHOOL}。我校环境优美。{SCHOOL}师生参加。我校有兄弟学校。\n招收新生180人。\n",
            ["180"],
            id="first-person",
        ),
        pytest.param(
            f"又是一年花开时\n原创 {SCHOOL} 2023-06-28\n{SCHOOL}环境优美。\n招收新生180人。\n", ["180"], id="account"
        ),
    ],
)
def test_a_text_of_one_school_is_told_of_that_school(text: str, expected: list[str]) -> None:
    assert whose(text) == [(value, SCHOOL) for value in expected]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"市领导到{SCHOOL}调研\n\n{SCHOOL}师生参加。全市招收新生1800人。\n", id="visited"),
        pytest.param(f"乐陵市教育局与{SCHOOL}座谈\n\n{SCHOOL}师生参加。招收新生1800人。\n", id="a-bureau-beside"),
        pytest.param(f"{SCHOOL}、乐陵市实验小学揭牌\n\n{SCHOOL}师生参加。招收新生1800人。\n", id="several"),
        pytest.param(f"{SCHOOL}简讯\n\n{SCHOOL}师生参加。我市招收新生1800人。\n", id="a-place-speaks"),
        pytest.param(f"{SCHOOL}简讯\n\n{SCHOOL}师生参加。市财政投入1800元。\n", id="the-treasury"),
    ],
)
def test_a_school_that_is_only_named_does_not_speak(text: str) -> None:
    assert [holder for _, holder in whose(text)] in ([], ["乐陵市"])


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        pytest.param(f"总投资9600万元的{SCHOOL}已开工，规划教学班36个。", [SCHOOL, SCHOOL], id="size-before"),
        pytest.param(f"投入9600万元建设{SCHOOL}。", ["乐陵市"], id="spent-on"),
        pytest.param("推进乐陵市第一中学与山东大学合作，新增专业2个。", ["乐陵市第一中学"], id="furthered"),
        pytest.param("支持乐陵市第一中学创建示范学校，全市新增专业2个。", ["乐陵市"], id="only-supported"),
        pytest.param(f"{SCHOOL}扩建完工，九年义务教育巩固率达99%。", ["乐陵市"], id="a-rate-of-the-place"),
        pytest.param(f"{SCHOOL}扩建完工，新增学位600个。", [SCHOOL], id="what-it-gives"),
        pytest.param(f"检查发现，{SCHOOL}台账不全，有2所小学未备案。", ["乐陵市"], id="counts-schools"),
        pytest.param(f"△{SCHOOL}运动场完工，面积4200平方米。", [SCHOOL], id="bullet"),
        pytest.param(f"{SCHOOL}招生300人，市财政投入120万元。", [SCHOOL, "乐陵市"], id="the-treasury"),
        pytest.param("每所幼儿园每学期督导2次。", ["乐陵市"], id="every-one"),
    ],
)
def test_a_figure_behind_a_comma_is_whose_part_it_is(passage: str, expected: list[str]) -> None:
    assert [holder for _, holder in whose(REPORT + passage + "\n")] == expected


def test_a_school_that_heads_an_item_holds_what_the_item_tells() -> None:
    text = NEWS + f"项目进展\n1.{SCHOOL}。上半年完工，9月迎来新生360人。\n2.乐陵市第四小学。新增学位900个。\n"
    assert whose(text) == [("360", SCHOOL), ("900", "乐陵市第四小学")]


def test_of_a_sister_school_elsewhere_a_figure_is_not() -> None:
    text = REPORT + f"{SCHOOL}与青岛市即墨区第二实验小学每学期联合教研4次。\n"
    assert whose(text) == [("4", SCHOOL)]

"""Who works together with whom."""

from __future__ import annotations

import pytest

from kg.extract import collaborations
from tests.extract.events import REVIEW, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "静宁县实验小学与河东区实验小学结对帮扶。", [("静宁县实验小学+河东区实验小学", "结对帮扶")], id="a-pair"
        ),
        pytest.param(
            "静宁县第一中学与宝坻区第一中学、静宁县实验小学与东风路小学签订结对帮扶协议。",
            [
                ("静宁县第一中学+宝坻区第一中学", "结对帮扶协议"),
                ("静宁县实验小学+东风路小学", "结对帮扶协议"),
            ],
            id="two-pairs",
        ),
        pytest.param(
            "静宁县职业教育中心招生638名，与兰州石化职业技术大学签订中高职贯通培养协议。",
            [("静宁县职业教育中心+兰州石化职业技术大学", "中高职贯通培养协议")],
            id="the-subject-stands-before",
        ),
        pytest.param(
            "与西安市莲湖路小学等名校建立帮扶关系。",
            [("+西安市莲湖路小学", "帮扶关系")],
            id="the-one-that-reports",
        ),
        pytest.param(
            "由静宁县教育局、庄浪县教育局联合举办的教研活动举行。",
            [("静宁县教育局+庄浪县教育局", "联合举办")],
            id="joint-hosts",
        ),
        pytest.param(
            "静宁县教育局联合静宁县阿阳中学、威戎中学等单位开展送教活动。",
            [("静宁县教育局+静宁县阿阳中学+威戎中学", "联合开展")],
            id="one-joins-others",
        ),
        pytest.param(
            "学生在静宁县实验小学、静宁县第二小学等两所学校报名。静宁县教育局联合上述两所学校开设课程。",
            [("静宁县教育局+静宁县实验小学+静宁县第二小学", "联合开设")],
            id="those-listed-above",
        ),
        pytest.param(
            "“静宁县教育局去年下发了关于冬季锻炼的通知，要求各学校严格执行。明年，我们将联合静宁县第一中学开展冬季长跑的专项检查。”",
            [("静宁县教育局+静宁县第一中学", "联合开展")],
            id="we-in-speech",
        ),
        pytest.param(
            "由静宁县教育局主办、静宁县阿阳中学承办的艺术节开幕。",
            [("静宁县教育局+静宁县阿阳中学", "主办承办")],
            id="host-and-organiser",
        ),
        pytest.param(
            "静宁县教育局、庄浪县教育局等3部门联合出台实施意见。",
            [("静宁县教育局+庄浪县教育局", "联合出台")],
            id="and-other-departments",
        ),
        pytest.param(
            "活动由静宁县教育局主办，静宁县第三中学承办。",
            [("静宁县教育局+静宁县第三中学", "主办承办")],
            id="host-and-organiser-in-parts",
        ),
        pytest.param(
            "静宁县第一中学与宝坻区第一中学举行结对帮扶签约仪式。",
            [("静宁县第一中学+宝坻区第一中学", "结对帮扶")],
            id="at-a-ceremony",
        ),
        pytest.param("静宁县教育局联合多部门开展检查。", [], id="others-without-a-name"),
        pytest.param("静宁县教育局会同静宁县第一中学的教师开展检查。", [], id="people-of-a-school"),
        pytest.param(
            "苏陕协作深入推进，南京市江宁区选派12名教师到静宁县第二中学支教。",
            [("静宁县第二中学+江宁区", "苏陕协作")],
            id="the-district-of-a-city",
        ),
        pytest.param("与各中心学校签订责任书。", [], id="orders-are-no-collaboration"),
        pytest.param("加强校企合作，开展结对帮扶活动。", [], id="nobody-is-named"),
        pytest.param("静宁县第一中学尚未与静宁县第二中学签订结对帮扶协议。", [], id="not-yet"),
    ],
)
def test_a_relation_has_all_its_parties(text: str, expected: list[tuple[str, ...]]) -> None:
    assert told(collaborations.extract, text, "party", "collaborationKind", heading=REVIEW) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "静宁县第一幼儿园由兰州市实验幼儿园托管。", ["静宁县第一幼儿园+兰州市实验幼儿园"], id="run-by-another"
        ),
        pytest.param("静宁县第一中学牵手兰州市第一中学。", ["静宁县第一中学+兰州市第一中学"], id="joining-hands"),
        pytest.param(
            "静宁县第一中学、静宁县第二中学分别与兰州市第一中学、兰州市第二中学结成共同体。",
            ["静宁县第一中学+兰州市第一中学", "静宁县第二中学+兰州市第二中学"],
            id="one-with-one",
        ),
        pytest.param(
            "随后，静宁县第一中学与兰州市第一中学、静宁县实验小学与兰州市实验小学等负责人互换结对协议。",
            ["静宁县第一中学+兰州市第一中学", "静宁县实验小学+兰州市实验小学"],
            id="side-by-side",
        ),
        pytest.param("县教育局与各中小学签订安全责任书，与家长签订承诺书。", [], id="orders-to-schools"),
        pytest.param("与兄弟学校合作办学。", [], id="nobody-named"),
        pytest.param("与公安部门建立联动机制。", [], id="an-arrangement-with-nobody-named"),
    ],
)
def test_relations_in_other_words_and_what_is_none(text: str, expected: list[str]) -> None:
    assert [row[0] for row in told(collaborations.extract, text, "party")] == expected


def test_a_government_that_signs_stands_for_the_place_that_reports() -> None:
    text = "5月，县人民政府与兰州石化职业技术大学签了战略合作协议。"
    assert told(collaborations.extract, text, "party", heading=REVIEW) == [("+兰州石化职业技术大学",)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "由静宁县实验中学牵头，与云头里第一初级中学、威戎镇初级中学组建教育共同体。",
            ["静宁县实验中学+云头里第一初级中学+威戎镇初级中学"],
            id="one-of-the-list-known-by-its-last-word",
        ),
        pytest.param(
            "静宁县第五中学与傥骆古道博物馆、县朱鹮生态园签订研学基地共建协议。",
            ["静宁县第五中学+傥骆古道博物馆+县朱鹮生态园"],
            id="places-that-are-visited",
        ),
        pytest.param(
            "上个月，静宁县第一中学又与兰州大学签约，成为该校优质生源基地。", ["静宁县第一中学+兰州大学"], id="signed"
        ),
        pytest.param(
            "中心学校推行走教，与兰州市城关区锦江路小学签订了结对帮扶协议。威戎镇中心学校有教师12名。",
            ["威戎镇中心学校+兰州市城关区锦江路小学"],
            id="called-for-short",
        ),
        pytest.param("中心学校推行走教，与兰州市城关区锦江路小学签订了帮扶协议。", [], id="which-centre-is-not-told"),
        pytest.param("静宁县第五中学与家长、学生签订安全责任协议。", [], id="families"),
        pytest.param("全县公费师范生与县教育局签约。", [], id="students-who-sign"),
        pytest.param("静宁县第五中学与多家企业、几所小学签订合作协议。", [], id="several-without-a-name"),
    ],
)
def test_a_list_may_name_parties_that_no_list_knows(text: str, expected: list[str]) -> None:
    assert [row[0] for row in told(collaborations.extract, text, "party", heading=REVIEW)] == expected

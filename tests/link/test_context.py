"""Which jurisdiction a document is about, where neither title nor speaker says so."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.link import link
from kg.nlp import analyse, nlp
from tests.extract.texts import document_of

CITY = "现在，我代表市人民政府报告工作。\n全市新建学校，全市学位充足，全市教师待遇提高，我市教育质量上升。\n"


def about(text: str) -> list[str]:
    """Labels of the jurisdictions that a text is about."""
    document = document_of(text)
    found = link(document, extract(analyse(nlp(), document), document))
    return [entity.label for entity in found.entities if entity.local in found.about]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (CITY + "建设平安聊城，打造书香聊城，擦亮“学在聊城”品牌，办好聊城教育。\n", ["聊城市"]),
        (CITY + "建设平安聊城，办好聊城教育，支持菏泽、济宁、德州来聊城、在菏泽、到济宁、去德州考察。\n", []),
        ("黑龙江省教育工作会议召开。黑龙江省要求全省各地落实“双减”政策，黑龙江省直部门参加。\n", ["黑龙江省"]),
    ],
    ids=["short-names", "several", "province"],
)
def test_the_division_that_a_text_names_again_and_again_is_the_one_it_is_about(text: str, expected: list[str]) -> None:
    found = about(text)
    assert [label for label in found if "某" not in label] == expected


HIDDEN = "网友：近日有人发帖质疑C4县的做法。为我县老百姓着想，全县群众受益，C4县人民医院在改进。\n"


@pytest.mark.parametrize(
    "named",
    [
        "我院与南华大学附属南华医院建立医联体，南华医院派出专家，到南华医院学习。",
        "我们考察了庄浪县，庄浪县教育局介绍了经验。",
    ],
    ids=["stem-inside-a-body", "county-in-passing"],
)
def test_a_text_that_hides_its_county_is_not_about_one_named_in_passing(named: str) -> None:
    (label,) = about(HIDDEN + named)
    assert "某县" in label


def test_a_county_whose_authority_acts_outweighs_the_place_of_a_partner_school() -> None:
    text = (
        "县人民政府教育督导室到乡镇学校督导\n绥阳县人民政府教育督导室主任杨某带队。县教育局派员参加，全县学校自查。\n"
        "学校与遵义市汇川区锦江路小学签订了结对帮扶协议。县教育局要求各校整改。\n"
    )
    assert about(text) == ["绥阳县"]


def test_the_township_of_the_central_school_in_the_title_is_named() -> None:
    document = document_of("静宁县界石铺镇中心学校工作计划\n我校有学生900人。静宁县威戎镇中心小学来校交流。\n")
    found = link(document, extract(analyse(nlp(), document), document))
    assert [entity.label for entity in found.entities if entity.kind == "Township"] == ["界石铺镇"]


def test_a_stem_inside_the_name_of_a_body_makes_no_text_one_about_a_county() -> None:
    text = "我县医疗水平提高，全县群众受益。南华医院派出专家，到南华医院学习，南华大学支持。"
    assert not any("南华" in label for label in about(text))


@pytest.mark.parametrize(
    "title", ["南华大学附属南华医院举行义诊", "南华中学举行开学典礼"], ids=["university-and-hospital", "school"]
)
def test_a_stem_inside_the_name_of_a_body_in_the_title_is_no_county(title: str) -> None:
    assert about(title + "\n医务人员走进校园，师生表示欢迎。") == []


def test_a_numbered_school_in_the_title_tells_its_county() -> None:
    assert about("静宁一中举行开学典礼\n师生表示欢迎。") == ["静宁县"]

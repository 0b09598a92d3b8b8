"""Bodies that are neither schools nor education authorities."""

from __future__ import annotations

import pytest

from kg.extract import organizations
from kg.model import Claim, Mention
from tests.extract.texts import claims_of


def found(text: str) -> list[tuple[str, str]]:
    """Return what is named and the body's own name, in reading order."""
    claims = [claim for claim in claims_of(organizations.extract, text) if isinstance(claim, Claim)]
    mentions = [value for claim in claims for _, value in claim.slots if isinstance(value, Mention)]
    return [(one.text, dict(one.attributes)["name"]) for one in sorted(mentions, key=lambda one: one.span.start)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "静宁县教育基金会捐赠图书5000册。", [("静宁县教育基金会", "教育基金会")], id="foundation-of-a-place"
        ),
        pytest.param("成立教育基金会，募集资金。", [], id="foundation-of-no-place"),
        pytest.param(
            "与宁夏六盘山药业有限公司共建产业学院。",
            [("宁夏六盘山药业有限公司", "六盘山药业有限公司")],
            id="a-stem-inside-a-company",
        ),
        pytest.param(
            "举办者甘肃省静水教育投资有限公司同意。",
            [("甘肃省静水教育投资有限公司", "静水教育投资有限公司")],
            id="a-field-of-work-inside-a-company",
        ),
        pytest.param(
            "与静宁县国有资产投资公司商定。", [("静宁县国有资产投资公司", "国有资产投资公司")], id="not-limited"
        ),
        pytest.param("委托物业服务有限公司管理，多家有限公司参加。", [], id="companies-without-a-name"),
        pytest.param(
            "参观张思德纪念馆，走进红色文化博物馆。", [("张思德纪念馆", "张思德纪念馆")], id="museums-with-and-without"
        ),
        pytest.param("启动青铜博物馆项目建设。", [], id="a-museum-that-is-planned"),
        pytest.param("同学们穿汉服逛博物馆。", [], id="what-is-done-in-a-museum"),
    ],
)
def test_companies_and_foundations_need_a_place_or_a_name(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "静宁县公安局城关派出所开展护学行动。",
            [("静宁县公安局城关派出所", "公安局城关派出所")],
            id="below-a-bureau",
        ),
        pytest.param("静宁县公安局组织派出所民警护学。", [("静宁县公安局", "公安局")], id="a-verb-between"),
        pytest.param(
            "静宁县委第二巡察组对教育系统开展巡察。",
            [("静宁县委第二巡察组", "委第二巡察组")],
            id="inspection-group",
        ),
        pytest.param(
            "县纪委监委驻教体局纪检监察组开展督查。",
            [("县纪委监委驻教体局纪检监察组", "纪委监委驻教体局纪检监察组")],
            id="discipline-group",
        ),
        pytest.param("被共青团甘肃省委授予称号。", [("共青团甘肃省委", "团委")], id="league-committee"),
        pytest.param("共青团员积极参加。", [], id="members-of-the-league"),
        pytest.param(
            "在江苏省武进区援疆工作组的支持下启动。", [("江苏省武进区援疆工作组", "援疆工作组")], id="aid-group"
        ),
        pytest.param("深沟小学教育集团揭牌。", [("深沟小学教育集团", "深沟小学教育集团")], id="union-of-a-school"),
        pytest.param("推进城乡小学教育集团化办学。", [], id="a-way-of-running-schools"),
        pytest.param("于3月20日前报县教研室。", [("县教研室", "教研室")], id="handed-to-an-office"),
        pytest.param(
            "县委编委批复设立静宁县教育考试中心。", [("静宁县教育考试中心", "教育考试中心")], id="examination-centre"
        ),
    ],
)
def test_bodies_by_the_shape_of_their_names(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected

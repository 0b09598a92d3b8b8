"""What is built, and how far it is."""

from __future__ import annotations

import pytest

from kg.extract import projects
from tests.extract.events import PLAN, REVIEW, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("静宁县第五小学建成投用。", [("静宁县第五小学", "done")], id="in-use"),
        pytest.param(
            "静宁县第三中学教学楼加固项目通过竣工验收。", [("静宁县第三中学教学楼加固项目", "accepted")], id="accepted"
        ),
        pytest.param("静宁县第一中学学生宿舍楼完成主体三层。", [("静宁县第一中学学生宿舍楼", "under way")], id="shell"),
        pytest.param("静宁县第一中学综合楼开工建设。", [("静宁县第一中学综合楼", "started")], id="started"),
        pytest.param("木桥民族小学搬迁项目没有如期开工。", [("木桥民族小学搬迁项目", "planned")], id="not-yet-started"),
        pytest.param(
            "完成3所幼儿园改扩建工程，5所学校操场硬化工程。",
            [("幼儿园改扩建工程", "done"), ("学校操场硬化工程", "done")],
            id="counted-works-share-their-verb",
        ),
        pytest.param("改扩建城关镇中心幼儿园。", [("城关镇中心幼儿园改扩建", "done")], id="verb-first"),
        pytest.param("实施校建项目29个。", [("校建项目", "")], id="without-a-stage"),
        pytest.param(
            "静宁县第五小学、静宁县第六小学建成投用。",
            [("静宁县第五小学", "done"), ("静宁县第六小学", "done")],
            id="a-list",
        ),
    ],
)
def test_a_reported_project_has_the_stage_of_its_verb(text: str, expected: list[tuple[str, ...]]) -> None:
    assert told(projects.extract, text, "project", "projectStage", heading=REVIEW) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("8月底前完成静宁县第六小学建设项目。", [("静宁县第六小学建设项目", "planned")], id="to-be-done"),
        pytest.param("加快静宁县第一中学新校区建设。", [("静宁县第一中学新校区建设", "under way")], id="to-be-sped-up"),
        pytest.param(
            "实施职业中学、鹿鸣小学灾后重建项目。",
            [("职业中学灾后重建项目", "planned"), ("鹿鸣小学灾后重建项目", "planned")],
            id="schools-share-their-works",
        ),
        pytest.param("建成智慧教室110间。", [("智慧教室", "planned")], id="a-counted-set"),
    ],
)
def test_a_planned_project_is_planned_or_goes_on(text: str, expected: list[tuple[str, ...]]) -> None:
    assert told(projects.extract, text, "project", "projectStage", heading=PLAN) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("实施教师素质提升工程。", id="a-campaign"),
        pytest.param("全县22所学校建成劳动教育体系。", id="a-school-that-builds"),
        pytest.param("实施静宁县第一中学。", id="a-school-that-nobody-builds"),
        pytest.param("建成省级特色学校2所。", id="a-title"),
    ],
)
def test_campaigns_and_titles_are_no_projects(text: str) -> None:
    assert told(projects.extract, text, "project") == []

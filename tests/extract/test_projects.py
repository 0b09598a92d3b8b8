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
            "完成4所幼儿园改扩建工程、6所学校操场硬化工程。",
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
        pytest.param(
            "静宁县第五小学近三年投入500万元，新建教学楼、食堂。",
            [("静宁县第五小学教学楼", "done"), ("静宁县第五小学食堂", "done")],
            id="built-at-the-school-that-is-spoken-of",
        ),
        pytest.param(
            "静宁县第五小学迁建项目位于城南，总投资1亿元，2022年3月开工建设。",
            [("静宁县第五小学迁建项目", "started")],
            id="its-stage-comes-later",
        ),
        pytest.param("静宁县第七幼儿园建成于2012年。", [("静宁县第七幼儿园", "done")], id="built-in-a-year"),
        pytest.param(
            "静宁县第七幼儿园为锦绣小区配套幼儿园，占地6亩，于2012年即已建成。",
            [("静宁县第七幼儿园", "done")],
            id="a-school-that-is-described",
        ),
        pytest.param("静宁县第七幼儿园为民办幼儿园，已启动。", [], id="what-has-begun-is-not-the-school"),
        pytest.param("静宁县第七幼儿园是示范园，教师结构合理，2019年竣工。", [], id="no-longer-described"),
        pytest.param(
            "静宁县第五小学综合楼如期建成，于8月12日通过竣工验收。",
            [("静宁县第五小学综合楼", "accepted")],
            id="the-last-stage-counts",
        ),
        pytest.param(
            "静宁县第五小学综合楼项目已开工。目前该项目主体已封顶。",
            [("静宁县第五小学综合楼项目", "started"), ("静宁县第五小学综合楼项目", "under way")],
            id="that-project",
        ),
        pytest.param(
            "静宁县第二中学实验楼、学生公寓楼建成投入使用。",
            [("静宁县第二中学实验楼", "done"), ("静宁县第二中学学生公寓楼", "done")],
            id="buildings-of-one-school",
        ),
        pytest.param(
            "静宁县第一中学体育馆建设项目已完成立项。", [("静宁县第一中学体育馆建设项目", "planned")], id="prepared"
        ),
        pytest.param(
            "总投资1.2亿元的静宁县第三中学建设项目有序推进。",
            [("静宁县第三中学建设项目", "under way")],
            id="behind-its-cost",
        ),
        pytest.param("新建、改扩建学校5所。", [("新建、改扩建学校", "done")], id="schools-counted-behind"),
        pytest.param("静宁县教育局改造操场12个。", [("改造操场", "done")], id="behind-who-builds"),
        pytest.param("扩建了静宁县一中等4所高中。", [("静宁县一中扩建", "done")], id="one-of-several"),
        pytest.param(
            "实施静宁县一中、静宁县二中整体搬迁。",
            [("静宁县一中整体搬迁", ""), ("静宁县二中整体搬迁", "")],
            id="schools-that-move",
        ),
        pytest.param("9个义务教育改薄项目全部竣工。", [("义务教育改薄项目", "done")], id="counted-projects"),
        pytest.param("3所寄宿制高中建成投用。", [("寄宿制高中", "done")], id="counted-schools"),
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
        pytest.param(
            "静宁县第五小学综合楼争取9月完成施工。", [("静宁县第五小学综合楼", "under way")], id="to-be-ended"
        ),
        pytest.param("推动校舍维修改造项目竣工验收等工作。", [("校舍维修改造项目", "done")], id="to-be-accepted"),
    ],
)
def test_a_planned_project_is_planned_or_goes_on(text: str, expected: list[tuple[str, ...]]) -> None:
    assert told(projects.extract, text, "project", "projectStage", heading=PLAN) == expected


def test_news_of_a_project_is_reported() -> None:
    text = "据了解，静宁县第八小学正在建设中，预计明年9月投入使用。"
    assert told(projects.extract, text, "project", "projectStage", heading="") == [("静宁县第八小学", "under way")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("实施教师素质提升工程。", id="a-campaign"),
        pytest.param("全县22所学校建成劳动教育体系。", id="a-school-that-builds"),
        pytest.param("实施静宁县第一中学。", id="a-school-that-nobody-builds"),
        pytest.param("完成12个教育科研项目。", id="counted-research"),
        pytest.param("全县22所学校启动课程改革。", id="schools-that-set-about-something"),
        pytest.param("建成省级特色学校2所。", id="a-title"),
    ],
)
def test_campaigns_and_titles_are_no_projects(text: str) -> None:
    assert told(projects.extract, text, "project") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "静宁县第一中学运动场改造完成招标。", [("静宁县第一中学运动场改造", "planned")], id="verbs-that-overlap"
        ),
        pytest.param(
            "静宁县第一中学综合楼因设计变更，完成基础部分。",
            [("静宁县第一中学综合楼", "under way")],
            id="its-stage-behind-a-reason",
        ),
        pytest.param("对静宁县第一中学等9所学校旱厕进行改造。", [("学校旱厕改造", "")], id="works-done-to-many"),
        pytest.param("新建成的静宁县第五中学首年招生。", [("静宁县第五中学", "done")], id="newly-built"),
        pytest.param("静宁县第二小学教学楼前彩旗飘扬，求真楼里书声琅琅。", [], id="only-a-place"),
    ],
)
def test_works_in_other_words_and_what_are_none(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(projects.extract, text, "project", "projectStage") == expected


def test_the_items_of_a_list_of_projects_are_projects_with_the_stage_that_follows() -> None:
    text = "1.静宁县第一中学综合楼。11月8日通过竣工验收。\n2.静宁县第六幼儿园。招标公告已挂网。\n"
    assert told(projects.extract, text, "project", "projectStage", heading="一、在建项目进展情况\n") == [
        ("静宁县第一中学综合楼", "accepted"),
        ("静宁县第六幼儿园", "planned"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "◎静宁县威戎小学食堂、静宁县深沟小学浴室两个项目已竣工。",
            [("静宁县威戎小学食堂", "done"), ("静宁县深沟小学浴室", "done")],
            id="summed-up-behind-a-bullet",
        ),
        pytest.param(
            "援建的静宁县威戎小学保育楼、静宁县深沟小学智慧教室分别于4月和8月投入使用。",
            [("静宁县威戎小学保育楼", "done"), ("静宁县深沟小学智慧教室", "done")],
            id="each-at-its-time",
        ),
        pytest.param(
            "8日　静宁县文峰中学重建项目完成招标。", [("静宁县文峰中学重建项目", "planned")], id="in-a-chronicle"
        ),
        pytest.param(
            "静宁县深沟小学浴室改造正在抓紧施工。", [("静宁县深沟小学浴室改造", "under way")], id="works-that-go-on"
        ),
    ],
)
def test_items_of_newsletters_and_chronicles_tell_projects(text: str, expected: list[tuple[str, ...]]) -> None:
    assert told(projects.extract, text, "project", "projectStage", heading=REVIEW) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "静宁县第三幼儿园主体工程完工。", [("静宁县第三幼儿园主体工程", "under way")], id="only-the-shell-is-done"
        ),
        pytest.param(
            "静宁县第四中学主体工程全部封顶。", [("静宁县第四中学主体工程", "under way")], id="the-shell-is-topped-out"
        ),
        pytest.param(
            "总投资9800万元的城东学校（九年一贯制）已于今年3月动工。", [("城东学校", "started")], id="over-a-bracket"
        ),
        pytest.param("静宁县第二小学（北校区）教师获奖，已完工。", [], id="something-else-behind-a-bracket"),
        pytest.param(
            "开放路小学、静宁县第五小学建成投用。", [("静宁县第五小学", "done")], id="beside-one-that-nobody-knows"
        ),
        pytest.param(
            "2021年以来，新建县第三小学，扩建静宁县民族中学。",
            [("县第三小学", "done"), ("静宁县民族中学扩建", "done")],
            id="no-county-of-that-name",
        ),
        pytest.param("新建威戎中学学生宿舍楼1栋。", [("威戎中学学生宿舍楼", "done")], id="counted-behind"),
        pytest.param(
            "明确静宁县深沟小学异地重建、静宁县雷大小学加固维修等19个项目。",
            [("静宁县深沟小学异地重建", "planned"), ("静宁县雷大小学加固维修", "planned")],
            id="settled-on-as-projects",
        ),
        pytest.param("确定静宁县第一幼儿园、静宁县实验小学等8所园校为试点。", [], id="settled-on-as-something-else"),
        pytest.param(
            "完成静宁县第六小学立项、可研批复等前期工作。", [("静宁县第六小学", "planned")], id="only-made-ready"
        ),
        pytest.param("完成静宁县第六小学设计竞赛活动。", [], id="no-works-made-ready"),
        pytest.param(
            "求真楼建筑面积3860平方米，去年5月破土，今年2月通过竣工验收。", [("求真楼", "accepted")], id="a-named-house"
        ),
        pytest.param("改造卫生厕所1260座。", [], id="toilets-of-villages"),
        pytest.param("完成7所学校的用房改造。", [("学校的用房改造", "done")], id="works-at-counted-schools"),
    ],
)
def test_what_goes_on_is_made_ready_or_is_no_project(text: str, expected: list[tuple[str, ...]]) -> None:
    assert told(projects.extract, text, "project", "projectStage", heading=REVIEW) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "加快静宁县第四中学、静宁县第三小学扩建等项目建设。",
            [("静宁县第四中学", "under way"), ("静宁县第三小学扩建", "under way")],
            id="summed-up-as-projects",
        ),
        pytest.param(
            "推进静宁县第一中学、静宁县第二中学等学校建设。",
            [("静宁县第一中学", "planned"), ("静宁县第二中学", "planned")],
            id="summed-up-as-schools",
        ),
        pytest.param(
            "威戎镇第二小学改扩建项目要抓紧完善手续，尽早开工建设。",
            [("威戎镇第二小学改扩建项目", "planned")],
            id="its-papers",
        ),
        pytest.param(
            "新建成的静宁县文峰中学首年计划招收七年级8个班。", [("静宁县文峰中学", "done")], id="new-in-a-plan"
        ),
    ],
)
def test_a_list_in_a_plan_names_each_project(text: str, expected: list[tuple[str, ...]]) -> None:
    assert told(projects.extract, text, "project", "projectStage", heading=PLAN) == expected


def test_works_without_a_place_are_at_the_school_that_speaks() -> None:
    text = "静宁县威戎小学2024年工作计划\n静宁县威戎小学现有教师30人。\n4.争取资金180万元，完成塑胶操场改造。\n"
    found = told(projects.extract, text + "静宁县威戎小学", "project", "holder", heading="")
    assert found == [("静宁县威戎小学塑胶操场改造", "静宁县威戎小学")]

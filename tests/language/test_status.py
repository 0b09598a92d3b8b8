"""Status: which words make a clause a report or a plan."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language.status import clause_status
from kg.model import Role, Status

REPORTED, PLANNED = Status.REPORTED, Status.PLANNED


def status(clause: str, role: Role, word: str = "") -> Status | None:
    return clause_status(clause, role, at=clause.index(word) if word else None)[0]


@pytest.mark.parametrize(
    ("clause", "cue"),
    [
        ("要深入推进“双减”工作", "要"),
        ("县教育局将实施强师工程", "将"),
        ("各学校应加强家校共育", "应"),
        ("2024年拟提高到120元", "拟"),
        ("力争通过国家督导评估", "力争"),
        ("计划招聘8名新教师", "计划"),
        ("必须完成控辍保学任务", "必须"),
        ("努力打造智慧校园", "努力"),
        ("争取8月完成施工", "争取"),
        ("明年9月前实现全覆盖", "明年"),
        ("6月底前建成心理辅导室", "6月底前"),
        ("安排部署课后服务工作", "部署"),
    ],
    ids=[
        "yao",
        "jiang",
        "ying",
        "ni",
        "lizheng",
        "jihua",
        "bixu",
        "nuli",
        "zhengqu",
        "next-year",
        "deadline",
        "arrange",
    ],
)
def test_a_cue_of_planning_decides_where_the_section_is_silent(clause: str, cue: str) -> None:
    assert clause_status(clause, Role.NEUTRAL) == (PLANNED, cue)


@pytest.mark.parametrize(
    "clause",
    [
        "已建成名师工作室",
        "完成了课程改革",
        "荣获全国先进集体称号",
        "被评为省级示范校",
        "去年试点同心课堂",
        "近年来推行县管校聘",
        "截至8月底招聘教师",
        "目前开展课后服务",
        "今年以来落实营养改善计划",
        "未能足额到位",
    ],
    ids=["yi", "le", "award", "passive", "last-year", "of-late", "until", "now", "since", "failed"],
)
def test_a_cue_of_reporting_decides_even_in_a_plan(clause: str) -> None:
    assert status(clause, Role.PLAN) is REPORTED


@pytest.mark.parametrize(
    "clause",
    [
        "控辍保学是重要工作",
        "这是主要做法",
        "落实需要各方配合",
        "按照上级要求推行课后服务",
        "摘要如下",
        "首要政治任务得到落实",
        "将57名优秀教师纳入后备人才库",
        "将党的领导贯穿办学治校全过程",
        "将“双减”成效作为评价内容",
        "落实应急预案",
        "选聘应届毕业生",
        "适应改革",
        "实施国培计划培训教师",
        "实施银龄讲学计划",
        "模拟演练",
        "在各方共同努力下",
        "学校领导干部名将云集",
        "按照“停课不停学”的安排开展教学",
        "争取到上级资金",
    ],
    ids=[
        "zhongyao", "zhuyao", "xuyao", "yaoqiu", "zhaiyao", "shouyao", "dispose", "pervade", "serve-as", "emergency",
        "graduates", "adapt", "guopei", "yinling", "simulate", "efforts", "generals", "arrangement", "won",
    ],
)  # fmt: skip
def test_words_that_only_look_like_auxiliaries_plan_nothing(clause: str) -> None:
    assert status(clause, Role.NEUTRAL) is not PLANNED
    assert status(clause, Role.REVIEW) is REPORTED


@pytest.mark.parametrize(
    ("role", "expected", "cue"),
    [
        (Role.REVIEW, REPORTED, "review"),
        (Role.PLAN, PLANNED, "plan"),
        (Role.PROBLEM, REPORTED, "problem"),
        (Role.NEUTRAL, None, ""),
    ],
    ids=["review", "plan", "problem", "neutral"],
)
def test_without_a_cue_the_role_of_the_section_decides(role: Role, expected: Status | None, cue: str) -> None:
    assert clause_status("全面推行课后服务", role) == (expected, cue)


@pytest.mark.parametrize(
    ("clause", "role", "word", "expected"),
    [
        ("宿舍竣工投用，综合楼主体完工，将于今年秋季交付使用，届时可新增学位900个", Role.REVIEW, "宿舍", REPORTED),
        ("宿舍竣工投用，综合楼主体完工，将于今年秋季交付使用，届时可新增学位900个", Role.REVIEW, "学位", PLANNED),
        ("去年新增学位1860个，仍难以满足需求，今年再增加2400个", Role.PLAN, "1860", REPORTED),
        ("去年新增学位1860个，仍难以满足需求，今年再增加2400个", Role.PLAN, "难以", REPORTED),
        ("去年新增学位1860个，仍难以满足需求，今年再增加2400个", Role.PLAN, "2400", PLANNED),
        ("近年来国家出台制度，为工作提供了依据，指明方向", Role.PLAN, "方向", REPORTED),
        ("尚未建成智慧食堂的9所学校年底前必须全部建成", Role.PLAN, "智慧食堂", PLANNED),
        ("对现有10个名师工作室进行重新挂牌", Role.PLAN, "名师工作室", PLANNED),
        ("会议就做好脱贫攻坚等工作进行了安排部署", Role.NEUTRAL, "脱贫攻坚", PLANNED),
        ("学校密切配合，要巩固控辍保学成果", Role.NEUTRAL, "控辍保学", PLANNED),
    ],
    ids=[
        "done-part", "coming-part", "recalled", "still", "new-time", "recalled-on", "attribute", "existing", "arranged",
        "order",
    ],
)  # fmt: skip
def test_each_part_of_a_clause_has_its_own_status(clause: str, role: Role, word: str, expected: Status) -> None:
    assert status(clause, role, word) is expected


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("实现公办幼儿园占比达50%以上的目标", PLANNED),
        ("确保7月建成、9月正常开学", PLANNED),
        ("确保师生复学平稳有序", REPORTED),
        ("实现了50%的目标", REPORTED),
        ("8月底前完成招聘", REPORTED),
    ],
    ids=["goal", "date", "effect", "reached", "past-deadline"],
)
def test_in_a_review_only_what_aims_at_a_number_or_date_is_planned(clause: str, expected: Status) -> None:
    assert status(clause, Role.REVIEW) is expected


@pytest.mark.parametrize("clause", ["落实“要我学”到“我要学”的转变", "印发《将来工作要点》"], ids=["quoted", "title"])
def test_words_inside_names_are_no_cues(clause: str) -> None:
    assert status(clause, Role.REVIEW) is REPORTED


@pytest.mark.parametrize(
    "clause", ["对这些问题将采取措施解决", "要求不高", "县城学校要扩容"], ids=["jiang", "noun", "yao"]
)
def test_problems_are_always_reported(clause: str) -> None:
    assert status(clause, Role.PROBLEM) is REPORTED


def test_in_a_neutral_text_a_deed_beside_a_number_is_reported() -> None:
    assert clause_status("全县建成实践基地340亩", Role.NEUTRAL)[0] is REPORTED


@given(
    clause=st.text(alphabet="要将应拟计划已了的，、“”《》（）教育局2022年内完成确保目标努力", max_size=60),
    role=st.sampled_from(Role),
    at=st.integers(min_value=0, max_value=60),
)
def test_the_cue_stands_in_the_clause_or_names_the_role(clause: str, role: Role, at: int) -> None:
    found, cue = clause_status(clause, role, at=at)
    assert cue in clause or cue == role.value
    assert (found is None) == (cue == "")
    assert found is not None or role is Role.NEUTRAL


def test_a_very_long_clause_is_judged_around_the_place_that_is_asked_for() -> None:
    clause = "要" + "教育，" * 20_000 + "完成了改革"
    assert clause_status(clause, Role.PLAN, at=len(clause) - 2)[0] is REPORTED


@pytest.mark.parametrize(
    ("clause", "cue"),
    [
        ("“润苗”计划将覆盖城区9所小学", "将"),
        ("市教育局人事部将组织教师招聘", "将"),
        ("未来，学校会进一步推进平安校园建设", "会"),
        ("学校一定会办好课后服务", "一定会"),
        ("局长希望各校落实“双减”", "希望"),
        ("会议倡议家长学校做好防溺水工作", "倡议"),
        ("县教体局要求各中小学开展校园安全排查", "要求"),
        ("接下来，我局联合公安开展护学行动", "接下来"),
    ],
    ids=["jiang-cover", "department", "hui", "dinghui", "hope", "appeal", "demand", "next"],
)
def test_what_is_to_come_or_asked_of_others_is_planned_even_in_a_report(clause: str, cue: str) -> None:
    assert clause_status(clause, Role.REVIEW) == (PLANNED, cue)


@pytest.mark.parametrize(
    "clause",
    [
        "召开全县教育工作大会进一步统一思想",
        "援建希望小学两所",
        "严格要求学生遵守校规",
        "开展面向未来的科学教育",
        "各校每月都会组织疏散演练",
        "将爱心传递给更多学生",
    ],
    ids=["meeting", "hope-school", "strict", "facing-the-future", "habit", "disposal"],
)
def test_words_that_only_look_like_a_wish_or_a_future_plan_nothing(clause: str) -> None:
    assert clause_status(clause, Role.REVIEW) == (REPORTED, "review")


def test_who_is_planned_to_be_admitted_lies_ahead() -> None:
    assert clause_status("2024年计划招收高一新生1350人", Role.REVIEW)[0] is Status.PLANNED

"""What becomes of schools."""

from __future__ import annotations

import pytest

from kg.extract import changes
from kg.model import Status
from tests.extract.events import REVIEW, claims, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("静宁县第三中学更名为阿阳中学。", [("rename", "静宁县第三中学", "阿阳中学")], id="renamed"),
        pytest.param("深沟初级中学并入威戎中学。", [("merge", "深沟初级中学", "威戎中学")], id="merged"),
        pytest.param("静宁县第二小学整体迁入新校区。", [("move", "静宁县第二小学", "新校区")], id="moved"),
        pytest.param("静宁县第五小学建成招生。", [("open", "静宁县第五小学", "")], id="opened"),
        pytest.param(
            "静宁县第二中学、静宁县第三中学初中部停止招生。",
            [("close", "静宁县第二中学", "初中部"), ("close", "静宁县第三中学", "初中部")],
            id="parts-of-schools-closed",
        ),
        pytest.param("撤并10人以下教学点9个。", [("close", "10人以下教学点", "")], id="a-counted-set"),
        pytest.param(
            "静宁县第一中学老校区作为独立初中开始运行。",
            [("convert", "静宁县第一中学老校区", "独立初中")],
            id="converted",
        ),
        pytest.param("停办民办幼儿园3所。", [("close", "民办幼儿园", "")], id="a-counted-set-closed"),
        pytest.param("静宁县中心小学撤并至威戎小学。", [("merge", "静宁县中心小学", "威戎小学")], id="merged-only"),
        pytest.param("新开办静宁县第九幼儿园。", [("open", "静宁县第九幼儿园", "")], id="verb-first"),
        pytest.param(
            "静宁县文峰中学由完全中学转为初级中学。",
            [("convert", "静宁县文峰中学", "初级中学")],
            id="from-what-it-was",
        ),
        pytest.param("8月31日，静宁县第八小学揭牌仪式举行。", [("open", "静宁县第八小学", "")], id="at-a-ceremony"),
        pytest.param("静宁县实验小学成立静水书院。", [("open", "静水书院", "")], id="founded"),
        pytest.param("静宁县教育局成立了县教师发展中心。", [("open", "县教师发展中心", "")], id="a-body-founded"),
    ],
)
def test_a_change_has_its_kind_its_subject_and_its_object(text: str, expected: list[tuple[str, ...]]) -> None:
    assert told(changes.extract, text, "changeKind", "subject", "object", heading=REVIEW) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("静宁县第一中学搬迁后，办学条件改善。", id="looking-back"),
        pytest.param("静宁县第一中学作为承办学校参加活动。", id="in-a-role"),
        pytest.param("组建城乡教育集团4个。", id="only-counted"),
        pytest.param("建议成立书法学院。", id="only-wished-for"),
        pytest.param("立即成立调查组。", id="no-body"),
        pytest.param("成立工作专班，启用新平台。", id="no-school"),
        pytest.param("目前静宁县第五小学尚未开园。", id="not-yet"),
        pytest.param("静宁县第五小学未能如期投入使用。", id="not-in-time"),
        pytest.param("静宁县第五小学何时搬迁至新校区？", id="asked"),
    ],
)
def test_what_is_no_change_of_a_school_is_none(text: str) -> None:
    assert told(changes.extract, text, "changeKind") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("民办阳光幼儿园转为普惠性民办园。", [("convert", "阳光幼儿园", "普惠性民办园")], id="who-runs-it"),
        pytest.param(
            "静宁县第五中学与静宁县第六中学组建静宁县城南学校。",
            [("merge", "静宁县第五中学", "静宁县城南学校"), ("merge", "静宁县第六中学", "静宁县城南学校")],
            id="two-make-a-third",
        ),
        pytest.param(
            "原静宁县第二小学南校区独立设置，定名为静宁县第八小学。", [("open", "静宁县第八小学", "")], id="set-apart"
        ),
        pytest.param("有网友建议撤销静宁县第二小学。", [], id="only-wished"),
        pytest.param("家校共同组建育人共同体。", [], id="a-kind-of-union"),
        pytest.param("成立招生工作领导小组。", [], id="a-passing-group"),
    ],
)
def test_changes_in_other_words_and_what_is_none(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(changes.extract, text, "changeKind", "subject", "object") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "1．静宁县深沟小学：因生源不足，予以撤销。", [("close", "静宁县深沟小学", "")], id="told-of-the-label"
        ),
        pytest.param(
            "2．静宁县深沟小学：学生、教师全部划归静宁县威戎小学。",
            [("merge", "静宁县深沟小学", "静宁县威戎小学")],
            id="what-is-its-own",
        ),
        pytest.param(
            "静宁县深沟小学与静宁县威戎小学实行合并。",
            [("merge", "静宁县深沟小学", "静宁县威戎小学")],
            id="with-another",
        ),
        pytest.param(
            "静宁县文峰中学不再招收高一新生，高中部整体并入静宁县第一中学。",
            [("merge", "静宁县文峰中学高中部", "静宁县第一中学")],
            id="a-division-of-the-school-before",
        ),
        pytest.param("今年9月，由某企业捐建的静宁县第九小学开始招生。", [("open", "静宁县第九小学", "")], id="led-to"),
        pytest.param(
            "6日　静宁县第三中学更名为阿阳中学。", [("rename", "静宁县第三中学", "阿阳中学")], id="in-a-chronicle"
        ),
    ],
)
def test_a_change_finds_its_subject_before_marks_and_days(text: str, expected: list[tuple[str, ...]]) -> None:
    assert told(changes.extract, text, "changeKind", "subject", "object", heading=REVIEW) == expected


def test_a_merger_that_is_only_proposed_is_none() -> None:
    text = "有代表提出将静宁县深沟小学与静宁县威戎小学合并，会议决定暂缓。"
    assert told(changes.extract, text, "changeKind", heading=REVIEW) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "城关街道新光幼儿园、威戎镇第二中心幼儿园于9月正式开园招生。",
            [("open", "城关街道新光幼儿园", ""), ("open", "威戎镇第二中心幼儿园", "")],
            id="a-list-that-opens-at-a-time",
        ),
        pytest.param(
            "静宁县第一幼儿园、静宁县第五小学相继建成投用。",
            [("open", "静宁县第一幼儿园", ""), ("open", "静宁县第五小学", "")],
            id="one-after-the-other",
        ),
        pytest.param(
            "深沟中学教学综合楼、威戎镇第二幼儿园建成投用。", [("open", "威戎镇第二幼儿园", "")], id="beside-a-building"
        ),
        pytest.param("静宁县第五中学、静宁县第六中学宿舍楼投入使用。", [], id="a-building-of-both"),
        pytest.param(
            "开放路小学、静宁县第五小学建成投用。", [("open", "静宁县第五小学", "")], id="beside-one-that-nobody-knows"
        ),
        pytest.param(
            "建成投用静宁县第五小学、城北幼儿园，新增学位900个。",
            [("open", "静宁县第五小学", ""), ("open", "城北幼儿园", "")],
            id="verb-first",
        ),
        pytest.param("启用静宁县第五小学智慧校园平台。", [], id="something-of-a-school"),
        pytest.param(
            "开办静宁县第九幼儿园、静宁县第十幼儿园。",
            [("open", "静宁县第九幼儿园", ""), ("open", "静宁县第十幼儿园", "")],
            id="each-that-is-founded",
        ),
        pytest.param(
            "撤销静宁县石桥小学、刘家庄教学点，保留王坪教学点。",
            [("close", "静宁县石桥小学", ""), ("close", "刘家庄教学点", "")],
            id="each-that-is-closed",
        ),
        pytest.param(
            "民办育才高中因连续两年年检不合格，其办学许可证被依法吊销。", [("close", "育才高中", "")], id="its-licence"
        ),
    ],
)
def test_each_school_of_a_list_opens_or_closes(text: str, expected: list[tuple[str, ...]]) -> None:
    assert told(changes.extract, text, "changeKind", "subject", "object", heading=REVIEW) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "静宁县威戎镇附属幼儿园升级为独立法人公办园。",
            [("convert", "静宁县威戎镇附属幼儿园", "独立法人公办园")],
            id="to-an-owner-of-its-own",
        ),
        pytest.param(
            "静宁县第三幼儿园转为公办幼儿园。", [("convert", "静宁县第三幼儿园", "公办幼儿园")], id="told-only-once"
        ),
        pytest.param("静宁县第一中学设施升级为智慧教室。", [], id="what-is-no-school"),
        pytest.param(
            "深沟小学现有学生9人，根据群众意愿，秋季开学并入威戎镇第二小学。",
            [("merge", "深沟小学", "威戎镇第二小学")],
            id="over-its-state-and-a-reason",
        ),
        pytest.param(
            "深沟小学因生源减少，学生仅剩8人，经县教育局批准，自2023年秋季学期起并入威戎镇第二小学。",
            [("merge", "深沟小学", "威戎镇第二小学")],
            id="over-three-parts",
        ),
        pytest.param(
            "威戎镇裴庄小学、蒋村小学生源不足，两校学生合并到威戎镇中心小学上课。",
            [("merge", "威戎镇裴庄小学", "威戎镇中心小学"), ("merge", "蒋村小学", "威戎镇中心小学")],
            id="pupils-of-both",
        ),
        pytest.param(
            "3．沙沟学校：由九年一贯制学校调整为独立小学，现有初中三个年级186名学生并入静宁县第五中学。",
            [("convert", "沙沟学校", "独立小学")],
            id="only-some-of-its-pupils",
        ),
        pytest.param(
            "民办英才学校：经与举办者协商，由政府购买后转为公办，并定名为静宁县第十三小学。",
            [("rename", "英才学校", "静宁县第十三小学"), ("convert", "英才学校", "公办")],
            id="bought-by-the-government",
        ),
        pytest.param("柳河乡、石桥乡撤销并入青山镇。", [], id="townships"),
    ],
)
def test_a_change_is_of_the_school_that_the_clause_opens_with(text: str, expected: list[tuple[str, ...]]) -> None:
    assert told(changes.extract, text, "changeKind", "subject", "object", heading=REVIEW) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("会议决定，撤销石桥教学点，学生就近入读雷大小学。", [Status.PLANNED], id="resolved"),
        pytest.param("一致同意提出的方案。从秋季学期起，撤销石桥教学点。", [Status.PLANNED], id="the-sentence-before"),
        pytest.param("静宁县石桥小学因仅剩学生4名，停止办学。", [Status.REPORTED], id="it-happens"),
        pytest.param("撤销静宁县石桥教学点。", [], id="an-order-alone"),
    ],
)
def test_what_minutes_resolve_is_planned(text: str, expected: list[Status]) -> None:
    assert [claim.status for claim in claims(changes.extract, text, heading="")] == expected


def test_a_change_that_a_headline_and_its_text_tell_is_told_once() -> None:
    text = "静宁县第五小学揭牌\n11月8日，静宁县第五小学揭牌仪式在新校区举行。"
    assert told(changes.extract, text, "changeKind", "subject") == [("open", "静宁县第五小学")]

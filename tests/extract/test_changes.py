"""What becomes of schools."""

from __future__ import annotations

import pytest

from kg.extract import changes
from tests.extract.events import REVIEW, told


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

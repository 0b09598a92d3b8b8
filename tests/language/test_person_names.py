"""Where a name ends after a title."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language.person_names import name_end
from kg.language.surnames import COMPOUND_SURNAMES, DOUBTFUL_SURNAMES, SURNAMES


def read(text: str, *, known: frozenset[str] = frozenset(), strict: bool = False) -> str:
    end = name_end(text, 0, known=known, strict=strict)
    return text[:end] if end else ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("赵海波出席会议并讲话", "赵海波", id="verb"),
        pytest.param("宋卫东对学校安全、学校管理", "宋卫东", id="preposition-after-a-word-of-two"),
        pytest.param("钱松在全县大会上强调", "钱松", id="given-name-of-one"),
        pytest.param("冯浩、县卫生健康局", "冯浩", id="list-mark"),
        pytest.param("罗建平同志(现任", "罗建平", id="comrade"),
        pytest.param("何晓静就食品安全", "何晓静", id="about"),
        pytest.param("林栋作《关于财务的报告》", "林栋", id="single-verb-before-a-title"),
        pytest.param("欧阳清主持会议", "欧阳清", id="compound-surname"),
        pytest.param("司马光华说", "司马光华", id="compound-surname-two"),
        pytest.param("才让多吉作了发言", "才让多吉", id="tibetan"),
        pytest.param("吉克木果同志", "吉克木果", id="yi"),
        pytest.param("乌云其其格介绍", "乌云其其格", id="mongolian"),
        pytest.param("热合曼·肉孜指出", "热合曼·肉孜", id="middle-dot"),
        pytest.param("古丽娜尔·艾合买提到会", "古丽娜尔·艾合买提", id="middle-dot-before-a-particle"),
        pytest.param("殷建立主持。", "殷建立", id="given-name-that-is-a-word"),
        pytest.param("张旭\n各位代表", "张旭", id="line-end"),
    ],
)
def test_the_right_edge_of_a_name_is_found(text: str, name: str) -> None:
    assert read(text) == name


WORDS = """
会议室 负责制改革 高度重视安全工作 任期内， 任顾问， 应主动承担 向大会作报告 严格遵守纪律， 水平， 全体教师， 安全，
时间， 成长， 管理， 项目建设， 常规检查， 马克思主义 习近平新时代 刘某某存在 万余人， 石榴籽， 聘任制
"""


@pytest.mark.parametrize("text", WORDS.split(), ids=lambda text: f"u{ord(text[0]):x}-{len(text)}")
def test_a_word_after_a_title_is_no_name(text: str) -> None:
    assert read(text) == ""


def test_a_preposition_is_not_swallowed_though_the_cutter_joins_it_to_the_next_word() -> None:
    assert read("马璞在讲话中指出") == "马璞"


def test_a_name_that_the_document_gives_elsewhere_is_read_without_an_edge() -> None:
    assert read("张正平稳步推进", known=frozenset({"张正平"})) == "张正平"


def test_the_tiers_of_surnames_are_apart() -> None:
    assert not SURNAMES & DOUBTFUL_SURNAMES
    assert all(len(name) == 2 for name in COMPOUND_SURNAMES)


@given(st.text(alphabet="王李欧阳司马在对说，、。 \n·任高安全扎西多吉abc1", max_size=30), st.integers(0, 30))
def test_a_name_lies_inside_the_text_and_holds_no_mark(text: str, start: int) -> None:
    start = min(start, len(text))
    end = name_end(text, start)
    if end is not None:
        assert start + 2 <= end <= len(text)
        assert not set(text[start:end]) & set("，、。 \nabc1")

"""Which stretches are about education: whole texts, and in texts about everything their sections and sentences."""

from __future__ import annotations

import pytest

from kg.extract.scope import extract
from kg.model import Claim
from tests.extract.texts import claims_of

FARMS = "全市新建高标准农田三万亩，粮食总产量保持稳定，农产品加工企业达到五十六家，冷链仓储能力继续扩大。"
ROADS = "新开工公路十二条，改造老旧小区四十个，轨道交通二号线主体完工，城区停车难问题得到缓解。"
HEALTH = "市人民医院新院区投入使用，社区卫生服务机构标准化率达到九成，医保基金运行平稳。"
SCHOOLS = "义务教育优质均衡发展持续推进，新建改扩建中小学十所，教师队伍建设不断加强，普惠性幼儿园覆盖率稳步提高。"
SHORT_OF_TERMS = "全年共投入资金三千万元，惠及城乡家庭。"


def stretches(text: str) -> list[tuple[str, str]]:
    """(words, rule) of each stretch about education."""
    found = [one for one in claims_of(extract, text) if isinstance(one, Claim)]
    return [(text[slice(*one.span)], one.rule) for one in found]


@pytest.mark.parametrize(
    "text",
    [
        SCHOOLS,
        f"{SCHOOLS}{SHORT_OF_TERMS}",
        f"{SCHOOLS}\n{SCHOOLS}\n{FARMS}",
        f"某县教育局工作总结\n\n{FARMS}\n{ROADS}\n{HEALTH}",
    ],
    ids=["one-paragraph", "a-sentence-without-terms", "most-paragraphs", "title"],
)
def test_a_text_about_education_is_about_it_as_a_whole(text: str) -> None:
    assert stretches(text) == [(text, "document-about-education")]


@pytest.mark.parametrize(
    "text",
    [
        FARMS,
        f"{FARMS}{ROADS}{HEALTH}",
        f"{FARMS}\n{ROADS}\n{HEALTH}",
        f"{FARMS}{ROADS}一名大学老师参观了展览。{HEALTH}",
        f"{FARMS}\n市长出席会议并讲话。市委书记、副市长参加调研。\n{ROADS}",
    ],
    ids=["farms", "one-paragraph", "paragraphs", "a-passing-word", "posts-of-government"],
)
def test_a_text_of_another_field_has_no_stretch_about_education(text: str) -> None:
    assert stretches(text) == []


def test_of_a_text_about_everything_the_paragraph_about_education_counts() -> None:
    assert stretches(f"{FARMS}\n{ROADS}\n{SCHOOLS}\n{HEALTH}{ROADS}\n{FARMS}") == [
        (SCHOOLS, "paragraph-about-education")
    ]


def test_of_a_paragraph_about_everything_the_sentences_about_education_count() -> None:
    text = f"{FARMS}{ROADS}{HEALTH}{FARMS}\n{HEALTH}{SCHOOLS}{ROADS}{FARMS}\n{ROADS}{FARMS}"
    assert stretches(text) == [(SCHOOLS, "sentences-about-education")]


def test_a_sentence_without_terms_between_two_about_education_belongs_to_them() -> None:
    run = f"{SCHOOLS}{SHORT_OF_TERMS}{SCHOOLS}"
    text = f"{4 * FARMS}\n{HEALTH}{ROADS}{run}{ROADS}{FARMS}{HEALTH}{ROADS}\n{4 * ROADS}{2 * FARMS}"
    assert stretches(text) == [(run, "sentences-about-education")]


def test_a_section_is_about_education_by_its_heading() -> None:
    text = (
        f"一、发展现代农业\n{FARMS}\n二、办好人民满意的教育\n{SHORT_OF_TERMS}\n三、改善交通\n{ROADS}\n{FARMS}\n{HEALTH}"
    )
    (stretch,) = stretches(text)
    assert stretch == (f"二、办好人民满意的教育\n{SHORT_OF_TERMS}", "section-about-education")


def test_terms_of_government_at_large_are_no_evidence() -> None:
    assert stretches("深入推进乡村振兴、脱贫攻坚、放管服改革和优化营商环境。") == []


def test_indicators_of_education_are_evidence() -> None:
    text = "全市在校学生九万人，专任教师六千人，大班额全部消除，新增学位五千个。"
    assert stretches(text) == [(text, "document-about-education")]

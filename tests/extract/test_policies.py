"""Policy documents among all that stands in 《》."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract import policies
from kg.model import Claim, Dropped, Mention, Reason
from tests.extract.texts import claims_of


def found(text: str) -> list[tuple[str, str]]:
    """Return title and document number of every policy document."""
    told = []
    for claim in claims_of(policies.extract, text):
        if isinstance(claim, Claim):
            mention = claim.slots[0][1]
            assert isinstance(mention, Mention)
            told.append((mention.text, dict(mention.attributes).get("documentNumber", "")))
    return told


@pytest.mark.parametrize(
    ("text", "title", "number"),
    [
        pytest.param("印发《某县课后服务工作实施方案》，", "某县课后服务工作实施方案", "", id="plain"),
        pytest.param("《课后服务方案》（静教发〔2021〕156号），", "课后服务方案", "静教发〔2021〕156号", id="number"),
        pytest.param(
            "《收费的通知》(周发改收费[2021]196号)", "收费的通知", "周发改收费[2021]196号", id="square-brackets"
        ),
        pytest.param(
            "《教师四十四项不能》(某委教〔2021〕3号)", "教师四十四项不能", "某委教〔2021〕3号", id="by-number-alone"
        ),
        pytest.param(
            "按照《教育部等七部门印发<关于加强师德师风建设的意见>的通知》，",
            "教育部等七部门印发<关于加强师德师风建设的意见>的通知",
            "",
            id="nested",
        ),
        pytest.param(
            "出台《…………义务教育学校课后服务实施方案》，", "义务教育学校课后服务实施方案", "", id="hidden-start"
        ),
        pytest.param("制定《行动方案(2023—2025年)》，", "行动方案(2023—2025年)", "", id="years"),
        pytest.param("落实《普通高中三年规划“一县一案”》，", "普通高中三年规划“一县一案”", "", id="quoted-tail"),
        pytest.param("《治理条例（草案）》征求意见。", "治理条例（草案）", "", id="draft"),
        pytest.param("出台《柳溪县教育改革二十条》。", "柳溪县教育改革二十条", "", id="articles"),
        pytest.param(
            "关于印发《柳溪县教育工作要点》的通知\n柳教发〔2024〕9号\n各学校：\n",
            "柳溪县教育工作要点",
            "柳教发〔2024〕9号",
            id="number-of-the-notice",
        ),
        pytest.param(
            "关于转发《教育收费通知》的通知\n柳教发〔2024〕9号\n各学校：\n", "教育收费通知", "", id="forwarded"
        ),
    ],
)
def test_what_regulates_plans_or_prescribes_is_a_policy(text: str, title: str, number: str) -> None:
    assert found(text) == [(title, number)]


@pytest.mark.parametrize(
    "text",
    [
        "先后被《甘肃教育》《中国教师报》作了报道。",
        "用好《习近平新时代中国特色社会主义思想学生读本》。",
        "作了题为《关于加强校园安全工作的意见》的报告。",
        "荣获《全省民族团结进步示范集体》称号。",
        "完成《教育基础设施提升工程》项目。",
        "举办《硬笔书法》讲座，演唱《没有共产党就没有新中国》。",
        "您提出的《关于缓解城区入学压力的提案》收悉。",
        "落实教育部关于加强师德师风建设的意见。",
        "《yuanlingxianguihua》已印发。",
        "未闭合的《某县教育规划\n下一行》。",
    ],
    ids=lambda text: f"u{ord(text[0]):x}-{len(text)}",
)
def test_what_else_stands_in_the_marks_is_none(text: str) -> None:
    assert found(text) == []


def test_a_bare_head_is_the_document_named_before() -> None:
    dropped = [
        one
        for one in claims_of(policies.extract, "《宜昌市终身教育促进条例》施行。《条例》规定……")
        if isinstance(one, Dropped)
    ]
    assert [(one.reason, one.detail) for one in dropped] == [(Reason.GENERIC, "条例")]


def test_a_number_printed_once_goes_with_every_mention_of_the_title() -> None:
    text = "落实《课后服务方案》。\n印发《课后服务方案》（某教发〔2021〕156号）。"
    assert found(text) == [("课后服务方案", "某教发〔2021〕156号")] * 2


@given(st.text(alphabet="《》<>〈〉（）()〔〕意见办法书号2021年…“”\n。", max_size=40))
def test_a_title_is_a_slice_of_the_text(text: str) -> None:
    for one in claims_of(policies.extract, text):
        if isinstance(one, Claim):
            mention = one.slots[0][1]
            assert isinstance(mention, Mention)
            assert text[slice(*mention.span)] == mention.text

"""Tables of figures: each number with the words of its row, its column and its caption, and nothing where they fail."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pytest

from kg import structure
from kg.build import linked_document
from kg.extract import figures
from kg.extract.heads import Unit, head_of, known_unit, unit_of
from kg.model import Claim, Mention, Status, Typed
from kg.nlp import analyse, nlp
from kg.read import from_text, source_of
from kg.vocabulary import load
from tests.read.samples import docx

TITLE = "桐城市教育局2022年工作总结"
LEAD = "2022年，全市教育系统认真落实各项工作，取得了新的成绩。"


class Told(NamedTuple):
    """What a claim says, shortly."""

    kind: str
    indicator: str
    value: str
    unit: str
    time: str
    holder: str
    words: str


def page(*parts: str) -> str:
    return f"<html><body><h1>{TITLE}</h1><p>{LEAD}</p>{''.join(parts)}</body></html>"


def table(*rows: str) -> str:
    """Rows of cells between bars; a cell may be a tag of its own."""
    lines = [[cell.strip() for cell in row.split("|")] for row in rows]
    return "<table>" + "".join(
        f"<tr>{''.join(cell if cell.startswith('<') else f'<td>{cell}</td>' for cell in line)}</tr>\n"
        for line in lines
    ) + "</table>"  # fmt: skip


def told(*parts: str) -> list[Told]:
    document = structure.outline(from_text(page(*parts), media_type="text/html"))
    found = []
    for claim in figures.extract(analyse(nlp(), document), document):
        assert isinstance(claim, Claim)
        slots = dict(claim.slots)
        indicator, holder = slots["indicator"], slots.get("holder")
        time = slots.get("year", slots.get("deadline", slots.get("periodStart")))
        assert isinstance(indicator, Mention)
        found.append(
            Told(
                claim.kind,
                indicator.text,
                str(slots.get("value", slots.get("targetValue"))),
                str(slots["unit"]),
                time.text if isinstance(time, Typed) else "",
                holder.text if isinstance(holder, Mention) else "",
                document.text[slice(*claim.span)],
            )
        )
    return found


def test_indicators_by_year_take_the_unit_of_the_caption() -> None:
    found = told(
        "<p>主要指标（单位：%）</p>",
        table("指标|2021年|2022年|2025年目标", "学前三年毛入园率|95.1|96.3|98", "义务教育巩固率|97|—|99"),
    )
    assert found == [
        Told("Observation", "学前三年毛入园率", "95.1", "%", "2021", "", "学前三年毛入园率 95.1"),
        Told("Observation", "学前三年毛入园率", "96.3", "%", "2022", "", "学前三年毛入园率 95.1 96.3"),
        Told("Goal", "学前三年毛入园率", "98", "%", "2025", "", "学前三年毛入园率 95.1 96.3 98"),
        Told("Observation", "义务教育巩固率", "97", "%", "2021", "", "义务教育巩固率 97"),
        Told("Goal", "义务教育巩固率", "99", "%", "2025", "", "义务教育巩固率 97 — 99"),
    ]


def test_a_column_of_units_counts_and_one_of_changes_does_not() -> None:
    found = told(
        table(
            "序号|指标|单位|2022年实际|2023年计划|增长（%）",
            "1|在校生数|人|12,345|12500|1.2",
            "2|教育投入|万元|3460|3600|4",
        )
    )
    assert [one[:5] for one in found] == [
        ("Observation", "在校生数", "12345", "人", "2022"),
        ("Goal", "在校生数", "12500", "人", "2023"),
        ("Observation", "教育投入", "34600000", "元", "2022"),
        ("Goal", "教育投入", "36000000", "元", "2023"),
    ]


def test_schools_hold_their_rows_and_the_total_is_nobodys_own() -> None:
    found = told(
        "<p>2021年各校基本情况（单位：人）</p>",
        table(
            "学校|在校生数|专任教师数|校长|联系电话",
            "桐城市第一小学|1,200|80|王明|13800000000",
            "合计|2100|141||",
        ),
    )
    assert [(one.indicator, one.value, one.time, one.holder) for one in found] == [
        ("在校生数", "1200", "2021", "桐城市第一小学"),
        ("专任教师数", "80", "2021", "桐城市第一小学"),
        ("在校生数", "2100", "2021", ""),
        ("专任教师数", "141", "2021", ""),
    ]


def test_schools_may_head_the_columns() -> None:
    found = told(table("指标|桐城市第一小学|合计", "在校生（人）|1200|2100"))
    assert [(one.indicator, one.value, one.holder) for one in found] == [
        ("在校生", "1200", "桐城市第一小学"),
        ("在校生", "2100", ""),
    ]


def test_divisions_hold_their_rows() -> None:
    found = told("<p>单位：人</p>", table("县区|在校生数", "怀宁县|120", "枞阳县|90"))
    assert [(one.value, one.holder) for one in found] == [("120", "怀宁县"), ("90", "枞阳县")]


def test_merged_heads_hold_for_all_columns_below_them() -> None:
    found = told(
        table(
            '<td rowspan="2">学校</td>|<td colspan="2">在校生数（人）</td>|<td colspan="2">教师数（人）</td>',
            "2021年|2022年|2021年|2022年",
            "桐城市第一小学|1200|1250|80|82",
        )
    )
    assert [(one.indicator, one.value, one.time) for one in found] == [
        ("在校生数", "1200", "2021"),
        ("在校生数", "1250", "2022"),
        ("教师数", "80", "2021"),
        ("教师数", "82", "2022"),
    ]


def test_merged_row_heads_hold_for_all_rows_beside_them() -> None:
    found = told(
        table(
            "类别|指标|2021年",
            '<td rowspan="2">学前教育</td>|毛入园率（%）|95',
            "普惠率（%）|88",
            "小学|巩固率（%）|99",
        )
    )
    assert [(one.indicator, one.value) for one in found] == [
        ("学前教育毛入园率", "95"),
        ("学前教育普惠率", "88"),
        ("小学巩固率", "99"),
    ]


def test_stages_in_rows_narrow_the_indicators_in_columns() -> None:
    found = told(
        "<p>2021年基本情况</p>",
        table("类别|学校数（所）|在校生数（人）", "小学|20|12000", "初中|8|6000", "总计|28|18000"),
    )
    assert [(one.indicator, one.value, one.unit) for one in found] == [
        ("小学学校数", "20", "所"),
        ("小学在校生数", "12000", "人"),
        ("初中学校数", "8", "所"),
        ("初中在校生数", "6000", "人"),
        ("学校数", "28", "所"),
        ("在校生数", "18000", "人"),
    ]


def test_years_may_head_the_rows() -> None:
    found = told(table("年份|在校生（人）|教育经费（万元）", "2020年|12000|3400", "2021|12100|3500"))
    assert [(one.indicator, one.value, one.time) for one in found] == [
        ("在校生", "12000", "2020"),
        ("教育经费", "34000000", "2020"),
        ("在校生", "12100", "2021"),
        ("教育经费", "35000000", "2021"),
    ]


def test_what_was_planned_is_a_goal_and_what_was_done_an_observation() -> None:
    found = told(table("项目|目标|完成", "新建幼儿园（所）|3|2", "培训教师（人次）|500|620"))
    assert [(one.kind, one.indicator, one.value) for one in found] == [
        ("Goal", "新建幼儿园", "3"),
        ("Observation", "新建幼儿园", "2"),
        ("Goal", "培训教师", "500"),
        ("Observation", "培训教师", "620"),
    ]


def test_cells_may_print_their_units() -> None:
    found = told(table("指标|2021年|2022年", "毛入园率|95.1%|96.3%", "教育投入|3460万元|1.2亿元"))
    assert [(one.value, one.unit) for one in found] == [
        ("95.1", "%"),
        ("96.3", "%"),
        ("34600000", "元"),
        ("120000000", "元"),
    ]


def test_a_caption_in_the_table_counts_as_one_above_it() -> None:
    rows = ('<td colspan="2">2021年学校情况（单位：人）</td>', "学校|在校生", "桐城市第一中学|3000")
    assert [(one.value, one.unit, one.time) for one in told(table(*rows))] == [("3000", "人", "2021")]


NO_FIGURES = {
    "contacts": ("", ("姓名|职务|电话", "王明|局长|5551234", "李华|副局长|5551235")),
    "schedule": ("考试安排", ("日期|时间|科目|人数", "6月7日|9:00|语文|1200", "6月8日|9:00|数学|1200")),
    "lessons": ("课程表", ("节次|星期一|星期二", "1|语文|数学", "2|3|4")),
    "townships": ("单位：人", ("乡镇|2021年|2022年", "城关镇|120|130", "石门镇|90|80")),
    "persons": ("（单位：分）", ("姓名|2021年|2022年", "王明|88|90", "李华|79|81")),
    "scores": ("", ("学校|语文|数学", "桐城市第一小学|88.5|90.1")),
    "no-heads": ("", ("12|13", "14|15")),
    "no-unit": ("", ("项目|数量|金额", "课桌|12|3000")),
    "two-units": ("单位：人、所", ("指标|2021年|2022年", "规模|12|13")),
    "other-unit": ("单位：人", ("指标|2021年|2022年", "毛入园率|95|96")),
    "two-indicators": ("单位：人", ("类别|在校生数|教师数", "毕业生数|12|13")),
    "two-schools": ("", ("学校|帮扶学校|教师（人）", "桐城市第一小学|桐城市第二小学|12")),
    "two-readings": ("", ("指标|2021年|2022年", "巩固率（%）|约97|97—98", "班额（人）|45/50|38（其中女12）")),
    "part-of": ("", ("指标|2021年", "在校生（人）|—", "其中：女（人）|12")),
    "blank-head": ("", ("学校|在校生（人）", "|210")),
    "links": ("", ("首页|新闻", "12|13")),
}


@pytest.mark.parametrize(("caption", "rows"), NO_FIGURES.values(), ids=NO_FIGURES.keys())
def test_what_heads_do_not_tell_is_left_out(caption: str, rows: tuple[str, ...]) -> None:
    assert told(f"<p>{caption}</p>", table(*rows)) == []


def test_rows_of_word_tables_become_facts_with_their_words_as_evidence(tmp_path: Path) -> None:
    def change(document: Any) -> None:
        document.add_paragraph("各校情况（单位：人）")
        made = document.add_table(rows=4, cols=3)
        made.cell(0, 0).merge(made.cell(1, 0)).text = "学校"
        made.cell(0, 1).merge(made.cell(0, 2)).text = "在校生数"
        for row, cells in (
            (1, ("", "2021年", "2022年")),
            (2, ("桐城市第一小学", "1,200", "1300")),
            (3, ("合计", "9", "8")),
        ):
            for column, words in enumerate(cells):
                if words:
                    made.cell(row, column).text = words

    path = tmp_path / "a.docx"
    path.write_bytes(docx([TITLE, LEAD], change=change))
    facts = [fact for fact in linked_document(source_of(path)).facts if fact.rule == "figure-table"]
    found = [(fact.quote, next(str(value) for name, value in fact.slots if name == "value")) for fact in facts]
    assert found == [
        ("桐城市第一小学 1,200", "1200"),
        ("桐城市第一小学 1,200 1300", "1300"),
        ("合计 9", "9"),
        ("合计 9 8", "8"),
    ]
    holders = [next(str(value) for name, value in fact.slots if name == "holder") for fact in facts]
    assert holders[0] == holders[1] != holders[2] == holders[3]


def test_all_rows_of_a_long_table_are_read() -> None:
    assert (
        len(told(table("学校|在校生（人）", *(f"桐城市第{row % 9 + 1}小学|{row + 1}" for row in range(3000))))) == 3000
    )


HEADS = {
    "在校生数（人）": (("在校生数",), {Unit("人")}, set()),
    "教育经费(万元)": (("教育经费",), {Unit("元", 10_000)}, set()),
    "2025年目标": ((), set(), {Status.PLANNED}),
    "2022年实际完成": ((), set(), {Status.REPORTED}),
    "一、毛入园率目标值": (("毛入园率",), set(), {Status.PLANNED}),
    "招生计划": (("招生计划",), set(), {Status.PLANNED}),
    "合 计": ((), set(), set()),
    "—": ((), set(), set()),
}


@pytest.mark.parametrize(("words", "says"), HEADS.items(), ids=[str(number) for number in range(len(HEADS))])
def test_a_head_says_indicator_unit_and_status(
    words: str, says: tuple[tuple[str, ...], set[Unit], set[Status]]
) -> None:
    head = head_of(words, load().units, 2022)
    assert (head.names, set(head.units), set(head.statuses)) == says


def test_a_school_is_no_indicator_though_schools_are_counted() -> None:
    assert (known_unit("专任教师数"), known_unit("桐城市第一小学"), unit_of("项目", load().units)) == ("人", None, None)

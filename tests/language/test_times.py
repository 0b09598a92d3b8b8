"""A statement has the time that its clause or sentence tells, else that of its section, and none that is hidden."""

from __future__ import annotations

import pytest

from kg.language.times import Times
from kg.model import Span
from kg.read import from_text
from kg.structure import outline

HEAD = "渭源县教育局2021年工作总结和2022年工作计划\n一、2021年工作总结\n"
PLAN = HEAD + "全县教育事业稳步发展。\n二、2022年工作计划\n"


def told(text: str, words: str) -> dict[str, str]:
    document = outline(from_text(text))
    start = document.text.index(words)
    return {name: value.text for name, value in Times(document).of(Span(start, start + len(words)))}


def whole(year: int) -> dict[str, str]:
    return {"year": f"{year}", "periodStart": f"{year}-01-01", "periodEnd": f"{year}-12-31"}


def test_without_a_date_the_section_says_the_year() -> None:
    assert told(HEAD + "县第三中学被评为市级文明校园。", "县第三中学") == whole(2021)
    assert told(PLAN + "创建市级文明校园。", "创建") == whole(2022)


def test_a_year_before_the_words_in_their_clause_holds_for_them() -> None:
    assert told(HEAD + "县第三中学2019年被评为市级文明校园。", "被评为") == whole(2019)


def test_a_date_that_opens_the_sentence_holds_for_its_clauses() -> None:
    assert told(HEAD + "2019年，县第三中学迁入新址；县第五小学建成投用。", "县第五小学") == whole(2019)


def test_a_month_is_a_period_and_no_year() -> None:
    assert told(HEAD + "2019年9月，县第五小学建成投用。", "县第五小学") == {
        "periodStart": "2019-09-01",
        "periodEnd": "2019-09-30",
    }


def test_a_bound_is_completed_by_the_year_of_the_section() -> None:
    until = {"periodStart": "2022-01-01", "periodEnd": "2022-06-30"}
    since = {"periodStart": "2018-01-01", "periodEnd": "2021-12-31"}
    assert told(PLAN + "6月底前，完成县第五小学建设。", "完成") == until
    assert told(HEAD + "2018年以来，大力实施强师工程。", "大力") == since


def test_a_beginning_without_any_end_is_no_time() -> None:
    assert told("渭源县教育局\n2018年以来，大力实施强师工程。", "大力") == {}


@pytest.mark.parametrize(
    "line",
    [
        "与去年相比，县第五小学面貌一新。",
        "落实《渭源县教育发展规划（2015年）》，县第五小学开工。",
        "根据2014年的布局政策，县第五小学开工。",
    ],
    ids=["compared", "in a title", "by a rule of then"],
)
def test_a_date_that_is_not_the_words_own_is_passed_over(line: str) -> None:
    assert told(HEAD + line, "县第五小学") == whole(2021)


def test_a_hidden_year_leaves_the_time_unknown() -> None:
    assert told(HEAD + "20**年，县第五小学建成投用。", "县第五小学") == {}


def test_a_text_that_tells_no_year_gives_none() -> None:
    assert told("渭源县教育局\n县第五小学建成投用。", "县第五小学") == {}


@pytest.mark.parametrize(
    ("text", "year"),
    [
        pytest.param("渭源县教育局文件\n渭教发〔2021〕9号\n各学校：\n全县有学校60所。", 2021, id="its-own-number"),
        pytest.param(
            "会议纪要\n2021年3月14日下午，县长主持召开会议。\n全县有学校60所。", 2021, id="the-day-it-opens-with"
        ),
        pytest.param(
            "第十八章　教育\n【概况】2021年，全县教育稳步发展。\n全县有学校60所。", 2021, id="the-state-in-a-year"
        ),
        pytest.param("学校简介\n2009年，全县大力办学。2021年迁址。\n全县有学校60所。", None, id="a-year-long-past"),
        pytest.param(
            "汇报\n根据渭教发〔2021〕9号要求，现汇报如下。\n全县有学校60所。", None, id="the-number-of-another"
        ),
    ],
)
def test_a_text_without_a_day_of_issue_has_the_year_that_it_prints(text: str, year: int | None) -> None:
    assert told(text, "有学校60所") == (whole(year) if year else {})


def test_a_paragraph_that_opens_with_its_only_year_has_it_throughout() -> None:
    head = "渭源县教育\n"
    assert told(head + "2015年，渭源县有幼儿园75所。教职工2999人。", "教职工2999人") == whole(2015)
    assert told(head + "2015年，渭源县有幼儿园75所，2017年有80所。教职工2999人。", "教职工2999人") == {}
    assert told(head + "2015年，渭源县有幼儿园75所。\n教职工2999人。\n2018年迁址。", "教职工2999人") == {}

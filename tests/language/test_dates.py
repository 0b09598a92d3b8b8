"""Dates: what is found, how precise it is, and what stays unknown."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language import dates
from kg.language.dates import PLAN_PERIODS, find_dates, school_year


def only(text: str, anchor: int | None = 2022) -> tuple[str, str, str, str, str]:
    (found,) = find_dates(text, anchor)
    return found.value, found.first, found.last, found.kind, found.bound


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020年5月15日上午", ("2020-05-15", "2020-05-15", "2020-05-15", "day", "in")),
        ("5月15日上午", ("2022-05-15", "2022-05-15", "2022-05-15", "day", "in")),
        ("2023-11-24", ("2023-11-24", "2023-11-24", "2023-11-24", "day", "in")),
        ("二〇二二年五月一日", ("2022-05-01", "2022-05-01", "2022-05-01", "day", "in")),
        ("2020年9月", ("2020-09", "2020-09-01", "2020-09-30", "month", "in")),
        ("2020年", ("2020", "2020-01-01", "2020-12-31", "year", "in")),
        ("2021—2022学年", ("2021-09/2022-08", "2021-09-01", "2022-08-31", "school-year", "in")),
        ("2021—2022学年第一学期", ("2021-09/2022-01", "2021-09-01", "2022-01-31", "term", "in")),
        ("2022年秋季学期", ("2022-09/2023-01", "2022-09-01", "2023-01-31", "term", "in")),
        ("2024年春季学期开学前", ("2024-02/2024-08", "2024-02-01", "2024-08-31", "term", "by")),
        ("上半年", ("2022-01/2022-06", "2022-01-01", "2022-06-30", "half-year", "in")),
        ("2021年第二季度", ("2021-04/2021-06", "2021-04-01", "2021-06-30", "quarter", "in")),
        ("9月份前", ("2022-09", "2022-09-01", "2022-09-30", "month", "by")),
        ("6月底前", ("2022-06", "2022-06-01", "2022-06-30", "month", "by")),
        ("到2024年8月", ("2024-08", "2024-08-01", "2024-08-31", "month", "by")),
        ("年底前", ("2022", "2022-01-01", "2022-12-31", "year", "by")),
        ("到2025年底", ("2025", "2025-01-01", "2025-12-31", "year", "by")),
        ("截至今年8月底", ("2022-08", "2022-08-01", "2022-08-31", "month", "until")),
        ("2020年以来", ("2020", "2020-01-01", "2020-12-31", "year", "since")),
        ("去年", ("2021", "2021-01-01", "2021-12-31", "year", "in")),
        ("明年9月前", ("2023-09", "2023-09-01", "2023-09-30", "month", "by")),
        ("10月10日至14日", ("2022-10-10/2022-10-14", "2022-10-10", "2022-10-14", "day", "in")),
        ("1-7月份", ("2022-01/2022-07", "2022-01-01", "2022-07-31", "month", "in")),
        ("2023—2025年", ("2023/2025", "2023-01-01", "2025-12-31", "years", "in")),
        ("“十四五”规划", ("2021/2025", "2021-01-01", "2025-12-31", "plan-period", "in")),
        ("十三五期间", ("2016/2020", "2016-01-01", "2020-12-31", "plan-period", "in")),
        ("近三年", ("2020/2022", "2020-01-01", "2022-12-31", "years", "in")),
        ("2024年2月", ("2024-02", "2024-02-01", "2024-02-29", "month", "in")),
    ],
    ids=[
        "full", "no-year", "iso", "chinese", "month", "year", "school-year", "first-term", "autumn", "before-spring",
        "half", "quarter", "before-month", "month-end", "until-month", "year-end", "plan-end", "as-of", "since",
        "last-year", "next-year", "days", "months", "years", "plan", "bare-plan", "near", "leap",
    ],
)  # fmt: skip
def test_a_date_is_as_precise_as_it_is_printed(text: str, expected: tuple[str, str, str, str, str]) -> None:
    assert only(text) == expected


@pytest.mark.parametrize("text", ["5月15日", "今年", "年底前", "上半年", "近三年", "8月底前"], ids=range(6))
def test_what_hangs_on_an_unknown_year_is_left_out(text: str) -> None:
    assert find_dates(text, None) == []


@pytest.mark.parametrize(
    "text",
    ["20**年5月15日", "20xx年上半年", "20××年底前", "xx年", "2月30日", "3个月", "12—17岁", "三年行动计划", "一月一通报",
     "2022级新生", "三年级", "每年12月", "学年底", "第19号", "二十五名"],
    ids=["stars", "xx", "crosses", "no-century", "impossible", "duration", "age", "three-years", "monthly", "cohort",
         "grade", "yearly", "school-year-end", "number", "count"],
)  # fmt: skip
def test_hidden_impossible_and_unreal_dates_are_none(text: str) -> None:
    assert find_dates(text, 2022) == []


def test_the_years_of_a_list_are_each_a_date() -> None:
    assert [found.value for found in find_dates("2020、2021年度截留资金", None)] == ["2020", "2021"]


def test_spans_point_at_the_printed_words() -> None:
    text = "县一中2022年8月底前建成，明年招生。"
    assert [text[found.start : found.end] for found in find_dates(text, 2022)] == ["2022年8月底前", "明年"]


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2049, 12, 31)))
def test_every_day_of_the_calendar_is_read_as_printed(day: date) -> None:
    assert only(f"{day.year}年{day.month}月{day.day}日") == (day.isoformat(),) * 3 + ("day", "in")
    assert only(f"{day.month}月{day.day}日", day.year)[0] == day.isoformat()
    assert only(day.isoformat())[0] == day.isoformat()


@given(st.text(alphabet="20二〇一三十21年月日号—至、前底学度*x上下半春秋季今去近“四五”", max_size=60))
def test_dates_are_sorted_apart_and_well_formed(text: str) -> None:
    found = find_dates(text, 2022)
    for one, other in pairwise(found):
        assert one.end <= other.start
    for each in found:
        assert date.fromisoformat(each.first) <= date.fromisoformat(each.last)
        assert each.start < each.end <= len(text)


def test_a_school_year_ends_in_august() -> None:
    assert school_year(2021) == ("2021-09-01", "2022-08-31")


def test_plan_periods_follow_one_another_without_gaps() -> None:
    periods = sorted(PLAN_PERIODS.values())
    assert all(last - first == 4 for first, last in periods)
    assert all(one[1] + 1 == other[0] for one, other in pairwise(periods))


@given(st.text("0123456789零一二三四五十年月日季学度第上下半本今去明“”-/.—至*x×近期间底春秋元、和", max_size=40))
def test_no_date_is_missed_where_dates_are_tried_only_at_what_they_may_begin_with(text: str) -> None:
    tried = [match.span() for match in dates._matches(text)]
    assert tried == [match.span() for match in dates._DATE.finditer(text)]

"""Numbers: value in the base unit, unit, comparator; what is printed parses back."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language.numbers import Number, chinese_number, find_numbers

DIGITS = "零一二三四五六七八九"


def only(text: str) -> Number:
    (found,) = find_numbers(text)
    return found


def in_chinese(number: int) -> str:
    """The number in Chinese numerals, 0 to 9999 9999."""
    if number >= 10_000:
        low = number % 10_000
        gap = "零" if 0 < low < 1000 else ""
        return f"{in_chinese(number // 10_000)}万{gap}{in_chinese(low) if low else ''}"
    words, pending = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            words += ("零" if pending and words else "") + DIGITS[digit] + name
            pending = False
        else:
            pending = True
    return words or "零"


@pytest.mark.parametrize(
    ("text", "value", "unit", "comparator", "printed"),
    [
        ("28万元", "280000", "元", "=", "28万"),
        ("640余万元", "6400000", "元", ">", "640余万"),
        ("8.37亿元", "837000000", "元", "=", "8.37亿"),
        ("3.9万余名", "39000", "名", ">", "3.9万余"),
        ("12,839册", "12839", "册", "=", "12,839"),
        ("98.6%", "98.6", "%", "=", "98.6%"),
        ("百分之九十九点二", "99.2", "%", "=", "百分之九十九点二"),
        ("三十个以上", "30", "个", ">=", "三十"),
        ("两名", "2", "名", "=", "两"),
        ("百余件", "100", "件", ">", "百余"),
        ("八成五", "85", "%", "=", "八成五"),
        ("六成", "60", "%", "=", "六成"),
        ("13.5:1", "13.5", "", "=", "13.5:1"),
        ("0.2740", "0.2740", "", "=", "0.2740"),
        ("提高2.3个百分点", "2.3", "个百分点", "=", "2.3"),
        ("不少于4次", "4", "次", ">=", "4"),
        ("不低于交流总数的20%", "20", "%", ">=", "20%"),
        ("至少办好1所", "1", "所", ">=", "1"),
        ("不超过50名", "50", "名", "<=", "50"),
        ("突破1200人", "1200", "人", ">", "1200"),
        ("50人以内", "50", "人", "<=", "50"),
        ("近900名", "900", "名", "~", "900"),
        ("120名左右", "120", "名", "~", "120"),
        ("两千三百万元", "23000000", "元", "=", "两千三百万"),
        ("连续3年", "3", "年", "=", "3"),
    ],
    ids=[
        "wan", "yu", "yi", "wan-yu", "commas", "percent", "baifenzhi", "chinese", "liang", "bai-yu", "tenths",
        "tenth", "ratio", "coefficient", "points", "at-least", "far", "far-too", "at-most", "over", "within", "near",
        "about", "chinese-wan", "years",
    ],
)  # fmt: skip
def test_a_number_has_its_base_value_unit_and_comparator(
    text: str, value: str, unit: str, comparator: str, printed: str
) -> None:
    found = only(text)
    assert (found.value, found.unit, found.comparator, found.printed) == (Decimal(value), unit, comparator, printed)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("3—5名", 3, 5, "名"),
        ("300—500人次", 300, 500, "人次"),
        ("1至2项", 1, 2, "项"),
        ("15%—20%", 15, 20, "%"),
        ("4至6个百分点", 4, 6, "个百分点"),
        ("1-2万元", 10000, 20000, "元"),
        ("三到五名", 3, 5, "名"),
    ],
    ids=["dash", "hundreds", "zhi", "percents", "points", "scaled", "chinese"],
)
def test_a_range_has_two_ends(text: str, low: int, high: int, unit: str) -> None:
    found = only(text)
    assert (found.low, found.high, found.unit, found.comparator) == (Decimal(low), Decimal(high), unit, "range")
    assert found.value is None


@pytest.mark.parametrize(
    "text",
    ["2022年", "5月15日", "第二小学", "第19位", "“1+X”证书", "三年级", "一些学校", "一批教师", "一本上线",
     "20**", "x所", "……万元", "数百人", "几十个", "上午9时", "每一个孩子", "三四个", "2019级"],
    ids=["year", "day", "second", "rank", "plus", "grade", "some", "batch", "tier", "hidden", "x", "dots", "hundreds",
         "tens", "hour", "each", "approximate", "cohort"],
)  # fmt: skip
def test_parts_of_dates_names_and_words_are_no_numbers(text: str) -> None:
    assert find_numbers(text) == ()


@given(st.integers(min_value=1, max_value=99_999_999))
def test_every_whole_number_parses_back_from_chinese_numerals(number: int) -> None:
    words = in_chinese(number)
    assert chinese_number(words) == number
    assert only(f"共{words}名").value == number


@given(
    st.decimals(min_value=0, max_value=99_999, places=2),
    st.sampled_from([("", 1), ("万", 10**4), ("亿", 10**8)]),
    st.sampled_from(["元", "人", "册", "平方米"]),
)
def test_every_printed_amount_parses_back(amount: Decimal, scale: tuple[str, int], unit: str) -> None:
    found = only(f"{amount}{scale[0]}{unit}")
    assert (found.value, found.unit) == (amount * scale[1], unit)


@given(st.decimals(min_value=0, max_value=100, places=1))
def test_every_percentage_parses_back(share: Decimal) -> None:
    assert only(f"达{share}%").value == share
    whole, _, tenth = str(share).partition(".")
    spoken = f"百分之{in_chinese(int(whole))}点{DIGITS[int(tenth)]}"
    assert only(f"达{spoken}").value == share


@given(st.text(alphabet="0123456789.,%一二三十百千万亿两点成分之—至余多近约不少于超过名所个年月+:元", max_size=40))
def test_numbers_are_sorted_and_apart(text: str) -> None:
    found = find_numbers(text)
    for one, other in pairwise(found):
        assert one.end <= other.start
    for each in found:
        assert (each.value is None) == (each.comparator == "range")
        assert text[each.start : each.end].startswith(each.printed)


@pytest.mark.parametrize(
    "words", ["", "二〇二二", "三四", "百千", "点五"], ids=["empty", "digits", "list", "units", "point"]
)
def test_what_is_no_number_is_none(words: str) -> None:
    assert chinese_number(words) is None


@pytest.mark.parametrize(
    ("text", "value", "printed"),
    [
        ("生师比13.5:1", "13.5", "13.5:1"),
        ("师生比1:13.5", "13.5", "1:13.5"),
        ("招生比例达0.9∶1", "0.9", "0.9∶1"),
    ],
    ids=["to-one", "one-to", "ratio-mark"],
)
def test_a_ratio_says_how_many_come_to_one(text: str, value: str, printed: str) -> None:
    found = only(text)
    assert (found.value, found.unit, found.printed) == (Decimal(value), "", printed)


@pytest.mark.parametrize("text", ["以3:2获胜", "上午8:30", "2021—2022学年"], ids=["score", "time", "school-year"])
def test_scores_times_and_school_years_are_no_numbers(text: str) -> None:
    assert find_numbers(text) == ()


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("98.5％", "98.5", "%"),
        ("一点五亿元", "150000000", "元"),
        ("百分之九十八点五", "98.5", "%"),
        ("5‰", "5", "‰"),
        ("提高5个百分点", "5", "个百分点"),
    ],
    ids=["full-width", "point", "spoken", "permille", "points"],
)
def test_points_shares_and_amounts_keep_their_unit(text: str, value: str, unit: str) -> None:
    found = only(text)
    assert (found.value, found.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("2分20秒", "140", "秒"),
        ("1小时30分钟", "90", "分钟"),
        ("86家次", "86", "家次"),
        ("1000M", "1000", "M"),
        ("6美元", "6", "美元"),
    ],
    ids=["seconds", "minutes", "visits", "megabits", "dollars"],
)
def test_compound_times_and_rarer_units(text: str, value: str, unit: str) -> None:
    (number,) = find_numbers(text)
    assert (number.value, number.unit) == (Decimal(value), unit)


@pytest.mark.parametrize("text", ["一次性补助", "3个班级", "10具体"], ids=["word", "class", "concrete"])
def test_a_unit_does_not_begin_a_longer_word(text: str) -> None:
    assert [number.unit for number in find_numbers(text)] in ([], ["个"], [""])

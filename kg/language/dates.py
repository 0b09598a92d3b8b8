"""Dates as Chinese texts print them: 2020年5月15日, 5月15日, 2021—2022学年, 上半年, 6月底前, “十四五”, 去年.

One scan over the text with bounded patterns. A date without a year, and 今年 and its like, count only where the caller
knows the year that they mean; a year that is hidden (20**年) is unknown and what hangs on it is left out.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from kg.language.patterns import either
from kg.model import Typed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Five-year plans by name, from the 七五 on: first and last year.
PLAN_PERIODS = {
    "七五": (1986, 1990), "八五": (1991, 1995), "九五": (1996, 2000), "十五": (2001, 2005), "十一五": (2006, 2010),
    "十二五": (2011, 2015), "十三五": (2016, 2020), "十四五": (2021, 2025), "十五五": (2026, 2030),
}  # fmt: skip
RELATIVE_YEARS = {
    "前年": -2, "去年": -1, "上年": -1, "上一年": -1, "今年": 0, "本年": 0, "本年度": 0, "当年": 0, "年内": 0,
    "年底": 0, "年末": 0, "全年": 0, "明年": 1, "来年": 1, "次年": 1, "后年": 2,
}  # fmt: skip

_CHINESE_DIGITS = {character: str(digit) for digit, character in enumerate("〇一二三四五六七八九")} | {
    "零": "0",
    "○": "0",
}
_MONTH_WORDS = {
    word: number
    for number, word in enumerate(("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"), start=1)
} | {"元": 1}
_SUMMER, _AUTUMN = (2, 8), (9, 1)  # months in which the spring term and the school year's first term begin and end


class Date(NamedTuple):
    """A time that the text names: `text[start:end]`.

    `value` is ISO 8601 as precise as the text: 2020-05-15, 2020-09, 2020, or first/last of a longer time
    (2021-09/2022-08). `first` and `last` are its days (ISO). `kind`: day, month, quarter, half-year, term, year,
    school-year, years, plan-period. `bound`: in (at that time), by (6月底前, 到2024年8月), since (2020年以来),
    until (截至8月底).
    """

    start: int
    end: int
    value: str
    first: str
    last: str
    kind: str
    bound: str = "in"


_Y = r"(?:19[0-9]{2}|20[0-9]{2}|(?:一九|二[〇○零0])[〇○零0一二三四五六七八九]{2})"
_HIDDEN = r"(?:20[*×xX＊某□]{1,4}|[xX×*＊]{2,4})年"
_M = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九元])"
_D = r"(?:[12][0-9]|3[01]|0?[1-9]|二?十[一二三四五六七八九]?|三十一?|[一二三四五六七八九])"
_TO = r"[—–\-－~～至到]{1,2}"
_REL = either(RELATIVE_YEARS)
_PLAN = either(PLAN_PERIODS)

_DATE = re.compile(
    rf"(?P<hidden>{_HIDDEN}(?:{_M}月(?:{_D}[日号])?|底|上半年|下半年)?)"
    rf"|(?<![0-9])(?P<iso>(?P<iy>(?:19|20)[0-9]{{2}})(?P<sep>[-/.])(?P<im>[01]?[0-9])(?P=sep)(?P<id>[0-3]?[0-9]))(?![0-9])"
    rf"|(?<![0-9])(?P<schoolyear>(?P<s1>{_Y})(?:年)?{_TO}(?P<s2>{_Y})(?:年)?学年度?(?:第(?P<term>[一二])学期)?)"
    rf"|(?<![0-9])(?P<years>(?P<y1>{_Y})年?{_TO}(?P<y2>{_Y})年)(?!级)"
    rf"|(?P<plan>[“\"](?P<quoted>{_PLAN})[”\"]|(?P<bare>十[一二三四五]五)(?=期间|时期|规划|末|以来|开局|收官|后|中期|教育|初))"
    rf"|(?:(?<![0-9])(?P<year>{_Y})年度?|(?P<rel>{_REL}))?"
    rf"(?:(?P<m1>(?<![0-9.]){_M})月?份?{_TO})?(?P<month>(?<![0-9.]){_M})月(?!一(?![日号]))(?P<part>份|初|底|末|尾|上旬|中旬|下旬)?"
    rf"(?:(?P<day>{_D})[日号](?:{_TO}(?:(?P<m2>{_M})月)?(?P<d2>{_D})[日号])?)?"
    rf"|(?:(?<![0-9])(?P<hyear>{_Y})年度?|(?P<hrel>{_REL}))?(?P<half>上半年|下半年|第?[一二三四]季度|春季学期|秋季学期|春季|秋季)"
    rf"|(?<![0-9])(?P<listed>{_Y})(?=[、和及与](?:19|20)[0-9]{{2}}年)"
    rf"|(?<![0-9])(?P<only>{_Y})(?:年(?!级)度?|(?=学年))(?P<within>年?底|年?末|内|初)?"
    rf"|(?<![学每跨])(?P<word>{_REL})(?P<wordpart>年底|年末|底|末|初)?"
    r"|(?P<near>近(?P<count>[两二三四五六七八九十])年)"
)
# What a date begins with: a digit or what hides one, a numeral, a quoted plan, and the first characters of 元月,
# 上半年, 下半年, 第一季度, 春季, 秋季, 近三年 and of what stands for a year.
_NUMERALS = "0-9〇○零一二三四五六七八九十"
_FIRST = f'[{_NUMERALS}xX×*＊“"元上下第春秋近' + "".join(sorted({word[0] for word in RELATIVE_YEARS})) + "]"
# A date that begins with digits or numerals goes on, behind all of them, with one of these; another with these words.
_AFTER_RUN = r"[年月季学份、和及与*×xX＊某□\-/.—–－~～至到期时规末以开收后中教初]"
_WORDS = (
    rf"{_REL}|[“\"][七八九十]|[上下]半年|第[一二三四]季|[春秋]季|元[月份—–\-－~～至到]"
    r"|近[两二三四五六七八九十]年|[xX×*＊]{2}"
)
_BEGINS = re.compile(rf"{_FIRST}(?:(?<=[{_NUMERALS}])[{_NUMERALS}]{{0,15}}+(?={_AFTER_RUN})|(?<=(?={_WORDS}).))")
_BY_AFTER = re.compile(r"(?:开学)?(?:之|以)?前")
_SINCE_AFTER = re.compile(r"以来|起(?!点|草|步)|之后|以后")
_COMPARING = re.compile(r"[比较与]$")
_COMPARED = re.compile(r"底?(?:同期|相比|同比)")
_RECURRING = ("每年", "每学年", "历年", "逐年")
_HALVES = {"上半年": (1, 6), "下半年": (7, 12)}
_COUNTS = {"两": 2} | {word: number for word, number in _MONTH_WORDS.items() if word != "元"}


def find_dates(text: str, anchor_year: int | None) -> list[Date]:
    """All dates of the text, sorted, none inside another.

    `anchor_year` is what 今年 and a month without a year mean; None where it is not known, and such dates are left out.
    """
    found: list[Date] = []
    for match in _matches(text):
        kind = _kind(match)
        built = _READERS[kind](match, anchor_year) if kind in _READERS else None
        if built is not None and not text.endswith(_RECURRING, 0, match.start()):
            value, first, last, name = built
            start, end = match.span()
            bound, end = _bound(text, start, end, match)
            found.append(Date(start, end, value, first, last, name, bound))
    return found


def _matches(text: str) -> Iterator[re.Match[str]]:
    """Yield what `_DATE.finditer` does; the pattern is tried where a date may begin."""
    first = _BEGINS.search(text)
    while first:
        match = _DATE.match(text, first.start())
        if match:
            yield match
        first = _BEGINS.search(text, match.end() if match else first.start() + 1)


_DATATYPES = {4: "gYear", 7: "gYearMonth", 10: "date"}


@lru_cache(maxsize=1024)
def typed(iso: str) -> Typed:
    """The literal of an ISO year, month or day, as precise as it is written."""
    return Typed(iso, _DATATYPES[len(iso)])


@lru_cache(maxsize=1024)
def whole_year(year: str) -> tuple[tuple[str, Typed], ...]:
    """Return the slots of a time that is one calendar year, with its first and last day."""
    return ("year", typed(year)), ("periodStart", typed(f"{year}-01-01")), ("periodEnd", typed(f"{year}-12-31"))


def is_compared(date: Date, words: str) -> bool:
    """Tell whether a date of the words only names what something is compared with: 较上年, 与去年同期相比."""
    return bool(_COMPARING.search(words, max(0, date.start - 1), date.start) or _COMPARED.match(words, date.end))


def school_year(first: int) -> tuple[str, str]:
    """First and last day of the school year that begins in the year: 1 September to 31 August."""
    return f"{first}-09-01", f"{first + 1}-08-31"


def _kind(match: re.Match[str]) -> str:
    groups = ("hidden", "iso", "schoolyear", "years", "plan", "month", "half", "listed", "only", "word", "near")
    return next(name for name in groups if match.group(name) is not None)


def _bound(text: str, start: int, end: int, match: re.Match[str]) -> tuple[str, int]:
    """How the words around a date bound it, and where the date ends with them."""
    before = text[max(0, start - 2) : start]
    after = _BY_AFTER.match(text, end)
    if after:
        return "by", after.end()
    if before in ("截至", "截止"):
        return "until", end
    since = _SINCE_AFTER.match(text, end)
    if since:
        return "since", since.end()
    if before.endswith(("到", "至")) or match.group().endswith(("年底", "年末", "月底", "月末", "月尾", "年内")):
        return "by", end
    return "in", end


_Built = tuple[str, str, str, str] | None


def _iso(match: re.Match[str], _anchor: int | None) -> _Built:
    return _day(int(match["iy"]), int(match["im"]), int(match["id"]))


def _school_year(match: re.Match[str], _anchor: int | None) -> _Built:
    first, second = _year(match["s1"]), _year(match["s2"])
    if second != first + 1:
        return None
    if match["term"] == "一":
        return _months(first, 9, first + 1, 1, "term")
    if match["term"] == "二":
        return _months(first + 1, _SUMMER[0], first + 1, _SUMMER[1], "term")
    return _months(first, 9, second, 8, "school-year")


def _years(match: re.Match[str], _anchor: int | None) -> _Built:
    first, last = _year(match["y1"]), _year(match["y2"])
    return (f"{first}/{last}", f"{first}-01-01", f"{last}-12-31", "years") if first < last else None


def _plan_period(match: re.Match[str], _anchor: int | None) -> _Built:
    first, last = PLAN_PERIODS[match["quoted"] or match["bare"]]
    return f"{first}/{last}", f"{first}-01-01", f"{last}-12-31", "plan-period"


def _month(match: re.Match[str], anchor: int | None) -> _Built:
    year = _named_year(match["year"], match["rel"], anchor)
    month = _number(match["month"])
    if year is None or not 1 <= month <= 12:
        return None
    if match["day"]:
        day = _day(year, month, _number(match["day"]))
        if day is None or not match["d2"]:
            return day
        last = _day(year, _number(match["m2"]) if match["m2"] else month, _number(match["d2"]))
        return (f"{day[0]}/{last[0]}", day[1], last[2], "day") if last and day[1] < last[2] else None
    if match["m1"]:
        first = _number(match["m1"])
        return _months(year, first, year, month, "month") if 1 <= first < month else None
    return _months(year, month, year, month, "month")


def _half(match: re.Match[str], anchor: int | None) -> _Built:
    year = _named_year(match["hyear"], match["hrel"], anchor)
    word = match["half"]
    if year is None:
        return None
    if word in _HALVES:
        return _months(year, _HALVES[word][0], year, _HALVES[word][1], "half-year")
    if word.endswith("季度"):
        quarter = "一二三四".index(word[-3])
        return _months(year, 3 * quarter + 1, year, 3 * quarter + 3, "quarter")
    if not (match["hyear"] or match["hrel"] or word.endswith("学期")):
        return None  # 春季 alone is a season
    if word.startswith("春"):
        return _months(year, _SUMMER[0], year, _SUMMER[1], "term")
    return _months(year, _AUTUMN[0], year + 1, _AUTUMN[1], "term")


def _whole_year(match: re.Match[str], _anchor: int | None) -> _Built:
    year = _year(match["listed"] or match["only"])
    return str(year), f"{year}-01-01", f"{year}-12-31", "year"


def _relative_year(match: re.Match[str], anchor: int | None) -> _Built:
    if anchor is None:
        return None
    year = anchor + RELATIVE_YEARS[match["word"]]
    return str(year), f"{year}-01-01", f"{year}-12-31", "year"


def _near_years(match: re.Match[str], anchor: int | None) -> _Built:
    if anchor is None:
        return None
    first = anchor - _COUNTS[match["count"]] + 1
    return f"{first}/{anchor}", f"{first}-01-01", f"{anchor}-12-31", "years"


_READERS: dict[str, Callable[[re.Match[str], int | None], _Built]] = {
    "iso": _iso,
    "schoolyear": _school_year,
    "years": _years,
    "plan": _plan_period,
    "month": _month,
    "half": _half,
    "listed": _whole_year,
    "only": _whole_year,
    "word": _relative_year,
    "near": _near_years,
}


def _day(year: int, month: int, day: int) -> _Built:
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    value = date(year, month, day).isoformat()
    return value, value, value, "day"


def _months(first_year: int, first: int, last_year: int, last: int, kind: str) -> _Built:
    begin, end = f"{first_year}-{first:02d}", f"{last_year}-{last:02d}"
    value = begin if begin == end else f"{begin}/{end}"
    return value, f"{begin}-01", f"{end}-{calendar.monthrange(last_year, last)[1]:02d}", kind


def _named_year(printed: str | None, relative: str | None, anchor: int | None) -> int | None:
    if printed:
        return _year(printed)
    return anchor if anchor is None or relative is None else anchor + RELATIVE_YEARS[relative]


def _year(printed: str) -> int:
    return int("".join(_CHINESE_DIGITS.get(character, character) for character in printed))


def _number(printed: str) -> int:
    """A day or month in digits or in Chinese (十五, 二十一)."""
    if printed.isdigit() and printed.isascii():
        return int(printed)
    if printed in _MONTH_WORDS:
        return _MONTH_WORDS[printed]
    tens, _, ones = printed.partition("十")
    return 10 * (_MONTH_WORDS[tens] if tens else 1) + (_MONTH_WORDS[ones] if ones else 0)

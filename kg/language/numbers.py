"""Numbers as Chinese texts print them: 28万元, 640余万元, 百分之九十九点二, 三十个以上, 3—5名, 不少于4次, 八成五.

One scan over the text with bounded patterns. Parts of dates (2022年, 5月, 15日) and of words (一些, 第二小学, 1+X) are
no numbers here. The unit is what is printed, without the scale: 28万元 is 280000 in 元.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from string import ascii_letters
from typing import NamedTuple


class Number(NamedTuple):
    """A number that the text prints: `text[start:end]`, unit included.

    `value` is in the base unit (28万元 → 280000), or None with `low` and `high` for a range. `unit` is the measure word
    as printed, "%" for 百分之 and 成, "" where there is none. `comparator` is = >= <= > < ~ or range; `printed` is the
    number without its unit, 余 and scale included.
    """

    start: int
    end: int
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    comparator: str
    printed: str


# Measure words and units, longest first where one begins another.
UNITS = (
    "个百分点", "百分点", "平方公里", "平方千米", "平方米", "立方米", "公里", "千米", "公顷", "公斤", "个月", "个位次",
    "位次", "个名次", "名次", "个小时", "小时", "分钟", "课时", "学时", "学年", "学期", "周岁", "人次", "场次", "班次",
    "轮次", "家次", "校次", "车次", "店次", "点次", "批次", "例次", "余元", "美元", "元", "吨", "亩", "米", "册",
    "台套", "台", "套", "间", "栋", "幢", "座", "处", "场", "所", "个", "名", "位", "人", "家", "项", "件", "次", "条",
    "份", "期", "批", "篇", "节", "门", "种", "类", "级", "轮", "支", "块", "张", "本", "辆", "例", "起", "户", "对",
    "组", "队", "班", "校", "县", "村", "岁", "天", "周", "年", "分", "倍", "户次", "床", "头", "只", "株", "棵", "把",
    "盏", "部", "枚", "首", "幅", "笔", "宗", "片", "层", "堂", "款", "道", "点", "步", "讲", "课", "项次", "路", "面",
    "万", "度", "字", "秒钟", "秒", "周年", "桶", "箱", "瓶", "盒", "具", "Mbps", "兆", "M", "架", "个班",
)  # fmt: skip
_UNIT_WORDS = tuple(sorted(frozenset(UNITS) - {"余元", "万"}, key=lambda unit: (-len(unit), unit)))
# A unit that begins a longer word is none: 10具体…, 3个班级.
_LONGER = {
    unit: frozenset(characters)
    for unit, characters in (
        ("具", "体备有"), ("个班", "级子主委额组次长"), ("M", ascii_letters), ("盒", "饭"), ("架", "构设"),
    )
}  # fmt: skip
# first character → the units that begin with it, longest first
_UNITS_FROM: dict[str, list[str]] = {}
for _word in _UNIT_WORDS:
    _UNITS_FROM.setdefault(_word[0], []).append(_word)

_DIGIT = {word: number for number, word in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_SCALE = {"万": 10**4, "亿": 10**8}

_C = "零〇一二两三四五六七八九十百千"
_ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,15})(?:\.[0-9]{1,8})?"
_HAN = rf"[{_C}]{{1,12}}(?:万[{_C}]{{0,8}})?(?:亿[{_C}万]{{0,14}})?(?:点[零〇一二三四五六七八九]{{1,6}})?"
_TO = r"[—–\-－~～至到]{1,2}"
# What begins with a digit, and what begins with a numeral.
_DIGITS = re.compile(
    rf"(?P<arabic>(?<![0-9.A-Za-z+]){_ARABIC})(?P<ascale>[十百千]?[万亿]{{0,2}})(?P<ap>[%％‰])?"
    rf"(?:{_TO}(?P<arabic2>{_ARABIC})(?P<ascale2>[十百千]?[万亿]{{0,2}})(?P<ap2>[%％])?)?"
    rf"(?P<amore>[多余])?(?P<ascale3>[十百千]?[万亿]{{0,2}})"
)
_LASTING = re.compile(
    r"(?<![0-9.])(?P<hours>[0-9]{1,3})(?P<large>小时|分钟?)零?(?P<minutes>[0-9]{1,2})(?P<small>分钟?|秒钟?)"
)
_RATIO = re.compile(rf"(?P<ratio>(?<![0-9.:：∶]){_ARABIC})[:：∶](?P<r2>[0-9]{{1,4}}(?:\.[0-9]{{1,3}})?)(?![0-9:：∶])")
_NUMERALS = re.compile(
    rf"(?P<per>百分之(?:(?P<pa>{_ARABIC})|(?P<ph>{_HAN}))(?P<pm>[多余])?(?:{_TO}(?:百分之)?(?P<ph2>{_HAN}))?)"
    rf"|(?P<fraction>(?P<fd>[{_C}]{{1,4}})分之(?P<fn>[{_C}]{{1,4}}))"
    rf"|(?P<tenths>(?P<t1>[一二三四五六七八九])成(?P<t2>[一二三四五六七八九半])?)(?![功绩立员果长就为本效])"
    rf"|(?P<han>{_HAN})(?:{_TO}(?P<han2>{_HAN}))?(?P<hmore>[多余])?(?P<hscale>[万亿]{{0,2}})"
)
_RUN = re.compile("[0-9]*")
# What follows the digits of a time (2分20秒) and of a ratio.
_TIME_FIRST = frozenset("小分")
_RATIO_FIRST = frozenset(":：∶.,")
_FIRST = re.compile(f"[0-9{_C}]")
_MORE = frozenset("多余")
# What else a numeral of one character goes on with: 一个 counts, 一定 and 统一 do not.
_GOES_ON = frozenset(f"{_C}万亿点分成—–-－~～至到").union(_MORE, _UNITS_FROM)
_AT_LEAST_AFTER = ("以上", "及以上", "起")
_AT_MOST_AFTER = ("以下", "以内", "之内")
_ABOUT_AFTER = ("左右", "上下", "摆布")
_BEFORE = (
    ("不少于", ">="), ("不低于", ">="), ("不小于", ">="), ("不得少于", ">="), ("不得低于", ">="), ("不短于", ">="),
    ("至少", ">="), ("最少", ">="), ("不超过", "<="), ("不多于", "<="), ("不高于", "<="), ("不大于", "<="),
    ("不得超过", "<="), ("不得高于", "<="), ("至多", "<="), ("最多", "<="), ("超过", ">"), ("突破", ">"),
    ("首次突", ">"),
    ("多达", "="), ("大于", ">"), ("超", ">"), ("小于", "<"), ("不足", "<"), ("不到", "<"), ("低于", "<"),
    ("少于", "<"), ("将近", "~"), ("接近", "~"), ("大约", "~"), ("近", "~"), ("约", "~"), ("约占", "~"),
    ("约有", "~"), ("约为", "~"), ("约达", "~"),
)  # fmt: skip
# These bound a number further on in the same part too: 不低于交流总数的20%, 至少办好1所.
_FAR = ("不少于", "不低于", "不得少于", "不得低于", "至少", "不超过", "不高于", "不得超过", "至多")
_RATIO_REACH = 6
_REACH = 18
_COMPARATORS = dict(_BEFORE)
_AFTER_FIRST = frozenset(word[0] for word in (*_AT_LEAST_AFTER, *_AT_MOST_AFTER, *_ABOUT_AFTER))
_BEFORE_ENDS = frozenset(word[-1] for word, _ in _BEFORE)
_BETWEEN = frozenset("，,。；;、：:\n")
_AFTER_BATCH = ("上", "过", "率", "线", "录", "达", "以", "院", "批", "大", "高", "及")
# What makes digits part of a date or a name, and 一, 两 part of a word.
_NOT_AFTER = ("年级", "年", "月", "日", "号", "时", "点")
_YEARS = range(1900, 2100)
_NOT_BEFORE = frozenset("第〔[＋+*×xX")
_NOT_AFTER_DIGITS = frozenset(("+", "＋", "*", "×", "x", "X", "＊"))
_WORD_UNITS = ("点", "度", "级")
_WORD_UNITS_HAN = ("", "年", "点", "级", "度", "分", "步", "面", "道")
_NOT_BEFORE_HAN = frozenset("每各数几上好某同另任唯独逐单统")
_NOT_WORDS = (
    "一些",
    "一定",
    "一致",
    "一般",
    "一级",
    "一样",
    "一线",
    "一把",
    "一体",
    "一道",
    "一批",
    "一起",
    "一面",
    "一度",
    "一类",
    "一次性",
    "一条龙",
    "一站",
)


@lru_cache(maxsize=2)  # figures are read from the text of a document, and counted for its report
def find_numbers(text: str) -> tuple[Number, ...]:
    """All numbers of the text, sorted, none inside another."""
    found: list[Number] = []
    first = _FIRST.search(text)
    while first:
        start = first.start()
        end, number = _digits(text, start) if text[start] <= "9" else _numerals(text, start)
        if number is not None:
            found.append(number)
        first = _FIRST.search(text, end)
    return tuple(found)


def _digits(text: str, start: int) -> tuple[int, Number | None]:
    """Return where what begins with a digit ends, and its number; a run of digits that is none is passed at once."""
    run = _RUN.match(text, start).end()  # type: ignore[union-attr]  # it matches nothing, too
    follows, reader, match = text[run : run + 1], _arabic, None
    if follows in _TIME_FIRST and (match := _LASTING.match(text, start)):
        reader = _lasting
    elif follows in _RATIO_FIRST and (match := _RATIO.match(text, start)):
        reader = _ratio
    match = match or _DIGITS.match(text, start)
    if match is None:
        return run, None
    preceded = start and text[start - 1] in _NOT_BEFORE
    return match.end(), None if preceded else reader(text, match)


def _numerals(text: str, start: int) -> tuple[int, Number | None]:
    """Return where what begins with a Chinese numeral ends, and its number."""
    if text[start + 1 : start + 2] not in _GOES_ON:
        return start + 1, None
    match = _NUMERALS.match(text, start)
    if match is None:
        return start + 1, None
    if start and text[start - 1] in _NOT_BEFORE:
        return match.end(), None
    reader = next(reader for name, reader in _READERS if match[name] is not None)
    return match.end(), reader(text, match)


def chinese_number(words: str) -> Decimal | None:
    """The value of 二十一, 一百零五, 三千二百万, 九十九点二; None where the words are no number."""
    whole, point, decimals = words.partition("点")
    value = _whole(whole)
    if value is None or (point and not all(word in _DIGIT for word in decimals)):
        return None
    return Decimal(f"{value}.{''.join(str(_DIGIT[word]) for word in decimals)}") if point else Decimal(value)


def _whole(words: str) -> int | None:
    """Digits, then 十百千, then 万亿; 二〇二二 and 三四 are digits or lists and no number."""
    if not words:
        return None
    total = section = 0
    digit: int | None = None
    unit = 10**4
    for word in words:
        if word in _DIGIT:
            if digit not in (None, 0):
                return None
            digit = _DIGIT[word]
        elif word in _SMALL:
            if _SMALL[word] >= unit or (digit is None and (word != "十" or section) and section):
                return None
            unit = _SMALL[word]
            section += (1 if digit is None else digit) * unit
            digit = None
        elif word in _SCALE:
            section += digit or 0
            if section == 0:
                return None
            if word == "亿":
                total = (total + section) * _SCALE[word]
            else:
                total += section * _SCALE[word]
            section, digit, unit = 0, None, 10**4
        else:
            return None
    return total + section + (digit or 0)


def _fraction(text: str, match: re.Match[str]) -> Number | None:
    """三分之二, to four places."""
    lower, upper = chinese_number(match["fd"]), chinese_number(match["fn"])
    if not lower or upper is None:
        return None
    return _made(text, *match.span(), (upper / lower).quantize(Decimal("0.0001")), None, "", "", match.group())


def _lasting(text: str, match: re.Match[str]) -> Number | None:
    """2分20秒 is 140 秒, 1小时30分 is 90 分钟; other pairs are no time."""
    unit = "秒" if match["small"].startswith("秒") else "分钟"
    if match["large"].startswith("分") != (unit == "秒"):
        return None
    value = Decimal(match["hours"]) * 60 + Decimal(match["minutes"])
    comparator = _comparator(text, *match.span())
    return Number(*match.span(), value, None, None, unit, comparator, match.group())


def _ratio(text: str, match: re.Match[str]) -> Number | None:
    """13.5:1, and 师生比1:13.5, as how many come to one; other ratios are scores and times."""
    one_first = match["ratio"] == "1" and "比" in text[max(0, match.start() - _RATIO_REACH) : match.start()]
    if match["r2"] != "1" and not one_first:
        return None
    value = _plain(match["r2"] if one_first else match["ratio"])
    return _made(text, *match.span(), value, None, "", "", match.group())


def _tenths(text: str, match: re.Match[str]) -> Number | None:
    """八成五 is 85 %."""
    value = Decimal(_DIGIT[match["t1"]]) * 10
    if match["t2"]:
        value += 5 if match["t2"] == "半" else _DIGIT[match["t2"]]
    return _made(text, *match.span(), value, None, "%", "", match.group())


def _percent(text: str, match: re.Match[str]) -> Number | None:
    value = _plain(match["pa"]) if match["pa"] else chinese_number(match["ph"])
    high = chinese_number(match["ph2"]) if match["ph2"] else None
    if value is None:
        return None
    return _made(text, *match.span(), value, high, "%", ">" if match["pm"] else "", match.group())


def _arabic(text: str, match: re.Match[str]) -> Number | None:
    start, end = match.span()
    first, scale, second, scale2, scale3 = match.group("arabic", "ascale", "arabic2", "ascale2", "ascale3")
    low, high = _plain(first), None
    if second:
        high = _plain(second) * _scaled(scale2) * _scaled(scale3)
        low *= _scaled(scale) if scale else _scaled(scale2) * _scaled(scale3)
        if high <= low:
            return None
    elif scale or scale3:
        low *= _scaled(scale) * _scaled(scale3)
    more = ">" if match["amore"] else ""
    percent = match["ap"] or match["ap2"]
    if percent:
        return _made(text, start, end, low, high, "‰" if percent == "‰" else "%", more, match.group())
    unit, after = _unit(text, end)
    if high is not None and low in _YEARS and high in _YEARS and unit in ("年", "学年"):
        return None
    is_date = (unit == "年" and (low in _YEARS or text.startswith("级", after))) or (
        not unit and text.startswith(_NOT_AFTER, end)
    )
    is_name = text[end : end + 1] in _NOT_AFTER_DIGITS or (unit in _WORD_UNITS and not scale)
    return None if is_date or is_name else _made(text, start, after, low, high, unit, more, match.group())


def _han(text: str, match: re.Match[str]) -> Number | None:
    """Chinese numerals count before a unit, or where they have a scale."""
    start, end = match.span()
    if text.startswith(_NOT_WORDS, start) or (start and text[start - 1] in _NOT_BEFORE_HAN):
        return None
    unit, after = _unit(text, end)
    if unit in _WORD_UNITS_HAN or (unit == "本" and text.startswith(_AFTER_BATCH, after)):
        return None  # 一本, 二本: batches of university admission
    scale = _scaled(match["hscale"])
    low = chinese_number(match["han"])
    high = chinese_number(match["han2"]) if match["han2"] else None
    if low is None or (match["han2"] and high is None):
        return None
    low *= scale
    high = high * scale if high is not None else None
    if high is not None and high <= low:
        return None
    return _made(text, start, after, low, high, unit, ">" if match["hmore"] else "", match.group())


def _unit(text: str, end: int) -> tuple[str, int]:
    """Return the measure word behind a number, 多 or 余 passed over, and where it ends."""
    at = end + 1 if text[end : end + 1] in _MORE else end
    for unit in _UNITS_FROM.get(text[at : at + 1], ()):
        after = at + len(unit)
        if text.startswith(unit, at) and text[after : after + 1] not in _LONGER.get(unit, ()):
            return unit, after
    return "", end


def _made(
    text: str, start: int, end: int, low: Decimal, high: Decimal | None, unit: str, more: str, printed: str
) -> Number:
    comparator = "range" if high is not None else more or _comparator(text, start, end)
    if not more and high is None and text[end - len(unit) - 1 : end - len(unit)] in ("多", "余"):
        comparator = ">"
    low, high = _tidy(low), None if high is None else _tidy(high)
    value, bottom = (low, None) if high is None else (None, low)
    return Number(start, end, value, bottom, high, unit, comparator, printed)


def _comparator(text: str, start: int, end: int) -> str:
    if text[end : end + 1] in _AFTER_FIRST:
        if text.startswith(_AT_LEAST_AFTER, end):
            return ">="
        if text.startswith(_AT_MOST_AFTER, end):
            return "<="
        if text.startswith(_ABOUT_AFTER, end):
            return "~"
    if start and text[start - 1] in _BEFORE_ENDS:
        for length in range(min(4, start), 0, -1):
            comparator = _COMPARATORS.get(text[start - length : start])
            if comparator:
                return comparator
    return _from_afar(text, start)


def _from_afar(text: str, start: int) -> str:
    """A bound that stands some characters before the number, with no other number and no end of a part between."""
    begin, bottom = start, max(0, start - _REACH)
    near = text[bottom:start]
    if "不" not in near and "至" not in near:
        return "="
    while begin > bottom and text[begin - 1] not in _BETWEEN and not text[begin - 1].isdigit():
        begin -= 1
    reach = text[begin:start]
    at, word = max(((reach.rfind(word), word) for word in _FAR), default=(-1, ""))
    return _COMPARATORS[word] if at >= 0 else "="


def _plain(digits: str) -> Decimal:
    return Decimal(digits.replace(",", "") if "," in digits else digits)


def _tidy(value: Decimal) -> Decimal:
    """837000000.00 → 837000000; 0.2740 stays as printed."""
    whole = value.to_integral_value()
    return whole if whole == value else value


def _scaled(words: str | None) -> Decimal:
    value = 1
    for word in words or "":
        value *= _SMALL.get(word) or _SCALE[word]
    return Decimal(value)


_Reader = Callable[[str, re.Match[str]], Number | None]
_READERS: tuple[tuple[str, _Reader], ...] = (
    ("han", _han),
    ("per", _percent),
    ("tenths", _tenths),
    ("fraction", _fraction),
)

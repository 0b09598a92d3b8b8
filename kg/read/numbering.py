"""Numbers that Word counts and does not write (ECMA-376 part 1, 17.9): 一、 （一） 1. in front of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "〇一二三四五六七八九"
_LEGAL = str.maketrans("〇一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x")),
    *((9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_PART = re.compile(r"%([1-9])")
_DEEPEST_STYLE = 20


class _Level(NamedTuple):
    form: str
    text: str
    start: int
    behind: str


class Numbering:
    """Counts the numbered paragraphs of one document, in reading order."""

    def __init__(self, numbering: BaseOxmlElement | None, styles: BaseOxmlElement | None) -> None:
        """`numbering` and `styles` are the roots of those parts, where there are any."""
        self.abstract: dict[str, dict[int, _Level]] = {}
        self.numbers: dict[str, tuple[str, dict[int, int]]] = {}
        self.styles: dict[str, tuple[str, str, str]] = {}
        self.counts: dict[str, list[int | None]] = {}
        self.begun: set[str] = set()
        for each in [] if numbering is None else numbering.iter(f"{W}abstractNum"):
            levels = {_whole(level, "ilvl"): _level(level) for level in each.iter(f"{W}lvl")}
            self.abstract[str(each.get(f"{W}abstractNumId"))] = levels
        for each in [] if numbering is None else numbering.iter(f"{W}num"):
            over = {
                _whole(level, "ilvl"): _whole(start, "val")
                for level in each.iter(f"{W}lvlOverride")
                for start in level.iter(f"{W}startOverride")
            }
            self.numbers[str(each.get(f"{W}numId"))] = (_value(each, "abstractNumId"), over)
        for each in [] if styles is None else styles.iter(f"{W}style"):
            properties = each.find(f"{W}pPr/{W}numPr")
            given = ("", "") if properties is None else (_value(properties, "numId"), _value(properties, "ilvl"))
            self.styles[str(each.get(f"{W}styleId"))] = (*given, _value(each, "basedOn"))

    def of(self, paragraph: BaseOxmlElement) -> str:
        """What Word prints in front of a paragraph, which is counted by this; empty where it is not numbered."""
        number, depth = self._asked(paragraph)
        abstract, over = self.numbers.get(number, ("", {}))
        levels = self.abstract.get(abstract, {})
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self.counts.setdefault(abstract, [None] * 10)
        if number not in self.begun:
            self.begun.add(number)
            for at, start in over.items():
                counts[at : at + 1] = [start - 1]
        known = counts[depth]
        counts[depth] = level.start if known is None else known + 1
        counts[depth + 1 :] = [None] * (9 - depth)
        if level.form in {"bullet", "none"}:
            return ""

        def printed(part: re.Match[str]) -> str:
            at = int(part[1]) - 1
            above = levels.get(at, level)
            count = counts[at]
            return formatted(above.start if count is None else count, above.form)

        text = _PART.sub(printed, level.text)
        return text + (level.behind if level.behind != "\t" else "" if not text[-1:].isalnum() else " ")

    def _asked(self, paragraph: BaseOxmlElement) -> tuple[str, int]:
        """The number and level that a paragraph asks for, by itself or by its style."""
        properties = paragraph.find(f"{W}pPr/{W}numPr")
        number = "" if properties is None else _value(properties, "numId")
        depth = "" if properties is None else _value(properties, "ilvl")
        style_of = paragraph.find(f"{W}pPr/{W}pStyle")
        style = "" if style_of is None else str(style_of.get(f"{W}val"))
        for _ in range(_DEEPEST_STYLE):
            if number or style not in self.styles:
                break
            number, styled, style = self.styles[style]
            depth = depth or styled
        return number, min(int(depth), 8) if depth.isdigit() else 0


def formatted(count: int, form: str) -> str:
    """A count as Word prints it in a number format (17.18.59); in one that Chinese texts don't use, in figures."""
    written = _FORMS.get(form)
    return written(count) if written and count > 0 else str(count)


def _counted(count: int) -> str:
    """十二, 一百〇五: counts below ten thousand."""
    if not 0 < count < 10_000:
        return str(count)
    words, gap = "", False
    for size, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = count // size % 10
        if digit:
            words += ("〇" if gap and words else "") + _DIGITS[digit] + unit
            gap = False
        else:
            gap = True
    return words.removeprefix("一") if 10 <= count < 20 else words


def _roman(count: int) -> str:
    written = ""
    for size, sign in _ROMAN:
        written += sign * (count // size)
        count %= size
    return written


def _legal(count: int) -> str:
    return _counted(count).translate(_LEGAL)


def _lettered(count: int) -> str:
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)


def _circled(count: int) -> str:
    return chr(ord("①") + count - 1) if count <= 20 else str(count)


_FORMS: dict[str, Callable[[int], str]] = {
    "chineseCounting": _counted,
    "chineseCountingThousand": _counted,
    "japaneseCounting": _counted,
    "taiwaneseCounting": _counted,
    "chineseLegalSimplified": _legal,
    "ideographDigital": lambda count: "".join(_DIGITS[int(digit)] for digit in str(count)),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalZero": lambda count: f"{count:02}",
    "lowerLetter": _lettered,
    "upperLetter": lambda count: _lettered(count).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
}


def _level(level: BaseOxmlElement) -> _Level:
    behind = {"nothing": "", "space": " "}.get(_value(level, "suff"), "\t")
    start = _value(level, "start")
    form = _value(level, "numFmt") or "decimal"
    return _Level(form, _value(level, "lvlText"), int(start) if start.isdigit() else 1, behind)


def _value(element: BaseOxmlElement, child: str) -> str:
    found = element.find(f"{W}{child}")
    return "" if found is None else str(found.get(f"{W}val", ""))


def _whole(element: BaseOxmlElement, name: str) -> int:
    written = str(element.get(f"{W}{name}", ""))
    return min(int(written), 1_000_000) if written.isdigit() and len(written) < 10 else 0

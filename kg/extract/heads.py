"""What the heads of a table's rows and columns say of its numbers: the indicator, its unit, a time, plan or result.

在校生数（人）   2025年目标   其中：女   小学   合计   计划数
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from kg import vocabulary
from kg.language.dates import Date, find_dates
from kg.model import Status
from kg.namespaces import EDU_NS

_BLANKS = re.compile(r"\s+")
_ORDINAL = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）]|\d{1,2}[.．、](?!\d))"
)
_BRACKETED = re.compile(r"[（(](?:单位[:：]?)?([^（()）]{1,8})[)）]$")
_YEAR = re.compile(r"(?:19[5-9]|20[0-4])\d")
_KIND = re.compile(
    r"[（(]?(?:年度|全年|年)?(?P<kind>现状|实际|完成|实绩|实现|基数|基期|目标|规划|预期|计划|任务)"
    r"(?:情况|数|值|人数|指标|任务|完成)?[)）]?"
)
_DONE = frozenset({"现状", "实际", "完成", "实绩", "实现", "基数", "基期"})
_PLANNED = re.compile(r"(?:目标|计划|任务|规划|预期)(?:数|值|人数)?$")
_AIM = re.compile(r"(?:目标|预期|规划|任务)(?:数|值)?$")
# They say of a number no more than that it is one of all: 合计, 数量.
_SILENT = re.compile(r"合计|总计|总数|全[县市区旗州](?:合计|总计)?|数量|数值|数据|指标值")
# Columns and rows whose numbers are no level of an indicator, or of one that only other cells tell.
_LEFT_OUT = re.compile(
    r"序号|编号|备注|说明|增减|增长|增加|减少|增幅|增速|降幅|同比|比上年|比去年|较上年|较去年|完成率|完成比例|占比|占.{0,8}比"
    r"|排名|名次|位次|电话|手机|号码|日期|时间|年份|年龄|代码|邮编|小计|其中|权重|得分|分值|评分|考号|房号|座位|车次"
)
_STAGE = re.compile(
    r"(?:公办|民办|普惠性|农村|城区|城镇|县城|乡村)?"
    r"(?:学前教育|学前|幼儿园|小学|初中|高中|普通小学|普通初中|普通高中|普通中学|九年义务教育|义务教育|义务教育阶段|小学阶段|初中阶段"
    r"|高中阶段|高中阶段教育|中职|中等职业教育|中等职业学校|职业高中|职业教育|特殊教育|特殊教育学校)"
)
_ROW_LABEL = re.compile(r"(?:主要|发展|核心|具体|一级|二级|三级)?(?:指标|项目|内容|类别|名称|分类)(?:名称|内容|体系)?")
_UNIT_LABEL = re.compile(r"(?:计量)?单位")
_SCHOOLS = ("学", "园", "校", "院", "中")  # 第一小学 is no 小学 counted
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_SCALED = re.compile(r"(?P<scale>[十百千]?[万亿])(?P<unit>.+)")


class Unit(NamedTuple):
    """A value of `edu:unit`, and by how much a number in front of it counts: 万元 is 元, 10000 times."""

    unit: str
    scale: int = 1


class Head(NamedTuple):
    """What heads say together; `names` and `stages` are words, `left_out` that no number below may be read."""

    names: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    units: frozenset[Unit] = frozenset()
    dates: tuple[Date, ...] = ()
    statuses: frozenset[Status] = frozenset()
    left_out: bool = False

    def with_(self, other: Head) -> Head:
        """Return what both say."""
        return Head(
            (*self.names, *(name for name in other.names if name not in self.names)),
            (*self.stages, *(stage for stage in other.stages if stage not in self.stages)),
            self.units | other.units,
            (*self.dates, *(date for date in other.dates if date.value not in {one.value for one in self.dates})),
            self.statuses | other.statuses,
            self.left_out or other.left_out,
        )


def head_of(words: str, units: Mapping[str, str], anchor: int | None) -> Head:
    """Return what the words of one head say; `anchor` is the year that 今年 means."""
    plain = _BLANKS.sub("", words).strip("—-/／…·~～*")
    plain = plain[match.end() :] if (match := _ORDINAL.match(plain)) else plain
    measured: frozenset[Unit] = frozenset()
    if (match := _BRACKETED.search(plain)) and (unit := unit_of(match[1], units)):
        measured, plain = frozenset({unit}), plain[: match.start()]
    if _LEFT_OUT.search(plain):
        return Head(left_out=True)
    dates = find_dates(f"{plain}年" if _YEAR.fullmatch(plain) else plain, anchor)
    if len(dates) > 1:
        return Head(left_out=True)
    for date in dates:
        plain = plain[: date.start] + plain[date.end :]
    plain = plain.strip("（）()") if dates else plain
    if _SILENT.fullmatch(plain):
        return Head(units=measured, dates=tuple(dates))
    if kind := _KIND.fullmatch(plain):
        status = Status.REPORTED if kind["kind"] in _DONE or plain.endswith("完成") else Status.PLANNED
        return Head(units=measured, dates=tuple(dates), statuses=frozenset({status}))
    if _STAGE.fullmatch(plain):
        return Head(stages=(plain,), units=measured, dates=tuple(dates))
    statuses = frozenset({Status.PLANNED}) if _PLANNED.search(plain) else frozenset[Status]()
    name = _AIM.sub("", plain)
    return Head((name,) if name else (), (), measured, tuple(dates), statuses)


def unit_of(words: str, units: Mapping[str, str]) -> Unit | None:
    """Return the unit that the words name: 人, 万元, %."""
    if words in units:
        return Unit(units[words])
    match = _SCALED.fullmatch(words)
    if match is None or match["unit"] not in units:
        return None
    scale = 1
    for word in match["scale"]:
        scale *= _SCALES[word]
    return Unit(units[match["unit"]], scale)


def is_year(words: str) -> bool:
    """Tell whether the words are a bare year."""
    return _YEAR.fullmatch(words) is not None


def labels_names(words: str) -> bool:
    """Tell whether it heads a column of names of indicators: 指标, 项目, or nothing."""
    return not words or _ROW_LABEL.fullmatch(_BLANKS.sub("", words)) is not None


def labels_units(words: str) -> bool:
    """Tell whether it heads a column of units."""
    return _UNIT_LABEL.fullmatch(_BLANKS.sub("", words)) is not None


def known_unit(name: str) -> str | None:
    """Return the unit of the vocabulary's indicator whose form or head the name ends in, the longest; None for none."""
    return next((_endings()[name[at:]] for at in range(len(name) - 1) if name[at:] in _endings()), None)


@cache
def _endings() -> Mapping[str, str]:
    """Return every form and head of the vocabulary's indicators → their unit; those of several units are left out."""
    found: dict[str, set[str]] = {}
    for concept in vocabulary.load().concepts.values():
        if concept.kind == "Indicator":
            told = dict(concept.properties).get(EDU_NS + "unit", "")
            heads = [word for predicate, word in concept.properties if predicate == EDU_NS + "headLabel"]
            for form in (concept.label, *concept.alternatives, *heads):
                found.setdefault(form, set()).add(told)
    return {
        form: next(iter(told))
        for form, told in found.items()
        if len(told) == 1 and "" not in told and not form.endswith(_SCHOOLS)
    }


def together(heads: Iterable[Head]) -> Head:
    """Return what several heads say."""
    told = Head()
    for head in heads:
        told = told.with_(head)
    return told


def scaled(digits: str, scale: int) -> Decimal:
    """Return the value of printed digits: 1,203 → 1203, 3460 of 万 → 34600000."""
    value = Decimal(digits.replace(",", "")) * scale
    whole = value.to_integral_value()
    return whole if whole == value else value

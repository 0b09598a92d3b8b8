"""What stands above a table of figures: units, a time, plan or result, and what all its numbers are of.

2023年秋季招生计划表   表3 各乡镇小学在校生数（单位：人）   桐城市第一中学2022年基本情况
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from kg.extract import heads
from kg.extract.heads import Head, Unit
from kg.language.dates import Date, find_dates
from kg.model import Mention, Span, Status

if TYPE_CHECKING:
    from kg.model import Document

LONGEST = 60  # characters
_LINES = 3
_UNITS = re.compile(r"单位\s?[:：]\s?([^）)\s]{1,20})|[（(](?!单位)([^（()）]{1,6})[）)]$")
_LISTED = re.compile(r"[、,，/；;]")
_PLAN = re.compile(
    r"(?:(?<!改善)(?<!特岗)(?<![国省]培)(?<!强基)(?<!专项)(?<!行动)(?<!提升)(?<!振兴)(?<!支持)(?<!培养)(?<!帮扶)计划|目标|规划|任务|预期)"
    r"(?:人数|数|指标|一览|安排|汇总|分解|下达|分配|明细|主要|情况|任务|表)*$"
)
_DONE = re.compile(r"完成|实际|执行|统计|现状|落实|进展|总结")
_UNITS_ALONE = re.compile(r"[（(]?\s?(?:计量)?单位\s?[:：][^（()）]{1,20}[)）]?")
_NOTE = re.compile(r"[（(]?(?:注|说明|备注|资料来源|数据来源|填表|制表|统计时间)\s?[:：]")
_NUMBER = re.compile(
    r"(?:附?表|附件)\s?(?:\d{1,2}?(?=(?:19|20)\d\d年)|\d{1,2}(?!\d)|[一二三四五六七八九十]{1,3})?(?:[—-]\d{1,2}(?!\d))?[:：、.]?\s?"
)
_WHOSE = re.compile(
    r"(?:全[县市区旗州]|[我本][县市区旗州]|[分各](?:乡镇|县区|县[（(][市区旗、]{1,5}[）)]|学校|校|镇|乡|区|地|中小学|学段|年级|园|学科|科))*(?:的)?"
)
_FORM = re.compile(
    r"(?:基本|主要|有关|相关|发展)*(?:情况|数据)?(?:统计|汇总|一览|明细|对照|分布|对比|分析)*(?:表|图|数据|情况)?$"
)
# Tables of some of the schools or people only: their sums are not the county's.
_SOME = re.compile(
    r"寄宿制|直属|部分|试点|示范|重点(?=[学校高中]|项目)|薄弱|民族|帮扶|抽样|样本|抽查|抽测|随机|监测|督导|评估|获奖|项目学校|改造|新建|新增(?=学校|教师|学生|幼儿园)|撤并|在建"
    r"|特岗|支教|交流|营养|随迁|留守|残疾|困难|贫困|城市学校|乡镇学校|村小|参赛|参训|优秀|先进|班级"
)
_BODIES = ("School", "Township", "Zone")


class Caption(NamedTuple):
    """What the lines above a table say.

    `head` holds units, times and plan or result; its names, stages and groups are those of all numbers whose own heads
    have none. `holder` is the body whose table it is, or the school whose document; `some` tells that the table is of
    some schools or people only.
    """

    head: Head
    holder: Mention | None
    some: bool


def lines_before(document: Document, first: int, after: int) -> list[Span]:
    """The short lines before clean offset `first` and behind `after`, the last one last."""
    paragraphs = document.paragraphs
    index = bisect_right(paragraphs, first, key=lambda span: span.start) - 1
    if index >= 0 and paragraphs[index].end > first:
        index -= 1
    lines: list[Span] = []
    while index >= 0 and len(lines) < _LINES and paragraphs[index].start >= after:
        line = paragraphs[index]
        ended = document.text.rfind("。", *line)
        if ended >= 0 and not lines and line.end - ended > 2:  # a caption that was printed in one line with a text
            lines.append(Span(ended + 1, line.end))
        if ended >= 0 or line.end - line.start > LONGEST:
            break
        lines.insert(0, line)
        index -= 1
    return lines


def read(
    document: Document,
    lines: Sequence[Span],
    titles: Sequence[Span],
    units: Mapping[str, str],
    bodies: Mapping[Span, Mention],
    ordered: Sequence[Span],
    anchor: int | None,
) -> Caption:
    """Return what the lines above the table and the rows in it that are titles say; `ordered` are spans of bodies."""
    words = [_NUMBER.sub("", document.text[slice(*span)], count=1) for span in (*lines, *titles)]
    telling = [*lines[_last_telling(words[: len(lines)]) :][:1], *titles]
    own = [body for span in telling for body in _bodies_in(span, bodies, ordered)]
    schools = [body for body in own if body.kind in _BODIES]
    above = [body for body in own if body.kind == "Jurisdiction"]
    title = "".join(_without(document.text, span, own) for span in telling)
    dates = _dates(words, anchor)
    planned = _PLAN.search(_UNITS.sub("", title).rstrip("（）()")) and not _DONE.search(title)
    stages, grades, places = heads.stages_within(title), heads.people_within(title), heads.places_within(title)
    name = _name(title, units, anchor)
    groups = grades or places
    head = Head(
        names=(name,) if name else (),
        stages=tuple(stages) if len(stages) == 1 else (),
        units=frozenset(_units(words, units)),
        dates=tuple(dates),
        statuses=frozenset({Status.PLANNED}) if planned else frozenset(),
        groups=tuple(groups) if len(groups) == 1 else (),
    )
    some = len(schools) > 1 or len(groups) > 1 or bool(grades and places)
    some = some or _SOME.search(title.replace(name, "")) is not None
    speaker = document.title and next(_bodies_in(document.title, bodies, ordered), None)
    speaks = speaker and speaker.kind == "School" and document.title and speaker.span.start == document.title.start
    return Caption(head, next(iter(schools or above[-1:]), speaker if speaks else None), some)


def _last_telling(lines: Sequence[str]) -> int:
    """Index of the last line that tells more than units or notes; behind the last where none does."""
    telling = (index for index in reversed(range(len(lines))) if not _says_little(lines[index].strip()))
    return next(telling, len(lines))


def _says_little(line: str) -> bool:
    return _UNITS_ALONE.fullmatch(line) is not None or _NOTE.match(line) is not None


def _bodies_in(span: Span, bodies: Mapping[Span, Mention], ordered: Sequence[Span]) -> Iterator[Mention]:
    """Bodies that a line names; of those that begin at one place, or lie in another, the longest."""
    end = span.start
    first, last = bisect_left(ordered, (span.start, 0)), bisect_left(ordered, (span.end, 0))
    for named in sorted(ordered[first:last], key=lambda each: (each.start, -each.end)):
        if named.start >= end:
            end = named.end
            yield bodies[named]


def _without(text: str, span: Span, bodies: Sequence[Mention]) -> str:
    """The words of a line without the names of bodies in it."""
    words = text[slice(*span)]
    for body in bodies:
        if span.start <= body.span.start < span.end:
            low, high = body.span.start - span.start, body.span.end - span.start
            words = words[:low] + "·" * (high - low) + words[high:]
    return words.replace("·", "")


def _units(lines: Sequence[str], units: Mapping[str, str]) -> Iterator[Unit]:
    """Units of the last line that has some."""
    for line in reversed(lines):
        found = [match[1] or match[2] for match in _UNITS.finditer(line)]
        listed = [unit for words in found for word in _LISTED.split(words) if (unit := heads.unit_of(word, units))]
        if listed:
            yield from listed
            return


def _dates(lines: Sequence[str], anchor: int | None) -> list[Date]:
    """Times of the last line that has some."""
    for line in reversed(lines):
        if dates := {date.value: date for date in find_dates(line, anchor)}:
            return list(dates.values())
    return []


def _name(title: str, units: Mapping[str, str], anchor: int | None) -> str:
    """What all numbers of a table count, where its title is the name of that and nothing else; empty for none."""
    plain = "".join(_NUMBER.sub("", title, count=1).split())
    plain = _UNITS.sub("", plain).replace("（）", "").replace("()", "")
    for date in reversed(find_dates(plain, anchor)):
        plain = plain[: date.start] + plain[date.end :]
    plain = plain.removeprefix("年")
    plain = _FORM.sub("", plain[(match.end() if (match := _WHOSE.match(plain)) else 0) :])
    for stage in heads.stages_within(plain) | heads.people_within(plain) | heads.places_within(plain):
        plain = plain.replace(stage, "", 1)
    told = heads.head_of(plain, units, anchor)
    exact = told.names == (plain,) and not told.left_out
    return plain if exact and heads.known_unit(plain) is not None else ""

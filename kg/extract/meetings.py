"""Meetings: the one that the document reports, and others named with a year or held on a day that the text gives.

A name ends in 会议, 大会 or a word such as 推进会; it begins after the verb (召开, 举行) or, before it, after what
what says when. Congresses, bare 会议 and meetings without a date are no events of the graph.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.extract.jurisdictions import mention_claim
from kg.language.clauses import titles
from kg.language.dates import find_dates
from kg.lexicon import Lexicon, Term
from kg.model import Document, Dropped, Mention, Reason, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.model import Claim

_HELD, _TITLE, _YEAR, _AGAIN = "meeting-held", "meeting-of-title", "meeting-of-year", "meeting-again"
_TOPIC, _SUBTITLED = "meeting-on-topic", "meeting-of-subtitle"
_MONTHS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_KINDS = (
    "部署|推进|推广|现场|动员|汇报|座谈|研讨|联席|读书|总结|表彰|交流|调度|启动|誓师|工作|安排|通报|分析|观摩|述职|协调|评议|协作|研判|"
    "专题|视频|电视电话|扩大|办公|务虚|恳谈|培训|约谈|警示|布置|商讨|报告|说明|宣讲|新闻发布|发布|听证|论证|评审|见面|对接|反馈|民主生活|组织生活|教职工|例|调研|家长|鉴定|磋商|会商|恳谈|圆桌|点评|观察|分享|承诺|欢送|欢迎|考核"
)
_ONE = rf"(?:会议|大会|论坛|(?:{_KINDS})会议?)"
_END = rf"{_ONE}(?:暨[^，。；：！？\n,;:!?、]{{2,24}}?(?:仪式|活动|{_ONE}))?"
_NAME = r"[^，。；：！？\n,;:!?、]{2,44}?"
_NAME_LISTED = r"(?:“[^“”。\n]{2,20}”)?[^，。；：！？\n,;:!?]{2,44}?"
_NAME_PAIRED = rf"{_NAME}(?:、[^，。；：！？\n,;:!?、]{{1,12}}?)?"
_VERBS = "召开|举行|举办|开了|组织召开|承办了|主办了"
_VERB = rf"(?:{_VERBS})"
_HELD_AFTER = re.compile(rf"{_VERB}(?:了|的)?(?P<name>{_NAME_LISTED}{_END})(?!议|室)")
_HELD_BEFORE = re.compile(
    rf"(?:^|[，。；：！？\s,;:!?日])(?P<name>{_NAME_PAIRED}{_END})(?=(?:在[^，。；\n]{{2,24}})?(?:隆重|顺利|胜利|如期|成功)?(?:{_VERB}|开讲|开幕|落下帷幕|闭幕|(?:专题)?(?:听取|审议|研究|审定|传达|部署)))",
    re.MULTILINE,
)
_HOLDING = re.compile(rf"{_VERBS}|开讲|开幕|落下帷幕|闭幕|听取|审议|研究|审定|传达|部署")
_PLACE_BEFORE_YEAR = re.compile(r"^[\u4e00-\u9fff]{1,8}[县市区旗州盟省](?=(?:19|20)\d{2}年)")
_ON_DAY = re.compile(rf"(?P<day>\d\d?月\d\d?日)(?:上午|下午)?的(?P<name>{_NAME}{_END})(?!议|室)")
_DAY_ALONE = re.compile(r"(?<![\d月])\d{1,2}日(?:上午|下午|晚)?[，,]?$")
_LONGEST_BEFORE = 130  # from the mark before a name to the verb behind it
_ON_TOPIC = re.compile(
    rf"(?:就|围绕|针对|调研|专题研究)(?P<topic>[^，。；：！？\n,;:!?、]{{4,24}}?)(?:工作|情况|问题|事宜)?(?:并|，|,)?(?:主持|组织)?{_VERB}"
    r"(?:了|的)?(?:专题|调研|工作)*(?P<kind>(?:座谈|研讨|推进|部署|调度|交流|论证|听证|协调|约谈|动员)会)(?!议|室)"
)
_NO_TOPIC = re.compile(r"如何|有关|相关|此事|上述")
_TITLED = tuple(
    re.compile(rf"{before}(?P<name>{_NAME_LISTED}{_END})(?=上|$|_|[（(的 ])") for before in (rf"(?:^在|{_VERB})", "^")
)
# the line under the title of a report: ——2023年10月26日在某县第十七届人民代表大会常务委员会第二十一次会议上
_SUBTITLE = re.compile(
    rf"^[（(—\-－ \u3000]{{0,6}}(?P<day>(?:19|20)\d\d年\d\d?月\d\d?日)(?:上午|下午)?在(?P<name>{_NAME}{_END})上[）)]?$",
    re.MULTILINE,
)
# the days of a chronicle stand at its lines' starts, the months in lines of their own
_DAY_OF_LINE = re.compile(r"(?P<day>\d{1,2})日(?=[\s\u3000，,])")
_MONTH_LINE = re.compile(
    r"^[（(]?(?:(?P<digits>\d{1,2})|(?P<words>十[一二]?|[一二三四五六七八九]))月份?[）)]?$", re.MULTILINE
)
_OF_YEAR = re.compile(rf"(?P<name>(?:19|20)(?<![\d—–-]..)\d{{2}}年度?[\u4e00-\u9fff“”\"]{{2,30}}?{_END})(?!议|室)")
_NOT_IN_NAME = re.compile(
    rf"{_VERB}|共|是|被|将|已|我们|以来|期间|(?<!第)(?<!第[一二三四五六七八九十\d])[一二三四五六七八九十两\d]次|为了|通过|列席|参加|出席"
)
_CONGRESS = re.compile(
    r"代表大会|党代会|人代会|全会|中全会|两会|政协.{0,12}会议|人大.{0,12}会议|常务会议|常委会|党组会|理事会|运动会|班会|校会|晚会|队会|年会"
)
_VAGUE = re.compile(
    r"^(?:全体|全县|全市|全区|全校|专题|此次|这次|本次|该|有关|相关|各类|各种|各级|多次|一次|第一次|一系列|系列|工作|重要|现场|动员|视频|教职工|教师|师生|学生|"
    r"干部|党员|班子|领导班子|局|党组|办公|全体教师|全体教职工|全体师生|推进|部署|的)*(?:会议|大会|会|工作会议|工作会|专题会议|动员会|动员大会|推进会|座谈会|部署会|培训会|现场会)$"
)
# what even a day makes no meeting of
_ONLY_A_MEETING = re.compile(
    r"^(?:全体|专题|此次|这次|本次|该|有关|相关|各类|各种|各级|多次|一次|工作|重要|现场|视频|的)*(?:会议|大会|会|工作会议?)$"
)
_SELF = re.compile(r"(?:为期[^的，。]{1,4}的)?(?:上午|下午|晚上?|晚间)?\s*(?:[我本该][校县市区局]|[了的过])?")
_DATE_LINE = re.compile(r"^[（(—\-\s]{0,4}((?:19|20)\d{2}年\d{1,2}月\d{1,2}日)[）)\s]{0,2}", re.MULTILINE)
_HEAD = 600  # where a speech prints its date
_DAY = len("2020-05-15")
_MONTH = len("2020-05")
_NEAR = 400  # characters on both sides in which the year of a day may be told
_BEFORE = 120  # characters before a name in which its day may be told
_ANY_YEAR = 2000  # where only the day is looked for
_REFUSED, _TAKEN = 1, 2
_YEAR_FIRST = re.compile(r"((?:19|20)\d{2})年")
_TODAY = re.compile(r"今天|今日|这次会议|本次会议|此次会议")


@dataclass(frozen=True, slots=True)
class _Found:
    span: Span
    name: str
    date: str
    rule: str
    own: bool = False  # the document's own meeting, dated or not


def extract(doc: Doc, document: Document) -> Iterator[Claim | Dropped]:  # noqa: ARG001
    """Yield a bare mention for every meeting that the document reports or dates."""
    found: list[_Found] = []
    covered = bytearray(len(document.text))
    for title in titles(document.text):
        _mark(covered, title, _TAKEN)
    for one in (*_subtitled(document), *_on_topic(document), *_held(document), *_titled(document), *_of_year(document)):
        if _TAKEN in covered[slice(*one.span)]:
            continue
        fault = _fault(one)
        _mark(covered, one.span, _REFUSED if fault else _TAKEN)
        if fault is not None:
            yield Dropped(reason=fault, span=one.span, rule=one.rule, detail=one.name)
        else:
            found.append(one)
    reported = next((one for one in found if one.rule == _HELD), None)
    titled = {one.name for one in found if one.rule == _TITLE}
    kept = [one for one in found if one.name not in titled or reported is None or reported.name == one.name]
    kept = _of_one_name(kept)
    dates = _dates_by_name(kept)
    for one in sorted([*kept, *_again(document, kept, covered)], key=lambda each: each.span):
        date = one.date if len(one.date) == _DAY else dates[one.name]
        printed = document.text[slice(*one.span)]
        attributes = ((("date", date),) if date else ()) + ((("name", one.name),) if printed != one.name else ())
        mention = Mention(kind="Meeting", span=one.span, text=printed, attributes=attributes)
        yield mention_claim(document, mention, one.rule)


def _of_one_name(kept: list[_Found]) -> list[_Found]:
    """Give 青禾县2023年教育工作会议 the name 2023年教育工作会议 where the text calls it so too."""
    names = {one.name for one in kept}
    return [
        replace(one, name=shorter) if (shorter := _PLACE_BEFORE_YEAR.sub("", one.name)) in names else one
        for one in kept
    ]


def _mark(covered: bytearray, span: Span, value: int) -> None:
    covered[slice(*span)] = bytes([value]) * (span.end - span.start)


def _dates_by_name(kept: list[_Found]) -> dict[str, str]:
    """The day of each meeting where the text gives one, else the year in its name."""
    days: dict[str, set[str]] = {}
    for one in kept:
        days.setdefault(one.name, set()).update({one.date} if one.date else ())
    full = {name: {date for date in found if len(date) == _DAY} for name, found in days.items()}
    return {name: min(full[name] or found, default="") for name, found in days.items()}


def _held(document: Document) -> Iterator[_Found]:
    """Meetings with the verb of holding them, whose sentence says on which day, or that the document is about."""
    for match in (
        *_HELD_AFTER.finditer(document.text),
        *_before_verbs(document.text),
        *_ON_DAY.finditer(document.text),
    ):
        span = _trimmed(document.text, Span(*match.span("name")))
        date, today = _date_of(document, span)
        yield _Found(span, document.text[slice(*span)], date, _HELD, own=today)


def _on_topic(document: Document) -> Iterator[_Found]:
    """Meetings without a name of their own, by what they are about: 调研教研体系建设并召开座谈会."""
    for match in _ON_TOPIC.finditer(document.text):
        span = Span(*match.span("kind"))
        date, today = _date_of(document, span)
        if not _NO_TOPIC.search(match["topic"]) and (today or len(date) == _DAY):
            yield _Found(span, match["topic"] + match["kind"], date, _TOPIC, own=today)


def _before_verbs(text: str) -> Iterator[re.Match[str]]:
    """Names before the verb of holding: 表彰大会隆重举行."""
    begin = 0
    for verb in _HOLDING.finditer(text):
        for match in _HELD_BEFORE.finditer(text, max(begin, verb.start() - _LONGEST_BEFORE), verb.end()):
            yield match
            begin = match.end()


def _titled(document: Document) -> Iterator[_Found]:
    if document.title is None:
        return
    text = document.text[slice(*document.title)]
    match = next((found for pattern in _TITLED if (found := pattern.search(text))), None)
    if match is None:
        return
    start = document.title.start + match.start("name")
    span = _trimmed(document.text, Span(start, document.title.start + match.end("name")))
    yield _Found(span, document.text[slice(*span)], _printed_date(document), _TITLE, own=True)


def _subtitled(document: Document) -> Iterator[_Found]:
    """The meeting to which a report was given, by the line under its title; sessions of congresses too."""
    for match in _SUBTITLE.finditer(document.text, 0, _HEAD):
        yield _Found(Span(*match.span("name")), match["name"], _last_day(match["day"], None), _SUBTITLED, own=True)


def _of_year(document: Document) -> Iterator[_Found]:
    for match in _OF_YEAR.finditer(document.text):
        yield _Found(Span(*match.span("name")), match["name"], match["name"][:4], _YEAR)


def _again(document: Document, kept: list[_Found], covered: bytearray) -> Iterator[_Found]:
    """Other places of a name that is already a meeting of the document, where no rule has judged it."""
    for hit in Lexicon(Term(one.name, "Meeting", "") for one in kept).find(document.text):
        if not any(covered[hit.start : hit.end]):
            yield _Found(Span(hit.start, hit.end), hit.terms[0].form, "", _AGAIN)


def _trimmed(text: str, span: Span) -> Span:
    """Without words of self and a date at the start of the name."""
    name = text[slice(*span)]
    dates = [date for date in find_dates(name, _ANY_YEAR) if date.kind == "day"]
    start = span.start + (dates[-1].end if dates else 0)
    match = _SELF.match(text, start, span.end)
    return Span(match.end() if match else start, span.end)


def _fault(one: _Found) -> Reason | None:
    vague = _ONLY_A_MEETING.match(one.name) if one.rule == _HELD and len(one.date) == _DAY else _VAGUE.match(one.name)
    if one.rule == _SUBTITLED:
        return None
    if len(one.name) < 6 or vague or _CONGRESS.search(one.name) or _NOT_IN_NAME.search(one.name):
        return Reason.GENERIC
    return Reason.UNKNOWN_VALUE if not one.date and not one.own else None


def _date_of(document: Document, span: Span) -> tuple[str, bool]:
    """Day of the meeting (ISO) by its sentence, or the year in its name; and whether it is held then or 今天."""
    sentence = document.sentences[document.sentence_at(span.start)].span
    before = document.text[max(sentence.start, span.start - _BEFORE) : span.start]
    anchor = _anchor(document, span)
    day = _last_day(before, anchor)
    if day and anchor and len(document.issued or "") == _DAY and day > str(document.issued):
        day = _last_day(before, anchor - 1)  # told in January of a day in December
    if day:
        return day, False
    told = _chronicle_day(document, span, anchor)
    if told:
        return told, False
    if _DAY_ALONE.search(before):
        return "", True  # a day of a month that was told before
    if anchor is None and _last_day(before, _ANY_YEAR):
        return "", True  # a day of a year that the text leaves out
    today = _TODAY.search(before) is not None
    year = _YEAR_FIRST.match(document.text, span.start, span.end)
    return (_printed_date(document) if today else "") or (year[1] if year else ""), today


def _chronicle_day(document: Document, span: Span, anchor: int | None) -> str:
    """The day of a line of a chronicle (28日　…召开) under the line of its month (十月); empty for any other."""
    text = document.text
    line = _DAY_OF_LINE.match(text, text.rfind("\n", 0, span.start) + 1)
    anchor = document.section_at(span.start).year or anchor  # and not that of 2021年度述职会
    if line is None or anchor is None:
        return ""
    months = _months(text)
    last = bisect_left(months, (span.start, 0)) - 1
    return _last_day(f"{anchor}年{months[last][1]}月{line['day']}日", None) if last >= 0 else ""


@lru_cache(maxsize=1)  # asked for each meeting of a document
def _months(text: str) -> list[tuple[int, int]]:
    """The lines that only name a month, with their places."""
    return [
        (line.start(), int(line["digits"]) if line["digits"] else _MONTHS.index(line["words"]) + 1)
        for line in _MONTH_LINE.finditer(text)
    ]


def _last_day(text: str, anchor: int | None) -> str:
    """The last day that the text names, not counting limits (截至, 前)."""
    dates = find_dates(text, anchor)
    days = [date.first for date in dates if date.kind == "day" and date.bound == "in"]
    months = [date.value for date in dates if date.kind == "month" and date.bound == "in" and len(date.value) == _MONTH]
    return (days or months or [""])[-1]


def _anchor(document: Document, span: Span) -> int | None:
    """The year of a day without a year: the name's, the page's, the section's, else the one that the text gives."""
    year = _YEAR_FIRST.match(document.text, span.start, span.end)
    if year:
        return int(year[1])
    if document.issued:
        return int(document.issued[:4])
    section = document.section_at(span.start)
    if section.year:
        return section.year
    paragraph = document.paragraphs[document.sentences[document.sentence_at(span.start)].paragraph]
    near = (max(paragraph.start, span.start - _NEAR), min(paragraph.end, span.end + _NEAR))
    years = _years(document.text)
    for start, end in (near, (0, _HEAD)):
        found = {year for _, year in years[bisect_left(years, (start, "")) : bisect_left(years, (end, ""))]}
        if found:
            return int(found.pop()) if len(found) == 1 else None
    return None


@lru_cache(maxsize=1)  # asked for each meeting of a document
def _years(text: str) -> list[tuple[int, str]]:
    """Years that the text prints, with their places."""
    kinds = {"year", "month", "day"}
    return [(date.start, date.value[:4]) for date in find_dates(text, None) if date.kind in kinds]


def _printed_date(document: Document) -> str:
    """The day that a speech prints under its title."""
    match = _DATE_LINE.search(document.text[:_HEAD])
    return _last_day(match[1], None) if match else ""

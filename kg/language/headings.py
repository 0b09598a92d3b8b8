"""What headings look like: the numbers that open sections, titles, and short lines that are none.

The genre numbers its sections 一、 （一） 1. 一是, often inside one line; a number inside a sentence (2.5万,
一、二年级) is none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kg.language import clauses
from kg.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model import Document, Section

PART, FIRST, SECOND, THIRD, FOURTH = range(5)

_DIGITS = "一二三四五六七八九十"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_SEQUENCE = {"首先": 1, "其次": 2, "再次": 3}

# One alternative for each way to number, behind its first character; the group's name is the level.
_MARK = re.compile(
    rf"[第{_DIGITS}（(0-9{_CIRCLED}首其再](?:"
    rf"(?P<part>(?<=第)[{_DIGITS}]{{1,3}}(?:部分|篇章))"
    rf"|(?P<first>(?<=[{_DIGITS}])[{_DIGITS}]{{0,2}}、(?![{_DIGITS}]{{1,3}}(?:[、年班]|是)))"
    rf"|(?P<second>(?<=[（(])[{_DIGITS}]{{1,3}}[）)]、?)"
    r"|(?P<third>(?<=[0-9])(?<![0-9.].)[0-9]{0,2}[.．、](?:(?![0-9])|(?=(?:19|20)[0-9]{2}年)))"
    rf"|(?P<fourth>(?<=[（(])[0-9]{{1,2}}[）)]|(?<=[{_CIRCLED}])|(?<=[{_DIGITS}])[{_DIGITS}]?(?:是|要)"
    rf"|(?<=第)[{_DIGITS}]{{1,2}}[，、,]|(?:(?<=首)先|(?<=[其再])次)[，,])"
    r")"
)
_LEVELS = {"part": FIRST, "first": FIRST, "second": SECOND, "third": THIRD, "fourth": FOURTH}
_BEFORE_MARK = frozenset("。！？!?；;：:\n")
_BEFORE_FIRST = frozenset("。！？!?\n")
_CLOSING = frozenset('”’」』）)】》" \t\u3000\u00a0')
_SHORT_HEADING = 30
_HEADING_ENDS = frozenset("。！？!?；;：:，,《“\n")
_UNBROKEN = re.compile(rf"[{_DIGITS}]{{1,2}}(?:是|要)")


class Mark(NamedTuple):
    """The number that opens a section: `text[start:end]`, its level (1 to 4) and ordinal."""

    start: int
    end: int
    level: int
    number: int | None


def marks(text: str, start: int, end: int) -> list[Mark]:
    """The numbers in `text[start:end]` (one paragraph) that open a section, sorted.

    A number counts at the paragraph's start, after 。！？；： and, where it begins a list, right behind a heading
    (三、措施（一）加强领导). Where a list 一要…二要… has lost the marks between its members, the next ordinal in the
    sequence counts after any Chinese character.
    """
    found: list[Mark] = []
    for mark in _marked(text, start, end):
        if _opens(text, start, mark) or (found and _begins_list(text, found[-1], mark)):
            found.append(mark)
    return sorted([*found, *_unbroken(text, start, end, found)])


def _marked(text: str, start: int, end: int) -> Iterator[Mark]:
    return map(_mark, _MARK.finditer(text, start, end))


def _mark(match: re.Match[str]) -> Mark:
    return Mark(*match.span(), _LEVELS[match.lastgroup or ""], _ordinal(match.group()))


def _opens(text: str, start: int, mark: Mark) -> bool:
    at = mark.start - 1
    while at >= start and text[at] in _CLOSING:
        at -= 1
    if at < start:
        return True
    return text[at] in (_BEFORE_FIRST if mark.level == FIRST else _BEFORE_MARK)


def _begins_list(text: str, above: Mark, mark: Mark) -> bool:
    """Whether a mark 一 or 1 follows a heading of a higher level that lacks its own end."""
    deeper = mark.number == 1 and above.level < mark.level
    if not deeper or not 2 <= mark.start - above.end <= _SHORT_HEADING:
        return False
    return not any(each in _HEADING_ENDS for each in text[above.end : mark.start])


def _unbroken(text: str, start: int, end: int, found: list[Mark]) -> list[Mark]:
    """Members 二要, 三要 … that follow the one before without any mark between."""
    ordinals = {mark.start: mark for mark in found if mark.level == FOURTH}
    if not ordinals:
        return []
    more: list[Mark] = []
    expected: tuple[int, str] | None = None
    for match in _UNBROKEN.finditer(text, start, end):
        number, word = _ordinal(match.group()), match.group()[-1]
        if match.start() in ordinals:
            expected = (ordinals[match.start()].number or 0) + 1, word
        elif expected == (number, word) and "\u4e00" <= text[match.start() - 1] <= "\u9fff":
            more.append(Mark(match.start(), match.end(), FOURTH, number))
            expected = (number or 0) + 1, word
    return more


def _ordinal(mark: str) -> int | None:
    word = mark.strip("（()）.．、，,是要第部分篇章")
    if word in _SEQUENCE:
        return _SEQUENCE[word]
    if word in _CIRCLED:
        return _CIRCLED.index(word) + 1
    if word.isdigit():
        return int(word)
    tens, ten, ones = word.rpartition("十")
    if not ten:
        return _DIGITS.index(ones) + 1 if len(ones) == 1 and ones in _DIGITS else None
    if len(tens) > 1 or len(ones) > 1:
        return None
    return 10 * (_DIGITS.index(tens) + 1 if tens else 1) + (_DIGITS.index(ones) + 1 if ones else 0)


SENTENCE_MARKS = frozenset("。！？!?；;，,：:、…")
_GREETINGS = ("同志们", "各位代表", "各位", "老师们", "尊敬的")
_BYLINES = (
    "发布时间", "时间:", "时间：", "来源", "作者", "编辑", "浏览", "阅读", "字体", "点击", "下面是小编", "供稿",
    "审核", "附件", "责任编辑", "http", "www", "电话", "撰稿", "摄影", "图为", "通讯员", "记者", "特此", "主办",
    "当前位置",
)  # fmt: skip
TITLE_ENDS = (
    "通知", "意见", "方案", "报告", "讲话", "总结", "计划", "会议", "打算", "规划", "安排", "纲要", "办法", "决定",
    "答复", "汇报", "提纲", "要点", "会", "发言", "通报", "公告",
)  # fmt: skip


def greets(line: str) -> bool:
    """Whether a line addresses the audience; a title stands above it."""
    return line.startswith(_GREETINGS)


def is_aside(line: str) -> bool:
    """Whether a short line is a byline, a greeting, a date or another line that is no heading."""
    return (
        greets(line)
        or line[0] in "（(【[—"
        or line[-1] in "：:"
        or any(word in line for word in _BYLINES)
        or ("〔" in line and line.endswith("号"))
        or line.replace("年", "").replace("月", "").replace("日", "").replace("-", "").replace(" ", "").isdigit()
    )


def leading_mark(text: str, start: int, end: int) -> Mark | None:
    """The number with which `text[start:end]` begins."""
    match = _MARK.match(text, start, min(end, start + 12))
    return _mark(match) if match else None


def heading_words(document: Document, section: Section) -> Span:
    """The section's heading without its number; empty where it has none."""
    mark = leading_mark(document.text, section.heading.start, section.heading.end)
    start = mark.end if mark else section.heading.start
    return clauses.trimmed(document.text, min(start, section.heading.end), section.heading.end)


def first_words(document: Document, section: Section) -> Span:
    """The section's heading or, where it has none, its first sentence; without the number and the closing mark."""
    if section.heading.start < section.heading.end:
        return heading_words(document, section)
    sentence = document.sentences[document.sentence_at(section.span.start)]
    mark = leading_mark(document.text, section.span.start, sentence.span.end)
    end = sentence.span.end
    while end > section.span.start and document.text[end - 1] in SENTENCE_MARKS:
        end -= 1
    return clauses.trimmed(document.text, mark.end if mark else section.span.start, end)

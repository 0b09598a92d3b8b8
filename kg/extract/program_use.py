"""Whether a program that is named is worked on there, or is the name of an honour, a contest, or only blamed."""

from __future__ import annotations

import re

from kg.language import event_words
from kg.language import program_words as words
from kg.language.patterns import either
from kg.lexicon import CLOSING_QUOTES, OPENING_QUOTES
from kg.model import Document, Span

_NEAR = 200  # characters on either side in which a clause tells of an honour: clauses without an end cost no more
_PART_MARKS = "，,；;：:"
_CUES = re.compile(either(words.HONOUR_CUES))
_NAMING = re.compile(either(words.NAMING))
_HONOUR = re.compile(either((*words.HONOUR_CUES, *words.NAMING)))
_NOT_DONE = re.compile(
    rf"(?:{either(event_words.NOT_SO)})(?:{either(event_words.BETWEEN)}|{either(words.HOW)})*"
    rf"(?:{either(words.DOING)})(?:{either(words.HOW)})*[“\"‘]?\Z"
)
_CAUSES, _EFFECTS = re.compile(either(words.CAUSES)), re.compile(either(words.EFFECTS))
_MODEL = re.compile(
    r"(?:试验|实验|示范|传承|特色|先进|标杆|样板|创新)(?:学校|校|基地|园|单位|班级)"
)  # of what a school is called
_WON = re.compile(
    r"[^，,。；;：:\n]{0,16}?(?:[特一二三]等奖|[金银铜]奖|优秀奖|[冠亚季]军|"
    r"[获夺摘捧斩荣][^，,。；;：:\n]{0,8}[奖名冠魁])"
)


def is_honour(document: Document, span: Span) -> bool:
    """Tell whether the name is that of an honour: quoted in a part that tells of one, or what 被评为 and 荣获 name."""
    text, clause = document.text, document.clause_at(span.start)
    if text.startswith("奖", span.end) or _MODEL.match(text, span.end) or _is_contest(text, span):
        return True
    first, last = max(clause.start, span.start - _NEAR), min(clause.end, span.end + _NEAR)
    if not _HONOUR.search(text, first, last):
        return False
    part, quoted = _part(text, Span(first, last), span), _in_quotes(text, clause, span)
    if quoted:
        return _CUES.search(text, part.start, part.end) is not None
    named = _NAMING.search(text, part.start, span.start)
    return named is not None and text.startswith(words.AFTER_HONOUR, span.end)


def _is_contest(text: str, span: Span) -> bool:
    """Tell whether somebody won something there: 全市中小学生艺术展演|一等奖, “精品课”评选|中获二等奖."""
    end = span.end + (text[span.end : span.end + 1] in CLOSING_QUOTES)
    if text.startswith(words.MATCHES, end):
        return True
    contest = text.endswith(words.CONTESTS, span.start, span.end)
    return contest and _WON.match(text, span.end) is not None


def is_denied(document: Document, span: Span) -> bool:
    """Tell whether the words before the program say that it is not worked on: 尚未实施“春苗”工程."""
    return _NOT_DONE.search(document.text[max(0, span.start - 16) : span.start]) is not None


def is_blamed(document: Document, span: Span) -> bool:
    """Tell whether the part names the program only as the cause of something: 因撤点并校引起的大班额."""
    text, clause = document.text, document.clause_at(span.start)
    part = _part(text, Span(max(clause.start, span.start - _NEAR), min(clause.end, span.end + _NEAR)), span)
    if not _EFFECTS.search(text, span.end, part.end):
        return False
    return _CAUSES.search(text, part.start, span.start) is not None


def _in_quotes(text: str, clause: Span, span: Span) -> bool:
    """Tell whether a quotation is open where the name begins."""
    for at in range(span.start - 1, max(clause.start, span.start - 20) - 1, -1):
        if text[at] in OPENING_QUOTES or text[at] in CLOSING_QUOTES:
            return text[at] not in CLOSING_QUOTES - OPENING_QUOTES
    return False


def _part(text: str, near: Span, span: Span) -> Span:
    """Return the part that holds the name, of the text near it, with parts that go on listing: “甲”，“乙”荣获 …."""
    first, last = near
    start, end = span
    while start > first and (text[start - 1] not in _PART_MARKS or text[max(0, start - 2)] in CLOSING_QUOTES):
        start -= 1
    while end < last and (text[end] not in _PART_MARKS or text[end + 1 : end + 2] in OPENING_QUOTES):
        end += 1
    return Span(start, end)

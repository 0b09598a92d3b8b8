"""What a number measures: the shortest phrase of its clause that names it.

The phrase stands before the number (义务教育巩固率达到98.6%, 招聘教师128名), after it (126所学校开展课后服务,
招聘8名新教师), or was named by the figure before (…，提高2个百分点; …4108笔、3327万元).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.language import figure_words as words

_MARKS = "，,；;。！？：:\n"
_LINK = re.compile("(?:" + "|".join(sorted(map(re.escape, words.LINKS), key=len, reverse=True)) + ")$")
_LEAD = re.compile(
    r"(?:[\s、，,（(）)]|\d{4}[—–-]\d{4}学年(?:度)?|20\d\d年(?:度)?|\d{1,2}月(?:份)?(?:\d{1,2}日)?(?:底|末|初)?(?:前|以前|之前)?|到(?=20)|[^\W\d_a-zA-Z]{1,3}季学期(?:开学)?前?|"
    + "|".join(sorted(words.LEADING, key=len, reverse=True))
    + ")"
)
_CHANGE = re.compile("(" + "|".join(sorted(words.CHANGES, key=len, reverse=True)) + ")(?:了|约|近|至少)?$")
_COMPARED = re.compile(r"(?:同比|环比|(?:比|较|高于|低于)[^，,、]{0,12}?)$")
_VERB = re.compile("(?:" + "|".join(sorted(words.OPEN_VERBS, key=len, reverse=True)) + ")(?:了|成)?$")
_RIGHT_END = re.compile(r"[，,；;。！？：:、\n（(《“\"]")
_ADVERB = re.compile("(?:" + "|".join(sorted(words.ADVERBS, key=len, reverse=True)) + ")")
_PLAIN = re.compile(r"[“”\"‘’'「」\s]")
LONGEST = 24


class Phrase(NamedTuple):
    """The name of what is measured and the span that it was read from (of the text; empty where carried over).

    `change` tells that the number is by how much it changed.
    """

    name: str
    start: int
    end: int
    change: bool = False


def before(text: str, start: int, number_start: int) -> tuple[str, int, int]:
    """Return the noun phrase in text[start:number_start] that the number belongs to, with its span; empty if none.

    Links between noun and number and what leads the part are left out.
    """
    end = number_start
    while match := _LINK.search(text, start, end):
        if match.start() == end or match.end() != end:
            break
        end = match.start()
    while match := _LEAD.match(text, start, end):
        if match.end() == start:
            break
        start = match.end()
    return text[start:end].strip('“”" 、'), start, end


def changed(text: str, start: int, number_start: int) -> tuple[str, int] | None:
    """Return what the change is called and where the words for it begin: 较上年〔提高〕0.7个百分点."""
    match = _CHANGE.search(text, start, number_start)
    if match is None or match.end() != number_start:
        return None
    begin = match.start()
    compared = _COMPARED.search(text, start, begin)
    return words.CHANGES[match[1]], compared.start() if compared and compared.end() == begin else begin


def after(text: str, number_end: int, end: int) -> tuple[str, int]:
    """Return the phrase that follows the count, up to a mark, and where it ends."""
    stop = _RIGHT_END.search(text, number_end, end)
    until = stop.start() if stop else end
    # a quotation that opens the phrase belongs to it: 10个县级“名师工作室”
    if stop and stop[0] in '“"':
        closing = min(
            (at for at in (text.find("”", stop.end(), end), text.find('"', stop.end(), end)) if at >= 0), default=-1
        )
        if 0 <= closing - number_end <= LONGEST:
            rest = _RIGHT_END.search(text, closing + 1, end)
            until = rest.start() if rest else end
    return text[number_end:until].strip(), until


def verb_before(phrase: str) -> str:
    """Return the verb that a phrase ends with, if its object may follow the count (招聘〔8名〕新教师)."""
    match = _VERB.search(phrase)
    return match[0].removesuffix("了") if match else ""


def turned(following: str, noun_length: int) -> str:
    """Turn 义务教育学校全部开展课后服务 into 开展课后服务的义务教育学校; `noun_length` is where the noun ends."""
    noun, said = following[:noun_length], following[noun_length:]
    while match := _ADVERB.match(said):
        said = said[match.end() :]
    return f"{said}的{noun}" if said and noun else following


def tidy(name: str) -> str:
    """Return the label that figures of different documents meet under: no quotation marks, no blanks."""
    return _PLAIN.sub("", name).strip("，,、：:；;（）()")

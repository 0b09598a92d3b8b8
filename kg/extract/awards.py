"""Honours: who received what from whom (A被B授予“C”称号, A荣获C, A在C大赛中获二等奖2项、三等奖5项).

One claim for each recipient and honour. A rank or prize takes the name of its competition; what is praised, hoped for
or promised to others is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from kg.extract.parties import (
    Names,
    Party,
    covering,
    described,
    listed,
    names_of,
    part_end,
    part_start,
    subject_of_clause,
    subjects,
)
from kg.language import event_words as words
from kg.language.status import clause_status
from kg.model import Claim, Document, Dropped, Mention, Reason, Span, Status

if TYPE_CHECKING:
    from spacy.tokens import Doc

_RULE = "award"


def _either(forms: Iterable[str]) -> str:
    return "|".join(sorted(set(forms), key=len, reverse=True))


_TRIGGER = re.compile(
    rf"被(?P<grantor>[^，,。；;：:、被\n]{{0,30}}?)(?:(?P<commended>{_either(words.COMMENDATIONS)})|(?P<passive>{_either(words.PASSIVE_VERBS)}))"
    rf"|(?<![被奖])(?P<active>{_either((*words.STRONG_VERBS, *words.WEAK_VERBS))})(?!{_either(words.NOT_AFTER_WIN)})(?:了|过)?"
)
_GIVEN = re.compile(
    r"(?:由)?(?P<grantor>[^，,。；;、“《]{2,30}?)(?:颁发|授予|评选|表彰|公布|命名|认定|评定|发布|确定)(?:出)?的"
)
_TAIL = re.compile(r"(?:的)?(?:荣誉)?(?:称号|佳绩|好成绩|优异成绩|殊荣|荣誉|名单|荣誉称号)$")
_COUNT = re.compile(
    r"(?<!第)(?<![第\d一二三四五六七八九十])(?:\d{1,4}|[一二三四五六七八九十两]{1,3})(?:余)?(?:项|个|次|枚|人次|人|名|块|件|篇|节|所|家|位)$"
)
_RANK = re.compile(
    r"(?:团体|个人|综合|总分|女子组|男子组|小学组|初中组|高中组|中学组)?"
    r"(?:第[一二三四五六七八九十\d]{1,3}名?|[特一二三优]等奖|[金银铜][奖牌]|冠军|亚军|季军|优秀奖|最佳[\u4e00-\u9fff]{2,6}奖|优秀组织奖)"
)
_ENDS_IN_RANK = re.compile(_RANK.pattern + r"$")
_HONOUR = re.compile(rf"(?:{_either(words.HONOUR_HEADS)})$")
_QUOTED = re.compile(r"[^“《\"]{0,24}[“《\"][^“”《》\"]{2,40}[”》\"][\u4e00-\u9fff]{0,8}$")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_COMPETITION = re.compile(rf"(?:在|参加(?:了)?|于)([^，,。；;]{{2,50}}?(?:{_either(words.COMPETITIONS)})”?)(?=[中上里，,])|在([“《][^”》]{{2,20}}[”》])中")
_MARKS = "“”\"《》"
_LEADING = re.compile(r"(?:了|过|为|的)")
_ITEMS = re.compile(r"、|以及|和(?=[“《])|(?<=[”》])(?=[“《])")
_INDIRECT = ("组织", "推荐", "选送", "指导", "其中")


class _Honour(NamedTuple):
    name: str
    span: Span


def extract(doc: Doc, document: Document) -> Iterator[Claim | Dropped]:
    """Yield a claim for each honour of each recipient that a clause names."""
    names = names_of(doc, document)
    for sentence in document.sentences:
        for clause in sentence.clauses:
            yield from _in_clause(names, clause)


def _in_clause(names: Names, clause: Span) -> Iterator[Claim | Dropped]:
    text, free = names.text, clause.start
    matches = [one for one in _TRIGGER.finditer(text, *clause) if not names.shielded(one.start())]
    for number, match in enumerate(matches):
        begin = max(part_start(names, clause.start, match.start()), free)
        stop = part_end(names, match.end(), clause.end)
        following = matches[number + 1].start() if number + 1 < len(matches) else clause.end
        if following < stop:
            cut = text.rfind("、", match.end(), following)
            stop = cut if cut >= 0 else following
        honours = _honours(names, match, clause, stop)
        if not honours:
            continue
        free = stop + 1
        span = Span(match.start(), honours[-1].span.end)
        status, cue = clause_status(
            text[clause.start : clause.end],
            document_role(names, match.start()),
            at=match.start() - clause.start,
        )
        if status is Status.PLANNED:
            continue
        recipients = _recipients(names, clause, begin, match.start())
        if not recipients:
            yield Dropped(reason=Reason.NO_HOLDER, span=span, rule=_RULE, detail=text[span.start : span.end])
            continue
        grantor = _grantor(names, match)
        for recipient in recipients:
            for honour in honours:
                yield _claim(clause, match.start(), recipient, honour, grantor, cue)


def document_role(names: Names, position: int):  # type: ignore[no-untyped-def]
    return names.document.section_at(position).role

"""What an honour is called, and the claim that somebody has received it."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.extract.parties import Party, covering, itself_mention
from kg.language import event_words as words
from kg.language.patterns import either
from kg.model import Claim, Mention, SlotValue, Span, Status

_RULE = "award"
_TAIL = re.compile(
    r"等$|(?:的)?(?:荣誉)?(?:称号|证书|奖牌|牌匾|奖状|奖杯|佳绩|好成绩|优异成绩|殊荣|荣誉|名单|荣誉称号)$"
)
_COUNT = re.compile(
    r"(?<!第)(?<![第\d一二三四五六七八九十])(?:\d{1,4}|[一二三四五六七八九十两]{1,3})(?:余)?(?:项|个|次|枚|人次|人|名|块|件|篇|节|所|家|位)$"
)
HONOUR = re.compile(rf"(?:{either(words.HONOUR_HEADS)})$")
QUOTED = re.compile(r"[^“《\"]{0,24}[“《\"][^“”《》\"]{2,40}[”》\"][\u4e00-\u9fff]{0,8}$")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
MARKS = '“”"《》'


class Honour(NamedTuple):
    name: str
    span: Span


def award(clause: Span, recipient: Party, honour: Honour, grantor: Party | None, cue: str) -> Claim:
    slots: list[tuple[str, SlotValue]] = [("recipient", recipient.mention), ("awardName", honour.name)]
    holder = recipient.body if recipient.body is not None else _area(recipient.mention)
    if grantor is not None:
        slots.append(("grantor", grantor.mention))
    spans = [honour.span, recipient.span, *([recipient.body.span] if recipient.body is not None else [])]
    if holder is not None:
        slots.append(("holder", holder))
    if grantor is not None:
        spans.append(grantor.span)
    here = [span for span in spans if clause.start <= span.start and span.end <= clause.end]
    return Claim(
        kind="AwardStatement",
        slots=tuple(slots),
        span=covering(*here),
        clause=clause,
        rule=_RULE,
        status=Status.REPORTED,
        cue=cue,
    )


def _area(recipient: Mention) -> Mention | None:
    """Return the jurisdiction that answers for a recipient: itself, or for a counted group the one that reports."""
    if recipient.kind in {"Jurisdiction", "Township"}:
        return recipient
    if recipient.kind == "Described" and (not recipient.text or recipient.text[0] in words.NUMERALS):
        return recipient if not recipient.text else itself_mention(recipient.span)
    return None


def named_honour(text: str, piece: Span) -> str:
    """Return the honour's name: without what only says that it is one, how many there are, and enclosing marks."""
    name = text[piece.start : piece.end].strip()
    for _ in range(3):
        shorter = _COUNT.sub("", _TAIL.sub("", name))
        if shorter == name:
            break
        name = shorter
    if len(name) > 2 and name[0] in MARKS and name[-1] in MARKS and not any(mark in name[1:-1] for mark in MARKS):
        name = name[1:-1]
    fine = 2 <= len(name) <= 60 and len(_CHINESE.findall(name)) >= 2
    return name if fine else ""


def is_honour(name: str, verb: str, *, titled: object = None) -> bool:
    plain = name.strip(MARKS)
    office = plain.endswith(words.OFFICES) and not HONOUR.search(plain) and not QUOTED.match(name)
    if office or plain.endswith(words.NOT_HONOURS) or re.search(r"[的了](?![”》])", name):
        return False
    if titled or HONOUR.search(plain) or QUOTED.match(name):
        return True
    return verb not in words.WITH_NAMED_OBJECT and 3 <= len(plain) <= 40

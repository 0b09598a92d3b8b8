"""Who works together with whom: A与B签订协议, A与B、C与D结对帮扶, 与B等学校建立帮扶关系, 沪滇协作 with a place.

One claim for each relation, with all its parties; where the clause leaves one side unsaid it is the clause's subject,
else the jurisdiction that reports.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.extract.parties import (
    Names,
    Party,
    covering,
    itself_mention,
    listed,
    names_of,
    part_start,
    party,
    split,
    subject_of_clause,
    subjects,
    trimmed,
)
from kg.language import change_words as words
from kg.language.patterns import either
from kg.language.status import clause_status
from kg.model import Claim, Document, Dropped, Reason, SlotValue, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_RULE = "collaboration"
_AID_RULE = "collaboration-of-regions"


_DONE = r"(?:了|过)?"
_TIE = re.compile(
    rf"(?P<signed>(?:{either(words.SIGNING)}){_DONE}[^，,。；;]{{0,24}}?(?:{either(words.BINDING)})(?:书|框架协议|协议)?)"
    rf"|(?P<formed>(?:{either(words.FORMING)}){_DONE}[^，,。；;、]{{0,14}}?(?:{either(words.FORMED)}))"
    rf"|(?P<paired>{either(words.PAIRING)})"
)
_ETC = re.compile(r"等(?:[\u4e00-\u9fff\d]{0,8}?(?:学校|院校|高校|中学|小学|幼儿园|单位|企业|地区|地|校|园|家|所))?$")
_ADJECTIVE = re.compile(r"(?:相邻|邻近|对口|友好|结对|毗邻)的")
_SIGNS = re.compile(rf"(?:{either(words.SIGNING)}){_DONE}")
_FORMS = re.compile(rf"(?:{either(words.FORMING)}){_DONE}")
_REGIONS = re.compile(r"(?P<kind>(?:东西部|[\u4e00-\u9fff]{2})(?:教育)?(?:对口)?协作)")
_REACHING = re.compile(r"[到赴在]")


def extract(doc: Doc, document: Document) -> Iterator[Claim | Dropped]:
    """Yield a claim for each relation that a clause names."""
    names = names_of(doc, document)
    for sentence in document.sentences:
        for clause in sentence.clauses:
            found = list(_in_clause(names, clause))
            yield from found
            if not found:
                yield from _regions(names, clause)


def _in_clause(names: Names, clause: Span) -> Iterator[Claim | Dropped]:
    last_part = -1
    for match in _TIE.finditer(names.text, *clause):
        start = part_start(names, clause.start, match.start())
        if names.shielded(match.start()) or start == last_part:
            continue
        relations = list(_relations(names, clause, start, match.start()))
        if not relations:
            continue
        last_part = start
        for parties in relations:
            yield _claim(names, clause, parties, match, _kind(match))


def _kind(match: re.Match[str]) -> str:
    """Return the kind of relation in the text's words, without the verb that only makes it."""
    if match["signed"]:
        return _SIGNS.sub("", match[0], count=1) or match[0]
    if match["formed"] and not match[0].startswith(("共建", "合作共建", "联合共建")):
        return _FORMS.sub("", match[0], count=1)
    return match[0]


def _relations(names: Names, clause: Span, start: int, end: int) -> Iterator[tuple[Party, ...]]:
    """Return the parties of each relation before the verb; A与B、C与D are two."""
    links = [at for at in range(start, end) if names.text[at] in words.LINKS and not names.shielded(at)]
    links = [at for at in links if names.text[at] in "与同跟" or _between_names(names, at)]
    if not links:
        before = _behind_comma(names, clause, start, end)
        if before:
            yield before
        return
    if len(links) > 1 and "、" in names.text[links[0] : links[1]]:
        pieces, begin = [], start
        for left, right in pairwise(links):
            cut = names.text.rfind("、", left, right)
            pieces.append((begin, left, cut))
            begin = cut + 1
        pieces.append((begin, links[-1], end))
    else:
        pieces = [(start, links[0], end)]
    found = [_pair(names, clause, *piece) for piece in pieces]
    if all(found):
        yield from found


def _between_names(names: Names, at: int) -> bool:
    return at in names.by_end and at + 1 in names.by_start


def _pair(names: Names, clause: Span, start: int, link: int, end: int) -> tuple[Party, ...]:
    right = _others(names, link + 1, end)
    if not right:
        return ()
    span = trimmed(names.text, start, link)
    if span.start < span.end:
        left = subjects(names, start, link)
    else:
        carried = subject_of_clause(names, clause.start, start - 1) if start > clause.start else None
        left = (carried or Party(itself_mention(right[0].span)),)
    return (*left, *right) if left else ()


def _others(names: Names, start: int, end: int) -> tuple[Party, ...]:
    """Return the parties behind 与, adverbs and 等学校 left out."""
    text = names.text
    adjective = _ADJECTIVE.match(text, start, end)
    start = adjective.end() if adjective else start
    end = trimmed(text, start, end).end
    etc = _ETC.search(text, max(start, end - 12), end)
    if etc is None:
        return listed(names, start, end)
    read = (party(names, *piece) for piece in split(names, start, etc.start()))
    return tuple(one for one in read if one is not None)  # 等 says that the list is not whole


def _behind_comma(names: Names, clause: Span, start: int, end: int) -> tuple[Party, ...]:
    """A与B，C签订协议: a list whose members stand on both sides of a comma."""
    here = names.by_start.get(start)
    if here is None or start - 1 <= clause.start or names.text[start - 1] not in "，,":
        return ()
    right = subjects(names, start, end)
    begin = part_start(names, clause.start, start - 1)
    links = [at for at in range(begin, start - 1) if names.text[at] in "与同" and not names.shielded(at)]
    if not right or len(links) != 1 or start - 1 not in names.by_end:
        return ()
    left, middle = subjects(names, begin, links[0]), _others(names, links[0] + 1, start - 1)
    return (*left, *middle, *right) if left and middle else ()


def _claim(names: Names, clause: Span, parties: tuple[Party, ...], match: re.Match[str], kind: str) -> Claim | Dropped:
    text = names.text
    spans = [one.span for one in parties if clause.start <= one.span.start and one.span.end <= clause.end]
    span = covering(*spans, Span(*match.span()))
    role = names.document.section_at(match.start()).role
    status, cue = clause_status(text[clause.start : clause.end], role, at=match.start() - clause.start)
    if status is None:
        return Dropped(reason=Reason.NO_STATUS, span=span, rule=_RULE, detail=text[span.start : span.end])
    slots: list[tuple[str, SlotValue]] = [("party", one.mention) for one in parties]
    slots.append(("collaborationKind", kind))
    if parties[0].body is not None:
        slots.append(("holder", parties[0].body))
    return Claim(kind="Collaboration", slots=tuple(slots), span=span, clause=clause, rule=_RULE, status=status, cue=cue)


def _regions(names: Names, clause: Span) -> Iterator[Claim | Dropped]:
    """沪滇协作…徐汇区选派教师: the one that reports and the place of another province that the clause names."""
    text = names.text
    match = _REGIONS.search(text, *clause)
    if match is None or names.shielded(match.start()):
        return
    if not any(word in text[match.end() : clause.end] for word in words.AID):
        return
    found = [one for one in names.between(match.end(), clause.end) if one.kind in {"Jurisdiction", "School"}]
    place = next((one for one in found if one.kind == "Jurisdiction"), None)
    if place is None:
        return
    reached = (one for one in found if one.span.start > place.span.end and _REACHING.match(text, one.span.start - 1))
    school = next((one for one in reached if one.kind == "School"), None)
    own = Party(school, school) if school is not None else Party(itself_mention(place.span))
    yield _claim(names, clause, (own, Party(place)), match, match["kind"])

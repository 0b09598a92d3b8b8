"""Who works together with whom: A与B签订协议, A、B联合举办, A联合B开展, A主办、B承办, 沪滇协作 with a place.

A与B、C与D结对帮扶 are two relations, and in 与B等学校建立帮扶关系 only B is named.
One claim for each relation, with all its parties; where the clause leaves one side unsaid it is the clause's subject,
else the jurisdiction that reports.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.extract.names import Names, names_of
from kg.extract.parties import (
    BODIES,
    Party,
    covering,
    denied,
    itself_mention,
    listed,
    party,
    row_before,
    row_behind,
    split,
    subject_of_clause,
    subjects,
    trimmed,
)
from kg.language import change_words as words
from kg.language import event_words
from kg.language.patterns import either
from kg.language.status import clause_status
from kg.model import Claim, Document, Dropped, Reason, Role, SlotValue, Span, Status

if TYPE_CHECKING:
    from spacy.tokens import Doc

_RULE = "collaboration"
_NOT_WITH = re.compile(rf"(?:{either(event_words.NOT_SO)})(?:{either(words.LINKS)})")  # 尚未与…签订
_AID_RULE = "collaboration-of-regions"


_DONE = r"(?:了|过)?"
_TIE = re.compile(
    rf"(?P<signed>(?:{either(words.SIGNING)}){_DONE}[^，,。；;]{{0,24}}?(?:{either(words.BINDING)})(?:书|框架协议|协议)?)"
    rf"|(?P<formed>(?:{either(words.FORMING)}){_DONE}[^，,。；;、]{{0,14}}?(?:{either(words.FORMED)}))"
    rf"|(?P<paired>{either(words.PAIRING)})"
    rf"|(?P<joint>(?:{either(words.JOINTLY)})(?:{either(words.JOINT_DEEDS)}))"
)
_JOINING = re.compile(either(words.JOINING))
_HOSTING = re.compile(either(words.HOSTING))
_DEED = re.compile(either(words.JOINT_DEEDS))
_ABOVE = re.compile(
    r"(?:上述|以上|前述)(?P<counted>[一二两三四五六七八九十\d]{1,3}[家所个][\u4e00-\u9fff]{2,4}?)(?=[为开共联在对向组，,])"
)
_OURS = re.compile(r"我们|我局")
_CUE = re.compile(either((*words.SIGNING, *words.FORMING, *words.PAIRING, *words.JOINTLY, *words.HOSTING, "协作")))
_ETC = re.compile(
    r"等(?:[\u4e00-\u9fff\d]{0,8}?(?:学校|院校|高校|中学|小学|幼儿园|单位|部门|机构|企业|地区|地|校|园|家|所))?$"
)
_ADJECTIVE = re.compile(r"(?:相邻|邻近|对口|友好|结对|毗邻)的")
_SIGNS = re.compile(rf"(?:{either(words.SIGNING)}){_DONE}")
_FORMS = re.compile(rf"(?:{either(words.FORMING)}){_DONE}")
_REGIONS = re.compile(r"(?P<kind>(?:东西部|[\u4e00-\u9fff]{2})(?:教育)?(?:对口)?协作)")
_FAR = 60  # from the other party to the word that says what is done
_ABOVE_REACH = 800  # how far back the list may stand that 上述三家单位 means
_REACHING = re.compile(r"[到赴在]")


def extract(doc: Doc, document: Document) -> Iterator[Claim | Dropped]:
    """Yield a claim for each relation that a clause names."""
    names = names_of(doc, document)
    for clause in names.clauses_with(_CUE):
        found = [*_in_clause(names, clause), *_joined(names, clause), *_hosted(names, clause)]
        yield from found
        if not found:
            yield from _regions(names, clause)


def _in_clause(names: Names, clause: Span) -> Iterator[Claim | Dropped]:
    last_part = -1
    for match in _TIE.finditer(names.text, *clause):
        start = names.part_start(clause.start, match.start())
        if names.shielded(match.start()) or start == last_part:
            continue
        relations = list(_relations(names, clause, start, match.start()))
        if match["joint"]:
            relations = _together(names, start, match.start()) or [one for one in relations if len(one) > 1]
        if not relations:
            continue
        last_part = start
        for parties in relations:
            yield _claim(names, clause, parties, match, _kind(match))


def _joined(names: Names, clause: Span) -> Iterator[Claim | Dropped]:
    """A联合B、C开展: a subject that is named, and the bodies behind the verb, all of them or up to 等."""
    for match in _JOINING.finditer(names.text, *clause):
        if names.shielded(match.start()):
            continue
        right, end = _behind(names, match.end())
        if not right or names.text.startswith(("的", "、"), end):
            continue
        start = names.part_start(clause.start, match.start())
        left = _before(names, clause, start, match.start())
        if left:
            deed = _DEED.search(names.text, end, min(clause.end, end + _FAR))
            yield _claim(names, clause, (*left, *right), match, match[0] + (deed[0] if deed else ""))


def _before(names: Names, clause: Span, start: int, end: int) -> tuple[Party, ...]:
    """Return who joins others: the words before the verb, else the subject of the parts before."""
    span = trimmed(names.text, start, end)
    if span.start == span.end:
        carried = subject_of_clause(names, clause.start, start - 1) if start > clause.start else None
        return (carried,) if carried is not None and carried.body is not None else ()
    if _OURS.fullmatch(names.text, *span):
        speaker = names.last_before(span.start, BODIES)
        return (Party(speaker, speaker),) if speaker is not None else ()
    return subjects(names, start, end)


def _behind(names: Names, start: int) -> tuple[tuple[Party, ...], int]:
    """Return the bodies of a list that begins at `start`, or that 上述三家单位 there means, and where it ends."""
    above = _ABOVE.match(names.text, start)
    if above is None:
        return row_behind(names, start)
    listed_at = names.text.rfind(f"等{above['counted']}", max(0, start - _ABOVE_REACH), start)
    return row_before(names, listed_at), above.end()


def _hosted(names: Names, clause: Span) -> Iterator[Claim | Dropped]:
    """A主办、B承办，C协办: the first hosts, the others carry out."""
    text, free = names.text, clause.start
    found: list[tuple[Party, re.Match[str]]] = []
    for match in _HOSTING.finditer(text, *clause):
        if names.shielded(match.start()):
            continue
        start = max(names.part_start(clause.start, match.start()), free)
        start = max(start, text.rfind("由", start, match.start()) + 1)
        here = subjects(names, start, match.start())
        found.extend((one, match) for one in here)
        free = match.end() + text.startswith(("、", "，"), match.end())
    if len(found) > 1 and len({match.start() for _, match in found}) > 1:
        yield _claim(names, clause, tuple(one for one, _ in found), found[-1][1], "主办承办")


def _together(names: Names, start: int, end: int) -> list[tuple[Party, ...]]:
    """A、B、C联合举办: all who are listed before the cue, up to 等."""
    found = _others(names, trimmed(names.text, start, end).start, end, whole=True)
    return [found] if len(found) > 1 else []


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


def _others(names: Names, start: int, end: int, *, whole: bool = False) -> tuple[Party, ...]:
    """Return the parties behind 与, adverbs and 等学校 left out; `whole` where none may be unnamed."""
    text = names.text
    adjective = _ADJECTIVE.match(text, start, end)
    start = adjective.end() if adjective else start
    end = trimmed(text, start, end).end
    end -= next((len(verb) for verb in words.MEETING if text.endswith(verb, start, end)), 0)
    etc = _ETC.search(text, max(start, end - 12), end)
    if etc is None or whole:
        return listed(names, start, etc.start() if etc else end)
    read = (party(names, *piece) for piece in split(names, start, etc.start()))
    return tuple(one for one in read if one is not None)  # 等 says that the list is not whole


def _behind_comma(names: Names, clause: Span, start: int, end: int) -> tuple[Party, ...]:
    """A与B，C签订协议: a list whose members stand on both sides of a comma."""
    here = names.by_start.get(start)
    if here is None or start - 1 <= clause.start or names.text[start - 1] not in "，,":
        return ()
    right = subjects(names, start, end)
    begin = names.part_start(clause.start, start - 1)
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
    if status is None and role is Role.NEUTRAL:  # news of two that are named
        status, cue = Status.REPORTED, match[0]
    if status is None or denied(text, match.start()) or _NOT_WITH.search(text, span.start, match.start()):
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
    while (within := names.by_start.get(place.span.end)) is not None and within.kind == "Jurisdiction":
        place = within
    reached = (one for one in found if one.span.start > place.span.end and _REACHING.match(text, one.span.start - 1))
    school = next((one for one in reached if one.kind == "School"), None)
    own = Party(school, school) if school is not None else Party(itself_mention(place.span))
    yield _claim(names, clause, (own, Party(place)), match, match["kind"])

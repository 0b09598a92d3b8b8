"""Who works together with whom: A与B签订协议, A、B联合举办, A联合B开展, A主办、B承办, 沪滇协作 with a place.

A与B、C与D结对帮扶 are two relations, and in 与B等学校建立帮扶关系 only B is named.
One claim for each relation, with all its parties; where the clause leaves one side unsaid it is the clause's subject,
else the jurisdiction that reports.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.names import Names, names_of
from kg.extract.parties import (
    BODIES,
    Party,
    covering,
    denied,
    itself_mention,
    listed,
    row_before,
    row_behind,
    subject_of_clause,
    subjects,
    trimmed,
)
from kg.extract.partners import others, relations
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
    rf"(?P<signed>(?:{either(words.SIGNING)}){_DONE}[^，,。；;]{{0,24}}?(?:{either(words.BINDING)})(?:书|[^，,。；;、和与“”]{{0,6}}?(?:协议书?|合同|备忘录))?)"
    rf"|(?P<formed>(?:{either(words.FORMING)}){_DONE}[^，,。；;、]{{0,14}}?(?:{either(words.FORMED)}))"
    rf"|(?P<paired>{either(words.PAIRING)}|签约(?=[，。；、,\n]|$)"
    r"|开展了?[^，,。；;、]{0,8}?(?:合作|协作|共建)(?=[，,。；;\n]|$))"
    rf"|(?P<joint>(?:{either(words.JOINTLY)})(?:{either(words.JOINT_DEEDS)}))"
)
_JOINING = re.compile(either(words.JOINING))
_HOSTING = re.compile(either(words.HOSTING))
_DEED = re.compile(either(words.JOINT_DEEDS))
_ABOVE = re.compile(
    r"(?:上述|以上|前述)(?P<counted>[一二两三四五六七八九十\d]{1,3}[家所个][\u4e00-\u9fff]{2,4}?)(?=[为开共联在对向组，,])"
)
_OURS = re.compile(r"我们|我局")
_CUE = re.compile(
    either(
        (
            *words.SIGNING, *words.FORMING, *words.PAIRING, *words.JOINTLY, *words.HOSTING, *words.JOINING,
            *words.RUN_BY,
            *words.ENTERING, *words.TAKING_IN, "协作",
        )
    )
)  # fmt: skip
_RUN_BY = re.compile(rf"由(?P<who>[^，,。；;]{{4,30}}?)(?:整体|全面|全程)?(?:{either(words.RUN_BY)})")
_ENTERING = re.compile(rf"(?:{either(words.ENTERING)})了?")
_HEADED = re.compile(rf"以(?P<head>[^，,。；;]{{3,20}}?)为(?:{either(words.HEADING)})")
_TAKING_IN = re.compile(rf"(?:{either(words.TAKING_IN)})了?")
_PARTNERING = re.compile(either(words.PARTNERING))
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
        found += [*_run_by(names, clause), *_entered(names, clause), *_headed(names, clause)]
        if not found:
            found += _side_by_side(names, clause)
        yield from found
        if not found:
            yield from _regions(names, clause)


def _in_clause(names: Names, clause: Span) -> Iterator[Claim | Dropped]:
    last_part = -1
    for match in _TIE.finditer(names.text, *clause):
        start = names.part_start(clause.start, match.start())
        if names.shielded(match.start()) or start == last_part:
            continue
        sides = list(relations(names, clause, start, match.start()))
        if match["joint"]:
            sides = _together(names, start, match.start()) or [one for one in sides if len(one) > 1]
        elif match["formed"] and match[0].endswith(words.ARRANGED):
            sides = [one for one in sides if one[0].mention.text or one[0].span != one[1].span]
        if match["formed"] and not sides:
            sides = [one for one in _together(names, start, match.start()) if all(map(_is_body, one))]
        if not sides:
            continue
        last_part = start
        for parties in sides:
            yield _claim(names, clause, parties, match, _kind(match))


def _is_body(one: Party) -> bool:
    return one.body is not None or one.mention.kind == "Organization"


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


def _run_by(names: Names, clause: Span) -> Iterator[Claim | Dropped]:
    """A由B托管: who is run, and who runs it."""
    for match in _RUN_BY.finditer(names.text, *clause):
        start = names.part_start(clause.start, match.start())
        left = _before(names, clause, start, match.start())
        right = others(names, *match.span("who"))
        if not names.shielded(match.start()) and len(left) == len(right) == 1:
            yield _claim(names, clause, (*left, *right), match, match[0][match.end("who") - match.start() :])


def _entered(names: Names, clause: Span) -> Iterator[Claim | Dropped]:
    """A加入B教育集团: a school and the union of schools that takes it in."""
    for match in _ENTERING.finditer(names.text, *clause):
        union = names.by_start.get(match.end())
        if names.shielded(match.start()) or union is None or not union.text.endswith(words.UNIONS):
            continue
        left = _before(names, clause, names.part_start(clause.start, match.start()), match.start())
        if len(left) == 1 and left[0].mention.kind == "School":
            yield _claim(names, clause, (*left, Party(union)), match, match[0] + "教育集团")


def _headed(names: Names, clause: Span) -> Iterator[Claim | Dropped]:
    """以A为龙头…，吸纳B、C: who heads a union, and whom it takes in."""
    for match in _HEADED.finditer(names.text, *clause):
        head = listed(names, *match.span("head"))
        taking = _TAKING_IN.search(names.text, match.end(), clause.end)
        right = row_behind(names, taking.end())[0] if taking else ()
        if head and right:
            yield _claim(names, clause, (*head, *right), match, "共同体")


def _side_by_side(names: Names, clause: Span) -> Iterator[Claim | Dropped]:
    """A与B、C与D等…互换结对协议: schools with 与 right between them, where the clause says that they are partners."""
    tie = next((one for one in _PARTNERING.finditer(names.text, *clause)), None)
    if tie is None:
        return
    for left in names.between(*clause):
        right = names.by_start.get(left.span.end + 1)
        if right is None or names.text[left.span.end] not in "与同" or right.span.end > clause.end:
            continue
        if left.kind == right.kind == "School":
            yield _claim(names, clause, (Party(left, left), Party(right, right)), tie, tie[0])


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
    found = others(names, trimmed(names.text, start, end).start, end, whole=True)
    return [found] if len(found) > 1 else []


def _kind(match: re.Match[str]) -> str:
    """Return the kind of relation in the text's words, without the verb that only makes it."""
    if match["signed"]:
        return _SIGNS.sub("", match[0], count=1) or match[0]
    if match["formed"] and not match[0].startswith(("共建", "合作共建", "联合共建")):
        return _FORMS.sub("", match[0], count=1)
    return match[0]


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

"""What becomes of schools and bodies: moved, merged, renamed, opened, closed, converted.

A claim needs a subject that can be named (县第一小学, 五中、六中初中部, 10人以下教学点); what it becomes is the object.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.changed import ABOLISHING, SITE, changed, named_before, opened, with_parts
from kg.extract.names import Names, names_of
from kg.extract.parties import ACTORS, BODIES, REACH, Party, covering, denied, described, party, row_behind, subjects
from kg.language import change_words as words
from kg.language.patterns import either
from kg.language.status import clause_status
from kg.model import Claim, Document, Dropped, Mention, Reason, Role, SlotValue, Span, Status

if TYPE_CHECKING:
    from spacy.tokens import Doc

_RULE = "organisational-change"


_BECOMING = (*words.MOVES, *words.RENAMES, *words.MERGES, *words.UNITES, *words.CONVERTS, *words.SERVES_AS)
_CUE = re.compile(
    either(
        (
            *_BECOMING, *words.OPENS, *words.CLOSES, *words.MOVED, *words.ABOLISH, *words.FOUNDS, *words.UNITING,
            *words.TURNS, *words.APART, *words.OPENING, words.MERGING,
        )
    )
)  # fmt: skip
_BECOMES = re.compile(
    rf"(?:整体)?(?:(?P<move>{either(words.MOVES)})|(?P<rename>{either(words.RENAMES)})"
    rf"|(?P<merge>{either(words.MERGES)})"
    rf"|(?P<unite>{either(words.UNITES)})|(?P<convert>{either(words.CONVERTS)})|(?P<serve>{either(words.SERVES_AS)}))(?:了)?"
)
# A与B实行合并, 与B合并
_JOINED = re.compile(r"与(?P<into>[^，,。；;、：:\n]{3,24}?)(?:实行|进行|正式|整体)?合并(?:办学)?(?=[，,。；;\n]|$)")
_SERVING = re.compile(rf"(?:{either(words.SERVING)})")
_HAPPENS = re.compile(
    rf"(?P<open>{either(words.OPENS)})|(?P<close>{either(words.CLOSES)})|(?P<move>{either(words.MOVED)})"
)
_HAPPENS_END = re.compile(r"了?(?=[，,。；;、\n]|$|并|和|仪式|大会)")
_OPENING = re.compile(rf"(?:{either(words.OPENING)})了?")
_RESOLVED = re.compile(either(words.RESOLVED))
_UNITING = re.compile(rf"(?:{either(words.UNITING)})了?")
_TURNS = re.compile(
    rf"(?:{either(words.TURNS)})了?(?P<into>(?:{either(words.ALONE)})?的?(?:{either(words.OWNED)}))(?=[，,。；;、\n]|$|并|和|[\u4e00-\u9fff]?办)"
)
_APART = re.compile(rf"(?:{either(words.APART)})[，,]?(?:并)?(?:{either(words.NAMED)})[“]?")
_DESCRIBES = re.compile(r"(?:崭?新(?:落成|建成|建|启用)?的|公办的?|民办的?|现在的|现)")
_MADE_OF = re.compile(r"以[^，,。；;]{2,20}为[\u4e00-\u9fff]{1,6}的")
_ABOLISHES = re.compile(
    rf"(?:{either(words.ABOLISH)})(?:了)?(?P<what>(?![至到入为后])[^，,。；;：:的\n]{{0,20}}?(?:{either(words.ABOLISHED)}))"
    r"(?=\d|[，,。；;、\n]|$|[一二三四五六七八九十两]{1,2}[个所处])"
)
_FOUNDS = re.compile(rf"(?:{either(words.FOUNDS)})了?")
_FOUNDED = re.compile(
    rf"(?![\d一二两三四五六七八九十各多数新专相这首])[\u4e00-\u9fff]{{1,12}}?(?:{either(words.FOUNDED)})"
)
_COMMON = re.compile(rf"(?:{either(words.COMMON)})+")  # 城乡教育共同体: a kind, and no name
_NAME_ENDS = re.compile(r"[，,。；;、\n（(]|$|和|并|以")
_CHANGING = ACTORS | {"Described"}
_PROPOSED = re.compile(either(words.WISHED))
_WISHED = re.compile(rf"(?:{either(words.WISHED)})[\u4e00-\u9fff]{{0,6}}$")
_COUNT = re.compile(r"^(?:\d{1,4}|[一二三四五六七八九十两]{1,3})(?:余)?[个所处]")
_PLACE = re.compile(rf"(?:原|新|新建|老)?[^，,。；;、的]{{0,20}}?(?:{either(words.PLACES)})")


def extract(doc: Doc, document: Document) -> Iterator[Claim | Dropped]:
    """Yield a claim for each change of each subject that a clause names."""
    names = names_of(doc, document)
    told = set()
    for claim in _all(names):
        same = _sameness(claim)
        if same is None or same not in told:
            yield claim
        told.add(same)


def _sameness(claim: Claim | Dropped) -> tuple[object, ...] | None:
    """Return what makes a change of a named body the same as one that was told before: a headline and its text."""
    if isinstance(claim, Dropped):
        return None
    slots = dict(claim.slots)
    subject, thing = slots["subject"], slots.get("object")
    if not isinstance(subject, Mention) or subject.kind not in ACTORS:
        return None
    return claim.status, slots["changeKind"], subject.text, thing.text if isinstance(thing, Mention) else ""


def _all(names: Names) -> Iterator[Claim | Dropped]:
    for clause in names.clauses_with(_CUE):
        yield from _becoming(names, clause)
        yield from _joined(names, clause)
        yield from _happening(names, clause)
        yield from _abolished(names, clause)
        yield from _founded(names, clause)
        yield from _put_to_use(names, clause)
        yield from _turned(names, clause)
        yield from _united(names, clause)
        yield from _set_apart(names, clause)


def _becoming(names: Names, clause: Span) -> Iterator[Claim | Dropped]:
    """A更名为B, A整体并入B, A和B合并为C, A作为独立高中开始运行."""
    text, free = names.text, clause.start
    previous: tuple[Party, ...] = ()
    for match in _BECOMES.finditer(text, *clause):
        if names.shielded(match.start()):
            continue
        start = max(names.part_start(clause.start, match.start()), free)
        stop = names.part_end(match.end(), clause.end)
        listed = text.find("、", match.end(), stop)
        following = _BECOMES.search(text, match.end(), stop)
        if following and 0 <= listed < following.start():
            stop, free = listed, listed + 1
        also = text.startswith("并", match.start() - 1)
        found = previous if also and previous else changed(names, clause, start, match.start())
        thing = _object(names, match.end(), stop)
        if not found or thing is None or _TURNS.match(text, match.start()):
            continue
        if match["serve"] and not _SERVING.search(text, thing.span.end, clause.end):
            continue
        previous = found
        kind = match.lastgroup or ""
        kind = {"unite": "merge", "serve": "convert"}.get(kind, kind)
        for one in found:
            yield _claim(names, clause, kind, one, thing, match)


def _joined(names: Names, clause: Span) -> Iterator[Claim | Dropped]:
    """A与B合并, A：与B合并."""
    for match in _JOINED.finditer(names.text, *clause):
        into = party(names, *match.span("into"))
        if names.shielded(match.start()) or into is None or into.mention.kind != "School":
            continue
        start = names.part_start(clause.start, match.start())
        if _PROPOSED.search(names.text, start, match.start()):
            continue
        for one in changed(names, clause, start, match.start()):
            yield _claim(names, clause, "merge", one, into, match)


def _turned(names: Names, clause: Span) -> Iterator[Claim | Dropped]:
    """A转为公办, 把A收归公有: what owns a school changes, and its name need not."""
    for match in _TURNS.finditer(names.text, *clause):
        if names.shielded(match.start()):
            continue
        start = names.part_start(clause.start, match.start())
        becomes = _BECOMES.search(names.text, start, match.start())
        end = becomes.start() if becomes else match.start()  # 更名为某小学并|转为公办
        thing = Party(described(names, *match.span("into")))
        for one in changed(names, clause, start, end):
            yield _claim(names, clause, "convert", one, thing, match)


def _united(names: Names, clause: Span) -> Iterator[Claim | Dropped]:
    """A与B组建C: schools that make a new one."""
    for match in _UNITING.finditer(names.text, *clause):
        made = names.by_start.get(match.end())
        if names.shielded(match.start()) or made is None or made.kind != "School":
            continue
        found = named_before(names, names.part_start(clause.start, match.start()), match.start())
        for one in found if len(found) > 1 else ():
            yield _claim(names, clause, "merge", one, Party(made), match)


def _set_apart(names: Names, clause: Span) -> Iterator[Claim | Dropped]:
    """某校区独立设置，定名为A: a part of a school becomes a school of its own."""
    for match in _APART.finditer(names.text, *clause):
        made = names.by_start.get(match.end())
        if made is not None and made.kind == "School" and not names.shielded(match.start()):
            yield _claim(names, clause, "open", Party(made, made), None, match)


def _object(names: Names, start: int, stop: int) -> Party | None:
    """Return what a subject becomes, or where to: an entity at the very start, else a place or kind of school."""
    describes = _DESCRIBES.match(names.text, start, stop)
    start = describes.end() if describes else start
    named = names.by_start.get(start)
    if named is not None and named.kind in {"School", "EducationAuthority", "Organization"}:
        site = SITE.match(names.text, named.span.end, stop)
        if site is None:
            return Party(named)
        return Party(described(names, start, site.end()))
    match = _PLACE.match(names.text, start, stop)
    if match is None:
        return None
    return Party(described(names, *match.span()))


def _happening(names: Names, clause: Span) -> Iterator[Claim | Dropped]:
    """A建成招生, A停止招生, A实现了整体搬迁."""
    text, free = names.text, clause.start
    for match in _HAPPENS.finditer(text, *clause):
        kind = match.lastgroup or ""
        becomes = _BECOMES.match(text, match.start())  # 撤销并入
        if names.shielded(match.start()) or becomes or not _HAPPENS_END.match(text, match.end()):
            continue
        start = max(names.part_start(clause.start, match.start()), free)
        if kind != "open":
            found = with_parts(names, start, match.start()) or changed(names, clause, start, match.start())
            told = [(one, None) if isinstance(one, Party) else one for one in found]
            things = [one for one in told if one[0].mention.kind in _CHANGING]
        else:
            able = ACTORS if match[0].endswith(words.CONSTITUTED) else {"School"}
            new = opened(names, clause, start, match.start())
            things = [(one, None) for one in new if one.mention.kind in able]
        for one, thing in things:
            yield _claim(names, clause, kind, one, thing, match)


def _abolished(names: Names, clause: Span) -> Iterator[Claim | Dropped]:
    """撤并10人以下教学点9个, 撤销A小学、B教学点."""
    for match in _ABOLISHES.finditer(names.text, *clause):
        begin = names.part_start(clause.start, match.start())
        if names.shielded(match.start()) or _WISHED.search(names.text, begin, match.start()):
            continue
        start, end = match.span("what")
        count = _COUNT.match(names.text[start:end])
        start += count.end() if count else 0
        row, stop = row_behind(names, start)
        whole = _NAME_ENDS.match(names.text, stop) or names.text.startswith("等", stop)
        if not row or not whole or any(one.mention.kind != "School" for one in row):
            row = (Party(described(names, start, end)),)
        for one in row:
            yield _claim(names, clause, "close", one, None, match)


def _founded(names: Names, clause: Span) -> Iterator[Claim | Dropped]:
    """A成立B书院: what is new is the subject, and who founds it answers for it where it doesn't itself."""
    text = names.text
    for match in _FOUNDS.finditer(text, *clause):
        start = names.part_start(clause.start, match.start())
        if names.shielded(match.start()) or _WISHED.search(text, start, match.start()):
            continue
        new = _new(names, match.end(), clause.end)
        if not new:
            continue
        founders = subjects(names, start, match.start())
        if len(founders) > 1 and new[0].mention.kind == "School" and _UNITING.match(text, match.start()):
            continue  # they become it
        for one in new:
            by = founders[0].body if one.body is None and len(founders) == 1 else one.body
            yield _claim(names, clause, "open", one._replace(body=by), None, match)


def _put_to_use(names: Names, clause: Span) -> Iterator[Claim | Dropped]:
    """建成投用A、B: schools behind the verb that opens them, alone or up to 等."""
    for match in _OPENING.finditer(names.text, *clause):
        row, end = row_behind(names, match.end())
        whole = _NAME_ENDS.match(names.text, end) or names.text.startswith("等", end)
        if names.shielded(match.start()) or not whole or not all(one.mention.kind == "School" for one in row):
            continue
        for one in row:
            yield _claim(names, clause, "open", one, None, match)


def _new(names: Names, start: int, stop: int) -> tuple[Party, ...]:
    """Return the bodies whose whole names begin at `start`: a list of schools, one body, or one by its head (书院)."""
    made_of = _MADE_OF.match(names.text, start, stop)
    start = made_of.end() if made_of else start
    named = names.by_start.get(start)
    row, end = row_behind(names, start)
    if len(row) > 1 and all(one.mention.kind == "School" for one in row) and _NAME_ENDS.match(names.text, end):
        return row
    if (
        named is not None
        and named.kind in ACTORS
        and not named.text.endswith((*words.TRADING, *words.PASSING))
        and _NAME_ENDS.match(names.text, named.span.end)
    ):
        return (Party(named, named if named.kind in BODIES else None),)
    called = _FOUNDED.match(names.text, start, stop)
    known = named is not None and named.kind != "Jurisdiction"
    if called is None or known or _COMMON.fullmatch(called[0]) or not _NAME_ENDS.match(names.text, called.end()):
        return ()
    return (Party(described(names, *called.span())),)


def _status_alone(names: Names, clause: Span, one: Party, match: re.Match[str]) -> tuple[Status | None, str]:
    """Return the status where neither clause nor section tells it: what is resolved is planned, what happens reported.

    An order to close (撤销某教学点) tells neither by itself.
    """
    text = names.text
    if _WISHED.search(text, names.part_start(clause.start, match.start()), match.start()):
        return None, ""
    paragraph = names.document.paragraphs[names.document.sentences[names.document.sentence_at(clause.start)].paragraph]
    resolved = _RESOLVED.search(text, max(paragraph.start, match.start() - REACH), match.start())
    if resolved is not None:
        return Status.PLANNED, resolved[0]
    return (
        (None, "")
        if ABOLISHING.match(text, match.start()) and one.span.start > match.start()
        else (Status.REPORTED, match[0])
    )


def _claim(
    names: Names, clause: Span, kind: str, one: Party, thing: Party | None, match: re.Match[str]
) -> Claim | Dropped:
    text = names.text
    span = covering(one.span, Span(*match.span()), *([thing.span] if thing is not None else []))
    if denied(text, match.start()):
        return Dropped(reason=Reason.NO_STATUS, span=span, rule=_RULE, detail=text[span.start : span.end])
    role = names.document.section_at(match.start()).role
    status, cue = clause_status(text[clause.start : clause.end], role, at=match.start() - clause.start)
    if status is None and role is Role.NEUTRAL:
        status, cue = _status_alone(names, clause, one, match)
    if status is None:
        return Dropped(reason=Reason.NO_STATUS, span=span, rule=_RULE, detail=text[span.start : span.end])
    slots: list[tuple[str, SlotValue]] = [("changeKind", kind), ("subject", one.mention)]
    if thing is not None:
        slots.append(("object", thing.mention))
    if one.body is not None:
        slots.append(("holder", one.body))
    return Claim(
        kind="OrganisationalChange", slots=tuple(slots), span=span, clause=clause, rule=_RULE, status=status, cue=cue
    )

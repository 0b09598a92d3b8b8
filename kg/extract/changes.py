"""What becomes of schools and bodies: moved, merged, renamed, opened, closed, converted.

A claim needs a subject that can be named (县第一小学, 五中、六中初中部, 10人以下教学点); what it becomes is the object.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.names import Names, names_of
from kg.extract.parties import (
    ACTORS,
    BODIES,
    Party,
    covering,
    denied,
    described,
    party,
    row_behind,
    split,
    subjects,
    trimmed,
)
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
            *words.TURNS, *words.APART, words.MERGING,
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
_CONCERNED = re.compile(rf"(?:{either(words.CONCERNED)}|[、和及与])*+")
_OWNED = re.compile(rf"(?:{either(words.OWNED)})")
_LABEL = re.compile(rf"(?![各所全本我该])[\u4e00-\u9fff]{{2,12}}(?:{either(words.ABOLISHED)})(?=[：:])")
_DASH = "——"
_LABEL_ENDS = ("：", ":")
_SERVING = re.compile(rf"(?:{either(words.SERVING)})")
_HAPPENS = re.compile(
    rf"(?P<open>{either(words.OPENS)})|(?P<close>{either(words.CLOSES)})|(?P<move>{either(words.MOVED)})"
)
_HAPPENS_END = re.compile(r"了?(?=[，,。；;、\n]|$|并|和|仪式|大会)")
_FROM = re.compile(r"[由从][\u4e00-\u9fff]{2,12}$")  # 由完全中学|转为初级中学, 从文庙巷|搬迁至
_UNITING = re.compile(rf"(?:{either(words.UNITING)})了?")
_TURNS = re.compile(
    rf"(?:{either(words.TURNS)})了?(?P<into>{either(words.OWNED)})(?=[，,。；;、\n]|$|并|和|[\u4e00-\u9fff]?办)"
)
_APART = re.compile(rf"(?:{either(words.APART)})[，,]?(?:并)?(?:{either(words.NAMED)})[“]?")
_DESCRIBES = re.compile(r"(?:崭?新(?:落成|建成|建|启用)?的|公办的?|民办的?|现在的|现)")
_MADE_OF = re.compile(r"以[^，,。；;]{2,20}为[\u4e00-\u9fff]{1,6}的")
_MEMBERS = re.compile(rf"(?:{either(words.MEMBERS)})(?:的)?(?:全体)?(?:学生|师生|教师)?")
_ABOLISHES = re.compile(
    rf"(?:{either(words.ABOLISH)})(?:了)?(?P<what>(?![至到入为后])[^，,。；;：:的\n]{{0,20}}?(?:{either(words.ABOLISHED)}))"
    r"(?=\d|[，,。；;、\n]|$|[一二三四五六七八九十两]{1,2}[个所处])"
)
_ABOLISHING = re.compile(rf"(?:{either(words.ABOLISH)})了?")
_FOUNDS = re.compile(rf"(?:{either(words.FOUNDS)})了?")
_FOUNDED = re.compile(
    rf"(?![\d一二两三四五六七八九十各多数新专相这首])[\u4e00-\u9fff]{{1,12}}?(?:{either(words.FOUNDED)})"
)
_COMMON = re.compile(rf"(?:{either(words.COMMON)})+")  # 城乡教育共同体: a kind, and no name
_NAME_ENDS = re.compile(r"[，,。；;、\n（(]|$|和|并|以")
_PROPOSED = re.compile(either(words.WISHED))
_WISHED = re.compile(rf"(?:{either(words.WISHED)})[\u4e00-\u9fff]{{0,6}}$")
_COUNT = re.compile(r"^(?:\d{1,4}|[一二三四五六七八九十两]{1,3})(?:余)?[个所处]")
_PART_OF = re.compile(
    r"(?:原|老|旧)?(?:初中部|高中部|小学部|中职部|幼儿部|部分班级|[\u4e00-\u9fff、]{0,6}年级|[\u4e00-\u9fff]{0,4}班级)"
)
_DIVISION_OF = re.compile(r"(?:原|其)?(?:初中部|高中部|小学部|中职部|幼儿部)")
_PLACE = re.compile(rf"(?:原|新|新建|老)?[^，,。；;、的]{{0,20}}?(?:{either(words.PLACES)})")
_SITE = re.compile(r"(?:原|老|旧|新)?(?:校区|校址|校园)")
_VERB = re.compile(r"选择|将|把|使|对")


def extract(doc: Doc, document: Document) -> Iterator[Claim | Dropped]:
    """Yield a claim for each change of each subject that a clause names."""
    names = names_of(doc, document)
    for clause in names.clauses_with(_CUE):
        yield from _becoming(names, clause)
        yield from _joined(names, clause)
        yield from _happening(names, clause)
        yield from _abolished(names, clause)
        yield from _founded(names, clause)
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
        found = _subjects(names, start, match.start()) or (previous if text.startswith("并", match.start() - 1) else ())
        found = found or _before(names, clause, start, match.start())
        thing = _object(names, match.end(), stop)
        if not found or thing is None:
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
        for one in _subjects(names, start, match.start()) or _before(names, clause, start, match.start()):
            yield _claim(names, clause, "merge", one, into, match)


def _before(names: Names, clause: Span, start: int, end: int) -> tuple[Party, ...]:
    """Return the schools that open the parts before, where a part names none or means these: …，两校学生|合并到."""
    span = trimmed(names.text, start, end)
    members = _MEMBERS.fullmatch(names.text, *span) or _CONCERNED.fullmatch(names.text, *span)
    if (span.start < span.end and not members) or start <= clause.start:
        return ()
    begin = names.part_start(clause.start, start - 1)
    first = trimmed(names.text, begin, start - 1)
    abolished = _ABOLISHING.match(names.text, *first)  # 撤销某小学，|并入
    first = Span(abolished.end(), first.end) if abolished else first
    row, _ = row_behind(names, first.start)
    return tuple(one for one in row if one.mention.kind == "School") or _labelling(names, clause, start)


def _labelling(names: Names, clause: Span, end: int) -> tuple[Party, ...]:
    """Return the school that a line is told of: 3．某某小学：因生源减少，|予以撤销."""
    first = trimmed(names.text, clause.start, end)
    owned = _OWNED.match(names.text, *first)
    row, stop = row_behind(names, owned.end() if owned else first.start)
    if not row:
        called = _LABEL.match(names.text, owned.end() if owned else first.start, end)
        return (Party(described(names, *called.span())),) if called else ()
    labels = names.text.startswith(_LABEL_ENDS, stop)
    return tuple(one for one in row if one.mention.kind == "School") if labels else ()


def _turned(names: Names, clause: Span) -> Iterator[Claim | Dropped]:
    """A转为公办, 把A收归公有: what owns a school changes, and its name need not."""
    previous: tuple[Party, ...] = ()
    for match in _TURNS.finditer(names.text, *clause):
        if names.shielded(match.start()):
            continue
        start = names.part_start(clause.start, match.start())
        becomes = _BECOMES.search(names.text, start, match.start())
        end = becomes.start() if becomes else match.start()  # 更名为某小学并|转为公办
        previous = _subjects(names, start, end) or _before(names, clause, start, end)
        thing = Party(described(names, *match.span("into")))
        for one in previous:
            yield _claim(names, clause, "convert", one, thing, match)


def _united(names: Names, clause: Span) -> Iterator[Claim | Dropped]:
    """A与B组建C: schools that make a new one."""
    for match in _UNITING.finditer(names.text, *clause):
        made = names.by_start.get(match.end())
        if names.shielded(match.start()) or made is None or made.kind != "School":
            continue
        found = _subjects(names, names.part_start(clause.start, match.start()), match.start())
        for one in found if len(found) > 1 else ():
            yield _claim(names, clause, "merge", one, Party(made), match)


def _set_apart(names: Names, clause: Span) -> Iterator[Claim | Dropped]:
    """某校区独立设置，定名为A: a part of a school becomes a school of its own."""
    for match in _APART.finditer(names.text, *clause):
        made = names.by_start.get(match.end())
        if made is not None and made.kind == "School" and not names.shielded(match.start()):
            yield _claim(names, clause, "open", Party(made, made), None, match)


def _subjects(names: Names, start: int, end: int) -> tuple[Party, ...]:
    verb = [match.end() for match in _VERB.finditer(names.text, start, end) if not names.shielded(match.start())]
    if verb:
        start = verb[-1]
    former = _FROM.search(names.text[start:end])
    if former and former.start() and names.text[start + former.start()] == "由":
        whose = subjects(names, start + former.start() + 1, end)
        if whose and whose[0].body is not None:
            return whose  # 学校由某中学高中部|整体迁入新址
    end = start + former.start() if former else end
    start = max(start, names.text.rfind(_DASH, start, end) + len(_DASH))  # 三所村小——某小学、某小学
    span = trimmed(names.text, start, end)
    found = subjects(names, start, end)
    if found:
        return tuple(_whole(one) for one in found)
    # a site of a school that is named: 一中老校区
    named = names.by_start.get(span.start)
    if named is not None and _SITE.fullmatch(names.text, named.span.end, span.end):
        return (Party(described(names, *span), named if named.kind == "School" else None),)
    if named is not None and named.kind == "School" and _PART_OF.fullmatch(names.text, named.span.end, span.end):
        return (Party(named, named),)
    opening = names.by_start.get(trimmed(names.text, *_part_before(names, start)).start)
    if opening is not None and opening.kind == "School" and _DIVISION_OF.fullmatch(names.text, *span):
        whole = opening.text + names.text[slice(*span)]  # 某中学停止招收新生，|高中部|整体并入
        return (Party(described(names, *span, text=whole), opening),)
    return ()


def _part_before(names: Names, start: int) -> Span:
    """Return the part before the one that begins at `start`, where a comma parts them."""
    if not names.text.startswith(("，", ","), start - 1):
        return Span(start, start)
    return Span(names.part_start(names.document.clause_at(start - 1).start, start - 1), start - 1)


def _whole(one: Party) -> Party:
    """A part of the classes of a school is the school's: 第二小学部分班级."""
    body = one.body
    if body is not None and one.mention.kind == "Described" and one.mention.text.endswith(("班级", "年级")):
        return Party(body, body)
    return one


def _object(names: Names, start: int, stop: int) -> Party | None:
    """Return what a subject becomes, or where to: an entity at the very start, else a place or kind of school."""
    describes = _DESCRIBES.match(names.text, start, stop)
    start = describes.end() if describes else start
    named = names.by_start.get(start)
    if named is not None and named.kind in {"School", "EducationAuthority", "Organization"}:
        site = _SITE.match(names.text, named.span.end, stop)
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
        if names.shielded(match.start()) or not _HAPPENS_END.match(text, match.end()):
            continue
        start = max(names.part_start(clause.start, match.start()), free)
        if kind != "open":
            found = _parts(names, start, match.start()) or _subjects(names, start, match.start())
            found = found or _before(names, clause, start, match.start())
            things = [(one, None) if isinstance(one, Party) else one for one in found]
        else:
            able = ACTORS if match[0].endswith(words.CONSTITUTED) else {"School"}
            opened = subjects(names, start, match.start()) or _led_to(names, start, match.start())
            opened = opened or _labelling(names, clause, start)
            things = [(one, None) for one in opened if one.mention.kind in able]
        for one, thing in things:
            yield _claim(names, clause, kind, one, thing, match)


def _led_to(names: Names, start: int, end: int) -> tuple[Party, ...]:
    """Return the school that words lead to which describe it: 由某企业援建的|某某小学."""
    named = names.by_end.get(trimmed(names.text, start, end).end)
    led = named is not None and named.span.start > start and names.text[named.span.start - 1] == "的"
    return (Party(named, named),) if named is not None and named.kind == "School" and led else ()


def _parts(names: Names, start: int, end: int) -> list[tuple[Party, Party | None]]:
    """五中、六中初中部: schools whose part is named once, behind the last."""
    span = trimmed(names.text, start, end)
    pieces = split(names, span.start, span.end)
    found: list[Mention] = []
    for piece in pieces:
        named = names.by_start.get(piece.start)
        if named is None or named.kind != "School" or (piece != pieces[-1] and named.span.end != piece.end):
            return []
        found.append(named)
    if not found or not _PART_OF.fullmatch(names.text, found[-1].span.end, span.end):
        return []
    part = Party(described(names, found[-1].span.end, span.end))
    return [(Party(one, one), part) for one in found]


def _abolished(names: Names, clause: Span) -> Iterator[Claim | Dropped]:
    """撤并10人以下教学点9个."""
    for match in _ABOLISHES.finditer(names.text, *clause):
        begin = names.part_start(clause.start, match.start())
        if names.shielded(match.start()) or _WISHED.search(names.text, begin, match.start()):
            continue
        start, end = match.span("what")
        count = _COUNT.match(names.text[start:end])
        start += count.end() if count else 0
        one = party(names, start, end)
        if one is None or one.mention.kind != "School":
            one = Party(described(names, start, end))
        yield _claim(names, clause, "close", one, None, match)


def _founded(names: Names, clause: Span) -> Iterator[Claim | Dropped]:
    """A成立B书院: what is new is the subject, and who founds it answers for it where it doesn't itself."""
    text = names.text
    for match in _FOUNDS.finditer(text, *clause):
        start = names.part_start(clause.start, match.start())
        if names.shielded(match.start()) or _WISHED.search(text, start, match.start()):
            continue
        new = _new(names, match.end(), clause.end)
        if new is None:
            continue
        founders = subjects(names, start, match.start())
        if len(founders) > 1 and new.mention.kind == "School" and _UNITING.match(text, match.start()):
            continue  # they become it
        if new.body is None and len(founders) == 1:
            new = new._replace(body=founders[0].body)
        yield _claim(names, clause, "open", new, None, match)


def _new(names: Names, start: int, stop: int) -> Party | None:
    """Return the body whose whole name begins at `start`: one that is known as such, or by its head (书院)."""
    made_of = _MADE_OF.match(names.text, start, stop)
    start = made_of.end() if made_of else start
    named = names.by_start.get(start)
    if (
        named is not None
        and named.kind in ACTORS
        and not named.text.endswith((*words.TRADING, *words.PASSING))
        and _NAME_ENDS.match(names.text, named.span.end)
    ):
        return Party(named, named if named.kind in BODIES else None)
    called = _FOUNDED.match(names.text, start, stop)
    known = named is not None and named.kind != "Jurisdiction"
    if called is None or known or _COMMON.fullmatch(called[0]) or not _NAME_ENDS.match(names.text, called.end()):
        return None
    return Party(described(names, *called.span()))


def _claim(
    names: Names, clause: Span, kind: str, one: Party, thing: Party | None, match: re.Match[str]
) -> Claim | Dropped:
    text = names.text
    span = covering(one.span, Span(*match.span()), *([thing.span] if thing is not None else []))
    if denied(text, match.start()):
        return Dropped(reason=Reason.NO_STATUS, span=span, rule=_RULE, detail=text[span.start : span.end])
    role = names.document.section_at(match.start()).role
    status, cue = clause_status(text[clause.start : clause.end], role, at=match.start() - clause.start)
    told = not _WISHED.search(text, names.part_start(clause.start, match.start()), match.start())
    if status is None and role is Role.NEUTRAL and told and (thing is not None or kind != "close"):
        status, cue = Status.REPORTED, match[0]
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

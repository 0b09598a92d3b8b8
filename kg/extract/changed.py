"""Whose change a clause tells: the schools, parts and sites before its verb, or those that the clause opens with."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.names import Names
from kg.extract.parties import UNKNOWN_SCHOOL, Party, described, row_behind, split, subjects, trimmed
from kg.language import change_words as words
from kg.language.patterns import either
from kg.model import Mention, Span

ABOLISHING = re.compile(rf"(?:{either(words.ABOLISH)})了?")
_CONCERNED = re.compile(rf"(?:{either(words.CONCERNED)}|[、和及与])*+")
_DASH = "——"
_DIVISION_OF = re.compile(r"(?:原|其)?(?:初中部|高中部|小学部|中职部|幼儿部)")
_FROM = re.compile(r"[由从][\u4e00-\u9fff]{2,12}$")  # 由完全中学|转为初级中学, 从文庙巷|搬迁至
_LABEL = re.compile(rf"(?![各所全本我该])[\u4e00-\u9fff]{{2,12}}(?:{either(words.ABOLISHED)})(?=[：:])")
_LABEL_ENDS = ("：", ":")
_MEMBERS = re.compile(rf"(?:{either(words.MEMBERS)})(?:的)?(?:全体)?(?:学生|师生|教师)?")
_OWNED = re.compile(rf"(?:{either(words.OWNED)})")
_MOST_PARTS = 4  # between a subject and its verb
_PART_OF = re.compile(
    r"(?:原|老|旧)?(?:初中部|高中部|小学部|中职部|幼儿部|部分班级|[\u4e00-\u9fff、]{0,6}年级|[\u4e00-\u9fff]{0,4}班级)"
)
SITE = re.compile(r"[原老旧新]?(?:校区|校址|校园)")
_VERB = re.compile(r"选择|将|把|使|对")


def changed(names: Names, clause: Span, start: int, end: int) -> tuple[Party, ...]:
    """Return whose change it is that a part [start, end) up to its verb tells; empty where it names something else."""
    if _MEMBERS.fullmatch(names.text, *trimmed(names.text, start, end)):
        return before(names, clause, start, end)
    return named_before(names, start, end) or before(names, clause, start, end)


def before(names: Names, clause: Span, start: int, end: int) -> tuple[Party, ...]:
    """Return the schools that open the parts before, where a part names none or means these: …，两校学生|合并到."""
    if start <= clause.start or not _names_nobody(names, Span(start, end)):
        return ()
    for _ in range(_MOST_PARTS):
        begin = names.part_start(clause.start, start - 1)
        part = trimmed(names.text, begin, start - 1)
        owned = _OWNED.match(names.text, *part)
        abolished = ABOLISHING.match(names.text, *part)  # 撤销某小学，|并入
        first = owned or abolished
        row, _ = row_behind(names, first.end() if first else part.start)
        schools = tuple(one for one in row if one.mention.kind == "School")
        goes_on = _only_says_how(names, Span(begin, start - 1), (*words.MEANS, *words.STATES))
        if schools or begin <= clause.start or not goes_on:
            break
        start = begin
    return schools or labelling(names, clause, start)


def _names_nobody(names: Names, part: Span) -> bool:
    """Tell whether a part up to its verb leaves open who it is about: 两校学生, 由完全中学, 经县教育局批准."""
    text, span = names.text, trimmed(names.text, *part)
    if span.start >= span.end or _MEMBERS.fullmatch(text, *span) or _CONCERNED.fullmatch(text, *span):
        return True
    former = _FROM.fullmatch(text, *part) is not None and not names.between(*part)
    return former or _only_says_how(names, part, words.MEANS)


def _only_says_how(names: Names, part: Span, openings: tuple[str, ...]) -> bool:
    """Tell whether a part names no school and opens so that it only says why, by whom or when: 经县教育局批准."""
    span = trimmed(names.text, *part)
    schools = any(one.kind == "School" for one in names.between(*part))
    return span.start >= span.end or (names.text.startswith(openings, *part) and not schools)


def labelling(names: Names, clause: Span, end: int) -> tuple[Party, ...]:
    """Return the school that a line is told of: 3．某某小学：因生源减少，|予以撤销."""
    first = trimmed(names.text, clause.start, end)
    owned = _OWNED.match(names.text, *first)
    row, stop = row_behind(names, owned.end() if owned else first.start)
    if not row:
        called = _LABEL.match(names.text, owned.end() if owned else first.start, end)
        return (Party(described(names, *called.span())),) if called else ()
    labels = names.text.startswith(_LABEL_ENDS, stop)
    return tuple(one for one in row if one.mention.kind == "School") if labels else ()


def named_before(names: Names, start: int, end: int) -> tuple[Party, ...]:
    """Return the schools, parts and sites that the words up to the verb name."""
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
    if named is not None and SITE.fullmatch(names.text, named.span.end, span.end):
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


def opened(names: Names, clause: Span, start: int, end: int) -> tuple[Party, ...]:
    """Return what the words up to a verb of opening name: bodies, the schools of a list that names buildings too."""
    found = subjects(names, start, end) or tuple(_schools_of_list(names, start, end)) or _led_to(names, start, end)
    return found or labelling(names, clause, start)


def _schools_of_list(names: Names, start: int, end: int) -> Iterator[Party]:
    """Yield the schools of a list that names what is built at schools too: 某中学综合楼、某某幼儿园|建成投用.

    Members that only their last word makes schools are passed over.
    """
    pieces = split(names, *trimmed(names.text, start, end))
    pieces = [
        piece for piece in pieces if piece.start in names.by_start or not UNKNOWN_SCHOOL.fullmatch(names.text, *piece)
    ]
    firsts = [names.by_start.get(piece.start) for piece in pieces]
    if not all(one is not None and one.kind == "School" for one in firsts):
        return
    alone = [one for one, piece in zip(firsts, pieces, strict=True) if one is not None and one.span.end == piece.end]
    if alone and alone[-1] is firsts[-1]:  # a building behind the last may be of them all
        yield from (Party(one, one) for one in alone)


def _led_to(names: Names, start: int, end: int) -> tuple[Party, ...]:
    """Return the school that words lead to which describe it: 由某企业援建的|某某小学."""
    named = names.by_end.get(trimmed(names.text, start, end).end)
    led = named is not None and named.span.start > start and names.text[named.span.start - 1] == "的"
    return (Party(named, named),) if named is not None and named.kind == "School" and led else ()


def with_parts(names: Names, start: int, end: int) -> list[tuple[Party, Party | None]]:
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

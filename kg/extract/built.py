"""What is built, read from the words that name it: a school, something built at a school, works, a counted set.

Verbs, times and counts before a name are cut off and kept: they tell how far the works are.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.extract.names import Names
from kg.extract.parties import DATE, UNKNOWN_SCHOOL, split
from kg.language import event_words
from kg.language import project_words as words
from kg.language.patterns import either
from kg.model import Mention, Span

BEFORE_NAME = (
    *words.PLANNING, *words.RESOLVING, *words.STARTING, *words.GOING, *words.BUILDING, *words.FINISHING, *words.CARRYING
)  # fmt: skip
_NUMBER = r"(?:\d{1,4}|[一二三四五六七八九十两]{1,3})"
_COUNT = rf"{_NUMBER}(?:余)?[所个间栋座处项幢]"
_LEAD = re.compile(
    rf"(?P<verb>{either(BEFORE_NAME)})[了的]?|(?P<count>{_COUNT})"
    rf"|[到至在于]?{DATE}|(?:{either((*event_words.OPENERS, *event_words.ADVERBS))})"
    rf"|在[^，,。；;]{{2,20}}?各?(?={either(words.BUILDING)})"
    rf"|{either(words.NEWLY)}"
    r"|[一二三四五\d]{1,2}年内?|[（(]?[一二三四五六七八九十\d]{1,2}[）).、．]|(?:计划|总)?投[资入][\d.]{1,8}[万亿]?元的?|\d{1,2}日(?=[\s\u4e00-\u9fff])|[我本](?:[局校县区市旗州盟省])|\s|各"
    rf"|[{event_words.BULLETS}]"
)
_LEADING = frozenset({"EducationAuthority", "Jurisdiction", "Township"})  # who builds: 静宁县|新建…
_LISTED = re.compile(r"[、和]")
_GOES_ON = re.compile(rf"{_LEAD.pattern}|{_LISTED.pattern}")
_COUNT_BEHIND = re.compile(rf"{_COUNT}$")
_SUMMED = re.compile(rf"等?{_COUNT}(?:{either(words.WORK_HEADS)})\Z")
_ETC = re.compile(
    rf"等(?:{_NUMBER}?个?(?:重点|重大|教育|校建|基建|民生)*(?:建设)?|(?:中小)?学校(?:建设)?)(?:{either(words.WORK_HEADS)}|建设)(?:建设)?(?:工作|任务)?\Z"
)
_WORK = rf"(?:{either(words.WORKS)})"
_BUILDING = rf"(?:{either(words.BUILDINGS)})"
_OF_SCHOOL = re.compile(
    rf"(?:[\u4e00-\u9fff]{{0,8}}?{_BUILDING}){{0,2}}"
    rf"(?:[\u4e00-\u9fff]{{0,8}}?{_WORK}(?:{either(words.WORK_HEADS)}){{1,2}}(?:建设)?"
    rf"|(?:后续|一期|二期|三期|整体|联动|异地|易地|原址|就地)?(?:{either(words.BARE_WORKS)})|(?:主体)?(?:工程|项目)"
    rf"|[\u4e00-\u9fffA-Za-z]{{1,6}}?(?:{either(words.BARE_WORKS)}))?"
)
_REST = re.compile(r"(?![的里内前旁外等和与])[^“《，,。；;]{0,16}$")  # of a part behind a building, up to its stage
_OWN_BUILDING = re.compile(r"“?[\u4e00-\u9fff·]{1,6}楼”?")
_FREE_WORKS = re.compile(
    rf"[\u4e00-\u9fff“”《》]{{0,24}}?{_WORK}[》”]?(?:PPP|ppp)?(?:{either(words.WORK_HEADS)}){{1,2}}"
)
_BARE_SETS = re.compile(
    rf"[\u4e00-\u9fff]{{0,4}}?(?:{either((*words.KINDS, *words.BUILDINGS))})(?:{either(words.BARE_WORKS)})?"
)
_FREE_BUILDING = re.compile(rf"[\u4e00-\u9fff]{{0,10}}?{_BUILDING}")
_PLAIN_BUILDING = re.compile(rf"新?{_BUILDING}(?:{either(words.BARE_WORKS)})?(?:{either(words.WORK_HEADS)})?")
_SET_OF_SCHOOLS = re.compile(
    rf"[\u4e00-\u9fff]{{0,8}}?(?:{either(words.SCHOOLS)})的?(?P<works>(?:{either(words.BARE_WORKS)})?)"
)
_AND_OTHERS = re.compile(
    rf"等(?:{_NUMBER}(?:余)?所[\u4e00-\u9fff]{{0,10}}?(?:学校|中学|小学|高中|初中|幼儿园|校|园)|(?:中小)?学校)"
)
_INTO = re.compile(r"[为成][^，,。；;]{2,24}$")
_AFTER_NAME = re.compile(
    r"(?:竣工)?(?:验收)?(?:及审计结算等)?(?:工作)?$|(?:建设|改造)(?:任务|工作)?$|(?:前期|后续)?(?:工作|任务)$"
)
_PREPARING = re.compile(rf"(?:{either(words.PREPARATIONS)})+\Z")
_OUTSIDE = re.compile(r"[\u4e00-\u9fff]{1,14}的")  # 镇卫生院旁的|中心小学周转房
_COLONS = ("：", ":")
_BRACKETS = ("（", "(")
_SHORTEST_OWN = 3  # 求真楼
_SHORTEST_NAME = 4
_TELLING = 10  # a name of that length tells a set of works apart from others


class Works(NamedTuple):
    """What stands around names: the verb, whether they are counted, the school that is spoken of, a stage behind."""

    verb: str
    counted: bool
    site: Mention | None
    staged: bool
    summed: bool = False  # 等项目 stands behind: what each is called says nothing of the others


class Found(NamedTuple):
    """What is built: its name, the school it is or is built at, and the verb before it."""

    name: str
    span: Span
    school: Mention | None
    counted: bool
    verb: str
    alone: bool  # a school, and nothing built at it


def led(names: Names, start: int, end: int) -> tuple[int, str, bool]:
    """Cut verbs, times and counts off the start: where the name begins, the last verb, whether it is counted."""
    verb, counted = "", False
    for _ in range(8):
        named = names.by_start.get(start)
        if named is not None and (named.kind not in _LEADING or not _GOES_ON.match(names.text, named.span.end, end)):
            break
        if named is not None:
            start = named.span.end
        lead = _LEAD.match(names.text, start, end) or (_LISTED.match(names.text, start, end) if named else None)
        if lead is None:
            break
        told = lead.groupdict()
        verb = told.get("verb") or verb
        counted = counted or bool(told.get("count"))
        start = lead.end()
    return start, verb, counted


def before_count(text: str, start: int, end: int) -> int:
    """Return where a list ends before what sums it up: 某小学食堂、某中学浴室|两个项目."""
    summed = _SUMMED.search(text, max(start, end - 10), end)
    return summed.start() if summed else end


def before_etc(text: str, start: int, end: int) -> int:
    """Return where a list of projects ends before the word for them all: 某中学、某小学扩建|等项目建设."""
    etc = _ETC.search(text, max(start, end - 18), end)
    return etc.start() if etc else end


def listed(names: Names, span: Span, works: Works) -> list[Found]:
    """Read the members of a list of projects; a school takes the works that only the last of them names."""
    pieces = split(names, *span)
    found: list[Found] = []
    for number, piece in enumerate(pieces):
        one = _read(names, piece, works if number == 0 else works._replace(counted=False))
        if one is None and works.staged and UNKNOWN_SCHOOL.fullmatch(names.text, *piece):
            continue
        if one is None:
            if works.staged:
                return []
            break
        works = works._replace(verb=one.verb or works.verb, site=one.school or works.site)
        found.append(one)
    tail = "" if works.summed else _shared_tail(found)
    if not tail:
        return found
    end = found[-1].span.end
    return [
        one._replace(name=one.name + tail, alone=False, span=Span(one.span.start, end)) if one.alone else one
        for one in found
    ]


def _shared_tail(found: list[Found]) -> str:
    """Return the works that a list of schools shares: 实验中学、城南小学校舍加固项目."""
    last = found[-1] if found else None
    if last is None or last.school is None or last.alone or not all(one.alone for one in found[:-1]):
        return ""
    tail = last.name[len(last.school.text) :]
    return "" if re.search(_BUILDING, tail) or not tail.endswith((*words.WORK_HEADS, *words.BARE_WORKS)) else tail


def _read(names: Names, piece: Span, works: Works) -> Found | None:
    """Read one member: a school, something built at a school, works or a counted set."""
    text = names.text
    start, own, more = led(names, *piece)
    verb, counted = own or works.verb, works.counted or more
    end = piece.end
    named = names.by_start.get(start)
    if named is not None and named.kind == "School":
        return _of_school(names, named, end, verb, staged=works.staged)
    inside = [one for one in names.between(start, end) if one.kind == "School"]
    if len(inside) == 1 and works.staged and _OUTSIDE.fullmatch(text, start, inside[0].span.start):
        return _of_school(names, inside[0], end, verb, staged=True)
    behind = _COUNT_BEHIND.search(text[max(start, end - 8) : end])
    if behind:
        end, counted = end - len(behind[0]), True
    if text.endswith(words.NOT_BUILT, start, end) or any(word in text[start:end] for word in words.NOT_AT_SCHOOLS):
        return None
    free = _FREE_WORKS.match(text, start, end)
    if free and _AFTER_NAME.fullmatch(text, free.end(), end) and any(one in free[0] for one in words.MATERIAL):
        name = free[0]
        return Found(name, Span(start, free.end()), None, counted and len(name) < _TELLING, verb, alone=False)
    if counted and (found := _of_set(names, Span(start, end), verb, staged=works.staged)):
        return found
    return _building(names, Span(start, end), verb, works.site) if verb or (works.staged and works.site) else None


def _building(names: Names, span: Span, verb: str, site: Mention | None) -> Found | None:
    """Read a building: of the school that is spoken of, else by a name that tells it from others."""
    described = names.text.rfind("的", span.start, span.end) + 1  # 期盼已久的|综合楼
    span = Span(max(span.start, described), span.end)
    phrase = names.text[slice(*span)]
    if site is not None and _PLAIN_BUILDING.fullmatch(phrase):
        return Found(site.text + phrase, span, site, counted=False, verb=verb, alone=False)
    if len(phrase) >= _SHORTEST_NAME and _FREE_BUILDING.fullmatch(phrase):
        return Found(phrase, span, None, counted=False, verb=verb, alone=False)
    return None


def _of_set(names: Names, span: Span, verb: str, *, staged: bool) -> Found | None:
    """Read a counted set: 智慧教室, 新建 | 公办幼儿园, 农村薄弱学校改造, 义务教育改薄项目."""
    phrase = names.text[slice(*span)]
    raises = verb in {*words.NAMING, *words.RAISED_UP}
    of_schools = _SET_OF_SCHOOLS.fullmatch(phrase)
    if not (
        _BARE_SETS.fullmatch(phrase)
        or (of_schools and (raises or staged or of_schools["works"]))
        or _is_project(phrase)
    ):
        return None
    first = verb_start(names.text, verb, span.start) if raises else span.start
    name = verb + phrase if raises else phrase
    return Found(name, Span(first, span.end), None, counted=True, verb=verb, alone=False)


def _is_project(phrase: str) -> bool:
    """Tell whether counted things are building projects of schools, by their name."""
    return (
        phrase.endswith(words.WORK_HEADS)
        and any(one in phrase for one in words.FIELDS)
        and not any(one in phrase for one in words.NOT_WORKS)
    )


def _of_school(names: Names, school: Mention, end: int, verb: str, *, staged: bool) -> Found | None:
    text, at = names.text, school.span.end
    behind = _COUNT_BEHIND.search(text[max(at, end - 8) : end])  # 某中学宿舍楼|1栋
    end -= len(behind[0]) if behind else 0
    built = _OF_SCHOOL.match(text, at, end)
    stop = built.end() if built else at
    more = _AND_OTHERS.match(text, stop, end) if stop == at else None
    if verb in words.NAMING:
        more = more or _INTO.match(text, stop, end)
    own = _OWN_BUILDING.match(text, at, end) if stop == at else None
    stop = own.end() if own else stop
    rest = stop > at and staged and _REST.fullmatch(text, stop, end)
    if not rest and not _AFTER_NAME.fullmatch(text, more.end() if more else stop, end):
        return None
    alone = stop == at
    name = text[school.span.start : stop]
    if (
        verb in words.NAMING
        and "新建" not in verb
        and (alone or not name.endswith((*words.WORK_HEADS, *words.BARE_WORKS)))
    ):
        first = verb_start(text, verb, school.span.start)
        return Found(name + verb, Span(first, stop), school, counted=False, verb=verb, alone=alone)
    return Found(name, Span(school.span.start, stop), school, counted=False, verb=verb, alone=alone)


def prepared(names: Names, span: Span, verb: str) -> Found | None:
    """Return the school for which a part, behind its verb, only makes ready: 完成|某小学选址、立项等前期工作."""
    text, named = names.text, names.by_start.get(span.start)
    if named is None or named.kind != "School" or verb not in {*words.FINISHING, *words.CARRYING, *words.STARTING}:
        return None
    behind = text[named.span.end : span.end]
    ready = _PREPARING.match(behind) is not None and any(word in behind for word in words.PREPARED_BY)
    own = Found(named.text, named.span, named, counted=False, verb=words.PLANNING[0], alone=True)
    return own if ready else None


def topic(names: Names, part: Span) -> tuple[Found, ...]:
    """Return what a part speaks of without a stage: 第五小学迁建项目 | 位于城南, 桃园幼儿园 | 为小区配套幼儿园."""
    start, _, _ = led(names, *part)
    named = names.by_start.get(start)
    if named is None or named.kind != "School":
        own = _OWN_BUILDING.match(names.text, start, part.end) if named is None else None
        if own is None or len(own[0]) < _SHORTEST_OWN or not names.text.startswith(words.GOING_ON, own.end()):
            return ()
        return (Found(own[0], Span(*own.span()), None, counted=False, verb="", alone=False),)
    built = _OF_SCHOOL.match(names.text, named.span.end, part.end)
    end = built.end() if built else named.span.end
    alone = end == named.span.end and names.text.startswith((*words.DESCRIBING, *_BRACKETS), end)
    heads = (*words.WORK_HEADS, *words.BUILDINGS, *(words.BARE_WORKS if names.text.startswith(_COLONS, end) else ()))
    if not alone and not names.text.endswith(heads, named.span.end, end):
        return ()
    return (Found(names.text[start:end], Span(start, end), named, counted=False, verb="", alone=alone),)


def verb_start(text: str, verb: str, start: int) -> int:
    """Return where the verb before the name that begins at `start` stands, if it does near it."""
    at = text.rfind(verb, max(0, start - 40), start) if verb else -1
    return at if at >= 0 else start

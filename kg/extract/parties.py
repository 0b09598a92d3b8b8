"""Who or what a stretch of text names: an entity that other extractors found, or a group described as worded.

Subjects of events (某中学机器人社团, 两名党员) are read from the words between the start of a part and its
verb: adverbs, times and openers are cut off, lists are split, and every member must be something that can be
named. What is left over makes the whole unreadable: nothing is guessed.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.extract.names import WINDOW, Names
from kg.language import event_words as words
from kg.language.surnames import COMPOUND_SURNAMES, SURNAMES
from kg.model import Mention, Span

BODIES = frozenset({"EducationAuthority", "School"})
ACTORS = BODIES | {"Organization"}

_SPLIT = re.compile(r"、|以及|[和与及]")
_NUMBER = r"(?:\d{1,5}|[一二三四五六七八九十百两几数多]{1,4})(?:余|多)?"
_COUNTED = re.compile(
    rf"{_NUMBER}(?:名|位|个|所|家|支|件|项|人)[\u4e00-\u9fff]{{0,10}}(?:{'|'.join(words.COUNTED_GROUPS)})"
)
_GROUP = re.compile(rf"[\u4e00-\u9fff“”\"《》]{{0,14}}?(?:{'|'.join(words.GROUP_HEADS)})")
_MEMBER = re.compile(
    r"(?:[\u4e00-\u9fff]{0,4}(?:年级|班))?(?:学生|教师|老师|选手|同学|学子)(?P<named>[\u4e00-\u9fff]{2,4}?)(?:同学|老师|同志)?"
    r"|(?P<called>[\u4e00-\u9fff]{2,4})(?:老师|同学|同志)"
)
_PART = re.compile(rf"(?:的|原)?[\u4e00-\u9fff]{{0,8}}?(?:{'|'.join(words.PART_HEADS)})")
DATE = (
    r"(?:(?:\d{4}|今|去|明|当|同|前)年(?:度|初|底|末|秋季?|春季?|暑期|内)?(?:\d{1,2}月(?:份|底|初|末|中旬|上旬|下旬|\d{1,2}日)?)?"
    r"|\d{1,2}月(?:份|底|初|末|中旬|上旬|下旬|\d{1,2}日)?|[一二三四五六七八九十]{1,2}月(?:份|底|初|中旬|上旬|下旬)?|年底|秋季|春季|开学|寒假|暑假|国庆节?|春节|元旦|[上本下]个?月(?:底|初|中旬|\d{1,2}[日号])?|[上下]半年)"
    r"(?:学期)?(?:开学)?(?:之?前)?"
)
NO_NAME = r"(?![\u4e00-\u9fff]{1,2}[在被获荣])"  # behind 于: 教师于丽华在…
_TAIL = re.compile(
    rf"(?:{'|'.join(sorted(words.ADVERBS, key=len, reverse=True))}|[于到至在从自]?{DATE}(?:[和、]{DATE})?起?"
    rf"|连续第?{_NUMBER}年"
    rf"|(?:在|于{NO_NAME})[^，,。；;]{{2,60}}(?:[中上里]|{'|'.join(words.CONTESTS)})|因[^，,。；;]{{2,24}})\Z"
)
_LEAD = re.compile(
    rf"(?:{'|'.join(sorted(words.OPENERS, key=len, reverse=True))}|(?:从|到|至|自)?{DATE}(?:起|以来)?"
    r"(?:上午|下午|晚上?)?|\d{1,2}日(?:\d{1,2}时(?:\d{1,2}分)?)?"
    rf"|[（(]?[一二三四五六七八九十\d]{{1,2}}[）).、．]|[{words.BULLETS}]|\s)"
)
_DENIED = re.compile(rf"(?:{'|'.join(words.NOT_SO)})(?:{'|'.join(words.BETWEEN)})*\Z")
_OURS = re.compile(r"[我本](省|自治区|市|州|盟|县|区|旗)(?!人)")
_SELF = re.compile(r"(?:我|全|本)(省|自治区|市|州|盟|县|区|旗)|(?:该)(省|市|县|区|旗)")
_THAT = re.compile(r"该校|该园|我校|我园|本校|本园|学校(?![的里内中])")
_WITH_TITLE = re.compile(
    r"(?:的)?(?:[\u4e00-\u9fff]{0,6}?(?:教师|老师|校长|园长|书记|主任|学生|同学|选手|班主任|教练))?(?=[\u4e00-\u9fff])"
)
_TEAM = re.compile(rf"[\u4e00-\u9fff]{{0,6}}?(?:{'|'.join(words.TEAMS)})(?=[在于以])")
_FORMER = re.compile(r"(?:原来的|原先的|原有的|原|新成立的|新组建的|新建的)?(?:(?:民办|公办|私立|普惠性民办)的?)?")
_CALLED = ("老师", "同学", "同志", "教练", "教授")
_MADE = re.compile(
    rf"(?:{'|'.join(words.MADE)})的(?:[\u4e00-\u9fff]{{0,8}})?(?:《[^《》\n]{{1,40}}》|[\u4e00-\u9fff]{{2,8}})\Z"
)
# what only its last word makes a school: a member of a list that may be passed over
UNKNOWN_SCHOOL = re.compile(r"[\u4e00-\u9fff]{2,10}(?:小学|中学|幼儿园|学校|初中|高中)")
_LONGEST_WITH_PERSON = 24
_TAIL_REACH = WINDOW // 2
REACH = 240  # how far back in its clause a subject may stand


def denied(text: str, at: int) -> bool:
    """Tell whether the verb that begins at `at` is denied or asked about: 尚未|开园, 是否|被评为."""
    return _DENIED.search(text[max(0, at - 12) : at]) is not None


class Party(NamedTuple):
    """A mention that fills a slot, and the school or authority that it is or belongs to, where one is named."""

    mention: Mention
    body: Mention | None = None

    @property
    def span(self) -> Span:
        """Where the party is named."""
        return self.mention.span


def trimmed(text: str, start: int, end: int) -> Span:
    """Cut openers and times off the start, adverbs and times off the end."""
    start = max(start, end - WINDOW)
    for _ in range(6):
        tail = _TAIL.search(text[max(start, end - _TAIL_REACH) : end])
        if tail is None or tail.end() == tail.start():
            break
        end = max(start, end - _TAIL_REACH) + tail.start()
    for _ in range(6):
        lead = _LEAD.match(text, start, end)
        if lead is None:
            break
        start = lead.end()
    return Span(start, end)


def subjects(names: Names, start: int, end: int) -> tuple[Party, ...]:
    """Return whom the words of [start, end), a part up to its verb, name; empty where they are anything else too."""
    span = _clear(names, start, end)
    return listed(names, span.start, span.end) if span.start < span.end else ()


def _clear(names: Names, start: int, end: int) -> Span:
    """Trim, but never into a name."""
    span = trimmed(names.text, start, end)
    first = span.start
    inside = [one for one in names.between(start, end) if one.span.start < first < one.span.end]
    return Span(inside[0].span.start, span.end) if inside else span


def listed(names: Names, start: int, end: int) -> tuple[Party, ...]:
    """Return the members of a list, all of which must be named or described; parts may share their head."""
    pieces = split(names, start, end)
    found: list[Party] = []
    for piece in pieces:
        one = party(names, piece.start, piece.end)
        if one is None:
            return ()
        found.append(one)
    return tuple(found)


def split(names: Names, start: int, end: int) -> list[Span]:
    """Split at 、和与及 outside names and quotations."""
    pieces, begin = [], start
    for match in _SPLIT.finditer(names.text, start, end):
        joint = match[0] == "、" or match.start() in names.by_end or match.end() in names.by_start
        if match.start() >= begin and joint and not names.shielded(match.start()):
            pieces.append(Span(begin, match.start()))
            begin = match.end()
    pieces.append(Span(begin, end))
    return [piece for piece in pieces if piece.start < piece.end]


def row_behind(names: Names, start: int) -> tuple[tuple[Party, ...], int]:
    """Return the bodies of the list that begins at `start`, as far as they are named, and where they end."""
    found: list[Party] = []
    at, end = start, start
    while (named := names.by_start.get(at)) is not None and named.kind in ACTORS:
        found.append(Party(named, _body(named)))
        end = named.span.end
        joint = _SPLIT.match(names.text, end)
        at = joint.end() if joint else -1
    return tuple(found), end


def row_before(names: Names, end: int) -> tuple[Party, ...]:
    """Return the bodies of the list with 、 that ends at `end`, as far as they are named."""
    found: list[Party] = []
    at = end
    while (named := names.by_end.get(at)) is not None and named.kind in ACTORS:
        found.append(Party(named, _body(named)))
        at = named.span.start - 1 if names.text.startswith("、", named.span.start - 1) else -1
    return tuple(reversed(found))


def party(names: Names, start: int, end: int) -> Party | None:
    """Return what exactly these words name: an entity, a part or group of one, or a counted group."""
    text = names.text
    named = names.by_start.get(start)
    former = _FORMER.match(text, start, end) if named is None else None
    if former and former.end() in names.by_start:
        return party(names, former.end(), end)
    if named is not None and named.span.end == end:
        return Party(named, _body(named))
    itself = _SELF.fullmatch(text, start, end)
    if itself:
        return Party(itself_mention(Span(start, end), itself[1] or itself[2]))
    that = _THAT.match(text, start, end) if named is None else None
    if that:
        return _of_that_school(names, that, end)
    person = _person_at_end(names, start, end)
    return Party(person, _body(named)) if person is not None else _group(names, named, start, end)


def _person_at_end(names: Names, start: int, end: int) -> Mention | None:
    """Return the person whose name ends the words, with or without what people are called behind it: 王某某|老师."""
    called = next((word for word in _CALLED if names.text.endswith(word, start, end)), "")
    found = (names.by_end.get(at) for at in (end, end - len(called)) if end - start <= _LONGEST_WITH_PERSON)
    return next((one for one in found if one is not None and one.kind == "Person"), None)


def _of_that_school(names: Names, that: re.Match[str], end: int) -> Party | None:
    """Return a group or part of the school that is meant: 学校女排, 该校学生王小明."""
    school = names.school_meant(that.start())
    if that.end() == end:
        return Party(school, school) if school is not None else None
    last = names.by_end.get(end)
    if last is not None and last.kind == "Person":
        return Party(last, school)
    fits = any(pattern.fullmatch(names.text, that.end(), end) for pattern in (_GROUP, _PART, _COUNTED))
    return Party(described(names, that.start(), end), school) if fits and school is not None else None


def maker(names: Names, start: int, end: int) -> int:
    """Return where the words end that name who made what wins: 某某|执教的《…》."""
    made = _MADE.search(names.text, start, end)
    return made.start() if made else end


def _body(mention: Mention | None) -> Mention | None:
    return mention if mention is not None and mention.kind in BODIES else None


def _is_member(text: str, start: int, end: int) -> bool:
    """Tell whether the words name somebody of a school: 学生王小明, 教师欧阳兰老师."""
    member = _MEMBER.fullmatch(text, start, end)
    name = (member["named"] or member["called"]) if member is not None else ""
    return name[:1] in SURNAMES or name[:2] in COMPOUND_SURNAMES


def _group(names: Names, named: Mention | None, start: int, end: int) -> Party | None:
    """Return a group or part as worded: of what is named at its start, or counted."""
    text = names.text
    if named is None:
        counted = _COUNTED.fullmatch(text, start, end) or (end - start > 2 and _GROUP.fullmatch(text, start, end))
        return Party(described(names, start, end)) if counted else None
    if named.span.end >= end or named.kind == "Person":
        return None
    at = named.span.end + text.startswith("的", named.span.end)
    fits = any(pattern.fullmatch(text, at, end) for pattern in (_GROUP, _PART, _COUNTED)) or _is_member(text, at, end)
    return Party(described(names, start, end), _body(named)) if fits else None


def itself_mention(span: Span, level: str = "") -> Mention:
    """Return a mention of the jurisdiction that reports, by what the text calls it (县), if so; it adds no wording."""
    return Mention(kind="Described", span=span, text="", attributes=(("self", level),))


def described(names: Names, start: int, end: int, text: str = "") -> Mention:
    """Return a mention of what only these words describe; `text` where a list shares its head."""
    return Mention(kind="Described", span=Span(start, end), text=text or names.text[start:end])


def covering(*spans: Span) -> Span:
    """Return the span from the first to the last of these."""
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def subject_of_clause(names: Names, start: int, end: int) -> Party | None:
    """Return the body that opens the last part before `end` which opens with one: the subject that is carried over."""
    start = max(start, end - REACH)
    for begin in (*(at + 1 for at in reversed(names.marks_in(start, end))), start):
        span = trimmed(names.text, begin, end)
        named = names.by_start.get(span.start) or names.by_start.get(begin)
        if named is not None and named.kind in {"School", "Person"}:
            who = _somebody(names, named, end)
            if who is not None:
                return who
        if named is not None and named.kind in ACTORS:
            return Party(named, named if named.kind in BODIES else None)
        that = _THAT.match(names.text, span.start, end)
        school = names.school_meant(span.start) if that else None
        if that and school is not None:
            team = _TEAM.match(names.text, that.end(), end)
            mention = described(names, span.start, team.end()) if team else school
            return Party(mention, school)
        ours = _OURS.match(names.text, span.start, end)
        if ours:
            return Party(itself_mention(Span(*ours.span()), ours[1]))
    return None


def _somebody(names: Names, named: Mention, end: int) -> Party | None:
    """Return the person who opens a part: 县二小教师王某某|…, 王某某|…."""
    if named.kind == "Person":
        return Party(named)
    titled = _WITH_TITLE.match(names.text, named.span.end, end)
    person = names.by_start.get(titled.end()) if titled else None
    return Party(person, named) if person is not None and person.kind == "Person" else None

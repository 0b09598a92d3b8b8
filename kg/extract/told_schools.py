"""Names of an ordinary word and 学校 (石榴学校) that the document itself treats as the name of one school.

What counts is what stands beside the name: where the school lies, when it was founded, its teachers, its gate; or that
a letter complains of it. A word that describes kinds of school (农村, 示范) names none, whatever is said of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from kg.extract.authorities import place_attributes
from kg.extract.jurisdictions import Place, Terms, place_before, township_start
from kg.extract.school_edges import Name
from kg.extract.school_kinds import counted_behind
from kg.language import names, school_names

_HEAD = re.compile("学校")
_MANY = ("们", "等")
_LEAST = 2  # times that the text uses the name
_LENGTHS = (2, 3, 4)  # of what stands before 学校
_TOLD = re.compile(
    r"(?:位于|地处|坐落|始建于|创办于|创建于|是一所|占地面?积?[约为\d]"
    r"|[现共]有(?:在校|教师|教职|学生|教学班|专任|班级)|校门口|校长[\u4e00-\u9fff]{2,3}[，、表在对])"
)
_ASKED = re.compile(r"(?:反映|投诉|咨询|举报|提到|询问)的[“\"]?$")
_OF_TOWN = re.compile(school_names.TOWN_SCHOOL)
_TOWNS = ("镇", "乡")
_REACHED = school_names.REACHED
_ITS_HEAD = re.compile(school_names.ITS_HEAD)
_WAY = 6  # characters before a name in which a letter's verb may stand
_NOUN_TAGS = frozenset({"", "n", "ns", "nz", "nr", "nrt", "nrfg"})


def as_told(terms: Terms, found: list[Name]) -> list[Name]:
    """The candidates, with those in 学校 that the document treats as one school's name marked and cut to that name."""
    text = terms.text
    plain = [name for name in found if _is_plain(text, name)]
    told = _parts_of_told(text, ((name.start, name.head.start) for name in plain if not name.generic))
    by_head = {name.head.start: part for name in plain for part in told if text.endswith(part, 0, name.head.start)}
    marked = []
    for name in found:
        part = by_head.get(name.head.start)
        start = name.head.start - len(part or "")
        marked.append(Name(start, name.head, Place(start), told=True) if part else name)
    return marked


def told_once(terms: Terms, found: Sequence[Name], beside: Sequence[bool]) -> frozenset[str]:
    """Words that name the one school of a town (柳树镇学校) or the one kindergarten of a division (静宁县幼儿园).

    They name it everywhere in a text that says so once: in a list of schools, with its head, as where one goes.
    """
    text = terms.text
    return frozenset(
        text[name.first : name.head.end]
        for name, listed in zip(found, beside, strict=True)
        if (name.township or name.place.words)
        and (_is_its_kindergarten(text, name) or _is_the_towns(text, name, listed=listed))
    )


def _is_the_towns(text: str, name: Name, *, listed: bool) -> bool:
    """Whether a township and 学校 are told to be one school there."""
    plain = name.township and not (name.generic or name.ordinal) and text[name.head.start : name.head.end] == "学校"
    if not plain or text[name.head.start - 1] not in _TOWNS or text[name.start - 1 : name.start] in names.GROUP_MARKS:
        return False
    return listed or text.endswith(_REACHED, 0, name.first) or _OF_TOWN.match(text, name.head.end) is not None


def _is_its_kindergarten(text: str, name: Name) -> bool:
    """Whether a division and 幼儿园 are told to be one there: 静宁县幼儿园|园长."""
    bare = name.place.words and name.start == name.head.start and not name.generic
    its = bare and text[name.head.start : name.head.end] == "幼儿园"
    return bool(its) and _ITS_HEAD.match(text, name.head.end) is not None


def may_be_of_town(terms: Terms, name: Name) -> bool:
    """Whether a candidate is what the one school of a town is called for short: 镇|中心小学, 该镇|中心小学."""
    text, at = terms.text, name.start
    known = text[at : name.head.start] in _TOWNS and text[name.head.start : name.head.end] in school_names.TOWN_HEADS
    return known and not counted_behind(text, name.head.end) and (terms.edge(at) or text[at - 1] == "该")


def of_town(terms: Terms, name: Name, start: int) -> tuple[tuple[str, str], ...]:
    """Attributes of such a school: of the one town that the text names between `start` and it; none where several."""
    text, at = terms.text, name.start
    level, head = text[at : name.head.start], text[name.head.start : name.head.end]
    towns: dict[str, int] = {}
    end = text.find(level, start, at)
    while end >= 0:
        begin = township_start(terms, end + 1)
        if begin <= end:
            towns[text[begin : end + 1]] = begin
        end = text.find(level, end + 1, at)
    if len(towns) != 1:
        return ()
    ((town, begin),) = towns.items()
    return (*place_attributes(place_before(terms, begin)), ("name", town + head), ("head", head))


def _is_plain(text: str, name: Name) -> bool:
    """Whether a candidate is 学校 with nothing but words of its own before it."""
    head = text[name.head.start : name.head.end]
    return head == "学校" and not (name.place.words or name.ordinal or name.township or name.head.numbered)


def _parts_of_told(text: str, parts: Iterable[tuple[int, int]]) -> frozenset[str]:
    """The parts before 学校, of those at text[start:end], that the text treats as one school's name."""
    candidates = {part for part in {text[start:end] for start, end in parts} if _may_name(part)}
    times: Counter[str] = Counter()
    told: set[str] = set()
    groups: set[str] = set()
    for match in _HEAD.finditer(text) if candidates else ():
        for length in _LENGTHS:
            at = match.start() - length
            part = text[at : match.start()] if at >= 0 else ""
            if part in candidates:
                times[part] += 1
                if _is_told(text, at, match.end()):
                    told.add(part)
                if text[at - 1 : at] in names.GROUP_MARKS or text.startswith(_MANY, match.end()):
                    groups.add(part)
    return frozenset(part for part in told - groups if times[part] >= _LEAST)


def _may_name(part: str) -> bool:
    """Whether a school's own part is a noun that describes no kind of school."""
    if len(part) not in _LENGTHS or part.endswith(school_names.NO_NAME_ENDINGS):
        return False
    plain = part not in school_names.KIND_WORDS and names.tag_of(part) in _NOUN_TAGS
    return plain and names.is_proper(part, wide=False)


def _is_told(text: str, start: int, end: int) -> bool:
    return bool(_TOLD.match(text, end) or _ASKED.search(text, max(0, start - _WAY), start))

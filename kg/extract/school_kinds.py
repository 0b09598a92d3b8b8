"""Why a candidate is no particular school: a count (4所小学), a group (各中学), a kind (寄宿制学校), a title to win."""

from __future__ import annotations

import re

from kg.extract.jurisdictions import Terms, is_han
from kg.extract.school_edges import Name
from kg.language import names, school_names
from kg.language.surnames import SURNAMES
from kg.model import Reason

_COUNTED = re.compile(
    r"\s?(?:共|有|仅|达|各|约)?\s?\d{1,5}\s?(?:余)?(?:所|个|家|处)"
    r"(?!教育集团|集团|项目|联盟|校区|单位|共同体|联合体|学区|班|教学班|年级|党支部|支部|社团|教研组)"
)
_COUNTED_BEFORE = re.compile(r"[\d一二三四五六七八九十百千两几多余]\s?(?:所|个|家|处)$")
_PUPIL = re.compile(
    rf"学生(?=[{''.join(sorted(SURNAMES))}][\u4e00-\u9fff]{{1,2}}[以在被获夺将考])"
)  # 静宁中学|学生王某某以
_SUBJECT_STAFF = re.compile(school_names.SUBJECT_STAFF)
_BECOMES = re.compile(school_names.BECOMES)
_WAY = 28  # characters before a model school in which it may stand that another school becomes it


def fault_of(terms: Terms, name: Name, *, listed: bool) -> Reason | None:
    """Why the candidate is no particular school, or None; `listed`: it stands beside a sure one in a list."""
    text = terms.text
    part, head = text[name.start : name.head.start], text[name.head.start : name.head.end]
    if _is_other_word(text, name, part):
        return Reason.NOT_A_NAME
    if _is_group(text, name, listed=listed) or _is_kind(text, name, part, head) or _is_title(text, name):
        return Reason.GENERIC
    if name.head.numbered or name.ordinal:
        return None
    if name.township:
        return Reason.GENERIC if text[name.start : name.head.end].endswith(("镇学校", "乡学校")) else None
    if not part:
        return _bare_fault(text, name, head, listed=listed)
    return None if name.place.words else _free_fault(text, name, part, head, listed=listed)


def _is_other_word(text: str, name: Name, part: str) -> bool:
    """Whether the head and what follows are another word: 小学|生, 中学|语文, but not 柳树中学|语文组."""
    end = name.head.end
    if not text.startswith(school_names.NOT_A_HEAD, end) or text.startswith(school_names.A_HEAD_YET, end):
        return False
    own = name.head.numbered or name.ordinal or name.township or (not name.soft and len(part) >= 2)
    stem = name.place.kind == "JurisdictionStem" or (name.place.kind == "Jurisdiction" and not _is_full(name))
    return not ((own or stem) and _SUBJECT_STAFF.match(text, end))


def _is_full(name: Name) -> bool:
    """Whether the place before the name is a division's full name, and no short one: 静宁县, but not 郑州."""
    words = name.place.words
    return words.endswith(tuple(names.LEVEL_CLASSES)) and not (len(words) == 2 and words.endswith("州"))


def _is_kind(text: str, name: Name, part: str, head: str) -> bool:
    """Whether the head names a kind of school here: 职业学校, but not 盐镇|九年一贯制学校."""
    if name.head.numbered:
        return bool(part) and not name.township and not _is_town(text, part)
    own = (
        name.township
        or name.ordinal
        or (len(part) >= 2 and not name.soft)
        or (head == "技工学校" and (name.place.kind == "Jurisdiction" or name.place.words in names.LEVEL_CLASSES))
        or (head == school_names.POINT and name.place.kind == "JurisdictionStem")
    )
    return head in school_names.COMMON_HEADS and not (own and head in school_names.OWN_HEADS)


def _is_town(text: str, part: str) -> bool:
    """Whether the words before a number are a town's or a place's, so that they number its schools: 灵溪|二中."""
    if len(part) < 2 or names.is_edge(part) or names.tag_of(part) in names.EDGE_TAGS:
        return False
    known = part in names.NAME_WORDS or names.tag_of(part) in {"ns", "nz"}
    return known or any(part + suffix in text for suffix in names.TOWNSHIP_SUFFIXES)


def _is_group(text: str, name: Name, *, listed: bool) -> bool:
    """Whether the words around the name count schools or describe a group: 4所, 各, 全县."""
    start, end = name.first, name.head.end
    if name.generic or text[start - 1 : start] in names.GROUP_MARKS or _is_whole(text, name):
        return True
    own = name.ordinal or name.head.numbered or (listed and not name.soft and name.head.start - name.start >= 2)
    before = _COUNTED_BEFORE.search(text, max(0, start - 4), start)
    return bool(before) or (not own and counted_behind(text, end))


def counted_behind(text: str, end: int) -> bool:
    """Whether the words up to `end` are followed by how many of them there are: 小学|4所."""
    return _COUNTED.match(text, end) is not None


def _is_whole(text: str, name: Name) -> bool:
    """Whether the name begins with 全 and no county's name does so: 全县…, but not 全州县…."""
    return text[name.first : name.first + 1] == "全" and name.place.kind != "Jurisdiction"


def _is_title(text: str, name: Name) -> bool:
    """Whether a model school is what a school becomes, and none itself: 被评为|某市示范幼儿园, 某省示范性高中."""
    if not text.startswith(school_names.MODEL, name.start):
        return False
    if text.startswith("性", name.start + 2) or name.place.words.endswith(("省", "自治区")):
        return True
    before = _BECOMES.search(text, max(0, name.first - _WAY), name.first)
    return before is not None or text.startswith(school_names.AFTER_TITLE, name.head.end)


def _free_fault(text: str, name: Name, part: str, head: str, *, listed: bool) -> Reason | None:
    """Whether a part and a head with no division words before them are a name: 金水|小学, 建设路|小学."""
    if name.soft and not listed:
        return None if part + head in school_names.SELF_NAMED else Reason.GENERIC
    branch = head.endswith(school_names.BRANCHES) and len(head) > len("附中分校")
    wide = head.endswith(school_names.WIDE_HEADS) and not (listed or branch)
    if len(part) < 2 or _is_described(text, name, part, head, wide=wide):
        return Reason.GENERIC
    return None if _is_called(text, name, part, head, wide=wide) else Reason.GENERIC


def _is_described(text: str, name: Name, part: str, head: str, *, wide: bool) -> bool:
    """Whether the part counts or describes schools: 百所|小学, 未来|学校, 一师一校|教学点, 振兴|中学|教育."""
    counted = part[-1] in "所座" or part[0] in "所个"
    point = head == school_names.POINT and part.endswith(school_names.KINDS_OF_POINT)
    verb = part in names.NAME_WORDS and names.is_verb(part)
    object_of = verb and text.startswith(school_names.AFTER_NO_SCHOOL, name.head.end)
    return counted or point or object_of or (wide and part in school_names.AIMS)


def _is_called(text: str, name: Name, part: str, head: str, *, wide: bool) -> bool:
    """Whether a school may be called by the part: by its form (首都|师范大学, 锦和|中学), or by its words."""
    region = head in school_names.HIGHER_HEADS and part.startswith(school_names.REGIONS) and len(part + head) >= 6
    pair = len(part) == 2 and part[1] in school_names.PAIR_ENDS and part not in names.GENERIC_WORDS and not wide
    zone = part.endswith(names.RUN_ZONES) and head not in school_names.PLAIN_HEADS  # 城东新区|实验学校
    if region or pair or zone:
        return True
    if len(part) >= 4 and part.endswith(school_names.ESTATES):  # 红星林场子弟|学校
        return names.is_proper(part[:2], wide=False)
    private = text.endswith(names.OWNERSHIP, 0, name.start) and len(part) >= 3
    called = len(part) == 4 and part.endswith(school_names.CALLED)  # 福宁|英才|学校
    return names.is_proper(part, wide=wide and not (private or called))


def _bare_fault(text: str, name: Name, head: str, *, listed: bool) -> Reason | None:
    """Whether a head alone, or behind division words, is a name: 康定|中学, 县|职业教育中心, 民中."""
    kind, plain = name.place.kind, head in school_names.PLAIN_HEADS
    if not name.place.words:
        clear = head not in school_names.LEADING_HEADS or not is_han(text[name.start - 1 : name.start] or "。")
        own = (head in school_names.SELF_NAMED and clear) or "大附" in head or "学附" in head
        is_name = own or (listed and not plain and head not in school_names.HIGHER_HEADS)
    elif not plain:
        is_name = True
    elif text.startswith(school_names.AFTER_NO_SCHOOL, name.head.end) and not (
        _PUPIL.match(text, name.head.end) or head in school_names.HIGHER_HEADS
    ):
        is_name = False
    elif kind == "Abbreviation":  # 德州|学院
        is_name = head in school_names.HIGHER_HEADS or (head == "中学" and name.place.words.endswith("州"))
    elif kind == "Jurisdiction":
        is_name = head not in school_names.LOW_HEADS and (
            not _is_full(name)
            or head in school_names.LEVEL_HEADS
            or text.startswith(school_names.AFTER_COUNTY_SCHOOL, name.head.end)
        )
    else:  # whether a stem is the place, and the rest no name, is the linker's to say
        is_name = kind == "JurisdictionStem"
    return None if is_name else Reason.GENERIC

"""The left edge of a school's name: from its head word by word to where it begins, and the place before it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.jurisdictions import Place, Terms, is_han, place_before, township_start
from kg.extract.school_heads import Head
from kg.language import names, school_names

_LONGEST_PART = 12
_LONGEST_VILLAGE = 4
_LONGEST_ZONE = 12  # characters between a town and the end of its zone: 柳树镇|循环经济产业园区
_ORDINAL = re.compile(r"第(?:[一二三四五六七八九十百]{1,4}|\d{1,3})$")
_TROOP = re.compile(r"(?:[一二三四五六七八九十〇○百]{1,4}|\d{1,3})团$")  # of the Production and Construction Corps
_INSIDE_ENDS = frozenset("村区")  # last characters of villages and zones
_FIXED_ENDS = frozenset(
    char
    for words in (names.VILLAGE_ENDINGS, names.DATE_NAMES, school_names.NUMBERED_PLACE, school_names.PAIR_ENDS)
    for char in "".join(word[-1] for word in words)
) | frozenset("关育团")
_YEARS = re.compile(r"\d[年月日]$")


@dataclass(frozen=True, slots=True)
class Name:
    """A candidate: where its own part begins, the place before it, and what kind of words the part holds."""

    start: int
    head: Head
    place: Place
    ordinal: bool = False
    township: bool = False
    generic: bool = False
    soft: bool = False
    told: bool = False

    @property
    def first(self) -> int:
        """Where the name begins, with the place before it."""
        return self.place.start if self.place.words else self.start


def name_before(terms: Terms, head: Head, free: int = 0) -> Name:
    """Walk left from the head to the edge of the name, not beyond `free`, where the name before it ends."""
    text, at = terms.text, head.start
    higher = text[head.start : head.end] in school_names.HIGHER_HEADS
    ordinal = generic = False
    soft = True
    numeral = not head.numbered and text[at] in school_names.ORDINAL_CHARS and text[at - 1 : at] == "第"
    if numeral:
        at, ordinal = at - 1, True
    while head.start - at <= _LONGEST_PART:
        place = place_before(terms, at)
        if at > free and (place.words or text[at - 1] in _INSIDE_ENDS):
            inside = _inside_start(terms, head, at, place, sure=ordinal or soft)
            if inside < at:
                at, soft = inside, False
                continue
        if not (soft or ordinal) and text.endswith(names.AREA_WORDS, 0, at):
            return Name(at, head, Place(at), ordinal, False, generic, soft)
        if place.words or (place.kind == "Plural" and not higher):
            named = higher and place.kind in {"Jurisdiction", "JurisdictionStem"}
            group = (generic and not named) or place.kind == "Plural"  # but 湖南|城市学院
            return Name(at, head, place, ordinal, False, group, soft)
        township = township_start(terms, at)
        if township < at:
            return Name(township, head, place_before(terms, township), ordinal, True, generic, False)
        counted = _ORDINAL.search(text, max(0, at - 6), at)
        if counted:
            at, ordinal = counted.start(), True
            continue
        size = (_fixed_size(terms, head, at) or _word_size(terms, at, head.start - at)) if at > free else 0
        word = text[at - size : at]
        if not size or (word in names.OWNERSHIP and not soft and head.start - at >= 2):  # 民办|育才|高中
            return Name(at, head, Place(at), ordinal, False, generic, soft)
        direct = word in school_names.DIRECTLY_RUN and (ordinal or text.startswith("机关", at))  # 县|直属|第一幼儿园
        if word not in names.SOFT_WORDS and not direct:
            soft = False
            generic = generic or _is_generic(text, word, at, head)
        at -= size
        if generic and not higher:
            break
    return Name(at, head, Place(at), ordinal, False, True, soft)


def _inside_start(terms: Terms, head: Head, at: int, place: Place, *, sure: bool) -> int:
    """Where a zone, a village or a division's name begins that ends at `at` and is part of the name; else `at`."""
    own = at < head.start or terms.text[at : head.end] not in school_names.PLAIN_HEADS
    start = min(_area_start(terms, at, sure=sure and own), village_start(terms, at))
    if start < at or not place.words:
        return start
    return place.start if place.start < at and _inside_name(terms, place.start) else at


def _is_generic(text: str, word: str, at: int, head: Head) -> bool:
    """Whether a word that ends at `at` makes a kind or a group of what follows: 薄弱|小学, but not 高|砌头九校."""
    if word[0] in names.GROUP_MARKS:
        return True
    if word not in names.GENERIC_WORDS:
        return word.endswith("村") and not _is_village(word)
    rest = text[at : head.start]
    if word == "小":
        return len(rest) < 2  # 小|博士|幼儿园
    proper = names.tag_of(rest) in {"", "ns", "nz"} and not names.tag_of(word + rest[:1])
    return not (rest and word in names.SIZE_WORDS and proper)


def village_start(terms: Terms, end: int) -> int:
    """Where the village's name begins that ends at `end`: 后塘村, 柳树镇|野马村; `end` where there is none."""
    text = terms.text
    if text[end - 1 : end] != "村" or end < 2:
        return end
    for start in range(end - 3, max(-1, end - _LONGEST_VILLAGE - 2), -1):
        if township_start(terms, start) < start:
            return start if _is_village(text[start:end]) else end
    word = terms.word_ending(end) or "村"
    start = end - len(word)
    if word == "村":
        word = terms.word_ending(start) or ""
        if len(word) < 2 or not is_han(word[-1]) or word in names.GENERIC_WORDS or names.is_edge(word):
            return end
        start -= len(word)
    elif names.is_edge(word):
        return end
    if not _is_village(text[start:end]):
        return end
    side = terms.word_ending(start) or ""
    with_side = end - start == 2 and side in school_names.VILLAGE_SIDES and terms.edge(start - 1)
    return start - 1 if with_side else start


def _is_village(word: str) -> bool:
    """Whether a word in 村 is a village's name: 塘村, but not 行政村, 每村, 新建村."""
    own = word[:-1]
    described = own in names.GENERIC_WORDS or names.is_edge(own) or word[0] in names.SELF_MARKS
    return not described and word not in school_names.NO_VILLAGES and school_names.NO_VILLAGE_CHARS.isdisjoint(word)


def _area_start(terms: Terms, at: int, *, sure: bool) -> int:
    """Where a zone begins that belongs to the name: 西安|高新区|第十七小学, 柳树镇|循环经济产业园区|学校; else `at`."""
    text = terms.text
    if not text.endswith(names.RUN_ZONES, 0, at):
        return at
    start = at - next(len(word) for word in names.RUN_ZONES if text.endswith(word, 0, at))
    known = terms.by_end.get(at)
    if known and known.start < start:  # 浦东新区 is a division
        return at
    side = terms.word_ending(start) or ""
    first = start - len(side) if side in names.NAME_WORDS else start  # 城东|新区
    if sure and terms.edge(first):
        return first
    for left in range(start, max(0, at - _LONGEST_ZONE), -1):
        if not is_han(text[left - 1]):
            return at
        if township_start(terms, left) < left:
            return left
    return at


def _inside_name(terms: Terms, start: int) -> bool:
    """Whether a division's name that begins there is part of a school's own: 锦屏镇|黄龙小学, 财经大学|浙江学院."""
    if terms.text.endswith(school_names.HIGHER_ENDS, 0, start) or township_start(terms, start) < start:
        return True
    word = terms.word_ending(start) or ""  # 东|江源|小学
    plain = is_han(word or "。") and word not in names.LEVEL_CLASSES and start not in terms.by_end
    return len(word) == 1 and plain and not terms.edge(start)


def _fixed_size(terms: Terms, head: Head, at: int) -> int:
    """Length of a name before `at` that is cut as other words; else 0."""
    if terms.text[at - 1 : at] not in _FIXED_ENDS:
        return _region_size(terms.text, head, at)
    pair = 2 if at == head.start and _is_pair(terms, at) else 0
    return _written_size(terms, at) or _numbered_size(terms, at) or _region_size(terms.text, head, at) or pair


def _written_size(terms: Terms, at: int) -> int:
    """Length of 城关, 新教育 or a village whose name ends like a word of groups (马各庄) before `at`; else 0."""
    text = terms.text
    if text.endswith("城关", 0, at):
        return len("城关")
    if text.endswith("新教育", 0, at) and terms.named_ending(at - len("新教育")):
        return len("新教育")
    return 3 if text.endswith(names.VILLAGE_ENDINGS, 0, at) and at > 2 and is_han(text[at - 3]) else 0


def _numbered_size(terms: Terms, at: int) -> int:
    """Length of a name that begins with a number before `at`: 八一, 五里, 一三五团; else 0."""
    troop = _TROOP.search(terms.text, max(0, at - 5), at) if terms.text[at - 1 : at] == "团" else None
    if troop:
        return len(troop.group())
    word = terms.word_ending(at) or ""
    place = word[1:] in school_names.NUMBERED_PLACE and word[0] in school_names.ORDINAL_CHARS
    return len(word) if place or word in names.DATE_NAMES else 0


def _region_size(text: str, head: Head, at: int) -> int:
    """Length of the part of the country that a university is called by before `at`: 首都|师范大学; else 0."""
    if text[head.start : head.end] not in school_names.HIGHER_HEADS:
        return 0
    return next((len(word) for word in school_names.REGIONS if text.endswith(word, 0, at)), 0)


def _is_pair(terms: Terms, end: int) -> bool:
    """Whether two characters between a clear edge and the head are a name, the last a word of its own: 锦和|中学."""
    text, start = terms.text, end - 2
    if start < 0 or text[end - 1] not in school_names.PAIR_ENDS or text.startswith("学校", end):
        return False
    first = text[start]
    if (
        not is_han(first)
        or first in school_names.NO_PAIR_STARTS
        or first in names.EDGE_CHARS
        or first in names.EDGE_WORDS
    ):
        return False
    known = names.tag_of(text[start:end]) or names.tag_of(first) in {"r", "d", "m", "p", "c"}
    clear = start == 0 or not is_han(text[start - 1]) or start in terms.by_end or text[start - 1] in names.EDGE_CHARS
    return clear and not known and start + 1 not in terms.by_end


def _word_size(terms: Terms, at: int, taken: int) -> int:
    """Length of the word before `at` that belongs to the name of which `taken` characters are known; 0 at its edge."""
    text = terms.text
    word = terms.word_ending(at) or text[at - 1 : at]
    if at == 0 or not is_han(text[at - 1]) or at in terms.by_end:
        return 0
    if not taken and word in names.NAME_WORDS and names.is_verb(word) and _may_begin(terms, at, word):
        return len(word) if _begins_name(terms, at, at - len(word)) else 0
    noun = len(word) > 1 and names.tag_of(word) in names.NOUN_TAGS and word not in names.EDGE_WORDS  # 财经, 太和
    if names.ends_with_edge(text, at) and not noun:
        return 0
    if len(word) == 2 and _YEARS.search(text, max(0, at - 3), at - 1):  # 2023年|满都拉
        return 1
    return 0 if _stops(terms, at, word, taken) else _cut_size(text, at, word, taken)


def _stops(terms: Terms, at: int, word: str, taken: int) -> bool:
    """Whether the word that ends at `at` is no part of the name of which `taken` characters are known."""
    if not taken and word in names.SOFT_WORDS and names.is_edge(word):  # 静宁县|高级|职业中学
        return terms.named_ending(at - len(word)) is None
    if taken and word in names.NAME_WORDS and _makes_place(terms.text, at, taken):
        return False
    weak = len(word) == 1 and word in names.EDGE_WORDS
    return (weak and taken != 1) or (not weak and names.is_edge(word)) or (taken > 0 and names.is_verb(word))


def _makes_place(text: str, at: int, taken: int) -> bool:
    """Whether the word that ends at `at` is part of a street's or a kindergarten's name: 团结|路, 未来|星|幼儿园."""
    street = text.startswith(school_names.PLACE_AFTER, at) and not text.startswith("街道", at)
    return street or (taken == 1 and text.startswith("幼儿园", at + taken))


def _cut_size(text: str, at: int, word: str, taken: int) -> int:
    """Length of the word, or of its end where the cutter does not know it and joins it to an edge: 校高|桥."""
    if names.tag_of(word):
        return len(word)
    for size in range(1 if taken else 2, len(word)):
        if not is_han(text[at - size - 1]) or names.ends_with_edge(text, at - size):
            return size
    return len(word)


def _may_begin(terms: Terms, at: int, word: str) -> bool:
    """Whether a word that stands before names as a rule may be one here: 大寺镇|联合|小学."""
    return word not in names.EDGE_WORDS or township_start(terms, at - len(word)) < at - len(word)


def _begins_name(terms: Terms, at: int, start: int) -> bool:
    """Whether a verb that schools are called by is a name's word there: 金|摇篮|幼儿园, but not 启动|建设|小学."""
    text = terms.text
    if start == 0 or not is_han(text[start - 1]) or text[start - 1] in names.EDGE_CHARS or terms.named_ending(start):
        return True
    if text.endswith(names.OWNERSHIP, 0, start) or township_start(terms, start) < start:
        return True
    before = terms.word_ending(start) or ""
    little = text.startswith("幼儿园", at) and len(before) == 1 and before not in names.EDGE_WORDS
    return (little and before not in names.LEVEL_CLASSES) or (before in names.NAME_WORDS and not names.is_verb(before))

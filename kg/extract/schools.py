"""Schools: one particular school each (静宁一中, 县第二小学, 云岭镇中心小学, 建设路小学), never a kind or a group.

A name is a head (小学, 中学, 一中 …) and what stands before it, word by word, up to a clear edge: punctuation, another
term, division words, or a word that no name contains. What is left must be a name and no description.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from kg.extract import shared_heads
from kg.extract.authorities import place_attributes
from kg.extract.jurisdictions import (
    Place,
    Terms,
    is_han,
    mention_claim,
    place_before,
    terms_of,
    township_start,
)
from kg.extract.terms import Term
from kg.extract.told_schools import parts_of_told
from kg.language import names, school_names
from kg.language.surnames import SURNAMES
from kg.model import Claim, Document, Dropped, Mention, Reason, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_RULE, _SHARED_RULE = "school", "schools-sharing-a-head"
_NAMED = frozenset({"Jurisdiction", "JurisdictionStem"})
_LONGEST_PART = 12
_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}[中小幼高]")
_NUMBERED_END = re.compile(rf"(?<!第){_NUMBERED.pattern}$")
_MODEL_CHARS = frozenset(word[0] for word in school_names.MODEL)
_AND_OTHERS = re.compile(r"等(?:\d|[一二三四五六七八九十两多几]{1,3}所|[中小]?学校?|高中|校|地)")
_BY_GRAMMAR = re.compile(
    rf"(?P<numbered>{_NUMBERED.pattern})|(?P<digits>\d{{1,3}}[中小幼])|(?P<short>{school_names.SHORT_HEADS})"
)
_PUPIL = re.compile(
    rf"学生(?=[{''.join(sorted(SURNAMES))}][\u4e00-\u9fff]{{1,2}}[以在被获夺将考])"
)  # 静宁中学|学生王某某以
_SAID = 24  # characters behind a school's name in which its clause may say what it is
_ORDINAL = re.compile(r"第(?:[一二三四五六七八九十百]{1,4}|\d{1,3})$")
_COUNTED = re.compile(
    r"\s?(?:共|有|仅|达|各|约)?\s?\d{1,5}\s?(?:余)?(?:所|个|家|处)(?!教育集团|集团|项目|联盟|校区|单位|共同体|联合体|学区)"
)
_COUNTED_BEFORE = re.compile(r"[\d一二三四五六七八九十两几多余]\s?(?:所|个|家|处)$")
_CLAUSE = re.compile(r"[^，。；！？\n]*")
_HIGH = re.compile(r"示范性?(?:普通)?高中|普通高中|高中教育|高完中|独立高中|高[一二三考]|本科上线|[一二]本")
_LOW = re.compile(r"初[中一二三]|中考|小学|附属|[一二三四五六七八九十民]中")


class _Head(NamedTuple):
    start: int
    end: int
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class _Name:
    """A candidate: where its own part begins, the place before it, and what kind of words the part holds."""

    start: int
    head: _Head
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


def extract(doc: Doc, document: Document) -> Iterator[Claim | Dropped]:
    """Every school that the text names, with its division as printed and its own name."""
    terms = terms_of(doc)
    found = _as_told(terms, _candidates(terms))
    faults = [None if name.told else _fault(terms, name, listed=False) for name in found]
    sure = [not fault for fault in faults]
    previous: _Name | None = None
    for index, name in enumerate(found):
        beside = (index > 0 and sure[index - 1] and _joined(terms, found[index - 1], name)) or (
            index + 1 < len(found) and sure[index + 1] and _joined(terms, name, found[index + 1])
        )
        fault = faults[index] and _fault(terms, name, listed=beside) if beside else faults[index]
        span = Span(name.first, name.head.end)
        text = terms.text[span.start : span.end]
        if fault:
            yield Dropped(reason=fault, span=span, rule=_RULE, detail=text)
            continue
        attributes = _attributes(terms, name, beside=beside)
        if _is_high(terms, name):
            attributes += (("says", "HighSchool"),)
        if previous and previous.place.words and _inherits(name) and _joined(terms, previous, name):
            attributes = tuple(one for one in attributes if one[0] != "bare")
            attributes += (("division", previous.place.words), ("above", " ".join(previous.place.above)))
            previous = replace(name, place=previous.place)
        else:
            previous = name
        yield mention_claim(document, Mention(kind="School", span=span, text=text, attributes=attributes), _RULE)
    for mention in shared_heads.find(terms):
        yield mention_claim(document, mention, _SHARED_RULE)


def _candidates(terms: Terms) -> list[_Name]:
    found, free = [], 0
    for head in _heads(terms):
        found.append(_name_before(terms, head, free))
        free = head.end
    return found


def _as_told(terms: Terms, found: list[_Name]) -> list[_Name]:
    """The candidates, with those in 学校 that the document treats as one school's name marked and cut to that name."""
    text = terms.text
    plain = [name for name in found if _is_plain(text, name)]
    told = parts_of_told(text, ((name.start, name.head.start) for name in plain if not name.generic))
    by_head = {name.head.start: part for name in plain for part in told if text.endswith(part, 0, name.head.start)}
    marked = []
    for name in found:
        part = by_head.get(name.head.start)
        start = name.head.start - len(part or "")
        marked.append(_Name(start, name.head, Place(start), told=True) if part else name)
    return marked


def _is_plain(text: str, name: _Name) -> bool:
    """Whether a candidate is 学校 with nothing but words of its own before it."""
    head = text[name.head.start : name.head.end]
    return head == "学校" and not (name.place.words or name.ordinal or name.township or name.head.numbered)


def _joined(terms: Terms, left: _Name, right: _Name) -> bool:
    """Whether two names stand side by side in a list."""
    return terms.text[left.head.end : right.first] in names.JOINS


def school_ending(terms: Terms, end: int) -> Mention | None:
    """The school whose name ends there, as the body of a post; None where it is no particular one."""
    term = terms.by_end.get(end)
    if term and term.kind == "SchoolKind":
        head = _extended(terms.text, term.start, term.end)
    else:
        match = _NUMBERED_END.search(terms.text, max(0, end - 4), end)
        if not match:
            return None
        head = _Head(match.start(), end, numbered=True)
    name = _name_before(terms, head)
    if head.end != end or _fault(terms, name, listed=False):
        return None
    span = Span(name.first, end)
    return Mention(kind="School", span=span, text=terms.text[span.start : end], attributes=_attributes(terms, name))


def _heads(terms: Terms) -> list[_Head]:
    """Heads in reading order: those of the vocabulary, and numbered ones by grammar (二中, 四小)."""
    text = terms.text
    heads: list[_Head] = []
    for term in terms.ordered:
        if term.kind != "SchoolKind" and not (text[term.start] in _MODEL_CHARS and _is_model(terms, term)):
            continue
        head = _extended(text, term.start, term.end)
        beside = heads and heads[-1].end == head.start and text[head.start] == "附"  # 师大|附中
        if beside or (heads and text[heads[-1].end : head.start] == "附属"):
            head = _Head(heads.pop().start, head.end)
        branch = terms.by_start.get(head.end)
        if branch and branch.kind in _NAMED and text.startswith(school_names.BRANCHES, branch.end):
            head = _Head(head.start, branch.end + 2, head.numbered)
        heads.append(head)
    taken = {at for head in heads for at in range(head.start, head.end)}
    others = (head for head in _grammatical(terms) if taken.isdisjoint(range(head.start, head.end)))
    return sorted([*heads, *others])


def _is_model(terms: Terms, term: Term) -> bool:
    """Whether a term of another kind is a school's own words behind a division's name: 静宁县|示范幼儿园."""
    text = terms.text
    if not text.startswith(school_names.MODEL, term.start) or not text.endswith(school_names.MODEL_HEADS, 0, term.end):
        return False
    return terms.named_ending(term.start) is not None and not text.startswith(school_names.AFTER_KIND, term.end)


def _grammatical(terms: Terms) -> Iterator[_Head]:
    """Heads by grammar: with a number (二中, 四小, 某市25中), and short ones behind a division (静宁|卫校)."""
    text = terms.text
    for match in _BY_GRAMMAR.finditer(text):
        start, end = match.span()
        if match.lastgroup == "numbered":
            start += text[start - 1 : start] == "第"  # 第一中 has a head of its own
            listed = text[start - 1 : start] in names.JOINS and text[end : end + 1] == "等"  # 一中、六中|等学校
            clear = listed or text[end : end + 1] not in school_names.NOT_NUMBERED or _AND_OTHERS.match(text, end)
            if clear and end - start >= len("一中"):
                yield _Head(start, end, numbered=True)
        elif terms.named_ending(start):
            digits = match.lastgroup == "digits"
            if not digits or text[end : end + 1] not in school_names.NOT_NUMBERED:
                yield _Head(start, end, numbered=digits)


def _extended(text: str, start: int, end: int) -> _Head:
    """A head with what belongs to it on the right: 一中|学, 中学|校."""
    numbered = (
        end - start <= 3 and text[start] in school_names.ORDINAL_CHARS and text[end - 1] in school_names.NUMBERED_HEADS
    )
    if numbered and text[end - 1 : end + 1] in {"中学", "小学"}:
        end, numbered = end + 1, False
    elif numbered and text.startswith("幼儿园", end - 1):
        end, numbered = end + 2, False
    if text[end - 2 : end] in {"中学", "小学"} and text[end : end + 1] == "校":
        end += text[end + 1 : end + 2] not in school_names.AFTER_SCHOOL_CHAR
    return _Head(start, end, numbered=numbered)


def _name_before(terms: Terms, head: _Head, free: int = 0) -> _Name:
    """Walk left from the head to the edge of the name, not beyond `free`, where the name before it ends."""
    text, at = terms.text, head.start
    ordinal = generic = False
    soft = True
    numeral = not head.numbered and text[at] in school_names.ORDINAL_CHARS and text[at - 1 : at] == "第"
    if numeral:
        at, ordinal = at - 1, True
    while head.start - at <= _LONGEST_PART:
        if not (soft or ordinal) and text.endswith(names.AREA_WORDS, 0, at):
            return _Name(at, head, Place(at), ordinal, False, generic, soft)
        place = place_before(terms, at)
        if place.words and place.start < at and _inside_name(terms, place.start):
            at, soft = place.start, False
            continue
        higher = text[head.start : head.end] in school_names.HIGHER_HEADS
        if place.words or (place.kind == "Plural" and not higher):
            named = higher and place.kind in {"Jurisdiction", "JurisdictionStem"}
            group = (generic and not named) or place.kind == "Plural"  # but 湖南|城市学院
            return _Name(at, head, place, ordinal, False, group, soft)
        township = township_start(terms, at)
        if township < at:
            return _Name(township, head, place_before(terms, township), ordinal, True, generic, False)
        counted = _ORDINAL.search(text, max(0, at - 6), at)
        if counted:
            at, ordinal = counted.start(), True
            continue
        size = (_fixed_size(terms, at) or _word_size(terms, at, head.start - at)) if at > free else 0
        if not size:
            return _Name(at, head, Place(at), ordinal, False, generic, soft)
        word = text[at - size : at]
        if word in names.OWNERSHIP and not soft and head.start - at >= 2:  # 民办|育才|高中
            return _Name(at, head, Place(at), ordinal, False, generic, soft)
        direct = ordinal and word in school_names.DIRECTLY_RUN  # 县|直属|第一幼儿园
        if word not in names.SOFT_WORDS and not direct:
            soft = False
            little = word == "小" and head.start - at >= 2  # 小|博士|幼儿园
            generic = generic or (word in names.GENERIC_WORDS and not little) or word[0] in names.GROUP_MARKS
        at -= size
        if generic and not higher:
            break
    return _Name(at, head, Place(at), ordinal, False, True, soft)


def _inside_name(terms: Terms, start: int) -> bool:
    """Whether a division's name that begins there is part of a school's own: 锦屏镇|黄龙小学, 财经大学|浙江学院."""
    if terms.text.endswith(school_names.HIGHER_ENDS, 0, start) or township_start(terms, start) < start:
        return True
    word = terms.word_ending(start) or ""  # 东|江源|小学
    plain = is_han(word or "。") and word not in names.LEVEL_CLASSES and start not in terms.by_end
    return len(word) == 1 and plain and not terms.edge(start)


def _fixed_size(terms: Terms, at: int) -> int:
    """Length of a village, a day or a town before `at` that is cut as other words: 马各庄, 八一, 县|城关; else 0."""
    if terms.text.endswith("城关", 0, at):
        return len("城关")
    if terms.text.endswith(names.VILLAGE_ENDINGS, 0, at) and at > 2 and is_han(terms.text[at - 3]):
        return 3
    return len("八一") if terms.word_ending(at) in names.DATE_NAMES else 0


def _word_size(terms: Terms, at: int, taken: int) -> int:
    """Length of the word before `at` that belongs to the name of which `taken` characters are known; 0 at its edge."""
    text = terms.text
    word = terms.word_ending(at) or text[at - 1 : at]
    if at == 0 or not is_han(text[at - 1]) or at in terms.by_end or names.ends_with_edge(text, at):
        return 0
    if not taken and word in names.NAME_WORDS and names.tag_of(word) in names.EDGE_TAGS:  # 启动|建设|小学
        before = at - len(word)
        clear = before == 0 or not is_han(text[before - 1]) or terms.named_ending(before)
        return len(word) if clear or text[before - 1] in names.EDGE_CHARS else 0
    weak = len(word) == 1 and word in names.EDGE_WORDS
    if (weak and taken != 1) or (not weak and names.is_edge(word)) or (taken and names.is_verb(word)):
        return 0
    if names.tag_of(word):
        return len(word)
    for size in range(1 if taken else 2, len(word)):  # a word that jieba does not know may be cut wrong: 校高|桥
        if not is_han(text[at - size - 1]) or names.ends_with_edge(text, at - size):
            return size
    return len(word)


def _fault(terms: Terms, name: _Name, *, listed: bool) -> Reason | None:
    """Why the candidate is no particular school, or None."""
    text = terms.text
    part, head = text[name.start : name.head.start], text[name.head.start : name.head.end]
    if text.startswith(school_names.NOT_A_HEAD, name.head.end) and not text.startswith(("生均", "科技"), name.head.end):
        return Reason.NOT_A_NAME
    if _is_group(text, name) or _is_kind(name, part, head):
        return Reason.GENERIC
    if name.head.numbered or name.ordinal:
        return None
    if name.township:
        return Reason.GENERIC if text[name.start : name.head.end].endswith(("镇学校", "乡学校")) else None
    if not part:
        return _bare_fault(text, name, head, listed=listed)
    return None if name.place.words else _free_fault(name, part, head, listed=listed)


def _is_kind(name: _Name, part: str, head: str) -> bool:
    """Whether the head names a kind of school here: 职业学校, but not 盐镇|九年一贯制学校."""
    if name.head.numbered:
        return bool(part) and not name.township
    own = (
        name.township
        or name.ordinal
        or (len(part) >= 2 and not name.soft)
        or (head == "技工学校" and name.place.kind == "Jurisdiction")
    )
    return head in school_names.COMMON_HEADS and not (own and head in school_names.OWN_HEADS)


def _is_group(text: str, name: _Name) -> bool:
    """Whether the words around the name count schools or describe a group: 4所, 各, 全县."""
    start, end = name.first, name.head.end
    counted = _COUNTED.match(text, end) or _COUNTED_BEFORE.search(text, max(0, start - 4), start)
    return bool(counted) or name.generic or text[start - 1 : start] in names.GROUP_MARKS or _is_whole(text, name)


def _is_whole(text: str, name: _Name) -> bool:
    """Whether the name begins with 全 and no county's name does so: 全县…, but not 全州县…."""
    return text[name.first : name.first + 1] == "全" and name.place.kind != "Jurisdiction"


def _free_fault(name: _Name, part: str, head: str, *, listed: bool) -> Reason | None:
    """Whether a part and a head with no division words before them are a name: 金水|小学, 建设路|小学."""
    if name.soft and not listed:
        return None if part + head in school_names.SELF_NAMED else Reason.GENERIC
    branch = head.endswith(school_names.BRANCHES) and len(head) > len("附中分校")
    wide = head.endswith(school_names.WIDE_HEADS) and not (listed or branch)
    return None if len(part) >= 2 and names.is_proper(part, wide=wide) else Reason.GENERIC


def _bare_fault(text: str, name: _Name, head: str, *, listed: bool) -> Reason | None:
    """Whether a head alone, or behind division words, is a name: 康定|中学, 县|职业教育中心, 民中."""
    kind, plain = name.place.kind, head in school_names.PLAIN_HEADS
    if not name.place.words:
        own = head in school_names.SELF_NAMED or "大附" in head or "学附" in head
        is_name = own or (listed and not plain)
    elif not plain:
        is_name = True
    elif text.startswith(school_names.AFTER_NO_SCHOOL, name.head.end) and not _PUPIL.match(text, name.head.end):
        is_name = False
    elif kind == "Abbreviation":  # 德州|学院
        is_name = head in school_names.HIGHER_HEADS or (head == "中学" and name.place.words.endswith("州"))
    elif kind == "Jurisdiction":
        full = name.place.words.endswith(tuple(names.LEVEL_CLASSES))
        is_name = head not in school_names.LOW_HEADS and (
            not full
            or head in school_names.LEVEL_HEADS
            or text.startswith(school_names.AFTER_COUNTY_SCHOOL, name.head.end)
        )
    else:  # whether a stem is the place, and the rest no name, is the linker's to say
        is_name = kind == "JurisdictionStem"
    return None if is_name else Reason.GENERIC


def _is_high(terms: Terms, name: _Name) -> bool:
    """Whether the clause says that the school has pupils of 高中 and none below: 某县一中创建省级示范高中."""
    end = name.head.end
    clause = _CLAUSE.match(terms.text, end, end + _SAID)
    said = _HIGH.search(terms.text, end, clause.end()) if clause else None
    return said is not None and not _LOW.search(terms.text, end, said.end())


def _inherits(name: _Name) -> bool:
    """Whether a school without division words takes those of the one before it in a list: 乌市一中、六中."""
    return not name.place.words and not name.township and (name.head.numbered or name.ordinal)


def _attributes(terms: Terms, name: _Name, *, beside: bool = False) -> tuple[tuple[str, str], ...]:
    own = terms.text[name.start : name.head.end]
    bare = not (name.place.words or name.township) and (
        name.head.numbered or (name.soft and not name.ordinal and not beside)
    )
    marks = (("bare", "true"),) if bare else ()
    return (*place_attributes(name.place), ("name", own), ("head", terms.text[name.head.start : name.head.end]), *marks)

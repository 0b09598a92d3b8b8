"""Schools: one particular school each (静宁一中, 县第二小学, 云岭镇中心小学, 建设路小学), never a kind or a group.

A name is a head (小学, 中学, 一中 …) and what stands before it, word by word, up to a clear edge: punctuation, another
term, division words, or a word that no name contains. What is left must be a name and no description.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

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
from kg.language import names
from kg.model import Claim, Document, Dropped, Mention, Reason, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_RULE = "school"
_NAMED = frozenset({"Jurisdiction", "JurisdictionStem"})
_LONGEST_PART = 12
_NUMBERED = re.compile(r"(?<!第)[一二三四五六七八九十]{1,3}[中小幼高]")
_ORDINAL = re.compile(r"第(?:[一二三四五六七八九十百]{1,4}|\d{1,3})$")
_COUNTED = re.compile(r"\s?(?:共|有|仅|达|各|约)?\s?\d{1,5}\s?(?:余)?(?:所|个|家|处)")
_COUNTED_BEFORE = re.compile(r"[\d一二三四五六七八九十两几多余]\s?(?:所|个|家|处)$")


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

    @property
    def first(self) -> int:
        """Where the name begins, with the place before it."""
        return self.place.start if self.place.words else self.start


def extract(doc: Doc, document: Document) -> Iterator[Claim | Dropped]:
    """Every school that the text names, with its division as printed and its own name."""
    terms = terms_of(doc)
    found = _candidates(terms)
    sure = [not _fault(terms, name, listed=False) for name in found]
    previous: _Name | None = None
    for index, name in enumerate(found):
        beside = (index > 0 and sure[index - 1] and _joined(terms, found[index - 1], name)) or (
            index + 1 < len(found) and sure[index + 1] and _joined(terms, name, found[index + 1])
        )
        fault = _fault(terms, name, listed=beside)
        span = Span(name.first, name.head.end)
        text = terms.text[span.start : span.end]
        if fault:
            yield Dropped(reason=fault, span=span, rule=_RULE, detail=text)
            continue
        attributes = _attributes(terms, name, beside=beside)
        if previous and previous.place.words and _inherits(name) and _joined(terms, previous, name):
            attributes += (("division", previous.place.words), ("above", " ".join(previous.place.above)))
            previous = replace(name, place=previous.place)
        else:
            previous = name
        yield mention_claim(document, Mention(kind="School", span=span, text=text, attributes=attributes), _RULE)


def _candidates(terms: Terms) -> list[_Name]:
    found, free = [], 0
    for head in _heads(terms):
        found.append(_name_before(terms, head, free))
        free = head.end
    return found


def _joined(terms: Terms, left: _Name, right: _Name) -> bool:
    """Whether two names stand side by side in a list."""
    return terms.text[left.head.end : right.first] in names.JOINS


def school_ending(terms: Terms, end: int) -> Mention | None:
    """The school whose name ends there, as the body of a post; None where it is no particular one."""
    term = terms.by_end.get(end)
    if term and term.kind == "SchoolKind":
        head = _extended(terms.text, term.start, term.end)
    else:
        match = _NUMBERED.search(terms.text, max(0, end - 4), end)
        if not match or match.end() != end:
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
        if term.kind != "SchoolKind":
            continue
        head = _extended(text, term.start, term.end)
        beside = heads and heads[-1].end == head.start and text[head.start] == "附"  # 师大|附中
        if beside or (heads and text[heads[-1].end : head.start] == "附属"):
            head = _Head(heads.pop().start, head.end)
        branch = terms.by_start.get(head.end)
        if branch and branch.kind in _NAMED and text.startswith(names.BRANCHES, branch.end):
            head = _Head(head.start, branch.end + 2, head.numbered)
        heads.append(head)
    taken = {at for head in heads for at in range(head.start, head.end)}
    for match in _NUMBERED.finditer(text):
        start, end = match.span()
        listed = text[start - 1 : start] in names.JOINS and text[end : end + 1] == "等"  # 一中、六中|等学校
        clear = listed or text[end : end + 1] not in names.NOT_NUMBERED
        if clear and taken.isdisjoint(range(start, end)):
            heads.append(_Head(start, end, numbered=True))
    return sorted(heads)


def _extended(text: str, start: int, end: int) -> _Head:
    """A head with what belongs to it on the right: 一中|学, 中学|校."""
    numbered = end - start <= 3 and text[start] in names.ORDINAL_CHARS and text[end - 1] in names.NUMBERED_HEADS
    if numbered and text[end - 1 : end + 1] in {"中学", "小学"}:
        end, numbered = end + 1, False
    elif numbered and text.startswith("幼儿园", end - 1):
        end, numbered = end + 2, False
    if text[end - 2 : end] in {"中学", "小学"} and text[end : end + 1] == "校":
        end += text[end + 1 : end + 2] not in names.AFTER_SCHOOL_CHAR
    return _Head(start, end, numbered=numbered)


def _name_before(terms: Terms, head: _Head, free: int = 0) -> _Name:
    """Walk left from the head to the edge of the name, not beyond `free`, where the name before it ends."""
    text, at = terms.text, head.start
    ordinal = generic = False
    soft = True
    numeral = not head.numbered and text[at] in names.ORDINAL_CHARS and text[at - 1 : at] == "第"
    if numeral:
        at, ordinal = at - 1, True
    while head.start - at <= _LONGEST_PART:
        if not (soft or ordinal) and text.endswith(names.AREA_WORDS, 0, at):
            return _Name(at, head, Place(at), ordinal, False, generic, soft)
        place = place_before(terms, at)
        higher = text[head.start : head.end] in names.HIGHER_HEADS
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
        direct = ordinal and word in names.DIRECTLY_RUN  # 县|直属|第一幼儿园
        if word not in names.SOFT_WORDS and not direct:
            soft = False
            generic = generic or word in names.GENERIC_WORDS or word[0] in names.GROUP_MARKS
        at -= size
        if generic and not higher:
            break
    return _Name(at, head, Place(at), ordinal, False, True, soft)


def _fixed_size(terms: Terms, at: int) -> int:
    """Length of a village or a day before `at` that is cut or tagged as other words: 马各庄, 八一; else 0."""
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
    if text.startswith(names.NOT_A_HEAD, name.head.end) and not text.startswith("生均", name.head.end):
        return Reason.NOT_A_NAME
    if _is_group(text, name) or head in names.COMMON_HEADS or (name.head.numbered and part):
        return Reason.GENERIC
    if name.head.numbered or name.ordinal:
        return None
    if name.township:
        return Reason.GENERIC if text[name.start : name.head.end].endswith(("镇学校", "乡学校")) else None
    if not part:
        return _bare_fault(text, name, head, listed=listed)
    return None if name.place.words else _free_fault(name, part, head, listed=listed)


def _is_group(text: str, name: _Name) -> bool:
    """Whether the words around the name count schools or describe a group: 4所, 各, 全县."""
    start, end = name.first, name.head.end
    counted = _COUNTED.match(text, end) or _COUNTED_BEFORE.search(text, max(0, start - 4), start)
    return (
        bool(counted) or name.generic or text[start - 1 : start] in names.GROUP_MARKS or text[start : start + 1] == "全"
    )


def _free_fault(name: _Name, part: str, head: str, *, listed: bool) -> Reason | None:
    """Whether a part and a head with no division words before them are a name: 金水|小学, 建设路|小学."""
    if name.soft and not listed:
        return None if part + head in names.SELF_NAMED else Reason.GENERIC
    branch = head.endswith(names.BRANCHES) and len(head) > len("附中分校")
    wide = head.endswith(names.WIDE_HEADS) and not (listed or branch)
    return None if len(part) >= 2 and names.is_proper(part, wide=wide) else Reason.GENERIC


def _bare_fault(text: str, name: _Name, head: str, *, listed: bool) -> Reason | None:
    """Whether a head alone, or behind division words, is a name: 康定|中学, 县|职业教育中心, 民中."""
    kind, plain = name.place.kind, head in names.PLAIN_HEADS
    if not name.place.words:
        own = head in names.SELF_NAMED or "大附" in head or "学附" in head
        is_name = own or (listed and not plain)
    elif not plain:
        is_name = True
    elif text.startswith(names.AFTER_NO_SCHOOL, name.head.end):
        is_name = False
    elif kind == "Abbreviation":  # 德州|学院
        is_name = head in names.HIGHER_HEADS
    elif kind == "Jurisdiction":
        full = name.place.words.endswith(tuple(names.LEVEL_CLASSES))
        is_name = head not in names.LOW_HEADS and (
            not full or text.startswith(names.AFTER_COUNTY_SCHOOL, name.head.end)
        )
    else:  # whether a stem is the place, and the rest no name, is the linker's to say
        is_name = kind == "JurisdictionStem"
    return None if is_name else Reason.GENERIC


def _inherits(name: _Name) -> bool:
    """Whether a school without division words takes those of the one before it in a list: 乌市一中、六中."""
    return not name.place.words and not name.township and (name.head.numbered or name.ordinal)


def _attributes(terms: Terms, name: _Name, *, beside: bool = False) -> tuple[tuple[str, str], ...]:
    own = terms.text[name.start : name.head.end]
    bare = not name.place.words and (name.head.numbered or (name.soft and not name.ordinal and not beside))
    marks = (("bare", "true"),) if bare else ()
    return (*place_attributes(name.place), ("name", own), ("head", terms.text[name.head.start : name.head.end]), *marks)

"""Heads of schools' names: those of the vocabulary, numbered ones by grammar (二中, 四小), and what belongs to them.

A head may hold another one: an attached school (师大|附中), a branch (附中静宁分校, 小学柳树教学点), a college of a
university in another place (师范大学静宁学院).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.extract.jurisdictions import Terms, is_han
from kg.extract.terms import Term
from kg.language import names, school_names
from kg.language.patterns import Tried

_NAMED = frozenset({"Jurisdiction", "JurisdictionStem"})
_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}[中小幼高]")
_NUMBERED_END = re.compile(rf"(?<!第){_NUMBERED.pattern}$")
_MODEL_CHARS = frozenset(word[0] for word in school_names.MODEL)
_OTHER_CHARS = frozenset(word[0] for word in school_names.IN_OTHER_TERMS)
_OTHER_KINDS = frozenset({"Topic", "Indicator", "Program"})
_AND_OTHERS = re.compile(r"等(?:\d|[一二三四五六七八九十两多几]{1,3}所|[中小]?学校?|高中|校|地)")
_BY_GRAMMAR = Tried(
    rf"[一二三四五六七八九十\d小{''.join(head[0] for head in school_names.SHORT_HEADS)}]",
    rf"(?P<numbered>{_NUMBERED.pattern})|(?P<digits>\d{{1,3}}[中小幼])|(?P<village>{school_names.VILLAGE_SCHOOL})"
    rf"|(?P<short>{'|'.join(school_names.SHORT_HEADS)})",
)
_SITE = re.compile(school_names.SITES)
_LONGEST_GAP = 5  # characters between two heads of one name: 小学|柳树|教学点, 师范大学|静宁幼儿|师范学院


class Head(NamedTuple):
    """Where a head stands in clean text; `numbered`: by grammar, as 二中."""

    start: int
    end: int
    numbered: bool = False


def heads(terms: Terms) -> list[Head]:
    """Heads in reading order: those of the vocabulary, and numbered ones by grammar (二中, 四小)."""
    text = terms.text
    found: list[Head] = []
    for term in terms.ordered:
        if term.kind == "SchoolKind" or (text[term.start] in _MODEL_CHARS and _is_model(terms, term)):
            head = extended(text, term.start, term.end)
        else:
            other = text[term.start] in _OTHER_CHARS and text.startswith(school_names.IN_OTHER_TERMS, term.start)
            size = _size_inside(terms, term) if other and term.kind in _OTHER_KINDS else 0
            if not size:
                continue
            head = Head(term.start, term.start + size)
        if found and head.start - found[-1].end <= _LONGEST_GAP and _is_one(terms, found[-1], head):
            head = Head(found.pop().start, head.end)
        branch = terms.by_start.get(head.end)
        if branch and branch.kind in _NAMED and text.startswith(school_names.BRANCHES, branch.end):
            head = Head(head.start, branch.end + 2, head.numbered)
        else:
            site = _SITE.match(text, head.end)
            head = Head(head.start, site.end(), head.numbered) if site else head
        found.append(head)
    taken = {at for head in found for at in range(head.start, head.end)}
    others = (head for head in _grammatical(terms) if taken.isdisjoint(range(head.start, head.end)))
    return sorted([*found, *others])


def head_ending(terms: Terms, end: int) -> Head | None:
    """The head that ends at `end`, None where there is none."""
    term = terms.by_end.get(end)
    if term and term.kind == "SchoolKind":
        head = extended(terms.text, term.start, term.end)
        return head if head.end == end else None
    match = _NUMBERED_END.search(terms.text, max(0, end - 4), end)
    return Head(match.start(), end, numbered=True) if match else None


def _is_one(terms: Terms, left: Head, right: Head) -> bool:
    """Whether two heads are those of one name: 师大|附中, 大学|附属|学校, 小学|柳树|教学点."""
    text = terms.text
    between = text[left.end : right.start]
    if not between:
        return text[right.start] == "附"
    if between == "附属":
        return True
    if len(between) < 2:
        return False
    if text.startswith(school_names.POINT, right.start):  # of a school
        clear = not any(char in names.EDGE_CHARS or not char.isalpha() for char in between)
        return clear and not left.numbered and not between.endswith(names.CONJUNCTIONS) and "的" not in between
    division = terms.by_start.get(left.end)
    if division is None or division.kind not in _NAMED or not _is_higher(text, left):
        return False
    rest = text[division.end : right.start]
    college = rest in school_names.COLLEGE_WORDS and _is_higher(text, right)
    return college or rest.startswith(school_names.OF_UNIVERSITIES)


def _is_higher(text: str, head: Head) -> bool:
    return text[head.start : head.end] in school_names.HIGHER_HEADS


def _is_model(terms: Terms, term: Term) -> bool:
    """Whether a term of another kind is a school's own words behind a division's name: 静宁县|示范幼儿园."""
    text = terms.text
    if not text.startswith(school_names.MODEL, term.start) or not text.endswith(school_names.MODEL_HEADS, 0, term.end):
        return False
    return terms.named_ending(term.start) is not None and not text.startswith(school_names.AFTER_KIND, term.end)


def _size_inside(terms: Terms, term: Term) -> int:
    """Length of the head that a term of another kind begins with, behind words of a name: 柳树镇|学校|食堂; else 0."""
    text = terms.text
    head = next(word for word in school_names.IN_OTHER_TERMS if text.startswith(word, term.start))
    if head == school_names.POINT:
        return len(head) if is_han(text[term.start - 1 : term.start] or "。") else 0
    if terms.edge(term.start):
        return 0
    if head == "学校":
        return len(head) if text.endswith((*names.TOWNSHIP_SUFFIXES, "子弟"), 0, term.start) else 0
    return len(head) if text.startswith("生源", term.start + len(head)) else 0  # 柳树|小学|生源


def _grammatical(terms: Terms) -> Iterator[Head]:
    """Heads by grammar: with a number (二中, 四小, 某市25中), and short ones behind a division (静宁|卫校)."""
    text = terms.text
    for match in _BY_GRAMMAR.finditer(text):
        start, end = match.span()
        if match.lastgroup == "numbered":
            start += text[start - 1 : start] == "第"  # 第一中 has a head of its own
            listed = text[start - 1 : start] in names.JOINS and text[end : end + 1] == "等"  # 一中、六中|等学校
            clear = listed or _is_clear(text, end) or _AND_OTHERS.match(text, end)
            if clear and end - start >= len("一中"):
                yield Head(start, end, numbered=True)
        elif match.lastgroup == "village":
            yield Head(start, end)
        elif terms.named_ending(start) or text[start - 1 : start] in school_names.LEVELS_OF_SHORT:
            digits = match.lastgroup == "digits"
            if digits and not terms.named_ending(start):
                continue
            if not digits or _is_clear(text, end):
                yield Head(start, end, numbered=digits)


def _is_clear(text: str, end: int) -> bool:
    """Whether what follows a numbered head does not make other words of it: 六中|全会, but 六中|校长."""
    return text[end : end + 1] not in school_names.NOT_NUMBERED or text.startswith(school_names.AFTER_NUMBERED, end)


def extended(text: str, start: int, end: int) -> Head:
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
    return Head(start, end, numbered=numbered)

"""Schools: one particular school each (静宁一中, 县第二小学, 云岭镇中心小学, 建设路小学), never a kind or a group.

A name is a head (小学, 中学, 一中 …) and what stands before it, word by word, up to a clear edge: punctuation, another
term, division words, or a word that no name contains. What is left must be a name and no description.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.extract import shared_heads
from kg.extract.authorities import place_attributes
from kg.extract.jurisdictions import Terms, mention_claim, terms_of
from kg.extract.school_edges import Name, name_before
from kg.extract.school_heads import head_ending, heads
from kg.extract.school_kinds import fault_of
from kg.extract.told_schools import as_told, may_be_of_town, of_town, told_once
from kg.language import names
from kg.model import Claim, Document, Dropped, Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_RULE, _TOWN_RULE, _SHARED_RULE = "school", "school-of-the-town", "schools-sharing-a-head"
_SAID = 24  # characters behind a school's name in which its clause may say what it is
_CLAUSE = re.compile(r"[^，。；！？\n]*")
_HIGH = re.compile(r"示范性?(?:普通)?高中|普通高中|高中教育|高完中|独立高中|高[一二三考]|本科上线|[一二]本")
_LOW = re.compile(r"初[中一二三]|中考|小学|附属|[一二三四五六七八九十民]中")


def extract(doc: Doc, document: Document) -> Iterator[Claim | Dropped]:
    """Every school that the text names, with its division as printed and its own name."""
    terms = terms_of(doc)
    found = as_told(terms, _candidates(terms))
    faults = [None if name.told else fault_of(terms, name, listed=False) for name in found]
    beside = _beside(terms, found, [not fault for fault in faults])
    once = told_once(terms, found, beside)
    previous: Name | None = None
    for name, alone, listed in zip(found, faults, beside, strict=True):
        span = Span(name.first, name.head.end)
        text = terms.text[span.start : span.end]
        told = alone is not None and text in once
        fault = fault_of(terms, name, listed=True) if alone and listed and not told else alone
        if fault and not told:
            yield _of_town(terms, document, name, span) or Dropped(reason=fault, span=span, rule=_RULE, detail=text)
            continue
        attributes = _attributes(terms, name, beside=listed)
        if told:
            attributes += (("told", "true"),)
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


def _of_town(terms: Terms, document: Document, name: Name, span: Span) -> Claim | None:
    """The school of the town that the sentence names before, called so for short: 镇中心小学; None for any other."""
    if not may_be_of_town(terms, name):
        return None
    sentence = document.sentences[document.sentence_at(span.start)].span
    attributes = of_town(terms, name, sentence.start)
    text = terms.text[span.start : span.end]
    mention = Mention(kind="School", span=span, text=text, attributes=attributes)
    return mention_claim(document, mention, _TOWN_RULE) if attributes else None


def _candidates(terms: Terms) -> list[Name]:
    found, free = [], 0
    for head in heads(terms):
        found.append(name_before(terms, head, free))
        free = head.end
    return found


def _beside(terms: Terms, found: Sequence[Name], sure: Sequence[bool]) -> list[bool]:
    """For each candidate, whether it stands in a list beside one that is sure."""
    pairs = zip(pairwise(found), pairwise(sure), strict=True)
    joined = [any(known) and _joined(terms, left, right) for (left, right), known in pairs]
    return [
        (index > 0 and sure[index - 1] and joined[index - 1])
        or (index + 1 < len(found) and sure[index + 1] and joined[index])
        for index in range(len(found))
    ]


def _joined(terms: Terms, left: Name, right: Name) -> bool:
    """Whether two names stand side by side in a list."""
    return terms.text[left.head.end : right.first] in names.JOINS


def school_ending(terms: Terms, end: int) -> Mention | None:
    """The school whose name ends there, as the body of a post; None where it is no particular one."""
    head = head_ending(terms, end)
    if head is None:
        return None
    name = name_before(terms, head)
    if fault_of(terms, name, listed=False):
        return None
    span = Span(name.first, end)
    return Mention(kind="School", span=span, text=terms.text[span.start : end], attributes=_attributes(terms, name))


def _is_high(terms: Terms, name: Name) -> bool:
    """Whether the clause says that the school has pupils of 高中 and none below: 某县一中创建省级示范高中."""
    end = name.head.end
    clause = _CLAUSE.match(terms.text, end, end + _SAID)
    said = _HIGH.search(terms.text, end, clause.end()) if clause else None
    return said is not None and not _LOW.search(terms.text, end, said.end())


def _inherits(name: Name) -> bool:
    """Whether a school without division words takes those of the one before it in a list: 乌市一中、六中."""
    own = name.head.numbered and name.start == name.head.start
    return not name.place.words and not name.township and (own or name.ordinal)


def _attributes(terms: Terms, name: Name, *, beside: bool = False) -> tuple[tuple[str, str], ...]:
    own, part = terms.text[name.start : name.head.end], name.head.start - name.start
    bare = not (name.place.words or name.township) and (
        (name.head.numbered and not part) or (name.soft and not name.ordinal and not beside)
    )
    marks = (("bare", "true"),) if bare else ()
    return (*place_attributes(name.place), ("name", own), ("head", terms.text[name.head.start : name.head.end]), *marks)

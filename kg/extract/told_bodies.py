"""Bodies whose names have a shape of their own.

A congress's office in a township, a league's committee, a union of schools under one school's name, a discipline group
inside a bureau, a body below another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import vocabulary
from kg.extract.authorities import place_attributes
from kg.extract.jurisdictions import Place, Terms, is_han, place_before
from kg.extract.school_edges import name_before
from kg.extract.school_heads import Head
from kg.extract.school_kinds import fault_of
from kg.extract.schools import school_ending
from kg.extract.terms import Term
from kg.language import body_words as words
from kg.language import names
from kg.language.patterns import either
from kg.model import Mention, Span

_CONGRESS_OFFICE = re.compile(r"人大(?![和与及各全每等本该常])[\u4e00-\u9fff]{2,4}?(?:街道|镇|乡)(?:工委|工作委员会)")
_DISCIPLINE = re.compile(r"(?:纪委监委|纪委|监委)派?驻[\u4e00-\u9fff]{2,14}?纪检(?:监察)?组")
_LEAGUE = re.compile(r"共青团(?P<place>[\u4e00-\u9fff]{2,10}?[省市县区旗州盟])(?:委员会|委)")
_UNION = re.compile(rf"(?:{either(words.UNIONS)})(?!化)")
_SHAPES = (("人大", _CONGRESS_OFFICE), ("纪检", _DISCIPLINE))  # a word without which the shape is none
_LEAGUES = "共青团"
_LEAGUES_OWN = "团委"
_LONGEST_BETWEEN = 6
_LONGEST_OWN = 10
_NO_NAMES = frozenset("vpcdrmu")  # jieba's tags of words that no body is called by


def told(terms: Terms) -> Iterator[Mention]:
    """Yield the bodies whose names have such a shape."""
    for literal, shape in _SHAPES:
        for match in shape.finditer(terms.text) if literal in terms.text else ():
            yield body(terms, place_before(terms, match.start()), Span(*match.span()), "")
    if _LEAGUES in terms.text:
        yield from _leagues(terms)
    yield from _unions(terms)


def _leagues(terms: Terms) -> Iterator[Mention]:
    """共青团静宁县委: the place stands inside the name."""
    for match in _LEAGUE.finditer(terms.text):
        place = place_before(terms, match.end("place"))
        if not place.words and match["place"] in vocabulary.load().divisions_by_name:
            place = Place(match.start("place"), match["place"])  # 甘肃|省委 hides the name from the finder
        if place.words and place.start - sum(map(len, place.above)) <= match.start("place") <= place.start:
            attributes = (*place_attributes(place), ("name", _LEAGUES_OWN), ("kind", ""))
            span = Span(*match.span())
            yield Mention(kind="Organization", span=span, text=match[0], attributes=attributes)


def _unions(terms: Terms) -> Iterator[Mention]:
    """某小学教育集团: a union that bears the name of a school."""
    for match in _UNION.finditer(terms.text):
        found = _school_before(terms, match)
        if found is not None:
            start, place = found
            yield body(terms, place, Span(start, match.end()), "")


def _school_before(terms: Terms, match: re.Match[str]) -> tuple[int, Place] | None:
    """Return where the own name of the school begins that a union is called by, and its place."""
    end = match.start()
    school = school_ending(terms, end)
    if school is not None:
        return school.span.start, Place(school.span.start)
    # 小学教育 is a field of work, so that the school's head is no hit there
    head = next((word for word in words.HEADING if terms.text.endswith(word, 0, end)), "")
    if not head:
        return None
    name = name_before(terms, Head(end - len(head), end, numbered=False))
    return None if fault_of(terms, name, listed=False) else (name.start, name.place)


def below(terms: Terms, term: Term, above: Mention | None) -> Mention | None:
    """Return the body below the one that is named right before it: 县公安局|城关派出所."""
    text = terms.text
    if above is None or not text.endswith(words.BELOW, term.start, term.end):
        return None
    between = text[above.span.end : term.start]
    if len(between) > _LONGEST_BETWEEN or not all(map(is_han, between)):
        return None
    first = between[:2]
    verb = first in names.EDGE_WORDS or names.tag_of(first)[:1] in _NO_NAMES - {"m"}
    if between[:1] in names.EDGE_CHARS or verb or "name" not in dict(above.attributes):
        return None
    name = dict(above.attributes)["name"] + text[above.span.end : term.end]
    attributes = tuple((key, name if key == "name" else value) for key, value in above.attributes)
    span = Span(above.span.start, term.end)
    return Mention(kind="Organization", span=span, text=text[slice(*span)], attributes=attributes)


def body(terms: Terms, place: Place, own: Span, kind: str) -> Mention:
    """Return the mention of a body with that place and own name."""
    span = Span(place.start if place.words else own.start, own.end)
    name = terms.text[own.start : own.end]
    attributes = (*place_attributes(place), ("name", names.BODY_FORMS.get(name, name)), ("kind", kind))
    return Mention(kind="Organization", span=span, text=terms.text[span.start : span.end], attributes=attributes)


def own_part(terms: Terms, head: int, common: tuple[str, ...]) -> int | None:
    """Return where a body's own part begins, at a mark or a linking word, if it may be a name: 与|某某古道|博物馆."""
    text, at = terms.text, head
    while head - at < _LONGEST_OWN and is_han(text[at - 1 : at] or "。") and text[at - 1] not in words.LINKS:
        word = terms.word_ending(at) or text[at - 1]
        if len(word) > 1 and word in names.EDGE_WORDS:
            break  # 参观|某某纪念馆
        if (at < head and at in terms.by_end) or names.tag_of(word)[:1] in _NO_NAMES:
            return None
        at -= len(word)
    own = text[at:head]
    return None if not 2 <= len(own) < _LONGEST_OWN or any(word in own for word in common) else at

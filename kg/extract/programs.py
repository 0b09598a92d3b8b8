"""Programs: those that the vocabulary knows and those that the document names itself, and who works on them.

A local program is recognised by the grammar of its name, never by a list: a quoted phrase with a head
(“一核三翼”育人体系), an unquoted phrase with a strong head (教师素质提升工程), a list that shares its head
(德育铸魂、课堂提质两大行动). Inside a 《title》, the document's own title or an honour a program does not count.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from kg.extract.terms import plain_terms
from kg.language import program_words as words
from kg.language.clauses import titles as book_titles
from kg.language.patterns import either
from kg.language.status import clause_status
from kg.lexicon import CLOSING_QUOTES, OPENING_QUOTES
from kg.model import Claim, Document, Dropped, Mention, Reason, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_QUOTED = re.compile(r"[“\"「『‘]([^“”\"「」『』‘’\n。；！？]{2,24})[”\"」』’]")
_HEADS = "|".join(
    head + (r"(?![\u4e00-\u9fff])" if head in words.WEAK_HEADS else "")
    for head in sorted(words.QUOTED_HEADS, key=len, reverse=True)
)
_AFTER_QUOTE = re.compile(rf"的?([^\W\d_a-zA-Z{words.NOT_BETWEEN}的]{{0,{words.BETWEEN_LIMIT}}})({_HEADS})")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_BARE = re.compile(either(words.BARE_HEADS))
_SHARED = re.compile(
    rf"((?:[\u4e00-\u9fff]{{2,10}}、){{1,9}}[\u4e00-\u9fff]{{2,10}}?)([{words.NUMERALS}]{{1,2}})(?:大|项|个)({'|'.join(words.COUNTED_HEADS)})"
)
_AFTER_BARE = tuple('”"」』’') + words.NOT_AFTER_HEAD
_STOP = re.compile(r"[^\w+·.—-]|_")
_COUNT = re.compile(rf"[{words.NUMERALS}]{{1,3}}[大项个]")  # “五大工程” names an aim by its number of parts
_UNLISTED = re.compile(r"[、，,]")
_NEAR = 200  # characters on either side in which a clause tells of an honour: clauses without an end cost no more
_NOT_A_NAME = re.compile(r"[，。：:,、；;！!？?（）()《》<>\s]")


class _Found(NamedTuple):
    start: int
    end: int
    name: str
    iri: str
    rule: str
    wording: str = ""  # the name without what stands before its quotation marks


def extract(doc: Doc, document: Document) -> Iterable[Claim | Dropped]:
    """Yield an Implementation for every program that a clause names, or a bare mention where the status is open."""
    titles = [*book_titles(document.text), *([document.title] if document.title else [])]
    known = [
        _Found(term.start, term.end, document.text[term.start : term.end], term.iri, "program-of-vocabulary")
        for term in plain_terms(doc)
        if term.kind == "Program"
    ]
    for found in _longest(
        [*known, *_quoted(doc, document, known), *_shared(document), *_bare(doc, document, {one.end for one in known})]
    ):
        span = Span(found.start, found.end)
        if _inside(span, titles) or _is_honour(document, span):
            yield Dropped(reason=Reason.TITLE_OR_AWARD, span=span, rule=found.rule, detail=found.name)
            continue
        wording = (("wording", found.wording),) if found.wording else ()
        mention = Mention(kind="Program", span=span, text=found.name, iri=found.iri, attributes=wording)
        clause = document.clause_at(span.start)
        status, cue = clause_status(
            document.text[clause.start : clause.end], document.section_at(span.start).role, at=span.start - clause.start
        )
        if status is None:
            yield Claim(kind="mentions", slots=(("mentions", mention),), span=span, clause=clause, rule=found.rule)
            yield Dropped(reason=Reason.NO_STATUS, span=span, rule=found.rule, detail=found.name)
            continue
        yield Claim(
            kind="Implementation",
            slots=(("program", mention),),
            span=span,
            clause=clause,
            rule=found.rule,
            status=status,
            cue=cue,
        )


def _longest(found: list[_Found]) -> list[_Found]:
    """Of names that overlap keep the longest, then the earliest; a shorter one inside it is part of its name."""
    kept: list[_Found] = []
    end = -1
    for candidate in sorted(found, key=lambda one: (one.start, -one.end)):
        if candidate.start >= end:
            kept.append(candidate)
        elif candidate.end - candidate.start > kept[-1].end - kept[-1].start:
            kept[-1] = candidate
        else:
            continue
        end = kept[-1].end
    return kept


def _quoted(doc: Doc, document: Document, known: list[_Found]) -> Iterator[_Found]:
    """“X” + head, and “X” that ends in a head of its own."""
    text, starts = document.text, {one.start: one for one in known}
    for match in _QUOTED.finditer(text):
        inner, begin = match[1], match.start(1)
        if _NOT_A_NAME.search(_UNLISTED.sub("", inner)) or _is_placeholder(document, begin, match.end(1)):
            continue
        whole_is_known = begin in starts and starts[begin].end == match.end(1)
        own_head = len(inner) >= 4 and inner.endswith(words.INNER_HEADS) and not _COUNT.match(inner)
        head = _head_after(text, match.end(), inner)
        if head and not ((own_head or whole_is_known) and not (head[1] and head[2].endswith(words.STRONG_HEADS))):
            start = _modifier_start(doc, text, match.start(), inner, head[1])
            tail = "" if head[2] == "工作" and not head[1] and len(inner) >= 4 else head[1] + head[2]
            end, core = head.end() if tail else match.end(), f"“{inner}”{tail}"
            yield _Found(start, end, text[start : match.start()] + core, "", "local-program-quoted-head", core)
        elif own_head and not whole_is_known:
            yield _Found(begin, match.end(1), inner, "", "local-program-quoted")


def _head_after(text: str, at: int, inner: str) -> re.Match[str] | None:
    """Match the head after a quoted phrase; a general head (工作) needs a phrase that can be a name."""
    head = _AFTER_QUOTE.match(text, at)
    if (
        head is None
        or head[1].startswith(words.NOT_BETWEEN_STARTS)
        or (head[2] in words.WEAK_HEADS and not head[1] and not _names_itself(inner))
    ):
        return None
    return head


def _names_itself(inner: str) -> bool:
    """Tell whether a quoted phrase can be a name before a general head: numerals or parts, not a plain word."""
    return any(character in "一二三四五六七八九十0123456789+、" for character in inner) or len(inner) >= 5


def _modifier_start(doc: Doc, text: str, quote: int, inner: str, between: str) -> int:
    """Return where the name begins: left of the quote where a number counts what stands there (防溺水“六个一”行动)."""
    if between or quote == 0 or not any(character in words.NUMERALS for character in inner):
        return quote
    start = _left_edge(doc, quote, 0)
    modifier = text[start:quote]
    listed = text[start - 1 : start] == "、"
    return start if 2 <= len(modifier) <= 9 and not listed and not modifier.endswith("化") else quote


def _shared(document: Document) -> Iterator[_Found]:
    """A list that shares its head, with as many parts as it counts: 德育铸魂、课堂提质、名师培育、智慧赋能四大行动."""
    for match in _SHARED.finditer(document.text):
        parts = match[1].split("、")
        if _count(match[2]) != len(parts):
            continue
        at = match.start(1)
        for number, part in enumerate(parts):
            name = after_verb(part) if number == 0 else part
            start = at + len(part) - len(name)
            if 2 <= len(name) <= 10:
                yield _Found(start, at + len(part), name + match[3], "", "local-program-shared-head")
            at += len(part) + 1


def _count(numeral: str) -> int:
    if numeral.isdigit():
        return int(numeral)
    ordinals = "零一二三四五六七八九十"
    return 2 if numeral == "两" else sum(ordinals.find(character) for character in numeral)


def after_verb(phrase: str) -> str:
    """Cut leading verbs, function words and determiners off a phrase."""
    while True:
        cut = next((word for word in words.DETERMINERS if phrase.startswith(word)), "")
        cut = cut or next((phrase[:length] for length in (4, 3, 2) if phrase[:length] in words.VERBS), "")
        if not cut or len(phrase) <= len(cut):
            return phrase
        phrase = phrase[len(cut) :]


def _bare(doc: Doc, document: Document, known_ends: Container[int]) -> Iterator[_Found]:
    """An unquoted name with a strong head; its left edge is the nearest mark, verb or function word.

    Where a program that is known ends with the head, it is that one: 对接强基计划 is 强基计划.
    """
    text = document.text
    for match in _BARE.finditer(text):
        head = match[0]
        if match.end() in known_ends or text.startswith(_AFTER_BARE, match.end()):
            continue
        name = after_verb(text[_left_edge(doc, match.start(), 1) : match.start()])
        start = match.start() - len(name)
        if not 4 <= len(name) <= words.NAME_LIMIT or name.endswith(words.NOT_BEFORE_HEAD.get(head, ())):
            continue
        if _NOT_A_NAME.search(name) or any(character.isdigit() for character in name):
            continue
        if not _is_placeholder(document, start, match.end()):
            yield _Found(start, match.end(), name + head, "", "local-program-head")


def _left_edge(doc: Doc, end: int, free: int) -> int:
    """Return where the noun phrase before `end` begins, by tokens, at most NAME_LIMIT characters back.

    The last `free` tokens may be verbs: what a head names is often a doing (素质提升工程).
    """
    last = doc.char_span(max(0, end - 1), end, alignment_mode="expand")
    index = first = last.start if last is not None else 0
    start = end
    while index >= 0:
        word = doc[index]
        if end - word.idx > words.NAME_LIMIT or _STOP.search(word.text):
            break
        if first - index >= free and word.text in words.VERBS:
            break
        start = word.idx
        index -= 1
    return start


def _inside(span: Span, spans: Iterable[Span]) -> bool:
    return any(outer.start <= span.start and span.end <= outer.end for outer in spans)


def _is_honour(document: Document, span: Span) -> bool:
    """Tell whether the name stands in quotes in a clause that tells of an honour."""
    text, clause = document.text, document.clause_at(span.start)
    opening = next(
        (
            at
            for at in range(span.start - 1, max(clause.start, span.start - 20) - 1, -1)
            if text[at] in OPENING_QUOTES or text[at] in CLOSING_QUOTES
        ),
        None,
    )
    if opening is None or text[opening] in CLOSING_QUOTES - OPENING_QUOTES:
        return False
    near = text[max(clause.start, span.start - _NEAR) : min(clause.end, span.end + _NEAR)]
    return any(cue in near for cue in words.HONOUR_CUES)


def _is_placeholder(document: Document, start: int, end: int) -> bool:
    return any(start < hidden.end and hidden.start < end for hidden in document.placeholders)

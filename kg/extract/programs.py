"""Programs: those that the vocabulary knows and those that the document names itself, and who works on them.

A local program is recognised by the grammar of its name, never by a list: a quoted phrase with a head
(“一核三翼”育人体系), an unquoted phrase with a strong head (教师素质提升工程), a list that shares its head
(德育铸魂、课堂提质两大行动). Inside a 《title》, the document's own title or an honour a program does not count.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from kg import vocabulary
from kg.extract.program_use import is_blamed, is_denied, is_honour
from kg.extract.terms import plain_terms
from kg.language import program_words as words
from kg.language.clauses import titles as book_titles
from kg.language.patterns import either
from kg.language.status import clause_status
from kg.model import Claim, Document, Dropped, Mention, Reason, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_QUOTED = re.compile(r"[“\"「『‘]([^“”\"「」『』‘’\n。；！？]{2,24})[”\"」』’]")
_HEADS = "|".join(
    head + (r"(?![\u4e00-\u9fff])" if head in words.WEAK_HEADS else "")
    for head in sorted(words.QUOTED_HEADS, key=len, reverse=True)
)
_AFTER_QUOTE = re.compile(rf"的?([^\W\d_a-zA-Z{words.NOT_BETWEEN}的]{{0,{words.BETWEEN_LIMIT}}})({_HEADS})")
_QUOTED_LIST = re.compile(
    r"(“[^“”\n。；！？]{2,16}”[、，和与及]?(?:“[^“”\n。；！？]{2,16}”[、，和与及]?){1,7})(?:等(?:一?系列|主题|特色|各类|多项|专项|品牌|志愿)*)?"
    rf"({'|'.join(words.LISTED_HEADS)})"
)
_CHARACTER = re.compile(
    rf"[“\"『「]([\u4e00-\u9fff])[”\"』」]({either(words.CHARACTER_HEADS)})(?!{either(words.NOT_AFTER_CHARACTER)})"
)
_BARE = re.compile(either(words.BARE_HEADS))
_SHARED = re.compile(
    rf"((?:[\u4e00-\u9fff]{{2,10}}、){{1,9}}[\u4e00-\u9fff]{{2,10}}?)([{words.NUMERALS}]{{1,2}})(?:大|项|个)({'|'.join(words.COUNTED_HEADS)})"
)
_SHARED_PLAIN = re.compile(
    rf"((?:[\u4e00-\u9fff]{{2,10}}、){{1,6}}[\u4e00-\u9fff]{{2,10}}?)等(?:一?系列|各类|多项|重点|方面)?(?:突出)?(?:问题)?({'|'.join(words.DRIVE_HEADS)})"
)
_SHARED_END = re.compile(rf"[{words.NUMERALS}](?:大|项|个)(?:{'|'.join(words.COUNTED_HEADS)})")
_PLAIN_END = re.compile(rf"等(?:一?系列|各类|多项|重点|方面)?(?:突出)?(?:问题)?(?:{'|'.join(words.DRIVE_HEADS)})")
_WAY = 14  # characters from the verb that sets a class up to its name
_LIST = 130  # characters that a list with a head has at most
_AFTER_BARE = tuple('”"」』’') + words.NOT_AFTER_HEAD
_STOP = re.compile(r"[^\w+·.—-]|_")
_OF_TIME = re.compile(rf"(?:{either(words.GIVEN_TO)})[{''.join(words.SPANS_OF_TIME)}]\Z")
_MEASURE = re.compile(r"(?!一[日天周月季年])(?:一[\u4e00-\u9fff]){2,4}\Z")
_SET_UP = re.compile(rf"(?:{either(words.CLASSES_SET_UP)})[\u4e00-\u9fff\d]{{0,8}}[“‘「]\Z")
_PLAIN_WORDS = re.compile(r"[\u4e00-\u9fff+]{2,12}\Z")
_MARKS = frozenset("，,。；;、（(\n")
_COUNT = re.compile(rf"[{words.NUMERALS}]{{1,3}}[大项个]")  # “五大工程” names an aim by its number of parts
_UNLISTED = re.compile(r"[、，,]")
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
    books, own = book_titles(document.text), document.title or Span(0, 0)
    known = [
        _Found(term.start, term.end, document.text[term.start : term.end], term.iri, "program-of-vocabulary")
        for term in plain_terms(doc)
        if term.kind == "Program"
    ]
    for found in _longest(
        [
            *known,
            *_quoted(doc, document, known),
            *_practised(document, {one.start for one in known}),
            *_of_a_character(document),
            *_listed(document, {one.start for one in known}),
            *_shared(document),
            *_bare(doc, document, {one.end for one in known}),
        ]
    ):
        span = Span(found.start, found.end)
        if _inside(span, books) or _inside(span, (own,)) or is_honour(document, span):
            yield Dropped(reason=Reason.TITLE_OR_AWARD, span=span, rule=found.rule, detail=found.name)
            continue
        wording = (("wording", found.wording),) if found.wording else ()
        mention = Mention(kind="Program", span=span, text=found.name, iri=found.iri, attributes=wording)
        clause = document.clause_at(span.start)
        status, cue = clause_status(
            document.text[clause.start : clause.end], document.section_at(span.start).role, at=span.start - clause.start
        )
        if status is None or is_blamed(document, span) or is_denied(document, span):
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
        own_head = _heads_itself(inner)
        head = _head_after(text, match.end(), inner)
        over = starts.get(match.start())
        if head and over and over.end > match.end() and not (head.end() > over.end and head[2] in words.STRONG_HEADS):
            continue  # a known name that goes on behind the quotation mark: “七五”普法工作 is “七五”普法
        if head and whole_is_known and _has_head(starts[begin].iri, head[2]):
            continue
        if head and not ((own_head or whole_is_known) and not (head[1] and head[2].endswith(words.STRONG_HEADS))):
            start = _modifier_start(doc, text, match.start(), inner, head[1])
            tail = "" if head[2] == "工作" and not head[1] and len(inner) >= 4 else head[1] + head[2]
            end, core = head.end() if tail else match.end(), f"“{inner}”{tail}"
            yield _Found(start, end, text[start : match.start()] + core, "", "local-program-quoted-head", core)
        elif own_head and not whole_is_known:
            yield _Found(begin, match.end(1), inner, "", "local-program-quoted")


def _heads_itself(inner: str) -> bool:
    """Tell whether a quoted phrase ends in a head of its own: 名师工作室, 校园安全攻坚月; a slogan does not."""
    if len(inner) < 4 or _COUNT.match(inner) or inner.endswith(words.NO_INNER_HEADS):
        return False
    return inner.endswith(words.INNER_HEADS) or _OF_TIME.search(inner) is not None


def _practised(document: Document, known: Container[int]) -> Iterator[_Found]:
    """Quoted measures that a verb names (推行“捆绑评价”，), and classes that a company orders (合办“洮匠班”)."""
    text = document.text
    for match in _QUOTED.finditer(text):
        name, start, behind = match[1], match.start(1), text[match.end() : match.end() + 1]
        if start in known or not _PLAIN_WORDS.match(name):
            continue
        if name.endswith("班"):
            plain = name in words.PLAIN_CLASSES or name.endswith(words.NO_CLASSES)
            if not plain and _SET_UP.search(text, max(0, start - _WAY), start):
                yield _Found(*match.span(1), name, "", "local-program-class")
        elif len(name) > 2 and (not behind or behind in _MARKS) and not name.endswith(words.NO_MEASURES):
            named = text.endswith(words.PRACTISING, 0, match.start())
            kept = text.endswith(words.KEEPING, 0, match.start()) and _MEASURE.match(name)
            if named or kept:
                yield _Found(*match.span(1), name, "", "local-program-practised")


def _of_a_character(document: Document) -> Iterator[_Found]:
    """One character that stands for how a school teaches: “雅”文化, “活”课堂."""
    for match in _CHARACTER.finditer(document.text):
        if match[1] not in words.NO_CHARACTERS and not _is_placeholder(document, *match.span()):
            yield _Found(*match.span(), f"“{match[1]}”{match[2]}", "", "local-program-quoted-head")


def _head_after(text: str, at: int, inner: str) -> re.Match[str] | None:
    """Match the head after a quoted phrase; a general head (工作) needs a phrase that can be a name."""
    head = _AFTER_QUOTE.match(text, at)
    if (
        head is None
        or head[1].startswith(words.NOT_BETWEEN_STARTS)
        or (head[2] in words.WEAK_HEADS and not head[1] and not _names_itself(inner, head[2]))
    ):
        return None
    return head


def _has_head(iri: str, head: str) -> bool:
    """Tell whether a known program has such a head in its own name: “安心托幼”暖民心行动 is 安心托幼行动."""
    return vocabulary.load().concepts[iri].label.endswith(head[-2:])


def _names_itself(inner: str, head: str) -> bool:
    """Tell whether a quoted phrase can be a name before a general head: numerals or parts, not a plain word."""
    if head == "活动" and len(inner) >= 4:
        return True
    return any(character in "一二三四五六七八九十0123456789+、" for character in inner) or len(inner) >= 5


def _listed(document: Document, known: Container[int]) -> Iterator[_Found]:
    """Quoted phrases side by side that share the head behind the last: “甲”“乙”“丙”等活动."""
    text = document.text
    for match in _QUOTED_LIST.finditer(text):
        head = match[2]
        for part in _QUOTED.finditer(text, match.start(1), match.end(1)):
            inner, start, end = part[1], part.start(), part.end()
            shortest = 2 if head in words.STRONG_HEADS else 4
            if start + 1 in known or len(inner) < shortest or _NOT_A_NAME.search(_UNLISTED.sub("", inner)):
                continue
            if not inner.endswith(words.INNER_HEADS) and not _is_placeholder(document, start, end):
                yield _Found(start, end, f"“{inner}”{head}", "", "local-program-shared-head", f"“{inner}”")


def _modifier_start(doc: Doc, text: str, quote: int, inner: str, between: str) -> int:
    """Return where the name begins: left of the quote where a number counts what stands there (防溺水“六个一”行动)."""
    if between or quote == 0 or not any(character in words.NUMERALS for character in inner):
        return quote
    phrase = text[_left_edge(doc, quote, 0) : quote]
    modifier = after_verb(phrase) if len(after_verb(phrase)) > 1 else phrase
    start = quote - len(modifier)
    listed = text[start - 1 : start] == "、"
    names = 2 <= len(modifier) <= 9 and modifier not in words.VERBS and not modifier.endswith("化")
    return start if names and not listed else quote


def _shared(document: Document) -> Iterator[_Found]:
    """A list that shares its head: 德育铸魂、课堂提质两大行动 with as many parts as it counts, 甲、乙等专项整治."""
    for match in _lists(_SHARED, _SHARED_END, document.text):
        if _count(match[2]) == match[1].count("、") + 1:
            yield from _parts_with(match[1], match.start(1), match[3])
    for match in _lists(_SHARED_PLAIN, _PLAIN_END, document.text):
        yield from _parts_with(match[1], match.start(1), match[2])


def _lists(listed: re.Pattern[str], ending: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Each list in front of such an ending: lists are looked for only where one may end."""
    done = 0
    for end in ending.finditer(text):
        match = listed.search(text, max(done, end.start() - _LIST), end.end())
        if match:
            done = match.end()
            yield match


def _parts_with(listed: str, at: int, head: str) -> Iterator[_Found]:
    """Each part of a list that begins at `at`, with the head that all share; the first begins behind its verb."""
    for number, part in enumerate(listed.split("、")):
        name = after_verb(part) if number == 0 else part
        start = at + len(part) - len(name)
        if 2 <= len(name) <= 10:
            yield _Found(start, at + len(part), name + head, _known(name + head), "local-program-shared-head")
        at += len(part) + 1


def _known(name: str) -> str:
    """Return the IRI of the program that the vocabulary knows by this name; empty where it knows none."""
    whole = [hit for hit in vocabulary.load().lexicon.find(name) if hit.end - hit.start == len(name)]
    return next((term.iri for hit in whole for term in hit.terms if term.kind == "Program"), "")


def _count(numeral: str) -> int:
    if numeral.isdigit():
        return int(numeral)
    ordinals = "零一二三四五六七八九十"
    return 2 if numeral == "两" else sum(ordinals.find(character) for character in numeral)


def after_verb(phrase: str) -> str:
    """Cut a leading number of a list, then leading verbs, function words and determiners off a phrase."""
    number = words.ENUMERATORS.match(phrase)
    phrase = phrase[number.end() :] if number else phrase
    while True:
        cut = next((word for word in words.DETERMINERS if phrase.startswith(word)), "")
        cut = cut or _verb(phrase) or (phrase[:1] if phrase[:1] in words.VERBS and _verb(phrase[1:]) else "")
        if not cut or len(phrase) <= len(cut):
            return phrase
        phrase = phrase[len(cut) :]


def _verb(phrase: str) -> str:
    """Return the verb of two characters or more that the phrase begins with."""
    return next((phrase[:length] for length in (4, 3, 2) if phrase[:length] in words.VERBS), "")


def _bare(doc: Doc, document: Document, known_ends: Container[int]) -> Iterator[_Found]:
    """An unquoted name with a strong head; its left edge is the nearest mark, verb or function word.

    Where a program that is known ends with the head, it is that one: 对接强基计划 is 强基计划.
    """
    text = document.text
    for match in _BARE.finditer(text):
        head = match[0]
        if match.end() in known_ends or text.startswith(_AFTER_BARE, match.end()):
            continue
        if head == "改革" and text.startswith(("与", "和"), match.end()):
            continue
        doing = 2 if text.endswith("年", 0, match.start()) else 1  # 质量提升|三年|行动
        name = after_verb(text[_left_edge(doc, match.start(), doing) : match.start()])
        start = match.start() - len(name)
        if not 4 <= len(name) <= words.NAME_LIMIT and name not in words.SLOGANS:
            continue
        if name.endswith(words.NOT_BEFORE_HEAD.get(head, ())):
            continue
        if _NOT_A_NAME.search(name) or any(character.isdigit() for character in name):
            continue
        cut = name.startswith(words.NOT_NAME_STARTS) or name.endswith("等")
        if cut or any(verb in name for verb in words.NOT_IN_NAME):
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


def _inside(span: Span, spans: Sequence[Span]) -> bool:
    """Tell whether one of the spans, which are sorted and apart from each other, holds it."""
    index = bisect_right(spans, (span.start + 1,)) - 1
    return index >= 0 and spans[index].end >= span.end


def _is_placeholder(document: Document, start: int, end: int) -> bool:
    return any(start < hidden.end and hidden.start < end for hidden in document.placeholders)

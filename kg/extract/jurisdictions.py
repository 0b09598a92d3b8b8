"""Places: named divisions, townships and zones by grammar, and the division words in front of a body's name.

What a name stands for is the linker's to say; here each mention carries what the words around it tell: `above` (the
division printed right before it: 广西|巴马), `support` (why a bare stem may count), `level` (what 全县 or xx区 names).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from kg.extract.terms import Term, plain_terms
from kg.language import names
from kg.language.change_words import JOINING
from kg.language.numbers import chinese_number
from kg.lexicon import TEXT
from kg.model import Claim, Document, Dropped, Mention, NoiseKind, Reason, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_KEPT = "kg_names"
_NAMED = frozenset({"Jurisdiction", "JurisdictionStem"})
_BREAKING_NOISE = frozenset({NoiseKind.SYMBOL, NoiseKind.MOJIBAKE})
_PUNCTUATION_JOINS = ("、", "，", ",", "·", "和", "与", "及", "或")
_AFTER_LEADING_STEM = ("：", ":")
# stems in a list that says what they are: 无锡、金华|两市
_CLOSED_LIST = re.compile(
    r"(?:[、和与及][\u4e00-\u9fff]{2,5}){0,12}(?:等\d{0,2}|[两二三四五六七八九十\d]{1,2}个?)(?:市|县|区|县区|县市|旗|州)(?![场场直级])"
)
# townships of a list that share their last word: 马站、霞关、沿浦|三镇, 沙田、公馆|等镇
_SHARED_LEVEL = re.compile(
    r"(?P<items>[、和](?:(?<=、)[\u4e00-\u9fff]{2,3}(?:、[\u4e00-\u9fff]{2,3}){0,11}[、和])?[\u4e00-\u9fff]{2,3}?)"
    r"(?P<count>等\d{0,2}|[两二三四五六七八九十\d]{1,2})个?(?P<level>[镇乡]|街道)(?![镇乡村级干])"
)
_SHARED_PART = re.compile(r"[、和]([\u4e00-\u9fff]{2,3})")
_BODY_FOLLOWS = re.compile(r"[\u4e00-\u9fff]{0,8}(?:局|委|办|院|政府|部门|公司|中心)")
# verbs of building that make a county's name with a level word: ，新建|县第三小学
_BUILDING = "新建"
_SCHOOL_FOLLOWS = re.compile(r"第[一二三四五六七八九十]{1,3}[\u4e00-\u9fff]{0,4}?(?:小学|中学|幼儿园|学校|高中|初中)")
_ZONE = re.compile("|".join(names.ZONE_WORDS))
_LONGEST_SHARING = 3  # characters of a township's name without its last word in such a list
_ZONE_PART = 4  # characters between a division's name and the word for a zone: 衡水|滨湖|新区


@dataclass(frozen=True, slots=True)
class Terms:
    """The hits of a Doc in reading order and by where they begin and end, and its words by where they end."""

    text: str
    ordered: tuple[Term, ...]
    by_start: Mapping[int, Term]
    by_end: Mapping[int, Term]
    word_starts: Mapping[int, int]

    def named_ending(self, end: int) -> Term | None:
        """The division's name or stem that ends there."""
        term = self.by_end.get(end)
        return term if term and term.kind in _NAMED else None

    def word_ending(self, end: int) -> str | None:
        """The word that ends there."""
        start = self.word_starts.get(end)
        return None if start is None else self.text[start:end]

    def edge(self, start: int) -> bool:
        """Whether a name may begin at `start`: after punctuation, another term, or a word that is no part of one."""
        if start == 0 or not is_han(self.text[start - 1]) or start in self.by_end:
            return True
        word = self.word_ending(start)
        verb = word is not None and (names.is_edge(word) or names.is_verb(word))
        return verb or names.ends_with_edge(self.text, start)


class Place(NamedTuple):
    """Division words in front of a body's name.

    `words` is the narrowest of them as printed (宝坻区, 静宁, 县, 乌市, xx区; empty for none), `above` the named
    divisions before it (天津市), `iri` what the vocabulary knows `words` to be.
    """

    start: int
    words: str = ""
    above: tuple[str, ...] = ()
    iri: str = ""
    kind: str = ""


def terms_of(doc: Doc) -> Terms:
    """The vocabulary's hits of a Doc, without short names of divisions that arise by accident (示范|县, 任|县长).

    They are found once for a Doc and kept with it.
    """
    kept = doc.user_data.get(_KEPT)
    if not isinstance(kept, Terms):
        kept = doc.user_data[_KEPT] = _terms(doc)
    return kept


def _terms(doc: Doc) -> Terms:
    found = plain_terms(doc)
    text = doc.user_data.get(TEXT) or doc.text
    accidental = _accidental(text, found)
    ordered = tuple(term for term in found if term not in accidental) if accidental else found
    starts, lengths = doc.to_array(["IDX", "LENGTH"]).astype(int).T
    words: dict[int, int] = dict(zip((starts + lengths).tolist(), starts.tolist(), strict=True))
    for term in accidental:
        if text[term.end - 1] in names.LEVEL_CLASSES:
            words[term.end - 1] = term.start
    return Terms(text, ordered, {term.start: term for term in ordered}, {term.end: term for term in ordered}, words)


def _accidental(text: str, found: Sequence[Term]) -> frozenset[Term]:
    """Names of two characters, or whose first words are an edge, that stand nowhere in the text as a name must.

    A name that stands once behind punctuation, at the start of a line or behind another division's name is trusted
    everywhere in the text.
    """
    divisions = [term for term in found if term.kind in _NAMED]
    ends = {term.end for term in divisions}
    doubtful = [term for term in divisions if _is_doubtful(text, term)]
    trusted = {text[term.start : term.end] for term in doubtful if _stands_clear(text, term, ends)}
    streets = [term for term in divisions if _is_street(text, term)]
    return frozenset([*streets, *(term for term in doubtful if text[term.start : term.end] not in trusted)])


def _is_street(text: str, term: Term) -> bool:
    return text[term.end - 1] not in names.LEVEL_CLASSES and text.startswith(names.STREETS, term.end)


def _is_doubtful(text: str, term: Term) -> bool:
    name = text[term.start : term.end]
    if name[-1] not in names.LEVEL_CLASSES:
        return False
    short = len(name) == 2 and name[-1] not in "盟州"  # 阿盟 and 巴州 are no everyday words
    return short or name[:2] in names.EDGE_WORDS or names.cuts_across(text, term.start, term.end)


def _stands_clear(text: str, term: Term, ends: set[int]) -> bool:
    before = text[term.start - 1 : term.start]
    if text.startswith(_BUILDING, term.start) and _SCHOOL_FOLLOWS.match(text, term.end):  # ，新建|县第三小学
        return False
    if before in {"", "\n"} or term.start in ends:
        return True
    if text.startswith(JOINING, term.start) and _BODY_FOLLOWS.match(text, term.end):  # ，会同|县财政局
        return False
    if not is_han(before):
        return True
    if _before_township(text, term):
        return not names.cuts_across(text, term.start, term.end)
    return (
        term.end - term.start > 2 and before in names.EDGE_CHARS and not names.cuts_across(text, term.start, term.end)
    )


def _before_township(text: str, term: Term) -> bool:
    """Whether a township may follow the name: 曹县|古营集镇."""
    after = text[term.end : term.end + 6]
    ends = (after.find(suffix) for suffix in names.TOWNSHIP_SUFFIXES)
    return any(end >= 2 and all(map(is_han, after[:end])) for end in ends)


def is_han(char: str) -> bool:
    """Whether the character may stand in a Chinese name."""
    return char.isalpha() and not char.isascii()


def mention_claim(document: Document, mention: Mention, rule: str) -> Claim:
    """A bare mention as a claim."""
    clause = document.clause_at(mention.span.start)
    return Claim(kind="mentions", slots=(("mentions", mention),), span=mention.span, clause=clause, rule=rule)


def touches_noise(document: Document, start: int, end: int) -> bool:
    """Whether symbols or unreadable characters stand at the left edge of clean [start, end) or inside it."""
    return any(noise.kind in _BREAKING_NOISE for noise in document.noise_within(start, end))


def place_before(terms: Terms, end: int) -> Place:
    """The division words that end at `end`: names in a row, a level word (县), or an abbreviation (乌市)."""
    term = terms.named_ending(end)
    if term:
        return _named_place(terms, term, term.start, terms.text[term.start : term.end])
    text = terms.text
    if not text.endswith(names.LEVELS, 0, end):
        return Place(end)
    level = next(word for word in names.LEVELS if text.endswith(word, 0, end))
    if names.LEVEL_CLASSES[level] == ("Township",):
        return Place(end)
    start = end - len(level)
    term = terms.named_ending(start)
    if term:  # 印江|自治县, 泾县|县(委)
        doubled = text[term.start : term.end].endswith(level)
        return _named_place(terms, term, term.start, text[term.start : term.end if doubled else end])
    hidden = _hidden_start(text, start)
    if hidden < start:
        return Place(hidden, text[hidden:end])
    return _level_place(terms, start, end)


def _named_place(terms: Terms, term: Term, start: int, words: str) -> Place:
    above: list[str] = []
    before = terms.named_ending(start)
    while before and len(above) < 3:
        above.insert(0, terms.text[before.start : before.end])
        start = before.start
        before = terms.named_ending(start)
    return Place(start, words, tuple(above), term.iri, term.kind)


def _hidden_start(text: str, start: int) -> int:
    """Where the placeholder of a hidden name begins that ends at `start` (xx区, 某县, A市, K10县)."""
    at = start
    while at > 0 and start - at < 4 and text[at - 1] in names.HIDDEN_MARKS:
        at -= 1
    if at < start:
        return at
    while at > 0 and start - at < 4 and text[at - 1].isascii() and text[at - 1].isdigit():
        at -= 1
    return at - 1 if at > 0 and "A" <= text[at - 1] <= "Z" else start


def _level_place(terms: Terms, start: int, end: int) -> Place:
    """A level word alone (县), after a mark of self (我县), or after one character that abbreviates a name (乌市)."""
    text = terms.text
    before = text[start - 1 : start]
    if before in names.SELF_MARKS:
        return Place(start - 1, text[start:end])
    if text.endswith(names.RUN_ZONES, max(0, end - 10), end) or text[start - 1 : end] in names.NAME_WORDS:
        return Place(end)  # 红旗 is no 旗
    listed = before == "、" and text[start - 2 : start - 1] in names.LEVEL_CLASSES  # 省、市
    if before not in names.PLURAL_MARKS and not listed:
        if terms.edge(start) or before in names.HANDING:
            return Place(start, text[start:end])
        if end - start == 1 and terms.edge(start - 1) and text[start - 1 : end] not in names.NO_ABBREVIATIONS:
            return Place(start - 1, text[start - 1 : end], kind="Abbreviation")
    return Place(start, kind="Plural")


def extract(doc: Doc, document: Document) -> Iterator[Claim | Dropped]:
    """Every division, township and zone that the text names."""
    terms = terms_of(doc)
    yield from _named(terms, document)
    yield from _townships(terms, document)
    yield from _zones(terms, document)


def _named(terms: Terms, document: Document) -> Iterator[Claim | Dropped]:
    previous_end = -1
    named = [term for term in terms.ordered if term.kind in _NAMED and not term.iri.endswith("/000000")]
    for index, term in enumerate(named):
        span, text = Span(term.start, term.end), terms.text[term.start : term.end]
        if touches_noise(document, *span):
            yield Dropped(reason=Reason.TOUCHES_NOISE, span=span, rule="division-name", detail=text)
            continue
        attributes = []
        above = _named_place(terms, term, term.start, text).above
        if above:
            attributes.append(("above", " ".join(above)))
        beside = (*named[max(0, index - 1) : index], *named[index + 1 : index + 2])
        support = _support(terms, document, term, previous_end, beside)
        if support:
            attributes.append(("support", support))
        previous_end = term.end if term.kind == "Jurisdiction" or above or support not in {"", "stems"} else -1
        rule = "division-name" if term.kind == "Jurisdiction" else "division-stem"
        mention = Mention(kind=term.kind, span=span, text=text, iri=term.iri, attributes=tuple(attributes))
        yield mention_claim(document, mention, rule)


def _support(terms: Terms, document: Document, term: Term, trusted_end: int, beside: tuple[Term, ...]) -> str:
    """What lets a bare stem count as a name: its place in a list of divisions, or at the head of an item.

    In a list of nothing but stems (`stems`) the linker asks for more.
    """
    text = terms.text
    if trusted_end >= 0 and text[trusted_end : term.start] in _PUNCTUATION_JOINS:
        return "listed"
    if text.startswith(_AFTER_LEADING_STEM, term.end) and text[term.start - 1 : term.start] in {"", "\n", "："}:
        return "leads"
    if document.title and document.title.start == term.start:
        return "title"
    gaps = [text[min(term.end, other.end) : max(term.start, other.start)] for other in beside]
    if any(gap in _PUNCTUATION_JOINS for gap in gaps):
        return "listed" if _CLOSED_LIST.match(text, term.end) else "stems"
    return ""


def _zones(terms: Terms, document: Document) -> Iterator[Claim | Dropped]:
    """Zones with a name: a division's name, up to four characters and the word for a zone (衡水滨湖新区)."""
    text = terms.text
    for match in _ZONE.finditer(text):
        start, end = match.span()
        if end in terms.by_end:  # 浦东新区 is a division
            continue
        ends = (start - size for size in range(_ZONE_PART + 1) if all(map(is_han, text[start - size : start])))
        division = next((term for at in ends if (term := terms.named_ending(at))), None)
        if division is None or any(terms.edge(at) for at in range(division.end + 1, start + 1)):
            continue
        span = Span(division.start, end)
        above = _named_place(terms, division, division.start, text[division.start : division.end])
        words = " ".join((*above.above, above.words))
        mention = Mention(kind="Zone", span=span, text=text[span.start : end], attributes=(("above", words),))
        yield mention_claim(document, mention, "zone")


def _townships(terms: Terms, document: Document) -> Iterator[Claim | Dropped]:
    """Townships by grammar: up to four characters and 镇, 乡, 街道 or 苏木 between clear edges."""
    text = terms.text
    starts = [term.start for term in terms.ordered]
    shared: set[int] = set()
    for match in _SHARED_LEVEL.finditer(text):
        shared.add(match.end())
        yield from _sharing(terms, document, match)
    for suffix in names.TOWNSHIP_SUFFIXES:
        at = text.find(suffix)
        while at >= 0:
            end = at + len(suffix)
            covered = bisect_left(starts, end) - 1
            inside = covered >= 0 and terms.ordered[covered].end > at
            if not inside and end not in shared:
                start = township_start(terms, end)
                if start < at and not names.is_motto(text, start, end):
                    yield _township(terms, document, Span(start, end))
            at = text.find(suffix, end)


def _sharing(terms: Terms, document: Document, match: re.Match[str]) -> Iterator[Claim]:
    """The townships of a list whose last word names their level, where it counts all of them or says 等."""
    text, at = terms.text, match.start()
    while match.start() - at < _LONGEST_SHARING and not (at < match.start() and terms.edge(at)):
        at -= len(terms.word_ending(at) or "。")
    first = Span(at, match.start())
    items = [Span(*part.span(1)) for part in _SHARED_PART.finditer(text, *match.span("items"))]
    items = [first, *items] if 2 <= match.start() - at <= _LONGEST_SHARING and is_han(text[at]) else items
    count = match["count"]
    number = int(count) if count.isdigit() else 2 if count == "两" else chinese_number(count)
    counted = not count.startswith("等") and number == len(items)
    if len(items) < 2 or not (counted or (count == "等" and items[0] == first)):
        return
    for item in items:
        own = text[slice(*item)]
        if own not in names.NO_TOWNSHIPS and own[-1] not in "镇乡县市区" and item.start not in terms.by_start:
            named = (("name", own + match["level"]),)
            yield mention_claim(document, Mention(kind="Township", span=item, text=own, attributes=named), "township")


def _township(terms: Terms, document: Document, span: Span) -> Claim | Dropped:
    text = terms.text[span.start : span.end]
    if touches_noise(document, *span):
        return Dropped(reason=Reason.TOUCHES_NOISE, span=span, rule="township", detail=text)
    place = place_before(terms, span.start)
    attributes = []
    if place.words and place.kind != "Plural":
        attributes.append(("above", " ".join((*place.above, place.words))))
        attributes.append(("by", place.kind))
    mention = Mention(kind="Township", span=span, text=text, attributes=tuple(attributes))
    return mention_claim(document, mention, "township")


def _is_castle(terms: Terms, start: int, name: str) -> bool:
    """Whether a name in 城镇 is that of one town: 蓉城镇, 凤城镇, at a clear edge."""
    clear = start in terms.by_end or not is_han(terms.text[start - 1 : start] or "。")
    return clear and len(name) == 3 and name.endswith("城镇") and name[0] not in names.NO_CASTLES


def _joins(part: str) -> bool:
    """Whether a township's words are rather others joined to the word itself: 区人大和|街道, but not 人和|街道."""
    return len(part) >= 3 and part.endswith(names.CONJUNCTIONS)


def township_start(terms: Terms, end: int) -> int:
    """Where the township's name begins that ends at `end`; `end` where no such name is clear."""
    text = terms.text
    if not text.endswith(names.TOWNSHIP_SUFFIXES, 0, end):
        return end
    suffix = next(word for word in names.TOWNSHIP_SUFFIXES if text.endswith(word, 0, end))
    head = end - len(suffix)
    if text[end : end + 1] in names.AFTER_NO_TOWNSHIP or text[head - 1 : head] in names.GROUP_MARKS:
        return end
    for start in range(head - 1, max(-1, head - 13), -1):
        if not is_han(text[start]):
            return end
        if terms.edge(start) and (head - start >= 2 or not is_han(text[start - 1 : start] or "。")):
            name = text[start:end]
            clear = name not in names.NO_TOWNSHIPS and not name.endswith(names.NO_TOWNSHIP_ENDINGS)
            clear = (clear or _is_castle(terms, start, name)) and not _joins(text[start:head])
            sized = 2 <= head - start <= 4 or "族" in name
            led = head - start > 2 or text[start] in names.EDGE_CHARS
            if led and text[head - 1] in names.SELF_MARKS:  # 推动|全镇, 在|全镇, but 万全|镇
                return end
            return start if clear and sized and name[0] not in names.SELF_MARKS else end
    return end

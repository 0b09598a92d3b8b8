"""Other named bodies (companies, offices with their place) and the body that stands in front of a post."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.authorities import authority_at, body_place
from kg.extract.jurisdictions import (
    Place,
    Terms,
    is_han,
    mention_claim,
    place_before,
    terms_of,
    touches_noise,
    township_start,
)
from kg.extract.schools import school_ending
from kg.extract.terms import Term
from kg.extract.told_bodies import below, body, own_part, told
from kg.language import body_words, names
from kg.model import Claim, Document, Dropped, Mention, Reason, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_RULE = "organization"
_NAMED = frozenset({"Jurisdiction", "JurisdictionStem"})
_NOT_LEVELS = ("市场", "市监")  # 市 begins a word here: 市场监督管理局
_IN_COMPANIES = frozenset({"Topic", "Program", "Indicator"})  # 静宁县|某某教育投资|有限公司
_LONGEST_PART = 16
_LONGEST_COMMUNITY = 6
_MOST_PARTS = 3  # 教育局|机关|党委


def extract(doc: Doc, document: Document) -> Iterator[Claim | Dropped]:
    """Every concrete body that is neither a school nor an education authority."""
    terms = terms_of(doc)
    shaped = {one.span.end: one for one in told(terms)}
    found: list[Claim | Dropped] = []
    previous: Mention | None = None
    for term in terms.ordered:
        if term.kind != "OrganizationKind" or _own_head(terms.text[term.start : term.end]) in names.PLAIN_BODIES:
            continue
        if _runs_on(terms, term) or term.end in shaped:
            continue
        lower = below(terms, term, previous)
        if lower is not None and found:
            found.pop()  # the body above is named for the sake of the one below it
        mention = previous = lower or _organization_at(terms, term) or _in_list(terms, term, previous)
        found.append(_claim(terms, document, term, mention))
    yield from found
    for one in shaped.values():
        yield mention_claim(document, one, _RULE)


def _claim(terms: Terms, document: Document, term: Term, mention: Mention | None) -> Claim | Dropped:
    if mention is None:
        text = terms.text[term.start : term.end]
        return Dropped(reason=Reason.GENERIC, span=Span(term.start, term.end), rule=_RULE, detail=text)
    if touches_noise(document, mention.span.start, mention.span.start + 1):
        return Dropped(reason=Reason.TOUCHES_NOISE, span=mention.span, rule=_RULE, detail=mention.text)
    return mention_claim(document, mention, _RULE)


def _runs_on(terms: Terms, term: Term) -> bool:
    """Whether a body's head is the start of a company's: 设计院|有限公司."""
    after = terms.by_start.get(term.end)
    return after is not None and terms.text.endswith(names.COMPANY_HEADS, term.start, after.end)


def _in_list(terms: Terms, term: Term, previous: Mention | None) -> Mention | None:
    """A hospital that takes the place of the one before it in a list: 县人民医院、中医医院、妇幼保健院."""
    if previous is None or terms.text[previous.span.end : term.start] != "、":
        return None
    attributes = dict(previous.attributes)
    both = (previous.text, terms.text[term.start : term.end])
    if "division" not in attributes or not all(name.endswith(names.HOSPITALS) for name in both):
        return None
    shared = tuple((name, value) for name, value in previous.attributes if name in {"division", "above"})
    return Mention(
        kind="Organization",
        span=Span(term.start, term.end),
        text=both[1],
        attributes=(*shared, ("name", both[1]), ("kind", term.iri)),
    )


def body_of(terms: Terms, document: Document, end: int) -> Mention | None:
    """The body whose name ends there, in front of a post: an authority, a school, an office, also 县委 and 县政府.

    A part that stands for the body is passed over (县教育局|党组 → 县教育局). 局 alone is the document's own bureau:
    a mention of kind EducationAuthority with the head 局. None where no body stands there.
    """
    ends = [end]
    while len(ends) <= _MOST_PARTS and (part := _part_ending(terms, ends[-1])):
        ends.append(ends[-1] - len(part))
    return next((body for at in reversed(ends) if (body := _body_ending(terms, document, at))), None)


def _part_ending(terms: Terms, end: int) -> str:
    """The part of a body that ends there and is no authority of its own (教育局|党组)."""
    term = terms.by_end.get(end)
    if term and term.kind in {"AuthorityKind", "EducationAuthority"}:
        return ""
    return next((part for part in names.BODY_PARTS if terms.text.endswith(part, 0, end)), "")


def _body_ending(terms: Terms, document: Document, end: int) -> Mention | None:
    term = terms.by_end.get(end)
    if term and term.kind in {"AuthorityKind", "EducationAuthority"}:
        found = authority_at(terms, document, term)
        return None if isinstance(found, Dropped) else found
    if term and term.kind == "OrganizationKind":
        return _organization_at(terms, term)
    return school_ending(terms, end) or _plain_body(terms, end) or _own_bureau(terms, end)


def _own_bureau(terms: Terms, end: int) -> Mention | None:
    """局 alone, the document's own bureau."""
    if not terms.text.endswith("局", 0, end) or not terms.edge(end - 1):
        return None
    return Mention(kind="EducationAuthority", span=Span(end - 1, end), text="局", attributes=(("head", "局"),))


def _plain_body(terms: Terms, end: int) -> Mention | None:
    """A division's committee, government or congress behind its name: 静宁县|委, 施甸县|政协."""
    for size in (2, 1, 4, 5):
        tail = terms.text[end - size : end]
        if tail in names.PLAIN_BODIES and terms.named_ending(end - size):
            return body(terms, place_before(terms, end - size), Span(end - size, end), "")
    return None


def _own_head(head: str) -> str:
    """A head without the level word that it begins with: 县|政协."""
    if head.startswith(_NOT_LEVELS):
        return head
    level = next((word for word in names.LEVELS if head.startswith(word)), "")
    rest = head[len(level) :]
    return rest if rest and (names.LEVEL_CLASSES.get(level) != ("Township",) or rest in names.PLAIN_BODIES) else head


def _organization_at(terms: Terms, term: Term) -> Mention | None:
    """The body whose head is that term, with `division` and `name`; None where it is a kind or a group."""
    text = terms.text
    head = _own_head(text[term.start : term.end].removeprefix(names.NATION_WORD))
    at = term.end - len(head)
    if head.endswith(body_words.OF_COMMITTEES) and text.endswith(body_words.COMMITTEE, 0, at):
        at -= len(body_words.COMMITTEE)
    company = head.endswith(names.COMPANY_HEADS)
    place = place_before(terms, at) if company else body_place(terms, at)
    start = at
    if text.endswith(names.NATION_WORD, 0, at):
        place = Place(at - len(names.NATION_WORD), names.NATION_WORD)
    if text.endswith(names.ALL_NATION, 0, at) and _is_national(text, term, head):
        return body(terms, Place(at - len(names.ALL_NATION), names.ALL_NATION), Span(at, term.end), term.iri)
    own = names.COMMUNITIES[0] if head.startswith(names.COMMUNITIES[0]) else ""  # 柳园|社区卫生服务中心
    community = _community(terms, at + len(own))
    if community is not None:
        return body(terms, place_before(terms, community), Span(community, term.end), term.iri)
    if not place.words and place.kind != "Plural":
        start, place = (_company_part(terms, at, head) if company else None) or _own_part(terms, at)
        if not place.words and head == body_words.COMPANY:  # 静宁县|国有资产投资|公司
            start, place = _company_part(terms, at, head) or (start, place)
    if place.kind == "Plural" or text[place.start - 1 : place.start] in names.GROUP_MARKS or _cut_off(terms, place):
        return None
    foundation = bool(place.words) and head.endswith(body_words.FOUNDATION) and head != body_words.FOUNDATION
    if at - start < 2 and not foundation if company else not (place.words or place.kind == "Township"):
        return _called(terms, term, head)
    return body(terms, place, Span(start, term.end), term.iri)


def _called(terms: Terms, term: Term, head: str) -> Mention | None:
    """The company or museum that is called by a name without a place: 与|亿嘉电子|有限公司, 傥骆古道|博物馆."""
    limited = head.endswith(names.LIMITED)
    if not limited and not head.endswith(body_words.VISITED):
        return None
    if not limited and terms.text.startswith(body_words.TO_BE_BUILT, term.end):
        return None
    at = own_part(terms, term.end - len(head), body_words.HIRED if limited else body_words.COMMON)
    return None if at is None else body(terms, Place(at), Span(at, term.end), term.iri)


def _cut_off(terms: Terms, place: Place) -> bool:
    """Whether a stem in front of a body is the end of a longer word: 尧|龙山|卫生院."""
    return place.kind == "JurisdictionStem" and not terms.edge(place.start)


def _community(terms: Terms, head: int) -> int | None:
    """Where the name of a community or village begins that stands right before a body's head: 柳园社区|居委会."""
    ending = next((word for word in names.COMMUNITIES if terms.text.endswith(word, 0, head)), "")
    at = end = head - len(ending)
    while ending and end - at < _LONGEST_COMMUNITY and at not in terms.by_end:
        word = terms.word_ending(at) or ""
        if not word or not is_han(word[-1]) or names.is_edge(word) or word in names.GENERIC_WORDS:
            break
        at -= len(word)
    return at if 2 <= end - at <= _LONGEST_COMMUNITY else None


def _company_part(terms: Terms, head: int, words: str) -> tuple[int, Place] | None:
    """A company's own part, whatever its words, behind a division's name or at a clear edge: 某市|新里程置业."""
    for at in range(head - 2, max(0, head - _LONGEST_PART), -1):
        term = terms.by_end.get(at)
        if term is None and _is_hidden(hidden := place_before(terms, at)):
            return at, hidden
        if term is not None and term.kind in _NAMED:
            full = terms.text[at - 1] in names.LEVEL_CLASSES or words.endswith(names.LIMITED)
            place = place_before(terms, at)
            before = terms.text[place.start - 1 : place.start]
            clear = not is_han(before or "。") or names.ends_with_edge(terms.text, place.start)
            if full and (clear or terms.text[at - 1] in names.LEVEL_CLASSES):
                return at, place
            if term.kind == "Jurisdiction" or not full:
                return None
            continue  # 宁夏六|盘山|药业: a stem inside the company's own part
        inside = term is not None and term.kind not in _IN_COMPANIES
        if inside or not is_han(terms.text[at - 1]) or names.ends_with_edge(terms.text, at):
            return None
    return None


def _is_hidden(place: Place) -> bool:
    """Whether the words of a place stand for a name that is not printed: A市, 某县."""
    first = place.words[:1]
    return bool(first) and (first in names.HIDDEN_MARKS or not is_han(first))


def _is_national(text: str, term: Term, head: str) -> bool:
    """Whether a head behind 全国 is that of the one body of its kind: 全国学生资助管理中心."""
    before = text[term.end - len(head) - len(names.ALL_NATION) - 1 :][:1]
    return head.endswith(names.NATIONAL_HEADS) and before not in names.GROUP_MARKS


def _own_part(terms: Terms, head: int) -> tuple[int, Place]:
    """Where a body's own part begins, and the place before it."""
    at = head
    while head - at <= _LONGEST_PART:
        place = place_before(terms, at)
        if at < head and (place.words or place.kind == "Plural"):
            return at, place
        township = township_start(terms, at)
        if township < at:
            place = place_before(terms, township)
            return township, place if place.words else Place(township, kind="Township")
        word = terms.word_ending(at) or ""
        ended = not word or not is_han(word[-1]) or (at < head and at in terms.by_end)
        if ended or (names.is_edge(word) and (len(word) > 1 or word in names.EDGE_CHARS)):
            return at, Place(at)
        if word in names.GENERIC_WORDS and word not in names.SOFT_WORDS:
            return at, Place(at, kind="Plural")
        at -= len(word)
    return at, Place(at, kind="Plural")

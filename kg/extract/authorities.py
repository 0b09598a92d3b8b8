"""Education authorities: division words and a head of the vocabulary (县教育局, 县委教育工作领导小组, 省教育厅)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.jurisdictions import Place, Terms, is_han, mention_claim, place_before, terms_of, touches_noise
from kg.extract.terms import Term
from kg.language import names
from kg.model import Claim, Document, Dropped, Mention, Reason, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_RULE = "authority"
_OF_PROVINCES, _PROVINCES = "厅", ("省", "自治区")
_ZONE_PART = 4  # characters between a division's name and the word for a zone


def extract(doc: Doc, document: Document) -> Iterator[Claim | Dropped]:
    """Every education authority that the text names, with its division as printed."""
    terms = terms_of(doc)
    for term in terms.ordered:
        if term.kind not in {"AuthorityKind", "EducationAuthority"}:
            continue
        mention = authority_at(terms, document, term)
        yield mention if isinstance(mention, Dropped) else mention_claim(document, mention, _RULE)


def authority_at(terms: Terms, document: Document, term: Term) -> Mention | Dropped:
    """The authority whose head is that term, as a mention with `division`, `above`, `head` and `kind`."""
    text = terms.text
    head = text[term.start : term.end]
    if text.startswith(names.NOT_AN_AUTHORITY, term.end):
        return Dropped(reason=Reason.NOT_A_NAME, span=Span(term.start, term.end), rule=_RULE, detail=head)
    if term.kind == "EducationAuthority":
        span = Span(term.start, term.end)
        return Mention(kind="EducationAuthority", span=span, text=head, iri=term.iri)
    place = body_place(terms, term.start)
    if not place.words and place.kind != "Plural":
        place = _zone_before(terms, term.start)
    span = Span(place.start, term.end)
    if place.kind == "Plural" or _is_group(terms, place, term) or not (place.words or _stands_alone(terms, term)):
        return Dropped(reason=Reason.GENERIC, span=Span(term.start, term.end), rule=_RULE, detail=head)
    if place.iri and touches_noise(document, span.start, term.start):
        return Dropped(reason=Reason.TOUCHES_NOISE, span=span, rule=_RULE, detail=text[span.start : span.end])
    if not place.words and head.endswith(_OF_PROVINCES):
        place = place._replace(words=max(_PROVINCES, key=text.count))  # 我县被教育厅命名为…
    attributes = (*place_attributes(place), ("head", head), ("kind", term.iri))
    return Mention(kind="EducationAuthority", span=span, text=text[span.start : span.end], attributes=attributes)


def _zone_before(terms: Terms, end: int) -> Place:
    """The zone whose name ends there, with the division's name that it begins with: 静宁|高新区, 经开区."""
    text = terms.text
    zone = next((word for word in names.RUN_ZONES if text.endswith(word, 0, end)), "")
    if not zone:
        return Place(end)
    for at in range(end - len(zone), max(-1, end - len(zone) - _ZONE_PART - 1), -1):
        division = terms.named_ending(at)
        if division is not None:
            return Place(division.start, text[division.start : end], kind="Zone")
        if terms.edge(at) and (at == end - len(zone) or not is_han(text[at - 1 : at] or "。")):
            return Place(at, text[at:end], kind="Zone")
        if at == 0 or not is_han(text[at - 1]):
            break
    return Place(end)


def body_place(terms: Terms, head: int) -> Place:
    """The division words of a body whose head begins at `head`, over what may stand between: 县|委, 盟|行署."""
    text = terms.text
    for between in names.BETWEEN_PLACE_AND_HEAD:
        if text.endswith(between, 0, head):
            place = place_before(terms, head - len(between))
            if place.words:
                return place
    return place_before(terms, head)


def place_attributes(place: Place) -> tuple[tuple[str, str], ...]:
    """A place as attributes of the mention that it begins."""
    attributes = []
    if place.words:
        attributes.append(("division", place.words))
    if place.above:
        attributes.append(("above", " ".join(place.above)))
    return tuple(attributes)


def _stands_alone(terms: Terms, term: Term) -> bool:
    """Whether a head without division words may be the document's own authority: 教育局, not 兵团教育局."""
    own = terms.text.endswith(names.BARE_AUTHORITIES, term.start, term.end) and terms.edge(term.start)
    group = terms.text.endswith("领导小组", term.start, term.end)
    if group and _is_described(terms, term.start):
        return False
    return own and not terms.text.endswith(names.BRACKETED_LEVELS, 0, term.start)  # 各县（市、区）|教育局


def _is_described(terms: Terms, start: int) -> bool:
    """Whether what stands before a leading group makes it another one: 心理健康|, 防溺水安全|, 以校长为组长的|."""
    word = terms.word_ending(start) or ""
    quality = len(word) > 1 and word not in names.EDGE_WORDS and not names.tag_of(word).startswith("v")
    return start in terms.by_end or word == "的" or (quality and is_han(word[-1]))


def _is_group(terms: Terms, place: Place, term: Term) -> bool:
    """Whether the words around make it a group of authorities: 各教育局, 教育局们, 3个教育局."""
    before = terms.text[place.start - 1 : place.start] if place.start else ""
    return before in names.GROUP_MARKS or terms.text.startswith("们", term.end)

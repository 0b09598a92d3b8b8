"""Other named bodies (companies, offices with their place) and the body that stands in front of a post."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.authorities import authority_at, body_place, place_attributes
from kg.extract.jurisdictions import (
    Place,
    Term,
    Terms,
    is_han,
    mention_claim,
    place_before,
    terms_of,
    touches_noise,
)
from kg.extract.schools import school_ending
from kg.language import names
from kg.model import Claim, Document, Dropped, Mention, Reason, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_RULE = "organization"
_LONGEST_PART = 16


def extract(doc: Doc, document: Document) -> Iterator[Claim | Dropped]:
    """Every concrete body that is neither a school nor an education authority."""
    terms = terms_of(doc)
    for term in terms.ordered:
        if term.kind != "OrganizationKind" or terms.text[term.start : term.end].endswith(names.PLAIN_BODIES):
            continue
        mention = _organization_at(terms, term)
        if mention is None:
            text = terms.text[term.start : term.end]
            yield Dropped(reason=Reason.GENERIC, span=Span(term.start, term.end), rule=_RULE, detail=text)
        elif touches_noise(document, mention.span.start, mention.span.start + 1):
            yield Dropped(reason=Reason.TOUCHES_NOISE, span=mention.span, rule=_RULE, detail=mention.text)
        else:
            yield mention_claim(document, mention, _RULE)


def body_of(terms: Terms, document: Document, end: int) -> Mention | None:
    """The body whose name ends there, in front of a post: an authority, a school, an office, also 县委 and 县政府.

    A part that stands for the body is passed over (县教育局|党组 → 县教育局). 局 alone is the document's own bureau:
    a mention of kind EducationAuthority with the head 局. None where no body stands there.
    """
    text = terms.text
    part = next((part for part in names.BODY_PARTS if text.endswith(part, 0, end)), "")
    term = terms.by_end.get(end)
    if part and not (term and term.kind in {"AuthorityKind", "EducationAuthority"}):
        inner = body_of(terms, document, end - len(part))
        if inner is not None:
            return inner
    if term and term.kind in {"AuthorityKind", "EducationAuthority"}:
        found = authority_at(terms, document, term)
        return None if isinstance(found, Dropped) else found
    if term and term.kind == "OrganizationKind":
        return _organization_at(terms, term)
    school = school_ending(terms, end)
    if school is not None:
        return school
    if text.endswith("局", 0, end) and terms.edge(end - 1):
        span = Span(end - 1, end)
        return Mention(kind="EducationAuthority", span=span, text="局", attributes=(("head", "局"),))
    return None


def _organization_at(terms: Terms, term: Term) -> Mention | None:
    """The body whose head is that term, with `division` and `name`; None where it is a kind or a group."""
    text = terms.text
    head = text[term.start : term.end]
    place = body_place(terms, term.start) if not head.endswith("公司") else place_before(terms, term.start)
    start = term.start
    if not place.words and place.kind != "Plural":
        start, place = _own_part(terms, term.start)
    long_enough = term.start - start >= 2
    if place.kind == "Plural" or text[place.start - 1 : place.start] in names.GROUP_MARKS:
        return None
    if not place.words and not (long_enough and head.endswith(names.COMPANY_HEADS)):
        return None
    if head.endswith(names.COMPANY_HEADS) and not long_enough:
        return None
    span = Span(place.start if place.words else start, term.end)
    attributes = (*place_attributes(place), ("name", text[start : term.end]), ("head", head), ("kind", term.iri))
    return Mention(kind="Organization", span=span, text=text[span.start : span.end], attributes=attributes)


def _own_part(terms: Terms, head: int) -> tuple[int, Place]:
    """Where a body's own part begins, and the place before it."""
    at = head
    while head - at <= _LONGEST_PART:
        place = place_before(terms, at)
        if at < head and (place.words or place.kind == "Plural"):
            return at, place
        word = terms.word_ending.get(at, "")
        if not word or not is_han(word[-1]) or names.is_edge(word):
            return at, Place(at)
        if word in names.GENERIC_WORDS and word not in names.SOFT_WORDS:
            return at, Place(at, kind="Plural")
        at -= len(word)
    return at, Place(at, kind="Plural")

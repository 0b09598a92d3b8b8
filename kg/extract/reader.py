"""What the rules for posts read: the document, its terms, and the bodies that it names before a place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from kg.extract import organizations, schools
from kg.extract.found import claims_of
from kg.extract.jurisdictions import Terms, terms_of
from kg.extract.organizations import body_of
from kg.extract.own_school import own_school
from kg.extract.terms import Term
from kg.language.clauses import titles
from kg.language.posts import SPEAKING, Body
from kg.model import Claim, Document, Dropped, Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

BUREAU_ENDS = ("局", "委", "厅", "办")
_FAR = 1000  # characters: a body named farther back is not what a bare title means
_MANY = 200  # schools of a text that may still be one and the same
_AUTHORITIES = frozenset({"AuthorityKind", "EducationAuthority"})


@dataclass(frozen=True, slots=True)
class Post:
    """A title in words, from the first character of its printed body on; `body` is None where it is not clear.

    `section` is the part of a body that the title begins with: 安全科|科长.
    """

    title: str
    span: Span
    kind: Body
    body: Mention | None
    printed: bool
    section: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """What the rules read: the document and the vocabulary's hits in it."""

    document: Document
    terms: Terms
    titles: tuple[Span, ...]
    schools: Callable[[], tuple[Mention, ...]]
    bodies: Callable[[], tuple[Mention, ...]]
    own_school: Callable[[], Mention | None]  # that speaks in the text
    posts: dict[int, tuple[Post, ...]] = field(default_factory=dict)  # what was read, by the title's end

    @property
    def text(self) -> str:
        return self.document.text

    def authorities_before(self, at: int) -> list[Mention]:
        """Authorities named not far before the offset in its paragraph, but for those inside 《》."""
        terms = self.terms.ordered
        first = bisect_left(terms, self._paragraph_start(at), key=lambda term: term.start)
        last = bisect_left(terms, at, key=lambda term: term.start)
        bodies = (
            body_of(self.terms, self.document, term.end) for term in terms[first:last] if term.kind in _AUTHORITIES
        )
        return [body for body in bodies if body is not None and not _inside(body.span, self.titles)]

    def bureau_before(self, at: int) -> Mention | None:
        """The one bureau among the authorities named not far before the offset in its paragraph."""
        bureaus = [body for body in self.authorities_before(at) if body.text.endswith(BUREAU_ENDS)]
        return bureaus[-1] if len({body.text for body in bureaus}) == 1 else None

    def body_meant(self, term: Term) -> Mention | None:
        """The one body named before that a head alone means: 基金会|理事长."""
        if term.kind != "OrganizationKind" or not self.terms.edge(term.start):
            return None
        head = self.text[term.start : term.end]
        found = [body for body in self.bodies() if body.text.endswith(head) and body.span.end <= term.start]
        return found[-1] if len({body.text for body in found}) == 1 else None

    def school_before(self, at: int) -> Mention | None:
        """The school that the sentence names before the offset, else the paragraph, else the text, if it is one."""
        named = self.schools()
        if any(word in self.text[self._paragraph_start(at) : at] for word in SPEAKING):
            return self.own_school()
        last = bisect_left(named, at, key=lambda school: school.span.start)
        sentence = self.document.sentences[self.document.sentence_at(at)].span
        for start in (max(sentence.start, at - _FAR), self._paragraph_start(at)):
            near = named[bisect_left(named, start, key=lambda school: school.span.start) : last]
            if near:
                return near[-1] if len({school.text for school in near}) == 1 else None
        before = named[:last] if last <= _MANY else ()
        return before[-1] if len({school.text for school in before}) == 1 else self.own_school()

    def _paragraph_start(self, at: int) -> int:
        sentence = self.document.sentences[self.document.sentence_at(at)]
        return max(self.document.paragraphs[sentence.paragraph].start, at - _FAR)


def reader_of(doc: Doc, document: Document) -> Reader:
    """What there is to read in a document; its schools are looked up when they are first asked for."""
    shielded = tuple(titles(document.text))

    @cache
    def named_schools() -> tuple[Mention, ...]:
        found = _mentions(schools.extract, doc, document)
        return tuple(mention for mention in found if not _inside(mention.span, shielded))

    @cache
    def named_bodies() -> tuple[Mention, ...]:
        return _mentions(organizations.extract, doc, document)[:_MANY]

    @cache
    def speaking_school() -> Mention | None:
        return own_school(document, (*named_schools(), *named_bodies()))

    return Reader(document, terms_of(doc), shielded, named_schools, named_bodies, speaking_school)


def _mentions(
    extractor: Callable[[Doc, Document], Iterable[Claim | Dropped]], doc: Doc, document: Document
) -> tuple[Mention, ...]:
    """What an extractor mentions, in reading order."""
    claims = (claim for claim in claims_of(extractor, doc, document) if isinstance(claim, Claim))
    found = (value for claim in claims for _, value in claim.slots if isinstance(value, Mention))
    return tuple(sorted(found, key=lambda mention: mention.span))


def _inside(span: Span, spans: Sequence[Span]) -> bool:
    """Whether the span lies inside one of the sorted spans."""
    index = bisect_right(spans, span.start, key=lambda other: other.start) - 1
    return index >= 0 and span.end <= spans[index].end

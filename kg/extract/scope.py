"""Which stretches of a document are about education: outside them numbers and programs make no statement.

A document is about education where its title says so or most of its text is. Elsewhere a section is by its heading, a
paragraph by its share of education's terms; of a paragraph that turns to other fields too, only the sentences that are.
The measured shares stand in `docs/decisions/scope.md`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from kg import vocabulary
from kg.extract.terms import plain_terms
from kg.model import Claim, Document, Dropped, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

EVIDENCE = frozenset({"Topic", "Program", "Indicator", "SchoolKind", "AuthorityKind", "EducationAuthority"})
# shares are characters of terms per character
WHOLE_SHARE = 0.03  # of the paragraphs that make most of a text about education: there is little to tell apart
PARAGRAPH_SHARE = 0.05
SENTENCE_SHARE = 0.10
STRETCH_SHARE = 0.25  # for sentences of a paragraph that is about something else …
STRETCH_TERMS = 3  # … and as many terms in them
MOST = 0.5  # of a text in its paragraphs, of a paragraph in its sentences, by characters
_SHORT = 12  # a paragraph below this many characters is judged by what it stands in


class _Terms:
    """Education's terms in a document, counted over any stretch in logarithmic time."""

    def __init__(self, doc: Doc) -> None:
        elsewhere = vocabulary.load().beyond_education
        hits = [
            (term.start, term.end) for term in plain_terms(doc) if term.kind in EVIDENCE and term.iri not in elsewhere
        ]
        self._starts = [start for start, _ in hits]
        self._weights = [0, *accumulate(end - start for start, end in hits)]

    def count(self, span: Span) -> int:
        return bisect_left(self._starts, span.end) - bisect_left(self._starts, span.start)

    def share(self, span: Span) -> float:
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        covered: int = self._weights[last] - self._weights[first]
        return covered / max(1, span.end - span.start)


def extract(doc: Doc, document: Document) -> Iterable[Claim | Dropped]:
    """Yield one `scope` claim per stretch about education: the whole text, or sections, paragraphs and sentences."""
    terms = _Terms(doc)
    judged = [paragraph for paragraph in document.paragraphs if paragraph.end - paragraph.start >= _SHORT]
    about = [paragraph for paragraph in judged if terms.share(paragraph) >= WHOLE_SHARE]
    most = _length(about) >= MOST * max(1, _length(judged))
    if most or (document.title and terms.count(document.title)):
        yield _claim(Span(0, len(document.text)), "document-about-education")
        return
    for section in document.sections:
        if section.level and terms.count(section.heading):
            yield _claim(section.span, "section-about-education")
    for paragraph, sentences in _paragraphs(document):
        yield from _within(paragraph, sentences, terms)


def _paragraphs(document: Document) -> Iterator[tuple[Span, list[Span]]]:
    """Each paragraph with its sentences."""
    sentences: list[list[Span]] = [[] for _ in document.paragraphs]
    for sentence in document.sentences:
        sentences[sentence.paragraph].append(sentence.span)
    return zip(document.paragraphs, sentences, strict=True)


def _within(paragraph: Span, sentences: Sequence[Span], terms: _Terms) -> Iterator[Claim]:
    """Yield the paragraph, or those of its sentences that are about education."""
    is_about = paragraph.end - paragraph.start >= _SHORT and terms.share(paragraph) >= PARAGRAPH_SHARE
    if is_about and _length(one for one in sentences if terms.share(one) >= SENTENCE_SHARE) >= MOST * _length(
        sentences
    ):
        yield _claim(paragraph, "paragraph-about-education")
        return
    for stretch in _stretches(sentences, terms):
        if is_about or (terms.count(stretch) >= STRETCH_TERMS and terms.share(stretch) >= STRETCH_SHARE):
            yield _claim(stretch, "sentences-about-education")


def _stretches(sentences: Sequence[Span], terms: _Terms) -> list[Span]:
    """Runs of sentences about education; one sentence without terms between two of them belongs to the run."""
    runs: list[Span] = []
    last = -2
    for index, sentence in enumerate(sentences):
        if terms.share(sentence) < SENTENCE_SHARE:
            continue
        if runs and index - last <= 2:
            runs[-1] = Span(runs[-1].start, sentence.end)
        else:
            runs.append(sentence)
        last = index
    return runs


def _length(spans: Iterable[Span]) -> int:
    return sum(span.end - span.start for span in spans)


def _claim(span: Span, rule: str) -> Claim:
    return Claim(kind="scope", slots=(), span=span, clause=span, rule=rule)

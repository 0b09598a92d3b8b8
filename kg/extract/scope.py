"""Which stretches of a document are about education: outside them numbers and programs make no statement.

A document is about education where its title says so or most of its text is; else a section is by its heading, a
paragraph by its share of education's terms. The measured shares stand in `docs/decisions/scope.md`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate
from typing import TYPE_CHECKING

from kg import vocabulary
from kg.model import Claim, Document, Dropped, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

EVIDENCE = frozenset({"Topic", "Program", "SchoolKind", "AuthorityKind", "EducationAuthority"})
PARAGRAPH_SHARE = 0.05  # characters of terms per character of a paragraph
WHOLE_SHARE = 0.03  # the same for a text that is one paragraph, where there is nothing to tell apart
MOST = 0.6  # share of the text, by characters, that must be paragraphs about education
_SHORT = 12  # a paragraph below this many characters is judged by what it stands in


def extract(doc: Doc, document: Document) -> Iterable[Claim | Dropped]:
    """Yield one `scope` claim per stretch about education: the whole text, or sections and paragraphs of it."""
    elsewhere = vocabulary.load().beyond_education
    hits = [
        (span.start_char, span.end_char)
        for span in doc.spans["terms"]
        if span.label_ in EVIDENCE and span.kb_id_ not in elsewhere
    ]
    starts = [start for start, _ in hits]
    weights = [0, *accumulate(end - start for start, end in hits)]

    def share(span: Span) -> float:
        covered: int = weights[bisect_left(starts, span.end)] - weights[bisect_left(starts, span.start)]
        return covered / max(1, span.end - span.start)

    judged = [paragraph for paragraph in document.paragraphs if paragraph.end - paragraph.start >= _SHORT]
    about = [paragraph for paragraph in judged if share(paragraph) >= PARAGRAPH_SHARE]
    most = _length(about) >= MOST * max(1, _length(judged)) or (len(judged) == 1 and share(judged[0]) >= WHOLE_SHARE)
    if most or (document.title and share(document.title) > 0):
        yield _claim(Span(0, len(document.text)), "document-about-education")
        return
    for section in document.sections:
        if section.level and section.heading.end > section.heading.start and share(section.heading) > 0:
            yield _claim(section.span, "section-about-education")
    for paragraph in about:
        yield _claim(paragraph, "paragraph-about-education")


def _length(spans: Iterable[Span]) -> int:
    return sum(span.end - span.start for span in spans)


def _claim(span: Span, rule: str) -> Claim:
    return Claim(kind="scope", slots=(), span=span, clause=span, rule=rule)

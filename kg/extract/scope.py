"""Which stretches of a document are about education: outside them numbers and programs make no statement.

A document is about education where its title says so or enough of its text does; else a section is by its heading,
a paragraph by its share of education's terms.
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
DOCUMENT_SHARE = 0.06  # characters of terms per character of text; see docs/decisions/scope.md
PARAGRAPH_SHARE = 0.08
_SHORT = 12  # a paragraph or heading below this many characters is judged by what it stands in


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
        covered = weights[bisect_left(starts, span.end)] - weights[bisect_left(starts, span.start)]
        return covered / max(1, span.end - span.start)

    whole = Span(0, len(document.text))
    if document.text and (share(whole) >= DOCUMENT_SHARE or (document.title and share(document.title) > 0)):
        yield _claim(whole, "document-about-education")
        return
    for section in document.sections:
        if section.level and section.heading.end > section.heading.start and share(section.heading) > 0:
            yield _claim(section.span, "section-about-education")
    for paragraph in document.paragraphs:
        if paragraph.end - paragraph.start >= _SHORT and share(paragraph) >= PARAGRAPH_SHARE:
            yield _claim(paragraph, "paragraph-about-education")


def _claim(span: Span, rule: str) -> Claim:
    return Claim(kind="scope", slots=(), span=span, clause=span, rule=rule)

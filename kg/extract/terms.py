"""The vocabulary's hits of a Doc as plain values, kept with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.lexicon import PLACES
from kg.lexicon import Place as Term

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Term", "plain_terms"]


def plain_terms(doc: Doc) -> tuple[Term, ...]:
    """Return `doc.spans["terms"]` in reading order; spaCy makes each span anew at every walk, these are made once."""
    kept: tuple[Term, ...] | None = doc.user_data.get(PLACES)
    if kept is None or len(kept) != len(doc.spans["terms"]):  # the spans of another pipeline, or some were added
        kept = doc.user_data[PLACES] = tuple(
            Term(span.start_char, span.end_char, span.label_, span.kb_id_, span.start) for span in doc.spans["terms"]
        )
    return kept

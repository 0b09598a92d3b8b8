"""The vocabulary's hits of a Doc as plain values, read from its spans once and kept with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.tokens import Doc

_KEPT = "kg_plain_terms"


class Term(NamedTuple):
    """A hit of the vocabulary in the text; `token` is the index of its token."""

    start: int
    end: int
    kind: str
    iri: str
    token: int


def plain_terms(doc: Doc) -> tuple[Term, ...]:
    """Return `doc.spans["terms"]` in reading order; spaCy makes each span anew at every walk, these are made once."""
    kept: tuple[Term, ...] | None = doc.user_data.get(_KEPT)
    if kept is None:
        kept = doc.user_data[_KEPT] = tuple(
            Term(span.start_char, span.end_char, span.label_, span.kb_id_, span.start) for span in doc.spans["terms"]
        )
    return kept

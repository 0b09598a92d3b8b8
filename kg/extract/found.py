"""What each extractor finds in a Doc, found once and kept with it: some kinds of claims build on others' mentions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from kg.model import Claim, Document, Dropped

if TYPE_CHECKING:
    from spacy.tokens import Doc

_KEPT = "kg_claims"


def claims_of(
    extractor: Callable[[Doc, Document], Iterable[Claim | Dropped]], doc: Doc, document: Document
) -> tuple[Claim | Dropped, ...]:
    """Return what the extractor finds in the document; a second call with the same Doc costs nothing."""
    kept = doc.user_data.setdefault(_KEPT, {})
    if extractor not in kept:
        kept[extractor] = tuple(extractor(doc, document))
    found: tuple[Claim | Dropped, ...] = kept[extractor]
    return found

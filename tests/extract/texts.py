"""Documents and claims from a text in a test, through the real structure and pipeline."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kg import structure
from kg.model import Claim, Document, Dropped, Run, Source
from kg.nlp import analyse, nlp

if TYPE_CHECKING:
    from spacy.tokens import Doc


def document_of(text: str, issued: str | None = None) -> Document:
    """Return a structured document whose clean text is its original."""
    source = Source(
        path=Path("text.txt"), name="text.txt", sha256=hashlib.sha256(text.encode()).hexdigest(), size=len(text)
    )
    return structure.outline(
        Document(
            source=source,
            original=text,
            encoding="utf-8",
            media_type="text/plain",
            text=text,
            runs=(Run(0, 0, len(text)),),
            issued=issued,
        )
    )


def claims_of(
    extract: Callable[[Doc, Document], Iterable[Claim | Dropped]], text: str, issued: str | None = None
) -> list[Claim | Dropped]:
    """Return what one extractor says about a text."""
    document = document_of(text, issued)
    return list(extract(analyse(nlp(), document), document))

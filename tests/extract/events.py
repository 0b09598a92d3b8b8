"""What event extractors say about a text, as plain slots: (name, words), the holder left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from kg.model import Claim, Document, Dropped, Mention
from tests.extract.texts import claims_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

REVIEW = "一、2023年工作总结\n"
PLAN = "二、2024年工作计划\n"


def told(
    extract: Callable[[Doc, Document], Iterable[Claim | Dropped]], text: str, *names: str, heading: str = REVIEW
) -> list[tuple[str, ...]]:
    """Return the words in the named slots of every claim; a slot with several values gives them joined by +."""
    return [
        tuple("+".join(_words(value) for slot, value in claim.slots if slot == name) for name in names)
        for claim in claims(extract, text, heading)
    ]


def claims(
    extract: Callable[[Doc, Document], Iterable[Claim | Dropped]], text: str, heading: str = REVIEW
) -> list[Claim]:
    """Return the claims about a text under a heading."""
    return [claim for claim in claims_of(extract, heading + text) if isinstance(claim, Claim)]


def _words(value: object) -> str:
    if isinstance(value, Mention):
        return dict(value.attributes).get("name", value.text) if value.kind == "Project" else value.text
    return str(value)

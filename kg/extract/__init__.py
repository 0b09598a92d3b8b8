"""What a document says, kind by kind: `extract(doc, document)` functions over spaCy Docs, in a literal registry."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

from kg.extract import (
    about,
    authorities,
    awards,
    changes,
    collaborations,
    figures,
    jurisdictions,
    meetings,
    named_goals,
    organizations,
    persons,
    policies,
    problems,
    programs,
    projects,
    schools,
    scope,
    tasks,
)
from kg.extract.found import claims_of
from kg.model import Claim, Document, Dropped

if TYPE_CHECKING:
    from spacy.tokens import Doc

Extractor = Callable[["Doc", Document], Iterable[Claim | Dropped]]

EXTRACTORS: tuple[Extractor, ...] = (
    scope.extract,
    jurisdictions.extract,
    about.extract,
    authorities.extract,
    schools.extract,
    organizations.extract,
    persons.extract,
    programs.extract,
    figures.extract,
    tasks.extract,
    named_goals.extract,
    problems.extract,
    policies.extract,
    meetings.extract,
    awards.extract,
    changes.extract,
    collaborations.extract,
    projects.extract,
)


def extract(doc: Doc, document: Document) -> list[Claim | Dropped]:
    """Return what all extractors, then those of entry points `kg.extractors` by name, find in a document."""
    found: list[Claim | Dropped] = []
    for extractor in (*EXTRACTORS, *plugins()):
        found.extend(claims_of(extractor, doc, document))
    return found


@cache
def plugins() -> tuple[Extractor, ...]:
    """Return the extractors of other packages: entry points of the group `kg.extractors`, sorted by name."""
    return tuple(point.load() for point in sorted(entry_points(group="kg.extractors"), key=lambda point: point.name))

"""How much of what a text says in numbers and dates ended in facts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from kg.language.dates import find_dates
from kg.language.numbers import find_numbers
from kg.model import LinkedDocument, Span
from kg.spans import Stretches

FIGURES = frozenset({"Observation", "Goal"})
_TIMES = frozenset({"year", "periodStart", "periodEnd", "deadline", "dueBy", "schema:startDate"})
_ANY_YEAR = 2000  # relative dates count too, whatever they mean


class Coverage(NamedTuple):
    """Numbers and dates in passages about education, and how many of each ended in a fact.

    A number is one with a measure word or percent sign, outside dates, names, titles and hidden values; it ended in a
    fact where an Observation or Goal holds it. A date is one outside headings, which date their sections; it ended in a
    fact where a fact or a meeting of its sentence has a time.
    """

    numbers: int = 0
    numbers_in_facts: int = 0
    dates: int = 0
    dates_in_facts: int = 0


def coverage(linked: LinkedDocument) -> Coverage:
    """Count the numbers and dates of a document's passages about education, and those that ended in a fact."""
    document = linked.document
    scope = Stretches(linked.scope)
    dates = [Span(date.start, date.end) for date in find_dates(document.text, _ANY_YEAR)]
    names = [span for _, span in linked.mentioned]
    titles = [section.heading for section in document.sections]
    titles += [document.title] if document.title else []
    aside = Stretches([*dates, *names, *titles, *document.placeholders])
    numbers = [
        number.start
        for number in find_numbers(document.text)
        if number.unit and number.start in scope and number.start not in aside
    ]
    told = Stretches(fact.span for fact in linked.facts if fact.kind in FIGURES)
    timed = Stretches(_dated_sentences(linked))
    headings = Stretches(titles)
    dated = [date.start for date in dates if date.start in scope and date.start not in headings]
    return Coverage(
        len(numbers), sum(start in told for start in numbers), len(dated), sum(start in timed for start in dated)
    )


def _dated_sentences(linked: LinkedDocument) -> Iterator[Span]:
    """Yield the sentences in which a fact or a meeting has a time."""
    sentences = [sentence.span for sentence in linked.document.sentences]
    dated = {entity.local for entity in linked.entities if not _TIMES.isdisjoint(dict(entity.properties))}
    told = [fact.span.start for fact in linked.facts if not _TIMES.isdisjoint(dict(fact.slots))]
    for start in [*told, *(span.start for local, span in linked.mentioned if local in dated)]:
        at = bisect_right(sentences, start, key=lambda span: span.start) - 1
        if at >= 0:
            yield sentences[at]

"""How much of what a text says in numbers and dates ended in facts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.language.dates import find_dates
from kg.language.numbers import find_numbers
from kg.model import LinkedDocument, Span

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
    scope = _Stretches(linked.scope)
    dates = [Span(date.start, date.end) for date in find_dates(document.text, _ANY_YEAR)]
    names = [span for _, span in linked.mentioned]
    titles = [section.heading for section in document.sections]
    titles += [document.title] if document.title else []
    aside = _Stretches([*dates, *names, *titles, *document.placeholders])
    numbers = [
        number.start
        for number in find_numbers(document.text)
        if number.unit and number.start in scope and number.start not in aside
    ]
    told = _Stretches(fact.span for fact in linked.facts if fact.kind in FIGURES)
    timed = _Stretches(_dated_sentences(linked))
    headings = _Stretches(titles)
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


class _Stretches:
    """Whether an offset stands in one of some spans, which may overlap."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            else:
                self._starts.append(start)
                self._ends.append(end)

    def __contains__(self, at: int) -> bool:
        index = bisect_left(self._starts, at + 1) - 1
        return index >= 0 and at < self._ends[index]

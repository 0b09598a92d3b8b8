"""Figures: numbers that are reported (Observation) or aimed at (Goal), each with what it measures, unit and time."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from kg import vocabulary
from kg.extract.figure import Clause, Figure
from kg.extract.measured import figures
from kg.extract.tables import Cell, cells
from kg.language.clauses import enclosures
from kg.language.dates import Date, find_dates, typed
from kg.language.numbers import Number, find_numbers
from kg.language.status import clause_status
from kg.language.years import anchor_year
from kg.model import Claim, Document, Dropped, Mention, Role, SlotValue, Span, Status

if TYPE_CHECKING:
    from spacy.tokens import Doc

_NAMES = frozenset(
    {"Program", "PolicyDocument", "Jurisdiction", "JurisdictionStem", "SchoolKind", "OrganizationKind", "AuthorityKind"}
)
_TERMS = frozenset({"Program", "Topic", "Indicator"})
_PART = re.compile(r"[，,；;。：:！？\n]")
_EXISTING = re.compile(r"(?:[现原共]有|[仍还尚]有|[只仅]有)的?$")
_FROM = re.compile(r"[由从](?:[^，,。；;、]{0,6}的)?$")
_COMPARING = re.compile(r"[比较与]$")
_COMPARED = re.compile(r"同期|相比|同比")
_FROM_TIME = re.compile(r"[由从][^，,。；;、\d]{1,8}的(?=\d)")
_FROM_DATE = re.compile(r"[由从]$")
_RANKED = re.compile(r"第|前|[名位]")
_NORM = re.compile(r"(?:不少于|不低于|不得少于|不得低于|不超过|不得超过|至少)$")
_NAME = 26  # characters: a longer quotation is speech, not a name
_INTRODUCED = re.compile(r"(?:年内|年底前|今年)[^。\n]{0,60}[:：]\s*(?:一是|1[.．、]|（一）)")


# How precise the end of a longer time is; a term is due in the year in which it begins.
_END: dict[str, Callable[[Date], str]] = (
    {
        "term": lambda date: date.first[:4],
        "years": lambda date: date.last[:4],
        "plan-period": lambda date: date.last[:4],
    }
    | dict.fromkeys(("school-year", "half-year", "quarter", "month"), lambda date: date.last[:7])
    | {"day": lambda date: date.last}
)


def extract(doc: Doc, document: Document) -> Iterable[Claim | Dropped]:
    """Yield an Observation or a Goal for every number of which the text says what it measures."""
    text = document.text
    units = vocabulary.load().units
    numbers = find_numbers(text)
    starts = [number.start for number in numbers]
    shielded = _Shield(
        document, [Span(one.start_char, one.end_char) for one in doc.spans["terms"] if one.label_ in _NAMES]
    )
    terms = [(span.start_char, span.end_char) for span in doc.spans["terms"] if span.label_ in _TERMS]
    tabled = set()
    for cell in cells(document, units):
        tabled.add(cell.row.start)
        yield _tabled(document, cell)
    for sentence in document.sentences:
        if sentence.span.start in tabled:
            continue
        carried: Figure | None = None
        for span in sentence.clauses:
            here = numbers[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
            if not here and not _RANKED.search(text, span.start, span.end):
                continue
            here = [number for number in here if not shielded.covers(number.start)]
            inside = terms[bisect_left(terms, (span.start, 0)) : bisect_left(terms, (span.end, 0))]
            found = [
                figure
                for figure in figures(Clause(text, span, units, inside), here, carried)
                if not shielded.covers(figure.number.start)
            ]
            if found:
                yield from _claims(document, span, found)
                carried = found[-1]


def _tabled(document: Document, cell: Cell) -> Claim:
    role = document.section_at(cell.row.start).role
    planned = cell.status is Status.PLANNED or (cell.status is None and role is Role.PLAN)
    span = Span(cell.row.start, cell.end)
    year = str(cell.year)
    time = ("deadline", "dueBy") if planned else ("year", "periodEnd")
    slots: list[tuple[str, SlotValue]] = [
        ("indicator", Mention(kind="Indicator", span=span, text=cell.name, attributes=(("unit", cell.unit),))),
        ("unit", cell.unit),
        ("comparator", "="),
        ("measure", "share" if cell.name.endswith("占比") else "level"),
        ("valueText", cell.printed),
        ("targetValue" if planned else "value", cell.value),
        (time[0], typed(year)),
        (time[1], typed(f"{year}-12-31")),
        *([] if planned else [("periodStart", typed(f"{year}-01-01"))]),
    ]
    return Claim(
        kind="Goal" if planned else "Observation",
        slots=tuple(slots),
        span=span,
        clause=cell.row,
        rule="figure-table",
        status=Status.PLANNED if planned else Status.REPORTED,
        cue=year,
    )


class _Shield:
    """Spans whose numbers are names: quotations, 《》, the document's own title, hidden values."""

    def __init__(self, document: Document, names: Sequence[Span]) -> None:
        spans = [
            *names,
            *(
                Span(one.start, one.end)
                for one in enclosures(document.text)
                if one.opener in "《〈〔" or (one.opener in "“‘「『" and one.end - one.start <= _NAME)
            ),
        ]
        spans += [*document.placeholders, *([document.title] if document.title else [])]
        self._spans: list[Span] = []
        for span in sorted(spans):
            if not self._spans or span.end > self._spans[-1].end:
                self._spans.append(span)
        self._starts = [span.start for span in self._spans]

    def covers(self, at: int) -> bool:
        """Tell whether the offset stands inside such a span."""
        index = bisect_left(self._starts, at + 1) - 1
        return index >= 0 and at < self._spans[index].end


def _claims(document: Document, clause: Span, found: Iterable[Figure]) -> Iterator[Claim | Dropped]:
    text = document.text
    role = document.section_at(clause.start).role
    anchor = anchor_year(document, clause.start)
    dates = [
        one
        for one in find_dates(text[clause.start : clause.end], anchor)
        if not _compared(one, text[clause.start : clause.end])
    ]
    told = _FROM_TIME.sub(lambda match: "·" * len(match[0]), text[clause.start : clause.end])
    for figure in found:
        span = Span(max(figure.start, clause.start), max(figure.end, figure.number.end))
        at = figure.number.start - clause.start
        status, cue = clause_status(told, role, at=at)
        before = text[clause.start : figure.number.start]
        if match := _EXISTING.search(before) or (_FROM.search(before)):
            status, cue = Status.REPORTED, match[0]
        if status is None:
            status, cue = Status.REPORTED, ""
        date = _date_for(dates, at, text[clause.start : clause.end])
        if date is not None and date.bound == "by" and anchor is not None and int(date.first[:4]) > anchor + 1:
            status, cue = Status.PLANNED, text[clause.start + date.start : clause.start + date.end]
        planned = status is Status.PLANNED
        slots: list[tuple[str, SlotValue]] = [
            ("indicator", Mention(kind="Indicator", span=span, text=figure.name, attributes=(("unit", figure.unit),))),
            ("unit", figure.unit),
            ("comparator", figure.comparator),
            ("measure", figure.measure),
            ("valueText", figure.number.printed),
            *_values(figure.number, planned=planned),
            *(_deadline(document, clause, date, anchor) if planned else _period(anchor, date)),
        ]
        yield Claim(
            kind="Goal" if planned else "Observation",
            slots=tuple(slots),
            span=span,
            clause=clause,
            rule=figure.rule,
            status=status,
            cue=cue,
        )


def _compared(date: Date, clause: str) -> bool:
    """Tell whether a date only names what the number is compared with: 较上年, 与去年同期相比."""
    return bool(
        _COMPARING.search(clause[: date.start])
        or _COMPARED.match(clause, date.end)
        or (clause.startswith("底", date.end)
        and _COMPARING.search(clause[: date.start]))
    )


def _values(number: Number, *, planned: bool) -> Iterator[tuple[str, SlotValue]]:
    one, low, high = ("targetValue", "targetMin", "targetMax") if planned else ("value", "valueMin", "valueMax")
    if number.value is not None:
        yield one, number.value
    elif number.low is not None and number.high is not None:
        yield low, number.low
        yield high, number.high


def _date_for(dates: Sequence[Date], at: int, clause: str) -> Date | None:
    """Return the time that holds for the number at `at`: the last one named before it, else the first in its part.

    由2021年的58人降到51人: a time behind 由 is that of the first number alone.
    """
    before = [date for date in dates if date.end <= at]
    while before and _FROM_DATE.search(clause[: before[-1].start]) and re.search(r"\d", clause[before[-1].end : at]):
        before.pop()
    if before:
        return before[-1]
    mark = _PART.search(clause, at)
    end = mark.start() if mark else len(clause)
    return next((date for date in dates if at < date.start < end), None)


def _deadline(
    document: Document, clause: Span, date: Date | None, anchor: int | None
) -> Iterator[tuple[str, SlotValue]]:
    """Yield the day by which a goal is due: its own, else that of the list it belongs to (年内办好五件实事：一是…)."""
    if date is not None:
        value = date.value if "/" not in date.value else _END[date.kind](date)
        yield "deadline", typed(value)
        yield "dueBy", typed(date.last)
    elif date is None and anchor is not None:
        paragraph = document.paragraphs[document.sentences[document.sentence_at(clause.start)].paragraph]
        if _INTRODUCED.search(document.text, paragraph.start, clause.start):
            yield "deadline", typed(str(anchor))
            yield "dueBy", typed(f"{anchor}-12-31")


def _period(anchor: int | None, date: Date | None) -> Iterator[tuple[str, SlotValue]]:
    """Yield the year or the first and last day that the number is of, from its own date, else from the section."""
    if date is not None and "/" in date.value:
        yield "periodStart", typed(date.first)
        yield "periodEnd", typed(date.last)
        return
    year = date.value[:4] if date is not None else anchor
    if year is not None:
        yield "year", typed(str(year))
        yield "periodStart", typed(f"{year}-01-01")
        yield "periodEnd", typed(f"{year}-12-31")

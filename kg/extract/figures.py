"""Figures: numbers that are reported (Observation) or aimed at (Goal), each with what it measures, unit and time."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from kg import vocabulary
from kg.extract import jurisdictions, schools, tables
from kg.extract.figure import Clause, Figure
from kg.extract.found import claims_of
from kg.extract.measured import figures
from kg.extract.terms import plain_terms
from kg.language.clauses import enclosures
from kg.language.dates import Date, find_dates, is_compared, typed, whole_year
from kg.language.numbers import Number, find_numbers
from kg.language.status import clause_status
from kg.language.years import anchor_of
from kg.model import Claim, Document, Mention, Role, Section, SlotValue, Span, Status
from kg.spans import Stretches

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.extract.cell import Cell
    from kg.model import Dropped

_PART = re.compile(r"[，,；;。：:！？\n]")
_RANKED = re.compile(r"[第前][一二三四五六七八九十两\d]|[一两二三四五六七八九十\d]个?[名位]")
# 现有 and its like before a number say what is, also in a plan; so does the first number of 由去年的15所扩大到40所.
_EXISTING = re.compile(r"(?:[现原共]有|[仍还尚]有|[只仅]有)的?$")
_EXISTING_ENDS, _SOURCE = frozenset("有的"), re.compile("[由从]")
_FROM = re.compile(r"[由从](?:[^，,。；;、]{0,6}的)?$")
# What a body decides or demands lies ahead; what a rule asks before something else is allowed is a norm in force.
_ORDERED = re.compile(
    r"(?:决定(?:对|在|为|给|从|将|由|投入|开展|实施|新建|组织|安排)|要求(?:各|全|所有|学校|教师|学生|中小学|幼儿园|每))"
    r"(?:(?!已|了|目前|现有|共)[^。；;：:]){0,60}$"
)
_ALLOWED = re.compile(r"(?:以上|的)?[，,]?(?:方可|才准|才能|方能|才可|方准|才允许)")
_FROM_TIME = re.compile(r"[由从][^，,。；;、\d]{1,8}的(?=\d)")
_DIGIT = re.compile(r"\d")
_TIMES = 32  # times before a number that are looked at
_FROM_DATE = re.compile(r"[由从]$")
_INTRODUCED = re.compile(r"(?:年内|年底前|今年)[^。\n]{0,60}[:：]\s*(?:一是|1[.．、]|（一）)")
_NAME = 26  # characters: a longer quotation is speech, not a name
_SHORT = 12  # characters before a number in which 现有, 由 and their like stand
_FAR = 80  # characters before a number in which what is decided or demanded begins
_LIST = 1000  # characters in which a list that is due begins
_NAMES = frozenset(
    {"Program", "PolicyDocument", "Jurisdiction", "JurisdictionStem", "SchoolKind", "OrganizationKind", "AuthorityKind"}
)
_TERMS = frozenset({"Program", "Topic", "Indicator"})
_QUOTES, _TITLES = "“‘「『", "《〈〔"

# How precise the end of a longer time is; what is due in a term is due in the year in which it begins.
_END: dict[str, Callable[[Date], str]] = {
    "term": lambda date: date.first[:4],
    "years": lambda date: date.last[:4],
    "plan-period": lambda date: date.last[:4],
    "school-year": lambda date: date.last[:7],
    "half-year": lambda date: date.last[:7],
    "quarter": lambda date: date.last[:7],
    "month": lambda date: date.last[:7],
    "day": lambda date: date.last,
}


def extract(doc: Doc, document: Document) -> Iterable[Claim | Dropped]:
    """Yield an Observation or a Goal for every number of which the text says what it measures."""
    text = document.text
    units = vocabulary.load().units
    tabled = tables.read(document, units, _bodies(doc, document))
    for cell in tabled.cells:
        yield _tabled(document, cell)
    spans = [(term.kind, Span(term.start, term.end)) for term in plain_terms(doc)]
    shield = _shielded(document, [span for label, span in spans if label in _NAMES])
    terms = [span for label, span in spans if label in _TERMS]
    numbers = [number for number in find_numbers(text) if number.start not in shield]
    starts = [number.start for number in numbers]
    headline: list[tuple[Section, Span, Figure]] = []
    told = set[_Amount]()
    title = document.title or Span(0, 0)
    for sentence in document.sentences:
        if sentence.span.start in tabled.rows:
            continue
        carried: Figure | None = None
        section = document.sections[sentence.section]
        for span in sentence.clauses:
            first = bisect_left(starts, span.start)
            here = numbers[first : bisect_left(starts, span.end, first)]
            ranked = _RANKED.search(text, span.start, span.end)
            if not here and not ranked:
                continue
            inside = terms[bisect_left(terms, (span.start, 0)) : bisect_left(terms, (span.end, 0))]
            found = figures(Clause(text, span, units, inside), here, carried)
            if ranked:  # `here` is outside of the shield, a place may not be
                found = [figure for figure in found if figure.number.start not in shield]
            if not found:
                continue
            carried = found[-1]
            if title.start <= span.start < title.end:
                headline += [(section, span, figure) for figure in found]
                continue
            told.update(_amount(figure) for figure in found)
            yield from _claims(document, section, span, found)
    for section, span, figure in headline:
        if _amount(figure) not in told:
            yield from _claims(document, section, span, [figure])


_Amount = tuple[Decimal | None, Decimal | None, str]


def _amount(figure: Figure) -> _Amount:
    """Return value and unit: a headline repeats what the text tells."""
    return figure.number.value, figure.number.low, figure.unit


def _shielded(document: Document, terms: Sequence[Span]) -> Stretches:
    """Return the spans whose numbers are names: quotations, 《》, terms, hidden values."""
    quoted = [
        Span(one.start, one.end)
        for one in enclosures(document.text)
        if one.opener in _TITLES or (one.opener in _QUOTES and one.end - one.start <= _NAME)
    ]
    return Stretches([*terms, *document.placeholders, *quoted])


class _Setting(NamedTuple):
    """What decides status and time of the figures of a clause."""

    document: Document
    clause: Span
    role: Role
    anchor: int | None
    dates: Sequence[Date]
    words: str
    told: str
    marks: Sequence[int]


def _claims(document: Document, section: Section, clause: Span, found: Iterable[Figure]) -> Iterator[Claim]:
    words = document.text[clause.start : clause.end]
    anchor = anchor_of(document, section)
    dates = [date for date in find_dates(words, anchor) if not is_compared(date, words)]
    told = _FROM_TIME.sub(lambda match: "·" * len(match[0]), words)
    marks = [match.start() for match in _PART.finditer(told)] if dates else []
    setting = _Setting(document, clause, section.role, anchor, dates, words, told, marks)
    for figure in found:
        date = _date_for(setting, figure.number.start - clause.start)
        status, cue = _status(setting, figure, date)
        planned = status is Status.PLANNED
        span = Span(max(figure.start, clause.start), max(figure.end, figure.number.end))
        slots: list[tuple[str, SlotValue]] = [
            ("indicator", _indicator(figure.name, figure.unit, span)),
            ("unit", figure.unit),
            ("comparator", figure.comparator),
            ("measure", figure.measure),
            ("valueText", figure.number.printed),
            *_values(figure.number, planned=planned),
            *(_deadline(setting, date) if planned else _period(anchor, date)),
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


def _indicator(name: str, unit: str, span: Span, group: str = "") -> Mention:
    attributes = (("unit", unit), ("group", group)) if group else (("unit", unit),)
    return Mention(kind="Indicator", span=span, text=name, attributes=attributes)


def _status(setting: _Setting, figure: Figure, date: Date | None) -> tuple[Status, str]:
    """Return whether the number is or will be, and the words that say so; a bare statement reports."""
    text, clause = setting.document.text, setting.clause
    at = figure.number.start
    begin = max(clause.start, at - _SHORT)
    if text[at - 1 : at] in _EXISTING_ENDS and (match := _EXISTING.search(text, begin, at)):
        return Status.REPORTED, match[0]
    if _SOURCE.search(text, begin, at) and (match := _FROM.search(text, begin, at)):
        return Status.REPORTED, match[0]
    if match := _ALLOWED.match(text, figure.number.end):
        return Status.REPORTED, match[0]
    begin = max(clause.start, at - _FAR)
    ordered = text.find("决定", begin, at) >= 0 or text.find("要求", begin, at) >= 0
    if ordered and (match := _ORDERED.search(text, begin, at)):
        return Status.PLANNED, match[0][:2]
    ahead = setting.anchor is not None and date is not None and int(date.first[:4]) > setting.anchor + 1
    if date is not None and ahead and date.bound == "by":
        return Status.PLANNED, text[clause.start + date.start : clause.start + date.end]
    status, cue = clause_status(setting.told, setting.role, at=at - clause.start)
    return status or Status.REPORTED, cue


def _values(number: Number, *, planned: bool) -> Iterator[tuple[str, SlotValue]]:
    one, low, high = ("targetValue", "targetMin", "targetMax") if planned else ("value", "valueMin", "valueMax")
    if number.value is not None:
        yield one, number.value
    elif number.low is not None and number.high is not None:
        yield low, number.low
        yield high, number.high


def _date_for(setting: _Setting, at: int) -> Date | None:
    """Return the time that holds for the number at `at`: the last one named before it, else the first in its part.

    由2021年的58人降到51人: a time behind 由 is that of the first number alone.
    """
    dates, words = setting.dates, setting.words
    if not dates:
        return None
    index = bisect_left(dates, at, key=lambda date: date.end)
    before = index if index < len(dates) and dates[index].end == at else index - 1
    for date in dates[max(0, before - _TIMES) : before + 1][::-1]:
        ended = _FROM_DATE.search(words, max(0, date.start - 1), date.start) and _DIGIT.search(words, date.end, at)
        if not ended:
            return date
    mark = bisect_left(setting.marks, at)
    end = setting.marks[mark] if mark < len(setting.marks) else len(words)
    after = max(0, index)
    while after < len(dates) and dates[after].start <= at:
        after += 1
    return dates[after] if after < len(dates) and dates[after].start < end else None


def _deadline(setting: _Setting, date: Date | None) -> Iterator[tuple[str, SlotValue]]:
    """Yield the day by which a goal is due: its own, else that of the list it belongs to (年内办好五件实事：一是…)."""
    yield from _due(date)
    if date is None and setting.anchor is not None:
        document, clause = setting.document, setting.clause
        paragraph = document.paragraphs[document.sentences[document.sentence_at(clause.start)].paragraph]
        if _INTRODUCED.search(document.text, max(paragraph.start, clause.start - _LIST), clause.start):
            yield "deadline", typed(str(setting.anchor))
            yield "dueBy", typed(f"{setting.anchor}-12-31")


def _due(date: Date | None) -> Iterator[tuple[str, SlotValue]]:
    if date is not None:
        yield "deadline", typed(_END[date.kind](date) if "/" in date.value else date.value)
        yield "dueBy", typed(date.last)


def _period(anchor: int | None, date: Date | None, *, exact: bool = False) -> Iterator[tuple[str, SlotValue]]:
    """Yield the year or the first and last day that the number is of, from its own date, else from the section.

    `exact` tells that a month is meant and not the year that it is in: a row of each month.
    """
    if date is not None and ("/" in date.value or (exact and date.kind == "month")):
        yield "periodStart", typed(date.first)
        yield "periodEnd", typed(date.last)
        return
    year = date.value[:4] if date is not None else anchor
    if year is not None:
        yield from whole_year(str(year))


def _bodies(doc: Doc, document: Document) -> dict[Span, Mention]:
    """Return the schools and divisions that the document names, where it has tables whose heads may be such."""
    if not document.tables:
        return {}
    found = [*claims_of(schools.extract, doc, document), *claims_of(jurisdictions.extract, doc, document)]
    named = [value for claim in found if isinstance(claim, Claim) for _, value in claim.slots]
    return {value.span: value for value in named if isinstance(value, Mention)}


def _tabled(document: Document, cell: Cell) -> Claim:
    """Return the claim of a table's cell: aimed at or reported as its heads say, else as its year or section is."""
    section = document.section_at(cell.clause.start)
    anchor = anchor_of(document, section)
    status = cell.status
    if status is None:
        ahead = cell.date is not None and anchor is not None and int(cell.date.first[:4]) > anchor
        past = cell.date is not None and anchor is not None and int(cell.date.last[:4]) < anchor
        status = Status.PLANNED if ahead or (section.role is Role.PLAN and not past) else Status.REPORTED
    planned = status is Status.PLANNED
    slots: list[tuple[str, SlotValue]] = [
        ("indicator", _indicator(cell.name, cell.unit, cell.span, cell.group)),
        ("unit", cell.unit),
        ("comparator", "="),
        ("measure", "level"),
        ("valueText", cell.printed),
        ("targetValue" if planned else "value", cell.value),
        *([("holder", cell.holder)] if cell.holder else []),
        *(_due(cell.date) if planned else _period(anchor, cell.date, exact=True)),
    ]
    return Claim(
        kind="Goal" if planned else "Observation",
        slots=tuple(slots),
        span=cell.span,
        clause=cell.clause,
        rule="figure-table",
        status=status,
        cue=cell.cue,
    )

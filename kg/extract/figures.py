"""Figures: numbers that are reported (Observation) or aimed at (Goal), each with what it measures, unit and time."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from kg import vocabulary
from kg.extract import indicators, jurisdictions, schools, tables
from kg.extract.figure import Clause, Figure
from kg.extract.found import claims_of
from kg.extract.measured import figures
from kg.extract.terms import plain_terms
from kg.language.clauses import enclosures
from kg.language.dates import Date, find_dates, is_compared, typed, whole_year
from kg.language.numbers import Number, find_numbers
from kg.language.status import clause_status
from kg.language.status_words import DEEDS
from kg.language.times import anchor_at, founded
from kg.language.years import anchor_of
from kg.model import Claim, Document, Mention, Role, Section, SlotValue, Span, Status
from kg.spans import Stretches

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.extract.cell import Cell
    from kg.model import Dropped

_PART = re.compile(r"[，,；;。：:！？\n]")
_RANKED = re.compile(r"[第前一两二三四五六七八九十\d](?:(?<=[第前])[一二三四五六七八九十两\d]|(?<![第前])个?[名位])")
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
# Bounds that are set; what is told of a norm or a promise lies ahead.
_BOUND = re.compile(r"不少于|不低于|不得少于|不得低于|不超过|不得超过|不高于")
_BOUNDS = frozenset({">=", "<="})
_BY_ROLE = frozenset({"", Role.REVIEW.value, Role.NEUTRAL.value})
_MUST = re.compile(
    r"(?:必须|务必|须|要|应|均|一律)*(?:全部|全面|整体)?(?:完成|到位|到岗|销号|整改|清零|达标|交付|投用|投入使用)"
)
_FIRST_ITEM = re.compile(r"\s?(?:①|一是|一要|1[.．、]|（一）|第一，)")
_NAME = 26  # characters: a longer quotation is speech, not a name
_SHORT = 12  # characters before a number in which 现有, 由 and their like stand
_FAR = 80  # characters before a number in which what is decided or demanded begins
_LIST = 1000  # characters in which a list that is due begins
_NAMES = frozenset(
    {"Program", "PolicyDocument", "Jurisdiction", "JurisdictionStem", "SchoolKind", "OrganizationKind", "AuthorityKind"}
)
_TERMS = frozenset({"Program", "Topic", "Indicator"})
_LISTED = ("、", "和", "与", "及", "等")
_ASIDE = re.compile(r"^[（(][^（）()]{1,20}[）)]")
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
    bodies = _bodies(doc, document)
    units = vocabulary.load().units
    tabled = tables.read(document, units, bodies if document.tables else {})
    schools_at = {span.start: span.end for span, mention in sorted(bodies.items()) if mention.kind == "School"}
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
            found = [
                _unowned(text, each, schools_at) for each in figures(Clause(text, span, units, inside), here, carried)
            ]
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


def _unowned(text: str, figure: Figure, schools_at: Mapping[int, int]) -> Figure:
    """Return the figure without the school that its name begins with, which is whose it is: 县一中|本科上线率."""
    end = schools_at.get(figure.start, 0)
    if not figure.start < end < figure.number.start:
        return figure
    rest = figure.name.removeprefix(text[figure.start : end])
    if rest == figure.name or rest.startswith(_LISTED):
        return figure
    rest = _ASIDE.sub("", rest).removeprefix("的")
    return figure._replace(name=rest) if indicators.is_name(rest, figure.unit) else figure


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
    told_ahead: str


def _claims(document: Document, section: Section, clause: Span, found: Iterable[Figure]) -> Iterator[Claim]:
    words = document.text[clause.start : clause.end]
    anchor = anchor_at(document, section, clause.start)
    dates = [date for date in find_dates(words, anchor) if not is_compared(date, words) and not founded(date, words)]
    told = _FROM_TIME.sub(lambda match: "·" * len(match[0]), words)
    marks = [match.start() for match in _PART.finditer(told)] if dates else []
    told_ahead = _lead_in(document, section, clause)
    setting = _Setting(document, clause, section.role, anchor, dates, words, told, marks, told_ahead)
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
            *(_deadline(setting, figure, date) if planned else _period(anchor, date)),
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
    if existing := _existing(text, clause, figure):
        return Status.REPORTED, existing
    begin = max(clause.start, at - _FAR)
    ordered = text.find("决定", begin, at) >= 0 or text.find("要求", begin, at) >= 0
    if ordered and (match := _ORDERED.search(text, begin, at)):
        return Status.PLANNED, match[0][:2]
    ahead = setting.anchor is not None and date is not None and int(date.first[:4]) > setting.anchor + 1
    if date is not None and ahead and date.bound == "by":
        return Status.PLANNED, text[clause.start + date.start : clause.start + date.end]
    status, cue = clause_status(setting.told, setting.role, at=at - clause.start)
    if (cue not in _BY_ROLE and cue not in DEEDS) or status is Status.PLANNED:
        return status or Status.REPORTED, cue
    bound = setting.told_ahead or _bounded(setting, figure)
    return (Status.PLANNED, bound) if bound else (status or Status.REPORTED, cue)


def _existing(text: str, clause: Span, figure: Figure) -> str:
    """Return the words that say of the number that it is so already: 现有, 由, 以上方可."""
    at = figure.number.start
    begin = max(clause.start, at - _SHORT)
    match: re.Match[str] | None = None
    if text[at - 1 : at] in _EXISTING_ENDS:
        match = _EXISTING.search(text, begin, at)
    if match is None and _SOURCE.search(text, begin, at):
        match = _FROM.search(text, begin, at)
    match = match or _ALLOWED.match(text, figure.number.end)
    return match[0] if match else ""


def _bounded(setting: _Setting, figure: Figure) -> str:
    """Return the words that set a bound, where they stand before the number: 每年安排经费不少于〔200万元〕."""
    if figure.comparator not in _BOUNDS or setting.document.kind == "work report":
        return ""
    at = figure.number.start
    match = _BOUND.search(setting.document.text, max(setting.clause.start, at - _SHORT), at)
    return match[0] if match else ""


def _lead_in(document: Document, section: Section, clause: Span) -> str:
    """Return the words before a list in its paragraph that say that it lies ahead: 我们将办好四件实事：①…."""
    if section.number is None or section.role is Role.PLAN or section.parent is None:
        return ""
    paragraph = document.paragraphs[document.sentences[document.sentence_at(clause.start)].paragraph]
    text = document.text
    colon = text.rfind("：", max(paragraph.start, clause.start - _LIST), section.span.start)
    if colon < 0:
        return ""
    begin = max(text.rfind("。", paragraph.start, colon) + 1, paragraph.start)
    behind = text[colon + 1 : colon + 6]
    if not _FIRST_ITEM.match(behind):
        return ""
    status, cue = clause_status(text[begin:colon], Role.NEUTRAL)
    return cue if status is Status.PLANNED else ""


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


def _next_due(setting: _Setting, figure: Figure) -> Date | None:
    """Return the day that the part right behind the figure's begins with: 没有整改的〔11处〕隐患，9月5日前必须销号."""
    at = figure.number.end - setting.clause.start
    mark = bisect_left(setting.marks, at)
    if mark >= len(setting.marks):
        return None
    begin = setting.marks[mark] + 1
    due = next((one for one in setting.dates if one.start == begin and one.bound == "by"), None)
    return due if due and _MUST.match(setting.words, due.end) else None


def _deadline(setting: _Setting, figure: Figure, date: Date | None) -> Iterator[tuple[str, SlotValue]]:
    """Yield the day by which a goal is due: its own, else that of the list it belongs to (年内办好五件实事：一是…)."""
    yield from _due(date)
    if date is None and (then := _next_due(setting, figure)) is not None:
        yield from _due(then)
        return
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
    """Return the schools and divisions that the document names: whose figures are, and what heads of tables are."""
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

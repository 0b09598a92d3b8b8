"""Figures: numbers that are reported (Observation) or aimed at (Goal), each with what it measures, unit and time."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from kg import vocabulary
from kg.extract import indicators
from kg.language import figure_words as words
from kg.language.clauses import enclosures
from kg.language.dates import Date, find_dates, typed
from kg.language.numbers import Number, chinese_number, find_numbers
from kg.language.status import clause_status
from kg.language.years import anchor_year
from kg.model import Claim, Document, Dropped, Mention, Reason, SlotValue, Span, Status

if TYPE_CHECKING:
    from spacy.tokens import Doc

_PART = re.compile(r"[，,；;。：:！？\n]")
_BOUND_AFTER = re.compile(r"(?:及以上|以上|以下|以内|之内|左右|上下|摆布|之间|余|多)*的?")
_RANK = re.compile(
    "(?P<verb>" + "|".join(sorted(words.RANKS, key=len, reverse=True)) + ")"
    r"(?P<area>(?:了|在|到|入|至)?[^，,。；;：:、第前\d]{0,8}?)"
    r"(?:第(?P<place>[一二三四五六七八九十]{1,3}|\d{1,3})(?:名|位)?|(?P<number>\d{1,3})(?:名|位)|前(?P<top>[一二三四五六七八九十]{1,2}|\d{1,2})(?:名|位)?(?![^\W]*[年月天]))"
)
_NOT_RANKS = re.compile(r"[一二三]等奖|年级|批|季度|阶段|轮|期|次|代|个")
_EVERY = re.compile(r"(?:均|都|全部|分别)")
_CHINESE = re.compile(r"[\u4e00-\u9fff“\"]")
_RATIO_NAMES = ("系数", "比", "指数", "率", "值", "生机比", "得分")
_OPENING, _CLOSING = "（(", "）)"


@dataclass(frozen=True, slots=True)
class _Figure:
    """A number with the name of what it measures; `start` is where the words for it begin."""

    name: str
    start: int
    end: int
    number: Number
    unit: str
    measure: str
    rule: str


class _Named(NamedTuple):
    name: str
    start: int


def extract(doc: Doc, document: Document) -> Iterable[Claim | Dropped]:  # noqa: ARG001
    """Yield an Observation or a Goal for every number of which the text says what it measures."""
    text = document.text
    numbers = find_numbers(text)
    starts = [number.start for number in numbers]
    shielded = _shielded(document)
    for sentence in document.sentences:
        carried: _Named | None = None
        for clause in sentence.clauses:
            here = numbers[bisect_left(starts, clause.start) : bisect_left(starts, clause.end)]
            here = [number for number in here if not _covered(number, shielded)]
            figures = sorted([*_ranks(text, clause), *_counted(text, clause, here, carried)], key=lambda one: one.end)
            if not figures:
                continue
            yield from _claims(document, clause, figures)
            carried = _Named(figures[-1].name, figures[-1].start)


def _shielded(document: Document) -> list[Span]:
    """Return spans whose numbers are names: quotations, 《》, the document's own title, hidden values."""
    spans = [Span(one.start, one.end) for one in enclosures(document.text) if one.opener in "“‘「『《〈〔"]
    return sorted([*spans, *document.placeholders, *([document.title] if document.title else [])])


def _covered(number: Number, spans: Sequence[Span]) -> bool:
    index = bisect_left(spans, (number.start + 1, 0))
    return any(span.start <= number.start and number.start < span.end for span in spans[max(0, index - 4) : index + 1])


def _counted(text: str, clause: Span, numbers: Sequence[Number], carried: _Named | None) -> Iterator[_Figure]:
    """Yield the figures of one clause in reading order."""
    units = vocabulary.load().units
    previous_end = clause.start
    last: _Named | None = carried
    for position, number in enumerate(numbers):
        start = max(previous_end, _part_start(text, clause.start, number.start))
        unit = units.get(number.unit) if number.unit else ("%" if number.printed.endswith(("%", "％")) else "")
        following = numbers[position + 1] if position + 1 < len(numbers) else None
        if unit is None or _is_label(text, number) or _is_bare_time(text, start, number, unit):
            continue
        found = list(_named(text, clause, start, number, unit, last, following))
        for figure in found:
            if figure.unit or figure.name.endswith(_RATIO_NAMES):
                yield figure
        if found:
            last = _Named(found[-1].name, found[-1].start)
            previous_end = number.end


def _part_start(text: str, start: int, end: int) -> int:
    """Return where the part (between ，；：) that ends at `end` begins; a bracket that opens in it begins one."""
    at = start
    for match in _PART.finditer(text, start, end):
        at = match.end()
    opening = max(text.rfind(mark, at, end) for mark in _OPENING)
    closing = max(text.rfind(mark, at, end) for mark in _CLOSING)
    return opening + 1 if opening > closing else at


def _is_label(text: str, number: Number) -> bool:
    """Tell whether the number only counts the items of a list: 46项工作, 五大工程."""
    digits_end = number.end - len(number.unit)
    small = number.value is not None and number.value < 100
    return small and text.startswith(words.LABELS, digits_end)


def _is_bare_time(text: str, start: int, number: Number, unit: str) -> bool:
    """Tell whether the number only says when or for how long: 三年来, 一周内."""
    if unit not in words.TIME_UNITS:
        return False
    bounded = number.comparator in {">=", "<="} or number.value is None
    return not bounded and not any(noun in text[start : number.start] for noun in words.TIME_NOUNS)


def _named(
    text: str, clause: Span, start: int, number: Number, unit: str, last: _Named | None, following: Number | None
) -> Iterator[_Figure]:
    """Yield the figure, or one for each thing that the number is said of."""
    change = indicators.changed(text, start, number.start)
    if change is not None:
        called, begin = change
        name, name_start, _ = indicators.before(text, start, begin)
        base = _Named(name, name_start) if len(name) >= 2 else last
        if base is not None:
            yield _Figure(base.name + called, base.start, number.end, number, unit, "change", "figure-change")
        return
    name, name_start, name_end = indicators.before(text, start, number.start)
    bound_end = _bound_end(text, number.end)
    end = _part_end(text, number.end, clause.end)
    verb = indicators.verb_before(name)
    after, after_end = indicators.after(text, bound_end, end)
    takes_object = bool(after) and bool(_CHINESE.match(after)) and not text.startswith(("的", "，"), bound_end - 1)
    measure = "share" if unit == "%" and "占" in text[name_end : number.start] else "level"
    if len(name) >= 2 and not (verb and takes_object and name.endswith((verb, verb + "了"))):
        every = _EVERY.search(text, name_end, number.start)
        for part in _distributed(name, name_start, every is not None, number, following, text):
            yield _Figure(part.name, part.start, number.end, number, unit, measure, "figure-after-name")
        return
    if takes_object and len(after) >= 2:
        phrase = verb + after if verb else indicators.turned(after, _noun_length(after))
        if len(phrase) <= indicators.LONGEST + 6:
            first = min(name_start, number.start) if verb else number.start
            yield _Figure(phrase, first, after_end, number, unit, "level", "figure-before-name")
            return
    if last is not None:
        suffix = words.BY_UNIT.get(unit, "")
        carried = last.name if not suffix or last.name.endswith(suffix) else last.name + suffix
        yield _Figure(carried, last.start, number.end, number, unit, measure, "figure-carried-name")


def _bound_end(text: str, at: int) -> int:
    match = _BOUND_AFTER.match(text, at)
    return match.end() if match else at


def _part_end(text: str, at: int, end: int) -> int:
    match = _PART.search(text, at, end)
    return match.start() if match else end


def _distributed(
    name: str, start: int, every: bool, number: Number, following: Number | None, text: str
) -> Iterator[_Named]:
    """Yield what a shared number, or each of several (小学、初中…分别为0.413和0.386), is said of."""
    items = [item for item in re.split(r"[、和及]", name) if item]
    if not every or len(items) < 2:
        yield _Named(_shortened(name), start + len(name) - len(_shortened(name)))
        return
    tail = items[-1]
    shared = tail[len(items[0]) :] if len(items[0]) < len(tail) and len(items[0]) <= 4 else ""
    full = [item if item.endswith(tail[-1]) or not shared else item + shared for item in items]
    paired = following is not None and bool(re.fullmatch(r"[、和及与]", text[number.end : following.start]))
    for item in full[:1] if paired else full:
        yield _Named(item, start)


def _shortened(name: str) -> str:
    """Return the last stretch of a phrase that is too long to be a name."""
    if len(name) <= indicators.LONGEST:
        return name
    cut = name[-indicators.LONGEST :]
    mark = cut.find("、")
    return cut[mark + 1 :] if 0 <= mark < len(cut) - 6 else cut


def _noun_length(phrase: str) -> int:
    """Return where the noun phrase at the start of `phrase` ends: before the first verb, preposition or adverb."""
    import rjieba

    length = 0
    for word, tag in rjieba.tag(phrase):
        if length and (tag[0] in "dp" or (tag[0] == "v" and tag != "vn") or word in words.ADVERBS):
            return length
        length += len(word)
    return length


def _ranks(text: str, clause: Span) -> Iterator[_Figure]:
    """Yield places in an order: 居全市第四名, 排位19名, 进入全市前三."""
    for match in _RANK.finditer(text, clause.start, clause.end):
        if _NOT_RANKS.match(text, match.end()):
            continue
        printed = match["place"] or match["number"] or match["top"]
        value = Decimal(printed) if printed.isdigit() else chinese_number(printed)
        if value is None:
            continue
        name, start, _ = indicators.before(text, _part_start(text, clause.start, match.start()), match.start())
        area = re.sub(r"^[了在到入至]", "", match["area"])
        comparator = "<=" if match["top"] else "="
        number = Number(match.start(), match.end(), value, None, None, "名次", comparator, printed)
        label = f"{name}{area}排名" if name or area else ""
        if len(label) >= 4:
            yield _Figure(label, start, match.end(), number, "名次", "level", "figure-rank")


def _claims(document: Document, clause: Span, figures: Iterable[_Figure]) -> Iterator[Claim | Dropped]:
    text = document.text
    role = document.section_at(clause.start).role
    anchor = anchor_year(document, clause.start)
    dates = find_dates(text[clause.start : clause.end], anchor)
    for figure in figures:
        span = Span(max(figure.start, clause.start), max(figure.end, figure.number.end))
        status, cue = clause_status(text[clause.start : clause.end], role, at=figure.number.start - clause.start)
        name = indicators.tidy(figure.name)
        if status is None or len(name) < 2:
            reason = Reason.NO_STATUS if status is None else Reason.NOT_A_NAME
            yield Dropped(reason=reason, span=span, rule=figure.rule, detail=figure.name)
            continue
        planned = status is Status.PLANNED
        date = _date_for(dates, figure.number.start - clause.start, text[clause.start : clause.end])
        slots: list[tuple[str, SlotValue]] = [
            ("indicator", Mention(kind="Indicator", span=span, text=name)),
            ("unit", figure.unit),
            ("comparator", figure.number.comparator),
            ("measure", figure.measure),
            ("valueText", figure.number.printed),
            *_values(figure.number, planned=planned),
            *(_deadline(date) if planned else _period(document, clause, date)),
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


def _values(number: Number, *, planned: bool) -> Iterator[tuple[str, SlotValue]]:
    one, low, high = ("targetValue", "targetMin", "targetMax") if planned else ("value", "valueMin", "valueMax")
    if number.value is not None:
        yield one, number.value
    elif number.low is not None and number.high is not None:
        yield low, number.low
        yield high, number.high


def _date_for(dates: Sequence[Date], at: int, clause: str) -> Date | None:
    """Return the time that holds for the number at `at`: the last one named before it, else the first in its part."""
    before = [date for date in dates if date.end <= at]
    if before:
        return before[-1]
    end = _part_end(clause, at, len(clause))
    return next((date for date in dates if at < date.start < end), None)


def _deadline(date: Date | None) -> Iterator[tuple[str, SlotValue]]:
    if date is not None and "/" not in date.value:
        yield "deadline", typed(date.value)
        yield "dueBy", typed(date.last)


def _period(document: Document, clause: Span, date: Date | None) -> Iterator[tuple[str, SlotValue]]:
    """Yield the year or the first and last day that the number is of, from its own date, else from the section."""
    if date is not None and "/" in date.value:
        yield "periodStart", typed(date.first)
        yield "periodEnd", typed(date.last)
        return
    year = date.value[:4] if date is not None else anchor_year(document, clause.start)
    if year is not None:
        yield "year", typed(str(year))
        yield "periodStart", typed(f"{year}-01-01")
        yield "periodEnd", typed(f"{year}-12-31")

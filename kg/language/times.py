"""What time a clause speaks of: its own date, the one that its sentence opens with, else the year of its section."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.language.clauses import titles
from kg.language.dates import Date, find_dates, is_compared, typed, whole_year
from kg.language.years import anchor_of, named_years
from kg.model import Span, Typed

if TYPE_CHECKING:
    from kg.model import Document, Section

# 始建于1992年，现有教学班9个: the day of a founding dates nothing that is now.
_FOUNDED = re.compile(r"(?:始建|创建|兴建|建校|创办|成立|建|迁入|迁至)于?$")
_FOUNDED_BEHIND = re.compile(r"(?:建校|创办|成立|建成|始建|创建|搬迁|迁入)")
_NOW = re.compile(r"现有|现设|现开设|现在|目前|如今|在校|占地|建筑面积|教职工")
_PAST_YEAR = re.compile(r"(?:刚刚)?过去的?一年|一年来")
_REACH = 1500  # characters before and behind which 过去一年 is looked for
_SPRING = 4  # until this month 过去一年 is the year before
Time = tuple[str, Typed]
# before a date that dates something else
_NOT_ITS_OWN = re.compile(r"同$|(?:根据|按照|依据|依照|参照|遵照)[^，,；;]{0,3}$")
_OPENING_YEAR = re.compile(r"(?:截[至止])?((?:19|20)[0-9]{2})年(?:底|末)?[，,]")
_OPENING = 6  # characters of a sentence before a date that still opens it: 一是, 截至, 到


class Times:
    """The times of one document's statements; the dates of a clause and the year of a section are read once."""

    def __init__(self, document: Document) -> None:
        """Find the years that the document hides; nothing else is read yet."""
        self._document = document
        self._read: dict[Span, list[Date]] = {}
        self._anchors: dict[int, int | None] = {}
        self._hidden = [hidden.start for hidden in document.placeholders if document.text.startswith("年", hidden.end)]

    def of(self, span: Span) -> tuple[Time, ...]:
        """Return `year`, `periodStart` and `periodEnd` of what the document says at `span`, as far as they are known.

        The last date before it in its clause counts, else the first one in it, else the date that opens its sentence;
        where there is none, the year of the section, else the one year that its paragraph opens with. `year` is told
        for one calendar year alone. A bound is completed by the section's year: 6月底前 and 截至6月底 begin with it,
        2018年以来 ends with it. A year that is hidden (20**年) leaves the time unknown.
        """
        within = self._document.sentences[self._document.sentence_at(span.start)]
        sentence, clause = within.span, within.clause_at(span.start)
        if self._hidden and any(sentence.start <= hidden < span.start for hidden in self._hidden):  # 20**年，全县……
            return ()
        anchor = self._anchor(within.section)
        date = _nearest(self._dates(clause, anchor), span)
        if date is None and clause.start > sentence.start:
            before = self._dates(Span(sentence.start, clause.start), anchor)
            date = next((one for one in before if one.start - sentence.start <= _OPENING), None)
        if date is not None:
            return tuple(_told(date, anchor))
        if anchor is None:
            paragraph = self._document.paragraphs[within.paragraph]
            return _state_of(self._document.text[paragraph.start : paragraph.end])
        return whole_year(str(anchor))

    def _anchor(self, section: int) -> int | None:
        if section not in self._anchors:
            self._anchors[section] = anchor_of(self._document, self._document.sections[section])
        return self._anchors[section]

    def _dates(self, within: Span, anchor: int | None) -> list[Date]:
        if within not in self._read:
            self._read[within] = _dates(self._document.text, within, anchor)
        return self._read[within]


def founded(date: Date, words: str) -> bool:
    """Tell whether a date only says since when something is there that the words then describe as it is now."""
    opened = _FOUNDED.search(words, max(0, date.start - 4), date.start)
    return (opened or _FOUNDED_BEHIND.match(words, date.end)) is not None and _NOW.search(words, date.end) is not None


def anchor_at(document: Document, section: Section, position: int) -> int | None:
    """Return the year that is meant at the offset; behind 过去一年, in a text of the first months, the year before."""
    anchor = anchor_of(document, section)
    issued = document.issued or ""
    early = len(issued) > 4 and issued[:4] == str(anchor) and int(issued[5:7]) <= _SPRING
    if anchor is None or not early:
        return anchor
    paragraph = document.paragraphs[document.sentences[document.sentence_at(position)].paragraph]
    begin = max(paragraph.start, position - _REACH)
    if document.text.find("一年", begin, position + _REACH) < 0:
        return anchor
    told = list(_PAST_YEAR.finditer(document.text, begin, position + 1)) or (
        [match] if (match := _PAST_YEAR.match(document.text, position)) else []
    )
    return anchor - 1 if told and document.text.find("今年", told[-1].end(), position) < 0 else anchor


def _dates(text: str, within: Span, anchor: int | None) -> list[Date]:
    """Return the dates of a stretch with offsets of the text, without those of titles and those only compared with."""
    words = text[within.start : within.end]
    found = [
        date
        for date in find_dates(words, anchor)
        if not is_compared(date, words) and not founded(date, words) and not _NOT_ITS_OWN.search(words, 0, date.start)
    ]
    named = titles(words) if found else []
    return [
        date._replace(start=date.start + within.start, end=date.end + within.start)
        for date in found
        if not any(title.start <= date.start < title.end for title in named)
    ]


def _state_of(paragraph: str) -> tuple[Time, ...]:
    """Return the year that a paragraph opens with and that is the only one it names: 2015年，全县有……。教职工……."""
    opening = _OPENING_YEAR.match(paragraph)
    alone = opening is not None and named_years(paragraph) == (int(opening[1]),)
    return whole_year(opening[1]) if opening and alone else ()


def _nearest(dates: Sequence[Date], span: Span) -> Date | None:
    before = [date for date in dates if date.end <= span.start]
    return before[-1] if before else next((date for date in dates if date.start < span.end), None)


def _told(date: Date, anchor: int | None) -> Iterator[Time]:
    if date.kind == "year" and date.bound == "in":
        yield from whole_year(date.value[:4])
        return
    first, last = date.first, date.last
    if date.bound in {"by", "until"}:
        first = f"{min(int(last[:4]), anchor or int(last[:4]))}-01-01"
    elif date.bound == "since":
        last = f"{anchor}-12-31" if anchor is not None else ""
    if first <= last:
        yield "periodStart", typed(first)
        yield "periodEnd", typed(last)

"""The named things of a document and its clauses cut at its marks: what extractors of events look cues up in.

A cue (被评为, 更名为, 签订) is searched in the clauses that hold one of its words; around it the clause falls into
parts at commas, colons and brackets, where these stand outside of quotations, titles and names.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from kg.extract import authorities, jurisdictions, organizations, persons, schools
from kg.extract.found import claims_of
from kg.extract.own_school import own_school
from kg.language.clauses import QUOTES, TITLES, enclosures
from kg.model import Claim, Document, Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_KEPT = "kg_names"
_SOURCES = (jurisdictions.extract, authorities.extract, schools.extract, organizations.extract, persons.extract)
_KINDS = frozenset({"Jurisdiction", "EducationAuthority", "School", "Organization", "Person", "Township", "Zone"})
_MARKS = re.compile(r"[，,；;：:。！？!?\n（()）]")
_CLASS_NUMBER = re.compile(r"[级一二三四五六七八九][（(]\d{1,2}[）)]班")  # 八（2）班
_LONGEST_NAME = 40  # a longer quotation is speech: what it says counts
_start = itemgetter(0)  # of a span
WINDOW = 180  # the longest stretch of a part that is looked at


@dataclass(frozen=True, slots=True)
class Names:
    """The named things of a document in reading order, those inside of others left out, and where its parts end."""

    document: Document
    text: str
    ordered: tuple[Mention, ...]
    starts: tuple[int, ...]
    by_start: Mapping[int, Mention]
    by_end: Mapping[int, Mention]
    shields: tuple[Span, ...]
    marks: tuple[int, ...]
    clauses: tuple[Span, ...]
    own_school: Mention | None  # that speaks in the text

    def between(self, start: int, end: int) -> Sequence[Mention]:
        """Return the mentions that begin in [start, end)."""
        return self.ordered[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def last_before(self, position: int, kinds: Collection[str]) -> Mention | None:
        """Return the last thing of these kinds that is named before `position` in its paragraph."""
        paragraph = self.document.paragraphs[self.document.sentences[self.document.sentence_at(position)].paragraph]
        before = self.between(paragraph.start, position)
        return next((one for one in reversed(before) if one.kind in kinds), None)

    def school_meant(self, position: int) -> Mention | None:
        """Return the school that 该校 or 学校 means there: the last of its paragraph, else the text's own."""
        return self.last_before(position, {"School"}) or self.own_school

    def shielded(self, position: int) -> bool:
        """Tell whether the position stands inside a quotation, a title or a name."""
        index = bisect_right(self.shields, position, key=_start) - 1
        return index >= 0 and position < self.shields[index].end

    def clauses_with(self, cue: re.Pattern[str]) -> Iterator[Span]:
        """Yield the clauses that hold the cue, in reading order."""
        match = cue.search(self.text)
        while match is not None:
            index = bisect_right(self.clauses, match.start(), key=_start) - 1
            clause = self.clauses[index] if index >= 0 else Span(0, 0)
            if match.start() < clause.end:
                yield clause
            match = cue.search(self.text, max(clause.end, match.end()))

    def part_start(self, start: int, end: int) -> int:
        """Return where the part that ends at `end` begins, not before `start`: behind the last mark before it."""
        lowest = max(start, end - WINDOW)
        index = bisect_left(self.marks, end) - 1
        return max(lowest, self.marks[index] + 1) if index >= 0 else lowest

    def part_end(self, start: int, end: int) -> int:
        """Return where the part that begins at `start` ends, not behind `end`: before the next mark."""
        limit = max(start, min(end, start + WINDOW))
        index = bisect_left(self.marks, start)
        return min(limit, self.marks[index]) if index < len(self.marks) else limit

    def parts(self, clause: Span) -> Iterator[Span]:
        """Yield the parts of a clause; what stands in brackets is parted too."""
        begin = clause.start
        for at in (*self.marks_in(*clause), clause.end):
            if at > begin:
                yield Span(begin, at)
            begin = at + 1

    def marks_in(self, start: int, end: int) -> Sequence[int]:
        """Return where the marks between parts stand in [start, end)."""
        return self.marks[bisect_left(self.marks, start) : bisect_left(self.marks, end)]


def names_of(doc: Doc, document: Document) -> Names:
    """Return the named things of a Doc; they are gathered once and kept with it."""
    kept = doc.user_data.get(_KEPT)
    if not isinstance(kept, Names):
        kept = doc.user_data[_KEPT] = _gathered(doc, document)
    return kept


def _gathered(doc: Doc, document: Document) -> Names:
    claims = [claim for source in _SOURCES for claim in claims_of(source, doc, document) if isinstance(claim, Claim)]
    found = {
        value
        for claim in claims
        for _, value in claim.slots
        if isinstance(value, Mention)
        and value.kind in _KINDS
        and value.text
        and document.text.startswith(value.text, value.span.start)
    }
    ordered: list[Mention] = []
    for mention in sorted(found, key=lambda one: (one.span.start, -one.span.end, one.kind, one.attributes)):
        if not ordered or mention.span.start >= ordered[-1].span.end:
            ordered.append(mention)
    shields = _shields(document.text, ordered)
    return Names(
        document,
        document.text,
        tuple(ordered),
        tuple(mention.span.start for mention in ordered),
        {mention.span.start: mention for mention in ordered},
        {mention.span.end: mention for mention in ordered},
        shields,
        tuple(_open_marks(document.text, shields)),
        tuple(clause for sentence in document.sentences for clause in sentence.clauses),
        own_school(document, ordered),
    )


def _shields(text: str, ordered: Sequence[Mention]) -> tuple[Span, ...]:
    """Return where no cue and no mark counts: inside quotations and titles that name something, and in names."""
    spans = [mention.span for mention in ordered]
    last = 0
    for one in enclosures(text):
        names_something = one.opener in TITLES or (one.opener in QUOTES and one.end - one.start <= _LONGEST_NAME)
        if names_something and one.start >= last:
            spans.append(Span(one.start + 1, one.end))
            last = one.end
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def _open_marks(text: str, shields: Sequence[Span]) -> list[int]:
    """Return where the marks between parts stand, those inside of shields and the brackets of 八（2）班 left out."""
    of_classes = {at for match in _CLASS_NUMBER.finditer(text) for at in (match.start() + 1, match.end() - 2)}
    begin = 0
    found: list[int] = []
    for shield in (*shields, Span(len(text), len(text))):
        found += [match.start() for match in _MARKS.finditer(text, begin, shield.start)]
        begin = shield.end
    return [at for at in found if at not in of_classes]

"""Where Chinese sentences, clauses and parts end, and what stands between quotation marks, brackets and 《》.

Plain scans over characters, linear in the text, at home with marks that are never closed, closed twice or mixed
(`"…”`). Offsets are those of the text that was given; what a mark encloses never reaches over a line's end.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from kg.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CLOSERS = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", "〈": "〉", "（": "）", "【": "】", "〔": "〕"}
QUOTES = frozenset("“‘「『")
BRACKETS = frozenset("（【〔")
TITLES = frozenset("《〈")

# Half-width and misused marks stand for the mark that people mean.
_SAME = {"(": "（", ")": "）", "[": "【", "]": "】", "<": "〈", ">": "〉"}
_OPENERS = {closer: opener for opener, closer in CLOSERS.items()}
_MARKS = re.compile(r"[“”\"‘’「」『』《》〈〉<>（）()【】\[\]〔〕\n]")

_CLAUSE = 1000  # characters of a text that is no whole document
_STRAY_QUOTE = 24  # a pair of quotation marks that both point the same way encloses a name, not a passage
_SHORT_QUOTE = 16  # a quote up to here is a word of its sentence, whatever it ends with
_SHORT_BRACKET = 60
_LONG_TITLE = 200
_LONGEST = 1000  # characters of a clause: what goes on without a stop, as no sentence does, is cut at its commas

SENTENCE_ENDS = frozenset("。！？!?")
_COMMAS = "，,、"
_SPEECH = SENTENCE_ENDS | frozenset("：:")  # what stands before words that are spoken and not only named
_ENDS = re.compile(r"[。！？!?；;]")
_AFTER_END = frozenset("。！？!?”’」』）)】》")
_PART_ENDS = re.compile(r"[，；;：。！？!?\n,:](?:(?<![,:])|(?![0-9])|(?<![0-9][,:]))")  # neither 1,234 nor 13.5:1
_LIST_MARKS = re.compile(r"[、]")


class Enclosed(NamedTuple):
    """What a pair of marks encloses: `text[start:end]` with the marks; `opener` is the full-width opening mark."""

    start: int
    end: int
    opener: str
    depth: int

    @property
    def inside(self) -> Span:
        """The span without the marks."""
        return Span(self.start + 1, self.end - 1)


def enclosures(text: str) -> tuple[Enclosed, ...]:
    """All pairs of marks in the text, sorted by start; `depth` 0 stands outermost.

    A mark that is never closed on its line encloses nothing; two quotation marks of the same direction close to each
    other are a pair. Many ask it of one document and of its clauses: both are kept for a while.
    """
    return _of_clause(text) if len(text) <= _CLAUSE else _of_document(text)


@lru_cache(maxsize=512)
def _of_clause(text: str) -> tuple[Enclosed, ...]:
    return _enclosed(text)


@lru_cache(maxsize=2)
def _of_document(text: str) -> tuple[Enclosed, ...]:
    return _enclosed(text)


def _enclosed(text: str) -> tuple[Enclosed, ...]:
    if not _MARKS.search(text):
        return ()
    found: list[Enclosed] = []
    open_marks: list[tuple[int, str]] = []
    open_by_kind: dict[str, int] = {}
    stray: list[int] = []
    for match in _MARKS.finditer(text):
        mark, at = match.group(), match.start()
        if mark == "\n":
            stray.extend(position for position, opener in open_marks if opener == "“")
            open_marks.clear()
            open_by_kind.clear()
            continue
        mark = _SAME.get(mark, mark)
        if mark == '"':
            mark = "”" if open_by_kind.get("“") else "“"
        if mark in CLOSERS:
            open_marks.append((at, mark))
            open_by_kind[mark] = open_by_kind.get(mark, 0) + 1
            continue
        opener = _OPENERS[mark]
        if not open_by_kind.get(opener):
            if mark == "”":
                stray.append(at)
            continue
        while True:
            start, kind = open_marks.pop()
            open_by_kind[kind] -= 1
            if kind == opener:
                break
            if kind == "“":
                stray.append(start)
        found.append(Enclosed(start, at + 1, opener, len(open_marks)))
    stray.extend(position for position, opener in open_marks if opener == "“")
    found.extend(_paired(text, sorted(stray)))
    return tuple(sorted(found))


def _paired(text: str, stray: list[int]) -> Iterable[Enclosed]:
    """Quotation marks without a partner that stand close together and enclose no end of a part."""
    index = 0
    while index + 1 < len(stray):
        start, end = stray[index], stray[index + 1] + 1
        near = 2 < end - start <= _STRAY_QUOTE + 2
        if near and text[start] == text[end - 1] and not _PART_ENDS.search(text, start, end):
            yield Enclosed(start, end, "“", 0)
            index += 2
        else:
            index += 1


def quoted(text: str) -> list[Span]:
    """Spans between quotation marks, marks included, in “” "" ‘’ 「」 『』 and mixtures."""
    return [Span(each.start, each.end) for each in enclosures(text) if each.opener in QUOTES]


def bracketed(text: str) -> list[Span]:
    """Spans in round or square brackets, brackets included."""
    return [Span(each.start, each.end) for each in enclosures(text) if each.opener in BRACKETS]


@lru_cache(maxsize=4)  # several extractors ask it of one document
def titles(text: str) -> tuple[Span, ...]:
    """Outermost 《…》 of the text, marks included; 《…〈…〉…》 and 《…《…》…》 are one title."""
    spans: list[Span] = []
    for each in enclosures(text):
        if each.opener == "《" and (not spans or each.start >= spans[-1].end):
            spans.append(Span(each.start, each.end))
    return tuple(spans)


def sentences(text: str, start: int, end: int, cuts: Iterable[int] = ()) -> list[tuple[Span, tuple[Span, ...]]]:
    """Sentences of `text[start:end]` (one paragraph), each with its clauses.

    A sentence ends after 。！？ and the closing marks behind it, before each offset of `cuts`, and at the last comma of
    a thousand characters without any stop; a clause ends after ；. Marks inside 《》, short quotes and short brackets
    end nothing. Spans carry no blanks at their ends.
    """
    if not _ENDS.search(text, start, end):
        return _cut(text, start, end, [(cut, True) for cut in sorted(cuts) if start < cut < end])
    shields, closing = _shields(text, start, end)
    stops: list[tuple[int, bool]] = [(cut, True) for cut in cuts if start < cut < end]
    shield = 0
    last = start
    for match in _ENDS.finditer(text, start, end):
        at = match.start()
        while shield < len(shields) and shields[shield].end <= at:
            shield += 1
        if at < last or (shield < len(shields) and shields[shield].start <= at) or _inside_word(text, at, end):
            continue
        last = at + 1
        is_end = text[at] in SENTENCE_ENDS
        while is_end and last < end and (text[last] in _AFTER_END or (text[last] == '"' and last in closing)):
            last += 1
        stops.append((last, is_end))
    return _cut(text, start, end, sorted(stops))


def _shields(text: str, start: int, end: int) -> tuple[list[Span], frozenset[int]]:
    """Outermost spans inside which no sentence ends, and the offsets of closing marks."""
    shields: list[Span] = []
    closing = set()
    pairs = enclosures(text)
    for each in pairs[bisect_left(pairs, (start,)) : bisect_left(pairs, (end,))]:
        if each.end > end:
            continue
        span = Span(each.start, each.end)
        closing.add(span.end - 1)
        length = span.end - span.start - 2
        follows = text[span.end] if span.end < end else "。"
        before = text[span.start - 1] if span.start > start else "。"
        within = (
            (each.opener in TITLES and length <= _LONG_TITLE)
            or (each.opener in BRACKETS and length <= _SHORT_BRACKET)
            or (
                each.opener in QUOTES
                and length <= _SHORT_QUOTE
                and follows not in SENTENCE_ENDS
                and before not in _SPEECH
            )
        )
        if within and (not shields or span.start >= shields[-1].end):
            shields.append(span)
    return shields, frozenset(closing)


def _inside_word(text: str, at: int, end: int) -> bool:
    """Whether a half-width ? ! ; stands between letters or digits, where it is damage or code."""
    return (
        text[at] in "?!;"
        and at > 0
        and at + 1 < end
        and text[at - 1].isascii()
        and text[at - 1].isalnum()
        and text[at + 1].isascii()
        and text[at + 1].isalnum()
    )


def _cut(text: str, start: int, end: int, stops: list[tuple[int, bool]]) -> list[tuple[Span, tuple[Span, ...]]]:
    cut: list[tuple[Span, tuple[Span, ...]]] = []
    clauses: list[Span] = []
    begin = start
    for stop, is_end in _bounded(text, start, [*stops, (end, True)]):
        clause = trimmed(text, begin, stop)
        if clause.start < clause.end:
            clauses.append(clause)
        begin = max(begin, stop)
        if is_end and clauses:
            cut.append((Span(clauses[0].start, clauses[-1].end), tuple(clauses)))
            clauses = []
    return cut


def _bounded(text: str, start: int, stops: Iterable[tuple[int, bool]]) -> Iterator[tuple[int, bool]]:
    """Yield the stops, with more of them where a clause would grow too long."""
    begin = start
    for stop, is_end in stops:
        while stop - begin > _LONGEST:
            comma = max(text.rfind(mark, begin, begin + _LONGEST) for mark in _COMMAS)
            if comma < 0:
                break
            begin = comma + 1
            yield begin, True
        yield stop, is_end
        begin = max(begin, stop)


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without blanks at its ends."""
    if start < end and not text[start].isspace() and not text[end - 1].isspace():
        return Span(start, end)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def parts(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The parts of a clause between ，：； and ends of sentences, without the marks; quotes shield nothing."""
    return _between(text, start, len(text) if end is None else end, _PART_ENDS)


def listed(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The members of a list with 、, where the 、 stands outside of quotes, brackets and 《》; marks left out."""
    end = len(text) if end is None else end
    shields = [Span(each.start + start, each.end + start) for each in enclosures(text[start:end]) if not each.depth]
    members: list[Span] = []
    begin, shield = start, 0
    for match in _LIST_MARKS.finditer(text, start, end):
        at = match.start()
        while shield < len(shields) and shields[shield].end <= at:
            shield += 1
        if shield < len(shields) and shields[shield].start <= at:
            continue
        members.append(trimmed(text, begin, at))
        begin = at + 1
    members.append(trimmed(text, begin, end))
    return [member for member in members if member.start < member.end]


def _between(text: str, start: int, end: int, marks: re.Pattern[str]) -> list[Span]:
    spans: list[Span] = []
    begin = start
    for match in marks.finditer(text, start, end):
        spans.append(trimmed(text, begin, match.start()))
        begin = match.end()
    spans.append(trimmed(text, begin, end))
    return [span for span in spans if span.start < span.end]

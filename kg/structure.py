"""Document → the same document with title, paragraphs, sections and sentences.

Sections come from numbered headings (一、 （一） 1. 一是), whether they stand alone or share a line with their text;
from short lines that are headings by their shape; and from sentences that turn to problems or plans without a
heading: these give sections whose heading is empty. Linear in the text.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.language import clauses, headings
from kg.language.headings import FIRST, FOURTH, PART, SECOND, Mark
from kg.model import Document, Role, Section, Sentence, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_TITLE_LINES = 6  # the title stands among the first lines or nowhere
_LONG_TITLE = 80
_LONG_HEADING = 60
_LONG_BARE_HEADING = 36
_BYLINE = 12
_BODY = 40  # a line of this length is body text
_ROW = re.compile(r"\s\s|\t|\s[0-9]")  # cells of a table
_INLINE = 8  # level of a stretch that a sentence opens inside a paragraph: below every heading
_YEARS_BELOW = re.compile(r"\s{0,4}[（(][^（）()月\n]{4,14}年[^（）()月\n]{0,2}[）)]")
_UNFINISHED = frozenset("；;，,：:、")
_SENTENCE_MARKS = frozenset("。！？!?；;，,：:、…")


@dataclass(slots=True)
class _Draft:
    """A section while it is open. `rank` orders nesting; `kind` is what opened it."""

    start: int
    heading: Span
    rank: int
    level: int
    number: int | None
    role: Role
    year: int | None
    parent: int | None
    kind: str
    brief: bool = False  # ends with the paragraph in which it began
    end: int = 0


@dataclass(frozen=True, slots=True)
class _Frame:
    """What the whole document says of roles and years, before its sections are known."""

    role: Role
    lead: Role | None  # of the text before the first heading, where it is not the document's
    years: Mapping[Role, int]
    year: int | None
    this_year: int | None


def outline(document: Document) -> Document:
    """The document with `title`, `paragraphs`, `sections` and `sentences`; all other fields as they were.

    Section 0 is the document; each sentence belongs to the innermost section. A heading that shares its line with
    its text is a sentence of its own.
    """
    text = document.text
    paragraphs = _paragraphs(text)
    title = document.title or _title(text, paragraphs)
    builder = _Builder(text, title, _frame(document, title, paragraphs), _repeats(text, paragraphs))
    for index, paragraph in enumerate(paragraphs):
        builder.add(index, paragraph, paragraphs[index + 1 : index + 3])
    return replace(
        document,
        title=title,
        paragraphs=tuple(paragraphs),
        sections=builder.sections(),
        sentences=tuple(builder.sentences),
    )


def heading_words(document: Document, section: Section) -> Span:
    """The section's heading without its number; empty where it has none."""
    mark = _leading_mark(document.text, section.heading.start, section.heading.end)
    start = mark.end if mark else section.heading.start
    return clauses.trimmed(document.text, min(start, section.heading.end), section.heading.end)


def first_words(document: Document, section: Section) -> Span:
    """The section's heading or, where it has none, its first sentence; without the number and the closing mark."""
    if section.heading.start < section.heading.end:
        return heading_words(document, section)
    sentence = document.sentences[document.sentence_at(section.span.start)]
    mark = _leading_mark(document.text, section.span.start, sentence.span.end)
    end = sentence.span.end
    while end > section.span.start and document.text[end - 1] in _SENTENCE_MARKS:
        end -= 1
    return clauses.trimmed(document.text, mark.end if mark else section.span.start, end)


def anchor_year(document: Document, position: int) -> int | None:
    """The year that 今年 and a month without a year mean at the clean offset: the section's, else the page's."""
    year = document.section_at(position).year if document.sentences else None
    if year is not None:
        return year
    return _issued_year(document) or (document.sections[0].year if document.sections else None)


def report_years(document: Document) -> tuple[int, ...]:
    """Years of the work that an outlined document reports or plans, sorted; empty where it does not say.

    Taken from the title (and a line of years below it), the headings of the first level, and the opening sentences
    that say what is summed up and planned; else from the day of issue and the year before, where a review names it.
    """
    text, this_year = document.text, _issued_year(document)
    found: set[int] = set()
    if document.title:
        found.update(headings.years(_with_subtitle(document)))
    for section in document.sections[1:]:
        if section.level <= FIRST and section.heading.start < section.heading.end:
            found.update(headings.years(text[section.heading.start : section.heading.end]))
    found.update(headings.role_years(_opening(document)).values())
    if not found and this_year is not None:
        found.add(this_year)
        found.update(_reviewed_before(document, this_year))
    return tuple(sorted(found))


def _reviewed_before(document: Document, this_year: int) -> set[int]:
    """The year before the issue, where a sentence of a review begins with it."""
    opening = f"{this_year - 1}年"
    return {
        this_year - 1
        for sentence in document.sentences
        if document.sections[sentence.section].role is Role.REVIEW
        and opening in document.text[sentence.span.start : min(sentence.span.end, sentence.span.start + 16)]
    }


def _with_subtitle(document: Document) -> str:
    """The title and, where years in brackets stand below it, those."""
    title = document.title or Span(0, 0)
    words = document.text[title.start : title.end]
    below = _YEARS_BELOW.match(document.text, title.end)
    return words + below.group() if below else words


def _opening(document: Document) -> str:
    """The text before the first numbered heading, at most the first few paragraphs."""
    paragraphs = document.paragraphs[:_TITLE_LINES]
    end = paragraphs[-1].end if paragraphs else 0
    numbered = (each.span.start for each in document.sections if each.number is not None)
    start = document.title.end if document.title and document.title.end <= end else 0
    return document.text[start : min(end, next(numbered, end))]


def _issued_year(document: Document) -> int | None:
    issued = document.issued
    return int(issued[:4]) if issued and issued[:4].isdigit() else None


def _paragraphs(text: str) -> list[Span]:
    spans: list[Span] = []
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        span = clauses.trimmed(text, start, end)
        if span.start < span.end:
            spans.append(span)
        start = end + 1
    return spans


def _title(text: str, paragraphs: Sequence[Span]) -> Span | None:
    """The document's own title: a short line above the body, joined where it was broken in two."""
    for index, span in enumerate(paragraphs[:_TITLE_LINES]):
        line = text[span.start : span.end]
        if len(line) > _LONG_TITLE or line[-1] in "。；;" or _leading_mark(text, span.start, span.end):
            return None
        if headings.is_aside(line) or not any("\u4e00" <= character <= "\u9fff" for character in line):
            continue
        if index + 1 < len(paragraphs) and not line.endswith(headings.TITLE_ENDS) and text[span.end] == "\n":
            below = paragraphs[index + 1]
            words = text[below.start : below.end]
            joins = (
                len(words) <= _LONG_TITLE // 2 and words.endswith(headings.TITLE_ENDS) and not headings.is_aside(words)
            )
            if joins and words not in line and not _leading_mark(text, below.start, below.end):
                return Span(span.start, below.end)
        return span
    return None


def _leading_mark(text: str, start: int, end: int) -> Mark | None:
    found = headings.marks(text, start, min(end, start + 12))
    return found[0] if found and found[0].start == start else None


def _repeats(text: str, paragraphs: Iterable[Span]) -> frozenset[str]:
    """Short lines that the document prints more than once: running titles and captions, no headings."""
    counts = Counter(text[span.start : span.end] for span in paragraphs if span.end - span.start <= _LONG_TITLE)
    return frozenset(line for line, count in counts.items() if count > 1)


def _frame(document: Document, title: Span | None, paragraphs: Sequence[Span]) -> _Frame:
    text = document.text
    words = text[title.start : title.end] if title else ""
    body = [text[span.start : span.end] for span in paragraphs if title is None or span.start >= title.end]
    lead = next((line for line in body if len(line) > _BODY and any(mark in "。！？" for mark in line)), "")
    named = headings.years(words)
    role_years = {
        **headings.role_years(" ".join(line[:400] for line in body[:_TITLE_LINES])),
        **headings.role_years(words),
    }
    role = headings.title_role(words)
    if role is Role.NEUTRAL and "讲话" not in words and headings.tells_news(lead) and "总结" not in words:
        role = Role.REVIEW
    issued = _issued_year(document)
    year = named[0] if len(named) == 1 and len(set(role_years.values())) < 2 else None
    # 工作总结和工作计划: what precedes 一、 is a preface to the review.
    prefaced = headings.sums_up(words) and role is Role.NEUTRAL
    return _Frame(role, Role.REVIEW if prefaced else None, role_years, year, issued or (named[-1] if named else None))


class _Builder:
    """One pass over the paragraphs with the stack of open sections."""

    def __init__(self, text: str, title: Span | None, frame: _Frame, repeats: frozenset[str]) -> None:
        """Open section 0, the document."""
        self.text, self.title, self.frame, self.repeats = text, title, frame, repeats
        heading = title or Span(0, 0)
        self.drafts = [_Draft(0, heading, -1, PART, None, frame.role, frame.year, None, "document")]
        self.open = [0]
        self.sentences: list[Sentence] = []
        self.unfinished = False
        self.inline_level: int | None = None  # of a list whose members share the last paragraph

    def add(self, index: int, paragraph: Span, following: Sequence[Span]) -> None:
        """Take in one paragraph: open and close sections, append its sentences."""
        text = self.text
        marks = headings.marks(text, paragraph.start, paragraph.end)
        starts = {mark.start: mark for mark in marks}
        is_title = self.title is not None and self.title.start <= paragraph.start < self.title.end
        if not self.unfinished:
            self._close_brief(starts.get(paragraph.start))
        if not is_title and not marks and self._is_bare_heading(paragraph, following):
            self._open_bare(paragraph)
        elif not is_title and not marks and len(self.drafts) == 1 and self.frame.lead:
            self._push(paragraph.start, Span(paragraph.start, paragraph.start), 2, FIRST, self.frame.lead, "stretch")
        for span, parts in clauses.sentences(text, paragraph.start, paragraph.end, starts):
            mark = starts.get(span.start)
            if mark:
                self._open_numbered(mark, span)
            elif not is_title:
                self._turn(span, opens_paragraph=span.start == paragraph.start)
            self.sentences.append(Sentence(span=span, section=self.open[-1], paragraph=index, clauses=parts))
            for section in self.open:
                self.drafts[section].end = span.end
        self.unfinished = text[paragraph.end - 1] in _UNFINISHED
        levels = [mark.level for mark in marks]
        self.inline_level = levels[-1] if levels and levels.count(levels[-1]) > 1 and levels[-1] > SECOND else None

    def sections(self) -> tuple[Section, ...]:
        """All sections in reading order; the document's span is the whole text."""
        self.drafts[0].end = len(self.text)
        return tuple(
            Section(
                span=Span(draft.start, draft.end),
                heading=draft.heading,
                level=draft.level,
                number=draft.number,
                role=draft.role,
                year=draft.year,
                parent=draft.parent,
            )
            for draft in self.drafts
        )

    def _push(
        self,
        start: int,
        heading: Span,
        rank: int,
        level: int,
        role: Role | None,
        kind: str,
        *,
        number: int | None = None,
        brief: bool = False,
    ) -> None:
        while len(self.open) > 1 and self.drafts[self.open[-1]].rank >= rank:
            self.open.pop()
        parent = self.drafts[self.open[-1]]
        if role is None:
            role = self._role_by_year(heading) or parent.role
        year = self._year(self.text[heading.start : heading.end], role, parent)
        self.drafts.append(_Draft(start, heading, rank, level, number, role, year, self.open[-1], kind, brief))
        self.open.append(len(self.drafts) - 1)

    def _role_by_year(self, heading: Span) -> Role | None:
        """What a heading's year tells where its words do not: the title says which year is summed up, which planned."""
        named = headings.years(self.text[heading.start : heading.end])
        roles = [role for role, year in self.frame.years.items() if named == (year,)]
        return roles[0] if len(roles) == 1 else None

    def _year(self, heading: str, role: Role, parent: _Draft) -> int | None:
        named = headings.years(heading, self.frame.this_year)
        if len(named) == 1:
            return named[0]
        if parent.kind == "document" or role is not parent.role:
            known = self.frame.years.get(Role.REVIEW if role is Role.PROBLEM else role)
            return known if known is not None else parent.year
        return parent.year

    def _open_numbered(self, mark: Mark, sentence: Span) -> None:
        text = self.text
        end = sentence.end
        while end > mark.end and text[end - 1] in _SENTENCE_MARKS:
            end -= 1
        colon = max(text.find("：", mark.end, end), text.find(":", mark.end, end)) if mark.level < FOURTH else -1
        if 0 < colon - mark.end <= _LONG_BARE_HEADING:
            end = colon
        heading = Span(mark.start, end)
        words = text[mark.end : end]
        tells = mark.level > SECOND and any(each in words for each in ",，") and any(each.isdigit() for each in words)
        if end - mark.start > _LONG_HEADING or tells:
            heading = Span(mark.start, mark.start)
        role = headings.heading_role(text[heading.start : heading.end], mark.level) if mark.level <= SECOND else None
        self._push(mark.start, heading, 2 * mark.level, mark.level, role, "numbered", number=mark.number)

    def _is_bare_heading(self, paragraph: Span, following: Sequence[Span]) -> bool:
        line = self.text[paragraph.start : paragraph.end]
        title = self.text[self.title.start : self.title.end] if self.title else ""
        below_title = self.title is not None and paragraph.start <= self.title.end + 2
        shortest = _BYLINE if below_title else 3  # who wrote it, or where
        if not shortest <= len(line) <= _LONG_BARE_HEADING or line in title or line in self.repeats:
            return False
        if any(mark in _SENTENCE_MARKS - {"，", "：", "、", ","} for mark in line) or line[-1] in "，：、:,":
            return False
        heads = any(
            span.end - span.start > _BODY or _leading_mark(self.text, span.start, span.end) for span in following
        )
        return heads and not headings.is_aside(line) and not _ROW.search(line)

    def _open_bare(self, paragraph: Span) -> None:
        """A heading without a number: below an open 一、, else a part of the document that numbered ones go under."""
        words = self.text[paragraph.start : paragraph.end]
        role = headings.heading_role(words, FIRST)
        numbered = any(self.drafts[each].kind == "numbered" for each in self.open)
        under_part = any(self.drafts[each].kind == "part" for each in self.open)
        is_part = role is not None and (under_part or not numbered)
        if is_part:
            self._push(paragraph.start, paragraph, PART, PART, role, "part")
        else:
            level = SECOND if numbered else FIRST
            self._push(paragraph.start, paragraph, 2 * level, level, role, "bare")

    def _turn(self, span: Span, *, opens_paragraph: bool) -> None:
        """Open or close a stretch of another role where the sentence says so."""
        role = headings.turn(self.text[span.start : span.end], opens_paragraph=opens_paragraph)
        if role is None:
            return
        innermost = self.drafts[self.open[-1]]
        if opens_paragraph:
            self._close_stretch()
            # A stretch of its own paragraph stands beside （一） and above 1. and 一是.
            level = SECOND if any(self.drafts[each].level == FIRST for each in self.open[1:]) else FIRST
            rank = 2 * level
        elif innermost.kind == "stretch":
            level, rank = innermost.level, innermost.rank
        else:
            level, rank = innermost.level + 1, _INLINE
        enclosing = next(self.drafts[each] for each in reversed(self.open) if self.drafts[each].rank < rank)
        if role is self.drafts[self.open[-1]].role and not (opens_paragraph and enclosing.role is not role):
            return
        if role is Role.NEUTRAL or role is enclosing.role:
            while self.drafts[self.open[-1]].rank >= rank:
                self.open.pop()
            return
        brief = role is Role.PROBLEM or not opens_paragraph
        self._push(span.start, Span(span.start, span.start), rank, level, role, "stretch", brief=brief)

    def _close_stretch(self) -> None:
        """Close the innermost sections up to an open stretch, the stretch included."""
        for depth, section in enumerate(self.open):
            if self.drafts[section].kind == "stretch":
                del self.open[depth:]
                return

    def _close_brief(self, mark: Mark | None) -> None:
        """At a paragraph's start: close what ends with its paragraph, and a list that shared the last one."""
        if self.inline_level is not None and (mark is None or mark.level < self.inline_level):
            while self.drafts[self.open[-1]].rank >= 2 * self.inline_level:
                self.open.pop()
        while self.drafts[self.open[-1]].brief:
            self.open.pop()

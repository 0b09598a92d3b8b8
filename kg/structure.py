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

from kg.language import clauses, headings, roles, years
from kg.language.headings import FIRST, FOURTH, PART, SECOND, Mark
from kg.language.years import anchor_year, report_years
from kg.model import Document, Role, Section, Sentence, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["anchor_year", "outline", "report_years"]

_TITLE_LINES = 6  # the title stands among the first lines or nowhere
_LONG_TITLE = 80
_LONG_HEADING = 60
_LONG_BARE_HEADING = 36
_BYLINE = 12
_BODY = 40  # a line of this length is body text
_ROW = re.compile(r"\s\s|\t|\s[0-9]")  # cells of a table
_INLINE = 8  # level of a stretch that a sentence opens inside a paragraph: below every heading
_LEADS_ON = frozenset("：:")
_UNFINISHED = frozenset("；;，,：:、")


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
        is_body = headings.greets(line) or line[-1] in "。；;" or headings.leading_mark(text, span.start, span.end)
        if is_body or len(line) > _LONG_TITLE:
            return None
        if headings.is_aside(line) or not any("\u4e00" <= character <= "\u9fff" for character in line):
            continue
        if index + 1 < len(paragraphs) and not line.endswith(headings.TITLE_ENDS) and text[span.end] == "\n":
            below = paragraphs[index + 1]
            words = text[below.start : below.end]
            joins = (
                len(words) <= _LONG_TITLE // 2 and words.endswith(headings.TITLE_ENDS) and not headings.is_aside(words)
            )
            if joins and words not in line and not headings.leading_mark(text, below.start, below.end):
                return Span(span.start, below.end)
        return span
    return None


def _repeats(text: str, paragraphs: Iterable[Span]) -> frozenset[str]:
    """Short lines that the document prints more than once: running titles and captions, no headings."""
    counts = Counter(text[span.start : span.end] for span in paragraphs if span.end - span.start <= _LONG_TITLE)
    return frozenset(line for line, count in counts.items() if count > 1)


def _frame(document: Document, title: Span | None, paragraphs: Sequence[Span]) -> _Frame:
    text = document.text
    words = text[title.start : title.end] if title else ""
    body = [text[span.start : span.end] for span in paragraphs if title is None or span.start >= title.end]
    lead = next((line for line in body if any(mark in "。！？" for mark in line)), "")
    named = years.named_years(words)
    role_years = {
        **years.role_years(" ".join(line[:400] for line in body[:_TITLE_LINES])),
        **years.role_years(words),
    }
    role = roles.title_role(words)
    if role is Role.NEUTRAL and "讲话" not in words and roles.tells_news(lead) and "总结" not in words:
        role = Role.REVIEW
    # Headings of two years running: the first is summed up, the second planned.
    headed = {year for line in body if len(line) <= _LONG_BARE_HEADING for year in years.named_years(line)}
    if len(headed) == 2 and max(headed) == min(headed) + 1:
        role_years = {Role.REVIEW: min(headed), Role.PLAN: max(headed), **role_years}
    issued = years.issued_year(document)
    year = named[0] if len(named) == 1 and len(set(role_years.values())) < 2 else None
    # 工作总结和工作计划: what precedes 一、 is a preface to the review.
    prefaced = roles.sums_up(words) and role is Role.NEUTRAL
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
        self._sum_up_before_the_plan()
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

    def _sum_up_before_the_plan(self) -> None:
        """In a 工作总结和工作计划 what precedes the headings that plan is the review, whatever its own headings say."""
        plans = (each.start for each in self.drafts if each.role is Role.PLAN and each.level <= FIRST)
        first = next(plans, 0) if self.frame.lead else 0
        for draft in self.drafts[1:]:
            if draft.role is Role.NEUTRAL and draft.start < first:
                draft.role = Role.REVIEW
                draft.year = self.frame.years.get(Role.REVIEW) if draft.year is None else draft.year

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

    def _heading_role(self, heading: str, level: int) -> Role | None:
        return roles.heading_role(heading, level, in_summary=self.frame.role is Role.REVIEW)

    def _role_by_year(self, heading: Span) -> Role | None:
        """What a heading's year tells where its words do not: the title says which year is summed up, which planned."""
        named = years.named_years(self.text[heading.start : heading.end])
        matching = [role for role, year in self.frame.years.items() if named == (year,)]
        return matching[0] if len(matching) == 1 else None

    def _year(self, heading: str, role: Role, parent: _Draft) -> int | None:
        named = years.named_years(heading, self.frame.this_year)
        if len(named) == 1:
            return named[0]
        if parent.kind == "document" or role is not parent.role:
            known = self.frame.years.get(Role.REVIEW if role is Role.PROBLEM else role)
            return known if known is not None else parent.year
        return parent.year

    def _open_numbered(self, mark: Mark, sentence: Span) -> None:
        text = self.text
        end = sentence.end
        while end > mark.end and text[end - 1] in headings.SENTENCE_MARKS:
            end -= 1
        colon = max(text.find("：", mark.end, end), text.find(":", mark.end, end)) if mark.level < FOURTH else -1
        if 0 < colon - mark.end <= _LONG_BARE_HEADING:
            end = colon
        heading = Span(mark.start, end)
        words = text[mark.end : end]
        tells = mark.level > SECOND and any(each in words for each in ",，") and any(each.isdigit() for each in words)
        if end - mark.start > _LONG_HEADING or tells:
            heading = Span(mark.start, mark.start)
        role = self._numbered_role(mark, text[heading.start : heading.end])
        innermost = self.drafts[self.open[-1]]
        if innermost.kind == "stretch" and innermost.rank == _INLINE and text[mark.start - 1] in _LEADS_ON:
            innermost.rank = 2 * mark.level - 1  # 也指出了存在的不足：一是… holds its items
        self._push(mark.start, heading, 2 * mark.level, mark.level, role, "numbered", number=mark.number)

    def _numbered_role(self, mark: Mark, heading: str) -> Role | None:
        """The heading's own role; a silent 三、 behind a 二、 that plans goes on planning."""
        if mark.level > SECOND:
            return None
        in_part = any(self.drafts[each].kind == "part" for each in self.open)
        role = self._heading_role(heading, SECOND if in_part else mark.level)
        if role is None and mark.level == FIRST and not in_part and not roles.explains(heading):
            before = next((each for each in reversed(self.drafts) if each.rank == 2 * FIRST and each.number), None)
            # behind what falls short a report or speech comes to what is to be done
            return Role.PLAN if before is not None and before.role in {Role.PLAN, Role.PROBLEM} else None
        return role

    def _is_bare_heading(self, paragraph: Span, following: Sequence[Span]) -> bool:
        line = self.text[paragraph.start : paragraph.end]
        title = self.text[self.title.start : self.title.end] if self.title else ""
        below_title = self.title is not None and paragraph.start <= self.title.end + 2
        shortest = _BYLINE if below_title else 3  # who wrote it, or where
        if not shortest <= len(line) <= _LONG_BARE_HEADING or line in title or line in self.repeats:
            return False
        if any(mark in headings.SENTENCE_MARKS - {"，", "：", "、", ","} for mark in line) or line[-1] in "，：、:,":
            return False
        heads = any(
            span.end - span.start > _BODY or headings.leading_mark(self.text, span.start, span.end)
            for span in following
        )
        return heads and not headings.is_aside(line) and not _ROW.search(line)

    def _open_bare(self, paragraph: Span) -> None:
        """A heading without a number: below an open 一、, else a part of the document that numbered ones go under."""
        words = self.text[paragraph.start : paragraph.end]
        role = self._heading_role(words, FIRST) or self._role_by_year(paragraph)
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
        role = roles.turn(self.text[span.start : span.end], opens_paragraph=opens_paragraph)
        if role is None:
            return
        innermost = self.drafts[self.open[-1]]
        if role is Role.NEUTRAL and innermost.role is Role.PROBLEM and not opens_paragraph:
            return  # 目前, 此外: one more problem
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

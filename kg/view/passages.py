"""A document's clean text as HTML: paragraphs and headings, facts and mentions marked, what was set aside in place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kg.model import Noise, NoiseKind, Role, Section, Span
from kg.pages_data import Page
from kg.report import NOISE
from kg.view.addresses import anchor
from kg.view.frame import both, say
from kg.view.markup import element, text
from kg.view.words import FAMILY

# Kinds that are dense in a page and say nothing: counted at the page's end, never marked in the text.
_SILENT = frozenset({NoiseKind.SPACE, NoiseKind.LINE_BREAK, NoiseKind.MARKUP, NoiseKind.SCRIPT})
_ROLES = {Role.REVIEW: "role_review", Role.PLAN: "role_plan", Role.PROBLEM: "role_problem"}


def passages(page: Page, where: Callable[[str], str]) -> str:
    """Return the text's blocks. Every fact has an element with its anchor where its span begins.

    `where` gives the address of a thing's page as this page has to write it, "" where it has none.
    """
    marks = _Marks.of(page, where)
    ends = [0, *(paragraph.end for paragraph in page.paragraphs)]
    blocks = [
        _block(page, Span(max(before, paragraph.start), paragraph.end), marks)
        for before, paragraph in zip(ends, page.paragraphs, strict=False)
        if paragraph.end > max(before, paragraph.start)
    ]
    last = page.paragraphs[-1].end if page.paragraphs else 0
    if page.text[last:].strip():  # a text without structure
        blocks.append(_block(page, Span(last, len(page.text)), marks))
    return "\n".join([*blocks, *marks.left(len(page.text) + 1)])


@dataclass(slots=True)
class _Marks:
    """What stands where: facts by number, mentions, headings and noise, and every place at which something changes."""

    facts: Sequence[tuple[str, Span, str, str]]  # anchor, span, kind, status
    headings: Mapping[int, Section]
    aside: Sequence[tuple[int, NoiseKind, str]]  # clean offset, kind, what was printed
    cuts: Sequence[int]
    beginning: Mapping[int, Sequence[int]]
    covering: Mapping[int, Sequence[int]]  # facts by the cut before the stretch that they cover
    named: Mapping[int, tuple[str, str]]  # class and address of the thing that the stretch after a cut names
    reached: set[int] = field(default_factory=set)  # facts to which the tabulator leads
    written: int = 0

    @classmethod
    def of(cls, page: Page, where: Callable[[str], str]) -> _Marks:
        size = len(page.text)
        facts = [(anchor(local), fact.span, fact.kind, fact.status.value) for local, fact in page.facts]
        mentions = [
            (span, FAMILY.get(page.entities[local].kind, "other"), address)
            for local, span in page.mentions
            if local in page.entities and (address := where(local))
        ]
        headings = {
            section.heading.start: section for section in page.sections if section.heading.end > section.heading.start
        }
        aside = [
            (noise.at, noise.kind, printed)
            for noise, printed in sorted(zip(page.noise, page.aside, strict=True), key=_by_place)
            if noise.kind not in _SILENT and printed
        ]
        spans = [span for _, span, _, _ in facts] + [span for span, _, _ in mentions]
        spans += [section.heading for section in headings.values()] + [Span(at, at) for at, _, _ in aside]
        cuts = sorted({0, size, *(min(size, place) for span in spans for place in span)})
        beginning: dict[int, list[int]] = defaultdict(list)
        covering: dict[int, list[int]] = defaultdict(list)
        named: dict[int, tuple[str, str]] = {}
        for number, (_, span, _, _) in enumerate(facts):
            beginning[span.start].append(number)
            for cut in cuts[bisect_left(cuts, span.start) : bisect_left(cuts, span.end)]:
                covering[cut].append(number)
        for span, family, address in mentions:
            for cut in cuts[bisect_left(cuts, span.start) : bisect_left(cuts, span.end)]:
                named.setdefault(cut, (family, address))
        return cls(facts, headings, aside, cuts, beginning, covering, named)

    def within(self, span: Span) -> list[int]:
        """Return the cuts inside a span, with its two ends."""
        inside = self.cuts[bisect_right(self.cuts, span.start) : bisect_left(self.cuts, span.end)]
        return [span.start, *inside, span.end]

    def at(self, place: int) -> int:
        """Return the last cut at or before a place."""
        return self.cuts[bisect_right(self.cuts, place) - 1]

    def left(self, place: int) -> list[str]:
        """Return what was set aside before a place of the text and is not yet written."""
        made: list[str] = []
        while self.written < len(self.aside) and self.aside[self.written][0] < place:
            _, kind, printed = self.aside[self.written]
            made.append(_folded(kind, printed))
            self.written += 1
        return made


def _by_place(told: tuple[Noise, str]) -> tuple[int, int]:
    return told[0].at, told[0].start


def _folded(kind: NoiseKind, printed: str) -> str:
    summary = element("summary", both(*NOISE[kind]))
    return element("details", summary + element("q", text(printed), dir="auto"), class_=f"noise {kind.value}")


def _block(page: Page, span: Span, marks: _Marks) -> str:
    """Return a paragraph; one that is a heading and nothing else becomes a heading."""
    section = marks.headings.get(span.start)
    if section is None:
        return element("div", _inline(page, span, marks), class_="paragraph")
    if section.heading.end < span.end:
        heading = element("strong", _inline(page, section.heading, marks) + _role(section), class_="heading")
        rest = _inline(page, Span(section.heading.end, span.end), marks)
        return element("div", heading + rest, class_="paragraph")
    before = "".join(marks.left(span.start + 1))
    level = min(6, max(2, section.level + 1))
    heading = element(f"h{level}", _inline(page, span, marks) + _role(section))
    return element("div", before) + heading if before else heading


def _role(section: Section) -> str:
    told = [say(_ROLES[section.role])] if section.role in _ROLES else []
    told += [str(section.year)] if section.year else []
    return element("small", " ".join(told), class_="role") if told and section.level <= 2 else ""


def _inline(page: Page, span: Span, marks: _Marks) -> str:
    """Return the stretch's text in pieces, each with the facts and the mention that cover it."""
    pieces: list[str] = []
    for start, end in pairwise(marks.within(span)):
        pieces += marks.left(start + 1)
        pieces += [f'<i id="{text(marks.facts[number][0])}"></i>' for number in marks.beginning.get(start, ())]
        cut = marks.at(start)
        said = text(page.text[start:end])
        facts = marks.covering.get(cut, ())
        family, address = marks.named.get(cut, ("", ""))
        if facts:
            said = _marked(said, facts, marks, linked=bool(address))
        if address:
            said = f'<a href="{text(address)}" class="named {family}{" told" * bool(facts)}">{said}</a>'
        pieces.append(said)
    return "".join(pieces)


def _marked(said: str, facts: Sequence[int], marks: _Marks, *, linked: bool) -> str:
    """Return words of facts, marked. The first of a fact's words that are no link are a button, which says the fact."""
    if len(facts) == 1:
        _, _, kind, status = marks.facts[facts[0]]
        names = f"fact {status} {kind}"
    else:
        statuses = sorted({marks.facts[number][3] for number in facts}, reverse=True)
        kinds = sorted({marks.facts[number][2] for number in facts})
        names = " ".join(("fact", *statuses, *kinds))
    focus = ""
    if not linked and not marks.reached.issuperset(facts):
        marks.reached.update(facts)
        focus = ' tabindex="0" role="button"'
    return f'<mark class="{names}" data-facts="{" ".join(map(str, facts))}"{focus}>{said}</mark>'

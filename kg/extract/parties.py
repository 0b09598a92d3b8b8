"""Who or what a stretch of text names: an entity that other extractors found, or a group described as worded.

Subjects of events (某中学机器人社团, 两名党员) are read from the words between the start of a part and its
verb: adverbs, times and openers are cut off, lists are split, and every member must be something that can be
named. What is left over makes the whole unreadable: nothing is guessed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from kg.extract import authorities, jurisdictions, organizations, persons, schools
from kg.extract.found import claims_of
from kg.language import event_words as words
from kg.language.clauses import QUOTES, TITLES, enclosures
from kg.model import Claim, Document, Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_KEPT = "kg_parties"
_SOURCES = (jurisdictions.extract, authorities.extract, schools.extract, organizations.extract, persons.extract)
_KINDS = frozenset({"Jurisdiction", "EducationAuthority", "School", "Organization", "Person", "Township", "Zone"})
BODIES = frozenset({"EducationAuthority", "School"})

_PART_MARKS = frozenset("，,；;：:。！？!?\n（()）")
_SPLIT = re.compile(r"、|以及|[和与及]")
_NUMBER = r"(?:\d{1,5}|[一二三四五六七八九十百两几数多]{1,4})(?:余|多)?"
_COUNTED = re.compile(
    rf"{_NUMBER}(?:名|位|个|所|家|支|件|项|人)[\u4e00-\u9fff]{{0,10}}(?:{'|'.join(words.COUNTED_GROUPS)})"
)
_GROUP = re.compile(rf"[\u4e00-\u9fff“”\"]{{0,14}}?(?:{'|'.join(words.GROUP_HEADS)})")
_PART = re.compile(rf"(?:的|原)?[\u4e00-\u9fff]{{0,8}}?(?:{'|'.join(words.PART_HEADS)})")
DATE = (
    r"(?:\d{4}年(?:度|初|底|末|秋季?|春季?|暑期|内)?(?:\d{1,2}月(?:份|底|初|末|中旬|上旬|下旬|\d{1,2}日)?)?"
    r"|\d{1,2}月(?:份|底|初|末|中旬|上旬|下旬|\d{1,2}日)?|[一二三四五六七八九十]{1,2}月(?:份|底|初|中旬|上旬|下旬)?|年底|秋季|春季|开学)"
    r"(?:学期)?(?:开学)?(?:之?前)?"
)
_TAIL = re.compile(
    rf"(?:{'|'.join(sorted(words.ADVERBS, key=len, reverse=True))}|(?:于|到|至)?{DATE}|连续{_NUMBER}年"
    r"|[在于][^，,。；;]{2,60}[中上里]|因[^，,。；;]{2,24})\Z"
)
_LEAD = re.compile(
    rf"(?:{'|'.join(sorted(words.OPENERS, key=len, reverse=True))}|(?:从|到|至)?{DATE}"
    r"|[（(]?[一二三四五六七八九十\d]{1,2}[）).、．]|\s)"
)
_OURS = re.compile(r"[我本](省|自治区|市|州|盟|县|区|旗)(?!人)")
_SELF = re.compile(r"(?:我|全|本)(省|自治区|市|州|盟|县|区|旗)|(?:该)(省|市|县|区|旗)")
_THAT_SCHOOL = frozenset({"该校", "该园", "我校", "我园", "本校"})
_LONGEST_WITH_PERSON = 24
_WINDOW = 90
REACH = 240  # how far back in its clause a subject may stand


class Party(NamedTuple):
    """A mention that fills a slot, and the school or authority that it is or belongs to, where one is named."""

    mention: Mention
    body: Mention | None = None

    @property
    def span(self) -> Span:
        """Where the party is named."""
        return self.mention.span


@dataclass(frozen=True, slots=True)
class Names:
    """The named things of a document in reading order, those inside of others left out."""

    document: Document
    ordered: tuple[Mention, ...]
    starts: tuple[int, ...]
    by_start: Mapping[int, Mention]
    by_end: Mapping[int, Mention]
    quotes: tuple[Span, ...]

    @property
    def text(self) -> str:
        """The document's clean text."""
        return self.document.text

    def between(self, start: int, end: int) -> Sequence[Mention]:
        """Return the mentions that begin in [start, end)."""
        return self.ordered[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def school_before(self, position: int) -> Mention | None:
        """Return the last school named before `position` in its paragraph."""
        paragraph = self.document.paragraphs[self.document.sentences[self.document.sentence_at(position)].paragraph]
        before = self.between(paragraph.start, position)
        return next((one for one in reversed(before) if one.kind == "School"), None)

    def shielded(self, position: int) -> bool:
        """Tell whether the position stands inside a quotation, a title or a name."""
        index = bisect_right(self.quotes, (position, position)) - 1
        if index >= 0 and self.quotes[index].start <= position < self.quotes[index].end:
            return True
        at = bisect_right(self.starts, position) - 1
        return at >= 0 and self.ordered[at].span.end > position


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
    quotes: list[Span] = []
    for one in enclosures(document.text):
        if one.opener in QUOTES | TITLES and (not quotes or one.start >= quotes[-1].end):
            quotes.append(Span(one.start, one.end))
    return Names(
        document,
        tuple(ordered),
        tuple(mention.span.start for mention in ordered),
        {mention.span.start: mention for mention in ordered},
        {mention.span.end: mention for mention in ordered},
        tuple(quotes),
    )


def part_start(names: Names, start: int, end: int) -> int:
    """Return where the part that ends at `end` begins, not before `start`: behind the last mark outside quotations."""
    at, text = end, names.text
    lowest = max(start, end - 2 * _WINDOW)
    while at > lowest:
        if text[at - 1] in _PART_MARKS and not names.shielded(at - 1):
            return at
        at -= 1
    return lowest


def part_end(names: Names, start: int, end: int) -> int:
    """Return where the part that begins at `start` ends, not behind `end`: before the next mark outside quotations."""
    limit = min(end, start + 2 * _WINDOW)
    at, text = start, names.text
    while at < limit and (text[at] not in _PART_MARKS or names.shielded(at)):
        at += 1
    return at


def trimmed(text: str, start: int, end: int) -> Span:
    """Cut openers and times off the start, adverbs and times off the end."""
    start = max(start, end - 2 * _WINDOW)
    for _ in range(6):
        tail = _TAIL.search(text[max(start, end - _WINDOW) : end])
        if tail is None or tail.end() == tail.start():
            break
        end = max(start, end - _WINDOW) + tail.start()
    for _ in range(6):
        lead = _LEAD.match(text, start, end)
        if lead is None:
            break
        start = lead.end()
    return Span(start, end)


def subjects(names: Names, start: int, end: int) -> tuple[Party, ...]:
    """Return whom the words of [start, end), a part up to its verb, name; empty where they are anything else too."""
    span = _clear(names, start, end)
    return listed(names, span.start, span.end) if span.start < span.end else ()


def _clear(names: Names, start: int, end: int) -> Span:
    """Trim, but never into a name."""
    span = trimmed(names.text, start, end)
    first = span.start
    inside = [one for one in names.between(start, end) if one.span.start < first < one.span.end]
    return Span(inside[0].span.start, span.end) if inside else span


def listed(names: Names, start: int, end: int) -> tuple[Party, ...]:
    """Return the members of a list, all of which must be named or described; parts may share their head."""
    pieces = split(names, start, end)
    found: list[Party] = []
    for piece in pieces:
        one = party(names, piece.start, piece.end)
        if one is None:
            return ()
        found.append(one)
    return tuple(found)


def split(names: Names, start: int, end: int) -> list[Span]:
    """Split at 、和与及 outside names and quotations."""
    pieces, begin = [], start
    for match in _SPLIT.finditer(names.text, start, end):
        joint = match[0] == "、" or match.start() in names.by_end or match.end() in names.by_start
        if match.start() >= begin and joint and not names.shielded(match.start()):
            pieces.append(Span(begin, match.start()))
            begin = match.end()
    pieces.append(Span(begin, end))
    return [piece for piece in pieces if piece.start < piece.end]


def party(names: Names, start: int, end: int) -> Party | None:
    """Return what exactly these words name: an entity, a part or group of one, or a counted group."""
    text = names.text
    named = names.by_start.get(start)
    if named is not None and named.span.end == end:
        return Party(named, _body(named))
    itself = _SELF.fullmatch(text, start, end)
    if itself:
        return Party(itself_mention(Span(start, end), itself[1] or itself[2]))
    if text[start:end] in _THAT_SCHOOL:
        school = names.school_before(start)
        return Party(school, school) if school is not None else None
    last = names.by_end.get(end)
    if last is not None and last.kind == "Person" and end - start <= _LONGEST_WITH_PERSON:
        return Party(last, _body(named))
    return _group(names, named, start, end)


def _body(mention: Mention | None) -> Mention | None:
    return mention if mention is not None and mention.kind in BODIES else None


def _group(names: Names, named: Mention | None, start: int, end: int) -> Party | None:
    """Return a group or part as worded: of what is named at its start, or counted."""
    text = names.text
    if named is None:
        counted = _COUNTED.fullmatch(text, start, end) or (end - start > 2 and _GROUP.fullmatch(text, start, end))
        return Party(described(names, start, end)) if counted else None
    if named.span.end >= end or named.kind == "Person":
        return None
    at = named.span.end + text.startswith("的", named.span.end)
    fits = any(pattern.fullmatch(text, at, end) for pattern in (_GROUP, _PART, _COUNTED))
    return Party(described(names, start, end), _body(named)) if fits else None


def itself_mention(span: Span, level: str = "") -> Mention:
    """Return a mention of the jurisdiction that reports, by what the text calls it (县), if so; it adds no wording."""
    return Mention(kind="Described", span=span, text="", attributes=(("self", level),))


def described(names: Names, start: int, end: int, text: str = "") -> Mention:
    """Return a mention of what only these words describe; `text` where a list shares its head."""
    return Mention(kind="Described", span=Span(start, end), text=text or names.text[start:end])


def covering(*spans: Span) -> Span:
    """Return the span from the first to the last of these."""
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def subject_of_clause(names: Names, start: int, end: int) -> Party | None:
    """Return the body that opens the last part before `end` which opens with one: the subject that is carried over."""
    start = max(start, end - REACH)
    parts = [start]
    parts += [at + 1 for at in range(start, end) if names.text[at] in _PART_MARKS and not names.shielded(at)]
    for begin in reversed(parts):
        span = trimmed(names.text, begin, end)
        named = names.by_start.get(span.start) or names.by_start.get(begin)
        if named is not None and named.kind in {*BODIES, "Organization"}:
            return Party(named, named if named.kind in BODIES else None)
        ours = _OURS.match(names.text, span.start, end)
        if ours:
            return Party(itself_mention(Span(*ours.span()), ours[1]))
    return None

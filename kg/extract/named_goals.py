"""Named goals: aims and slogans with a number in their name and the parts that the number counts.

“1558”总目标：围绕一个核心(…)，实施五个项目(…) … is a NamedGoal with a GoalPart for each part; a part that lists
parts of its own is a NamedGoal too. A number without as many parts, or with a program's head (“139”工作体系), names no
aim.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from kg.extract.programs import after_verb
from kg.language import clauses, goal_words, headings
from kg.model import Claim, Document, Dropped, Section, SlotValue, Span, Status

if TYPE_CHECKING:
    from spacy.tokens import Doc

_NUMERALS = "".join(goal_words.DIGITS)
_QUOTED = re.compile(
    rf"[“\"「『](?:(?P<series>[0-9](?:\+?[0-9]){{1,6}}|[{_NUMERALS}]{{2,6}})"
    rf"|(?P<count>[{_NUMERALS}])(?:[{goal_words.MEASURES}])?(?P<stem>[\u4e00-\u9fff]{{1,6}}))[”\"」』]"
)
_HEAD = re.compile(rf"(?:[\u4e00-\u9fff]{{0,6}}?)(?:{'|'.join(goal_words.HEADS)})")
_PROGRAM = re.compile(rf"[\u4e00-\u9fff]{{0,6}}?(?:{'|'.join(goal_words.PROGRAM_HEADS)})")
_INTRODUCED = re.compile(rf"[，,]?(?:(?:{'|'.join(goal_words.INTRODUCING)})[：:，,]?|[：:])")
# A noun behind the quoted number that is no head of an aim: “三库合一”信息平台.
_QUALIFIES = re.compile(rf"(?!等|{'|'.join(goal_words.INTRODUCING)})[\u4e00-\u9fff]")
_BRACKET = re.compile(r"[（(]")
_LONGEST_LIST = 600
_LONGEST_BEFORE = 300
_LONGEST_PART = 60
_NEAR_SENTENCES = 60
_SEPARATORS = {"，": "，", ",": "，", "；": "；", ";": "；", "、": "、"}
_STOPS = frozenset("。！？\n")
_AND = re.compile(r"[、和及与]")


class _Name(NamedTuple):
    """A quoted number: `span` from the opening mark to the end of its head; `counts` of the parts, or their number."""

    span: Span
    label: str
    counts: tuple[int, ...]
    stem: str


class _Part(NamedTuple):
    span: Span
    parts: tuple[Span, ...] = ()  # what stands in brackets behind it


def extract(doc: Doc, document: Document) -> Iterable[Claim | Dropped]:  # noqa: ARG001
    """Yield a NamedGoal for every aim whose parts the document lists, and a GoalPart for each part."""
    below: dict[int, list[Section]] = defaultdict(list)
    for section in document.sections:
        if section.number is not None and section.parent is not None:
            below[section.parent].append(section)
    found: dict[str, tuple[_Name, list[_Part], str]] = {}
    for name in _names(document):
        key = f"{name.counts}{name.stem}"
        known = found.get(key)
        if known is not None:
            if len(name.label) > len(known[0].label):
                found[key] = (name, known[1], known[2])
            continue
        listed = next(((parts, rule) for rule, parts in _lists(document, name, below) if parts), None)
        if listed is not None:
            found[key] = (name, *listed)
    for name, parts, rule in found.values():
        yield from _claims(document, name, parts, rule)


def _names(document: Document) -> Iterator[_Name]:
    text = document.text
    for match in _QUOTED.finditer(text):
        head = _HEAD.match(text, match.end())
        if _PROGRAM.match(text, match.end()) or (head is None and _QUALIFIES.match(text, match.end())):
            continue
        end = head.end() if head else match.end()
        label = f"“{match.group()[1:-1]}”{text[match.end() : end]}"
        if match["series"]:
            printed = match["series"].replace("+", "")
            counts = tuple(int(one) if one.isdigit() else goal_words.DIGITS[one] for one in printed)
            yield _Name(Span(match.start(), end), label, counts, "")
        else:
            yield _Name(Span(match.start(), end), label, (goal_words.DIGITS[match["count"]],), match["stem"])


def _lists(
    document: Document, name: _Name, below: Mapping[int, Sequence[Section]]
) -> Iterator[tuple[str, list[_Part]]]:
    """Yield the ways to tell a goal's parts, each with those found so: none, or as many as it counts."""
    yield "goal-parts-behind", _behind(document.text, name)
    if name.stem and name.counts[0] > 1:
        yield "goal-parts-before", _before(document, name)
        yield "goal-parts-in-headings", _in_headings(document, name, below)
        yield "goal-parts-in-sentences", _in_sentences(document, name)


def _behind(text: str, name: _Name) -> list[_Part]:
    """A list behind the name, introduced by 即 or a colon or in brackets."""
    bracket = _BRACKET.match(text, name.span.end)
    introduced = bracket or _INTRODUCED.match(text, name.span.end)
    if introduced is None:
        return []
    for separators in ("，；", "；", "、", "，；、"):
        parts = _split(text, introduced.end(), separators)
        if not name.stem:
            parts = parts[: len(name.counts)]
            if len(parts) == len(name.counts) and all(map(_counts, [text] * len(parts), parts, name.counts)):
                return parts
            continue
        wanted = name.counts[0]
        if wanted > 1 and (len(parts) == wanted or (len(parts) > wanted and _share(text, parts[:wanted], name.stem))):
            return parts[:wanted]
    return []


def _counts(text: str, part: _Part, count: int) -> bool:
    """Tell whether the part says its count: 两条底线, 八项重点工作."""
    words = text[slice(*part.span)]
    return str(count) in words or any(word in words for word, value in goal_words.DIGITS.items() if value == count)


def _share(text: str, parts: Sequence[_Part], stem: str) -> bool:
    return all(stem in text[slice(*part.span)] for part in parts)


def _split(text: str, start: int, separators: str) -> list[_Part]:
    """Split a list into its members up to the end of the sentence or the bracket that holds it.

    Of a list with 、 the end is the next ， too. A member's bracket is kept apart, with its own members.
    """
    parts: list[_Part] = []
    begin, depth, quoted, opening = start, 0, False, -1
    inner: tuple[Span, ...] = ()
    at = start
    limit = min(len(text), start + _LONGEST_LIST)
    while at <= limit:
        mark = text[at] if at < limit else "。"
        quoted = (mark in "“「" or quoted) and mark not in "”」\n"
        if mark in "（(" and not quoted:
            depth += 1
            opening = at if depth == 1 else opening
        elif mark in "）)" and depth:
            depth -= 1
            if depth == 0:
                inner = tuple(clauses.listed(text, opening + 1, at))
        elif not depth and not quoted:
            ends = mark in _STOPS or mark in "）)"
            separates = _SEPARATORS.get(mark, "") in separators and mark in _SEPARATORS
            if separates or ends or ("，" not in separators and mark in _SEPARATORS):
                span = clauses.trimmed(text, begin, opening if opening >= begin else at)
                if span.start < span.end and span.end - span.start <= _LONGEST_PART:
                    parts.append(_Part(span, inner if len(inner) > 1 else ()))
                begin, opening, inner = at + 1, -1, ()
                if not separates:
                    return parts
        elif mark in _STOPS:
            return []
        at += 1
    return parts


def _before(document: Document, name: _Name) -> list[_Part]:
    """A list that ends in the name: A工程、B工程等“两大工程”, A和B“两战赢”."""
    text, end = document.text, name.span.start
    clause = Span(max(document.clause_at(end).start, end - _LONGEST_BEFORE), end)
    if text.endswith(("、", "和", "及", "与"), clause.start, end):
        return []  # the name is itself a member of the list
    for word in ("等", "这"):
        if text.endswith(word, clause.start, end):
            end -= len(word)
    shields = [each for each in clauses.enclosures(text[clause.start : end]) if not each.depth]
    begin = clause.start
    for part in clauses.parts(text, clause.start, end):
        if not any(each.start <= part.start - 1 - clause.start < each.end for each in shields):
            begin = part.start
    members = clauses.listed(text, begin, end)
    if len(members) < name.counts[0]:
        joints = [match for match in _AND.finditer(text, begin, end) if 2 <= match.start() - begin < end - begin - 2]
        if len(joints) + 1 == name.counts[0] == 2:
            members = [Span(begin, joints[0].start()), Span(joints[0].end(), end)]
    if len(members) != name.counts[0]:
        return []
    first = members[0]
    members[0] = Span(first.end - len(after_verb(text[slice(*first)])), first.end)
    if any(not 2 <= member.end - member.start <= 20 for member in members):
        return []
    return [_Part(member) for member in members]


def _in_headings(document: Document, name: _Name, below: Mapping[int, Sequence[Section]]) -> list[_Part]:
    """The numbered headings below the section that names the goal, as many as it counts, all with the goal's word."""
    text = document.text
    index = document.sentences[document.sentence_at(name.span.start)].section
    members = [
        section for section in below.get(index, ())[: name.counts[0] + 1] if section.span.start > name.span.start
    ]
    if len(members) != name.counts[0]:
        return []
    parts = []
    for section in members:
        words = headings.first_words(document, section)
        first = clauses.parts(text, words.start, words.end)
        part = first[0] if name.stem in text[slice(*first[0])] else words
        parts.append(_Part(part))
    return parts if _share(text, parts, name.stem) else []


def _in_sentences(document: Document, name: _Name) -> list[_Part]:
    """The sentences of the section that begin with the goal's word, all or all but one of as many as it counts."""
    text, at = document.text, document.sentence_at(name.span.start)
    wanted, stem = name.counts[0], name.stem
    parts: list[_Part] = []
    for sentence in document.sentences[at + 1 : at + 1 + _NEAR_SENTENCES]:
        if sentence.section != document.sentences[at].section:
            break
        if text.startswith(stem, sentence.span.start):
            parts.append(_Part(clauses.parts(text, *sentence.span)[0]))
    return parts if max(2, wanted - 1) <= len(parts) <= wanted else []


def _claims(document: Document, name: _Name, parts: Sequence[_Part], rule: str) -> Iterator[Claim]:
    yield _goal(name.label, name.span, document.clause_at(name.span.start), rule)
    for position, part in enumerate(parts, start=1):
        words = document.text[slice(*part.span)]
        if not part.parts:
            yield _part(part.span, name.label, position, rule)
            continue
        yield _goal(words, part.span, part.span, rule, whole=name.label)
        for place, inner in enumerate(part.parts, start=1):
            yield _part(inner, words, place, rule)


def _goal(label: str, span: Span, clause: Span, rule: str, *, whole: str = "") -> Claim:
    slots: list[tuple[str, SlotValue]] = [("skos:prefLabel", label)]
    if whole:
        slots.append(("partOf", whole))
    return Claim(
        kind="NamedGoal", slots=tuple(slots), span=span, clause=clause, rule=rule, status=Status.PLANNED, cue=label
    )


def _part(span: Span, whole: str, position: int, rule: str) -> Claim:
    return Claim(
        kind="GoalPart",
        slots=(("partOf", whole), ("position", position)),
        span=span,
        clause=span,
        rule=rule,
        status=Status.PLANNED,
        cue=whole,
    )

"""The members of a list behind the name of an aim: cut at the marks that divide it, told by what each must hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kg.language import clauses, goal_words
from kg.model import Span

_LONGEST_LIST = 600
_LONGEST_PART = 60
_SEPARATORS = {"，": "，", ",": "，", "；": "；", ";": "；", "、": "、"}
_STOPS = frozenset("。！？\n")
_LIST_MARK = re.compile(r"[，,；;、。！？\n（）()“”「」]")
_NUMERALS = "".join(goal_words.DIGITS)
_GROUP = re.compile(rf"([{_NUMERALS}])([^{_NUMERALS}]{{1,3}})")
_LABEL = re.compile(rf"([{_NUMERALS}])([^{_NUMERALS}，,、；;]{{0,3}}?)(?:{'|'.join(goal_words.INTRODUCING)})[：:]?")


class _Mark(NamedTuple):
    """A mark of a list: ， ； 、 or 。 for its end; `bracket` is the last that closes before it."""

    at: int
    mark: str
    bracket: Span | None


class Part(NamedTuple):
    span: Span
    parts: tuple[Span, ...] = ()  # what stands in brackets behind it


class Group(NamedTuple):
    """A number that a name prints, and the words behind it that its parts share: two 提 of “三保两提一创”."""

    number: int
    stem: str


def groups_of(name: str) -> tuple[Group, ...]:
    """Return what a name strings together: “三区两园一中心” are three, two and one; a measure (六个一) makes none."""
    found = _GROUP.findall(name)
    if "".join(number + stem for number, stem in found) != name:
        return ()
    if any(stem[0] in goal_words.MEASURES for _, stem in found):
        return ()
    return tuple(Group(goal_words.DIGITS[number], stem) for number, stem in found)


def labelled(text: str, start: int, groups: Sequence[Group]) -> list[Part]:
    """Return the parts of a list that repeats what the name strings together: 一优是…，二升是…; 二是…，四是…."""
    found: list[Part] = []
    for part in split(text, start, "，；"):
        label = _LABEL.match(text, *part.span)
        wanted = groups[len(found)] if len(found) < len(groups) else None
        if label and wanted and goal_words.DIGITS[label[1]] == wanted.number and label[2] == wanted.stem:
            found.append(Part(Span(label.end(), part.span.end)))
        elif not found or len(found) == len(groups):
            break
        else:  # a comma inside of a part
            found[-1] = Part(Span(found[-1].span.start, part.span.end))
    return found if len(found) == len(groups) > 1 else []


def grouped(text: str, start: int, groups: Sequence[Group]) -> list[Part]:
    """Return as many parts as the groups count, each with the word of its group, else one for each group."""
    if len(groups) < 2 or not all(group.stem for group in groups):
        return []
    every = [group.stem for group in groups for _ in range(group.number)]
    for stems, separators in ((every, "，；、"), ([group.stem for group in groups], "，；")):
        parts = split(text, start, separators)[: len(stems)]
        if len(parts) == len(stems) and all(
            stem in text[slice(*part.span)] for stem, part in zip(stems, parts, strict=True)
        ):
            return parts
    return []


def counts(text: str, part: Span, count: int) -> bool:
    """Tell whether the part says its count: 两条底线, 八项重点工作."""
    words = text[slice(*part)]
    return str(count) in words or any(word in words for word, value in goal_words.DIGITS.items() if value == count)


def _marks(text: str, start: int) -> list[_Mark]:
    """Scan a list up to the end of its sentence, or of the bracket that holds it: the marks outside of brackets.

    A mark keeps the bracket that closes before it. Empty where a sentence ends inside a bracket.
    """
    found: list[_Mark] = []
    depth, quoted, opening = 0, False, -1
    bracket: Span | None = None
    limit = min(len(text), start + _LONGEST_LIST)
    for match in _LIST_MARK.finditer(text, start, limit):
        at, mark = match.start(), match.group()
        if mark in "“「":
            quoted = True
        elif mark in "”」":
            quoted = False
        elif mark in "（(" and not quoted:
            depth += 1
            opening = at if depth == 1 else opening
        elif mark in "）)" and depth:
            depth -= 1
            bracket = Span(opening, at + 1) if not depth else bracket
        elif depth and mark in _STOPS:
            return []
        elif not depth and (not quoted or mark in _STOPS):
            found.append(_Mark(at, _SEPARATORS.get(mark, "。"), bracket))
            bracket = None
            if found[-1].mark == "。":
                return found
    return [*found, _Mark(limit, "。", bracket)]


def split(text: str, start: int, separators: str) -> list[Part]:
    """Split a list at the separators into its members, up to the first other mark but those that divide less."""
    parts: list[Part] = []
    begin = start
    bracket: Span | None = None
    for at, mark, closed in _marks(text, start):
        bracket = closed or bracket
        divides = mark in separators
        if not divides and (mark == "、" or (mark == "，" and separators == "；")):
            continue
        last = bracket is not None and bracket.end == at
        span = clauses.trimmed(text, begin, bracket.start if bracket is not None and last else at)
        if span.start < span.end and span.end - span.start <= _LONGEST_PART:
            parts.append(Part(span, _inner(text, span, bracket) if bracket is not None and last else ()))
        if not divides:
            break
        begin, bracket = at + 1, None
    return parts


def _inner(text: str, part: Span, brackets: Span) -> tuple[Span, ...]:
    """Return what a part lists in the brackets behind it, where it is as much as the part counts: 五个项目(…)."""
    bracket = Span(brackets.start + 1, brackets.end - 1)
    commas = clauses.parts(text, *bracket)
    listed = clauses.listed(text, *bracket)
    every = [one for stretch in commas for one in clauses.listed(text, *stretch)]
    for members in (listed, commas, every):
        if len(members) > 1 and counts(text, part, len(members)):
            return tuple(members)
    return ()

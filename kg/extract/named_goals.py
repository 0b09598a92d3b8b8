"""Named goals: aims and slogans with a number in their name and the parts that the number counts.

“1558”总目标：围绕一个核心(…)，实施五个项目(…) … is a NamedGoal with a GoalPart for each part; a part that lists
parts of its own is a NamedGoal too. A number without as many parts, or with a program's head (“139”工作体系), names no
aim.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from kg.extract.goal_lists import Group, Part, counts, grouped, groups_of, labelled, split
from kg.extract.programs import after_verb
from kg.language import clauses, goal_words, headings
from kg.model import Claim, Document, Dropped, Section, SlotValue, Span, Status

if TYPE_CHECKING:
    from spacy.tokens import Doc

_NUMERALS = "".join(goal_words.DIGITS)
_QUOTED = re.compile(
    rf"[“\"「『](?:(?P<series>[0-9](?:\+?[0-9]){{1,6}}|[{_NUMERALS}]{{2,6}})"
    rf"|(?P<count>[{_NUMERALS}])(?:[{goal_words.MEASURES}])?(?P<stem>[\u4e00-\u9fff]{{1,9}}))[”\"」』]"
)
_SLOGAN = re.compile(
    rf"“(?P<parts>[^“”（）()\n]{{6,80}})”(?:的)?(?:(?:“(?P<named>(?P<count>[{_NUMERALS}])[\u4e00-\u9fff]{{1,4}})”"
    rf"|(?P<number>[{_NUMERALS}])[大个项])(?P<head>[\u4e00-\u9fff]{{0,4}}?(?:{'|'.join(goal_words.HEADS)}))"
    rf"|(?P<plain>(?:[\u4e00-\u9fff]{{0,2}}?)(?:{'|'.join(goal_words.SLOGAN_HEADS)})))"
)
_NUMBERS = re.compile(rf"10|[0-9{_NUMERALS}]")
_QUALIFIED = re.compile(r"(?:[\u4e00-\u9fff]{1,8}(?=[：:，,]))?")
_SHORTEST_ITEM = 2
_FEWEST = 3  # items of a slogan that prints no number
_HEAD = re.compile(rf"(?:[\u4e00-\u9fff]{{0,6}}?)(?:{'|'.join(goal_words.HEADS)})")
_PROGRAM = re.compile(rf"[\u4e00-\u9fff]{{0,6}}?(?:{'|'.join(goal_words.PROGRAM_HEADS)})")
_INTRODUCED = re.compile(rf"[，,]?(?:(?:{'|'.join(goal_words.INTRODUCING)})[：:，,]?|[：:])")
_COMMA = re.compile("[，,]")
_QUALIFIES = re.compile(rf"(?!等|{'|'.join(goal_words.INTRODUCING)})[\u4e00-\u9fff]")
# 以“六个坚持”为抓手，即…
_SERVES = re.compile(rf"作?为(?:{'|'.join(goal_words.SERVING)})")
_BRACKET = re.compile(r"[（(]")
_LONGEST_BEFORE = 300
_NEAR_SENTENCES = 60
_QUOTATION = re.compile(r"[“「]([^“”「」\n]{2,24})[”」]")
_JOINED = re.compile(r"[、，]?[和与及]?")
_BEHIND = 12  # characters behind a quotation in which the goal's word may stand
_TRIES = 8  # occurrences of one name at which its parts are looked for
_AND = re.compile(r"[、和及与]")


class _Name(NamedTuple):
    """A quoted number: `span` from the opening mark to the end of its head; `counts` of the parts, or their number.

    With a noun behind it that is no head (`qualifies`) it may only qualify that noun: “三库合一”信息平台.
    """

    span: Span
    label: str
    counts: tuple[int, ...]
    stem: str
    groups: tuple[Group, ...]
    qualifies: bool


def extract(doc: Doc, document: Document) -> Iterable[Claim | Dropped]:  # noqa: ARG001
    """Yield a NamedGoal for every aim whose parts the document lists, and a GoalPart for each part."""
    below: dict[int, list[Section]] = defaultdict(list)
    for section in document.sections:
        if section.number is not None and section.parent is not None:
            below[section.parent].append(section)
    found: dict[str, tuple[_Name, list[Part], str]] = {}
    tries: Counter[str] = Counter()
    for name in _names(document):
        key = f"{name.counts}{name.stem}"
        known = found.get(key)
        if known is not None:
            if len(name.label) > len(known[0].label):
                found[key] = (name, known[1], known[2])
            continue
        tries[key] += 1
        if tries[key] > _TRIES:
            continue
        listed = next(((parts, rule) for rule, parts in _lists(document, name, below) if parts), None)
        if listed is not None:
            found[key] = (name, *listed)
    for name, parts, rule in (*found.values(), *_slogans(document, found)):
        yield from _claims(document, name, parts, rule)


def _slogans(document: Document, found: Mapping[str, object]) -> Iterator[tuple[_Name, list[Part], str]]:
    """Yield the aims whose slogan is the list of their parts: “A、B、C”三大目标, “A，B，C”的“三优”目标."""
    text, seen = document.text, set()
    for match in _SLOGAN.finditer(text):
        inside = Span(*match.span("parts"))
        items = clauses.listed(text, *inside)
        items = items if len(items) > 1 else clauses.parts(text, *inside)
        printed = match["count"] or match["number"]
        wanted = goal_words.DIGITS[printed] if printed else len(items)
        if len(items) != wanted or wanted < (2 if printed else _FEWEST) or not _are_like(items):
            continue
        if match["named"]:
            label, start = f"“{match['named']}”{match['head']}", match.start("named") - 1
        elif match["number"]:
            label, start = text[match.start("number") : match.end("head")], match.start("number")
        else:
            label, start = text[match.start() : match.end()], match.start()
        key = f"{(wanted,)}{(match['named'] or '')[1:]}"
        if label in seen or (match["named"] and key in found):
            continue
        seen.add(label)
        introduced = _INTRODUCED.match(text, match.end())
        told = split(text, introduced.end(), "，；") if introduced else []
        if len(told) == wanted + 1 and text.startswith(goal_words.TO_WHAT_END, told[-1].span.start):
            told = told[:-1]
        parts = told if len(told) == wanted else [Part(item) for item in items]
        yield _Name(Span(start, match.end()), label, (wanted,), "", (), qualifies=False), parts, "goal-parts-in-slogan"


def _are_like(items: Sequence[Span]) -> bool:
    """Tell whether the items of a slogan are as long as each other, as those of a slogan are."""
    lengths = [item.end - item.start for item in items]
    return min(lengths) >= _SHORTEST_ITEM and max(lengths) <= 2 * min(lengths) + 2


def _names(document: Document) -> Iterator[_Name]:
    text = document.text
    for match in _QUOTED.finditer(text):
        if _PROGRAM.match(text, match.end()):
            continue
        head = _HEAD.match(text, match.end())
        serves = _SERVES.match(text, match.end())
        qualifies = head is None and serves is None and _QUALIFIES.match(text, match.end()) is not None
        end = head.end() if head else match.end()
        label = f"“{match.group()[1:-1]}”{text[match.end() : end]}"
        span = Span(match.start(), end)
        if match["series"]:
            printed = _NUMBERS.findall(match["series"])
            numbers = tuple(int(one) if one.isdigit() else goal_words.DIGITS[one] for one in printed)
            groups = tuple(Group(count, "") for count in numbers)
            yield _Name(span, label, numbers, "", groups, qualifies)
        else:
            yield _Name(
                span,
                label,
                (goal_words.DIGITS[match["count"]],),
                match["stem"],
                groups_of(match["count"] + match["stem"]),
                qualifies,
            )


def _lists(document: Document, name: _Name, below: Mapping[int, Sequence[Section]]) -> Iterator[tuple[str, list[Part]]]:
    """Yield the ways to tell a goal's parts, each with those found so: none, or as many as it counts."""
    counted = bool(name.stem) and name.counts[0] > 1
    yield "goal-parts-behind", _behind(document.text, name)
    if name.qualifies:
        if counted:
            yield "goal-parts-quoted", _quoted(document, name)
        return
    if counted:
        yield "goal-parts-before", _before(document, name)
        yield "goal-parts-quoted", _quoted(document, name)
        yield "goal-parts-in-headings", _in_headings(document, name, below)
        yield "goal-parts-in-sentences", _in_sentences(document, name)


def _behind(text: str, name: _Name) -> list[Part]:
    """A list behind the name, introduced by 即 or a colon or in brackets."""
    serves = _SERVES.match(text, name.span.end)
    start = serves.end() if serves else name.span.end
    if name.qualifies:
        start = _QUALIFIED.match(text, start).end()  # type: ignore[union-attr]  # it may be nothing
    introduced = _BRACKET.match(text, start) or _INTRODUCED.match(text, start)
    if len(name.groups) > 1 or not name.stem:
        begin = introduced or _COMMA.match(
            text, start
        )  # “1233”思路，…一个目标: the counts tell that these are its parts
        parts = (labelled(text, begin.end(), name.groups) or grouped(text, begin.end(), name.groups)) if begin else []
        if parts:
            return parts
        introduced = introduced if name.stem else begin
    if introduced is None:
        return []
    total = sum(group.number for group in name.groups)
    if name.stem and total > name.counts[0]:
        parts = split(text, introduced.end(), "，；、")
        return parts if len(parts) == total and not name.qualifies else []
    for separators in ("，；", "；", "、", "，；、"):
        parts = split(text, introduced.end(), separators)
        if not name.stem:
            parts = parts[: len(name.counts)]
            if len(parts) == len(name.counts) and all(
                counts(text, part.span, count) for part, count in zip(parts, name.counts, strict=True)
            ):
                return parts
            continue
        wanted = name.counts[0]
        exact = len(parts) == wanted and not name.qualifies
        if wanted > 1 and (exact or (len(parts) >= wanted and _share(text, parts[:wanted], name.stem))):
            return parts[:wanted]
    return []


def _share(text: str, parts: Sequence[Part], stem: str) -> bool:
    return all(stem in text[slice(*part.span)] for part in parts)


def _before(document: Document, name: _Name) -> list[Part]:
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
    return [Part(member) for member in members]


def _quoted(document: Document, name: _Name) -> list[Part]:
    """As many quotations in a row as the name counts, with its word behind them: “三个结合”…“甲”“乙”“丙”相结合."""
    paragraph = document.paragraphs[document.sentences[document.sentence_at(name.span.start)].paragraph]
    end = min(paragraph.end, name.span.end + _LONGEST_BEFORE)
    row: list[Span] = []
    for match in _QUOTATION.finditer(document.text, name.span.end, end):
        if row and not _JOINED.fullmatch(document.text, row[-1].end + 1, match.start()):
            row = []
        row.append(Span(*match.span(1)))
        if len(row) == name.counts[0] and document.text[match.end() : match.end() + _BEHIND].lstrip(
            "相的有机"
        ).startswith(name.stem):
            return [Part(span) for span in row]
    return []


def _in_headings(document: Document, name: _Name, below: Mapping[int, Sequence[Section]]) -> list[Part]:
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
        parts.append(Part(part))
    return parts if _share(text, parts, name.stem) else []


def _in_sentences(document: Document, name: _Name) -> list[Part]:
    """The sentences of the section that begin with the goal's word, all or all but one of as many as it counts."""
    text, at = document.text, document.sentence_at(name.span.start)
    wanted, stem = name.counts[0], name.stem
    parts: list[Part] = []
    for sentence in document.sentences[at + 1 : at + 1 + _NEAR_SENTENCES]:
        if sentence.section != document.sentences[at].section:
            break
        if text.startswith(stem, sentence.span.start):
            parts.append(Part(clauses.parts(text, *sentence.span)[0]))
    return parts if max(2, wanted - 1) <= len(parts) <= wanted else []


def _claims(document: Document, name: _Name, parts: Sequence[Part], rule: str) -> Iterator[Claim]:
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

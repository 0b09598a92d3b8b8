"""Tasks: the items of numbered work in a plan, and the paragraphs that a plan announces by their count."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from kg.language import clauses, goal_words, headings, project_words
from kg.language.dates import find_dates, typed
from kg.language.patterns import either
from kg.language.status import clause_status
from kg.language.status_words import ACTIONS
from kg.language.years import anchor_year
from kg.model import Claim, Document, Dropped, Reason, Role, Section, SlotValue, Span, Status

if TYPE_CHECKING:
    from spacy.tokens import Doc

_COUNTED = re.compile(
    rf"([{''.join(goal_words.DIGITS)}]|十[一二]|[0-9]{{1,2}})个?(?:方面|大?项|点|件|条|大)[^，,。；：:]{{0,8}}?"
    rf"(?:{'|'.join(goal_words.ANNOUNCED)})[：:。]?$"
)
_SHORT_HEADING = 12
_ELSEWHERE = (Role.NEUTRAL, Role.REVIEW)
_LEAD = 100  # what leads up to a list is no longer
_LEADS_ON = ("：", ":")
_LEAD_BEGINS = "。！？!?；;\n"
_AHEAD = re.compile(
    rf"(?:{either(goal_words.GIVES)})了?(?:如下|以下|具体|[{''.join(goal_words.DIGITS)}几][点条项])?(?:工作)?"
    rf"(?:{either(goal_words.GIVEN)})(?:如下)?[：:]$|{either(goal_words.NEXT)}|(?:{either(goal_words.WHO_ACTS)})[^，,：:]{{0,12}}?将(?!{either(goal_words.NOT_AHEAD)})"
)
_DEEDS = re.compile(rf"[{''.join(goal_words.DIGITS)}]{{1,2}}[件项](?:民生|教育|重点|好)?(?:实事|大事|事|工作)[：:]$")
_TELLS = re.compile(either(goal_words.TELLING))
_DONE = re.compile(
    r"(?:做了|开展了|采取了|做好了)(?:以下|如下|这些|大量|[一二两三四五六七八九十几多]+[个项方面]{1,3})[^，,。；]{0,10}[：:]$"
)
_ONLY_NAMES = (*project_words.BUILDINGS, *project_words.SCHOOLS, "（略）", "(略)")  # an item that names but a place
_FEWEST_PARTS = 3  # a plan's parts 一、二、三、 are items only where all of them are


class _Item(NamedTuple):
    span: Span
    position: int | None
    rule: str
    whole: str = ""  # the text of the task that it belongs to


def extract(doc: Doc, document: Document) -> Iterable[Claim | Dropped]:  # noqa: ARG001
    """Yield a Task for every item of work of a plan, in reading order; group headings are none."""
    for item in sorted([*_numbered(document), *_announced(document)], key=lambda item: item.span):
        words = document.text[item.span.start : item.span.end]
        status, cue = clause_status(words, Role.PLAN)
        if status is not Status.PLANNED:
            yield Dropped(reason=Reason.NO_STATUS, span=item.span, rule=item.rule, detail=words)
            continue
        slots: list[tuple[str, SlotValue]] = list(_deadline(document, item.span))
        if item.position is not None:
            slots.append(("position", item.position))
        if item.whole:
            slots.append(("partOf", item.whole))
        yield Claim(
            kind="Task",
            slots=tuple(slots),
            span=item.span,
            clause=item.span,
            rule=item.rule,
            status=Status.PLANNED,
            cue=cue,
        )


def _numbered(document: Document) -> Iterator[_Item]:
    """Yield the members of numbered lists in plans, and of those that words of what will be done lead up to."""
    sections = document.sections
    led_up_to = _led_up_to(document)
    done = _done(document)
    members = [
        number
        for number, section in enumerate(sections)
        if section.number and number not in done and (section.role is Role.PLAN or number in led_up_to)
    ]
    groups = {parent for number in members for parent in _above(sections, number)}
    listed = _listed(sections)
    lists: dict[tuple[int | None, int], list[int]] = defaultdict(list)
    for number in members:
        lists[sections[number].parent, sections[number].level].append(number)
    chosen: dict[int, Span] = {}
    for (_, level), siblings in lists.items():
        leaves = [number for number in siblings if number not in groups]
        if level == headings.FIRST and (len(leaves) < max(len(siblings), _FEWEST_PARTS)):
            continue
        if 2 * len(leaves) <= len(siblings) or _under_principles(document, siblings[0]):
            continue
        if _mostly_names(document, siblings):
            continue
        first = sections[siblings[0]].span.start
        counted = _DEEDS.search(document.text, max(0, first - _SHORT_HEADING), first) is not None
        if (
            siblings[0] in led_up_to
            and not counted
            and 2 * sum(_is_ordered(document, number) for number in siblings) <= len(siblings)
        ):
            continue
        for number in siblings:
            words = headings.first_words(document, sections[number])
            if number in listed and _is_work(document.text[words.start : words.end]):
                chosen[number] = words
    for number, words in chosen.items():
        whole = next((above for above in _above(sections, number) if above in chosen), None)
        text = "" if whole is None else document.text[chosen[whole].start : chosen[whole].end]
        yield _Item(words, sections[number].number, "task-numbered", text)


def _done(document: Document) -> set[int]:
    """Return the members of lists that the words before them say are done: 主要做了以下工作：一是…."""
    found: set[int] = set()
    told: dict[int, bool] = {}
    for number, section in enumerate(document.sections):
        if section.number == 1:
            end = section.span.start
            told[section.level] = _DONE.search(document.text[max(0, end - _LEAD) : end].rstrip()) is not None
        if section.number and told.get(section.level):
            found.add(number)
    return found


def _mostly_names(document: Document, siblings: Sequence[int]) -> bool:
    """Tell whether most items of a list only name what it is about: schools, buildings, an annex left out."""
    headed = [headings.first_words(document, document.sections[number]) for number in siblings]
    heads = (document.text[words.start : words.end].split("：", 1)[0] for words in headed)
    return 2 * sum(head.endswith(_ONLY_NAMES) for head in heads) > len(siblings)


def _led_up_to(document: Document) -> set[int]:
    """Return the members of lists that the words before them announce outside of a plan: 我们将开展以下工作：一要…."""
    found: set[int] = set()
    ahead: dict[tuple[int | None, int], bool] = {}
    for number, section in enumerate(document.sections):
        if not section.number or section.role not in _ELSEWHERE or section.level < headings.SECOND:
            continue
        siblings = section.parent, section.level
        if section.number == 1:
            ahead[siblings] = _announces(document, section.span.start) or (
                section.role is Role.NEUTRAL and _orders(document, section)
            )
        if ahead.get(siblings):
            found.add(number)
    return found


def _orders(document: Document, section: Section) -> bool:
    """Tell whether a list's number is an order by itself: 一要."""
    words = headings.first_words(document, section)
    ordered = document.text[words.start - 1 : words.start] == goal_words.ORDERS
    return section.level == headings.FOURTH and ordered and document.text.startswith(ACTIONS, *words)


def _is_ordered(document: Document, number: int) -> bool:
    """Tell whether an item begins as an order does, by its number or a verb: 二要, 加强; lists of things do not."""
    words = headings.first_words(document, document.sections[number])
    return document.text[words.start - 1] == "要" or document.text.startswith(ACTIONS, *words)


def _announces(document: Document, at: int) -> bool:
    """Tell whether the sentence that ends before `at` says that its speaker will do what follows."""
    text = document.text
    first = max(0, at - _LEAD)
    end = first + len(text[first:at].rstrip())
    if text[end - 1 : end] not in _LEADS_ON:
        return False
    start = max(text.rfind(mark, first, end) for mark in _LEAD_BEGINS) + 1
    lead = text[max(start, first) : end]
    return _AHEAD.search(lead) is not None and _TELLS.search(lead) is None


def _under_principles(document: Document, number: int) -> bool:
    """Tell whether a list stands below a heading of principles or aims."""
    for above in _above(document.sections, number):
        words = headings.heading_words(document, document.sections[above])
        if words.end - words.start <= _SHORT_HEADING and document.text.endswith(goal_words.NO_LISTS, *words):
            return True
    return False


def _above(sections: Sequence[Section], number: int) -> Iterator[int]:
    """Yield the numbered sections that hold the section, the nearest first."""
    parent = sections[number].parent
    while parent is not None:
        if sections[parent].number is not None:
            yield parent
        parent = sections[parent].parent


def _listed(sections: Sequence[Section]) -> set[int]:
    """Return the sections that have a neighbour in a list: the one before or behind at their level counts on."""
    found: set[int] = set()
    before: dict[int, int] = {}
    for number, section in enumerate(sections):
        if section.number is None:
            continue
        last = before.get(section.level)
        if last is not None and sections[last].number == section.number - 1:
            found |= {last, number}
        before[section.level] = number
    return found


def _is_work(words: str) -> bool:
    """Tell whether an item's words say what is to be done, and are no heading of a plan's other matters."""
    if len(words) < 3 or words.startswith(goal_words.NO_WORK):
        return False
    first = words[: (clauses.parts(words) or [Span(0, len(words))])[0].end]
    return first.startswith(ACTIONS) or not first.rstrip("）)").endswith(goal_words.NO_WORK_ENDS)


def _announced(document: Document) -> Iterator[_Item]:
    """Yield the first sentence of each paragraph behind 共提出八方面工作任务, where as many follow in its section."""
    numbered = {parent for section in document.sections if section.number for parent in [section.parent]}
    paragraphs: dict[int, list[int]] = defaultdict(list)
    starts = [sentence.paragraph for sentence in document.sentences]
    for sentence in document.sentences:
        known = paragraphs[sentence.section]
        if not known or known[-1] != sentence.paragraph:
            known.append(sentence.paragraph)
    for number, section in enumerate(document.sections):
        if section.role is not Role.PLAN or number in numbered:
            continue
        for place, paragraph in enumerate(paragraphs[number]):
            span = document.paragraphs[paragraph]
            counted = _COUNTED.search(document.text, max(span.start, span.end - 40), span.end)
            following = len(paragraphs[number]) - place - 1
            if counted is None or not 2 <= _count(counted[1]) == following:
                continue
            for position, index in enumerate(paragraphs[number][place + 1 :], start=1):
                first = document.sentences[bisect_left(starts, index)].span
                end = first.end
                while end > first.start and document.text[end - 1] in headings.SENTENCE_MARKS:
                    end -= 1
                yield _Item(Span(first.start, end), position, "task-announced")
            break


def _count(printed: str) -> int:
    if printed.isascii():
        return int(printed)
    return goal_words.DIGITS[printed] if len(printed) == 1 else 10 + goal_words.DIGITS[printed[1]]


def _deadline(document: Document, span: Span) -> Iterator[tuple[str, SlotValue]]:
    """Yield until when the item's own words want it done: 6月底前, 到2024年; not where they name several days."""
    dates = find_dates(document.text[span.start : span.end], anchor_year(document, span.start))
    bounds = {(date.value, date.last) for date in dates if date.bound == "by" and "/" not in date.value}
    if len(bounds) == 1:
        value, last = bounds.pop()
        yield "deadline", typed(value)
        yield "dueBy", typed(last)

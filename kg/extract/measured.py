"""The figures of one clause: its counts and ranks, each with the name of what it measures."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.extract import indicators
from kg.extract.counts import Count, counts
from kg.extract.figure import NOTHING, Behind, Clause, Figure, Naming, Scene
from kg.extract.naming import is_share, name_of
from kg.extract.phrases import following
from kg.extract.ranks import Rank, ranks
from kg.language import figure_words as words

if TYPE_CHECKING:
    from kg.language.numbers import Number

_PART = re.compile(r"[，；;。：！？\n（()）,:](?:(?<![,:])|(?!\d)|(?<!\d[,:]))")
_BOUND_AFTER = re.compile(r"(?:及以上|或以上|以上|以下|以内|之内|左右|上下|摆布|之间|余|多)*")
_EVERY = re.compile(r"(?:均|都|全部|分别)")
_JOINT = re.compile(r"(?:左右|以内|以上|以下)?(?:[、和及与]|以及)")
_AMONG = re.compile(r"在[^，,。；;：:在]{2,24}[中里内]$")
_AMONG_LENGTH = 30
_YEAR_OF = re.compile(r"^(?:上一?年度?|去年|上学[年期]|首年)的?")
_OPENING, _CLOSING = "（(", "）)"
_REACH = 160  # characters before a number in which its part begins; a longer part is damage
_RECENT = 8  # figures of the sentence that a number may be named after


def figures(clause: Clause, numbers: Sequence[Number], carried: Figure | None) -> list[Figure]:
    """Return the figures of a clause in reading order; `carried` is the last one before it in its sentence."""
    places = ranks(clause.text, clause.span)
    ends = [place.number.end for place in places]
    free = [one for one in numbers if not _overlaps(one, places, ends)]
    counted, passed = counts(clause.text, clause.span, free, clause.units)
    stops = [number.start for number in numbers if number.printed != "一"]
    known = [carried] if carried else []
    kept = len(known)
    read_to, passing = clause.span.start, 0
    both: list[Count | Rank] = [*counted, *places]
    for one in sorted(both, key=_start):
        while passing < len(passed) and passed[passing] <= one.number.start:
            read_to = max(read_to, passed[passing])
            passing += 1
        start = _part_start(clause.text, read_to, one.number.start)
        recent = known[-_RECENT:]
        if isinstance(one, Rank):
            new = _ranked(clause, start, one, recent)
        else:
            new = _counted(clause, start, one, stops, recent)
        known += new
        read_to = _bound_end(clause, max((figure.end for figure in new), default=one.number.end))
    return known[kept:]


def _start(one: Count | Rank) -> int:
    return one.number.start


def _overlaps(one: Number, places: Sequence[Rank], ends: Sequence[int]) -> bool:
    index = bisect_left(ends, one.start + 1)
    return index < len(places) and places[index].number.start < one.end


def _bound_end(clause: Clause, at: int) -> int:
    match = _BOUND_AFTER.match(clause.text, at, clause.span.end)
    return match.end() if match else at


def _part_start(text: str, start: int, end: int) -> int:
    """Return where the part (between ，；：) that ends at `end` begins; a bracket that opens in it begins one.

    The part is looked for behind `start`, where the figure before ends.
    """
    at, opened = max(start, end - _REACH), 0
    for match in _PART.finditer(text, at, end):
        if match[0] in _OPENING:
            opened = match.end()
        else:
            at, opened = (at if match[0] in _CLOSING else match.end()), 0
    return opened or at


def _ranked(clause: Clause, start: int, rank: Rank, known: Sequence[Figure]) -> list[Figure]:
    """Return the figure of a place or a move; where the part names nothing, it is of the figure before."""
    text = clause.text
    last = known[-1] if known else None
    within = _AMONG.search(text, max(0, rank.begin - _AMONG_LENGTH), rank.begin)
    if within:  # 中考总平均分在全市12个县（市、区）中|列第4位
        end = within.start()
        here = indicators.left(
            text, _part_start(text, last.end if last and last.end <= end else clause.span.start, end), end
        )
    else:
        here = indicators.left(text, start, rank.begin)
    name = indicators.shortest(here.words)[0] if here.words else ""
    base, begin = (name, here.start) if len(name) > 1 else (last.thing or last.name, last.start) if last else ("", 0)
    if indicators.is_place(base) and rank.area and not rank.moved:
        base = _YEAR_OF.sub("", rank.area)  # 第四中学由上年度初中组第9位升至第4位: the school is whose it is
        return [
            _figure(Count(rank.number, "名次", rank.number.comparator), base + "排名", begin, "figure-rank", thing=base)
        ]
    if len(base) <= 1:
        return []
    if rank.moved:
        label = f"{indicators.shortened(base)}{rank.moved}位次"
    elif base.endswith(("排名", "名次", "排位")):
        label = (rank.area if rank.area.startswith("全") and rank.area not in base else "") + base
    else:
        area = _YEAR_OF.sub("", rank.area)
        label = f"{indicators.shortened(base)}{'' if area in base else area}排名"
    count = Count(rank.number, "名次", rank.number.comparator)
    figure = _figure(count, indicators.tidy(label), begin, "figure-rank", thing=indicators.tidy(base))
    return [figure._replace(measure="change") if rank.moved else figure]


def _figure(count: Count, name: str, start: int, rule: str, *, thing: str, measure: str = "level") -> Figure:
    return Figure(name, start, count.number.end, count.number, count.unit, count.comparator, measure, rule, thing)


def _counted(clause: Clause, start: int, count: Count, stops: Sequence[int], known: Sequence[Figure]) -> list[Figure]:
    """Return the figure of a count, or one for each thing that it is said of."""
    text, number = clause.text, count.number
    change = indicators.changed(text, start, number.start, count.unit)
    if change is not None:
        return _change(text, start, count, change, known)
    last = known[-1] if known else None
    if last is not None and _JOINT.fullmatch(text, last.number.end, number.start):
        if last.measure == "change":
            return _second_change(count, last, known)
        if last.others:
            name, *rest = last.others
            label = indicators.without_area(indicators.tidy(name))
            figure = _figure(count, label, last.start, last.rule, thing=name, measure=last.measure)
            return [figure._replace(others=tuple(rest))]
    here = indicators.left(text, start, number.start)
    if last is not None and last.measure == "change" and here.words in words.CHANGES:
        return _more_change(here.words, count, known)
    found = name_of(Scene(clause, here, count, _behind(clause, count, stops), known))
    if found == NOTHING:
        return []
    often = _often(text, start, count, found)
    share = is_share(here) or found.rule == "figure-share"
    names, others = [found.name], tuple[str, ...]()
    if found.rule == "figure-after-name" and not share:
        names, others = _shared_out(found.name, here.link, paired=_paired(text, number, stops))
    return [
        Figure(
            name=often + _label(name, count.unit),
            start=min(found.start, number.start),
            end=max(found.end, number.end),
            number=number,
            unit=count.unit,
            comparator=count.comparator,
            measure="share" if share and count.unit == "%" else "level",
            rule=found.rule,
            thing=found.thing,
            verb=found.verb,
            said=found.said,
            others=others,
        )
        for name in names
        if _measures(name, count.unit, found.rule)
    ]


def _often(text: str, start: int, count: Count, found: Naming) -> str:
    """Return how often it is, where the part says so before the number and the name does not: 每学期开展〔2次〕演练."""
    match = indicators.EVERY.search(text, start, count.number.start)
    if match is None or "每" in found.name or count.unit == "%" or found.rule in {"figure-each", "figure-standard"}:
        return ""
    return match[0]


def _measures(name: str, unit: str, rule: str) -> bool:
    """Tell whether the words can be what the number measures; without a unit they must name a ratio."""
    if rule != "figure-each" and not indicators.is_name(name, unit):
        return False
    return bool(unit) or name.endswith((*words.RATIO_HEADS, *words.SHARE_HEADS, "比"))


def _label(name: str, unit: str) -> str:
    """Return the label under which the figures of different documents meet."""
    label = indicators.without_area(indicators.tidy(indicators.shortened(name)))
    return label + "人数" if unit == "人" and label.endswith(words.PASSED) else label


def _shared_out(name: str, link: str, *, paired: bool) -> tuple[list[str], tuple[str, ...]]:
    """Return what the number is said of, and what the next numbers are: 小学、初中巩固率分别为99%和98%."""
    every = _EVERY.search(link)
    names = indicators.distributed(name, ratio=not every and not paired)
    if paired and len(names) > 1:
        return names[:1], tuple(names[1:])
    return names, ()


def _paired(text: str, number: Number, stops: Sequence[int]) -> bool:
    """Tell whether the next number stands right behind this one: 分别为0.413〔和〕0.386."""
    index = bisect_left(stops, number.end)
    return index < len(stops) and _JOINT.fullmatch(text, number.end, stops[index]) is not None


def _change(text: str, start: int, count: Count, change: tuple[str, int], known: Sequence[Figure]) -> list[Figure]:
    """Return the figure of by how much something changed; named in its part, else by the figures before."""
    called, begin = change
    here = indicators.left(text, start, begin)
    name = indicators.shortest(here.words)[0]
    if indicators.is_name(name, "%"):
        base, first = name, here.start
    elif known:
        levels = [one for one in known if one.measure != "change"] or list(known)
        shared = "分别" in text[max(start, begin - 3) : count.number.start] and len(levels) > 1
        chosen = levels[-2] if shared else levels[-1]
        base, first = chosen.name, chosen.start
    else:
        return []
    verb, whom = called[:2], called[2:]
    label = _changed_label(base, verb + whom.split("、")[0])
    figure = _figure(count, label, first, "figure-change", thing=base, measure="change")
    return [figure._replace(verb=verb, said=whom)]


def _second_change(count: Count, first: Figure, known: Sequence[Figure]) -> list[Figure]:
    """Return the figure of the second of two changes.

    分别提高0.06和1.5个百分点 is of the two figures before, 比甲县、乙县分别高出1.8和0.9个百分点 of one against two.
    """
    whom = first.said.split("、")
    levels = [one for one in known if one.measure != "change"]
    if len(whom) > 1:
        base, called = first.thing, first.verb + whom[1]
    elif levels:
        base, called = levels[-1].name, first.verb + first.said
    else:
        return []
    label = _changed_label(base, called)
    return [_figure(count, label, first.start, "figure-change", thing=base, measure="change")]


def _more_change(verb: str, count: Count, known: Sequence[Figure]) -> list[Figure]:
    """Return the figure of the same change in another unit: …上线1260人，同比提高5.2个百分点，增加〔132人〕."""
    level = next((one for one in reversed(known) if one.measure != "change" and one.unit == count.unit), None)
    if level is None:
        return []
    label = _changed_label(level.name, words.CHANGES[verb])
    return [_figure(count, label, level.start, "figure-change", thing=level.name, measure="change")]


def _changed_label(base: str, called: str) -> str:
    return indicators.without_area(indicators.tidy(indicators.shortened(base))) + called


def _behind(clause: Clause, count: Count, stops: Sequence[int]) -> Behind:
    """Return what follows a count up to the next mark or number."""
    at = _bound_end(clause, count.number.end)
    if clause.text.startswith("左右的", count.number.end) and count.unit not in {"%", "元"}:
        at += 1
    index = bisect_left(stops, count.number.end)
    limit = min(stops[index] if index < len(stops) else clause.span.end, clause.span.end, at + _REACH)
    phrase, end = following(clause.text, at, limit)
    cut = index < len(stops) and end >= limit
    mark = max(phrase.rfind("、"), phrase.rfind("和")) if cut else -1
    if mark > 0:
        phrase, end = phrase[:mark], at + mark
    return Behind(phrase, at, end, cut, mark > 0)

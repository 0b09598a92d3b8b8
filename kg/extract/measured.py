"""The figures of one clause: its counts and ranks, each with the name of what it measures."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from kg.extract import indicators
from kg.extract.counts import Count, counts
from kg.extract.indicators import Left, Naming
from kg.extract.ranks import Rank, ranks
from kg.language import figure_words as words

if TYPE_CHECKING:
    from kg.language.numbers import Number
    from kg.model import Span

_PART = re.compile(r"[，；;。：！？\n]|[,:](?!\d)")
_BOUND_AFTER = re.compile(r"(?:及以上|或以上|以上|以下|以内|之内|左右|上下|摆布|之间|余|多)*")
_EVERY = re.compile(r"(?:均|都|全部|分别)")
_SHARE = re.compile(r"^(.*?)占(?![地比])(?:到|据)?(.+)$")
_EACH_DOING = re.compile(r"^(每[一-鿿]{1,3}?)(?:平均|至少)?(?:开展|组织|安排)$")
_STANDARD_IS = re.compile(r"^(?:现行)?(.*标准)为(.*)$")
_AT_LEAST = re.compile(r"^(.{2,}?)(?:不低于|不少于|达到)(.{2,})$")
_FOR = re.compile(r"(?:改善|建设|实施|用于|新建|改造|开展|推进|完善|提升|购置)")
_JOINT = re.compile(r"(?:左右|以内|以上|以下)?(?:[、和及与]|以及)")
_OPENING, _CLOSING = "（(", "）)"
_PEOPLE = ("生", "师", "员", "人", "书记", "校长", "园长", "干部", "儿童", "少年", "家长", "者", "工", "代表")
_NOT_THINGS = frozenset({"%", "‰", "百分点", "元", "名次", "", "分", "倍"})


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with the name of what it measures; `start` and `end` bound the words for it, the number included.

    `thing` is the name without its verb, `verb` that verb, `said` what the things counted do: what later figures of
    the sentence that only print a number are named after. `others` are what the next numbers are of (分别为…和…).
    """

    name: str
    start: int
    end: int
    number: Number
    unit: str
    comparator: str
    measure: str
    rule: str
    thing: str = ""
    verb: str = ""
    said: str = ""
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """What is known where the figures of a clause are read: text, span, units, and the terms named in it."""

    text: str
    span: Span
    units: Mapping[str, str]
    terms: Sequence[tuple[int, int]]


def figures(clause: Clause, numbers: Sequence[Number], carried: Figure | None) -> list[Figure]:
    """Return the figures of a clause in reading order; `carried` is the last one before it in its sentence."""
    places = list(ranks(clause.text, clause.span))
    free = [one for one in numbers if not any(_overlap(one, place.number) for place in places)]
    counted, passed = counts(clause.text, clause.span, free, clause.units)
    found: list[Figure] = []
    read_to = clause.span.start
    for one in sorted([*counted, *places], key=lambda each: each.number.start):
        read_to = max([read_to, *(end for end in passed if end <= one.number.start)])
        start = max(read_to, _part_start(clause.text, clause.span.start, one.number.start))
        known = [carried, *found] if carried else found
        new = (
            _ranked(clause.text, start, one, known)
            if isinstance(one, Rank)
            else _counted(clause, start, one, numbers, known)
        )
        found += new
        if new:
            read_to = max(figure.end for figure in new)
            bound = _BOUND_AFTER.match(clause.text, read_to, clause.span.end)
            read_to = bound.end() if bound else read_to
        else:
            read_to = one.number.end
    return found


def _overlap(one: Number, other: Number) -> bool:
    return one.start < other.end and other.start < one.end


def _part_start(text: str, start: int, end: int) -> int:
    """Return where the part (between ，；：) that ends at `end` begins; a bracket that opens in it begins one."""
    at = start
    for match in _PART.finditer(text, start, end):
        at = match.end()
    opening = max(text.rfind(mark, at, end) for mark in _OPENING)
    closing = max(text.rfind(mark, at, end) for mark in _CLOSING)
    return opening + 1 if opening > closing else at


def _ranked(text: str, start: int, rank: Rank, known: Sequence[Figure]) -> list[Figure]:
    """Return the figure of a place or a move; where the part names nothing, it is of the figure before."""
    here = indicators.left(text, start, rank.begin)
    last = known[-1] if known else None
    name = indicators.shortest(here.words)[0] if here.words else ""
    base, begin = (name, here.start) if len(name) >= 2 else (last.thing or last.name, last.start) if last else ("", 0)
    if not base or len(base) < 2:
        return []
    if rank.moved:
        label = f"{indicators.shortened(base)}{rank.moved}位次"
    elif base.endswith(("排名", "名次", "排位")):
        label = (rank.area if rank.area.startswith("全") and rank.area not in base else "") + base
    else:
        label = f"{indicators.shortened(base)}{rank.area}排名"
    named = indicators.tidy(label)
    thing = indicators.tidy(base)
    measure = "change" if rank.moved else "level"
    return [
        Figure(
            named, begin, rank.number.end, rank.number, "名次", rank.number.comparator, measure, "figure-rank", thing
        )
    ]


def _counted(
    clause: Clause, start: int, count: Count, numbers: Sequence[Number], known: Sequence[Figure]
) -> list[Figure]:
    """Return the figure of a count, or one for each thing that it is said of."""
    text, number, unit = clause.text, count.number, count.unit
    change = indicators.changed(text, start, number.start, unit)
    if change is not None:
        return _change(text, start, count, change, known)
    if (
        known
        and known[-1].measure == "change"
        and re.fullmatch(r"[、和及与]|以及", text[known[-1].number.end : number.start])
    ):
        return _second_change(count, known)
    last = known[-1] if known else None
    if last is not None and last.others and _JOINT.fullmatch(text[last.number.end : number.start]):
        name, *rest = last.others
        tidy = indicators.without_area(indicators.tidy(name))
        return [Figure(tidy, last.start, number.end, number, unit, count.comparator, last.measure, last.rule, name, others=tuple(rest))]  # fmt: skip
    here = indicators.left(text, start, number.start)
    behind = _behind(clause, count, numbers)
    naming = next(_namings(clause, here, count, behind, known), None)
    if naming is None:
        return []
    share = "占" in here.link or _SHARE.match(here.words) or naming.rule == "figure-share"
    measure = "share" if unit == "%" and share else "level"
    names = [naming.name]
    every = _EVERY.search(here.link)
    others: tuple[str, ...] = ()
    if naming.rule == "figure-after-name" and not share:
        paired = _paired(text, number, numbers)
        names = indicators.distributed(naming.name, not every and not paired)
        if paired and len(names) > 1:
            names, others = names[:1], tuple(names[1:])
    made = []
    for name in names:
        if (naming.rule == "figure-each" or indicators.is_name(name, unit)) and (
            unit or name.endswith((*words.RATIO_HEADS, "比", "率", "比例"))
        ):
            first = min(naming.start, number.start)
            tidy = indicators.without_area(indicators.tidy(indicators.shortened(name)))
            if unit == "人" and tidy.endswith(words.PASSED):
                tidy += "人数"
            made.append(Figure(tidy, first, max(naming.end, number.end), number, unit, count.comparator, measure, naming.rule, naming.thing, naming.verb, naming.said, others))  # fmt: skip
    return made


def _paired(text: str, number: Number, numbers: Sequence[Number]) -> bool:
    """Tell whether the next number stands right behind this one: 分别为0.413〔和〕0.386."""
    after = next((one for one in numbers if one.start >= number.end), None)
    return after is not None and _JOINT.fullmatch(text[number.end : after.start]) is not None


def _change(text: str, start: int, count: Count, change: tuple[str, int], known: Sequence[Figure]) -> list[Figure]:
    """Return the figure of by how much something changed; named in its part, else by the figures before."""
    called, begin = change
    here = indicators.left(text, start, begin)
    name = indicators.shortest(here.words)[0]
    shared = "分别" in text[begin : count.number.start]
    if len(indicators.tidy(name)) >= 2 and indicators.is_name(name, "%"):
        base, first = name, here.start
    elif known:
        levels = [one for one in known if one.measure != "change"]
        chosen = levels[-2] if shared and len(levels) > 1 else (levels or list(known))[-1]
        base, first = chosen.name, chosen.start
    else:
        return []
    verb, whom = called[:2], called[2:]
    called = verb + whom.split("、")[0]
    label = indicators.without_area(indicators.tidy(indicators.shortened(base))) + called
    return [Figure(label, first, count.number.end, count.number, count.unit, count.comparator, "change", "figure-change", base, verb, whom)]  # fmt: skip


class Behind(NamedTuple):
    """The phrase that follows a count, text[start:end], and whether the next number cuts it, at a mark or not."""

    phrase: str
    start: int
    end: int
    cut: bool
    marked: bool


def _second_change(count: Count, known: Sequence[Figure]) -> list[Figure]:
    """Return the figure of the second of two changes: 分别提高0.06和1.5个百分点, 比甲县、乙县分别高出1.8和0.9个百分点."""
    first = known[-1]
    called = first.name.removeprefix(indicators.tidy(indicators.shortened(first.thing)))
    levels = [one for one in known if one.measure != "change"]
    others = first.said.split("、")
    if len(others) > 1:
        base, called = first.thing, first.verb + others[1]
    elif levels:
        base = levels[-1].name
    else:
        return []
    label = indicators.tidy(indicators.shortened(base)) + called
    return [Figure(label, first.start, count.number.end, count.number, count.unit, count.comparator, "change", "figure-change", base)]  # fmt: skip


def _behind(clause: Clause, count: Count, numbers: Sequence[Number]) -> Behind:
    """Return what follows a count up to the next mark or number."""
    bound = _BOUND_AFTER.match(clause.text, count.number.end, clause.span.end)
    at = bound.end() if bound else count.number.end
    starts = [number.start for number in numbers if number.printed != "一"]
    index = bisect_left(starts, count.number.end)
    limit = starts[index] if index < len(starts) else clause.span.end
    phrase, end = indicators.following(clause.text, at, min(limit, clause.span.end))
    cut = index < len(starts) and end >= limit
    marked = False
    if cut:
        mark = max(phrase.rfind("、"), phrase.rfind("和"))
        marked = mark > 0
        if marked:
            phrase = phrase[:mark]
            end = at + mark
    return Behind(phrase, at, end, cut, marked)


def _namings(clause: Clause, here: Left, count: Count, behind: Behind, known: Sequence[Figure]) -> Iterator[Naming]:
    """Yield the ways in which the words around a count name what it measures, the surest first."""
    text, number, unit = clause.text, count.number, count.unit
    phrase, _, end, cut, _ = behind
    last = known[-1] if known else None
    if here.words.endswith(words.POINTING) and not here.words.endswith(words.HEADS):
        return
    if paid := indicators.standard(text, number.end, clause.span.end):
        yield Naming(paid, here.start, end, paid, "figure-standard")
        return
    if unit == "%" and here.link.startswith("的") and (match := _AT_LEAST.match(here.words)):
        name = match[1] if match[1].endswith(words.SHARE_HEADS) else f"{match[1]}占{match[2]}比例"
        yield Naming(name, here.start, number.end, match[1], "figure-share")
        return
    if (
        unit == "元"
        and here.words.endswith(("投入", "投资"))
        and len(here.words) <= 4
        and _FOR.match(phrase)
        and len(phrase) <= 16
    ):
        yield Naming(phrase + here.words[-2:], here.start, end, phrase, "figure-after-name")
        return
    if unit == "%" and phrase.startswith("的"):
        yield from _share_of(here, phrase[1:], number, end)
    if unit in {"人", "人次"} and not cut and phrase.startswith(("参加", "参与", "出席")):
        doing = indicators.tidy(phrase)
        if 2 <= len(doing) <= 12:
            yield Naming(doing + ("人数" if unit == "人" else "人次"), number.start, end, doing, "figure-before-name")
            return
    is_thing = unit not in _NOT_THINGS and not (unit in words.TIME_UNITS and here.words)
    if is_thing and phrase and indicators.is_nominal(phrase):
        yield from _named_after(here, count, behind, known)
        return
    if _SHARE.match(here.words) and unit == "%":
        yield from _share(here, number, last)
        return
    yield from _named_before(clause, here, count, known)


def _share_of(here: Left, phrase: str, number: Number, end: int) -> Iterator[Naming]:
    """覆盖90%以上的农村学校: what share of the things named behind it."""
    noun, said = indicators.split_noun(phrase)
    if not noun:
        return
    if here.words and indicators.verb_before(here.words):
        yield Naming(f"{here.words}{noun}比例", here.start, end, noun, "figure-share")
    elif not here.words and said:
        yield Naming(f"{indicators.said_of(noun, said)}比例", number.start, end, noun, "figure-share")


def _share(here: Left, number: Number, last: Figure | None) -> Iterator[Naming]:
    """占应交流人数的11.2%: the share of what the part, or the figure before, names."""
    match = _SHARE.match(here.words)
    assert match is not None
    whole = match[2].removesuffix("的").removesuffix("比例").removesuffix("比重")
    if len(match[1]) >= 2:
        yield Naming(f"{match[1]}占{whole}比例", here.start, number.end, match[1], "figure-share")
    elif last is not None:
        yield Naming(f"{last.name}占{whole}比例", last.start, number.end, last.thing, "figure-share")


def _named_after(here: Left, count: Count, behind: Behind, known: Sequence[Figure]) -> Iterator[Naming]:
    """Name the things behind a count: 招聘〔8名〕新教师, 〔4所〕学校全部参加课后服务, 现有〔10个〕工作室."""
    number = count.number
    before = here.words
    verb = indicators.verb_before(before)
    noun, said = indicators.split_noun(behind.phrase, is_object=bool(verb))
    end = behind.end
    if len(noun) < 2 or said.startswith(("各", "每", "共", "的目标", "的任务")):
        return
    if behind.cut and not said and not behind.marked:
        return  # the noun is of the next number: 18个专业〔在校生〕1500名
    if behind.cut or here.link.endswith("现有"):
        said = ""
    if behind.cut:
        end = behind.start + len(noun)
    told = indicators.done_with(noun, said)
    if said.startswith("的"):
        end_of = behind.start + len(noun)
        of = said[1:].strip()
        person = count.unit == "人" and len(of) <= indicators.LONGEST and of.endswith(_PEOPLE)
        if person:
            yield Naming(f"{verb}{noun}的{of}", here.start, end, of, "figure-before-name", verb)
        elif verb and of and len(of) <= indicators.LONGEST and not indicators.is_place(of):
            yield Naming(f"{verb}{of}的{noun}", here.start, end, noun, "figure-before-name")
        else:
            yield Naming(noun, number.start, end_of, noun, "figure-before-name")
        return
    if before and here.link.endswith(("在", "从", "到", "由", "以", "按", "将")):
        return
    if here.link.startswith("的"):
        lead = re.sub(r"^.*?(剩余|原有|现有|其余|已有|新建|在建)$", r"\1", before)
        if len(lead) <= 4 and not lead.startswith("原计划"):
            yield Naming(lead + told, here.start, end, noun, "figure-before-name", said=said)
        elif indicators.verb_before(before[:-2]) or len(before) > 4:
            verb = re.match(r"^.*?(化解|完成|消除|解决|整改)", before)
            yield Naming((verb[1] if verb else "") + told, here.start, end, noun, "figure-before-name", said=said)
        return
    if done := re.match(r"^(?:对|针对)(.{2,20}?)(?:开展|进行|实施)了?$", before):
        yield Naming(done[1] + noun, here.start, end, noun, "figure-before-name")
        return
    listed = indicators.apposed(before) if not verb and not here.link.endswith(words.THERE_IS) else None
    if listed is not None:
        verb, is_open = listed
        if verb:
            yield Naming(verb + noun, here.start, end, noun, "figure-before-name", verb)
        elif is_open and said:
            yield Naming(told, number.start, end, noun, "figure-before-name", said=said)
        return
    if not before:
        last = known[-1] if known else None
        joined = last is not None and last.verb and last.unit == count.unit and last.rule == "figure-before-name"
        if joined and last is not None and not said and not here.link.strip("、和及"):
            yield Naming(indicators.of_group(last.verb, noun), number.start, end, noun, "figure-before-name", last.verb)
        else:
            yield Naming(told, number.start, end, noun, "figure-before-name", said=said)
    elif verb:
        if verb in words.LIGHT_VERBS and not said and len(noun) > 2:
            full = noun
        else:
            more = "" if told == noun or said.startswith("为") else told.removesuffix(noun).removesuffix("的")
            full = indicators.of_group(verb, noun) + more
        yield Naming(full, here.start, end, noun, "figure-before-name", verb, said)
    elif here.link.endswith(words.THERE_IS) or indicators.is_place(before):
        yield Naming(told, number.start, end, noun, "figure-before-name", said=said)
    elif here.link.strip("、了 "):
        yield Naming(before, here.start, number.end, before, "figure-after-name")
    elif indicators.is_name(before, count.unit) and (said or len(before) <= 8):
        yield Naming(told if said else before + noun, here.start, end, noun, "figure-before-name", said=said)


def _named_before(clause: Clause, here: Left, count: Count, known: Sequence[Figure]) -> Iterator[Naming]:
    """Name what stands before the number: 在校学生〔6.83万人〕; by the figure before where nothing does."""
    number, unit = count.number, count.unit
    last = known[-1] if known else None
    rate = indicators.each(here.words)
    if match := _EACH_DOING.match(here.words):
        rate = match[1]
        rest = ""
    else:
        rest = here.words.removesuffix(rate) if rate else here.words
    lengths = words.LENGTHS.get(unit, "次数" if unit == "次" else "")
    if rate and len(rest) < 2:
        base = (
            (last.thing + indicators.predicate(last.said) or last.name) if last else _term_before(clause, number.start)
        )
        if base:
            yield Naming(base + rate + lengths, last.start if last else here.start, number.end, base, "figure-each")
        return
    if rate:
        again = indicators.left(clause.text, here.start, here.end - len(rate))
        name, thing = indicators.shortest(again.words)
        if match := _STANDARD_IS.match(name):
            name = match[2] + match[1]
        elif last is not None and last.unit == unit and name in words.STAGES:
            name = _restaged(name, last)
        rate, lengths = ("", "") if name.endswith("标准") else (rate, lengths)
        yield Naming(name + rate + lengths, here.start, number.end, thing, "figure-each")
        return
    if not here.words:
        if last is not None and not here.link.endswith("以"):
            yield from _carried(last, count, here)
        return
    if last is not None and here.words in words.TIME_NOUNS:
        base = (last.thing + indicators.predicate(last.said)) if last.said else last.name
        yield Naming(base + here.words, last.start, number.end, last.thing, "figure-carried-name")
        return
    only_verb = indicators.verb_before(here.words) == here.words or (
        len(here.words) <= 2 and not indicators.is_name(here.words, "")
    )
    if only_verb and unit not in _NOT_THINGS:
        alike = [one for one in known if one.unit == unit]
        if unit in {"人", "人次"} and len(here.words) > 1:
            yield Naming(here.words + words.BY_UNIT[unit], here.start, number.end, here.words, "figure-after-name")
        elif alike:
            of = next((one for one in reversed(alike) if not one.verb), alike[-1])
            yield Naming(f"{here.words}的{of.thing or of.name}", of.start, number.end, of.thing, "figure-carried-name")
        return
    levels = [one for one in known if one.measure != "change" and one.unit == unit]
    if levels and indicators.is_place(here.words) and unit in {"人", "人次", "元"}:
        last = levels[-1]
        yield Naming(last.name, here.start, number.end, last.thing, "figure-carried-name")
        return
    if last is not None and here.words in words.STAGES and last.unit == unit and last.name.endswith(words.HEADS):
        name = _restaged(here.words, last)
        yield Naming(name, last.start, number.end, name, "figure-carried-name")
        return
    name, thing = indicators.shortest(here.words)
    verb = name.removesuffix(thing) if name.endswith(thing) else ""
    joined = clause.text[max(clause.span.start, here.start - 3) : here.start]
    follows = last is not None and last.verb and last.unit == unit and last.measure != "change"
    if last is not None and follows and not verb and joined.endswith(("其中", "、")):
        name, verb = last.verb + name, last.verb
    if name in {"占比", "比例", "比重"} and last is not None:
        name = f"{last.name}占比"
    elif last is not None and joined.endswith("其中") and unit in {"平方米", "亩"} and not name.endswith(words.HEADS):
        name += last.name
    if "占" in here.link and not name.endswith(words.SHARE_HEADS):
        name += "占比"
    yield Naming(name, here.start, number.end, thing, "figure-after-name", verb)


def _restaged(stage: str, last: Figure) -> str:
    """Return the name of the figure before for another stage: 小学收费标准 gives 初中收费标准."""
    old = next((one for one in sorted(words.STAGES, key=len, reverse=True) if last.name.startswith(one)), "")
    return stage + last.name.removeprefix(old) if old else stage + last.name


def _carried(last: Figure, count: Count, here: Left) -> Iterator[Naming]:
    """Name a bare number by the figure before it: 4108笔〔、3327万元〕, 15所〔扩大到40所〕."""
    if last.unit == count.unit and last.measure != "change":
        yield Naming(last.name, last.start, count.number.end, last.thing, "figure-carried-name")
        return
    suffix = words.BY_UNIT.get(count.unit, "")
    if suffix:
        base = last.said.lstrip("全部均都已") if last.said and count.unit == "人" else last.name
        yield Naming(
            base if base.endswith(suffix) else base + suffix,
            last.start,
            count.number.end,
            last.thing,
            "figure-carried-name",
        )


def _term_before(clause: Clause, at: int) -> str:
    """Return the last term of the vocabulary that the clause names before `at`."""
    before = [(start, end) for start, end in clause.terms if end <= at]
    return clause.text[before[-1][0] : before[-1][1]] if before else ""

"""How the words around a count name what it measures: ways that are tried in order, the surest first.

A way returns None where the words are not its case, and a naming, or NOTHING where its case has none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from kg.extract import indicators, phrases
from kg.extract.figure import NOTHING, Clause, Figure, Naming, Scene
from kg.extract.things import NOT_THINGS, SHORT, name_things
from kg.language import figure_words as words

if TYPE_CHECKING:
    from kg.extract.indicators import Left

_SHARE = re.compile(r"^(.*?)占(?![地比])(?:到|据)?(.+)$")
_EACH_DOING = re.compile(r"^(每[一-鿿]{1,3}?)(?:平均|至少)?(?:开展|组织|安排)$")
_STANDARD_IS = re.compile(r"^(?:现行)?(.*标准)为(.*)$")
_AT_LEAST = re.compile(r"^(.{2,}?)(?:不低于|不少于|达到)(.{2,})$")
_FOR = re.compile(r"(?:改善|建设|实施|用于|新建|改造|开展|推进|完善|提升|购置)")
_OPENING = ("（", "(")
_SPENT = ("投入", "投资")


def name_of(scene: Scene) -> Naming:
    """Return what the count measures; NOTHING where the text does not say."""
    for way in _WAYS:
        found = way(scene)
        if found is not None:
            return found
    return NOTHING


def is_share(here: Left) -> bool:
    """Tell whether the words before a number say of what it is a part."""
    return "占" in here.link or _SHARE.match(here.words) is not None


def _pointing(scene: Scene) -> Naming | None:
    """No figure: 来自〔15所〕学校, 原计划补充的〔80名〕教师."""
    said = scene.here.words
    points = said.endswith(words.POINTING) and not said.endswith(words.HEADS)
    if (points and not indicators.verb_before(said)) or said.startswith(("原计划", "原定")):
        return NOTHING
    return None


def _standard(scene: Scene) -> Naming | None:
    """按每生每年〔100元〕的标准给予课后服务补助."""
    paid = indicators.standard(scene.clause.text, scene.end, scene.clause.span.end)
    return Naming(paid, scene.here.start, scene.behind.end, paid, "figure-standard") if paid else None


def _at_least_of(scene: Scene) -> Naming | None:
    """骨干教师不低于交流总数的〔20%〕."""
    match = _AT_LEAST.match(scene.here.words)
    if scene.count.unit != "%" or not scene.here.link.startswith("的") or match is None:
        return None
    name = match[1] if match[1].endswith(words.SHARE_HEADS) else f"{match[1]}占{match[2]}比例"
    return Naming(name, scene.here.start, scene.end, match[1], "figure-share")


def _spent(scene: Scene) -> Naming | None:
    """投入〔2360万元〕改善办学条件."""
    said, phrase = scene.here.words, scene.behind.phrase
    spent = scene.count.unit == "元" and said.endswith(_SPENT) and len(said) <= 4
    if not spent or not _FOR.match(phrase) or len(phrase) > phrases.LONGEST - SHORT:
        return None
    return Naming(phrase + said[-2:], scene.here.start, scene.behind.end, phrase, "figure-after-name")


def _share_of(scene: Scene) -> Naming | None:
    """覆盖〔90%〕以上的农村学校, 〔94%〕的学生享受补助."""
    if scene.count.unit != "%" or not scene.behind.phrase.startswith("的"):
        return None
    noun, said = phrases.split_noun(scene.behind.phrase[1:])
    before = scene.here.words
    if noun and before and indicators.verb_before(before):
        return Naming(f"{before}{noun}比例", scene.here.start, scene.behind.end, noun, "figure-share")
    if noun and said and not before:
        name = f"{phrases.said_of(noun, said)}比例"
        return Naming(name, scene.count.number.start, scene.behind.end, noun, "figure-share")
    return None


def _taking_part(scene: Scene) -> Naming | None:
    """〔160余人〕参加会议."""
    unit, phrase = scene.count.unit, scene.behind.phrase
    if unit not in {"人", "人次"} or scene.behind.cut or not phrase.startswith(("参加", "参与", "出席")):
        return None
    doing = indicators.tidy(phrase)
    if len(doing) > phrases.LONGEST // 2:
        return None
    name = doing + words.BY_UNIT[unit]
    return Naming(name, scene.count.number.start, scene.behind.end, doing, "figure-before-name")


def _share(scene: Scene) -> Naming | None:
    """占应交流人数的〔11.2%〕."""
    match = _SHARE.match(scene.here.words)
    if match is None or scene.count.unit != "%":
        return None
    whole = match[2].removesuffix("的").removesuffix("比例").removesuffix("比重")
    if len(match[1]) > 1:
        return Naming(f"{match[1]}占{whole}比例", scene.here.start, scene.end, match[1], "figure-share")
    last = scene.last
    if last is None:
        return NOTHING
    return Naming(f"{last.name}占{whole}比例", last.start, scene.end, last.thing, "figure-share")


def _each(scene: Scene) -> Naming | None:
    """每次不少于〔一周〕, 宣传教育每月〔4次〕: a rate, of what the part or the figure before names."""
    here, unit, last = scene.here, scene.count.unit, scene.last
    doing = _EACH_DOING.match(here.words)
    rate = doing[1] if doing else indicators.each(here.words)
    if not rate:
        return None
    ending = words.LENGTHS.get(unit, "次数" if unit == "次" else "")
    if doing or len(here.words.removesuffix(rate)) <= 1:
        base = _continued(last) if last else _term_before(scene.clause, scene.count.number.start)
        start = last.start if last else here.start
        return Naming(base + rate + ending, start, scene.end, base, "figure-each") if base else NOTHING
    again = indicators.left(scene.clause.text, here.start, here.end - len(rate))
    name, thing = indicators.shortest(again.words)
    if match := _STANDARD_IS.match(name):
        name = match[2] + match[1]
    elif last is not None and last.unit == unit and name in words.STAGES:
        name = _restaged(name, last)
    name = name if name.endswith("标准") else name + rate + ending
    return Naming(name, here.start, scene.end, thing, "figure-each")


def _continued(last: Figure) -> str:
    """Return what the figure before is about together with what is done there: 后备干部|跟岗锻炼."""
    return last.thing + phrases.predicate(last.said) or last.name


def _carried(scene: Scene) -> Naming | None:
    """4108笔〔、3327万元〕, 15所扩大到〔40所〕: a bare number, named by the figure before it."""
    if scene.here.words:
        return None
    last, unit = scene.last, scene.count.unit
    if last is None or scene.here.link.endswith("以"):
        return NOTHING
    if last.unit == unit and last.measure != "change":
        return Naming(last.name, last.start, scene.end, last.thing, "figure-carried-name")
    ending = words.BY_UNIT.get(unit, "")
    if not ending:
        return NOTHING
    base = last.said.lstrip("全部均都已") if last.said and unit == "人" else last.name
    return Naming(base.removesuffix(ending) + ending, last.start, scene.end, last.thing, "figure-carried-name")


def _lasting(scene: Scene) -> Naming | None:
    """选派教师跟岗研修，时间不少于〔1个月〕."""
    last, noun = scene.last, scene.here.words
    if last is None or noun not in words.TIME_NOUNS:
        return None
    base = _continued(last) if last.said else last.name
    return Naming(base + noun, last.start, scene.end, last.thing, "figure-carried-name")


def _only_verb(scene: Scene) -> Naming | None:
    """注销〔6所〕 after 40所培训机构; 录取〔12人〕."""
    said, unit = scene.here.words, scene.count.unit
    only = indicators.verb_before(said) == said or (len(said) <= 2 and not indicators.is_name(said, ""))
    if not only or unit in NOT_THINGS:
        return None
    if unit in {"人", "人次"} and len(said) > 1:
        return Naming(said + words.BY_UNIT[unit], scene.here.start, scene.end, said, "figure-after-name")
    alike = [one for one in scene.known if one.unit == unit]
    if not alike:
        return NOTHING
    of = next((one for one in reversed(alike) if not one.verb), alike[-1])
    return Naming(f"{said}的{of.thing or of.name}", of.start, scene.end, of.thing, "figure-carried-name")


def _of_stage(scene: Scene) -> Naming | None:
    """平均班额51人，其中小学〔49人〕; 民办学校12所（县城〔7所〕…）."""
    said, last = scene.here.words, scene.last
    if last is None or said not in words.STAGES or last.unit != scene.count.unit:
        return None
    aside = scene.clause.text.startswith(_OPENING, scene.here.start - 1) or last.rule == "figure-of-stage"
    if not last.name.endswith(words.HEADS) and not aside:
        return None
    name = _restaged(said, last)
    return Naming(name, last.start, scene.end, name, "figure-of-stage")


def _of_whom(scene: Scene) -> Naming | None:
    """劝返学生37人，其中县一中〔9人〕."""
    unit = scene.count.unit
    levels = [one for one in scene.known if one.measure != "change" and one.unit == unit]
    if not levels or not indicators.is_place(scene.here.words) or unit not in {"人", "人次", "元"}:
        return None
    return Naming(levels[-1].name, scene.here.start, scene.end, levels[-1].thing, "figure-carried-name")


def _before(scene: Scene) -> Naming | None:
    """在校学生〔6.83万人〕, 招聘教师〔128名〕."""
    here, unit, last = scene.here, scene.count.unit, scene.last
    name, thing = indicators.shortest(here.words)
    verb = name.removesuffix(thing) if name.endswith(thing) else ""
    joined = scene.clause.text[max(scene.clause.span.start, here.start - 3) : here.start]
    follows = last is not None and last.verb and last.unit == unit and last.measure != "change"
    if last is not None and follows and not verb and joined.endswith(("其中", "、")):
        name, verb = last.verb + name, last.verb
    if name in {"占比", "比例", "比重"} and last is not None:
        name = f"{last.name}占比"
    elif last is not None and joined.endswith("其中") and unit in {"平方米", "亩"} and not name.endswith(words.HEADS):
        name += last.name
    if "占" in here.link and not name.endswith(words.SHARE_HEADS):
        name += "占比"
    return Naming(name, here.start, scene.end, thing, "figure-after-name", verb)


_WAYS: tuple[Callable[[Scene], Naming | None], ...] = (
    _pointing,
    _standard,
    _at_least_of,
    _spent,
    _share_of,
    _taking_part,
    name_things,
    _share,
    _each,
    _carried,
    _lasting,
    _only_verb,
    _of_stage,
    _of_whom,
    _before,
)


def _restaged(stage: str, last: Figure) -> str:
    """Return the name of the figure before for another stage: 小学收费标准 gives 初中收费标准."""
    old = next((one for one in sorted(words.STAGES, key=len, reverse=True) if last.name.startswith(one)), "")
    return stage + last.name.removeprefix(old)


def _term_before(clause: Clause, at: int) -> str:
    """Return the last term of the vocabulary that the clause names before `at`."""
    before = [(start, end) for start, end in clause.terms if end <= at]
    return clause.text[before[-1][0] : before[-1][1]] if before else ""

"""How a count names the things that stand behind it: 招聘〔8名〕新教师, 〔4所〕学校全部参加课后服务.

Ways that are tried in order; each returns None where the words are not its case, and NOTHING where it has no name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from kg.extract import indicators, phrases
from kg.extract.figure import NOTHING, Naming, Scene
from kg.language import figure_words as words

_EACH_OF = re.compile(
    r"每[0-9一二三四五六七八九十百千万]{0,6}[名人所校个班][一-鿿]{0,4}?(?=至少|最少|配备|办好|建成|建设|开设|开展)"
)
_ATTRIBUTE = re.compile(r"(?:剩余|原有|现有|其余|已有|新建|在建)$")
_GROUP = re.compile(r"(?:中小学校|中小学|学校|幼儿园|教师|教学点)")
_WORK_ON = re.compile(r"(?:化解|完成|消除|解决|整改)")
_DONE_TO = re.compile(r"(?:^|决定|要|将|应|拟|均|定期|统一)(?:对|针对)(.{2,20}?)(?:开展|进行|实施)了?$")
NOT_THINGS = frozenset({"%", "‰", "百分点", "元", "名次", "", "分", "倍"})
SHORT = 8  # characters of a noun before a count that may belong to the noun behind it


class Things(NamedTuple):
    """The noun phrase behind a count, what is said of it, both as one name, and where they end."""

    noun: str
    said: str
    told: str
    end: int
    verb: str


def name_things(scene: Scene) -> Naming | None:
    """招聘〔8名〕新教师, 〔4所〕学校全部参加课后服务, 现有〔10个〕工作室: one of the ways for things behind a count."""
    unit, phrase = scene.count.unit, scene.behind.phrase
    is_thing = unit not in NOT_THINGS and not (unit in words.TIME_UNITS and scene.here.words)
    if not is_thing or not phrase or not phrases.is_nominal(phrase):
        return None
    things = _things(scene)
    if things is None:
        return NOTHING
    for way in _THINGS_WAYS:
        found = way(scene, things)
        if found is not None:
            return found
    return NOTHING


def _things(scene: Scene) -> Things | None:
    """Return the things behind a count; None where they are another number's or only stand for each of them."""
    verb = indicators.verb_before(scene.here.words)
    noun, said = phrases.split_noun(scene.behind.phrase, is_object=bool(verb))
    behind = scene.behind
    if len(noun) <= 1 or said.startswith(("各", "每", "共", "的目标", "的任务")):
        return None
    group = None if indicators.is_name(noun, scene.count.unit) else _GROUP.match(noun)
    if group and said.startswith(("不", *words.NEGATIONS)):  # 学校|作业批改不及时
        noun, said = group[0], noun[group.end() :] + said
    if behind.cut and not said and not behind.marked:
        return None  # the noun is of the next number: 18个专业〔在校生〕1500名
    if behind.cut or scene.here.link.endswith("现有"):
        said = ""
    end = behind.start + len(noun) if behind.cut else behind.end
    return Things(noun, said, phrases.done_with(noun, said), end, verb)


def _behind(name: str, start: int, things: Things, verb: str = "") -> Naming:
    return Naming(name, start, things.end, things.noun, "figure-before-name", verb, things.said)


def _of_things(scene: Scene, things: Things) -> Naming | None:
    """完成〔8所〕学校的常规检查, 〔12名〕家庭困难的毕业生, 〔32个〕校区的场馆."""
    if not things.said.startswith("的"):
        return None
    of, start = phrases.split_noun(things.said[1:].strip())[0], scene.here.start
    short = len(of) <= phrases.LONGEST
    if scene.count.unit == "人" and short and of.endswith(words.PEOPLE):
        return Naming(f"{things.verb}{things.noun}的{of}", start, things.end, of, "figure-before-name", things.verb)
    if things.verb and of and short and not indicators.is_place(of):
        return Naming(f"{things.verb}{of}的{things.noun}", start, things.end, things.noun, "figure-before-name")
    end = scene.behind.start + len(things.noun)
    return Naming(things.noun, scene.count.number.start, end, things.noun, "figure-before-name")


def _placed(scene: Scene, things: Things) -> Naming | None:  # noqa: ARG001
    """No figure: 在〔两条〕路口值守."""
    return (
        NOTHING if scene.here.words and scene.here.link.endswith(("在", "从", "到", "由", "以", "按", "将")) else None
    )


def _attributed(scene: Scene, things: Things) -> Naming | None:
    """原有的〔30所〕机构, 化解剩余的〔3个〕大班额."""
    if not scene.here.link.startswith("的"):
        return None
    before = scene.here.words
    attribute = _ATTRIBUTE.search(before)
    work = _WORK_ON.search(before)
    if work:
        return _behind(work[0] + things.told, scene.here.start, things)
    if attribute:
        return _behind(attribute[0] + things.told, scene.here.start, things)
    return _behind(things.told, scene.here.start, things)


def _done_to(scene: Scene, things: Things) -> Naming | None:
    """对所有校车进行〔一次〕全面检测."""
    match = _DONE_TO.search(scene.here.words)
    return _behind(match[1] + things.noun, scene.here.start, things) if match else None


def _apposed(scene: Scene, things: Things) -> Naming | None:
    """出版《…》《…》〔两本〕教材, 甲校、乙校等〔6所〕学校完成改革; a closed list without a verb is only summed up."""
    if things.verb or scene.here.link.endswith(words.THERE_IS):
        return None
    listed = indicators.apposed(scene.here.words)
    if listed is None:
        return None
    verb, is_open = listed
    if verb:
        return _behind(verb + things.noun, scene.here.start, things, verb)
    return _behind(things.told, scene.count.number.start, things) if is_open and things.said else NOTHING


def _together(scene: Scene, things: Things) -> Naming | None:
    """职业学校与〔32家〕企业开展校企合作."""
    if not scene.here.words.endswith(("与", "同")) or not things.said or things.said.startswith("的"):
        return None
    return _behind(things.told, scene.count.number.start, things)


def _alone(scene: Scene, things: Things) -> Naming | None:
    """〔4所〕学校全部参加课后服务; 完成2所幼儿园扩建、〔4所〕学校改造 goes on with the verb."""
    if scene.here.words:
        return None
    last, start = scene.last, scene.count.number.start
    goes_on = last is not None and last.verb and last.unit == scene.count.unit and last.rule == "figure-before-name"
    if last is not None and goes_on and not things.said and not scene.here.link.strip("、和及"):
        return _behind(phrases.of_group(last.verb, things.noun), start, things, last.verb)
    return _behind(things.told, start, things)


def _object(scene: Scene, things: Things) -> Naming | None:
    """招聘〔8名〕新教师; 开展〔3次〕专项检查 is 专项检查."""
    if not things.verb:
        return None
    if things.verb in words.LIGHT_VERBS and not things.said and len(things.noun) > len(things.verb):
        return _behind(things.noun, scene.here.start, things, things.verb)
    more = things.told.removesuffix(things.noun).removesuffix("的")
    if things.told == things.noun or things.said.startswith("为"):
        more = ""
    name = phrases.of_group(things.verb, things.noun)
    name += more if len(name) + len(more) <= phrases.LONGEST else ""
    if each := _EACH_OF.match(scene.here.words):
        name = each[0] + name
    return _behind(name, scene.here.start, things, things.verb)


def _there(scene: Scene, things: Things) -> Naming | None:
    """农村学校还有〔2所〕没有食堂, 县第一中学〔2名〕学生被录取; else the noun before, or before both."""
    before, start = scene.here.words, scene.count.number.start
    if scene.here.link.endswith(("对", "给", "向")):
        return _behind(things.told, start, things) if things.said else NOTHING
    if scene.here.link.endswith(words.THERE_IS) or indicators.is_place(before):
        return _behind(things.told, start, things)
    if scene.here.link.strip("、了 "):
        return Naming(before, scene.here.start, scene.end, before, "figure-after-name")
    if indicators.is_name(before, scene.count.unit) and (things.said or len(before) <= SHORT):
        return _behind(things.told if things.said else before + things.noun, scene.here.start, things)
    return None


_THINGS_WAYS: tuple[Callable[[Scene, Things], Naming | None], ...] = (
    _of_things,
    _placed,
    _attributed,
    _done_to,
    _apposed,
    _together,
    _alone,
    _object,
    _there,
)

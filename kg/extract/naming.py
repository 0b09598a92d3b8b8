"""How the words around a count name what it measures: ways that are tried in order, the surest first.

A way returns None where the words are not its case, and a naming, or NOTHING where its case has none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from kg.extract import indicators, phrases
from kg.extract.amounts import AMOUNT_WAYS
from kg.extract.figure import NOTHING, Clause, Figure, Naming, Scene
from kg.extract.things import NOT_THINGS, SHORT, name_things
from kg.language import figure_words as words
from kg.language.patterns import either

if TYPE_CHECKING:
    from kg.extract.indicators import Left

_SHARE = re.compile(r"^(.*?)占(?![地比])(?:到|据)?(.+)$")
_EACH_DOING = re.compile(r"^(每[一-鿿]{1,3}?)(?:平均|至少)?(?:开展|组织|安排)$")
_STANDARD_IS = re.compile(r"^(?:现行)?(.*标准)为(.*)$")
_OF_STAGE = re.compile(
    rf"^(.+(?:{either(words.HEADS)}|{either(words.RATIO_HEADS)}|经费|支出|费|拨款))((?:{either(words.STAGES)}))$"
)
_COLLECTED = re.compile(r"(?:一次性)?(?:收取|缴纳|发放|给予)$|一次性")
_AT_LEAST = re.compile(r"^(.{2,}?)(?:不低于|不少于|达到)(.{2,})$")
_DEEDS_IN = frozenset({"节", "课时", "学时", "次", "小时", "天", "分钟", "亩", "平方米"})  # 听课〔216节〕, 占地〔60亩〕
_OF_STAGES = frozenset({"人", "元", "%", "人次", "平方米", "册", "台", "分钟", "小时", "节", "次"})
_TARIFF = re.compile(r"([^，,。；;：:、（(]{0,14}(?:标准|收费|补助|补贴|班额|比例))[：:]")
_FOR = re.compile(r"(?:改善|建设|实施|用于|新建|改造|开展|推进|完善|提升|购置)")
_PART_BEFORE = re.compile(r"(?:^|[，,；;。：:、.．\s])([一-鿿]{2,12})[，,：:]$")
_ONE_PARTY = re.compile(r"(?P<group>[一-鿿]{2,4}(?:组|团|队))?一行(?:共|约|近)?$")
_FAR = 120  # characters before a number in which its rate is named
_A_RATE = re.compile(r"(?:近视|肥胖|辍学|巩固|升学|上线|及格|优秀|合格|达标|参与|覆盖|入学|入园|流失|就业)率")
_NOT_YET = re.compile(r"(?:没有|没|未|尚未|还没|正在)[一-鿿]{2,8}$")
_NEAR = 20
_OPENING = ("（", "(")
_SPENT = ("投入", "投资")


def name_of(scene: Scene) -> Naming:
    """Return what the count measures; NOTHING where the text does not say."""
    for way in _ways(scene.count.unit):
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
    match = _AT_LEAST.match(scene.here.words) if scene.here.link.startswith("的") else None
    if match is None:
        return None
    name = match[1] if match[1].endswith(words.SHARE_HEADS) else f"{match[1]}占{match[2]}比例"
    return Naming(name, scene.here.start, scene.end, match[1], "figure-share")


def _spent(scene: Scene) -> Naming | None:
    """投入〔2360万元〕改善办学条件."""
    said, phrase = scene.here.words, scene.behind.phrase
    spent = said.endswith(_SPENT) and len(said) <= 4
    if not spent or not _FOR.match(phrase) or len(phrase) > phrases.LONGEST - SHORT:
        return None
    return Naming(phrase + said[-2:], scene.here.start, scene.behind.end, phrase, "figure-after-name")


def _share_of(scene: Scene) -> Naming | None:
    """覆盖〔90%〕以上的农村学校, 〔94%〕的学生享受补助."""
    if not scene.behind.phrase.startswith("的"):
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
    if scene.behind.cut or not phrase.startswith(("参加", "参与", "出席")):
        return None
    doing = indicators.tidy(phrase)
    if len(doing) > phrases.LONGEST // 2:
        return None
    name = doing + words.BY_UNIT[unit]
    return Naming(name, scene.count.number.start, scene.behind.end, doing, "figure-before-name")


def _share(scene: Scene) -> Naming | None:
    """占应交流人数的〔11.2%〕."""
    match = _SHARE.match(scene.here.words)
    if match is None:
        return None
    whole = match[2].removesuffix("的").removesuffix("比例").removesuffix("比重")
    if len(match[1]) > 1:
        return Naming(f"{match[1]}占{whole}比例", scene.here.start, scene.end, match[1], "figure-share")
    last = next((one for one in reversed(scene.known) if one.measure != "change"), scene.last)
    if last is None:
        return NOTHING
    return Naming(f"{last.name}占{whole}比例", last.start, scene.end, last.thing, "figure-share")


def _share_before(scene: Scene) -> Naming | None:
    """其中公办园在园幼儿2.71万人，占〔51.4%〕."""
    last = scene.last
    if scene.here.words or not scene.here.link.startswith("占") or last is None or last.measure == "change":
        return None
    if last.unit in {"", "%"} or scene.behind.phrase.startswith("的"):
        return None
    name = last.name if last.name.endswith(words.SHARE_HEADS) else f"{last.name}占比"
    return Naming(name, last.start, scene.end, last.thing, "figure-share")


def _each(scene: Scene) -> Naming | None:
    """每次不少于〔一周〕, 宣传教育每月〔4次〕: a rate, of what the part or the figure before names."""
    here, unit, last = scene.here, scene.count.unit, scene.last
    doing = _EACH_DOING.match(here.words)
    rate = doing[1] if doing else indicators.each(here.words)
    if not rate:
        return None
    told = _COLLECTED.sub("", rate)
    ending = words.LENGTHS.get(unit, "次数" if unit == "次" else "")
    if doing or len(here.words.removesuffix(rate)) <= 1:
        base = _continued(last) if last else _part_before(scene)
        start = last.start if last else here.start
        old = indicators.EVERY.search(last.name) if last and last.rule != "figure-each" else None
        if last and old and indicators.EVERY.fullmatch(told):
            name = last.name.replace(old[0], told)
            return Naming(name, start, scene.end, last.thing, "figure-each")
        return Naming(base + told + ending, start, scene.end, base, "figure-each") if base else NOTHING
    again = indicators.left(scene.clause.text, here.start, here.end - len(rate))
    name, thing = indicators.shortest(again.words)
    name = _tariff(scene, name)
    if match := _STANDARD_IS.match(name) or _OF_STAGE.match(name):
        name = match[2] + match[1]
    elif last is not None and last.unit == unit and name in words.STAGES:
        name = _restaged(name, last)
    name = name if name.endswith("标准") or told in name else name + told + ending
    return Naming(name, here.start, scene.end, thing, "figure-each")


def _tariff(scene: Scene, name: str) -> str:
    """Return the name of an item of a list of prices with what they are: 收费标准：省级示范园〔450元〕."""
    if scene.count.unit != "元" or name.endswith(("费", "标准", *words.PAYMENTS)) or len(name) <= 1:
        return name
    before = scene.clause.text[max(scene.clause.span.start, scene.here.start - 80) : scene.here.start]
    found = _TARIFF.findall(before)
    return name + indicators.shortest(found[-1])[0] if found and len(name) < phrases.LONGEST // 2 else name


def _continued(last: Figure) -> str:
    """Return what the figure before is about together with what is done there: 后备干部|跟岗锻炼."""
    return last.thing + phrases.predicate(last.said) or last.name


def _carried(scene: Scene) -> Naming | None:
    """4108笔〔、3327万元〕, 15所扩大到〔40所〕: a bare number, named by the figure before it."""
    if scene.here.words:
        return None
    last, unit = scene.last, scene.count.unit
    if (
        last is not None
        and last.unit == unit
        and scene.here.link.endswith("有")
        and _NOT_YET.match(scene.behind.phrase)
    ):
        name = f"{scene.behind.phrase}的{last.thing or last.name}"
        return Naming(name, last.start, scene.behind.end, last.thing, "figure-carried-name")
    if last is None or scene.here.link.endswith("以") or (scene.here.link.endswith("有") and scene.behind.phrase):
        return NOTHING
    if last.unit == unit and last.measure != "change":
        rule = last.rule if last.rule == "figure-each" else "figure-carried-name"
        return Naming(last.name, last.start, scene.end, last.thing, rule)
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
    base = "" if noun == "工期" else _continued(last) if last.said else last.name
    return Naming(base + noun, last.start, scene.end, last.thing, "figure-carried-name")


def _only_verb(scene: Scene) -> Naming | None:
    """注销〔6所〕 after 40所培训机构; 录取〔12人〕."""
    said, unit = scene.here.words, scene.count.unit
    measured = unit if unit in _DEEDS_IN else ""
    only = indicators.verb_before(said) == said or (1 < len(said) <= 2 and not indicators.is_name(said, measured))
    if not only or unit in NOT_THINGS:
        return None
    if unit in {"人", "人次", "班"} and len(said) > 1:
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
    staged = last.name.startswith(words.STAGES) and last.name not in words.STAGES and last.unit in _OF_STAGES
    if not last.name.endswith(words.HEADS) and not aside and not staged:
        return None
    name = _restaged(said, last)
    return Naming(name, last.start, scene.end, name, "figure-of-stage")


def _of_whom(scene: Scene) -> Naming | None:
    """劝返学生37人，其中县一中〔9人〕."""
    unit = scene.count.unit
    levels = [one for one in scene.known if one.measure != "change" and one.unit == unit]
    said = scene.here.words
    if not levels or not indicators.is_place(said):
        return None
    if said.startswith((*words.OPEN_VERBS, *words.DOINGS)) or _OF_STAGE.match(said):
        return None
    return Naming(levels[-1].name, scene.here.start, scene.end, levels[-1].thing, "figure-carried-name")


def _before(scene: Scene) -> Naming | None:
    """在校学生〔6.83万人〕, 招聘教师〔128名〕."""
    here, unit, last = scene.here, scene.count.unit, scene.last
    name, thing = indicators.shortest(here.words)
    if match := _STANDARD_IS.match(name) or _OF_STAGE.match(name):
        name = thing = match[2] + match[1]
    verb = name.removesuffix(thing) if name.endswith(thing) else ""
    joined = scene.clause.text[max(scene.clause.span.start, here.start - 3) : here.start]
    follows = last is not None and last.verb and last.unit == unit and last.measure != "change"
    if last is not None and follows and not verb and joined.endswith(("其中", "、")):
        name, verb = last.verb + name, last.verb
    if name in {"占比", "比例", "比重"} and last is not None:
        name = f"{last.name}占比"
    elif last is not None and joined.endswith("其中") and unit in {"平方米", "亩"} and not name.endswith(words.HEADS):
        name += last.name
    name = _tariff(scene, name)
    if "占" in here.link and not name.endswith(words.SHARE_HEADS):
        name += "占比"
    return Naming(name, here.start, scene.end, thing, "figure-after-name", verb)


def _party(scene: Scene) -> Naming | None:
    """督导组一行〔6人〕."""
    match = _ONE_PARTY.search(scene.here.words)
    if match is None:
        return None
    name = match["group"] or "一行"
    return Naming(name + "人数", scene.here.start, scene.end, name, "figure-after-name")


def _rate_before(scene: Scene) -> Naming | None:
    """学校近视率控制不理想，本学年不降反升，达到〔38.7%〕: the rate that an earlier part is about."""
    clause, number = scene.clause, scene.count.number
    if scene.here.words or scene.known or "达" not in scene.here.link:
        return None
    found = _A_RATE.findall(clause.text, max(clause.span.start, number.start - _FAR), number.start)
    return Naming(found[-1], number.start, scene.end, found[-1], "figure-carried-name") if found else None


_PERCENT, _YUAN, _PEOPLE = frozenset({"%"}), frozenset({"元"}), frozenset({"人", "人次"})
# Each way with the units that it is for; none: for all.
_WAYS: tuple[tuple[Callable[[Scene], Naming | None], frozenset[str] | None], ...] = (
    (_pointing, None),
    (_standard, None),
    *AMOUNT_WAYS,
    (_at_least_of, _PERCENT),
    (_spent, _YUAN),
    (_share_of, _PERCENT),
    (_taking_part, _PEOPLE),
    (_party, _PEOPLE),
    (name_things, None),
    (_share, _PERCENT),
    (_share_before, _PERCENT),
    (_each, None),
    (_rate_before, _PERCENT),
    (_carried, None),
    (_lasting, None),
    (_only_verb, None),
    (_of_stage, None),
    (_of_whom, _PEOPLE | _YUAN),
    (_before, None),
)


@cache
def _ways(unit: str) -> tuple[Callable[[Scene], Naming | None], ...]:
    """Return the ways for numbers in the unit."""
    return tuple(way for way, units in _WAYS if units is None or unit in units)


def _restaged(stage: str, last: Figure) -> str:
    """Return the name of the figure before for another stage: 小学收费标准 gives 初中收费标准."""
    stages = [one for one in words.STAGES if last.name.startswith(one) and not last.name.startswith("均", len(one))]
    old = max(stages, key=len, default="")
    return stage + last.name.removeprefix(old)


def _part_before(scene: Scene) -> str:
    """Return the part before the number's where it is a name (贫困幼儿资助，每生〔500元〕), else the term before."""
    clause = scene.clause
    match = _PART_BEFORE.search(clause.text[max(clause.span.start, scene.here.start - _NEAR) : scene.here.start])
    named = match is not None and indicators.is_name(match[1], scene.count.unit)
    return match[1] if match and named else _term_before(clause, scene.count.number.start)


def _term_before(clause: Clause, at: int) -> str:
    """Return the last term of the vocabulary that the clause names before `at`."""
    index = bisect_left(clause.terms, (at, 0))
    while index and clause.terms[index - 1][1] > at:
        index -= 1
    return clause.text[slice(*clause.terms[index - 1])] if index else ""

"""How a count of time or money names what it measures.

培训为期〔两天〕, 享受每月〔200元〕的教龄津贴, 总投资〔8600万元〕的迁建项目.
Ways as in `naming`: each returns None where the words are not its case, and NOTHING where it has no name.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.extract import indicators, phrases
from kg.extract.figure import NOTHING, Naming, Scene
from kg.language import figure_words as words
from kg.language.patterns import either

_SHORT_NAME = 12
_THIS = re.compile(r"^(?:本次|此次|这次|本届|本期|整个|该|全部)(?:的)?")
_SERVED = re.compile(r"(?P<work>服务|任教|从教|工作)(?:期?满|期限)?$")
_PAID = re.compile(rf"(?:不等|左右)?的([^，,。；;、的]{{0,12}}?(?:{either(words.PAYMENTS)}))")
_PRICE = re.compile(
    r"(?:[/／][一-鿿]{1,3})?(?:的(?:标准|价格))?(?:收取|收缴|缴纳|收|支付|发放|给予)"
    rf"([^，,。；;、的]{{0,10}}?(?:费用|费|{either(words.PAYMENTS)}))"
)
_INVESTED = re.compile(r"(?:计划|估算|概算|预计|规划|累计|完成)?((?:总|建设)?投[资入])")
_BUILT = re.compile(r"(新建|建设|建成|改建|扩建|改扩建|迁建|改造|打造|修建|兴建)(?:了)?的?(?![和、])")
_SET_ASIDE = re.compile(r"(?:投入|投资|安排|拨付|列支|拿出|筹措|落实|争取|统筹)(?:专项|财政|各类)?(?:资金|经费)?$")
_PURPOSE = re.compile(r"(?:专项|全部|主要)?用于(.{4,20})$")
_NUMERAL = re.compile(r"[一二两三四五六七八九十\d]")
_CLASS = re.compile(
    r"(?:一个|1个|每个|每)(?:教学)?班级?(?:就|却|竟|都|学生)?(?:有|达|达到|多达|超过|挤着|挤了|坐着|坐了|为)?(?:近|约)?$"
)


def lasting(scene: Scene) -> Naming | None:
    """本次培训为期〔两天〕, 为期〔5天〕的集训, 学校停课〔3天〕, 特岗教师须服务〔3年〕以上."""
    said, unit = scene.here.words, scene.count.unit
    if served := _SERVED.search(said):
        who = indicators.tidy(said[: served.start()]).removesuffix("必须").removesuffix("须")
        return None if scene.behind.phrase.startswith("的") else _named(scene, who + served["work"] + "年限", who)
    ended = next((word for word in words.LASTING if said.endswith(word)), "")
    if not ended or scene.clause.text.startswith("前", scene.end):
        return None
    if ended in words.PAUSES:
        return _named(scene, ended + words.LENGTHS[unit], ended)
    return _spanning(scene, _THIS.sub("", said.removesuffix(ended)), ended)


def _spanning(scene: Scene, subject: str, ended: str) -> Naming:
    """Return what lasts: the subject, else the noun behind the count; a history of years is no figure."""
    unit, phrase = scene.count.unit, scene.behind.phrase
    if ended == "历时" and unit == "年":
        return NOTHING
    ending = words.LENGTHS[unit]
    behind = phrase[1:] if phrase.startswith("的") else ""
    if len(behind) > _SHORT_NAME:
        behind = phrases.split_noun(behind)[0]
    base = behind if len(behind) > 1 else indicators.shortest(subject)[0] if subject else ""
    if not indicators.is_name(base, "天"):
        return _named(scene, ended, ended) if ended in {"用时", "耗时"} else NOTHING
    return _named(scene, base + (ended if ended in {"用时", "耗时"} else ending), base)


def class_size(scene: Scene) -> Naming | None:
    """一个班〔90多人〕."""
    if scene.behind.phrase:
        return None
    before = scene.clause.text[max(scene.clause.span.start, scene.count.number.start - 12) : scene.count.number.start]
    return _named(scene, "班额", "班额") if _CLASS.search(before) else None


def paid(scene: Scene) -> Naming | None:
    """享受每月〔200元〕的教龄津贴, 以〔500元〕/科收取托管费用."""
    said = scene.here.words
    if match := _PAID.match(scene.behind.phrase):
        rate, end = indicators.each(said), scene.behind.start + match.end()
        return _named(scene, match[1] + rate, match[1], end, "figure-each" if rate else "figure-amount")
    if scene.here.link.endswith(("以", "按")) and (match := _PRICE.match(scene.behind.phrase)):
        return _named(scene, match[1], match[1], scene.behind.start + match.end())
    return None


def set_aside(scene: Scene) -> Naming | None:
    """县财政安排〔300万元〕用于聘请代课教师."""
    purpose = _PURPOSE.match(scene.behind.phrase)
    if purpose is None or not _SET_ASIDE.search(scene.here.words):
        return None
    return _named(scene, purpose[1] + "投入", purpose[1], scene.behind.start + purpose.end())


def worth(scene: Scene) -> Naming | None:
    """捐赠价值〔20万元〕的图书."""
    worth_of = scene.here.words.endswith("价值") and scene.clause.text.startswith("的", scene.end)
    if not worth_of:
        return None
    noun = phrases.split_noun(scene.behind.phrase[1:])[0]
    return _named(scene, noun + "价值", noun, scene.behind.start + 1 + len(noun)) if len(noun) > 1 else NOTHING


def invested(scene: Scene) -> Naming | None:
    """总投资〔8600万元〕的迁建项目, 投资〔1.2亿元〕新建的第二实验小学."""
    phrase, spent = scene.behind.phrase, _INVESTED.fullmatch(scene.here.words)
    built = _BUILT.match(phrase)
    if spent is None or (built is None and not phrase.startswith("的")):
        return None
    at = built.end() if built else 1
    noun = phrases.split_noun(phrase[at:])[0]
    if not 1 < len(noun) <= phrases.LONGEST - 6 or _NUMERAL.match(noun):
        return None
    name = f"{built[1] if built else ''}{noun}{spent[1]}"
    return _named(scene, name, noun, scene.behind.start + at + len(noun))


def _named(scene: Scene, name: str, thing: str, end: int = 0, rule: str = "figure-amount") -> Naming:
    return Naming(name, scene.here.start, max(end, scene.end), thing, rule)


_YUAN = frozenset({"元"})
# Each way with the units that it is for.
AMOUNT_WAYS: tuple[tuple[Callable[[Scene], Naming | None], frozenset[str]], ...] = (
    (lasting, words.TIME_UNITS),
    (class_size, frozenset({"人"})),
    (paid, _YUAN),
    (set_aside, _YUAN),
    (worth, _YUAN),
    (invested, _YUAN),
)

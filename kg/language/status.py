"""Whether a clause reports or plans, and which words say so.

A clause is told by its own cues first (已, 完成了, 荣获, 去年 / 要, 将, 力争, 年底前), then by the cues of the parts
before it, then by the role of its section. 要, 将, 应 and 拟 count only as auxiliaries: 重要, 需要, 要求, 应急 and
将…纳入 do not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from kg.language import clauses
from kg.language import status_words as words
from kg.language.patterns import either
from kg.model import Role, Span, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NOT_YAO_BEFORE = frozenset("重主需必首摘纲不只紧扼简概切想所若如险机")
_NOT_YAO_AFTER = frozenset("点求素害领义紧闻么是件塞职务道旨诀强")
_CLOSELY = ("紧紧", "紧盯", "紧扣", "紧跟", "紧抓", "紧密", "紧贴")  # 要紧盯, and not 要紧
_NOT_JIANG_BEFORE = frozenset("健老干名大小良猛麻")
_NOT_JIANG_AFTER = (
    "近",
    "军",
    "士",
    "来",
    "领",
    "有限",
    "有关",
    "全县",
    "全市",
    "全区",
    "全体",
    "以上",
    "以下",
    "高中",
    "高考",
)
_SUBJECT_ENDS = frozenset("们局校县市区府院厅委部办会园馆还也都均即又且")
_NOT_YING_BEFORE = frozenset("相适响反供回效顺对呼照理")
_NOT_NI = frozenset("模虚草比")

_NEXT = re.compile(
    r"下一步|下一阶段|下阶段|今后|明年|来年|新的一年|接下来|后续(?=将|我)|未来(?<![向对得的着]未来)(?=[，,将我几两三五一])"
)
# Who speaks wants something of others: 希望各校, 要求学校, 倡议家长.
_ASKING = re.compile(
    r"希望(?=各|大家|全[县市区体校]|广大|同学|老师|家长|学校|社会|有更多|你们|他们|教师|师生)"
    r"|(?:倡议|呼吁|号召)(?=大家|各|全[县市区体校]|广大|社会|家长|学校|师生|学生|同学|教师|更多|有关|相关)"
    r"|要求(?<![格照]要求)(?=各|全[县市区体校]|广大|家长|学校|中小学|教师|师生|所有|有关|相关)"
)
_WILL = re.compile(
    r"会(?<![全大机社员协学盛金展委事晚例开工妇商议党务训班座]会)(?=进一步|继续|持续|全力|努力|不断|尽快|一如既往|更加)"
    r"|一定会|必定会|定会|必会"
)
_ASKING_WORDS = re.compile("要求|希望|倡议|呼吁|号召")
# Times that lie ahead but for a review, whose own they may be.
_AHEAD = re.compile(
    r"年内|年底前|年末前|下半年"
    r"|(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})月(?:底|末|份|尾|上旬|中旬|下旬|[0-9]{1,2}日)?(?:之|以)?前"
    r"|(?:开学|学期|学年|高考|中考|汛期|20[0-9]{2}年(?:年)?(?:底|末)?)(?:之|以)?前"
    r"|(?<!截)[到至](?:20[0-9]{2}年|今年底|今年年底|年底|明年)"
)
_AHEAD_WORDS = ("到", "至", "年内", "下半年")  # one of these or 前 stands in all of them
_BEFORE_NOW = re.compile(
    r"去年|前年|上学年|上学期|上一学[年期]|近年来|近几年|今年以来|20[0-9]{2}年以来|以来|一年来|过去|截至|截止|迄今|目前|现有(?<![对把将与和]现有)|仍有|仍然|同比|环比|较上年|比上年"
    r"|累计|首次|刚才|日前(?<![0-9一二三四五六七八九十]日前)|近日|上半年|当前|日益|依然|20[0-9]{2}年底?(?:已|就)"
)
_COMPARING = frozenset({"同比", "环比", "较上年", "比上年"})
_PERFECT = re.compile(r"已|了")
_NOT_LE_BEFORE = frozenset("为除不罢")
_NOT_LE_AFTER = frozenset("解结然如望得")
_NOT_YI_BEFORE = frozenset("而得不自")
_ATTRIBUTE = re.compile(r"(?:已|尚未|未能|原计划|原定)[^，,。；;、的]{1,14}的(?![，,。；;、])")
_AUXILIARY = re.compile(r"要|将|应|拟|须|计划|争取|部署")
# 就…进行了安排部署: what is arranged lies ahead, although the arranging is done.
_ARRANGED = re.compile(r"[就对][^，,。；;]{1,80}(?:进行|作|做)[了出]?[^，,。；;]{0,6}(?:安排|部署)")
_GOAL_OF = re.compile(r"实现[^，,。；;了已]{0,40}[0-9][^，,。；;了已]{0,12}目标")
_TIME_FIRST = re.compile(
    r"(?:到|至)?(?:今年|明年|年内|年底|全年|下半年|20[0-9]{2}年|[0-9]{1,2}月)|同时|此外|另外|下一步|接下来"
)
_PLANS_BEFORE = frozenset("年月内度期我局县校市区也还并均共都们中步们院厅办府园底，,、；;：:。 ")
_PLANS_NOT_AFTER = ("执行", "落实", "完成", "生育", "单列", "内", "外", "”", "》", "的", "和", "、", "为", "（", "(")

_AIMING_WORDS = re.compile(either((*words.AIMING, *words.SECURING, "坚决", "努力")))
_REPORTING_WORDS = re.compile(either(words.REPORTING))

_WINDOW = 400  # characters around the place that is asked for; longer clauses are damage
_QUOTE = 24  # a quotation up to here is a name; its words are no cues


class Cue(NamedTuple):
    """Words that tell the status: `clause[start:end]`. `strong` are auxiliaries and aspect, the others only times."""

    start: int
    end: int
    status: Status
    strong: bool


def clause_status(clause: str, role: Role, *, at: int | None = None) -> tuple[Status | None, str]:
    """The status of the clause, or of its part around offset `at`, and the words that decided it.

    Where no cue decides, the section's role does and its name is returned (`review`, `plan`, `problem`); None and ""
    where the role is NEUTRAL. Problems are always reported.
    """
    if at is not None and len(clause) > 2 * _WINDOW:
        begin = max(0, at - _WINDOW)
        clause, at = clause[begin : begin + 2 * _WINDOW], at - begin
    elif len(clause) > 2 * _WINDOW:
        clause = clause[: 2 * _WINDOW]
    if role is Role.PROBLEM:
        return Status.REPORTED, role.value
    cues = _cues(clause, role)
    cue = None if not cues else _first(cues) if at is None else _around(clause, cues, role, at)
    if cue is not None:
        return cue.status, clause[cue.start : cue.end]
    if role is Role.REVIEW:
        return Status.REPORTED, role.value
    if role is Role.PLAN:
        return Status.PLANNED, role.value
    return _deed(clause, at)


def plans(clause: str) -> bool:
    """Whether an auxiliary or a word of aiming stands in the words: 要, 必须, 力争."""
    return any(cue.strong and cue.status is Status.PLANNED for cue in _cues(clause, Role.NEUTRAL))


def _first(cues: Sequence[Cue]) -> Cue | None:
    return next((cue for cue in cues if cue.strong), cues[0] if cues else None)


def _around(clause: str, cues: Sequence[Cue], role: Role, at: int) -> Cue | None:
    """The cue for the part that holds `at`: its own, else the nearest part's before it that reaches over to it."""
    spans = _parts(clause)
    index = max(0, bisect_right(spans, at, key=_start) - 1)
    if not spans:
        return None
    own = _within(cues, spans[index])
    if own:
        return _nearest(own, at)
    earlier = role is Role.NEUTRAL or cues[0].start < spans[index].start
    for number in range(index if earlier else 0, 0, -1):
        if _begins_anew(clause[spans[number].start : spans[number].end], role):
            return None
        before = _within(cues, spans[number - 1])
        if before:
            return _nearest(before, spans[number - 1].end)
    if role is Role.NEUTRAL:
        after = [cue for cue in cues if cue.start >= spans[index].end]
        later = next((span for span in spans if after and span.start <= after[0].start < span.end), None)
        return after[0] if later and not _TIME_FIRST.match(clause[later.start : later.end]) else None
    return None


@lru_cache(maxsize=512)
def _parts(clause: str) -> tuple[Span, ...]:
    return tuple(clauses.parts(clause))


_start = itemgetter(0)


def _within(cues: Sequence[Cue], span: Span) -> list[Cue]:
    return [cue for cue in cues if span.start <= cue.start < span.end]


def _nearest(cues: Sequence[Cue], at: int) -> Cue:
    """Strong before weak, before the place rather than behind it, near rather than far."""
    return min(cues, key=lambda cue: (not cue.strong, cue.start > at, abs(cue.start - at)))


def _begins_anew(part: str, role: Role) -> bool:
    """Whether the status of the part before does not reach over: a new time, or in a plan a new order."""
    if _TIME_FIRST.match(part):
        return True
    return role is Role.PLAN and part.startswith(words.ORDERS) and "了" not in part


def _deed(clause: str, at: int | None) -> tuple[Status | None, str]:
    """In a text that is neither review nor plan: a deed beside a number, in a part that does not begin as an order."""
    spans = _parts(clause)
    place = 0 if at is None else at
    span = next((each for each in reversed(spans) if each.start <= place), spans[0] if spans else Span(0, 0))
    part = clause[span.start : span.end]
    if any(character.isdigit() for character in part):
        for word in words.DEEDS:
            if word in part:
                return Status.REPORTED, word
    return None, ""


@lru_cache(maxsize=512)
def _cues(clause: str, role: Role) -> tuple[Cue, ...]:
    """All cues of the clause, sorted; nothing inside 《》, brackets and short quotations counts."""
    shields = [
        Span(each.start, each.end)
        for each in clauses.enclosures(clause)
        if each.opener in clauses.TITLES
        or each.opener in clauses.BRACKETS
        or (each.opener in clauses.QUOTES and each.end - each.start <= _QUOTE)
    ]
    found, reported = _planned(clause, role), _reported(clause)
    if ("安排" in clause or "部署" in clause) and (arranged := [Span(*m.span()) for m in _ARRANGED.finditer(clause)]):
        reported = [cue for cue in reported if not _covered(cue.start, arranged)]
        found += [Cue(span.start, span.end, Status.PLANNED, True) for span in arranged]
    if role is Role.PLAN:  # 比上年提高5个百分点 is what is aimed at
        reported = [cue for cue in reported if clause[cue.start : cue.end] not in _COMPARING]
    found += reported
    if shields:
        found = [cue for cue in found if not _covered(cue.start, shields)]
    return tuple(sorted(found))


def _covered(position: int, spans: Sequence[Span]) -> bool:
    return any(span.start < position < span.end for span in spans)


def _planned(clause: str, role: Role) -> list[Cue]:
    found = [
        Cue(match.start(), match.end(), Status.PLANNED, True)
        for match in _AUXILIARY.finditer(clause)
        if _AUXILIARIES[match.group()](clause, match.start())
    ]
    for start, end in _occurrences(_AIMING_WORDS, clause):
        if _plans_there(clause, start, end, role):
            found.append(Cue(start, end, Status.PLANNED, True))
    if _ASKING_WORDS.search(clause):
        found += [Cue(*match.span(), Status.PLANNED, True) for match in _ASKING.finditer(clause)]
    if "会" in clause:
        found += [Cue(*match.span(), Status.PLANNED, True) for match in _WILL.finditer(clause)]
    if role is Role.REVIEW:
        found += [Cue(match.start(), match.start() + 2, Status.PLANNED, True) for match in _GOAL_OF.finditer(clause)]
    elif "前" in clause or ("年" in clause and any(word in clause for word in _AHEAD_WORDS)):
        found += [Cue(*match.span(), Status.PLANNED, False) for match in _AHEAD.finditer(clause)]
    found += [Cue(*match.span(), Status.PLANNED, False) for match in _NEXT.finditer(clause)]
    return found


def _plans_there(clause: str, start: int, end: int, role: Role) -> bool:
    """Whether a word of aiming plans where it stands: 确保 and 保证 in a plan or beside an aim, 努力 before a doing."""
    word = clause[start:end]
    if word in words.SECURING:
        return role is Role.PLAN or _aims(clause, end)
    if word == "预计" and role is Role.REVIEW:  # 预计完成投资2亿元: the year is not over yet
        return not clause.startswith(("完成", "实现", "全年"), end)
    if word == "不得":
        return not clause.startswith("不", end)  # 不得不
    if word == "坚决":
        return role is not Role.REVIEW
    return word != "努力" or (role is not Role.REVIEW and clause.startswith(words.AFTER_EFFORT, end))


def _reported(clause: str) -> list[Cue]:
    attributes = {match.start() for match in _ATTRIBUTE.finditer(clause)} if "的" in clause else set()
    found = [
        Cue(start, end, Status.REPORTED, True)
        for start, end in _occurrences(_REPORTING_WORDS, clause)
        if start not in attributes
    ]
    for match in _PERFECT.finditer(clause):
        at = match.start()
        before = clause[at - 1] if at else ""
        after = clause[at + 1 : at + 2]
        if match.group() == "了":
            counts = before not in _NOT_LE_BEFORE and after not in _NOT_LE_AFTER
            start = max(0, at - 2)
        else:
            counts = before not in _NOT_YI_BEFORE and at not in attributes
            start = at
        if counts:
            found.append(Cue(start, at + 1, Status.REPORTED, True))
    found += [Cue(*match.span(), Status.REPORTED, False) for match in _BEFORE_NOW.finditer(clause)]
    return found


def _occurrences(pattern: re.Pattern[str], clause: str) -> Iterator[tuple[int, int]]:
    """Where words stand, also where one begins inside another."""
    match = pattern.search(clause)
    while match:
        yield match.span()
        match = pattern.search(clause, match.start() + 1)


def _aims(clause: str, at: int) -> bool:
    """Whether a number or 目标 follows in the same part."""
    part = clauses.parts(clause[at : at + 60])
    said = clause[at + part[0].start : at + part[0].end] if part else ""
    return "目标" in said or any(character.isdigit() for character in said)


def _is_yao(clause: str, at: int) -> bool:
    if at and clause[at - 1] in _NOT_YAO_BEFORE:
        return False
    return clause[at + 1 : at + 2] not in _NOT_YAO_AFTER or clause.startswith(_CLOSELY, at + 1)


def _is_jiang(clause: str, at: int) -> bool:
    if at and clause[at - 1] in _NOT_JIANG_BEFORE:
        return False
    rest = clause[at + 1 : at + 80]
    if rest.startswith(_NOT_JIANG_AFTER):
        return False
    if rest.startswith(("于", "会", "要", "在", "继续", "进一步")):
        return True
    if not rest.startswith(words.AFTER_JIANG) and not (at > 0 and clause[at - 1] in _SUBJECT_ENDS):
        return False
    part = clauses.parts(rest)
    return not (part and any(word in rest[: part[0].end] for word in words.DISPOSES))


def _is_ying(clause: str, at: int) -> bool:
    if clause.startswith("用", at + 1):  # 信息技术应用
        return False
    return not (at and clause[at - 1] in _NOT_YING_BEFORE) and clause.startswith(words.ACTIONS, at + 1)


def _is_ni(clause: str, at: int) -> bool:
    return not (at and clause[at - 1] in _NOT_NI) and clause[at + 1 : at + 2] not in "订定稿人态"


def _is_xu(clause: str, at: int) -> bool:
    return clause[at - 1 : at] != "必" and clause.startswith(words.ACTIONS, at + 1)


def _is_plan(clause: str, at: int) -> bool:
    """计划 as a verb: behind a subject or a time, before what is planned."""
    rest = clause[at + 2 : at + 20]
    if (at and clause[at - 1] not in _PLANS_BEFORE) or rest.startswith(_PLANS_NOT_AFTER) or not rest:
        return False
    return rest[0].isdigit() or rest.startswith(words.PLANNED_FIRST)


def _is_strive(clause: str, at: int) -> bool:
    """争取 before what is to be done or when; 争取资金 is a deed, and so is 争取到."""
    if clause.startswith("到", at + 2) and not clause.startswith("20", at + 3):
        return False
    return clause.startswith(words.AFTER_STRIVING, at + 2) or clause[at + 3 : at + 4] == "月"


def _is_arranging(clause: str, at: int) -> bool:
    """安排部署 before its object."""
    if clause[max(0, at - 2) : at] not in ("安排", "谋划", "动员", "研究", "全面", "具体"):
        return False
    after = clause[at + 2 : at + 3]
    return "\u4e00" <= after <= "\u9fff" and after not in "会工情的和及与后"


_AUXILIARIES = {
    "要": _is_yao,
    "将": _is_jiang,
    "应": _is_ying,
    "拟": _is_ni,
    "须": _is_xu,
    "计划": _is_plan,
    "争取": _is_strive,
    "部署": _is_arranging,
}

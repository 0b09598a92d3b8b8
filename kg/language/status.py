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
from kg.language.patterns import either
from kg.model import Role, Span, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Verbs and adverbs that open an order or an aim; what follows an auxiliary, and what a part of a plan begins with.
ACTIONS = (
    "联合", "协调", "邀请", "聘请", "更加", "同步", "定期", "每年", "进行", "带动", "打赢", "实行", "执行", "面向",
    "瞄准", "建", "办", "抓", "走", "到", "继续", "进一步", "全面", "深入", "认真", "坚持", "紧紧", "紧扣", "始终",
    "严格", "按照", "围绕", "聚焦", "构建", "推进", "推动", "推行", "加强", "加快", "加大", "实施", "开展", "投入",
    "建设", "建立", "建成", "建好", "新建", "新增", "完成", "完善", "实现", "达到", "成为", "成立", "举行", "举办",
    "召开", "启动", "采取", "给予", "陆续", "逐步", "持续", "着力", "重点", "切实", "努力", "调整", "通过", "结合",
    "充分", "积极", "大力", "组织", "牢记", "牢牢", "牢固", "强化", "深化", "落实", "抓好", "抓实", "抓住", "做好",
    "做到", "做实", "健全", "优化", "提升", "提高", "巩固", "扩大", "创建", "打造", "培养", "培育", "培训", "选派",
    "招聘", "招录", "引进", "引导", "安排", "制定", "出台", "印发", "争创", "创新", "探索", "规范", "夯实", "筑牢",
    "守牢", "压实", "统筹", "扎实", "稳步", "有序", "狠抓", "严抓", "确保", "力争", "保证", "保障", "支持", "鼓励",
    "引领", "突出", "发挥", "树立", "把", "以", "从", "对", "为", "在", "于", "由", "与", "不", "再", "更", "会",
    "高", "用", "全", "尽", "常态化", "杜绝", "遏制", "配合", "主动", "迅速", "立即", "及时", "精心", "精准", "科学",
    "合理", "依法", "依托", "利用", "改革", "改善", "改进", "增强", "凝聚", "发展", "办好", "办强", "擦亮", "上好",
    "管好", "用好", "补齐", "化解", "维护", "防范", "弘扬", "践行", "贯彻", "学习", "宣传", "坚定", "坚决", "奋力",
    "全力", "高质量", "高标准", "分期", "分批", "集中", "整合", "拓展", "拓宽", "丰富", "注重", "关注", "关爱",
    "重视", "明确", "成立", "搭建", "建强", "配齐", "配备", "选聘", "评选", "组建", "增加", "减轻", "控制", "稳定",
    "保持",
)  # fmt: skip

# What else follows 将 where it tells of what is to come; an order does not begin with it.
_TO_COME = (
    "覆盖", "开启", "竭尽", "竭力", "如实", "开辟", "迎来", "正式", "投用", "交付", "动工", "开工", "竣工", "惠及",
    "助力", "提供", "免费", "派出", "派驻", "选取", "设立", "设置", "招收", "公布", "发布", "公开", "资助", "表彰",
    "发放", "拨付", "安装", "购置", "采购", "改造", "改建", "扩建", "迁建", "增设", "增添", "延长", "提前", "推迟",
    "恢复", "取消", "停止", "暂停", "清退", "整治", "排查", "查处", "追究", "依规", "严肃", "一如既往", "一律",
    "全程", "轮流", "向", "赴", "会同", "携手", "再次", "首次", "率先", "按", "根据", "随机", "分", "两年", "三年",
    "陆续", "同期", "不定期", "适时", "责成",
)  # fmt: skip

_AFTER_JIANG = (*ACTIONS, *_TO_COME)
_NOT_YAO_BEFORE = frozenset("重主需必首摘纲不只紧扼简概切想所若如险机")
_NOT_YAO_AFTER = frozenset("点求素害领义紧闻么是件塞职务道旨诀强")
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
_DISPOSES = (
    "纳入", "作为", "贯穿", "列为", "列入", "融入", "用于", "用在", "写入", "放在", "摆在", "分为", "移交", "并入",
    "转为", "转化", "转变", "变成", "变为", "延伸", "落到", "送到", "引入", "下放", "压减至", "视为", "当作", "定为",
    "确定为", "推向", "结合起来", "传达", "印发", "汇报如下", "总结如下", "报告如下", "通报如下", "答复如下",
)  # fmt: skip
_NOT_YING_BEFORE = frozenset("相适响反供回效顺对呼照理")
_NOT_NI = frozenset("模虚草比")

# Words that plan wherever they stand.
_AIMING = (
    "必须", "务必", "务求", "力争", "力求", "打算", "即将", "必将", "预计", "有望", "届时", "尽快", "尽早", "早日",
    "不得", "严禁", "应当", "应该", "下决心", "决不能", "绝不能",
)  # fmt: skip
# Words that plan in a plan; elsewhere only where they aim at something named: a number, a date or a 目标.
_SECURING = ("确保", "保证")
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
# Times that lie ahead but for a review, whose own they may be.
_AHEAD = re.compile(
    r"年内|年底前|年末前|下半年"
    r"|(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})月(?:底|末|份|尾|上旬|中旬|下旬|[0-9]{1,2}日)?(?:之|以)?前"
    r"|(?:开学|学期|学年|高考|中考|汛期|20[0-9]{2}年(?:年)?(?:底|末)?)(?:之|以)?前"
    r"|(?<!截)[到至](?:20[0-9]{2}年|今年底|今年年底|年底|明年)"
)
_REPORTING = (
    "荣获", "获评", "获得", "喜获", "斩获", "夺得", "入选", "被评为", "被授予", "被认定", "被命名", "被确定为",
    "被列为", "被表彰", "评为", "曾", "未能", "尚未", "未完成", "没有完成", "没有达到", "原计划", "原定", "取得良好",
    "取得较好", "获批", "得到了", "受到",
)  # fmt: skip
_BEFORE_NOW = re.compile(
    r"去年|前年|上学年|近年来|近几年|今年以来|20[0-9]{2}年以来|以来|一年来|过去|截至|截止|迄今|目前|现有(?<![对把将与和]现有)|仍有|仍然|同比|环比|较上年|比上年"
    r"|累计|首次|刚才|日前(?<![0-9一二三四五六七八九十]日前)|近日|上半年|当前|日益|依然|20[0-9]{2}年底?(?:已|就)"
)
_PERFECT = re.compile(r"已|了")
_NOT_LE_BEFORE = frozenset("为除不罢")
_NOT_LE_AFTER = frozenset("解结然如望得")
_NOT_YI_BEFORE = frozenset("而得不自")
_ATTRIBUTE = re.compile(r"(?:已|尚未|未能|原计划|原定)[^，,。；;、的]{1,14}的(?![，,。；;、])")
# Finished deeds; they report where nothing says the contrary and a number stands beside them.
_DEEDS = (
    "开展", "完成", "建成", "新增", "取得", "实现", "印发", "出台", "成立", "召开", "举行", "举办", "达", "达到",
    "共有", "现有", "共", "占", "投入", "落实", "发放", "惠及", "覆盖", "培训", "招聘", "组织", "排查", "整改", "为",
    "有", "居", "增长", "提高", "下降", "获", "排", "参加", "通过", "启动", "签订", "签约", "揭牌", "被",
)  # fmt: skip
_AUXILIARY = re.compile(r"要|将|应|拟|须|计划|争取|部署")
# 就…进行了安排部署: what is arranged lies ahead, although the arranging is done.
_ARRANGED = re.compile(r"[就对][^，,。；;]{1,80}(?:进行|作|做)[了出]?[^，,。；;]{0,6}(?:安排|部署)")
_GOAL_OF = re.compile(r"实现[^，,。；;了已]{0,40}[0-9][^，,。；;了已]{0,12}目标")
_TIME_FIRST = re.compile(
    r"(?:到|至)?(?:今年|明年|年内|年底|全年|下半年|20[0-9]{2}年|[0-9]{1,2}月)|同时|此外|另外|下一步|接下来"
)
_PLANNED_FIRST = (*ACTIONS, "投资", "总投资", "今年", "明年", "到", "每年", "将")
_PLANS_BEFORE = frozenset("年月内度期我局县校市区也还并均共都们中步们院厅办府园底，,、；;：:。 ")
_PLANS_NOT_AFTER = ("执行", "落实", "完成", "生育", "单列", "内", "外", "”", "》", "的", "和", "、", "为", "（", "(")

_EFFORTS = ("使", "让", "构筑", "谱写", "开创", "交出")
_AIMING_WORDS = re.compile(either((*_AIMING, *_SECURING, "坚决", "努力")))
_REPORTING_WORDS = re.compile(either(_REPORTING))

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


def plans(words: str) -> bool:
    """Whether an auxiliary or a word of aiming stands in the words: 要, 必须, 力争."""
    return any(cue.strong and cue.status is Status.PLANNED for cue in _cues(words, Role.NEUTRAL))


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
    return role is Role.PLAN and part.startswith(_ORDERS) and "了" not in part


_ORDERS = tuple(word for word in ACTIONS if len(word) > 1)


def _deed(clause: str, at: int | None) -> tuple[Status | None, str]:
    """In a text that is neither review nor plan: a deed beside a number, in a part that does not begin as an order."""
    spans = _parts(clause)
    place = 0 if at is None else at
    span = next((each for each in reversed(spans) if each.start <= place), spans[0] if spans else Span(0, 0))
    part = clause[span.start : span.end]
    if any(character.isdigit() for character in part):
        for word in _DEEDS:
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
    arranges = "安排" in clause or "部署" in clause
    arranged = [Span(match.start(), match.end()) for match in _ARRANGED.finditer(clause)] if arranges else []
    found = [*_planned(clause, role), *(cue for cue in _reported(clause) if not _covered(cue.start, arranged))]
    found.extend(Cue(span.start, span.end, Status.PLANNED, True) for span in arranged)
    return tuple(sorted(cue for cue in found if not _covered(cue.start, shields)))


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
    for pattern in (_ASKING, _WILL):
        found.extend(Cue(match.start(), match.end(), Status.PLANNED, True) for match in pattern.finditer(clause))
    if role is Role.REVIEW:
        found.extend(Cue(match.start(), match.start() + 2, Status.PLANNED, True) for match in _GOAL_OF.finditer(clause))
    elif "年" in clause or "前" in clause:
        found.extend(Cue(match.start(), match.end(), Status.PLANNED, False) for match in _AHEAD.finditer(clause))
    found.extend(Cue(match.start(), match.end(), Status.PLANNED, False) for match in _NEXT.finditer(clause))
    return found


def _plans_there(clause: str, start: int, end: int, role: Role) -> bool:
    """Whether a word of aiming plans where it stands: 确保 and 保证 in a plan or beside an aim, 努力 before a doing."""
    word = clause[start:end]
    if word in _SECURING:
        return role is Role.PLAN or _aims(clause, end)
    if word == "坚决":
        return role is not Role.REVIEW
    return word != "努力" or (role is not Role.REVIEW and clause.startswith((*ACTIONS, *_EFFORTS), end))


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
    found.extend(Cue(match.start(), match.end(), Status.REPORTED, False) for match in _BEFORE_NOW.finditer(clause))
    return found


def _occurrences(words: re.Pattern[str], clause: str) -> Iterator[tuple[int, int]]:
    """Where words stand, also where one begins inside another."""
    match = words.search(clause)
    while match:
        yield match.span()
        match = words.search(clause, match.start() + 1)


def _aims(clause: str, at: int) -> bool:
    """Whether a number or 目标 follows in the same part."""
    part = clauses.parts(clause[at : at + 60])
    words = clause[at + part[0].start : at + part[0].end] if part else ""
    return "目标" in words or any(character.isdigit() for character in words)


def _is_yao(clause: str, at: int) -> bool:
    return not (at and clause[at - 1] in _NOT_YAO_BEFORE) and clause[at + 1 : at + 2] not in _NOT_YAO_AFTER


def _is_jiang(clause: str, at: int) -> bool:
    if at and clause[at - 1] in _NOT_JIANG_BEFORE:
        return False
    rest = clause[at + 1 : at + 80]
    if rest.startswith(_NOT_JIANG_AFTER):
        return False
    if rest.startswith(("于", "会", "要", "在", "继续", "进一步")):
        return True
    if not rest.startswith(_AFTER_JIANG) and not (at > 0 and clause[at - 1] in _SUBJECT_ENDS):
        return False
    part = clauses.parts(rest)
    return not (part and any(word in rest[: part[0].end] for word in _DISPOSES))


def _is_ying(clause: str, at: int) -> bool:
    return not (at and clause[at - 1] in _NOT_YING_BEFORE) and clause.startswith(ACTIONS, at + 1)


def _is_ni(clause: str, at: int) -> bool:
    return not (at and clause[at - 1] in _NOT_NI) and clause[at + 1 : at + 2] not in "订定稿人态"


def _is_xu(clause: str, at: int) -> bool:
    return clause[at - 1 : at] != "必" and clause.startswith(ACTIONS, at + 1)


def _is_plan(clause: str, at: int) -> bool:
    """计划 as a verb: behind a subject or a time, before what is planned."""
    rest = clause[at + 2 : at + 20]
    if (at and clause[at - 1] not in _PLANS_BEFORE) or rest.startswith(_PLANS_NOT_AFTER) or not rest:
        return False
    return rest[0].isdigit() or rest.startswith(_PLANNED_FIRST)


def _is_strive(clause: str, at: int) -> bool:
    """争取 before what is to be done or when; 争取资金 is a deed, and so is 争取到."""
    if clause.startswith("到", at + 2) and not clause.startswith("20", at + 3):
        return False
    return clause.startswith((*ACTIONS, "年", "早", "今", "明", "20"), at + 2) or clause[at + 3 : at + 4] == "月"


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

"""What headings, titles and turning sentences say about the text below them: review, plan, problem.

The word lists are the genre's own: 总结, 回顾 and 成绩 look back, 计划, 打算 and 下一步 ahead, 存在的问题 admits.
"""

from __future__ import annotations

import re

from kg.language.headings import FIRST
from kg.language.patterns import either
from kg.language.status import plans
from kg.model import Role

# What a heading says about its section. Strong words count at every level, weak ones only in the headings of the
# first, because 重点, 目标 and 措施 stand in headings of reviews too.
REVIEW_WORDS = (
    "总结", "回顾", "盘点", "工作情况", "开展情况", "完成情况", "执行情况", "进展情况", "落实情况", "主要做法",
    "主要成绩", "工作成效", "主要成效", "取得的成绩", "取得成绩", "取得的成效", "取得成效", "肯定成绩", "肯定成效",
    "已开展的工作", "已做的工作", "工作开展", "特色亮点", "工作亮点", "主要工作成绩", "过去一年", "过去的一年",
    "过去五年", "成绩来之不易", "基本情况", "基本概况", "学校概况",
)  # fmt: skip
WEAK_REVIEW_WORDS = ("肯定", "成绩", "成效", "亮点", "过去", "做法", "所做的", "完成的主要工作")
PLAN_WORDS = (
    "工作计划", "工作打算", "打算", "下一步", "下步", "下阶段", "下一阶段", "下半年工作", "工作安排", "工作思路",
    "工作部署", "工作要点", "工作规划", "工作设想", "展望", "面向未来", "努力方向", "今后", "来年", "明年",
    "新的一年", "重点工作安排", "工作目标", "目标任务", "总体要求", "总体思路", "指导思想", "发展目标", "主要目标",
    "重点任务", "主要任务", "工作任务", "保障措施", "改进措施", "整改措施", "工作措施", "贯彻意见", "工作要求",
    "组织实施", "推进机制", "奋斗目标", "长期坚持", "需持续推进", "持续整改", "后续工作",
)  # fmt: skip
WEAK_PLAN_WORDS = (
    "计划", "安排", "思路", "部署", "重点", "目标", "任务", "措施", "要求", "规划", "方向", "全力", "奋力", "抓好",
    "做好", "确保", "压实责任", "强化责任", "加强领导", "加强组织领导", "下半年",
)  # fmt: skip
# of these, the nouns: a heading that ends with one plans in a summary too, where 突出重点 and 全力 tell what was done
_WEAK_PLAN_NOUNS = ("计划", "安排", "思路", "部署", "目标", "任务", "规划", "方向")
PROBLEM_WORDS = (
    "存在问题", "存在的", "存在不足", "存在差距", "存在困难", "主要问题", "突出问题", "问题和不足", "问题与不足",
    "困难和问题", "问题和困难", "不足和差距", "差距和不足", "寻找差距", "查找差距", "正视差距", "正视问题",
    "面临的困难", "面临的问题", "面临的挑战", "短板弱项", "问题与挑战", "问题和挑战", "进展滞后", "进度滞后",
    "进展缓慢", "推进缓慢", "推进滞后",
)  # fmt: skip
_PROBLEM_NOUNS = ("问题", "不足", "差距", "困难", "短板")
_REMEDIES = (
    "补齐", "补短板", "解决", "破解", "整改", "聚焦", "坚持问题", "针对", "缩小", "克服", "弥补", "消除", "导向",
    "破除", "攻克", "直面", "问题台账", "治理", "帮扶", "资助",
)  # fmt: skip
_FACING = ("正视", "寻找", "查找", "存在", "分析")
_DEMANDS = ("干出", "务求", "力求", "见成效", "见实效", "求成效", "求实效", "交出")  # what is asked for, not told
_REMEDY, _FACE, _PROBLEM, _REVIEW, _PLAN, _WEAK_REVIEW, _WEAK_PLAN = (
    re.compile(either(words))
    for words in (_REMEDIES, _FACING, PROBLEM_WORDS, REVIEW_WORDS, PLAN_WORDS, WEAK_REVIEW_WORDS, WEAK_PLAN_WORDS)
)


def heading_role(heading: str, level: int, *, in_summary: bool = False) -> Role | None:
    """What the heading says its section is for; None where it is silent, NEUTRAL where it says two things.

    `in_summary`: the document's title says that it sums up.
    """
    remedied = _REMEDY.search(heading) is not None and not _FACE.search(heading)
    problem = not remedied and _PROBLEM.search(heading) is not None
    review = _REVIEW.search(heading) is not None
    plan = _PLAN.search(heading) is not None
    if level <= FIRST and not (problem or review or plan):
        problem = not remedied and heading.rstrip("：:。").endswith(_PROBLEM_NOUNS)
        review = _WEAK_REVIEW.search(heading) is not None and not any(word in heading for word in _DEMANDS)
        exhorts = in_summary and "下半年" not in heading and not heading.rstrip("：:。").endswith(_WEAK_PLAN_NOUNS)
        plan = not (review or exhorts) and _WEAK_PLAN.search(heading) is not None
    if review and plan:
        return Role.NEUTRAL
    if review:
        return Role.REVIEW
    if plan:
        return Role.NEUTRAL if problem else Role.PLAN
    return Role.PROBLEM if problem else None


_EXPLAINING = ("说明", "附件", "附则", "其他", "答复")


def explains(heading: str) -> bool:
    """Whether a heading opens remarks that neither report nor plan."""
    return any(word in heading for word in _EXPLAINING)


_TITLE_PLANS = ("计划", "规划", "方案", "打算", "要点", "实施意见", "指导意见", "思路", "安排", "部署")
_TITLE_REVIEWS = ("总结", "情况汇报", "情况报告", "工作汇报", "述职", "回顾", "总结报告", "答复", "纪实", "综述")
_TITLE_OPEN = (
    "讲话", "会议", "发言", "提纲", "致辞", "政府工作报告", "部署会", "推进会", "座谈会", "动员会", "研讨会", "培训会",
    "汇报会", "调度会", "安排会",
)  # fmt: skip


def title_role(title: str) -> Role:
    """The role of a whole document by its title; NEUTRAL where it says nothing, two things, or is a speech's."""
    if any(word in title for word in _TITLE_OPEN):
        return Role.NEUTRAL
    plan = any(word in title for word in _TITLE_PLANS)
    review = any(word in title for word in _TITLE_REVIEWS) or title.endswith("报告")
    if plan == review:
        return Role.NEUTRAL
    return Role.PLAN if plan else Role.REVIEW


def sums_up(title: str) -> bool:
    """Whether a title announces a review beside a plan: 工作总结和工作计划."""
    return any(word in title for word in _TITLE_REVIEWS) and any(word in title for word in _TITLE_PLANS)


_NEWS_TIME = ("近日", "日前", "连日来", "本报讯", "记者", "讯（", "讯(", "昨日", "昨天", "今日", "当日", "近期")
_NEWS_DAY = re.compile(r"[0-9]{1,2}月[0-9]{1,2}日")
_NEWS_LEAD = 300
_ANSWERS = ("您反映", "您提出", "您的发帖", "您的来信", "您的留言", "收悉", "网友")


_DECIDES = ("议定事项", "议定如下", "现予公示")  # minutes and notices: what they hold lies ahead


def tells_news(lead: str) -> bool:
    """Whether a document that opens with this paragraph reports an event or answers a letter."""
    opening = lead[:_NEWS_LEAD]
    if any(word in opening for word in _DECIDES):
        return False
    return any(word in opening for word in (*_NEWS_TIME, *_ANSWERS)) or _NEWS_DAY.search(opening) is not None


# Sentences that open a stretch of another role without a heading.
_ADMITTING = (
    "看到", "认识到", "意识到", "存在", "面临", "正视", "不容忽视", "有差距", "有不小差距", "有一定差距", "有较大差距",
    "有很大差距", "有不少差距", "有明显差距", "有不足", "有许多不足", "有不少不足", "有很多不足",
)  # fmt: skip
_ADMIT = re.compile(either(_ADMITTING))
_SHORTCOMINGS = (
    "问题",
    "不足",
    "差距",
    "困难",
    "短板",
    "挑战",
    "薄弱环节",
    "没有达到",
    "未达到",
    "盲区",
    "弱项",
    "不够",
)
_CONTRAST = ("同时", "也", "仍", "还", "但", "不过", "更要", "依然", "清醒")
_AHEAD = (
    "新的一年", "下一步", "下一阶段", "下阶段", "下半年", "今后", "来年", "明年", "接下来", "下来将", "针对上述",
    "针对这些", "针对以上", "对这些问题", "对此", "这些问题", "以上问题", "上述问题", "为此", "面对这些",
)  # fmt: skip
_AHEAD_VERBS = ("要", "将", "必须", "打算", "计划", "重点", "切实", "予以", "加以")
_TURNING_BACK = ("此外", "另外", "据悉", "据了解", "截至", "目前", "近日", "日前", "近年来")
_SPOKEN = ("强调", "要求", "明确", "提出", "指出", "表示", "时说", "上说", "中说")
_ANNOUNCING = re.compile(
    r"(?:做好|抓好|突出|抓实)(?:了)?(?:以下|如下|下列|[一二三四五六七八九十]{1,2}(?:个)?(?:方面|项|件|点))"
    r"|(?:提出|部署|安排)(?:了)?[一二三四五六七八九十]{1,2}(?:个)?(?:方面|项|点|条)"
    r"|(?:以下|如下|[一二三四五六七八九十]{1,2}[点条])(?:要求|意见|任务)"
)
_DID = re.compile(r"(?:做了|开展了|抓了|完成了|做好了)(?:以下|如下|[一二三四五六七八九十]{1,2})")
_CLOSING_NEWS = re.compile(
    r"参加(?:了)?(?:会议|活动|座谈|培训|此次|本次)|出席(?:了)?会议|(?:会上|会前|会后)[，,]|据悉|据了解|^会议由"
)
_LOOKING_BACK = ("一年来", "年来", "过去", "半年来", "学期来")
_SOON = 20
_OPENING_SPAN = 160


def turn(sentence: str, *, opens_paragraph: bool) -> Role | None:
    """The role to which a sentence turns what follows it; NEUTRAL ends such a stretch; None goes on as before.

    `opens_paragraph`: the sentence is its paragraph's first, where more kinds of opening count.
    """
    opening = sentence[:_OPENING_SPAN].lstrip('“"')
    if _admits(opening):
        return Role.PROBLEM
    if "了" in opening and _DID.search(opening):  # 对此，近两年主要做了以下工作：
        return Role.REVIEW
    if opening.startswith(_AHEAD) and any(word in opening for word in _AHEAD_VERBS):
        return Role.PLAN
    if opening.startswith(_TURNING_BACK):
        return Role.NEUTRAL
    return _speech_turn(opening) if opens_paragraph else None


def _speech_turn(opening: str) -> Role | None:
    """Where minutes and news pass from one speaker or topic to the next."""
    speech = _said(opening)
    if speech is not None:
        return Role.PLAN if plans(opening[speech:]) else Role.NEUTRAL
    if _ANNOUNCING.search(opening):
        return Role.REVIEW if any(word in opening[:_SOON] for word in _LOOKING_BACK) else Role.PLAN
    return Role.NEUTRAL if _CLOSING_NEWS.search(opening) else None


def _admits(opening: str) -> bool:
    """成绩面前，我们也清醒地看到…问题 and its like: an admission, a contrast and what falls short."""
    head = opening[:80]
    return (
        _ADMIT.search(head) is not None
        and any(word in head for word in _CONTRAST)
        and any(word in opening for word in _SHORTCOMINGS)
        and not any(word in head for word in ("解决", "整改", "针对", "坚持问题", "补齐", "隐患", "直面"))
    )


def _said(opening: str) -> int | None:
    """Offset behind 会议强调，, 某某要求： at a sentence's start."""
    for word in _SPOKEN:
        at = opening.find(word, 0, 30)
        if at > 0 and opening[at + len(word) : at + len(word) + 1] in "，,：:" and opening[at + len(word) :]:
            return at + len(word)
    return None

"""What sort of document one is: by its title, and where that is silent by how it begins and what it is made of."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model import Role

if TYPE_CHECKING:
    from kg.model import Document

OTHER = "other"
_MEETING = (
    "(?:会议|大会|(?:工作|座谈|推进|动员|部署|总结|研讨|汇报|调度|例|表彰|培训|交流|协商|现场|专题|启动|家长|协调|分析|安排|联席|"
    "通报|恳谈|宣讲|说明|誓师|评审|论证|生活|视频|扩大|碰头|评议|述职)会)"
)
# Kind → what its title says, in the order in which kinds are tried: 关于印发工作计划的通知 is a notice.
_TITLES: dict[str, re.Pattern[str]] = {
    "reply": re.compile(r"答复|复函|(?:提案|建议|议案)[^，。]{0,20}(?:回复|办理(?:情况|结果))"),
    "speech": re.compile(r"讲话|致辞|致词|发言|寄语|演讲|报告会上的|会议?上的报告"),
    "notice": re.compile(r"(?:通知|公告|公示|通告|通报|启事|函)[》\s\d年月日]{0,16}(?:[（(][^（）()]{0,16}[)）])?$"),
    "meeting news": re.compile(
        rf"(?:召开|举行|举办|组织|参加|主持)[^，。]{{0,60}}(?:{_MEETING}|会$)|{_MEETING}[^，。]{{0,12}}(?:召开|举行|开幕|闭幕)"
    ),
    "work report": re.compile(
        r"总结|工作报告|述职|汇报|工作情况|进展情况|情况报告|情况的报告|年报|年度报告|完成情况|落实情况"
    ),
    "plan": re.compile(r"计划|规划|方案|要点|打算|安排|纲要|实施意见|思路|行动|工作部署|任务清单|责任清单"),
}
# Kind → how its text begins.
_OPENINGS: dict[str, re.Pattern[str]] = {
    "reply": re.compile(
        r"(?:提案|建议|议案|来信|来电|留言|发帖|问题)[^。]{0,40}(?:收悉|已收到)|答复如下|^“?网友|您(?:反映|咨询)的"
    ),
    "work report": re.compile(r"作(?:政府)?工作报告|报告工作|向大会(?:作|报告)"),
    "speech": re.compile(r"^(?:同志们|各位|老师们|同学们|尊敬的)[^，。\n]{0,30}[：:，,!！]", re.MULTILINE),
    "notice": re.compile(
        r"(?:现将?|特)[^。\n]{0,40}(?:通知|公示|公告|通告|通报)(?:如下|给你们|印发)|特此(?:通知|公告|公示)"
    ),
    "meeting news": re.compile(
        rf"(?:召开|举行|举办)[^。\n]{{0,80}}{_MEETING}|{_MEETING}[^。\n]{{0,30}}(?:召开|举行|举办)|会议(?:由|强调|指出|要求|传达)"
    ),
}
_BEGINNING = 400  # characters
_REPORTS = 0.5  # share of the text in sections of one role

KINDS = (*_TITLES, OTHER)


def described(document: Document) -> Document:
    """The document, outlined before, with its kind."""
    return replace(document, kind=kind(document))


def kind(document: Document) -> str:
    """One of `KINDS`."""
    title = "".join(document.heading.split())
    told = next((name for name, pattern in _TITLES.items() if pattern.search(title)), "")
    if told:
        return told
    beginning = document.text[:_BEGINNING]
    told = next((name for name, pattern in _OPENINGS.items() if pattern.search(beginning)), "")
    return told or _by_structure(document)


def _by_structure(document: Document) -> str:
    """A text whose numbered parts mostly look back is a report, one whose parts mostly look ahead a plan."""
    lengths = dict.fromkeys(Role, 0)
    for sentence in document.sentences:
        section = document.sections[sentence.section]
        if section.number is not None:
            lengths[section.role] += sentence.span.end - sentence.span.start
    half = _REPORTS * len(document.text)
    if lengths[Role.PLAN] > half:
        return "plan"
    return "work report" if lengths[Role.REVIEW] > half else OTHER

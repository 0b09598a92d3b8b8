"""Where in a clause the name of a body or a place stands as the subject, or as that which a figure is said of."""

from __future__ import annotations

import re

# A subject stands at the start of its clause or part, or after words of time and place.
_BEFORE_SUBJECT = re.compile(
    r"(?:(?:^|[，,：:；;。、\s△▲●■◆★☆—】]|今年|去年|近日|日前|近年来|目前|同时|会上|会前|会后|其中|上半年|下半年|全年|年内|\d{4}年"
    r"|\d{1,2}月\d{1,2}日)"
    r"|(?:^|[，,：:；;。\s])(?:而|但|如|比如|例如|特别是|尤其是|据悉|据了解|经查)?"
    r"(?:我们?|您所?(?:反映|咨询|提到|说)的|现在?|截至目前)?)(?:民办|公办|私立|原)?$"
)
# In a plan what is furthered is whose the figures behind it are: 推进|某职业学校与…联合办学，新增专业2个.
_FURTHERED = re.compile(
    r"(?:^|[，,；;：:。\s])(?:继续|积极|大力|全力|持续)?(?:推进|推动|支持|指导|帮助|鼓励|引导|深化|促进)$"
)
# 总投资9800万元的|城东学校: what a number says of the school that follows it.
_SIZED = re.compile(
    r"(?:^|[，,；;：:。、\s])[^，,；;：:。、]{0,4}(?:投资|投入|占地|面积|规模|耗资|斥资)[^，,；;：:。、]{1,16}的$"
)
_LEAD, _SIZE = 16, 28  # characters in front of a name
PARTNER = ("与", "同", "和")


def leads(text: str, start: int, first: int) -> bool:
    """Tell whether a name at `start` stands where a subject does; nothing before `first` counts."""
    before = text[max(first, start - _LEAD) : start]
    return _BEFORE_SUBJECT.search(before) is not None and not before.endswith("、")


def is_furthered(text: str, start: int, end: int, first: int) -> bool:
    """Tell whether somebody furthers what the named at text[start:end] does with another."""
    return text.startswith(PARTNER, end) and _FURTHERED.search(text[max(first, start - _LEAD) : start]) is not None


def is_sized(text: str, start: int, first: int) -> bool:
    """Tell whether a size or a sum stands before a name and is said of it."""
    of_it = start > first and text[start - 1] == "的"
    return of_it and _SIZED.search(text[max(first, start - _SIZE) : start]) is not None

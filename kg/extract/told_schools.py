"""Names of an ordinary word and 学校 (石榴学校) that the document itself treats as the name of one school.

What counts is what stands beside the name: where the school lies, when it was founded, its teachers, its gate; or that
a letter complains of it. A word that describes kinds of school (农村, 示范) names none, whatever is said of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from kg.language import names, school_names

_HEAD = re.compile("学校")
_MANY = ("们", "等")
_LEAST = 2  # times that the text uses the name
_LENGTHS = (2, 3, 4)  # of what stands before 学校
_TOLD = re.compile(
    r"(?:位于|地处|坐落|始建于|创办于|创建于|是一所|占地面?积?[约为\d]"
    r"|[现共]有(?:在校|教师|教职|学生|教学班|专任|班级)|校门口|校长[\u4e00-\u9fff]{2,3}[，、表在对])"
)
_ASKED = re.compile(r"(?:反映|投诉|咨询|举报|提到|询问)的[“\"]?$")
_WAY = 6  # characters before a name in which a letter's verb may stand
_NOUN_TAGS = frozenset({"", "n", "ns", "nz", "nr", "nrt", "nrfg"})


def parts_of_told(text: str, parts: Iterable[tuple[int, int]]) -> frozenset[str]:
    """The parts before 学校, of those at text[start:end], that the text treats as one school's name."""
    candidates = {part for part in {text[start:end] for start, end in parts} if _may_name(part)}
    times: Counter[str] = Counter()
    told: set[str] = set()
    groups: set[str] = set()
    for match in _HEAD.finditer(text) if candidates else ():
        for length in _LENGTHS:
            at = match.start() - length
            part = text[at : match.start()] if at >= 0 else ""
            if part in candidates:
                times[part] += 1
                if _is_told(text, at, match.end()):
                    told.add(part)
                if text[at - 1 : at] in names.GROUP_MARKS or text.startswith(_MANY, match.end()):
                    groups.add(part)
    return frozenset(part for part in told - groups if times[part] >= _LEAST)


def _may_name(part: str) -> bool:
    """Whether a school's own part is a noun that describes no kind of school."""
    if len(part) not in _LENGTHS or part.endswith(school_names.NO_NAME_ENDINGS):
        return False
    plain = part not in school_names.KIND_WORDS and names.tag_of(part) in _NOUN_TAGS
    return plain and names.is_proper(part, wide=False)


def _is_told(text: str, start: int, end: int) -> bool:
    return bool(_TOLD.match(text, end) or _ASKED.search(text, max(0, start - _WAY), start))

"""Works that are told without a stage of their own: 新落成的某校区, 对某小学等5所学校锅炉实施改造."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.built import Found
from kg.extract.names import Names
from kg.language import project_words as words
from kg.language.patterns import either
from kg.model import Span

_NEWLY = re.compile(rf"(?:{either(words.NEWLY)})(?=[\u4e00-\u9fff])")
_AFTER_SCHOOL = re.compile(
    r"[，,。；;、\n]|$|[将已首正于在有占可能也今迎招开投揭位坐\d]|校门|门前"
)  # and no part of it
_SITE = re.compile(r"[\u4e00-\u9fff]{2,6}校区")
_BUILDING = re.compile(rf"[\u4e00-\u9fff]{{0,6}}?(?:{either(words.BUILDINGS)}|[楼馆])")
_DONE_TO = re.compile(
    rf"对(?P<what>[^，,。；;：:“]{{2,60}}?)(?:进行|实施)了?(?P<works>[\u4e00-\u9fff]{{0,6}}?(?:{either(words.BARE_WORKS)}))"
    r"(?=[，,。；;、\n]|$|工程|项目)"
)
_COUNTED = re.compile(
    r"(?:等|全县|全市|全区)?(?:\d{1,3}|[一二三四五六七八九十两]{1,3})(?:余)?[所个栋间处](?P<things>[\u4e00-\u9fff]{2,16})$"
)
_MADE = "建成"


def newly(names: Names, clause: Span) -> Iterator[Found]:
    """Yield the schools and sites that a clause calls new: 新建成的某中学首年招生, 入驻新落成的某校区."""
    text = names.text
    for match in _NEWLY.finditer(text, *clause):
        at = match.end()
        school = names.by_start.get(at)
        if names.shielded(match.start()):
            continue
        if school is not None and school.kind == "School":
            building = _BUILDING.match(text, school.span.end, clause.end)
            end = building.end() if building else school.span.end
            if building is None and not _AFTER_SCHOOL.match(text, end, clause.end):
                continue
            yield Found(text[at:end], Span(at, end), school, counted=False, verb=_MADE, alone=building is None)
            continue
        site = _SITE.match(text, at, clause.end)
        whose = names.school_meant(at) if site else None
        if site is not None and whose is not None and school is None:
            yield Found(whose.text + site[0], Span(*site.span()), whose, counted=False, verb=_MADE, alone=False)


def done_to(names: Names, clause: Span) -> Iterator[Found]:
    """Yield what works are done to: something of one school, or of so many: 对第一小学操场进行改造."""
    text = names.text
    for match in _DONE_TO.finditer(text, *clause):
        start, end = match.span("what")
        school = names.by_start.get(start)
        counted = _COUNTED.search(text, start, end)
        if names.shielded(match.start()):
            continue
        if counted is not None:
            if counted["things"].endswith((*words.BUILDINGS, *words.SCHOOLS, *words.FIXTURES)):
                name = counted["things"] + match["works"]
                yield Found(
                    name, Span(counted.start("things"), match.end()), None, counted=True, verb="实施", alone=False
                )
        elif school is not None and school.kind == "School" and _BUILDING.fullmatch(text, school.span.end, end):
            name = text[start:end] + match["works"]
            yield Found(name, Span(start, match.end()), school, counted=False, verb="实施", alone=False)

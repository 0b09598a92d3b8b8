"""Which years a title, a heading and a whole document are about.

A report names the year that it sums up and the year that it plans: in its title, its headings and its first
sentences. Years that only date an event, a document number or a 《》 title say nothing about that.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.language import clauses
from kg.language.headings import FIRST
from kg.model import Role, Span

if TYPE_CHECKING:
    from kg.model import Document, Section

_OPENING_PARAGRAPHS = 6
_LONG_OPENING = 3000  # characters
_YEARS_BELOW = re.compile(r"\s{0,4}[（(][^（）()月\n]{4,14}年[^（）()月\n]{0,2}[）)]")
_YEAR = re.compile(r"(?<![0-9〔\[【])(?:19[5-9]|20[0-4])[0-9](?![0-9*×])")
_RANGE = re.compile(r"((?:19|20)[0-9]{2})年?[—–\-－~～至到]{1,2}((?:19|20)[0-9]{2})(?![0-9])")
_RELATIVE = {"前年": -2, "去年": -1, "上年": -1, "今年": 0, "本年": 0, "明年": 1, "来年": 1}
_DATE_LINE = re.compile(r"(?:日期|时间)[:：]\s?((?:19[5-9]|20[0-4])[0-9])[年\-/.]")
_GIVEN = re.compile(
    r"^[—\-–\s]{1,4}((?:19[5-9]|20[0-4])[0-9])年[0-9]{1,2}月[0-9]{1,2}日在", re.MULTILINE
)  # ——…日在…会议上
_SIGNED = re.compile(r"((?:19[5-9]|20[0-4])[0-9])年[0-9]{1,2}月(?:[0-9]{1,2}日)?[。\s]*\Z")
# a paper's own number in a line without sentences: 合教发〔2024〕9号, 〔2024〕第2期
_NUMBERED = re.compile(
    r"^[^，。；《》\n]{0,16}[〔\[【](20[0-4][0-9])[〕\]】]\s?第?[0-9]{1,5}\s?[号期](?![^\n]*[，。；])", re.MULTILINE
)
# how a body begins that tells a day (2024年3月14日下午，…), or the state of a place in a year (2022年，全县有…)
_OPENS = r"^(?:【[^】\n]{1,8}】|本报讯(?:[（(][^）)\n]{1,30}[）)])?)?[ \u3000]{0,4}"
_DAY_OPENS = re.compile(rf"{_OPENS}(20[0-4][0-9])年[0-9]{{1,2}}月[0-9]{{1,2}}日", re.MULTILINE)
_YEAR_OPENS = re.compile(rf"{_OPENS}(20[0-4][0-9])年，[^，。\n]{{0,8}}[县市区旗州盟]", re.MULTILINE)
_TOP, _BOTTOM = 200, 24  # characters in which a date line stands, and a signature
_NEAR = 14


def named_years(text: str, this_year: int | None = None) -> tuple[int, ...]:
    """Years that the text names, sorted; ranges (2023—2025) are filled, 今年 counts where `this_year` is known."""
    dated = "20" in text or "19" in text
    found = {int(match.group()) for match in _YEAR.finditer(text)} if dated else set()
    for match in _RANGE.finditer(text) if dated else ():
        first, last = int(match.group(1)), int(match.group(2))
        if first <= last <= first + 10:
            found.update(range(first, last + 1))
    if this_year is not None:
        found.update(this_year + shift for word, shift in _RELATIVE.items() if word in text)
    return tuple(sorted(found))


_REVIEWING = ("总结", "回顾", "盘点", "汇报")
_PLANNING = ("部署", "安排", "谋划", "计划", "展望", "打算", "规划", "思路", "要点")


def role_years(text: str) -> dict[Role, int]:
    """Which year a title or an opening sentence reviews and which it plans: 总结2021年工作，安排部署2022年任务."""
    found: dict[Role, int] = {}
    shields = clauses.titles(text)
    for match in _YEAR.finditer(text):
        if any(shield.start < match.start() < shield.end for shield in shields):
            continue
        left, right = _phrase(text, match.start(), match.end())
        before, after = text[left : match.start()], text[match.end() : right]
        for role, words in ((Role.REVIEW, _REVIEWING), (Role.PLAN, _PLANNING)):
            if any(word in before for word in words) or any(word in after for word in words):
                found.setdefault(role, int(match.group()))
    return found


_PHRASE_ENDS = frozenset("，,。；;、和暨及与：:！")


def _phrase(text: str, start: int, end: int) -> Span:
    """The phrase around a year, at most a few characters to either side."""
    left = start
    while left > max(0, start - _NEAR) and text[left - 1] not in _PHRASE_ENDS:
        left -= 1
    right = end
    while right < min(len(text), end + _NEAR) and text[right] not in _PHRASE_ENDS:
        right += 1
    return Span(left, right)


def anchor_year(document: Document, position: int) -> int | None:
    """The year that 今年 and a month without a year mean at the clean offset: the section's, else the page's."""
    return anchor_of(document, document.section_at(position)) if document.sentences else _page_year(document)


def anchor_of(document: Document, section: Section) -> int | None:
    """The year that 今年 means in the section: its own, else the page's."""
    return section.year if section.year is not None else _page_year(document)


def _page_year(document: Document) -> int | None:
    year = issued_year(document) or (document.sections[0].year if document.sections else None)
    return year if year is not None else _printed_year(document.text)


@lru_cache(maxsize=4)  # figures and statements ask it of one document
def _printed_year(text: str) -> int | None:
    """The year of the date or number in a line of its own, below the title, signed at the end, or opening the body."""
    match = (
        _DATE_LINE.search(text, 0, _TOP)
        or _GIVEN.search(text, 0, _TOP)
        or _SIGNED.search(text, max(0, len(text) - _BOTTOM))
        or _NUMBERED.search(text, 0, _TOP)
        or _DAY_OPENS.search(text, 0, _TOP)
    )
    if match:
        return int(match[1])
    state = _YEAR_OPENS.search(text, 0, _TOP)
    return int(state[1]) if state and int(state[1]) == max(map(int, _YEAR.findall(text))) else None


def report_years(document: Document) -> tuple[int, ...]:
    """Years of the work that an outlined document reports or plans, sorted; empty where it does not say.

    Taken from the title (and a line of years below it), the headings of the first level, and the opening sentences
    that say what is summed up and planned; else from the day that the text prints as its own and the year before, where
    a review names it.
    """
    text = document.text
    found: set[int] = set()
    if document.title:
        found.update(named_years(_with_subtitle(document)))
    for section in document.sections[1:]:
        if section.level <= FIRST and section.heading.start < section.heading.end:
            found.update(named_years(text[section.heading.start : section.heading.end]))
    found.update(role_years(_opening(document)).values())
    if not found and (this_year := issued_year(document) or _printed_year(text)) is not None:
        found.add(this_year)
        found.update(_reviewed_before(document, this_year))
    return tuple(sorted(found))


def _reviewed_before(document: Document, this_year: int) -> set[int]:
    """The year before the issue, where a sentence of a review begins with it."""
    opening = f"{this_year - 1}年"
    return {
        this_year - 1
        for sentence in document.sentences
        if document.sections[sentence.section].role is Role.REVIEW
        and opening in document.text[sentence.span.start : min(sentence.span.end, sentence.span.start + 16)]
    }


def _with_subtitle(document: Document) -> str:
    """The title and, where years in brackets stand below it, those."""
    title = document.title or Span(0, 0)
    words = document.text[title.start : title.end]
    below = _YEARS_BELOW.match(document.text, title.end)
    return words + below.group() if below else words


def _opening(document: Document) -> str:
    """The text before the first numbered heading, at most a few paragraphs."""
    paragraphs = document.paragraphs[:_OPENING_PARAGRAPHS]
    end = paragraphs[-1].end if paragraphs else 0
    numbered = (each.span.start for each in document.sections if each.number is not None)
    start = document.title.end if document.title and document.title.end <= end else 0
    return document.text[start : min(end, next(numbered, end), start + _LONG_OPENING)]


def issued_year(document: Document) -> int | None:
    issued = document.issued
    return int(issued[:4]) if issued and issued[:4].isdigit() else None

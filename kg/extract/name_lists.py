"""Names without a post: in rows (王某、李某、张某), behind what people are (县领导, 学生) or a label, before 先生."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from kg.extract.schools import school_ending
from kg.language.patterns import Behind
from kg.language.person_names import ADDRESSES, Edge, edge_at, is_common_word, is_plain_name, name_end
from kg.language.posts import HEAD
from kg.language.school_names import NUMBERED_HEADS
from kg.language.surnames import SURNAMES
from kg.model import Span

if TYPE_CHECKING:
    from kg.extract.jurisdictions import Terms

_ROW = re.compile(r"(?:[\u4e00-\u9fff]{2,4}、){1,100}")
# at a clear edge on the left: no row begins inside another one
_LATER_ROW = re.compile(rf"[^\u4e00-\u9fff](?<![\u4e00-\u9fff]{{2}}、)(?P<row>{_ROW.pattern})")
_LEADERS = re.compile(r"领导(?:同志|班子成员)?[：:]?")
_LED = frozenset("县市区旗州盟省校院局")
_BEARERS = re.compile(
    r"(?:学生|同学|选手|运动员|考生|队员|干部|党员|民警|家长|村民|医生|护士|职工|校友|男孩|女孩|牧民|院士|艺术家|传承人|专家|作家|画家)(?!代表)(?=[\u4e00-\u9fff]{2,4})"
)
_CLASSMATES = re.compile(r"[（(]\d{1,2}[）)]班(?:学生|同学)?(?=[\u4e00-\u9fff]{3})")  # 八（2）班|王某某
_SPOKESMEN = re.compile(
    r"(?:教师|学生|家长|校长|园长|党员|毕业生|师生|企业|青年|新生|会员|队员|群众)代表(?=[\u4e00-\u9fff]{3})"
)
# a deputy or a member of the text's own congress: ，代表王某某了解到
_DEPUTIES = re.compile(r"(?:代表|委员)(?<![\u4e00-\u9fff]..)(?=[\u4e00-\u9fff]{3})")
_BRACKETS = re.compile(r"[（(][^（）()\n，。；]{2,30}[）)]")
_BEFORE_BRACKETS = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,4}$")
_ADDRESS = re.compile("|".join(ADDRESSES))
_TEACHER = Behind(r"[组的班，。；：、（\s]", r"(?P<name>[\u4e00-\u9fff]{2,3})老师")
_HONOURED = Behind(
    r"[^\u4e00-\u9fff]",
    r"(?P<name>[\u4e00-\u9fff]{3})(?:同志|老师)?"
    r"(?:获评|荣获|被评[为选]|被授予|被表彰|当选|入选|荣立|到龄退休|光荣退休)",
)
_SELF = re.compile(r"我(?:叫|是)(?P<name>[\u4e00-\u9fff]{2,4})(?=[，,。])")
_LABEL = re.compile(r"(?:签发人|联系人|经办人|承办人|报告人|主讲人|发言人|述职人|主持人|获奖人)[：:][ \u3000]?")
_SALUTATION = re.compile(
    r"^[ \u3000]*(?P<names>[\u4e00-\u9fff、 \u3000]{2,40}?)(?:等(?:[一二三四五六七八九十\d]{1,2}[位名])?)?"
    r"(?:人大|政协)?(?:委员|代表|同志|先生|女士|老师)[：:]",
    re.MULTILINE,
)
_SALUTED = re.compile(r"[\u4e00-\u9fff]+")
# some of many: 授予|李某|等60名同志
_FIRST_OF_MANY = re.compile(
    r"(?:授予|表彰|表扬|评选|评定|认定|确定|推荐|命名|聘任|聘请)"
    r"(?P<names>[\u4e00-\u9fff]{2,4}(?:、[\u4e00-\u9fff]{2,4}){0,8}?)等[ \u3000]?\d{1,4}[名位人]"
)
_FULL = 3  # characters of a usual name
_LEAST = 3  # names in a row that need no word before them that says what they are
_MOST = 101  # names of one row that are read: one more than a match holds


def find(terms: Terms, known: Collection[str]) -> Iterator[Span]:
    """Yield the spans of such names; one span may come twice.

    `known` are names that the document gives elsewhere.
    """
    text = terms.text
    yield from _rows(terms, known)
    for match in _LEADERS.finditer(text):
        if text[match.start() - 1 : match.start()] in _LED:
            yield from row_at(text, match.end(), known)
    for match in _BEARERS.finditer(text):
        full = text[match.end() : match.end() + 3]
        sure = full[:1] in SURNAMES and is_plain_name(full)
        end = name_end(text, match.end(), known=known, strict=not sure)
        words = is_common_word(text[match.end() : match.end() + 2])  # 学生|宿舍楼
        least = Edge.VERB if words else Edge.PARTICLE
        if end is not None and end - match.end() > 2 and edge_at(text, end) >= least:
            yield Span(match.end(), end)
    for match in _CLASSMATES.finditer(text):
        end = name_end(text, match.end(), known=known)
        if end is not None and end - match.end() > 2:
            yield Span(match.end(), end)
    deputies = _DEPUTIES.finditer(text) if "人大代表" in text or "政协委员" in text else ()
    for match in deputies:
        end = name_end(text, match.end(), known=known, strict=True)
        if end is not None and end - match.end() > 2 and edge_at(text, end) >= Edge.VERB:
            yield Span(match.end(), end)
    for match in _SPOKESMEN.finditer(text):
        end = name_end(text, match.end(), known=known, strict=True)
        if end is not None and end - match.end() > 2 and edge_at(text, end) >= Edge.STOP:
            yield Span(match.end(), end)


def certain(terms: Terms) -> Iterator[Span]:
    """Yield the spans of names that no known name helps to find: with their school in brackets, before 先生."""
    yield from _with_schools(terms)
    yield from _addressed(terms)


def _with_schools(terms: Terms) -> Iterator[Span]:
    """Names with the school that they are from in brackets: 李某某（县一小）、王某某（静宁一中）."""
    text = terms.text
    for match in _BRACKETS.finditer(text):
        start, end = match.span()
        if end - 1 not in terms.by_end and text[end - 2] not in NUMBERED_HEADS:
            continue
        name = _BEFORE_BRACKETS.search(text, max(0, start - 5), start)
        school = school_ending(terms, end - 1) if name and is_plain_name(name.group()) else None
        if name and school is not None and school.span.start == start + 1:
            yield Span(*name.span())


def row_at(text: str, start: int, known: Collection[str]) -> list[Span]:
    """The names that begin at `start`, joined by 、; none where the words there are no name."""
    row: list[Span] = []
    while len(row) < _MOST:
        end = name_end(text, start, known=known, strict=True)
        doubtful = end == start + 2 and text[start] not in SURNAMES
        if end is None or (row and doubtful and text[start:end] not in known) or HEAD.match(text, end):
            break
        row.append(Span(start, end))
        if text[end : end + 1] != "、":
            break
        start = end + 1
    return row


def _rows(terms: Terms, known: Collection[str]) -> Iterator[Span]:
    """Rows between clear edges in which every item is a name, most of them of three characters (or known)."""
    text = terms.text
    first = _ROW.match(text)
    later = (match.span("row") for match in _LATER_ROW.finditer(text, first.end() if first else 0))
    for start, end in (*([first.span()] if first else []), *later):
        row = row_at(text, start, known)
        whole = bool(row) and row[-1].end >= end
        sure = [span for span in row if span.end - span.start > 2 or text[slice(*span)] in known]
        if whole and len(row) >= _LEAST and 2 * len(sure) >= len(row) and not _holds_terms(terms, row):
            yield from row


def _holds_terms(terms: Terms, row: list[Span]) -> bool:
    """Whether one of the items is the name of a place or another term of the vocabulary."""
    return any(span.start in terms.by_start or span.end in terms.by_end for span in row)


def _addressed(terms: Terms) -> Iterator[Span]:
    """曹某某先生: three characters with a surname, cut off from what stands before them."""
    text = terms.text
    for match in _TEACHER.finditer(text):
        if match["name"][0] in SURNAMES and is_plain_name(match["name"]):
            yield Span(*match.span("name"))
    for match in _ADDRESS.finditer(text):
        start = match.start() - 3
        if start < 0 or text[start] not in SURNAMES or not is_plain_name(text[start : match.start()]):
            continue
        if start == 0 or start in terms.word_starts or not "\u4e00" <= text[start - 1] <= "\u9fff":
            yield Span(start, match.start())


def labelled(terms: Terms) -> Iterator[Span]:
    """Yield the spans of names behind a label (签发人：王某), in a salutation, before an honour, of who says 我叫."""
    text = terms.text
    for match in _LABEL.finditer(text):
        end = name_end(text, match.end(), strict=True)
        if end is not None and edge_at(text, end) is Edge.STOP:
            yield Span(match.end(), end)
    for pattern in (_SALUTATION, _FIRST_OF_MANY):
        for match in pattern.finditer(text):
            names = list(_SALUTED.finditer(text, *match.span("names")))
            if all(is_plain_name(name[0]) for name in names):
                yield from (Span(*name.span()) for name in names)
    for match in _HONOURED.finditer(text):
        name = Span(*match.span("name"))
        if text[name.start] in SURNAMES and is_plain_name(match["name"]) and not holds_term(terms, name):
            yield name
    for match in _SELF.finditer(text):
        own = match["name"]
        if (own[0] in SURNAMES or len(own) == _FULL) and is_plain_name(own):
            yield Span(*match.span("name"))


def holds_term(terms: Terms, name: Span) -> bool:
    """Whether a term of the vocabulary begins in the name or ends in it."""
    inside = range(name.start, name.end)
    return any(at in terms.by_start or at + 1 in terms.by_end for at in inside)

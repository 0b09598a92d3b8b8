"""Places in an order, and by how many places something moved: 居全市第四名, 排位19名, 进入全市前三, 前移两位."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from kg.language import figure_words as words
from kg.language.numbers import Number, chinese_number
from kg.language.patterns import either

if TYPE_CHECKING:
    from kg.model import Span

_NUMERAL = "[一二三四五六七八九十]{1,3}"
_RANK = re.compile(
    "(?<!安)(?P<verb>" + either(words.RANKS) + r"|(?:(?<=总分)|(?<=成绩)|(?<=积分))(?=(?:全[县市省区盟旗国州])?第))"
    r"(?P<area>[了在到入至]?[^，,。；;：:、第前\d]{0,8}?(?:\d{1,2}个?[县市区旗校][^，,。；;：:、第前\d]{0,6}?)?)"
    rf"(?:第(?P<place>{_NUMERAL}|\d{{1,3}})(?:名|位)?|(?P<number>\d{{1,3}})(?:名|位)(?![一-鿿]|[“\"])"
    r"|前(?P<top>[一二两三四五六七八九十]{1,2}|\d{1,2})(?:名|位|强)?(?![名位强年月天季期后十百\d]))"
)
_MOVED = re.compile(
    "(?P<verb>"
    + "|".join(words.RANK_CHANGES)
    + r")了?(?P<by>[一两二三四五六七八九十]{1,2}|\d{1,3})个?(?:位次|名次|位|名)"
)
# 由全县第6|跃居第3: the place before the move.
_MOVED_FROM = re.compile(
    rf"[由从](?P<area>[^，,。；;：:、第前\d]{{0,12}}?)第(?P<place>{_NUMERAL}|\d{{1,3}})(?:名|位)?"
    r"(?=(?:上升|提升|跃升|升|跃|前移|前进|下降|降|下滑|退)[至到居])"
)
_PLACE_MARK = re.compile(r"[第前0-9](?:(?<=[第前])|[名位](?![一-鿿]))")
_MOVE_MARK = re.compile(r"[移进升高退降滑]")
_AREA_LEAD = re.compile(r"^(?:保持|稳定|稳居|位居|位列|达到|仍|均|居|列|[了在到入至])+")
_COMPARED = re.compile(r"(?:比|较)[^，,、。；]{0,10}$")
_NOT_RANKS = re.compile(
    r"[一二三]等奖|年级|批|季度|阶段|轮|期|次|代|个|届|人民|小学|中学|幼儿园|职业|实验|高级|初级|高中|初中|学期|产业|方|课堂|者|[条款章节]|版|书记|组织|部分"
)


class Rank(NamedTuple):
    """A place or a move: `number` in 名次; `begin` where its words begin; `area` what it is a place in."""

    number: Number
    begin: int
    area: str
    moved: str


def ranks(text: str, clause: Span) -> list[Rank]:
    """Return the ranks of a clause in reading order, none inside another."""
    found: list[Rank] = []
    for rank in sorted([*_places(text, clause), *_moves(text, clause)], key=lambda rank: rank.number.start):
        if not found or rank.number.start >= found[-1].number.end:
            found.append(rank)
    return found


def _places(text: str, clause: Span) -> Iterator[Rank]:
    if not _PLACE_MARK.search(text, clause.start, clause.end):
        return
    begun = -1  # where a move from one place to another begins: 由第三上升至第二
    moved = {match.end(): match for match in _MOVED_FROM.finditer(text, clause.start, clause.end)}
    for match in moved.values():
        value = _value(match["place"])
        if value is not None:
            span = match.span()
            yield Rank(Number(*span, value, None, None, "名次", "=", match["place"]), span[0], match["area"], "")
    for match in _RANK.finditer(text, clause.start, clause.end):
        printed = match["place"] or match["number"] or match["top"]
        value = _value(printed)
        if value is None or _NOT_RANKS.match(text, match.end()):
            continue
        number = Number(match.start(), match.end(), value, None, None, "名次", "<=" if match["top"] else "=", printed)
        area = _AREA_LEAD.sub("", match["area"])
        named = match.end("verb") if match["verb"].endswith(("排名", "排位")) else match.start()
        if area.startswith(("由", "从")):
            begun = named
            continue
        if (source := moved.get(match.start())) is not None:
            begun, area = source.start(), area or source["area"]
        yield Rank(number, begun if begun >= 0 else named, area, "")
        begun = -1


def _value(printed: str) -> Decimal | None:
    return Decimal(printed) if printed.isdigit() else chinese_number(printed)


def _moves(text: str, clause: Span) -> Iterator[Rank]:
    if not _MOVE_MARK.search(text, clause.start, clause.end):
        return
    for match in _MOVED.finditer(text, clause.start, clause.end):
        printed = match["by"]
        value = _value(printed)
        if value is not None:
            compared = _COMPARED.search(text, max(clause.start, match.start() - 12), match.start())
            begin = compared.start() if compared else match.start()
            number = Number(match.start(), match.end(), value, None, None, "名次", "=", printed)
            yield Rank(number, begin, "", match["verb"])

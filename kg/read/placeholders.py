"""Values that a document hides: x, **, ………, 20**, 某县."""

from __future__ import annotations

import re

from kg.model import Span
from kg.read.symbols import HAN

_PLACES = "省市州盟县区旗乡镇村校局园"
_NOUN = "小学|中学|学校|幼儿园|大学|学院|教育|县|市|区|镇|乡|村|局|苏木|旗|盟|州|省|社区|街道"
_UNIT = "万|亿|元|所|人|名|个|位|次|项|家|处|间|场|亩|平方|公里|辆|台|册|套|节|课时|学时|小时|分|天|年|月|日|%|‰|余|多"
_HIDDEN = re.compile(
    r"(?P<year>20(?:[xX×*＊]{2}|__|□□|○○)|20[0-9][xX×*＊]|20[12](?:□|○))"
    r"|[*＊]{2,}|[*＊](?=" + _UNIT + rf"|{_NOUN})|(?<=[{HAN}])[*＊](?=[{HAN}])"
    rf"|(?<![A-Za-z0-9+×-])[xX×]{{1,6}}(?=[{HAN}])(?!光|射线|证书|轴|型|染色|展架|片)"
    rf"|(?<=[{HAN}《“])[xX×]{{2,6}}(?=[%％‰。，、；》”)）])"
    r"|(?<=[0-9])(?:×{2,8}|[xX]{3,8}|\*{2,8})(?=[0-9])"
    rf"|…{{3,}}(?=[{HAN}《》“”])|…+(?={_UNIT}|{_NOUN})|(?<=[《“（(])…+(?=[{HAN}])"
    rf"|某[某{_PLACES}]|[{HAN}]?某某|某(?={_NOUN})"
    rf"|(?<![A-Za-z0-9])[A-Z][0-9]{{0,2}}(?=[{_PLACES[:8]}镇乡])"
    rf"|_{{2,}}|□+|[?？]{{2,}}(?={_UNIT}|{_NOUN})|UU[0-9…]{{2,10}}|\[政府发文\]"
)
_HINT = re.compile(r"[xX×*＊…某_□?？A-Z]")


def placeholders(text: str) -> tuple[Span, ...]:
    """Spans of clean text where a value is hidden. An ellipsis that ends a thought is none."""
    if not _HINT.search(text):
        return ()
    return tuple(Span(*found.span()) for found in _HIDDEN.finditer(text))

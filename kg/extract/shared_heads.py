"""Schools of a list whose last words hold their number and common head: 溪口、三河、柳林|3所幼儿园."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.jurisdictions import Terms, is_han
from kg.language import names
from kg.language.numbers import chinese_number
from kg.model import Mention, Span

_LONGEST_ITEM = 5
_SHARED = re.compile(
    r"、(?P<rest>(?:[\u4e00-\u9fff]{2,5}[、和]){0,20}[\u4e00-\u9fff]{2,5}?)(?P<others>等)?"
    r"(?P<count>\d{1,2}|[两二三四五六七八九十]{1,2})所(?P<head>(?:中心)?(?:幼儿园|小学|中学|初中|高中)|中心校|完小)"
)
_ITEM = re.compile(r"(?:和(?!平))?(?P<item>[\u4e00-\u9fff]{2,5}?)(?=[、和]|$)")


def find(terms: Terms) -> Iterator[Mention]:
    """Yield a mention for every item of such a list, with the name that item and head make."""
    text = terms.text
    for match in _SHARED.finditer(text):
        count, head = chinese_number(match["count"]) or int(match["count"]), match["head"]
        items = [Span(*item.span("item")) for item in _ITEM.finditer(text, match.start("rest"), match.end("rest"))]
        first = _first_item(terms, match.start())
        items = [first, *items] if first else []
        full = count == len(items) or (match["others"] and count > len(items))
        if full and all(_is_own(terms, item) for item in items):
            for item in items:
                name = text[slice(*item)]
                attributes = (("name", name + head), ("head", head))
                yield Mention(kind="School", span=item, text=name, attributes=attributes)


def _first_item(terms: Terms, end: int) -> Span | None:
    """The first item of such a list, up to an edge: 新建|溪口."""
    text, at = terms.text, end
    while end - at < _LONGEST_ITEM and not (at < end and terms.edge(at)):
        word = terms.word_ending(at) or ""
        if not word or not is_han(word[-1]):
            break
        at -= len(word)
    return Span(at, end) if 2 <= end - at <= _LONGEST_ITEM and is_han(text[at]) else None


def _is_own(terms: Terms, item: Span) -> bool:
    """Whether an item of the list is a name of its own, and no division's."""
    term = terms.by_start.get(item.start)
    stem = term is not None and term.kind == "JurisdictionStem" and term.end == item.end
    return stem or (term is None and names.is_proper(terms.text[slice(*item)], wide=False))

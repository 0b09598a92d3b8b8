"""Who stands on the two sides of a relation: A与B, A与B、C与D as two, A、B分别与C、D, 与B of a subject carried over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.extract.names import Names
from kg.extract.parties import (
    Party,
    described,
    itself_mention,
    listed,
    party,
    row_before,
    row_behind,
    split,
    subject_of_clause,
    subjects,
    trimmed,
)
from kg.language import change_words as words
from kg.language.patterns import either
from kg.model import Span

_GOVERNMENT = re.compile(r"[我本]?([省市州盟县区旗])(?:委、?[市州盟县区旗])?(?:人民)?政府")
_FOR_SHORT = re.compile(r"镇?乡?中心(?:学校|校|小学)|中心校")  # a school that is named in full elsewhere
_SEPARATELY = re.compile(r"分别(?:与|和|同)")
_NAMED_BY = re.compile(rf"[\u4e00-\u9fff]{{2,20}}?(?:{either(words.NAMED_BY)})")
_UNNAMED = re.compile(rf"{either(words.UNNAMED)}|[几多数余一二两三四五六七八九十][所家]|[多几]个")
_ETC = re.compile(
    r"等(?:[\u4e00-\u9fff\d]{0,8}?(?:学校|院校|高校|中学|小学|幼儿园|单位|部门|机构|企业|地区|地|校|园|家|所))?$"
)
_ADJECTIVE = re.compile(r"(?:相邻|邻近|对口|友好|结对|毗邻)的")


def relations(names: Names, clause: Span, start: int, end: int) -> Iterator[tuple[Party, ...]]:
    """Return the parties of each relation before the verb; A与B、C与D are two."""
    links = [at for at in range(start, end) if names.text[at] in words.LINKS and not names.shielded(at)]
    links = [at for at in links if names.text[at] in "与同跟" or _between_names(names, at)]
    if not links:
        before = _behind_comma(names, clause, start, end)
        if before:
            yield before
        return
    if len(links) > 1 and "、" in names.text[links[0] : links[1]]:
        pieces, begin = [], start
        for left, right in pairwise(links):
            cut = names.text.rfind("、", left, right)
            pieces.append((begin, left, cut))
            begin = cut + 1
        pieces.append((begin, links[-1], end))
    else:
        pieces = [(start, links[0], end)]
    found = [_pair(names, clause, *piece) for piece in pieces]
    if all(found):
        yield from _separated(names, pieces[0], found)


def _separated(
    names: Names, piece: tuple[int, int, int], found: list[tuple[Party, ...]]
) -> Iterator[tuple[Party, ...]]:
    """Yield the relations, A、B分别与C、D as two."""
    start, link, _ = piece
    half, odd = divmod(len(found[0]), 2)
    if len(found) == 1 and half > 1 and not odd and _SEPARATELY.search(names.text, start, link + 1):
        yield from zip(found[0][:half], found[0][half:], strict=True)
    else:
        yield from found


def _between_names(names: Names, at: int) -> bool:
    return at in names.by_end and at + 1 in names.by_start


def _pair(names: Names, clause: Span, start: int, link: int, end: int) -> tuple[Party, ...]:
    right = others(names, link + 1, end) or _mixed(names, link + 1, end) or _chain_behind(names, link + 1)
    if not right:
        return ()
    span = trimmed(names.text, start, link)
    if span.start < span.end:
        left = subjects(names, start, link) or row_before(names, span.end) or _chain_before(names, span.end)
        left = left or _government(names, span) or _mixed(names, *span)
    else:
        whole = names.document.sentences[names.document.sentence_at(start)].span
        first = clause.start if start > clause.start else whole.start
        carried = subject_of_clause(names, first, start - 1) if start - 1 > first else None
        left = (carried,) if carried is not None else _speaker(names, first, right[0].span)
    return (*left, *right) if left else ()


def _speaker(names: Names, start: int, where: Span) -> tuple[Party, ...]:
    """Return who is meant where nobody is named: the school that the clause opens with for short, or that speaks."""
    opening = _FOR_SHORT.match(names.text, trimmed(names.text, start, where.start).start)
    if opening is not None:
        called = {one.text: one for one in names.ordered if one.kind == "School" and one.text.endswith(opening[0])}
        return tuple(Party(one, one) for one in called.values()) if len(called) == 1 else ()
    own = names.own_school
    return (Party(own, own) if own is not None else Party(itself_mention(where)),)


def _mixed(names: Names, start: int, end: int) -> tuple[Party, ...]:
    """Return the members of a list, of which some are known by their place and last word alone."""
    span = trimmed(names.text, start, end)
    read = [_known(names, piece) or _unknown(names, *piece) for piece in split(names, *span)]
    return tuple(one for found in read for one in found) if all(read) else ()


def _known(names: Names, piece: Span) -> tuple[Party, ...]:
    one = party(names, *piece)
    return (one,) if one is not None else ()


def _government(names: Names, span: Span) -> tuple[Party, ...]:
    """Return the place that reports where its government is named: 县人民政府|与某大学."""
    match = _GOVERNMENT.fullmatch(names.text, *span)
    return (Party(itself_mention(span, match[1])),) if match else ()


def _chain_behind(names: Names, start: int) -> tuple[Party, ...]:
    """Return who is named right behind a link: bodies of a list, or a place with those above it (贵州省|桐梓县)."""
    row, _ = row_behind(names, start)
    place = names.by_start.get(start)
    if row or place is None or place.kind != "Jurisdiction":
        return row
    while (within := names.by_start.get(place.span.end)) is not None and within.kind == "Jurisdiction":
        place = within
    return (Party(place),) if names.text.startswith(words.BEHIND_PLACE, place.span.end) else ()


def _chain_before(names: Names, end: int) -> tuple[Party, ...]:
    """Return the place whose name ends right before a link."""
    place = names.by_end.get(end)
    return (Party(place),) if place is not None and place.kind == "Jurisdiction" else ()


def _unknown(names: Names, start: int, end: int) -> tuple[Party, ...]:
    """Return whom words name that no list knows, by their place and their last word: 与|某某科技学院|共建."""
    span = trimmed(names.text, start, end)
    match = _NAMED_BY.match(names.text, *span)
    while match is not None and match.end() < span.end:
        longer = _NAMED_BY.match(names.text, match.end(), span.end)
        if longer is None or longer.start() != match.end():
            break
        match = _whole(names, span.start, longer.end())
    if match is None or match.end() < span.end or _UNNAMED.search(match[0]):
        return ()
    return (Party(described(names, *match.span())),)


def _whole(names: Names, start: int, end: int) -> re.Match[str] | None:
    return re.compile(r"[\u4e00-\u9fff]{4,40}").fullmatch(names.text, start, end)


def others(names: Names, start: int, end: int, *, whole: bool = False) -> tuple[Party, ...]:
    """Return the parties behind 与, adverbs and 等学校 left out; `whole` where none may be unnamed."""
    text = names.text
    adjective = _ADJECTIVE.match(text, start, end)
    start = adjective.end() if adjective else start
    end = trimmed(text, start, end).end
    end -= next((len(verb) for verb in words.MEETING if text.endswith(verb, start, end)), 0)
    etc = _ETC.search(text, max(start, end - 12), end)
    if etc is None or whole:
        return listed(names, start, etc.start() if etc else end)
    read = (party(names, *piece) for piece in split(names, start, etc.start()))
    return tuple(one for one in read if one is not None)  # 等 says that the list is not whole


def _behind_comma(names: Names, clause: Span, start: int, end: int) -> tuple[Party, ...]:
    """A与B，C签订协议: a list whose members stand on both sides of a comma."""
    here = names.by_start.get(start)
    if here is None or start - 1 <= clause.start or names.text[start - 1] not in "，,":
        return ()
    right = subjects(names, start, end)
    begin = names.part_start(clause.start, start - 1)
    links = [at for at in range(begin, start - 1) if names.text[at] in "与同" and not names.shielded(at)]
    if not right or len(links) != 1 or start - 1 not in names.by_end:
        return ()
    left, middle = subjects(names, begin, links[0]), others(names, links[0] + 1, start - 1)
    return (*left, *middle, *right) if left and middle else ()

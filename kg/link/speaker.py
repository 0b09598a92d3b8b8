"""The school whose text it is: the one that its title, the account line below it or the signature names.

A title that names a bureau beside the school, or says that somebody went there (到某校调研), speaks of the school, not
for it; so does a text that names the school but once and never says 我校 or 学校. Where none of these lines tells and
the text says 我校 again and again, outside of quotations, it is the school that it names most.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from kg.language.posts import SPEAKING

if TYPE_CHECKING:
    from kg.link.holders import Named
    from kg.model import Document, Entity, Span

_HEAD, _TAIL = 3, 2  # paragraphs that may hold title, account line and signature
_SHORT = 60  # characters of such a paragraph
_LEAST = 2  # times that a text names the school whose it is
_VISITED = re.compile(r"(?:到|赴|在|对|进|入|访|记|给|向|为|走进|关于)$")
_QUOTED = re.compile("“[^”]*”")
_LISTED = ("、", "等", "和", "与", "及")
_SUBJECT = re.compile(
    r"(?:^|[，。；：\n])(?:[今去本]年|目前|近年来|\d{4}年|截至目前|本学[期年])?，?(?:学校|我园|全校|全园)"
)


def speaker(document: Document, schools: Sequence[Named], bodies: Iterable[Span]) -> Entity | None:
    """Return the school that the text speaks for; `bodies` are where bureaus are named."""
    if not schools:
        return None
    others = list(bodies)
    once: Entity | None = None
    for line in _lines(document):
        here = [one for one in schools if line.start <= one.span.start < line.end]
        if not here or any(line.start <= span.start < line.end for span in others):
            continue
        found = _same([one.entity for one in here])
        first = here[0].span
        if found is None or _VISITED.search(document.text, line.start, first.start):
            continue
        if document.text.startswith(_LISTED, here[-1].span.end):
            continue
        meant, times = _in_full(found, schools)
        if times >= _LEAST:
            return meant
        once = once or meant
    return once if once and _speaks(document.text) else _own_voice(document.text, schools)


def _own_voice(text: str, schools: Sequence[Named]) -> Entity | None:
    """Return the school that a text in the first person names most; None where two are named as often."""
    if _QUOTED.sub("", text).count("我校") < _LEAST:
        return None
    times = Counter(one.entity.local for one in schools).most_common(2)
    alone = times[0][1] >= _LEAST and (len(times) == 1 or times[0][1] > times[1][1])
    return next(one.entity for one in schools if one.entity.local == times[0][0]) if alone else None


def _lines(document: Document) -> Iterator[Span]:
    paragraphs = document.paragraphs
    text = document.text
    for span in (*paragraphs[:_HEAD], *paragraphs[_HEAD:][-_TAIL:]):
        if span.end - span.start <= _SHORT and text.find("。", span.start, span.end) < 0:
            yield span


def _same(entities: Sequence[Entity]) -> Entity | None:
    """Return the entity where all of them are one school, if by a longer and a shorter name; None for several."""
    longest = max(entities, key=lambda one: len(one.label))
    return longest if all(set(one.label) <= set(longest.label) for one in entities) else None


def _in_full(found: Entity, schools: Sequence[Named]) -> tuple[Entity, int]:
    """Return the school under the name that the text uses most (平梁初中, 平梁镇初级中学), and how often."""
    times = Counter(one.entity.local for one in schools)
    alike = {one.entity.local: one.entity for one in schools if set(found.label) <= set(one.entity.label)}
    meant = max(alike.values(), key=lambda one: (times[one.local], len(one.label), one.local))
    return meant, sum(times[local] for local in alike)


def _speaks(text: str) -> bool:
    return any(word in text for word in SPEAKING) or len(_SUBJECT.findall(text)) >= _LEAST

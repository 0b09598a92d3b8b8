"""Values that a document hides: x, **, ………, 20**, 某县."""

from __future__ import annotations

import re

from kg.language.noise_words import HIDDEN_NOUNS, HIDDEN_PLACES, HIDDEN_UNITS, NOT_HIDDEN
from kg.model import Span
from kg.read.alphabet import HAN
from kg.read.survey import HIDES, marked

_OF_ONE_SHAPE = re.compile("[xX×]+|[*＊]+|…+|[_□○]+|[?？]+|某+|[A-WYZ]+")
_HAN = re.compile(f"[{HAN}]")
_VALUE = re.compile("|".join((*HIDDEN_UNITS, *HIDDEN_NOUNS)))
_NOUN = re.compile("|".join(HIDDEN_NOUNS))
_PLACE = re.compile(f"[{HIDDEN_PLACES}]")
_NOT_HIDDEN = re.compile("|".join(NOT_HIDDEN))
_SHAPES = {mark: shape for shape in ("xX×", "*＊", "…", "_□○", "?？", "某") for mark in shape}
_YEAR = re.compile(r"(?:19|20)[0-9]?\Z")
_NUMBER_OF_PLACE = re.compile(r"[0-9]{0,2}(?=[省市县区州盟旗镇乡村])")
_FIGURES = frozenset("一二三四五六七八九〇零")
_AFTER_SIGNS = frozenset("%％‰。，、；》”)）-—")


def placeholders(text: str, surveyed: bytes) -> tuple[Span, ...]:
    """Spans of clean text where a value is hidden. An ellipsis that ends a thought, 1+X and X光 are none. Linear.

    `surveyed` is what `survey.survey` tells of the text.
    """
    found: list[Span] = []
    signs = marked(surveyed, HIDES)
    at = signs.find(1)
    while at >= 0 and (same := _OF_ONE_SHAPE.match(text, at)):
        end = same.end()
        span = _hidden(text, at, end, _SHAPES.get(text[at], "A"))
        if span is not None:
            found.append(span)
        at = signs.find(1, end)
    return tuple(found)


def _hidden(text: str, start: int, end: int, shape: str) -> Span | None:
    """The span of the value that signs of one shape at [start, end) hide, or None."""
    size, span = end - start, Span(start, end)
    before = text[start - 1] if start else "\n"
    after = text[end] if end < len(text) else "\n"
    han_before, han_after = bool(_HAN.match(before)), bool(_HAN.match(after))
    year = _YEAR.search(text, max(0, start - 3), start) if before.isdigit() else None
    if year is not None and shape in ("xX×", "*＊", "_□○") and len(year[0]) + size == 4:
        return Span(year.start(), end)
    hides = False
    match shape:
        case "xX×":
            joined = before.isalnum() and before.isascii() and not (size > 1 and before.isdigit())
            lone = size == 1 and not han_after
            hides = size <= 8 and not joined and not lone and before not in "+-" and not _NOT_HIDDEN.match(text, start)
            hides = hides and (
                han_after or (han_before and after in _AFTER_SIGNS) or (before.isdigit() and after.isdigit())
            )
        case "*＊":
            hides = size > 1 or (han_before and han_after) or bool(_VALUE.match(text, end))
        case "…":
            quoted = before in "《“（(" and (han_after or after in "》”")
            hides = quoted or bool(_VALUE.match(text, end)) or (size > 2 and (han_after or after in "《“》”"))
        case "_□○":
            hides = size > 1 and (han_before or han_after) and not ({before, after} & _FIGURES)
        case "?？":
            hides = size > 1 and bool(_VALUE.match(text, end))
        case "某":
            hides = size > 1 or bool(_PLACE.match(after)) or bool(_NOUN.match(text, end))
        case _:
            number = _NUMBER_OF_PLACE.match(text, end)
            if size == 1 and number is not None and not (before.isascii() and before.isalnum()):
                return Span(start, number.end())
    return span if hides else None

"""One character for one: traditional to simplified, full width to ASCII, compatibility forms to plain ones."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from kg.read.alphabet import SIMPLIFIED, TELLING

if TYPE_CHECKING:
    from collections.abc import Callable

# Full-width digits, letters and percent signs, radicals that stand for characters, compatibility ideographs.
# Punctuation stays as printed.
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ％\u2e80-\u2fd5\uf900-\ufaff]")
_SENTENCE_END = re.compile("([。！？\n\r\u2029])")
_FIRST_HAN, _LAST_HAN = "㐀", "鿿"
# What OpenCC changes though simplified texts are written with it: characters of the 通用规范汉字表 (2013), which gave
# some back for names and for a meaning of their own, and those of the official names of townships.
_STANDARD = frozenset("剋劄扞昇氾爇祕脩苧蒐薳谿釐陞")
_IN_PLACES = frozenset("塚氾洩濛磑篢鴜")


def normalise(text: str, unusual: str) -> str:
    """`text` in simplified characters and ASCII digits, letters and percent signs; of the same length.

    Only sentences that hold a character of traditional script are converted (OpenCC t2s), and those whole: in others
    乾, 昇 and 濛 stay, which names are written with. `unusual` is what `alphabet.unusual` finds in the text.
    """
    if _WIDE.search(unusual):
        text = _WIDE.sub(_plain, text)
    if not any(_FIRST_HAN <= mark <= _LAST_HAN for mark in unusual):
        return text
    signs = _traditional().intersection(unusual)
    if not signs:
        return text
    parts = _SENTENCE_END.split(text)
    traditional = [index for index, part in enumerate(parts) if not signs.isdisjoint(part)]
    # a line feed is in no word of OpenCC: what stands between two is converted by itself
    together = "\n".join([parts[index] for index in traditional])
    converted = _opencc()(together)
    simplified = converted.split("\n") if len(converted) == len(together) else []
    if len(simplified) != len(traditional):
        simplified = [_convert(parts[index]) for index in traditional]
    for index, part in zip(traditional, simplified, strict=True):
        parts[index] = part.replace("馀", "余")
    return "".join(parts)


def _plain(found: re.Match[str]) -> str:
    plain = unicodedata.normalize("NFKC", found[0])
    return plain if len(plain) == 1 else found[0]


def _convert(text: str) -> str:
    convert = _opencc()
    converted = convert(text)
    if len(converted) != len(text):
        converted = "".join(one if len(one := convert(mark)) == 1 else mark for mark in text)
    return converted


@cache
def _opencc() -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert


@cache
def _traditional() -> frozenset[str]:
    """Characters that tell a traditional text: OpenCC changes them and simplified texts lack them, but for two."""
    every = [chr(code) for code in range(ord(_FIRST_HAN), ord(_LAST_HAN) + 1)]
    changed = _opencc()("\n".join(every)).split("\n")
    differing = frozenset(one for one, other in zip(every, changed, strict=True) if one != other)
    return differing - SIMPLIFIED - _STANDARD - _IN_PLACES | TELLING

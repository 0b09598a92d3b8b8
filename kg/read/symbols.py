"""Characters that no Chinese text holds, and readings printed behind a character."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.language.pinyin import is_syllable
from kg.model import NoiseKind
from kg.read.alphabet import EXPECTED, HAN
from kg.read.tape import Cut, Tape

_TONES = "āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜüêńňǹḿ"
_TONELESS = str.maketrans(_TONES, "aaaaooooeeeeiiiiuuuuvvvvvennnm", "".join(map(chr, range(0x300, 0x30D))))
_UNEXPECTED = re.compile(f"[^{EXPECTED}{HAN}]+")
_READING = re.compile(f"[(（]([a-z{_TONES}\u0300-\u030c]{{1,8}})[)）]")
_ORNAMENT = re.compile("[\u2190-\u2199\u2500-\u257f\u25a2-\u25ca\u25cc-\u25ff\u2605\u2606]+")
_HAN = re.compile(f"[{HAN}]")
_MOJIBAKE = "\ufffd"


def set_symbols_aside(tape: Tape, unusual: str) -> Tape:
    """The tape without emoji, ornaments, letters of foreign scripts, invisible characters and readings.

    Ornaments that Chinese texts do use (▲, ●, ★) go where they stand between two Chinese characters. `unusual` is
    what `alphabet.unusual` finds in the text.
    """
    if _UNEXPECTED.search(unusual):
        kinds = (
            (found.span(), NoiseKind.MOJIBAKE if _MOJIBAKE in found[0] else NoiseKind.SYMBOL)
            for found in _UNEXPECTED.finditer(tape.text)
        )
        tape = tape.cut([Cut(*span, kind) for span, kind in kinds])
    text = tape.text
    cuts: list[Cut] = []
    if "(" in text or "（" in text:
        for found in _READING.finditer(text):
            start, end = found.span()
            if start > 0 and _HAN.match(text, start - 1) and _is_reading(found[1]):
                cuts.append(Cut(start, end, NoiseKind.READING))
    if _ORNAMENT.search(unusual):
        cuts.extend(
            Cut(*found.span(), NoiseKind.SYMBOL)
            for found in _ORNAMENT.finditer(text)
            if _is_inside_word(text, *found.span())
        )
        cuts.sort()
    return tape.cut(cuts)


def _is_inside_word(text: str, start: int, end: int) -> bool:
    return start > 0 and end < len(text) and bool(_HAN.match(text, start - 1)) and bool(_HAN.match(text, end))


@lru_cache(maxsize=4096)
def _is_reading(printed: str) -> bool:
    """Whether it is a syllable, printed with its tone or of several letters."""
    bare = printed.translate(_TONELESS)
    return (bare != printed or len(bare) > 1) and is_syllable(bare)

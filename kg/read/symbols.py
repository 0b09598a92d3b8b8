"""Characters that no Chinese text holds, and readings printed behind a character."""

from __future__ import annotations

import re

from kg.language.pinyin import is_syllable
from kg.model import NoiseKind
from kg.read.tape import Cut, Tape

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af\u3007"
# What a Chinese text may hold besides: ASCII, Latin and Greek letters, signs, numbers in circles, brackets, full width.
_EXPECTED = (
    "\\n\\r\\t\x20-\x7e\xa0-\xac\xae-\u024f\u02b0-\u02ff\u0370-\u03ff\u1e00-\u1eff\u2000-\u200a\u2010-\u2029\u202f-\u205f"
    "\u2070-\u209f\u20a0-\u20bf\u2100-\u218f\u2190-\u2199\u2200-\u22ff\u2460-\u24ff\u2500-\u257f\u25a0-\u25ff\u2605\u2606"
    "\u2e80-\u2fd5\u3000-\u3020\u3021-\u302f\u3038-\u303f\u31c0-\u31ef\u3220-\u3247\u3280-\u33ff\ufe10-\ufe19\ufe30-\ufe6f"
    "\uff01-\uff5e\uffe0-\uffee\x0b\x0c\x85"
)
_TONES = "āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜüêńňǹḿ"
_TONELESS = str.maketrans("āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜüêńňǹḿ", "aaaaooooeeeeiiiiuuuuvvvvvennnm")
_UNEXPECTED = re.compile(f"[^{_EXPECTED}{HAN}]+")
_READING = re.compile(f"[(（]([a-z{_TONES}\u0300-\u030c]{{1,8}})[)）]")
_ORNAMENT = re.compile("[\u2190-\u2199\u2500-\u257f\u25a2-\u25ca\u25cc-\u25ff\u2605\u2606]+")
_HAN = re.compile(f"[{HAN}]")
_MOJIBAKE = "\ufffd"


def set_symbols_aside(tape: Tape) -> Tape:
    """The tape without emoji, ornaments, letters of foreign scripts, invisible characters and readings.

    Ornaments that Chinese texts do use (▲, ●, ★) go where they stand between two Chinese characters.
    """
    # A text holds a few hundred different characters: asking them first saves the scan of most texts.
    distinct = "".join(set(tape.text))
    cuts: list[Cut] = []
    if _UNEXPECTED.search(distinct):
        for found in _UNEXPECTED.finditer(tape.text):
            kind = NoiseKind.MOJIBAKE if _MOJIBAKE in found[0] else NoiseKind.SYMBOL
            cuts.append(Cut(*found.span(), kind))
        tape, cuts = tape.cut(cuts), []
    if "(" in distinct or "（" in distinct:
        cuts.extend(Cut(*found.span(), NoiseKind.READING) for found in _READING.finditer(tape.text) if _is_reading(tape.text, found))
    if _ORNAMENT.search(distinct):
        cuts.extend(Cut(*found.span(), NoiseKind.SYMBOL) for found in _ORNAMENT.finditer(tape.text) if _is_inside_word(tape.text, *found.span()))
        cuts.sort()
    return tape.cut(cuts)


def _is_inside_word(text: str, start: int, end: int) -> bool:
    return start > 0 and end < len(text) and bool(_HAN.match(text, start - 1)) and bool(_HAN.match(text, end))


def _is_reading(text: str, found: re.Match[str]) -> bool:
    printed = found[1]
    bare = "".join(mark for mark in printed.translate(_TONELESS) if not "\u0300" <= mark <= "\u030c")
    behind_character = found.start() > 0 and bool(_HAN.match(text, found.start() - 1))
    return behind_character and (bare != printed or len(bare) > 1) and is_syllable(bare)

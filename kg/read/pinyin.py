"""Passages in pinyin, which nobody can read back into characters, set aside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.language.pinyin import syllables
from kg.model import NoiseKind
from kg.read.survey import LETTER, STRETCH_END, marked
from kg.read.tape import Cut, Tape

if TYPE_CHECKING:
    from collections.abc import Iterator

_HINT = b"\1" * 9  # letters that follow each other
_WORD = re.compile(r"[A-Za-z]{2,}")
_TOKEN = re.compile(r"[A-Za-z0-9@._:/?=&%#~-]+")
_ADDRESS = re.compile(r"://|@|^www\.|\.(?:com|cn|net|org|gov|edu)\b")
# So much of a sentence's end belongs to the Chinese before the passage, so much to the Chinese behind it.
_BEFORE = re.compile(r"[。！？；!?;]?[”’》）)】]*")
_BEHIND = re.compile(r"[“‘《（(【]*(?:[0-9][0-9.,—-]{0,12})?\Z")
_FINAL = frozenset("。！？")
_SURE = 4
_SURE_IN_CAPITALS = 6
_MOSTLY = 0.6
# Nobody writes longer words or passages; what is longer goes by its beginning.
_SAMPLE = 2000
_LONGEST = 100_000
_FOUR_SYLLABLES = b"\1" * 4  # have as many letters at least


def set_pinyin_aside(tape: Tape, surveyed: bytes) -> Tape:
    """The tape without passages of pinyin.

    A passage is what stands between two Chinese characters, or on a line, and holds a word of four syllables or more;
    its short words, digits and punctuation go with it. English words and addresses are no pinyin. `surveyed` is what
    `survey.survey` tells of the text.
    """
    letters = marked(surveyed, LETTER, STRETCH_END)
    if _HINT not in letters:
        return tape
    cuts: list[Cut] = []
    for start, end in _stretches(letters):
        if _is_pinyin(tape.text[start : min(end, start + _LONGEST)]):
            cut = _passage(tape.text, start, end)
            if cut.start < cut.end:
                cuts.append(cut)
    return tape.cut(cuts)


def _stretches(letters: bytes) -> Iterator[tuple[int, int]]:
    """Yield what stands between two ends and holds four letters in a row; a letter is 1, an end is 2."""
    at = letters.find(_FOUR_SYLLABLES)
    while at >= 0:
        start, end = letters.rfind(2, 0, at) + 1, letters.find(2, at)
        end = len(letters) if end < 0 else end
        if end - start >= len(_HINT):
            yield start, end
        at = letters.find(_FOUR_SYLLABLES, end)


def _is_pinyin(stretch: str) -> bool:
    sure = False
    letters = chinese = 0
    for token in _TOKEN.findall(stretch):
        if _ADDRESS.search(token):
            continue
        for word in _WORD.findall(token):
            letters += len(word)
            count = syllables(word[:_SAMPLE].lower())
            if count:
                chinese += len(word)
                sure = sure or count >= (_SURE if word.islower() else _SURE_IN_CAPITALS)
    return sure and chinese >= _MOSTLY * letters


def _passage(text: str, start: int, end: int) -> Cut:
    """The part of the stretch [start, end) to set aside."""
    at_line_start = start == 0 or text[start - 1] == "\n"
    at_line_end = end == len(text) or text[end] == "\n"
    if not at_line_start:
        kept = _BEFORE.match(text, start, end)
        start = kept.end() if kept else start
    if not at_line_end:
        kept = _BEHIND.search(text, start, end)
        end = kept.start() if kept else end
    elif not at_line_start and text[end - 1] in _FINAL and text[start - 1] not in _FINAL:
        end -= 1
    return Cut(start, end, NoiseKind.PINYIN)

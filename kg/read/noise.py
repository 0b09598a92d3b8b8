"""Which lines, and which parts of a line, are the page's and not the text's."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from kg.language import noise_words
from kg.language.patterns import either
from kg.model import NoiseKind
from kg.read.alphabet import HAN
from kg.read.tape import Cut, Tape

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from ahocorasick_rs import AhoCorasick

# Longer lines are paragraphs, except for those that begin like noise of any length.
_SHORT = 220


def _kinds(patterns: dict[str, tuple[str, ...]]) -> str:
    return "|".join(
        f"(?P<{kind.replace('-', '_')}>{'|'.join(alternatives)})" for kind, alternatives in patterns.items()
    )


_STAMP = r"(?:19|20)\d\d\s?[-./年]\s?\d{1,2}\s?[-./月]\s?\d{1,2}日?(?:\s{0,3}\d{1,2}[:：]\d\d(?:[:：]\d\d)?)?"
_LINE = re.compile(_kinds(noise_words.LINES), re.IGNORECASE)
_HINTS = sorted(noise_words.HINTS)
_LONGEST_HINT = max(map(len, _HINTS))
_CHUNK = 1 << 16  # characters that are searched for hints at a time, so that a long text takes no memory
# what noise of known wording inside a line holds
PART = re.compile("|".join(map(re.escape, sorted(noise_words.PART_HINTS))))
_MENU_WORDS = frozenset(noise_words.NAVIGATION_WORDS) | {""}
_MENU_STARTS = frozenset("|·>›/»【】[]()（）-").union(word[0] for word in noise_words.NAVIGATION_WORDS)
_BETWEEN_WORDS = re.compile(r"[\s|·>›/»【】\[\]()（）-]+")
_FIRST_WORD = re.compile(r"[^\s|·>›/»【】\[\]()（）-]{0,9}")
_MENU = 120
_BYLINE_START = re.compile(rf"[\s|【\[(（]*(?P<stamp>{_STAMP})?[\s|，,]*")
_LABEL = re.compile(
    rf"(?P<strong>(?:{either(noise_words.BYLINE_LABELS)})\s?[:：]|(?:{either(noise_words.BYLINE_COUNTS)})\s?[:：]?\s?(?=\d))"
    rf"|(?:{either(noise_words.BYLINE_WEAK_LABELS)})\s?[:：]"
)
_IN_FIGURES = re.compile(r"\d{4}[-./]\d{1,2}[-./]\d{1,2}")
_FOOTER = re.compile(rf"(?:{either(noise_words.FOOTER_LABELS)})\s?[:：]")
_FOOTER_SIGN = re.compile(either(noise_words.FOOTER_SIGNS))
_PAGE = re.compile(
    r"[—–\-－―~·.\s]{1,12}\d{1,4}\s?[—–\-－―~·.\s]{1,12}"
    r"|[—–\-－―\s]{0,12}第\s{0,2}\d{1,4}\s{0,2}页(?:\s?[,，/]?\s{0,2}[共总]\s{0,2}\d{1,4}\s{0,2}页)?[—–\-－―\s]{0,12}"
    r"|\d{1,4}\s?/\s?\d{1,4}\s?页?|(?:Page|PAGE)\s\d{1,4}(?:\sof\s\d{1,4})?"
)
_PARTS = re.compile(_kinds(noise_words.ANYWHERE))
_ENDS = re.compile(rf"(?:{_kinds(noise_words.ENDS)})$", re.MULTILINE)
_MARKED_TEXT = re.compile(r"[\s\d:：/.|年月日-]{0,40}(?:来源[:：][^，。\n]{0,40})?[，,]?\s?正文[:：]\s?")
_OLD_TITLE = re.compile(r"原标题[:：]\s?")
_SENTENCE = re.compile(r"[。；！？;!?]")
_TAG = re.compile(rf"[{HAN}A-Za-z]{{1,6}}")
_HOLDS_WORDS = re.compile(f"[{HAN}A-Za-z0-9]")
_PAGE_STARTS = frozenset("—–-－―~·.第0123456789Pp")
_DAY = re.compile(r"((?:19|20)\d\d)\s?[-./年]\s?(\d{1,2})\s?[-./月]\s?(\d{1,2})(?!\d)")
_TAGS_AT_LEAST = 4
_VALUE = 36
_TOP = 8
_KINDS = {kind.value.replace("-", "_"): kind for kind in NoiseKind}


class Line(NamedTuple):
    """A line of text: its span without the spaces around it."""

    start: int
    end: int
    text: str


class Hints(NamedTuple):
    """Where words stand that all noise of known wording holds, and those of them that noise inside lines does."""

    positions: list[int]
    parts: list[int]

    def within(self, lines: Sequence[Line]) -> bool:
        """Whether a word of noise inside lines stands in one of the lines, which are in order."""
        starts = [line.start for line in lines]
        indices = ((bisect_right(starts, part) - 1, part) for part in self.parts)
        return any(index >= 0 and part < lines[index].end for index, part in indices)


def find_hints(text: str) -> Hints:
    """The gate before anything dearer is tried: one scan for rare words."""
    found = list(_hints(text))
    return Hints([at for at, _ in found], [at for at, hint in found if hint in noise_words.PART_HINTS])


def _hints(text: str) -> Iterator[tuple[int, str]]:
    """Yield where words stand that all noise of known wording holds, and the words; none overlaps another."""
    find = _automaton().find_matches_as_indexes
    at = 0
    while at < len(text):
        stop = end = at + _CHUNK
        for hint, start, behind in find(text[at : end + _LONGEST_HINT]):
            if at + start < end:
                yield at + start, _HINTS[hint]
                stop = at + behind
        at = max(stop, end)


@cache
def _automaton() -> AhoCorasick:
    from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

    return AhoCorasick(_HINTS, matchkind=MatchKind.LeftmostFirst, implementation=Implementation.DFA)


def classify(lines: list[Line], hints: Hints, linked: Collection[int] = ()) -> list[NoiseKind | None]:
    """For each line the kind of noise that all of it is, or None where it is text.

    `hints` is what `find_hints` gives for the text of the lines. `linked` are those that do nothing but lead elsewhere.
    """
    kinds: list[NoiseKind | None] = []
    index, positions = 0, hints.positions
    for line in lines:
        while index < len(positions) and positions[index] < line.start:
            index += 1
        hinted = index < len(positions) and positions[index] < line.end
        kinds.append(_kind(line.text, len(kinds), hinted=hinted) if len(line.text) <= _SHORT else None)
    if linked:
        _mark_links(lines, kinds, linked)
    _mark_tags(lines, kinds)
    return kinds


def is_page_number(line: str) -> bool:
    """Whether the line is the number of a page, printed as such (第 1 页 共 4 页, — 1 —)."""
    return len(line) <= 40 and bool(_PAGE.fullmatch(line))


def set_parts_aside(tape: Tape) -> Tape:
    """The tape without noise inside lines that is known by itself, wherever a line is cut."""
    text = tape.text
    return tape.cut(
        [
            Cut(*part.span(), _KINDS[str(part.lastgroup)])
            for start, end in _hinted_lines(text)
            for part in _PARTS.finditer(text, start, end)
        ]
    )


def opening(text: str) -> int:
    """How many characters a page puts before the first word of the text: a date, a source, 正文:, 原标题:."""
    marked = _MARKED_TEXT.match(text)
    start = marked.end() if marked else 0
    old_title = _OLD_TITLE.match(text, start)
    return old_title.end() if old_title else start


def set_edges_aside(tape: Tape, prefix: int, *, hinted: bool) -> Tape:
    """The tape without its first `prefix` characters and without what pages put behind the last word of a line.

    `hinted` tells whether a line holds a word of noise inside lines.
    """
    text = tape.text
    cuts = [Cut(0, prefix, NoiseKind.BYLINE)] if prefix else []
    cuts.extend(
        Cut(*found.span(), _KINDS[str(found.lastgroup)])
        for start, end in (_hinted_lines(text) if hinted else ())
        for found in _ENDS.finditer(text, max(start, prefix), end)
    )
    return tape.cut(cuts)


def _hinted_lines(text: str) -> Iterator[tuple[int, int]]:
    """The lines that hold a word of noise inside lines."""
    end = -1
    for at, hint in _hints(text):
        if at > end and hint in noise_words.PART_HINTS:
            start = text.rfind("\n", 0, at) + 1
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            yield start, end


def day(text: str) -> str | None:
    """The first calendar day that `text` gives in figures, as an ISO date."""
    for found in _DAY.finditer(text):
        try:
            return date(int(found[1]), int(found[2]), int(found[3])).isoformat()
        except ValueError:
            continue
    return None


def _kind(text: str, index: int, *, hinted: bool) -> NoiseKind | None:
    if text[0] in _PAGE_STARTS and is_page_number(text):
        return NoiseKind.PAGE_NUMBER
    if hinted:
        found = _LINE.fullmatch(text)
        if found is not None:
            return _KINDS[str(found.lastgroup)]
    if (
        text[0] in _MENU_STARTS
        and len(text) <= _MENU
        and _first_word(text) in _MENU_WORDS
        and _HOLDS_WORDS.search(text)
        and all(word in _MENU_WORDS for word in _BETWEEN_WORDS.split(text))
    ):
        return NoiseKind.NAVIGATION
    if ":" in text or "：" in text or text[0].isdigit():
        if _is_byline(text, index):
            return NoiseKind.BYLINE
        if _is_footer(text):
            return NoiseKind.NAVIGATION
    return None if _HOLDS_WORDS.search(text) or "…" in text else NoiseKind.SYMBOL


def _first_word(text: str) -> str:
    """The first word of a menu, or the beginning of a longer one."""
    found = _FIRST_WORD.match(text)
    return found[0] if found else ""


def _is_byline(text: str, index: int) -> bool:
    """Whether the line is made of labels with short values and of dates, and of nothing else."""
    start = _BYLINE_START.match(text)
    if start is None:
        return False
    if start.end() == len(text):
        return ":" in text
    if not _LABEL.match(text, start.end()):
        return False
    labels = list(_LABEL.finditer(text, start.end()))
    ends = [label.start() for label in labels[1:]] + [len(text)]
    values = [text[label.end() : end] for label, end in zip(labels, ends, strict=True)]
    if any(len(value) > _VALUE or _SENTENCE.search(value) or "，" in value for value in values):
        return False
    strong = any(label["strong"] for label in labels)
    return strong or bool(start["stamp"]) or bool(_IN_FIGURES.search(text)) or (index < _TOP and len(labels) > 1)


def _is_footer(text: str) -> bool:
    label = _FOOTER.match(text)
    return label is not None and not _SENTENCE.search(text) and bool(_FOOTER_SIGN.search(text))


def _mark_links(lines: list[Line], kinds: list[NoiseKind | None], linked: Collection[int]) -> None:
    """Lines that only lead elsewhere are navigation, unless the page is made of them."""
    linked = [index for index in linked if len(lines[index].text) < 80 and not _SENTENCE.search(lines[index].text)]
    if not linked or sum(len(lines[index].text) for index in linked) * 2 > sum(len(line.text) for line in lines):
        return
    for index in linked:
        kinds[index] = kinds[index] or NoiseKind.NAVIGATION


def _mark_tags(lines: list[Line], kinds: list[NoiseKind | None]) -> None:
    """Single words in a row at the end are the page's tags."""
    first = len(lines)
    while first and (kinds[first - 1] is not None or _TAG.fullmatch(lines[first - 1].text)):
        first -= 1
    tags = [index for index in range(first, len(lines)) if kinds[index] is None]
    if len(tags) < _TAGS_AT_LEAST:
        return
    # Tags are words of the text; a list of names is not.
    text = "\n".join(line.text for line, kind in zip(lines[:first], kinds, strict=False) if kind is None)
    if sum(lines[index].text in text for index in tags) * 2 > len(tags):
        for index in tags:
            kinds[index] = NoiseKind.TAGS

"""From printed lines to paragraphs: lines broken in mid-sentence are joined, spaces and noise lines set aside."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from kg.model import NoiseKind
from kg.read.alphabet import HAN
from kg.read.noise import Line
from kg.read.survey import BLANK, marked
from kg.read.tags import BLOCK, CELL
from kg.read.tape import BREAK, Cut, Tape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SPACE, _LINE_BREAK = NoiseKind.SPACE, NoiseKind.LINE_BREAK
# One space between two words of ASCII is left out: it always stays.
_SPACES = re.compile(
    "[\t\n\r\x0b\x0c\x85 \xa0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]++(?!(?<=[A-Za-z0-9] )[A-Za-z0-9])"
)
_BLOCK_ENDS = ("\x0c", "\u2028")  # and BLOCK
_HAN = re.compile(f"[{HAN}]")
_HEADING = re.compile(
    r"(?:[一二三四五六七八九十百]{1,4}\s?[、.．]|[（(]\s?(?:[一二三四五六七八九十百]{1,4}|\d{1,3})\s?[)）]|\d{1,3}\s?(?:[.．](?!\d)|[、)）])"
    r"|第[一二三四五六七八九十百\d]{1,4}[章节条编部]|[①-⑳⑴-⒇⒈-⒛●▲◆■★□○◎•·>》#*-]|——)"
)
_CLOSES = frozenset("，。、；：！？）》”’】〕」』,;:!?)%％")
_OPENS = frozenset("，、（《“‘【〔「『,(")
_FINAL = frozenset("。！？；：!?;:…")
_CHINESE_MARKS = frozenset("，。、；：！？（）《》〈〉“”‘’【】〔〕「」『』—…·")
_STOPS = frozenset("，。、；：！？")
_HALF_STOPS = frozenset(",;:!?)")
_STOPS_OF_BOTH_WIDTHS = frozenset("，。、；：！？,;:!?")
_COLUMNS = re.compile(r"[ \t\u3000]{2,}")
_BLANKS, _MESSY = frozenset(" \n"), ("\n\n", "\n ", " \n")
_EDGES = re.compile(r"[ \n]+")
_CELL_ENDS = re.compile(rf"{CELL}\r?\n")
_LONG = 40
_HEADING_AT_MOST = 40
_NARROWEST, _WIDEST, _SLACK = 30, 160, 4
_ENOUGH_LINES, _ENOUGH_SHARE = 4, 0.3


class Layout(NamedTuple):
    """Lines and how far each is indented, in columns.

    `indent` is the smallest of these; `wrap` is the width at which the page breaks lines, 0 where it doesn't.
    """

    lines: list[Line]
    indents: list[int]
    indent: int
    wrap: int


def split(text: str, *, flows: bool) -> Layout:
    """The lines of `text` that hold anything, without the spaces around them."""
    lines: list[Line] = []
    indents: list[int] = []
    end = 0
    for whole in _pieces(text, flows=flows):
        start, end = end, end + len(whole)
        stripped = whole.strip()
        if stripped:
            indent = 0 if whole[0] == stripped[0] else len(whole) - len(whole.lstrip())
            lines.append(Line(start + indent, start + indent + len(stripped), stripped))
            indents.append(_width(whole[:indent]) if indent else 0)
        end += flows  # the mark between two blocks
    return Layout(lines, indents, min(indents, default=0), 0 if flows else _wrap(lines, indents))


def lay_out(
    tape: Tape, layout: Layout, kinds: Sequence[NoiseKind | None], surveyed: bytes, *, joined: bool = False
) -> Tape:
    """The tape as paragraphs, one line feed between two; lines with a kind are set aside.

    `surveyed` is what `survey.survey` tells of its text. With `joined` all lines are one: the text is known to be a
    single sentence.
    """
    cuts: list[tuple[int, int, NoiseKind, str]] = []
    text, position, last = tape.text, 0, -1
    blanks = marked(surveyed, BLANK)
    for index, (line, kind) in enumerate(zip(layout.lines, kinds, strict=True)):
        if kind is not None:
            cuts.append((position, line.start, _SPACE, ""))
            cuts.append((line.start, line.end, kind, ""))
        else:
            put, why = "", _SPACE
            if last >= 0 and not joined and not _continues(text, layout, kinds, last, index):
                put = BREAK
            elif last >= 0:
                put, why = _join(text[layout.lines[last].end - 1], line.text[0]), _LINE_BREAK
            cuts.append((position, line.start, why, put))
            blank = blanks.find(1, line.start, line.end)
            if blank >= 0:
                cuts.extend(_spaces(text, line, blank))
            last = index
        position = line.end
    cuts.append((position, len(text), _SPACE, ""))
    return tape.cut([cut for cut in cuts if cut[0] < cut[1] or cut[3]])


def tidy(tape: Tape) -> Tape:
    """The tape without empty lines and spaces at the edges of lines, as cuts inside lines leave them."""
    text = tape.text
    if not text or (text[0] not in _BLANKS and text[-1] not in _BLANKS and not any(edge in text for edge in _MESSY)):
        return tape
    cuts = []
    for found in _EDGES.finditer(tape.text):
        start, end = found.span()
        inside = start > 0 and end < len(tape.text)
        if not inside or (BREAK in found[0] and found[0] != BREAK):
            cuts.append(Cut(start, end, NoiseKind.SPACE, BREAK if inside else ""))
    return tape.cut(cuts)


def _pieces(text: str, *, flows: bool) -> list[str]:
    """Printed lines with their ends, or, where text flows, blocks without."""
    if not flows:
        return text.splitlines(keepends=True)
    for end in _BLOCK_ENDS:
        text = text.replace(end, BLOCK)
    return text.split(BLOCK)


def _width(text: str) -> int:
    """Columns on a page where a Chinese character takes two."""
    return len(text) if text.isascii() else len(text.encode("gb18030", "replace"))


def _wrap(lines: list[Line], indents: list[int]) -> int:
    if len(lines) < _ENOUGH_LINES or sum(len(line.text) for line in lines) * 2 > len(lines) * _WIDEST:
        return 0
    # a line of more characters than the widest has columns is wider, however much
    widths = Counter(
        _width(line.text) + indent if len(line.text) <= _WIDEST + 1 else _WIDEST + 2
        for line, indent in zip(lines, indents, strict=True)
    )
    best, most = 0, 0
    for width in sorted(widths):
        near = sum(widths[width - step] for step in range(_SLACK))
        if _NARROWEST <= width <= _WIDEST and near >= most:
            best, most = width, near
    wider = sum(count for width, count in widths.items() if width > best + 1)
    return best if most >= max(_ENOUGH_LINES, _ENOUGH_SHARE * len(lines)) and wider * 10 <= len(lines) else 0


def _continues(text: str, layout: Layout, kinds: Sequence[NoiseKind | None], last: int, index: int) -> bool:
    """Whether line `index` goes on with the sentence of line `last`, the last before it that is text."""
    before, line = layout.lines[last], layout.lines[index]
    end, start = before.text[-1], line.text[0]
    goes_on = start in _CLOSES or end in _OPENS
    if (end in _FINAL and not goes_on) or _HEADING.match(line.text):
        return False
    if goes_on:
        return True
    if _is_heading(before.text) or _COLUMNS.search(before.text, max(0, len(before.text) - _WIDEST)):
        return False
    between = kinds[last + 1 : index]
    if between and all(kind is NoiseKind.PAGE_NUMBER for kind in between):
        return (end.isdigit() and start.isdigit()) or bool(_STOPS_OF_BOTH_WIDTHS.intersection(before.text))
    gap = text[before.end : line.start]
    if layout.wrap and gap.count("\n") == 1 and BLOCK not in gap and _is_full(layout, last):
        return layout.indents[index] <= layout.indent + 1
    # One character behind a comma is a word cut in two.
    cut_in_two = len(before.text) >= _LONG and before.text[-2] in _STOPS_OF_BOTH_WIDTHS
    return BLOCK not in gap and cut_in_two and bool(_HAN.match(end)) and bool(_HAN.match(start))


def _is_full(layout: Layout, index: int) -> bool:
    width = _width(layout.lines[index].text) + layout.indents[index]
    return layout.wrap - _SLACK < width <= layout.wrap + 1


def _is_heading(text: str) -> bool:
    return len(text) <= _HEADING_AT_MOST and bool(_HEADING.match(text)) and not _STOPS & set(text[2:])


def _join(end: str, start: str) -> str:
    """What separates two words of which one ends a printed line and the other begins the next."""
    both = end + start
    return " " if both.isascii() and both.isalpha() else ""


def _spaces(text: str, line: Line, first: int) -> Iterator[Cut]:
    """Yield what is cut of the blanks inside a line, of which the first stands at `first`."""
    for found in _SPACES.finditer(text, first, line.end):
        start, end = found.span()
        put = _space(text, start, end, line)
        if put != found[0]:
            yield Cut(start, end, _SPACE, put)


def _space(text: str, start: int, end: int, line: Line) -> str:
    """What a run of spaces inside a line stands for: " " between words and columns, "" where it says nothing."""
    if "\n" in text[start:end] and not _CELL_ENDS.search(text, start, end):
        return _join(text[start - 1], text[end])
    left, right, narrow = text[start - 1], text[end], end - start == 1 and text[start] != CELL
    if left in _STOPS or right in _STOPS or (narrow and (left in _CHINESE_MARKS or right in _CHINESE_MARKS)):
        return ""
    left_han, right_han = bool(_HAN.match(left)), bool(_HAN.match(right))
    if left_han and right_han:
        # Characters spaced out one by one are one word (人 人, 李  明).
        alone = (start - 2 < line.start or not _HAN.match(text[start - 2])) and (
            end + 1 >= line.end or not _HAN.match(text[end + 1])
        )
        return "" if alone else " "
    if (left_han and (right in _HALF_STOPS or (narrow and right.isalnum()))) or (
        right_han and (left in _HALF_STOPS or (narrow and left.isalnum()))
    ):
        return ""
    return " "

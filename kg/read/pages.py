"""Characters on pages to lines, columns and paragraphs, and what is printed around the text of every page.

Coordinates are points; y grows upwards. A column is told from a table by how far its lines fill it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from kg.model import PAGE_EDGE, Table
from kg.read import ruled
from kg.read.noise import is_page_number
from kg.read.ruled import Box, Character, Filled, Ruled, Sheet, TableRow

_GAP = 0.45  # widths of a character between two segments of a line
_CELLS_APART = 2.2  # as much, and the segments are cells wherever they stand
_ALIGNED = 0.3  # widths between the edges of two cells of a column
_SPACE = 0.25  # between two Latin words
_INDENT = 1.2
_SHORT = 3.0  # a line that ends so far before the margin ends its paragraph
_LEADING = 1.7  # of the usual distance between lines: more is a new paragraph
_SIZES_APART = 1.15
_MARGIN = 0.12  # of a page's height: where running heads stand
_EDGE_LINES = 3
_HEAD_WIDTH, _FEW_LINES = 0.8, 5  # of the text's width, unless the page has few lines
_COLUMN_LINES, _COLUMN_FILL, _COLUMN_WIDTH = 4, 0.6, 9.0  # lines, share of the width, characters
_LONG_CELL = 60  # characters: a cell of more holds paragraphs
_CELL_WIDTH = 6.0  # characters in a cell of a table, more or less
_GUTTER = (0.22, 0.78)  # of the width of the text
_STEPS = 56
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[“‘（《〔]?[!-~]+")
_LATIN = 0.55  # width of a Latin character
_ENDS = frozenset("。！？；：…")


class Page(NamedTuple):
    """The characters of a page in the order of the file, and its height; `tilted` are words of watermarks.

    `tables` are those whose cells lines enclose.
    """

    characters: tuple[Character, ...]
    height: float
    tilted: str = ""
    tables: tuple[Ruled, ...] = ()


class Line(NamedTuple):
    """Words that stand beside each other without a gap. `size` is the height of its characters."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float

    @property
    def middle(self) -> float:
        """Half way up."""
        return (self.bottom + self.top) / 2


def written(pages: Sequence[Page]) -> tuple[str, list[Table]]:
    """The text of the pages, a line a paragraph; before each page two form feeds enclose what is printed around it.

    A paragraph that goes on across a page's end is not broken there. Of a table with rules a row is a line, with tabs
    between its cells; the tables come with their spans.
    """
    parts = [ruled.taken_apart(page.characters, page.tables) for page in pages]
    lines = [_lines(characters) for characters, _ in parts]
    around = _running_heads(pages, lines)
    sheet = Sheet()
    foot = ""
    open_ended = False
    for page, found, heads, (_, tables) in zip(pages, lines, around, parts, strict=True):
        text = [line for line in found if line not in heads]
        flow, joins, last_open = _flow(text, tables)
        edge = [line for line in found if line in heads]
        head = [line.text for line in edge if line.middle > page.height / 2]
        apart = " ".join(each for each in (foot, *head, page.tilted) if each)
        if sheet.size and not (open_ended and joins):
            sheet.write("\n")
        sheet.write(f"{PAGE_EDGE}{apart}{PAGE_EDGE}")
        for number, paragraph in enumerate(flow):
            sheet.write("\n" if number else "")
            if isinstance(paragraph, str):
                sheet.write(paragraph)
            else:
                sheet.row(paragraph)
        foot = " ".join(line.text for line in edge if line.middle <= page.height / 2)
        open_ended = last_open if flow else open_ended
    if foot:
        sheet.write(f"\n{PAGE_EDGE}{foot}{PAGE_EDGE}")
    return sheet.text(), sheet.tables()


def _flow(lines: Sequence[Line], tables: Sequence[Filled]) -> tuple[list[str | TableRow], bool, bool]:
    """Paragraphs and rows of tables from the top, as `_paragraphs` gives them."""
    found: list[str | TableRow] = []
    joins = False
    margin = max((table.lefts[-1] for table, _ in tables), default=0.0)
    for table, cells in tables:
        above = [line for line in lines if line.middle > table.tops[0]]
        lines = [line for line in lines if line.middle <= table.tops[0]]
        texts, first, _ = _paragraphs(above, margin)
        joins = joins or (first and bool(texts) and not found)
        found += texts
        found += ruled.rows(table, {box: _words(characters, table, box) for box, characters in cells.items()})
    texts, first, last_open = _paragraphs(lines, margin)
    return [*found, *texts], joins or (first and not tables), bool(texts) and last_open


def _words(characters: Sequence[Character], table: Ruled, box: Box) -> str:
    """What a cell prints: its lines, those that go on below joined."""
    lines = _lines(characters)
    if sum(len(line.text) for line in lines) > _LONG_CELL:
        return " ".join(_in_column(lines)[0]).replace("\t", " ")
    words = ""
    before: Line | None = None
    for line in lines:
        if before is not None and (words[-1:] + line.text[:1]).isascii():
            beside = abs(before.middle - line.middle) <= line.size / 2
            full = table.lefts[box.column + box.columns] - before.right < _SHORT * before.size
            words += " " if beside or not full else ""
        words += line.text
        before = line
    return words


# --- lines


def _lines(characters: Iterable[Character]) -> list[Line]:
    """Lines from the top, those side by side from the left, cut where a gap is wide."""
    rows: list[list[Character]] = []
    for character in sorted(
        (each for each in characters if each.text.strip()), key=lambda each: (-_middle(each), each.left)
    ):
        height = character.top - character.bottom
        if rows and abs(_middle(rows[-1][0]) - _middle(character)) <= 0.4 * max(height, 1.0):
            rows[-1].append(character)
        else:
            rows.append([character])
    return [line for row in rows for line in _segments(sorted(row, key=lambda each: each.left))]


def _middle(character: Character) -> float:
    return (character.bottom + character.top) / 2


def _segments(row: Sequence[Character]) -> Iterator[Line]:
    size = median(character.top - character.bottom for character in row)
    segment: list[Character] = []
    words = ""
    for character in row:
        if segment:
            last = segment[-1]
            gap = character.left - last.right
            if gap > _GAP * size:
                yield _line(segment, words, size)
                segment, words = [], ""
            elif character.text == last.text and abs(character.left - last.left) < 0.2 * size:
                continue  # printed twice to look bold
            elif gap > _SPACE * size and (last.text + character.text).isascii():
                words += " "
        segment.append(character)
        words += character.text
    if segment:
        yield _line(segment, words, size)


def _line(segment: Sequence[Character], words: str, size: float) -> Line:
    bottom, top = min(each.bottom for each in segment), max(each.top for each in segment)
    return Line(words, segment[0].left, max(each.right for each in segment), bottom, top, size)


# --- what is printed around the text


def _running_heads(pages: Sequence[Page], lines: Sequence[Sequence[Line]]) -> list[set[Line]]:
    """Of each page the lines near its upper and lower edge that other pages have too, and numbers of pages."""
    seen: Counter[tuple[str, int]] = Counter()
    edges = [_edge_lines(page, found) for page, found in zip(pages, lines, strict=True)]
    for found in edges:
        seen.update({_shape(line) for line in found})
    often = max(2, len(pages) // 4)
    return [
        {line for line in found if is_page_number(line.text) or line.text.isdigit() or _often(seen, line) >= often}
        for found in edges
    ]


def _edge_lines(page: Page, lines: Sequence[Line]) -> list[Line]:
    near = _MARGIN * page.height
    upper = [line for line in lines if line.middle > page.height - near][:_EDGE_LINES]
    lower = [line for line in lines if line.middle < near][-_EDGE_LINES:]
    full = max((line.right for line in lines), default=0) - min((line.left for line in lines), default=0)
    return [line for line in (*upper, *lower) if line.right - line.left < _HEAD_WIDTH * full or len(lines) < _FEW_LINES]


def _shape(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("0", line.text), round(line.middle / 4)


def _often(seen: Counter[tuple[str, int]], line: Line) -> int:
    words, height = _shape(line)
    return max(seen[words, height + step] for step in (-1, 0, 1))


# --- columns and paragraphs


def _paragraphs(lines: Sequence[Line], margin: float = 0.0) -> tuple[list[str], bool, bool]:
    """Paragraphs in reading order; whether the first may go on with a page before, and the last with one behind.

    `margin` is how far to the right lines may go that are in no columns, where something else on the page tells it.
    """
    found: list[str] = []
    joins = goes_on = False
    columns = list(_columns(lines, 0))
    for number, column in enumerate(columns):
        texts, first, last = _in_column(column, margin if len(columns) == 1 else 0.0)
        if not number:
            joins = first
        if found and texts and goes_on and first:
            found[-1] = _joined(found[-1], texts.pop(0))
        found.extend(texts)
        goes_on = last
    return found, joins, goes_on


def _columns(lines: Sequence[Line], depth: int) -> Iterator[list[Line]]:
    """The lines in stretches that are read from the top, columns from the left."""
    gutter = _gutter(lines) if depth < 4 else None
    if gutter is None:
        yield list(lines)
        return
    band: list[Line] = []
    apart: list[Line] = []
    for row in _rows(lines):
        if any(line.left < gutter < line.right for line in row) or _is_table_row(row):
            yield from _band(band, apart, gutter, depth)
            band = []
            apart.extend(row)
        else:
            band.extend(row)
    yield from _band(band, apart, gutter, depth)
    if apart:
        yield apart


def _band(band: Sequence[Line], apart: list[Line], gutter: float, depth: int) -> Iterator[list[Line]]:
    """Lines that no other crosses: two columns, or lines like the others."""
    left = [line for line in band if line.right <= gutter]
    right = [line for line in band if line.left >= gutter]
    if _are_columns(left, right):
        if apart:
            yield list(apart)
            apart.clear()
        yield from _columns(left, depth + 1)
        yield from _columns(right, depth + 1)
    else:
        apart.extend(band)


def _are_columns(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether lines left and right of a gutter fill columns; the last column of a text may be short."""
    if len(left) < _COLUMN_LINES or not right:
        return False
    size = median(line.size for line in left)
    width = max(max(line.right for line in side) - min(line.left for line in side) for side in (left, right))
    full = [side for side in (left, right) if len(side) >= _COLUMN_LINES]
    filled = all(median(line.right - line.left for line in side) >= _COLUMN_FILL * width for side in full)
    beside = len(full) > 1 or right[0].middle >= left[0].middle - size / 2
    return width >= _COLUMN_WIDTH * size and filled and beside


def _is_table_row(row: Sequence[Line]) -> bool:
    return len(row) > 2 and median(line.right - line.left for line in row) < _CELL_WIDTH * row[0].size


def _gutter(lines: Sequence[Line]) -> float | None:
    """Where between two columns fewest lines cross, if there may be columns."""
    if len(lines) <= _COLUMN_LINES:
        return None
    low, high = min(line.left for line in lines), max(line.right for line in lines)
    best: tuple[int, float, float] | None = None
    for step in range(_STEPS + 1):
        at = low + (high - low) * (_GUTTER[0] + (_GUTTER[1] - _GUTTER[0]) * step / _STEPS)
        left = sum(line.right <= at for line in lines)
        right = sum(line.left >= at for line in lines)
        crossing = len(lines) - left - right
        if left >= _COLUMN_LINES and right and crossing < left + right:
            best = min(best or (crossing, 2.0, at), (crossing, abs(step / _STEPS - 0.5), at))
    return best[2] if best else None


def _in_column(lines: Sequence[Line], margin: float = 0.0) -> tuple[list[str], bool, bool]:
    """Paragraphs of one column, as `_paragraphs` gives them; lines side by side are cells of a row."""
    if not lines:
        return [], False, False
    rows = _without_spaces(list(_rows(lines)))
    size = median(row[0].size for row in rows)
    left = _usual((row[0].left for row in rows), size)
    right = max((row[-1].right for row in rows if len(row) == 1), default=max(row[-1].right for row in rows))
    right = max(right, margin)
    steps = [above[0].middle - below[0].middle for above, below in pairwise(rows)]
    leading = median(steps) if steps else 0.0
    texts: list[str] = []
    before: list[Line] | None = None
    for row in rows:
        words = "\t".join(line.text for line in row)
        if before is not None and _goes_on(before, row, left=left, right=right, leading=leading):
            texts[-1] = _joined(texts[-1], words)
        else:
            texts.append(words)
        before = row
    first, last = rows[0], rows[-1]
    starts_low = len(first) == 1 and first[0].left <= left + _INDENT * first[0].size
    full = len(last) == 1 and last[0].right > right - _SHORT * last[0].size
    # where paragraphs are indented, the next line tells; else a full stop at the end of a full line ends one
    indented = any(row[0].left > left + _INDENT * row[0].size for row in rows)
    return texts, starts_low, full and (indented or texts[-1][-1] not in _ENDS)


def _rows(lines: Sequence[Line]) -> Iterator[list[Line]]:
    row: list[Line] = []
    for line in lines:
        if row and abs(row[0].middle - line.middle) > 0.5 * line.size:
            yield sorted(row, key=lambda each: each.left)
            row = []
        row.append(line)
    if row:
        yield sorted(row, key=lambda each: each.left)


def _without_spaces(rows: Sequence[list[Line]]) -> list[list[Line]]:
    """The rows, those made one line whose segments are no cells of a table but words set apart."""
    neighbours = [[*above, *below] for above, below in zip([[], *rows], [*rows[1:], []], strict=False)]
    return [
        row if len(row) == 1 or _are_cells(row, beside) else [_as_one(row)]
        for row, beside in zip(rows, neighbours, strict=True)
    ]


def _are_cells(row: Sequence[Line], beside: Sequence[Line]) -> bool:
    """Whether segments stand far apart, or below or above others at the same left, right or middle."""
    size = row[0].size
    if any(right.left - left.right > _CELLS_APART * size for left, right in pairwise(row)):
        return True
    near = _ALIGNED * size

    def aligned(one: Line, other: Line) -> bool:
        left, right = one.left - other.left, one.right - other.right
        return min(abs(left), abs(right), abs(left + right)) < near

    return any(aligned(one, other) for one in row[1:] for other in beside if other.left > row[0].right)


def _as_one(row: Sequence[Line]) -> Line:
    bottom, top = min(line.bottom for line in row), max(line.top for line in row)
    return row[0]._replace(text=" ".join(line.text for line in row), right=row[-1].right, bottom=bottom, top=top)


def _usual(numbers: Iterable[float], size: float) -> float:
    """The smallest number that many are near to: the margin of most lines."""
    counts = Counter(round(2 * number / size) for number in numbers)
    most = max(counts.values())
    return min(place for place, count in counts.items() if 3 * count >= most) * size / 2


def _goes_on(above: Sequence[Line], row: Sequence[Line], *, left: float, right: float, leading: float) -> bool:
    """Whether a row of one line goes on with the sentence of the row above it."""
    if len(above) > 1 or len(row) > 1:
        return False
    last, line = above[0], row[0]
    word = _WORD.match(line.text)  # what could not be broken, so that it did not fit on the line above
    room = (_SHORT + _LATIN * (word.end() if word else 0)) * last.size
    larger, smaller = max(last.size, line.size), max(0.1, min(last.size, line.size))
    return (
        line.left <= left + _INDENT * line.size
        and last.right >= right - room
        and larger <= _SIZES_APART * smaller
        and last.middle - line.middle <= _LEADING * leading
    )


def _joined(above: str, below: str) -> str:
    """Two parts of a paragraph; a space between Latin words."""
    both = above[-1:] + below[:1]
    return f"{above} {below}" if both.isascii() and both.isalpha() else above + below

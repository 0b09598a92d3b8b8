"""Tags, comments, entities and literal escapes out of a text, in one pass that is linear in its length.

Works on whole pages and on plain text that holds pieces of markup. What looks like no tag stays text.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import NamedTuple

from kg.model import NoiseKind, Table
from kg.read.grid import Grid
from kg.read.tags import (
    BLOCK,
    CELL,
    CELLS,
    CURSOR,
    GRID,
    IN_TEXT,
    LONGEST_HELD,
    MARK,
    SIGNS_IN_TEXT,
    UNREAD,
    Tag,
    entity,
    named,
    tag_of,
)
from kg.read.tape import Tape

_MARKUP = NoiseKind.MARKUP
# A path, not an escape: C:\new.
_BEFORE_PATH = re.compile(r"[A-Za-z0-9:\\]")
_PAGE = re.compile(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
_HEAD_OF_PAGE = 4096

_ROW_ENDS = re.compile(r"</?(?:tr|table)\b", re.IGNORECASE)
_CELL_BEGINS = re.compile(r"<t[dh]\b[^<>]*>", re.IGNORECASE)
_BLOCK_BEGINS = re.compile(r"<(?:p|br|div|center|section|[uo]l|li|h[1-6])\b", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^<>]*>|\s+")
_REACH = re.compile(r"\b(?P<way>col|row)span\s*=\s*[\"']?\s*(?P<count>\d{1,5})", re.IGNORECASE)
_LONGEST_ROW, _LONGEST_CELL = 20_000, 60  # of a row of short cells: characters of its markup, of a cell's words
_STAND_IN = re.compile(r"[?？\ufeff\ufffd]</span>")
_DATED = re.compile(
    r"(?:name|property|itemprop)\s*=\s*[\"']?(?:pubdate|publishdate|publish_date|publishedtime|article:published_time|datepublished|"
    r"firstpublishedtime|dc\.date(?:\.issued)?|dcterms\.issued|createdate|date)[\"']?\s",
    re.IGNORECASE,
)
_CONTENT = re.compile(r"content\s*=\s*[\"']?([^\"'>]{4,40})", re.IGNORECASE)


class Unpacked(NamedTuple):
    """A text without markup and what the markup says of it; spans (start, end) point into the original.

    `links` are stretches inside an element that leads elsewhere, `headings` inside h1 to h6, `titles` inside title.
    `dates` are what meta elements give as the day of publication, as written. `flows` is true for a page, where a
    line's end is a space. `tables` have raw spans; none of them holds another.
    """

    tape: Tape
    links: tuple[tuple[int, int], ...] = ()
    headings: tuple[tuple[int, int], ...] = ()
    titles: tuple[tuple[int, int], ...] = ()
    dates: tuple[str, ...] = ()
    flows: bool = False
    tables: tuple[Table, ...] = ()


def unpack(original: str, media_type: str, *, row: bool = False) -> Unpacked:
    """`original` without markup: blocks end in `BLOCK`, cells in `CELL`, entities become characters.

    Blocks inside the cells of a row of short ones (<td><p>98</p></td>) end no line; `row` tells that all is such a row.
    """
    flows = media_type == "text/html" or ("<" in original and bool(_PAGE.search(original, 0, _HEAD_OF_PAGE)))
    if "<" not in original and "&" not in original and "\\" not in original:
        return Unpacked(Tape.of(original), flows=flows)
    return _Scanner(original, len(original) if row else 0).scan(flows=flows)


def _is_short(cell: str) -> bool:
    words = _ANY_TAG.sub("", cell)
    return len(words) <= _LONGEST_CELL and "。" not in words


class _Scanner:
    """One pass over one text; holds what is written while marks go by."""

    def __init__(self, original: str, row_end: int) -> None:
        self.original = original
        self.pieces: list[str] = []
        self.places: list[int] = []  # of each piece; -1 where it was put in
        self.set_aside: list[tuple[int, int, NoiseKind]] = []  # but for markup
        self.position = 0  # behind the last mark
        self.open: dict[str, int] = {}
        self.spans: dict[str, list[tuple[int, int]]] = {"a": [], "h": [], "title": []}
        self.dates: list[str] = []
        self.endless: set[str] = set()
        self.row_end = row_end  # of a row of short cells
        self.in_cell = row_end > 0  # in one that is not closed yet
        self.grids: list[Grid] = []
        self.cell: tuple[int, str] | None = None  # where the open one begins, and its tag
        self.tables: list[Table] = []
        self.signs = {sign: original.find(sign) for sign in SIGNS_IN_TEXT if sign in original}  # next place of each
        self.next_sign = min(self.signs.values(), default=len(original))

    def scan(self, *, flows: bool) -> Unpacked:
        """Read all marks, in order."""
        original, pieces, places = self.original, self.pieces, self.places
        stretches = iter(original.split("<"))
        end = len(next(stretches))
        for stretch in stretches:
            start, end = end, end + len(stretch) + 1
            if start < self.position:
                continue
            close = stretch.find(">")
            tag = tag_of(stretch[:close]) if 0 <= close <= LONGEST_HELD else None
            if tag is None or start < self.row_end:
                self._mark(start, start + close + 2, tag)
                continue
            plain, put, group, closes, _ = tag
            if not plain:
                self._mark(start, start + close + 2, tag)
                continue
            position = self.position
            if position < start:
                if self.next_sign < start:
                    self._keep(start)
                else:
                    pieces.append(original[position:start])
                    places.append(position)
            if put:
                pieces.append(put)
                places.append(-1)
            self.position = start + close + 2
            if group:
                self._stretch(group, start, closes=closes)
        self._keep(len(original))
        while self.grids:
            self._end_table(len(original))
        spans = {name: tuple(found) for name, found in self.spans.items()}
        return Unpacked(
            self._tape(), spans["a"], spans["h"], spans["title"], tuple(self.dates), flows, tuple(self.tables)
        )

    def _tape(self) -> Tape:
        """What was written."""
        pieces = self.pieces
        starts = accumulate(map(len, pieces), initial=0)
        runs = [
            (start, place, len(piece))
            for start, place, piece in zip(starts, self.places, pieces, strict=False)
            if place >= 0
        ]
        return Tape("".join(pieces), runs, self.set_aside)

    def _mark(self, start: int, end: int, tag: Tag | None) -> None:
        """Take in what begins with the "<" at `start`: the `tag` that ends at `end`, or else whatever it is."""
        if tag is not None:
            self._tag(tag, start, end)
        elif mark := MARK.match(self.original, start):
            if mark["comment"]:
                self._until(start, mark.end(), "-->")
            elif mark["declaration"]:
                self._drop(start, mark.end())
            else:
                self._tag(named(mark), start, mark.end())

    def _tag(self, tag: Tag, start: int, end: int) -> None:
        if tag.name in UNREAD:
            if tag.closes:
                self._drop(start, end)
            else:
                self._until(start, end, f"</{tag.name}")
            return
        if tag.name == "span" and not tag.closes and CURSOR.search(self.original, start, end):
            stand_in = _STAND_IN.match(self.original, end)
            if stand_in is not None:
                self._drop(start, end)
                self._drop(end, end + 1, kind=NoiseKind.SYMBOL)
                return
        if tag.name == "meta":
            self._meta(self.original[start:end])
        if self.next_sign < start:
            self._read(start)
        put = self._put(tag, start)
        self._write(start)
        self._leave(start, end, put)
        if tag.name in GRID:
            self.in_cell = tag.name in CELLS and not tag.closes
            self._grid(tag, start, end)
        if tag.group:
            self._stretch(tag.group, start, closes=tag.closes)

    def _stretch(self, group: str, start: int, *, closes: bool) -> None:
        """Note where a link, a heading or a title begins, behind the last mark, or ends."""
        if not closes:
            self.open[group] = self.position
        elif group in self.open:
            self.spans[group].append((self.open.pop(group), start))

    def _put(self, tag: Tag, start: int) -> str:
        """What stands in a tag's place."""
        if tag.put:
            return BLOCK if start >= self.row_end or tag.name == "tr" else CELL
        if tag.name not in CELLS:
            return ""
        unclosed = self.in_cell and (self.position < start or self.pieces[-1:] not in ([BLOCK], [CELL]))
        return CELL if tag.closes or unclosed else ""

    def _grid(self, tag: Tag, start: int, end: int) -> None:
        """Take in a tag of a table. A table in a table spoils the outer one: it lays out a page."""
        if tag.name == "table" and not tag.closes:
            if self.grids:
                self.grids[-1].spoil()
            self.grids.append(Grid())
            self.cell = None
            return
        if not self.grids:
            return
        self._end_cell(start)
        if tag.name == "table":
            self._end_table(start)
        elif tag.name == "tr" and not tag.closes:
            self.grids[-1].row()
            self._look_ahead(end)
        elif tag.name in CELLS and not tag.closes:
            self.cell = end, self.original[start:end]

    def _end_cell(self, end: int) -> None:
        if self.cell is None:
            return
        start, tag = self.cell
        plain = len(tag) == len("<td>")
        reach = {} if plain else {found["way"].lower(): int(found["count"]) for found in _REACH.finditer(tag)}
        head = tag[2] in "hH"
        self.grids[-1].cell(start, end, head=head, columns=reach.get("col", 1), rows=reach.get("row", 1))
        self.cell = None

    def _end_table(self, end: int) -> None:
        self._end_cell(end)
        table = self.grids.pop().table()
        if table is not None:
            self.tables.append(table)

    def _look_ahead(self, start: int) -> None:
        """Note where the row ends, if it is one of two or more short cells and holds no sentence."""
        found = _ROW_ENDS.search(self.original, start, start + _LONGEST_ROW)
        if found is None or not _BLOCK_BEGINS.search(self.original, start, found.start()):
            return
        cells = _CELL_BEGINS.split(self.original[start : found.start()])[1:]
        if len(cells) > 1 and all(_is_short(cell) for cell in cells):
            self.row_end = found.start()

    def _meta(self, tag: str) -> None:
        content = _CONTENT.search(tag)
        if content is not None and _DATED.search(tag):
            self.dates.append(content[1])

    def _until(self, start: int, end: int, closing: str) -> None:
        """Set an element or comment aside with all that is in it; where it never ends, its opening alone."""
        found = (
            None
            if closing in self.endless
            else re.compile(re.escape(closing), re.IGNORECASE).search(self.original, end)
        )
        if found is None:
            self.endless.add(closing)
            self._drop(start, end)
            return
        close = self.original.find(">", found.end() - 1)
        self._drop(start, close + 1 if close >= 0 else found.end(), kind=NoiseKind.SCRIPT)

    def _drop(self, start: int, end: int, put: str = "", *, kind: NoiseKind = _MARKUP) -> None:
        """Write what stands before the mark, and `put` in its place."""
        self._keep(start)
        self._leave(start, end, put, kind)

    def _keep(self, end: int) -> None:
        """Write what stands before a tag, with the marks in it that need no angle bracket."""
        if self.next_sign < end:
            self._read(end)
        self._write(end)

    def _read(self, end: int) -> None:
        """Read the marks that stand before a tag; what is behind the last is not written."""
        for mark in IN_TEXT.finditer(self.original, self.position, end):
            start, behind = mark.span()
            if mark["entity"]:
                self._entity(mark["entity"], start, behind)
            elif not mark["escape"]:
                self._write(start)
                self._leave(start, behind)
            elif not start or not _BEFORE_PATH.match(self.original, start - 1):
                self._write(start)
                self._leave(start, behind, CELL if set(mark[0]) == {"\\", "t"} else BLOCK)
        for sign, at in self.signs.items():
            if 0 <= at < end:
                self.signs[sign] = self.original.find(sign, end)
        self.next_sign = min((at for at in self.signs.values() if at >= 0), default=len(self.original))

    def _entity(self, name: str, start: int, end: int) -> None:
        character = entity(name, closed=self.original[end - 1] == ";")
        if character:
            self._write(start)
            self.pieces.append(character)
            self.places.append(start)
            self.position = end

    def _write(self, end: int) -> None:
        """Write what stands before `end` as it is."""
        if self.position < end:
            self.pieces.append(self.original[self.position : end])
            self.places.append(self.position)
            self.position = end

    def _leave(self, start: int, end: int, put: str = "", kind: NoiseKind = _MARKUP) -> None:
        """Set a mark aside, before which all is written."""
        if kind is not _MARKUP:
            self.set_aside.append((start, end, kind))
        if put:
            self.pieces.append(put)
            self.places.append(start if put == CELL else -1)  # a cell's edge stands for the first character of the tag
        self.position = end

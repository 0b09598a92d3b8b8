"""Tags, comments, entities and literal escapes out of a text, in one pass that is linear in its length.

Works on whole pages and on plain text that holds pieces of markup. What looks like no tag stays text.
"""

from __future__ import annotations

import re
from html.entities import html5
from typing import NamedTuple

from kg.model import NoiseKind, Table
from kg.read.grid import Grid
from kg.read.tape import Tape

# Stands for the edge of a block until lines are laid out; apart from "\n", which may be a line's end in mid-sentence.
BLOCK = "\u2029"
# Stands between two cells of a row.
CELL = "\t"

_HAN = "\u2e80-\U0010ffff"
# Each part stops at the next "<", and nothing is given back, so that a text full of "<" costs no more than another.
# A quoted value may hold ">" where it is ASCII; a stray quote counts as itself.
_TAG = (
    r"(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9:._-]{0,63})"
    rf"(?:(?:[^<>\"'{_HAN}]++|\"[^\"<>]*+\"|'[^'<>]*+'|\"[^\"<{_HAN}]*+\"|'[^'<{_HAN}]*+'|[\"'])*+>"
    r"|\s++[A-Za-z_:-]++=[^<>]*+>)"
)
_DECLARATION = rf"[!?][A-Za-z\[][^<>{_HAN}]*+>?"
_ENTITY = r"(?:amp;){0,2}(?P<entity>#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?"
# Every alternative begins with a character of its own: the search skips all others at once.
_MARK = re.compile(
    f"<(?:(?P<tag>{_TAG})|(?P<comment>!--)|(?P<declaration>{_DECLARATION}))|&{_ENTITY}"
    r"|\\(?P<escape>[rnt](?:\\[rnt])*+)(?![a-z])|--(?P<comment_end>>)|\](?P<data_end>\]>)"
)
# A path, not an escape: C:\new.
_BEFORE_PATH = re.compile(r"[A-Za-z0-9:\\]")
_PAGE = re.compile(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
_HEAD_OF_PAGE = 4096

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "iframe",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
_CELLS = frozenset({"td", "th"})
_GRID = frozenset({"table", "tr", "td", "th"})
_ROW_ENDS = re.compile(r"</?(?:tr|table)\b", re.IGNORECASE)
_CELL_BEGINS = re.compile(r"<t[dh]\b[^<>]*>", re.IGNORECASE)
_BLOCK_BEGINS = re.compile(r"<(?:p|br|div|center|section|[uo]l|li|h[1-6])\b", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^<>]*>|\s+")
_REACH = re.compile(r"\b(?P<way>col|row)span\s*=\s*[\"']?\s*(?P<count>\d{1,5})", re.IGNORECASE)
_LONGEST_ROW, _LONGEST_CELL = 20_000, 60  # of a row of short cells: characters of its markup, of a cell's words
_UNREAD = frozenset({"script", "style", "noscript", "template", "textarea", "svg", "object", "canvas"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CURSOR = re.compile(r"class\s*=\s*[\"']?ql-cursor\b")
_STAND_IN = re.compile(r"[?？\ufeff\ufffd]</span>")
_DATED = re.compile(
    r"(?:name|property|itemprop)\s*=\s*[\"']?(?:pubdate|publishdate|publish_date|publishedtime|article:published_time|datepublished|"
    r"firstpublishedtime|dc\.date(?:\.issued)?|dcterms\.issued|createdate|date)[\"']?\s",
    re.IGNORECASE,
)
_CONTENT = re.compile(r"content\s*=\s*[\"']?([^\"'>]{4,40})", re.IGNORECASE)
_LINK = re.compile(r"\bhref\s*=", re.IGNORECASE)


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


def entity(name: str, *, closed: bool = True) -> str:
    """The character that an entity stands for (`name` without & and ;), or "" where it stands for none or several."""
    if name[0] == "#":
        code = int(f"0{name[1:]}", 16) if name[1] in "xX" else int(name[1:])
        return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
    found = html5.get(f"{name};" if closed else name, "")
    return found if len(found) == 1 else ""


def _is_short(cell: str) -> bool:
    words = _ANY_TAG.sub("", cell)
    return len(words) <= _LONGEST_CELL and "。" not in words


class _Scanner:
    """One pass over one text; holds what is written while marks go by."""

    def __init__(self, original: str, row_end: int) -> None:
        self.original = original
        self.pieces: list[str] = []
        self.runs: list[tuple[int, int, int]] = []
        self.aside: list[tuple[int, int, NoiseKind]] = []
        self.length = 0
        self.position = 0
        self.open: dict[str, int] = {}
        self.spans: dict[str, list[tuple[int, int]]] = {"a": [], "h": [], "title": []}
        self.dates: list[str] = []
        self.endless: set[str] = set()
        self.row_end = row_end  # of a row of short cells
        self.in_cell = row_end > 0  # in one that is not closed yet
        self.grids: list[Grid] = []
        self.cell: tuple[int, str] | None = None  # where the open one begins, and its tag
        self.tables: list[Table] = []

    def scan(self, *, flows: bool) -> Unpacked:
        """Read all marks, in order."""
        for mark in _MARK.finditer(self.original):
            if mark.start() < self.position:
                continue
            start, end = mark.span()
            match mark.lastgroup:
                case "tag":
                    self._tag(mark)
                case "entity":
                    self._entity(mark)
                case "escape":
                    if not start or not _BEFORE_PATH.match(self.original, start - 1):
                        self._drop(start, end, CELL if set(mark[0]) == {"\\", "t"} else BLOCK)
                case "comment":
                    self._until(start, end, "-->")
                case _:
                    self._drop(start, end)
        self._keep(len(self.original))
        while self.grids:
            self._end_table(len(self.original))
        tape = Tape("".join(self.pieces), self.runs, self.aside)
        spans = {name: tuple(found) for name, found in self.spans.items()}
        return Unpacked(tape, spans["a"], spans["h"], spans["title"], tuple(self.dates), flows, tuple(self.tables))

    def _tag(self, mark: re.Match[str]) -> None:
        name, closes = mark["name"].lower(), bool(mark["close"])
        start, end = mark.span()
        if name in _UNREAD:
            if closes:
                self._drop(start, end)
            else:
                self._until(start, end, f"</{name}")
            return
        if name == "span" and not closes and _CURSOR.search(mark[0]):
            stand_in = _STAND_IN.match(self.original, end)
            if stand_in is not None:
                self._drop(start, end)
                self._drop(end, end + 1, kind=NoiseKind.SYMBOL)
                return
        if name == "meta":
            self._meta(mark[0])
        self._drop(start, end, self._put(name, start, closes=closes))
        if name in _GRID:
            self.in_cell = name in _CELLS and not closes
            self._grid(mark, name, closes=closes)
        group = "a" if name == "a" else "h" if name in _HEADINGS else name if name == "title" else ""
        if not group:
            return
        if not closes:
            if group != "a" or _LINK.search(mark[0]):
                self.open[group] = end
        elif group in self.open:
            self.spans[group].append((self.open.pop(group), start))

    def _put(self, name: str, start: int, *, closes: bool) -> str:
        """What stands in a tag's place."""
        if name in _BLOCKS or name.startswith("div"):
            return BLOCK if start >= self.row_end or name == "tr" else CELL
        if name not in _CELLS:
            return ""
        unclosed = self.in_cell and (self.position < start or self.pieces[-1:] not in ([BLOCK], [CELL]))
        return CELL if closes or unclosed else ""

    def _grid(self, mark: re.Match[str], name: str, *, closes: bool) -> None:
        """Take in a tag of a table. A table in a table spoils the outer one: it lays out a page."""
        start, end = mark.span()
        if name == "table" and not closes:
            if self.grids:
                self.grids[-1].spoil()
            self.grids.append(Grid())
            self.cell = None
            return
        if not self.grids:
            return
        self._end_cell(start)
        if name == "table":
            self._end_table(start)
        elif name == "tr" and not closes:
            self.grids[-1].row()
            self._look_ahead(end)
        elif name in _CELLS and not closes:
            self.cell = end, mark[0]

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

    def _entity(self, mark: re.Match[str]) -> None:
        start, end = mark.span()
        character = entity(mark["entity"], closed=mark[0][-1] == ";")
        if not character:
            return
        self._keep(start)
        self.pieces.append(character)
        self.runs.append((self.length, start, 1))
        self.aside.append((start + 1, end, NoiseKind.MARKUP))
        self.length += 1
        self.position = end

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

    def _drop(self, start: int, end: int, put: str = "", *, kind: NoiseKind = NoiseKind.MARKUP) -> None:
        self._keep(start)
        if put == CELL:  # it stands for the first character of the tag
            self.runs.append((self.length, start, 1))
            start += 1
        if self.aside and self.aside[-1][1] == start and self.aside[-1][2] is kind:
            self.aside[-1] = (self.aside[-1][0], end, kind)
        else:
            self.aside.append((start, end, kind))
        if put:
            self.pieces.append(put)
            self.length += 1
        self.position = end

    def _keep(self, end: int) -> None:
        """Write what stands before the mark."""
        if self.position < end:
            length = end - self.position
            self.pieces.append(self.original[self.position : end])
            self.runs.append((self.length, self.position, length))
            self.length += length
            self.position = end

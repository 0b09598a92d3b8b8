"""Word files (.docx, ECMA-376): their text, a line a paragraph, a row of a table a line with tabs between its cells.

What is not the text itself (page headers and footers, a table of contents, hidden words) stands between two form feeds.
Deleted words are left out, inserted ones are in; notes and text boxes follow the paragraph that they hang on.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from kg.model import PAGE_EDGE, Reason, Table
from kg.read.archive import BROKEN
from kg.read.aside import SetAside
from kg.read.grid import Grid
from kg.read.numbering import Numbering, W
from kg.read.ooxml import checked

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.xmlchemy import BaseOxmlElement

_MOST_XML = 80_000_000  # bytes of markup
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_LEFT_OUT = frozenset(
    [f"{W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "delInstrText", "pPr", "rPr", "sectPr")]
    + [f"{_MC}Fallback"]
)
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": "\t"}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")  # 1200¹ is no 12001
_NOTES = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}


def text(data: bytes, name: str) -> tuple[str, list[Table]]:
    """The text of a Word file, and its tables. Raises SetAside where it is none, has a password, or is damaged."""
    data = checked(data, name, ".docx", ".doc", _MOST_XML)
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        return _Text(docx.Document(io.BytesIO(data))).written()
    except (OpcError, LxmlError, *BROKEN, LookupError, AttributeError, TypeError) as error:
        raise SetAside(Reason.DAMAGED, name, "can't be opened as a Word file", "save it as .docx again") from error


class _Line(NamedTuple):
    """A line of the text; of a table's row its element and the words of each cell."""

    words: str
    row: BaseOxmlElement | None = None
    cells: tuple[tuple[BaseOxmlElement, str], ...] = ()


class _Text:
    """Writes one document's text. Elements nest at most 256 deep: the parser refuses more."""

    def __init__(self, document: WordDocument) -> None:
        parts = {str(relation.reltype).rpartition("/")[2]: relation for relation in document.part.rels.values()}
        roots = {kind: _root(relation) for kind, relation in parts.items() if not relation.is_external}
        self.body = document.element.body
        self.numbering = Numbering(roots.get("numbering"), roots.get("styles"))
        self.notes = {
            (kind, str(note.get(f"{W}id"))): note
            for kind in ("footnotes", "endnotes")
            if (root := roots.get(kind)) is not None
            for note in root.iterchildren()
            if note.get(f"{W}type") in {None, "normal"}
        }
        self.around = [
            root
            for relation in document.part.rels.values()
            if str(relation.reltype).rpartition("/")[2] in {"header", "footer"} and not relation.is_external
            if (root := _root(relation)) is not None
        ]

    def written(self) -> tuple[str, list[Table]]:
        """The whole text, what stands around its pages first, and its tables."""
        around = dict.fromkeys(
            line.words.strip()
            for root in self.around
            for line in self._blocks(root)
            if line.words.strip(f" \t\n{PAGE_EDGE}")
        )
        head = _apart(" ".join(" ".join(words.split()) for words in around)) if around else ""
        lines = list(self._blocks(self.body))
        grids: dict[BaseOxmlElement | None, Grid] = {}
        at = len(head)
        for line in lines:
            if line.row is not None:
                _add_row(grids.setdefault(next(line.row.iterancestors(f"{W}tbl"), None), Grid()), line, at)
            at += len(line.words) + 1
        tables = [table for grid in grids.values() if (table := grid.table()) is not None]
        return head + "\n".join(line.words for line in lines), tables

    def _blocks(self, parent: BaseOxmlElement) -> Iterator[_Line]:
        """Lines of an element's paragraphs and tables."""
        for child in parent.iterchildren():
            if child.tag in _LEFT_OUT:
                continue
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tr":
                cells = tuple((cell, self._cell(cell)) for cell in child.iter(f"{W}tc") if _row_of(cell) is child)
                yield _Line("\t".join(words for _, words in cells), child, cells)
            elif child.tag == f"{W}sdt" and child.find(f"{W}sdtPr/{W}docPartObj") is not None:
                yield from (_Line(_apart(" ".join(line.words.split()))) for line in self._blocks(child))
            else:
                yield from self._blocks(child)

    def _cell(self, cell: BaseOxmlElement) -> str:
        return " ".join(line.words.replace("\t", " ") for line in self._blocks(cell) if line.words).replace("\n", " ")

    def _paragraph(self, paragraph: BaseOxmlElement) -> Iterator[_Line]:
        hanging: list[BaseOxmlElement] = []
        words = "".join(self._words(paragraph, hanging))
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and str(style.get(f"{W}val")).upper().startswith("TOC"):
            yield _Line(_apart(" ".join(words.split())))
        else:
            yield _Line((self.numbering.of(paragraph) if words.strip() else "") + words)
        for each in hanging:
            yield from self._blocks(each)

    def _words(self, parent: BaseOxmlElement, hanging: list[BaseOxmlElement]) -> Iterator[str]:
        """Words of a paragraph; text boxes and notes that hang on it are put into `hanging`."""
        for child in parent.iterchildren():
            tag = child.tag
            if tag in _LEFT_OUT or not isinstance(tag, str):
                continue
            if tag == f"{W}t":
                yield (child.text or "").replace(PAGE_EDGE, " ")
            elif tag in _SIGNS:
                yield _SIGNS[tag]
            elif tag == f"{W}txbxContent":
                hanging.append(child)
            elif tag in _NOTES:
                note = self.notes.pop((_NOTES[tag], str(child.get(f"{W}id"))), None)  # each once, whatever it refers to
                if note is not None:
                    hanging.append(note)
            elif tag == f"{W}rt":  # a reading above its character
                yield f"({''.join(self._words(child, hanging))})"
            elif tag == f"{W}r" and _is_hidden(child):
                yield _apart("".join(self._words(child, hanging)))
            elif tag == f"{W}r" and _is_raised(child):
                yield "".join(self._words(child, hanging)).translate(_RAISED)
            else:
                yield from self._words(child, hanging)


def _root(relation: object) -> BaseOxmlElement | None:
    from docx.oxml.parser import parse_xml
    from lxml.etree import LxmlError

    part = getattr(relation, "target_part", None)
    element: BaseOxmlElement | None = getattr(part, "element", None)
    if element is not None or not str(getattr(part, "content_type", "")).endswith("+xml"):
        return element
    try:
        return parse_xml(getattr(part, "blob", b""))
    except LxmlError:
        return None


def _row_of(cell: BaseOxmlElement) -> BaseOxmlElement | None:
    return next(cell.iterancestors(f"{W}tr"), None)


def _add_row(grid: Grid, line: _Line, at: int) -> None:
    """Put the cells of a row that begins at offset `at` into its table."""
    assert line.row is not None
    grid.row()
    head = line.row.find(f"{W}trPr/{W}tblHeader") is not None
    for cell, words in line.cells:
        merged = cell.find(f"{W}tcPr/{W}vMerge")
        columns = _count(cell.find(f"{W}tcPr/{W}gridSpan"))
        if merged is not None and merged.get(f"{W}val") != "restart":
            grid.lengthen(columns)
        else:
            grid.cell(at, at + len(words), head=head, columns=columns)
        at += len(words) + 1


def _count(element: BaseOxmlElement | None) -> int:
    value = "" if element is None else str(element.get(f"{W}val"))
    return int(value) if value.isdecimal() and len(value) < 5 else 1


def _is_hidden(run: BaseOxmlElement) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(f"{W}val") not in {"0", "false"}


def _is_raised(run: BaseOxmlElement) -> bool:
    raised = run.find(f"{W}rPr/{W}vertAlign")
    return raised is not None and raised.get(f"{W}val") == "superscript"


def _apart(words: str) -> str:
    """Words between two form feeds: printed, but no part of the text."""
    plain = words.replace(PAGE_EDGE, " ")
    return f"{PAGE_EDGE}{plain}{PAGE_EDGE}" if plain.strip() else ""

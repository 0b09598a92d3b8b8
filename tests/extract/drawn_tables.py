"""A table with merged cells in the formats that it may come in."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from tests.read.samples import FONT, docx, xlsx

Rows = Sequence[Sequence[str]]


class Cell(NamedTuple):
    """A cell with its words, its first row and column, and over how many it reaches."""

    words: str
    row: int
    column: int
    rows: int
    columns: int


def cells(rows: Rows) -> Iterator[Cell]:
    """The cells of rows in which `<` goes on with the cell on the left and `^` with the one above."""
    for row, line in enumerate(rows):
        for column, words in enumerate(line):
            if words in {"<", "^"}:
                continue
            columns, down = 1, 1
            while line[column + columns : column + columns + 1] == ["<"]:
                columns += 1
            while row + down < len(rows) and rows[row + down][column : column + 1] == ["^"]:
                down += 1
            yield Cell(words, row, column, down, columns)


def html(paragraphs: Sequence[str], rows: Rows) -> bytes:
    """A page as an editor saves it: paragraphs in the cells, and what a merged cell reaches over in its tag."""
    lines: dict[int, str] = dict.fromkeys(range(len(rows)), "")
    for cell in cells(rows):
        reach = (f' rowspan="{cell.rows}"' if cell.rows > 1 else "") + (
            f' colspan="{cell.columns}"' if cell.columns > 1 else ""
        )
        lines[cell.row] += f"<td{reach}><p>{cell.words}</p></td>"
    title, *others = paragraphs
    body = f"<h1>{title}</h1>" + "".join(f"<p>{words}</p>" for words in others)
    table = "\n".join(f"<tr>{line}</tr>" for line in lines.values())
    return f"<html><body>{body}<table>{table}</table></body></html>".encode()


def word(paragraphs: Sequence[str], rows: Rows) -> bytes:
    """A Word file."""

    def change(document: Any) -> None:
        table = document.add_table(rows=len(rows), cols=len(rows[0]))
        for cell in cells(rows):
            first = table.cell(cell.row, cell.column)
            last = table.cell(cell.row + cell.rows - 1, cell.column + cell.columns - 1)
            (first if first is last else first.merge(last)).text = cell.words

    return docx(paragraphs, change=change)


def pdf(paragraphs: Sequence[str], rows: Rows) -> bytes:
    """A PDF whose table has rules around its cells; words that do not fit into a cell go on in a line below."""
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    body = ParagraphStyle("body", fontName=FONT, fontSize=12, leading=20, wordWrap="CJK")
    small = ParagraphStyle("small", fontName=FONT, fontSize=10.5, leading=14, wordWrap="CJK")
    printed = [[Paragraph("" if words in {"<", "^"} else words, small) for words in line] for line in rows]
    merged = [
        ("SPAN", (cell.column, cell.row), (cell.column + cell.columns - 1, cell.row + cell.rows - 1))
        for cell in cells(rows)
        if cell.rows > 1 or cell.columns > 1
    ]
    table = Table(
        printed,
        colWidths=[450 / len(rows[0])] * len(rows[0]),
        style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), *merged],
    )
    file = io.BytesIO()
    SimpleDocTemplate(file, pagesize=A4).build([*(Paragraph(words, body) for words in paragraphs), table])
    return file.getvalue()


def excel(paragraphs: Sequence[str], rows: Rows) -> bytes:
    """An Excel file whose numbers are numbers, percentages by their form."""

    def change(book: Any) -> None:
        sheet, above = book.active, len(paragraphs) + 1
        for cell in cells(rows):
            first = sheet.cell(above + cell.row, cell.column + 1)
            plain = cell.words.replace(",", "")
            if plain.replace(".", "", 1).isdecimal():
                first.value = float(plain) if "." in plain else int(plain)
                first.number_format = "#,##0" + (f".{'0' * len(plain.partition('.')[2])}" if "." in plain else "")
            else:
                first.value = cell.words
            if cell.rows > 1 or cell.columns > 1:
                row, column = above + cell.row, cell.column + 1
                sheet.merge_cells(None, row, column, row + cell.rows - 1, column + cell.columns - 1)

    return xlsx([(words,) for words in paragraphs], change=change)


FORMATS: dict[str, Callable[[Sequence[str], Rows], bytes]] = {
    ".html": html,
    ".docx": word,
    ".pdf": pdf,
    ".xlsx": excel,
}

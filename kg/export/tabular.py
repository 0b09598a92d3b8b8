"""Tables of statements for analysts: one row each, with place, slots, quote and offsets, as CSV or a workbook."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pyoxigraph as ox

from kg import store
from kg.errors import KgError
from kg.export.statements import SLOTS, Row, label, rows
from kg.namespaces import EDU_NS, RDF_NS

_LEVELS = {EDU_NS + name: name.lower() for name in ("Province", "Prefecture", "County")}
_LEFT = ("county", "code", "area", "province", "prefecture", "kind", "status", "holder")
_RIGHT = ("text", "quote", "file", "start", "end", "rule", "statement")
COLUMNS = (*_LEFT, *SLOTS, *_RIGHT)
_NUMBERS = frozenset(
    {"start", "end", "position", *(name for name in SLOTS if re.match(r"(value|target)(M|V|$)", name))}
)
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# what XML 1.0 cannot hold
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MOST_ROWS = 1_048_576  # of a sheet, ECMA-376
_MOST_CHARACTERS = 32_767  # of a cell
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date that a zip archive can hold
_MODIFIED = re.compile(rb"(<dcterms:(?:modified|created)[^<>]*>)[^<>]*")
_WIDTHS = {"county": 16, "kind": 16, "holder": 22, "program": 24, "text": 60, "quote": 40}


def write_csv(out: Path, path: Path, guard_cells: bool) -> None:
    """Write CSV (RFC 4180) in UTF-8 with a byte order mark, without which spreadsheets misread Chinese."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for cells in table(store.open_store(out)):
            writer.writerow([guarded(cell) for cell in cells] if guard_cells else cells)


def write_xlsx(out: Path, path: Path, guard_cells: bool) -> None:
    """Write a workbook with one sheet; no cell is a formula, guarded or not. Raises KgError beyond a sheet's rows."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.utils import get_column_letter

    lines = list(table(store.open_store(out)))
    if len(lines) >= _MOST_ROWS:
        raise KgError(str(path), f"a sheet holds {_MOST_ROWS} rows and the graph has more", "export csv")
    book = Workbook(write_only=True)
    sheet = book.create_sheet("statements")
    sheet.freeze_panes = "A2"
    for number, name in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(name, 12)
    sheet.append(COLUMNS)
    for cells in lines:
        line = []
        for name, cell in zip(COLUMNS, cells, strict=True):
            if name in _NUMBERS and _NUMBER.fullmatch(cell):
                line.append(float(cell) if "." in cell else int(cell))
                continue
            text = _UNPRINTABLE.sub("\ufffd", guarded(cell) if guard_cells else cell)[:_MOST_CHARACTERS]
            written = WriteOnlyCell(sheet, text or None)
            if text:
                written.data_type = "s"
            line.append(written)
        sheet.append(line)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{len(lines) + 1}"
    saved = BytesIO()
    book.save(saved)
    path.write_bytes(_timeless(saved.getvalue()))


def table(graph: ox.Store) -> Iterator[list[str]]:
    """Yield a list of cells for each statement, by `COLUMNS`; several values of a slot are separated by `；`."""
    places: dict[str, dict[str, str]] = {}
    for row in rows(graph):
        area = row.area.value if row.area else ""
        if row.area and area not in places:
            places[area] = _place(graph, row.area)
        yield _cells(graph, row, places.get(area, {}))


def guarded(cell: str) -> str:
    """Return the cell with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell) else cell


def _cells(graph: ox.Store, row: Row, place: dict[str, str]) -> list[str]:
    said = {
        **place,
        **{name: "；".join(label(graph, term) for term in terms) for name, terms in row.slots.items()},
        "kind": row.kind,
        "status": row.status,
        "holder": label(graph, row.holder) if row.holder else "",
        "text": row.text,
        "quote": row.quote,
        "file": row.file,
        "start": str(row.start),
        "end": str(row.end),
        "rule": row.rule,
        "statement": row.iri,
    }
    return [said.get(name, "") for name in COLUMNS]


def _place(graph: ox.Store, area: ox.NamedNode) -> dict[str, str]:
    """Return the area's label and code, and the labels of the county, prefecture and province that it is or lies in."""
    code = graph.quads_for_pattern(area, ox.NamedNode(EDU_NS + "divisionCode"), None, None)
    above = [quad.object for quad in graph.quads_for_pattern(area, ox.NamedNode(EDU_NS + "within"), None, None)]
    place = {"area": label(graph, area), "code": min((str(label(graph, quad.object)) for quad in code), default="")}
    for node in (area, *above):
        if not isinstance(node, ox.NamedNode):
            continue
        for quad in graph.quads_for_pattern(node, ox.NamedNode(RDF_NS + "type"), None, None):
            if isinstance(quad.object, ox.NamedNode) and quad.object.value in _LEVELS:
                place[_LEVELS[quad.object.value]] = label(graph, node)
    return place


def _timeless(workbook: bytes) -> bytes:
    """Return the archive with fixed dates, so that the same graph gives the same bytes."""
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(workbook)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>1980-01-01T00:00:00Z", content)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
    return written.getvalue()

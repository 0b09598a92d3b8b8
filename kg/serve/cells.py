"""Terms of an answer (SPARQL 1.1 Query Results JSON) as HTML, CSV and simple JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from kg import columns, tables
from kg.export.tabular import guarded
from kg.namespaces import DATA_NS, EDU_NS, ONTOLOGY_IRI, XSD_NS
from kg.serve import terms
from kg.serve.shell import address, both, link
from kg.view.markup import element, text

Term = dict[str, Any]
SHOWN: Final = 1_000  # rows that a page shows; files have all
_NUMBERS: Final = frozenset(XSD_NS + name for name in ("integer", "decimal", "double", "float", "int", "long"))
_IN_PATH: Final = "%/:@!$&'()*+,;=~-._#"


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a SELECT: column names, and a term or None for each cell."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]


def table_of(body: bytes) -> Table:
    """Read a SELECT's answer in JSON; an ASK's answer is one cell."""
    told = json.loads(body)
    if "boolean" in told:
        cell = {"type": "literal", "value": "true" if told["boolean"] else "false"}
        return Table(("answer",), ((cell,),))
    columns = tuple(told["head"]["vars"])
    return Table(columns, tuple(tuple(map(row.get, columns)) for row in told["results"]["bindings"]))


def home_of(iri: str) -> str:
    """Return the address at which this server tells of an IRI."""
    if iri.startswith(DATA_NS):
        return "/id/" + quote(iri.removeprefix(DATA_NS), safe=_IN_PATH)
    if iri.startswith(EDU_NS) or iri == ONTOLOGY_IRI:
        return "/ontology" + quote(iri.removeprefix(ONTOLOGY_IRI), safe=_IN_PATH)
    return address("/describe", [("iri", iri)])


def plain(term: Term | None) -> str:
    """Return a cell as text, IRIs shortened."""
    if term is None:
        return ""
    if term["type"] == "uri":
        return tables.short(term["value"])
    return str(term["value"] if term["type"] != "triple" else json.dumps(term["value"], ensure_ascii=False))


def html(term: Term | None) -> str:
    """Return a cell as HTML, IRIs as links to what this server tells of them."""
    if term is None:
        return ""
    shown = text(plain(term))
    return link(home_of(term["value"]), shown) if term["type"] == "uri" else shown


def is_number(term: Term | None) -> bool:
    """Whether a cell is a number."""
    return term is not None and term["type"] == "literal" and term.get("datatype") in _NUMBERS


def html_table(table: Table, question: str = "") -> str:
    """Return the first SHOWN rows as a table, with a note where there are more.

    With the name of a saved question its columns and codes are called as people call them, else as SPARQL does.
    """
    head = "".join(_head(name, question) for name in table.columns)
    coded = _coded(table, question)
    body = "\n".join(
        element("tr", "".join(_cell(cell, code=code) for cell, code in zip(row, coded, strict=True)))
        for row in table.rows[:SHOWN]
    )
    count = len(table.rows)
    note = both(f"{count} 行", f"{count} rows")
    if count > SHOWN:
        note = both(f"共 {count} 行，此处显示前 {SHOWN} 行", f"{count} rows, the first {SHOWN} shown; files have all")
    whole = element("table", f"<thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody>")
    return element("p", note, class_="quiet") + element("div", whole, class_="scroll", tabindex="0")


def _coded(table: Table, question: str) -> list[bool]:
    return [bool(question) and columns.is_coded(question, name) for name in table.columns]


def _head(name: str, question: str) -> str:
    called = columns.head(question, name) if question else (name, "")
    return element("th", both(*called), scope="col", **({"title": f"?{name}"} if question else {}))


def _cell(term: Term | None, *, code: bool) -> str:
    if code and term is not None and term["type"] == "literal":
        return element("td", both(*terms.code(term["value"])), title=term["value"])
    return element("td", html(term), class_="number") if is_number(term) else element("td", html(term))


def csv_file(table: Table, *, guard: bool) -> bytes:
    """Return CSV for spreadsheets: UTF-8 with a byte order mark; `guard`: no cell is taken for a formula."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(table.columns)
    writer.writerows(
        [guarded(plain(cell)) if guard and not is_number(cell) else plain(cell) for cell in row] for row in table.rows
    )
    return written.getvalue().encode("utf-8-sig", "replace")


def chart(table: Table, question: str = "") -> str:
    """Return bars for an answer of few rows whose last column alone is a number, of which none is negative; else "".

    Where the question is a saved one, the number is also a quantity, and no place in a file.
    """
    numbers = _numbers(table)
    if not numbers or not 2 <= len(table.rows) <= _BARS or (question and table.columns[-1] in columns.PLACES):
        return ""
    most, coded = max(numbers) or 1.0, _coded(table, question)
    bars = []
    for number, (row, value) in enumerate(zip(table.rows, numbers, strict=True)):
        name = " · ".join(
            terms.code(plain(cell))[0] if code else plain(cell)
            for cell, code in zip(row[:-1], coded, strict=False)
            if cell is not None
        )
        top, long = number * _BAR, round(_WIDE * value / most, 1)
        bars.append(
            f'<text x="{_LEFT - 8}" y="{top + 16}" text-anchor="end">{text(_cut(name))}</text>'
            f'<rect x="{_LEFT}" y="{top + 3}" width="{long}" height="{_BAR - 6}"><title>{text(name)}</title></rect>'
            f'<text x="{_LEFT + long + 6}" y="{top + 16}">{text(plain(row[-1]))}</text>'
        )
    high = _BAR * len(bars)
    size = f'viewBox="0 0 {_LEFT + _WIDE + 90} {high}" width="{_LEFT + _WIDE + 90}" height="{high}"'
    called = columns.head(question, table.columns[-1])[0] if question else table.columns[-1]
    drawn = f'<svg class="chart" role="img" aria-label="{text(called)}" {size}>{"".join(bars)}</svg>'
    return element("figure", drawn, class_="scroll", tabindex="0")


def _numbers(table: Table) -> Sequence[float]:
    """Return the last column where it alone holds numbers, none negative; else nothing."""
    if len(table.columns) < 2 or not all(row and is_number(row[-1]) for row in table.rows):
        return ()
    if any(is_number(cell) for row in table.rows for cell in row[:-1]):
        return ()
    found = [float(row[-1]["value"]) for row in table.rows if row[-1] is not None]
    return found if all(0 <= value < float("inf") for value in found) else ()


def _cut(name: str) -> str:
    kept: Iterable[str] = name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1]}…"
    return "".join(kept)


_BARS, _BAR, _LEFT, _WIDE, _LETTERS = 40, 24, 260, 420, 18

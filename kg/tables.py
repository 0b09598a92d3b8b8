"""Rows of a SPARQL answer as people and programs read them: a table for a terminal, CSV, TSV, JSON, XML, Markdown."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kg.namespaces import DATA_NS, PREFIXES

if TYPE_CHECKING:
    import pyoxigraph as ox

    Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

FORMATS = ("table", "csv", "tsv", "json", "xml", "markdown", "turtle", "ntriples")
_WIDEST = 60
_NO_ROWS = {"json": '"bindings":[]}}', "xml": "<results></results></sparql>"}  # how an answer without rows ends


def width(text: str) -> int:
    """Columns that `text` takes in a terminal: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def short(iri: str) -> str:
    """Return `prefix:name` for terms of known vocabularies and the local part for nodes of the graph."""
    if iri.startswith(DATA_NS):
        return iri.removeprefix(DATA_NS)
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def table(head: Sequence[str], rows: Iterable[Sequence[str]], *, widest: int = _WIDEST) -> str:
    """Return aligned columns; a cell wider than `widest` columns is cut with `…`."""
    cells = [[_cut(cell, widest) for cell in row] for row in (head, *rows)]
    widths = [max(width(row[at]) for row in cells) for at in range(len(head))]
    lines = [
        "  ".join(cell + " " * (widths[at] - width(cell)) for at, cell in enumerate(row)).rstrip() for row in cells
    ]
    return "\n".join([lines[0], "  ".join("─" * columns for columns in widths), *lines[1:]])


def markdown(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [" | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) for row in (head, *rows)]
    return "\n".join([f"| {lines[0]} |", f"|{' --- |' * len(head)}", *(f"| {line} |" for line in lines[1:])])


def _cut(cell: str, widest: int) -> str:
    cell = "".join(character if character.isprintable() else "\ufffd" for character in " ".join(cell.split()))
    if width(cell) <= widest:
        return cell
    kept, columns = [], 0
    for character in cell:
        columns += width(character)
        if columns > widest - 1:
            break
        kept.append(character)
    return "".join(kept) + "…"


def rows_of(answer: ox.QuerySolutions) -> tuple[list[str], list[list[str]]]:
    """Return column names and cells, IRIs shortened, unbound cells empty."""
    import pyoxigraph as ox

    head = [variable.value for variable in answer.variables]
    rows = []
    for solution in answer:
        cells = []
        for term in solution:
            text = "" if term is None else getattr(term, "value", str(term))
            cells.append(short(text) if isinstance(term, ox.NamedNode) else text)
        rows.append(cells)
    return head, rows


def render(answer: Answer, form: str) -> tuple[str, int | None]:
    """Return an answer in one of FORMATS and how many rows it has; None where that is not known, but some.

    Raises ValueError where the form does not suit the answer (Turtle of rows, a table of triples).
    """
    import pyoxigraph as ox

    if isinstance(answer, ox.QueryTriples):
        if form not in {"turtle", "ntriples", "table"}:
            message = f"the answer is a graph: ask for turtle or ntriples, not {form}"
            raise ValueError(message)
        triples = sorted(answer, key=str)
        kind = ox.RdfFormat.N_TRIPLES if form == "ntriples" else ox.RdfFormat.TURTLE
        return (ox.serialize(triples, format=kind, prefixes=PREFIXES) or b"").decode(), len(triples)
    results = {
        "csv": ox.QueryResultsFormat.CSV,
        "tsv": ox.QueryResultsFormat.TSV,
        "json": ox.QueryResultsFormat.JSON,
        "xml": ox.QueryResultsFormat.XML,
    }
    if form in {"turtle", "ntriples"}:
        message = f"{form} is for CONSTRUCT and DESCRIBE; this answer has rows"
        raise ValueError(message)
    if isinstance(answer, ox.QueryBoolean):
        if form in {"json", "xml"}:
            return (answer.serialize(format=results[form]) or b"").decode(), None
        return ("true" if answer else "false"), None
    if form in results:
        text = (answer.serialize(format=results[form]) or b"").decode()
        empty = text.endswith(_NO_ROWS[form]) if form in _NO_ROWS else text.count("\n") <= 1
        return text, 0 if empty else None
    head, rows = rows_of(answer)
    return (markdown if form == "markdown" else table)(head, rows), len(rows)

"""Why a saved question has no rows: which parameter empties the answer, and which values near it would not.

One parameter at a time is loosened (left open, or set to its default). Where rows come back, that parameter matched
nothing; the values of those rows that it could take, the nearest first, are asked for, and those with rows are told.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from kg import query, tables

if TYPE_CHECKING:
    from kg.query import Answering, Parameter, SavedQuery

_TOLD = 3  # values that are told
_TRIED = 12  # values that are asked for


def why_empty(saved: SavedQuery, given: Mapping[str, str], store: Answering) -> list[str]:
    """Return one sentence for each parameter that empties the answer, or one on the question as a whole."""
    chosen = {name: value for name, value in given.items() if value.strip()}
    told = []
    for parameter in saved.parameters:
        if parameter.name not in chosen:
            continue
        rows = _rows(saved, {name: value for name, value in chosen.items() if name != parameter.name}, store)
        if rows:
            near = ", ".join(_near(saved, parameter, chosen, rows, store))
            said = f"{parameter.name}={chosen[parameter.name]} matches nothing; without it there are {_count(rows)}"
            told.append(f"{said}. near: {near}" if near else said)
    if told:
        return told
    if chosen and (rows := _rows(saved, {}, store)):
        together = " and ".join(f"{name}={value}" for name, value in chosen.items())
        return [f"nothing has {together} together; without them there are {_count(rows)}"]
    return ["the graph holds nothing that this question asks for"]


def _near(
    saved: SavedQuery, parameter: Parameter, chosen: Mapping[str, str], rows: list[list[str]], store: Answering
) -> Iterator[str]:
    """Yield values of the parameter, the nearest first, that give rows in place of the one that gives none."""
    found = 0
    for candidate in _candidates(parameter, chosen[parameter.name].strip(), rows, store)[:_TRIED]:
        if found < _TOLD and _rows(saved, {**chosen, parameter.name: candidate}, store):
            found += 1
            yield candidate


def _candidates(parameter: Parameter, value: str, rows: list[list[str]], store: Answering) -> list[str]:
    cells = {cell for row in rows for cell in row} - {value}
    if parameter.choices:
        return [choice for choice in parameter.choices if choice != value]
    if form := query.FORMS.get(parameter.kind):
        at = _number(value)
        fitting = (cell for cell in cells if re.fullmatch(form, cell, re.ASCII))
        return sorted(fitting, key=lambda cell: (abs(_number(cell) - at), cell))
    if parameter.kind != "string":
        labels = query.labels(store, parameter.kind)
        cells = cells & labels or labels - {value}
    return sorted(cells, key=lambda cell: (-_likeness(cell, value), cell))


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()


def _number(text: str) -> int:
    """Return a number by which years, dates or integers can be told near or far."""
    day = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", text)
    return int(day[1]) * 372 + int(day[2]) * 31 + int(day[3]) if day else int(text)


def _rows(saved: SavedQuery, given: Mapping[str, str], store: Answering) -> list[list[str]]:
    text = query.bind(saved, given, store, partly=True)
    return tables.rows_of(query.ask(store, text, place=saved.name))[1]  # type: ignore[arg-type]


def _count(rows: list[list[str]]) -> str:
    return "1 row" if len(rows) == 1 else f"{len(rows)} rows"

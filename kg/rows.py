"""Rows of an answer as Python values with typed columns, and as a pandas frame."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from kg import tables
from kg.errors import UsageError
from kg.namespaces import XSD_NS

if TYPE_CHECKING:
    import pandas as pd
    import pyoxigraph as ox

Value = str | int | float | bool | Decimal | dt.date | dt.datetime | None

_SHOWN = 60  # rows that a notebook or a prompt prints
_INTEGERS = ("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "gYear")
_READERS: Mapping[str, Callable[[str], Value]] = {
    **dict.fromkeys((XSD_NS + name for name in _INTEGERS), int),
    XSD_NS + "decimal": Decimal,
    XSD_NS + "double": float,
    XSD_NS + "float": float,
    XSD_NS + "boolean": lambda text: text in {"true", "1"},
    XSD_NS + "date": dt.date.fromisoformat,
    XSD_NS + "dateTime": dt.datetime.fromisoformat,
}
# what a column's values are → its type in pandas; each has a missing value of its own
_COLUMNS: Mapping[frozenset[type], str] = {
    frozenset({int}): "Int64",
    frozenset({Decimal}): "Float64",
    frozenset({float}): "Float64",
    frozenset({int, Decimal}): "Float64",
    frozenset({int, float}): "Float64",
    frozenset({bool}): "boolean",
    frozenset({dt.date}): "datetime64[s]",
    frozenset({dt.datetime}): "datetime64[s]",
    frozenset({str}): "string",
}


@dataclass(frozen=True, slots=True, repr=False)
class Rows:
    """An answer: `columns`, and `values` row by row.

    Decimals, integers, dates and truth values are Python's; a year is an int; IRIs are short strings as `kg query`
    prints them; a cell without a value is None. Iterating yields a dict a row.
    """

    columns: tuple[str, ...]
    values: tuple[tuple[Value, ...], ...]

    def __len__(self) -> int:
        """The number of rows."""
        return len(self.values)

    def __iter__(self) -> Iterator[dict[str, Value]]:
        """Yield each row as a dict, by column."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.values)

    def __getitem__(self, row: int) -> dict[str, Value]:
        """One row as a dict. Raises IndexError."""
        return dict(zip(self.columns, self.values[row], strict=True))

    def __repr__(self) -> str:
        """The first rows as a table for a terminal."""
        return tables.table(self.columns, self._shown()) + self._more()

    def _repr_html_(self) -> str:
        """The first rows as a table for a notebook."""
        head = "".join(f"<th>{html.escape(name)}</th>" for name in self.columns)
        body = "".join(f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>" for row in self._shown())
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{self._more()}"

    def to_pandas(self, *, exact: bool = False) -> pd.DataFrame:
        """Return a frame with typed columns: Int64, Float64, boolean, datetime64[s], string.

        Decimals become floats, which pandas can add up and plot; `exact` keeps them `decimal.Decimal`. A column of
        several types, or without any value, has the type object. Raises UsageError where pandas is not installed.
        """
        try:
            import pandas as pd
        except ImportError as error:
            raise UsageError("to_pandas", "pandas is not installed", "pip install 'kg[pandas]'") from error
        columns = {}
        for number, name in enumerate(self.columns):
            cells = [row[number] for row in self.values]
            types = frozenset(type(cell) for cell in cells if cell is not None)
            dtype = "object" if exact and Decimal in types else _COLUMNS.get(types, "object")
            if dtype == "Float64":
                cells = [None if cell is None else float(cell) for cell in cells]  # type: ignore[arg-type]
            columns[name] = pd.Series(cells, dtype=dtype)
        return pd.DataFrame(columns, columns=list(self.columns))

    def _shown(self) -> list[list[str]]:
        return [["" if cell is None else str(cell) for cell in row] for row in self.values[:_SHOWN]]

    def _more(self) -> str:
        return f"\n… {len(self)} rows in all" if len(self) > _SHOWN else ""


def rows(answer: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> Rows:
    """Return an answer's rows: of ASK one cell `answer`, of CONSTRUCT and DESCRIBE subject, predicate and object."""
    import pyoxigraph as ox

    if isinstance(answer, ox.QueryBoolean):
        return Rows(("answer",), ((bool(answer),),))
    if isinstance(answer, ox.QueryTriples):
        return Rows(("subject", "predicate", "object"), tuple(tuple(map(_value, triple)) for triple in answer))
    names = tuple(variable.value for variable in answer.variables)
    return Rows(names, tuple(tuple(map(_value, solution)) for solution in answer))


def _value(term: object) -> Value:
    import pyoxigraph as ox

    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return tables.short(term.value)
    if not isinstance(term, ox.Literal):
        return str(term)
    try:
        return _READERS.get(term.datatype.value, str)(term.value)
    except (ArithmeticError, ValueError):  # not of the form that its type asks for: as printed
        return term.value

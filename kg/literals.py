"""RDF terms as values: what a literal says, whether it is well formed, which of two comes first."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from kg.namespaces import XSD_NS

if TYPE_CHECKING:
    import pyoxigraph as ox

    Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def plain(term: Term) -> str:
    """Return an IRI or a literal's text; blank nodes have no name that means anything."""
    return str(getattr(term, "value", "")) if type(term).__name__ != "BlankNode" else "[]"


def datatype_of(term: Term) -> str:
    """Return the IRI of a literal's datatype, an empty string for other terms."""
    datatype = getattr(term, "datatype", None)
    return datatype.value if datatype is not None else ""


def ordered(low: Term, high: Term, *, or_equal: bool) -> bool:
    """Return whether two literals of comparable types stand in that order."""
    first, second = _comparable(low), _comparable(high)
    if first is None or second is None or type(first) is not type(second):
        return False
    return first <= second if or_equal else first < second  # type: ignore[operator]  # one type, by the line above


def _comparable(term: Term) -> Decimal | date | None:
    datatype, text = datatype_of(term), plain(term)
    if not well_formed(text, datatype):
        return None
    if datatype in {XSD_NS + "decimal", XSD_NS + "integer"}:
        return Decimal(text)
    return date.fromisoformat(text) if datatype == XSD_NS + "date" else None


# XML Schema's lexical forms, without time zones, which no rule of the graph needs
_LEXICAL = {
    XSD_NS + "decimal": re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)", re.ASCII),
    XSD_NS + "integer": re.compile(r"[+-]?[0-9]+", re.ASCII),
    XSD_NS + "date": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII),
}


def well_formed(text: str, datatype: str) -> bool:
    """Whether the text is a number or day of XML Schema; of other datatypes nothing is asked."""
    form = _LEXICAL.get(datatype)
    if form is None or form.fullmatch(text) is None:
        return form is None
    if datatype != XSD_NS + "date":
        return True
    with suppress(ValueError):
        date.fromisoformat(text)
        return True
    return False

"""RDF terms as text, after RDF 1.1 N-Triples (https://www.w3.org/TR/n-triples/), in the form that stores keep."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache

import pyoxigraph as ox

from kg.model import Typed
from kg.namespaces import DATA_NS, expand
from kg.shapes import broken


@lru_cache(maxsize=65536)
def node(local: str) -> str:
    """Write the IRI of what stands below the data prefix, `<…>`. Raises ShapeBroken where it is no IRI (RFC 3987)."""
    absolute = DATA_NS + local
    try:
        ox.NamedNode(absolute)
    except ValueError as error:
        raise broken(f"{local!r} 不是有效的 IRI", f"{local!r} is no IRI") from error
    return f"<{absolute}>"


# What XML 1.0 and most stores cannot hold, and halves of surrogate pairs, which are no characters.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\x7f": "\\u007F"})


def literal(text: str, *, language: str = "", datatype: str = "") -> str:
    """Write a literal; `datatype` is a CURIE. Raises ShapeBroken on control characters and lone surrogates."""
    unwritable = _UNWRITABLE.search(text)
    if unwritable:
        code = f"U+{ord(unwritable[0]):04X}"
        raise broken(f"文字中有不能书写的字符 {code}", f"the text holds {code}, which is no writable character")
    written = f'"{text.translate(_ESCAPES)}"'
    if language:
        return f"{written}@{language}"
    return f"{written}^^<{expand(datatype)}>" if datatype else written


_FORMS = {"date": ("", r"\d{4}-\d\d-\d\d"), "gYearMonth": ("-01", r"\d{4}-\d\d"), "gYear": ("-01-01", r"\d{4}")}


def calendar(value: Typed, *datatypes: str) -> str:
    """Write a day, month or year of our calendar, of one of `datatypes` where some are given."""
    rest, form = _FORMS.get(value.datatype, ("", ""))
    try:
        date.fromisoformat(value.text + rest)
    except ValueError:
        form = ""
    if not form or not re.fullmatch(form, value.text, re.ASCII) or (datatypes and value.datatype not in datatypes):
        raise broken(f"{value.text} 不是 {value.datatype}", f"{value.text!r} is no xsd:{value.datatype} that fits here")
    return literal(value.text, datatype=f"xsd:{value.datatype}")


def decimal(value: Decimal) -> str:
    """Write the shortest form, which stores keep as it is (Oxigraph makes 1.50 to 1.5)."""
    printed = f"{value:f}"
    short = printed.rstrip("0").rstrip(".") if "." in printed else printed
    return literal("0" if value == 0 else short, datatype="xsd:decimal")


def integer(value: int) -> str:
    """Write a whole number."""
    return literal(str(value), datatype="xsd:integer")


@cache
def predicate(name: str) -> str:
    """Write a predicate given as CURIE. Raises KeyError where its prefix is unknown."""
    return f"<{expand(name)}>"

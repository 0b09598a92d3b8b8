"""RDF terms as text, after RDF 1.1 N-Triples (https://www.w3.org/TR/n-triples/), in the form that stores keep."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache

import pyoxigraph as ox

from kg.model import FactValue, Ref, Typed
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


def node_of(local: str) -> str:
    """Write the IRI of what a document says: its statements and its evidence are IRIs by how they are made."""
    return f"<{DATA_NS}{local}>"


# What XML 1.0 and most stores cannot hold, and halves of surrogate pairs, which are no characters.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\x7f": "\\u007F"}
_NOT_PLAIN = re.compile('[\x00-\x1f"\\\\\x7f\ud800-\udfff\ufffe\uffff]')


def literal(text: str, *, language: str = "", datatype: str = "") -> str:
    """Write a literal; `datatype` is a CURIE. Raises ShapeBroken on control characters and lone surrogates."""
    text = escaped(text)
    if language:
        return f'"{text}"@{language}'
    return f'"{text}"^^{predicate(datatype)}' if datatype else f'"{text}"'


def escaped(text: str) -> str:
    """Write what stands between the quotes of a literal. Raises ShapeBroken as `literal` does."""
    # what can be printed holds no control character, no half of a pair and no noncharacter
    if text.isprintable() and '"' not in text and "\\" not in text:
        return text
    unwritable = _UNWRITABLE.search(text)
    if unwritable:
        code = f"U+{ord(unwritable[0]):04X}"
        raise broken(f"文字中有不能书写的字符 {code}", f"the text holds {code}, which is no writable character")
    return _NOT_PLAIN.sub(lambda found: _ESCAPES[found[0]], text)


_FORMS = {"date": ("", r"\d{4}-\d\d-\d\d"), "gYearMonth": ("-01", r"\d{4}-\d\d"), "gYear": ("-01-01", r"\d{4}")}


def calendar(value: Typed) -> str:
    """Write a day, a month or a year. Raises ShapeBroken where the calendar has none such."""
    return _calendar(value.text, value.datatype)


@lru_cache(maxsize=4096)
def _calendar(text: str, datatype: str) -> str:
    rest, form = _FORMS.get(datatype, ("", ""))
    try:
        date.fromisoformat(text + rest)
    except ValueError:
        form = ""
    if not form or not re.fullmatch(form, text, re.ASCII):
        raise broken(f"{text} 不是 {datatype}", f"{text!r} is no xsd:{datatype}")
    return literal(text, datatype=f"xsd:{datatype}")


@lru_cache(maxsize=4096)
def decimal(value: Decimal | int) -> str:
    """Write the shortest form, which stores keep as it is (Oxigraph makes 1.50 to 1.5)."""
    printed = f"{Decimal(value):f}"
    short = printed.rstrip("0").rstrip(".") if "." in printed else printed
    return literal("0" if value == 0 else short, datatype="xsd:decimal")


def integer(value: int) -> str:
    """Write a whole number."""
    return f'"{value}"^^{_INTEGER}'


@cache
def predicate(name: str) -> str:
    """Write a predicate given as CURIE. Raises KeyError where its prefix is unknown."""
    return f"<{expand(name)}>"


_INTEGER = predicate("xsd:integer")

Writer = Callable[[FactValue], str]
_KEPT = 4096  # values of a slot that are not written anew


def _node(name: str, said: str) -> Writer:
    @lru_cache(maxsize=_KEPT)
    def told(local: str) -> str:
        return said + node(local)

    def write(value: FactValue) -> str:
        if not isinstance(value, Ref):
            raise broken(f"{name} 的值 {value} 不是实体", f"{name} is {value!r}, not an entity")
        return told(value.local)

    return write


def _text(name: str, said: str, end: str = '"') -> Writer:
    def write(value: FactValue) -> str:
        if not isinstance(value, str):
            raise broken(f"{name} 的值 {value} 不是文字", f"{name} is {value!r}, not text")
        return f'{said}"{escaped(value)}{end}'

    return write


def _chinese(name: str, said: str) -> Writer:
    return _text(name, said, '"@zh')


def _number(name: str, said: str) -> Writer:
    def write(value: FactValue) -> str:
        if isinstance(value, bool) or not isinstance(value, int | Decimal) or not Decimal(value).is_finite():
            raise broken(f"{name} 的值 {value} 不是数", f"{name} is {value!r}, not a number")
        return said + decimal(value)

    return write


def _whole(name: str, said: str) -> Writer:
    def write(value: FactValue) -> str:
        if isinstance(value, bool) or not isinstance(value, int):
            raise broken(f"{name} 的值 {value} 不是整数", f"{name} is {value!r}, not a whole number")
        return said + integer(value)

    return write


def _truth(name: str, said: str) -> Writer:
    def write(value: FactValue) -> str:
        if not isinstance(value, bool):
            raise broken(f"{name} 的值 {value} 不是真假值", f"{name} is {value!r}, neither true nor false")
        return said + literal("true" if value else "false", datatype="xsd:boolean")

    return write


def _date(name: str, said: str) -> Writer:
    @lru_cache(maxsize=_KEPT)
    def told(text: str, datatype: str) -> str:
        return said + _calendar(text, datatype)

    def write(value: FactValue) -> str:
        if not isinstance(value, Typed):
            raise broken(f"{name} 的值 {value} 不是日期", f"{name} is {value!r}, not a date")
        return told(value.text, value.datatype)

    return write


_WRITERS: dict[str, Callable[[str, str], Writer]] = {
    "node": _node,
    "zh": _chinese,
    "string": _text,
    "decimal": _number,
    "integer": _whole,
    "boolean": _truth,
    "date": _date,
}


def writer(name: str, predicate: str, term: str) -> Writer:
    """Return what writes a value of slot `name` as `predicate object`; `predicate` is written, `term` its type.

    It raises ShapeBroken where the value is of another type.
    """
    return _WRITERS[term](name, f"{predicate} ")

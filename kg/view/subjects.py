"""What the store says of one subject, as Turtle 1.1 and as JSON-LD 1.1, without prefixes and context."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from kg.namespaces import DATA_NS, EDU_NS, PREFIXES, RDF_NS, XSD_NS
from kg.view import markup
from kg.view.triples import Described

_EVIDENCE, _TYPE, _STRING = EDU_NS + "evidence", RDF_NS + "type", XSD_NS + "string"


class Block(NamedTuple):
    """One subject, or a statement with its evidence: subjects in Turtle, and node objects of JSON-LD."""

    turtle: str
    json: str


def block(described: Described, local: str) -> Block:
    """Return a subject of the store with the evidence that it leads to. Subjects come in a fixed order."""
    said = sorted(described(DATA_NS + local), key=_order)
    subjects = [(DATA_NS + local, said)]
    subjects += [
        (node.value, sorted(described(node.value), key=_order)) for predicate, node in said if predicate == _EVIDENCE
    ]
    return Block(
        turtle="\n".join(_turtle(subject, told) for subject, told in subjects),
        json=",\n".join(_json(subject, told) for subject, told in subjects),
    )


def naming(statement: str, predicates: Iterable[str], local: str) -> Block:
    """Return that a statement names a thing by these predicates; all are below the data prefix but the predicates."""
    names = [_curie(predicate) for predicate in predicates]
    said = ";\n\t".join(f"{name} <{local}>" for name in names)
    node = {"@id": statement, **{name.strip("<>"): [{"@id": local}] for name in names}}
    return Block(turtle=f"<{statement}>\n\t{said} .\n", json=markup.json_text(node))


def _order(told: tuple[str, Any]) -> tuple[bool, str, str]:
    predicate, node = told
    return predicate != _TYPE, predicate, str(node)


def _turtle(subject: str, told: list[tuple[str, Any]]) -> str:
    lines = ";\n\t".join(f"{_curie(predicate)} {_term(node)}" for predicate, node in told)
    return f"<{_relative(subject)}>\n\t{lines} .\n"


def _term(node: Any) -> str:
    """Return a node in Turtle. A literal is written as N-Triples writes it; names of types are shortened."""
    datatype = getattr(node, "datatype", None)
    if datatype is None:
        return _curie(node.value)
    if node.language or datatype.value == _STRING:
        return str(node)
    return str(node).removesuffix(str(datatype)) + _curie(datatype.value)


@lru_cache(maxsize=65_536)
def _curie(iri: str) -> str:
    """Return an IRI as a prefixed name where it is one, else relative to the data prefix or whole."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and iri[len(namespace) :].isalnum() and iri.isascii():
            return f"{prefix}:{iri[len(namespace) :]}"
    return f"<{_relative(iri)}>"


def _relative(iri: str) -> str:
    return iri.removeprefix(DATA_NS)


def _json(subject: str, told: list[tuple[str, Any]]) -> str:
    node: dict[str, Any] = {"@id": _relative(subject)}
    for predicate, value in told:
        if predicate == _TYPE:
            node.setdefault("@type", []).append(_name(value.value))
        else:
            node.setdefault(_name(predicate), []).append(_value(value))
    return markup.json_text(node)


def _value(node: Any) -> dict[str, str]:
    datatype = getattr(node, "datatype", None)
    if datatype is None:
        return {"@id": _relative(node.value)}
    if node.language:
        return {"@value": node.value, "@language": node.language}
    if datatype.value == _STRING:
        return {"@value": node.value}
    return {"@value": node.value, "@type": _name(datatype.value)}


def _name(iri: str) -> str:
    return _curie(iri).strip("<>")

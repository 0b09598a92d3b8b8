"""What is said of one subject, as Turtle 1.1 and as JSON-LD 1.1, without prefixes and context."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from kg.namespaces import DATA_NS, PREFIXES, RDF_NS, XSD_NS
from kg.view import markup
from kg.view.triples import Described

TYPE = RDF_NS + "type"
_STRING = XSD_NS + "string"


class Block(NamedTuple):
    """Subjects in Turtle, and as node objects of JSON-LD."""

    turtle: str
    json: str


class Term(NamedTuple):
    """An object: as N-Triples has it, by which objects are sorted, as Turtle, and as JSON-LD."""

    sorted_by: str
    turtle: str
    json: str


Said = tuple[str, Term]
"""A predicate, an absolute IRI, and what it leads to."""


def block(described: Described, local: str) -> Block:
    """Return a subject of the store, by its IRI below the data prefix."""
    return written(
        local,
        sorted([(predicate, _term(predicate, node)) for predicate, node in described(DATA_NS + local)], key=order),
    )


def order(said: Said) -> tuple[bool, str, str]:
    """Return the place of what is said of a subject: classes first, then by predicate and object."""
    predicate, term = said
    return predicate != TYPE, predicate, term.sorted_by


def written(subject: str, said: Sequence[Said]) -> Block:
    """Return a subject, by its IRI below the data prefix, with what is said of it in order."""
    turtle, nodes, last = [], [f'{{"@id":{markup.json_text(subject)}'], ""
    for predicate, term in said:
        turtle.append(f"{curie(predicate)} {term.turtle}")
        nodes.append(f",{term.json}" if predicate == last else f"{']' if last else ''},{_key(predicate)}:[{term.json}")
        last = predicate
    end = "]}" if last else "}"
    lines = ";\n\t".join(turtle)
    return Block(turtle=f"<{subject}>\n\t{lines} .\n", json=f"{''.join(nodes)}{end}")


def naming(predicates: Sequence[str], local: str) -> Block:
    """Return what follows the IRI of a statement that names a thing by these predicates, which are absolute IRIs."""
    term = node(local)
    said = ";\n\t".join([f"{curie(predicate)} {term.turtle}" for predicate in predicates])
    nodes = "".join([f",{_key(predicate)}:[{term.json}]" for predicate in predicates])
    return Block(turtle=f"\n\t{said} .\n", json=f"{nodes}}}")


def node(local: str) -> Term:
    """Return what stands below the data prefix."""
    return Term(f"<{DATA_NS}{local}>", f"<{local}>", f'{{"@id":{markup.json_text(local)}}}')


@lru_cache(maxsize=65_536)
def iri(absolute: str) -> Term:
    """Return a node by its absolute IRI."""
    return Term(f"<{absolute}>", curie(absolute), f'{{"@id":{markup.json_text(_relative(absolute))}}}')


@lru_cache(maxsize=1_024)
def class_of(absolute: str) -> Term:
    """Return a class, which JSON-LD names in its own way."""
    return Term(f"<{absolute}>", curie(absolute), markup.json_text(_name(absolute)))


def text(said: str, written: str, language: str = "") -> Term:
    """Return a string; `written` is how N-Triples writes it, with its quotes."""
    value = f'{{"@value":{markup.json_text(said)}'
    if not language:
        return Term(written, written, f"{value}}}")
    tagged = f"{written}@{language}"
    return Term(tagged, tagged, f'{value},"@language":"{language}"}}')


@lru_cache(maxsize=65_536)
def typed(said: str, written: str, datatype: str) -> Term:
    """Return a literal of a datatype, an absolute IRI; `written` is how N-Triples writes what it says."""
    form = f'{{"@value":{markup.json_text(said)},"@type":{markup.json_text(_name(datatype))}}}'
    return Term(f"{written}^^<{datatype}>", f"{written}^^{curie(datatype)}", form)


@lru_cache(maxsize=65_536)
def curie(absolute: str) -> str:
    """Return an IRI as a prefixed name where it is one, else relative to the data prefix or whole."""
    for prefix, namespace in PREFIXES.items():
        if absolute.startswith(namespace) and absolute[len(namespace) :].isalnum() and absolute.isascii():
            return f"{prefix}:{absolute[len(namespace) :]}"
    return f"<{_relative(absolute)}>"


@lru_cache(maxsize=1_024)
def _key(predicate: str) -> str:
    """Return the key of a predicate in a node object of JSON-LD."""
    return '"@type"' if predicate == TYPE else markup.json_text(_name(predicate))


def _term(predicate: str, node: Any) -> Term:
    """Return what the store has. A literal is written as N-Triples writes it."""
    datatype = getattr(node, "datatype", None)
    if datatype is None:
        return class_of(node.value) if predicate == TYPE else iri(node.value)
    if node.language or datatype.value == _STRING:
        written = str(node)
        language = node.language or ""
        return text(node.value, written.removesuffix(f"@{language}") if language else written, language)
    return typed(node.value, str(node).removesuffix(f"^^{datatype}"), datatype.value)


def _relative(absolute: str) -> str:
    return absolute.removeprefix(DATA_NS)


def _name(absolute: str) -> str:
    return curie(absolute).strip("<>")

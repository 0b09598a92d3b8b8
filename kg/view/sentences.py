"""A fact in words: what it says, as a row of pieces, of which some name an entity."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from kg.model import Fact, FactValue, Ref, Status, Typed
from kg.view.terms import term
from kg.view.words import relation

Piece = tuple[str, str]
"""Text and, where it names an entity, its local IRI (else "")."""

# Slots that a sentence leaves out: they say again what another slot or the page says.
_SILENT = frozenset({"area", "holder", "periodStart", "periodEnd", "dueBy", "value", "valueMin", "valueMax"}) | {
    *("targetValue", "targetMin", "targetMax", "comparator", "measure", "position", "partOf", "dcterms:hasPart"),
}
# Slots whose value needs no name before it.
_PLAIN = frozenset({"program", "indicator", "valueText", "unit", "skos:prefLabel", "awardName", "recipient", "project"})


def references(fact: Fact) -> list[str]:
    """Return the local IRIs that the fact's slots name, in the order of the slots, each once."""
    return list(dict.fromkeys(value.local for _, value in fact.slots if isinstance(value, Ref)))


def in_words(fact: Fact, label: Callable[[str], str]) -> list[Piece]:
    """Return the fact as a sentence; `label` names an entity by its local IRI, "" for what is no entity."""
    slots = [(name, _piece(value, label)) for name, value in fact.slots]
    holder = [piece for name, piece in slots if name == "holder"]
    if fact.kind == "Implementation":
        verb = relation("implements" if fact.status is Status.REPORTED else "plans")
        return [*holder, (f" {verb} ", ""), *_listed([piece for name, piece in slots if name == "program"])]
    if fact.kind == "PostHolding":
        member = [piece for name, piece in slots if name == "org:member"]
        body = [piece for name, piece in slots if name == "org:organization"]
        post = [piece for name, piece in slots if name == "postTitle"]
        return [*_listed(member), (f" {relation('holds')} ", ""), *body, *_listed(post)]
    told = dict(slots)
    if fact.kind in {"Observation", "Goal"} and {"indicator", "valueText"} <= told.keys():
        number, unit = told["valueText"][0], told.get("unit", ("", ""))[0]
        due = [(f"（{term('deadline')} {told['deadline'][0]}）", "")] if "deadline" in told else []
        return [*holder, (" ", ""), told["indicator"], (f" {number.removesuffix(unit)} {unit}".rstrip(), ""), *due]
    said: list[Piece] = [*holder, (f" {term(fact.kind)}：", "")]
    for name, piece in slots:
        if name not in _SILENT and piece[0]:
            said += [piece, (" ", "")] if name in _PLAIN else [(f"{term(name)} ", ""), piece, (" ", "")]
    return [*said[:-1], (said[-1][0].rstrip("： "), "")] if not said[-1][1] else said


def clause(fact: Fact, text: str) -> tuple[str, str, str]:
    """Return the fact's clause in three: what stands before its quote, the quote, and what stands after it.

    `text` is the document's. Where the quote is not inside the clause it stands alone.
    """
    start = text.find(fact.text, max(0, fact.span.end - len(fact.text)))
    end = start + len(fact.text)
    if start < 0 or not start <= fact.span.start <= fact.span.end <= end or text[slice(*fact.span)] != fact.quote:
        return "", fact.quote, ""
    return text[start : fact.span.start], fact.quote, text[fact.span.end : end]


def _listed(pieces: list[Piece]) -> list[Piece]:
    listed: list[Piece] = []
    for piece in pieces:
        listed += [("、", ""), piece] if listed else [piece]
    return listed


def _piece(value: FactValue, label: Callable[[str], str]) -> Piece:
    if isinstance(value, Ref):
        return label(value.local), value.local
    if isinstance(value, Typed):
        return value.text, ""
    if isinstance(value, Decimal):
        return f"{value:f}", ""
    return str(value), ""

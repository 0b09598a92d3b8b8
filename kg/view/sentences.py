"""A fact in words: what it says, as a row of pieces, of which some name an entity."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple, Protocol

from kg.model import Fact, FactValue, Ref, Status, Typed
from kg.view.terms import term
from kg.view.words import relation


class Piece(NamedTuple):
    """Text; where it names an entity, its local IRI; where it is ours, the same in English."""

    text: str
    local: str = ""
    english: str = ""


class Said(Protocol):
    """What a sentence is made of: a statement's kind, status and slots, as in `kg.model.Fact`."""

    @property
    def kind(self) -> str: ...

    @property
    def status(self) -> Status: ...

    @property
    def slots(self) -> tuple[tuple[str, FactValue], ...]: ...


# Slots that a sentence leaves out: they say again what another slot or the page says.
_SILENT = frozenset({"area", "holder", "periodStart", "periodEnd", "dueBy", "value", "valueMin", "valueMax"}) | {
    *("targetValue", "targetMin", "targetMax", "comparator", "measure", "position", "partOf", "dcterms:hasPart"),
}
# Slots whose value needs no name before it.
_PLAIN = frozenset({"program", "indicator", "valueText", "unit", "skos:prefLabel", "awardName", "recipient", "project"})


def references(fact: Fact) -> list[str]:
    """Return the local IRIs that the fact's slots name, in the order of the slots, each once."""
    return list(dict.fromkeys(value.local for _, value in fact.slots if isinstance(value, Ref)))


def in_words(fact: Said, label: Callable[[str], str]) -> list[Piece]:
    """Return the fact as a sentence; `label` names an entity by its local IRI, "" for what is no entity."""
    slots = [(name, _piece(value, label)) for name, value in fact.slots]
    holder = [piece for name, piece in slots if name == "holder"]
    if fact.kind == "Implementation":
        verb = _relation("implements" if fact.status is Status.REPORTED else "plans")
        return [*holder, verb, *_listed([piece for name, piece in slots if name == "program"])]
    if fact.kind == "PostHolding":
        member = [piece for name, piece in slots if name == "org:member"]
        body = [piece for name, piece in slots if name == "org:organization"]
        post = [piece for name, piece in slots if name == "postTitle"]
        return [*_listed(member), _relation("holds"), *body, *_listed(post)]
    told = dict(slots)
    if fact.kind in {"Observation", "Goal"} and {"indicator", "valueText"} <= told.keys():
        number, unit = told["valueText"].text, told.get("unit", Piece("")).text
        said = [*holder, Piece(" "), told["indicator"], Piece(f" {number.removesuffix(unit)} {unit}".rstrip())]
        if "deadline" in told:
            due = told["deadline"].text
            said.append(Piece(f"（{term('deadline')} {due}）", "", f" ({term('deadline', 'en')} {due})"))
        return said
    said = [*holder, _term(fact.kind, " {}：")]
    for name, piece in slots:
        if name not in _SILENT and piece.text:
            said += [piece, Piece(" ")] if name in _PLAIN else [_term(name, "{} "), piece, Piece(" ")]
    if said[-1].local:
        return said
    last = said[-1]
    return [*said[:-1], Piece(last.text.rstrip("： "), "", last.english.rstrip("： "))]


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
        listed += [Piece("、"), piece] if listed else [piece]
    return listed


def _relation(name: str) -> Piece:
    return Piece(f" {relation(name)} ", "", f" {relation(name, 'en')} ")


def _term(name: str, form: str) -> Piece:
    return Piece(form.format(term(name)), "", form.format(term(name, "en")))


def _piece(value: FactValue, label: Callable[[str], str]) -> Piece:
    if isinstance(value, Ref):
        return Piece(label(value.local), value.local)
    if isinstance(value, Typed):
        return Piece(value.text)
    if isinstance(value, Decimal):
        return Piece(f"{value:f}")
    return Piece(str(value))

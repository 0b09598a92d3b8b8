"""A fact in words: what it says, as a row of pieces, of which some name an entity."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cache
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

_NUMBERS = frozenset({"Observation", "Goal"})
_SPACE = Piece(" ")


def references(fact: Fact) -> list[str]:
    """Return the local IRIs that the fact's slots name, in the order of the slots, each once."""
    return list(dict.fromkeys(value.local for _, value in fact.slots if isinstance(value, Ref)))


def in_words(fact: Said, label: Callable[[str], str]) -> list[Piece]:
    """Return the fact as a sentence; `label` names an entity by its local IRI, "" for what is no entity."""

    def told(name: str) -> list[Piece]:
        return [_piece(value, label) for slot, value in fact.slots if slot == name]

    if fact.kind == "Implementation":
        verb = _relation("implements" if fact.status is Status.REPORTED else "plans")
        return [*told("holder"), verb, *_listed(told("program"))]
    if fact.kind == "PostHolding":
        return [
            *_listed(told("org:member")),
            _relation("holds"),
            *told("org:organization"),
            *_listed(told("postTitle")),
        ]
    if fact.kind in _NUMBERS and (indicator := told("indicator")) and (printed := told("valueText")):
        number, unit = printed[-1].text, "".join([piece.text for piece in told("unit")[-1:]])
        said = [*told("holder"), Piece(" "), indicator[-1], Piece(f" {number.removesuffix(unit)} {unit}".rstrip())]
        for due in told("deadline")[-1:]:
            zh, en = term("deadline"), term("deadline", "en")
            said.append(Piece(f"（{zh} {due.text}）", "", f" ({en} {due.text})"))
        return said
    said = [*told("holder"), _term(fact.kind, " {}：")]
    for name, value in fact.slots:
        if name not in _SILENT and (piece := _piece(value, label)).text:
            said += [piece, _SPACE] if name in _PLAIN else [_term(name, "{} "), piece, _SPACE]
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


@cache
def _relation(name: str) -> Piece:
    return Piece(f" {relation(name)} ", "", f" {relation(name, 'en')} ")


@cache
def _term(name: str, form: str) -> Piece:
    return Piece(form.format(term(name)), "", form.format(term(name, "en")))


def _piece(value: FactValue, label: Callable[[str], str]) -> Piece:
    if isinstance(value, str):
        return Piece(value)
    if isinstance(value, Ref):
        return Piece(label(value.local), value.local)
    if isinstance(value, Typed):
        return Piece(value.text)
    return Piece(f"{value:f}" if isinstance(value, Decimal) else str(value))

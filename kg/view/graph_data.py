"""What a graph page's script reads: things, edges and statements by their numbers, our words in both languages."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, Final

from kg.view.addresses import address, anchor
from kg.view.graph import Picture, Said, Thing
from kg.view.network import FEW, FEW_ON_A_PHONE, network, quiet
from kg.view.sentences import Piece
from kg.view.stored import Stored
from kg.view.terms import term
from kg.view.words import FAMILIES, KINDS, RELATIONS, STATUSES, WORDS, word

_OF_EACH = 6  # statements of a thing that are told in words before others have theirs
_WORDINGS, _LONG = 12, 300  # other wordings of a thing, and characters of one
# our words that the script says; the others stand in the page
_WORDS: Final = (
    *("more", "shared", "facts", "more_facts", "wordings", "open_document", "close", "nothing_found", "no_facts"),
    *("expand", "collapse", "own_page", "tied_to", "on_screen", "nameless"),
)


def content(stored: Stored, picture: Picture, told: int) -> dict[str, Any]:
    """Return what the page of a picture reads; at most about `told` statements bring their words and quotes.

    A statement is a row: document, kind, status, year, anchor, holder, things that it names, and its words as pieces
    and its clause in three where it brings them. Things, documents, kinds and statuses are named by their numbers.
    """
    number = {thing.local: index for index, thing in enumerate(picture.things)}
    documents = {local: place for place, local in enumerate(dict.fromkeys(said.document for said in picture.said))}
    kinds = {kind: place for place, kind in enumerate(sorted({said.kind for said in picture.said}, key=_order))}
    classes = {kind: place for place, kind in enumerate(sorted({thing.kind for thing in picture.things}))}
    statuses = {status: place for place, status in enumerate(STATUSES)}
    chosen = _chosen(picture, number, told)
    return {
        **network(picture),
        "few": [len(picture.things)] * 2 if picture.centre else [FEW, FEW_ON_A_PHONE],
        "centre": 0 if picture.centre else -1,
        "quiet": sorted(quiet(picture)),
        "words": {name: WORDS[name] for name in _WORDS},
        "families": {name: told[:2] for name, told in FAMILIES.items()},
        "statuses": [[status, *STATUSES[status]] for status in statuses],
        "kinds": [[kind, *_both(kind)] for kind in kinds],
        "classes": [_both(kind) for kind in classes],
        "relations": {each.relation: RELATIONS[each.relation] for each in picture.edges if each.relation in RELATIONS},
        "documents": [[address(local), stored.label(local)] for local in documents],
        "things": [_thing(stored, thing, classes[thing.kind]) for thing in picture.things],
        "said": [
            [
                documents[said.document],
                kinds[said.kind],
                statuses.get(said.status, -1),
                said.year,
                anchor(said.local),
                number.get(said.holder, -1),
                sorted({number[local] for local in said.about if local in number}),
                *(_told(stored, said, number) if place in chosen else ()),
            ]
            for place, said in enumerate(picture.said)
        ],
    }


def _both(kind: str) -> list[str]:
    return [term(kind), term(kind, "en")]


def _order(kind: str) -> tuple[int, str]:
    return (KINDS.index(kind) if kind in KINDS else len(KINDS)), kind


def _chosen(picture: Picture, number: dict[str, int], told: int) -> set[int]:
    """Return the statements that bring their words: all where they are few, else some of each thing, in order."""
    if len(picture.said) <= told:
        return set(range(len(picture.said)))
    of_thing: dict[int, list[int]] = defaultdict(list)
    for place, said in enumerate(picture.said):
        for local in said.about:
            if local in number and len(of_thing[number[local]]) < _OF_EACH:
                of_thing[number[local]].append(place)
    chosen: set[int] = set()
    for thing in range(len(picture.things)):
        if len(chosen) >= told:
            break
        chosen |= set(of_thing[thing])
    return chosen


def _told(stored: Stored, said: Said, number: dict[str, int]) -> list[Any]:
    told = stored.told(said.local)
    quote = told.quotes[0] if told.quotes else told.text
    before, found, after = told.text.partition(quote) if quote else ("", "", "")
    clause = [before, quote, after] if found else ["", quote, ""]
    return [[_piece(piece, number) for piece in stored.words(told)], clause]


def _piece(piece: Piece, number: dict[str, int]) -> list[str | int]:
    """Return a piece as [text], [text, thing] or, where it is ours, [Chinese, -1, English]."""
    if piece.local in number:
        return [piece.text, number[piece.local]]
    return [piece.text, -1, piece.english] if piece.english else [piece.text]


def _thing(stored: Stored, thing: Thing, kind: int) -> dict[str, Any]:
    known = stored.known.get(thing.local)
    notes = [[*_both(name), value[:_LONG]] for name, value in (known.notes if known else ()) if name != "definition"]
    found = {
        "local": thing.local,
        "label": thing.label or word("nameless"),
        "kind": kind,
        "family": thing.family,
        "homes": len(thing.homes),
        "count": thing.count,
        "told": int(thing.told),
        "page": address(thing.local) if stored.has_page(thing.local) else "",
        "english": thing.english,
        "wordings": [each[:_LONG] for each in known.wordings[:_WORDINGS]] if known else [],
        "notes": notes,
        "definition": dict(known.notes).get("definition", "") if known else "",
    }
    return {name: value for name, value in found.items() if value or name in {"label", "kind", "count", "homes"}}

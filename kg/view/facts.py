"""Statements as items of a list: in words, with status and quotes, and the way to their place in the document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from kg.view.addresses import address, statement
from kg.view.frame import both, link
from kg.view.markup import element, text
from kg.view.sentences import Piece
from kg.view.stored import Stored
from kg.view.told import Told
from kg.view.words import STATUSES, word


def ordered(told: Iterable[Told], kinds: Sequence[str]) -> list[Told]:
    """Return statements by kind (in the order of `kinds`), reported before planned, later years first."""
    place = {kind: number for number, kind in enumerate(kinds)}

    def key(each: Told) -> tuple[int, str, bool, int, str, int, str]:
        year = int(each.year or 0)
        return (
            place.get(each.kind, len(place)),
            each.kind,
            each.status != "Reported",
            -year,
            each.document,
            each.start,
            each.local,
        )

    return sorted(told, key=key)


def grouped(told: Iterable[Told]) -> Iterator[list[Told]]:
    """Yield together what stands beside each other and is said by one clause."""
    for _, group in groupby(told, key=lambda each: (each.document, each.kind, each.status, each.text)):
        yield list(group)


def token(local: str) -> str:
    """Return the name by which a page's filter knows a thing."""
    return address(local, "")


def item(stored: Stored, group: Sequence[Told], at: str) -> str:
    """Return statements of one clause as an item of a list."""
    first = group[0]
    state = element("span", both(*STATUSES[first.status.value]), class_=f"badge {first.status.value}")
    said = "".join(
        element(
            "p", state * (not number) + "".join([piece(stored, each, at) for each in stored.words(told)]), class_="said"
        )
        for number, told in enumerate(group)
    )
    where = link(statement(first.local), at, text(stored.label(first.document)), class_="source", dir="auto")
    year = element("span", first.year, class_="year") if first.year else ""
    names = dict.fromkeys(token(name) for told in group for name in told.names)
    return element(
        "li",
        said + quoted(group) + element("p", year + where, class_="place"),
        data_status=first.status.value,
        data_year=first.year,
        data_with=" ".join(names),
        data_count=str(len(group)),
    )


def quoted(group: Sequence[Told]) -> str:
    """Return the clause with the quotes of all its statements marked."""
    clause = group[0].text
    quotes = dict.fromkeys(quote for told in group for quote in told.quotes if quote)
    marks = sorted((at, at + len(quote)) for quote in quotes for at in [clause.find(quote)] if at >= 0)
    parts: list[str] = []
    done = 0
    for start, end in marks:
        if end <= done:
            continue
        parts += [text(clause[done : max(start, done)]), element("mark", text(clause[max(start, done) : end]))]
        done = end
    parts.append(text(clause[done:]))
    parts += [element("mark", text(quote)) for quote in quotes if quote not in clause]
    return element("blockquote", "".join(parts), dir="auto", lang="zh-Hans")


def named(stored: Stored, local: str, at: str) -> str:
    """Return the name of a thing, a link where it has a page."""
    label = text(stored.label(local) or word("nameless"))
    family = stored.family(local)
    if stored.has_page(local):
        return link(address(local), at, label, class_=f"thing {family}", dir="auto")
    return element("span", label, class_=f"thing {family}", dir="auto")


def piece(stored: Stored, said: Piece, at: str) -> str:
    """Return a piece of a sentence."""
    if said.local:
        return named(stored, said.local, at)
    return both(said.text, said.english) if said.english else element("bdi", text(said.text))

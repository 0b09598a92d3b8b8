"""Statements as items of a list: in words, with status and quotes, and the way to their place in the document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from kg.view.addresses import address, relative, statement
from kg.view.frame import both
from kg.view.markup import element, text
from kg.view.sentences import Piece
from kg.view.stored import Stored
from kg.view.told import Told
from kg.view.words import STATUSES, word


def grouped(told: Iterable[Told]) -> Iterator[list[Told]]:
    """Yield together what stands beside each other and is said by one clause."""
    for _, group in groupby(told, key=_said_by):
        yield list(group)


def _said_by(told: Told) -> tuple[str, str, str, str]:
    return told.document, told.kind, told.status, told.text


def token(local: str) -> str:
    """Return the name by which a page's filter knows a thing."""
    return address(local, "")


def item(stored: Stored, group: Sequence[Told], at: str) -> str:
    """Return statements of one clause as an item of a list."""
    return stored.made(_item, tuple([told.local for told in group]), relative("", at))


def _item(stored: Stored, statements: tuple[str, ...], root: str) -> str:
    group = [stored.told(each) for each in statements]
    first = group[0]
    status = first.status.value
    state = element("span", both(*STATUSES[status]), class_=f"badge {status}")
    said = "".join(
        [
            f'<p class="said">{state * (not number)}{"".join(_words(stored, told, root))}</p>'
            for number, told in enumerate(group)
        ]
    )
    label = text(stored.label(first.document))
    where = element("a", label, href=root + statement(first.local), class_="source", dir="auto")
    year = element("span", first.year, class_="year") if first.year else ""
    names = dict.fromkeys([token(name) for told in group for name in told.names])
    return element(
        "li",
        f'{said}{quoted(group)}<p class="place">{year}{where}</p>',
        data_status=status,
        data_year=first.year,
        data_with=" ".join(names),
        data_count=str(len(group)),
    )


def _words(stored: Stored, told: Told, root: str) -> list[str]:
    return [stored.made(_named, said.local, root) if said.local else _piece(said) for said in stored.words(told)]


def _piece(said: Piece) -> str:
    return both(said.text, said.english) if said.english else f"<bdi>{text(said.text)}</bdi>"


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
    return stored.made(_named, local, relative("", at))


def _named(stored: Stored, local: str, root: str) -> str:
    label = text(stored.label(local) or word("nameless"))
    kind = f"thing {stored.family(local)}"
    if stored.has_page(local):
        return element("a", label, href=root + address(local), class_=kind, dir="auto")
    return element("span", label, class_=kind, dir="auto")

"""The lists of the site: things by class, documents, the documents of a year, the statements of a kind."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from kg.view import frame
from kg.view.addresses import address
from kg.view.facts import grouped, item, named
from kg.view.frame import both, link, say
from kg.view.markup import element, text
from kg.view.stored import Stored
from kg.view.terms import term
from kg.view.words import DOCUMENT_KINDS, FAMILIES, KINDS, WORDS

# address of a list → the legend's class that it lists
LISTS: Final = {
    "jurisdictions.html": "jurisdiction",
    "programs.html": "program",
    "indicators.html": "indicator",
    "schools.html": "school",
    "authorities.html": "authority",
    "people.html": "person",
    "policies.html": "policy",
    "projects.html": "project",
    "events.html": "event",
    "organizations.html": "organization",
}
YEARS_FOLDER, KINDS_FOLDER = "year", "kind"
_SHOWN = 300  # statements of a kind on its page
Cell = tuple[str, str | int]
"""Finished HTML and what it is sorted by."""


def most_said(stored: Stored, family: str) -> list[str]:
    """Return the things of a class, those of which most is said first."""
    things = [local for local in stored.things() if stored.family(local) == family]
    return sorted(things, key=lambda local: (-len(stored.statements(local)), stored.label(local), local))


def places_of(stored: Stored, local: str) -> list[str]:
    """Return the jurisdictions whose statements name a thing, sorted."""
    return sorted({stored.areas[each] for each in stored.statements(local) if each in stored.areas})


def years_of(stored: Stored) -> dict[str, list[str]]:
    """Return by year, the last first, the documents that report or plan its work."""
    found: dict[str, list[str]] = defaultdict(list)
    for local in stored.counted():
        for year in stored.sources[local].years:
            found[year].append(local)
    return dict(sorted(found.items(), reverse=True))


def kinds_of(stored: Stored) -> dict[str, int]:
    """Return how many statements of each kind there are; those of copies are not counted."""
    counts = Counter(
        stored.kinds[statement] for document in stored.counted() for statement in stored.statements(document)
    )
    return {kind: counts[kind] for kind in KINDS if counts[kind]}


def year_address(year: str) -> str:
    """Return the address of a year's page."""
    return f"{YEARS_FOLDER}/{year}.html"


def kind_address(kind: str) -> str:
    """Return the address of the page of a kind of statement."""
    return f"{KINDS_FOLDER}/{kind}.html"


def list_page(stored: Stored, at: str) -> bytes:
    """Return the table of all things of a class, those of which most is said first."""
    family = LISTS[at]
    titles = ["column_name", "column_above" if family == "jurisdiction" else "column_places"]
    titles += ["column_documents", "column_reported", "column_planned", "column_statements"]
    rows = [_thing(stored, local, at) for local in most_said(stored, family)]
    title = FAMILIES[family][:2]
    return frame.page(at, title, [element("h1", both(*title)), table(titles, rows)], scripts=("list.js",), kind="list")


def _thing(stored: Stored, local: str, at: str) -> list[Cell]:
    statements = stored.statements(local)
    planned = sum(stored.ties[each].status == "Planned" for each in statements)
    documents = len({each.rpartition("/")[0] for each in statements})
    if stored.family(local) == "jurisdiction":
        above = [target for name, target in stored.known[local].links if name == "parent" and stored.label(target)]
        second: Cell = ("、".join(named(stored, each, at) for each in above), stored.label(above[0]) if above else "")
    else:
        second = _number(len(places_of(stored, local)))
    first = named(stored, local, at), stored.label(local)
    return [first, second, *map(_number, (documents, len(statements) - planned, planned, len(statements)))]


def documents_page(stored: Stored) -> bytes:
    """Return the table of all documents, by kind."""
    at = "documents.html"
    by_kind: dict[str, list[str]] = defaultdict(list)
    for local, source in stored.sources.items():
        by_kind[source.kind].append(local)
    body = [element("h1", say("documents"))]
    for kind in sorted(by_kind, key=lambda kind: (-len(by_kind[kind]), kind)):
        title = element(
            "h2", both(DOCUMENT_KINDS.get(kind, kind), kind) + " " + element("small", str(len(by_kind[kind])))
        )
        body.append(
            element("section", title + _documents(stored, by_kind[kind], at), id=kind.replace(" ", "-") or "none")
        )
    return frame.page(at, WORDS["documents"], body, scripts=("list.js",), kind="list")


def year_page(stored: Stored, year: str) -> bytes:
    """Return the page of a year: the documents that report or plan its work."""
    at = year_address(year)
    documents = years_of(stored)[year]
    programs = Counter(
        local
        for document in documents
        for statement in stored.statements(document)
        for local in stored.ties[statement].programs
    )
    rows = "".join(
        element("li", named(stored, local, at) + " " + element("b", str(count)))
        for local, count in sorted(programs.items(), key=lambda counted: (-counted[1], counted[0]))[:20]
    )
    body = [
        element("h1", say("year_title", year=year)),
        element("p", link(f"timeline.html#year={year}", at, say("timeline")), class_="quiet"),
        element("h2", say("year_lead", year=year)),
        _documents(stored, documents, at),
        element("h2", say("by_program")) + element("ol", rows, class_="things") if rows else "",
    ]
    return frame.page(at, (f"{year} 年", year), body, scripts=("list.js",), kind="list")


def kind_page(stored: Stored, kind: str) -> bytes:
    """Return the page of a kind of statement: how many each place has, and the first of them."""
    at = kind_address(kind)
    found = [
        local for document in stored.counted() for local in stored.statements(document) if stored.kinds[local] == kind
    ]
    places = Counter(stored.areas[local] for local in found if local in stored.areas)
    chips = "".join(
        link(
            f"{address(place)}#{kind}",
            at,
            f"{text(stored.label(place))} {element('b', str(count))}",
            class_="chip",
            dir="auto",
        )
        for place, count in sorted(places.items(), key=lambda counted: (-counted[1], counted[0]))
        if stored.has_page(place)
    )
    shown = [stored.told(local) for local in stored.ordered(found[:_SHOWN])]
    rows = "".join(item(stored, group, at) for group in grouped(shown))
    title = term(kind), term(kind, "en")
    body = [
        element("h1", both(*title) + " " + element("small", str(len(found)))),
        element("h2", say("kind_places")) + element("div", chips, class_="chips") if chips else "",
        element("p", say("kind_some", shown=len(shown), all=len(found)), class_="quiet") if len(found) > _SHOWN else "",
        element("ul", rows, class_="facts"),
    ]
    return frame.page(at, title, body, kind="list")


def _documents(stored: Stored, documents: Iterable[str], at: str) -> str:
    titles = ["column_name", "column_place", "column_year", "column_issued", "column_statements"]
    rows = []
    for local in sorted(documents, key=lambda local: (-len(stored.statements(local)), stored.label(local), local)):
        source = stored.sources[local]
        about = "、".join(named(stored, place, at) for place in source.about)
        years = "、".join(source.years)
        first = named(stored, local, at), source.label
        cells: list[Cell] = [first, (about, "、".join(map(stored.label, source.about))), (text(years), years)]
        rows.append(
            [
                *cells,
                (element("span", text(source.issued), class_="date"), source.issued),
                _number(len(stored.statements(local))),
            ]
        )
    return table(titles, rows)


def _number(count: int) -> Cell:
    return str(count), count


def table(titles: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    """Return a table that a script can sort and search; `titles` are names of our words."""
    numeric = [isinstance(value, int) for _, value in rows[0]] if rows else [False] * len(titles)
    head = "".join(
        element("th", say(title), scope="col", **{"class_": "number"} if counts else {})
        for title, counts in zip(titles, numeric, strict=True)
    )
    body = "".join(element("tr", "".join(map(_cell, row))) for row in rows)
    zh, en = WORDS["list_filter"]
    content = element("thead", element("tr", head)) + element("tbody", body)
    whole = element("table", content, class_="sortable", data_find=zh, data_en_find=en)
    return element("div", whole, class_="scroll", tabindex="0")


def _cell(cell: Cell) -> str:
    shown, value = cell
    if isinstance(value, int):
        return element("td", shown, class_="number")
    return element("td", shown)

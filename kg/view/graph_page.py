"""`graph.html`: the picture, its search and filters, and a panel of facts with their quotes."""

from __future__ import annotations

from collections import Counter
from typing import Any

from kg.view import markup
from kg.view.graph import Picture, Thing
from kg.view.markup import element, text
from kg.view.network import FEW, QUIET, network, script
from kg.view.sentences import Piece
from kg.view.terms import term
from kg.view.words import FAMILIES, KINDS, STATUSES, WORDS, relation, word

PAGES = "documents"


def graph_page(picture: Picture) -> bytes:
    """Return the page as UTF-8. It opens from a disk, without a network."""
    content = markup.json_block("picture", _content(picture))
    body = "\n".join((_bar(picture), _main(picture), content))
    return markup.page(
        title=f"{word('title')} · {word('subtitle')}",
        styles=(markup.static("base.css"), markup.static("graph.css")),
        body=body,
        scripts=(script(), markup.static("graph.js")),
    )


def _bar(picture: Picture) -> str:
    counts = word("counts", documents=len(picture.documents), facts=len(picture.said))
    return element(
        "header",
        element("h1", f"{text(word('title'))} {element('small', text(word('subtitle')))}")
        + element("p", text(counts), class_="counts"),
    )


def _main(picture: Picture) -> str:
    graph = element("div", "", id="graph", tabindex="0", role="application", aria_label=word("graph"), class_="graph")
    empty = "" if picture.things else element("p", text(word("empty")), class_="empty")
    panel = element("aside", "", id="panel", aria_label=word("panel"), hidden="")
    return element("main", _sidebar(picture) + element("section", graph + empty, class_="stage") + panel)


def _sidebar(picture: Picture) -> str:
    search = (
        element("label", text(word("search_label")), for_="search", class_="quiet")
        + f'<input type="search" id="search" autocomplete="off" spellcheck="false" aria-controls="results"'
        f' placeholder="{text(word("search"))}">'
        + element("ul", "", id="results", aria_label=word("results"), aria_live="polite")
    )
    extra = sum(not (thing.told or thing.anchor) for thing in picture.things)
    parts = [
        element("div", search, class_="finder"),
        element(
            "details",
            element("summary", text(word("filters")))
            + _statuses()
            + _families(picture)
            + _check("mentioned", word("mentioned", count=extra), checked=False)
            + _choice("program", word("every_program"), _programs(picture))
            + _choice("document", word("every_document"), _documents(picture))
            + element("button", text(word("reset")), type="button", id="reset")
            + element("button", "", type="button", id="more", hidden=""),
            id="filters",
            open="",
        ),
    ]
    if picture.left_out:
        parts.append(element("p", text(word("left_out", count=picture.left_out)), class_="hint"))
    parts.append(element("p", text(word("legend_size")), class_="hint"))
    return element("nav", "".join(parts), aria_label=word("filters"))


def _statuses() -> str:
    rows = [
        _check(f"status-{status}", word(status.lower()), checked=True, swatch=f"line {status.lower()}")
        for status in STATUSES
    ]
    both = element(
        "span", element("i", "", class_="line both") + element("span", text(word("both"))), class_="row only"
    )
    return _fieldset(word("status"), "".join(rows) + both)


def _families(picture: Picture) -> str:
    shown = Counter(thing.family for thing in picture.things if thing.told or thing.anchor)
    every = Counter(thing.family for thing in picture.things)
    rows = [
        _check(
            f"family-{family}",
            names[0],
            checked=family not in QUIET,
            swatch=f"swatch {family}",
            count=(str(shown[family]), f"+{every[family] - shown[family]}" if every[family] > shown[family] else ""),
        )
        for family, names in FAMILIES.items()
        for names in [names]
        if every[family]
    ]
    return _fieldset(f"{word('legend')} · {word('families')}", "".join(rows))


def _fieldset(title: str, content: str) -> str:
    return element("fieldset", element("legend", text(title)) + content)


def _check(name: str, label: str, *, checked: bool, swatch: str = "", count: tuple[str, str] = ("", "")) -> str:
    box = f'<input type="checkbox" id="{text(name)}"{" checked" if checked else ""}>'
    mark = element("i", "", class_=swatch) if swatch else ""
    number = element("b", text(count[0]) + element("small", text(count[1]))) if any(count) else ""
    return element("label", f"{box}{mark}{element('span', text(label))}{number}", class_="row", for_=name)


def _choice(name: str, every: str, groups: list[tuple[str, list[tuple[int, str]]]]) -> str:
    options = element("option", text(every), value="")
    for title, rows in groups:
        inner = "".join(element("option", text(label[:60]), value=str(number)) for number, label in rows)
        options += element("optgroup", inner, label=title) if title and rows else inner
    select = element("select", options, id=name)
    return element("label", element("span", text(word(name)), class_="quiet") + select, class_="choice", for_=name)


def _programs(picture: Picture) -> list[tuple[str, list[tuple[int, str]]]]:
    groups: dict[bool, list[tuple[int, str]]] = {True: [], False: []}
    for number, thing in enumerate(picture.things):
        if thing.family == "program" and thing.told:
            groups[len(thing.homes) > 1].append((number, thing.label))
    return [(word("shared"), groups[True]), (word("single"), groups[False])]


def _documents(picture: Picture) -> list[tuple[str, list[tuple[int, str]]]]:
    return [("", [(number, page.title or page.name) for number, page in enumerate(picture.documents)])]


def _content(picture: Picture) -> dict[str, Any]:
    """Return what the page's script reads; things, statements and documents are named by their numbers."""
    number = {thing.local: index for index, thing in enumerate(picture.things)}
    documents = {page.local: index for index, page in enumerate(picture.documents)}
    return {
        **network(picture),
        "few": FEW,
        "quiet": sorted(QUIET),
        "words": {name: told[0] for name, told in WORDS.items()},
        "statuses": {name: told[0] for name, told in STATUSES.items()},
        "kinds": {kind: term(kind) for kind in sorted({said.kind for said in picture.said}, key=_order)},
        "relations": {edge: relation(edge) for edge in sorted({each.relation for each in picture.edges})},
        "documents": [
            {"page": f"{PAGES}/{page.sha256[:16]}.html", "title": f"《{page.title}》" if page.title else page.name}
            for page in picture.documents
        ],
        "things": [_thing(thing) for thing in picture.things],
        "said": [
            {
                "anchor": said.anchor,
                "document": documents[said.document],
                "kind": said.kind,
                "status": said.status,
                "clause": list(said.clause),
                "words": [_piece(piece, number) for piece in said.words],
                "about": sorted({number[local] for local in said.about if local in number}),
            }
            for said in picture.said
        ],
    }


def _order(kind: str) -> tuple[int, str]:
    return (KINDS.index(kind) if kind in KINDS else len(KINDS)), kind


def _thing(thing: Thing) -> dict[str, Any]:
    return {
        "local": thing.local,
        "label": thing.label,
        "kind": term(thing.kind),
        "family": thing.family,
        "wordings": list(thing.wordings),
        "notes": [[term(name) if name != "definition" else "", value] for name, value in thing.notes],
        "said": list(thing.said),
        "documents": list(thing.documents),
        "homes": len(thing.homes),
        "told": thing.told or thing.anchor,
    }


def _piece(piece: Piece, number: dict[str, int]) -> list[str | int]:
    said, local = piece
    return [said, number[local]] if local in number else [said]

"""The graph pages: of all, in the site and as one file that can be sent; and of one thing and what is tied to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.view import frame, markup
from kg.view.addresses import address, of_graph
from kg.view.frame import attribute, both, link, say
from kg.view.graph import Picture, around, whole
from kg.view.graph_data import content
from kg.view.markup import element, text
from kg.view.network import quiet, script
from kg.view.stored import Stored
from kg.view.words import FAMILIES, STATUSES, WORDS, word

AT = "graph.html"
DATA, VIS = "graph-data.js", "vis-network.js"
SCRIPTS = ("graph-place.js", "graph-panel.js", "graph-find.js", "graph.js")  # files of kg/view/static
STYLE = "graph.css"
_TOLD = 3_000  # statements that the picture of all tells in words; others are a click away
_LONG = 80  # characters of a choice
_Row = tuple[str, str, str]
"""A choice of a menu: its value, its name in Chinese, and in English or ""."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """The picture of all, and what its pages' script reads."""

    picture: Picture
    content: Mapping[str, Any]


def drawn(stored: Stored) -> Drawn:
    """Draw the picture of all."""
    picture = whole(stored)
    return Drawn(picture, content(stored, picture, _TOLD))


def vis() -> bytes:
    """Return vis-network, which all graph pages share."""
    return (script() + "\n").encode()


def graph_data(drawn: Drawn) -> bytes:
    """Return the script that hands the picture of all to its page."""
    return f"kgGraph({markup.json_text(drawn.content)});\n".encode()


def graph_page(stored: Stored, drawn: Drawn) -> bytes:
    """Return the page of the picture of all as UTF-8, as the site has it."""
    scripts = (VIS, *SCRIPTS, DATA)
    body = _view(stored, drawn.picture, element("h1", say("title")))
    return frame.page(AT, WORDS["title"], body, styles=(STYLE,), scripts=scripts, kind="graph-page")


def thing_page(stored: Stored, local: str) -> bytes:
    """Return the page of a thing's own picture as UTF-8."""
    at, picture = of_graph(local), around(stored, local)
    label = stored.label(local) or word("nameless")
    english = picture.things[0].english or label
    title = (f"{label} · {word('graph_short')}", f"{english} · {word('graph_short', 'en')}")
    heading = element("h1", link(address(local), at, both(label, english), class_=stored.family(local), dir="auto"))
    body = [
        *_view(stored, picture, heading + element("p", say("around"), class_="quiet")),
        markup.json_block("picture", content(stored, picture, 0)),
    ]
    return frame.page(at, title, body, styles=(STYLE,), scripts=(VIS, *SCRIPTS), kind="graph-page")


def sent_page(stored: Stored, drawn: Drawn, home: str) -> bytes:
    """Return the page of the picture of all as one file that loads nothing; `home` leads to the site's root."""
    header = (
        element("a", say("subtitle"), href=f"{home}index.html", class_="brand"),
        element("button", "English", type="button", id="language", lang="en"),
    )
    body = (
        element("header", "".join(header), class_="top"),
        element(
            "main", "\n".join(_view(stored, drawn.picture, element("h1", say("title")))), id="main", data_home=home
        ),
        markup.json_block("picture", drawn.content),
    )
    return markup.page(
        title=f"{word('title')} · {word('subtitle')}",
        styles=tuple(map(_file, ("base.css", "site.css", STYLE))),
        body="\n".join(body),
        scripts=(script(), *map(_file, ("graph-alone.js", *SCRIPTS))),
        kind="graph-page",
    )


@cache
def _file(name: str) -> str:
    return markup.static(name)


def _view(stored: Stored, picture: Picture, heading: str) -> list[str]:
    graph = element("div", "", id="graph", tabindex="0", role="application", **attribute("aria-label", "graph"))
    status = element("p", "", id="status", class_="status", aria_live="polite")
    empty = element("p", say("none_drawn" if picture.things else "empty"), id="empty", class_="empty", hidden="")
    panel = element("aside", "", id="panel", hidden="", **attribute("aria-label", "panel"))
    return [
        element("div", heading + _tools(stored, picture), class_="tools"),
        element("div", graph + status + empty + panel, class_="stage"),
    ]


def _tools(stored: Stored, picture: Picture) -> str:
    field = element(
        "input",
        "",
        type="search",
        id="search",
        autocomplete="off",
        spellcheck="false",
        **attribute("placeholder", "find_here"),
        **attribute("aria-label", "find_here"),
    ).removesuffix("</input>")
    results = element("ul", "", id="results", aria_live="polite", **attribute("aria-label", "results"))
    extra = sum(not thing.told for thing in picture.things)
    parts = [
        _statuses(),
        _families(picture),
        _check("mentioned", say("mentioned", count=extra), checked=False) if extra else "",
        _choice("year", "every_year", [("", _years(picture))]),
        _choice("program", "every_program", _programs(picture)),
        _choice("document", "every_document", [("", _documents(stored, picture))]),
        element("button", say("reset"), type="button", id="reset"),
    ]
    hints = [say("graph_hint"), say("legend_size")] if not picture.centre else [say("graph_hint")]
    hints += [say("left_out", count=picture.left_out)] if picture.left_out else []
    return (
        element("div", field + results, class_="finder")
        + element("button", "", type="button", id="more", hidden="")
        + element("details", element("summary", say("filters")) + "".join(parts), id="filters", open="")
        + "".join(element("p", hint, class_="hint") for hint in hints)
    )


def _statuses() -> str:
    rows = [
        _check(f"status-{status}", say(status.lower()), checked=True, swatch=f"line {status.lower()}")
        for status in STATUSES
    ]
    mark = element("i", "", class_="line both")
    return _fieldset(say("status"), "".join(rows) + element("p", mark + say("both"), class_="row only"))


def _families(picture: Picture) -> str:
    shown = Counter(thing.family for thing in picture.things if thing.told)
    every = Counter(thing.family for thing in picture.things)
    hidden = quiet(picture)
    rows = [
        _check(
            f"family-{family}",
            both(*names[:2]),
            checked=family not in hidden,
            swatch=f"swatch {family}",
            count=str(shown[family] or f"+{every[family]}"),
        )
        for family, names in FAMILIES.items()
        if every[family]
    ]
    return _fieldset(say("families"), "".join(rows)) if rows else ""


def _fieldset(title: str, content: str) -> str:
    return element("fieldset", element("legend", title) + content)


def _check(name: str, label: str, *, checked: bool, swatch: str = "", count: str = "") -> str:
    box = f'<input type="checkbox" id="{name}"{" checked" if checked else ""}>'
    mark = element("i", "", class_=swatch) if swatch else ""
    number = element("b", text(count)) if count else ""
    return element("label", f"{box}{mark}{element('span', label)}{number}", class_="row", for_=name)


def _choice(name: str, none: str, groups: Iterable[tuple[str, list[_Row]]]) -> str:
    """Return a menu; groups are (name of its words or "", rows); nothing to choose, no menu."""
    options = _option("", *WORDS[none])
    groups = [(title, rows) for title, rows in groups if rows]
    if not groups:
        return ""
    for title, rows in groups:
        inner = "".join(_option(*row) for row in rows)
        options += element("optgroup", inner, **attribute("label", title)) if title else inner
    select = element("select", options, id=name)
    return element("label", element("span", say(name), class_="quiet") + select, class_="choice", for_=name)


def _option(value: str, zh: str, en: str) -> str:
    """Return a choice, with the attributes by which the page's script puts it into the other language."""
    zh, en = zh[:_LONG], en[:_LONG]
    return element("option", text(zh), value=value, **({"data_zh": zh, "data_en": en} if en else {}))


def _years(picture: Picture) -> list[_Row]:
    years = sorted({said.year for said in picture.said if said.year}, reverse=True)
    return [(year, year, "") for year in years]


def _programs(picture: Picture) -> list[tuple[str, list[_Row]]]:
    groups: dict[bool, list[_Row]] = {True: [], False: []}
    for number, thing in enumerate(picture.things):
        if thing.family == "program" and thing.told and thing.local != picture.centre:
            groups[len(thing.homes) > 1].append((str(number), thing.label or word("nameless"), thing.english))
    return [("shared", groups[True]), ("single", groups[False])]


def _documents(stored: Stored, picture: Picture) -> list[_Row]:
    """Return the documents in the order in which the data numbers them."""
    named = dict.fromkeys(said.document for said in picture.said)
    return [(str(number), stored.label(local), "") for number, local in enumerate(named)]

"""Places side by side: the page, and where it finds what each place says."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from kg.view import frame, markup
from kg.view.addresses import address
from kg.view.frame import attribute, link, say, search_field
from kg.view.markup import element, text
from kg.view.place_data import TOLD_WORDS
from kg.view.places import linked, token
from kg.view.stored import Stored
from kg.view.words import WORDS

AT: Final = "compare.html"
_EXAMPLES = 4  # places of which the examples are made
# our words that the script writes
_WORDS: Final = (
    *("compare_programs", "compare_targets", "compare_figures", "compare_problems", "compare_all", "compare_some"),
    *("compare_only", "compare_remove", "compare_unknown", "compare_one", "compare_more", "compare_nothing"),
    *("compare_silent", "compare_other", "compare_counts", "compare_reported", "compare_planned", "nothing_found"),
    *TOLD_WORDS,
)


def compare_page(stored: Stored) -> bytes:
    """Return the page as UTF-8. What the places say is loaded when they are chosen."""
    places = ranked(stored)
    body = [
        element("h1", say("compare_title")),
        element("p", say("compare_lead"), class_="lead"),
        _chooser(),
        element("p", say("compare_examples") + " " + _examples(stored, places), class_="examples", id="examples"),
        element("p", "", id="note", class_="note", role="status"),
        element(
            "section", element("h2", say("compare_pick")) + element("div", "", class_="chips"), id="pick", hidden=""
        ),
        element("noscript", element("p", say("needs_script"))),
        _narrowing(),
        element("div", "", id="comparison"),
        element("p", say("compare_inside"), class_="quiet"),
        markup.json_block("places", [_row(stored, place) for place in places]),
        markup.json_block("words", {name: WORDS[name] for name in _WORDS}),
    ]
    return frame.page(
        AT,
        WORDS["compare"],
        body,
        styles=("told.css", "compare.css"),
        scripts=("told.js", "compare.js"),
        kind="compare",
    )


def ranked(stored: Stored) -> list[str]:
    """Return the places that can be compared, those of which most is said first."""
    said = stored.places.statements
    return sorted(said, key=lambda place: (-len(said[place]), stored.label(place), place))


def compare_link(stored: Stored, at: str, *places: str, rows: str = "") -> str:
    """Return a link to the comparison of places, named by them; with `rows` to what has that in its name."""
    names = " · ".join(stored.label(place) for place in places)
    narrowed = f"&rows={quote(rows)}" if rows else ""
    return link(f"{AT}#{'+'.join(map(token, places))}{narrowed}", at, text(names), dir="auto")


def _row(stored: Stored, place: str) -> list[object]:
    above = linked(stored, place, "parent")
    names = stored.known[place].wordings if place in stored.known else ()
    return [
        token(place),
        stored.label(place),
        stored.label(above) if above else "",
        len(stored.places.statements[place]),
        list(names),
        address(place) if stored.has_page(place) else "",
    ]


def _examples(stored: Stored, places: list[str]) -> str:
    coded = [place for place in places if stored.kind(place) == "County" and place.startswith("division/")]
    best = (coded if len(coded) > 1 else places)[:_EXAMPLES]
    sets = [(0, 1), (0, 2), (1, 2, 3)] if len(best) == _EXAMPLES else [tuple(range(len(best)))]
    return " ".join(compare_link(stored, AT, *(best[number] for number in each)) for each in sets if len(each) > 1)


def _chooser() -> str:
    label = element("label", say("compare_choose"), for_="place")
    field, found = search_field("place", "place-results", **attribute("placeholder", "compare_placeholder"))
    chosen = element("ul", "", id="chosen", **attribute("aria-label", "compare_chosen"))
    return element("div", label + element("div", field + found, class_="chooser") + chosen, class_="choice")


def _narrowing() -> str:
    rows = element(
        "input", "", type="search", id="rows", autocomplete="off", **attribute("placeholder", "compare_rows")
    ).removesuffix("</input>")
    shared = element("input", "", type="checkbox", id="shared").removesuffix("</input>")
    parts = (
        element("label", element("span", say("compare_find")) + rows, class_="rows"),
        element("label", shared + element("span", say("compare_shared"))),
    )
    return element(
        "form", "".join(parts), id="narrowing", class_="filters", hidden="", **attribute("aria-label", "filters")
    )

"""Targets in the order of their due days, with what was reported of them: the page and its data."""

from __future__ import annotations

from typing import Final

from kg.view import frame, markup
from kg.view.addresses import address, anchor
from kg.view.figures import STATES, figure, state
from kg.view.frame import attribute, link, say
from kg.view.markup import element
from kg.view.place_data import TOLD_WORDS, concept, due
from kg.view.places import token
from kg.view.revisions import revisions
from kg.view.stored import Stored
from kg.view.told import Told
from kg.view.words import WORDS

AT: Final = "timeline.html"
# our words that the script writes
_WORDS: Final = (
    *("timeline_undated", "timeline_sentence", "timeline_left", "timeline_nothing", "timeline_counts", "every_place"),
    *("timeline_answered", "timeline_revised", "timeline_later"),
    *("every_program", "every_year", "every_state", "every_indicator", "year_title", "no_place", *TOLD_WORDS),
)


def timeline_page(stored: Stored) -> bytes:
    """Return the page as UTF-8."""
    filters = "".join(
        element("label", element("span", say(name)) + element("select", "", id=field))
        for field, name in (
            ("place", "column_place"),
            ("program", "program"),
            ("indicator", "indicator"),
            ("state", "timeline_state"),
            ("year", "column_year"),
        )
    )
    clear = element("button", say("filter_clear"), type="button", id="clear", hidden="")
    count = sum(kind == "Goal" and not stored.copied(each) for each, kind in stored.kinds.items())
    body = [
        element("h1", say("timeline_title")),
        element("p", say("timeline_lead"), class_="lead"),
        element("form", filters + clear, id="filters", class_="filters", **attribute("aria-label", "filters")),
        element("p", "", id="count", role="status", class_="quiet"),
        element("div", "", id="states", role="group", **attribute("aria-label", "timeline_state")),
        element("nav", "", id="years", **attribute("aria-label", "by_year")),
        element("noscript", element("p", say("timeline_counts", count=count)) + element("p", say("needs_script"))),
        element("div", "", id="timeline"),
        element("p", say("timeline_rule"), class_="quiet"),
        markup.json_block("words", {name: WORDS[name] for name in _WORDS}),
    ]
    scripts = ("told.js", "timeline.js", "timeline-data.js")
    return frame.page(
        AT, WORDS["timeline"], body, styles=("told.css", "timeline.css"), scripts=scripts, kind="timeline"
    )


def timeline_data(stored: Stored) -> bytes:
    """Return a script that hands over all targets, in the order of their due days.

    `kgTimeline(data)`: `places` are [name in addresses, label, page]; `indicators` and `programs` [[zh, en], page];
    `documents` [address, label]; `targets` [place or -1, indicator, programs, [zh, en] of the number, due, state,
    document, anchor, [[zh, en], end, document, anchor] of each answer, later targets]. Numbers point into these lists.
    """
    lists, told = _Lists(stored), goals(stored)
    place = {each.local: number for number, each in enumerate(told)}
    later = revisions(stored, told)
    targets = [[*lists.target(each), [place[other] for other in later.get(each.local, ())]] for each in told]
    data = {
        "places": [
            [token(place), stored.label(place), address(place) if stored.has_page(place) else ""]
            for place in lists.places
        ],
        "indicators": [_named(stored, local) for local in lists.indicators],
        "programs": [_named(stored, local) for local in lists.programs],
        "documents": [[address(local), stored.label(local)] for local in lists.documents],
        "states": STATES,
        "targets": targets,
    }
    return f"kgTimeline({markup.json_text(data)});\n".encode()


def goals(stored: Stored, among: tuple[str, ...] | None = None) -> list[Told]:
    """Return targets (those of `among`; without it all), by due day, those without one last; copies add none."""
    told = [
        stored.told(each)
        for each in (stored.kinds if among is None else among)
        if stored.kinds[each] == "Goal" and not stored.copied(each)
    ]
    return sorted(told, key=lambda each: (due(each) or "9", each.document, each.start, each.local))


def timeline_link(place: str, at: str, content: str) -> str:
    """Return a link to the targets of a place, around finished HTML."""
    return link(f"{AT}#place={token(place)}", at, content, class_="chip")


class _Lists:
    """What targets name, each once, in the order of the targets."""

    def __init__(self, stored: Stored) -> None:
        self._stored = stored
        self.places: dict[str, int] = {}
        self.indicators: dict[str, int] = {}
        self.programs: dict[str, int] = {}
        self.documents: dict[str, int] = {}

    def target(self, told: Told) -> list[object]:
        stored = self._stored
        place = stored.places.of.get(told.local, "")
        reports = [stored.told(each) for each in stored.answers.get(told.local, ())]
        aimed, found = figure(told), [figure(each) for each in reports]
        programs = dict.fromkeys(str(getattr(value, "local", "")) for value in told.all("program"))
        return [
            _number(self.places, place) if place else -1,
            _number(self.indicators, told.one("indicator")),
            [_number(self.programs, program) for program in programs],
            aimed.shown(),
            due(told),
            STATES.index(state(aimed, found)),
            *self._place(told),
            [
                [number.shown(), report.one("periodEnd"), *self._place(report)]
                for report, number in zip(reports, found, strict=True)
            ],
        ]

    def _place(self, told: Told) -> tuple[int, str]:
        return _number(self.documents, told.document), anchor(told.local)


def _number(names: dict[str, int], name: str) -> int:
    return names.setdefault(name, len(names))


def _named(stored: Stored, local: str) -> list[object]:
    return [concept(stored, local), address(local) if stored.has_page(local) else ""]

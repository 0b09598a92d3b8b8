"""What a place promised and what was reported of it, in short, for its page."""

from __future__ import annotations

from typing import Final

from kg.view.addresses import statement
from kg.view.compare_page import AT as COMPARE
from kg.view.facts import named
from kg.view.figures import STATES, Figure, figure, state
from kg.view.frame import both, link, say
from kg.view.markup import element
from kg.view.place_data import due
from kg.view.places import token
from kg.view.stored import Stored
from kg.view.timeline_page import goals, timeline_link
from kg.view.told import Told

_SHOWN: Final = 6  # targets


def county_summary(stored: Stored, local: str, at: str) -> str:
    """Return a section for the page at `at` of a place: its targets, those that were answered first; "" for others.

    A place without targets has the way to the comparison alone.
    """
    among = stored.places.statements.get(local)
    if not among:
        return ""
    compared = link(f"{COMPARE}#{token(local)}", at, say("place_compare"), class_="chip")
    rows = [_Row(stored, each) for each in goals(stored, among)]
    if not rows:
        return element("p", compared, class_="chips", id="promised")
    rows.sort(key=lambda row: STATES.index(row.state) == STATES.index("open"))
    counts = [
        element("span", say(f"state_{name}") + f" {number}", class_=f"state {name}")
        for name in STATES
        for number in [sum(row.state == name for row in rows)]
        if number
    ]
    body = (
        element("h2", say("place_promised") + " " + element("small", say("place_targets", count=len(rows)))),
        element("p", " ".join(counts), class_="tally"),
        element("ul", "".join(row.html(stored, at) for row in rows[:_SHOWN]), class_="promised"),
        element("p", f"{timeline_link(local, at, say('place_all'))} {compared}", class_="chips"),
    )
    return element("section", "".join(body), class_="summary", id="promised")


class _Row:
    """A target with the numbers that answer it."""

    def __init__(self, stored: Stored, told: Told) -> None:
        self.told = told
        self.target = figure(told)
        self.answers = [(each, figure(stored.told(each))) for each in stored.answers.get(told.local, ())]
        self.state = state(self.target, [number for _, number in self.answers])

    def html(self, stored: Stored, at: str) -> str:
        """Return it as an item of a list: each number leads to its sentence."""
        answered = [self._number(statement(local), at, number) for local, number in self.answers[:2]]
        day = due(self.told)
        when = say("due_in", year=day[:4]) if day.endswith("-12-31") else say("due_by", day=day) if day else ""
        parts = (
            named(stored, self.told.one("indicator"), at),
            self._number(statement(self.told.local), at, self.target),
            element("span", when, class_="due") if when else "",
            element("span", say(f"state_{self.state}"), class_=f"state {self.state}"),
            *answered,
        )
        return element("li", " ".join(filter(None, parts)))

    @staticmethod
    def _number(where: str, at: str, number: Figure) -> str:
        return link(where, at, both(*number.shown()), class_="number")

"""An indicator across places and years: charts, and the same figures as a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from kg.view.addresses import address, relative, statement
from kg.view.chart import COLOURED, ROWS, Mark, Series, chart
from kg.view.facts import named
from kg.view.figures import Figure, figure
from kg.view.frame import attribute, both, link, say
from kg.view.markup import element, text
from kg.view.place_data import due
from kg.view.places import whose
from kg.view.stored import Stored
from kg.view.told import Told
from kg.view.words import WORDS

_WIDE: Final = 760
_NARROW: Final = 350
_PANELS: Final = 4  # charts of one indicator and its narrower ones
_DRAWN: Final = 40  # series in a chart
_LISTED: Final = 200  # rows of the table
_READ: Final = 400  # numbers of an indicator and its narrower ones that are read: a head may have all of a kind
_OPEN: Final = 12  # rows of a table that stands open


@dataclass(frozen=True, slots=True, kw_only=True)
class _Point:
    who: str
    concept: str
    label: str
    year: str
    number: Figure
    told: Told

    @property
    def target(self) -> bool:
        return self.told.kind == "Goal"


def indicator_chart(stored: Stored, local: str, at: str) -> str:
    """Return charts of an indicator's figures and targets and of narrower ones', for the page at `at`; "" without any.

    One chart for each indicator, unit and measure of which there are two numbers or more, all numbers as a table. A
    number that stands alone is said in words.
    """
    numbers = _numbers(stored, local) if stored.kind(local) == "Indicator" else []
    points = _points(stored, numbers)
    if not points:
        return ""
    title = element("h2", say("chart_title"))
    if len(points) == 1:
        return element("section", title + _alone(stored, local, points[0], at), class_="chart", id="chart")
    panels: dict[tuple[str, str, str], list[_Point]] = defaultdict(list)
    for point in points:
        panels[point.concept, point.number.measure, point.number.unit].append(point)
    # its own first: things of narrower indicators are not drawn on one scale, they count different things
    order = sorted(panels, key=lambda key: (key[0] != local, -len(panels[key]), key))
    drawn = [(key, _dated(panels[key])) for key in order]
    drawn = [(key, dated) for key, dated in drawn if len(dated) > 1][:_PANELS]
    parts = [_panel(stored, at, key, dated, len(panels[key])) for key, dated in drawn]
    legend = _legend([point for _, dated in drawn for point in dated])
    return element(
        "section",
        title + legend + "".join(parts) + _table(stored, local, points, len(numbers), at),
        class_="chart",
        id="chart",
    )


def _dated(points: Sequence[_Point]) -> list[_Point]:
    """Return those that have a place in a chart."""
    return [point for point in points if point.year.isdigit() and point.number.middle is not None]


def _points(stored: Stored, numbers: Sequence[tuple[str, str]]) -> list[_Point]:
    """Return the first of the numbers of an indicator and of all narrower ones, by place and year."""
    points = []
    for concept, each in numbers[:_READ]:
        told = stored.told(each)
        who = whose(stored, told.one("holder"))
        year = due(told)[:4] if told.kind == "Goal" else told.year
        label = stored.label(who)
        points.append(_Point(who=who, concept=concept, label=label, year=year, number=figure(told), told=told))
    points.sort(
        key=lambda point: (point.label, point.who, point.concept, point.year or "9", point.target, point.told.local)
    )
    return points


def _numbers(stored: Stored, local: str) -> list[tuple[str, str]]:
    """Return (indicator, statement) of each figure and target of an indicator, then of the narrower ones."""
    return [
        (concept, each)
        for concept in _concepts(stored, local)
        for each in stored.statements(concept)
        if stored.kinds[each] in {"Goal", "Observation"} and not stored.copied(each)
    ]


def _concepts(stored: Stored, local: str) -> list[str]:
    found = [local]
    for each in found:  # it grows while it is walked
        found += [below for below in stored.narrower.get(each, ()) if below not in found]
    return found


def _alone(stored: Stored, local: str, point: _Point, at: str) -> str:
    parts = [element("bdi", text(point.label))] + [text(point.year)] * bool(point.year)
    parts += [named(stored, point.concept, at)] * (point.concept != local)
    parts += [
        link(statement(point.told.local), at, both(*point.number.shown())),
        say("chart_is_target" if point.target else "chart_is_reported"),
    ]
    return element("p", f"{say('chart_one')} {' · '.join(parts)}")


def _panel(stored: Stored, at: str, key: tuple[str, str, str], dated: list[_Point], count: int) -> str:
    concept, measure, unit = key
    series = _series(dated, at)
    years = sorted({point.year for point in dated})
    span = years[0] if len(years) == 1 else f"{years[0]}–{years[-1]}"
    label = attribute(
        "aria-label",
        "chart_described",
        name=stored.label(concept)[:80],
        count=len(dated),
        places=len({point.who for point in dated}),
        years=span,
    )
    pictures = "".join(
        chart(series[:_DRAWN], width=width, class_=name, **label)
        for width, name in ((_WIDE, "wide"), (_NARROW, "narrow"))
    )
    shown = ROWS if len(years) == 1 else _DRAWN
    kind = f"chart_{measure}" if f"chart_{measure}" in WORDS else "chart_level"
    heading = [named(stored, concept, at)] if address(concept) != at else []
    heading += [say(kind)] * (measure != "level") + [text(unit)] * bool(unit) + [text(span)]
    notes = []
    if len(years) > 1 and len(series) > COLOURED:
        notes.append(say("chart_others", count=min(len(series), shown) - COLOURED))
    if len(series) > shown:
        notes.append(say("chart_left_out", count=len(series) - shown))
    if count > len(dated):
        notes.append(say("chart_unplaced", count=count - len(dated)))
    caption = element("figcaption", " · ".join(notes), class_="quiet") if notes else ""
    return element("figure", element("h3", " · ".join(heading), dir="auto") + pictures + caption)


def _series(points: Iterable[_Point], at: str) -> list[Series]:
    """Return a series for each place and concept, those with most reported numbers first."""
    found: dict[tuple[str, str, str], list[Mark]] = defaultdict(list)
    for point in points:
        value = point.number.middle
        if value is None:
            continue
        zh, _ = point.number.shown()
        kind = "chart_is_target" if point.target else "chart_is_reported"
        title = f"{point.label[:80]} · {point.year} · {zh} · {' / '.join(WORDS[kind])}\n{point.told.text[:160]}"
        where = relative(statement(point.told.local), at)
        found[point.label, point.who, point.concept].append(
            Mark(int(point.year), value, point.target, where, title, zh)
        )
    series = [Series(label, tuple(marks)) for (label, _, _), marks in found.items()]
    if len({mark.year for each in series for mark in each.marks}) == 1:
        series.sort(key=lambda each: (-max(mark.value for mark in each.marks), each.label))
    else:
        series.sort(key=lambda each: (-len({mark.year for mark in each.marks}), -_reported(each), each.label))
    return series


def _reported(series: Series) -> int:
    return sum(not mark.target for mark in series.marks)


def _legend(points: Sequence[_Point]) -> str:
    if not any(point.target for point in points):
        return ""
    marks = (("figure", "chart_reported"), ("target", "chart_target"))
    return element(
        "p",
        " ".join(
            element(
                "span",
                '<svg viewBox="0 0 14 14" aria-hidden="true"><circle cx="7" cy="7" r="5"/></svg> ' + say(name),
                class_=f"key {kind}",
            )
            for kind, name in marks
        ),
        class_="keys quiet",
    )


def _table(stored: Stored, local: str, points: Sequence[_Point], count: int, at: str) -> str:
    several = any(point.concept != local for point in points)
    names = ("column_place", *(("indicator",) if several else ()), "column_year", "chart_number", "chart_kind")
    head = element("tr", "".join(element("th", say(name), scope="col") for name in names))
    rows = "".join(
        element(
            "tr",
            element("th", text(point.label), scope="row", dir="auto")
            + (element("td", named(stored, point.concept, at), class_="concept") if several else "")
            + element("td", text(point.year) if point.year else say("no_date"))
            + element("td", link(statement(point.told.local), at, both(*point.number.shown())))
            + element("td", say("chart_is_target" if point.target else "chart_is_reported")),
        )
        for point in points[:_LISTED]
    )
    left = count - _LISTED
    note = element("p", say("chart_left_out", count=left), class_="quiet") if left > 0 else ""
    summary = element("summary", say("chart_table", count=count))
    region = element(
        "div",
        element("table", element("thead", head) + element("tbody", rows)),
        class_="numbers",
        role="region",
        tabindex="0",
        **attribute("aria-label", "chart_table", count=count),
    )
    opened = {"open": ""} if len(points) <= _OPEN else {}
    return element("details", summary + region + note, **opened)

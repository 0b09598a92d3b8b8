"""Charts of figures as SVG without styles of their own: lines over years, or a row of marks each for a single year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NamedTuple, TypeVar

from kg.view.figures import amount
from kg.view.markup import element, text

COLOURED: Final = 8  # series with a colour, a shape and a label of their own; others are grey
ROWS: Final = 24  # places that a chart of one year shows
_TICKS = 5
_Tick = TypeVar("_Tick")
_APART, _ASIDE = 9, 4  # room of a mark; how many may stand beside each other
_LINE, _ROW = 15, 24  # height of a label, of a row
_CHARACTER, _DIGIT = 12.5, 7  # width of a Chinese character and of another one
_BASE, _TOP = 26, 12  # room for years below, and above


class Mark(NamedTuple):
    """A number in a chart: `target` ones are hollow. `href` is where it is said, `title` says it, `shown` is short."""

    year: int
    value: Decimal
    target: bool
    href: str
    title: str
    shown: str


@dataclass(frozen=True, slots=True)
class Series:
    """The marks of one place, by year."""

    label: str
    marks: tuple[Mark, ...]


def chart(series: Sequence[Series], *, width: int, **attributes: str) -> str:
    """Return the chart of some series, those that count most first, `width` units wide; `attributes` name it."""
    years = sorted({mark.year for each in series for mark in each.marks})
    drawn = _lines(series, years, width) if len(years) > 1 else _rows(series[:ROWS], width)
    height, parts = drawn
    box = f"0 0 {width} {height:.0f}"
    return element("svg", "".join(parts), viewBox=box, role="group", **attributes)


class _Scale(NamedTuple):
    """Values to units: `low` lies at `start`, `high` at `end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def ticks(low: Decimal, high: Decimal) -> list[Decimal]:
    """Return round numbers of which the first is at most `low` and the last at least `high`."""
    spread = high - low or abs(high) or Decimal(1)
    rough = spread / (_TICKS - 1)
    size = Decimal(1).scaleb(rough.adjusted())
    step = next(size * times for times in (1, 2, 5, 10) if size * times >= rough)
    if low == low.to_integral_value() and high == high.to_integral_value():
        step = max(step, Decimal(1))  # there is no half a school
    first = (low / step).to_integral_value("ROUND_FLOOR")
    found = [first * step]
    while found[-1] < high:
        found.append(found[-1] + step)
    return found if len(found) > 1 else [found[0], found[0] + step]


def _lines(series: Sequence[Series], years: Sequence[int], width: int) -> tuple[float, list[str]]:
    values = [mark.value for each in series for mark in each.marks]
    marks = ticks(min(values), max(values))
    named = series[:COLOURED]
    height = max(240.0, len(named) * (_LINE + 3) + _BASE + _TOP + 20)
    left = max(_wide(amount(tick)) for tick in marks) + 10
    most = max(_wide(f"{each.label[:40]} {mark.shown}") for each in named for mark in each.marks) + 12
    room = min(most, (width - left) * 0.36)
    right = width - room
    up = _Scale(float(marks[0]), float(marks[-1]), height - _BASE, _TOP)
    across = _Scale(years[0], years[-1], left + 14, right - 14)
    parts = []
    for tick in marks:
        y = up.at(float(tick))
        parts += [_line("grid", left, y, right, y), _text("tick", left - 6, y + 4, amount(tick), "end")]
    for year in _spaced(years, int((right - left) / 44)):
        parts.append(_text("tick", across.at(year), height - 8, str(year), "middle"))
    # grey below, coloured above
    places = _places(series, across, up)
    for number in range(len(series) - 1, -1, -1):
        parts.append(_drawn(series[number], number, places[number]))
    parts += _labels(named, places, (right, width, height))
    return height, parts


def _places(series: Sequence[Series], across: _Scale, up: _Scale) -> list[list[tuple[float, float]]]:
    """Return where each mark stands; those that would hide another stand a little to the right of it."""
    taken: dict[tuple[int, int], int] = {}
    places = []
    for each in series:
        row = []
        for mark in each.marks:
            x, y = across.at(mark.year), up.at(float(mark.value))
            cell = round(y / _APART)
            before = max(taken.get((mark.year, near), 0) for near in (cell - 1, cell, cell + 1))
            taken[mark.year, cell] = before + 1
            row.append((x + min(before, _ASIDE) * _APART, y))
        places.append(row)
    return places


def _drawn(series: Series, number: int, places: Sequence[tuple[float, float]]) -> str:
    reported: dict[int, tuple[float, float]] = {}
    for mark, place in zip(series.marks, places, strict=True):
        if not mark.target:
            reported.setdefault(mark.year, place)
    way = " ".join(f"{x:.1f},{y:.1f}" for _, (x, y) in sorted(reported.items()))
    line = element("polyline", "", points=way) if len(reported) > 1 else ""
    shapes = "".join(_mark(mark, number, x, y) for mark, (x, y) in zip(series.marks, places, strict=True))
    return element("g", line + shapes, class_=_colour(number))


def _labels(
    named: Sequence[Series], at: Sequence[Sequence[tuple[float, float]]], ends: tuple[float, float, float]
) -> list[str]:
    """Return the names beside the last mark of each series, moved apart where they would touch."""
    right, width, height = ends
    last = [
        max(zip(each.marks, at[number], strict=True), key=lambda placed: (placed[0].year, not placed[0].target))
        for number, each in enumerate(named)
    ]
    wanted = sorted((y, number) for number, (_, (_, y)) in enumerate(last))
    places: list[float] = []
    for y, _ in wanted:
        places.append(max(y, places[-1] + _LINE) if places else max(y, _TOP + 4.0))
    over = places[-1] - (height - _BASE) if places else 0.0
    if over > 0:
        for number in range(len(places) - 1, -1, -1):
            most = height - _BASE if number == len(places) - 1 else places[number + 1] - _LINE
            places[number] = min(places[number], most)
    parts = []
    for place, (y, number) in zip(places, wanted, strict=True):
        mark, (x, _) = last[number]
        value = f" {mark.shown}"
        name = _short(named[number].label, width - right - 12 - _wide(value))
        lead = element("path", "", d=f"M{x + 7:.1f},{y:.1f}L{right:.1f},{place:.1f}", class_="lead-line")
        parts.append(element("g", lead + _text("name", right + 4, place + 4, name + value), class_=_colour(number)))
    return parts


def _rows(series: Sequence[Series], width: int) -> tuple[float, list[str]]:
    values = [mark.value for each in series for mark in each.marks]
    marks = ticks(min(values), max(values))
    left = min(max(_wide(each.label) for each in series) + 12, width * 0.36)
    room = max(_wide(mark.shown) for each in series for mark in each.marks) + 16
    height = float(_TOP + len(series) * _ROW + _BASE)
    across = _Scale(float(marks[0]), float(marks[-1]), left + 10, max(width - room, left + 40))
    parts = []
    for tick in _spaced(marks, int((across.end - left) / 52)):
        x = across.at(float(tick))
        parts += [
            _line("grid", x, _TOP, x, height - _BASE),
            _text("tick", x, height - 8, amount(tick), "middle"),
        ]
    for row, each in enumerate(series):
        y = _TOP + (row + 0.5) * _ROW
        parts.append(_text("name", left - 6, y + 4, _short(each.label, left - 8), "end"))
        shapes = "".join(_mark(mark, 0, across.at(float(mark.value)), y) for mark in each.marks)
        far = max(each.marks, key=lambda mark: mark.value)
        value = _text("value", across.at(float(far.value)) + 11, y + 4, far.shown)
        parts.append(element("g", _line("grid", left, y, across.end, y) + shapes + value, class_=_colour(0)))
    return height, parts


def _mark(mark: Mark, number: int, x: float, y: float) -> str:
    """Return a mark as a link to its sentence; its shape tells its series."""
    shape = element("path", "", d=f"M{x:.1f},{y:.1f}{_SHAPES[number] if number < COLOURED else _SMALL}")
    return element(
        "a", element("title", text(mark.title)) + shape, href=mark.href, class_="target" if mark.target else "figure"
    )


# Shapes around the place where the path stands: circle, square, triangle, diamond, triangle down, hexagon, cross, bar.
_SHAPES: Final = (
    "m-5,0a5,5 0 1,0 10,0a5,5 0 1,0 -10,0z",
    "m-4.5,-4.5h9v9h-9z",
    "m0,-6l5.5,10h-11z",
    "m0,-6.5l6,6.5l-6,6.5l-6,-6.5z",
    "m0,6l5.5,-10h-11z",
    "m-5.5,0l2.8,-5h5.4l2.8,5l-2.8,5h-5.4z",
    "m-2,-6h4v4h4v4h-4v4h-4v-4h-4v-4h4z",
    "m-6.5,-3h13v6h-13z",
)
_SMALL: Final = "m-3,0a3,3 0 1,0 6,0a3,3 0 1,0 -6,0z"


def _colour(number: int) -> str:
    return f"series s{number}" if number < COLOURED else "series grey"


def _spaced(marks: Sequence[_Tick], most: int) -> Sequence[_Tick]:
    """Return every n-th mark, so that at most `most` are left."""
    return marks[:: max(1, -(-len(marks) // max(most, 1)))]


def _line(kind: str, x: float, y: float, u: float, v: float) -> str:
    return element("line", "", x1=f"{x:.1f}", y1=f"{y:.1f}", x2=f"{u:.1f}", y2=f"{v:.1f}", class_=kind)


def _text(kind: str, x: float, y: float, said: str, anchor: str = "start") -> str:
    return element("text", text(said), x=f"{x:.1f}", y=f"{y:.1f}", text_anchor=anchor, class_=kind)


def _wide(said: str) -> float:
    return sum(_CHARACTER if ord(char) > 0x2E7F else _DIGIT for char in said)


def _short(said: str, room: float) -> str:
    """Return what of a text fits, with an ellipsis where it is cut."""
    if _wide(said[:200]) <= room:
        return said[:200]
    used, kept = _CHARACTER, 0
    for char in said[:200]:
        used += _CHARACTER if ord(char) > 0x2E7F else _DIGIT
        if used > room:
            break
        kept += 1
    return said[: max(kept, 1)] + "…"

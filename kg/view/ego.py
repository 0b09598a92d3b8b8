"""A thing's neighbourhood as a small picture inside its page: what statements tie it to, each a link."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from kg.view.addresses import address, of_graph, relative
from kg.view.frame import attribute, link, say
from kg.view.graph import QUIET, SHARED
from kg.view.markup import element, text
from kg.view.network import ems, short
from kg.view.stored import Stored
from kg.view.words import FAMILIES, STATUSES, word

MOST = 24  # neighbours in the picture
_SIZE = 13  # pixels of a label
_ROW, _GAP = 30, 16  # pixels from one row to the next, and more between groups
_PAD = 9  # pixels beside a label
_HALF, _DROP = 12, 5  # half the height of a label's box, and from its middle to the letters' foot
_APART = 72  # pixels between the thing and what is beside it
_INDENT = 22  # pixels by which what belongs to a head stands further out


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A thing that stands in the same statements. `home` is the place with which it does, or ""."""

    local: str
    status: str  # "Reported", "Planned", "both", or "" for what only the graph of places ties
    count: int
    home: str


@dataclass(frozen=True, slots=True)
class _Group:
    """Neighbours under a head (a place among them) or a caption (their class); `left` more are not shown."""

    head: Neighbour | None
    family: str
    members: tuple[Neighbour, ...]
    left: int

    @property
    def rows(self) -> int:
        """How many rows it takes."""
        return 1 + len(self.members) + (self.left > 0)


def neighbours(stored: Stored, local: str) -> list[Neighbour]:
    """Return what a thing's statements tie it to, most of them first, and what is above it."""
    statuses: dict[str, set[str]] = defaultdict(set)
    counts: dict[str, int] = defaultdict(int)
    homes: dict[str, str] = {}
    for statement in stored.statements(local):
        tie = stored.ties[statement]
        about = tie.about
        areas = tie.areas
        for other in about:
            counts[other] += 1
            statuses[other].add(tie.status)
            if other not in homes:
                homes[other] = areas[0] if areas else ""
    for _, above in stored.known[local].links:
        counts.setdefault(above, 0)
    found = [
        Neighbour(local=other, status=_one(statuses[other]), count=count, home=homes.get(other, ""))
        for other, count in counts.items()
        if other != local and stored.has_page(other) and other not in stored.sources
    ]
    found.sort(key=lambda each: (stored.family(each.local) in QUIET, -each.count, each.local))
    return found


def has_graph(stored: Stored, local: str) -> bool:
    """Return whether a thing has a graph page of its own: where its small picture leaves some out."""
    return len(stored.statements(local)) > 1 and len(neighbours(stored, local)) > MOST


def neighbourhood(stored: Stored, local: str, at: str) -> str:
    """Return a figure with the picture of a thing's neighbours for the page at `at`, "" where it has none.

    It is drawn twice, for wide and for narrow windows; the style sheet `ego.css` shows one.
    """
    found = neighbours(stored, local)
    if not found:
        return ""
    groups, left = _grouped(stored, local, found)
    drawing = _Drawing(stored, local, at)
    pictures = drawing.wide(groups) + drawing.narrow(groups)
    if left and len(found) > MOST:
        pictures += element("figcaption", link(of_graph(local), at, say("whole_graph", count=left)))
    return element("figure", pictures, class_="ego")


def _grouped(stored: Stored, local: str, found: Sequence[Neighbour]) -> tuple[list[_Group], int]:
    """Return the groups of those that are shown, and how many are not; no group has a second before all a first."""
    by_place = stored.family(local) in SHARED
    heads = {each.local: each for each in found if by_place and stored.family(each.local) == "jurisdiction"}
    rows: dict[str, list[Neighbour]] = {each: [] for each in heads}
    for each in found:
        if each.local not in heads:
            rows.setdefault(each.home if each.home in heads else stored.family(each.local), []).append(each)
    shown: dict[str, list[Neighbour]] = {key: [] for key in rows}
    room = MOST - len(heads)
    loud = [[each for each in row if stored.family(each.local) not in QUIET] for row in rows.values()]
    low = [[each for each in row if stored.family(each.local) in QUIET] for row in rows.values()]
    turns = chain(zip_longest(*loud), zip_longest(*low))
    for key, each in (pair for turn in turns for pair in zip(rows, turn, strict=True)):
        if each and room > 0:
            shown[key].append(each)
            room -= 1
    groups = [
        _Group(heads.get(key), "" if key in heads else key, tuple(shown[key]), len(rows[key]) - len(shown[key]))
        for key in list(rows)[:MOST]
        if key in heads or shown[key]
    ]
    number = sum(len(group.members) + (group.head is not None) for group in groups)
    return groups, len(found) - number


def _one(statuses: Iterable[str]) -> str:
    told = set(statuses)
    return "both" if len(told) > 1 else next(iter(told), "")


class _Drawing:
    """The pictures of one thing's neighbours."""

    def __init__(self, stored: Stored, local: str, at: str) -> None:
        """Draw for the page at `at`."""
        self._stored, self._local, self._at = stored, local, at
        self._name = stored.label(local) or word("nameless")
        self._up = relative("", at)
        self._lines: list[str] = []
        self._chips: list[str] = []
        self._reach = [0, 0, 0, 0]  # left, top, right, bottom

    def wide(self, groups: Sequence[_Group]) -> str:
        """Return the picture with the thing in the middle and groups on both sides."""
        self._start()
        half = self._width(self._name) // 2
        sides: tuple[list[_Group], list[_Group]] = ([], [])
        heights = [0, 0]
        for group in groups:
            left = int(heights[1] < heights[0])
            sides[left].append(group)
            heights[left] += group.rows * _ROW + _GAP
        for side, column, height in zip((1, -1), sides, heights, strict=True):
            y = (_GAP + _ROW - height) // 2
            for group in column:
                y = self._group(group, side, side * (half + _APART), y, (side * half, 0))
        self._centre(-half, 0)
        return self._svg("wide")

    def narrow(self, groups: Sequence[_Group]) -> str:
        """Return the picture with the thing above and all groups below it."""
        self._start()
        y = _ROW + _GAP
        for group in groups:
            y = self._group(group, 1, _INDENT, y, None)
        self._centre(0, 0)
        return self._svg("narrow")

    def _start(self) -> None:
        self._lines, self._chips, self._reach = [], [], [0, 0, 0, 0]

    def _group(self, group: _Group, side: int, x: int, y: int, root: tuple[int, int] | None) -> int:
        """Draw a group from row `y`; return where the next begins. Lines start at `root`, None: at a trunk."""
        inner = x
        if group.head:
            self._line(group.head.status, root, x, y)
            self._chip(group.head, side, x, y, head=True)
            inner = x + side * _INDENT
        else:
            self._caption(group.family, side, x, y)
        top = y
        for member in group.members:
            y += _ROW
            if group.head:
                foot = x + side * _INDENT // 2
                self._path(member.status, f"M{foot} {top + _HALF}V{y}H{inner}")
            else:
                self._line(member.status, root, x, y)
            self._chip(member, side, inner, y)
        if group.left:
            y += _ROW
            self._words(f"+{group.left}", side, inner + side * 4, y, "left")
        return y + _ROW + _GAP

    def _line(self, status: str, root: tuple[int, int] | None, x: int, y: int) -> None:
        if root is None:
            self._path(status, f"M{_INDENT // 2} {_HALF}V{y}H{x}")
        else:
            bend = (root[0] + x) // 2
            self._path(status, f"M{root[0]} {root[1]}C{bend} {root[1]} {bend} {y} {x} {y}")

    def _path(self, status: str, way: str) -> None:
        self._lines.append(f'<path class="{status or "known"}" d="{way}"/>')

    def _chip(self, each: Neighbour, side: int, x: int, y: int, *, head: bool = False) -> None:
        label = self._stored.label(each.local) or word("nameless")
        width = self._width(label)
        left = x if side > 0 else x - width
        kind = f"{self._stored.family(each.local)} {each.status}{' head' if head else ''}"
        state = "、".join(STATUSES[name][0] for name in STATUSES if each.status in {name, "both"})
        title = f"{label[:200]}（{state}）" if state else label[:200]
        self._chips.append(
            f'<a href="{self._up}{address(each.local)}" class="{kind}"><title>{text(title)}</title>'
            f"{self._box(left, y, width)}{self._label(label, left + width // 2, y)}</a>"
        )

    def _centre(self, left: int, y: int) -> None:
        width = self._width(self._name)
        family = self._stored.family(self._local)
        self._chips.append(
            f'<g class="{family} centre">{self._box(left, y, width)}{self._label(self._name, left + width // 2, y)}</g>'
        )

    def _box(self, left: int, y: int, width: int) -> str:
        self._extend(left, y - _HALF, left + width, y + _HALF)
        return f'<rect x="{left}" y="{y - _HALF}" width="{width}" height="{2 * _HALF}" rx="5"/>'

    def _label(self, label: str, x: int, y: int) -> str:
        return f'<text x="{x}" y="{y + _DROP}" text-anchor="middle">{text(short(label))}</text>'

    def _caption(self, family: str, side: int, x: int, y: int) -> None:
        for language, name in zip(("zh", "en"), FAMILIES[family][:2], strict=True):
            self._words(name, side, x, y + _HALF - _DROP, language)

    def _words(self, words: str, side: int, x: int, y: int, kind: str) -> None:
        width = round(ems(words) * _SIZE)
        self._extend(min(x, x + side * width), y - _HALF, max(x, x + side * width), y + _HALF)
        anchor = "start" if side > 0 else "end"
        self._chips.append(
            f'<text class="caption {kind}" x="{x}" y="{y + _DROP}" text-anchor="{anchor}">{text(words)}</text>'
        )

    def _width(self, label: str) -> int:
        return 2 * round(ems(short(label)) * _SIZE / 2) + 2 * _PAD

    def _extend(self, left: int, top: int, right: int, bottom: int) -> None:
        reach = self._reach
        self._reach = [min(reach[0], left), min(reach[1], top), max(reach[2], right), max(reach[3], bottom)]

    def _svg(self, kind: str) -> str:
        left, top, right, bottom = self._reach
        width, height = right - left + 4, bottom - top + 4
        named = attribute("aria-label", "ego_title", name=self._name[:200])
        told = "".join(f' {key.replace("_", "-")}="{text(value)}"' for key, value in named.items())
        return (
            f'<svg class="{kind}" role="group"{told} viewBox="{left - 2} {top - 2} {width} {height}" '
            f'width="{width}" height="{height}">{"".join(self._lines)}{"".join(self._chips)}</svg>'
        )

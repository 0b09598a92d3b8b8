"""A thing's neighbourhood as a small picture inside its page: what statements tie it to, each a link."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from kg.view.addresses import address, of_graph, relative
from kg.view.compare_page import compare_link
from kg.view.frame import link, say
from kg.view.graph import QUIET, SHARED
from kg.view.markup import element, text
from kg.view.network import ems, short
from kg.view.stored import Stored
from kg.view.words import FAMILIES, STATUSES, word

MOST = 24  # neighbours in the picture
_COMPARED, _ROWS = 2, 30  # places beside each other, and characters of the name by which they are
_FOLDED = 8  # neighbours beyond which a telephone shows the picture when it is asked for: statements come first
_LONGEST = {"zh": 11, "en": 13}  # ems of a label, by language
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
        if other != local and _can_stand(stored, other)
    ]
    found.sort(key=lambda each: (stored.family(each.local) in QUIET, -each.count, each.local))
    return found


def has_graph(stored: Stored, local: str) -> bool:
    """Return whether a thing has a graph page of its own: where its small picture leaves some out."""
    statements = stored.statements(local)
    if len(statements) < 2:
        return False
    found = {above for _, above in stored.known[local].links}
    found.update(*(stored.ties[statement].about for statement in statements))
    found.discard(local)
    return len(found) > MOST and sum(_can_stand(stored, each) for each in found) > MOST


def _can_stand(stored: Stored, local: str) -> bool:
    """Return whether a thing can be a neighbour: it has a page and is no document."""
    return stored.has_page(local) and local not in stored.sources


def neighbourhood(stored: Stored, local: str, at: str) -> str:
    """Return a figure with the picture of a thing's neighbours for the page at `at`, "" where it has none.

    It is drawn twice, for wide and for narrow windows; the style sheet `ego.css` shows one.
    """
    found = neighbours(stored, local)
    if not found:
        return ""
    groups, left = _grouped(stored, local, found)
    drawing = _Drawing(stored, local, at)
    summary = element("summary", f"{say('tied_to')} {element('b', str(len(found)))}")
    folded = {} if len(found) > _FOLDED else {"open": ""}
    pictures = drawing.wide(groups) + element("details", summary + drawing.narrow(groups), class_="narrow", **folded)
    if left and len(found) > MOST:
        pictures += element("figcaption", link(of_graph(local), at, say("whole_graph", count=left)))
    return _compared(stored, local, at) + element("figure", pictures, class_="ego")


def _compared(stored: Stored, local: str, at: str) -> str:
    """Return a link to what those places do about a program that say most of it; "" where it is one place."""
    if stored.family(local) != "program":
        return ""
    of = stored.places.of
    doing = (each for each in stored.statements(local) if stored.kinds[each] == "Implementation")
    places = Counter(of[each] for each in doing if each in of)
    most = sorted(places, key=lambda place: (-places[place], place))[:_COMPARED]
    way = compare_link(stored, at, *most, rows=stored.label(local)[:_ROWS])
    return element("p", f"{say('compare_those')} {way}") if len(most) > 1 else ""


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
        self._name = self._names(local)
        self._up = relative("", at)
        self._lines: list[str] = []
        self._chips: list[str] = []
        self._reach = [0, 0, 0, 0]  # left, top, right, bottom

    def wide(self, groups: Sequence[_Group]) -> str:
        """Return the picture with the thing in the middle and groups on both sides."""
        self._start()
        halves = [self._width(short(name, _LONGEST[language])) // 2 for language, name in self._name.items()]
        sides: tuple[list[_Group], list[_Group]] = ([], [])
        heights = [0, 0]
        for group in groups:
            left = int(heights[1] < heights[0])
            sides[left].append(group)
            heights[left] += group.rows * _ROW + _GAP
        for side, column, height in zip((1, -1), sides, heights, strict=True):
            y = (_GAP + _ROW - height) // 2
            for group in column:
                y = self._group(group, side, side * (max(halves) + _APART), y, (side * min(halves), 0))
        self._centre(0)
        return self._svg("wide")

    def narrow(self, groups: Sequence[_Group]) -> str:
        """Return the picture with the thing above and all groups below it."""
        self._start()
        y = _ROW + _GAP
        for group in groups:
            y = self._group(group, 1, _INDENT, y, None)
        self._centre(1)
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
        names = self._names(each.local)
        kind = f"{self._stored.family(each.local)} {each.status}{' head' if head else ''}"
        states = [names for status, names in STATUSES.items() if each.status in {status, "both"}]
        zh, en = names["zh"][:200], names.get("en", names["zh"])[:200]
        if states:
            zh, en = (
                f"{zh}（{'、'.join(name for name, _ in states)}）",
                f"{en} ({', '.join(name for _, name in states)})",
            )
        title = element("title", text(zh), data_en_text=en)
        self._chips.append(
            f'<a href="{self._up}{address(each.local)}" class="{kind}">{title}{self._boxes(names, side, x, y)}</a>'
        )

    def _centre(self, side: int) -> None:
        family = self._stored.family(self._local)
        self._chips.append(f'<g class="{family} centre">{self._boxes(self._name, side, 0, 0)}</g>')

    def _names(self, local: str) -> dict[str, str]:
        """Return a thing's name by language, in English where it has one."""
        english = self._stored.known[local].english
        return {"zh": self._stored.label(local) or word("nameless")} | ({"en": english} if english else {})

    def _boxes(self, names: dict[str, str], side: int, x: int, y: int) -> str:
        """Return the box of a name, one for each language; it begins (1), ends (-1) or has its middle (0) at `x`."""
        boxes = {language: self._box(short(name, _LONGEST[language]), side, x, y) for language, name in names.items()}
        if len(boxes) == 1:
            return boxes["zh"]
        return "".join(f'<g class="{language}">{box}</g>' for language, box in boxes.items())

    def _box(self, label: str, side: int, x: int, y: int) -> str:
        width = self._width(label)
        left = x + (side - 1) * width // 2
        self._extend(left, y - _HALF, left + width, y + _HALF)
        return (
            f'<rect x="{left}" y="{y - _HALF}" width="{width}" height="{2 * _HALF}" rx="5"/>'
            f'<text x="{left + width // 2}" y="{y + _DROP}" text-anchor="middle">{text(label)}</text>'
        )

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
        """Return the width of a label's box; it is even."""
        return 2 * round(ems(label) * _SIZE / 2) + 2 * _PAD

    def _extend(self, left: int, top: int, right: int, bottom: int) -> None:
        reach = self._reach
        self._reach = [min(reach[0], left), min(reach[1], top), max(reach[2], right), max(reach[3], bottom)]

    def _svg(self, kind: str) -> str:
        left, top, right, bottom = self._reach
        width, height = right - left + 4, bottom - top + 4
        zh, en = self._name["zh"][:200], self._name.get("en", self._name["zh"])[:200]
        return element(
            "svg",
            "".join([*self._lines, *self._chips]),
            class_=kind,
            role="group",
            aria_label=word("ego_title", name=zh),
            data_en_aria_label=word("ego_title", "en", name=en),
            viewBox=f"{left - 2} {top - 2} {width} {height}",
            width=str(width),
            height=str(height),
        )

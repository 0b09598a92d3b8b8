"""The picture as pyvis's network: boxes with their places, lines, and options for the vis-network that it ships."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Any

from kg.view import blocks, layout
from kg.view.graph import MAIN, QUIET, SHARED, Picture, Thing
from kg.view.layout import Box
from kg.view.words import word

FEW, FEW_ON_A_PHONE = 150, 60  # things shown when the page opens
_LONGEST = 11  # characters of a label in a box, two Latin ones for one Chinese
_LONGEST_ENGLISH = 14  # the same of a line of an English one
_FONTS, _ANCHOR_FONTS = (13, 19), (19, 25)  # pixels, from the least to the most important
_MARGIN = (4, 6)  # pixels above and beside a label
_WIDTHS = dict.fromkeys("fijlrtI ,.;:'|!()[]-", 0.4) | dict.fromkeys("mwMW%@", 0.92)  # ems of Latin characters

OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {
        "hover": True,
        "dragNodes": False,
        "hideEdgesOnDrag": True,
        "tooltipDelay": 120,
        "keyboard": {"enabled": True, "bindToWindow": False},
        "selectConnectedEdges": False,
        "zoomSpeed": 0.6,
    },
    "nodes": {
        "shape": "box",
        "borderWidth": 1,
        "labelHighlightBold": False,
        "margin": {"top": _MARGIN[0], "bottom": _MARGIN[0], "left": _MARGIN[1], "right": _MARGIN[1]},
    },
    "edges": {"smooth": False, "selectionWidth": 1.5, "hoverWidth": 0.8, "width": 1},
}


def script() -> str:
    """Return vis-network as pyvis ships it, without the line that asks a browser for its source map."""
    shipped = files("pyvis") / "lib" / "vis-9.1.2" / "vis-network.min.js"
    return shipped.read_text(encoding="utf-8").rpartition("//# sourceMappingURL=")[0].rstrip()


def opening(picture: Picture) -> list[Thing]:
    """Return the things that a page opens with: of a picture of all, places and programs; of one thing, no numbers."""
    if not picture.centre:
        return [thing for thing in picture.things if thing.told and thing.family in MAIN][:FEW]
    hidden = quiet(picture)
    return [thing for thing in picture.things if thing.family not in hidden]


def quiet(picture: Picture) -> frozenset[str]:
    """Return the families that are not shown until somebody asks for them."""
    families = {thing.family for thing in picture.things}
    if not picture.centre:
        return frozenset(families - MAIN)
    others = {thing.family for thing in picture.things[1:]}
    return QUIET - {thing.family for thing in picture.things[:1]} if others - QUIET else frozenset()


def network(picture: Picture) -> dict[str, Any]:
    """Return `{"nodes": …, "edges": …, "options": …}` for vis-network; a node's id is its number in the picture.

    A node has its place in the picture of all (`x`, `y`), its font's size, half its width and height, and `home`, the
    number of the place with which it stands, or -1; where it has a name in English `english`: that label, half its
    width and height. `first`: where it stands in the picture that the page opens with, in Chinese and in English in a
    window, and on a telephone, which has no places where it shows fewer.
    """
    from pyvis.network import Network

    net = Network(directed=True, cdn_resources="in_line")
    number = {thing.local: index for index, thing in enumerate(picture.things)}
    sizes = _font_sizes(picture)
    labels = {thing.local: _lines(thing) for thing in picture.things}
    english = {thing.local: _wrapped(thing.english) for thing in picture.things if thing.english}
    boxes, others = (
        {thing.local: _box(thing, said[thing.local], sizes[thing.local], picture) for thing in picture.things}
        for said in (labels, labels | english)
    )
    every = _places(picture, list(boxes.values()), tall=False)
    first = _first(picture, boxes, others)
    for index, thing in enumerate(picture.things):
        x, y = every[thing.local]
        box, other = boxes[thing.local], others[thing.local]
        net.add_node(
            index,
            label=labels[thing.local],
            x=x,
            y=y,
            size=sizes[thing.local],
            half=[box.width // 2, box.height // 2],
            home=number.get(box.home, -1),
            **({"english": [english[thing.local], other.width // 2, other.height // 2]} if thing.english else {}),
            **({"first": first[thing.local]} if thing.local in first else {}),
        )
    for edge in picture.edges:
        net.add_edge(number[edge.start], number[edge.end], said=list(edge.said), relation=edge.relation)
    nodes, edges, *_ = net.get_network_data()
    kept = ("id", "label", "x", "y", "size", "half", "english", "home", "first")
    return {
        "nodes": [{name: node[name] for name in kept if name in node} for node in nodes],
        "edges": [
            {"from": line["from"], "to": line["to"], "relation": line["relation"], "said": line["said"]}
            | ({"through": 1} if edge.through else {})
            for line, edge in zip(edges, picture.edges, strict=True)
        ],
        "options": OPTIONS,
    }


def _first(picture: Picture, boxes: dict[str, Box], english: dict[str, Box]) -> dict[str, list[tuple[int, int]]]:
    """Return the places of what the page opens with: Chinese and English in a window, both on a telephone."""
    opened = [thing.local for thing in opening(picture)]
    found: dict[str, list[tuple[int, int]]] = {local: [] for local in opened}
    for tall, shown in ((False, opened), (True, opened if picture.centre else opened[:FEW_ON_A_PHONE])):
        chinese = _places(picture, [boxes[local] for local in shown], tall=tall)
        same = all(boxes[local] == english[local] for local in shown)
        other = chinese if same else _places(picture, [english[local] for local in shown], tall=tall)
        for local in shown:
            found[local] += [chinese[local], other[local]]
    return found


def _places(picture: Picture, boxes: list[Box], *, tall: bool) -> dict[str, tuple[int, int]]:
    """Return the places of boxes; in the picture of one thing that is the first."""
    if picture.centre:
        return blocks.blocks(boxes[0], boxes[1:], blocks.TALL if tall else blocks.WIDE)
    return layout.layout(boxes, layout.TALL if tall else layout.WIDE)


@lru_cache(maxsize=8_192)
def short(label: str, longest: int = _LONGEST) -> str:
    """Return a label that fits into a box: one line of at most `longest` ems, "…" where it was longer."""
    plain = " ".join("".join(char if char.isprintable() else " " for char in label[:200]).split())
    if not plain:
        return word("nameless")
    if ems(plain) <= longest:
        return plain
    cut = len(plain)
    while ems(plain[:cut]) > longest - 1:
        cut -= 1
    return plain[:cut].rstrip() + "…"


@lru_cache(maxsize=65_536)
def ems(text: str) -> float:
    """Return the width of a text in ems, from above: Chinese characters take one, Latin ones less."""
    return sum(1.0 if ord(char) >= 0x2010 else _WIDTHS.get(char, 0.76 if char.isupper() else 0.6) for char in text)


def _lines(thing: Thing) -> str:
    """Return what a box says. An anchor has its whole name, a remark in brackets on a line of its own."""
    if not thing.anchor or ems(thing.label) <= _LONGEST:
        return short(thing.label)
    name, bracket, remark = thing.label.partition("(")
    return "\n".join(filter(None, (short(name), short(f"{bracket}{remark}") if remark else "")))


def _wrapped(english: str) -> str:
    """Return a name in English for a box: two lines at most, cut where it is longer."""
    words, taken = english[:200].split(), 0
    while taken < len(words) and ems(" ".join(words[: taken + 1])) <= _LONGEST_ENGLISH:
        taken += 1
    lines = " ".join(words[:taken]), " ".join(words[taken:])
    return "\n".join(short(line, _LONGEST_ENGLISH) for line in lines if line) or short(english)


def _font_sizes(picture: Picture) -> dict[str, int]:
    """Return the size of every label: anchors by the importance of anchors, other things by that of other things."""
    sizes = {}
    for anchor, (smallest, largest) in ((True, _ANCHOR_FONTS), (False, _FONTS)):
        things = [thing for thing in picture.things if thing.anchor is anchor]
        most = max((thing.importance for thing in things), default=0.0) or 1.0
        for thing in things:
            size = round(smallest + (largest - smallest) * thing.importance / most)
            sizes[thing.local] = size if thing.told else smallest - 1
    return sizes


def _box(thing: Thing, label: str, size: int, picture: Picture) -> Box:
    lines = label.split("\n")
    home = thing.local if thing.anchor else thing.homes[0] if len(thing.homes) == 1 else ""
    if picture.centre and (picture.things[0].family not in SHARED or not home):
        home = thing.family
    return Box(
        key=thing.local,
        width=round(max(map(ems, lines)) * size) + 2 * _MARGIN[1] + 2,
        height=round(size * (1.15 * len(lines))) + 2 * _MARGIN[0],
        home=home,
        near=thing.near,
    )

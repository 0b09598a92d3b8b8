"""The picture as pyvis's network: boxes with their places, lines, and options for the vis-network that it ships."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files
from typing import Any

from kg.view.graph import Edge, Picture, Thing
from kg.view.layout import Box, layout
from kg.view.words import word

FEW = 300  # things shown when the page opens
QUIET = frozenset({"indicator", "other"})  # families that wait until they are asked for: numbers are read in the panel
_LONGEST = 11  # characters of a label in a box, two Latin ones for one Chinese
_FONTS, _ANCHOR_FONTS = (13, 19), (19, 25)  # pixels, from the least to the most important
_MARGIN = (4, 6)  # pixels above and beside a label

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
    "nodes": {"shape": "box", "borderWidth": 1, "labelHighlightBold": False},
    "edges": {"smooth": False, "selectionWidth": 1.5, "hoverWidth": 0.8, "width": 1},
}


def script() -> str:
    """Return vis-network as pyvis ships it, without the line that asks a browser for its source map."""
    shipped = files("pyvis") / "lib" / "vis-9.1.2" / "vis-network.min.js"
    return shipped.read_text(encoding="utf-8").rpartition("//# sourceMappingURL=")[0].rstrip()


def network(picture: Picture) -> dict[str, Any]:
    """Return `{"nodes": …, "edges": …, "options": …}` for vis-network; a node's id is its number in the picture.

    Of a node's two places, (x, y) belongs to the picture of what statements are about, `wide` to the picture of all.
    """
    from pyvis.network import Network

    net = Network(directed=True, cdn_resources="in_line")
    first = [thing for thing in picture.things if (thing.told or thing.anchor) and thing.family not in QUIET][:FEW]
    number = {thing.local: index for index, thing in enumerate(picture.things)}
    statuses = _statuses(picture)
    sizes = _font_sizes(picture)
    boxes = {thing.local: _box(thing, sizes[thing.local]) for thing in picture.things}
    tight = layout([boxes[thing.local] for thing in first])
    wide = layout(list(boxes.values()))
    for index, thing in enumerate(picture.things):
        x, y = tight.get(thing.local, wide[thing.local])
        net.add_node(
            index,
            label=_lines(thing),
            shape="box",
            x=x,
            y=y,
            wide=list(wide[thing.local]),
            first=thing.local in tight,
            family=thing.family,
            status=statuses[thing.local],
            home=number.get(boxes[thing.local].home, -1),
            half=[boxes[thing.local].width // 2, boxes[thing.local].height // 2],
            font={"size": sizes[thing.local]},
            widthConstraint={"minimum": boxes[thing.local].width - 2 * _MARGIN[1]},
            margin={"top": _MARGIN[0], "bottom": _MARGIN[0], "left": _MARGIN[1], "right": _MARGIN[1]},
        )
    for edge in picture.edges:
        net.add_edge(
            number[edge.start],
            number[edge.end],
            relation=edge.relation,
            said=list(edge.said),
            status=_edge_status(edge, picture),
        )
    nodes, edges, *_ = net.get_network_data()
    for node in nodes:
        node["font"] = {"size": node["font"]["size"]}  # the colour is the page's
        node.pop("color", None)
    return {"nodes": nodes, "edges": edges, "options": OPTIONS}


def short(label: str) -> str:
    """Return a label that fits into a box: one line, at most eleven Chinese characters, "…" where it was longer."""
    plain = " ".join("".join(char if char.isprintable() else " " for char in label[:200]).split())
    if not plain:
        return word("nameless")
    if _ems(plain) <= _LONGEST:
        return plain
    cut = len(plain)
    while _ems(plain[:cut]) > _LONGEST - 1:
        cut -= 1
    return plain[:cut] + "…"


def _ems(text: str) -> float:
    """Return the width of a text in ems, from above: Chinese characters take one, Latin ones less."""
    return sum(1.0 if ord(char) >= 0x2010 else 0.62 for char in text)


def _lines(thing: Thing) -> str:
    """Return what a box says. An anchor has its whole name, a remark in brackets on a line of its own."""
    if not thing.anchor or _ems(thing.label) <= _LONGEST:
        return short(thing.label)
    name, bracket, remark = thing.label.partition("(")
    return "\n".join(filter(None, (short(name), short(f"{bracket}{remark}") if remark else "")))


def _font_sizes(picture: Picture) -> dict[str, int]:
    """Return the size of every label: anchors by the importance of anchors, other things by that of other things."""
    sizes = {}
    for anchor, (smallest, largest) in ((True, _ANCHOR_FONTS), (False, _FONTS)):
        things = [thing for thing in picture.things if thing.anchor is anchor]
        most = max((thing.importance for thing in things), default=0.0) or 1.0
        for thing in things:
            size = round(smallest + (largest - smallest) * thing.importance / most)
            sizes[thing.local] = size if thing.told or thing.anchor else smallest - 1
    return sizes


def _box(thing: Thing, size: int) -> Box:
    lines = _lines(thing).split("\n")
    return Box(
        key=thing.local,
        width=round(max(map(_ems, lines)) * size) + 2 * _MARGIN[1] + 2,
        height=round(size * (1.15 * len(lines))) + 2 * _MARGIN[0],
        home=thing.local if thing.anchor else thing.homes[0] if len(thing.homes) == 1 else "",
        near=thing.near,
    )


def _statuses(picture: Picture) -> Counter[str] | dict[str, str]:
    found: dict[str, set[str]] = {thing.local: set() for thing in picture.things}
    for said in picture.said:
        for local in said.about:
            if local in found:
                found[local].add(said.status)
    return {local: _one(statuses) for local, statuses in found.items()}


def _edge_status(edge: Edge, picture: Picture) -> str:
    return _one({picture.said[number].status for number in edge.said})


def _one(statuses: set[str]) -> str:
    return "both" if len(statuses) > 1 else next(iter(statuses), "")

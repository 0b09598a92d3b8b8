"""`documents/<hash>.html`: a document's clean text with every fact marked where it is said, and what was set aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from kg.copies import Copy
from kg.model import Fact, NoiseKind
from kg.pages_data import Page
from kg.report import NOISE
from kg.view import markup
from kg.view.graph import anchor, label_of
from kg.view.markup import element, text
from kg.view.passages import passages
from kg.view.sentences import Piece, clause, in_words
from kg.view.terms import Known, term
from kg.view.words import DOCUMENT_KINDS, FAMILY, STATUSES, word

GRAPH = "../graph.html"


def document_page(page: Page, known: Mapping[str, Known], copies: Sequence[Copy] = ()) -> bytes:
    """Return the page as UTF-8; every statement has an anchor where its quote begins. `copies` are the document's."""
    told = [_told(page, statement, fact, known) for statement, fact in page.facts]
    body = (
        element("a", text(word("back")), href=GRAPH, class_="back"),
        _head(page, known, copies),
        element(
            "main",
            element("article", passages(page), class_="text", lang="zh-Hans")
            + element(
                "aside", element("p", text(word("fact_hint" if told else "none_here")), class_="quiet"), id="card"
            ),
        ),
        _facts(told),
        _aside(page),
        markup.json_block("facts", [{**each, "graph": GRAPH} for each in told]),
    )
    return markup.page(
        title=f"{page.title or page.name} · {word('subtitle')}",
        styles=(markup.static("base.css"), markup.static("document.css")),
        body="\n".join(body),
        scripts=(markup.static("document.js"),),
    )


def link(local: str) -> str:
    """Return the address of an entity in the graph's page."""
    return f"{GRAPH}#{quote(local.encode('utf-8', 'backslashreplace'), safe='')}"


def _told(page: Page, statement: str, fact: Fact, known: Mapping[str, Known]) -> dict[str, Any]:
    words = in_words(fact, lambda local: label_of(local, page.entities, known))
    return {
        "anchor": anchor(statement),
        "kind": term(fact.kind),
        "status": fact.status.value,
        "state": STATUSES[fact.status.value][0],
        "clause": list(clause(fact, page.text)),
        "place": _place(page, statement),
        "words": [_piece(piece, page, known) for piece in words],
    }


def _place(page: Page, statement: str) -> str:
    if statement not in page.places:
        return ""
    unit, number = page.places[statement]
    return word(f"in_{unit}", number=number)


def _piece(piece: Piece, page: Page, known: Mapping[str, Known]) -> list[str]:
    said, local = piece
    if local in page.entities:
        return [said, link(local), FAMILY.get(page.entities[local].kind, "other")]
    return [said, link(local), FAMILY.get(known[local].kind, "other")] if local in known else [said]


def _head(page: Page, known: Mapping[str, Known], copies: Sequence[Copy]) -> str:
    about = "、".join(
        element("a", text(label_of(local, page.entities, known) or word("nameless")), href=link(local), dir="auto")
        for local in page.about
    )
    address = element("a", text(page.address), href=page.address, rel="external", dir="auto") if page.address else ""
    told = [
        ("about", about, "division"),
        ("kind", text(DOCUMENT_KINDS.get(page.kind, page.kind)), ""),
        ("years", text("、".join(map(str, page.report_years))), ""),
        ("issued", text(page.issued), "issued"),
        ("site", text(page.site), "site"),
        ("address", address, "address"),
        ("file", element("span", text(page.name), dir="auto"), ""),
        ("copies", "、".join(map(_copy, copies)), ""),
        ("readable", element("span", f"{page.readable_share:.0%}", title=word("readable_hint")), ""),
    ]
    declared = " " + element("small", text(word("declared")), class_="declared")
    rows = "".join(
        element("div", element("dt", text(word(name))) + element("dd", value + declared * (field in page.declared)))
        for name, value, field in told
        if value
    )
    heading = element("h1", text(page.title or page.name or word("no_title")), dir="auto")
    return element("header", heading + element("dl", rows) + _legend(page))


def _copy(copy: Copy) -> str:
    said = element("a", text(copy.name), href=f"{copy.local.rpartition('/')[2]}.html", dir="auto")
    return said + text(word("first_copy")) * copy.is_first


def _legend(page: Page) -> str:
    counts = Counter((fact.kind, fact.status.value) for _, fact in page.facts)
    marks = "".join(
        element("span", f"{text(term(kind))} {element('b', str(count))}", class_=f"mark {status}")
        for (kind, status), count in sorted(
            counts.items(), key=lambda counted: (counted[0][0], counted[0][1] != "Reported")
        )
    )
    states = "".join(
        element("span", text(names[0]), class_=f"badge {status}")
        for status, names in STATUSES.items()
        if any(each == status for _, each in counts)
    )
    toggle = element(
        "label",
        f'<input type="checkbox" id="show-aside"> {element("span", text(word("aside_shown")))}',
        class_="toggle",
    )
    return element("div", states + marks + toggle, class_="legend")


def _facts(told: list[dict[str, Any]]) -> str:
    if not told:
        return ""
    rows = "".join(
        element(
            "li",
            element("a", text("".join(piece[0] for piece in each["words"])), href=f"#{each['anchor']}", dir="auto")
            + " "
            + element("span", text(each["state"]), class_=f"badge {each['status']}"),
        )
        for each in told
    )
    title = element("summary", f"{text(word('all_facts'))} {element('b', str(len(told)))}")
    return element("details", title + element("ol", rows), class_="list")


def _aside(page: Page) -> str:
    times: Counter[NoiseKind] = Counter(noise.kind for noise in page.noise)
    characters: Counter[NoiseKind] = Counter()
    for noise in page.noise:
        characters[noise.kind] += noise.end - noise.start
    if not times:
        return ""
    rows = "".join(
        element("tr", element("th", text(NOISE[kind][0]), scope="row") + element("td", text(counted)))
        for kind in sorted(times, key=lambda kind: (-characters[kind], kind))
        for counted in [word("aside_count", times=times[kind], characters=characters[kind])]
    )
    title = element("summary", f"{text(word('aside'))} {element('b', str(sum(characters.values())))}")
    return element("details", title + element("table", rows), class_="list")

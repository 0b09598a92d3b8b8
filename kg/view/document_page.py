"""`documents/<hash>.html`: a document's clean text with every fact marked where it is said, and what was set aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from kg.copies import Copy
from kg.model import Fact, NoiseKind
from kg.pages_data import Page
from kg.report import NOISE
from kg.view import frame, markup
from kg.view.addresses import address, anchor, relative
from kg.view.frame import both, link, say
from kg.view.markup import element, text
from kg.view.passages import passages
from kg.view.sentences import Piece, clause, in_words
from kg.view.stored import Stored
from kg.view.terms import term
from kg.view.words import DOCUMENT_KINDS, FAMILY, STATUSES, WORDS, word


def document_page(stored: Stored, page: Page, copies: Sequence[Copy] = ()) -> bytes:
    """Return the page as UTF-8; every statement has an anchor where its quote begins. `copies` are the document's."""
    things = _Things(stored, page)
    told = [_told(things, page, statement, fact) for statement, fact in page.facts]
    hint = element("p", say("fact_hint" if told else "none_here"), class_="quiet")
    body = (
        _head(stored, things, page, copies),
        element(
            "div",
            element("article", passages(page, things.where), class_="text", lang="zh-Hans")
            + element("aside", hint, id="card", **frame.attribute("aria-label", "panel")),
            class_="reading",
        ),
        _facts(told),
        _aside(page),
        markup.json_block("facts", told),
    )
    title = page.title or page.name or word("no_title")
    return frame.page(
        address(page.local),
        (title, title),
        body,
        styles=("document.css",),
        scripts=("document.js",),
        kind="document-page",
    )


class _Things:
    """What the things of a document are called on its page, and where their own pages stand."""

    def __init__(self, stored: Stored, page: Page) -> None:
        self._stored, self._page, self._root = stored, page, relative("", address(page.local))
        self._pieces: dict[str, list[str]] = {}

    def label(self, local: str) -> str:
        """Return an entity's label as the document has it, "" for what is none (one statement may name another)."""
        entity = self._page.entities.get(local)
        return entity.label or word("nameless") if entity else self._stored.label(local)

    def where(self, local: str) -> str:
        """Return the address of a thing's page as the document's has to write it, "" where it has none."""
        return self._root + address(local) if self._stored.has_page(local) else ""

    def piece(self, piece: Piece) -> list[str]:
        """Return text, address, class and the text in English; the last three may be empty."""
        local = piece.local
        if not local:
            return [piece.text, "", "", piece.english]
        if local not in self._pieces:
            entity = self._page.entities.get(local)
            kind = entity.kind if entity else self._stored.kind(local)
            self._pieces[local] = [piece.text, self.where(local), FAMILY.get(kind, "other"), ""]
        return self._pieces[local]


def _told(things: _Things, page: Page, statement: str, fact: Fact) -> dict[str, Any]:
    return {
        "anchor": anchor(statement),
        "kind": [term(fact.kind), term(fact.kind, "en")],
        "status": fact.status.value,
        "state": STATUSES[fact.status.value],
        "clause": list(clause(fact, page.text)),
        "place": _place(page, statement),
        "words": [things.piece(piece) for piece in in_words(fact, things.label)],
    }


def _place(page: Page, statement: str) -> list[str]:
    if statement not in page.places:
        return []
    unit, number = page.places[statement]
    return [form.format(number=number) for form in WORDS[f"in_{unit}"]]


def _head(stored: Stored, things: _Things, page: Page, copies: Sequence[Copy]) -> str:
    at = address(page.local)
    about = "、".join(_named(stored, things, local, at) for local in page.about)
    is_web = page.address.startswith(("http://", "https://"))  # else a click might do something else than go there
    where = element("a", text(page.address), href=page.address, rel="external", dir="auto") if is_web else ""
    where = where or element("span", text(page.address), dir="auto") * bool(page.address)
    told = [
        ("about", about, "division"),
        ("kind", both(DOCUMENT_KINDS.get(page.kind, page.kind), page.kind), ""),
        ("years", text("、".join(map(str, page.report_years))), ""),
        ("issued", text(page.issued), "issued"),
        ("site", text(page.site), "site"),
        ("address", where, "address"),
        ("file", element("span", text(page.name), dir="auto"), ""),
        ("copies", "、".join(_copy(copy, at) for copy in copies), ""),
        ("readable", element("span", f"{page.readable_share:.0%}", **frame.attribute("title", "readable_hint")), ""),
        ("data", frame.files(page.local, at), ""),
    ]
    declared = " " + element("small", say("declared"), class_="declared")
    rows = "".join(
        element("div", element("dt", say(name)) + element("dd", value + declared * (field in page.declared)))
        for name, value, field in told
        if value
    )
    heading = element("h1", text(page.title or page.name or word("no_title")), dir="auto")
    return element("header", heading + element("dl", rows) + _legend(page), class_="about")


def _named(stored: Stored, things: _Things, local: str, at: str) -> str:
    label = text(things.label(local) or word("nameless"))
    if stored.has_page(local):
        return link(address(local), at, label, dir="auto")
    return element("span", label, dir="auto")


def _copy(copy: Copy, at: str) -> str:
    said = link(address(copy.local), at, text(copy.name), dir="auto")
    return said + (say("first_copy") if copy.is_first else "")


def _legend(page: Page) -> str:
    counts = Counter((fact.kind, fact.status.value) for _, fact in page.facts)
    marks = "".join(
        element("span", f"{both(term(kind), term(kind, 'en'))} {element('b', str(count))}", class_=f"mark {status}")
        for (kind, status), count in sorted(
            counts.items(), key=lambda counted: (counted[0][0], counted[0][1] != "Reported")
        )
    )
    states = "".join(
        element("span", both(*names), class_=f"badge {status}")
        for status, names in STATUSES.items()
        if any(each == status for _, each in counts)
    )
    toggle = element(
        "label",
        f'<input type="checkbox" id="show-aside"> {element("span", say("aside_shown"))}',
        class_="toggle",
    )
    return element("div", states + marks + toggle, class_="legend")


def _facts(told: list[dict[str, Any]]) -> str:
    if not told:
        return ""
    rows = "".join([_row(each) for each in told])
    title = element("summary", f"{say('all_facts')} {element('b', str(len(told)))}")
    return element("details", title + element("ol", rows), class_="list")


def _row(told: dict[str, Any]) -> str:
    words = "".join([both(said, english) for said, _, _, english in told["words"]])
    badge = element("span", both(*told["state"]), class_=f"badge {told['status']}")
    return f'<li><a href="#{text(told["anchor"])}">{words}</a> {badge}</li>'


def _aside(page: Page) -> str:
    times: Counter[NoiseKind] = Counter(noise.kind for noise in page.noise)
    characters: Counter[NoiseKind] = Counter()
    for noise in page.noise:
        characters[noise.kind] += noise.end - noise.start
    if not times:
        return ""
    rows = "".join(
        element("tr", element("th", both(*NOISE[kind]), scope="row") + element("td", counted))
        for kind in sorted(times, key=lambda kind: (-characters[kind], kind))
        for counted in [say("aside_count", times=times[kind], characters=characters[kind])]
    )
    title = element("summary", f"{say('aside')} {element('b', str(sum(characters.values())))}")
    return element("details", title + element("table", rows), class_="list")

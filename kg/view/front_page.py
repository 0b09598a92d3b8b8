"""The front page: what is in here, by place, program, indicator, year and kind, and where to begin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from kg.view import frame
from kg.view.addresses import address
from kg.view.facts import named
from kg.view.frame import both, link, say
from kg.view.lists import LISTS, kind_address, kinds_of, most_said, places_of, year_address, years_of
from kg.view.markup import element, text
from kg.view.places import token
from kg.view.stored import Stored
from kg.view.terms import term
from kg.view.words import DOCUMENT_KINDS, FAMILIES, WORDS

_AT = "index.html"
_ROWS = 10
_LOCAL = "document/"  # what is known in one document alone
_MAIN = ("jurisdiction", "program", "indicator")  # classes that have a card of their own


def front_page(stored: Stored) -> bytes:
    """Return the front page as UTF-8."""
    by_family = {family: most_said(stored, family) for family in LISTS.values()}
    documents = stored.counted()
    facts = sum(len(stored.statements(document)) for document in documents)
    counts = say("counts", documents=len(documents), facts=facts)
    hero = (
        element("h1", say("front")),
        element("p", say("front_lead"), class_="lead"),
        element("p", counts, class_="quiet"),
        _start(stored, by_family),
    )
    cards = [
        _card(stored, "by_place", "jurisdictions.html", by_family["jurisdiction"]),
        _card(stored, "by_program", "programs.html", by_family["program"]),
        _card(stored, "by_indicator", "indicators.html", by_family["indicator"]),
        _kinds(stored, by_family),
    ]
    body = [element("div", "".join(hero), class_="hero"), element("div", "".join(cards), class_="cards")]
    return frame.page(_AT, WORDS["front"], body, kind="front")


def _start(stored: Stored, by_family: dict[str, list[str]]) -> str:
    """Return links that show what can be done here."""
    reporting = {place for source in stored.sources.values() for place in source.about}
    places = sorted(  # a place whose name its document hides is a poor example
        (local for local in by_family["jurisdiction"] if local in reporting),
        key=lambda local: local.startswith(_LOCAL),
    )
    programs = by_family["program"]
    ways = []
    if places:
        ways.append((address(places[0]), say("start_place", name=stored.label(places[0]))))
    if programs:
        ways.append((address(programs[0]), say("start_program", name=stored.label(programs[0]))))
    if len(places) > 1:
        chosen = "+".join(map(token, places[:2]))
        one, other = map(stored.label, places[:2])
        ways.append((f"compare.html#{chosen}", say("start_compare", one=one, other=other)))
    ways += [("timeline.html", say("start_timeline")), ("graph.html", say("start_graph"))]
    links = "".join(link(target, _AT, said, class_="way") for target, said in ways)
    return element("nav", links, class_="ways", **frame.attribute("aria-label", "start"))


def _card(stored: Stored, title: str, more: str, things: Sequence[str]) -> str:
    """Return the things of one class of which most is said, each with a bar of how much."""
    most = max((len(stored.statements(local)) for local in things[:_ROWS]), default=1)
    rows = "".join(_row(stored, local, most) for local in things[:_ROWS])
    if not things:
        return ""
    every = element("p", link(more, _AT, say("every", count=len(things))), class_="more")
    heading = element("h2", f"{say(title)} {element('small', say('column_statements'))}")
    return element("section", heading + element("ol", rows, class_="bars") + every, class_="card")


def _row(stored: Stored, local: str, most: int) -> str:
    count, places, family = len(stored.statements(local)), len(places_of(stored, local)), stored.family(local)
    note = element("small", say("of_places", count=places)) if places > 1 and family != "jurisdiction" else ""
    bar = f'<rect width="{100 * count / most:.1f}" height="4"/>'
    bar = f'<svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">{bar}</svg>'
    return element("li", named(stored, local, _AT) + note + element("b", str(count)) + bar, class_=family)


def _kinds(stored: Stored, by_family: dict[str, list[str]]) -> str:
    years = [(year_address(year), text(year), len(found)) for year, found in years_of(stored).items()]
    kinds = Counter(stored.sources[local].kind for local in stored.counted())
    documents = [
        (f"documents.html#{kind.replace(' ', '-')}", both(DOCUMENT_KINDS.get(kind, kind), kind), count)
        for kind, count in kinds.most_common()
        if kind
    ]
    statements = [
        (kind_address(kind), both(term(kind), term(kind, "en")), count) for kind, count in kinds_of(stored).items()
    ]
    others = [
        (target, both(*FAMILIES[family][:2]), len(by_family[family]))
        for target, family in LISTS.items()
        if family not in _MAIN and by_family[family]
    ]
    parts = (
        ("by_year", years),
        ("by_statement_kind", statements),
        ("by_document_kind", documents),
        ("more_lists", others),
    )
    return element("section", "".join(_chips(title, rows) for title, rows in parts if rows), class_="card kinds")


def _chips(title: str, rows: Iterable[tuple[str, str, int]]) -> str:
    chips = "".join(
        link(target, _AT, f"{said} {element('b', str(count))}", class_="chip") for target, said, count in rows
    )
    return element("h2", say(title)) + element("div", chips, class_="chips")

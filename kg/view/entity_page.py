"""A page for each thing that statements name: what it is, what is said of it, and where that stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain, groupby

from kg.view import frame
from kg.view.addresses import address, numbered
from kg.view.county_summary import county_summary
from kg.view.ego import neighbourhood
from kg.view.facts import grouped, item, named, token
from kg.view.frame import both, link, say
from kg.view.indicator_chart import indicator_chart
from kg.view.markup import element, text
from kg.view.stored import Stored
from kg.view.terms import term
from kg.view.told import Told
from kg.view.words import FAMILIES, STATUSES, WORDS, word

LONGEST = 600  # statements on one page; a thing of which more is said has several
RELATED = 8  # things of one class that stand open beside the statements
_CHOICES = 200  # things that the filter offers


def pages_of(stored: Stored, local: str) -> int:
    """Return how many pages a thing has."""
    return max(1, -(-len(stored.statements(local)) // LONGEST))


def entity_page(stored: Stored, local: str, number: int = 1) -> bytes:
    """Return a page of a thing as UTF-8: the first, or the one of that number."""
    at = numbered(address(local), number)
    statements = stored.ordered(stored.statements(local))
    told = [stored.told(each) for each in statements[(number - 1) * LONGEST : number * LONGEST]]
    name = stored.label(local) or word("nameless")
    related = _related(stored, local, told)
    first = _overview(stored, local, at) if number == 1 else ""
    left = first + _filters(stored, told, related) + _pager(stored, local, at, number) + _facts(stored, told, at)
    right = _beside(stored, local, related, at)
    beside = element("aside", right, class_="beside", **frame.attribute("aria-label", "related"))
    alternates = [(media, address(local, suffix)) for suffix, media in frame.MEDIA.items()]
    return frame.page(
        at,
        (name, stored.known[local].english or name),
        [_head(stored, local, at, len(statements)), element("div", element("div", left) + beside, class_="columns")],
        styles=("ego.css", "chart.css", "told.css"),
        scripts=("entity.js",),
        alternates=alternates,
        kind="entity",
    )


def _overview(stored: Stored, local: str, at: str) -> str:
    """Return pictures of what is said: a chart of an indicator, the balance of a county, what a thing is tied to."""
    parts = []
    if stored.family(local) == "indicator":
        parts.append(indicator_chart(stored, local, at))
    if stored.family(local) == "jurisdiction":
        parts.append(county_summary(stored, local, at))
    parts.append(neighbourhood(stored, local, at))
    return "".join(parts)


def _head(stored: Stored, local: str, at: str, count: int) -> str:
    thing, family = stored.known[local], stored.family(local)
    told = dict(thing.notes)
    definition = told.pop("definition", "")
    rows = [(both(term(name), term(name, "en")), text(value)) for name, value in told.items()]
    rows += [
        (both(term(name), term(name, "en")), named(stored, target, at))
        for name, target in thing.links
        if stored.label(target)
    ]
    if thing.wordings:
        rows.append((say("wordings"), text("、".join(thing.wordings))))
    rows.append((say("data"), frame.files(local, at)))
    listed = "".join(element("div", element("dt", label) + element("dd", value, dir="auto")) for label, value in rows)
    english = element("p", text(thing.english), class_="english", lang="en") if thing.english else ""
    kind = [both(term(thing.kind), term(thing.kind, "en"))]
    parts = (
        element("p", " · ".join(kind + [say("facts", count=count)] * (count > 0)), class_="kind"),
        element("h1", text(thing.label or word("nameless")), dir="auto"),
        english,
        element("p", text(definition), class_="definition") if definition else "",
        element("dl", listed),
    )
    return element("header", "".join(parts), class_=f"about {family}")


def _related(stored: Stored, local: str, told: Sequence[Told]) -> dict[str, list[tuple[str, int]]]:
    """Return by class the other things in the statements, with how many statements have them, the most first."""
    counts = Counter(chain.from_iterable([stored.ties[each.local].about for each in told]))
    others = [(-count, stored.label(other), other) for other, count in counts.items() if other != local]
    found: dict[str, list[tuple[str, int]]] = {family: [] for family in FAMILIES}
    for count, label, other in sorted(others):
        if label:
            found[stored.family(other)].append((other, -count))
    return {family: others for family, others in found.items() if others}


def _filters(stored: Stored, told: Sequence[Told], related: dict[str, list[tuple[str, int]]]) -> str:
    """Return menus that a script shows and obeys: without it all statements stand there."""
    if len(told) < 4:
        return ""
    years = sorted({each.year for each in told if each.year}, reverse=True)
    statuses = [status for status in STATUSES if any(each.status.value == status for each in told)]
    menus = [
        _menu("filter_status", "".join(frame.option(*STATUSES[status], status) for status in statuses)),
        _menu("filter_year", "".join(element("option", year, value=year) for year in years)),
        _menu(
            "filter_with",
            "".join(
                element(
                    "optgroup",
                    "".join(
                        element("option", text(f"{stored.label(other)[:40]} {count}"), value=token(other))
                        for other, count in others[:_CHOICES]
                    ),
                    label=FAMILIES[family][0],
                    data_en_label=FAMILIES[family][1],
                )
                for family, others in related.items()
            ),
        ),
    ]
    zh, en = WORDS["filter_left"]
    left = element("output", "", data_zh=zh, data_en=en, class_="quiet")
    clear = element("button", say("filter_clear"), type="button", hidden="")
    return element(
        "form", "".join(menus) + clear + left, class_="filters", hidden="", **frame.attribute("aria-label", "filter")
    )


def _menu(name: str, options: str) -> str:
    every = frame.option(*WORDS["all"], "")
    return element("label", say(name) + element("select", every + options, name=name.removeprefix("filter_")))


def _pager(stored: Stored, local: str, at: str, number: int) -> str:
    count = pages_of(stored, local)
    if count == 1:
        return ""
    links = "".join(
        link(numbered(address(local), each), at, str(each), **({"aria_current": "page"} if each == number else {}))
        for each in range(1, count + 1)
    )
    return element("nav", say("pages") + links, class_="pager", **frame.attribute("aria-label", "pages"))


def _facts(stored: Stored, told: Sequence[Told], at: str) -> str:
    kinds = Counter(each.kind for each in told)
    if not kinds:
        return element("p", say("only_narrower"), class_="quiet")
    names = {kind: both(term(kind), term(kind, "en")) for kind in kinds}
    contents = "".join(
        element("a", f"{names[kind]} {element('b', str(count))}", href=f"#{kind}", class_="chip")
        for kind, count in kinds.items()
    )
    label = frame.attribute("aria-label", "contents")
    parts = [element("nav", contents, class_="chips", **label)] if len(kinds) > 1 else []
    for kind, groups in groupby(grouped(told), key=lambda group: group[0].kind):
        rows = "".join([item(stored, group, at) for group in groups])
        heading = element("h2", f"{names[kind]} {element('small', str(kinds[kind]))}")
        parts.append(element("section", heading + element("ul", rows, class_="facts"), id=kind))
    return "".join(parts)


def _beside(stored: Stored, local: str, related: dict[str, list[tuple[str, int]]], at: str) -> str:
    parts = []
    below = sorted(
        (other for other in stored.narrower.get(local, ()) if stored.has_page(other)),
        key=lambda other: (-len(stored.statements(other)), stored.label(other), other),
    )
    if below:
        parts.append(_list(say("narrower"), [element("li", named(stored, other, at)) for other in below]))
    for family, others in related.items():
        rows = [element("li", named(stored, other, at) + _only(stored, other, count)) for other, count in others]
        parts.append(_list(both(*FAMILIES[family][:2]), rows))
    documents = [element("li", named(stored, document, at)) for document in stored.mentioned_in(local)]
    if documents:
        parts.append(_list(say("mentioned_by"), documents))
    return "".join(parts)


def _only(stored: Stored, local: str, count: int) -> str:
    """Return how many statements name a thing, as a button that leaves only those."""
    zh, en = (form.format(name=stored.label(local)) for form in WORDS["filter_only"])
    return element("button", str(count), type="button", data_with=token(local), title=zh, data_en_title=en)


def _list(title: str, rows: Sequence[str]) -> str:
    """Return a list of which the first rows stand open."""
    shown, folded = rows[:RELATED], rows[RELATED:_CHOICES]
    more = ""
    if folded:
        summary = element("summary", say("related_more", count=len(rows) - RELATED))
        more = element("details", summary + element("ul", "".join(folded)))
    return element("section", element("h2", title) + element("ul", "".join(shown)) + more)

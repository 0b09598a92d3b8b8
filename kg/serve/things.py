"""What the graph says of one IRI: as triples and as a page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Coroutine
from typing import Any, Final
from urllib.parse import unquote

from starlette.responses import Response

from kg import iri as iris
from kg import show, tables
from kg.namespaces import DATA_NS, EDU_NS, RDF_NS, SKOS_NS
from kg.serve import cells, formats
from kg.serve.cells import Table, Term
from kg.serve.limits import Answer, Question
from kg.serve.shell import address, both, link, page
from kg.view import SITE, addresses
from kg.view.markup import element, text
from kg.view.words import STATUSES

Ask = Callable[[Question], Coroutine[Any, Any, Answer]]

# A thing, and the passages that have no address of their own: those of a document and of a statement.
_TRIPLES: Final = """
CONSTRUCT { ?s ?p ?o . ?o skos:prefLabel ?label } WHERE {
  { BIND($thing AS ?s) } UNION { ?s oa:hasSource $thing } UNION { $thing edu:evidence ?s }
  ?s ?p ?o . OPTIONAL { ?o skos:prefLabel ?label }
}
"""
_SAID: Final = """
SELECT ?property ?value ?label { $thing ?property ?value . OPTIONAL { ?value skos:prefLabel ?label } }
ORDER BY ?property ?label ?value
"""
_STATEMENTS: Final = """
SELECT DISTINCT ?statement ?kind ?status ?text ?file ?start {
  ?statement ?role $thing ; a edu:Statement, ?kind ; edu:status ?status ; edu:text ?text ; edu:evidence ?evidence .
  ?evidence oa:start ?start ; oa:hasSource ?document . ?document edu:fileName ?file .
  FILTER(STRSTARTS(STR(?kind), STR(edu:)) && ?kind != edu:Statement)
} ORDER BY ?kind DESC(?status) ?file ?start LIMIT 201
"""
_POINTING: Final = "SELECT ?property (COUNT(?thing) AS ?things) { ?thing ?property $thing } GROUP BY ?property"
_LISTED: Final = 200
_ROWS: Final = (formats.ROWS["json"],)
_LABEL: Final = SKOS_NS + "prefLabel"


def readings(path: str) -> list[str]:
    """Return the IRIs that an address below /id/ may stand for, the surest first.

    In an address Chinese characters are percent-encoded; in an IRI some are and some are not (`kg.iri.segment`).
    """
    try:
        parts = [unquote(part, errors="strict") for part in path.split("/")]
    except UnicodeDecodeError:
        return []
    ours = DATA_NS + "/".join(map(iris.segment, parts))
    return list(dict.fromkeys((ours, DATA_NS + "/".join(parts))))


def about(iri: str, media: tuple[str, ...]) -> Question | None:
    """Return the question for an IRI's triples, None where it is no IRI."""
    node = _node(iri)
    return Question(text=_TRIPLES.replace("$thing", node), media=media) if node else None


async def thing_page(iri: str, ask: Ask) -> Response | None:
    """Return the page of an IRI, None where the graph says nothing of it."""
    node = _node(iri)
    if not node:
        return None

    async def rows(question: str) -> Table:
        answer = await ask(Question(text=question.replace("$thing", node), media=_ROWS))
        return cells.table_of(answer.body)

    said, pointing = await rows(_SAID), await rows(_POINTING)
    if not said.rows and not pointing.rows:
        return None
    statements = await rows(_STATEMENTS)
    values: dict[str, list[tuple[Term | None, Term | None]]] = defaultdict(list)
    for property_, value, label in said.rows:
        values[_value(property_)].append((value, label))
    name = min((_value(value) for value, _ in values.get(_LABEL, ())), default=tables.short(iri))
    classes = [_value(value) for value, _ in values.get(RDF_NS + "type", ()) if _value(value).startswith(EDU_NS)]
    here = cells.home_of(iri)
    between = "&" if "?" in here else "?"
    alternates = [(formats.GRAPHS[form], f"{here}{between}format={form}") for form in ("turtle", "jsonld")]
    files = [link(where, text(media), class_="file") for media, where in alternates]
    ways = [_site_link(iri)] if statements.rows or EDU_NS + "SourceDocument" in classes else []
    body = [
        element("h1", text(name)),
        element("p", " · ".join(link(cells.home_of(each), text(_term(each))) for each in sorted(classes))),
        element("p", element("code", text(iri)), class_="quiet"),
        element("p", " ".join([*ways, *files])),
        _properties(values),
        _statements(statements, iri),
        _pointing(pointing, node),
    ]
    return page(name, body, alternates=alternates)


def _site_link(iri: str) -> str:
    """Return a link to the page of the site, of a thing that has one."""
    where = f"/{SITE}/{addresses.address(iri.removeprefix(DATA_NS))}"
    return link(where, both("浏览页面", "page to browse"), class_="file")


def _properties(values: dict[str, list[tuple[Term | None, Term | None]]]) -> str:
    told = []
    for property_, found in values.items():
        if property_ in {RDF_NS + "type", _LABEL}:
            continue
        shown = []
        for value, label in found[:_LISTED]:
            is_link = value is not None and value["type"] == "uri"
            shown.append(
                link(cells.home_of(_value(value)), text(_value(label))) if is_link and label else cells.html(value)
            )
        more = f" … {len(found)}" if len(found) > _LISTED else ""
        told.append(element("dt", text(_term(property_))) + element("dd", "、".join(dict.fromkeys(shown)) + more))
    return element("dl", "\n".join(told), class_="properties") if told else ""


def _statements(table: Table, iri: str) -> str:
    if not table.rows:
        return ""
    parts = [element("h2", both("陈述", "Statements"))]
    items = []
    for statement, kind, status, said, file, start in table.rows[:_LISTED]:
        state = _value(status).removeprefix(EDU_NS)
        own = _value(statement)
        page_ = f"/{SITE}/{addresses.statement(own.removeprefix(DATA_NS))}"
        items.append(
            element("span", text(STATUSES.get(state, (state, ""))[0]), class_=f"badge {state}")
            + " "
            + link(cells.home_of(own), text(_term(_value(kind))))
            + element("blockquote", text(_value(said)))
            + element("p", link(page_, text(f"{_value(file)}:{_value(start)}")), class_="quiet")
        )
    parts.append(element("ul", "\n".join(element("li", item) for item in items), class_="statements"))
    if len(table.rows) > _LISTED:
        every = _STATEMENTS.partition("LIMIT")[0].replace("$thing", f"<{iri}>")
        parts.append(element("p", link(address("/sparql", [("query", every)]), both("全部陈述", "all statements"))))
    return "\n".join(parts)


def _pointing(table: Table, node: str) -> str:
    if not table.rows:
        return ""
    items = []
    for property_, count in table.rows:
        own = _value(property_)
        question = f"SELECT ?thing {{ ?thing <{own}> {node} }}"
        told = f"{text(_term(own))} ({text(_value(count))})"
        items.append(element("li", link(address("/sparql", [("query", question)]), told)))
    return element("h2", both("指向它的", "What points here")) + element("ul", "\n".join(items))


def _value(term: Term | None) -> str:
    return str(term["value"]) if term is not None else ""


def _term(iri: str) -> str:
    return show.term_labels().get(iri, tables.short(iri))


def _node(iri: str) -> str:
    import pyoxigraph as ox

    try:
        return str(ox.NamedNode(iri))
    except ValueError:
        return ""

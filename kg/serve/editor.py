"""The query editor: a plain form, and over it YASGUI where the package was built with it (see hatch_build.py).

Its scripts and styles come from this server alone, and so do the words that it completes: those of the ontology.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Final

from starlette.responses import Response

from kg import query, tables
from kg.matching import folded
from kg.namespaces import DATA_NS, EDU_NS, PREFIXES, SKOS_NS
from kg.query import SavedQuery
from kg.serve import terms
from kg.serve.shell import address, both, link, page
from kg.view.markup import element, text

BUNDLE: Final = Path(__file__).parent / "yasgui"
SCRIPT, STYLE, OWN_SCRIPT, WORDS = "yasgui.min.js", "yasgui.min.css", "editor.js", "editor.json"
# On the editor's page alone scripts run: the files of this server. Addresses are those of other pages.
POLICY: Final = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SAVED: Final = "saved"  # `?saved=` opens a saved question
EXAMPLE: Final = f"""
PREFIX edu: <{EDU_NS}>
PREFIX skos: <{SKOS_NS}>
SELECT ?program ?label (COUNT(?statement) AS ?statements) {{
  ?statement edu:program ?program .
  ?program skos:prefLabel ?label
}} GROUP BY ?program ?label ORDER BY DESC(?statements) LIMIT 20
""".lstrip()


def bundled() -> bool:
    """Whether the package was built with YASGUI."""
    return (BUNDLE / SCRIPT).is_file() and (BUNDLE / STYLE).is_file()


def editor_page(asked: str, below: list[str], *, status: int = 200) -> Response:
    """Return the editor with a question in it; `below` is the answer, or why there is none."""
    field = element("textarea", "\n" + text(asked), name="query", id="query", rows="14", spellcheck="false")
    form = element(
        "form",
        element("label", both("SPARQL 查询", "SPARQL query"), for_="query")
        + field
        + element("button", both("运行", "Run"), type="submit"),
        method="get",
        action="/sparql",
    )
    answer = element("div", "\n".join(below), id="answer")
    body = [element("h1", text("SPARQL")), _saved(), element("div", form, id="plain")]
    if not bundled():
        body.append(
            element("p", both("安装包未含 YASGUI 编辑器。", "Built without the editor YASGUI."), class_="quiet")
        )
        return page("SPARQL", [*body, answer], status=status, here="/sparql")
    styles, scripts = (STYLE, "editor.css"), (SCRIPT, OWN_SCRIPT)
    whole = page("SPARQL", [*body, answer], status=status, here="/sparql", styles=styles, scripts=scripts)
    whole.headers["Content-Security-Policy"] = POLICY
    return whole


def _saved() -> str:
    """Return the way to a saved question: a field that suggests titles, and the list by groups. No script is needed."""
    groups = query.by_group().values()
    options = "".join(element("option", text(each.title), value=each.title_zh) for group in groups for each in group)
    field = element("input", "", type="search", name=SAVED, id=SAVED, list="titles", autocomplete="off", required="")
    find = element(
        "form",
        element("label", both("打开现成的问题", "open a saved question"), for_=SAVED)
        + element("div", field.removesuffix("</input>") + element("button", both("打开", "Open"), type="submit"))
        + element("datalist", options, id="titles"),
        method="get",
        action="/sparql",
        role="search",
        id="find",
    )
    listed = "".join(
        element("h3", both(group[0].group_zh, group[0].group))
        + element("ul", "".join(element("li", _opening(each)) for each in group))
        for group in groups
    )
    every = element("summary", both("全部现成的问题", "all saved questions"))
    return element("div", find + element("details", every + element("div", listed, class_="groups")), class_="saved")


def _opening(saved: SavedQuery) -> str:
    return link(address("/sparql", [(SAVED, saved.name)]), both(saved.title_zh, saved.title), data_name=saved.name)


def found(words: str) -> SavedQuery | None:
    """Return the saved question of that name or title, else the first whose title holds the words, if there is one."""
    wanted = folded(words)
    every = [each for group in query.by_group().values() for each in group]
    for fits in (str.__eq__, str.__contains__):
        for each in every:
            if wanted and any(fits(folded(called), wanted) for called in (each.name, each.title_zh, each.title)):
                return each
    return None


@cache
def told() -> bytes:
    """Return what the editor knows of this graph, as JSON: prefixes, words with their labels, the saved questions."""
    found = {
        "data": DATA_NS,
        "prefixes": PREFIXES,
        "example": EXAMPLE,
        "classes": _words("Class"),
        "properties": _words("ObjectProperty") | _words("DatatypeProperty"),
        "saved": [
            {"name": each.name, "titles": [each.title_zh, each.title], "query": each.text}
            for group in query.by_group().values()
            for each in group
        ],
    }
    return json.dumps(found, ensure_ascii=False).encode()


def _words(kind: str) -> dict[str, str]:
    return {tables.short(iri): " ".join(filter(None, terms.labels(iri))) for iri in terms.declared(kind)}

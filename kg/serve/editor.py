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
from kg.namespaces import DATA_NS, EDU_NS, PREFIXES, SKOS_NS
from kg.serve import words
from kg.serve.shell import address, both, link, page
from kg.view.markup import element, text

BUNDLE: Final = Path(__file__).parent / "yasgui"
SCRIPT, STYLE, OWN_SCRIPT, WORDS = "yasgui.min.js", "yasgui.min.css", "editor.js", "editor.json"
# On the editor's page alone scripts run: the files of this server. Addresses are those of other pages.
POLICY: Final = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
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
    saved = "".join(
        element("li", link(address("/sparql", [("query", each.text)]), both(each.title_zh, each.title)))
        for group in query.by_group().values()
        for each in group
    )
    hint = element(
        "details", element("summary", both("从现成的问题开始", "start from a saved question")) + element("ul", saved)
    )
    answer = element("div", "\n".join(below), id="answer")
    body = [element("h1", text("SPARQL")), element("div", form + hint, id="plain")]
    if not bundled():
        body.append(
            element("p", both("安装包未含 YASGUI 编辑器。", "Built without the editor YASGUI."), class_="quiet")
        )
        return page("SPARQL", [*body, answer], status=status, here="/sparql")
    styles, scripts = (STYLE, "editor.css"), (SCRIPT, OWN_SCRIPT)
    whole = page("SPARQL", [*body, answer], status=status, here="/sparql", styles=styles, scripts=scripts)
    whole.headers["Content-Security-Policy"] = POLICY
    return whole


@cache
def told() -> bytes:
    """Return what the editor knows of this graph, as JSON: prefixes, words with their labels, the saved questions."""
    found = {
        "data": DATA_NS,
        "prefixes": PREFIXES,
        "example": EXAMPLE,
        "classes": _words("Class"),
        "properties": _words("ObjectProperty") | _words("DatatypeProperty"),
        "tabs": [
            {"id": f"saved-{each.name}", "name": each.title_zh, "query": each.text}
            for group in query.by_group().values()
            for each in group
        ],
    }
    return json.dumps(found, ensure_ascii=False).encode()


def _words(kind: str) -> dict[str, str]:
    return {tables.short(iri): " ".join(filter(None, words.labels(iri))) for iri in words.declared(kind)}

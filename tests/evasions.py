"""Ways to hide a call of another server from who looks for the word; `URL` stands for the server."""

from __future__ import annotations

PREFIXES = "PREFIX : <URL> PREFIX ex: <URL> "
# All of these are calls to Oxigraph's parser but for SILENT_HERE, which is refused all the same.
CALLS = {
    "plain": "SERVICE <URL> {?a ?b ?c}",
    "case": "sErViCe#c\n<URL> {?a ?b ?c}",
    "silent": "SERVICE SILENT <URL> {?a ?b ?c}",
    "nested": "{ { OPTIONAL { SERVICE <URL> {?a ?b ?c} } } }",
    "sub-select": "{ SELECT * { SERVICE <URL> {?a ?b ?c} } }",
    "bound": "BIND(<URL> AS ?x) SERVICE ?x {?a ?b ?c}",
    "default-prefix": "SERVICE:x{?a ?b ?c}",
    "glued-prefix": "SERVICEex:x{?a ?b ?c}",
    "glued-silent": "SERVICESILENT<URL>{?a ?b ?c}",
    "glued-number": "?q ?r 1SERVICE<URL>{?a ?b ?c}",
    "escaped-name": "SERVICE:a\\'b{?a ?b ?c}",
    "dotted-name": "SERVICE:a.b{?a ?b ?c}",
    "after-dot": "?q ?r ?t.SERVICE<URL>{?a ?b ?c}",
    "less-than-comment": "FILTER(1<2)SERVICE#>\n<URL>{?a ?b ?c}",
    "less-than-long-string": "FILTER(1<2)#>'''\nSERVICE<URL>{?a ?b ?c}#'''\n",
    "less-than-string": "FILTER('a'<'>'||true) SERVICE<URL>{?a ?b ?c}#'\n",
    "quote-in-name": "OPTIONAL{?q ?r ex:a\\'} SERVICE<URL>{?a ?b ?c} OPTIONAL{?q ?r ex:a\\'}",
    "hash-in-name": "OPTIONAL{?q ?r ex:a\\#} SERVICE<URL>{?a ?b ?c}\n",
    "comment-to-return": "#\rSERVICE<URL>{?a ?b ?c}\n",
    "escape-in-iri": "OPTIONAL{?q ?r <x:\\u0041#>}#'''\nSERVICE<URL>{?a ?b ?c}#'''\n",
}
SILENT_HERE = frozenset({"bound", "hash-in-name", "escape-in-iri", "quote-in-name", "glued-number"})
# None of these is.
HARMLESS = {
    "string": 'SELECT * { ?s ?p "SERVICE <http://x/> {}" }',
    "long-string": "SELECT * { ?s ?p '''SERVICE <http://x/> {}''' }",
    "iri": "SELECT * { ?s ?p <SERVICE> }",
    "absolute-iri": "SELECT * { ?s ?p <http://x/service#SERVICE> }",
    "variable": "SELECT ?service { ?s ?service $service }",
    "prefix": "PREFIX service: <http://x/> SELECT * { ?s service:x service:service }",
    "other-prefix": "PREFIX my-SERVICE: <http://x/> SELECT * { ?s my-SERVICE:a 1 }",
    "language": 'SELECT * { ?s ?p "a"@service }',
    "comment": "# SERVICE\nASK {}",
    "less-than": "SELECT * { ?s ?p ?o FILTER(?o < 3 && ?o > 1) }",
}


def asking(call: str, url: str) -> str:
    """Return a question that makes the call."""
    return (PREFIXES + "SELECT * { " + call + " }").replace("URL", url)

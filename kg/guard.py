"""What no question may hold: calls to other servers, and what overflows the parser's stack.

Oxigraph has no switch against SERVICE and no limit of depth. So the text is read as SPARQL 1.1 tokenises it, and where
two readings are possible (`<` as less-than or as the begin of an IRI) the dangerous one is taken.
"""

from __future__ import annotations

import re

from kg.errors import UsageError

# What brackets, `$name` and words must not be looked for in, and the brackets and the parameters.
TOKEN = re.compile(
    r"(?P<escape>\\.)"
    r"""|(?P<iri><(?![?$=])(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*+>)"""
    r"""|(?P<string>"{3}(?:[^"\\]|\\.|"(?!""))*+"{3}|'{3}(?:[^'\\]|\\.|'(?!''))*+'{3}"""
    r"""|"(?:[^"\\\n\r]|\\.)*+"|'(?:[^'\\\n\r]|\\.)*+')"""
    r"|(?P<comment>#[^\n\r]*)"
    r"|\$(?P<name>[A-Za-z_][A-Za-z0-9_]*)|(?P<open>[({\[]|![\s!]*)|(?P<close>[)}\]])",
    re.DOTALL,
)
# names, within which the word is harmless: variables, languages, prefixed names (their prefix is kept)
_NAME = re.compile(r"[?$]\w+|@[A-Za-z]+(?:-[A-Za-z0-9]+)*|(?<![\w-])(?P<prefix>[\w-]*+:)[\w:%-]*")
_SERVICE = re.compile("service", re.IGNORECASE)
# the parser takes keywords that nothing parts from what follows: `SERVICEex:x{`, `trueSERVICE<…>`
_KEYWORD = re.compile(r"service(?![\w-]*:)", re.IGNORECASE)
_PREFIX = re.compile(r"service[\w-]*:", re.IGNORECASE)
_GLUED = re.compile(r"(?<![^\s{}])(?=([^\s{}]++)\s*+\{)")
# After a term `<` may be less-than; a quote or a comment begins within what looks like an IRI. `scheme://` is an IRI.
_TWO_READINGS = re.compile(r"<(?![A-Za-z][A-Za-z0-9]*://)[^<>\"{}|^`\x00-\x20]*?['#]")
_CLAUSE = re.compile(r"bind|minus|optional|filter|union|\|\||&&|[!/|^]", re.IGNORECASE)
_DEEPEST = 100  # brackets within brackets: the parser's stack ends at some thousands
_MOST_CLAUSES = 1_000  # clauses and operators side by side are nested once parsed: 3,000 end the process


def keep_harmless(text: str, place: str) -> None:
    """Raise UsageError where a question calls another server or is nested beyond what the parser survives."""
    if _calls(text):
        fact = "it asks another server (SERVICE), and questions here are answered from this graph alone"
        raise UsageError(place, fact, "leave SERVICE out")
    if _deeper(text):
        raise UsageError(place, f"brackets stand more than {_DEEPEST} deep", "ask a simpler question")
    if len(_CLAUSE.findall(text)) > _MOST_CLAUSES and len(_CLAUSE.findall(_bare(text))) > _MOST_CLAUSES:
        fact = f"it has more than {_MOST_CLAUSES} clauses and operators"
        raise UsageError(place, fact, "ask a simpler question, or use VALUES")


def _calls(text: str) -> bool:
    if not _SERVICE.search(text):
        return False
    if _TWO_READINGS.search(text):
        return True
    bare = _bare(text)
    without_names = _NAME.sub(lambda name: f" {name['prefix'] or ''}", bare)
    glued = (word[1] for word in _GLUED.finditer(bare))
    return _KEYWORD.search(without_names) is not None or any(map(_PREFIX.search, glued))


def _bare(text: str) -> str:
    """Return the text with a space for each string, IRI and comment; an escape is part of a name."""
    hidden = {"escape": "_", "iri": " ", "string": " ", "comment": " "}
    return TOKEN.sub(lambda token: hidden.get(token.lastgroup or "", token[0]), text)


def _deeper(text: str) -> bool:
    two_readings = _TWO_READINGS.search(text) is not None
    depth = 0
    for token in TOKEN.finditer(text):
        opened = token["open"] or ""
        depth += 1 if opened in {"(", "{", "["} else 0
        depth -= 1 if token["close"] else 0
        if max(depth, len(opened)) > _DEEPEST:
            return True
    return two_readings and sum(map(text.count, "({[!")) > 5 * _DEEPEST

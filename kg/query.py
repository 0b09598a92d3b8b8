"""SPARQL questions: saved ones with typed parameters, and anybody's own.

A saved question is `queries/<name>.rq`: SPARQL 1.1 under a header of comments,

    # title: Who works on a program
    # title@zh: 谁在做某项工作
    # description: …
    # description@zh: …
    # param program: program = 双减 | which program
    # param status: choice(Reported, Planned) = | reported or planned; both where not given

A parameter stands in the text as `$name` and is replaced by a term, never by text: `$name` is a SPARQL variable, so a
question without its parameters is still valid SPARQL. Kinds: program, jurisdiction, school, person, policy, entity
(by label, any wording, code or IRI), year, date, integer, string, choice(a, b).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg import resources
from kg.errors import KgError, UsageError
from kg.namespaces import DATA_NS, EDU_NS, PREFIXES, XSD_NS

if TYPE_CHECKING:
    import pyoxigraph as ox

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_HEADER = re.compile(r"#\s*(title|title@zh|description|description@zh|example|group)\s*:\s*(.*)")
_PARAMETER = re.compile(r"#\s*param\s+([a-z_]+)\s*:\s*([a-z]+)(?:\(([^()]*)\))?\s*(?:=\s*([^|]*))?(?:\|\s*(.*))?")
# what `$name` must not be looked for in, then `$name` itself
_TOKEN = re.compile(r"<[^<>\s]*>|\"[^\"\n]*\"|'[^'\n]*'|#[^\n]*|\$([a-z_]+)")
_CLASSES = {
    "program": "edu:Program",
    "jurisdiction": "edu:Jurisdiction",
    "school": "edu:School",
    "person": "edu:Person",
    "policy": "edu:PolicyDocument",
    "entity": "",
}
_DATATYPES = {"year": "gYear", "date": "date", "integer": "integer"}
_FORMS = {"year": r"\d{4}", "date": r"\d{4}-\d{2}-\d{2}", "integer": r"-?\d+"}
_NEAR = 5


@dataclass(frozen=True, slots=True)
class Parameter:
    """One `# param` line. `default` is empty where the parameter may be left open."""

    name: str
    kind: str
    choices: tuple[str, ...]
    default: str
    description: str


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """One file of `queries/`, its header read."""

    name: str
    path: Path
    title: str
    title_zh: str
    description: str
    description_zh: str
    parameters: tuple[Parameter, ...]
    text: str


def prologue() -> str:
    """Return the PREFIX lines that every question may rely on."""
    return "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in sorted(PREFIXES.items()))


@cache
def saved_queries(folder: Path | None = None) -> Mapping[str, SavedQuery]:
    """Return the saved questions of a folder (default: those that travel with the program) by name, sorted."""
    found = (folder or resources.folder("queries")).glob("*.rq")
    return {path.stem: parse(path) for path in sorted(found)}


def saved_query(name: str, folder: Path | None = None) -> SavedQuery:
    """Return the saved question of that name. Raises UsageError, naming near ones, where there is none."""
    known = saved_queries(folder)
    if NAME.fullmatch(name) and name in known:
        return known[name]
    near = difflib.get_close_matches(name, known, n=3, cutoff=0.4)
    hint = f"did you mean {' or '.join(near)}?" if near else "see `kg queries`"
    raise UsageError(name[:80], "no saved question has this name", hint)


def parse(path: Path) -> SavedQuery:
    """Read the header of a saved question. Raises KgError naming the line that is wrong."""
    text = path.read_text(encoding="utf-8")
    said: dict[str, str] = {}
    parameters = []
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.fullmatch(line.strip()):
            said[header[1]] = header[2].strip()
        elif line.startswith("# param"):
            match = _PARAMETER.fullmatch(line.strip())
            if not match or match[2] not in {*_CLASSES, *_DATATYPES, "string", "choice"}:
                raise KgError(
                    f"{path.name}:{number}", "not a parameter line", "write `# param name: kind = default | what`"
                )
            choices = tuple(choice.strip() for choice in (match[3] or "").split(",") if choice.strip())
            parameters.append(
                Parameter(match[1], match[2], choices, (match[4] or "").strip(), (match[5] or "").strip())
            )
    for needed in ("title", "title@zh", "description", "description@zh"):
        if not said.get(needed):
            raise KgError(path.name, f"the header has no `# {needed}:` line", "add it")
    return SavedQuery(
        path.stem,
        path,
        said["title"],
        said["title@zh"],
        said["description"],
        said["description@zh"],
        tuple(parameters),
        text,
    )


def bind(query: SavedQuery, given: Mapping[str, str], store: ox.Store) -> str:
    """Return the question's text with `$name` replaced by terms.

    `given` are texts as a person types them. Raises UsageError for an unknown parameter, a value of the wrong form, or
    a name that nothing in the graph has (with what comes near).
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in given:
        if name not in known:
            has = f"it has {', '.join(known)}" if known else "it has none"
            raise UsageError(f"{query.name} --param {name}", "the question has no such parameter", has)
    terms = {}
    for name, parameter in known.items():
        value = given.get(name, parameter.default)
        if value:
            terms[name] = _term(query.name, parameter, value, store)
    return _TOKEN.sub(lambda match: str(terms[match[1]]) if match[1] in terms else match[0], query.text)


def ask(store: ox.Store, text: str, *, place: str = "query") -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    """Run SPARQL with our prefixes known. Raises UsageError with line and column where it does not parse."""
    before = prologue()
    try:
        return store.query(before + text)
    except SyntaxError as error:
        line = (error.lineno or 1) - before.count("\n")
        where = f"{place}:{max(1, line)}" if error.lineno else place
        raise UsageError(
            where, f"not SPARQL 1.1: {_plain(error.msg, before)}", "see https://www.w3.org/TR/sparql11-query/"
        ) from error
    except ValueError as error:
        raise UsageError(place, f"the question cannot be answered: {error}", "mend it") from error


def _plain(message: str, before: str) -> str:
    """Return the parser's message without positions that count the lines we put before."""
    offset = before.count("\n")
    return re.sub(
        r"(\d+):(\d+)", lambda match: f"line {max(1, int(match[1]) - offset)}, column {match[2]}", message, count=1
    )


def _term(query: str, parameter: Parameter, value: str, store: ox.Store) -> ox.NamedNode | ox.Literal:
    import pyoxigraph as ox

    place = f"{query} --param {parameter.name}={value[:60]}"
    if parameter.kind == "choice":
        if value not in parameter.choices:
            raise UsageError(place, "not one of the allowed values", f"give {' or '.join(parameter.choices)}")
        return ox.NamedNode(EDU_NS + value) if value[:1].isupper() else ox.Literal(value)
    if parameter.kind in _DATATYPES:
        if not re.fullmatch(_FORMS[parameter.kind], value, re.ASCII):
            shape = {"year": "YYYY", "date": "YYYY-MM-DD", "integer": "a whole number"}[parameter.kind]
            raise UsageError(place, f"not a {parameter.kind}", f"write {shape}")
        return ox.Literal(value, datatype=ox.NamedNode(XSD_NS + _DATATYPES[parameter.kind]))
    if parameter.kind == "string":
        return ox.Literal(value)
    return named(store, value, parameter.kind, place=place)


def named(store: ox.Store, name: str, kind: str = "entity", *, place: str = "") -> ox.NamedNode:
    """Return the one node that has the name (label, wording, division code, or IRI with or without the data prefix).

    Raises UsageError where none has it, naming what comes near, or where several do, naming them.
    """
    import pyoxigraph as ox

    place = place or name[:80]
    known_class = f"?node a {_CLASSES[kind]} ." if _CLASSES[kind] else "?node a ?class ."
    for iri in (name, DATA_NS + name) if re.fullmatch(r"[^<>\"{}|^`\\\s]+", name) else ():
        if (":" in iri) and any(store.quads_for_pattern(ox.NamedNode(iri), None, None, None)):
            return ox.NamedNode(iri)
    labels = "VALUES ?p { skos:prefLabel skos:altLabel rdfs:label dcterms:title edu:divisionCode edu:fileName }"
    question = (
        f"{prologue()} SELECT DISTINCT ?node ?p {{ {labels} ?node ?p ?l . {known_class} FILTER(STR(?l) = ?name) }}"
    )
    rows = _rows(store, question, {ox.Variable("name"): ox.Literal(name)})
    preferred = {node for node, property_ in rows if property_.endswith("prefLabel")} or {node for node, _ in rows}
    if len(preferred) == 1:
        return ox.NamedNode(preferred.pop())
    if preferred:
        listed = ", ".join(sorted(node.removeprefix(DATA_NS) for node in preferred)[:_NEAR])
        raise UsageError(place, f"{len(preferred)} things have this name", f"give one of {listed}")
    labels_known = f"{prologue()} SELECT DISTINCT ?l {{ {known_class} ?node skos:prefLabel ?l }}"
    everything = sorted(label for (label,) in _rows(store, labels_known))
    near = difflib.get_close_matches(name, everything, n=_NEAR, cutoff=0.3)
    near += [label for label in everything if name in label and label not in near][: _NEAR - len(near)]
    what = "thing" if kind == "entity" else kind
    hint = f"near: {', '.join(near)}" if near else "see `kg stats`"
    raise UsageError(place, f"no {what} in this graph has this name", hint)


def _rows(store: ox.Store, text: str, bound: Mapping[ox.Variable, ox.Literal] | None = None) -> list[tuple[str, ...]]:
    """Return the values of a SELECT, which binds every variable in every row."""
    import pyoxigraph as ox

    found = store.query(text, substitutions=dict(bound or {}))
    assert isinstance(found, ox.QuerySolutions)
    return [tuple(value.value for value in row) for row in found]

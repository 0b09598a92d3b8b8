"""SPARQL questions: saved ones with typed parameters, and anybody's own.

A saved question is `queries/<name>.rq`: SPARQL 1.1 under a header of comments,

    # title: Who works on a program
    # title@zh: 谁在做某项工作
    # group: Who works on what
    # group@zh: 谁在做什么
    # description: …
    # description@zh: …
    # param program: program = 双减 | which program
    # param@zh program: 哪项举措
    # param status: choice(Reported, Planned) = | reported or planned; both where not given
    # param@zh status: 已报告或计划中；不填则两者都列
    # example: program=双减; status=Planned

A parameter stands in the text as `$name` and is replaced by a term, never by text: `$name` is a SPARQL variable, so a
question without its parameters is still valid SPARQL. It stands in patterns and filters, never in what is selected,
grouped, ordered or bound, so columns have other names. Kinds: program, jurisdiction, school, person, policy, indicator,
document, entity (by label, any wording, code or IRI), year, date, integer, string, choice(a, b); a kind ending in `!`
must be given. The example's values show the question at its best.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from kg import resources
from kg.errors import KgError, UsageError
from kg.guard import TOKEN, keep_harmless
from kg.matching import folded
from kg.namespaces import DATA_NS, EDU_NS, PREFIXES, XSD_NS, expand

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pyoxigraph as ox

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_SAID = ("title", "title@zh", "group", "group@zh", "description", "description@zh", "example")
_HEADER = re.compile(rf"#\s*({'|'.join(_SAID)})\s*:\s*(.*)")
_PARAMETER = re.compile(r"#\s*param\s+([a-z_]+)\s*:\s*([a-z]+)(?:\(([^()]*)\))?(!?)\s*(?:=\s*([^|]*))?(?:\|\s*(.*))?")
_PARAMETER_ZH = re.compile(r"#\s*param@zh\s+([a-z_]+)\s*:\s*(.*)")
_CLASSES = {
    "program": "edu:Program",
    "jurisdiction": "edu:Jurisdiction",
    "school": "edu:School",
    "person": "edu:Person",
    "policy": "edu:PolicyDocument",
    "indicator": "edu:Indicator",
    "document": "edu:SourceDocument",
    "entity": "",
}
_DATATYPES = {"year": "gYear", "date": "date", "integer": "integer"}
# what values of a kind look like; values of other kinds are names
FORMS = {"year": r"\d{4}", "date": r"\d{4}-\d{2}-\d{2}", "integer": r"-?\d{1,18}"}
_SHAPES = {"year": "YYYY", "date": "YYYY-MM-DD", "integer": "a whole number"}
_KINDS = frozenset({*_CLASSES, *_DATATYPES, "string", "choice"})
# Groups of the saved questions, in the order in which a person meets them.
GROUPS = (
    "Who works on what",
    "Plans and what came of them",
    "Figures",
    "What happened",
    "People, schools and bodies",
    "Places and years",
    "Documents and their words",
)
# properties by which a thing is called, the surest first
_NAMES = ("skos:prefLabel", "edu:divisionCode", "edu:fileName", "rdfs:label", "dcterms:title", "skos:altLabel")
_LOCAL = re.compile(r"[^\x00-\x20<>\"{}|^`\\]{1,2000}")
_NEAR = 5
_COMPARED = 20_000  # names among which near ones are looked for


class Answering(Protocol):
    """What answers SPARQL 1.1: a store of ours, or an endpoint anywhere."""

    def query(self, query: str, /) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Return the answer. Raises SyntaxError, OSError, RuntimeError or ValueError where there is none."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One `# param` line. `default` is empty where the parameter may be left open."""

    name: str
    kind: str
    choices: tuple[str, ...]
    required: bool
    default: str
    description: str
    description_zh: str


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """One file of `queries/`, its header read. `example` holds parameter values as a person types them."""

    name: str
    path: Path
    title: str
    title_zh: str
    group: str
    group_zh: str
    description: str
    description_zh: str
    parameters: tuple[Parameter, ...]
    example: Mapping[str, str]
    text: str


def prologue() -> str:
    """Return the PREFIX lines that every question may rely on."""
    return "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in sorted(PREFIXES.items()))


@cache
def saved_queries(folder: Path | None = None) -> Mapping[str, SavedQuery]:
    """Return the saved questions of a folder (default: those that travel with the program) by name, sorted."""
    found = (folder or resources.folder("queries")).glob("*.rq")
    return {path.stem: parse(path) for path in sorted(found)}


def by_group(folder: Path | None = None) -> Mapping[str, tuple[SavedQuery, ...]]:
    """Return the saved questions of each group: the groups in the order of GROUPS, others by name behind them."""
    groups: dict[str, list[SavedQuery]] = {}
    for saved in saved_queries(folder).values():
        groups.setdefault(saved.group, []).append(saved)
    known = [group for group in GROUPS if group in groups]
    return {group: tuple(groups[group]) for group in (*known, *sorted(groups.keys() - set(known)))}


def saved_query(name: str, folder: Path | None = None) -> SavedQuery:
    """Return the saved question of that name. Raises UsageError, naming near ones, where there is none."""
    known = saved_queries(folder)
    if NAME.fullmatch(name) and name in known:
        return known[name]
    near = difflib.get_close_matches(name[:80], known, n=3, cutoff=0.4)
    hint = f"did you mean {' or '.join(near)}?" if near else "see `kg queries`"
    raise UsageError(name[:80], "no saved question has this name", hint)


def parse(path: Path) -> SavedQuery:
    """Read the header of a saved question. Raises KgError naming the line that is wrong."""
    text = path.read_text(encoding="utf-8")
    said: dict[str, str] = {}
    zh: dict[str, str] = {}
    parameters = []
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.fullmatch(line.strip()):
            said[header[1]] = header[2].strip()
        elif translated := _PARAMETER_ZH.fullmatch(line.strip()):
            zh[translated[1]] = translated[2].strip()
        elif line.startswith("# param"):
            match = _PARAMETER.fullmatch(line.strip())
            if not match or match[2] not in _KINDS:
                raise KgError(
                    f"{path.name}:{number}", "not a parameter line", "write `# param name: kind = default | what`"
                )
            choices = tuple(choice.strip() for choice in (match[3] or "").split(",") if choice.strip())
            default, description = (match[5] or "").strip(), (match[6] or "").strip()
            parameters.append(Parameter(match[1], match[2], choices, bool(match[4]), default, description, ""))
    for needed in _SAID[:-1]:
        if not said.get(needed):
            raise KgError(path.name, f"the header has no `# {needed}:` line", "add it")
    for unknown in zh.keys() - {parameter.name for parameter in parameters}:
        raise KgError(path.name, f"there is no parameter {unknown} to describe in Chinese", "write `# param` for it")
    return SavedQuery(
        name=path.stem,
        path=path,
        title=said["title"],
        title_zh=said["title@zh"],
        group=said["group"],
        group_zh=said["group@zh"],
        description=said["description"],
        description_zh=said["description@zh"],
        parameters=tuple(replace(each, description_zh=zh.get(each.name, "")) for each in parameters),
        example=_example(said.get("example", "")),
        text=text,
    )


def columns(query: SavedQuery) -> tuple[str, ...]:
    """Return the names of the columns of a saved question, in their order."""
    import pyoxigraph as ox

    answer = ask(ox.Store(), query.text, place=query.name)
    return tuple(variable.value for variable in answer.variables)  # type: ignore[union-attr]


def _example(line: str) -> Mapping[str, str]:
    pairs = (pair.partition("=") for pair in line.split(";") if "=" in pair)
    return {name.strip(): value.strip() for name, _, value in pairs}


def bind(query: SavedQuery, given: Mapping[str, str], store: Answering, *, partly: bool = False) -> str:
    """Return the question's text with `$name` replaced by terms.

    `given` are texts as a person types them; `partly`: what must be given may be left open. Raises UsageError for an
    unknown parameter, a value of the wrong form, or a name that nothing in the graph has (with what comes near).
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in given:
        if name not in known:
            has = f"it has {', '.join(known)}" if known else "it has none"
            raise UsageError(f"{query.name} --param {name[:60]}", "the question has no such parameter", has)
    terms = {}
    for name, parameter in known.items():
        value = given.get(name, parameter.default).strip()
        if not value and parameter.required and not partly:
            raise UsageError(query.name, f"--param {name} is needed", parameter.description)
        if value:
            terms[name] = str(_term(query.name, parameter, value, store))
    return TOKEN.sub(lambda match: terms.get(match["name"] or "", match[0]), query.text)


def ask(store: Answering, text: str, *, place: str = "query") -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    """Run SPARQL 1.1 with our prefixes known, on this graph alone; `<program/…>` stands below the data prefix.

    Raises UsageError with the line where it does not parse, and for SERVICE and excessive nesting.
    """
    before = f"BASE <{DATA_NS}>\n{prologue()}"
    keep_harmless(text, place)
    try:
        return store.query(before + text)
    except SyntaxError as error:
        where, fact = _misfit(error.msg, before.count("\n"))
        hint = "see https://www.w3.org/TR/sparql11-query/"
        raise UsageError(f"{place}:{where}" if where else place, fact, hint) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise UsageError(place, f"the question cannot be answered: {error}", "mend it") from error


def _misfit(message: str, lines_before: int) -> tuple[int, str]:
    """Return the line (0: not known) and the fact that a parser's message tells, counted without our prologue."""
    found = re.fullmatch(r"error at (\d+):(\d+): (.*)", message, re.DOTALL)
    if not found:
        return 0, f"not SPARQL 1.1: {message}"
    expected = " ".join(found[3].split())
    expected = expected.replace("expected one of Prefix not found", "a prefix is not declared, or one of")
    if len(expected) > 160:
        expected = expected[:160].rpartition(",")[0] + ", …"
    line = max(1, int(found[1]) - lines_before)
    return line, f"not SPARQL 1.1, from column {found[2]}: {expected}"


def _term(query: str, parameter: Parameter, value: str, store: Answering) -> ox.NamedNode | ox.Literal:
    import pyoxigraph as ox

    place = f"{query} --param {parameter.name}={value[:60]}"
    if not _is_text(value):
        raise UsageError(place, "holds bytes that are no text", "write it in UTF-8")
    if parameter.kind == "choice":
        if value not in parameter.choices:
            raise UsageError(place, "not one of the allowed values", f"give {' or '.join(parameter.choices)}")
        return ox.NamedNode(EDU_NS + value) if value[:1].isupper() else ox.Literal(value)
    if parameter.kind in _DATATYPES:
        if not re.fullmatch(FORMS[parameter.kind], value, re.ASCII):
            raise UsageError(place, f"no {parameter.kind}", f"write {_SHAPES[parameter.kind]}")
        return ox.Literal(value, datatype=ox.NamedNode(XSD_NS + _DATATYPES[parameter.kind]))
    if parameter.kind == "string":
        return ox.Literal(value)
    return named(store, value, parameter.kind, place=place)


def _is_text(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def named(store: Answering, name: str, kind: str = "entity", *, place: str = "") -> ox.NamedNode:
    """Return the one node that has the name (label, wording, division code, or IRI with or without the data prefix).

    Raises UsageError where none has it, naming what comes near, or where several do, naming them.
    """
    place, name = place or name[:80], name.strip()
    if not _is_text(name):
        raise UsageError(place, "holds bytes that are no text", "write it in UTF-8")
    for iri in (name, DATA_NS + name) if _LOCAL.fullmatch(name) else ():
        node = _node(iri)
        # no ASK: Virtuoso answers it in a form of its own
        if node and any(_select(store, f"SELECT * {{ {node} ?property ?value . {_is_a(str(node), kind)} }} LIMIT 1")):
            return node
    found = _called(store, name, kind)
    if len(found) == 1:
        return found[0]
    what = "thing" if kind == "entity" else kind
    if found:
        listed = ", ".join(node.value.removeprefix(DATA_NS) for node in found[:_NEAR])
        more = f" and {len(found) - _NEAR} more" if len(found) > _NEAR else ""
        raise UsageError(place, f"{len(found)} of this name are in the graph", f"give one of {listed}{more}")
    near = nearest(name, {label for _, label in _labels(store, kind)})
    hint = f"near: {', '.join(near)}" if near else "see `kg stats`"
    raise UsageError(place, f"no {what} in this graph has this name", hint)


def labels(store: Answering, kind: str) -> set[str]:
    """Return the labels of all things of a kind."""
    return {label for _, label in _labels(store, kind)}


def nearest(name: str, names: Collection[str], count: int = _NEAR) -> list[str]:
    """Return at most `count` of the names that are like `name` or hold it, the likest first."""
    holding = sorted((each for each in names if name in each), key=lambda each: (len(each), each))
    if len(names) > _COMPARED or len(holding) >= count:
        return holding[:count]
    near = difflib.get_close_matches(name[:80], sorted(names), n=count, cutoff=0.3)
    return [*near, *(each for each in holding if each not in near)][:count]


def _called(store: Answering, name: str, kind: str) -> list[ox.NamedNode]:
    """Return the nodes of a kind that are called so, sorted, by the surest property that gives any."""
    import pyoxigraph as ox

    forms = " ".join(map(str, (ox.Literal(name, language="zh"), ox.Literal(name), ox.Literal(name, language="en"))))
    for said in _NAMES:
        pattern = f"VALUES ?form {{ {forms} }} ?node <{expand(said)}> ?form . {_is_a('?node', kind)}"
        if found := {node for (node,) in _select(store, f"SELECT DISTINCT ?node {{ {pattern} FILTER(isIRI(?node)) }}")}:
            return sorted(found, key=str)
    wanted = folded(name)
    alike = {node for node, label in _labels(store, kind) if wanted and folded(label) == wanted}
    return sorted(alike, key=str)


def _labels(store: Answering, kind: str) -> Iterator[tuple[ox.NamedNode, str]]:
    pattern = f"?node <{expand('skos:prefLabel')}> ?label . {_is_a('?node', kind)}"
    for node, label in _select(store, f"SELECT ?node ?label {{ {pattern} FILTER(isIRI(?node)) }}"):
        yield node, label.value


def _select(store: Answering, text: str) -> Iterator[Sequence[Any]]:
    """Yield the rows of a question of our own, of which every cell is bound."""
    for row in store.query(text):  # type: ignore[union-attr]
        yield tuple(row)


def _is_a(node: str, kind: str) -> str:
    return f"{node} a <{expand(_CLASSES[kind])}> ." if _CLASSES[kind] else ""


def _node(iri: str) -> ox.NamedNode | None:
    import pyoxigraph as ox

    try:
        return ox.NamedNode(iri)
    except ValueError:
        return None

"""SHACL Core (https://www.w3.org/TR/shacl/), as far as `ontology/shapes.ttl` uses it, over dictionaries of terms.

A build checks each document with this; `kg.validate` says the same by pySHACL at a hundred times the price, and tests
hold the two together. A component of SHACL that is not known here is refused, never passed over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from kg import resources
from kg.errors import KgError
from kg.literals import datatype_of, ordered, plain, well_formed
from kg.namespaces import PREFIXES, RDF_NS, SH_NS, SHAPES_NS

if TYPE_CHECKING:
    from pathlib import Path

    import pyoxigraph as ox

    from kg.literals import Term

    Values = Sequence[Term]
    # (data, focus node, value nodes) → the values at fault; None where what is at fault is that a value lacks
    Component = Callable[["Data", Term, Values], Iterable[Term | None]]

_TYPE = RDF_NS + "type"
_LANG_STRING = RDF_NS + "langString"
_TARGETS = ("targetClass", "targetSubjectsOf", "targetObjectsOf")
# what a shape says beside its constraints, and what another component reads
_PASSED = frozenset({*_TARGETS, "path", "message", "qualifiedMinCount", "qualifiedMaxCount"})


class Violation(NamedTuple):
    """One breach of a shape, in plain words.

    `shape` is the shape's local name, `focus` the node's IRI, `path` the property as a CURIE (`a / b` for a sequence,
    empty for the node itself), `value` the value at fault as text, empty where a value lacks or all are at fault.
    """

    shape: str
    focus: str
    path: str
    value: str
    message_zh: str
    message_en: str


class Rule(NamedTuple):
    """A named shape, ready to run: `targets` are (kind of target, IRI), `path` predicates, empty for the node."""

    name: str
    targets: tuple[tuple[str, str], ...]
    path: tuple[str, ...]
    components: tuple[Component, ...]
    message_zh: str
    message_en: str

    @property
    def path_text(self) -> str:
        """The path as people write it."""
        return " / ".join(map(compact, self.path))


class Data:
    """Triples by subject and predicate, without the graphs that they came from."""

    def __init__(self, quads: Iterable[ox.Quad | ox.Triple]) -> None:
        """Read all; a triple of several graphs counts once."""
        self._of: dict[Term, dict[str, dict[Term, None]]] = {}
        self._classes: dict[Term, set[str]] = {}
        for quad in quads:
            subject, predicate, value = quad.subject, quad.predicate.value, quad.object
            self._of.setdefault(subject, {}).setdefault(predicate, {})[value] = None
            if predicate == _TYPE:
                self._classes.setdefault(subject, set()).add(plain(value))

    def subjects(self) -> Iterable[Term]:
        """Return every node of which something is said."""
        return self._of

    def values(self, focus: Term, path: Sequence[str]) -> Values:
        """Return the value nodes of a path of predicates, each once; the focus itself for an empty path."""
        if len(path) == 1:
            return tuple(self._of.get(focus, {}).get(path[0], ()))
        if not path:
            return (focus,)
        found: dict[Term, None] = {focus: None}
        for predicate in path:
            found = {value: None for node in found for value in self._of.get(node, {}).get(predicate, ())}
        return tuple(found)

    def has_class(self, node: Term, iri: str) -> bool:
        """Whether the data give the node that class; they write superclasses out."""
        return iri in self._classes.get(node, ())

    def targets(self, wanted: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], Values]:
        """Return the focus nodes of all targets in one pass."""
        found: dict[tuple[str, str], dict[Term, None]] = {target: {} for target in wanted}
        for subject, predicates in self._of.items():
            for kind in self._classes.get(subject, ()):
                if (of_class := found.get(("targetClass", kind))) is not None:
                    of_class[subject] = None
            for predicate, objects in predicates.items():
                if (of_subjects := found.get(("targetSubjectsOf", predicate))) is not None:
                    of_subjects[subject] = None
                if (of_objects := found.get(("targetObjectsOf", predicate))) is not None:
                    of_objects.update(objects)
        return {target: tuple(nodes) for target, nodes in found.items()}


def check(
    quads: Iterable[ox.Quad | ox.Triple], shapes: Path | None = None, among: Container[str] | None = None
) -> tuple[Violation, ...]:
    """Return every breach of the shapes (the ontology's own, or those of a file), sorted.

    `quads` may be a Store, or what `pyoxigraph.parse` gives. Entities that a document refers to must be among them
    with their classes, those of the vocabulary too. `among`: IRIs of the nodes that are checked; the others tell
    nothing but their classes.
    """
    data, asked = Data(quads), rules(shapes or own_shapes())
    focuses: Mapping[tuple[str, str], Values] = data.targets({target for rule in asked for target in rule.targets})
    if among is not None:
        focuses = {target: [node for node in nodes if plain(node) in among] for target, nodes in focuses.items()}
    found = set()
    for rule in asked:
        for focus in {node for target in rule.targets for node in focuses[target]}:
            values = data.values(focus, rule.path)
            for component in rule.components:
                for value in component(data, focus, values):
                    found.add(violation(rule, plain(focus), "" if value is None else plain(value)))
    return tuple(sorted(found))


def violation(rule: Rule, focus: str, value: str) -> Violation:
    """Return a breach of the rule."""
    return Violation(rule.name, focus, rule.path_text, value, rule.message_zh, rule.message_en)


def compact(iri: str) -> str:
    """Return the IRI as a CURIE where its namespace is known."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return f"<{iri}>"


def own_shapes() -> Path:
    """Return the file of the ontology's shapes."""
    return resources.folder("ontology") / "shapes.ttl"


@cache
def rules(path: Path) -> tuple[Rule, ...]:
    """Return the named shapes of a file of shapes, by name. Raises KgError where one goes beyond what is known here."""
    import pyoxigraph as ox

    try:
        shapes = Data(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
    except (OSError, SyntaxError) as error:
        raise KgError(str(path), f"the shapes cannot be read ({error})", "give a Turtle file of shapes") from error
    reader = _Reader(shapes, str(path))
    found: dict[str, Rule] = {}
    for node in shapes.targets({("targetSubjectsOf", f"{SH_NS}{name}") for name in _TARGETS}).values():
        for shape in node:
            targets = tuple(
                (name, plain(value)) for name in _TARGETS for value in shapes.values(shape, (SH_NS + name,))
            )
            for named in (shape, *shapes.values(shape, (SH_NS + "property",))):
                rule = reader.rule(named, targets)
                if rule.name in found:
                    rule = rule._replace(targets=(*found[rule.name].targets, *targets))
                if rule.components:
                    found[rule.name] = rule
    return tuple(found[name] for name in sorted(found))


# what these read of a well-formed value is its type, its language, its order among others and whether it is empty
_READ_NO_VALUE = frozenset(
    f"{SH_NS}{name}"
    for name in ("class", "datatype", "equals", "languageIn", "lessThan", "lessThanOrEquals", "maxCount", "minCount")
) | {f"{SH_NS}{name}" for name in ("minLength", "nodeKind", "path", "message")}


def values_read(path: Path) -> frozenset[str]:
    """Return the predicates of which a shape reads the very value: on a list, in a pattern, above a bound."""
    import pyoxigraph as ox

    shapes = Data(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
    reader = _Reader(shapes, str(path))
    return frozenset(
        predicate for shape in shapes.subjects() if reader.reads_value(shape) for predicate in reader.path(shape)
    )


class _Reader:
    """Turns nodes of a shapes graph into components."""

    def __init__(self, shapes: Data, place: str) -> None:
        self.shapes, self.place = shapes, place

    def rule(self, shape: Term, targets: tuple[tuple[str, str], ...]) -> Rule:
        words = {getattr(word, "language", None): plain(word) for word in self.values(shape, "message")}
        name = plain(shape).removeprefix(SHAPES_NS)
        # the properties of a node shape with a target are rules of their own
        components = self.components(shape, leave=() if self.values(shape, "path") else ("property",))
        if components and (name == "[]" or not {"zh", "en"} <= words.keys()):
            raise KgError(f"{self.place}: {name}", "the shape lacks an IRI or a message in zh or en", "add them")
        return Rule(name, targets, self.path(shape), components, words.get("zh", ""), words.get("en", ""))

    def components(self, shape: Term, leave: Sequence[str] = ()) -> tuple[Component, ...]:
        found: list[Component] = []
        for predicate in sorted(self.shapes._of.get(shape, {})):
            name = predicate.removeprefix(SH_NS)
            if not predicate.startswith(SH_NS) or name in _PASSED or name in leave:
                continue
            if name not in _COMPONENTS:
                raise KgError(f"{self.place}: {plain(shape)}", f"sh:{name} is not known here", "add it to kg/shacl.py")
            found.extend(_COMPONENTS[name](self, shape, value) for value in self.values(shape, name))
        return tuple(found)

    def values(self, shape: Term, name: str) -> Values:
        return self.shapes.values(shape, (SH_NS + name,))

    def path(self, shape: Term) -> tuple[str, ...]:
        paths = self.values(shape, "path")
        if not paths or type(paths[0]).__name__ == "NamedNode":
            return tuple(map(plain, paths))
        return tuple(map(plain, self.list(paths[0])))

    def list(self, head: Term) -> Values:
        found: list[Term] = []
        while firsts := self.shapes.values(head, (RDF_NS + "first",)):
            found.extend(firsts)
            (head,) = self.shapes.values(head, (RDF_NS + "rest",))
        return found

    def reads_value(self, shape: Term) -> bool:
        """Whether a shape, or one of the alternatives that it lists, reads more of a value than `_READ_NO_VALUE`."""
        alternatives = [
            each for name in ("or", "xone") for head in self.values(shape, name) for each in self.list(head)
        ]
        named = {SH_NS + name for name in ("or", "xone", "property", "qualifiedValueShape", *_PASSED)}
        said = {predicate for predicate in self.shapes._of.get(shape, ()) if predicate.startswith(SH_NS)}
        longer = any(int(plain(least)) > 1 for least in self.values(shape, "minLength"))
        return bool(said - named - _READ_NO_VALUE) or longer or any(map(self.reads_value, alternatives))

    def test(self, shape: Term) -> Callable[[Data, Term], bool]:
        """Return whether a node conforms to a shape without a name."""
        path, components = self.path(shape), self.components(shape)

        def conforms(data: Data, node: Term) -> bool:
            values = data.values(node, path)
            return not any(True for component in components for _ in component(data, node, values))

        return conforms


# --- components: (reader, shape, the parameter's value) → component


def _each(fits: Callable[[Data, Term], bool]) -> Component:
    """Return the component that faults each value that does not fit."""
    return lambda data, _, values: [value for value in values if not fits(data, value)]


def _class(_: _Reader, __: Term, wanted: Term) -> Component:
    iri = plain(wanted)
    return _each(lambda data, value: data.has_class(value, iri))


def _datatype(_: _Reader, __: Term, wanted: Term) -> Component:
    iri = plain(wanted)
    return _each(lambda _, value: datatype_of(value) == iri and well_formed(plain(value), iri))


def _node_kind(_: _Reader, __: Term, wanted: Term) -> Component:
    if plain(wanted) != SH_NS + "IRI":
        raise KgError(plain(wanted), "this kind of node is not known here", "add it to kg/shacl.py")
    return _each(lambda _, value: type(value).__name__ == "NamedNode")


def _in(reader: _Reader, _: Term, head: Term) -> Component:
    among = frozenset(reader.list(head))
    return _each(lambda _, value: value in among)


def _language_in(reader: _Reader, _: Term, head: Term) -> Component:
    among = frozenset(map(plain, reader.list(head)))
    return _each(lambda _, value: (getattr(value, "language", None) or "").split("-")[0].lower() in among)


def _pattern(_: _Reader, __: Term, expression: Term) -> Component:
    matcher = re.compile(plain(expression))
    return _each(lambda _, value: matcher.search(plain(value)) is not None)


def _min_length(_: _Reader, __: Term, least: Term) -> Component:
    length = int(plain(least))
    return _each(lambda _, value: len(plain(value)) >= length)


def _min_inclusive(_: _Reader, __: Term, least: Term) -> Component:
    return _each(lambda _, value: ordered(least, value, or_equal=True))


def _max_inclusive(_: _Reader, __: Term, most: Term) -> Component:
    return _each(lambda _, value: ordered(value, most, or_equal=True))


def _min_count(_: _Reader, __: Term, least: Term) -> Component:
    number = int(plain(least))
    return lambda _, __, values: [None] if len(values) < number else []


def _max_count(_: _Reader, __: Term, most: Term) -> Component:
    number = int(plain(most))
    return lambda _, __, values: [None] if len(values) > number else []


def _has_value(_: _Reader, __: Term, wanted: Term) -> Component:
    return lambda _, __, values: [] if wanted in values else [None]


def _equals(_: _Reader, __: Term, predicate: Term) -> Component:
    path = (plain(predicate),)
    return lambda data, focus, values: set(values) ^ set(data.values(focus, path))


def _before(predicate: Term, *, or_equal: bool) -> Component:
    path = (plain(predicate),)

    def component(data: Data, focus: Term, values: Values) -> Iterator[Term]:
        bounds = data.values(focus, path)
        yield from (value for value in values if not all(ordered(value, x, or_equal=or_equal) for x in bounds))

    return component


def _or(reader: _Reader, _: Term, head: Term) -> Component:
    tests = [reader.test(shape) for shape in reader.list(head)]
    return _each(lambda data, value: any(test(data, value) for test in tests))


def _xone(reader: _Reader, _: Term, head: Term) -> Component:
    tests = [reader.test(shape) for shape in reader.list(head)]
    return _each(lambda data, value: sum(test(data, value) for test in tests) == 1)


def _qualified(reader: _Reader, shape: Term, among: Term) -> Component:
    test = reader.test(among)
    least = [int(plain(value)) for value in reader.values(shape, "qualifiedMinCount")]
    most = [int(plain(value)) for value in reader.values(shape, "qualifiedMaxCount")]

    def component(data: Data, _: Term, values: Values) -> list[None]:
        number = sum(test(data, value) for value in values)
        return [None] if any(number < n for n in least) or any(number > n for n in most) else []

    return component


_COMPONENTS: dict[str, Callable[[_Reader, Term, Term], Component]] = {
    "class": _class,
    "datatype": _datatype,
    "equals": _equals,
    "hasValue": _has_value,
    "in": _in,
    "languageIn": _language_in,
    "lessThan": lambda _, __, predicate: _before(predicate, or_equal=False),
    "lessThanOrEquals": lambda _, __, predicate: _before(predicate, or_equal=True),
    "maxCount": _max_count,
    "maxInclusive": _max_inclusive,
    "minCount": _min_count,
    "minInclusive": _min_inclusive,
    "minLength": _min_length,
    "nodeKind": _node_kind,
    "or": _or,
    "pattern": _pattern,
    "property": lambda reader, _, shape: _each(reader.test(shape)),
    "qualifiedValueShape": _qualified,
    "xone": _xone,
}

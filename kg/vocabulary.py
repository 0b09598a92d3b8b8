"""The vocabulary side of the ontology: concepts, divisions and their forms, compiled once into a cache keyed by hash.

Everything that names a thing of the domain is data under `ontology/`: SKOS concepts in Turtle and the divisions of
GB/T 2260 in a table. More Turtle files can be added without code by the environment variable `KG_VOCABULARY`
(paths, separated as in PATH): one more concept is matched, described in the graph and coloured in the view.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from kg import resources
from kg.errors import KgError
from kg.lexicon import Lexicon, Term
from kg.namespaces import DATA_NS, EDU_NS, RDF_NS, SKOS_NS, SUPERCLASSES, expand

FORMAT = 3  # of the compiled cache; a change of what is compiled below raises it

# class of a concept → kind of its terms
TERM_KINDS = {
    "Program": "Program",
    "PolicyDocument": "PolicyDocument",
    "Indicator": "Indicator",
    "Topic": "Topic",
    "SchoolKind": "SchoolKind",
    "AuthorityKind": "AuthorityKind",
    "EducationAuthority": "EducationAuthority",
    "PostKind": "Post",
    "OrganizationKind": "OrganizationKind",
}
UNIT = "UnitOfMeasure"  # matched beside numbers alone, never as terms
NATION = "000000"
BEYOND_EDUCATION = f"{DATA_NS}topic/beyond-education"
_TYPE, _LABEL = RDF_NS + "type", SKOS_NS + "prefLabel"
_NAMES = (SKOS_NS + "altLabel", SKOS_NS + "hiddenLabel", EDU_NS + "quotedLabel", SKOS_NS + "broader")
# a wording that is seen becomes a skos:altLabel, and no label may be both (SKOS S13)
_FOR_MATCHING = frozenset({SKOS_NS + "hiddenLabel", EDU_NS + "quotedLabel", EDU_NS + "headLabel"})
_IN_SCHEME = SKOS_NS + "inScheme"
_SCHEME = SKOS_NS + "ConceptScheme"
_NOT_VOCABULARIES = frozenset({"education.ttl", "shapes.ttl"})
_DIVISION_COLUMNS = ("code", "name", "kind", "parent", "since", "until", "replaced_by", "aliases", "stem")


@dataclass(frozen=True, slots=True)
class Concept:
    """A SKOS concept. `kind` is its class; `properties` are (absolute predicate IRI, value as text)."""

    iri: str
    kind: str
    label: str
    alternatives: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()

    def value(self, name: str) -> str:
        """Return the first value of the ontology's property of that local name, or an empty string."""
        return next((value for predicate, value in self.properties if predicate == EDU_NS + name), "")


@dataclass(frozen=True, slots=True)
class Division:
    """An administrative division. `since` and `until` are ISO dates or years, empty where unknown or still in force."""

    code: str
    name: str
    kind: str
    parent: str
    since: str = ""
    until: str = ""
    replaced_by: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    stem: str = ""

    @property
    def iri(self) -> str:
        """Absolute IRI of the division's node."""
        return f"{DATA_NS}division/{self.code}"


@dataclass(frozen=True)
class Vocabulary:
    """All concepts by IRI and divisions by code; `hash` identifies the files that they came from."""

    hash: str
    concepts: Mapping[str, Concept]
    divisions: Mapping[str, Division]
    lines: Mapping[str, tuple[str, ...]] = field(repr=False)

    @cached_property
    def divisions_by_name(self) -> Mapping[str, tuple[str, ...]]:
        """Any form of a division's name (full, short, stem) → the codes that have it, in order."""
        found: dict[str, list[str]] = {}
        for code, division in self.divisions.items():
            for form in {division.name, *division.aliases, division.stem} - {""}:
                found.setdefault(form, []).append(code)
        return {form: tuple(codes) for form, codes in found.items()}

    @cached_property
    def lexicon(self) -> Lexicon:
        """The forms of everything, for matching."""
        return Lexicon([*_concept_terms(self.concepts.values()), *_division_terms(self.divisions.values())])

    @cached_property
    def units(self) -> Mapping[str, str]:
        """Words for a unit (名, 个百分点) → the value of `edu:unit` (人, 百分点)."""
        kept = (concept for concept in self.concepts.values() if concept.kind == UNIT)
        notation = SKOS_NS + "notation"
        return {
            word: next((value for predicate, value in unit.properties if predicate == notation), unit.label)
            for unit in kept
            for word in (unit.label, *unit.alternatives)
        }

    @cached_property
    def beyond_education(self) -> frozenset[str]:
        """IRIs of concepts of government at large: naming one does not make a passage one about education."""
        found = {BEYOND_EDUCATION}
        while True:
            more = {iri for iri, concept in self.concepts.items() if found.intersection(concept.broader)} - found
            if not more:
                return frozenset(found)
            found |= more

    def within(self, code: str) -> tuple[str, ...]:
        """Codes of all divisions above the one of that code, nearest first."""
        above = []
        while (division := self.divisions.get(code)) and division.parent and division.parent not in above:
            code = division.parent
            above.append(code)
        return tuple(above)

    def kind(self, local: str) -> str:
        """Return the class of an entity (IRI below the data prefix), or an empty string where it is not known here."""
        concept = self.concepts.get(DATA_NS + local)
        if concept is not None:
            return concept.kind
        division = self.divisions.get(local.removeprefix("division/"))
        return division.kind if division is not None and local.startswith("division/") else ""

    def describe(self, local_iris: Iterable[str]) -> list[str]:
        """N-Triples lines that describe the given entities (IRIs below the data prefix) and all that is above them.

        Entities that the vocabulary does not hold are passed over.
        """
        asked, seen = [DATA_NS + local for local in local_iris], set()
        lines: set[str] = set()
        while asked:
            iri = asked.pop()
            if iri in seen:
                continue
            seen.add(iri)
            code = iri.removeprefix(f"{DATA_NS}division/")
            if iri in self.concepts:
                lines.update(self.lines[iri])
                asked.extend(self.concepts[iri].broader)
                asked.extend(value for known, value in self.concepts[iri].properties if known == _IN_SCHEME)
            elif iri in self.lines:
                lines.update(self.lines[iri])
            elif code in self.divisions:
                lines.update(self._division_lines(self.divisions[code]))
                asked.extend(f"{DATA_NS}division/{other}" for other in self.within(code))
                asked.extend(f"{DATA_NS}division/{other}" for other in self.divisions[code].replaced_by)
        return sorted(lines)

    def _division_lines(self, division: Division) -> list[str]:
        def node(code: str) -> str:
            return f"<{DATA_NS}division/{code}>"

        above = [code for code in self.within(division.code) if code in self.divisions]
        facts = [("rdf:type", f"<{expand(name)}>") for name in (f"edu:{division.kind}", *SUPERCLASSES[division.kind])]
        facts.append(("skos:prefLabel", f'"{division.name}"@zh'))
        facts.append(("edu:divisionCode", f'"{division.code}"'))
        facts.extend(("edu:parent", node(code)) for code in above[:1])
        facts.extend(("edu:within", node(code)) for code in above)
        facts.extend(("dcterms:isReplacedBy", node(code)) for code in division.replaced_by)
        return [f"{node(division.code)} <{expand(predicate)}> {value} ." for predicate, value in facts]


@cache
def load(*, townships: bool = False) -> Vocabulary:
    """Return the vocabulary of the shipped ontology and of `KG_VOCABULARY`; one and the same in a process.

    Townships come with it where they are asked for, here or by `KG_TOWNSHIPS` in the environment.

    Raises KgError where a file cannot be read or breaks the format.
    """
    shipped = resources.folder("ontology")
    extra = [Path(path) for path in os.environ.get("KG_VOCABULARY", "").split(os.pathsep) if path]
    turtle = [*sorted(path for path in shipped.glob("*.ttl") if path.name not in _NOT_VOCABULARIES), *extra]
    tables = [shipped / "divisions" / "divisions.tsv"]
    if townships or os.environ.get("KG_TOWNSHIPS"):
        tables.append(shipped / "divisions" / "townships.tsv.gz")
    contents = {path: _bytes(path) for path in [*turtle, *tables]}
    digest = hashlib.sha256(f"{FORMAT}".encode())
    for path, content in contents.items():
        digest.update(f"{path.name} {len(content)}\n".encode())
        digest.update(content)
    key = digest.hexdigest()[:16]
    compiled = _cached(key)
    if compiled is None:
        concepts, lines = _concepts({path: contents[path] for path in turtle})
        compiled = {"concepts": concepts, "lines": lines, "divisions": _divisions(contents, tables)}
        _keep(key, compiled)
    divisions = {row[0]: _division(row) for row in compiled["divisions"]}
    found = {row[0]: _concept(row) for row in compiled["concepts"]}
    return Vocabulary(key, found, divisions, {iri: tuple(kept) for iri, kept in compiled["lines"].items()})


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise KgError(str(path), f"the vocabulary cannot be read ({error.strerror})", "check KG_VOCABULARY") from error


def _cached(key: str) -> dict[str, Any] | None:
    try:
        content = (resources.cache_folder() / f"vocabulary-{key}.json").read_text(encoding="utf-8")
        compiled = json.loads(content)
    except (OSError, ValueError):  # absent or cut short: it is only a cache
        return None
    return compiled if isinstance(compiled, dict) else None


def _keep(key: str, compiled: Mapping[str, Any]) -> None:
    folder = resources.cache_folder()
    with suppress(OSError):  # a read-only home costs time, nothing else
        folder.mkdir(parents=True, exist_ok=True)
        beside = folder / f"vocabulary-{key}.{os.getpid()}.tmp"
        beside.write_text(json.dumps(compiled, ensure_ascii=False), encoding="utf-8")
        beside.replace(folder / f"vocabulary-{key}.json")


def _concepts(files: Mapping[Path, bytes]) -> tuple[list[list[Any]], dict[str, list[str]]]:
    """Return rows for `_concept` and, by IRI, the N-Triples lines that describe each concept in the graph."""
    rows, lines = [], {}
    for iri, triples in sorted(_triples(files).items()):
        values: dict[str, list[str]] = {}
        for predicate, value, _, _ in triples:
            values.setdefault(predicate, []).append(value)
        if _SCHEME in values.get(_TYPE, []):
            lines[iri] = sorted(line for _, _, _, line in triples)
        kinds = [value.removeprefix(EDU_NS) for value in values.get(_TYPE, []) if value.startswith(EDU_NS)]
        kind = next((kind for kind in kinds if kind in TERM_KINDS or kind == UNIT), "")
        labels = [value for predicate, value, language, _ in triples if (predicate, language) == (_LABEL, "zh")]
        if not kind or not labels:
            continue
        names = [sorted(set(values.get(predicate, []))) for predicate in _NAMES]
        others = sorted((p, value) for p, found in values.items() if p not in _NAMES for value in found)
        rows.append([iri, kind, labels[0], *names, others])
        told = {line for predicate, _, _, line in triples if predicate not in _FOR_MATCHING}
        told |= {f"<{iri}> <{_TYPE}> <{expand(name)}> ." for name in SUPERCLASSES.get(kind, ())}
        lines[iri] = sorted(told)
    return rows, lines


def _triples(files: Mapping[Path, bytes]) -> dict[str, list[tuple[str, str, str, str]]]:
    """Return (predicate, value, language, N-Triples line) of every named subject."""
    import pyoxigraph as ox

    about: dict[str, list[tuple[str, str, str, str]]] = {}
    for path, content in files.items():
        try:
            for quad in ox.parse(content, format=ox.RdfFormat.TURTLE):
                if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
                    language = quad.object.language if isinstance(quad.object, ox.Literal) else None
                    told = (quad.predicate.value, quad.object.value, language or "", f"{quad.triple} .")
                    about.setdefault(quad.subject.value, []).append(told)
        except SyntaxError as error:
            place = f"{path}:{error.lineno}" if error.lineno else str(path)
            raise KgError(place, f"not Turtle: {error.msg}", "mend the file") from error
    return about


def _concept(row: list[Any]) -> Concept:
    iri, kind, label, alternatives, hidden, quoted, broader, others = row
    return Concept(
        iri=iri,
        kind=kind,
        label=label,
        alternatives=tuple(alternatives),
        hidden=tuple(hidden),
        quoted=tuple(quoted),
        broader=tuple(broader),
        properties=tuple((predicate, value) for predicate, value in others),
    )


def _divisions(contents: Mapping[Path, bytes], tables: list[Path]) -> list[list[str]]:
    header, *rows = contents[tables[0]].decode("utf-8").splitlines()
    if tuple(header.split("\t")) != _DIVISION_COLUMNS:
        raise KgError(
            f"{tables[0]}:1", f"the columns are not {' '.join(_DIVISION_COLUMNS)}", "generate the table again"
        )
    found = [list(row.split("\t")) for row in rows]
    for table in tables[1:]:
        for row in gzip.decompress(contents[table]).decode("utf-8").splitlines():
            code, name = row.split("\t")
            found.append([code, name, "Township", code[:6], "", "", "", "", ""])
    return found


def _division(row: list[str]) -> Division:
    code, name, kind, parent, since, until, replaced_by, aliases, stem = row
    return Division(code, name, kind, parent, since, until, tuple(replaced_by.split()), tuple(aliases.split()), stem)


def _concept_terms(concepts: Iterable[Concept]) -> Iterable[Term]:
    for concept in concepts:
        kind = TERM_KINDS.get(concept.kind)
        if kind is None:
            continue
        for form in (concept.label, *concept.alternatives, *concept.hidden):
            yield Term(form, kind, concept.iri)
        for form in concept.quoted:
            yield Term(form, kind, concept.iri, quoted=True)


def _division_terms(divisions: Iterable[Division]) -> Iterable[Term]:
    for division in divisions:
        for form in {division.name, *division.aliases}:
            yield Term(form, "Jurisdiction", division.iri)
        if division.stem and division.stem not in division.aliases:
            yield Term(division.stem, "JurisdictionStem", division.iri)

"""Write `docs/reference/ontology.md` from the ontology, its shapes and its units: `python ontology/reference.py`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef

from kg import shacl
from kg.namespaces import (
    EDU,
    ENTITY_CLASSES,
    INDIVIDUALS,
    PROPERTIES,
    STATEMENT_CLASSES,
    SUPERCLASSES,
    VOCABULARY_CLASSES,
)

FOLDER = Path(__file__).parent
PAGE = FOLDER.parent / "docs" / "reference" / "ontology.md"
KINDS = {
    OWL.ObjectProperty: "a thing",
    OWL.DatatypeProperty: "a literal",
    OWL.AnnotationProperty: "anything",
}


def page() -> str:
    """Return the page, in Markdown."""
    ontology = Graph().parse(FOLDER / "education.ttl", format="turtle")
    others = {name: above for name, above in SUPERCLASSES.items() if name in {"Evidence", "Status"}}
    lines = ["# The ontology", "", "<!-- written by ontology/reference.py -->", ""]
    lines += ["Prefix `edu:` is <https://w3id.org/countyedu/ontology#>. 前缀 `edu:` 即此命名空间。", ""]
    for title, classes in (
        ("Entities 实体", ENTITY_CLASSES),
        ("Statements 陈述", STATEMENT_CLASSES),
        ("Evidence and status 证据与状态", others),
        ("Concepts of the vocabularies 词表概念", VOCABULARY_CLASSES),
    ):
        lines += [f"## {title}", "", "| class | 类 | also | what | 说明 |", "|---|---|---|---|---|"]
        lines += [_row(ontology, name, ", ".join(f"`{curie}`" for curie in above)) for name, above in classes.items()]
        lines.append("")
    lines += ["Individuals: " + ", ".join(f"`edu:{name}`" for name in INDIVIDUALS) + ".", ""]
    lines += ["## Properties 属性", "", "| property | 属性 | value | what | 说明 |", "|---|---|---|---|---|"]
    lines += [_row(ontology, name, _value(ontology, name)) for name in PROPERTIES]
    lines += ["", "## Shapes 约束", "", "What a graph must keep; `kg validate` names the shape that is broken.", ""]
    lines += ["| shape | property | rule | 规则 |", "|---|---|---|---|"]
    lines += [
        f"| `{rule.name}` | {f'`{rule.path_text}`' if rule.path else ''} | {rule.message_en} | {rule.message_zh} |"
        for rule in shacl.rules(FOLDER / "shapes.ttl")
    ]
    lines += ["", "## Units 单位", "", "| `edu:unit` | unit | also written |", "|---|---|---|", *_units()]
    return "\n".join(lines) + "\n"


def _row(ontology: Graph, name: str, third: str) -> str:
    label, comment = _words(ontology, EDU[name], RDFS.label), _words(ontology, EDU[name], RDFS.comment)
    return f"| `edu:{name}` | {label['zh']} | {third} | {comment['en']} | {comment['zh']} |"


def _value(ontology: Graph, name: str) -> str:
    value = ontology.value(EDU[name], RDFS.range)
    if isinstance(value, URIRef):
        return f"`{shacl.compact(str(value))}`"
    return next(words for kind, words in KINDS.items() if (EDU[name], RDF.type, kind) in ontology)


def _words(graph: Graph, subject: object, predicate: URIRef) -> dict[str, str]:
    found = graph.objects(URIRef(str(subject)), predicate)
    return {str(word.language): str(word) for word in found if isinstance(word, Literal)}


def _units() -> Iterator[str]:
    units = Graph().parse(FOLDER / "units.ttl", format="turtle")
    for unit, notation in sorted(units.subject_objects(SKOS.notation), key=lambda pair: str(pair[0])):
        others = " ".join(sorted(map(str, units.objects(unit, SKOS.altLabel))))
        yield f'| `"{notation}"` | {_words(units, unit, RDFS.label)["en"]} | {others} |'


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")

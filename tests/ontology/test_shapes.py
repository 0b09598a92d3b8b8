"""Each rule of shapes.ttl is kept by the good sample, and broken by its bad ones, for pySHACL and for the quick check.

A bad sample is an update of the good one; its file's name is the shapes that it must break, joined by `+`, then what
is wrong.
"""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import resources, shacl
from kg.errors import KgError
from kg.namespaces import DATA_NS, EDU_NS, PREFIXES, RDF_NS, SH_NS, SKOS_NS
from kg.validate import check, validate

FIXTURES = Path(__file__).parent / "fixtures"
GOOD = FIXTURES / "good.ttl"
BAD = sorted((FIXTURES / "bad").glob("*.ru"))
SHAPES = resources.folder("ontology") / "shapes.ttl"


def broken_by(path: Path) -> set[str]:
    return set(path.stem.partition("-")[0].split("+"))


def sample(update: Path | None = None) -> ox.Store:
    store = ox.Store()
    store.load(path=str(GOOD))
    if update is not None:
        prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in {**PREFIXES, "": DATA_NS}.items())
        store.update(prefixes + update.read_text(encoding="utf-8"))
    return store


def write(store: ox.Store, path: Path) -> Path:
    store.dump(str(path), format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    return path


def test_the_good_sample_keeps_every_shape() -> None:
    assert validate(GOOD) == ()
    assert check(sample()) == ()


def test_the_good_sample_has_every_class_of_the_graph_that_a_shape_is_about() -> None:
    wanted = {iri for rule in shacl.rules(SHAPES) for kind, iri in rule.targets if kind == "targetClass"}
    present = {shacl.plain(quad.object) for quad in sample() if quad.predicate.value == RDF_NS + "type"}
    narrower = {f"{EDU_NS}{name}" for name in ("PrimarySchool", "MiddleSchool", "CombinedSchool", "VocationalSchool")}
    narrower |= {f"{EDU_NS}{name}" for name in ("SpecialSchool", "HigherEducationInstitution")}
    assert wanted - present == narrower


def test_every_shape_has_a_bad_sample_and_every_bad_sample_a_shape() -> None:
    assert {name for path in BAD for name in broken_by(path)} == {rule.name for rule in shacl.rules(SHAPES)}


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_sample_breaks_its_shapes_and_no_other(path: Path) -> None:
    assert {violation.shape for violation in check(sample(path))} == broken_by(path)


def test_pyshacl_and_the_quick_check_say_the_same_of_every_bad_sample(tmp_path: Path) -> None:
    good = set(map(str, sample()))
    lines = {path.stem: sorted(_changed(sample(path), good)) for path in BAD}
    together = tmp_path / "bad.nt"
    apart = (line.replace(DATA_NS, f"{DATA_NS}{name}/") for name, found in lines.items() for line in found)
    together.write_text("".join(f"{line} .\n" for line in apart), encoding="utf-8")
    slow, quick = validate(together), check(ox.parse(path=str(together)))
    assert set(slow) ^ set(quick) == set()
    told = {(violation.focus.removeprefix(DATA_NS).partition("/")[0], violation.shape) for violation in slow}
    untold = {path.stem for path in BAD if not any((path.stem, name) in told for name in broken_by(path))}
    assert untold == {"Named-blank"}, "a blank node belongs to no sample by its name"


def _changed(store: ox.Store, good: set[str]) -> set[str]:
    """What a bad sample says of the subjects that it changes, and the classes of what those lead to."""
    bad = {str(quad) for quad in store}
    subjects = {line.partition(" ")[0] for line in bad ^ good}
    kept = {line for line in bad if line.partition(" ")[0] in subjects}
    named = {line.split(" ")[2] for line in kept}
    return kept | {line for line in bad if f"<{RDF_NS}type>" in line and line.partition(" ")[0] in named}


def test_a_violation_says_shape_focus_path_value_and_why_in_two_languages() -> None:
    (violation,) = check(sample(FIXTURES / "bad" / "NumberMeasure-unknown.ru"))
    assert violation == (
        "NumberMeasure",
        f"{DATA_NS}goal",
        "edu:measure",
        "growth",
        "计量方式应是 level、change、share 之一",
        "the measure is one of level, change, share",
    )


def test_a_sequence_of_properties_is_written_with_a_stroke() -> None:
    (violation,) = check(sample(FIXTURES / "bad" / "StatementEvidenceSource-other.ru"))
    assert violation.path == "edu:evidence / oa:hasSource"


def test_named_graphs_are_checked_as_one() -> None:
    quads = [
        ox.Quad(quad.subject, quad.predicate, quad.object, ox.NamedNode(f"{DATA_NS}document-{number}"))
        for quad in sample()
        for number in range(2)
    ]
    assert check(quads) == ()


def test_a_statement_on_an_entity_that_is_not_described_breaks_a_shape() -> None:
    store = sample()
    store.update(f"DELETE WHERE {{ <{DATA_NS}program> ?p ?o }}")
    assert "StatementProgram" in {violation.shape for violation in check(store)}


def test_units_of_the_shapes_are_those_of_the_vocabulary() -> None:
    notation = SKOS_NS + "notation"
    listed = {shacl.plain(quad.object) for quad in _units() if quad.predicate.value == notation}
    shapes = shacl.Data(ox.parse(path=str(SHAPES)))
    (head,) = shapes.values(ox.NamedNode("https://w3id.org/countyedu/shapes#UnitListed"), (f"{SH_NS}in",))
    allowed = set()
    while firsts := shapes.values(head, (RDF_NS + "first",)):
        allowed |= {shacl.plain(first) for first in firsts}
        (head,) = shapes.values(head, (RDF_NS + "rest",))
    assert allowed == listed


def test_no_word_stands_for_two_units() -> None:
    words = [
        shacl.plain(quad.object)
        for quad in _units()
        if quad.predicate.value in {SKOS_NS + "prefLabel", SKOS_NS + "altLabel"}
    ]
    assert sorted(words) == sorted(set(words))


def test_a_component_that_is_not_known_is_refused_with_its_place(tmp_path: Path) -> None:
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(
        f"@prefix sh: <{SH_NS}> . @prefix edu: <{EDU_NS}> .\n"
        'edu:S sh:targetClass edu:Task ; sh:closed true ; sh:message "多余"@zh, "too much"@en .',
        encoding="utf-8",
    )
    with pytest.raises(KgError, match="sh:closed is not known here"):
        shacl.rules(shapes)


@pytest.mark.parametrize(
    "shape",
    [
        "edu:S sh:targetClass edu:Task ; sh:nodeKind sh:IRI .",
        '[] sh:targetClass edu:Task ; sh:nodeKind sh:IRI ; sh:message "无名"@zh, "nameless"@en .',
    ],
    ids=["no-message", "no-iri"],
)
def test_a_shape_that_a_violation_could_not_tell_of_is_refused(tmp_path: Path, shape: str) -> None:
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(f"@prefix sh: <{SH_NS}> . @prefix edu: <{EDU_NS}> .\n{shape}", encoding="utf-8")
    with pytest.raises(KgError, match="lacks an IRI or a message"):
        shacl.rules(shapes)


def test_a_graph_that_is_not_there_is_named_with_the_next_step(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="No such file") as error:
        validate(tmp_path / "graph.ttl")
    assert (error.value.place, error.value.next_step) == (str(tmp_path / "graph.ttl"), "build it first")


def test_a_graph_that_is_not_turtle_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("@prefix edu: <https://w3id.org/countyedu/ontology#> .\nedu:a edu:b", encoding="utf-8")
    with pytest.raises(KgError, match=r"graph\.ttl:2: not RDF"):
        validate(path)


def test_a_file_of_unknown_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "graph.docx"
    path.write_bytes(b"")
    with pytest.raises(KgError, match=r"give a \.ttl"):
        validate(path)


def _units() -> list[ox.Quad]:
    return list(ox.parse(path=str(resources.folder("ontology") / "units.ttl")))

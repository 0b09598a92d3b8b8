"""The ontology is OWL 2 DL (OWLAPI), no class of it is empty by necessity, and contradictions are found (HermiT)."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import owlready2
import pyoxigraph as ox
import pytest

from kg import resources
from kg.namespaces import DATA_NS, ONTOLOGY_IRI, PREFIXES, RDF_NS, XSD_NS

pytestmark = pytest.mark.java

ONTOLOGY = resources.folder("ontology")
EDUCATION = ONTOLOGY / "education.ttl"
VOCABULARIES = sorted(set(ONTOLOGY.glob("*.ttl")) - {EDUCATION, ONTOLOGY / "shapes.ttl"})
GOOD = Path(__file__).parent / "fixtures" / "good.ttl"
JARS = Path("/usr/share/java")
# what OWLAPI needs of Debian's libowlapi-java and its dependencies to read Turtle
CLASS_PATH = (
    *(f"owlapi-{part}" for part in ("api", "apibinding", "impl", "parsers")),
    *(f"rdf4j-{part}" for part in ("model", "model-api", "rio-api", "util")),
    *("atinject-jsr330-api", "caffeine", "commons-io", "commons-rdf-api", "failureaccess", "guava", "hppcrt"),
    *("slf4j-api", "slf4j-nop", "xz"),
)
# outside the OWL 2 datatype map: neither OWLAPI's profile nor HermiT takes them in data
TIME = {XSD_NS + name for name in ("date", "gYear", "gYearMonth")}

CONTRADICTIONS = {
    "a county that is a school": ":county a edu:School .",
    "a statement that is an entity": ":task a edu:Project .",
    "a post in a jurisdiction": ":post org:organization :city .",
    "a goal that is reported": ":goal edu:status edu:Reported .",
    "two holders that differ": ":task edu:holder :school . :school owl:differentFrom :county .",
    "a person as the holder": ":problem edu:holder :person .",
}


def _needs(present: object, what: str) -> None:
    if not present:
        assert not os.environ.get("CI"), f"{what} is missing"
        pytest.skip(f"not run: {what} is missing")


def _without_time(*paths: Path) -> Iterator[ox.Triple]:
    for path in paths:
        for quad in ox.parse(path=str(path)):
            if not (isinstance(quad.object, ox.Literal) and quad.object.datatype.value in TIME):
                yield quad.triple


# --- the profile


def _profile(*paths: Path) -> dict[str, list[tuple[str, str]]]:
    """File name → what ProfileCheck says of it: ("classes", number), ("violation", words)."""
    _needs((JARS / "owlapi-api.jar").exists(), "OWLAPI (Debian package libowlapi-java)")
    _needs(shutil.which("javac"), "a JDK")
    command = ["java", "-cp", os.pathsep.join(f"{JARS / name}.jar" for name in CLASS_PATH)]
    program = Path(__file__).parent / "ProfileCheck.java"
    done = subprocess.run([*command, program, *paths], capture_output=True, text=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    said: dict[str, list[tuple[str, str]]] = {path.name: [] for path in paths}
    for line in done.stdout.splitlines():
        name, kind, words = line.split("\t")
        said[name].append((kind, words))
    return said


def test_the_ontology_and_all_that_is_written_in_its_terms_is_owl_2_dl(tmp_path: Path) -> None:
    together, planted = tmp_path / "together.ttl", tmp_path / "planted.ttl"
    ox.serialize(_without_time(EDUCATION, *VOCABULARIES, GOOD), together, ox.RdfFormat.TURTLE)
    cardinality = (
        "<urn:a> a owl:Class ; rdfs:subClassOf "
        "[ a owl:Restriction ; owl:onProperty edu:within ; owl:maxCardinality 1 ] ."
    )
    planted.write_text(EDUCATION.read_text(encoding="utf-8") + cardinality, encoding="utf-8")
    said = _profile(EDUCATION, together, planted)
    classes = {quad.subject for quad in ox.parse(path=str(EDUCATION)) if _declares_class(quad)}
    assert said["education.ttl"] == [("classes", str(len(classes)))]
    assert said["together.ttl"] == [("classes", str(len(classes)))]
    assert any("non-simple property" in words for kind, words in said["planted.ttl"] if kind == "violation")


def _declares_class(quad: ox.Quad) -> bool:
    named = isinstance(quad.subject, ox.NamedNode)
    return named and (quad.predicate.value, quad.object) == (RDF_NS + "type", ox.NamedNode(PREFIXES["owl"] + "Class"))


# --- reasoning


def _reason(triples: list[ox.Triple]) -> list[str]:
    """IRIs of the classes that cannot have a member. Raises OwlReadyInconsistentOntologyError on a contradiction."""
    _needs(shutil.which("java"), "java")
    world = owlready2.World()
    lines = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    world.get_ontology(ONTOLOGY_IRI).load(fileobj=io.BytesIO(lines or b""))
    owlready2.sync_reasoner_hermit(world, debug=0)
    nothing = owlready2.Nothing
    return [found.iri for found in world.inconsistent_classes() if found is not nothing]


def _sample(more: str = "") -> list[ox.Triple]:
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in {**PREFIXES, "": DATA_NS}.items())
    planted = [quad.triple for quad in ox.parse(prefixes + more, format=ox.RdfFormat.TURTLE)]
    return [*_without_time(EDUCATION, GOOD), *planted]


def test_every_class_can_have_members_and_the_good_sample_is_consistent() -> None:
    assert _reason(_sample()) == []


@pytest.mark.parametrize("planted", CONTRADICTIONS.values(), ids=[name.replace(" ", "-") for name in CONTRADICTIONS])
def test_a_contradiction_is_found(planted: str) -> None:
    with pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
        _reason(_sample(planted))


def test_a_class_that_cannot_have_members_is_found() -> None:
    planted = "<urn:school-and-person> a owl:Class ; rdfs:subClassOf edu:School, edu:Person ."
    assert _reason(_sample(planted)) == ["urn:school-and-person"]

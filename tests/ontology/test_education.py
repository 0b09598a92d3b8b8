"""The ontology has every term under its name, in two languages, and `kg.namespaces` has the same."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, BNode, Graph, Literal, URIRef
from rdflib.namespace import XSD

from kg import namespaces, resources
from kg.namespaces import EDU, EDU_NS, INDIVIDUALS, PROPERTIES, SUPERCLASSES, TERMS

CONTRACT = Path(__file__).parents[2] / "../shared/ontology-contract.md"
PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
# outside the OWL 2 datatype map: HermiT refuses them
TIME = {XSD.date, XSD.gYear, XSD.gYearMonth}


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(resources.folder("ontology") / "education.ttl", format="turtle")


def _names(ontology: Graph, *kinds: URIRef) -> set[str]:
    found = {str(term) for kind in kinds for term in ontology.subjects(RDF.type, kind)}
    return {iri.removeprefix(EDU_NS) for iri in found if iri.startswith(EDU_NS)}


def _contract() -> str:
    if not CONTRACT.exists():
        assert not os.environ.get("CI"), f"{CONTRACT} is missing"
        pytest.skip("not run: the contract of the graph is not beside the checkout")
    return CONTRACT.read_text(encoding="utf-8")


def test_classes_of_the_ontology_are_those_of_namespaces(ontology: Graph) -> None:
    assert _names(ontology, OWL.Class) == set(SUPERCLASSES)


def test_properties_of_the_ontology_are_those_of_namespaces(ontology: Graph) -> None:
    assert _names(ontology, *PROPERTY_KINDS) == set(PROPERTIES)


def test_individuals_of_the_ontology_are_those_of_namespaces(ontology: Graph) -> None:
    assert _names(ontology, OWL.NamedIndividual) == set(INDIVIDUALS)


def test_no_term_is_used_that_is_not_declared(ontology: Graph) -> None:
    used = {str(term) for triple in ontology for term in triple if isinstance(term, URIRef)}
    assert {iri.removeprefix(EDU_NS) for iri in used if iri.startswith(EDU_NS)} == TERMS


def test_superclasses_are_the_closure_of_the_ontologys_axioms(ontology: Graph) -> None:
    for name, superclasses in SUPERCLASSES.items():
        above = set(ontology.transitive_objects(EDU[name], RDFS.subClassOf)) - {EDU[name]}
        named = {namespaces.expand(curie) for curie in superclasses}
        assert named == {str(term) for term in above if not isinstance(term, BNode)}, name
        assert list(superclasses) == sorted(superclasses), name


@pytest.mark.parametrize("name", sorted(TERMS))
def test_a_term_has_one_label_and_one_comment_in_each_language(ontology: Graph, name: str) -> None:
    for predicate in (RDFS.label, RDFS.comment):
        words = list(ontology.objects(EDU[name], predicate))
        assert sorted(word.language or "" for word in words if isinstance(word, Literal)) == ["en", "zh"]
        assert all(str(word).strip() for word in words)


def test_terms_of_other_vocabularies_have_a_label_in_each_language(ontology: Graph) -> None:
    for kind in (OWL.Class, *PROPERTY_KINDS):
        for term in ontology.subjects(RDF.type, kind):
            if isinstance(term, URIRef):
                labels = ontology.objects(term, RDFS.label)
                assert sorted(str(label.language) for label in labels if isinstance(label, Literal)) == ["en", "zh"], (
                    term
                )


def test_nothing_is_imported_and_the_header_is_complete(ontology: Graph) -> None:
    header = URIRef(namespaces.ONTOLOGY_IRI)
    assert list(ontology.objects(None, OWL.imports)) == []
    license_iri = URIRef(namespaces.DCTERMS_NS + "license")
    assert all(ontology.value(header, term) for term in (OWL.versionInfo, OWL.versionIRI, license_iri))
    titles = ontology.objects(header, URIRef(namespaces.DCTERMS_NS + "title"))
    assert sorted(str(title.language) for title in titles if isinstance(title, Literal)) == ["en", "zh"]


def test_no_property_has_a_range_that_reasoners_refuse(ontology: Graph) -> None:
    assert TIME & set(ontology.objects(None, RDFS.range)) == set()


def test_entities_of_the_contract_are_disjoint_from_each_other_and_from_statements(ontology: Graph) -> None:
    lists = [ontology.collection(head) for head in ontology.objects(None, OWL.members)]
    (together,) = [set(found) for found in lists if EDU.Statement in found]
    tops = {EDU[name] for name, above in SUPERCLASSES.items() if not any(curie.startswith("edu:") for curie in above)}
    assert together == tops


def test_every_class_that_the_contract_names_is_in_the_ontology() -> None:
    named = set(re.findall(r"`edu:([A-Za-z]+)`", _contract()))
    assert named - TERMS == set()


def test_every_property_that_the_contract_lists_is_in_the_ontology() -> None:
    _, _, tables = _contract().partition("## Statements")
    statements, _, properties = tables.partition("## Graph")[0].partition("## Properties")
    rows = [line.split("|") for line in statements.splitlines() if line.startswith("| `")]
    cells = [row[3] for row in rows] + [
        line.split("|")[1] for line in properties.splitlines() if line.startswith("| `")
    ]
    named = {name for cell in cells for name in re.findall(r"`([a-z][A-Za-z0-9]*)`", cell)}
    assert len(named) >= 50
    assert named - TERMS == set()


def test_edu_gives_terms_and_refuses_what_is_none() -> None:
    assert EDU.County == URIRef(EDU_NS + "County")
    assert {str(term) for term in dir(EDU)} == {EDU_NS + name for name in TERMS}
    with pytest.raises(AttributeError, match="Countee"):
        _ = EDU.Countee


def test_a_module_that_only_names_terms_does_not_load_rdflib() -> None:
    code = "import sys, kg.namespaces; sys.exit('rdflib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_name_that_namespaces_does_not_have_is_refused() -> None:
    with pytest.raises(AttributeError, match="EDUCATION"):
        _ = getattr(namespaces, "EDUCATION")  # noqa: B009 (a checker would refuse the attribute)


def test_expand_gives_the_iri_of_a_curie_and_refuses_an_unknown_prefix() -> None:
    assert namespaces.expand("org:member") == "http://www.w3.org/ns/org#member"
    with pytest.raises(KeyError):
        namespaces.expand("nobody:member")

"""The vocabularies of kinds, policies and indicators are whole, in two languages and free of contradictions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox
import pytest

from kg import resources
from kg.namespaces import DATA_NS, EDU_NS, PREFIXES, SUPERCLASSES

FOLDER = resources.folder("ontology")
SKOS, RDF, RDFS, DCTERMS = PREFIXES["skos"], PREFIXES["rdf"], PREFIXES["rdfs"], PREFIXES["dcterms"]
TITLES = DCTERMS + "title"
FORMS = (SKOS + "prefLabel", SKOS + "altLabel", SKOS + "hiddenLabel", EDU_NS + "quotedLabel")
# file → (class of its concepts, path of their IRIs, least number of concepts)
FILES = {
    "schools.ttl": ("SchoolKind", "kind", 100),
    "authorities.ttl": ("AuthorityKind", "kind", 8),
    "posts.ttl": ("PostKind", "kind", 150),
    "organizations.ttl": ("OrganizationKind", "kind", 80),
    "policies.ttl": ("PolicyDocument", "policy", 120),
    "indicators.ttl": ("Indicator", "indicator", 120),
}
# files whose forms are matched in the same role: a form in two of them would be two things
TOGETHER = (
    ("schools.ttl", "authorities.ttl", "organizations.ttl"),
    ("posts.ttl",),
    ("policies.ttl", "programs.ttl"),
    ("indicators.ttl", "programs.ttl"),
    ("schools.ttl", "programs.ttl"),
)


@dataclass
class Thing:
    """A subject of a file and its values by predicate, with their language."""

    iri: str
    values: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))

    def texts(self, predicate: str, language: str = "") -> list[str]:
        return [text for text, tag in self.values.get(predicate, []) if not language or tag == language]

    @property
    def forms(self) -> list[str]:
        return [form for predicate in FORMS for form in self.texts(predicate)]


def _things(name: str) -> dict[str, Thing]:
    things: dict[str, Thing] = {}
    for quad in ox.parse(path=str(FOLDER / name), format=ox.RdfFormat.TURTLE):
        thing = things.setdefault(quad.subject.value, Thing(quad.subject.value))
        language = quad.object.language if isinstance(quad.object, ox.Literal) else None
        thing.values[quad.predicate.value].append((quad.object.value, language or ""))
    return things


def _concepts(name: str) -> list[Thing]:
    """What a file describes, less its scheme."""
    return [thing for iri, thing in _things(name).items() if not iri.startswith(f"{DATA_NS}scheme/")]


@pytest.fixture(scope="module")
def files() -> Mapping[str, list[Thing]]:
    return {name: _concepts(name) for name in FILES}


def _owners(concepts: Iterable[Thing]) -> dict[str, set[str]]:
    owners: dict[str, set[str]] = defaultdict(set)
    for concept in concepts:
        for form in concept.forms:
            owners[form].add(concept.iri)
    return owners


@pytest.mark.parametrize("name", FILES)
def test_every_concept_has_class_scheme_labels_and_definition(files: Mapping[str, list[Thing]], name: str) -> None:
    for concept in files[name]:
        kinds = concept.texts(RDF + "type")
        assert kinds in ([EDU_NS + FILES[name][0]], [EDU_NS + "EducationAuthority"]), concept.iri
        assert len(concept.texts(SKOS + "prefLabel", "zh")) == 1, concept.iri
        assert len(concept.texts(RDFS + "label", "en")) == 1, concept.iri
        assert len(concept.texts(SKOS + "definition", "zh")) == 1, concept.iri
        if kinds != [EDU_NS + "EducationAuthority"]:
            assert len(concept.texts(SKOS + "inScheme")) == 1, concept.iri


@pytest.mark.parametrize("name", FILES)
def test_the_file_covers_its_field(files: Mapping[str, list[Thing]], name: str) -> None:
    kind, _, least = FILES[name]
    assert sum(concept.texts(RDF + "type") == [EDU_NS + kind] for concept in files[name]) >= least


@pytest.mark.parametrize("name", FILES)
def test_slugs_are_lower_case_ascii_below_their_path(files: Mapping[str, list[Thing]], name: str) -> None:
    own = re.compile(re.escape(f"{DATA_NS}{FILES[name][1]}/") + r"[a-z0-9]+(?:-[a-z0-9]+)*")
    authority = re.compile(re.escape(f"{DATA_NS}authority/000000/") + r"[a-z-]+")
    for concept in files[name]:
        assert own.fullmatch(concept.iri) or authority.fullmatch(concept.iri), concept.iri


def test_no_kind_is_described_in_two_files(files: Mapping[str, list[Thing]]) -> None:
    homes: dict[str, set[str]] = defaultdict(set)
    for name, concepts in files.items():
        for concept in concepts:
            homes[concept.iri].add(name)
    assert {iri for iri, names in homes.items() if len(names) > 1} == set()


@pytest.mark.parametrize("name", FILES)
def test_every_file_describes_its_scheme(name: str) -> None:
    things = _things(name)
    schemes = {iri for concept in _concepts(name) for iri in concept.texts(SKOS + "inScheme")}
    assert len(schemes) == 1
    (scheme,) = schemes
    assert things[scheme].texts(TITLES, "zh")
    assert things[scheme].texts(TITLES, "en")


@pytest.mark.parametrize("names", TOGETHER, ids=lambda names: "+".join(name.removesuffix(".ttl") for name in names))
def test_no_form_stands_in_two_concepts_that_are_matched_together(names: tuple[str, ...]) -> None:
    owners = _owners(concept for name in names for concept in _concepts(name))
    assert {form: iris for form, iris in owners.items() if len(iris) > 1} == {}


@pytest.mark.parametrize("name", FILES)
def test_forms_are_simplified_and_bare_of_space_and_outer_quotes(files: Mapping[str, list[Thing]], name: str) -> None:
    from opencc import OpenCC

    simplify = OpenCC("t2s").convert
    # a title printed with a space between two issuers is a form of its own
    issuers = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
    for concept in files[name]:
        for form in concept.forms:
            assert simplify(form) == form, form
            assert len(form) >= 2, form
            bare = issuers.sub("", form) if name == "policies.ttl" else form
            assert not re.search(r"\s", bare), form
            assert not re.fullmatch(r"[“\"《][^”\"》]*[”\"》]", form), form


@pytest.mark.parametrize("name", FILES)
def test_no_form_is_given_twice(files: Mapping[str, list[Thing]], name: str) -> None:
    for concept in files[name]:
        assert len(concept.forms) == len(set(concept.forms)), concept.iri


@pytest.mark.parametrize("name", FILES)
def test_broader_concepts_exist_and_run_in_no_circle(files: Mapping[str, list[Thing]], name: str) -> None:
    above = {concept.iri: concept.texts(SKOS + "broader") for concept in files[name]}
    topics = {concept.iri for concept in _concepts("topics.ttl")}
    for iri in above:
        seen, asked = set(), [iri]
        while asked:
            at = asked.pop()
            assert at in above or at in topics, (iri, at)
            assert at not in seen, (iri, at)
            seen.add(at)
            asked += above.get(at, [])


@pytest.mark.parametrize("name", ["schools.ttl", "authorities.ttl", "organizations.ttl"])
def test_classes_of_instances_are_classes_of_the_ontology(files: Mapping[str, list[Thing]], name: str) -> None:
    allowed = {
        "schools.ttl": {"School"} | {kind for kind, above in SUPERCLASSES.items() if "edu:School" in above},
        "authorities.ttl": {"EducationAuthority"},
        "organizations.ttl": {"Organization"},
    }[name]
    for concept in files[name]:
        if concept.texts(RDF + "type") != [EDU_NS + "EducationAuthority"]:
            (found,) = concept.texts(EDU_NS + "instanceClass")
            assert found.removeprefix(EDU_NS) in allowed, concept.iri


def test_labels_of_authorities_are_made_from_their_division(files: Mapping[str, list[Thing]]) -> None:
    for concept in files["authorities.ttl"]:
        for pattern in concept.texts(EDU_NS + "labelPattern"):
            assert pattern.count("{division}") == 1
            assert not set("{}") & set(pattern.replace("{division}", ""))
    patterns = {c.iri: c.texts(EDU_NS + "labelPattern") for c in files["authorities.ttl"]}
    assert patterns[f"{DATA_NS}kind/bureau"] == ["{division}教育局"]


def test_units_of_indicators_are_in_the_closed_list(files: Mapping[str, list[Thing]]) -> None:
    units = {text for unit in _things("units.ttl").values() for text in unit.texts(SKOS + "notation")}
    for concept in files["indicators.ttl"]:
        (unit,) = concept.texts(EDU_NS + "unit")
        assert unit in units, concept.iri


def test_no_indicator_holds_the_name_of_a_program(files: Mapping[str, list[Thing]]) -> None:
    programs = {form for concept in _concepts("programs.ttl") for form in concept.forms}
    held = {(form, p) for c in files["indicators.ttl"] for form in c.forms for p in programs if p in form}
    assert held == set()


def test_dates_and_numbers_of_policies_are_well_formed(files: Mapping[str, list[Thing]]) -> None:
    for concept in files["policies.ttl"]:
        for date in concept.texts(DCTERMS + "issued"):
            assert re.fullmatch(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?", date), concept.iri
        for number in concept.texts(EDU_NS + "documentNumber"):
            assert re.fullmatch(r"[\u4e00-\u9fff]{2,6}〔(?:19|20)\d\d〕\d{1,3}号", number), concept.iri
            (issued,) = concept.texts(DCTERMS + "issued")
            assert number[number.index("〔") + 1 :][:4] == issued[:4], concept.iri


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        (
            "schools.ttl",
            "幼儿园 小学 完小 中学 初中 高中 九年一贯制学校 职教中心 职业中专 特校 附中 民中 蒙中 综高 大学",
        ),
        (
            "authorities.ttl",
            "教育局 教体局 教科局 教育和体育局 教育厅 教委 教育部 教育工委 教育工作领导小组 教育督导委员会",
        ),
        ("posts.ttl", "局长 副局长 党组书记 县委副书记 副县长 校长 园长 股长 督学 教研员 一级调研员 工会主席 盟长"),
        (
            "organizations.ttl",
            "有限公司 人民政府 县委 乡村振兴局 市监局 关工委 教服中心 青少年活动中心 教研室 电教馆 妇联",
        ),
        (
            "policies.ttl",
            "义务教育法 家庭教育促进法 新时代中小学教师职业行为十项准则 “双减”意见 学校食品安全与营养健康管理规定",
        ),
        ("indicators.ttl", "学前三年毛入园率 义务教育巩固率 综合差异系数 一本上线率 大班额 学位 生师比 近视率 参与率"),
    ],
    ids=list(FILES),
)
def test_forms_that_every_report_writes_are_known(files: Mapping[str, list[Thing]], name: str, forms: str) -> None:
    assert set(forms.split()) <= _owners(files[name]).keys()

"""Programs and topics of the vocabulary: each is described, a form names one thing and means it wherever it stands."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

import pyoxigraph as ox
import pytest
from opencc import OpenCC

from kg import resources
from kg.lexicon import CLOSING_QUOTES, OPENING_QUOTES, Lexicon, Term
from kg.namespaces import DATA_NS, EDU_NS, RDF_NS, RDFS_NS, SKOS_NS, XSD_NS

FILES = {"Program": "programs", "Topic": "topics"}
FORM_PROPERTIES = (SKOS_NS + "prefLabel", SKOS_NS + "altLabel", SKOS_NS + "hiddenLabel", EDU_NS + "quotedLabel")
QUOTED = EDU_NS + "quotedLabel"
BEYOND_EDUCATION = f"{DATA_NS}topic/beyond-education"
# kinds of concept whose forms are not searched for in texts
NOT_IN_TEXTS = frozenset({"education.ttl", "shapes.ttl", "units.ttl"})

Literal = tuple[str, str, str]  # text, language, datatype
Concepts = dict[str, dict[str, list[Literal]]]  # IRI → predicate → values; an IRI as a value is (IRI, "", "")


@cache
def described(name: str) -> Concepts:
    """Return all that a file says of its concepts."""
    concepts: Concepts = defaultdict(lambda: defaultdict(list))
    path = resources.folder("ontology") / f"{name}.ttl"
    for quad in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE):
        value = (quad.object.value, "", "")
        if isinstance(quad.object, ox.Literal):
            value = (quad.object.value, quad.object.language or "", quad.object.datatype.value)
        concepts[quad.subject.value][quad.predicate.value].append(value)
    return {
        iri: values
        for iri, values in concepts.items()
        if (SKOS_NS + "ConceptScheme", "", "") not in values[RDF_NS + "type"]
    }


@cache
def programs() -> Concepts:
    return described("programs")


@cache
def every_concept() -> Concepts:
    return {**programs(), **described("topics")}


def forms(concepts: Concepts) -> list[tuple[str, str, bool]]:
    """Return (form, IRI of its concept, whether it counts in quotation marks alone)."""
    return [
        (text, iri, predicate == QUOTED)
        for iri, values in concepts.items()
        for predicate in FORM_PROPERTIES
        for text, language, _ in values.get(predicate, [])
        if language == "zh"
    ]


@cache
def lexicon() -> Lexicon:
    topics = described("topics")
    return Lexicon(
        Term(form, "Topic" if iri in topics else "Program", iri, quoted=quoted)
        for form, iri, quoted in forms(every_concept())
    )


def named(text: str) -> list[str]:
    """Return the slugs of the programs that a text names, in reading order."""
    terms = [term for hit in lexicon().find(text) for term in hit.terms]
    return [term.iri.removeprefix(f"{DATA_NS}program/") for term in terms if term.kind == "Program"]


def broader(iri: str) -> list[str]:
    return [value for value, _, _ in every_concept()[iri].get(SKOS_NS + "broader", [])]


def above(iri: str, path: tuple[str, ...] = ()) -> set[str]:
    assert iri not in path, f"a cycle: {' → '.join((*path, iri))}"
    return {iri}.union(*(above(next_up, (*path, iri)) for next_up in broader(iri)))


@pytest.mark.parametrize(("kind", "name"), FILES.items(), ids=FILES.values())
def test_every_concept_has_one_label_in_chinese_and_english_a_definition_and_its_scheme(kind: str, name: str) -> None:
    wanted = [
        (SKOS_NS + "prefLabel", "zh"),
        (RDFS_NS + "label", "en"),
        (SKOS_NS + "definition", "zh"),
        (SKOS_NS + "inScheme", ""),
        (RDF_NS + "type", ""),
    ]
    faulty = [
        (iri, predicate)
        for iri, values in described(name).items()
        for predicate, language in wanted
        if [found for _, found, _ in values[predicate]] != [language]
    ]
    assert faulty == []
    assert {values[RDF_NS + "type"][0][0] for values in described(name).values()} == {EDU_NS + kind}
    assert {values[SKOS_NS + "inScheme"][0][0] for values in described(name).values()} == {f"{DATA_NS}scheme/{name}"}


@pytest.mark.parametrize("name", FILES.values())
def test_slugs_are_lower_case_ascii(name: str) -> None:
    slug = re.compile(f"{re.escape(DATA_NS)}{name.removesuffix('s')}/[a-z0-9]+(-[a-z0-9]+)*")
    assert [iri for iri in described(name) if not slug.fullmatch(iri)] == []


def test_the_vocabulary_holds_the_programs_of_all_fields() -> None:
    assert len(programs()) >= 350
    fields = {top.removeprefix(f"{DATA_NS}topic/") for iri in programs() for top in above(iri) if "/topic/" in top}
    assert len(fields - {"beyond-education"}) >= 12


def test_no_form_stands_twice() -> None:
    owners = defaultdict(list)
    for form, iri, _ in forms(every_concept()):
        owners[form].append(iri)
    assert {form: iris for form, iris in owners.items() if len(iris) > 1} == {}


def test_no_form_stands_in_another_vocabulary() -> None:
    """A hit with terms of several kinds has no IRI."""
    names = {path.stem for path in resources.folder("ontology").glob("*.ttl") if path.name not in NOT_IN_TEXTS}
    others = {form: iri for name in names - set(FILES.values()) for form, iri, _ in forms(described(name))}
    assert {form: (iri, others[form]) for form, iri, _ in forms(every_concept()) if form in others} == {}


def test_forms_are_simplified_words_without_spaces_or_surrounding_quotes() -> None:
    simplify = OpenCC("t2s").convert
    faulty = [
        form
        for form, _, _ in forms(every_concept())
        if len(form) < 2 or re.search(r"\s", form) or simplify(form) != form or _is_quoted(form)
    ]
    assert faulty == []


def _is_quoted(form: str) -> bool:
    """Whether one pair of quotation marks surrounds the whole form: “县管校聘”, and not “双高”“双优”."""
    opening = sum(mark in OPENING_QUOTES for mark in form)
    return opening == 1 and form[0] in OPENING_QUOTES and form[-1] in CLOSING_QUOTES


def test_quotation_marks_inside_a_form_are_paired() -> None:
    assert [form for form, _, _ in forms(every_concept()) if not re.fullmatch("[^“”]*(?:“[^“”]*”[^“”]*)*", form)] == []


def test_every_program_lies_below_a_topic_and_nothing_is_circular() -> None:
    known = every_concept()
    assert [(iri, up) for iri in known for up in broader(iri) if up not in known] == []
    assert [iri for iri in programs() if not any("/topic/" in up for up in above(iri))] == []
    assert [up for iri in described("topics") for up in above(iri) if "/program/" in up] == []


def test_since_and_issuer_are_at_most_one_and_well_formed() -> None:
    lengths = {4: "gYear", 7: "gYearMonth", 10: "date"}
    since = {iri: values[EDU_NS + "since"] for iri, values in programs().items() if EDU_NS + "since" in values}
    assert since
    assert [
        iri
        for iri, found in since.items()
        if len(found) != 1 or found[0][2] != XSD_NS + lengths[len(found[0][0])] or not "1949" < found[0][0] < "2031"
    ] == []
    issuers = [values[EDU_NS + "issuer"] for values in programs().values() if EDU_NS + "issuer" in values]
    assert issuers
    assert all(len(found) == 1 and found[0][1] == "zh" for found in issuers)


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("扎实推进“双减”工作，全面开展课后延时服务。", ["double-reduction", "after-school-service"]),
        ("减轻义务教育阶段学生作业负担和校外培训负担", ["double-reduction"]),
        ("落实课后服务“5+2”模式", ["after-school-service", "after-school-five-plus-two"]),
        ("教师“县管校聘”改革和校长职级制改革", ["county-managed-teachers", "principal-rank-system"]),
        ("创建义务教育优质均衡发展县", ["quality-balanced-development"]),
        ("学前教育普及普惠县和城镇小区配套园治理", ["preschool-universal-affordable", "residential-kindergartens"]),
        ("参加“国培”的教师和特岗教师", ["national-teacher-training", "special-post-plan"]),
        ("实施三名工程和“名校+”工程", ["three-masters-project", "famous-school-plus"]),
        ("全面落实中小学校党组织领导的校长负责制", ["principal-under-party"]),
        ("坚持“五育”并举，推进大中小学思政课一体化", ["five-educations-together", "ideological-course-integration"]),
        ("农村义务教育学生营养改善计划、生源地信用助学贷款", ["nutrition-improvement", "student-loans"]),
        ("“十四五”县域普通高中发展提升行动计划", ["county-high-school-plan"]),
        ("改薄项目、义务教育薄弱环节改善与能力提升", ["weak-school-renovation", "weak-link-improvement"]),
        ("“互联网+明厨亮灶”全覆盖", ["bright-kitchen"]),
        ("“1+X”证书制度试点", ["vocational-1x"]),
        ("家校社“教联体”和城乡教联体", ["home-school-society-alliance", "school-alliances"]),
    ],
    ids=lambda value: "-and-".join(value) if isinstance(value, list) else "",
)
def test_what_people_write_is_recognised(text: str, slugs: list[str]) -> None:
    assert named(text) == slugs


@pytest.mark.parametrize(
    "text",
    [
        "产值和利润双双减少",
        "引进三名工程师",
        "刷新高考纪录",
        "为国培养人才，爱国培根铸魂",
        "独特岗位",
        "国家专项资金",
        "全员人人通过考核",
        "指标生成",
        "广大教研人员",
        "警力配备3+2，城市三防指挥部，五育",
    ],
    ids=[
        "both-fall",
        "engineers",
        "record",
        "for-the-country",
        "post",
        "funds",
        "all-pass",
        "index",
        "many",
        "unquoted",
    ],
)
def test_what_only_looks_like_a_program_is_none(text: str) -> None:
    assert named(text) == []


def test_fields_of_work_are_no_programs() -> None:
    fields = "疫情防控 劳动教育 师德师风 党风廉政 家校共育 校企合作 综合素质评价 立德树人 教育现代化 校园安全 均衡发展"
    assert {field: named(field) for field in fields.split() if named(field)} == {}


def test_programs_of_government_at_large_are_told_from_those_of_education() -> None:
    general = {iri.removeprefix(f"{DATA_NS}program/") for iri in programs() if BEYOND_EDUCATION in above(iri)}
    assert {"rural-revitalization", "poverty-eradication", "party-history-education", "anti-gang"} <= general
    assert not general & {
        "double-reduction",
        "dropout-control",
        "county-managed-teachers",
        "student-aid",
        "safe-campus",
    }

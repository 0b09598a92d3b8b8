"""Saved questions answer alike everywhere, and no parameter value can change what is asked."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import example, given
from hypothesis import strategies as st

from kg import query, store, tables
from kg.build import build
from kg.errors import KgError, UsageError
from kg.namespaces import DATA_NS, SKOS_NS
from tests.conftest import DOCUMENTS

EXPECTED = Path(__file__).with_name("queries")
SAVED = query.saved_queries()
Rows = list[list[str]]


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of six documents: three and two of two neighbours, one of a county far away; rdflib is slow on more."""
    out = tmp_path_factory.mktemp("few") / "out"
    build([*(DOCUMENTS / f"{number}.txt" for number in range(101, 106)), EXPECTED / "documents"], out)
    return out


@pytest.fixture(scope="module")
def on_disk(few: Path) -> ox.Store:
    return store.open_store(few)


@pytest.fixture(scope="module")
def in_memory(few: Path) -> ox.Store:
    loaded = ox.Store()
    loaded.load(path=str(few / store.TURTLE))
    return loaded


@pytest.fixture(scope="module")
def in_rdflib(few: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(few / store.TURTLE)


def rows(graph: ox.Store, text: str) -> Rows:
    answer = query.ask(graph, text)
    assert isinstance(answer, ox.QuerySolutions)
    return tables.rows_of(answer)[1]


def rows_of_rdflib(graph: rdflib.Graph, text: str) -> Rows:
    def cell(term: rdflib.term.Node | None) -> str:
        return "" if term is None else tables.short(str(term)) if isinstance(term, rdflib.URIRef) else str(term)

    return [[cell(term) for term in row] for row in graph.query(query.prologue() + text)]  # type: ignore[union-attr]


def tsv(lines: Iterable[list[str]]) -> str:
    written = io.StringIO()
    csv.writer(written, "excel-tab", lineterminator="\n").writerows(lines)
    return written.getvalue()


@pytest.mark.parametrize("name", SAVED)
def test_a_saved_question_has_titles_descriptions_and_an_example(name: str) -> None:
    saved = SAVED[name]
    assert query.NAME.fullmatch(name)
    assert all([saved.title, saved.title_zh, saved.description, saved.description_zh, saved.example])
    assert saved.group in query.GROUPS
    assert set(saved.example) <= {parameter.name for parameter in saved.parameters}
    assert all(parameter.description and parameter.description_zh for parameter in saved.parameters)


def test_there_are_questions_of_every_group_and_a_group_has_one_name_in_chinese() -> None:
    groups = query.by_group()
    assert tuple(groups) == query.GROUPS
    assert sorted(saved.name for members in groups.values() for saved in members) == sorted(SAVED)
    assert all(len({saved.group_zh for saved in members}) == 1 for members in groups.values())
    assert len(SAVED) >= 25


@pytest.mark.parametrize("name", SAVED)
def test_a_saved_question_needs_no_named_graph(name: str) -> None:
    asked = " ".join(line for line in SAVED[name].text.upper().splitlines() if not line.startswith("#"))
    assert not {"GRAPH", "FROM", "SERVICE"} & set(asked.replace("{", " ").split())


@pytest.mark.parametrize("name", SAVED)
def test_a_saved_question_has_the_expected_rows_on_the_store_on_the_turtle_and_in_rdflib(
    name: str, on_disk: ox.Store, in_memory: ox.Store, in_rdflib: rdflib.Graph, request: pytest.FixtureRequest
) -> None:
    text = query.bind(SAVED[name], SAVED[name].example, on_disk)
    found = rows(on_disk, text)
    assert found == rows(in_memory, text) == rows_of_rdflib(in_rdflib, text)
    answer = query.ask(on_disk, text)
    assert isinstance(answer, ox.QuerySolutions)
    written = tsv([[variable.value for variable in answer.variables], *found])
    expected = EXPECTED / f"{name}.tsv"
    if request.config.getoption("--update-rows"):
        expected.write_text(written, encoding="utf-8")
    assert written == expected.read_text(encoding="utf-8"), "see pytest --update-rows"
    assert found, "the example shows nothing"


def test_a_target_is_answered_by_a_later_document_and_never_by_its_own(on_disk: ox.Store) -> None:
    answer = query.ask(on_disk, query.bind(SAVED["promised-and-reported"], {}, on_disk))
    assert isinstance(answer, ox.QuerySolutions)
    columns, found = tables.rows_of(answer)
    told = [dict(zip(columns, row, strict=True)) for row in found]
    answered = [row for row in told if row["reportFile"]]
    pairs = {(row["planFile"], row["reportFile"]) for row in answered}
    assert {("101.txt", "102.txt"), ("103.txt", "104.txt"), ("102.txt", "201.txt")} <= pairs
    assert all(plan < report for plan, report in pairs)
    assert 0 < len(answered) < len(told)
    assert ("一本上线人数", "1200", "1243") in {(row["indicatorLabel"], row["target"], row["reported"]) for row in told}


def test_expected_rows_belong_to_a_question() -> None:
    assert {path.stem for path in EXPECTED.glob("*.tsv")} == set(SAVED)


@pytest.mark.parametrize("name", SAVED)
def test_no_row_comes_twice_and_rows_rest_on_more_than_one_document(name: str, on_disk: ox.Store) -> None:
    saved = SAVED[name]
    given_ = saved.example if any(parameter.required for parameter in saved.parameters) else {}
    found = [tuple(row) for row in rows(on_disk, query.bind(saved, given_, on_disk))]
    assert len(set(found)) == len(found) > 1


# A near-copy of 102.txt: all that it says otherwise would be seen in a question that does not leave it out.
REWORDED = {
    "李文娟": "李文静",
    "现将有关工作总结如下": "2月26日，静宁县召开2022年全县教育工作会议。现将有关工作总结如下",
    "教师142名": "教师143名",
    "1300人以上": "1310人以上",
    "巩固率达到98.9%": "巩固率达到98.8%",
    "实施“银龄讲学计划”": "实施“银龄讲学计划”，推进校园足球、课堂教学改革",
}
ONCE = re.compile(r"(FILTER NOT EXISTS|MINUS) \{ \?\w+ (prov:wasDerivedFrom/)?prov:alternateOf \?original \}")
WITH_COPIES = {"document-program", "documents", "evidence"}


@pytest.fixture(scope="module")
def with_a_copy(tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    """The documents of `few` and the near-copy, which comes last by name."""
    folder = tmp_path_factory.mktemp("copy")
    text = (DOCUMENTS / "102.txt").read_text(encoding="utf-8")
    for words, others in REWORDED.items():
        assert words in text
        text = text.replace(words, others)
    (folder / "999.txt").write_text(text, encoding="utf-8")
    built = [*(DOCUMENTS / f"{number}.txt" for number in range(101, 106)), EXPECTED / "documents", folder / "999.txt"]
    assert build(built, folder / "out").copies == (("999.txt", "102.txt"),)
    return store.open_store(folder / "out")


@pytest.mark.parametrize("name", [name for name in SAVED if name not in WITH_COPIES])
def test_a_copy_of_a_document_changes_no_row(name: str, on_disk: ox.Store, with_a_copy: ox.Store) -> None:
    needed = any(parameter.required for parameter in SAVED[name].parameters)
    text = query.bind(SAVED[name], SAVED[name].example if needed else {}, on_disk)
    assert rows(with_a_copy, text) == rows(on_disk, text)
    counting_copies, places = ONCE.subn("", text)
    assert places, "the question does not leave copies out"
    assert rows(with_a_copy, counting_copies) != rows(on_disk, text), "the copy would show in no row"


def test_a_copy_is_listed_with_the_document_of_which_it_is_one(on_disk: ox.Store, with_a_copy: ox.Store) -> None:
    text = query.bind(SAVED["documents"], {}, on_disk)
    listed = rows(with_a_copy, text)
    assert [row[:2] for row in listed if row[1]] == [["999.txt", "102.txt"]]
    assert [row for row in listed if not row[1]] == rows(on_disk, text)


# which count or rank within the division
COUNTED = {"indicator-rank", "indicators", "programs-over-time", "programs-shared"}
WITHIN = [name for name, each in SAVED.items() if "jurisdiction" in {parameter.name for parameter in each.parameters}]


@pytest.mark.parametrize("name", WITHIN)
def test_a_jurisdiction_takes_in_everything_within_it_and_nothing_else(name: str, on_disk: ox.Store) -> None:
    def within(place: str) -> set[tuple[str, ...]]:
        given_ = {"jurisdiction": place} if place else {}
        return {tuple(row) for row in rows(on_disk, query.bind(SAVED[name], given_, on_disk))}

    everything, here, there = within(""), within("甘肃省"), within("安徽省")
    assert here
    if name in COUNTED:
        assert {row[0] for row in here} < {row[0] for row in everything}
        return
    assert here.isdisjoint(there)
    assert here | there <= within("000000") <= everything


# Values


HOSTILE = [
    'v" } . #',
    "../../etc/passwd",
    "a\nb\r\n",
    "x" * 10_000,
    "<http://e/>",
    "?x",
    "$program",
    "'''",
    '"""',
    "\\",
    "\\u0022",
    "\x00",
]
STRINGS = """SELECT ?x { ?x skos:prefLabel $value . FILTER(?x != "$value" && ?x != '''$value''') } # $value"""


def saved(text: str, *parameters: str, folder: Path) -> query.SavedQuery:
    path = folder / "a.rq"
    said = ("title", "title@zh", "group", "group@zh", "description", "description@zh")
    header = "".join(f"# {each}: t\n" for each in said)
    path.write_text(header + "".join(f"# param {line}\n" for line in parameters) + text, encoding="utf-8")
    return query.parse(path)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
@example(HOSTILE[0])
@example(HOSTILE[1])
@example(HOSTILE[2])
@example(HOSTILE[3])
@example(HOSTILE[7])
@example(HOSTILE[9])
@example(HOSTILE[11])
def test_a_value_is_one_term_whatever_it_holds(tmp_path_factory: pytest.TempPathFactory, value: str) -> None:
    graph = ox.Store()
    graph.add(ox.Quad(ox.NamedNode(DATA_NS + "a"), ox.NamedNode(SKOS_NS + "prefLabel"), ox.Literal(value.strip())))
    asked = saved("SELECT ?x { ?x skos:prefLabel $value }", "value: string! | v", folder=tmp_path_factory.mktemp("v"))
    try:
        bound = query.bind(asked, {"value": value}, graph)
    except UsageError:
        assert not value.strip()
        return
    assert rows(graph, bound) == [["a"]]


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize(
    "kind", ["program", "jurisdiction", "entity", "year", "date", "integer", "choice(Reported, Planned)"]
)
def test_a_value_that_names_nothing_is_refused_in_one_short_line(
    kind: str, value: str, on_disk: ox.Store, tmp_path: Path
) -> None:
    asked = saved("SELECT ?x { ?x a $value }", f"value: {kind} | v", folder=tmp_path)
    with pytest.raises(UsageError) as caught:
        query.bind(asked, {"value": value}, on_disk)
    assert caught.value.exit_code == 2
    assert len(str(caught.value)) < 400


def test_a_parameter_is_not_replaced_in_strings_and_comments(tmp_path: Path) -> None:
    bound = query.bind(saved(STRINGS, "value: string | v", folder=tmp_path), {"value": "z"}, ox.Store())
    last = bound.splitlines()[-1]
    assert last == STRINGS.replace("prefLabel $value", 'prefLabel "z"')


def test_bytes_that_are_no_text_are_refused(on_disk: ox.Store) -> None:
    with pytest.raises(UsageError, match="UTF-8"):
        query.bind(SAVED["program"], {"program": "\udcff"}, on_disk)


def test_an_open_parameter_stays_a_variable(on_disk: ox.Store) -> None:
    assert query.bind(SAVED["program"], {}, on_disk) == SAVED["program"].text


def test_a_parameter_that_must_be_given_is_asked_for(on_disk: ox.Store) -> None:
    with pytest.raises(UsageError, match="--param other is needed"):
        query.bind(SAVED["two-jurisdictions"], {"one": "静宁县"}, on_disk)


def test_an_unknown_parameter_is_refused_with_those_that_there_are(on_disk: ox.Store) -> None:
    with pytest.raises(UsageError, match="it has program, status, jurisdiction"):
        query.bind(SAVED["program"], {"programme": "双减"}, on_disk)


# Headers


@pytest.mark.parametrize(
    "line", ["# param x: nothing | y", "# param X: year", "# param x year"], ids=["kind", "name", "colon"]
)
def test_a_parameter_line_that_is_none_is_refused_with_its_place(line: str, tmp_path: Path) -> None:
    (tmp_path / "a.rq").write_text(f"# title: t\n{line}\nSELECT * {{}}", encoding="utf-8")
    with pytest.raises(KgError, match=r"a\.rq:2: not a parameter line"):
        query.parse(tmp_path / "a.rq")


def test_chinese_for_a_parameter_that_is_not_there_is_refused(tmp_path: Path) -> None:
    known = saved("SELECT * {}", "x: year = | which", folder=tmp_path).path
    known.write_text(known.read_text(encoding="utf-8") + "\n# param@zh x: 哪一年", encoding="utf-8")
    assert [each.description_zh for each in query.parse(known).parameters] == ["哪一年"]
    known.write_text(known.read_text(encoding="utf-8") + "\n# param@zh y: 哪一年", encoding="utf-8")
    with pytest.raises(KgError, match="there is no parameter y"):
        query.parse(known)


def test_a_header_without_a_title_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.rq").write_text("# title: t\nSELECT * {}", encoding="utf-8")
    with pytest.raises(KgError, match="title@zh"):
        query.parse(tmp_path / "a.rq")


def test_a_header_without_a_group_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.rq").write_text("# title: t\n# title@zh: t\nSELECT * {}", encoding="utf-8")
    with pytest.raises(KgError, match="group"):
        query.parse(tmp_path / "a.rq")


def test_a_group_that_is_not_ours_stands_behind_ours(tmp_path: Path) -> None:
    mine = saved("SELECT * {}", folder=tmp_path)
    assert query.by_group(tmp_path) == {"t": (mine,)}


@pytest.mark.parametrize("name", ["progam", "../program", "PROGRAM", "", "x" * 10_000])
def test_an_unknown_question_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="no saved question"):
        query.saved_query(name)


def test_a_near_name_is_offered() -> None:
    with pytest.raises(UsageError, match="did you mean program"):
        query.saved_query("progam")


# Names


@pytest.mark.parametrize(
    ("name", "kind", "local"),
    [
        ("双减", "program", "program/double-reduction"),
        ("“双减”", "program", "program/double-reduction"),
        (" Double Reduction ", "program", "program/double-reduction"),
        ("静宁县", "jurisdiction", "division/620826"),
        ("620826", "jurisdiction", "division/620826"),
        ("division/620826", "entity", "division/620826"),
        (DATA_NS + "division/620826", "entity", "division/620826"),
        ("101.txt", "document", ""),
    ],
    ids=["label", "quotes", "english", "place", "code", "local", "iri", "file"],
)
def test_a_thing_is_found_by_any_of_its_names(name: str, kind: str, local: str, on_disk: ox.Store) -> None:
    found = query.named(on_disk, name, kind).value
    assert found == DATA_NS + local if local else found.startswith(DATA_NS + "document/")


def test_a_name_of_another_kind_is_not_taken(on_disk: ox.Store) -> None:
    with pytest.raises(UsageError, match="no school"):
        query.named(on_disk, "双减", "school")


def test_a_name_of_several_things_is_refused_with_all_of_them() -> None:
    graph = ox.Store()
    for number in range(7):
        node = ox.NamedNode(f"{DATA_NS}school/{number}/一中")
        graph.add(ox.Quad(node, ox.NamedNode(SKOS_NS + "altLabel"), ox.Literal("一中", language="zh")))
    with pytest.raises(UsageError, match=r"7 of this name.*school/0/一中.*and 2 more"):
        query.named(graph, "一中")


def test_what_comes_near_is_offered(on_disk: ox.Store) -> None:
    with pytest.raises(UsageError, match=r"near: .*双减"):
        query.named(on_disk, "双减工作", "program")


# Anybody's own questions


def test_a_syntax_error_names_the_line_of_the_question_itself(on_disk: ox.Store) -> None:
    with pytest.raises(UsageError, match=r"^--text:2: not SPARQL 1\.1"):
        query.ask(on_disk, "SELECT ?x {\n ?x a }", place="--text")


def test_an_undeclared_prefix_is_said(on_disk: ox.Store) -> None:
    with pytest.raises(UsageError, match="prefix is not declared") as caught:
        query.ask(on_disk, "SELECT ?x { ?x a nowhere:Thing }")
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize("text", ["INSERT DATA { <a:b> <a:b> <a:b> }", "", "DROP ALL"], ids=["insert", "empty", "drop"])
def test_what_is_no_question_is_refused(text: str, on_disk: ox.Store) -> None:
    with pytest.raises(UsageError, match="not SPARQL"):
        query.ask(on_disk, text)


@pytest.mark.parametrize("opened", ["{", "(", "[", "!", "! "], ids=["group", "bracket", "blank", "not", "not-space"])
def test_nesting_that_would_overflow_the_parser_is_refused(opened: str, on_disk: ox.Store) -> None:
    with pytest.raises(UsageError, match="deep"):
        query.ask(on_disk, "SELECT * " + opened * 5000)


def test_brackets_in_strings_and_iris_are_no_nesting(on_disk: ox.Store) -> None:
    query.ask(on_disk, f"""ASK {{ ?s ?p "{"(" * 500}", '{"{" * 500}' }} # {"[" * 500}""")

"""`sources.csv`: what the user knows of the documents beside it, and what is wrong in it."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import declared
from kg.build import build
from kg.errors import UsageError
from kg.model import Source, Stated
from kg.read import sources
from kg.store import open_store

HIDDEN = """xx县教育局20**年工作总结

今年以来，我县认真落实“双减”政策，全县义务教育巩固率达到98.6%。县教育局推进课后服务，某县教育局组织培训教师1350人次。
"""


def test_a_row_is_read_under_chinese_and_english_heads() -> None:
    told = Stated("标题", "2022-03-05", "https://e.example/1", "e.example", "620826")
    for heads in ("file,county,date,address,title", "文件,区县,日期,网址,标题"):
        text = f"{heads}\na/b.txt,静宁县,2022-03-05,https://e.example/1,标题\n"
        assert declared.parse(text, "sources.csv") == {"a/b.txt": told}
    assert declared.parse("file,date\n.\\a\\b.txt,2022\n\n", "x") == {"a/b.txt": Stated(issued="2022")}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("620826", "620826"),
        ("静宁县", "620826"),
        ("甘肃省静宁县", "620826"),
        ("甘肃省 平凉市 静宁县", "620826"),
        ("甘肃", "620000"),
    ],
)
def test_a_division_is_named_by_code_or_by_name_with_those_above_it(words: str, code: str) -> None:
    assert declared.division(words, "x") == code


def test_a_division_of_many_namesakes_is_told_by_the_one_above_it() -> None:
    with pytest.raises(UsageError, match=r"divisions are called “鼓楼区”.*write the code: .*江苏省南京市鼓楼区"):
        declared.division("鼓楼区", "x")
    assert declared.division("南京市鼓楼区", "x") == "320106"


WRONG = {
    "no-file-column": ("county\n静宁县\n", "sources.csv:1: has no column “file”"),
    "unknown-column": ("file,conty\na.txt,静宁县\n", "sources.csv:1: the column “conty” is not known"),
    "no-file": ("file,county\n,静宁县\n", "sources.csv:2: names no file"),
    "no-such-county": ("file,county\na.txt,静静县\n", "sources.csv:2: no division is called “静静县”"),
    "no-date": ("file,date\na.txt,\nb.txt,三月\n", "sources.csv:3: “三月” is no date"),
    "no-address": ("file,url\na.txt,javascript:alert(1)\n", "sources.csv:2: “javascript:alert(1)” is no address"),
    "twice": ("file,date\na.txt,2022\na.txt,2023\n", "sources.csv:3: a.txt has a row before"),
    "empty": ("", "sources.csv:1: has no column “file”"),
}


@pytest.mark.parametrize(("text", "said"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_named_with_its_line(text: str, said: str) -> None:
    with pytest.raises(UsageError) as told:
        declared.parse(text, "sources.csv")
    assert str(told.value).startswith(said)
    assert told.value.next_step


def folder(root: Path, rows: str) -> Path:
    (root / "in" / "sub").mkdir(parents=True)
    for name in ("a.txt", "sub/b.txt", "sub/c.txt"):
        (root / "in" / name).write_text(HIDDEN + name, encoding="utf-8")
    (root / "in" / "rows.jsonl").write_text(
        '{"text": "全县教育工作。"}\n{"text": "全县课后服务。"}\n', encoding="utf-8"
    )
    (root / "in" / "sources.csv").write_text(f"file,date\n{rows}", encoding="utf-8")
    return root / "in"


def dates(path: Path) -> dict[str, str]:
    return {each.name: each.declared.issued for each in sources([path]) if isinstance(each, Source)}


def test_a_row_counts_for_its_file_and_one_of_a_folder_or_table_for_all_in_it(tmp_path: Path) -> None:
    path = folder(tmp_path, "sub,2020\nsub/b.txt,2021\nrows.jsonl,2022\nrows.jsonl:2,2023\n")
    assert dates(path) == {
        "a.txt": "",
        "rows.jsonl:1": "2022",
        "rows.jsonl:2": "2023",
        "sub/b.txt": "2021",
        "sub/c.txt": "2020",
    }
    assert dates(path / "a.txt") == {"a.txt": ""}


def test_the_nearest_table_counts_and_a_file_alone_finds_the_one_beside_it(tmp_path: Path) -> None:
    path = folder(tmp_path, "a.txt,2019\nsub/b.txt,2021\n")
    (path / "sub" / "sources.csv").write_text("file,date\nb.txt,2022\n", encoding="utf-8")
    assert dates(path)["sub/b.txt"] == "2022"
    assert dates(path / "a.txt") == {"a.txt": "2019"}


@pytest.mark.parametrize("name", ["no.txt", "sub/no.txt", "no.zip/a.txt"])
def test_a_row_of_a_file_that_is_not_there_is_an_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match=f"sources.csv: tells of {name}, which does not exist"):
        dates(folder(tmp_path, f"{name},2022\n"))


def test_a_declared_county_and_date_rescue_a_hidden_document_and_the_graph_says_so(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(HIDDEN, encoding="utf-8")
    build([tmp_path / "in"], tmp_path / "out")
    assert answers(tmp_path / "out", "?d edu:about ?a . ?a edu:divisionCode ?x") == set()
    (tmp_path / "in" / "sources.csv").write_text("file,county,date\na.txt,静宁县,2021-12-30\n", encoding="utf-8")
    report = build([tmp_path / "in"], tmp_path / "out")
    assert [file.about for file in report.files] == [["静宁县"]]
    assert answers(tmp_path / "out", "?d edu:about/edu:divisionCode ?x") == {"620826"}
    assert answers(tmp_path / "out", "?d edu:declared ?x") == {"edu:about", "dcterms:issued"}
    assert answers(tmp_path / "out", "?d dcterms:issued ?x") == {"2021-12-30"}
    assert answers(tmp_path / "out", "?s a edu:Observation ; edu:area/edu:divisionCode ?x") == {"620826"}
    assert answers(tmp_path / "out", "?s a edu:Observation ; edu:year ?x") == {"2021"}
    assert "jurisdiction-" not in (tmp_path / "out" / "graph.ttl").read_text(encoding="utf-8")


def answers(out: Path, pattern: str) -> set[str]:
    prefixes = "PREFIX edu: <https://w3id.org/countyedu/ontology#> PREFIX dcterms: <http://purl.org/dc/terms/>"
    found = open_store(out).query(f"{prefixes} SELECT ?x WHERE {{ {pattern} }}")
    assert isinstance(found, ox.QuerySolutions)
    return {row["x"].value for row in found}

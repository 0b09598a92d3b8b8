"""Copies are found whatever was put around them; what only looks alike is none; queries may count copies once."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from kg.build import build
from kg.duplicates import Candidate, are_alike, copies, signature
from kg.store import open_store

SENTENCES = tuple(
    f"{place}{work}，投入资金{number}万元，惠及学生{number * 7}人，{aim}。"
    for number, (place, work, aim) in enumerate(
        (place, work, aim)
        for place in ("城关镇", "威戎镇", "界石铺镇", "八里镇")
        for work in ("新建教学楼", "改造运动场", "更新课桌椅", "建设实验室")
        for aim in ("年底前完工", "验收合格", "进展顺利")
    )
)
REPORT = "静宁县教育局2022年工作总结\n" + "\n".join(SENTENCES)


def found(*texts: str, about: tuple[str, ...] = ()) -> dict[int, int]:
    documents = [
        Candidate(f"{at}.txt", signature(text), frozenset(about[at : at + 1])) for at, text in enumerate(texts)
    ]
    return copies(documents, lambda at: texts[at])


def test_equal_texts_and_reprints_are_copies_of_the_first_by_name() -> None:
    reprint = "来源：某网站\n" + REPORT.replace("验收合格", "通过验收", 1) + "\n责任编辑：小禾"
    assert found(REPORT, REPORT, reprint) == {1: 0, 2: 0}


def test_the_same_form_filled_in_for_another_year_or_county_is_no_copy() -> None:
    next_year = REPORT
    for number in range(47, 0, -1):
        next_year = next_year.replace(f"资金{number}万", f"资金{number + 90}万")
    assert not are_alike(REPORT, next_year)
    assert found(REPORT, next_year) == {}
    assert found(REPORT, REPORT.replace("静宁县", "庄浪县"), about=("静宁县", "庄浪县")) == {}
    assert found(REPORT, REPORT.replace("静宁县", "庄浪县")) == {1: 0}


def test_other_texts_are_no_copies() -> None:
    assert found(REPORT, "\n".join(SENTENCES[:20]), "庄浪县召开教育工作会议，安排春季开学工作。", "") == {}


def test_copies_of_copies_have_one_first_whatever_the_order() -> None:
    texts = [REPORT + f"\n第{number}次转载" for number in range(6)]
    documents = [Candidate(f"{at}.txt", signature(text), frozenset()) for at, text in enumerate(texts)]
    turned = copies(documents[::-1], lambda at: texts[5 - at])
    assert {documents[::-1][at].name: documents[::-1][first].name for at, first in turned.items()} == {
        f"{at}.txt": "0.txt" for at in range(1, 6)
    }


@given(st.text(max_size=300))
def test_a_text_is_a_copy_of_itself_and_its_signature_is_its_own(text: str) -> None:
    assert are_alike(text, text)
    assert signature(text) == signature(text)


@given(st.lists(st.sampled_from(SENTENCES), max_size=30), st.lists(st.sampled_from(SENTENCES), max_size=30))
def test_likeness_goes_both_ways(one: list[str], other: list[str]) -> None:
    assert are_alike("\n".join(one), "\n".join(other)) == are_alike("\n".join(other), "\n".join(one))


def test_the_graph_links_a_copy_to_the_first_and_the_report_names_both(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    text = "静宁县教育局2022年工作总结\n\n"
    text += "全县义务教育巩固率达到98.6%，学前三年毛入园率达到96.3%。县教育局全面落实“双减”政策。\n"
    (folder / "a.txt").write_text(text, encoding="utf-8")
    (folder / "b.html").write_text(
        f"<html><body><p>{text}</p></body></html>".replace("\n\n", "</p><p>"), encoding="utf-8"
    )
    (folder / "c.txt").write_text(text.replace("静宁", "庄浪"), encoding="utf-8")
    report = build([folder], tmp_path / "out")
    assert report.copies == (("b.html", "a.txt"),)
    counted = """PREFIX edu: <https://w3id.org/countyedu/ontology#> PREFIX prov: <http://www.w3.org/ns/prov#>
        SELECT (COUNT(*) AS ?n) WHERE { ?s a edu:Observation ; prov:wasDerivedFrom ?d %s }"""
    once = "FILTER NOT EXISTS { ?d prov:alternateOf ?first }"
    numbers = []
    for text in (counted % "", counted % once):
        answer = open_store(tmp_path / "out").query(text)
        assert isinstance(answer, ox.QuerySolutions)
        numbers += [int(row["n"].value) for row in answer]
    assert numbers == [6, 4]

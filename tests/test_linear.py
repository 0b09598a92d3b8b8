"""Twice the text costs twice the time: no stage looks at everything for everything, whatever the text is."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.build import build, linked_document
from kg.model import LinkedDocument, Source
from kg.rdf import nquads

TITLE = "安溪县教育局2023年工作总结"
PARAGRAPHS = (
    "一、主要工作\n安溪县教育局全面落实“双减”政策，2023年投入资金{n}万元，新建学校{n}所，安溪县第{n}小学竣工投用。",
    "安溪县教育局局长林知远出席会议，强调要推进“青蓝{n}号”工程，力争2025年底前义务教育巩固率达到9{n}.5%。",
    "存在的问题：一是教师队伍结构不合理，二是湖头镇第{n}中心小学校舍不足；下一步将深入实施“春苗{n}计划”。",
    "2023年5月{n}日，安溪一中荣获“省级文明校园{n}”称号，与泉州师范学院（{n}）签订合作协议，学生参加活动{n}00人次。",
)
# texts that nobody writes, by how much of them there is
HOSTILE: dict[str, Callable[[int], str]] = {
    "nested-brackets": lambda size: "县教育局" + "（" * size + "学校" + "）" * size + "落实双减政策。",
    "nested-titles": lambda size: "印发" + "《" * size + "双减" + "》" * size + "。",
    "unclosed-quotes": lambda size: "实施" + "“青蓝" * size + "工程。",
    "unclosed-tags": lambda size: "<p>" * size + "县教育局落实双减政策。",
    "one-number": lambda size: "投入" + "1234567890" * (size // 10) + "万元。",
    "one-number-in-words": lambda size: "投入" + "三千五百万" * (size // 5) + "元。",
    "only-commas": lambda size: "推进" + "学校，" * size,
    "only-spaces": lambda size: "县教育局 " * size,
    "only-lines": lambda size: "第一小学\n" * size,
    "escapes": lambda size: "\\n&nbsp;&amp;amp;" * size + "县教育局落实双减政策。",
    "pinyin": lambda size: "jiaoyugongzuo" * size + "县教育局落实双减政策。",
}


def sentences(size: int) -> str:
    """That many paragraphs like those of a report."""
    return "\n".join(PARAGRAPHS[index % len(PARAGRAPHS)].format(n=index % 9 + 1) for index in range(size))


def source(folder: Path, text: str) -> Source:
    path = folder / f"{hashlib.sha256(text.encode()).hexdigest()[:8]}.txt"
    path.write_text(f"{TITLE}\n{text}", encoding="utf-8")
    data = path.read_bytes()
    return Source(path=path, name=path.name, sha256=hashlib.sha256(data).hexdigest(), size=len(data))


def seconds(folder: Path, text: str, rounds: int = 3) -> float:
    """The least CPU time that the text takes from bytes to N-Quads."""
    given, best = source(folder, text), float("inf")
    for _ in range(rounds):
        start = time.process_time()
        nquads(linked_document(given))
        best = min(best, time.process_time() - start)
    return best


@pytest.fixture(scope="module", autouse=True)
def _warm(tmp_path_factory: pytest.TempPathFactory) -> None:
    seconds(tmp_path_factory.mktemp("warm"), sentences(8), rounds=1)  # loads what is loaded once


@pytest.mark.slow
def test_twice_the_text_costs_less_than_three_times_the_time(tmp_path: Path) -> None:
    assert seconds(tmp_path, sentences(320)) < 3 * seconds(tmp_path, sentences(160))


@pytest.mark.slow
def test_a_text_of_two_megabytes_costs_sixteen_times_an_eighth_of_a_megabyte(tmp_path: Path) -> None:
    size = 125_000 // len(sentences(4).encode()) * 4
    assert len(sentences(16 * size).encode()) > 1_900_000
    assert seconds(tmp_path, sentences(16 * size), rounds=1) < 32 * seconds(tmp_path, sentences(size))


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_costs_more_than_its_length(tmp_path: Path, name: str) -> None:
    few, many = (seconds(tmp_path, HOSTILE[name](size)) for size in (10_000, 20_000))
    assert many < 3 * few + 0.1


@pytest.mark.slow
def test_a_number_of_a_million_digits_is_read(tmp_path: Path) -> None:
    assert seconds(tmp_path, f"投入{'7' * 1_000_000}万元。", rounds=1) < 20


@pytest.mark.slow
@pytest.mark.parametrize("form", ["学校{}所", "{}万元"], ids=["named", "unnamed"])
def test_a_clause_of_many_figures_costs_no_more_than_their_number(tmp_path: Path, form: str) -> None:
    def cost(size: int) -> float:
        figures = "，".join(form.format(number) for number in range(size))
        return seconds(tmp_path, f"全县投入{figures}。", rounds=1)

    few = cost(2_500)
    assert cost(5_000) < 3 * few  # told before the large one runs for hours
    assert cost(40_000) < 32 * few


def test_a_document_of_nothing_but_noise_is_a_document_of_which_nothing_could_be_read(tmp_path: Path) -> None:
    path = tmp_path / "noise.txt"
    path.write_text(
        "quanxianjiaoyugongzuozongjiehejihua,quanmianluoshi.\n首页 > 教育新闻 > 正文\n"
        "发布时间：2023-05-06 来源：某县教育局\n隐藏内容\n🐼🐼\n— 1 —\n",
        encoding="utf-8",
    )
    data = path.read_bytes()
    given = Source(path=path, name=path.name, sha256=hashlib.sha256(data).hexdigest(), size=len(data))
    linked: LinkedDocument = linked_document(given)
    assert (linked.document.text, linked.document.readable_share, linked.facts) == ("", 0.0, ())
    lines = nquads(linked)
    assert "ontology#SourceDocument>" in lines
    assert 'ontology#readableShare> "0"^^' in lines
    assert "ontology#Statement>" not in lines
    report = build([path], tmp_path / "out")
    assert [file.statements for file in report.files] == [{}]

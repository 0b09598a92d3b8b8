"""What is known of a document, and where in it a quote stands, is shown by every command and page that shows quotes."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from kg import show, view
from kg.build import build
from kg.copies import Copy, copies
from kg.documents import KINDS
from kg.explain import explain
from kg.pages_data import Page, load_pages
from kg.store import open_store
from kg.view.addresses import address
from kg.view.words import DOCUMENT_KINDS
from tests.read import samples

REPORT = (
    "庄浪县教育局2021年工作总结",
    *(f"庄浪县教育局新建校舍{number}.26万平方米，投入资金{number}60万元。" * 9 for number in range(3, 15)),
)
DECLARED = "file,county,date,address,title\nd.pdf,甘肃省庄浪县,2021-12-27,https://example.org/1.html,\n"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A text, the same as a page and as a Word file, and a PDF of several pages of which the user knows more."""
    folder = tmp_path_factory.mktemp("inputs")
    given = folder / "in"
    given.mkdir()
    (given / "a.txt").write_bytes(samples.text())
    (given / "b.html").write_bytes(samples.html())
    (given / "c.docx").write_bytes(samples.docx())
    (given / "d.pdf").write_bytes(samples.pdf(REPORT, foot="- % -"))
    (given / "sources.csv").write_text(DECLARED, encoding="utf-8")
    build([given], folder / "out")
    return folder / "out"


@pytest.fixture(scope="module")
def pages(out: Path) -> dict[str, Page]:
    return {page.name: page for page in load_pages(out)}


def written(out: Path, page: Page) -> str:
    return (out / view.SITE / address(page.local)).read_text(encoding="utf-8")


def of(said: str, name: str) -> list[str]:
    return re.findall(rf"^ *{name}[: ] *(.+)$", click.unstyle(said), re.MULTILINE)


def test_copies_are_known_from_each_of_them_and_one_of_them_counts(out: Path, pages: dict[str, Page]) -> None:
    found = copies(open_store(out))
    a, b, c = (Copy(pages[name].local, name, name == "a.txt") for name in ("a.txt", "b.html", "c.docx"))
    assert found == {a.local: (b, c), b.local: (a, c), c.local: (a, b)}


def test_an_explanation_says_page_declarations_and_copies(out: Path, pages: dict[str, Page]) -> None:
    page = pages["d.pdf"]
    name, _ = page.facts[-1]
    said = explain(out, name)
    assert page.places[name] == ("page", max(number for _, number in page.places.values()))
    assert of(said, "said in")[0].startswith(f"d.pdf, page {page.places[name][1]}, characters ")
    assert of(said, "said in")[0].endswith(f" of the kept text {page.sha256[:16]}.txt")
    assert of(said, "document") == [
        "work report · 庄浪县教育局2021年工作总结 · 2021-12-27 · example.org · https://example.org/1.html"
    ]
    assert of(said, "declared") == ["date, address, site, county (sources.csv)"]
    said = explain(out, pages["c.docx"].facts[0][0])
    assert re.match(r"c\.docx, paragraph \d, characters ", of(said, "said in")[0])
    assert of(said, "copies") == ["a.txt says the same and is the one that counts", "b.html says the same"]
    assert of(explain(out, pages["a.txt"].facts[0][0]), "said in")[0].endswith(" of the original")


def test_a_place_is_where_the_quote_stands(out: Path, pages: dict[str, Page]) -> None:
    page = pages["d.pdf"]
    text = (out / "texts" / f"{page.sha256[:16]}.txt").read_text(encoding="utf-8")
    printed = [text.index(f"-{number}-") for number in range(1, 4)]
    for name, fact in page.facts:
        _, number = page.places[name]
        assert all(fact.raw.start > at for at in printed[: number - 1])
        assert number > len(printed) or fact.raw.start < printed[number - 1]


def test_a_document_is_shown_with_what_was_declared_and_its_copies(out: Path) -> None:
    said = show.show(out, "d.pdf")
    assert of(said, "由用户声明 declared") == ["发布时间 issued · 报告地区 about · 来源网站 site · 网址 address"]
    assert re.search(r" d\.pdf:\d+ page 1\n", click.unstyle(said))
    said = show.show(out, "c.docx")
    assert of(said, "副本 copy") == ["a.txt（以此计数 the one that counts）", "b.html"]
    assert re.search(r" c\.docx:\d+ paragraph 4\n", click.unstyle(said))
    assert of(show.show(out, "a.txt"), "副本 copy") == ["b.html", "c.docx"]


def test_counts_tell_kind_declarations_and_copies_and_count_copies_once(out: Path, pages: dict[str, Page]) -> None:
    documents, kinds, *_ = show.stats(out).split("\n\n")
    rows = {line.split()[0]: line for line in documents.splitlines()[3:]}
    assert re.search(r"work report +2021-12-27 +庄浪县 +2021 +issued about site url ", rows["d.pdf"])
    assert " a.txt " in rows["b.html"]
    assert " a.txt " in rows["c.docx"]
    counted = sum(int(number) for line in kinds.splitlines()[3:] for number in line.split()[-2:])
    assert counted == len(pages["a.txt"].facts) + len(pages["d.pdf"].facts)


def test_a_file_is_read_with_its_pages_and_what_is_known_of_it(out: Path) -> None:
    said = show.read(out.parent / "in" / "d.pdf")
    plain = click.unstyle(said)
    assert plain.startswith("[page 1] ")
    assert "[page 2] " in plain
    assert of(said, "issued") == ["2021-12-27 (declared)"]
    assert of(said, "division") == ["620825 (declared)"]
    assert of(said, "kind") == ["work report"]
    said = click.unstyle(show.read(out.parent / "in" / "c.docx"))
    assert [line.partition("]")[0] for line in said.splitlines()[:4]] == [f"[paragraph {n}" for n in range(1, 5)]
    assert "[p" not in click.unstyle(show.read(out.parent / "in" / "b.html"))


def test_a_documents_page_shows_what_is_known_of_it(out: Path, pages: dict[str, Page]) -> None:
    view.write(out)
    shown = written(out, pages["d.pdf"])
    assert '<a href="https://example.org/1.html" rel="external" dir="auto">https://example.org/1.html</a>' in shown
    assert "工作总结或报告" in shown
    assert shown.count('<small class="declared">') == 4
    assert '"place":["第 2 页","page 2"]' in shown
    shown = written(out, pages["c.docx"])
    assert 'class="declared"' not in shown
    assert '"place":["第 4 段","paragraph 4"]' in shown
    first = pages["a.txt"].sha256[:16]
    assert (
        f'<a href="../documents/{first}.html" dir="auto">a.txt</a><span lang="zh-Hans" class="zh">（以此计数）' in shown
    )
    shown = written(out, pages["a.txt"])
    assert "（以此计数）" not in shown
    assert shown.count(".html") >= 2
    assert all(f"{pages[name].sha256[:16]}.html" in shown for name in ("b.html", "c.docx"))


def test_every_kind_of_document_has_a_name_for_the_page() -> None:
    assert tuple(DOCUMENT_KINDS) == KINDS

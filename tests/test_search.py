"""Search finds what stands in labels and quotes, in Chinese as people type it; an index is a function of its graph."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import search
from kg.build import build
from kg.errors import KgError, UsageError
from tests.conftest import DOCUMENTS, Kg


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("search") / "out"
    build([DOCUMENTS / "101.txt", DOCUMENTS / "102.txt"], folder)
    return folder


def labels(out: Path, words: str, limit: int = 20) -> list[str]:
    return [hit.label for hit in search.search(out, words, limit=limit)]


def test_what_is_called_exactly_so_comes_first_with_a_quote_about_it(out: Path) -> None:
    first = search.search(out, "双减")[0]
    assert (first.kind, first.label) == ("Program", "双减")
    assert first.iri.endswith("/program/double-reduction")
    original = (DOCUMENTS / first.file).read_text(encoding="utf-8")
    assert original[first.start :].startswith(first.quote)


@pytest.mark.parametrize("words", ["课后服务", "課後服務", "“课后服务”", " 课后服务 ", "课后　服务", "服务 课后"])
def test_script_quotes_spaces_and_order_do_not_matter(out: Path, words: str) -> None:
    assert "课后服务" in labels(out, words)


@pytest.mark.parametrize("words", ["98.9%", "９８.９％", "98.9"])
def test_a_number_is_found_in_the_quote_where_it_stands(out: Path, words: str) -> None:
    found = [hit for hit in search.search(out, words) if hit.kind == "Observation"]
    assert any("98.9%" in hit.quote for hit in found)


def test_a_part_of_a_word_is_found_though_the_cut_hides_it(out: Path) -> None:
    assert any("巩固率" in hit.quote for hit in search.search(out, "固率"))


def test_words_in_english_and_codes_of_divisions_are_found(out: Path) -> None:
    assert labels(out, "double reduction")[0] == "双减"
    assert "静宁县" in labels(out, "620826")


def test_all_words_are_wanted_and_any_where_nothing_has_all(out: Path) -> None:
    together = search.search(out, "静宁县 义务教育巩固率")
    assert together
    assert all("巩固率" in hit.quote + hit.label for hit in together)
    assert labels(out, "双减 量子力学")[0] == "双减"


def test_nothing_is_found_where_nothing_has_the_words(out: Path) -> None:
    assert search.search(out, "量子力学") == []


def test_as_many_hits_as_are_asked_for(out: Path) -> None:
    assert len(search.search(out, "静宁县", limit=3)) == 3


@given(st.text(max_size=30))
def test_any_text_is_searched_for_or_refused_in_one_line(out: Path, words: str) -> None:
    found: list[search.Found] = []
    with suppress(UsageError):
        found = search.search(out, words, limit=5)
    assert len(found) <= 5


def test_every_quote_of_the_graph_is_found_by_its_own_words(out: Path) -> None:
    quotes = {hit.quote for hit in search.search(out, "教育", limit=1000) if hit.quote}
    assert len(quotes) > 20
    for quote in quotes:
        assert quote in {hit.quote for hit in search.search(out, quote, limit=1000)}


def test_the_same_documents_give_the_same_bytes(out: Path, tmp_path: Path) -> None:
    build([DOCUMENTS / "102.txt", DOCUMENTS / "101.txt"], tmp_path / "out", workers=2)
    assert (tmp_path / "out" / search.INDEX).read_bytes() == (out / search.INDEX).read_bytes()


def test_without_a_build_the_next_step_is_said(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="run `kg build"):
        search.search(tmp_path, "双减")


def test_an_index_that_is_none_is_refused_with_the_next_step(tmp_path: Path) -> None:
    (tmp_path / search.INDEX).write_bytes(b"no database" * 1000)
    with pytest.raises(KgError, match="build the graph again"):
        search.search(tmp_path, "双减")


def test_the_command_prints_a_table_or_a_line_of_json_a_hit(out: Path, kg: Kg) -> None:
    table = kg("search", "双减", "-n", "2", "-o", out)
    assert table.returncode == 0
    assert table.stdout.splitlines()[0].split() == ["kind", "label", "quote", "place"]
    assert "双减" in table.stdout.splitlines()[2]
    lines = kg("search", "双减", "-n", "2", "--json", "-o", out).stdout.splitlines()
    assert json.loads(lines[0])["kind"] == "Program"
    assert len(lines) == 2


def test_the_command_says_where_nothing_is_found(out: Path, kg: Kg) -> None:
    done = kg("search", "量子力学", "-o", out)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "nothing has these words\n")

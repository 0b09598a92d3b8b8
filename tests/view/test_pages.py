"""The pages show everything that a build keeps, say other people's words as text, and are the same in every run."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kg import view
from kg.errors import KgError
from kg.pages_data import Page
from kg.view.document_page import document_page
from kg.view.graph import picture
from kg.view.graph_page import graph_page
from kg.view.network import short
from tests.samples import COUNTY, PROGRAM, SCHOOL
from tests.view.pages import HOSTILE, graph_folder, hostile, page, planned, with_noise, without_facts

ROOT = Path(__file__).parents[2]
PAGES: dict[str, Sequence[Page]] = {
    "empty": [],
    "one-node": [replace(page(), facts=(), mentions=(), entities={}, about=())],
    "no-edges": [without_facts()],
    "one-document": [page()],
    "two-documents": [page(), page(planned())],
}


class Parsed(HTMLParser):
    """What a browser would see: elements with attributes, and the text of each script."""

    def __init__(self, content: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.blocks: dict[str, str] = {}
        self.texts: list[str] = []
        self._inside = ""
        self.feed(content.decode("utf-8"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self.elements.append((tag, told))
        self._inside = told.get("id", tag) if tag in {"script", "style"} else ""

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.blocks[self._inside] = self.blocks.get(self._inside, "") + data
        else:
            self.texts.append(data)


def test_every_statement_has_its_anchor_and_its_marked_words_in_the_documents_page() -> None:
    shown = page(planned())
    parsed = Parsed(document_page(shown, {}))
    anchors = [attributes["id"] for _, attributes in parsed.elements if "id" in attributes]
    marked = {
        number for tag, attributes in parsed.elements if tag == "mark" for number in attributes["data-facts"].split()
    }
    assert len(anchors) == len(set(anchors))
    assert {local.rpartition("/")[2] for local, _ in shown.facts} <= set(anchors)
    assert marked == set(map(str, range(len(shown.facts))))


def test_the_documents_text_is_whole_and_in_order() -> None:
    shown = replace(page(planned()), sections=())
    parsed = Parsed(document_page(shown, {}))
    assert re.sub(r"\s", "", shown.text) in re.sub(r"\s", "", "".join(parsed.texts))


def test_overlapping_statements_share_the_words_that_they_share() -> None:
    parsed = Parsed(document_page(page(planned()), {}))
    marked = [attributes["data-facts"] for tag, attributes in parsed.elements if tag == "mark"]
    assert marked[0] == "0"
    assert "0 1" in marked


def test_what_was_set_aside_can_be_unfolded_where_it_stood_and_is_counted() -> None:
    written = document_page(with_noise(), {}).decode()
    assert written.count('<details class="noise') == 2
    assert "&lt;b&gt;买它&lt;/b&gt;" in written
    assert "<b>买它</b>" not in written
    assert "空白" in written


def test_a_document_without_statements_has_a_page_that_says_so() -> None:
    assert "这份文件没有陈述" in document_page(without_facts(), {}).decode()


@pytest.mark.parametrize("name", HOSTILE)
def test_other_peoples_words_are_text_and_nothing_else(name: str) -> None:
    plain = hostile("平常")
    for harmless, written in (
        (graph_of([plain]), graph_of([hostile(HOSTILE[name])])),
        (document_page(plain, {}), document_page(hostile(HOSTILE[name]), {})),
    ):
        expected, parsed = Parsed(harmless), Parsed(written)
        kinds = {tag for tag, _ in parsed.elements}
        assert kinds <= {tag for tag, _ in expected.elements}
        assert sum(tag == "script" for tag, _ in parsed.elements) == sum(
            tag == "script" for tag, _ in expected.elements
        )
        handlers = [key for _, attributes in parsed.elements for key in attributes if key.startswith("on")]
        assert handlers == []


def test_a_page_asks_for_nothing_from_a_network() -> None:
    for written in (graph_of([page()]), document_page(page(), {})):
        parsed = Parsed(written)
        addresses = [told[key] for _, told in parsed.elements for key in ("src", "href", "action") if key in told]
        assert [address for address in addresses if "//" in address] == []
        policy = next(told["content"] for tag, told in parsed.elements if told.get("http-equiv"))
        assert policy.startswith("default-src 'none'; script-src 'sha256-")
        assert "unsafe" not in policy
        assert b"sourceMappingURL" not in written


def test_two_runs_write_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    out = graph_folder(tmp_path / "out")
    told = []
    for seed in ("0", "1"):
        subprocess.run(
            [
                sys.executable,
                "-c",
                "import sys; from pathlib import Path; from kg.view import write; write(Path(sys.argv[1]))",
                str(out),
            ],
            check=True,
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PATH": "/usr/bin:/bin"},
        )
        told.append({path.name: path.read_bytes() for path in [out / view.GRAPH, *(out / view.DOCUMENTS).iterdir()]})
    assert told[0] == told[1]


def test_a_second_view_drops_pages_of_documents_that_are_gone(tmp_path: Path) -> None:
    out = graph_folder(tmp_path / "out")
    first = view.write(out)
    assert [path.is_file() for path in first] == [True] * 3
    next(iter(sorted((out / "pages").iterdir()))).unlink()
    assert len(view.write(out)) == 2
    assert len(list((out / view.DOCUMENTS).iterdir())) == 1


def test_a_folder_without_a_graph_is_told(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="there is no graph here"):
        view.write(tmp_path)

"""A document's page shows all of its text, every fact where it is said, and what was set aside, as text alone."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest

from kg.copies import Copy
from kg.model import Ref
from kg.pages_data import Page
from kg.view.document_page import document_page
from kg.view.stored import Stored
from tests.view.pages import (
    HOSTILE,
    copied,
    graph_folder,
    hostile,
    many_facts,
    page,
    planned,
    with_noise,
    without_facts,
)


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Stored:
    return Stored(graph_folder(tmp_path_factory.mktemp("documents") / "out"))


def parsed(stored: Stored, shown: Page, copies: tuple[Copy, ...] = ()) -> lxml.html.HtmlElement:
    parser = lxml.html.HTMLParser(encoding="utf-8")
    return lxml.html.document_fromstring(document_page(stored, shown, copies), parser=parser)


def test_every_statement_has_its_anchor_and_its_marked_words(stored: Stored) -> None:
    shown = page(planned())
    read = parsed(stored, shown)
    anchors = read.xpath("//i/@id")
    assert sorted(anchors) == sorted(local.rpartition("/")[2] for local, _ in shown.facts)
    marked = {number for mark in read.xpath("//mark/@data-facts") for number in mark.split()}
    assert marked == set(map(str, range(len(shown.facts))))


def test_the_marked_words_of_a_statement_are_its_quote(stored: Stored) -> None:
    shown = page(planned())
    read = parsed(stored, shown)
    for number, (_, fact) in enumerate(shown.facts):
        marks = [mark for mark in read.xpath("//mark") if str(number) in mark.get("data-facts").split()]
        assert "".join(mark.text_content() for mark in marks) == fact.quote


def test_the_text_is_whole_and_in_order(stored: Stored) -> None:
    shown = replace(page(planned()), sections=())
    article = parsed(stored, shown).xpath("//article")[0]
    assert re.sub(r"\s", "", article.text_content()) == re.sub(r"\s", "", shown.text)


def test_overlapping_statements_share_the_words_that_they_share(stored: Stored) -> None:
    numbers = parsed(stored, page(planned())).xpath("//mark/@data-facts")
    assert numbers[0] == "0"
    assert "0 1" in numbers


def test_every_name_of_a_thing_that_has_a_page_leads_there(stored: Stored) -> None:
    shown = page()
    article = parsed(stored, shown).xpath("//article")[0]
    named = Counter(shown.text[slice(*span)] for local, span in shown.mentions if stored.has_page(local))
    assert named
    linked = Counter(link.text_content() for link in article.xpath(".//a[contains(@class, 'named')]"))
    assert linked == named


def test_no_button_stands_inside_a_link_nor_a_link_inside_a_button(stored: Stored) -> None:
    read = parsed(stored, page(planned()))
    assert read.xpath("//a//*[@tabindex or @role='button'] | //*[@role='button']//a | //a//a") == []


def test_every_statement_can_be_reached_with_the_tabulator(stored: Stored) -> None:
    shown = page(planned())
    read = parsed(stored, shown)
    reached = {number for mark in read.xpath("//mark[@tabindex or ancestor::a]/@data-facts") for number in mark.split()}
    assert reached == set(map(str, range(len(shown.facts))))
    listed = read.xpath("//details[@class='list']//a/@href")
    assert {f"#{local.rpartition('/')[2]}" for local, _ in shown.facts} <= set(listed)


def test_what_was_set_aside_can_be_unfolded_where_it_stood_and_is_counted(stored: Stored) -> None:
    written = document_page(stored, with_noise()).decode()
    assert written.count('<details class="noise') == 2
    assert "&lt;b&gt;买它&lt;/b&gt;" in written
    assert "<b>买它</b>" not in written
    assert "空白" in written


def test_a_document_without_statements_says_so(stored: Stored) -> None:
    assert "这份文件没有陈述" in document_page(stored, without_facts()).decode()


def test_a_document_without_any_text_has_a_page(stored: Stored) -> None:
    shown = replace(page(many_facts(0)), title="", name="")
    assert parsed(stored, shown).xpath("string(//h1)") == "（无标题）"


def test_a_document_names_its_copies_and_which_of_them_counts(tmp_path: Path) -> None:
    first, copy = (made.document for made in copied())
    stored = Stored(graph_folder(tmp_path / "out"))
    told = Copy(f"document/{first.source.sha256[:16]}", first.source.name, is_first=True)
    read = parsed(stored, page(copied()[1]), (told,))
    assert read.xpath("//dd[a[text()='a.txt']]")[0].text_content().startswith("a.txt（以此计数）")
    assert copy.source.name in read.xpath("string(//dl)")


def test_declared_values_are_told_from_those_that_were_read(stored: Stored) -> None:
    shown = replace(page(), declared=("issued",))
    marked = parsed(stored, shown).xpath("//dd[small[@class='declared']]")
    assert [row.text_content().split()[0] for row in marked] == [shown.issued]


@pytest.mark.parametrize(
    "address", ["https://例.中国/a?b=1&c=2", "http://a/", "javascript:alert(1)", "data:text/html,x", "x"]
)
def test_only_an_address_of_the_web_can_be_followed(stored: Stored, address: str) -> None:
    read = parsed(stored, replace(page(), address=address))
    is_web = address.startswith("http")
    assert read.xpath("//a[@rel='external']/@href") == [address] * is_web
    assert address in read.xpath("string(//dl)")


def test_what_the_text_calls_a_thing_is_not_renamed(stored: Stored) -> None:
    shown = page()
    labels = {value.local for _, fact in shown.facts for _, value in fact.slots if isinstance(value, Ref)}
    block = json.loads(parsed(stored, shown).xpath("//script[@id='facts']/text()")[0])
    said = {piece[0] for fact in block for piece in fact["words"]}
    assert {shown.entities[local].label for local in labels if local.startswith("school/")} <= said


@pytest.mark.parametrize("name", HOSTILE)
def test_other_peoples_words_are_text_and_nothing_else(stored: Stored, name: str) -> None:
    plain, told = (parsed(stored, hostile(label)) for label in ("平常", HOSTILE[name]))
    tags = [Counter(element.tag for element in read.iter() if isinstance(element.tag, str)) for read in (plain, told)]
    assert tags[1].keys() <= tags[0].keys()
    assert tags[1]["script"] == tags[0]["script"]
    handlers = [key for element in told.iter() for key in element.attrib if key.startswith("on")]
    assert handlers == []
    assert told.xpath("//*[@style]") == []


def test_the_data_of_a_page_cannot_end_its_script(stored: Stored) -> None:
    written = document_page(stored, hostile(HOSTILE["script"]))
    block = re.search(rb'<script type="application/json" id="facts">(.*?)</script>', written)
    assert block is not None
    assert b"<" not in block[1]
    assert json.loads(block[1])


def test_a_page_of_many_facts_is_made_in_time_that_grows_as_they_do(stored: Stored) -> None:
    from time import process_time

    took = []
    for count in (300, 3_000):
        shown = page(many_facts(count))
        started = process_time()
        document_page(stored, shown)
        took.append(process_time() - started)
    assert took[1] < 30 * took[0] + 0.2

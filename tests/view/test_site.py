"""The site holds together: every link leads somewhere, every statement stands where it belongs, nothing else runs."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import lxml.html
import pyoxigraph as ox
import pytest

from kg import view
from kg.errors import KgError
from kg.namespaces import DATA_NS, expand
from kg.view.addresses import DOCUMENTS, address, numbered, relative, statement
from kg.view.entity_page import LONGEST, pages_of
from kg.view.facts import token
from kg.view.site import Site
from kg.view.stored import Stored
from kg.view.words import KINDS
from tests.view.pages import HOSTILE, copied, everything, graph_folder, many_facts

ROOT = Path(__file__).parents[2]
Element = lxml.html.HtmlElement
# Pages whose script reads what stands after `#`.
BY_SCRIPT = ("compare.html", "timeline.html", "graph.html", "graph/")


class Read:
    """A site with its pages parsed."""

    def __init__(self, out: Path) -> None:
        site = Site(out)
        self.stored: Stored = site.stored
        self.files: Mapping[str, bytes] = {at: site.page(at) or b"" for at in site.addresses()}
        parser = lxml.html.HTMLParser(encoding="utf-8")
        self.pages: Mapping[str, Element] = {
            at: lxml.html.document_fromstring(content, parser=parser)
            for at, content in self.files.items()
            if at.endswith(".html")
        }

    @cache  # noqa: B019 — the tests of a module share a few sites
    def ids(self, at: str) -> frozenset[str]:
        return frozenset(self.pages[at].xpath("//@id"))

    def of_thing(self, local: str) -> list[Element]:
        return [self.pages[numbered(address(local), n)] for n in range(1, pages_of(self.stored, local) + 1)]


@pytest.fixture(scope="module", params=["practice", "small", "hostile"])
def read(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Read:
    if request.param == "practice":
        return Read(request.getfixturevalue("practice"))
    label = HOSTILE["attribute"] if request.param == "hostile" else None
    return Read(graph_folder(tmp_path_factory.mktemp(request.param) / "out", everything(), label))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Read:
    return Read(graph_folder(tmp_path_factory.mktemp("small") / "out", everything()))


def links(page: Element) -> Iterator[tuple[Element, str]]:
    """Yield every element with an address, and the address."""
    for name in ("href", "src", "action", "srcset", "poster", "data"):
        for element in page.xpath(f"//*[@{name}]"):
            yield element, element.get(name)


def led(at: str, target: str) -> tuple[str, str]:
    """Return the address within the site, and the fragment, that a link on the page at `at` leads to."""
    parts = urlsplit(target)
    folder = at.split("/")[:-1]
    for piece in parts.path.split("/") if parts.path else []:
        folder = folder[:-1] if piece == ".." else [*folder, piece]
    return "/".join(folder) if parts.path else at, unquote(parts.fragment)


def is_external(element: Element) -> bool:
    return element.tag == "a" and element.get("rel") == "external"


def test_every_link_and_asset_of_every_page_is_there(read: Read) -> None:
    broken = {
        (at, target)
        for at, page in read.pages.items()
        for element, target in links(page)
        if not is_external(element) and target != "data:,"
        for path, _ in [led(at, target)]
        if path not in read.files
    }
    assert broken == set()


def test_every_fragment_leads_to_an_element_or_is_read_by_a_script(read: Read) -> None:
    lost = set()
    for at, page in read.pages.items():
        for element, target in links(page):
            path, fragment = led(at, target)
            if is_external(element) or path.startswith(BY_SCRIPT):
                continue
            if fragment and fragment not in read.ids(path):
                lost.add((at, target))
    assert lost == set()


def test_every_choice_that_a_link_makes_is_one_that_the_page_offers(read: Read) -> None:
    lost = set()
    for at, page in read.pages.items():
        for _, target in links(page):
            path, fragment = led(at, target)
            if fragment in {"", "main"}:
                continue
            if path == "compare.html":
                lost |= {
                    (at, name)
                    for name in fragment.partition("&")[0].split("+")
                    if f"compare/{name}.js" not in read.files
                }
            elif path == "timeline.html" and (years := parse_qs(fragment).get("year")):
                lost |= {(at, year) for year in years if not re.fullmatch(r"\d{4}", year)}
    assert lost == set()


def test_every_page_has_a_title_and_one_heading_in_both_languages(read: Read) -> None:
    for at, page in read.pages.items():
        title = page.find("head/title")
        assert (title.text or "").strip(), at
        assert (title.get("data-en") or "").strip(), at
        heads = page.xpath("//h1")
        assert len(heads) == 1, at
        assert heads[0].text_content().strip(), at
        assert page.get("lang") == "zh-Hans", at


def test_headings_follow_each_other_without_gaps(read: Read) -> None:
    for at, page in read.pages.items():
        before = 0
        for heading in page.xpath("//h1 | //h2 | //h3 | //h4 | //h5 | //h6"):
            level = int(heading.tag[1])
            assert level <= before + 1, (at, heading.text_content())
            before = level


def test_no_identifier_stands_twice_on_a_page(read: Read) -> None:
    for at, page in read.pages.items():
        twice = [name for name, count in Counter(page.xpath("//@id")).items() if count > 1]
        assert twice == [], at


def test_only_the_sites_own_files_may_run(read: Read) -> None:
    for at, page in read.pages.items():
        policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';"), at
        assert "unsafe" not in policy
        inside = [script for script in page.xpath("//script") if not script.get("src")]
        assert {script.get("type") for script in inside} <= {"application/json"}, at
        assert page.xpath("//style | //*[@style] | //iframe | //object | //embed | //base | //form[@action]") == [], at
        assert [name for name in page.xpath("//@*") if getattr(name, "attrname", "").startswith("on")] == [], at


def test_no_page_asks_a_network_for_anything(read: Read) -> None:
    for at, page in read.pages.items():
        for element, target in links(page):
            parts = urlsplit(target)
            if is_external(element):
                assert at.startswith(f"{DOCUMENTS}/")
                assert parts.scheme in {"http", "https"}, at
            elif target != "data:,":
                assert (parts.scheme, parts.netloc) == ("", ""), (at, target)
                assert not target.startswith("/"), (at, target)


def said(page: Element) -> Counter[str]:
    """Return the Chinese sentences of a page's statements."""
    found: Counter[str] = Counter()
    for sentence in page.xpath("//ul[@class='facts']/li/p[@class='said']"):
        pieces = sentence.xpath(
            ".//text()[not(ancestor::*[contains(@class, 'badge')]) and not(ancestor::*[@class='en'])]"
        )
        found["".join("".join(pieces).split())] += 1
    return found


def test_every_statement_is_told_once_on_the_page_of_each_thing_that_it_names(read: Read) -> None:
    stored = read.stored
    for local in stored.things():
        wanted = Counter(
            "".join("".join(piece.text for piece in stored.words(stored.told(each))).split())
            for each in stored.statements(local)
        )
        assert sum((said(page) for page in read.of_thing(local)), Counter()) == plain(wanted), local


def plain(sentences: Counter[str]) -> Counter[str]:
    """Return sentences as HTML can hold them."""
    return Counter({re.sub("[\x00-\x08\x0e-\x1f\x7f]", "�", each): count for each, count in sentences.items()})


def test_every_statement_has_its_place_in_its_document_and_a_way_to_it(read: Read) -> None:
    stored = read.stored
    for local in stored.kinds:
        path, _, anchor = statement(local).partition("#")
        assert anchor in read.ids(path)
    for local in stored.things():
        counted = sum(
            int(item.get("data-count")) for page in read.of_thing(local) for item in page.xpath("//li[@data-count]")
        )
        assert counted == len(stored.statements(local))


def test_every_thing_that_a_statement_names_can_be_chosen_beside_it(small: Read) -> None:
    for local in small.stored.things():
        for page in small.of_thing(local):
            tokens = {name for item in page.xpath("//li/@data-with") for name in item.split()}
            offered = set(page.xpath("//select[@name='with']//option/@value")) - {""}
            assert offered <= tokens
            assert token(local) not in offered


def test_a_statement_that_plans_is_never_shown_as_done(read: Read) -> None:
    stored = read.stored
    for local in stored.things():
        counts = Counter(
            status
            for page in read.of_thing(local)
            for item in page.xpath("//li[@data-count]")
            for status in [item.get("data-status")] * int(item.get("data-count"))
            if item.xpath(f".//span[contains(@class, 'badge {status}')]")
        )
        planned = sum(stored.ties[each].status == "Planned" for each in stored.statements(local))
        assert counts == +Counter(Planned=planned, Reported=len(stored.statements(local)) - planned)


def test_a_copy_is_shown_and_not_counted(tmp_path: Path) -> None:
    first, copy = copied()
    alone, both = (
        Read(graph_folder(tmp_path / "alone", [first])),
        Read(graph_folder(tmp_path / "both", [first], copy=copy)),
    )
    assert len(both.stored.sources) == 2
    for local in alone.stored.things():
        assert both.stored.statements(local) == alone.stored.statements(local)
        assert both.files[address(local)] == alone.files[address(local)]
    assert both.files["index.html"] == alone.files["index.html"]
    page = both.pages[address(f"document/{copy.document.source.sha256[:16]}")]
    assert page.xpath("//dd/a[@href and contains(text(), 'a.txt')]")


def test_a_thing_of_which_much_is_told_has_several_pages_that_hold_each_statement_once(tmp_path: Path) -> None:
    count = LONGEST + 50
    read = Read(graph_folder(tmp_path / "out", [many_facts(count)]))
    local = "division/990001"
    pages = read.of_thing(local)
    assert len(pages) == 2
    held = [
        [anchor for item in page.xpath("//p[@class='place']/a/@href") for anchor in [item.partition("#")[2]]]
        for page in pages
    ]
    assert [len(each) for each in held] == [LONGEST, count - LONGEST]
    assert len(set(held[0]) | set(held[1])) == count
    for number, page in enumerate(pages, start=1):
        current = page.xpath("//nav[@class='pager']/a[@aria-current='page']/text()")
        assert current == [str(number)]
        assert len(page.xpath("//nav[@class='pager']/a")) == 2


def test_two_runs_write_the_same_bytes_whatever_the_hash_seed_and_the_folder(tmp_path: Path) -> None:
    out = graph_folder(tmp_path / "out", everything())
    told = []
    code = "import sys; from pathlib import Path; from kg.view import write; write(Path(sys.argv[1]))"
    for seed, folder in (("0", ROOT), ("1", tmp_path)):
        subprocess.run(
            [sys.executable, "-c", code, str(out)],
            check=True,
            cwd=folder,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        )
        files = [out / view.GRAPH, *sorted(path for path in (out / view.SITE).rglob("*") if path.is_file())]
        told.append({path.relative_to(out).as_posix(): path.read_bytes() for path in files})
    assert told[0].keys() == told[1].keys()
    assert [name for name in told[0] if told[0][name] != told[1][name]] == []


def test_several_processes_write_what_one_writes(tmp_path: Path) -> None:
    out = graph_folder(tmp_path / "out", everything())
    told = []
    for workers in (1, 2):
        view.write(out, workers)
        files = [path for path in out.rglob("*") if path.is_file() and {view.GRAPH, view.SITE} & {*path.parts}]
        told.append({path: path.read_bytes() for path in files})
    assert told[0].keys() == told[1].keys()
    assert [path for path in told[0] if told[0][path] != told[1][path]] == []
    assert sorted(path.name for path in out.iterdir() if path.name.startswith(".")) == [".lock"]


def test_statements_stand_by_kind_then_what_is_reported_then_by_year_and_place(practice: Path) -> None:
    stored = Stored(practice, whole=True)
    for local in stored.things():
        told = [stored.told(each) for each in stored.ordered(stored.statements(local))]
        keys = [
            (KINDS.index(each.kind), each.status != "Reported", -int(each.year or 0), each.document, each.start)
            for each in told
        ]
        assert keys == sorted(keys)


@pytest.mark.parametrize("source", ["practice", "small"])
def test_a_statement_that_a_page_of_a_build_tells_is_the_one_of_the_store(
    request: pytest.FixtureRequest, practice: Path, source: str
) -> None:
    out = practice if source == "practice" else request.getfixturevalue("small").stored.out
    by_store, by_page = Stored(out), Stored(out, whole=True)
    assert [each for each in by_store.ties if by_store.told(each) != by_page.told(each)] == []


def test_pages_of_what_is_gone_are_gone(tmp_path: Path) -> None:
    out = graph_folder(tmp_path / "out", everything())
    view.write(out)
    before = {path.name for path in (out / view.SITE / DOCUMENTS).glob("*.html")}
    smaller = graph_folder(tmp_path / "smaller", everything()[:1])
    for name in ("store", "pages"):
        (out / name).rename(tmp_path / f"old-{name}")
        (smaller / name).rename(out / name)
    view.write(out)
    after = {path.name for path in (out / view.SITE / DOCUMENTS).glob("*.html")}
    assert len(before) == len(everything())
    assert len(after) == 1
    assert after < before
    assert not (out / view.SITE / "kind" / "Goal.html").exists()


def test_the_data_beside_a_page_are_what_the_graph_says_of_the_thing(read: Read) -> None:
    graph = read.stored.graph
    things = read.stored.things()
    for local in (*things[:: max(1, len(things) // 40)], *read.stored.sources):
        node, statements = ox.NamedNode(DATA_NS + local), read.stored.statements(local)
        told = {quad.triple for quad in graph.quads_for_pattern(node, None, None, ox.DefaultGraph())}
        for each in statements:
            whole = None if local in read.stored.sources else node  # a thing's file only names them
            said = graph.quads_for_pattern(ox.NamedNode(DATA_NS + each), None, whole, ox.DefaultGraph())
            told |= {quad.triple for quad in said}
        turtle, linked = (
            {
                ox.Triple(quad.subject, quad.predicate, quad.object)
                for quad in ox.parse(read.files[address(local, suffix)], format=form)
            }
            for suffix, form in ((".ttl", ox.RdfFormat.TURTLE), (".jsonld", ox.RdfFormat.JSON_LD))
        )
        assert turtle == linked
        assert told <= turtle
        extra = {triple.subject.value for triple in turtle - told}
        assert all("#char=" in subject for subject in extra)


@pytest.mark.parametrize("source", ["practice", "small"])
def test_the_data_of_a_document_hold_its_statements_and_their_evidence_whole(
    request: pytest.FixtureRequest, practice: Path, source: str
) -> None:
    site = Site(practice if source == "practice" else request.getfixturevalue("small").stored.out)
    graph, everywhere = site.stored.graph, ox.DefaultGraph()
    evidence = ox.NamedNode(expand("edu:evidence"))
    for local in site.stored.sources:
        nodes = [ox.NamedNode(DATA_NS + each) for each in (local, *site.stored.statements(local))]
        nodes += [quad.object for node in nodes for quad in graph.quads_for_pattern(node, evidence, None, everywhere)]
        told = {quad.triple for node in nodes for quad in graph.quads_for_pattern(node, None, None, everywhere)}
        written = site.page(address(local, ".ttl")) or b""
        assert {quad.triple for quad in ox.parse(written, format=ox.RdfFormat.TURTLE)} == told


def test_a_page_names_its_data(read: Read) -> None:
    for local in read.stored.things():
        at = address(local)
        named = {(link.get("type"), link.get("href")) for link in read.pages[at].xpath("//link[@rel='alternate']")}
        assert named == {
            ("text/turtle", relative(address(local, ".ttl"), at)),
            ("application/ld+json", relative(address(local, ".jsonld"), at)),
        }


def test_names_of_files_are_short_and_plain_whatever_the_keys(read: Read) -> None:
    for at in read.files:
        assert re.fullmatch(r"([A-Za-z0-9-]{1,70}/){0,2}[A-Za-z0-9-]{1,70}\.(html|js|css|ttl|jsonld)", at, re.ASCII), at


@pytest.mark.parametrize(
    "key", ["../../etc/passwd", "a/../b", "CON", "x" * 300, "甲" * 90, "a b", "A", "%2e%2e", "a\x00b", "", "\ud83d"]
)
def test_no_key_leads_out_of_its_folder(key: str) -> None:
    at = address(f"program/{key}")
    assert re.fullmatch(r"program/[a-z0-9-]{1,60}\.html", at, re.ASCII)


def test_a_graph_of_one_document_without_statements_has_a_site(tmp_path: Path) -> None:
    read = Read(graph_folder(tmp_path / "out", [many_facts(0)]))
    assert {"index.html", "documents.html", "compare.html", "graph.html"} <= read.files.keys()


def test_a_folder_without_a_graph_is_told(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="there is no graph here"):
        view.write(tmp_path)

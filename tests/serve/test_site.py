"""`kg serve` answers the addresses of the site from the store, as `kg view` writes them with a way to the questions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.view.site import Site
from tests.serve.server import Served, serving
from tests.view.pages import graph_folder

WAY = (
    '<a href="/queries"><span lang="zh-Hans" class="zh">提问</span><span lang="en" class="en">Questions</span></a>'
).encode()


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return graph_folder(tmp_path_factory.mktemp("site") / "out")


@pytest.fixture(scope="module")
def served(out: Path) -> Iterator[Served]:
    with serving(out) as running:
        yield running


def test_every_page_is_served_as_it_would_be_written(out: Path, served: Served) -> None:
    site = Site(out)
    for address in site.addresses():
        reply = served.send(f"/site/{address}")
        assert reply.status == 200, address
        head, way, rest = reply.body.partition(WAY)
        assert head + rest == site.page(address), address
        assert bool(way) is address.endswith(".html"), address
        assert reply.headers["content-security-policy"] == "frame-ancestors 'none'"
        assert reply.headers["x-content-type-options"] == "nosniff"


def test_the_front_page_is_found_without_its_name(served: Served) -> None:
    assert served.send("/site").headers["location"] == "/site/index.html"
    assert served.send("/site/").body == served.send("/site/index.html").body


@pytest.mark.parametrize(
    "address",
    [
        "nothing.html",
        "program/none.html",
        "program/../index.html",
        "..%2fgraph.ttl",
        "year/1.html",
        "kind/None.html",
        "documents/../../pages/",
        "graph/documents/0.html",
        "index.html--2",
        "%00",
        "a" * 5_000,
    ],
)
def test_an_address_of_nothing_is_told_so(served: Served, address: str) -> None:
    reply = served.send(f"/site/{address}")
    assert reply.status in {400, 404, 414}
    assert "traceback" not in reply.text.lower()

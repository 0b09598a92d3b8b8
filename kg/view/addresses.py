"""Where each page of the site stands: an address is a function of the IRI, written relative to the site's root."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

DOCUMENTS, ASSETS = "documents", "assets"
LOCAL = "local"  # things whose key is a document
_PLAIN = re.compile(r"[a-z0-9][a-z0-9-]{0,59}", re.ASCII)


@lru_cache(maxsize=65_536)
def address(local: str, suffix: str = ".html") -> str:
    """Return the address of an entity's page by its IRI below the data prefix: `program/shuangjian.html`.

    Names are ASCII and short, whatever the IRI holds: where the key is not, its SHA-256 stands for it.
    """
    head, _, key = local.partition("/")
    if head == "document":
        sha, _, within = key.partition("/")
        if not within:
            return f"{DOCUMENTS}/{sha}{suffix}"
        head = LOCAL
    name = key if _PLAIN.fullmatch(key) else hashlib.sha256(local.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"{head}/{name}{suffix}"


def anchor(local: str) -> str:
    """Return the name of a statement's place in its document's page."""
    return local.rpartition("/")[2]


def statement(local: str) -> str:
    """Return the address of a statement: its place in its document's page."""
    return f"{address(local.rpartition('/')[0])}#{anchor(local)}"


def numbered(page: str, number: int) -> str:
    """Return the address of a page's continuation: the first is the page itself."""
    return page if number == 1 else page.replace(".html", f"--{number}.html")


def of_graph(local: str) -> str:
    """Return the address of an entity's own graph page."""
    return f"graph/{address(local)}"


def relative(target: str, at: str) -> str:
    """Return the address `target` as a page at address `at` has to write it."""
    return "../" * at.count("/") + target

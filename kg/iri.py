"""Keys to local IRIs: what stands below the data prefix, for every kind of thing that the graph names.

The same key gives the same IRI in every build of any corpus. Chinese characters stand as they are (RFC 3987); what is
neither letter nor digit nor one of `-._~·` is percent-encoded as UTF-8.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from kg.model import Span

_PLAIN = frozenset("-._~·")


@lru_cache(maxsize=4096)
def segment(text: str) -> str:
    """One path segment: `text` with everything but letters, digits and `-._~·` percent-encoded.

    A full stop at the end is encoded too: as the end of a prefixed name in Turtle it is read in different ways.
    """
    written = "".join(char if char.isalnum() or char in _PLAIN else quote(char, safe="") for char in text)
    return written[:-1] + "%2E" if written.endswith(".") else written


@lru_cache(maxsize=64)  # of each statement and each quote
def document(sha256: str) -> str:
    """A source document, by the SHA-256 of its bytes."""
    return f"document/{sha256[:16]}"


def statement(sha256: str, kind: str, raw: Span, number: int = 1) -> str:
    """A statement by kind and raw span; `number` tells statements of one kind and span apart, from 1."""
    base = f"{document(sha256)}/{segment(kind)}-{raw.start}-{raw.end}"
    return base if number == 1 else f"{base}-{number}"


def evidence(sha256: str, raw: Span) -> str:
    """A raw span of a document, with the fragment of RFC 5147."""
    return f"{document(sha256)}#char={raw.start},{raw.end}"


def division(code: str) -> str:
    """A division of GB/T 2260 by its code; the nation is `000000`."""
    return f"division/{code}"


def named_below(scope: str, name: str) -> str:
    """A division without a code of its own (township, zone), named within the one whose local IRI is `scope`."""
    return f"{scope}/{segment(name)}"


def hidden_jurisdiction(sha256: str, raw_start: int) -> str:
    """A jurisdiction whose name the document hides, by the place of its first sign."""
    return f"{document(sha256)}/jurisdiction-{raw_start}"


def authority(scope: str, kind: str, words: str = "") -> str:
    """An education authority of slug `kind` in `scope`: a division's code, or a document's local IRI.

    `words` are the division as a document writes it (市), where that is all that is known.
    """
    slug = segment(f"{kind}-{words}" if words else kind)
    return f"{scope}/authority/{slug}" if scope.startswith("document/") else f"authority/{scope}/{slug}"


def entity(kind: str, scope: str, name: str) -> str:
    """A thing of path `kind` (school, organization, program, policy) by name in `scope`.

    `scope` is a division's code, the local IRI of what stands for a division without one, or a document's local IRI.
    """
    if scope.startswith("document/"):
        return f"{scope}/{kind}/{segment(name)}"
    return f"{kind}/{scope.removeprefix('division/')}/{segment(name)}"


def indicator(label: str) -> str:
    """An indicator that the vocabulary does not hold, by its label: figures of all documents meet there."""
    return f"indicator/{segment(label)}"


def person(body: str, name: str) -> str:
    """A person by name and the local IRI of the body of the first post (else jurisdiction, else document)."""
    return f"person/{body}/{segment(name)}"


def event(scope: str, date: str, name: str) -> str:
    """A meeting or other event by ISO date (`undated` where none is known) and name within `scope`, as in `entity`."""
    return entity("event", scope, date or "undated").rstrip("/") + "/" + segment(name)


def described(sha256: str, raw: Span) -> str:
    """What a slot needs and no class holds, by its place in the document."""
    return f"{document(sha256)}/described-{raw.start}-{raw.end}"

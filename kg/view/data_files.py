"""The data of a page, as Turtle 1.1 and as JSON-LD 1.1.

A document's file holds all that it says: its statements and their evidence, whole. A thing's file describes the thing
and names the statements about it, which stand whole in their documents' files: nothing is written twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.namespaces import DATA_NS, PREFIXES
from kg.view import markup
from kg.view.stored import Stored
from kg.view.subjects import Block, naming

_HEAD: Final = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items()) + f"@base <{DATA_NS}> .\n"
_CONTEXT: Final = markup.json_text({"@base": DATA_NS, **PREFIXES})


def data_file(stored: Stored, local: str, suffix: str) -> bytes:
    """Return what the graph says of a thing or of a document and its statements; `suffix` is that of the format."""
    blocks = [stored.block(local), *(_whole(stored, local) if local in stored.sources else _named(stored, local))]
    if suffix == ".ttl":
        written = _HEAD + "\n" + "\n".join([block.turtle for block in blocks])
    else:
        nodes = ",\n".join([block.json for block in blocks])
        written = f'{{"@context":{_CONTEXT},\n"@graph":[\n{nodes}\n]}}\n'
    return written.encode("utf-8", "backslashreplace")


def _whole(stored: Stored, document: str) -> Iterator[Block]:
    """Yield the statements of a document."""
    said = stored.statement_data(document)
    yield from [said[each] for each in stored.statements(document)]


def _named(stored: Stored, local: str) -> Iterator[Block]:
    """Yield by which predicates each statement names a thing; of one thing these are few."""
    ways: dict[tuple[str, ...], Block] = {}
    for statement in stored.statements(local):
        roles = tuple(stored.ties[statement].roles(local))
        if roles not in ways:
            ways[roles] = naming(roles, local)
        way = ways[roles]
        yield Block(f"<{statement}>{way.turtle}", f'{{"@id":"{statement}"{way.json}')

"""The data of a page: the triples of a thing and of its statements, as Turtle 1.1 and as JSON-LD 1.1."""

from __future__ import annotations

from typing import Final

from kg.namespaces import DATA_NS, PREFIXES
from kg.view import markup
from kg.view.stored import Stored

_HEAD: Final = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items()) + f"@base <{DATA_NS}> .\n"
_CONTEXT: Final = markup.json_text({"@base": DATA_NS, **PREFIXES})


def data_file(stored: Stored, local: str, suffix: str) -> bytes:
    """Return what the graph says of a thing, of the statements about it and of their evidence; `suffix`: the format."""
    blocks = [stored.block(each) for each in (local, *stored.statements(local))]
    if suffix == ".ttl":
        written = _HEAD + "\n" + "\n".join(block.turtle for block in blocks)
    else:
        nodes = ",\n".join(block.json for block in blocks)
        written = f'{{"@context":{_CONTEXT},\n"@graph":[\n{nodes}\n]}}\n'
    return written.encode("utf-8", "backslashreplace")

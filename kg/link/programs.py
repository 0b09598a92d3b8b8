"""Which program a mention is: one of the vocabulary, or the document's own within its jurisdiction."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg import iri, vocabulary
from kg.model import Entity, Mention
from kg.namespaces import DATA_NS

if TYPE_CHECKING:
    from kg.link.context import Context

_MARKS = re.compile(r"[“”\"‘’'「」『』\s]")


def resolve_program(mention: Mention, context: Context) -> Entity:
    """Return the program's entity.

    A local program's key is its name, quotation marks left out, within the jurisdiction that the document is about,
    else within the document: “一校一品” of two counties are two programs.
    """
    if mention.iri:
        concept = vocabulary.load().concepts[mention.iri]
        local = mention.iri.removeprefix(DATA_NS)
        return Entity(
            local=local, kind="Program", label=concept.label, wordings=frozenset({mention.text}), vocabulary=True
        )
    name = _MARKS.sub("", mention.text)
    local = iri.entity("program", context.scope, name)
    wordings = {mention.text, *(value for key, value in mention.attributes if key == "wording")}
    return Entity(local=local, kind="Program", label=name, wordings=frozenset(wordings))

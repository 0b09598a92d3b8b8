"""The index of the site's search: every thing and document by its label and its other wordings."""

from __future__ import annotations

from kg.view import markup
from kg.view.addresses import address
from kg.view.stored import Stored
from kg.view.words import FAMILIES


def search_data(stored: Stored) -> bytes:
    """Return a script that hands the index over: rows of label, address, class, other wordings, statements.

    After them stand the classes with their names in both languages.
    """
    things = [(local, stored.label(local), stored.known[local].wordings) for local in stored.things()]
    things += [(local, source.label, (source.name,)) for local, source in stored.sources.items()]
    things.sort(key=lambda thing: (-len(stored.statements(thing[0])), thing[1], thing[0]))
    rows = [
        [label, address(local), stored.family(local), list(wordings), len(stored.statements(local))]
        for local, label, wordings in things
    ]
    names = {family: told[:2] for family, told in FAMILIES.items()}
    return f"kgSearch({markup.json_text(rows)},{markup.json_text(names)});\n".encode()

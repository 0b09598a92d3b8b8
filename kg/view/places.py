"""Which place a statement belongs to: the county whose it is, with its schools and townships, or what is above."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from kg.view.addresses import address
from kg.view.words import FAMILY

if TYPE_CHECKING:
    from kg.view.stored import Stored

# Kinds of statements by which places are compared.
COMPARED = frozenset({"Implementation", "Goal", "Observation", "Problem"})
_INSIDE = frozenset({"Township", "Zone"})  # counted with the county that they lie in


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Local IRIs throughout. Copies of documents add nothing.

    `of`: place of each compared statement; `statements`: what belongs to each place, in the order of their IRIs.
    """

    of: Mapping[str, str]
    statements: Mapping[str, tuple[str, ...]]

    @classmethod
    def read(cls, stored: Stored) -> Places:
        """Find them by the areas and holders of statements."""
        place_of = lru_cache(maxsize=None)(partial(_place, stored))
        of: dict[str, str] = {}
        for statement, tie in stored.ties.items():
            if tie.kind in COMPARED and not stored.copied(statement):
                # the area is told more surely than the holder
                found_at = next(filter(None, map(place_of, (*tie.areas, tie.holder))), "")
                if found_at:
                    of[statement] = found_at
        found: dict[str, list[str]] = defaultdict(list)
        for statement, place in sorted(of.items()):
            found[place].append(statement)
        return cls(of=of, statements={place: tuple(told) for place, told in sorted(found.items())})


def token(place: str) -> str:
    """Return the name of a place in addresses: its code, or a hash where it has none."""
    return address(place, "").rpartition("/")[2]


def linked(stored: Stored, local: str, *names: str) -> str:
    """Return the first thing to which an entity is tied by one of these properties, or ""."""
    ties = stored.known[local].links if local in stored.known else ()
    return next((target for name in names for tie, target in ties if tie == name), "")


def whose(stored: Stored, holder: str) -> str:
    """Return for whom a holder speaks: an authority for what it governs, anything else for itself."""
    return linked(stored, holder, "jurisdiction") or holder


def _place(stored: Stored, local: str) -> str:
    """Return the place that an area or a holder stands for, "" for none that has a name."""
    if stored.kind(local) and FAMILY.get(stored.kind(local)) != "jurisdiction":
        local = linked(stored, local, "jurisdiction", "locatedIn")
    inside = local
    while stored.kind(inside) in _INSIDE:
        inside = linked(stored, inside, "parent")
    if stored.kind(inside) == "County":
        return inside
    return local if FAMILY.get(stored.kind(local)) == "jurisdiction" else ""

"""Which later target takes the place of which, by the rule of `queries/targets-changed.rq`; days count as numbers do.

The first later ones of the same indicator, unit, measure and place, of which the same body speaks, that differ in their
number or in their due day. What is later, the last year tells that a document reports or plans.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from kg.view.figures import figure
from kg.view.place_data import due
from kg.view.places import whose
from kg.view.told import Told

if TYPE_CHECKING:
    from kg.view.stored import Stored

_SAME = ("indicator", "area", "unit", "measure")
_MOST = 3
_Aim = tuple[Decimal, Decimal, str]  # least, most, due day


def revisions(stored: Stored, goals: Iterable[Told]) -> Mapping[str, tuple[str, ...]]:
    """Return the later targets, three at most, of each of `goals` that has some, by local IRI."""
    found: dict[tuple[str, ...], dict[str, dict[_Aim, list[str]]]] = {}
    for told in goals:
        number, years = figure(told), stored.sources[told.document].years
        if years and told.one("area") and number.low is not None and number.high is not None:
            key = (*map(told.one, _SAME), whose(stored, told.one("holder")))
            aims = found.setdefault(key, {}).setdefault(max(years), {})
            aims.setdefault((number.low, number.high, due(told)), []).append(told.local)
    later: dict[str, tuple[str, ...]] = {}
    for by_year in found.values():
        planned = [by_year[year] for year in sorted(by_year)]
        for place, aims in enumerate(planned):
            for aim, told_so in aims.items():
                anew = next((others for others in planned[place + 1 :] if aim not in others), {})
                if anew:
                    first = tuple(others[0] for others in list(anew.values())[:_MOST])
                    later |= dict.fromkeys(told_so, first)
    return later

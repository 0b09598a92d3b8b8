"""Which report answers which target, by the rule of `queries/promised-and-reported.rq`.

The first figure of the same indicator, unit, measure and place, of which the same body speaks, that another document
gives for the day the target is due (or for the end of the year that it plans) or later.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from kg.namespaces import DATA_NS, EDU_NS
from kg.view.places import whose
from kg.view.triples import pairs

if TYPE_CHECKING:
    from kg.view.stored import Stored

_SAME = ("indicator", "area", "holder", "unit", "measure")


def answers(stored: Stored) -> Mapping[str, tuple[str, ...]]:
    """Return the statements that answer each target, by local IRI; targets without an answer are left out."""
    keys: dict[str, list[str]] = defaultdict(list)
    for name in _SAME:
        for statement, node in pairs(stored.graph, EDU_NS + name):
            if stored.kinds.get(statement) in {"Goal", "Observation"} and not stored.copied(statement):
                value = node.value.removeprefix(DATA_NS)
                keys[statement].append(whose(stored, value) if name == "holder" else value)
    ends = {statement: node.value for statement, node in pairs(stored.graph, EDU_NS + "periodEnd") if statement in keys}
    due = {statement: node.value for statement, node in pairs(stored.graph, EDU_NS + "dueBy") if statement in keys}
    reports: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
    for statement, key in keys.items():
        if stored.kinds[statement] == "Observation" and len(key) == len(_SAME) and statement in ends:
            reports[tuple(key)].append((ends[statement], statement))
    for told in reports.values():
        told.sort()
    found = {}
    for statement, key in sorted(keys.items()):
        since = due.get(statement) or ends.get(statement)
        if stored.kinds[statement] == "Goal" and len(key) == len(_SAME) and since:
            own = statement.rpartition("/")[0]
            told = reports.get(tuple(key), [])
            later = [each for each in told[bisect_left(told, (since,)) :] if each[1].rpartition("/")[0] != own]
            if later:
                found[statement] = tuple(answer for end, answer in later if end == later[0][0])
    return found

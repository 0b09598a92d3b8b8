"""Which report answers which target, by the rule of `queries/promised-and-reported.rq`.

The first figure of the same indicator, unit, measure and place, of which the same body speaks, that another document
gives for the day the target is due (or for the end of the year that it plans) or later.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from kg.view.places import whose
from kg.view.ties import Tie

if TYPE_CHECKING:
    from kg.view.stored import Stored


def answers(stored: Stored) -> Mapping[str, tuple[str, ...]]:
    """Return the statements that answer each target, by local IRI; targets without an answer are left out."""
    reports: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
    targets: list[tuple[str, tuple[str, ...], str]] = []
    for statement, tie in stored.ties.items():
        if tie.kind not in {"Goal", "Observation"} or stored.copied(statement):
            continue
        key, measured = _same(stored, tie), tie.measured
        if key and tie.kind == "Observation" and measured.end:
            reports[key].append((measured.end, statement))
        elif key and tie.kind == "Goal" and (measured.due or measured.end):
            targets.append((statement, key, measured.due or measured.end))
    for told in reports.values():
        told.sort()
    found = {}
    for statement, key, since in sorted(targets):
        own = statement.rpartition("/")[0]
        told = reports.get(key, [])
        later = [each for each in told[bisect_left(told, (since,)) :] if each[1].rpartition("/")[0] != own]
        if later:
            found[statement] = tuple(answer for end, answer in later if end == later[0][0])
    return found


def _same(stored: Stored, tie: Tie) -> tuple[str, ...]:
    """Return what a target and a figure that answers it have in common, () where a part is missing or not one."""
    holder, told = tie.holder, tie.measured
    if len(tie.indicators) != 1 or len(tie.areas) != 1 or not (holder and told.measure):
        return ()
    return *tie.indicators, *tie.areas, whose(stored, holder), told.unit, told.measure

"""Compare a graph with gold annotations: precision, recall and F1 by kind of fact, and whether the evidence holds.

Gold is one JSON file per document, under the project's annotation guide: lists of divisions, schools, programs, … as a
careful reader finds them. Items under `optional` count neither for nor against.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kg import matching
from kg.errors import KgError, UsageError
from kg.evaluate import evidence
from kg.evaluate.found import KINDS, Item, by_kind, load, select
from kg.matching import folded, likeness

if TYPE_CHECKING:
    from pathlib import Path

POOLS = {
    "entities": ("divisions", "authorities", "schools", "persons", "posts", "policies"),
    "figures": ("observations", "goals"),
    "others": (
        "named_goals", "tasks", "awards", "meetings", "projects", "changes", "collaborations", "organizations",
        "problems",
    ),
}  # fmt: skip
# What else a matched pair should agree on.
SLOTS = {
    "divisions": ("level",), "schools": ("type",), "posts": ("org",), "policies": ("number",), "meetings": ("date",),
    "projects": ("stage",), "observations": ("year", "comparator", "holder"),
    "goals": ("deadline", "comparator", "holder"), "tasks": ("position",), "awards": ("grantor",),
}  # fmt: skip


@dataclass(slots=True)
class Score:
    """Hits, excess and misses of one kind."""

    hits: int = 0
    excess: int = 0
    missed: int = 0

    def row(self) -> dict[str, float | int]:
        """Return precision, recall, F1 and the two counts."""
        found, gold = self.hits + self.excess, self.hits + self.missed
        precision, recall = self.hits / found if found else 0.0, self.hits / gold if gold else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return {
            "precision": round(precision, 3),
            "recall": round(recall, 3),
            "f1": round(f1, 3),
            "gold": gold,
            "found": found,
        }


@dataclass(slots=True)
class Evaluation:
    """What `evaluate` finds. `slots` are (agreeing, compared) by `kind.slot`; `differences` are lines for people."""

    kinds: dict[str, Score] = field(default_factory=lambda: {kind: Score() for kind in KINDS})
    slots: dict[str, tuple[int, int]] = field(default_factory=dict)
    evidence: tuple[int, int] | None = None
    differences: list[str] = field(default_factory=list)

    def rows(self) -> dict[str, dict[str, float | int]]:
        """Return one row per kind that was found or asked, then one per pool (upper case)."""
        rows = {kind: score.row() for kind, score in self.kinds.items() if score.hits + score.excess + score.missed}
        for pool, kinds in POOLS.items():
            pooled = self._sum(kinds)
            if pooled.hits + pooled.excess + pooled.missed:
                rows[pool.upper()] = {**pooled.row(), "f1": self._micro(pooled)}
        return rows

    def summary(self) -> dict[str, Any]:
        """Return macro and micro F1, slot agreement and, where it was checked, the evidence."""
        asked = [score.row()["f1"] for score in self.kinds.values() if score.hits + score.missed]
        said: dict[str, Any] = {
            "macro_f1": round(sum(asked) / max(1, len(asked)), 3),
            "micro_f1": self._micro(self._sum(KINDS)),
            "slots": {name: f"{right}/{all_}" for name, (right, all_) in sorted(self.slots.items())},
        }
        if self.evidence is not None:
            said["evidence"] = {"checked": self.evidence[0], "sound": self.evidence[1]}
        return said

    def _sum(self, kinds: tuple[str, ...]) -> Score:
        scores = [self.kinds[kind] for kind in kinds]
        return Score(*(sum(getattr(score, name) for score in scores) for name in ("hits", "excess", "missed")))

    @staticmethod
    def _micro(score: Score) -> float:
        return round(2 * score.hits / max(1, 2 * score.hits + score.excess + score.missed), 3)


def report(graph: Path, gold: Path, *, raw: Path | None, show: bool, only: str | None, as_json: bool) -> str:
    """Return the evaluation as text: the differences if asked, then a table and a line of JSON, or JSON alone.

    Raises KgError where the graph or the gold cannot be read.
    """
    found = evaluate(graph, gold, raw=raw, only=only)
    lines = found.differences if show else []
    if as_json:
        told = {"kinds": found.rows(), **found.summary()}
        return "\n".join([*lines, json.dumps(told, ensure_ascii=False, indent=1)])
    lines = [*lines, f"{'kind':16} {'P':>6} {'R':>6} {'F1':>6} {'gold':>5} {'found':>6}"]
    for kind, row in found.rows().items():
        figures = f"{row['precision']:6.3f} {row['recall']:6.3f} {row['f1']:6.3f} {row['gold']:5d} {row['found']:6d}"
        lines.append(f"{kind:16} {figures}")
    return "\n".join([*lines, json.dumps(found.summary(), ensure_ascii=False)])


def evaluate(graph: Path, gold: Path, *, raw: Path | None = None, only: str | None = None) -> Evaluation:
    """Compare `graph` with every annotation of the folder `gold`; with `raw`, check evidence in the files there.

    Raises KgError where the graph, an annotation or an original cannot be read.
    """
    store = load(graph)
    documents = {row["name"]: row["doc"] for row in select(store, "SELECT ?doc ?name { ?doc edu:fileName ?name }")}
    result = Evaluation()
    slots: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    annotations = _annotations(gold)
    if only is not None and only not in KINDS:
        raise UsageError(f"--only {only[:40]}", "no such kind of fact", f"give one of {', '.join(KINDS)}")
    for annotation in annotations:
        name = annotation["doc"]
        if name not in documents:
            result.differences.append(f"! {name}: not in the graph")
        found = by_kind(store, documents[name]) if name in documents else {kind: [] for kind in KINDS}
        asked, optional = _asked(annotation), _asked({**annotation.get("optional", {}), "about": None})
        for kind in KINDS:
            pairs, excess, missed = matching.pairs(kind, found[kind], asked[kind])
            _, excess, _ = matching.pairs(kind, excess, optional[kind])
            if kind == "program_status":  # one that should not be there counts under programs already
                open_forms = [matching.forms(item) for item in missed]
                excess = [item for item in excess if any({*map(folded, item["names"])} & forms for forms in open_forms)]
            for one, other in pairs:
                for slot, right in _agreement(kind, one, other).items():
                    slots[f"{kind}.{slot}"][0] += right
                    slots[f"{kind}.{slot}"][1] += 1
                    if not right and only in {None, kind}:
                        result.differences.append(_other(name, kind, slot, one, other))
            score = result.kinds[kind]
            score.hits, score.excess, score.missed = (
                score.hits + len(pairs),
                score.excess + len(excess),
                score.missed + len(missed),
            )
            if only in {None, kind}:
                result.differences += _differences(name, kind, missed, excess)
    result.slots = {key: (right, all_) for key, (right, all_) in slots.items()}
    if raw is not None:
        checked, sound, complaints = evidence.check(store, raw)
        result.evidence = (checked, sound)
        result.differences += complaints
    return result


def _annotations(gold: Path) -> list[Item]:
    read = []
    for path in sorted(gold.glob("*.json")):
        try:
            annotation = json.loads(path.read_text(encoding="utf-8"))
            read.append({**annotation, "doc": str(annotation["doc"])})
        except (ValueError, KeyError, TypeError) as error:
            raise KgError(str(path), f"not an annotation ({error})", "see the annotation guide") from error
    if not read:
        raise KgError(str(gold), "holds no annotations (*.json)", "give the folder of the gold")
    return read


def _differences(name: str, kind: str, missed: list[Item], excess: list[Item]) -> list[str]:
    lines = [f"- {name[:3]} {kind}: missed {json.dumps(item, ensure_ascii=False)[:200]}" for item in missed]
    for item in excess:
        said = {key: value for key, value in item.items() if key != "every"}
        lines.append(f"+ {name[:3]} {kind}: excess {str(said)[:200]}")
    return lines


def _other(name: str, kind: str, slot: str, found: Item, gold: Item) -> str:
    """Return the line of a matched pair that disagrees on a slot."""
    where = gold.get("quote") or gold.get("name") or gold.get("title") or gold.get("award") or ""
    have = str(found.get(slot) or "none").rpartition("#")[2]
    return f"~ {name[:3]} {kind}.{slot}: found {have}, gold {gold[slot]}: {where[:120]}"


def _asked(annotation: Item) -> dict[str, list[Item]]:
    """Return the annotation's items by kind; posts and program states are read off persons and programs."""
    asked = {kind: list(annotation.get(kind) or []) for kind in KINDS}
    asked["about"] = [annotation["about"]] if annotation.get("about") else []
    asked["posts"] = [
        {"person": person["name"], "title": post["title"], "also": post.get("also", []), "org": post.get("org")}
        for person in annotation.get("persons") or []
        for post in person.get("posts") or []
    ]
    asked["program_status"] = [program for program in annotation.get("programs") or [] if program.get("status")]
    return asked


def _agreement(kind: str, found: Item, gold: Item) -> dict[str, bool]:
    agree = {}
    for slot in SLOTS.get(kind, ()):
        want, have = gold.get(slot), str(found.get(slot) or "").rpartition("#")[2]
        if want in {None, ""}:
            continue
        if slot in {"holder", "org", "grantor"}:
            agree[slot] = likeness(have, want) >= 0.6
        elif slot in {"year", "position"}:
            agree[slot] = have.split(".")[0] == str(want)
        elif slot == "type":  # a 中学 of no stated level is a SecondarySchool here and a MiddleSchool in older gold
            agree[slot] = have == want or (have, want) == ("SecondarySchool", "MiddleSchool")
        else:
            agree[slot] = have == str(want) or folded(have) == folded(want) != ""
    return agree

"""Compare a graph with gold annotations: precision, recall and F1 by kind of fact, and whether the evidence holds.

Gold is one JSON file per document, under the project's annotation guide: lists of divisions, schools, programs, … as a
careful reader finds them. Items under `optional` count neither for nor against.
"""

from __future__ import annotations

import difflib
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING, Any

from kg import matching
from kg.errors import KgError
from kg.matching import folded, likeness
from kg.query import prologue

if TYPE_CHECKING:
    from pathlib import Path

    import pyoxigraph as ox

Row = dict[str, str]
Item = dict[str, Any]

# kind of named thing → classes of the contract
CLASSES = {
    "divisions": ("Jurisdiction", "Country", "Province", "Prefecture", "County", "Township", "Zone"),
    "authorities": ("EducationAuthority",),
    "schools": (
        "School", "Kindergarten", "PrimarySchool", "SecondarySchool", "MiddleSchool", "HighSchool", "CombinedSchool",
        "VocationalSchool", "SpecialSchool", "HigherEducationInstitution",
    ),
    "persons": ("Person",),
    "programs": ("Program",),
    "policies": ("PolicyDocument",),
    "organizations": ("Organization",),
    "projects": ("Project",),
    "meetings": ("Meeting",),
}  # fmt: skip
KINDS = (
    "about", "divisions", "authorities", "schools", "persons", "posts", "programs", "program_status", "policies",
    "observations", "goals", "named_goals", "tasks", "awards", "meetings", "projects", "changes", "collaborations",
    "organizations", "problems",
)  # fmt: skip
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
STATEMENTS = (
    "Observation", "Goal", "NamedGoal", "Task", "Implementation", "PostHolding", "AwardStatement", "ProjectStatement",
    "Collaboration", "OrganisationalChange", "Problem",
)  # fmt: skip
_CHINESE = 'FILTER(LANG({0}) = "" || LANGMATCHES(LANG({0}), "zh"))'
_LONGEST_QUOTE = 400


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
    """Compare `graph` with every annotation of the folder `gold`; with `raw`, check evidence in the files there."""
    store = _load(graph)
    documents = {row["name"]: row["doc"] for row in _rows(store, "SELECT ?doc ?name { ?doc edu:fileName ?name }")}
    result = Evaluation()
    slots: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for path in sorted(gold.glob("*.json")):
        annotation = json.loads(path.read_text(encoding="utf-8"))
        name = annotation["doc"]
        if name not in documents:
            result.differences.append(f"! {name}: not in the graph")
        found = _found(store, documents[name]) if name in documents else {kind: [] for kind in KINDS}
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
        checked, sound, complaints = _evidence(store, raw)
        result.evidence = (checked, sound)
        result.differences += complaints
    return result


def _differences(name: str, kind: str, missed: list[Item], excess: list[Item]) -> list[str]:
    lines = [f"- {name[:3]} {kind}: missed {json.dumps(item, ensure_ascii=False)[:200]}" for item in missed]
    for item in excess:
        said = {key: value for key, value in item.items() if key != "every"}
        lines.append(f"+ {name[:3]} {kind}: excess {str(said)[:200]}")
    return lines


def _load(path: Path) -> ox.Store:
    import pyoxigraph as ox

    store = ox.Store()
    try:
        store.bulk_load(path=str(path), format=ox.RdfFormat.from_extension(path.suffix.removeprefix(".")))
    except OSError as error:
        raise KgError(str(path), "there is no graph to read", "run `kg build` first") from error
    except SyntaxError as error:
        raise KgError(f"{path}:{error.lineno}", f"not RDF: {error.msg}", "build it again") from error
    return store


def _rows(store: ox.Store, question: str) -> list[Row]:
    import pyoxigraph as ox

    answer = store.query(prologue() + question, use_default_graph_as_union=True)
    assert isinstance(answer, ox.QuerySolutions)
    names = [variable.value for variable in answer.variables]
    return [{name: row[name].value for name in names if row[name] is not None} for row in answer]


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


def _found(store: ox.Store, document: str) -> dict[str, list[Item]]:
    """Return what the graph has of one document, by kind."""
    node = f"<{document}>"
    found: dict[str, list[Item]] = {kind: _named(store, node, kind) for kind in CLASSES}
    for kind, read in _READERS.items():
        found[kind] = read(store, node)
    return found


def _named(store: ox.Store, node: str, kind: str) -> list[Item]:
    grouped: dict[str, Item] = defaultdict(lambda: {"names": set(), "label": ""})
    # a school or an authority is an organization too, and counts as what it is
    narrow = (
        "FILTER NOT EXISTS { VALUES ?body { edu:School edu:EducationAuthority } ?e a ?body }"
        if kind == "organizations"
        else ""
    )
    for name in CLASSES[kind]:
        question = f"""SELECT * {{ {node} edu:mentions ?e . ?e a edu:{name} . {narrow}
            VALUES ?p {{ skos:prefLabel skos:altLabel dcterms:title }} ?e ?p ?l . {_CHINESE.format("?l")}
            OPTIONAL {{ ?e edu:anonymised ?hidden }} OPTIONAL {{ ?e edu:documentNumber ?number }}
            OPTIONAL {{ ?e schema:startDate ?date }}
            OPTIONAL {{ ?st edu:project ?e ; prov:wasDerivedFrom {node} ; edu:projectStage ?stage }} }}"""
        for row in _rows(store, question):
            if row.get("hidden") == "true":
                continue
            item = grouped[row["e"]]
            item["names"].add(row["l"])
            item.update({key: row[key] for key in ("number", "date", "stage") if key in row})
            if kind in {"divisions", "schools"} and name not in {"Jurisdiction", "School"}:
                item["level"] = item["type"] = name
            if row["p"].endswith("prefLabel") or not item["label"]:
                item["label"] = row["l"]
    return list(grouped.values())


def _about(store: ox.Store, node: str) -> list[Item]:
    question = f"""SELECT ?label ?hidden ?within {{ {node} edu:about ?j . OPTIONAL {{ ?j skos:prefLabel ?label }}
        OPTIONAL {{ ?j edu:anonymised ?hidden }} OPTIONAL {{ ?j edu:within+/skos:prefLabel ?within }} }}"""
    rows = _rows(store, question)
    if not rows:
        return []
    first = rows[0]
    return [
        {
            "label": first.get("label", ""),
            "hidden": first.get("hidden") == "true",
            "within": {r.get("within", "") for r in rows},
        }
    ]


def _posts(store: ox.Store, node: str) -> list[Item]:
    question = f"""SELECT DISTINCT ?person ?title ?org {{ ?s a edu:PostHolding ; prov:wasDerivedFrom {node} ;
        org:member/skos:prefLabel ?person ; edu:postTitle ?title .
        OPTIONAL {{ ?s org:organization/skos:prefLabel ?org }} }}"""
    return list(_rows(store, question))


def _program_status(store: ox.Store, node: str) -> list[Item]:
    states, names = defaultdict(set), defaultdict(set)
    question = f"""SELECT ?p ?label ?status {{ ?s a edu:Implementation ; prov:wasDerivedFrom {node} ; edu:program ?p ;
        edu:status ?status . {{ ?p skos:prefLabel ?label }} UNION {{ ?p skos:altLabel ?label }} }}"""
    for row in _rows(store, question):
        states[row["p"]].add(row["status"].rpartition("#")[2])
        names[row["p"]].add(row["label"])
    return [{"names": names[p], "status": "Both" if len(all_) > 1 else next(iter(all_))} for p, all_ in states.items()]


def _statements(name: str, extra: str) -> Callable[[ox.Store, str], list[Item]]:
    def read(store: ox.Store, node: str) -> list[Item]:
        found: dict[str, Item] = {}
        question = f"""SELECT * {{ ?s prov:wasDerivedFrom {node} ; a edu:{name} . OPTIONAL {{ ?s edu:text ?text }}
            OPTIONAL {{ ?s edu:status ?status }} OPTIONAL {{ ?s edu:year ?year }} {extra} }}"""
        for row in _rows(store, question):
            item = found.setdefault(row.pop("s"), {"every": defaultdict(set)})
            for key, value in row.items():
                item.setdefault(key, value)
                item["every"][key].add(value)
        return list(found.values())

    return read


def _named_goals(store: ox.Store, node: str) -> list[Item]:
    parts, labels = defaultdict(set), {}
    question = f"""SELECT ?s ?label ?part {{ ?s a edu:NamedGoal ; prov:wasDerivedFrom {node} ; skos:prefLabel ?label .
        OPTIONAL {{ ?s dcterms:hasPart+ ?x . {{ ?x skos:prefLabel ?part }} UNION {{ ?x edu:text ?part }} }} }}"""
    for row in _rows(store, question):
        labels[row["s"]] = row["label"]
        parts[row["s"]].add(row.get("part", ""))
    return [{"label": label, "parts": parts[s]} for s, label in labels.items()]


def _collaborations(store: ox.Store, node: str) -> list[Item]:
    parties = defaultdict(set)
    question = (
        f"""SELECT ?s ?p {{ ?s a edu:Collaboration ; prov:wasDerivedFrom {node} ; edu:party/skos:prefLabel ?p }}"""
    )
    for row in _rows(store, question):
        parties[row["s"]].add(row["p"])
    return [{"parties": names} for names in parties.values()]


def _optional(**paths: str) -> str:
    return " ".join(f"OPTIONAL {{ ?s {path} ?{name} }}" for name, path in paths.items())


_FIGURE = (
    f"OPTIONAL {{ ?s edu:indicator/skos:prefLabel ?indicator {_CHINESE.format('?indicator')} }}"
    f" OPTIONAL {{ ?s edu:holder/skos:prefLabel ?holder {_CHINESE.format('?holder')} }} "
    + _optional(unit="edu:unit", comparator="edu:comparator")
)
_READERS: dict[str, Callable[[ox.Store, str], list[Item]]] = {
    "about": _about,
    "posts": _posts,
    "program_status": _program_status,
    "observations": _statements(
        "Observation", _FIGURE + _optional(value="edu:value", min="edu:valueMin", max="edu:valueMax")
    ),
    "goals": _statements(
        "Goal",
        _FIGURE + _optional(value="edu:targetValue", min="edu:targetMin", max="edu:targetMax", deadline="edu:deadline"),
    ),
    "named_goals": _named_goals,
    "tasks": _statements("Task", _optional(position="edu:position")),
    "awards": _statements(
        "AwardStatement",
        _optional(
            award="edu:awardName", recipient="edu:recipient/skos:prefLabel", grantor="edu:grantor/skos:prefLabel"
        ),
    ),
    "changes": _statements(
        "OrganisationalChange",
        _optional(kind="edu:changeKind", subject="edu:subject/skos:prefLabel", object="edu:object/skos:prefLabel"),
    ),
    "collaborations": _collaborations,
    "problems": _statements("Problem", ""),
}


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


def _evidence(store: ox.Store, raw: Path) -> tuple[int, int, list[str]]:
    """Check each quote against the file that it cites: (checked, sound, complaints)."""
    classes = " ".join(f"edu:{name}" for name in STATEMENTS)
    without = f"""SELECT DISTINCT ?s {{ VALUES ?c {{ {classes} }} ?s a ?c
        FILTER NOT EXISTS {{ ?s edu:evidence/oa:hasSource/edu:fileName ?n }} }}"""
    complaints = [f"{row['s']} has no evidence" for row in _rows(store, without)]
    checked = len(complaints)
    texts: dict[str, str] = {}
    cited = """SELECT DISTINCT ?name ?exact ?start ?end ?printed { ?s edu:evidence ?e .
        ?e oa:exact ?exact ; oa:start ?start ; oa:end ?end ; oa:hasSource/edu:fileName ?name
        OPTIONAL { ?s edu:valueText ?printed } }"""
    for row in _rows(store, cited):
        name = row["name"]
        if name not in texts:
            texts[name] = _original(raw / name)
        checked += 1
        slice_ = texts[name][int(row["start"]) : int(row["end"])]
        if fault := _fault(row["exact"], slice_, row.get("printed", "")):
            complaints.append(f"{name} {row['start']}-{row['end']} {fault}: {row['exact'][:40]!r} / {slice_[:40]!r}")
    return checked, checked - len(complaints), complaints


def _fault(exact: str, slice_: str, printed: str) -> str:
    want, have = _bare(exact), _bare(slice_)
    if not want:
        return "empty"
    if len(want) > _LONGEST_QUOTE:
        return "longer than a sentence"
    blocks = difflib.SequenceMatcher(None, want, have, autojunk=False).get_matching_blocks()
    if sum(block.size for block in blocks) < 0.97 * len(want) or len(have) > 1.2 * len(want) + 40:
        return "not the slice"
    return "" if _bare(printed) in want else "without its number"


def _original(path: Path) -> str:
    data = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace")


def _bare(text: str) -> str:
    """Return simplified letters and digits alone: markup, readings in brackets and noise left out."""
    from opencc import OpenCC

    text = unescape(re.sub(r"</?[a-zA-Z][^<>]*>", "", text))
    text = re.sub(r"[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}[)）]", "", text)
    kept = re.sub(r"[^\u4e00-\u9fff0-9a-zA-Z%.]", "", OpenCC("t2s").convert(unicodedata.normalize("NFKC", text)))
    return folded(kept)

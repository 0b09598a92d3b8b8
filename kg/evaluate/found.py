"""What a graph says of one document, in the shape of the annotations: lists of found things by kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from kg.errors import KgError
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
_CHINESE = 'FILTER(LANG({0}) = "" || LANGMATCHES(LANG({0}), "zh"))'


def load(path: Path) -> ox.Store:
    """Load a graph file to ask it. Raises KgError where there is none or it is no RDF."""
    import pyoxigraph as ox

    store = ox.Store()
    try:
        store.bulk_load(path=str(path), format=ox.RdfFormat.from_extension(path.suffix.removeprefix(".")))
    except OSError as error:
        raise KgError(str(path), "there is no graph to read", "run `kg build` first") from error
    except SyntaxError as error:
        raise KgError(f"{path}:{error.lineno}", f"not RDF: {error.msg}", "build it again") from error
    return store


def select(store: ox.Store, question: str) -> list[Row]:
    """Return the rows of a SELECT over all graphs, unbound variables left out."""
    import pyoxigraph as ox

    answer = store.query(prologue() + question, use_default_graph_as_union=True)
    assert isinstance(answer, ox.QuerySolutions)
    names = [variable.value for variable in answer.variables]
    return [{name: row[name].value for name in names if row[name] is not None} for row in answer]


def by_kind(store: ox.Store, document: str) -> dict[str, list[Item]]:
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
        for row in select(store, question):
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
    rows = select(store, question)
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
    return list(select(store, question))


def _program_status(store: ox.Store, node: str) -> list[Item]:
    states, names = defaultdict(set), defaultdict(set)
    question = f"""SELECT ?p ?label ?status {{ ?s a edu:Implementation ; prov:wasDerivedFrom {node} ; edu:program ?p ;
        edu:status ?status . {{ ?p skos:prefLabel ?label }} UNION {{ ?p skos:altLabel ?label }} }}"""
    for row in select(store, question):
        states[row["p"]].add(row["status"].rpartition("#")[2])
        names[row["p"]].add(row["label"])
    return [{"names": names[p], "status": "Both" if len(all_) > 1 else next(iter(all_))} for p, all_ in states.items()]


def _statements(name: str, extra: str) -> Callable[[ox.Store, str], list[Item]]:
    def read(store: ox.Store, node: str) -> list[Item]:
        found: dict[str, Item] = {}
        question = f"""SELECT * {{ ?s prov:wasDerivedFrom {node} ; a edu:{name} . OPTIONAL {{ ?s edu:text ?text }}
            OPTIONAL {{ ?s edu:status ?status }} OPTIONAL {{ ?s edu:year ?year }} {extra} }}"""
        for row in select(store, question):
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
    for row in select(store, question):
        labels[row["s"]] = row["label"]
        parts[row["s"]].add(row.get("part", ""))
    return [{"label": label, "parts": parts[s]} for s, label in labels.items()]


def _collaborations(store: ox.Store, node: str) -> list[Item]:
    parties = defaultdict(set)
    question = (
        f"""SELECT ?s ?p {{ ?s a edu:Collaboration ; prov:wasDerivedFrom {node} ; edu:party/skos:prefLabel ?p }}"""
    )
    for row in select(store, question):
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

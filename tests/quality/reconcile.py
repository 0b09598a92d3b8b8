"""Two annotators' files to one gold: `python -m tests.quality.reconcile A B OUT` prints their agreement by kind.

What both find is required, with the wordings of both; what one alone finds (or calls optional) is optional.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from kg.matching import MATCHERS, folded, pairs

Item = dict[str, Any]
LISTS = [kind for kind in MATCHERS if kind not in {"about", "posts", "program_status"}]


def as_found(kind: str, item: Item) -> Item:
    """Return an annotation in the form that the matchers expect of what a graph says."""
    name = item.get("name") or item.get("title") or ""
    found: Item = {"label": name, "names": {name, *item.get("also", [])}, **item}
    found["parts"] = set(item.get("parts", []))
    found["text"] = item.get("text") or item.get("quote", "")
    found["every"] = {
        "recipient": {item.get("recipient", "")},
        "subject": {item.get("subject", "")},
        "kind": {item.get("kind", "")},
    }
    found["parties"] = set(item.get("parties", []))
    if kind in {"tasks", "problems"}:
        found["text"] = found["text"] + "…"
    return found


def merged(one: Item, other: Item) -> Item:
    """Return an item that both found: the first one's, with both wordings and posts; slots that differ are open."""
    result = dict(one)
    wordings = [*one.get("also", []), *other.get("also", [])]
    keys = [key for key in ("name", "title", "indicator", "award") if key in other]
    wordings += [other[key] for key in keys if folded(other[key]) != folded(one.get(key))]
    if wordings:
        result["also"] = list(dict.fromkeys(word for word in wordings if word))
    if "posts" in one or "posts" in other:
        theirs = {
            folded(word): post for post in other.get("posts", []) for word in (post["title"], *post.get("also", []))
        }
        both = []
        for post in one.get("posts", []):
            match = next(
                (theirs[folded(w)] for w in (post["title"], *post.get("also", [])) if folded(w) in theirs), None
            )
            if match is not None:
                also = dict.fromkeys([*post.get("also", []), *match.get("also", []), match["title"]])
                both.append({**post, "also": list(also)})
        result["posts"] = both
    for slot in ("status", "year", "deadline", "comparator", "holder", "stage", "type", "date", "grantor"):
        if slot in one and folded(one.get(slot)) != folded(other.get(slot)):
            result[slot] = None
    return result


def reconcile(one: Item, other: Item, tally: Counter[tuple[str, str]]) -> Item:
    """Return one document's gold from two annotations; `tally` counts pairs and singles by kind."""
    same = [{key: (item["about"] or {}).get(key) for key in ("name", "anonymised")} for item in (one, other)]
    gold: Item = {"doc": one["doc"], "about": one["about"] if same[0] == same[1] else None}
    agreed = sorted(set(one.get("report_years", [])) & set(other.get("report_years", [])))
    gold["report_years"] = agreed
    optional: dict[str, list[Item]] = {}
    for kind in LISTS:
        mine, theirs = list(one.get(kind) or []), list(other.get(kind) or [])
        found = [as_found(kind, {**item, "prefix": False}) for item in mine]
        back = {id(shown): item for shown, item in zip(found, mine, strict=True)}
        both, only_mine, only_theirs = pairs(kind, found, theirs)
        gold[kind] = [merged(back[id(shown)], item) for shown, item in both]
        aside = [back[id(shown)] for shown in only_mine] + only_theirs
        aside += [*one.get("optional", {}).get(kind, []), *other.get("optional", {}).get(kind, [])]
        if aside:
            optional[kind] = aside
        tally[kind, "both"] += len(both)
        tally[kind, "one"] += len(only_mine) + len(only_theirs)
    return {**gold, "optional": optional}


def main(first: Path, second: Path, out: Path) -> None:
    """Write the gold of all documents that both have annotated, and print the agreement by kind (F1)."""
    tally: Counter[tuple[str, str]] = Counter()
    out.mkdir(parents=True, exist_ok=True)
    for path in sorted(first.glob("*.json")):
        one, other = (json.loads((folder / path.name).read_text(encoding="utf-8")) for folder in (first, second))
        gold = reconcile(one, other, tally)
        (out / path.name).write_text(json.dumps(gold, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print("kind             agreement  both  one alone")
    for kind in LISTS:
        both, single = tally[kind, "both"], tally[kind, "one"]
        if both + single:
            print(f"{kind:16} {2 * both / (2 * both + single):9.3f} {both:5d} {single:10d}")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))

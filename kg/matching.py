"""When what the graph says and what an annotator wrote are the same, for each kind of fact."""

from __future__ import annotations

import difflib
import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Any

Found = Mapping[str, Any]
Gold = Mapping[str, Any]

_ORDINAL = re.compile(r"[一二三四五六七八九十]|[0-9]+")
_PEOPLE = frozenset(["名", "位", "人", "余人", "余名", "人次"])
_UNITS = {
    "家": "所", "个": "", "项": "", "处": "所", "门": "", "本": "册", "场次": "次", "场": "次",
    "月": "个月", "位次": "名次", "个百分点": "百分点",
}  # fmt: skip
ENTITIES = frozenset({"divisions", "authorities", "schools", "persons", "programs", "policies", "organizations"})


def folded(text: object) -> str:
    """Fold what does not matter: width, case, quotes, brackets, punctuation, space."""
    plain = unicodedata.normalize("NFKC", html.unescape(str(text or ""))).lower()
    return re.sub(r"[\W_]+", "", plain)


def likeness(one: object, other: object) -> float:
    """Return 0 to 1; short names of other ordinals (一中, 二中) are never alike, a name within another mostly is."""
    a, b = folded(one), folded(other)
    if not a or not b:
        return 0.0
    ordinals = [frozenset(_ORDINAL.findall(text)) for text in (a, b)]
    if max(len(a), len(b)) <= 16 and all(ordinals) and ordinals[0] != ordinals[1]:
        return 0.0
    short, long = sorted((a, b), key=len)
    if short in long and len(short) >= 3 and len(short) >= 0.4 * len(long):
        return max(0.75, len(short) / len(long))
    return difflib.SequenceMatcher(None, a, b, autojunk=False).ratio()


def best(found: object, wordings: Iterable[object]) -> float:
    """Return the greatest likeness to any of the wordings."""
    return max((likeness(found, wording) for wording in wordings), default=0.0)


def forms(gold: Gold) -> set[str]:
    """Return the folded name and its other forms."""
    return {folded(gold.get("name") or gold.get("title")), *map(folded, gold.get("also", []))}


def same_unit(one: object, other: object) -> bool:
    """Compare units; 名 and 人, 家 and 所, and the like are one."""
    return _unit(one) == _unit(other)


def _unit(text: object) -> str:
    plain = unicodedata.normalize("NFKC", str(text or "")).strip()
    return "人" if plain in _PEOPLE else _UNITS.get(plain, plain)


def _number(value: object) -> float | None:
    try:
        return float(str(value))
    except ValueError:
        return None


def _at_least(score: float, floor: float) -> float:
    return score if score >= floor else 0.0


def _about(found: Found, gold: Gold) -> float:
    if gold.get("anonymised"):
        within = {folded(name) for name in found["within"]}
        return float(found["hidden"] and (not gold.get("within") or folded(gold["within"]) in within))
    return float(not found["hidden"] and folded(found["label"]) in forms(gold))


def _entity(found: Found, gold: Gold) -> float:
    if folded(found["label"]) in forms(gold):
        return 1.0
    return 0.9 if {folded(name) for name in found["names"]} & forms(gold) else 0.0


def _happening(found: Found, gold: Gold) -> float:
    wordings = [gold["name"], *gold.get("also", [])]
    return _at_least(max((best(name, wordings) for name in found["names"]), default=0.0), 0.6)


def _post(found: Found, gold: Gold) -> float:
    titles = {folded(title) for title in (gold["title"], *gold["also"])}
    same = folded(found["person"]) == folded(gold["person"]) and folded(found["title"]) in titles
    return same * (0.9 + 0.1 * likeness(found.get("org", ""), gold.get("org") or ""))


def _program_status(found: Found, gold: Gold) -> float:
    named = {folded(name) for name in found["names"]} & forms(gold)
    return float(bool(named) and found["status"] == gold["status"])


def _figure(found: Found, gold: Gold) -> float:
    pairs = [(found.get("value"), gold.get("value"))]
    if "min" in gold:
        pairs = [(found.get("min"), gold["min"]), (found.get("max"), gold.get("max"))]
    for got, want in ((_number(got), _number(want)) for got, want in pairs):
        if got is None or want is None or abs(got - want) > 1e-6 * max(1.0, abs(want)):
            return 0.0
    if not same_unit(found.get("unit"), gold.get("unit")):
        return 0.0
    return _at_least(best(found.get("indicator", ""), [gold.get("indicator", ""), *gold.get("also", [])]), 0.5)


def _named_goal(found: Found, gold: Gold) -> float:
    close = _at_least(best(found["label"], [gold["name"], *gold.get("also", [])]), 0.6)
    wanted = gold.get("parts", [])
    hits = sum(any(likeness(part, other) >= 0.7 for other in found["parts"]) for part in wanted)
    return close if not wanted or hits >= 0.6 * len(wanted) else 0.0


def _task(found: Found, gold: Gold) -> float:
    if gold.get("prefix"):
        return float(folded(found.get("text")).startswith(folded(gold["text"])))
    return _at_least(best(found.get("text", ""), [gold["text"], *gold.get("also", [])]), 0.7)


def _problem(found: Found, gold: Gold) -> float:
    if gold.get("prefix"):
        return float(folded(gold["quote"]) in folded(found.get("text")))
    return _at_least(best(found.get("text", ""), [gold["quote"], *gold.get("also", [])]), 0.6)


def _award(found: Found, gold: Gold) -> float:
    name = best(found.get("award", ""), [gold["award"], *gold.get("also", [])])
    recipient = best(gold["recipient"], found["every"]["recipient"])
    return (name + recipient) / 2 if name >= 0.6 and recipient >= 0.6 else 0.0


def _change(found: Found, gold: Gold) -> float:
    close = _at_least(best(gold["subject"], found["every"]["subject"]), 0.6)
    kinds = {re.split(r"[#/]", kind)[-1].lower() for kind in found["every"]["kind"]}
    return close if not gold.get("kind") or gold["kind"].lower() in kinds else 0.0


def _collaboration(found: Found, gold: Gold) -> float:
    closest = [best(party, found["parties"]) for party in gold["parties"]]
    return sum(closest) / len(closest) if closest and min(closest) >= 0.6 else 0.0


# kind of fact → how alike what was found is to the annotation, 0 (another) to 1
MATCHERS: dict[str, Callable[[Found, Gold], float]] = {
    "about": _about,
    **dict.fromkeys(sorted(ENTITIES), _entity),
    "meetings": _happening,
    "projects": _happening,
    "posts": _post,
    "program_status": _program_status,
    "observations": _figure,
    "goals": _figure,
    "named_goals": _named_goal,
    "tasks": _task,
    "problems": _problem,
    "awards": _award,
    "changes": _change,
    "collaborations": _collaboration,
}


def pairs(kind: str, found: list[Any], gold: list[Any]) -> tuple[list[tuple[Any, Any]], list[Any], list[Any]]:
    """Match one to one, best first: pairs, what was found in excess, what was missed."""
    same = MATCHERS[kind]
    scored = ((same(f, g), i, j) for i, f in enumerate(found) for j, g in enumerate(gold))
    taken_found: set[int] = set()
    taken_gold: set[int] = set()
    matched = []
    for score, i, j in sorted(scored, reverse=True, key=lambda row: row[0]):
        if score > 0 and i not in taken_found and j not in taken_gold:
            taken_found.add(i)
            taken_gold.add(j)
            matched.append((found[i], gold[j]))
    excess = [f for i, f in enumerate(found) if i not in taken_found]
    return matched, excess, [g for j, g in enumerate(gold) if j not in taken_gold]

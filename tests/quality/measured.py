"""What a build of the gold's documents reaches: precision, recall and F1 by kind of fact, agreement by slot."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from kg.build import build
from kg.evaluate import evaluate
from kg.store import TURTLE

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "gold"
FLOORS = Path(__file__).with_name("floors.json")
_INVENTED = ROOT / "tests" / "invented"
CORPORA = {
    "seeds": ROOT / "seeds",
    "practice": ROOT / "tests" / "documents",
    "invented": _INVENTED,  # usual kinds of documents
    "unusual": _INVENTED,  # minutes, chronicles, public notices, interviews …
    "ordinary": _INVENTED,  # work reports, plans, speeches, meeting news, notices, replies: tuned on
    "ordinary-2": _INVENTED,  # the same kinds by other authors: measured before anything was tuned on them
}
Shares = dict[str, dict[str, float]]  # kind of fact, or `slots` → measure → 0 to 1


@dataclass(frozen=True, slots=True)
class Measured:
    """Shares by kind, and the evidence that was checked and found sound."""

    shares: Shares
    evidence: tuple[int, int]
    missing: tuple[str, ...]


def measure(corpus: str, out: Path) -> Measured:
    """Build a corpus into `out` and compare the graph with its gold."""
    folder, gold = CORPORA[corpus], GOLD / corpus
    report = build([folder / document for document in documents(corpus)], out)
    found = evaluate(out / TURTLE, gold, raw=folder)
    shares = {kind: {name: row[name] for name in ("precision", "recall", "f1")} for kind, row in found.rows().items()}
    shares["slots"] = {slot: round(right / compared, 3) for slot, (right, compared) in sorted(found.slots.items())}
    assert found.evidence is not None
    return Measured(shares, found.evidence, tuple(aside.name for aside in report.aside))


def documents(corpus: str) -> list[str]:
    """Return the names of the files that the gold of a corpus annotates."""
    files = sorted((GOLD / corpus).glob("*.json"))
    return [json.loads(path.read_text(encoding="utf-8"))["doc"] for path in files]


def digest() -> str:
    """Identify the gold and the documents that the floors were measured on."""
    found = hashlib.sha256()
    for corpus, folder in sorted(CORPORA.items()):
        for path in [*sorted((GOLD / corpus).glob("*.json")), *(folder / name for name in documents(corpus))]:
            content = path.read_bytes()
            found.update(f"{corpus} {path.name} {len(content)}\n".encode())
            found.update(content)
    return found.hexdigest()[:16]

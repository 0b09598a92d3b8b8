"""Pin the floors at what a build reaches now: `python -m tests.quality.pin`. A floor is lowered by `--lower` alone.

A kind that a change makes worse on purpose is lowered with the reason in the commit.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from tests.quality.measured import CORPORA, FLOORS, Shares, digest, measure


def lowered(old: dict[str, Shares], new: dict[str, Shares]) -> list[str]:
    """Return a line for each share that is below its old floor, or that is measured no more."""
    return [
        f"{corpus} {kind} {name}: {floor} → {new.get(corpus, {}).get(kind, {}).get(name)}"
        for corpus, kinds in old.items()
        for kind, shares in kinds.items()
        for name, floor in shares.items()
        if new.get(corpus, {}).get(kind, {}).get(name, -1) < floor
    ]


def main(arguments: list[str]) -> int:
    """Measure, compare with the old floors, write the new ones. Returns the exit code."""
    if set(arguments) - {"--lower"}:
        print("usage: python -m tests.quality.pin [--lower]", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        measured = {corpus: measure(corpus, Path(folder) / corpus) for corpus in CORPORA}
    for corpus, found in measured.items():
        if found.missing or found.evidence[0] != found.evidence[1]:
            print(f"{corpus}: set aside {found.missing}, evidence {found.evidence}: nothing is pinned", file=sys.stderr)
            return 1
    shares = {corpus: found.shares for corpus, found in measured.items()}
    old = json.loads(FLOORS.read_text(encoding="utf-8"))["floors"] if FLOORS.exists() else {}
    worse = lowered(old, shares)
    print("\n".join(worse) or "no floor is lowered")
    if worse and "--lower" not in arguments:
        print("nothing is pinned; --lower lowers these floors", file=sys.stderr)
        return 1
    FLOORS.write_text(json.dumps({"gold": digest(), "floors": shares}, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

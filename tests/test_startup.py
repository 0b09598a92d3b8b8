"""What a command loads and costs before it does anything."""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_layers import HEAVY

MOST = 0.15  # seconds of processor time that `kg --help` may take beyond bare Python


def loaded(arguments: list[str]) -> set[str]:
    """Top-level modules that a command has loaded when it ends."""
    script = (
        "import atexit, json, sys\n"
        "top = lambda: sorted({name.partition('.')[0] for name in sys.modules})\n"
        "atexit.register(lambda: print(json.dumps(top()), file=sys.stderr))\n"
        "from kg.cli import main\n"
        "main(sys.argv[1:])"
    )
    command = [sys.executable, "-c", script, *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8", timeout=120)
    told = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("[")]
    assert told
    return {name for process in told for name in process}


def processor_time(command: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["query", "--help"], ["queries"]], ids=" ".join)
def test_help_and_lists_load_nothing_heavy(arguments: list[str]) -> None:
    assert loaded(arguments) & (HEAVY | {"pyoxigraph"}) == set()


@pytest.mark.parametrize(
    "arguments", [["query", "program"], ["stats"], ["show", "双减"]], ids=["query", "stats", "show"]
)
def test_questions_load_nothing_heavy(arguments: list[str], practice: Path) -> None:
    assert loaded([*arguments, "-o", str(practice)]) & HEAVY == set()


def test_help_costs_little_more_than_bare_python() -> None:
    script = str(Path(sys.executable).with_name("kg"))
    runs = [
        (processor_time([sys.executable, "-c", "pass"]), processor_time([sys.executable, script, "--help"]))
        for _ in range(7)
    ]
    bare, help_ = (statistics.median(times) for times in zip(*runs, strict=True))
    assert help_ - bare <= MOST

"""Documents are worked on in order, and jobs in any, by one process or by several."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.workers import in_order, run


def work(number: int) -> tuple[int, int]:
    if number < 0:
        raise KgError(f"{number}", "is negative")
    time.sleep(0.02 * (number % 3))
    return number, os.getpid()


def note(folder: Path, number: int) -> None:
    (folder / str(number)).touch(exist_ok=False)


def die(_: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_the_documents(workers: int) -> None:
    found = list(in_order(work, list(range(20)), workers))
    assert [number for number, _ in found] == list(range(20))
    others = {process for _, process in found} - {os.getpid()}
    assert bool(others) == (workers > 1)


@pytest.mark.parametrize("workers", [1, 2])
def test_what_a_call_raises_comes_out(workers: int) -> None:
    with pytest.raises(KgError, match="is negative"):
        list(in_order(work, [1, -1, 2], workers))


def test_a_process_that_dies_is_told() -> None:
    with pytest.raises(KgError, match="--workers"):
        list(in_order(die, [1, 2, 3], 2))


def test_no_documents_give_no_results() -> None:
    assert list(in_order(work, [], 2)) == []


@pytest.mark.parametrize("workers", [1, 2])
def test_each_job_is_done_once_in_whatever_order(workers: int, tmp_path: Path) -> None:
    run(partial(note, tmp_path), list(range(20)), workers)
    assert sorted(int(path.name) for path in tmp_path.iterdir()) == list(range(20))


@pytest.mark.parametrize("workers", [1, 2])
def test_what_a_job_raises_comes_out(workers: int) -> None:
    with pytest.raises(KgError, match="is negative"):
        run(work, [1, -1, 2], workers)


def test_a_process_that_dies_at_its_job_is_told() -> None:
    with pytest.raises(KgError, match="--workers"):
        run(die, [1, 2, 3], 2)


def test_processes_end_with_the_one_that_started_them(tmp_path: Path) -> None:
    script = tmp_path / "main.py"
    script.write_text(
        "import os, time\n"
        "from kg.workers import in_order, run\n"
        "def work(number):\n"
        "    print(os.getpid(), flush=True)\n"
        "    time.sleep(60)\n"
        "if __name__ == '__main__':\n"
        "    list(in_order(work, [1], 2))\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True, env=environment) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.kill()
        until = time.monotonic() + 20
        while Path(f"/proc/{child}").exists() and time.monotonic() < until:
            time.sleep(0.05)
        assert not Path(f"/proc/{child}").exists()

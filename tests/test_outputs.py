"""Outputs appear together or not at all, whatever kills the command and whenever."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import outputs
from kg.errors import KgError

# Writes a generation of two files and a folder; is killed at the n-th change of the folder's entries.
WRITER = """
import os, signal, sys
from pathlib import Path
from kg import outputs

out, content, kill_at = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
changes = 0

def count(event, args):
    global changes
    if event in {"os.rename", "os.mkdir", "os.rmdir", "os.remove"}:
        changes += 1
        if changes == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(count)
with outputs.replacing(out) as staging:
    (staging / "a.txt").write_text(content)
    (staging / "b.txt").write_text(content)
    (staging / "folder").mkdir()
    (staging / "folder" / content).write_text(content)
print(changes)
"""
ROOT = Path(__file__).parents[1]


def write(out: Path, content: str, kill_at: int = 0) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", WRITER, str(out), content, str(kill_at)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


def generation(out: Path) -> set[str]:
    """What stands in the folder: one content where it is whole."""
    (inside,) = (out / "folder").iterdir()
    return {(out / "a.txt").read_text(), (out / "b.txt").read_text(), inside.name, inside.read_text()}


def test_a_command_killed_at_any_moment_leaves_the_old_or_the_new_outputs_whole(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out, "old")
    shutil.copytree(out, tmp_path / "again")
    changes = int(write(tmp_path / "again", "new").stdout)
    seen = set()
    for moment in range(1, changes + 1):
        each = tmp_path / f"killed-{moment}"
        shutil.copytree(out, each)
        assert write(each, "new", moment).returncode == -signal.SIGKILL
        outputs.settle(each)
        whole = generation(each)
        assert whole in ({"old"}, {"new"}), moment
        seen |= whole
        assert write(each, "next").returncode == 0
        assert generation(each) == {"next"}
        assert sorted(path.name for path in each.iterdir()) == [".lock", "a.txt", "b.txt", "folder"]
    assert seen == {"old", "new"}


def test_an_error_leaves_the_old_outputs_and_nothing_else(tmp_path: Path) -> None:
    write(tmp_path, "old")

    def fail() -> None:
        with outputs.replacing(tmp_path) as staging:
            (staging / "a.txt").write_text("new")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert generation(tmp_path) == {"old"}
    assert sorted(path.name for path in tmp_path.iterdir()) == [".lock", "a.txt", "b.txt", "folder"]


def test_outputs_of_another_command_stay(tmp_path: Path) -> None:
    write(tmp_path, "old")
    with outputs.replacing(tmp_path) as staging:
        (staging / "graph.html").write_text("page")
    assert generation(tmp_path) == {"old"}
    assert (tmp_path / "graph.html").read_text() == "page"


def test_of_two_commands_at_once_the_second_is_told(tmp_path: Path) -> None:
    with (
        outputs.replacing(tmp_path),
        pytest.raises(KgError, match="another command is writing here"),
        outputs.replacing(tmp_path),
    ):
        pytest.fail("two commands hold one folder")
    with outputs.replacing(tmp_path) as staging:
        (staging / "a.txt").write_text("new")
    assert (tmp_path / "a.txt").read_text() == "new"


def test_what_others_wrote_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a person's own")

    def over() -> None:
        with outputs.replacing(tmp_path) as staging:
            (staging / "a.txt").write_text("new")

    with pytest.raises(KgError, match="not written by kg"):
        over()
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    assert (tmp_path / "a.txt").read_text() == "a person's own"


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(KgError, match="cannot be written"), outputs.replacing(tmp_path / "out"):
        pass


def test_looking_at_a_folder_that_is_not_there_makes_nothing(tmp_path: Path) -> None:
    outputs.settle(tmp_path / "none")
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 1 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = os.geteuid() == 0 and shutil.which("mount")
    if (
        not mounted
        or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "kg", str(disk)], check=False).returncode
    ):
        pytest.skip("not run: a small file system needs the right to mount")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def fill(out: Path) -> None:
    with outputs.replacing(out) as staging:
        (staging / "a.txt").write_bytes(b"0" * 2_000_000)


def test_a_full_disk_leaves_the_old_outputs_and_nothing_else(small_disk: Path) -> None:
    out = small_disk / "out"
    write(out, "old")
    with pytest.raises(KgError, match="the disk is full") as told:
        fill(out)
    assert told.value.place == str(out)
    assert told.value.next_step
    assert generation(out) == {"old"}
    assert sorted(path.name for path in out.iterdir()) == [".lock", "a.txt", "b.txt", "folder"]


def test_a_kept_file_is_whole_or_absent_on_a_full_disk(small_disk: Path) -> None:
    with pytest.raises(OSError, match="No space left"):
        outputs.keep(small_disk / "shard", b"0" * 2_000_000)
    assert list(small_disk.iterdir()) == []

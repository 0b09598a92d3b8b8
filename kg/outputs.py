"""Outputs that appear together or not at all: written beside, sealed by a marker, renamed into place.

Everything that one command writes goes into `<out>/.next`. Killed before the marker is there, the old outputs are whole
and the next command throws the rest away; killed after it, the next command finishes the renaming.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from kg.errors import KgError

_NEXT, _OLD, _LOCK, _MARKER = ".next", ".old", ".lock", "SEALED"
_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_PATIENCE = 30.0  # seconds that a reader waits for another command's renaming


@contextmanager
def replacing(out: Path) -> Iterator[Path]:
    """Hold the folder `out` and yield an empty folder; what stands there at the end replaces its namesakes in `out`.

    Raises KgError where another command holds the folder, where it cannot be written, where the disk is full, and where
    a namesake was not written by `kg`. After any error the old outputs are as they were.
    """
    with _told_plainly(out):
        ours = _claim(out)
        with (out / _LOCK).open("a+b") as lock:
            _hold(lock, out)
            settled(out)
            staging = out / _NEXT
            staging.mkdir()
            try:
                yield staging
                _seal(staging, out, ours=ours)
            except BaseException:
                shutil.rmtree(staging, ignore_errors=True)
                raise
            settled(out)


def settle(out: Path) -> None:
    """Finish what a killed command had sealed, so that `out` can be read. Costs one look where there is nothing to do.

    Raises KgError where the folder cannot be written or another command holds it for too long.
    """
    if not (out / _NEXT / _MARKER).exists():
        return
    with _told_plainly(out), (out / _LOCK).open("a+b") as lock:
        until = time.monotonic() + _PATIENCE
        while (out / _NEXT / _MARKER).exists():
            try:
                _hold(lock, out)
            except KgError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.05)
            else:
                settled(out)


def settled(out: Path) -> None:
    """Rename sealed outputs into place and throw everything else of an unfinished command away; the lock is held."""
    staging, old = out / _NEXT, out / _OLD
    if (staging / _MARKER).exists():
        for name in json.loads((staging / _MARKER).read_text(encoding="utf-8")):
            new, target = staging / name, out / name
            if not new.exists():  # renamed before the kill
                continue
            if target.is_dir() and not target.is_symlink():
                old.mkdir(exist_ok=True)
                _remove(old / name)
                target.replace(old / name)
            new.replace(target)
        _sync(out)
        (staging / _MARKER).unlink()
    _remove(staging)
    _remove(old)


def keep(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, over an older one. Raises OSError."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _claim(out: Path) -> bool:
    """Make the folder. Return whether nothing in it was there before `kg`."""
    out.mkdir(parents=True, exist_ok=True)
    return (out / _LOCK).exists() or not any(out.iterdir())


def _hold(lock: IO[bytes], out: Path) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise KgError(
            str(out), "another command is writing here", "wait for it, or choose another folder with -o"
        ) from None


def _seal(staging: Path, out: Path, *, ours: bool) -> None:
    names = sorted(path.name for path in staging.iterdir())
    foreign = [] if ours else [name for name in names if (out / name).exists()]
    if foreign:
        (out / _LOCK).unlink()
        raise KgError(str(out / foreign[0]), "not written by kg", "choose another folder with -o")
    os.sync()  # to wait for each of fifty thousand files alone takes several times as long
    for folder, _, files in os.walk(staging):
        for name in files:
            _sync(Path(folder, name))
        _sync(Path(folder))
    marker = staging / f"{_MARKER}.tmp"
    marker.write_text(json.dumps(names), encoding="utf-8")
    _sync(marker)
    marker.replace(staging / _MARKER)
    _sync(staging)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


@contextmanager
def _told_plainly(out: Path) -> Iterator[None]:
    """Turn what the system says about the folder into one line with a next step; errors of other places pass."""
    try:
        yield
    except OSError as error:
        if error.errno in _NO_SPACE or "No space left" in str(error):
            fact = "the disk is full; what stood here before is untouched"
            raise KgError(str(out), fact, "free some space and try again") from error
        place = Path(error.filename or out)
        if not place.is_relative_to(out) and not out.is_relative_to(place):
            raise
        fact = f"cannot be written ({error.strerror or error})"
        raise KgError(str(place), fact, "check the folder and its rights") from error

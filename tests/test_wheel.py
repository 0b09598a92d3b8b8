"""The built wheel works alone: away from the checkout, with its ontology and questions inside."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from kg.serve import editor
from tests.conftest import DOCUMENTS, ROOT

pytestmark = pytest.mark.slow


def run(command: list[str | Path], cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(
        command, cwd=cwd, env=environment, check=False, capture_output=True, text=True, encoding="utf-8", timeout=600
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", folder, ROOT], folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `kg` of a fresh environment that sees this one's dependencies, but not the checkout."""
    folder = tmp_path_factory.mktemp("venv")
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    (site,) = folder.glob("lib/python*/site-packages")
    dependencies = Path(sysconfig.get_paths()["purelib"])
    for path in dependencies.iterdir():  # links: the .pth of an editable install must not come along
        ours = path.name == "kg" or path.name.startswith(("_editable", "kg-", "kg.", "__pycache__"))
        if path.suffix != ".pth" and not ours:
            (site / path.name).symlink_to(path)
    run([sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-deps", "--no-index", wheel], folder)
    return folder / "bin" / "kg"


def test_ontology_and_questions_travel_in_the_wheel(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("queries", "ontology"):
        shipped = {
            path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*") if path.suffix in {".rq", ".ttl"}
        }
        assert shipped
        assert {f"kg/{name}" for name in shipped} <= names
    assert "kg/py.typed" in names
    assert "kg/serve/static/editor.js" in names
    assert ("kg/serve/yasgui/yasgui.min.js" in names) is editor.bundled()  # built as this environment was
    assert not [name for name in names if name.startswith(("tests", "seeds"))]


def test_the_installed_program_builds_asks_and_draws_anywhere(installed: Path, tmp_path: Path) -> None:
    shutil.copy(DOCUMENTS / "101.txt", tmp_path / "报告.txt")
    assert "Usage: kg" in run([installed, "--help"], tmp_path).stdout
    assert "谁在做某项工作" in run([installed, "queries"], tmp_path).stdout
    assert "1 documents" in run([installed, "build", "报告.txt"], tmp_path).stdout
    assert "静宁县" in run([installed, "query", "program", "-p", "program=双减"], tmp_path).stdout
    assert "双减" in run([installed, "show", "双减"], tmp_path).stdout
    assert "no violations" in run([installed, "validate"], tmp_path).stdout
    assert "graph.html" in run([installed, "view"], tmp_path).stdout
    assert (tmp_path / "out" / "graph.html").stat().st_size > 10_000


def test_the_installed_program_is_not_the_checkout(installed: Path, tmp_path: Path) -> None:
    where = run([installed.with_name("python"), "-c", "import kg; print(kg.__file__)"], tmp_path).stdout
    assert str(installed.parents[1]) in where

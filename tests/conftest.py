"""What many tests share: one build of the invented documents, and the folder beside the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.chromium import ARGUMENTS, CHROMIUM, missing

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]
DOCUMENTS = ROOT / "tests" / "documents"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-rows", action="store_true", help="Write tests/queries/*.tsv anew; read the difference.")


@pytest.fixture(scope="session")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The out folder of a build of tests/documents. To read only: every test sees the same."""
    from kg.build import build

    out = tmp_path_factory.mktemp("practice") / "out"
    report = build([DOCUMENTS], out)
    assert report.exit_code == 0
    return out


@pytest.fixture(scope="session")
def site(practice: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site of the invented documents. To read only."""
    from kg import view

    out = tmp_path_factory.mktemp("site") / "out"
    shutil.copytree(practice, out)
    view.write(out)
    return out / view.SITE


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of gold and research beside the checkout. Where it is missing, CI fails and others skip."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        if os.environ.get("CI"):
            pytest.fail(f"{folder} is missing")
        pytest.skip(f"not run: {folder} is missing")
    return folder


Kg = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def kg() -> Kg:
    """Run the installed console script: `kg("query", "posts", cwd=…)`."""
    script = Path(sys.executable).with_name("kg")

    def run(*arguments: str | Path, cwd: Path | None = None, **options: object) -> subprocess.CompletedProcess[str]:
        command = [str(script), *map(str, arguments)]
        return subprocess.run(  # type: ignore[call-overload, no-any-return]
            command, check=False, cwd=cwd, capture_output=True, text=True, encoding="utf-8", timeout=300, **options
        )

    return run


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if lacking := missing():
        if os.environ.get("CI"):
            pytest.fail(lacking)
        pytest.skip(f"not run: {lacking}")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        opened = started.chromium.launch(executable_path=str(CHROMIUM), args=list(ARGUMENTS))
        yield opened
        opened.close()

"""The same documents give the same bytes through the real command, whatever surrounds it.

`tests/test_build.py` holds this for two small documents; here all the practice documents go through, with everything
changed at once.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg.build import REPORT
from kg.pages_data import FOLDER
from kg.store import TRIG, TURTLE

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted((ROOT / "tests" / "documents").glob("*.txt"))
KG = Path(sys.executable).with_name("kg")
TEXTS = (TURTLE, TRIG, REPORT, "graph.html")


def build(paths: list[Path], out: Path, cwd: Path, seed: str, *options: str, **environment: str) -> dict[str, bytes]:
    """Build and view through the command; return every text output by name."""
    surroundings = {**os.environ, "PYTHONHASHSEED": seed, **environment}
    for command in (["build", *map(str, paths), "-o", str(out), *options], ["view", "-o", str(out)]):
        told = subprocess.run(
            [KG, *command], cwd=cwd, env=surroundings, capture_output=True, text=True, timeout=300, check=False
        )
        assert told.returncode == 0, told.stderr
    where = cwd / out
    pages = {path.name: path.read_bytes() for path in sorted((where / FOLDER).iterdir()) if path.is_file()}
    return {name: (where / name).read_bytes() for name in TEXTS} | pages


@pytest.mark.slow
def test_seed_order_directory_workers_and_locale_leave_the_bytes_alone(tmp_path: Path) -> None:
    one = build(DOCUMENTS, tmp_path / "one", ROOT, "1")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for path in DOCUMENTS:
        shutil.copyfile(path, elsewhere / path.name)
    near = [Path(path.name) for path in reversed(DOCUMENTS)]
    two = build(
        near, Path("out"), elsewhere, "2", "--workers", "2",
        LC_ALL="C", TZ="Asia/Shanghai", COLUMNS="40", XDG_CACHE_HOME=str(tmp_path / "cold"),
    )  # fmt: skip
    assert len(one) > len(DOCUMENTS)
    assert [name for name in one if one[name] != two.get(name)] == []
    assert one.keys() == two.keys()

"""The example notebook runs from top to bottom and shows what it says it shows."""

from __future__ import annotations

import ast
import io
import json
import shutil
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import DOCUMENTS, ROOT

NOTEBOOK = ROOT / "docs" / "notebook.ipynb"
Cell = dict[str, Any]


def test_every_cell_runs_and_shows_what_the_notebook_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    shutil.copytree(DOCUMENTS, tmp_path / "tests" / "documents")
    monkeypatch.chdir(tmp_path)
    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    names: dict[str, Any] = {"__name__": "__main__"}
    said, shown = [], []
    for number, cell in enumerate((each for each in notebook["cells"] if each["cell_type"] == "code"), 1):
        said.append(plain(cell["outputs"]))
        cell["outputs"], cell["execution_count"] = run("".join(cell["source"]), names, number), number
        shown.append(plain(cell["outputs"]))
    if request.config.getoption("--update-rows"):
        NOTEBOOK.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        said = shown
    assert said == shown, "see pytest --update-rows"
    assert all(shown), "a cell shows nothing"


def run(source: str, names: dict[str, Any], number: int) -> list[Cell]:
    """Run a cell as a kernel does: what it prints, and the value of its last expression."""
    *body, last = ast.parse(source).body
    shows = isinstance(last, ast.Expr)
    printed = io.StringIO()
    outputs: list[Cell] = []
    with redirect_stdout(printed):
        exec(compile(ast.Module(body if shows else [*body, last], []), f"<cell {number}>", "exec"), names)
        value = eval(ast.unparse(last), names) if shows else None
    if printed.getvalue():
        outputs.append({"name": "stdout", "output_type": "stream", "text": lines(printed.getvalue())})
    if value is not None:
        page = {"text/html": lines(value._repr_html_())} if hasattr(value, "_repr_html_") else {}
        shown = {**page, "text/plain": lines(repr(value))}
        outputs.append({"data": shown, "execution_count": number, "metadata": {}, "output_type": "execute_result"})
    return outputs


def lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def plain(outputs: list[Cell]) -> str:
    return "".join("".join(each.get("text") or each["data"]["text/plain"]) for each in outputs)

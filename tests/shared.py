"""Folders that lie beside the checkout and don't belong to the project: documents that may be read and not copied."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_BESIDE = Path(__file__).parents[2] / "shared"


def folder(name: str) -> Path:
    """Return the folder; where it is missing the test fails in CI and is skipped elsewhere."""
    found = _BESIDE / name
    if not found.is_dir():
        said = f"not run: {name} does not lie beside the checkout"
        if os.environ.get("CI"):
            pytest.fail(said)
        pytest.skip(said)
    return found

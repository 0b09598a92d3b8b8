"""The reference page is what its script writes today."""

from __future__ import annotations

import importlib.util
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "ontology" / "reference.py"


def test_the_reference_page_is_up_to_date() -> None:
    specification = importlib.util.spec_from_file_location("reference", SCRIPT)
    assert specification is not None
    assert specification.loader is not None
    reference = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(reference)
    assert reference.PAGE.read_text(encoding="utf-8") == reference.page(), "run `python ontology/reference.py`"

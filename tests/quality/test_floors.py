"""The quality of extraction on the gold stays where it was, or rises. The floors are pinned by `tests.quality.pin`."""

from __future__ import annotations

import json

import pytest

from tests.quality import pin
from tests.quality.measured import CORPORA, FLOORS, Measured, Shares, digest, measure

PINNED = json.loads(FLOORS.read_text(encoding="utf-8"))
CASES = [(corpus, kind) for corpus, kinds in PINNED["floors"].items() for kind in kinds]


@pytest.fixture(scope="session")
def measured(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Measured]:
    return {corpus: measure(corpus, tmp_path_factory.mktemp(corpus)) for corpus in CORPORA}


def test_the_floors_were_measured_on_this_gold() -> None:
    assert PINNED["gold"] == digest(), "the gold or its documents changed: run python -m tests.quality.pin"


@pytest.mark.parametrize(("corpus", "kind"), CASES, ids=[f"{corpus}-{kind}" for corpus, kind in CASES])
def test_no_kind_of_fact_falls_below_its_floor(measured: dict[str, Measured], corpus: str, kind: str) -> None:
    floors, reached = PINNED["floors"][corpus][kind], measured[corpus].shares.get(kind, {})
    assert {name: reached.get(name) for name in floors if reached.get(name, -1) < floors[name]} == {}


@pytest.mark.parametrize("corpus", CORPORA)
def test_every_quote_stands_in_its_document(measured: dict[str, Measured], corpus: str) -> None:
    checked, sound = measured[corpus].evidence
    assert checked == sound > 0


@pytest.mark.parametrize("corpus", CORPORA)
def test_no_document_of_the_gold_is_set_aside(measured: dict[str, Measured], corpus: str) -> None:
    assert measured[corpus].missing == ()


# --- pinning


@pytest.mark.parametrize(
    ("new", "lines"),
    [
        ({"seeds": {"programs": {"f1": 0.9}}}, 0),
        ({"seeds": {"programs": {"f1": 0.95}, "tasks": {"f1": 0.1}}}, 0),
        ({"seeds": {"programs": {"f1": 0.899}}}, 1),
        ({"seeds": {"programs": {}}}, 1),
        ({}, 1),
    ],
    ids=["equal", "better", "worse", "not-measured", "no-corpus"],
)
def test_a_floor_is_lowered_where_a_share_falls_or_disappears(new: dict[str, Shares], lines: int) -> None:
    assert len(pin.lowered({"seeds": {"programs": {"f1": 0.9}}}, new)) == lines


def test_an_unknown_argument_pins_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    before = FLOORS.read_bytes()
    assert pin.main(["--lowr"]) == 2
    assert "usage" in capsys.readouterr().err
    assert FLOORS.read_bytes() == before

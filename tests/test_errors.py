"""The one kind of error that people see: a place, a fact, the next step, an exit code."""

from __future__ import annotations

import pickle

import pytest

from kg.errors import KgError, UsageError


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (KgError("a.txt", "is empty", "write text into it"), "a.txt: is empty. write text into it"),
        (KgError("a.txt", "is empty"), "a.txt: is empty"),
        (KgError("", "nothing to do", "name files"), "nothing to do. name files"),
        (KgError("", "nothing to do"), "nothing to do"),
    ],
    ids=["all", "no-next-step", "no-place", "fact-alone"],
)
def test_an_error_is_one_line_of_what_is_known(error: KgError, said: str) -> None:
    assert str(error) == said


def test_wrong_data_exits_with_one_and_a_wrong_call_with_two() -> None:
    assert KgError("a", "b").exit_code == 1
    assert UsageError("a", "b").exit_code == 2


@pytest.mark.parametrize("error", [KgError("a", "b", "c"), UsageError("a", "b", "c")], ids=["data", "usage"])
def test_an_error_comes_whole_from_another_process(error: KgError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), again.exit_code) == (type(error), str(error), error.exit_code)

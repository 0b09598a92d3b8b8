"""Where the files that travel with the program lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import resources


@pytest.mark.parametrize(("name", "file"), [("ontology", "education.ttl"), ("queries", "*.rq")])
def test_the_folders_are_found_whatever_the_working_directory(
    name: str, file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert list(resources.folder(name).glob(file))


def test_what_is_installed_beside_the_code_comes_before_a_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "kg")
    (tmp_path / "ontology").mkdir(parents=True)
    assert resources.folder("ontology") == tmp_path / "ontology"
    (tmp_path / "kg" / "ontology").mkdir(parents=True)
    assert resources.folder("ontology") == tmp_path / "kg" / "ontology"


@pytest.mark.parametrize(
    ("given", "expected"), [("/somewhere", "/somewhere/kg"), ("", "/home/me/.cache/kg"), (None, "/home/me/.cache/kg")],
    ids=["named", "empty", "unset"],
)  # fmt: skip
def test_the_cache_lies_where_the_user_keeps_caches(
    given: str | None, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", "/home/me")
    if given is None:
        monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    else:
        monkeypatch.setenv("XDG_CACHE_HOME", given)
    assert resources.cache_folder() == Path(expected)
    assert not resources.cache_folder().exists()

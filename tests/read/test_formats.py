"""What holds for every format that is read, in a container or by itself."""

from __future__ import annotations

import contextlib
import random
from pathlib import Path

import pytest

from kg.model import Source
from kg.read import READERS, SetAside, clean_slice, read, sources
from kg.read.files import CONTAINERS, MEDIA_TYPES
from kg.structure import outline
from tests.read.samples import PARAGRAPHS, SAMPLES, text, zipped


def test_every_format_has_a_reader_and_a_sample() -> None:
    assert list(READERS) == list(MEDIA_TYPES)
    assert set(SAMPLES) == {*READERS, *CONTAINERS}


def only(path: Path) -> Source:
    (source,) = sources([path])
    assert isinstance(source, Source)
    return source


@pytest.mark.parametrize("suffix", SAMPLES, ids=lambda suffix: suffix[1:])
def test_the_text_is_read_and_every_sentence_is_found_again_at_its_place(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"sample{suffix}").write_bytes(SAMPLES[suffix]())
    document = outline(read(only(tmp_path / f"sample{suffix}")))
    assert document.text.split("\n") == list(PARAGRAPHS)
    for sentence in document.sentences:
        raw = document.raw_span(*sentence.span)
        printed = clean_slice(document.original[slice(*raw)], document.media_type)
        assert printed == document.text[slice(*sentence.span)]


@pytest.mark.parametrize("suffix", [".docx", ".pdf", ".jsonl", ".csv", ".zip", ".html"], ids=lambda suffix: suffix[1:])
def test_a_format_is_read_in_an_archive_too(tmp_path: Path, suffix: str) -> None:
    (tmp_path / "all.zip").write_bytes(zipped({f"甲/sample{suffix}": SAMPLES[suffix]()}))
    source = only(tmp_path / "all.zip")
    assert source.name.startswith(f"all.zip/甲/sample{suffix}")
    assert read(source).text.split("\n") == list(PARAGRAPHS)


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The bytes with some changed, lost, put in or printed twice."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 3, 20))):
        at = chance.randrange(len(changed) + 1)
        match chance.randrange(4):
            case 0:
                changed[at : at + 1] = chance.randbytes(1)
            case 1:
                del changed[at : at + chance.randrange(30)]
            case 2:
                changed[at:at] = chance.randbytes(chance.randrange(20))
            case _:
                changed[at:at] = changed[at : at + 50]
    return bytes(changed)


@pytest.mark.parametrize("suffix", SAMPLES, ids=lambda suffix: suffix[1:])
def test_a_damaged_file_is_read_or_set_aside_and_nothing_else(tmp_path: Path, suffix: str) -> None:
    sample, chance = SAMPLES[suffix](), random.Random(suffix)
    path = tmp_path / f"sample{suffix}"
    for _ in range(20):
        path.write_bytes(damaged(sample, chance))
        for found in sources([path]):
            if isinstance(found, Source):
                with contextlib.suppress(SetAside):
                    assert read(found).text
            else:
                assert found.fact


def test_a_text_has_the_same_identity_in_a_file_an_archive_and_a_table(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(text())
    (tmp_path / "b.zip").write_bytes(SAMPLES[".zip"]())
    (tmp_path / "c.jsonl").write_bytes(SAMPLES[".jsonl"]())
    found = [source for source in sources([tmp_path]) if isinstance(source, Source)]
    assert [source.name for source in found] == ["a.txt", "b.zip/甲/总结.txt", "c.jsonl:1"]
    assert len({source.sha256 for source in found}) == 1


@pytest.mark.parametrize(
    ("suffix", "extracted"), [(".txt", False), (".zip", False), (".warc", False), (".csv", True), (".pdf", True)]
)
def test_what_was_taken_out_of_its_file_is_told_from_what_stands_in_it(
    tmp_path: Path, suffix: str, extracted: bool
) -> None:
    (tmp_path / f"a{suffix}").write_bytes(SAMPLES[suffix]())
    assert only(tmp_path / f"a{suffix}").extracted is extracted

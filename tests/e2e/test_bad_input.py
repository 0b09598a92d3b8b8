"""Bad input through the real command: one clear line with the next step, the right exit code, the old outputs whole.

What `kg.build` does with such files is held by `tests/test_build.py` and `tests/read`; this is what people see.
"""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.build import REPORT
from kg.store import TRIG, TURTLE

KG = Path(sys.executable).with_name("kg")
GOOD = "乐陵市教育局2023年工作总结\n\n市教育局全面落实“双减”政策。\n"


def kg(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([KG, *map(str, arguments)], cwd=cwd, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good document that is built into `out`."""
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "good.txt").write_text(GOOD, encoding="utf-8")
    built = kg("build", "documents", "-o", "out", cwd=tmp_path)
    assert built.returncode == 0, built.stderr
    return tmp_path


def outputs(folder: Path) -> dict[str, bytes]:
    return {name: (folder / "out" / name).read_bytes() for name in (TURTLE, TRIG, REPORT)}


def unreadable(path: Path) -> None:
    """A file that nobody can read, the superuser neither: what its name leads to is itself."""
    path.symlink_to(path.name)


def large(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(50_000_000)


# how it is made, what is said of it, the exit code of a build that holds it beside a good one
BAD_FILES: dict[str, tuple[Callable[[Path], object], str, int]] = {
    "empty": (lambda path: path.write_bytes(b""), "is empty", 0),
    "blank": (lambda path: path.write_text(" \n\u3000\n"), "", 0),
    "binary": (lambda path: path.write_bytes(bytes(range(256)) * 40), "binary", 0),
    "fifty-megabytes": (large, "50 MB", 0),
    "unreadable": (unreadable, "can't be read", 1),
    "a-pipe": (os.mkfifo, "not a regular file", 1),
    "no-chinese": (lambda path: path.write_text("nothing but English here\n"), "no Chinese", 0),
}


@pytest.mark.parametrize(("make", "said", "code"), BAD_FILES.values(), ids=BAD_FILES.keys())
def test_a_bad_file_is_named_with_its_reason_and_the_others_are_built(
    folder: Path, make: Callable[[Path], object], said: str, code: int
) -> None:
    make(folder / "documents" / "bad.txt")
    told = kg("build", "documents", "-o", "out", cwd=folder)
    shown = told.stdout + told.stderr
    assert "Traceback" not in shown
    assert told.returncode == code, shown
    (line,) = [line for line in shown.splitlines() if "bad.txt" in line]
    assert said in line
    assert "good.txt" in (folder / "out" / TURTLE).read_text(encoding="utf-8")


@pytest.mark.parametrize(("make", "said", "code"), BAD_FILES.values(), ids=BAD_FILES.keys())
def test_a_bad_file_alone_is_an_error_and_the_old_outputs_stay(
    folder: Path, make: Callable[[Path], object], said: str, code: int
) -> None:
    before = outputs(folder)
    make(folder / "bad.txt")
    told = kg("build", "bad.txt", "-o", "out", cwd=folder)
    assert told.returncode == 1, told.stdout
    (line,) = told.stderr.splitlines()
    assert line.startswith("kg: bad.txt: ")
    assert said in line
    assert outputs(folder) == before


def zipped(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROGRAM = b"MZ\x90\0" + bytes(range(256)) * 8
LOCKED_DOCX = OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(512)
DEEP = zipped(**{"in.zip": zipped(**{"in.zip": zipped(**{"a.txt": GOOD.encode()})})})
# file name → its bytes, what is said of it
BAD_FORMATS: dict[str, tuple[bytes, str]] = {
    "program.pdf": (PROGRAM + b"1", "is no PDF by its bytes"),
    "program.docx": (PROGRAM, "is no Word file by its bytes"),
    "program.zip": (PROGRAM, "is no zip archive"),
    "program.csv": (PROGRAM, "no column of text"),
    "program.jsonl": (PROGRAM, "no JSON objects"),
    "program.warc": (PROGRAM, "文件损坏或不完整"),
    "pdf.txt": (b"%PDF-1.7 \0", "holds binary data (a PDF), no text"),
    "locked.docx": (LOCKED_DOCX, "is protected by a password"),
    "cut.pdf": (b"%PDF-1.7\n1 0 obj\n<<", "is cut short or damaged"),
    "cut.zip": (zipped(**{"a.txt": GOOD.encode()})[:-30], "cut short"),
    "bomb.zip": (zipped(**{f"{number}.txt": bytes(15_000_000) for number in range(10)}), "as archive bombs do"),
    "slip.zip": (zipped(**{"../evil.txt": GOOD.encode()}), "its name leads out of the archive"),
    "nested.zip": (DEEP, "containers deep"),
    "old.doc": (OLE + bytes(600), "save it as .docx"),
}


def test_lying_locked_and_hostile_files_are_named_with_their_reasons_and_the_others_are_built(folder: Path) -> None:
    for name, (data, _) in BAD_FORMATS.items():
        (folder / "documents" / name).write_bytes(data)
    told = kg("build", "documents", "-o", "out", cwd=folder)
    assert "Traceback" not in told.stdout + told.stderr
    assert told.returncode == 0, told.stderr
    assert "1 documents" in told.stdout
    lines = told.stdout.splitlines()
    untold = {name for name, (_, said) in BAD_FORMATS.items() if not any(name in one and said in one for one in lines)}
    assert untold == set(), told.stdout
    assert not list(folder.rglob("evil.txt"))


def test_links_that_leave_the_folder_and_devices_are_not_read(folder: Path) -> None:
    (folder / "secret.txt").write_text("桐城县教育局的秘密。", encoding="utf-8")
    (folder / "documents" / "link.txt").symlink_to(folder / "secret.txt")
    (folder / "documents" / "zero.txt").symlink_to("/dev/zero")
    told = kg("build", "documents", "-o", "out", cwd=folder)
    assert told.returncode == 0, told.stderr
    assert "秘密" not in (folder / "out" / TURTLE).read_text(encoding="utf-8")
    told = kg("build", "/dev/zero", "-o", "out", cwd=folder)
    assert told.returncode == 2
    assert "Traceback" not in told.stderr


def test_names_in_another_encoding_are_printed_and_files_of_equal_bytes_are_built_once(folder: Path) -> None:
    name = os.fsdecode("总结.txt".encode("gb18030"))
    (folder / "documents" / name).write_text(GOOD.replace("乐陵", "禹城"), encoding="utf-8")
    (folder / "documents" / "same.txt").write_text(GOOD, encoding="utf-8")
    told = kg("build", "documents", "-o", "out", cwd=folder)
    assert told.returncode == 0, told.stderr
    assert "总结.txt" in told.stdout
    assert "same.txt: 与另一个文件逐字节相同 (has the same bytes as good.txt)" in told.stdout


def test_a_list_of_paths_is_read_from_standard_input(folder: Path) -> None:
    (folder / "documents" / "not listed.txt").write_text(GOOD.replace("乐陵", "禹城"), encoding="utf-8")
    command = [KG, "build", "-", "-o", "out"]
    for lines, code, said in (
        ("documents/good.txt\n", 0, "1 documents"),
        ("", 2, "lists no paths"),
        ("no\n", 2, "exist"),
    ):
        told = subprocess.run(
            command, input=lines, cwd=folder, capture_output=True, text=True, timeout=120, check=False
        )
        assert told.returncode == code, told.stderr
        assert said in told.stdout + told.stderr


def test_a_mistake_in_sources_csv_is_named_with_its_line_and_nothing_is_built(folder: Path) -> None:
    before = outputs(folder)
    (folder / "documents" / "sources.csv").write_text("file,county\ngood.txt,静静县\n", encoding="utf-8")
    told = kg("build", "documents", "-o", "out", cwd=folder)
    assert told.returncode == 2
    assert "sources.csv:2: no division is called “静静县”" in told.stderr
    assert outputs(folder) == before


def test_invalid_bytes_are_read_and_what_was_lost_is_told(folder: Path) -> None:
    (folder / "documents" / "bad.txt").write_bytes(
        GOOD.encode()[:-4] + b"\xff\xfe\xff" + "。\n市教育局推进课后服务。\n".encode()
    )
    told = kg("build", "documents", "-o", "out", cwd=folder)
    assert told.returncode == 0, told.stderr
    assert "Traceback" not in told.stdout + told.stderr
    assert "bad.txt" in told.stdout


def test_two_files_of_one_name_are_both_built(folder: Path) -> None:
    (folder / "more").mkdir()
    (folder / "more" / "good.txt").write_text(GOOD.replace("乐陵", "禹城"), encoding="utf-8")
    told = kg("build", "documents", "more", "-o", "out", cwd=folder)
    assert told.returncode == 0, told.stderr
    assert "2 documents" in told.stdout
    names = [line for line in told.stdout.splitlines() if "good.txt" in line]
    assert len(names) == len(set(names)) == 2


USAGE: dict[str, tuple[tuple[str, ...], str]] = {
    "no-documents": (("build", "nothing", "-o", "out"), "holds no documents"),
    "missing-path": (("build", "nowhere.txt", "-o", "out"), "does not exist"),
    "unknown-query": (("query", "no-such-query", "-o", "out"), "no-such-query"),
    "unknown-parameter": (("query", "programs-shared", "--param", "nonsense=1", "-o", "out"), "nonsense"),
    "parameter-without-value": (("query", "programs-shared", "--param", "nonsense", "-o", "out"), "NAME=VALUE"),
    "syntax-error": (("query", "-e", "SELECT ?x WHERE { ?x", "-o", "out"), "--text"),
    "unknown-command": (("bild", "documents"), "bild"),
    "unknown-format": (("export", "--format", "docx", "-o", "out"), "docx"),
    "no-arguments": (("build",), "PATHS"),
    "two-questions": (("query", "programs-shared", "-e", "ASK {}", "-o", "out"), "one of"),
}


@pytest.mark.parametrize(("arguments", "said"), USAGE.values(), ids=USAGE.keys())
def test_a_wrong_call_exits_with_two_and_changes_nothing(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    (folder / "nothing").mkdir()
    before = outputs(folder)
    told = kg(*arguments, cwd=folder)
    assert told.returncode == 2, told.stdout + told.stderr
    assert said in told.stderr
    assert "Traceback" not in told.stderr
    assert outputs(folder) == before


@pytest.mark.parametrize(
    "arguments", [("query", "programs-shared"), ("stats",), ("view",), ("export", "--format", "csv"), ("validate",)],
    ids=lambda arguments: arguments[0],
)  # fmt: skip
def test_a_folder_that_nobody_built_is_told_with_the_next_step(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    told = kg(*arguments, "-o", "nowhere", cwd=tmp_path)
    assert told.returncode in {1, 2}
    assert "build" in told.stderr
    assert len(told.stderr.splitlines()) == 1
    assert not (tmp_path / "nowhere").exists()


def test_interrupting_a_build_leaves_the_old_outputs_and_no_traceback(folder: Path) -> None:
    before = outputs(folder)
    for number in range(60):
        text = GOOD.replace("双减", f"第{number}号春苗工程") * 20
        (folder / "documents" / f"{number}.txt").write_text(text, encoding="utf-8")
    running = subprocess.Popen(
        [KG, "build", "documents", "-o", "out"], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    while running.poll() is None and not list((folder / "out").glob(".*/*.tmp*")) and not _shards(folder) > 1:
        time.sleep(0.02)
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=60)
    assert running.returncode not in {0, None}
    assert "Traceback" not in told
    assert outputs(folder) == before
    assert kg("build", "documents", "-o", "out", cwd=folder).returncode == 0


def _shards(folder: Path) -> int:
    return len([path for path in (folder / "out").glob(".*/*") if path.suffix == ".nq"])

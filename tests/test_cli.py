"""The real console script: what good calls print, and how bad ones end (one line, the next step, the exit code)."""

from __future__ import annotations

import csv
import importlib.util
import io
import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import click
import pytest

from kg import cli, export, tables
from kg.cli import options
from tests.conftest import DOCUMENTS, ROOT, Kg

SCRIPT = Path(sys.executable).with_name("kg")
COMMANDS = ("build", "evaluate", "export", "queries", "query", "read", "show", "stats", "validate", "view")


def walk() -> list[click.Command]:
    return [cli.main, *(cli.main.commands[name] for name in sorted(cli.main.commands))]


# The surface


def test_the_commands_are_those_that_are_promised() -> None:
    assert set(COMMANDS) <= set(cli.main.commands)


def test_formats_are_those_of_the_registries() -> None:
    assert tuple(export.EXPORTERS) == options.EXPORT_FORMATS
    assert tables.FORMATS == options.ANSWER_FORMATS


@pytest.mark.parametrize("command", walk(), ids=lambda command: str(command.name))
def test_every_command_and_option_has_help(command: click.Command) -> None:
    assert command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name


@pytest.mark.parametrize("name", COMMANDS)
def test_help_is_printed_for_each_command(name: str, kg: Kg) -> None:
    done = kg(name, "--help")
    assert done.returncode == 0
    assert done.stdout.startswith(f"Usage: kg {name} ")


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", ["commands.md", "queries.md"])
def test_the_reference_is_up_to_date(page: str, generator: ModuleType) -> None:
    written = (ROOT / "docs" / "reference" / page).read_text(encoding="utf-8")
    assert written == generator.PAGES[page](), "run `python docs/generate.py`"


# Good calls


def test_queries_lists_every_question_with_its_titles_parameters_and_an_example(kg: Kg) -> None:
    said = kg("queries").stdout
    assert "program  谁在做某项工作 · Who works on a program" in said
    assert "-p status=Reported|Planned  reported or planned" in said
    assert "kg query program -p program=双减" in said
    assert "(needed)" in said


def test_queries_shows_the_text_of_one(kg: Kg) -> None:
    assert kg("queries", "program").stdout.startswith("# title: Who works on a program\n")


def test_a_question_is_answered_as_a_table(practice: Path, kg: Kg) -> None:
    done = kg("query", "program", "-p", "program=双减", "--param", "status=Planned", "-o", practice)
    assert done.returncode == 0
    assert done.stdout.splitlines()[0].split() == ["area", "holder", "programLabel", "state", "words", "file", "start"]
    assert "静宁县" in done.stdout
    assert "Reported" not in done.stdout


def test_a_question_is_answered_as_csv_and_json_with_the_same_rows(practice: Path, kg: Kg) -> None:
    cells = list(csv.reader(io.StringIO(kg("query", "posts", "--format", "csv", "-o", practice).stdout)))
    found = json.loads(kg("query", "posts", "--format", "json", "-o", practice).stdout)
    assert len(found["results"]["bindings"]) == len(cells) - 1 > 10


def test_a_question_of_ones_own_comes_from_the_line_or_a_file(practice: Path, tmp_path: Path, kg: Kg) -> None:
    text = "SELECT (COUNT(*) AS ?n) { ?d a edu:SourceDocument }"
    (tmp_path / "q.rq").write_text(text, encoding="utf-8")
    from_file = kg("query", "-f", tmp_path / "q.rq", "-o", practice)
    assert from_file.stdout == kg("query", "-e", text, "-o", practice).stdout
    assert from_file.stdout.splitlines()[-1] == "12"


def test_no_rows_is_said_beside_the_answer(practice: Path, kg: Kg) -> None:
    done = kg("query", "-e", "SELECT ?x { ?x a edu:None }", "-o", practice)
    assert (done.returncode, done.stderr) == (0, "no rows\n")


def test_export_prints_the_file(practice: Path, tmp_path: Path, kg: Kg) -> None:
    done = kg("export", "--format", "csv", "--to", tmp_path / "a.csv", "-o", practice)
    assert done.stdout == f"{tmp_path / 'a.csv'}\n"


def test_stats_show_and_read_print_no_colours_into_a_pipe(practice: Path, kg: Kg) -> None:
    for call in (["stats", "-o", practice], ["show", "双减", "-o", practice], ["read", DOCUMENTS / "105.txt"]):
        done = kg(*call)
        assert done.returncode == 0
        assert "\x1b" not in done.stdout


def test_the_graph_of_a_build_is_valid(practice: Path, kg: Kg) -> None:
    done = kg("validate", "-o", practice)
    assert done.returncode == 0, done.stdout[:500]
    assert done.stdout.endswith("no violations\n")


# Bad calls: (arguments, exit code, what the one line says)

BAD: dict[str, tuple[list[str], int, str]] = {
    "command": (["qury"], 2, r"qury.*query.*--help"),
    "option": (["query", "--bad"], 2, r"--bad.*see `kg query --help`"),
    "no-question": (["query"], 2, "give one of NAME"),
    "two-questions": (["query", "posts", "-e", "ASK {}"], 2, "give one of NAME"),
    "name": (["query", "progam"], 2, r"progam: no saved question has this name\. did you mean program"),
    "queries-name": (["queries", "progam"], 2, "did you mean program"),
    "parameter": (["query", "program", "-p", "x=1"], 2, r"program --param x: .* it has program, status, jurisdiction"),
    "no-value": (["query", "program", "-p", "program"], 2, "write NAME=VALUE"),
    "params-of-text": (["query", "-e", "ASK {}", "-p", "x=1"], 2, "for saved questions"),
    "choice": (
        ["query", "program", "-p", "status=Done"],
        2,
        r"not one of the allowed values\. give Reported or Planned",
    ),
    "date": (["query", "meetings", "-p", "from=2022"], 2, r"no date\. write YYYY-MM-DD"),
    "integer": (["query", "programs-shared", "-p", "least=two"], 2, "no integer. write a whole number"),
    "thing": (["query", "program", "-p", "program=双减啊"], 2, r"no program in this graph .* near: .*双减"),
    "needed": (["query", "two-jurisdictions", "-p", "one=静宁县"], 2, "--param other is needed"),
    "syntax": (["query", "-e", "SELECT ?x {\n ?x a }"], 2, r"^kg: --text:2: not SPARQL 1\.1, from column 8"),
    "update": (["query", "-e", "DROP ALL"], 2, r"not SPARQL 1\.1"),
    "form": (["query", "posts", "--format", "turtle"], 2, "turtle is for CONSTRUCT"),
    "format": (["query", "posts", "--format", "pdf"], 2, "pdf"),
    "file": (["query", "-f", "none.rq"], 2, r"none\.rq.*does not exist"),
    "export-format": (["export", "--format", "pdf"], 2, "pdf"),
    "export-no-format": (["export"], 2, "--format"),
    "export-folder": (["export", "--format", "csv", "-t", "none/a.csv"], 1, "cannot be written.*choose another file"),
    "show": (["show", "课后服务员"], 2, r"no thing in this graph has this name\. near: .*课后服务"),
    "show-newlines": (["show", "a\nb\x1b[2Jc"], 2, "no thing"),
    "read-missing": (["read", "none.txt"], 2, r"none\.txt"),
    "build-missing": (["build", "none", "-o", "x"], 2, "none"),
    "build-nothing": (["build"], 2, "PATHS"),
    "workers": (["build", "x", "-j", "0"], 2, "-j"),
    "validate": (["validate", "none.ttl"], 2, "none.ttl"),
    "gold": (["evaluate", "."], 1, "holds no annotations"),
    "gold-kind": (["evaluate", ".", "--only", "x"], 1, "holds no annotations"),
    "vocabulary": (["--vocabulary", "none.ttl", "queries"], 2, "none.ttl"),
}
WITH_GRAPH = {"query", "show", "export", "evaluate", "stats"}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_call_ends_in_one_line_and_its_code(case: str, practice: Path, tmp_path: Path, kg: Kg) -> None:
    arguments, code, said = BAD[case]
    graph = ["-o", str(practice)] if arguments[0] in WITH_GRAPH else []
    done = kg(*arguments, *graph, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (code, ""), done.stderr
    assert re.search(said, done.stderr), done.stderr
    assert done.stderr.startswith("kg: ")
    assert done.stderr.count("\n") == 1
    assert "\x1b" not in done.stderr
    assert len(done.stderr) < 500


@pytest.mark.parametrize(
    "call",
    [
        ["query", "program"],
        ["stats"],
        ["show", "双减"],
        ["export", "--format", "csv"],
        ["view"],
        ["validate"],
        ["evaluate", "."],
    ],
    ids=lambda call: call[0],
)
def test_without_a_build_the_next_step_is_said(call: list[str], tmp_path: Path, kg: Kg) -> None:
    done = kg(*call, cwd=tmp_path)
    assert done.returncode in {1, 2}
    assert done.stdout == ""
    assert re.fullmatch(r"kg: out\S*: there is no graph .*kg build.*\n", done.stderr), done.stderr
    assert list(tmp_path.iterdir()) == []


def test_kg_alone_prints_its_help(kg: Kg) -> None:
    done = kg()
    assert done.returncode == 2
    assert "Usage: kg" in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("content", "said"), [(b"\x89PNG\r\n\x1a\n\x00\x00", "binary"), (b"", "empty")], ids=["binary", "empty"]
)
def test_a_file_that_is_no_text_is_said_with_the_reason(content: bytes, said: str, tmp_path: Path, kg: Kg) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    done = kg("read", "a.txt", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert re.fullmatch(rf"kg: a\.txt: .*{said}.*\n", done.stderr)


def test_a_question_that_is_not_utf_8_is_refused(practice: Path, tmp_path: Path, kg: Kg) -> None:
    (tmp_path / "q.rq").write_bytes("SELECT ?x { ?x ?y '教育' }".encode("gb18030"))
    done = kg("query", "-f", tmp_path / "q.rq", "-o", practice)
    assert done.returncode == 2
    assert "not UTF-8" in done.stderr


def test_bytes_in_arguments_that_are_no_text_are_refused(practice: Path) -> None:
    command = [bytes(SCRIPT), b"query", b"program", b"-p", b"program=\xff\xfe", b"-o", bytes(practice)]
    done = subprocess.run(command, check=False, capture_output=True, timeout=120)
    assert done.returncode == 2
    assert b"UTF-8" in done.stderr
    assert b"Traceback" not in done.stderr


# Terminals and pipes


def test_a_reader_that_stops_early_is_no_error(practice: Path) -> None:
    process = subprocess.Popen(
        [SCRIPT, "query", "-e", "SELECT * { ?s ?p ?o }", "--format", "csv", "-o", practice],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert (process.wait(timeout=120), said) == (0, b"")


def on_a_terminal(*arguments: str | Path) -> str:
    """What a command writes to a terminal on standard error."""
    leader, follower = pty.openpty()
    process = subprocess.Popen([SCRIPT, *arguments], stdout=subprocess.DEVNULL, stderr=follower)
    os.close(follower)
    written = b""
    while True:
        try:
            piece = os.read(leader, 4096)
        except OSError:  # the terminal's other end is closed
            break
        if not piece:
            break
        written += piece
    os.close(leader)
    assert process.wait(timeout=300) == 0
    return written.decode()


def test_a_terminal_sees_progress_and_nothing_of_it_stays(tmp_path: Path) -> None:
    said = on_a_terminal("build", DOCUMENTS / "104.txt", DOCUMENTS / "109.txt", "-o", tmp_path / "out")
    assert "█" in said
    assert "2/2 109.txt" in said
    assert said.endswith("\r\x1b[2K")


def test_quiet_shows_no_progress(tmp_path: Path) -> None:
    assert on_a_terminal("build", DOCUMENTS / "104.txt", "-q", "-o", tmp_path / "out") == ""


def test_a_pipe_sees_no_progress(tmp_path: Path, kg: Kg) -> None:
    done = kg("build", DOCUMENTS / "104.txt", "-o", tmp_path / "out")
    assert done.stderr == ""
    assert "1 documents" in done.stdout

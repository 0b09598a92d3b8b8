"""Commands that write files: the graph, the site, exports; and the one that checks a graph."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import EXPORT_FORMATS, OUT
from kg.errors import KgError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@OUT
@click.option("-j", "--workers", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes to use.")
@click.option("-q", "--quiet", is_flag=True, help="Print errors alone.")
@click.option("--text-column", "column", default="", metavar="NAME", help="The column of text in JSONL and CSV.")
def build(paths: tuple[Path, ...], out: Path, workers: int, quiet: bool, column: str) -> None:
    """Read files and folders and write the graph, its store and a report into the out folder.

    PATH - reads a list of paths from standard input, one a line. A sources.csv beside the files tells what you know of
    them: file, county, date, address, title.
    """
    from kg import report
    from kg.build import build as build_graph

    with _Progress(quiet=quiet) as step:
        built = build_graph(_listed(paths), out, progress=step, workers=workers, column=column)
    if not quiet:
        click.echo(report.summary(built))
    sys.exit(built.exit_code)


def _listed(paths: Sequence[Path]) -> list[Path]:
    """The paths, each - among them replaced by those that standard input lists."""
    from kg.read import paths_in

    found = [each for path in paths for each in (paths_in(sys.stdin.buffer.read()) if path == Path("-") else [path])]
    if not found:
        raise UsageError(
            "-", "lists no paths", "pipe paths into it, one a line: find folder -name '*.txt' | kg build -"
        )
    return found


class _Progress:
    """A bar on standard error while it is a terminal; nothing otherwise."""

    def __init__(self, *, quiet: bool) -> None:
        self._shown = not quiet and sys.stderr.isatty()

    def __enter__(self) -> Callable[[int, int, str], None] | None:
        return self._step if self._shown else None

    def __exit__(self, *_: object) -> None:
        if self._shown:
            click.echo("\r\x1b[2K", nl=False, err=True)

    def _step(self, done: int, total: int, name: str) -> None:
        filled = 30 * done // max(1, total)
        click.echo(f"\r\x1b[2K{'█' * filled}{'░' * (30 - filled)} {done}/{total} {name[-40:]}", nl=False, err=True)


@click.command()
@click.option(
    "-j", "--workers", type=click.IntRange(1, 256), help="Processes to use. Default: as suits graph and machine."
)
@OUT
def view(workers: int | None, out: Path) -> None:
    """Write a site into out/site/ (open index.html; no network needed) and out/graph.html, one file to send."""
    from kg.view import write

    for path in write(out, workers or 0):
        click.echo(path)


@click.command()
@click.option("--format", "form", type=click.Choice(EXPORT_FORMATS), required=True, help="The format to write.")
@click.option(
    "-t",
    "--to",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write. Default: out/graph.<suffix>.",
)
@click.option(
    "--raw-cells", is_flag=True, help="csv, xlsx: do not guard cells that a spreadsheet would take for a formula."
)
@OUT
def export(form: str, to: Path | None, raw_cells: bool, out: Path) -> None:
    """Write the graph in another format; csv and xlsx have one row per statement with its quote."""
    from kg import export as exporting

    click.echo(exporting.export(out, form, to, guard_cells=not raw_cells))


@click.command()
@click.argument("graph", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@OUT
def validate(graph: Path | None, out: Path) -> None:
    """Check a graph (default: out/graph.ttl) against the SHACL shapes and list every violation in plain words."""
    from kg import store
    from kg import validate as validating

    if graph is None:
        store.open_store(out)  # which says the next step where there is none
    path = graph or out / store.TURTLE
    violations = validating.validate(path)
    for violation in violations:
        click.echo(f"{violation.focus}: {violation.message_zh} · {violation.message_en}")
    if violations:
        raise KgError(str(path), f"{len(violations)} violations", "mend the data, or report a defect if kg wrote it")
    click.echo(f"{path}: no violations")

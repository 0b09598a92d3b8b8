"""The commands of `kg`: the one module that reads argv, prints and chooses an exit code."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg import __version__
from kg.errors import KgError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.query import Answering, SavedQuery

OUT = click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("out"),
    show_default=True,
    help="The build's folder.",
)
# literal, so that `kg --help` need not load what writes them; a test holds them to the registries
EXPORT_FORMATS = ("turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml", "graphml", "csv", "xlsx")
ANSWER_FORMATS = ("table", "csv", "tsv", "json", "xml", "markdown", "turtle", "ntriples")


class Commands(click.Group):
    """A group whose errors are one line on standard error: `kg: place: fact. next step`, and its exit code."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run as a program; in other modes as click does."""
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        try:
            code = super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
            code = error.exit_code
        except click.UsageError as error:
            name = error.ctx.command_path if error.ctx else "kg"
            code = _complain(f"{error.format_message().rstrip('.')}. see `{name} --help`", error.exit_code)
        except KgError as error:
            code = _complain(str(error), error.exit_code)
        except click.Abort:
            code = _complain("stopped; what stood here before is untouched", 130)
        except OSError as error:
            code = _complain(f"{error.filename or 'the system'}: {error.strerror or error}", 1)
        sys.exit(code if isinstance(code, int) else 0)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; that nobody reads on (`kg query … | head`) is no error."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)


def _complain(message: str, code: int) -> int:
    line = "".join(character if character.isprintable() else "\ufffd" for character in " ".join(message.split()))
    click.echo(f"kg: {line}".encode("utf-8", "replace"), err=True)
    return code


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="kg")
@click.option(
    "--vocabulary",
    type=click.Path(exists=True, dir_okay=False),
    multiple=True,
    help="Turtle file with more concepts (SKOS), on top of those that travel with kg. May be given again.",
)
@click.option("--townships", is_flag=True, help="Know the 38,749 townships with their codes too; costs a second.")
def main(vocabulary: tuple[str, ...], townships: bool) -> None:
    """Build a knowledge graph from Chinese documents about county education, and ask it.

    \b
    kg build seeds -o out        read, extract, write the graph
    kg query program --param program=双减
    kg view                      write a site to browse, out/site/index.html, and out/graph.html
    """  # noqa: D301 — click reads the backspace as "keep these lines"
    if vocabulary:
        given = [*vocabulary, *filter(None, [os.environ.get("KG_VOCABULARY")])]
        os.environ["KG_VOCABULARY"] = os.pathsep.join(given)
    if townships:
        os.environ["KG_TOWNSHIPS"] = "1"


@main.command()
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


@main.command()
@click.argument("name", required=False)
@click.option("-f", "--file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A file of SPARQL.")
@click.option("-e", "--text", help="SPARQL as text; our prefixes are known.")
@click.option("-p", "--param", "params", multiple=True, metavar="NAME=VALUE", help="A parameter of a saved question.")
@click.option(
    "--format",
    "form",
    type=click.Choice(ANSWER_FORMATS),
    default="table",
    show_default=True,
    help="How the answer is written.",
)
@click.option("--store", "url", metavar="URL", help="Ask this SPARQL 1.1 endpoint in place of a build's folder.")
@click.option(
    "--timeout", type=click.IntRange(1), default=60, show_default=True, help="Seconds to wait for the answer."
)
@OUT
def query(
    name: str | None,
    file: Path | None,
    text: str | None,
    params: tuple[str, ...],
    form: str,
    url: str | None,
    timeout: int,
    out: Path,
) -> None:
    """Ask a saved question by NAME (see `kg queries`), or SPARQL from a file or the command line."""
    from kg import empty, tables
    from kg import query as asking

    if sum(given is not None for given in (name, file, text)) != 1:
        raise UsageError("kg query", "the question is missing or there are several", "give one of NAME, -f and -e")
    if params and name is None:
        raise UsageError("--param", "is for saved questions", "write the value into the SPARQL")
    _go_on_in_a_child(timeout, name or (str(file) if file else "--text"))
    graph = _graph(url, out)
    place = name or (str(file) if file else "--text")
    if name is not None:
        text = asking.bind(asking.saved_query(name), _pairs(params), graph)
    elif file is not None:
        text = _text(file)
    try:
        answer, rows = tables.render(asking.ask(graph, text or "", place=place), form)
    except (RuntimeError, ValueError) as error:
        raise UsageError(place, str(error)) from error
    click.echo(answer, nl=not answer.endswith("\n"))
    if rows == 0:
        why = empty.why_empty(asking.saved_query(name), _pairs(params), graph) if name else []
        click.echo("\n".join(["no rows", *why]), err=True)


def _go_on_in_a_child(seconds: int, place: str) -> None:
    """Return in a child process; this one waits, ends it after `seconds`, and exits as it does.

    The engine cannot be interrupted, neither by Ctrl-C nor by a timer, and some questions overflow its stack.
    """
    sys.stdout.flush()
    child = os.fork()
    if not child:
        signal.alarm(seconds + 1)  # in case that the other one is killed
        return
    try:
        signal.signal(signal.SIGALRM, _stop_waiting)
        signal.alarm(seconds)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        signal.alarm(0)
    except BaseException as error:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        if isinstance(error, TimeoutError):
            next_step = "ask for less, or wait longer with --timeout"
            raise KgError(place, f"the question was not answered within {seconds} seconds", next_step) from None
        raise
    if code < 0:
        raise KgError(place, "the question is more than the engine can take", "ask a simpler question")
    sys.exit(code)


def _stop_waiting(*_: object) -> None:
    raise TimeoutError


def _graph(url: str | None, out: Path) -> Answering:
    if url is not None:
        from kg.endpoint import Endpoint

        return Endpoint(url)
    from kg import store

    return store.open_store(out)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(str(file), f"not UTF-8 (byte {error.start})", "save it as UTF-8") from error


def _pairs(params: tuple[str, ...]) -> dict[str, str]:
    pairs = {}
    for param in params:
        name, equals, value = param.partition("=")
        if not equals:
            raise UsageError(f"--param {param[:60]}", "has no value", "write NAME=VALUE")
        pairs[name] = value
    return pairs


@main.command()
@click.argument("name", required=False)
def queries(name: str | None) -> None:
    """List the saved questions, or show one with its parameters and its SPARQL."""
    from kg import query as asking

    if name is not None:
        click.echo(asking.saved_query(name).text.rstrip())
        return
    for group, members in asking.by_group().items():
        click.secho(f"{members[0].group_zh} · {group}", bold=True, underline=True)
        for saved in members:
            _describe(saved)


def _describe(saved: SavedQuery) -> None:
    click.secho(saved.name, bold=True, nl=False)
    click.echo(f"  {saved.title_zh} · {saved.title}")
    for parameter in saved.parameters:
        allowed = "|".join(parameter.choices) if parameter.choices else parameter.kind
        wanted = "needed" if parameter.required else f"default {parameter.default}" if parameter.default else ""
        click.echo(f"    -p {parameter.name}={allowed}  {parameter.description}{f' ({wanted})' if wanted else ''}")
    example = " ".join(f"-p {key}={value}" for key, value in saved.example.items())
    click.secho(f"    kg query {saved.name} {example}", dim=True)


@main.command()
@click.argument("words", nargs=-1, required=True)
@click.option("-n", "--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="The most hits.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, a hit a line.")
@OUT
def search(words: tuple[str, ...], limit: int, as_json: bool, out: Path) -> None:
    """Find things by their names and quotes by their WORDS; whatever has all of them, the best first."""
    from kg import search as searching
    from kg import show, tables
    from kg.namespaces import EDU_NS

    found = searching.search(out, " ".join(words), limit=limit)
    if as_json:
        import json
        from dataclasses import asdict

        for hit in found:
            click.echo(json.dumps(asdict(hit), ensure_ascii=False))
    elif found:
        labels = show.term_labels()
        rows = [
            [
                labels.get(EDU_NS + hit.kind, hit.kind),
                hit.label,
                hit.quote,
                f"{hit.file}:{hit.start}" if hit.file else "",
            ]
            for hit in found
        ]
        click.echo(tables.table(["kind", "label", "quote", "place"], rows))
    if not found:
        click.echo("nothing has these words", err=True)


@main.command()
@click.option(
    "-j", "--workers", type=click.IntRange(1, 256), help="Processes to use. Default: as suits graph and machine."
)
@OUT
def view(workers: int | None, out: Path) -> None:
    """Write a site into out/site/ (open index.html; no network needed) and out/graph.html, one file to send."""
    from kg.view import write

    for path in write(out, workers or 0):
        click.echo(path)


@main.command()
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


@main.command()
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


@main.command()
@OUT
def stats(out: Path) -> None:
    """Count what the graph holds: documents, entities and statements by class, status and jurisdiction."""
    from kg import show

    click.echo(show.stats(out))


@main.command(name="show")
@click.argument("entity")
@OUT
def show_command(entity: str, out: Path) -> None:
    """Print everything known of one thing (by label, any wording, code or IRI), with quotes."""
    from kg import show

    click.echo(show.show(out, entity))


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--noise/--no-noise", default=True, help="Print what was set aside, in colour.")
def read(file: Path, noise: bool) -> None:
    """Print a file's clean text with its sections, and what was set aside."""
    from kg import show

    click.echo(show.read(file, noise=noise))


@main.command()
@click.argument("statement")
@OUT
def explain(statement: str, out: Path) -> None:
    """Show why the graph says something: rule, cue and words of one STATEMENT (its IRI, whole or below the prefix)."""
    from kg import explain as explaining

    click.echo(explaining.explain(out, statement))


@main.command(name="why-not")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("words")
def why_not(file: Path, words: str) -> None:
    """Show what WORDS of a FILE gave, or why they gave nothing, by reading the file again."""
    from kg.build import linked_document
    from kg.explain import why_not as reasons
    from kg.read import source_of

    click.echo(reasons(linked_document(source_of(file)), words))


@main.command()
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--raw",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of the original files: check evidence.",
)
@click.option("--show", "misses", is_flag=True, help="List what was missed and what is in excess.")
@click.option("--only", help="One kind.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@OUT
def evaluate(gold: Path, raw: Path | None, misses: bool, only: str | None, as_json: bool, out: Path) -> None:
    """Compare the graph with gold annotations: precision, recall and F1 by kind of fact."""
    from kg import evaluate as evaluating

    click.echo(evaluating.report(out / "graph.ttl", gold, raw=raw, show=misses, only=only, as_json=as_json))


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


@main.command()
@OUT
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@click.option("--name", "names", multiple=True, metavar="HOST", help="A name that visitors use. May be given again.")
@click.option("--origin", "origins", multiple=True, metavar="URL", help="A site whose pages may ask; * for all.")
@click.option("--timeout", type=click.IntRange(1, 3600), default=20, show_default=True, help="Seconds for a question.")
@click.option("--max-rows", type=click.IntRange(1), default=200_000, show_default=True, help="Rows of an answer.")
@click.option("--max-megabytes", type=click.IntRange(1, 1024), default=64, show_default=True, help="Size of an answer.")
@click.option("--memory", type=click.IntRange(256), default=2048, show_default=True, help="Megabytes for a question.")
@click.option("--workers", type=click.IntRange(1, 256), default=4, show_default=True, help="Questions run at once.")
def serve(
    out: Path,
    host: str,
    port: int,
    names: tuple[str, ...],
    origins: tuple[str, ...],
    timeout: int,
    max_rows: int,
    max_megabytes: int,
    memory: int,
    workers: int,
) -> None:
    """Serve the graph over HTTP, read-only: SPARQL at /sparql, saved questions, every IRI, search."""
    from kg import serve as serving
    from kg.serve.limits import MEGABYTE, Limits

    limits = Limits(
        seconds=timeout, rows=max_rows, answer=max_megabytes * MEGABYTE, memory=memory * MEGABYTE, workers=workers
    )

    def started(address: str) -> None:
        click.echo(f"{address}  (Ctrl-C stops it)")
        sys.stdout.flush()

    serving.serve(out, host=host, port=port, names=names, origins=origins, limits=limits, started=started)


if __name__ == "__main__":
    main()

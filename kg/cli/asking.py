"""Commands that ask the graph: saved questions, SPARQL, words, and the server that lets others ask."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.child import go_on_in_a_child
from kg.cli.options import ANSWER_FORMATS, OUT
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.query import Answering, SavedQuery


@click.command()
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
    go_on_in_a_child(timeout, name or (str(file) if file else "--text"))
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


@click.command()
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


@click.command()
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


@click.command()
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

"""Commands that tell what a graph or a file holds, why, and how good it is."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import OUT


@click.command()
@OUT
def stats(out: Path) -> None:
    """Count what the graph holds: documents, entities and statements by class, status and jurisdiction."""
    from kg import show

    click.echo(show.stats(out))


@click.command(name="show")
@click.argument("entity")
@OUT
def show_command(entity: str, out: Path) -> None:
    """Print everything known of one thing (by label, any wording, code or IRI), with quotes."""
    from kg import show

    click.echo(show.show(out, entity))


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--noise/--no-noise", default=True, help="Print what was set aside, in colour.")
def read(file: Path, noise: bool) -> None:
    """Print a file's clean text with its sections, and what was set aside."""
    from kg import show

    click.echo(show.read(file, noise=noise))


@click.command()
@click.argument("statement")
@OUT
def explain(statement: str, out: Path) -> None:
    """Show why the graph says something: rule, cue and words of one STATEMENT (its IRI, whole or below the prefix)."""
    from kg import explain as explaining

    click.echo(explaining.explain(out, statement))


@click.command(name="why-not")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("words")
def why_not(file: Path, words: str) -> None:
    """Show what WORDS of a FILE gave, or why they gave nothing, by reading the file again."""
    from kg.build import linked_document
    from kg.explain import why_not as reasons
    from kg.read import source_of

    click.echo(reasons(linked_document(source_of(file)), words))


@click.command()
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

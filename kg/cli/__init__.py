"""The commands of `kg`: the one package that reads argv, prints and chooses an exit code."""

from __future__ import annotations

import os

import click

from kg import __version__
from kg.cli import asking, making, telling
from kg.cli.group import Commands

COMMANDS: tuple[click.Command, ...] = (
    *(making.build, making.view, making.export, making.validate),
    *(asking.query, asking.queries, asking.search, asking.serve),
    *(telling.stats, telling.show_command, telling.read, telling.explain, telling.why_not, telling.evaluate),
)


@click.group(
    cls=Commands,
    commands=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
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

"""Options and lists of formats that several commands, or the tests of all, have in common."""

from __future__ import annotations

from pathlib import Path

import click

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

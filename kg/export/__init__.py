"""The graph in other formats, for other programs: RDF in seven forms, GraphML, and tables of statements."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from kg import store
from kg.errors import KgError, UsageError
from kg.export import graphml, rdf, tabular


class Exporter(NamedTuple):
    """How a format is written: its suffix, the build's file that is this format already (or ""), and the writer.

    The writer takes the build's folder, the file to write and whether cells are guarded against formulas.
    """

    suffix: str
    same_as: str
    write: Callable[[Path, Path, bool], None]


EXPORTERS: dict[str, Exporter] = {
    "turtle": Exporter("ttl", store.TURTLE, rdf.copy_of(store.TURTLE)),
    "trig": Exporter("trig", store.TRIG, rdf.copy_of(store.TRIG)),
    "ntriples": Exporter("nt", "", rdf.ntriples),
    "nquads": Exporter("nq", "", rdf.nquads),
    "jsonld": Exporter("jsonld", "", rdf.jsonld),
    "rdfxml": Exporter("rdf", "", rdf.rdfxml),
    "graphml": Exporter("graphml", "", graphml.write),
    "csv": Exporter("csv", "", tabular.write_csv),
    "xlsx": Exporter("xlsx", "", tabular.write_xlsx),
}


def export(out: Path, form: str, to: Path | None = None, *, guard_cells: bool = True) -> Path:
    """Write the graph of the folder `out` in a format of `EXPORTERS` and return the file (`out/graph.<suffix>`).

    The file is written beside and renamed, and the same graph gives the same bytes. With `guard_cells`, cells of csv
    and xlsx that a spreadsheet would take for a formula begin with an apostrophe. Raises UsageError where the format is
    unknown and KgError where there is no graph or the file cannot be written.
    """
    if form not in EXPORTERS:
        raise UsageError(f"--format {form[:40]}", "not a known format", f"give one of {', '.join(EXPORTERS)}")
    exporter = EXPORTERS[form]
    store.open_store(out)
    if to is None and exporter.same_as:
        return out / exporter.same_as
    target = to or out / f"graph.{exporter.suffix}"
    if exporter.same_as and target.resolve() == (out / exporter.same_as).resolve():
        return target
    if target.resolve() in {(out / name).resolve() for name in (store.TURTLE, store.TRIG)}:
        raise UsageError(str(target), f"a file of the build, which {form} would replace", "choose another with --to")
    with _beside(target) as path:
        exporter.write(out, path, guard_cells)
    return target


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """Yield a path next to the target, which replaces it at the end; nothing is left after an error."""
    path = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        yield path
        path.replace(target)
    except OSError as error:
        fact = f"cannot be written ({error.strerror or error})"
        raise KgError(str(target), fact, "choose another file with --to, or free some space") from error
    finally:
        path.unlink(missing_ok=True)

"""RDF in its other syntaxes, streamed from the build's own sorted files, so that order and bytes are theirs."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox

from kg import store
from kg.namespaces import PREFIXES


def copy_of(name: str) -> Callable[[Path, Path, bool], None]:
    """Return a writer that copies a file of the build."""

    def write(out: Path, path: Path, guard_cells: bool) -> None:  # noqa: ARG001 — the shape of every writer
        shutil.copyfile(out / name, path)

    return write


def _triples(form: ox.RdfFormat) -> Callable[[Path, Path, bool], None]:
    def write(out: Path, path: Path, guard_cells: bool) -> None:  # noqa: ARG001 — the shape of every writer
        parsed = ox.parse(path=str(out / store.TURTLE), format=ox.RdfFormat.TURTLE)
        ox.serialize((quad.triple for quad in parsed), str(path), format=form, prefixes=PREFIXES)

    return write


ntriples = _triples(ox.RdfFormat.N_TRIPLES)
jsonld = _triples(ox.RdfFormat.JSON_LD)
rdfxml = _triples(ox.RdfFormat.RDF_XML)


def nquads(out: Path, path: Path, guard_cells: bool) -> None:  # noqa: ARG001 — the shape of every writer
    """Write N-Quads, a named graph per document as in `graph.trig`."""
    ox.serialize(ox.parse(path=str(out / store.TRIG), format=ox.RdfFormat.TRIG), str(path), format=ox.RdfFormat.N_QUADS)

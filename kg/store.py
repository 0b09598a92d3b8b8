"""Sorted shards to one graph: Turtle, TriG and the Oxigraph store, with the same bytes from the same documents.

`graph.ttl` and the store's default graph hold the same triples: all that the documents say, the vocabulary entities
that they name with what is above them, and a description of the graph itself. `graph.trig` keeps each document's
triples in a graph of its own.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from io import BytesIO
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from kg import __version__, outputs
from kg.errors import KgError
from kg.namespaces import DATA_NS, EDU_NS, PREFIXES, expand
from kg.ntriples import integer, literal, node, predicate

TURTLE, TRIG, STORE = "graph.ttl", "graph.trig", "store"
DATASET = "dataset"  # below the data prefix
LICENCE = "https://www.apache.org/licenses/LICENSE-2.0"
# Paths below the data prefix that get a prefix of their own: program:shuangjian.
_PATHS = (
    *("authority", "division", "document", "event", "indicator", "kind", "organization", "person", "policy"),
    *("program", "project", "school", "topic"),
)
_BATCH = 100_000  # lines loaded at once: they take 150 MB, half a million take 500
_PART = 24_000_000  # bytes sorted at once
_OPEN = 200  # files merged at once
_MERGED = "graph.nt"


def write(shards: Sequence[Path], vocabulary: Sequence[str], vocabulary_hash: str, folder: Path) -> int:
    """Write `graph.ttl`, `graph.trig` and the store into `folder`; return the number of triples.

    `shards` are files of sorted N-Quads, one a document, by the order of their graphs' IRIs; `vocabulary` are sorted
    N-Triples that describe the vocabulary entities which they name. Raises OSError where the disk is full.
    """
    merged = folder / _MERGED
    try:
        count = _merge(shards, vocabulary, vocabulary_hash, merged)
        _serialize(_parsed(merged, ox.RdfFormat.N_TRIPLES), folder / TURTLE, ox.RdfFormat.TURTLE)
        described = sorted({*vocabulary, *_description(len(shards), vocabulary_hash, count)})
        _serialize(_quads(described, shards), folder / TRIG, ox.RdfFormat.TRIG)
        _load(merged, folder / STORE)
    finally:
        merged.unlink(missing_ok=True)
    return count


def open_store(out: Path) -> ox.Store:
    """Open the store of the graph in folder `out` to read. Raises KgError where there is none."""
    outputs.settle(out)
    try:
        return ox.Store.read_only(str(out / STORE))
    except OSError as error:
        raise KgError(str(out), "there is no graph here", f"run `kg build PATH -o {out}` first") from error


def _merge(shards: Sequence[Path], vocabulary: Sequence[str], vocabulary_hash: str, merged: Path) -> int:
    """Write all triples, sorted and unique, and count them."""
    parts = _sorted_parts(shards, vocabulary, merged)
    try:
        blank = _description_lines(len(shards), vocabulary_hash, 10**18)
        count, place = blank.count(b"\n"), -1
        with merged.open("wb") as file:
            for line in _unique(_all(parts, merged)):
                if place < 0 and line > blank:
                    place = file.tell()
                    file.write(blank)
                file.write(line)
                count += 1
            if place < 0:
                place = file.tell()
                file.write(blank)
            # how many there are is known at the end; N-Triples may hold spaces before a line's end
            file.seek(place)
            file.write(_description_lines(len(shards), vocabulary_hash, count)[:-2].ljust(len(blank) - 2) + b".\n")
    finally:
        for part in parts:
            part.unlink(missing_ok=True)
    return count


def _sorted_parts(shards: Sequence[Path], vocabulary: Sequence[str], merged: Path) -> list[Path]:
    """Write the triples of shards and vocabulary into files beside `merged`, each sorted, as large as memory allows."""
    parts: list[Path] = []
    lines, size = [f"{line}\n".encode() for line in vocabulary], 0
    for number, shard in enumerate(shards, 1):
        triples = _without_graph(shard.read_bytes())
        lines += triples.splitlines(keepends=True)
        size += len(triples)
        if size > _PART or number == len(shards):
            parts.append(merged.with_suffix(f".{len(parts)}"))
            lines.sort()
            with parts[-1].open("wb") as file:
                file.writelines(_unique(lines))
            lines, size = [], 0
    return parts


def _without_graph(quads: bytes) -> bytes:
    """Turn one document's N-Quads to N-Triples: every line ends in the document's graph."""
    end = quads[quads.rfind(b" <") :]
    return quads.replace(end, b" .\n") if end else b""


def _all(parts: Sequence[Path], merged: Path) -> Iterator[bytes]:
    """Yield the lines of sorted files in order; many are merged in groups first, as few files may be open at once."""
    groups = [parts[start : start + _OPEN] for start in range(0, len(parts), _OPEN)]
    if len(groups) <= 1:
        with ExitStack() as files:
            yield from heapq.merge(*[files.enter_context(part.open("rb")) for part in parts])
        return
    larger = [merged.with_suffix(f".{number}-of-{len(groups)}") for number in range(len(groups))]
    try:
        for group, part in zip(groups, larger, strict=True):
            with part.open("wb") as file:
                file.writelines(_unique(_all(group, part)))
        yield from _all(larger, merged)
    finally:
        for part in larger:
            part.unlink(missing_ok=True)


def _unique(lines: Iterable[bytes]) -> Iterator[bytes]:
    last = b""
    for line in lines:
        if line != last:
            yield line
            last = line


def _description_lines(documents: int, vocabulary_hash: str, triples: int) -> bytes:
    return "".join(f"{line}\n" for line in _description(documents, vocabulary_hash, triples)).encode()


def _description(documents: int, vocabulary_hash: str, triples: int) -> list[str]:
    """Say what the graph is, in sorted N-Triples; `triples` counts these too."""
    subject = node(DATASET)
    said = [
        ("rdf:type", f"<{expand('void:Dataset')}>"),
        ("rdf:type", f"<{expand('dcat:Dataset')}>"),
        ("dcterms:title", literal("县域教育知识图谱", language="zh")),
        ("dcterms:title", literal("County education knowledge graph", language="en")),
        ("dcterms:license", f"<{LICENCE}>"),
        ("owl:versionInfo", literal(__version__)),
        ("void:vocabulary", f"<{EDU_NS.rstrip('#')}>"),
        ("edu:vocabularyHash", literal(vocabulary_hash)),
        ("void:documents", integer(documents)),
        ("void:triples", integer(triples)),
    ]
    return sorted(f"{subject} {predicate(name)} {value} ." for name, value in said)


def _serialize(said: Iterator[ox.Quad], path: Path, form: ox.RdfFormat) -> None:
    prefixes = PREFIXES | {name: f"{DATA_NS}{name}/" for name in _PATHS}
    ox.serialize(said, str(path), format=form, prefixes=prefixes)


def _parsed(path: Path, form: ox.RdfFormat) -> Iterator[ox.Quad]:
    """Read a file that this program wrote: each term was checked when it was written."""
    return ox.parse(path=str(path), format=form, lenient=True)


def _quads(described: Sequence[str], shards: Sequence[Path]) -> Iterator[ox.Quad]:
    yield from ox.parse("\n".join(described), format=ox.RdfFormat.N_TRIPLES)
    for shard in shards:
        yield from _parsed(shard, ox.RdfFormat.N_QUADS)


def _load(merged: Path, folder: Path) -> None:
    store = ox.Store(str(folder))
    with merged.open("rb") as lines:
        while batch := b"".join(islice(lines, _BATCH)):
            store.bulk_load(BytesIO(batch), format=ox.RdfFormat.N_TRIPLES, lenient=True)
    store.optimize()
    store.flush()

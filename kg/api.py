"""The public interface for programs and notebooks.

    import kg

    kg.build(["seeds"], "out")               # documents to a graph
    graph = kg.open("out", timeout=60)       # or an endpoint: kg.open("http://localhost:7878/query")
    rows = graph.query("program", program="双减")
    rows.to_pandas()
    kg.read("seeds/a.txt").sections          # what a file's clean text is
    doc = kg.nlp()("实施“双减”政策")           # a spaCy pipeline
    doc.spans["terms"]

`kg.build`, `kg.read` and `kg.nlp` are modules that can be called: `kg.build(…)` is `kg.api.build(…)`, and
`from kg.build import build` finds what it always did.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from kg import empty, query, search, store
from kg.endpoint import Endpoint
from kg.errors import UsageError
from kg.rows import Rows, rows
from kg.serve.caller import Caller

if TYPE_CHECKING:
    import datetime as dt

    from spacy.language import Language

    from kg.model import Document
    from kg.report import BuildReport

AnyPath = str | PathLike[str]
_LONGEST = 86_400  # seconds

__all__ = ["Graph", "Rows", "build", "nlp", "open", "read"]


def build(
    paths: AnyPath | Iterable[AnyPath],
    out: AnyPath = "out",
    *,
    workers: int = 1,
    progress: Callable[[int, int, str], None] | None = None,
    column: str = "",
) -> BuildReport:
    """Read files and folders and write graph, store, pages and report into the folder `out`; return the report.

    `progress` is told (documents done, documents in all, name); `column` names the column of text in JSONL and CSV.
    Raises KgError where there is nothing to read or `out` cannot be written; what stood there is then untouched.
    """
    from kg.build import build as build_graph

    given = [paths] if isinstance(paths, str | PathLike) else paths
    return build_graph([Path(path) for path in given], Path(out), workers=workers, progress=progress, column=column)


def read(path: AnyPath) -> Document:
    """Return the document in a file: clean text that knows its raw offsets, with sections, sentences and clauses.

    Raises KgError with the reason where the file cannot be read or holds no Chinese text.
    """
    from kg.read import read as read_source
    from kg.read import source_of
    from kg.structure import outline

    return outline(read_source(source_of(Path(path))))


def nlp() -> Language:
    """Return the spaCy pipeline: its tokens are terms and words, `doc.spans["terms"]` the hits of the vocabulary."""
    from kg.nlp import nlp as pipeline

    return pipeline()


def open(out: AnyPath = "out", *, timeout: float = 60) -> Graph:  # noqa: A001 — `kg.open`, as `gzip.open`
    """Return the graph in a build's folder, or that of a SPARQL 1.1 endpoint, given its http(s) address.

    `timeout`: seconds that a question has. Raises KgError where there is no graph in the folder.
    """
    if not 0 < timeout <= _LONGEST:
        raise UsageError(f"timeout={timeout}", "no number of seconds", f"give one up to {_LONGEST:,}")
    text = str(out)
    if text.startswith(("http://", "https://")):
        return Graph(text, Endpoint(text, patience=timeout), None)
    return Graph(text, store.open_store(Path(text)), Caller(Path(text), timeout))


@dataclass(frozen=True, slots=True)
class Graph:
    """A graph to ask; `place` is the folder or address that it was opened from.

    `store` finds what is named; questions to a folder go to `caller`, whose process ends where the time does.
    """

    place: str
    store: query.Answering
    caller: Caller | None

    def query(self, question: str, /, **parameters: str | int | dt.date) -> Rows:
        """Return the rows of a saved question, by its name, or of any SPARQL, with our prefixes known.

        `parameters` are those of the saved question; for one that Python reserves, as `from`, write `from_`. Rows that
        stay out are explained by `why_empty`. Raises UsageError for what is wrong with the question, KgError where it
        is not answered, or not within the time that the graph was opened with.
        """
        given = _given(parameters)
        if query.NAME.fullmatch(question):
            text = query.bind(query.saved_query(question), given, self.store)
            return self._ask(text, question)
        if given:
            raise UsageError(", ".join(given), "parameters are for saved questions", "write the values into the SPARQL")
        return self._ask(question, "query")

    def _ask(self, text: str, place: str) -> Rows:
        if self.caller is None:
            return rows(query.ask(self.store, text, place=place))
        return rows(self.caller.ask(text, place=place))

    def why_empty(self, name: str, /, **parameters: str | int | dt.date) -> list[str]:
        """Return which parameters empty the answer of a saved question, and what comes near: a sentence each."""
        return empty.why_empty(query.saved_query(name), _given(parameters), self.store)

    def search(self, words: str, *, limit: int = 20) -> list[search.Found]:
        """Return the things and quotes that have the words, the best first; of a build's folder alone."""
        if isinstance(self.store, Endpoint):
            raise UsageError(self.place, "an endpoint has no index of words", "open a build's folder")
        return search.search(Path(self.place), words, limit=limit)


def _given(parameters: dict[str, str | int | dt.date]) -> dict[str, str]:
    return {name.removesuffix("_"): str(value) for name, value in parameters.items()}

"""Text search over labels and quotes, for Chinese: an SQLite FTS5 index that a build writes beside the store.

A hit is a thing by its label and wordings, with the first quote about it, or a quote by its words and the name of its
holder. Each text is indexed twice: as the words that `cut_for_search` finds (jieba's cut, long words with the shorter
ones in them), which rank, and character by character, so that no cut can hide a passage: what is searched for is found
wherever it stands.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg import outputs
from kg.errors import KgError, UsageError
from kg.namespaces import EDU_NS, SUPERCLASSES, expand
from kg.store import open_store

if TYPE_CHECKING:
    import pyoxigraph as ox

INDEX = "search.sqlite"
MOST = 1000  # hits that can be asked for
_LONGEST = 200  # characters of a search that count
_PIECE = re.compile(r"[^\W_]")
_CHARACTERS = re.compile(r"[a-z0-9]+|[^\W_]")
_TABLE = """
CREATE VIRTUAL TABLE found USING fts5(
  kind UNINDEXED, iri UNINDEXED, label UNINDEXED, quote UNINDEXED, file UNINDEXED, start UNINDEXED, name UNINDEXED,
  words, characters,
  tokenize = 'unicode61 remove_diacritics 0'
)
"""
# first what is called exactly so, then by rank: a text of words weighs more than one that has the characters alone
_HITS = """
SELECT kind, iri, label, quote, file, start FROM found WHERE found MATCH ?
ORDER BY name IN ({names}) DESC, bm25(found, 0, 0, 0, 0, 0, 0, 0, 4.0, 1.0), iri LIMIT ?
"""
_LABELS = ("skos:prefLabel", "dcterms:title")
_WORDINGS = ("skos:altLabel", "rdfs:label", "edu:divisionCode", "edu:documentNumber", "edu:fileName")
_ROLES = (
    *("edu:holder", "edu:program", "edu:indicator", "edu:project", "edu:party", "edu:subject", "edu:object"),
    *("edu:recipient", "edu:grantor", "org:member", "org:organization", "dcterms:subject"),
)


@dataclass(frozen=True, slots=True)
class Found:
    """A hit. `kind` is a class of the ontology by its local name, `iri` the thing or the statement of the quote.

    `label` is the thing's, or that of the statement's holder; `quote` stands in `file` from code point `start` of the
    original. A thing about which nothing is stated has no quote, no file and `start` -1.
    """

    kind: str
    iri: str
    label: str
    quote: str
    file: str
    start: int


def write(folder: Path) -> None:
    """Write the index of the store in `folder` beside it: the same bytes from the same graph."""
    rows = sorted(_rows(open_store(folder)))
    with closing(sqlite3.connect(folder / INDEX, isolation_level=None)) as index:
        index.execute("PRAGMA journal_mode = OFF")
        index.execute("PRAGMA synchronous = OFF")
        index.execute(_TABLE)
        index.execute("BEGIN")
        index.executemany("INSERT INTO found VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        index.execute("INSERT INTO found(found) VALUES ('optimize')")
        index.execute("COMMIT")
        index.execute("VACUUM")


def search(out: Path, words: str, *, limit: int = 20) -> list[Found]:
    """Return what has all the words (parts between spaces), the best first; where nothing has, what has any of them.

    Raises UsageError where there is nothing to search for, KgError where the folder has no index.
    """
    wanted = _plain(words).strip()[:_LONGEST]
    names = [wanted, *wanted.split()]
    parts = [_expression(part) for part in names[1:] if _PIECE.search(part)]
    if not parts:
        raise UsageError(f"search {words[:40]!r}", "nothing to search for", "give a word or a part of one")
    outputs.settle(out)
    path = out / INDEX
    if not path.is_file():
        raise KgError(str(out), "there is no index to search here", f"run `kg build PATH -o {out}` first")
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as index:
        try:
            question = _HITS.format(names=", ".join("?" * len(names)))
            for joined in (" AND ".join(parts), " OR ".join(parts)):
                cells = index.execute(question, (joined, *names, max(0, min(limit, MOST))))
                hits = [Found(*hit) for hit in cells]
                if hits:
                    break
            return hits
        except sqlite3.DatabaseError as error:
            raise KgError(str(path), f"the index cannot be read ({error})", "build the graph again") from error


def _rows(graph: ox.Store) -> Iterator[tuple[str, str, str, str, str, int, str, str, str]]:
    """Yield the rows of the index, things and quotes. Patterns are read one by one: joins of SPARQL cost ten times."""
    files = _only(graph, "edu:fileName")
    starts, sources = _only(graph, "oa:start"), _only(graph, "oa:hasSource")
    quotes = {node: (files[sources[node]], int(starts[node]), quote) for node, quote in _values(graph, "oa:exact")}
    kinds: dict[str, set[str]] = {}
    for node, class_ in _values(graph, "rdf:type"):
        kinds.setdefault(node, set()).add(class_.removeprefix(EDU_NS))
    labels = dict(sorted((pair for name in _LABELS for pair in _values(graph, name)), reverse=True))
    holders = _only(graph, "edu:holder")
    evidence = _only(graph, "edu:evidence")
    for quote, statement in {quote: statement for statement, quote in sorted(evidence.items(), reverse=True)}.items():
        file, start, words = quotes[quote]
        holder = labels.get(holders[statement], "")
        yield _kind(kinds[statement]), statement, holder, words, file, start, "", *_indexed([words, holder])
    first = _first_quotes(graph, evidence, quotes)
    wordings: dict[str, set[str]] = {}
    for name in _WORDINGS:
        for thing, wording in _values(graph, name):
            wordings.setdefault(thing, set()).add(wording)
    for thing, label in labels.items():
        file, start, words = first.get(thing, ("", -1, ""))
        texts = [label, *sorted(wordings.get(thing, set()) - {label})]
        yield _kind(kinds[thing]), thing, label, words, file, start, _plain(label), *_indexed(texts)


def _first_quotes(
    graph: ox.Store, evidence: Mapping[str, str], quotes: Mapping[str, tuple[str, int, str]]
) -> Mapping[str, tuple[str, int, str]]:
    """Return the first quote, by file and place, of a statement in which a thing has a part."""
    first: dict[str, tuple[str, int, str]] = {}
    for statement, thing in (pair for role in _ROLES for pair in _values(graph, role)):
        quote = quotes[evidence[statement]]
        first[thing] = min(quote, first.get(thing, quote))
    return first


def _values(graph: ox.Store, name: str) -> Iterator[tuple[str, str]]:
    """Yield subject and object of each triple of a property, as text."""
    import pyoxigraph as ox

    for quad in graph.quads_for_pattern(None, ox.NamedNode(expand(name)), None, ox.DefaultGraph()):
        yield quad.subject.value, quad.object.value  # type: ignore[union-attr]


def _only(graph: ox.Store, name: str) -> dict[str, str]:
    """Return the objects of a property by subject: the least where there are several."""
    return dict(sorted(_values(graph, name), reverse=True))


def _kind(classes: Collection[str]) -> str:
    """Return the narrowest class of the ontology."""
    return max(sorted(classes), key=lambda name: len(SUPERCLASSES.get(name, ())))


def _indexed(texts: list[str]) -> tuple[str, str]:
    """Return the words and the characters of texts, with a word between them that nobody can search for."""
    import rjieba

    plain = _plain("\n".join(texts))
    words = (word for word in rjieba.cut_for_search(plain) if _PIECE.search(word))
    parts = (" ".join(_CHARACTERS.findall(line)) for line in plain.splitlines())
    return " ".join(words), " \ue000 ".join(parts)


def _expression(part: str) -> str:
    """Return what FTS5 looks for: all words of a part, or its characters as they stand."""
    import rjieba

    words = " AND ".join(f'"{word}"' for word in rjieba.cut(part.replace('"', "")) if _PIECE.search(word))
    characters = " ".join(_CHARACTERS.findall(part))
    return f'((words : ({words})) OR (characters : "{characters}"))'


def _plain(text: str) -> str:
    """Return simplified characters, plain digits and small letters."""
    from kg.read.script import normalise
    from kg.read.survey import survey, unusual

    return unicodedata.normalize("NFKC", normalise(text, unusual(text, survey(text)))).lower()

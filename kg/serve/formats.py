"""Formats of answers: media types, what a request accepts of them (RFC 9110, 12.5.1), and answers written whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Final

from kg.namespaces import PREFIXES
from kg.serve.limits import Answer, Limits, Refused

if TYPE_CHECKING:
    import pyoxigraph as ox

# Media types by the short name that an address may hold (`?format=csv`); the first of each kind is the default.
ROWS: Final = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
GRAPHS: Final = {
    "turtle": "text/turtle",
    "jsonld": "application/ld+json",
    "ntriples": "application/n-triples",
    "rdfxml": "application/rdf+xml",
}
HTML: Final = "text/html"
# What clients ask for who do not know the proper name.
_ALIASES: Final = {
    "application/json": ("json", "jsonld"),
    "application/xml": ("xml", "rdfxml"),
    "text/xml": ("xml", "rdfxml"),
    "text/n3": ("turtle",),
    "application/x-turtle": ("turtle",),
    "text/plain": ("ntriples", "tsv"),
}
_ALL: Final = {**ROWS, **GRAPHS}
_MOST_RANGES = 64


def accepted(header: str, offered: Sequence[str]) -> tuple[str, ...]:
    """Return those of the offered media types that an Accept header takes, the most wanted first.

    Ties keep the order of `offered`. An empty header takes all.
    """
    wanted = _ranges(header) if header.strip() else [("*/*", 1.0)]
    found = []
    for number, media in enumerate(offered):
        names = {media, *(alias for alias, shorts in _ALIASES.items() if media in {_ALL[short] for short in shorts})}
        family = {f"{name.partition('/')[0]}/*" for name in (media,)}
        for of_rank in (names, family, {"*/*"}):  # the most specific range decides
            qualities = [quality for name, quality in wanted if name in of_rank]
            if qualities:
                if max(qualities) > 0:
                    found.append((-max(qualities), number, media))
                break
    return tuple(media for _, _, media in sorted(found))


def _ranges(header: str) -> list[tuple[str, float]]:
    ranges = []
    for part in header.split(",")[:_MOST_RANGES]:
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip() == "q":
                try:
                    quality = min(1.0, max(0.0, float(value)))
                except ValueError:
                    quality = 0.0
        ranges.append((name, quality))
    return ranges


class _Capped(BytesIO):
    """Bytes in memory that refuse to grow beyond a limit."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def write(self, piece: bytes, /) -> int:  # type: ignore[override]
        if self.tell() + len(piece) > self._most:
            fact = f"the answer has more than {self._most:,} bytes"
            raise Refused(503, "answer", fact, "ask for less, or page with ORDER BY, LIMIT and OFFSET")
        return super().write(piece)


def written(
    answer: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, media: Sequence[str], limits: Limits
) -> Answer:
    """Write an answer in the first media type that suits it. Raises Refused where it is too large or none suits."""
    import pyoxigraph as ox

    graph = isinstance(answer, ox.QueryTriples)
    suiting = [name for name in media if name in (GRAPHS if graph else ROWS).values()]
    if not suiting:
        offered = ", ".join((GRAPHS if graph else ROWS).values())
        raise Refused(406, "Accept", "no format that is asked for suits this answer", f"accept one of {offered}")
    body = _Capped(limits.answer)
    if isinstance(answer, ox.QueryTriples):
        form = ox.RdfFormat.from_media_type(suiting[0])
        assert form is not None
        counted = _Counted(answer, limits.rows)
        ox.serialize(counted, body, format=form, prefixes=PREFIXES)
        return Answer(suiting[0], body.getvalue(), counted.count)
    results = ox.QueryResultsFormat.from_media_type(suiting[0])
    assert results is not None
    answer.serialize(body, format=results)
    said = body.getvalue()
    rows = None if isinstance(answer, ox.QueryBoolean) else rows_in(said, suiting[0])
    if rows is not None and rows > limits.rows:
        raise _too_many(limits.rows)
    return Answer(suiting[0], said, rows)


class _Counted(Iterable["ox.Triple"]):
    """Triples that refuse to become too many; one that comes twice counts once."""

    def __init__(self, triples: Iterable[ox.Triple], most: int) -> None:
        self._triples, self._most, self.count = triples, most, 0

    def __iter__(self) -> Iterator[ox.Triple]:
        seen = set()
        for triple in self._triples:
            if triple in seen:
                continue
            seen.add(triple)
            self.count += 1
            if self.count > self._most:
                raise _too_many(self._most)
            yield triple


def _too_many(most: int) -> Refused:
    fact = f"the answer has more than {most:,} rows"
    return Refused(503, "answer", fact, "ask for less, or page with ORDER BY, LIMIT and OFFSET")


def rows_in(body: bytes, media: str) -> int:
    """Count the rows of a SELECT's answer as Oxigraph writes it.

    Strings hold no raw line end in TSV and no raw `<` in XML; in CSV and JSON they stand between quotes. Taking the
    strings out of JSON costs a tenth of a light question, so rows are told by what stands between them where no string
    can be taken for that.
    """
    if media == ROWS["xml"]:
        return body.count(b"<result>")
    if media == ROWS["tsv"]:
        return body.count(b"\n") - 1
    if media == ROWS["csv"]:
        return b"".join(body.split(b'"')[::2]).count(b"\n") - 1
    if body.endswith(b'"bindings":[]}}'):
        return 0
    if not any(mistakable in body for mistakable in (b"{}", b'}},{",', b'}},{"}')):  # a row of nothing, a string's end
        return body.count(b'}},{"') + 1
    outside = b"".join(body.replace(b"\\\\", b"").replace(b'\\"', b"").split(b'"')[::2])
    return outside.count(b"},{") + 1

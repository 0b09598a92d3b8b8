"""A SPARQL 1.1 endpoint anywhere, asked over HTTP as our own store is asked.

SPARQL 1.1 Protocol, "query via POST with URL-encoded parameters": what every server understands. Nothing but the
standard library is needed; proxies are those of the environment.
"""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from kg import __version__
from kg.errors import KgError, UsageError

if TYPE_CHECKING:
    import pyoxigraph as ox

PATIENCE = 300.0  # seconds that an endpoint may take
_RESULTS = ("application/sparql-results+json", "application/sparql-results+xml")
_GRAPHS = ("application/n-triples", "text/turtle", "application/rdf+xml")
_ACCEPT = ", ".join([*_RESULTS, *_GRAPHS, "*/*;q=0.1"])
_TOLD = 200  # characters of an endpoint's complaint that are passed on


class Endpoint:
    """The endpoint at a URL. Its `query` is that of a store, so saved questions, names and tables work alike."""

    def __init__(self, url: str, *, patience: float = PATIENCE) -> None:
        """Keep the address. Raises UsageError where it is none; nothing is asked yet."""
        try:
            parts = urlsplit(url)
            sound = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
        except ValueError:
            sound = False
        if not sound or not url.isprintable() or " " in url:
            raise UsageError(url[:80], "no address of an endpoint", "give one like http://localhost:7878/query")
        self.url, self._patience = url, patience

    def query(self, query: str, /) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Return the endpoint's answer.

        Raises UsageError where it refuses the question, KgError where it cannot be reached, fails or answers with
        something else.
        """
        request = urllib.request.Request(  # noqa: S310 — the scheme is checked above
            self.url,
            data=urlencode({"query": query}).encode(),
            headers={
                "Accept": _ACCEPT,
                "Content-Type": "application/x-www-form-urlencoded",
                "User-Agent": f"kg/{__version__}",
            },
        )
        try:
            with urllib.request.urlopen(request, timeout=self._patience) as response:  # noqa: S310
                kind = response.headers.get_content_type()
                body = response.read()
        except urllib.error.HTTPError as error:
            with error:
                raise self._refusal(error.code, error.read(4 * _TOLD)) from error
        except TimeoutError as error:
            fact = f"no answer within {self._patience:.0f} s"
            raise KgError(self.url, fact, "ask for less, or ask the endpoint's keeper") from error
        except urllib.error.URLError as error:
            raise KgError(self.url, f"cannot be reached ({error.reason})", "check the address") from error
        except (OSError, http.client.HTTPException) as error:
            raise KgError(self.url, f"broke off ({error or type(error).__name__})", "ask again") from error
        return self._read(kind, body)

    def _refusal(self, status: int, body: bytes) -> KgError:
        told = " ".join(body.decode("utf-8", "replace").split())[:_TOLD]
        if status in {400, 414, 422}:
            return UsageError(self.url, f"refuses the question: {told or status}", "mend it")
        fact = f"answers with HTTP {status}{f': {told}' if told else ''}"
        return KgError(self.url, fact, "check that this is the address of its SPARQL queries")

    def _read(self, kind: str, body: bytes) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        import pyoxigraph as ox

        try:
            if form := ox.QueryResultsFormat.from_media_type(kind):
                return ox.parse_query_results(body, format=form)
            if kind in _GRAPHS and (rdf := ox.RdfFormat.from_media_type(kind)):
                graph = ox.Store()
                graph.load(body, format=rdf)
                return graph.query("CONSTRUCT WHERE { ?subject ?predicate ?object }")
        except (SyntaxError, ValueError) as error:
            raise KgError(self.url, f"its answer is no {kind}: {error}", "ask the endpoint's keeper") from error
        raise KgError(
            self.url, f"answers with {kind}, no SPARQL result", "check that this is the address of its SPARQL queries"
        )

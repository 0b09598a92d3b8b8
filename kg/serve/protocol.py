"""A request read by the SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/), as far as it asks."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl

from starlette.requests import Request

from kg.serve import formats
from kg.serve.limits import Limits, Question, Refused

_FORM, _QUERY, _UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
_SECONDS = re.compile(r"[0-9]{1,6}(\.[0-9]{1,3})?")
_MOST_FIELDS = 200
_BODY_SECONDS = 20.0  # in which a request's body must have arrived
_PLACE = "SPARQL protocol"


async def question(request: Request, limits: Limits) -> tuple[Question, float | None] | None:
    """Return what a request asks and the seconds that it allows, None where it asks nothing (and is a GET).

    Raises Refused for whatever is not a single query: 400, 403 (updates), 413, 414, 415.
    """
    given = fields(request.url.query.encode(), limits)
    if request.method == "POST":
        media, charset = _content_type(request)
        if media == _UPDATE:
            raise _read_only()
        if media not in {_FORM, _QUERY}:
            raise Refused(415, _PLACE, f"the body is neither {_FORM} nor {_QUERY}", "say which in Content-Type")
        if charset not in {"", "utf-8", "utf8"}:
            raise Refused(415, _PLACE, f"the body is in {charset[:40]}", "send UTF-8")
        sent = await body(request, limits)
        given += fields(sent, limits) if media == _FORM else [("query", _text(sent))]
    asked = [value for name, value in given if name == "query"]
    if any(name == "update" for name, _ in given):
        raise _read_only()
    if not asked and request.method != "POST":
        return None
    if len(asked) != 1:
        fact = "the request has no query" if not asked else "the request has several queries"
        raise Refused(400, _PLACE, fact, "send one")
    if len(asked[0].encode()) > limits.question:
        raise Refused(413, "query", f"it has more than {limits.question:,} bytes", "ask a shorter question")
    default, named = (_all(given, f"{kind}-graph-uri") for kind in ("default", "named"))
    both = None if default is None and named is None else ()
    asked_of = Question(
        text=asked[0], media=media_of(request, dict(given)), default=default or both, named=named or both
    )
    return asked_of, _seconds(dict(given))


def media_of(request: Request, given: Mapping[str, str]) -> tuple[str, ...]:
    """Return the media types that a request accepts; `format=` in the address goes before the header."""
    every = {**formats.ROWS, **formats.GRAPHS, "html": formats.HTML}
    if form := given.get("format"):
        if form not in every:
            raise Refused(400, f"format={form[:40]}", "no such format", f"give one of {', '.join(every)}")
        return (every[form],)
    found = formats.accepted(request.headers.get("accept", ""), [*every.values()])
    if not found:
        raise Refused(406, "Accept", "none of the formats that are asked for is made here", "accept */*")
    return found


def fields(encoded: bytes, limits: Limits) -> list[tuple[str, str]]:
    """Return the fields of a query string or form. Raises Refused where it is no UTF-8 or too long."""
    if len(encoded) > 3 * limits.question + 4096:
        raise Refused(414, "address", f"a question has at most {limits.question:,} bytes", "send it with POST")
    try:
        return parse_qsl(encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except ValueError as error:
        raise Refused(400, _PLACE, "the fields are not percent-encoded UTF-8, or too many", "encode them") from error


async def body(request: Request, limits: Limits) -> bytes:
    """Return the request's body. Raises Refused where it is too long or too slow."""
    most = 3 * limits.question + 4096  # three bytes for each, percent-encoded
    pieces, size = [], 0
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            async for piece in request.stream():
                size += len(piece)
                if size > most:
                    raise Refused(413, "body", f"a question has at most {limits.question:,} bytes", "ask less at once")
                pieces.append(piece)
    except TimeoutError:
        raise Refused(408, "body", f"it did not arrive within {_BODY_SECONDS:g} seconds") from None
    return b"".join(pieces)


def _content_type(request: Request) -> tuple[str, str]:
    media, *parameters = (part.strip().lower() for part in request.headers.get("content-type", "").split(";"))
    told = dict(parameter.partition("=")[::2] for parameter in parameters)
    return media, told.get("charset", "").strip('"')


def _text(sent: bytes) -> str:
    try:
        return sent.decode()
    except UnicodeDecodeError as error:
        raise Refused(400, "query", f"not UTF-8 (byte {error.start})", "send UTF-8") from error


def _all(given: Sequence[tuple[str, str]], wanted: str) -> tuple[str, ...] | None:
    found = tuple(value for name, value in given if name == wanted)
    for iri in found:
        if ":" not in iri or any(character in '<>"{}|\\^`' or character <= " " for character in iri):
            raise Refused(400, wanted, "not an absolute IRI", "give one, percent-encoded")
    return found or None


def _seconds(given: Mapping[str, str]) -> float | None:
    told = given.get("timeout", "")
    if not told:
        return None
    if not _SECONDS.fullmatch(told) or not float(told):
        raise Refused(400, "timeout", "not a number of seconds", "give one, or leave it out")
    return float(told)


def _read_only() -> Refused:
    return Refused(403, _PLACE, "this endpoint is read-only", "send a query; updates are made by `kg build`")

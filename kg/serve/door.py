"""The door: requests for other hosts and from other sites stay out, and every response has our headers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.serve.limits import Refused
from kg.serve.shell import HEADERS, problem

_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?", re.IGNORECASE)
LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
ANY = "*"


@dataclass(frozen=True, slots=True)
class Door:
    """ASGI middleware. `hosts` are the names under which the server may be asked, `origins` sites that may ask it.

    A name that an attacker's DNS server points at this machine is not among the hosts (DNS rebinding); a page of
    another site sends its origin (CORS).
    """

    app: ASGIApp
    hosts: frozenset[str]
    origins: frozenset[str]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request or pass it on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        origin = request.headers.get("origin", "")
        allowed = origin if origin in self.origins else ANY if ANY in self.origins else ""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {name.lower() for name, _ in message["headers"]}
                added = {**HEADERS, "Vary": "Accept, Origin"}
                if origin and allowed:
                    added["Access-Control-Allow-Origin"] = allowed
                    added["Cross-Origin-Resource-Policy"] = "cross-origin"
                message["headers"] = [
                    *message["headers"],
                    *(
                        (name.encode(), value.encode())
                        for name, value in added.items()
                        if name.lower().encode() not in own
                    ),
                ]
            await send(message)

        try:
            self._let_in(request, allowed=bool(allowed))
        except Refused as refused:
            await problem(request, refused)(scope, receive, with_headers)
            return
        await self.app(scope, receive, with_headers)

    def _let_in(self, request: Request, *, allowed: bool) -> None:
        named = request.headers.getlist("host")
        host = _HOST.fullmatch(named[0]) if len(named) == 1 else None
        if host is None or not ({host[1].lower(), ANY} & self.hosts):
            raise Refused(421, "Host", "this server has another name", "ask it by its own, or start it with --name")
        if any(character < " " for character in request.scope["path"]):
            raise Refused(400, "address", "it holds control characters", "leave them out")
        origin = request.headers.get("origin")
        if origin is None or allowed:
            return
        if origin.partition("://")[2].lower() != named[0].lower():
            raise Refused(403, "Origin", "other sites may not ask this server", "start it with --origin to allow one")


def names(host: str, given: Iterable[str]) -> frozenset[str]:
    """Return the names of a server that listens on `host`: its address, this machine's own names, those given."""
    address = f"[{host}]" if ":" in host else host
    return frozenset({*LOOPBACK, address.lower(), *(name.lower() for name in given)})

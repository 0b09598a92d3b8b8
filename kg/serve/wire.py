"""HTTP/1.1 as uvicorn speaks it; what is no request that it can read is refused in our own form."""

from __future__ import annotations

import sys
from typing import Final

import h11
from starlette.requests import Request
from uvicorn.protocols.http.h11_impl import H11Protocol

from kg.serve.limits import Refused
from kg.serve.shell import HEADERS, problem

LONGEST_HEAD: Final = 256 * 1024  # bytes of address and headers: longer questions than are allowed still get an answer
_LINGER: Final = 2.0  # seconds in which a client may end what it is sending, so that it reads the answer


class Wire(H11Protocol):
    """The protocol of one connection."""

    _refused = False

    def data_received(self, data: bytes) -> None:
        """Take what the client sends; after a refusal nothing that it sends counts."""
        if not self._refused:
            super().data_received(data)

    def send_400_response(self, msg: str) -> None:
        """Answer 414 to an address that is too long, 431 to headers that are, else 400, and close the connection."""
        self._refused = True
        hint = getattr(sys.exception(), "error_status_hint", 400)
        refused = Refused(400, "request", msg, "send HTTP/1.1")
        if hint == 431:
            most, (head, _) = f"more than {LONGEST_HEAD:,} bytes", self.conn.trailing_data
            refused = Refused(431, "headers", f"they have {most}", "send fewer")
            if b"\n" not in head:
                refused = Refused(414, "address", f"it has {most}", "send the question with POST")
        response = problem(Request({"type": "http", "headers": []}), refused)
        headers = [
            *((name.lower().encode(), value.encode()) for name, value in HEADERS.items()),
            *response.raw_headers,
            (b"connection", b"close"),
        ]
        for event in (
            h11.Response(status_code=response.status_code, headers=headers),
            h11.Data(data=bytes(response.body)),
            h11.EndOfMessage(),
        ):
            self.transport.write(self.conn.send(event) or b"")
        self.loop.call_later(_LINGER, self.transport.close)

"""`kg serve`: the graph over HTTP, read-only, for browsers and any SPARQL 1.1 client."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KgError, UsageError

if TYPE_CHECKING:
    import socket

    from kg.serve.limits import Limits

_CONNECTIONS = 256
_GRACE = 2  # seconds that running questions have when the server is stopped


def serve(
    out: Path,
    *,
    host: str,
    port: int,
    names: Sequence[str],
    origins: Sequence[str],
    limits: Limits,
    started: Callable[[str], None],
) -> None:
    """Serve the graph in folder `out` until the process is told to stop; `started` is called with the address.

    `names` are host names beside this machine's own under which requests are taken, `origins` sites whose pages may
    ask. Raises KgError where there is no graph or the address cannot be had.
    """
    import asyncio
    from contextlib import suppress

    with suppress(KeyboardInterrupt):
        asyncio.run(_serve(out, _socket(host, port), (host, *names), origins, limits, started))


async def _serve(
    out: Path,
    listening: socket.socket,
    names: Sequence[str],
    origins: Sequence[str],
    limits: Limits,
    started: Callable[[str], None],
) -> None:
    import uvicorn

    from kg.serve import door
    from kg.serve.app import application
    from kg.serve.pool import Pool
    from kg.serve.wire import LONGEST_HEAD, Wire

    host, port = listening.getsockname()[:2]
    pool = Pool(out, limits)
    with listening:
        await pool.start()
        app = application(out, pool, door.names(host, names), frozenset(origins))
        config = uvicorn.Config(
            app,
            lifespan="on",
            loop="asyncio",
            http=Wire,
            ws="none",
            log_level="warning",
            access_log=False,
            proxy_headers=False,
            server_header=False,
            h11_max_incomplete_event_size=LONGEST_HEAD,
            limit_concurrency=_CONNECTIONS,
            timeout_graceful_shutdown=_GRACE,
        )
        started(f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/")
        await uvicorn.Server(config).serve(sockets=[listening])


def _socket(host: str, port: int) -> socket.socket:
    import socket

    place = f"{host}:{port}"
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.create_server((host, port), family=family, backlog=512)
    except socket.gaierror as error:
        raise UsageError(f"--host {host[:60]}", "not an address of this machine", "give one, or 127.0.0.1") from error
    except OSError as error:
        raise KgError(place, f"cannot listen there ({error.strerror or error})", "choose another --port") from error
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # else each answer on a kept connection waits 40 ms
    return listening

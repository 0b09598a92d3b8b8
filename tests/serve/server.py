"""A real `kg serve` in a process of its own, and a client that sends what it is told."""

from __future__ import annotations

import http.client
import json
import select
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pyoxigraph as ox

KG = Path(sys.executable).with_name("kg")
JSON = "application/sparql-results+json"


@dataclass(frozen=True)
class Reply:
    """A response of HTTP."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def told(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Served:
    """A running server."""

    host: str
    port: int
    pid: int

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}"

    def send(
        self,
        path: str,
        *,
        method: str = "GET",
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: float = 60,
    ) -> Reply:
        connection = http.client.HTTPConnection(self.host, self.port, timeout=timeout)
        try:
            connection.putrequest(method, path, skip_host="Host" in (headers or {}))
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
            for name, value in (headers or {}).items():
                connection.putheader(name, value)
            connection.endheaders(body)
            response = connection.getresponse()
            named = {name.lower(): value for name, value in response.getheaders()}
            return Reply(response.status, named, response.read())
        finally:
            connection.close()

    def get(self, path: str, *, accept: str = "", **fields: str) -> Reply:
        where = f"{path}?{urlencode(fields)}" if fields else path
        return self.send(where, headers={"Accept": accept} if accept else {})

    def ask(self, text: str, *, accept: str = JSON, **fields: str) -> Reply:
        """Send SPARQL by direct POST; `fields` stand in the address."""
        headers = {"Content-Type": "application/sparql-query", "Accept": accept}
        where = f"/sparql?{urlencode(fields)}" if fields else "/sparql"
        return self.send(where, method="POST", body=text.encode(), headers=headers)

    def rows(self, text: str) -> list[list[str]]:
        """Return the values of a SELECT's rows."""
        reply = self.ask(text)
        assert reply.status == 200, reply.text
        columns = reply.told["head"]["vars"]
        return [[row[name]["value"] for name in columns if name in row] for row in reply.told["results"]["bindings"]]


@contextmanager
def serving(out: Path, *options: str) -> Iterator[Served]:
    """Run `kg serve` on a free port until the block ends."""
    command = [str(KG), "serve", "-o", str(out), "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        try:
            assert select.select([process.stdout], [], [], 60)[0], "it says no address"
            line = process.stdout.readline()
            if not line:
                raise AssertionError(process.stderr.read())
            told = urlsplit(line.split()[0])
            assert told.hostname
            assert told.port
            yield Served(told.hostname, told.port, process.pid)
        finally:
            process.terminate()
            process.communicate(timeout=30)


def folder_of(out: Path, turtle: str = "", quads: list[ox.Quad] | None = None) -> Path:
    """Write a folder with a store alone."""
    (out / "store").mkdir(parents=True)
    store = ox.Store(str(out / "store"))
    store.load(turtle.encode(), format=ox.RdfFormat.TURTLE)
    store.extend(quads or [])
    store.flush()
    return out

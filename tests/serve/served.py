"""A small edition that is served, and ways of asking for it."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPResponse
from pathlib import Path

from reading.small import TOML, document, edition
from siglum.serve.preview import Preview
from siglum.serve.server import Server

PLAIN = '<p xml:id="p1" n="1">A first word.</p>'
SCHEMA = """<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><ref name="any"/></start><define name="any">
<element><anyName/><zeroOrMore><attribute><anyName/></attribute></zeroOrMore><zeroOrMore><choice><text/><ref name="any"/></choice></zeroOrMore></element></define></grammar>"""
CONFIGURED = (
    TOML.replace('documents = ["letter.xml"]', 'documents = ["letter*.xml"]\nschema = "any.rng"', 1).replace(
        "witness =", 'document = "letter.xml"\nwitness ='
    )
    + '\n[checks]\nmissing-header = "off"\n'
)
LIMIT = 60.0
TEXT = "/other.html"


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: str


@dataclass(frozen=True, slots=True)
class Served:
    folder: Path
    preview: Preview
    port: int

    def get(self, path: str, method: str = "GET") -> Answer:
        return get(self.port, path, method)

    def write(self, body: str) -> None:
        (self.folder / "letter.xml").write_text(document(body), encoding="utf-8")


def small(folder: Path, body: str = PLAIN) -> Path:
    """An edition in which nothing is found."""
    edition(folder, body, CONFIGURED)
    (folder / "any.rng").write_text(SCHEMA, encoding="utf-8")
    return folder


def get(port: int, path: str, method: str = "GET") -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=LIMIT)
    connection.request(method, path)
    response = connection.getresponse()
    return Answer(response.status, dict(response.getheaders()), response.read().decode("utf-8"))


def raw(port: int, request: bytes) -> str:
    """What is answered to bytes that no client would send."""
    with socket.create_connection(("127.0.0.1", port), timeout=LIMIT) as connection:
        connection.sendall(request)
        with connection.makefile("rb") as answer:
            return answer.read().decode("utf-8")


def events(port: int) -> HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=LIMIT)
    connection.request("GET", "/.siglum/events")
    return connection.getresponse()


def generation(stream: HTTPResponse) -> int:
    """The next generation that is announced."""
    while line := stream.readline():
        if line.startswith(b"data: "):
            return int(line.removeprefix(b"data: "))
    raise AssertionError("the stream of events has ended")


@contextmanager
def serving(folder: Path, preview: Preview) -> Iterator[Served]:
    """A site at a free port; the current folder is the edition's."""
    with Server(0, preview) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield Served(folder, preview, server.server_port)
        finally:
            preview.close()
            server.shutdown()
            thread.join()

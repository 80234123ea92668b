"""Answers to a browser on this machine, and to nobody else.

A page of a foreign site may not read the edition through a name of its own that leads here (DNS rebinding): a request
must name the host as this one. Nor may it take a page or a script in: a browser says for whom it asks, and is told that
what it gets is for pages of this server alone, in no frame. Nothing can be changed, and nothing outside the site read.
Source: Fetch Metadata Request Headers (W3C), section 2; Fetch (WHATWG), section 3.7 (Cross-Origin-Resource-Policy).
"""

from __future__ import annotations

import socketserver
import sys
from errno import EADDRINUSE
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, cast
from urllib.parse import unquote_to_bytes

from siglum.document import MOST_BYTES
from siglum.failure import Failure
from siglum.opening import read_file
from siglum.paths import real
from siglum.publish.names import is_name
from siglum.serve import panel
from siglum.serve.preview import Preview, State

HOST = "127.0.0.1"
METHODS = ("GET", "HEAD")
HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self' data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
}
"""Of every answer."""
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".odd": "application/xml; charset=utf-8",
    ".rng": "application/xml; charset=utf-8",
    ".sch": "application/xml; charset=utf-8",
    ".bib": "text/plain; charset=utf-8",
    ".ris": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".woff2": "font/woff2",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".pdf": "application/pdf",
}
_PULSE = 15.0


class Server(ThreadingHTTPServer):
    """The preview at a port of this machine."""

    def __init__(self, port: int, preview: Preview) -> None:
        """Raises Failure where the port cannot be had."""
        self.preview = preview
        try:
            super().__init__((HOST, port), _Handler)
        except OSError as error:
            if error.errno == EADDRINUSE:
                raise Failure(f"the port {port} is taken: name another with --port") from None
            reason = (error.strerror or "it is not free").lower()
            raise Failure(f"the port {port} cannot be used ({reason}): name another with --port") from None

    def server_bind(self) -> None:
        """Bind, without asking the net what this machine is called, as http.server would."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.socket.getsockname()[1]

    @property
    def hosts(self) -> frozenset[str]:
        """What a request may call this server; a browser leaves out the port of the web."""
        names = (HOST, "localhost")
        return frozenset(f"{n}:{self.server_port}" for n in names) | frozenset(names if self.server_port == 80 else ())

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that has gone is no trouble; anything else is said in one line."""
        error = sys.exception()
        if not isinstance(error, ConnectionError | TimeoutError):
            print(f"siglum: a request could not be answered: {error!r}", file=sys.stderr)


class _Handler(BaseHTTPRequestHandler):
    timeout = 30

    @property
    def preview(self) -> Preview:
        return cast(Server, self.server).preview

    def parse_request(self) -> bool:
        """Whether a request is to be answered; if not, the refusal has been sent."""
        return super().parse_request() and self._is_for_us() and self._is_ours() and self._only_reads()

    def do_GET(self) -> None:
        target, state = self.path.partition("?")[0], self.preview.state
        if target == panel.EVENTS:
            self._events()
        elif target in panel.FILES:
            self._send(HTTPStatus.OK, TYPES[Path(target).suffix], panel.FILES[target])
        elif state.pages is None:
            said = state.trouble or "It is being built."
            self._page(HTTPStatus.SERVICE_UNAVAILABLE, "The edition is not built yet", said, state)
        else:
            self._file(state.pages, target, state)

    do_HEAD = do_GET

    def end_headers(self) -> None:
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def version_string(self) -> str:
        return "Siglum"

    def log_message(self, format: str, *args: Any) -> None:
        """Log nothing: requests are not reported."""

    def _is_for_us(self) -> bool:
        server = cast(Server, self.server)
        named = [name.strip().lower() for name in self.headers.get_all("Host", [])]
        if len(named) == 1 and named[0] in server.hosts:
            return True
        said = f"This server answers only as {HOST}:{server.server_port} or localhost:{server.server_port}.\n"
        self._send(HTTPStatus.MISDIRECTED_REQUEST, TYPES[".txt"], said.encode())
        return False

    def _is_ours(self) -> bool:
        """Whether a page of this server asks, or a person; a link that is followed from elsewhere is a person's."""
        site = self.headers.get("Sec-Fetch-Site", "none")
        followed = (self.headers.get("Sec-Fetch-Mode"), self.headers.get("Sec-Fetch-Dest")) == ("navigate", "document")
        if site in ("none", "same-origin") or followed:
            return True
        self._send(HTTPStatus.FORBIDDEN, TYPES[".txt"], b"This server answers no page but its own.\n")
        return False

    def _only_reads(self) -> bool:
        if self.command in METHODS:
            return True
        self._send(
            HTTPStatus.METHOD_NOT_ALLOWED,
            TYPES[".txt"],
            b"Pages can be read here, nothing else.\n",
            Allow=", ".join(METHODS),
        )
        return False

    def _file(self, folder: Path, target: str, state: State) -> None:
        file = inside(folder, target)
        data = _read(file)
        if file is None or data is None:
            self._page(HTTPStatus.NOT_FOUND, "There is no such page", "Nothing of this name has been built.", state)
            return
        kind = TYPES.get(file.suffix, "application/octet-stream")
        self._send(HTTPStatus.OK, kind, panel.added(data, state) if kind == TYPES[".html"] else data)

    def _page(self, status: HTTPStatus, title: str, sentence: str, state: State) -> None:
        self._send(status, TYPES[".html"], panel.added(panel.plain(title, sentence), state))

    def _send(self, status: HTTPStatus, kind: str, data: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(data)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _events(self) -> None:
        """Say which generation is shown, and each new one; between them, now and then, that somebody is there."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.end_headers()
        if self.command == "HEAD":
            return
        self.wfile.write(b"retry: 1000\n\n")
        said, now = -1, self.preview.state.generation
        while not self.preview.closed:
            self.wfile.write(b": still here\n\n" if now == said else f"event: generation\ndata: {now}\n\n".encode())
            said, now = now, self.preview.wait(now, _PULSE)


def inside(folder: Path, target: str) -> Path | None:
    """The file in `folder` that the path of a URL means; None for none, and for all that leads elsewhere.

    A path that ends in a slash means the index.html of a folder.
    """
    try:
        name = unquote_to_bytes(target).decode("utf-8")
    except UnicodeDecodeError:
        return None
    name += "index.html" if name.endswith("/") else ""
    if not name.startswith("/") or not is_name(name[1:]):
        return None
    path = folder.resolve().joinpath(*name[1:].split("/"))
    return path if real(path) == path else None


def _read(path: Path | None) -> bytes | None:
    """The bytes of a regular file; None for anything else."""
    try:
        return read_file(path, MOST_BYTES) if path else None
    except Failure:
        return None

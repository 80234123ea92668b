"""The server of the preview: pages as they were built, to this machine alone."""

from __future__ import annotations

import os
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

from siglum.failure import Failure
from siglum.serve import panel
from siglum.serve.preview import Preview

ADDRESS = "127.0.0.1"
EVENTS = "/.siglum/events"
TYPES = {
    ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
    ".txt": "text/plain; charset=utf-8", ".csv": "text/csv; charset=utf-8", ".json": "application/json; charset=utf-8",
    ".xml": "application/xml; charset=utf-8", ".rng": "application/xml; charset=utf-8",
    ".sch": "application/xml; charset=utf-8", ".odd": "application/xml; charset=utf-8",
    ".bib": "text/plain; charset=utf-8", ".ris": "text/plain; charset=utf-8",
}  # fmt: skip
_KEEP_ALIVE = 15.0


class Server(ThreadingHTTPServer):
    """Serves a preview on a port of this machine; port 0 takes a free one. Raises Failure if the port is taken."""

    daemon_threads = True
    allow_reuse_address = os.name == "posix"

    def __init__(self, preview: Preview, port: int) -> None:
        self.preview = preview
        try:
            super().__init__((ADDRESS, port), Handler)
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            raise Failure(f"cannot serve on port {port}: {why}; name another with --port") from None

    @property
    def hosts(self) -> tuple[str, str]:
        """The names a request may ask for: no other site may make a browser read this one under its own name."""
        return f"{ADDRESS}:{self.server_port}", f"localhost:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    """GET and HEAD of the files of the site; nothing else."""

    server: Server
    server_version, sys_version = "siglum", ""
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self.headers.get("Host", "") not in self.server.hosts:
            self._say(HTTPStatus.MISDIRECTED_REQUEST, f"This is a preview for {self.server.hosts[0]} alone.")
        elif self.path == EVENTS:
            self._events()
        else:
            self._page(self.path.partition("?")[0])

    do_HEAD = do_GET

    def do_POST(self) -> None:
        self.close_connection = True
        self._say(HTTPStatus.METHOD_NOT_ALLOWED, "A preview is only read: GET and HEAD.", {"Allow": "GET, HEAD"})

    do_PUT = do_DELETE = do_PATCH = do_OPTIONS = do_POST

    def log_message(self, format: str, *args: object) -> None:
        """What is asked for is nobody's business."""

    def _page(self, path: str) -> None:
        preview = self.server.preview
        root = preview.root
        if root is None:
            self._send(HTTPStatus.OK, TYPES[".html"], self._with_panel(panel.nothing_yet()))
            return
        file = inside(root, path)
        try:
            data = file.read_bytes() if file else None
        except OSError:
            data = None
        if file is None or data is None:
            self._say(HTTPStatus.NOT_FOUND, f"The site has no page {path!a}.")
        elif file.suffix == ".html":
            self._send(HTTPStatus.OK, TYPES[".html"], self._with_panel(data))
        else:
            self._send(HTTPStatus.OK, TYPES.get(file.suffix, "application/octet-stream"), data)

    def _with_panel(self, page: bytes) -> bytes:
        preview = self.server.preview
        return panel.added(page, preview.generation, preview.findings, preview.failures, stale=preview.stale)

    def _events(self) -> None:
        """Server-sent events: the generation, now and whenever there is another.

        Source: HTML Living Standard, section 9.2 (Server-sent events).
        """
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        known, preview = -1, self.server.preview
        try:
            while not preview.closed and self.command == "GET":
                now = preview.wait(known, _KEEP_ALIVE)
                self.wfile.write(f"data: {now}\n\n".encode() if now != known else b": still here\n\n")
                self.wfile.flush()
                known = now
        except OSError:
            return

    def _say(self, status: HTTPStatus, sentence: str, headers: dict[str, str] | None = None) -> None:
        self._send(status, TYPES[".txt"], (sentence + "\n").encode("utf-8"), headers)

    def _send(self, status: HTTPStatus, kind: str, data: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        fixed = {"Content-Type": kind, "Content-Length": str(len(data)), "Cache-Control": "no-store",
                 "X-Content-Type-Options": "nosniff"}  # fmt: skip
        for name, value in (fixed | (headers or {})).items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)


def inside(root: Path, path: str) -> Path | None:
    """The file that the path of a request names; None unless it is a file inside `root`, also behind links."""
    name = unquote(path)
    parts = name.split("/")
    if not name.startswith("/") or "\\" in name or "\0" in name or any(part.startswith(".") for part in parts):
        return None
    file = root.joinpath(*[part for part in parts if part], *([] if parts[-1] else ["index.html"])).resolve()
    return file if file.is_relative_to(root.resolve()) and file.is_file() else None

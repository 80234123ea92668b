"""The preview: to this machine alone, nothing outside the site, and never worse than the last good page."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from reading.small import BODY, document, edition
from siglum.failure import Failure
from siglum.serve import panel, watch
from siglum.serve.preview import Preview
from siglum.serve.server import Server


class Running:
    """A server in a thread, on a free port."""

    def __init__(self, where: Path, temporary: Path) -> None:
        self.where = where
        self.preview = Preview(Path(), temporary)
        self.server = Server(self.preview, 0)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def ask(self, path: str, method: str = "GET", host: str = "") -> tuple[HTTPResponse, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.putrequest(method, path, skip_host=True)
        connection.putheader("Host", host or f"127.0.0.1:{self.port}")
        connection.endheaders()
        answer = connection.getresponse()
        return answer, answer.read().decode("utf-8", "replace")

    def raw(self, request: str) -> str:
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as opened:
            opened.sendall(request.encode("latin-1"))
            opened.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: opened.recv(65536), b"")).decode("utf-8", "replace")


@pytest.fixture
def running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    where = edition(tmp_path / "e")
    monkeypatch.chdir(where)
    (tmp_path / "t").mkdir()
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    found = Running(where, tmp_path / "t")
    yield found
    found.preview.close()
    found.server.shutdown()
    found.server.server_close()


def test_pages_are_served_as_they_were_built_with_the_panel_at_their_end(running: Running) -> None:
    assert running.preview.refresh().startswith("rebuilt: ")
    answer, page = running.ask("/plain.html")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert answer.headers["Cache-Control"] == "no-store"
    assert running.preview.root is not None
    built = (running.preview.root / "plain.html").read_text(encoding="utf-8")
    head, _, tail = built.rpartition("</body>")
    assert page.startswith(head) and page.endswith("</body>" + tail)
    assert "EventSource" in page and "EventSource" not in built
    assert running.ask("/")[1].startswith("<!DOCTYPE")
    assert running.ask("/style.css")[0].headers["Content-Type"] == "text/css; charset=utf-8"
    assert running.ask("/search-index.js")[1] == (running.preview.root / "search-index.js").read_text(encoding="utf-8")


def test_the_head_of_a_page_is_its_page_without_the_body(running: Running) -> None:
    running.preview.refresh()
    answer, body = running.ask("/plain.html", "HEAD")
    assert (answer.status, body) == (200, "")
    assert int(answer.headers["Content-Length"]) == len(running.ask("/plain.html")[1].encode())


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "localhost", "evil.example:{port}", "127.0.0.1:1"])
def test_another_host_is_refused(host: str, running: Running) -> None:
    running.preview.refresh()
    answer, said = running.ask("/plain.html", host=host.format(port=running.port))
    assert (answer.status, said) == (421, f"This is a preview for 127.0.0.1:{running.port} alone.\n")


def test_localhost_is_this_machine(running: Running) -> None:
    running.preview.refresh()
    assert running.ask("/plain.html", host=f"localhost:{running.port}")[0].status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt", "/../../secret.txt", "/%2e%2e/secret.txt", "/%2E%2E%2Fsecret.txt", "/..%5csecret.txt", "/..\\secret.txt",
        "//etc/passwd", "/%00", "/plain.html%00.css", "/./.siglum", "/.siglum", "/downloads", "/downloads/", "/nothing.html",
        "/link.txt", "/%252e%252e/secret.txt", "http://127.0.0.1/plain.html", "*",
    ],
)  # fmt: skip
def test_nothing_outside_the_site_is_served(path: str, running: Running) -> None:
    running.preview.refresh()
    assert running.preview.root is not None
    (running.preview.root / "link.txt").symlink_to(running.where.parent / "secret.txt")
    said = running.raw(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{running.port}\r\nConnection: close\r\n\r\n")
    assert said.startswith("HTTP/1.1 404 ") and "secret" not in said.partition("\r\n\r\n")[2].replace(repr(path), "").replace("secret.txt", "")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_a_preview_is_only_read(method: str, running: Running) -> None:
    answer, said = running.ask("/plain.html", method)
    assert (answer.status, said) == (405, "A preview is only read: GET and HEAD.\n")


def test_an_edit_is_seen_rebuilt_and_told(running: Running) -> None:
    running.preview.refresh()
    before = watch.stamps(running.where)
    opened = HTTPConnection("127.0.0.1", running.port, timeout=30)
    opened.request("GET", "/.siglum/events", headers={"Host": f"127.0.0.1:{running.port}"})
    events = opened.getresponse()
    assert events.readline() == b"data: 1\n"
    (running.where / "letter.xml").write_text(document(BODY.replace("five", "and five more")), encoding="utf-8")
    assert watch.stamps(running.where) != before
    running.preview.refresh()
    assert [events.readline(), events.readline()] == [b"\n", b"data: 2\n"]
    assert "and five more" in running.ask("/plain.html")[1]


def test_a_document_that_does_not_parse_leaves_the_last_good_page(running: Running) -> None:
    running.preview.refresh()
    (running.where / "letter.xml").write_text(document(BODY).replace("</p>", "</q>"), encoding="utf-8")
    assert running.preview.refresh().startswith("not rebuilt: letter.xml:")
    page = running.ask("/plain.html")[1]
    assert "five" in page and "not rebuilt" in page and "letter.xml:" in page
    (running.where / "letter.xml").write_text(document(BODY), encoding="utf-8")
    assert running.preview.refresh().startswith("rebuilt: ")
    assert "not rebuilt" not in running.ask("/plain.html")[1]


def test_without_a_good_page_the_page_says_why(running: Running) -> None:
    (running.where / "siglum.toml").write_text("[edition", encoding="utf-8")
    assert running.preview.refresh().startswith("not rebuilt: ")
    page = running.ask("/")[1]
    assert "Not built yet" in page and "is not valid TOML" in page
    assert running.where / "letter.xml" in watch.stamps(running.where)


def test_what_a_finding_quotes_is_no_markup(running: Running) -> None:
    (running.where / "letter.xml").write_text(document('<p xml:id="&lt;script>alert(1)&lt;/script>" n="1">x</p>'), encoding="utf-8")
    running.preview.refresh()
    assert running.preview.findings or running.preview.failures
    page = running.ask("/plain.html")[1]
    assert "<script>alert" not in page


def test_many_findings_are_counted(running: Running) -> None:
    running.preview.refresh()
    finding = running.preview.findings[0] if running.preview.findings else None
    if finding is None:
        (running.where / "letter.xml").write_text(document("<p>x</q>"), encoding="utf-8")
        running.preview.refresh()
        finding = running.preview.findings[0]
    page = panel.added(b"<body></body>", 1, [finding] * (panel.SHOWN + 7), []).decode()
    assert page.count(finding.code) == panel.SHOWN and "7 more: siglum check lists all" in page


def test_a_port_that_is_taken_is_said(running: Running, tmp_path: Path) -> None:
    with pytest.raises(Failure, match=f"^cannot serve on port {running.port}: address already in use; name another with --port$"):
        Server(Preview(Path(), tmp_path), running.port)


def test_it_stops_with_ctrl_c_and_leaves_nothing(tmp_path: Path) -> None:
    where = edition(tmp_path / "e")
    (tmp_path / "t").mkdir()
    served = subprocess.Popen(
        [sys.executable, "-c", "from siglum.cli import main; main()", "serve", "--port", "0"], cwd=where, text=True,
        stderr=subprocess.PIPE, env={**os.environ, "TMPDIR": str(tmp_path / "t")},
    )  # fmt: skip
    assert served.stderr is not None
    lines = [served.stderr.readline(), served.stderr.readline()]
    assert lines[0].startswith("siglum: rebuilt: ") and lines[1].startswith("siglum: serving http://127.0.0.1:")
    (where / "letter.xml").write_text(document(BODY.replace("five", "six")), encoding="utf-8")
    assert served.stderr.readline().startswith("siglum: rebuilt: ")
    time.sleep(0.1)
    served.send_signal(signal.SIGINT)
    assert served.wait(timeout=30) == 0
    assert served.stderr.read() == "siglum: stopped\n"
    assert not (where / "build").exists() and not list((tmp_path / "t").glob("siglum-*"))

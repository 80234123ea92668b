"""Who is not answered, and what cannot be had."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from serve.served import Served, raw, serving
from siglum.serve.preview import Preview, State


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Pages that were not built here, with a secret beside them and links that lead to it."""
    folder = tmp_path_factory.mktemp("served")
    pages = folder / "site" / "1" / "html"
    (pages / "inner").mkdir(parents=True)
    for file in (
        folder / "secret.txt",
        folder / "site" / "1" / "secret.txt",
        pages / ".hidden",
        pages / "inner" / "secret.txt",
    ):
        file.write_text("SECRET", encoding="utf-8")
    for file in (pages / "index.html", pages / "a b.html"):
        file.write_text("<p>PAGE</p>", encoding="utf-8")
    (pages / "link.txt").symlink_to(folder / "secret.txt")
    (pages / "out").symlink_to(folder)
    (pages / "round").symlink_to(pages / "round")
    (pages / "linked").mkdir()
    (pages / "linked" / "index.html").symlink_to(folder / "secret.txt")
    preview = Preview(folder / "site")
    preview.state = State(1, pages)
    with serving(folder, preview) as found:
        yield found


def asked(served: Served, target: bytes, host: str | None = None, method: bytes = b"GET") -> str:
    named = f"127.0.0.1:{served.port}" if host is None else host.replace("PORT", str(served.port))
    return raw(served.port, method + b" " + target + b" HTTP/1.1\r\nHost: " + named.encode() + b"\r\n\r\n")


def status(answer: str) -> int:
    return int(answer.split(" ", 2)[1])


@pytest.mark.parametrize("host", ["127.0.0.1:PORT", "localhost:PORT", "LOCALHOST:PORT"])
def test_this_machine_is_answered(host: str, served: Served) -> None:
    assert "PAGE" in asked(served, b"/", host)


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:PORT", "127.0.0.1", "localhost", "127.0.0.1:1", "localhost:PORT.evil.example",
     "localhost:PORT@evil.example", "evil.example\r\nHost: localhost:PORT", "localhost:PORT\r\nHost: evil.example", "", "0.0.0.0:PORT", "[::1]:PORT"],
)  # fmt: skip
@pytest.mark.parametrize("target", [b"/", b"/.siglum/events", b"/nothing"])
def test_another_host_is_refused_in_a_sentence(host: str, target: bytes, served: Served) -> None:
    answer = asked(served, target, host)
    assert status(answer) == 421
    assert answer.endswith(f"This server answers only as 127.0.0.1:{served.port} or localhost:{served.port}.\n")
    assert "PAGE" not in answer
    assert "evil" not in answer


def test_a_request_without_host_is_refused(served: Served) -> None:
    assert status(raw(served.port, b"GET / HTTP/1.0\r\n\r\n")) == 421
    assert "PAGE" not in raw(served.port, b"GET /\r\n\r\n")


@pytest.mark.parametrize(
    "method", [b"POST", b"PUT", b"DELETE", b"OPTIONS", b"PATCH", b"TRACE", b"CONNECT", b"get", b"NONSENSE"]
)
def test_nothing_but_reading_is_answered(method: bytes, served: Served) -> None:
    for target in (b"/", b"/.siglum/events"):
        answer = asked(served, target, method=method)
        assert status(answer) == 405
        assert "Allow: GET, HEAD\r\n" in answer
        assert answer.endswith("\r\n\r\nPages can be read here, nothing else.\n")


def test_one_connection_is_one_request(served: Served) -> None:
    """The body of a request that was refused is no request of its own."""
    hidden = b"GET / HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n" % served.port
    answer = raw(
        served.port,
        b"POST / HTTP/1.1\r\nHost: evil\r\nConnection: keep-alive\r\nContent-Length: %d\r\n\r\n" % len(hidden) + hidden,
    )
    assert answer.count("HTTP/1.") == 1


@pytest.mark.parametrize(
    "target",
    [
        b"/../secret.txt", b"/../../../secret.txt", b"/inner/../../secret.txt", b"/inner/../index.html", b"/./index.html",
        b"/%2e%2e/secret.txt", b"/%2E%2E/secret.txt", b"/.%2e/secret.txt", b"/%2e%2e%2fsecret.txt", b"/..%2fsecret.txt",
        b"/%252e%252e/secret.txt", b"/..%5csecret.txt", b"/..\\secret.txt", b"/inner\\secret.txt", b"/inner%5Csecret.txt",
        b"/%c0%ae%c0%ae/secret.txt", b"/\xff", b"/%ff", b"/..;/secret.txt", b"/....//secret.txt",
        b"//etc/passwd", b"///etc/passwd", b"/%2fetc/passwd", b"/%2Fetc%2Fpasswd", b"/inner//etc/passwd", b"/inner//secret.txt",
        b"/c:/secret.txt", b"file:///etc/passwd", b"etc/passwd", b"../secret.txt", b"*", b"http://localhost/index.html",
        b"/index.html%00", b"/%00", b"/index.html%00.css", b"/.hidden", b"/%2ehidden", b"/.siglum", b"/.siglum/", b"/.siglum/other",
        b"/link.txt", b"/out/secret.txt", b"/out", b"/out/", b"/round", b"/round/a", b"/linked/", b"/linked/index.html",
        b"/index.html/", b"/index.html/a", b"/inner", b"/inner/", b"/" + b"a" * 5000, b"/" + b"a/" * 2000,
    ],
)  # fmt: skip
def test_nothing_outside_the_site_can_be_had(target: bytes, served: Served) -> None:
    for method in (b"GET", b"HEAD"):
        answer = asked(served, target, method=method)
        assert status(answer) == 404, answer[:200]
        assert "SECRET" not in answer
        assert "root:" not in answer


def test_what_is_inside_can_be_had(served: Served) -> None:
    assert asked(served, b"/inner/secret.txt").endswith("SECRET")
    assert "PAGE" in asked(served, b"/a%20b.html")


@pytest.mark.parametrize(
    "request_",
    [
        b"\r\n",
        b"nonsense\r\n\r\n",
        b"GET / HTTP/9.9.9\r\n\r\n",
        b"GET  / HTTP/1.1\r\n\r\n",
        b"\x16\x03\x01\x00\r\n\r\n",
        b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n",
    ],
)
def test_what_is_no_request_does_no_harm(request_: bytes, served: Served, capfd: pytest.CaptureFixture[str]) -> None:
    assert "PAGE" not in raw(served.port, request_)
    assert "PAGE" in asked(served, b"/")
    assert capfd.readouterr() == ("", "")

"""The preview, attacked by a page of another origin in a real browser: nothing is read, nothing is framed."""

from __future__ import annotations

import http.server
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from serve.served import Served, raw, serving, small
from siglum.serve.preview import Preview

PAGE = """<!DOCTYPE html><title>evil</title><body><script>
const at = 'HOST', got = {};
const wait = (make) => new Promise((done) => { const made = make(); made.onload = () => done('loaded'); made.onerror = () => done('refused'); });
const element = (name, more) => wait(() => { const made = Object.assign(document.createElement(name), more); document.body.append(made); return made; });
const tried = (what) => what.then((answer) => answer.text()).then((text) => text || 'empty', () => 'refused');
(async () => {
  got.script = await element('script', {src: at + '/search-index.js'});
  got.entries = await element('script', {src: at + '/entries.js'});
  got.seen = Object.keys(window).filter((name) => name.toLowerCase().startsWith('siglum')).join();
  got.style = await element('link', {rel: 'stylesheet', href: at + '/style.css'});
  got.font = getComputedStyle(document.body).fontFamily.includes('Siglum') ? 'read' : '';
  got.fetched = await tried(fetch(at + '/index.html'));
  got.opaque = await tried(fetch(at + '/index.html', {mode: 'no-cors'}));
  got.findings = await new Promise((done) => { const s = new EventSource(at + '/.siglum/events'); s.addEventListener('generation', () => done('read')); s.onerror = () => { s.close(); done('refused'); }; });
  const frame = document.createElement('iframe');
  frame.src = at + '/index.html';
  document.body.append(frame);
  await new Promise((done) => { frame.onload = done; setTimeout(done, 3000); });
  document.title = JSON.stringify(got);
})();
</script>"""


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    folder = small(tmp_path / "edition")
    monkeypatch.chdir(folder)
    (tmp_path / "site").mkdir()
    preview = Preview(tmp_path / "site")
    preview.refresh()
    with serving(folder, preview) as found:
        yield found


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_a_page_of_another_origin_reads_nothing_and_frames_nothing(name: str, served: Served, tmp_path: Path) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("chromium is not installed")
    evil = tmp_path / "evil"
    evil.mkdir()
    (evil / "index.html").write_text(PAGE.replace("HOST", f"http://127.0.0.1:{served.port}"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(evil))) as other:
        threading.Thread(target=other.serve_forever, daemon=True).start()
        with playwright.sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            page = browser.new_page()
            page.goto(f"http://{name}:{other.server_port}/index.html")
            page.wait_for_function("document.title !== 'evil'", timeout=60_000)
            got = page.evaluate("JSON.parse(document.title)")
            frames = [frame.evaluate("document.body ? document.body.innerText : ''") for frame in page.frames[1:]]
            with page.expect_popup() as opened:
                page.evaluate(f"window.popup = window.open('http://127.0.0.1:{served.port}/other.html')")
            opened.value.wait_for_load_state()
            followed = opened.value.inner_text("body")
            reached = page.evaluate(
                "(() => { try { return window.popup.document.body.innerText } catch { return 'refused' } })()"
            )
            browser.close()
        other.shutdown()
    assert got == {
        "script": "refused", "entries": "refused", "seen": "", "style": "refused", "font": "", "fetched": "refused", "opaque": "refused", "findings": "refused",
    }  # fmt: skip
    assert "A first word." not in "".join(frames)
    assert "A first word." in followed, "a link that a person follows leads to the page"
    assert reached in ("refused", "")


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ("", 200), ("Sec-Fetch-Site: none\r\n", 200), ("Sec-Fetch-Site: same-origin\r\n", 200), ("Sec-Fetch-Site: cross-site\r\n", 403),
        ("Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: script\r\n", 403),
        ("Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe\r\n", 403),
        ("Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n", 200),
    ],
)  # fmt: skip
@pytest.mark.parametrize("target", ["/index.html", "/search-index.js", "/.siglum/panel.js"])
def test_a_browser_that_asks_for_a_foreign_page_is_refused(
    headers: str, status: int, target: str, served: Served
) -> None:
    answer = raw(served.port, f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\n{headers}\r\n".encode())
    assert answer.split(" ", 2)[1] == str(status)
    for header in (
        "Cross-Origin-Resource-Policy: same-origin",
        "X-Frame-Options: DENY",
        "X-Content-Type-Options: nosniff",
        "frame-ancestors 'none'",
    ):
        assert header in answer

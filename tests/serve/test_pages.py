"""What is served: the pages as built, with the findings in a corner."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

from serve.served import PLAIN, TEXT, Answer, Served, events, generation, serving, small
from siglum.diagnostic import Diagnostic, Position, Span
from siglum.serve import panel
from siglum.serve.preview import Preview, State, sentence

HOSTILE = "</details><script>hostile</script>"
POINTS_NOWHERE = f'<p><persName ref="#{HOSTILE.replace("<", "&lt;")}">N</persName></p>'


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    monkeypatch.chdir(small(tmp_path / "edition"))
    (tmp_path / "site").mkdir()
    preview = Preview(tmp_path / "site")
    preview.refresh()
    with serving(tmp_path / "edition", preview) as found:
        yield found


def corner(answer: Answer) -> html.HtmlElement:
    """The panel of a page."""
    root: html.HtmlElement = html.document_fromstring(answer.body)
    return root.get_element_by_id("siglum-panel")


def summary(answer: Answer) -> str:
    return corner(answer).findtext(".//summary") or ""


def findings(answer: Answer) -> list[str]:
    return [" ".join(li.text_content().split()) for li in corner(answer).iterfind(".//li")]


def built(served: Served) -> dict[str, bytes]:
    assert served.preview.state.pages is not None
    return {path.name: path.read_bytes() for path in served.preview.state.pages.iterdir() if path.is_file()}


def test_pages_are_served_as_built_with_one_thing_added(served: Served) -> None:
    for name in ("index.html", "other.html"):
        answer = served.get(f"/{name}")
        start, end = answer.body.index('<div id="siglum-panel"'), answer.body.rindex("</script>") + len("</script>")
        assert (answer.body[:start] + answer.body[end:]).encode() == built(served)[name]
        assert answer.body[end:].startswith("</body>")
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert served.get("/").body == served.get("/index.html").body == served.get("/index.html?a=/../b").body
    assert served.get("/style.css").body.encode() == built(served)["style.css"]


def test_every_answer_is_fresh_and_what_it_says_it_is(served: Served) -> None:
    for path in ("/", "/style.css", "/nothing", "/.siglum/events"):
        headers = served.get(path, "HEAD").headers
        assert (headers["Cache-Control"], headers["X-Content-Type-Options"]) == ("no-store", "nosniff")
    assert served.get("/style.css").headers["Content-Type"] == "text/css; charset=utf-8"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.txt", "text/plain; charset=utf-8"),
        ("a.csv", "text/csv; charset=utf-8"),
        ("a.xml", "application/xml; charset=utf-8"),
        ("a.svg", "image/svg+xml; charset=utf-8"),
        ("a.json", "application/json; charset=utf-8"),
        ("a.woff2", "font/woff2"),
        ("a.unheard-of", "application/octet-stream"),
    ],
)
def test_a_file_has_its_type(name: str, kind: str, served: Served) -> None:
    assert served.preview.state.pages is not None
    (served.preview.state.pages / name).write_bytes(b"</body>")
    answer = served.get(f"/{name}")
    assert (answer.headers["Content-Type"], answer.body) == (kind, "</body>")


def test_a_head_is_that_of_the_page(served: Served) -> None:
    whole, head = served.get("/"), served.get("/", "HEAD")
    assert head.body == ""
    assert head.headers["Content-Length"] == str(len(whole.body.encode())) == whole.headers["Content-Length"]


def test_a_folder_gives_its_index_and_never_a_list(served: Served) -> None:
    assert served.preview.state.pages is not None
    for name in ("with", "without"):
        (served.preview.state.pages / name).mkdir()
    (served.preview.state.pages / "with" / "index.html").write_text("<p>inner", encoding="utf-8")
    (served.preview.state.pages / "without" / "secret.html").write_text("<p>inner", encoding="utf-8")
    assert served.get("/with/").body.startswith("<p>inner<div")
    for path in ("/with", "/without", "/without/", "/index.html/", "/nothing"):
        assert (served.get(path).status, "secret" in served.get(path).body) == (404, False), path


def test_where_nothing_is_found_the_panel_says_so(served: Served) -> None:
    answer = served.get("/")
    assert (summary(answer), findings(answer)) == ("siglum: nothing found", [])
    assert corner(answer).get("role") == "status"
    assert corner(answer).find(".//details").get("open") is None
    assert sentence(served.preview.state) == "rebuilt: nothing found"


def test_a_change_is_built_announced_and_shown(served: Served) -> None:
    stream = events(served.port)
    assert stream.headers["Content-Type"] == "text/event-stream; charset=utf-8"
    first = generation(stream)
    assert corner(served.get("/")).get("data-generation") == str(first)
    served.write(PLAIN.replace("first", "second"))
    served.preview.refresh()
    assert generation(stream) == first + 1
    assert "A second word." in served.get(TEXT).body
    assert corner(served.get("/")).get("data-generation") == str(first + 1)


def test_only_the_pages_of_the_last_builds_are_kept(served: Served) -> None:
    for _ in range(3):
        served.preview.refresh()
    assert sorted(path.name for path in served.preview.folder.iterdir()) == ["3", "4"]


def test_a_finding_has_code_message_place_and_help_and_cannot_become_markup(served: Served) -> None:
    served.write(POINTS_NOWHERE)
    said = sentence(served.preview.refresh())
    answer = served.get("/")
    found = [finding for finding in findings(answer) if "[dangling-pointer]" in finding]
    assert len(found) == 1, findings(answer)
    assert "</details><script>hostile</script>" in found[0]
    assert "letter.xml:6:19" in found[0]
    assert "help: " in found[0]
    assert [script.text for script in corner(answer).iter("script")] == []
    assert said == f"rebuilt: {summary(answer).removeprefix('siglum: ')}"


def test_every_text_of_a_finding_is_escaped() -> None:
    place = Span(Position(1, 2, 0), Position(1, 3, 1))
    finding = Diagnostic(HOSTILE, HOSTILE, HOSTILE, place, help=(HOSTILE,))
    state = State(1, Path(), HOSTILE, (finding,), (HOSTILE,))
    assert HOSTILE not in panel.panel(state)
    assert HOSTILE.encode() not in panel.plain(HOSTILE, HOSTILE)
    assert panel.panel(state).count("<script") == 1


def test_of_very_many_findings_the_first_are_shown() -> None:
    place = Span(Position(1, 2, 0), Position(1, 3, 1))
    shown = panel.panel(State(1, Path(), findings=tuple(Diagnostic("c", f"m{n}", "p", place) for n in range(1234))))
    assert shown.count("<li>") == 100
    assert "1,134 more: siglum check lists them" in shown


def test_a_file_name_that_is_no_unicode_does_not_spoil_the_page() -> None:
    place = Span(Position(1, 2, 0), Position(1, 3, 1))
    state = State(1, Path(), findings=(Diagnostic("c", "m", "\udcff.xml", place),))
    assert b"?.xml:1:2" in panel.added(b"<body></body>", state)


def test_a_document_that_does_not_parse_leaves_the_last_page(served: Served) -> None:
    before = built(served)
    served.write("<p>not closed")
    said = sentence(served.preview.refresh())
    answer = served.get(TEXT)
    assert said.startswith("not rebuilt: letter.xml:")
    assert answer.status == 200
    assert "A first word." in answer.body
    assert built(served) == before
    assert summary(answer) == "siglum: not rebuilt; 1 error"
    assert "This is the last page that could be built: letter.xml:" in corner(answer).text_content()
    assert len(findings(answer)) == 1
    served.write(PLAIN)
    assert sentence(served.preview.refresh()) == "rebuilt: nothing found"
    assert summary(served.get("/")) == "siglum: nothing found"


@pytest.mark.parametrize(
    "broken", ["[edition", '[edition]\ndocuments = ["**x"]\n', '[edition]\ndocuments = ["no.xml"]\n']
)
def test_a_broken_configuration_leaves_the_last_page(broken: str, served: Served) -> None:
    (served.folder / "siglum.toml").write_text(broken, encoding="utf-8")
    assert sentence(served.preview.refresh()).startswith("not rebuilt: siglum.toml")
    answer = served.get(TEXT)
    assert "A first word." in answer.body
    assert summary(answer) == "siglum: not rebuilt"
    assert corner(answer).text_content().count("siglum.toml") == 1


def test_where_no_page_was_ever_built_a_plain_one_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(small(tmp_path, "<p>not closed"))
    (tmp_path / "site").mkdir()
    preview = Preview(tmp_path / "site")
    with serving(tmp_path, preview) as served:
        assert (served.get("/").status, summary(served.get("/"))) == (503, "siglum: being built")
        preview.refresh()
        answer = served.get("/any.html")
        assert answer.status == 503
        assert "letter.xml:" in str(html.fromstring(answer.body).findtext(".//p"))
        assert summary(answer) == "siglum: not rebuilt; 1 error"


def test_what_cannot_be_checked_is_said(served: Served) -> None:
    (served.folder / "any.rng").unlink()
    assert "any.rng" in sentence(served.preview.refresh())
    answer = served.get("/")
    assert summary(answer) == "siglum: nothing found; not all could be checked"
    assert "Not checked: " in corner(answer).text_content()


def test_a_fault_of_the_toolkit_does_not_end_the_preview(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("no idea")

    monkeypatch.setattr("siglum.publish.build", fails)
    assert (
        sentence(served.preview.refresh())
        == "not rebuilt: siglum itself is at fault here (RuntimeError: no idea): please report it"
    )
    assert "A first word." in served.get(TEXT).body


def test_a_page_in_a_browser_follows_the_edition_and_keeps_the_panel_open(served: Served) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("chromium is not installed")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        said: list[str] = []
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"http://localhost:{served.port}{TEXT}")
        page.get_by_text("nothing found").click()
        served.write(POINTS_NOWHERE)
        served.preview.refresh()
        page.get_by_text("1 error").wait_for()
        page.locator("#siglum-panel li").first.wait_for(state="visible")
        assert HOSTILE in page.locator("#siglum-panel li").first.inner_text()
        served.write(PLAIN.replace("first", "second"))
        served.preview.refresh()
        page.get_by_text("A second word.").wait_for()
        page.get_by_text("siglum: nothing found").wait_for()
        browser.close()
    assert said == []

"""The documentation as a site: valid, accessible, every link alive, nothing asked of anybody else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from lxml import html

import documentation
from judges import LEVELS, errors, needs_axe, needs_browser, needs_checker, violations
from siglum import cli, codes, explain
from siglum.failure import Failure

if TYPE_CHECKING:
    import playwright.sync_api as playwright


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("documentation")
    for name, data in documentation.files().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, html.HtmlElement]:
    return {path: html.document_fromstring(path.read_text("utf-8")) for path in sorted(site.rglob("*.html"))}


def test_every_page_of_the_documentation_is_there(site: Path, pages: dict[Path, html.HtmlElement]) -> None:
    names = {path.relative_to(site).as_posix() for path in pages}
    assert len(pages) == len(documentation.sources()) + 1
    assert {"index.html", "tutorial.html", "reference.html", "findings.html", "how-to/silence-a-finding.html"} <= names
    titles = [page.findtext(".//title") for page in pages.values()]
    assert len({*titles}) == len(titles)


def test_no_link_is_dead(site: Path, pages: dict[Path, html.HtmlElement]) -> None:
    ids = {path: page.xpath("//@id") for path, page in pages.items()}
    for path, page in pages.items():
        assert len({*ids[path]}) == len(ids[path]), path
        for href in page.xpath("//@href | //@src"):
            if re.match("https?://", href):
                continue
            file, _, fragment = unquote(href).partition("#")
            target = (path.parent / file).resolve() if file else path
            assert target.is_file() and target.is_relative_to(site), (path, href)
            assert not fragment or fragment in ids[target], (path, href)


def test_each_page_leads_to_all_others_and_knows_itself(site: Path, pages: dict[Path, html.HtmlElement]) -> None:
    listed = {path for path in pages if path.parent.name != "decisions" or path.stem == "README"}
    for path, page in pages.items():
        ways = {(path.parent / href).resolve() for href in page.xpath("//header//nav//@href")}
        assert ways == listed - {site / "index.html"}, path
        here = [(path.parent / href).resolve() for href in page.xpath("//header//nav//a[@aria-current]/@href")]
        assert here == [path] * (path in ways), path


def test_nothing_is_asked_of_anybody_else(pages: dict[Path, html.HtmlElement]) -> None:
    for page in pages.values():
        loaded = page.xpath("//img/@src | //script/@src | //link/@href")
        assert loaded and not [url for url in loaded if "//" in url]


def test_every_command_and_every_finding_can_be_looked_up(site: Path, pages: dict[Path, html.HtmlElement]) -> None:
    headings = pages[site / "reference.html"].xpath("//h2/@id")
    assert all(any(heading.startswith(f"siglum-{name}") for heading in headings) for name in cli.COMMANDS)
    assert pages[site / "findings.html"].xpath("//h2/@id") == sorted(code.name for code in codes.CODES)


def test_what_is_explained_is_no_markup(site: Path, pages: dict[Path, html.HtmlElement]) -> None:
    said = " ".join(pages[site / "findings.html"].text_content().split())
    for code in codes.CODES:
        page = explain.body(code.name).replace("`", "")
        assert " ".join(page.split()) in said, code.name


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# A\n\n[b](none.md)\n", "docs/a.md links to none.md, and there is no such file: mend the link"),
        ("# A\n", "nothing in docs/README.md leads to docs/a.md: name it there"),
    ],
)
def test_what_leads_nowhere_is_said(text: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    way = "| a | [a](a.md) |\n" if "none" in text else ""
    monkeypatch.setattr(documentation, "sources", lambda: {"docs/README.md": f"# All\n\n{way}", "docs/a.md": text})
    with pytest.raises(Failure) as failure:
        documentation.files()
    assert str(failure.value) == said


@needs_checker
def test_every_page_is_valid(pages: dict[Path, html.HtmlElement]) -> None:
    assert errors(pages) == []


@needs_browser
@needs_axe
@pytest.mark.parametrize("width", [320, 1200])
def test_every_page_is_accessible_and_fits(
    width: int, pages: dict[Path, html.HtmlElement], browser: playwright.Browser
) -> None:
    """Nothing is asked beside the files; the wide pages are looked at by axe-core, the narrow ones for their width."""
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    found: list[tuple[str, ...]] = []
    for path in pages:
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        if width > 1000:
            found += [(path.name, *violation) for violation in violations(page, LEVELS)]
    context.close()
    assert (found, said) == ([], []) and all(url.startswith("file:") or url.startswith("data:") for url in asked)

"""The page of the site that says what changed since a version."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import html

from conftest import Command
from history.test_diff import ACCOUNT, PERSONS, change
from judges import errors, needs_axe, needs_browser, needs_checker, violations
from repository import commit, git

if TYPE_CHECKING:
    import playwright.sync_api as playwright


@pytest.fixture
def repository(small: Path) -> Path:
    """The small edition as version 1, which tells from now on what changed since; and what changed."""
    git("init", "-q", cwd=small)
    commit(small, "first")
    git("tag", "v1", cwd=small)
    change(small, "siglum.toml", 'id = "corrected"', 'id = "main"')
    with (small / "siglum.toml").open("a", encoding="utf-8") as toml:
        toml.write('\n[site]\nsince = "v1"\n')
    change(small, ACCOUNT, "We shall be late.", "We shall be far too late.")
    change(small, ACCOUNT, "asked her why", 'asked <persName ref="person:vogel">her</persName> why')
    change(small, PERSONS, "A traveller.", "A traveller, once.")
    return small


def page(siglum: Command, folder: Path) -> html.HtmlElement:
    done = siglum("build", "--no-cache", cwd=folder)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    return html.document_fromstring((folder / "build/html/changes.html").read_bytes())


def test_the_page_tells_the_words_and_leads_to_their_places(repository: Path, siglum: Command) -> None:
    root = page(siglum, repository)
    assert root.xpath("string(//h1)") == "Changes since v1"
    assert root.xpath("//section/h2/text()") == [
        "A Voyage, an invented account",
        "Register of persons",
        "Readings",
    ]
    (words,) = root.xpath("//h3[.='In the text']/following-sibling::ol[1]/li/p[2]")
    assert words.text_content() == "She said: “We shall be now: far too late.” Nobody asked her why, and"
    hrefs = [str(href) for href in root.xpath("//article//a/@href")]
    assert "received.html#p2" in hrefs or "main.html#p2" in hrefs
    assert "persons.html#berg" in hrefs
    for href in hrefs:
        file, _, name = href.partition("#")
        there = html.document_fromstring((repository / "build/html" / file).read_bytes())
        assert there.xpath("//*[@id=$name]", name=name), href
    rows = [[" ".join(cell.text_content().split()) for cell in row] for row in root.xpath("//tbody/tr")]
    assert rows == [["persName", "new", "p2, line 69"]]
    assert root.xpath("//nav//a[@href='changes.html']/text()") == ["Changes"]


def test_the_page_speaks_the_language_of_the_site(repository: Path, siglum: Command) -> None:
    change(repository, "siglum.toml", "[site]", '[site]\nlanguage = "de"')
    assert page(siglum, repository).xpath("string(//h1)") == "Änderungen seit v1"


def test_the_same_input_gives_the_same_bytes_wherever_it_lies(
    repository: Path, siglum: Command, tmp_path: Path
) -> None:
    page(siglum, repository)
    copy = shutil.copytree(repository, tmp_path / "elsewhere", ignore=shutil.ignore_patterns("build"))
    page(siglum, copy)
    assert (copy / "build/html/changes.html").read_bytes() == (repository / "build/html/changes.html").read_bytes()


def test_without_a_version_there_is_no_page(repository: Path, siglum: Command) -> None:
    change(repository, "siglum.toml", 'since = "v1"', "")
    assert siglum("build", "--no-cache", cwd=repository).returncode == 0
    assert not (repository / "build/html/changes.html").exists()
    assert "changes.html" not in (repository / "build/html/index.html").read_text("utf-8")


def test_nothing_changed(repository: Path, siglum: Command) -> None:
    commit(repository, "second")
    git("tag", "-f", "v1", cwd=repository)
    root = page(siglum, repository)
    assert root.xpath("//article/p/text()") == ["Nothing has changed."]


def test_a_version_that_is_not_known_leaves_the_page_out_and_says_so(repository: Path, siglum: Command) -> None:
    change(repository, "siglum.toml", 'since = "v1"', 'since = "v2"')
    done = siglum("build", "--no-cache", cwd=repository)
    assert done.returncode == 2
    said = "siglum: not published: changes.html: git knows no revision “v2” in the current folder: give a commit, a branch or a tag\n"
    assert said in done.stderr
    assert (repository / "build/html/index.html").exists()
    assert not (repository / "build/html/changes.html").exists()


def test_a_document_that_was_ill_formed_then_is_told(repository: Path, siglum: Command) -> None:
    text = (repository / ACCOUNT).read_text("utf-8")
    (repository / ACCOUNT).write_text(text.replace("</body>", ""), "utf-8")
    commit(repository, "broken")
    git("tag", "-f", "v1", cwd=repository)
    (repository / ACCOUNT).write_text(text, "utf-8")
    done = siglum("build", "--no-cache", cwd=repository)
    assert done.returncode == 0
    assert f"siglum: warning: changes.html: not compared: {ACCOUNT}, line 60, at v1: " in done.stderr


@needs_checker
def test_the_page_is_valid_html(repository: Path, siglum: Command) -> None:
    page(siglum, repository)
    assert errors([repository / "build/html/changes.html"]) == []


@needs_browser
@needs_axe
def test_the_page_is_accessible(repository: Path, siglum: Command, browser: playwright.Browser) -> None:
    page(siglum, repository)
    opened = browser.new_page()
    opened.goto((repository / "build/html/changes.html").as_uri())
    assert violations(opened) == []

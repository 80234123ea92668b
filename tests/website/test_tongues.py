"""The small edition with pages in each language: valid, accessible, and nowhere wider than a phone."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

import pytest

from conftest import SMALL
from judges import LEVELS, errors, needs_axe, needs_browser, needs_checker, violations
from siglum import publish as building
from siglum.edition import Edition
from website.sites import page, said

if TYPE_CHECKING:
    import playwright.sync_api as playwright

LANGUAGES = ("en", "de", "fr", "it", "es", "ru")


@cache
def published(language: str) -> list[Path]:
    """The pages of the small edition in a language, made once."""
    where = Path(mkdtemp(prefix=f"siglum-{language}-"))
    for file in (path for path in SMALL.rglob("*") if path.is_file()):
        copy = where / file.relative_to(SMALL)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(file.read_bytes())
    settings = where / "siglum.toml"
    text = settings.read_text(encoding="utf-8")
    assert "[site]" not in text
    settings.write_text(f'{text}\n[site]\nlanguage = "{language}"\n', encoding="utf-8")
    building.build(Edition.of(where), where / "build", frozenset({"html"}))
    return sorted((where / "build" / "html").glob("*.html"))


def test_the_pages_speak_six_languages() -> None:
    heads = {}
    for language in LANGUAGES:
        search = next(path for path in published(language) if path.name == "search.html")
        assert page(search).get("lang") == language
        heads[language] = said(page(search).xpath("//h1")[0])
    assert len(set(heads.values())) == len(LANGUAGES) and re.search("[а-я]", heads["ru"]), heads


@needs_checker
def test_they_are_valid_in_each() -> None:
    assert errors(path for language in LANGUAGES for path in published(language)) == []


@needs_browser
@needs_axe
@pytest.mark.parametrize("language", LANGUAGES)
def test_they_are_accessible_in_each_and_fit_a_phone(language: str, browser: playwright.Browser) -> None:
    """In light: what is dark differs in its colours alone, which are the same in all languages and looked at elsewhere."""
    view = browser.new_page(viewport={"width": 390, "height": 800}, color_scheme="light")
    found: list[tuple[str, str]] = []
    for path in published(language):
        if path.name == "404.html":
            continue  # its links begin with the root of a server
        view.goto(path.as_uri())
        assert view.evaluate("document.documentElement.scrollWidth") <= 390, path.name
        found += [(path.name, rule) for rule, _ in violations(view, LEVELS)]
    view.close()
    assert found == []

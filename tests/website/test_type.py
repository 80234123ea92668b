"""Type: figures that are read as figures, code without ligatures, letters that are bold and not thickened."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from judges import needs_browser
from website.sites import site

if TYPE_CHECKING:
    import playwright.sync_api as playwright
else:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = needs_browser

_FIGURES = """() => [...document.querySelectorAll('main *')]
    .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && /[0-9]/.test(n.data)))
    .filter((e) => !/lining-nums/.test(getComputedStyle(e).fontVariantNumeric)).map((e) => e.outerHTML.slice(0, 80))"""


@pytest.fixture
def page(browser: playwright.Browser) -> Iterator[playwright.Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("file", ["corrected.html", "persons.html", "quotations.html", "timeline.html", "cite.html"])
def test_an_eleven_is_no_roman_two(file: str, page: playwright.Page) -> None:
    """The old-style one of the face looks like a small capital I: figures are lining wherever there are any."""
    page.goto((site("essay") / file).as_uri())
    assert page.evaluate(_FIGURES) == []


def test_code_has_no_ligatures(page: playwright.Page) -> None:
    page.goto((site("essay") / "guidelines.html").as_uri())
    shown = "() => [...document.querySelectorAll('pre, code')].map((e) => getComputedStyle(e).fontVariantLigatures)"
    assert set(page.evaluate(shown)) == {"none"}


def test_bold_is_a_face_of_its_own(page: playwright.Page) -> None:
    page.goto((site("essay") / "corrected.html").as_uri())
    faces = "async () => { await document.fonts.ready; return [...document.fonts].map((f) => `${f.weight} ${f.style} ${f.status}`); }"
    assert sorted(page.evaluate(faces)) == ["400 italic loaded", "400 normal loaded", "700 italic loaded", "700 normal loaded"]  # fmt: skip

"""Type: figures that are read as figures, code without ligatures, letters that are bold and not thickened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from judges import needs_browser
from siglum import publish
from siglum.edition import Edition
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


# ===== what moves, opens and scrolls =====

_OPENED = """(list) => { list.open = true; const word = list.querySelector('summary').getBoundingClientRect(), menu = list.querySelector('ul').getBoundingClientRect();
    const found = {below: menu.top >= word.bottom - 1, under: menu.left < word.right && menu.right > word.left, seen: menu.left >= 0 && menu.right <= innerWidth};
    list.open = false; return found; }"""


@pytest.mark.parametrize("width", [390, 620, 820, 1440])
def test_a_menu_opens_under_its_word(width: int, browser: playwright.Browser) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto((site("essay") / "persons.html").as_uri())
    for menu in page.locator("details.ways").all():
        assert menu.evaluate(_OPENED) == {"below": True, "under": True, "seen": True}, menu.inner_text()
    context.close()


def test_the_headings_of_the_parallel_view_stay_in_view(browser: playwright.Browser) -> None:
    context = browser.new_context(viewport={"width": 1200, "height": 600})
    page = context.new_page()
    page.goto((site("essay") / "parallel.html").as_uri())
    table = page.locator("table.stretches").last
    table.locator("tbody tr").last.evaluate("(row) => row.scrollIntoView({block: 'center'})")
    tops = "(table) => [...table.tHead.rows[0].cells].map((cell) => Math.round(cell.getBoundingClientRect().top))"
    assert set(table.evaluate(tops)) == {0}
    context.close()


@pytest.mark.parametrize("width", [390, 820, 1440])
def test_no_span_of_time_is_drawn_over_words(width: int, browser: playwright.Browser) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto((site("essay") / "timeline.html").as_uri())
    ends = page.locator(".timeline .lanes i").evaluate_all("(all) => all.map((e) => e.getBoundingClientRect().right)")
    words = page.locator(".timeline .when").evaluate_all("(all) => all.map((e) => e.getBoundingClientRect().left)")
    assert max(ends) < min(words)
    context.close()


def test_a_table_that_scrolls_shows_it(browser: playwright.Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 600})
    page = context.new_page()
    page.goto((site("essay") / "quotations.html").as_uri())
    wide = page.locator(".wide").first
    assert wide.evaluate("(e) => e.scrollWidth > e.clientWidth")
    assert wide.evaluate("(e) => getComputedStyle(e).backgroundAttachment") == "local, local, scroll, scroll"
    context.close()


def test_the_style_says_start_and_end_and_not_left_and_right() -> None:
    """What is written from right to left has its numbers right and its notes left."""
    for name in ("style.css", "text.css", "pictures.css"):
        style = (site("essay") / name).read_text(encoding="utf-8")
        sides = (
            r"(?:margin|padding|border)-(?:left|right)|(?:float|clear|text-align): (?:left|right)|[\s;{](?:left|right):"
        )
        assert re.findall(sides, style) == []
        for value in re.findall(r"(?<![-\w])(?:margin|padding): ([^;{}()!]+);", style):
            sides_of = value.split()
            assert len(sides_of) < 4 or sides_of[1] == sides_of[3], value


ARABIC = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="x" xml:lang="ar"><teiHeader><fileDesc><titleStmt><title>t</title></titleStmt></fileDesc></teiHeader>
<text><body><p xml:id="p1" n="1">كان يا ما كان<note>ملاحظة</note> في قديم الزمان</p></body></text></TEI>"""


def test_what_is_written_from_right_to_left_is_laid_out_so(browser: playwright.Browser, tmp_path: Path) -> None:
    (tmp_path / "x.xml").write_text(ARABIC, encoding="utf-8")
    publish.build(Edition.of(tmp_path), tmp_path / "build", frozenset({"html"}))
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    page = context.new_page()
    page.goto((tmp_path / "build" / "html" / "x.html").as_uri())
    words, number, notes = (page.locator(at).bounding_box() for at in ("#p1", ".number", ".apparatus"))
    assert words and number and notes
    assert notes["x"] + notes["width"] <= words["x"] and words["x"] + words["width"] <= number["x"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 1400
    context.close()

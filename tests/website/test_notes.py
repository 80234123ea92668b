"""Notes at their lines, what is shown of a text, and the text on paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from judges import needs_browser
from website.sites import searched, site

if TYPE_CHECKING:
    import playwright.sync_api as playwright
else:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = needs_browser

_PLACES = """() => [...document.querySelectorAll('.paragraph > .apparatus')].map((list) => ({
    end: list.parentElement.getBoundingClientRect().bottom,
    notes: [...list.children].map((note) => { const at = note.getBoundingClientRect(), call = document.getElementById(note.id + '-at').getBoundingClientRect();
        return {top: at.top, bottom: at.bottom, line: call.top}; })}))"""


@pytest.fixture
def page(browser: playwright.Browser) -> Iterator[playwright.Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(browser: playwright.Browser) -> Iterator[playwright.Page]:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    yield context.new_page()
    context.close()


def opened(page: playwright.Page, file: str) -> playwright.Page:
    page.goto((site("essay") / file).as_uri())
    return page


def test_a_note_stands_beside_the_line_of_its_call_unless_another_is_in_its_way(page: playwright.Page) -> None:
    lists = opened(page, "corrected.html").evaluate(_PLACES)
    beside = 0
    for one in lists:
        notes = one["notes"]
        for before, note in zip([None, *notes], notes, strict=False):
            assert before is None or note["top"] >= before["bottom"] - 1
            is_beside = abs(note["top"] - note["line"]) < 16
            moved_down = before is not None and note["top"] - before["bottom"] < 16
            moved_up = note["top"] < note["line"]  # so as not to end below its paragraph
            assert is_beside or moved_down or moved_up
            beside += is_beside
    assert beside >= len(lists) / 2


def test_a_long_note_is_folded_and_unfolds_without_javascript(browser: playwright.Browser) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, java_script_enabled=False)
    page = opened(context.new_page(), "corrected.html")
    folded = page.locator(".folded").first
    assert folded.evaluate("(note) => note.scrollHeight > note.clientHeight + 10")
    page.locator(".unfold summary").first.click()
    assert folded.evaluate("(note) => note.scrollHeight <= note.clientHeight + 1")
    context.close()


def test_on_a_phone_a_note_opens_below_the_line_of_its_call(phone: playwright.Page) -> None:
    page = opened(phone, "corrected.html")
    assert not page.is_visible("#p4-a")
    call = page.locator("#p4-a-at")
    call.click()
    note = page.locator("#p4 .opened")
    said, at = note.bounding_box(), call.bounding_box()
    assert said and at and note.inner_text().startswith("Who or what is meant")
    assert 0 <= said["y"] - at["y"] < 60 and said["width"] > 250
    assert call.get_attribute("aria-expanded") == "true"
    call.click()
    assert note.count() == 0 and call.get_attribute("aria-expanded") == "false"


def test_on_a_phone_without_javascript_notes_stand_below_their_paragraph(browser: playwright.Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, java_script_enabled=False)
    assert opened(context.new_page(), "corrected.html").is_visible("#p4-a")
    context.close()


@pytest.mark.parametrize("call", ["#p4-a-at", "a.note-call"])
def test_a_call_is_large_enough_to_hit(call: str, phone: playwright.Page) -> None:
    hit = """(call) => { call.scrollIntoView({block: 'center'}); const at = call.getBoundingClientRect(), x = at.left + at.width / 2, y = at.top + at.height / 2;
        return [[0, 0], [-11, 0], [11, 0], [0, -11], [0, 11]].every(([dx, dy]) => document.elementFromPoint(x + dx, y + dy)?.closest('a') === call); }"""
    assert opened(phone, "corrected.html").locator(call).first.evaluate(hit)


def test_the_call_of_a_note_is_no_part_of_the_word_before_it(page: playwright.Page) -> None:
    [place] = [one for at, one in searched("essay").items() if at == "corrected.html#p2"]
    assert "Leon Sedov were absent" in place["text"] and "Sedov2" not in place["text"]
    copied = (
        "() => { getSelection().selectAllChildren(document.getElementById('p2')); return getSelection().toString(); }"
    )
    assert "Leon Sedov were absent" in " ".join(opened(page, "corrected.html").evaluate(copied).split())


def test_what_is_shown_is_chosen_without_javascript(browser: playwright.Browser) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, java_script_enabled=False)
    page = opened(context.new_page(), "corrected.html")
    line = "(e) => getComputedStyle(e).textDecorationLine"
    name, correction = page.locator("#p16 a.name").first, page.locator(".corr").first
    assert name.evaluate(line) == correction.evaluate(line) == "underline" and page.is_visible("#p4-a")
    page.uncheck("#show-names")
    assert name.evaluate(line) == "none" and correction.evaluate(line) == "underline"
    page.uncheck("#show-corrections")
    assert correction.evaluate(line) == "none" and page.is_visible("#p4-a")
    page.uncheck("#show-notes")
    assert not page.is_visible("#p4-a") and not page.is_visible("#p4-a-at")
    context.close()


def test_what_one_chose_to_see_is_remembered(page: playwright.Page) -> None:
    opened(page, "corrected.html").check("#show-plain")
    opened(page, "received.html")
    assert page.is_checked("#show-plain") and not page.is_visible(".apparatus >> nth=0")


def test_on_paper_the_text_has_the_full_measure_and_nothing_is_folded(page: playwright.Page) -> None:
    opened(page, "corrected.html").emulate_media(media="print")
    page.set_viewport_size({"width": 640, "height": 900})
    assert page.locator("#p5").evaluate("(e) => e.clientWidth / document.documentElement.clientWidth") > 0.85
    assert page.locator(".folded").first.evaluate("(note) => note.scrollHeight <= note.clientHeight + 1")
    assert page.is_visible("#p4-a") and not page.is_visible("fieldset.show")
    opened(page, "persons.html")
    assert page.is_visible("#iakir .mentions ol")


def test_printed_pages_have_running_heads_and_numbers() -> None:
    style = (site("essay") / "print.css").read_text(encoding="utf-8")
    assert 'content: "Evidence of Leon Trotsky’s Collaboration with Germany and Japan: an excerpt, edited"' in style
    assert "content: counter(page)" in style and "TITLE.OF.EDITION" not in style

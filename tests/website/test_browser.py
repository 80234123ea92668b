"""The site in a browser, opened from disk: with JavaScript and without, in light and in dark, on a screen and on paper.

The browser is the system's Chromium; without one these tests are skipped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from judges import LEVELS, needs_axe, needs_browser, violations
from siglum.fidelity.output_differs import page_text
from website.sites import NAMES, made, pages, site

if TYPE_CHECKING:
    import playwright.sync_api as playwright
else:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = needs_browser
READINGS = ("corrected", "received", "letter-1994", "speech-1961")


def from_disk(name: str) -> list[Path]:
    """The pages that are opened from disk: that of what is missing is for a server, whose root its links begin with."""
    return [path for path in pages(name) if path.name != "404.html"]


class Visitor:
    """A page of a browser that notes what went wrong and what was asked for."""

    def __init__(self, browser: playwright.Browser, **options: Any) -> None:
        self.context = browser.new_context(**{"viewport": {"width": 1200, "height": 900}, **options})
        self.page = self.context.new_page()
        self.errors: list[str] = []
        self.asked: list[str] = []
        self.page.on(
            "console",
            lambda message: self.errors.append(message.text) if message.type in ("error", "warning") else None,
        )
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def open(self, file: str, name: str = "essay") -> playwright.Page:
        path, _, fragment = file.partition("#")
        self.page.goto((site(name) / path).as_uri() + (f"#{fragment}" if fragment else ""))
        return self.page

    def close(self) -> None:
        self.context.close()
        assert self.errors == []
        roots = tuple(site(name).as_uri() for name in NAMES)
        assert [url for url in self.asked if not url.startswith((*roots, "data:"))] == []


@pytest.fixture
def reader(browser: playwright.Browser) -> Iterator[Visitor]:
    visitor = Visitor(browser)
    yield visitor
    visitor.close()


@pytest.fixture
def plain(browser: playwright.Browser) -> Iterator[Visitor]:
    """A reader without JavaScript."""
    visitor = Visitor(browser, java_script_enabled=False)
    yield visitor
    visitor.close()


def test_the_readings_are_reached_without_javascript_and_stated(plain: Visitor) -> None:
    page = plain.open("index.html")
    page.click("text=the essay, with the editors’ corrections")
    assert page.url.endswith("/corrected.html")
    assert page.inner_text("nav.readings [aria-current]") == "the essay, with the editors’ corrections"
    page.click("nav.readings >> text=the transcript as received")
    assert page.url.endswith("/received.html")
    assert page.inner_text("nav.readings [aria-current]") == "the transcript as received"
    assert "Furtherrmore" in page.inner_text("#p11") and "Furthermore" not in page.inner_text("#p11")


def test_every_list_of_ways_opens_without_javascript(plain: Visitor) -> None:
    page = plain.open("corrected.html")
    page.click("summary:has-text('Registers')")
    page.click("text=Persons")
    assert page.url.endswith("/persons.html") and page.is_visible("#iakir")
    page.click("#iakir details >> text=mentions")
    page.click("#iakir .place >> nth=0")
    assert page.url.endswith("/corrected.html#p16")


def test_two_readings_stand_side_by_side_without_javascript(plain: Visitor) -> None:
    page = plain.open("received.html#p11")
    page.click("nav.readings .pairs >> text=the essay, with the editors’ corrections")
    assert page.url.endswith("/corrected--received.html")
    row = page.locator("tr.differs", has_text="Furtherrmore")
    assert row.locator("td >> nth=0 >> mark >> text=Furthermore").count() == 1
    assert row.locator("td >> nth=1 >> mark >> text=Furtherrmore").count() == 1
    page.locator("tr >> nth=-1").scroll_into_view_if_needed()
    assert page.locator("thead th").first.bounding_box()["y"] == pytest.approx(0, abs=1)  # type: ignore[index]
    page.locator("tr >> nth=-1").locator(".place >> nth=1").click()
    assert "/received.html#" in page.url


def test_search_says_what_to_do_without_javascript(plain: Visitor) -> None:
    page = plain.open("search.html")
    assert "This search needs JavaScript" in page.inner_text("main")
    assert not page.is_visible("#query") and page.is_visible(".instead a >> nth=0")


@pytest.mark.parametrize(
    "file", ["quotations.html", "timeline.html", "transmission.html", "parallel.html", "cite.html", "guidelines.html"]
)
def test_a_page_is_complete_without_javascript(file: str, plain: Visitor, reader: Visitor) -> None:
    without = plain.open(file).inner_text("main")
    with_ = reader.open(file).inner_text("main")
    assert re.sub(r"\s+", "", without) == re.sub(r"\s+|✓|Copy", "", with_)


@pytest.mark.parametrize("reading", READINGS)
def test_what_one_copies_is_the_text(reading: str, reader: Visitor) -> None:
    page = reader.open(f"{reading}.html")
    copied = page.evaluate(
        "() => { getSelection().selectAllChildren(document.getElementById('text')); return getSelection().toString(); }"
    )
    plain_text = (made("essay") / "text" / f"{reading}.txt").read_text(encoding="utf-8")
    assert page_text((site("essay") / f"{reading}.html").read_bytes()).split() == plain_text.split()
    page.evaluate("document.querySelectorAll('#text a.note-call').forEach((call) => call.remove())")
    without_calls = page_text(page.content().encode("utf-8"))
    assert copied.split() == without_calls.split()


def test_the_preview_of_a_name_comes_with_the_mouse_and_goes_with_escape(reader: Visitor) -> None:
    page = reader.open("corrected.html")
    link = page.locator("#p16 a.name[href='persons.html#shelepin']").first
    link.hover()
    page.wait_for_selector("#preview:not([hidden])")
    said = page.inner_text("#preview")
    assert "Aleksandr Nikolaevich Shelepin" in said
    assert link.get_attribute("aria-describedby") == "preview"
    page.locator("#preview").hover()
    page.wait_for_timeout(300)
    assert page.is_visible("#preview")
    page.keyboard.press("Escape")
    assert not page.is_visible("#preview") and link.get_attribute("aria-describedby") is None


def test_the_preview_of_a_name_comes_with_the_keyboard(reader: Visitor) -> None:
    page = reader.open("corrected.html")
    page.locator("a[href='#p5']").focus()
    for _ in range(2):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "name"
    page.wait_for_selector("#preview:not([hidden])")
    page.keyboard.press("Tab")
    page.wait_for_function(
        "(document.activeElement.className === 'name') === !document.querySelector('#preview').hidden"
    )


def test_the_keyboard_reaches_the_text_past_the_head(reader: Visitor) -> None:
    page = reader.open("corrected.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    assert page.is_visible(".skip")


def found(page: playwright.Page, query: str) -> list[str]:
    """The places that a search finds, as they are called."""
    page.fill("#query", query)
    page.wait_for_selector("#results[aria-busy=false]", state="attached")
    return page.locator("#results a").all_inner_texts()


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("iakir", None),
        ("Yakir", None),
        ("Якир", None),
        ("ИАКИР", None),
        ("khrushchev secret", "paragraph 2"),
        ("tukhachevskii", None),
        ("nightmare", "paragraph 18"),
        ("furtherrmore", "paragraph 11"),
        ('"into the nightmare"', "paragraph 18"),
        ("„into the nightm", "paragraph 18"),
    ],
)
def test_search_folds_accents_and_transliterations(query: str, first: str | None, reader: Visitor) -> None:
    page = reader.open("search.html")
    links = found(page, query)
    assert links and (first is None or links[0] == first)
    if first is None and "uk" not in query:
        assert "Iona Emmanuilovich Iakir (Persons)" in links
    assert page.locator("#results mark").count() >= len(links)
    places = page.locator("#results > li > a").count()
    assert page.inner_text("#count") == (f"{places} places" if places > 1 else "1 place")
    page.locator("#results a").first.click()
    assert re.search(r"/(corrected|received|persons|works|events|organisations)\.html\?find=[^#]+#", page.url)
    page.wait_for_selector("main :target mark.found")


def test_a_search_has_an_address_and_says_when_nothing_is_found(reader: Visitor) -> None:
    page = reader.open("search.html#q=betrayal")
    page.wait_for_selector("#results[aria-busy=false]", state="attached")
    assert page.input_value("#query") == "betrayal" and page.locator("#results li").count() == 1
    assert found(page, "zzzz") == []
    assert page.inner_text("#count") == "Nothing found"


def test_an_address_with_half_a_character_is_read_as_it_stands(reader: Visitor) -> None:
    page = reader.open("search.html#q=%E0%A4%A")
    assert page.input_value("#query") == "%E0%A4%A"
    page = reader.open("corrected.html#%E0%A4%A")
    assert page.is_visible("#p1")


def test_a_heading_sorts_its_column(reader: Visitor) -> None:
    page = reader.open("quotations.html")
    first_column = page.locator("table").first.locator("tbody tr td:nth-child(7)")
    page.locator("th:nth-child(7) button").first.click()
    numbers = [int(number) for number in first_column.all_inner_texts()]
    assert numbers == sorted(numbers)
    page.locator("th:nth-child(7) button").first.click()
    assert [int(number) for number in first_column.all_inner_texts()] == sorted(numbers, reverse=True)
    assert page.locator("th:nth-child(7)").first.get_attribute("aria-sort") == "descending"


def colour(page: playwright.Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def test_light_and_dark_follow_the_system_until_one_chooses(browser: playwright.Browser) -> None:
    visitor = Visitor(browser, color_scheme="dark")
    page = visitor.open("corrected.html")
    assert colour(page) == "rgb(23, 24, 26)"
    page.click(".theme")
    assert colour(page) == "rgb(252, 251, 247)"
    visitor.open("persons.html")
    assert colour(page) == "rgb(252, 251, 247)"
    visitor.close()
    light = Visitor(browser, color_scheme="light")
    assert colour(light.open("corrected.html")) == "rgb(252, 251, 247)"
    light.close()


def test_on_paper_there_are_no_ways_and_the_text_is_whole(reader: Visitor) -> None:
    page = reader.open("corrected.html")
    page.emulate_media(media="print")
    assert (
        not page.is_visible("header.site nav")
        and not page.is_visible("a.cite >> nth=0")
        and not page.is_visible("#cite")
    )
    assert page.inner_text("nav.readings li:visible") == "the essay, with the editors’ corrections"
    assert page.is_visible("#p24") and page.is_visible("#p18 + .apparatus, .quoted .apparatus")
    assert len(page.pdf()) > 10_000


@pytest.mark.parametrize("width", [320, 390, 820, 1440])
@pytest.mark.parametrize("name", NAMES)
def test_no_page_is_wider_than_its_window(name: str, width: int, browser: playwright.Browser) -> None:
    visitor = Visitor(browser, viewport={"width": width, "height": 800})
    for path in from_disk(name):
        page = visitor.open(path.name, name)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path.name
    visitor.close()


@needs_axe
def test_what_is_missing_has_a_page_at_any_depth(browser: playwright.Browser) -> None:
    def answer(route: playwright.Route) -> None:
        asked = site("letters") / route.request.url.partition("/anna-jan/")[2]
        route.fulfill(path=asked if asked.is_file() else site("letters") / "404.html")

    context = browser.new_context(viewport={"width": 320, "height": 800})
    context.route("**/*", answer)
    page = context.new_page()
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.goto("https://letters.example/anna-jan/gone/far/away.html")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert violations(page, LEVELS) == []
    page.click("main a >> nth=0")
    assert page.url.startswith("https://letters.example/anna-jan/") and "away" not in page.url
    context.close()
    assert failed == []


def test_nothing_shifts_while_a_page_loads(reader: Visitor) -> None:
    page = reader.open("corrected.html")
    shifted = page.evaluate("""() => new Promise((done) => {
        new PerformanceObserver((list) => done(list.getEntries().reduce((sum, entry) => sum + entry.value, 0))).observe({type: 'layout-shift', buffered: true});
        setTimeout(() => done(0), 300);
    })""")
    assert shifted == 0


@needs_axe
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_every_page_is_accessible(name: str, scheme: str, browser: playwright.Browser) -> None:
    """No violation of WCAG 2.2, levels A and AA, that axe-core can find.

    What is dark differs in nothing but its colours. The guidelines have a section for each element, made by one
    template: every tenth is looked at, others in light than in dark.
    """
    asked = LEVELS if scheme == "light" else {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
    visitor = Visitor(browser, color_scheme=scheme)
    found: list[tuple[str, str, str]] = []
    for path in from_disk(name):
        page = visitor.open(path.name, name)
        drop = "(kept) => document.querySelectorAll('section[id^=element-]').forEach((e, n) => n % 10 == kept || e.remove())"
        page.evaluate(drop, 0 if scheme == "light" else 5)
        found += [(path.name, *violation) for violation in violations(page, asked)]
    visitor.close()
    assert found == []

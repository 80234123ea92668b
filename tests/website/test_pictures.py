"""The map and the network in a browser: what they show to those who point, to those who do not, and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from judges import needs_browser
from website.sites import page as tree
from website.sites import site
from website.test_browser import Visitor

if TYPE_CHECKING:
    import playwright.sync_api as playwright
else:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = needs_browser
WIDTHS = {1440: 16.0, 820: 12.0, 390: 11.0}
"""The least size of letters on a map, in pixels, for each width of a window."""


@pytest.fixture
def reader(browser: playwright.Browser) -> Iterator[Visitor]:
    visitor = Visitor(browser)
    yield visitor
    visitor.close()


def named(page: playwright.Page) -> list[dict[str, float]]:
    """The names that are seen on the maps of a page: their boxes, as the browser draws them."""
    return list(
        page.evaluate("""() => [...document.querySelectorAll('svg.map a text')].filter((text) => {
            const style = getComputedStyle(text);
            return style.visibility === 'visible' && style.opacity !== '0';
        }).map((text) => { const {left, top, right, bottom} = text.getBoundingClientRect(); const map = text.ownerSVGElement.getBoundingClientRect();
            return {left, top, right, bottom, inside: left >= map.left - 1 && right <= map.right + 1 && top >= map.top - 1 && bottom <= map.bottom + 1}; })""")
    )


@pytest.mark.parametrize("width", WIDTHS)
def test_names_on_a_map_are_large_enough_whole_and_apart(width: int, browser: playwright.Browser) -> None:
    visitor = Visitor(browser, viewport={"width": width, "height": 900}, java_script_enabled=False)
    names = named(visitor.open("map.html", "travels"))
    assert len(names) >= (4 if width == 390 else 10)
    for n, one in enumerate(names):
        assert one["inside"] and one["bottom"] - one["top"] >= WIDTHS[width]
        for other in names[:n]:
            assert (
                one["right"] <= other["left"] + 1 or other["right"] <= one["left"] + 1
                or one["bottom"] <= other["top"] + 4 or other["bottom"] <= one["top"] + 4
            )  # fmt: skip
    visitor.close()


def test_a_dot_leads_to_its_entry_and_the_list_leads_to_all(browser: playwright.Browser) -> None:
    visitor = Visitor(browser, java_script_enabled=False)
    page = visitor.open("map.html", "travels")
    page.locator("svg.map a", has_text="Suva").first.locator("circle").click()
    assert page.url.endswith("/places.html#suva")
    page = visitor.open("map.html", "travels")
    links = page.locator("ol.places a").all_inner_texts()
    assert links[0] == "Vienna" and len(links) == 12 and not {"Mars", "Atlantis"} & set(links)
    visitor.close()


def test_what_one_points_at_in_the_list_is_shown_on_the_map(reader: Visitor) -> None:
    page = reader.open("map.html", "travels")
    page.locator("ol.places a", has_text="Prater").focus()
    shown = page.locator("svg.map a.here text")
    assert [text.text_content() for text in shown.all()] == ["Vienna +2", "Vienna +1"]  # in the whole, and in its part
    page.locator("header.site a").first.focus()
    assert page.locator("svg.map a.here").count() == 0


@pytest.mark.parametrize("file", ["map.html", "network.html"])
def test_only_what_is_beside_a_picture_is_read_out_and_reached_with_the_keyboard(file: str) -> None:
    root = tree(site("travels") / file)
    assert root.xpath("//*[local-name()='svg'][not(@aria-hidden='true')]") == []
    assert root.xpath("//*[local-name()='svg']//*[local-name()='a'][not(@tabindex='-1')]") == []
    drawn = set(root.xpath("//*[local-name()='svg']//*[local-name()='a']/@href"))
    assert drawn and drawn <= set(root.xpath("//main//a[@class='name']/@href"))


def test_a_network_is_whole_and_readable_on_any_page(browser: playwright.Browser) -> None:
    for width in WIDTHS:
        visitor = Visitor(browser, viewport={"width": width, "height": 900}, java_script_enabled=False)
        page = visitor.open("network.html", "travels")
        boxes = page.evaluate("""() => [...document.querySelectorAll('svg.network text')].map((text) => {
            const {left, right, top, bottom} = text.getBoundingClientRect(), edge = text.ownerSVGElement.getBoundingClientRect();
            return [left >= edge.left && right <= edge.right, bottom - top, top]; })""")
        assert len(boxes) == 4 and all(inside and high >= 14 for inside, high, _ in boxes)
        assert all(two[2] - one[2] >= 14 for one, two in pairwise(boxes))
        page.locator("td a.place").first.click()
        assert page.url.endswith("/journey.html#p1")
        visitor.close()


def test_what_one_points_at_in_a_network_shows_its_arcs(reader: Visitor) -> None:
    page = reader.open("network.html", "travels")
    page.locator("tbody a.name", has_text="Dorn").focus()
    assert page.locator("svg.network a.here").all_text_contents() == ["Dorn, Leo"]
    assert page.locator("svg.network .tie.here").count() == 1
    page.locator("svg.network a", has_text="Binder").hover()
    assert page.locator("svg.network .tie.here").count() == 2


def test_a_map_on_paper_is_whole(reader: Visitor) -> None:
    page = reader.open("map.html", "travels")
    page.emulate_media(media="print")
    assert page.locator("svg.map").first.is_visible() and page.is_visible("ol.places")
    assert page.evaluate("getComputedStyle(document.querySelector('.land')).fill") == "rgb(238, 238, 238)"

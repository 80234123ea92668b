"""The box of the search in the head of every page; what is found where, and in which order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from judges import needs_browser
from website.sites import NAMES, page, pages, said, site
from website.test_browser import Visitor, found

if TYPE_CHECKING:
    import playwright.sync_api as playwright
pytestmark = needs_browser


@pytest.fixture
def reader(browser: playwright.Browser) -> Iterator[Visitor]:
    visitor = Visitor(browser)
    yield visitor
    visitor.close()


def results(tab: playwright.Page) -> list[str]:
    tab.wait_for_selector("#results[aria-busy=false]", state="attached")
    return tab.locator("#results > li > a").all_inner_texts()


def narrowed(tab: playwright.Page, where: str) -> list[str]:
    tab.check(f"[name=where][value={where}]")
    return results(tab)


@pytest.mark.parametrize("name", NAMES)
def test_every_page_has_one_box_of_the_search(name: str) -> None:
    for path in pages(name):
        forms = page(path).xpath("//form[@role='search']")
        assert [form.get("action") for form in forms] == [None if path.name == "search.html" else "search.html"], path


def test_the_box_leads_from_disk_to_what_is_found(reader: Visitor) -> None:
    tab = reader.open("persons.html")
    tab.fill(".seek input", '"into the nightmare"')
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#results mark")
    assert "/search.html?q=" in tab.url and tab.input_value("#query") == '"into the nightmare"'
    assert results(tab) == ["paragraph 18"]
    tab.click("#results a")
    tab.wait_for_selector("mark.found")
    assert tab.locator("mark.found").all_inner_texts() == ["into the nightmare"]
    tab.go_back()
    assert results(tab) == ["paragraph 18"]


def test_without_javascript_there_is_a_link_and_no_box(browser: playwright.Browser, reader: Visitor) -> None:
    visitor = Visitor(browser, java_script_enabled=False)
    tab = visitor.open("corrected.html")
    assert not tab.is_visible(".seek")
    tab.click("header >> text=Search")
    assert tab.url.endswith("/search.html") and tab.is_visible(".instead")
    visitor.close()
    tab = reader.open("corrected.html")
    assert tab.is_visible(".seek input") and not tab.is_visible("header a[href='search.html']")


def test_whole_words_come_before_beginnings(reader: Visitor) -> None:
    """Paragraph 6 has “trials”, paragraphs 10 and 11 have “Trial”."""
    tab = reader.open("search.html")
    found(tab, "trial")
    marked = [item.all_inner_texts() for item in (li.locator("> p mark") for li in tab.locator("#results > li").all())]
    whole = ["trial" in (word.lower() for word in words) for words in marked]
    assert True in whole and False in whole and whole == sorted(whole, reverse=True)
    heads = tab.locator("#results > li .begins")
    assert heads.all_inner_texts() == ["As the beginning of a longer word"]
    assert tab.locator("#results > li").nth(whole.index(False)).locator(".begins").count() == 1
    found(tab, '"trial"')
    assert tab.locator("#results .begins").count() == 0 and tab.locator("#results > li").count() == whole.count(True)
    found(tab, "rehabilit")
    assert tab.locator("#results .begins").count() == 0 and tab.locator("#results > li").count() > 1


def test_a_search_is_kept_to_the_text_its_notes_or_the_registers(reader: Visitor) -> None:
    tab = reader.open("search.html")
    found(tab, "essay")
    everywhere = results(tab)
    texts, notes, registers = (narrowed(tab, where) for where in ("texts", "notes", "registers"))
    assert texts and notes and registers
    assert sorted([*texts, *notes, *registers]) == sorted(everywhere)
    assert "paragraph 1" in texts and "paragraph 1" not in notes
    assert all(name.endswith(")") for name in registers)


def test_a_search_is_kept_to_a_document_and_its_address_says_so(reader: Visitor) -> None:
    tab = reader.open("search.html")
    both = found(tab, "stalin")
    tab.select_option("#within", label="The letter in Russian")
    russian = results(tab)
    assert 0 < len(russian) < len(both)
    assert set(tab.locator("#results > li > .voice").all_inner_texts()) == {" The letter in Russian"}
    narrowed(tab, "texts")
    assert tab.url.endswith("/search.html?q=stalin&where=texts&in=letter-ru.html")
    tab.reload()
    assert results(tab) and tab.input_value("#within") == "letter-ru.html" and tab.is_checked("[value=texts]")


def test_an_entry_is_found_by_its_identifier(reader: Visitor) -> None:
    tab = reader.open("search.html")
    entry = page(site("essay") / "persons.html").xpath("//section[.//*[@class='identifier']/a]")[0]
    identifier = entry.xpath(".//*[@class='identifier']/a")[0].text_content()
    assert found(tab, identifier)[0] == f"{said(entry.xpath('h2')[0])} (Persons)"


def test_the_call_of_a_note_is_no_part_of_the_word_before_it(reader: Visitor) -> None:
    tab = reader.open("search.html")
    assert found(tab, "Sedov2") == found(tab, '"1938 1"') == []
    assert "paragraph 2" in found(tab, "Sedov") and "Sedov2" not in tab.inner_text("#results")
    assert "paragraph 2" in found(tab, '"1938 Trotsky and his son Leon Sedov were absent"')

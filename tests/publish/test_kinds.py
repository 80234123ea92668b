"""Each kind of text is set as its readers expect it, on pages that are valid and accessible."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import html

from judges import errors, needs_axe, needs_browser, needs_checker, violations
from publish.kinds import KINDS, document
from siglum import publish
from siglum.edition import Edition

if TYPE_CHECKING:
    from playwright import sync_api as playwright
else:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All kinds as one edition, of which nothing is declared; the build itself holds each output to its reading."""
    folder = tmp_path_factory.mktemp("kinds")
    for kind in KINDS:
        (folder / f"{kind}.xml").write_text(document(kind), encoding="utf-8")
    done = publish.build(Edition.of(folder), folder / "build", frozenset({"html", "text"}))
    assert done == publish.Published((), ())
    return folder / "build"


def text(build: Path, kind: str) -> html.HtmlElement:
    root: html.HtmlElement = html.document_fromstring((build / f"html/{kind}.html").read_bytes().decode())
    return root.get_element_by_id("text")


def said(found: list[html.HtmlElement]) -> list[str]:
    return [" ".join(element.text_content().split()) for element in found]


def test_drama(build: Path) -> None:
    page = text(build, "drama")
    assert said(page.xpath(".//p[contains(@class, 'title-line')]")) == ["A. Writer", "The Ferry", "A play"]
    assert said(page.xpath(".//h2")) == ["Persons", "Act One"]
    prose, verse = page.xpath(".//section[@class='sp']")[:2]
    assert said(prose.xpath(".//p")) == ["ANN at the rail Is it late?"]
    assert prose.xpath(".//span[@class='speaker capitals']") and not verse.xpath(
        ".//span[contains(@class, 'capitals')]"
    )
    assert said(verse.xpath("p")) == ["Ben", "We wait"]
    assert page.xpath(".//p[@id='v2']/span[@class='step']/@data-before") == ["We wait"]
    assert said(page.xpath(".//p[@class='page']")) == ["page 7"]


def test_verse(build: Path) -> None:
    page = text(build, "verse")
    song, ode = page.xpath(".//section[@class='div']")
    assert said(song.xpath(".//p[span[@class='line-number']]")) == [
        "5Verse number 5 of the ferry song",
        "10Verse number 10 of the ferry song",
    ]
    assert said(ode.xpath(".//span[@class='line-number']")) == ["5"]
    assert "margin-inline-start: 2em" in ode.xpath(".//p[@class='l']/@style")[0]
    assert "margin-inline-start: min(40em, 40%)" in ode.xpath(".//p[@class='l']/@style")[-1], "no page is that wide"


def test_letters(build: Path) -> None:
    page = text(build, "letter")
    assert said(page.xpath(".//div[@class='sent']/p")) == ["From Ann, Lower Ferry, 3 May 1870", "To Ben"]
    assert said(page.xpath(".//h1")) == ["A letter"]
    head, date, salute = said(page.xpath(".//div[@class='opener']/*"))
    assert (date, salute) == ("Lower Ferry, 3 May 1870", "Dear Ben,")
    assert said(page.xpath(".//*[@class='seg'][not(*)]")) == ["The Ferry", "Wharf 2"], "left and right stand apart"
    assert head == "The FerryWharf 2"


def test_a_description_has_no_empty_part(build: Path) -> None:
    page = text(build, "manuscript")
    shelf_mark = page.xpath(".//div[contains(@class, 'msIdentifier')]/div[@class='said']")
    assert said(shelf_mark) == ["Upton, Ferry Library, MS 7"]
    assert said(page.xpath(".//li")) == ["1r A song"]
    labels = said(page.xpath(".//div[contains(@class, 'physDesc')]//span[@class='label']"))
    assert labels == ["Physical description", "Material", "Extent"]
    assert said(page.xpath(".//div[@class='description extent']/div")) == ["3 leaves 190 × 120 mm"]


def test_a_transcription_has_its_views_hands_and_images(build: Path) -> None:
    page = text(build, "transcription")
    assert page.xpath(".//fieldset[@class='views']//input/@id") == ["view-diplomatic", "view-expanded", "view-reading"]
    assert page.xpath(".//ins/@title") == ["above the line"]
    assert said(page.xpath(".//span[@class='hand']")) == ["[hand: a later pencil]"]
    assert page.xpath(".//a[@href='https://example.org/leaf1.jpg']/text()") == ["leaf1.jpg"]


def test_an_inscription_has_the_signs_of_its_editors(build: Path) -> None:
    page = text(build, "inscription")
    assert said(page.xpath(".//h2")) == ["Text", "Apparatus", "Translation"]
    lines = " ".join(page.xpath(".//p[br]")[0].text_content().split())
    assert "[sacr]um" in lines and "[···]" in lines and "++" in lines and "⟦annis⟧" in lines
    assert len(page.xpath(".//br")) == 1
    assert said(page.xpath(".//li[@class='app']")) == ["1 sacrum] sacra W"]


def test_a_dictionary_has_its_letters_and_numbers_of_senses(build: Path) -> None:
    page = text(build, "dictionary")
    ways = page.xpath(".//nav[@class='letters']/a")
    assert said(ways) == ["A", "B", "C"]
    assert all(page.xpath(f".//div[@id='{way.get('href')[1:]}']") for way in ways)
    several = page.xpath(".//div[contains(@class, 'entry')]")[-1]
    assert said(several.xpath(".//div[contains(@class, 'sense')]")) == ["1 one thing", "2 another"]
    assert len(page.xpath(".//span[@class='sense-number']")) == 2


def test_an_apparatus_explains_its_sigla_and_leads_to_its_place_and_back(build: Path) -> None:
    page = text(build, "critical")
    assert page.xpath(".//ol[@class='apparatus']//abbr/@title") == ["A codex at Downton"]
    assert said(page.xpath(".//li[@class='app']")) == ["1 Troiae] omits B"]
    assert page.xpath(".//li[@id='a1']//a/@href") == ["critical.html#w1"]
    assert page.xpath(".//a[@href='#a1']")


def test_languages_and_directions(build: Path) -> None:
    page = text(build, "scripts")
    assert (page.get("lang"), page.get("dir")) == ("he", "rtl")
    assert [(e.get("lang"), e.get("dir")) for e in page.xpath(".//i | .//p[@lang]")] == [
        ("la", "ltr"),
        (None, "ltr"),
        ("grc", "ltr"),
    ]


def test_mathematics_music_tables_and_first_letters(build: Path) -> None:
    page = text(build, "mixed")
    [formula] = page.xpath(".//*[local-name()='math']")
    assert "onclick" not in formula.attrib and "script" not in html.tostring(formula, encoding="unicode")
    assert page.xpath(".//figure[@class='notatedMusic']//a/@href") == ["https://example.org/song.mei"]
    assert page.xpath(".//td/@colspan") == ["2"] and said(page.xpath(".//th")) == ["Way", "Fare"]
    assert page.xpath(".//span[@class='hi']/@style") == ["--first-letter-font-size: 150%"]
    assert page.xpath(".//p[@class='page']/a/@href") == ["https://example.org/p1.jpg"]


def test_a_long_text_has_its_contents(build: Path) -> None:
    page = text(build, "prose")
    ways = page.xpath(".//details[@class='outline']//a")
    assert said(ways) == [f"Chapter {n}" for n in range(1, 7)]
    assert all(page.xpath(f".//section[@id='{way.get('href')[1:]}']") for way in ways)
    assert not text(build, "verse").xpath(".//details[@class='outline']")


@needs_checker
def test_pages_of_every_kind_are_valid(build: Path) -> None:
    pages = [build / f"html/{kind}.html" for kind in KINDS]
    assert errors(pages) == []


@needs_browser
@needs_axe
@pytest.mark.parametrize("kind", KINDS)
def test_pages_of_every_kind_are_accessible_and_fit(kind: str, build: Path, browser: playwright.Browser) -> None:
    context = browser.new_context(bypass_csp=True, viewport={"width": 390, "height": 900})
    page = context.new_page()
    page.goto((build / f"html/{kind}.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    found = violations(page)
    context.close()
    assert found == []


@needs_browser
def test_a_view_is_chosen_without_a_script(build: Path, browser: playwright.Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((build / "html/transcription.html").as_uri())
    seen = {}
    for view in ("diplomatic", "expanded", "reading"):
        page.locator(f"#view-{view}").check()
        seen[view] = [page.locator(f"#text .{name}").first.is_visible() for name in ("ex", "del")]
    context.close()
    assert seen == {"diplomatic": [False, True], "expanded": [True, True], "reading": [True, False]}

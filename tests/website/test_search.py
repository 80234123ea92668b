"""The search of an edition of two hundred documents, opened from disk, and the list of them on its first page."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from judges import needs_browser
from siglum import publish
from siglum.edition import Edition
from website.test_browser import found

if TYPE_CHECKING:
    import playwright.sync_api as playwright
else:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = needs_browser
NUMBER = 200
DOCUMENT = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="t{n:03}" xml:lang="de"><teiHeader><fileDesc><titleStmt>
<title>{title}</title><author>{author}<idno>Q{n}</idno></author></titleStmt><publicationStmt><p/></publicationStmt>
<sourceDesc><bibl><date when="{year}"/></bibl></sourceDesc></fileDesc>
<encodingDesc><listPrefixDef><prefixDef ident="wer" matchPattern="(.+)" replacementPattern="leute.xml#$1"/></listPrefixDef></encodingDesc>
<profileDesc><textClass><keywords><term>{kind}</term></keywords></textClass></profileDesc></teiHeader>
<text><body><div><head>Erstes Kapitel</head><p>Der Anfang von Nummer {n}.</p>{more}</div></body></text></TEI>"""
REGISTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="leute" xml:lang="de"><teiHeader><fileDesc><titleStmt>
<title>Leute</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>
<standOff><listPerson><person xml:id="heine"><persName>Heinrich Heine</persName><persName type="variant">Харри Гейне</persName>
</person></listPerson></standOff></TEI>"""
MORE = {
    0: "<p>Der <hi>König</hi><note>Ein Fürst.</note> <lb/>von Thule war treu<lb break='no'/>herzig.</p><p>Und treu.</p>",
    7: "<lg><l>Es war ein König in Thule,</l><l>Gar treu bis an das Grab,</l></lg>",
    9: "<p>Auguſt ﬁel; <persName ref='wer:heine'>Heine</persName> sah es. </p><p>中庸：天命之謂性，率性之謂道。</p>",
    3: "<p n='3a'>Mit Nummer.</p>",
    5: "<p>Er rief: <quote><p>Halt!</p></quote> Dann schwieg er.</p>",
    6: "<p>carissim<supplied>a</supplied>e</p>",
    11: "<p>=1+1</p>" + "<p>Ein Fenster ging auf.</p>" * 30,
}


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("many")
    for n in range(NUMBER):
        title = "=HYPERLINK(0)" if n == 11 else f"Text {n:03}"
        said = {"author": "Anna Ähre" if n % 2 else "Bert Zoch", "kind": "Roman" if n % 3 else "Brief"}
        whole = DOCUMENT.format(n=n, title=title, year=1900 - n, more=MORE.get(n, ""), **said)
        (where / f"t{n:03}.xml").write_text(whole, encoding="utf-8")
    (where / "leute.xml").write_text(REGISTER, encoding="utf-8")
    (where / "siglum.toml").write_text(
        '[edition]\ndocuments = ["t*.xml"]\nregisters = ["leute.xml"]\n[site]\nlanguage = "en"\n', encoding="utf-8"
    )
    assert publish.build(Edition.load(where), where / "build", frozenset({"html"})) == publish.Published((), ())
    return where / "build" / "html"


@pytest.fixture
def page(browser: playwright.Browser, edition: Path) -> Iterator[playwright.Page]:
    """The page of the search; nothing may go wrong on it or on those it leads to."""
    context = browser.new_context()
    opened = context.new_page()
    errors: list[str] = []
    opened.on("console", lambda message: errors.append(message.text) if message.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.goto((edition / "search.html").as_uri())
    yield opened
    context.close()
    assert errors == []


@pytest.mark.parametrize(
    ("query", "links", "marked", "address"),
    [
        ('"König von Thule"', ["Text 000", "Erstes Kapitel · p2"], ["König", "von Thule"], "t000.html#d1.p2"),
        ("konig thule", ["Text 000", "Erstes Kapitel · p2", "Text 007", "Erstes Kapitel · l1"], ["König", "Thule"], "t000.html#d1.p2"),
        ("König treu", ["Text 000", "Erstes Kapitel · p2"], ["König", "treuherzig"], "t000.html#d1.p2"),
        ('"treu"', ["Text 000", "Erstes Kapitel · p3", "Text 007", "Erstes Kapitel · l2"], ["treu"], "t000.html#d1.p3"),
        ('"nummer 19"', ["Text 019", "Erstes Kapitel · p1"], ["Nummer 19"], "t019.html#d1.p1"),
        ("Fürst", ["Text 000", "Erstes Kapitel · note 1"], ["Fürst"], "t000.html#d1.note1"),
        ("schwieg", ["Text 005", "Erstes Kapitel · p2"], ["schwieg"], "t005.html#d1.p2"),
        ("carissimae", ["Text 006", "Erstes Kapitel · p2"], ["carissim", "a", "e"], "t006.html#d1.p2"),
        ("carissime", ["Text 006", "Erstes Kapitel · p2"], ["carissim", "e"], "t006.html#d1.p2"),
        ("august fiel", ["Text 009", "Erstes Kapitel · p2"], ["Auguſt", "ﬁel"], "t009.html#d1.p2"),
        ("命之謂", ["Text 009", "Erstes Kapitel · p3"], ["命之謂"], "t009.html#d1.p3"),
        ("kharri geine", ["Persons", "Heinrich Heine", "Erstes Kapitel · p2"], ["Харри", "Гейне"], "leute.html#heine"),
    ],
)  # fmt: skip
def test_what_is_found_is_marked_where_it_stands(
    query: str, links: list[str], marked: list[str], address: str, page: playwright.Page
) -> None:
    assert found(page, query) == links
    page.locator("#results li:not(.of) a").first.click()
    page.wait_for_selector("mark.found")
    file, _, anchor = address.partition("#")
    assert page.url.partition("?")[0].endswith(f"/{file}") and page.url.endswith(f"#{anchor}")
    assert "".join(page.locator("mark.found").all_inner_texts()) == "".join(marked)


def test_an_entry_that_is_found_by_a_variant_brings_its_mentions(page: playwright.Page) -> None:
    found(page, "Гейне")
    mentions = page.locator("#results details.mentions[open]")
    assert mentions.locator("summary").inner_text() == "1 mention"
    assert mentions.locator("li .voice").inner_text().strip() == "Text 009"
    assert mentions.locator("mark").all_inner_texts() == ["Heine"]
    width = "(element) => element.getBoundingClientRect().width"
    narrowest = min(words.evaluate(width) for words in mentions.locator("li > *:last-child").all())
    assert narrowest > mentions.evaluate(width) / 2, "words of a mention stand in a column of a few letters"
    mentions.locator("a").click()
    page.wait_for_selector("mark.found")
    assert page.url.endswith("t009.html?find=Heine#d1.p2")


def test_places_are_told_text_by_text_in_their_order(page: playwright.Page) -> None:
    assert len(found(page, "Anfang")) == 20
    assert page.inner_text("#count") == f"{NUMBER} places in {NUMBER} texts and registers"
    assert page.locator("#results h2").all_inner_texts()[:2] == [
        "Bert Zoch: Text 000 1 place",
        "Anna Ähre: Text 001 1 place",
    ]
    page.click("#results > .more button")
    page.wait_for_function("document.querySelectorAll('#results h2').length > 10")
    assert page.locator("#results h2").count() == 50
    assert page.evaluate("document.activeElement.textContent") == "Text 010"


def test_many_places_of_one_text_are_shown_when_asked_for(page: playwright.Page) -> None:
    assert len(found(page, "Fenster")) == 6
    assert page.inner_text("#results h2") == "Anna Ähre: =HYPERLINK(0) 30 places"
    page.click("#results .of .more button")
    page.wait_for_function("document.querySelectorAll('#results .of > ol > li').length > 6")
    assert page.locator("#results .of > ol > li:not(.more)").count() == 25


def test_a_search_is_kept_to_registers_or_to_texts_that_are_named(page: playwright.Page) -> None:
    entry = ["Persons", "Heinrich Heine", "Erstes Kapitel · p2"]
    assert found(page, "Heine") == ["Text 009", "Erstes Kapitel · p2", *entry]
    page.check("[name=where][value=registers]")
    page.wait_for_selector("#results[aria-busy=false]", state="attached")
    assert page.locator("#results a").all_inner_texts() == entry
    page.check("[name=where][value=everywhere]")
    page.fill("#within", "zoch")
    assert found(page, "Heine") == []
    page.fill("#within", "AHRE 00")
    assert found(page, "Heine") == ["Text 009", "Erstes Kapitel · p2"]


def test_words_that_stand_apart_are_not_found_together(page: playwright.Page) -> None:
    assert found(page, '"treu gar"') == found(page, '"Thule gar"') == found(page, '"Grab Der"') == []
    assert found(page, '""') == found(page, "!?") == [] and page.inner_text("#count") == ""


def test_a_part_of_the_index_that_is_not_there_is_told(
    page: playwright.Page, edition: Path, browser: playwright.Browser
) -> None:
    page.context.route("**/search/words-*.js", lambda route: route.abort())
    other = page.context.new_page()
    other.goto((edition / "search.html").as_uri())
    assert found(other, "Anfang") == []
    assert other.inner_text("#count").startswith("A part of the index cannot be read: ")


def test_no_file_of_the_index_is_large(edition: Path) -> None:
    assert max(path.stat().st_size for path in edition.rglob("search*.js")) <= 150_000
    assert max(path.stat().st_size for path in (edition / "search").iterdir()) <= 150_000


def test_an_edition_of_many_texts_has_its_citations_in_files(edition: Path, browser: playwright.Browser) -> None:
    page = browser.new_page()
    page.goto((edition / "t003.html").as_uri())
    assert page.inner_text("#cite .citation >> nth=0") == "Anna Ähre. n.d. Text 003."
    page.click("a.cite[aria-label='Cite paragraph 3a']")
    page.select_option("#cited select", "BibTeX")
    assert "@misc{t003-t003-d1.p3a," in page.inner_text("#cited pre:visible")
    page.goto((edition / "cite.html").as_uri())
    assert page.locator("main .citation").count() == 0 and page.locator("main a[download]").count() == 3
    page.close()


def test_many_documents_are_listed_and_taken_away(edition: Path) -> None:
    data = json.loads((edition / "downloads/documents.json").read_text(encoding="utf-8"))
    assert len(data) == NUMBER
    assert data[1] == {
        "name": "t001", "title": "Text 001", "author": "Anna Ähre", "from": "", "to": "", "date": "1899", "kind": "Roman",
        "page": "t001.html",
    }  # fmt: skip
    with (edition / "downloads/documents.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == NUMBER and rows[1] == data[1]
    assert rows[11]["title"] == "'=HYPERLINK(0)" and data[11]["title"] == "=HYPERLINK(0)"


def test_the_list_is_sorted_and_cut_to_what_one_types(page: playwright.Page, edition: Path) -> None:
    page.goto((edition / "index.html").as_uri())
    assert page.locator("thead th").all_inner_texts() == ["Title", "Author", "Date", "Kind"]
    first = page.locator("tbody tr:not([hidden]) td:first-child")
    assert first.first.inner_text() == "Text 000" and first.count() == NUMBER
    page.click("th:nth-child(3) button")
    assert first.first.inner_text() == f"Text {NUMBER - 1}"
    page.fill(".documents input", "ahre roman 18")
    assert first.count() == page.locator("tbody tr:visible").count() < NUMBER
    assert set(page.locator("tbody tr:visible td:nth-child(2)").all_inner_texts()) == {"Anna Ähre"}
    assert page.inner_text(".documents [role=status]") == f"{first.count()} of {NUMBER} are shown"


def test_the_list_is_there_without_javascript(browser: playwright.Browser, edition: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((edition / "index.html").as_uri())
    assert page.locator("tbody tr").count() == NUMBER and page.locator("main input").count() == 0
    page.click("tbody >> text=Text 003")
    assert page.url.endswith("/t003.html")
    context.close()

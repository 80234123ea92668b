"""How a reading and its paragraphs are cited: names, styles and formats, and what others read of these; the box beside a
paragraph, and what stands there without JavaScript."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from judges import needs_axe, needs_browser, violations
from siglum import publish
from siglum.edition import Edition
from website.sites import page, pages, said, site

if TYPE_CHECKING:
    import playwright.sync_api as playwright

_DOCUMENT = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="essay" xml:lang="en"><teiHeader><fileDesc><titleStmt>
<title>On &amp; off: a 100 % test?</title>{people}</titleStmt><publicationStmt>{published}</publicationStmt>
<sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text><body>{text}</body></text></TEI>"""
_PUBLISHED = '<publisher>The Press</publisher><date when="2024-03-05"/>'
_HUMBOLDT = "<persName><forename>Alexander</forename> <nameLink>von</nameLink> <surname>Humboldt</surname></persName>"
_MAO = "<persName><surname>Mao</surname> <forename>Zedong</forename></persName>"
_KING = "<forename>Martin</forename> <surname>King</surname> <genName>Jr.</genName>"
_OTT = "<surname>Ott</surname>, <forename>Lena</forename> <idno>Q1</idno>"


def built(where: Path, people: str, published: str = _PUBLISHED, language: str = "en", address: str = "") -> Path:
    """The site of an edition with one document, whose header has some people."""
    text = '<p xml:id="p1" n="1">One.</p><p xml:id="p2" n="2">Two.</p>'
    whole = _DOCUMENT.format(people=people, published=published, text=text)
    (where / "essay.xml").write_text(whole, encoding="utf-8")
    toml = f'[edition]\ndocuments = ["essay.xml"]\n[site]\nlanguage = "{language}"\naddress = "{address}"\n'
    (where / "siglum.toml").write_text(toml, encoding="utf-8")
    assert publish.build(Edition.load(where), where / "build", frozenset({"html"})) == publish.Published((), ())
    return where / "build" / "html"


# ===== what reads citations reads ours =====


def of_bibtex(text: str) -> list[dict[str, Any]]:
    """The entries of BibTeX as bibtexparser reads them: the fields, the key, the type, the parts of the names."""
    bibtexparser = pytest.importorskip("bibtexparser", reason="bibtexparser is not installed")
    middlewares = pytest.importorskip("bibtexparser.middlewares")
    parts = [middlewares.SeparateCoAuthors(), middlewares.SplitNameParts()]
    library = bibtexparser.parse_string(text, append_middleware=parts)
    assert library.failed_blocks == []
    fields = [{field.key: field.value for field in entry.fields} for entry in library.entries]
    return [
        own | {"key": entry.key, "type": entry.entry_type} for own, entry in zip(fields, library.entries, strict=True)
    ]


def of_ris(text: str) -> list[dict[str, Any]]:
    """The references of RIS as rispy reads them; no tag is unknown to it, and no type."""
    rispy = pytest.importorskip("rispy", reason="rispy is not installed")
    found: list[dict[str, Any]] = rispy.loads(text)
    assert not any("unknown_tag" in one for one in found)
    assert {one["type_of_reference"] for one in found} <= set(rispy.config.TYPE_OF_REFERENCE_MAPPING)
    return found


def of_csl(records: list[dict[str, Any]]) -> list[str]:
    """What citeproc-py makes of CSL-JSON in the style that lies beside this file."""
    citeproc = pytest.importorskip("citeproc", reason="citeproc-py is not installed")
    source = pytest.importorskip("citeproc.source.json").CiteProcJSON(records)
    style = citeproc.CitationStylesStyle(str(Path(__file__).with_name("names.csl")), validate=False)
    bibliography = citeproc.CitationStylesBibliography(style, source, citeproc.formatter.plain)
    for record in records:
        bibliography.register(citeproc.Citation([citeproc.CitationItem(record["id"])]))
    return [str(entry) for entry in bibliography.bibliography()]


def test_the_files_of_citations_are_read_by_what_reads_them() -> None:
    downloads = site("essay") / "downloads"
    bibtex = of_bibtex((downloads / "citations.bib").read_text(encoding="utf-8"))
    assert [entry["key"] for entry in bibtex] == [
        "furr-trotsky-corrected", "furr-trotsky-received", "furr-trotsky-letter-1994", "furr-trotsky-speech-1961", "iakir-letter-ru-letter-ru",
    ]  # fmt: skip
    assert [(name.first, name.last) for name in bibtex[0]["author"]] == [(["Grover"], ["Furr"])]
    assert [(name.first, name.last) for name in bibtex[0]["editor"]] == [([], ["{the editors of Siglum}"])]
    assert (bibtex[0]["publisher"], bibtex[0]["year"], bibtex[0]["version"]) == ("Siglum", "2026", "1")
    ris = of_ris((downloads / "citations.ris").read_text(encoding="utf-8"))
    assert [(one["authors"], one["tertiary_authors"]) for one in ris[:1]] == [
        (["Furr, Grover"], ["the editors of Siglum"])
    ]
    assert (len(ris), ris[0]["publisher"], ris[0]["year"]) == (5, "Siglum", "2026")
    entries = of_csl(json.loads((downloads / "citations.json").read_text(encoding="utf-8")))
    assert len(entries) == 5 and entries[0].startswith("Furr, Grover. 2026. Evidence of Leon Trotsky")


@pytest.mark.parametrize(
    ("named", "bibtex", "ris", "csl", "listed", "noted"),
    [
        ("<author>Grover Furr</author>", "{Grover Furr}", "Grover Furr", {"literal": "Grover Furr"}, "Grover Furr", "Grover Furr"),
        (f"<author>{_HUMBOLDT}</author>", "von Humboldt, Alexander", "Humboldt, Alexander von",
         {"family": "Humboldt", "given": "Alexander", "dropping-particle": "von"}, "Humboldt, Alexander von", "Alexander von Humboldt"),
        (f"<author>{_KING}</author>", "King, Jr., Martin", "King, Martin, Jr.",
         {"family": "King", "given": "Martin", "suffix": "Jr."}, "King, Martin, Jr", "Martin King Jr."),
        (f"<author>{_MAO}</author>", "Mao, Zedong", "Mao, Zedong", {"family": "Mao", "given": "Zedong"}, "Mao, Zedong", "Mao Zedong"),
        (f"<author>{_OTT}</author>", "Ott, Lena", "Ott, Lena", {"family": "Ott", "given": "Lena"}, "Ott, Lena", "Lena Ott"),
        ("<author>Ott, Lena</author>", "{Ott, Lena}", "Ott, Lena", {"literal": "Ott, Lena"}, "Ott, Lena", "Ott, Lena"),
        ("<author><forename>Plato</forename></author>", "{Plato}", "Plato", {"literal": "Plato"}, "Plato", "Plato"),
        ("<author><orgName>Rand and Sons</orgName></author>", "{Rand and Sons}", "Rand and Sons", {"literal": "Rand and Sons"}, "Rand and Sons", "Rand and Sons"),
        ("<author><forename>Ada</forename> <surname>de la Tour</surname></author>", "{de la Tour}, Ada", "de la Tour, Ada",
         {"family": "de la Tour", "given": "Ada"}, "de la Tour, Ada", "Ada de la Tour"),
    ],
)  # fmt: skip
def test_a_name_is_parted_where_the_header_parts_it(
    named: str, bibtex: str, ris: str, csl: dict[str, str], listed: str, noted: str, tmp_path: Path
) -> None:
    html = built(tmp_path, named)
    text = (html / "downloads" / "citations.bib").read_text(encoding="utf-8")
    assert f"  author = {{{bibtex}}},\n" in text
    assert len(of_bibtex(text)[0]["author"]) == 1
    assert of_ris((html / "downloads" / "citations.ris").read_text(encoding="utf-8"))[0]["authors"] == [ris]
    records = json.loads((html / "downloads" / "citations.json").read_text(encoding="utf-8"))
    assert records[0]["author"] == [csl]
    assert (csl.get("family") or csl["literal"]) in of_csl(records)[0]
    cited = citations(html / "essay.html")
    assert cited["Chicago"].startswith(f"{listed}. On & off: a 100 % test? The Press, 2024.")
    assert cited["Note"] == f"{noted}, On & off: a 100 % test? (The Press, 2024)."


def citations(file: Path) -> dict[str, str]:
    """The citations of a reading on its page, by the names of their styles."""
    styles = page(file).xpath("//section[@id='cite']/details")
    return {said(style.xpath("summary")[0]): said(style.xpath("p | pre")[0]) for style in styles}


def test_several_people_are_named_as_each_style_has_it(tmp_path: Path) -> None:
    people = f"<author>{_HUMBOLDT}</author><author>{_MAO}</author><author>Rand</author><editor>Ed A</editor><editor>Ed B</editor>"
    cited = citations(built(tmp_path, people, address="https://e.example/x") / "essay.html")
    assert cited["Author and date"] == (
        "Humboldt, Alexander von, Mao Zedong, and Rand. 2024. On & off: a 100 % test? Edited by Ed A and Ed B. The Press. "
        "https://e.example/x/essay.html"
    )
    assert cited["Note"] == (
        "Alexander von Humboldt, Mao Zedong and Rand, On & off: a 100 % test?, ed. Ed A and Ed B (The Press, 2024). "
        "https://e.example/x/essay.html"
    )
    assert cited["MLA"] == (
        "Humboldt, Alexander von, et al. On & off: a 100 % test? Edited by Ed A and Ed B, The Press, 5 March 2024. "
        "https://e.example/x/essay.html"
    )


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "A B. n.d. On & off: a 100 % test? Edited by C D. (A B n.d.)"),
        ("de", "A B. o. J. On & off: a 100 % test? Herausgegeben von C D. (A B o. J.)"),
        ("fr", "A B. s. d. On & off: a 100 % test? Édité par C D. (A B s. d.)"),
        ("it", "A B. s.d. On & off: a 100 % test? A cura di C D. (A B s.d.)"),
        ("es", "A B. s. f. On & off: a 100 % test? Edición de C D. (A B s. f.)"),
        ("ru", "A B. б. г. On & off: a 100 % test? Издание подготовили: C D. (A B б. г.)"),
    ],
)
def test_a_citation_without_date_and_publisher_says_so_in_its_language(
    language: str, expected: str, tmp_path: Path
) -> None:
    html = built(tmp_path, "<author>A B</author><editor>C D</editor>", "<p/>", language)
    first = page(html / "essay.html").xpath("//section[@id='cite']/details")[0]
    assert " ".join(map(said, first.xpath("p"))) == expected
    assert (html / "downloads" / "citations.bib").read_text(encoding="utf-8").startswith("@misc{")


def test_nobody_is_named_where_nobody_is_known(tmp_path: Path) -> None:
    cited = citations(built(tmp_path, "", "<p/>") / "essay.html")
    assert cited["Author and date"] == "n.d. On & off: a 100 % test?"
    assert cited["Chicago"] == cited["MLA"] == cited["Note"] == "On & off: a 100 % test?"


# ===== where it is said =====


def test_the_page_of_a_reading_says_how_it_is_cited_and_for_good() -> None:
    root = page(site("letters") / "anna.html").get_element_by_id("cite")
    assert root.xpath("p/a[@class='permalink']/@href") == ["https://briefe.example/anna-jan/anna.html"]
    essay = page(site("essay") / "received.html").get_element_by_id("cite")
    assert said(essay.xpath("p[@class='kept']")[1]).startswith(
        "Version: First digital edition of the excerpt (1), 2026"
    )


def test_citations_weigh_little() -> None:
    """What every page of a reading loads, but for the fonts; the page of citations has one of each reading."""
    html = site("essay")
    shared = ("style.css", "text.css", "print.css", "fonts.js", "entries.js", "site.js")
    beside = sum((html / name).stat().st_size for name in shared)
    assert max((html / f"{one}.html").stat().st_size for one in ("corrected", "received")) + beside <= 150_000
    assert (html / "cite.html").stat().st_size < 10_000
    assert len(page(html / "cite.html").xpath("//p[@class='citation']")) == 5


def test_every_call_of_a_citation_has_one_on_its_page() -> None:
    for name in ("essay", "letters", "quoted", "collected"):
        for path in pages(name):
            root = page(path)
            calls = root.xpath("//a[@class='cite']")
            assert not calls or root.xpath("//section[@id='cite']/template"), path
            assert {call.get("href") for call in calls} <= {"#cite"}


# ===== the box beside a paragraph =====


@pytest.fixture
def opened(browser: playwright.Browser) -> Iterator[playwright.Page]:
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab = context.new_page()
    errors: list[str] = []
    tab.on("console", lambda message: errors.append(message.text) if message.type in ("error", "warning") else None)
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.goto((site("essay") / "corrected.html").as_uri())
    yield tab
    context.close()
    assert errors == []


def call(tab: playwright.Page, paragraph: int) -> playwright.Locator:
    return tab.locator(f"a.cite[aria-label='Cite paragraph {paragraph}']")


@needs_browser
def test_a_paragraph_is_cited_beside_it_in_every_style(opened: playwright.Page) -> None:
    call(opened, 17).click()
    assert opened.inner_text("#cited h2") == "Cite paragraph 17" and "#" not in opened.url
    assert opened.inner_text("#cited .citation >> nth=0") == (
        "Furr, Grover. 2026. Evidence of Leon Trotsky’s Collaboration with Germany and Japan: an excerpt, edited. Edited by the "
        "editors of Siglum. First digital edition of the excerpt. Siglum, reading “the essay, with the editors’ corrections”, paragraph 17."
    )
    assert opened.inner_text("#cited .citation >> nth=1") == "(Furr 2026, paragraph 17)"
    shown = {}
    for style in opened.locator("#cited option").all_inner_texts():
        opened.select_option("#cited select", style)
        shown[style] = opened.locator("#cited details:visible").inner_text()
    assert list(shown) == ["Author and date", "Note", "MLA", "Chicago", "BibTeX", "RIS", "CSL-JSON"]
    (entry,) = of_bibtex(shown["BibTeX"])
    assert (entry["key"], entry["note"]) == (
        "furr-trotsky-corrected-p17",
        "reading “the essay, with the editors’ corrections”, paragraph 17",
    )
    (reference,) = of_ris(shown["RIS"])
    assert reference["notes"][0].endswith(", paragraph 17") and reference["authors"] == ["Furr, Grover"]
    records = json.loads(shown["CSL-JSON"])
    assert records[0]["id"] == "furr-trotsky-corrected-p17" and of_csl(records)[0].startswith(
        "Furr, Grover. 2026. Evidence of Leon Trotsky"
    )
    opened.click("#cited .copy")
    opened.wait_for_selector("#cited .copy:has-text('✓')")
    assert json.loads(opened.evaluate("navigator.clipboard.readText()")) == records


@needs_browser
def test_the_box_keeps_the_style_and_gives_the_keyboard_back(opened: playwright.Page) -> None:
    call(opened, 3).focus()
    opened.keyboard.press("Enter")
    assert opened.evaluate("document.activeElement.localName") == "select"
    opened.select_option("#cited select", "MLA")
    opened.keyboard.press("Escape")
    assert not opened.is_visible("#cited")
    assert opened.evaluate("document.activeElement.getAttribute('aria-label')") == "Cite paragraph 3"
    call(opened, 4).click()
    assert opened.locator("#cited details:visible").count() == 1
    assert opened.inner_text("#cited .citation:visible").endswith("paragraph 4.")
    assert opened.input_value("#cited select") == "MLA"
    opened.click("#cited .permalink")
    assert opened.url.endswith("/corrected.html#p4")
    opened.click("#cited .close")
    assert not opened.is_visible("#cited")


@needs_browser
@needs_axe
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_box_is_accessible_and_within_the_window(scheme: Any, browser: playwright.Browser) -> None:
    for width in (390, 820, 1440):
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        tab = context.new_page()
        tab.goto((site("essay") / "corrected.html").as_uri())
        call(tab, 5).click()
        tab.wait_for_timeout(200)
        place = tab.locator("#cited").bounding_box()
        assert (
            place and place["x"] >= 0 and place["x"] + place["width"] <= width and place["y"] + place["height"] <= 800
        )
        tab.evaluate("document.getElementById('main').replaceChildren()")  # what the box covers in part is no target
        assert violations(tab) == []
        context.close()


@needs_browser
def test_without_javascript_the_call_leads_to_the_citations_of_the_page(browser: playwright.Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto((site("essay") / "corrected.html").as_uri())
    call(tab, 5).click()
    assert tab.url.endswith("/corrected.html#cite")
    assert tab.is_visible("#cite .citation >> nth=0") and not tab.is_visible("#cite pre >> nth=1")
    tab.click("#cite summary:has-text('RIS')")
    assert of_ris(tab.inner_text("#cite pre >> nth=1"))[0]["title"].startswith("Evidence of Leon Trotsky")
    assert "with its number; its address is the number beside it" in tab.inner_text("#cite .hint")
    context.close()

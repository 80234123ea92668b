"""EPUB: what is in one, what it says of itself, and that its words are those of the reading."""

from __future__ import annotations

from pathlib import Path

import pytest

from judges import epub_errors, inaccessible, needs_ace, needs_epubcheck
from publish.epubs import PUBLISHED, Epub, of, tei
from publish.kinds import KINDS, document
from publish.test_book import made
from publish.test_images import DOT
from siglum import publish
from siglum.edition import Edition
from siglum.publish.forms import epub

LONG = "<p>" + "The river went on and so did they. " * 200 + "</p>"
PEOPLE = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><standOff><listPerson>
<person xml:id="ann"><persName><forename>Ann</forename> <surname>Ölund</surname></persName></person>
<person xml:id="ben"><persName>Ben</persName></person></listPerson></standOff></TEI>"""


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_has_the_words_of_its_reading(kind: str, tmp_path: Path) -> None:
    book = of(tmp_path, document(kind))
    assert book.spine[:2] == ["cover.xhtml", "title.xhtml"] and book.texts


def test_the_container_begins_with_its_type_and_is_always_the_same(tmp_path: Path) -> None:
    one, other = of(tmp_path, tei("<p>A walk.</p>")), of(tmp_path, tei("<p>A walk.</p>"))
    assert one.data == other.data
    first = one.entries[0]
    assert (first.filename, one.files["mimetype"], first.compress_type) == ("mimetype", b"application/epub+zip", 0)
    assert {(entry.date_time, entry.external_attr >> 16) for entry in one.entries} == {((1980, 1, 1, 0, 0, 0), 0o644)}


def test_a_long_text_is_divided_at_its_sections(tmp_path: Path) -> None:
    chapters = "".join(f"<div><head>Chapter {n}</head>{LONG}</div>" for n in range(1, 7))
    book = of(tmp_path, tei(f"<text><front><div><p>For B.</p></div></front><body><pb n='1'/>{chapters}</body></text>"))
    assert book.texts == [f"text-{n}.xhtml" for n in range(1, 8)]
    assert [book.all(name, "//h:h1") for name in book.texts] == [[], *([f"Chapter {n}"] for n in range(1, 7))]
    assert book.all("text-2.xhtml", "//h:section/@epub:type") == ["chapter"]
    assert book.all("text-2.xhtml", "//h:body/h:span/@aria-label") == ["1"]
    assert book.all("contents.xhtml", "//h:nav[1]//h:a/@href")[:2] == ["text-1.xhtml", "text-2.xhtml#heading"]
    begins = "//h:nav[@epub:type='landmarks']//h:a[@epub:type='bodymatter']/@href"
    assert book.all("contents.xhtml", begins) == ["text-2.xhtml#heading"]


def test_a_part_of_a_long_text_is_divided_at_its_chapters(tmp_path: Path) -> None:
    chapters = "".join(f"<div><head>Chapter {n}</head>{LONG * 8}</div>" for n in range(1, 4))
    body = f"<div xml:id='one'><head>Part One</head>{chapters}</div><div><head>Part Two</head><p>Short.</p></div>"
    book = of(tmp_path, tei(body))
    headed = [book.all(name, "//h:h1|//h:h2") for name in book.texts]
    assert headed == [["Part One"], ["Chapter 1"], ["Chapter 2"], ["Chapter 3"], ["Part Two"]]
    assert [name for name in book.texts if book.all(name, "//h:section/@id") == ["one"]] == book.texts[:1]
    nested = book.all("contents.xhtml", "//h:nav[1]/h:ol/h:li[1]/h:ol/h:li/h:a")
    assert nested == ["Chapter 1", "Chapter 2", "Chapter 3"]


def test_a_short_text_is_one_page_and_nothing_stands_empty(tmp_path: Path) -> None:
    book = of(tmp_path, tei("<p>A walk.</p>"))
    assert book.spine == ["cover.xhtml", "title.xhtml", "text.xhtml"]
    assert book.all("contents.xhtml", "//h:nav/@epub:type") == ["toc", "landmarks"]
    assert book.all("contents.xhtml", "//h:nav[1]//h:a") == ["Two walks"]
    assert "notes" not in book.files["text.xhtml"].decode()


def test_a_note_stands_on_the_page_of_its_call_and_leads_back(tmp_path: Path) -> None:
    book = of(tmp_path, tei("<p>The boat<note>An old one.</note> went<note resp='#e'><p>In fact not.</p></note>.</p>"))
    page = "text.xhtml"
    assert book.all(page, "//h:a[@epub:type='noteref'][@role='doc-noteref']") == ["1", "a"]
    assert book.all(page, "//h:aside[@epub:type='footnote'][@role='doc-footnote']") == [
        "1 An old one.",
        "a In fact not.",
    ]
    calls, ids = book.all(page, "//h:a[@role='doc-noteref']/@href"), book.all(page, "//h:aside/@id")
    assert calls == [f"#{one}" for one in ids]
    backs = book.all(page, "//h:aside//h:a[@role='doc-backlink']/@href")
    assert backs == [f"#{one}" for one in book.all(page, "//h:a[@role='doc-noteref']/@id")]
    assert book.said.split() == ["The", "boat", "went."]


def test_a_note_at_the_end_of_the_text_is_called_by_words_of_the_text(tmp_path: Path) -> None:
    body = "<p>The boat<ref target='#n1'>(1)</ref> went.</p><div><note xml:id='n1'>An old one.</note></div>"
    book = of(tmp_path, tei(body))
    assert book.said.split() == ["The", "boat(1)", "went."]
    assert book.all("text.xhtml", "//h:a[@role='doc-noteref']/@href") == ["#n1"]
    assert book.all("text.xhtml", "//h:section[@epub:type='footnotes']/h:aside/@id") == ["n1"]


def test_a_note_that_is_called_twice_stays_and_leads_to_its_first_call(tmp_path: Path) -> None:
    body = "<p>The boat<ref target='#n1'>1</ref> went<ref target='#n1'>1</ref>.</p><div><note xml:id='n1'>Old.</note></div>"
    book = of(tmp_path, tei(body))
    first = book.all("text.xhtml", "(//h:a[@role='doc-noteref'])[1]/@id")
    assert book.all("text.xhtml", "//h:a[@role='doc-noteref']/@href") == ["#n1", "#n1"]
    assert book.all("text.xhtml", "//h:aside[@id='n1']//h:a[@role='doc-backlink']/@href") == [f"#{first[0]}"]


def test_a_heading_of_notes_alone_is_none(tmp_path: Path) -> None:
    book = of(
        tmp_path, tei("<div><head><note>n</note></head><p>x</p></div><div><head>A<note>n</note></head><p>y</p></div>")
    )
    assert book.all("contents.xhtml", "//h:nav[1]//h:a") == ["A"]


def test_the_contents_have_all_lines_of_a_heading(tmp_path: Path) -> None:
    heads = ("One</head><head>A walk", "Two?</head><head>Another", "Three</head><head><note>n</note>")
    book = of(tmp_path, tei("".join(f"<div><head>{head}</head><p>x</p></div>" for head in heads)))
    assert book.all("contents.xhtml", "//h:nav[1]//h:a") == ["One. A walk", "Two? Another", "Three"]


def test_the_title_page_has_its_parts(tmp_path: Path) -> None:
    book = of(tmp_path, tei("<p>A walk.</p>"))
    assert book.all("title.xhtml", "//h:p/@class") == ["author", "reading", "imprint", "imprint"]
    assert book.all("title.xhtml", "//@kind") == []


def test_a_line_between_two_parts_is_drawn(tmp_path: Path) -> None:
    book = of(tmp_path, tei("<p>one</p><milestone unit='section' rend='rule'/><p>two</p>"))
    assert book.all("text.xhtml", "//h:p[1]/following-sibling::h:hr/following-sibling::h:p") == ["two"]


def test_a_note_in_a_link_is_called_beside_it(tmp_path: Path) -> None:
    book = of(tmp_path, tei("<p><ref target='https://example.org/'>a boat<note>Old.</note></ref> went</p>"))
    assert book.all("text.xhtml", "//h:a//h:a") == []
    assert book.all("text.xhtml", "//h:p/h:a") == ["a boat", "1"]


def test_the_pages_of_the_source_are_marked_and_listed(tmp_path: Path) -> None:
    book = of(tmp_path, tei("<pb n='7'/><p>one th<pb n='8' break='no'/>ree</p><pb/><pb n='8'/><p>four</p>"))
    assert book.all("text.xhtml", "//*[@role='doc-pagebreak'][@epub:type='pagebreak']/@aria-label") == ["7", "8", "8"]
    listed = "//h:nav[@epub:type='page-list']//h:a"
    assert book.all("contents.xhtml", listed) == ["7", "8", "8"]
    assert book.all("contents.xhtml", f"{listed}/@href") == [
        f"text.xhtml#{one}" for one in book.all("text.xhtml", "//*[@role='doc-pagebreak']/@id")
    ]
    assert book.metadata("pageBreakSource") == ["The edition does not name the source of its pages."]
    assert {"pageBreakMarkers", "pageNavigation"} <= set(book.metadata("schema:accessibilityFeature"))


def test_the_lists_that_a_reading_program_shows_itself_are_hidden(tmp_path: Path) -> None:
    book = of(tmp_path, tei("<pb n='7'/><p>one</p>"))
    hidden = {
        kind: book.all("contents.xhtml", f"//h:nav[@epub:type='{kind}']/@hidden")
        for kind in ("toc", "page-list", "landmarks")
    }
    assert hidden == {"toc": [], "page-list": ["hidden"], "landmarks": ["hidden"]}


def test_names_of_a_text_without_numbers_are_counted(tmp_path: Path) -> None:
    names = "".join(f"<p><persName ref='people.xml#{one}'>{one}</persName></p>" for one in ("ann", "ben", "ann"))
    book = of(tmp_path, tei(names), people=PEOPLE)
    assert book.all("index.xhtml", "//h:li") == ["Ben 1", "Ölund, Ann 1, 2"]


def test_the_index_leads_to_each_name(tmp_path: Path) -> None:
    body = """<p n="1"><persName ref="people.xml#ben">Ben</persName> and <persName ref="people.xml#ann">Ann</persName></p>
    <p n="2"><persName ref="people.xml#ann">She</persName>, <persName ref="people.xml#ann">Ann</persName></p>"""
    book = of(tmp_path, tei(body), people=PEOPLE)
    assert book.spine[-1] == "index.xhtml"
    assert book.all("index.xhtml", "//h:h2|//h:li") == ["Persons", "Ben 1", "Ölund, Ann 1, 2"]
    for href in book.all("index.xhtml", "//h:a/@href"):
        name, _, place = href.partition("#")
        assert book.all(name, f"//*[@id='{place}']")
    assert "index" in book.metadata("schema:accessibilityFeature")


def test_it_says_what_it_is_and_no_more(tmp_path: Path) -> None:
    book = of(tmp_path, tei("<p>A walk.</p>"))
    assert book.metadata("dc:title") == ["Two walks"]
    assert book.metadata("dc:creator") == ["Ann Ferry"]
    assert book.metadata("dc:publisher") == ["The Ferry Press"]
    assert (book.metadata("dc:language"), book.metadata("dc:date")) == (["en"], ["2024-05"])
    assert book.metadata("dcterms:modified") == ["2024-05-01T00:00:00Z"]
    assert book.metadata("schema:accessMode") == book.metadata("schema:accessModeSufficient") == ["textual"]
    features = book.metadata("schema:accessibilityFeature")
    assert not {"pageBreakMarkers", "index", "MathML", "structuralNavigation"} & set(features)
    assert book.metadata("dcterms:conformsTo") == []


@pytest.mark.parametrize(
    ("published", "more", "when"),
    [
        ("<publicationStmt><date when='2024'/></publicationStmt>", "<revisionDesc><change when='2025-02-03'/><change when='2025-11-30T10:00:00Z'/><change when='soon'/></revisionDesc>", "2025-11-30T00:00:00Z"),
        ("<publicationStmt><date>2019</date></publicationStmt>", "", "2019-01-01T00:00:00Z"),
        ("<publicationStmt><date when='2024-02-31'>in spring</date></publicationStmt>", "", "1980-01-01T00:00:00Z"),
        ("<publicationStmt><p/></publicationStmt>", "", "1980-01-01T00:00:00Z"),
    ],
)  # fmt: skip
def test_the_header_says_when_it_was_changed(published: str, more: str, when: str, tmp_path: Path) -> None:
    book = of(tmp_path, tei("<p>A walk.</p>", published=published, more=more))
    assert book.metadata("dcterms:modified") == [when]


def test_its_identifier_stays_while_the_text_changes_and_is_another_for_another_edition(tmp_path: Path) -> None:
    numbered = PUBLISHED.replace("</publicationStmt>", "<idno type='DOI'>10.1/x</idno></publicationStmt>")
    texts = [tei("<p>A walk.</p>"), tei("<p>Another.</p>"), tei("<p>A walk.</p>", published=numbered)]
    one, same, other = (of(tmp_path, text).metadata("dc:identifier") for text in texts)
    assert one == same != other
    assert one[0].startswith("urn:uuid:")


def test_readings_of_one_document_are_different_books(tmp_path: Path) -> None:
    (tmp_path / "walks.xml").write_text(tei("<p>A <choice><sic>wlak</sic><corr>walk</corr></choice>.</p>"), "utf-8")
    publish.build(Edition.of(tmp_path), tmp_path / "build", frozenset({"epub"}))
    books = [Epub(path.read_bytes()) for path in sorted((tmp_path / "build" / "epub").iterdir())]
    assert [book.metadata("dc:title") for book in books] == [
        ["Two walks (corrected and supplied)"], ["Two walks (the text as it stands)"],
    ]  # fmt: skip
    assert len({book.metadata("dc:identifier")[0] for book in books}) == 2


def test_an_image_of_the_edition_is_in_the_book_and_one_on_the_web_is_a_link(tmp_path: Path) -> None:
    (tmp_path / "boat.png").write_bytes(b"\x89PNG\r\n\x1a\nboat")
    body = """<figure><graphic url="boat.png"/><figDesc>A boat.</figDesc></figure>
    <figure><graphic url="https://example.org/sea.jpg"/></figure><figure><graphic url="../../etc/passwd.png"/></figure>"""
    book = of(tmp_path, tei(body))
    assert book.files["image-1.png"] == b"\x89PNG\r\n\x1a\nboat"
    assert book.all("text.xhtml", "//h:img/@src") == ["image-1.png"]
    assert book.all("text.xhtml", "//h:img/@alt") == ["A boat."]
    assert book.all("text.xhtml", "//h:a/@href") == ["https://example.org/sea.jpg"]
    assert "passwd" not in book.all("package.opf", "string(//opf:manifest)")
    assert "alternativeText" in book.metadata("schema:accessibilityFeature")
    assert book.metadata("schema:accessMode") == ["textual", "visual"]
    assert book.metadata("schema:accessibilityHazard") == ["none"]


def test_an_image_that_may_move_may_be_a_hazard(tmp_path: Path) -> None:
    (tmp_path / "boat.gif").write_bytes(b"GIF89a")
    book = of(tmp_path, tei('<figure><graphic url="boat.gif"/></figure>'))
    assert book.metadata("schema:accessibilityHazard") == ["unknown"]


def test_an_image_that_has_changed_is_taken_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "edition"
    folder.mkdir()
    (folder / "walks.xml").write_text(tei('<figure><graphic url="boat.png"/></figure>'), "utf-8")
    seen = []
    for image in (b"", b"\x89PNG\r\n\x1a\none", b"\x89PNG\r\n\x1a\ntwo"):
        if image:
            (folder / "boat.png").write_bytes(image)
        publish.build(Edition.of(folder), tmp_path / "build", frozenset({"epub"}), keep=True)
        seen.append(Epub((tmp_path / "build" / "epub" / "walks.epub").read_bytes()).files.get("image-1.png", b""))
    assert seen == [b"", b"\x89PNG\r\n\x1a\none", b"\x89PNG\r\n\x1a\ntwo"]


def test_an_image_without_a_description_is_not_said_to_have_one(tmp_path: Path) -> None:
    (tmp_path / "boat.png").write_bytes(b"\x89PNG\r\n\x1a\nboat")
    book = of(tmp_path, tei('<p>A <graphic url="boat.png"/> boat.</p>'))
    assert "alternativeText" not in book.metadata("schema:accessibilityFeature")
    assert book.metadata("schema:accessModeSufficient") == ["textual,visual"]


def test_formulas_are_said_of_their_page_and_cannot_act(tmp_path: Path) -> None:
    book = of(tmp_path, document("mixed"))
    assert book.all("package.opf", "//opf:item[@href='text.xhtml']/@properties") == ["mathml"]
    assert b"onclick" not in book.files["text.xhtml"] and b"<script" not in book.files["text.xhtml"]
    maths = '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>a<!--no--></mi><?not so?></math>'
    book = of(tmp_path, tei(f"<p><formula>{maths}</formula></p>"))
    assert not {b"<!--no", b"<?not"} & {part for part in (b"<!--no", b"<?not") if part in book.files["text.xhtml"]}


def test_what_runs_from_right_to_left_says_so(tmp_path: Path) -> None:
    book = of(tmp_path, document("scripts"))
    assert book.all("package.opf", "//opf:spine/@page-progression-direction") == ["rtl"]
    assert book.all("text.xhtml", "/h:html/@dir") == ["rtl"]
    assert book.all("text.xhtml", "//h:*[@dir='ltr']/@lang") == ["la", "grc"]
    assert book.all("text.xhtml", "//@lang[. = 'greek']") == []


HOSTILE = {
    "markup": "A &lt;b&gt;walk&lt;/b&gt; &amp; “more” ]]&gt; <hi rend='italic'>by night</hi>",
    "long": "walk " * 100,
    "unbroken": "w" * 500,
    "ideographs": "河" * 300,
    "empty": "",
}


@pytest.mark.parametrize("title", HOSTILE)
def test_a_title_may_be_anything(title: str, tmp_path: Path) -> None:
    head = f"<titleStmt><title>{HOSTILE[title]}</title></titleStmt>"
    book = of(tmp_path, tei("<p>A walk.</p>", head=head))
    expected = " ".join(
        {"markup": "A <b>walk</b> & “more” ]]> by night", "empty": "text"}.get(title, HOSTILE[title]).split()
    )
    assert book.metadata("dc:title") == [expected]
    assert book.all("title.xhtml", "//h:h1") == [expected]
    lines = book.all("cover.svg", "//*[local-name()='text'][@font-size]")
    assert lines and all(len(line) < 45 for line in lines)


def test_every_id_is_one_and_a_name(tmp_path: Path) -> None:
    body = """<div><head>A</head><p xml:id="a b">1<ref target="#a b">x</ref></p><p xml:id="note-1">2<note>n</note></p></div>
    <div xml:id="1st"><head>B</head><p xml:id="heading">3</p><p xml:id="page-1">4<pb n="1"/><pb n="1"/><ref target="#gone">y</ref></p></div>"""
    book = of(tmp_path, tei(body))
    ids = book.all("text.xhtml", "//@id")
    assert len(ids) == len(set(ids)) and all(one.replace("-", "").replace(".", "").isalnum() for one in ids)
    assert not any(one[0].isdigit() for one in ids)
    for href in book.all("text.xhtml", "//h:a/@href"):
        assert href.removeprefix("#") in ids


@pytest.mark.parametrize(
    ("target", "href"),
    [
        ("https://example.org/a%20b?q=ü#c d", ["https://example.org/a%20b?q=%C3%BC#c%20d"]), ("mailto:ann@example.org", ["mailto:ann@example.org"]),
        ("javascript:alert(1)", []), ("other.xml", []), ("https://[bad", []), ("https://a b.example/", []), ("http://ex.org/100%", ["http://ex.org/100%25"]),
    ],
)  # fmt: skip
def test_a_link_leads_to_the_web_or_nowhere(target: str, href: list[str], tmp_path: Path) -> None:
    from xml.sax.saxutils import quoteattr

    from siglum.publish.forms.epub.elements import address

    assert [one for one in [address(target)] if one] == href
    if " " not in target:
        book = of(tmp_path, tei(f"<p>see <ref target={quoteattr(target)}>this</ref></p>"))
        assert book.all("text.xhtml", "//h:a/@href") == href


@needs_epubcheck
@pytest.mark.parametrize("kind", [*sorted(KINDS), *(f"title {title}" for title in HOSTILE)])
def test_epubcheck_finds_nothing(kind: str, tmp_path: Path) -> None:
    name, _, title = kind.partition(" ")
    text = (
        tei("<p>A walk.</p>", head=f"<titleStmt><title>{HOSTILE[title]}</title></titleStmt>")
        if title
        else document(name)
    )
    given, one = made(tmp_path, text)
    (tmp_path / "book.epub").write_bytes(epub.of(given, one)[0])
    assert epub_errors(tmp_path / "book.epub") == []


@needs_ace
def test_ace_finds_nothing(tmp_path: Path) -> None:
    """In a book with all that one can have: chapters, notes, pages, images, a formula, a table, verse, an index."""
    (tmp_path / "boat.png").write_bytes(DOT)
    body = f"""<pb n="1"/><div><head>One</head><p n="1"><persName ref="people.xml#ann">Ann</persName><note>A note.</note></p>
    <figure><graphic url="boat.png"/><figDesc>A boat.</figDesc></figure><p><graphic url="boat.png"/></p>{KINDS["mixed"]}</div>
    <div><head>Two</head><sp><speaker>ANN</speaker><l>We <pb n="2"/>wait</l></sp><list><label>a</label><item>b</item></list></div>"""
    given, one = made(tmp_path, tei(body.replace("<text><body>", "").replace("</body></text>", "")), people=PEOPLE)
    (tmp_path / "book.epub").write_bytes(epub.of(given, one)[0])
    assert inaccessible(tmp_path / "book.epub") == []

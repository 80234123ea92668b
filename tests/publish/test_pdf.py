"""A reading as PDF: its tags, its bookmarks, its notes and its index; and that its words are those of the reading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from publish.kinds import KINDS, document
from publish.test_book import made as edition_of
from running import CliRunner
from siglum import publish
from siglum.cli import main
from siglum.edition import Edition
from siglum.failure import Failure
from siglum.publish import forms
from siglum.publish.verify import verify

pytest.importorskip("typst", reason="the extra siglum[pdf] is not installed")

from pypdf import PdfReader

from siglum.publish.forms import pdf
from siglum.publish.forms.pdf import back
from siglum.publish.forms.pdf.tongues import tongue

HEAD = """<teiHeader><fileDesc><titleStmt><title>Two walks</title><author>A. Writer</author></titleStmt>
<publicationStmt><publisher>The Ferry</publisher></publicationStmt><sourceDesc><p>A notebook.</p></sourceDesc></fileDesc></teiHeader>"""


def book(folder: Path, body: str, **files: str) -> PdfReader:
    """The file of a text with this body; it says what its reading says."""
    text = f"""<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">{HEAD}<text><body>{body}</body></text></TEI>"""
    given, one = edition_of(folder, text, **files)
    data, said = pdf.of(given, one)
    assert [finding.message for finding in verify(given, [said])] == []
    return PdfReader(BytesIO(data))


def tags(reader: PdfReader) -> list[str]:
    """The tags of a file in the order in which they are read."""
    return [str(element.get("/S")) for element in _elements(reader.root_object["/StructTreeRoot"]) if "/S" in element]


def _elements(element: Any) -> Iterator[Any]:
    if not hasattr(element, "get"):
        return
    yield element
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        yield from _elements(kid.get_object())


def said(reader: PdfReader) -> str:
    """The text of all pages, white space collapsed."""
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def letters(reader: PdfReader) -> list[back.Tagged]:
    data = BytesIO()
    reader.stream.seek(0)
    data.write(reader.stream.read())
    return back.parts(data.getvalue())


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_says_what_its_reading_says(kind: str, tmp_path: Path) -> None:
    given, one = edition_of(tmp_path, document(kind))
    data, text = pdf.of(given, one)
    assert data.startswith(b"%PDF-")
    assert [finding.message for finding in verify(given, [text])] == []


def test_same_text_same_bytes(tmp_path: Path) -> None:
    given, one = edition_of(tmp_path, document("drama"))
    assert pdf.of(given, one)[0] == pdf.of(given, one)[0]


def test_tells_its_title_its_author_and_its_language_and_no_date(tmp_path: Path) -> None:
    reader = book(tmp_path, "<p>By the river.</p>")
    assert (reader.metadata.title, reader.metadata.author) == ("Two walks", "A. Writer")
    assert reader.metadata.creation_date is None
    assert reader.root_object["/Lang"] == "en"
    assert "pdfuaid:part" in reader.root_object["/Metadata"].get_object().get_data().decode("utf-8")


def test_divisions_are_headings_bookmarks_and_lines_of_the_contents(tmp_path: Path) -> None:
    reader = book(tmp_path, """<div><head>The river</head><div><head>Its <hi>mouth</hi></head><p>Wide.</p></div></div>
    <div><head>The hill</head><p>Steep.</p></div>""")  # fmt: skip
    outline: list[Any] = reader.outline
    assert [mark["/Title"] for mark in outline if not isinstance(mark, list)] == ["Contents", "The river", "The hill"]
    assert [mark["/Title"] for marks in outline if isinstance(marks, list) for mark in marks] == ["Its mouth"]
    found = tags(reader)
    assert found.count("/H1") == 3
    assert found.count("/H2") == 1
    assert found.count("/TOCI") == 3


def test_a_note_stands_at_the_foot_and_is_called_where_it_stood(tmp_path: Path) -> None:
    reader = book(tmp_path, "<p>The boat<note>An old one.</note> went.</p>")
    assert tags(reader).count("/Note") == 1
    (paragraph,) = [part.letters for part in letters(reader) if part.letters.startswith("Theboat")]
    assert paragraph == "Theboat1went."
    assert "An old one." in said(reader)


def test_a_note_at_the_end_that_is_called_is_a_footnote(tmp_path: Path) -> None:
    reader = book(tmp_path, """<div><p>The boat<ref xml:id="call" target="#n1">7</ref> went.</p></div>
    <div type="notes"><note xml:id="n1" n="7"><p>An old one.</p></note></div>""")  # fmt: skip
    assert "7An old one." in said(reader)
    assert tags(reader).count("/Note") == 1
    assert [part.letters for part in letters(reader)][-1] == "Theboat7went."


def test_a_note_between_paragraphs_is_called_at_the_end_of_the_one_before(tmp_path: Path) -> None:
    reader = book(tmp_path, "<p>The boat went.</p><note>An old one.</note><p>It came back.</p>")
    assert [part.letters for part in letters(reader)][-2:] == ["Theboatwent.1", "Itcameback."]
    assert "An old one." in said(reader)


@pytest.mark.parametrize(
    ("tag", "code", "region"),
    [
        ("grc-Grek", "grc", ""),
        ("en-GB", "en", "GB"),
        ("es-419", "es", ""),
        ("abcde", "zxx", ""),
        ("a_b!", "zxx", ""),
        ("", "zxx", ""),
    ],
)
def test_a_language_that_has_no_short_code_is_none(tag: str, code: str, region: str) -> None:
    assert (tongue(tag).code, tongue(tag).region) == (code, region)


def test_notes_of_editors_have_a_series_of_their_own(tmp_path: Path) -> None:
    reader = book(tmp_path, "<p>One<note>A.</note> two<note resp='#ed'>B.</note> three<note resp='#ed'>C.</note></p>")
    assert [part.letters for part in letters(reader)][-1] == "One1twoathreeb"


def test_the_index_has_the_pages_of_each_name(tmp_path: Path) -> None:
    people = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><standOff><listPerson>
    <person xml:id="ann"><persName><forename>Ann</forename> <surname>Ferry</surname></persName></person></listPerson></standOff></TEI>"""
    long = "<p>" + "The river went on and so did they. " * 80 + "</p>"
    name = "<p><persName ref='people.xml#ann'>Ann</persName> went.</p>"
    reader = book(tmp_path, name + name + long + name, people=people)
    index = reader.pages[-1].extract_text().split()
    assert index[:8] == ["Index", "of", "names", "Persons", "Ferry,", "Ann,", "1,", "2"]


def test_pages_have_numbers_from_where_the_text_begins(tmp_path: Path) -> None:
    reader = book(tmp_path, "<p>" + "The river went on and so did they. " * 120 + "</p>")
    assert reader.page_labels == ["i", "ii", "1", "2", "3"][: len(reader.pages)]


def test_nothing_that_a_document_says_is_markup(tmp_path: Path) -> None:
    hostile = '#read("/etc/passwd") "); panic("x") \\u{41} $x$ *b* _i_ @a <l> // c /* d */ `e` = f \\" --- ~'
    escaped = hostile.replace("&", "&amp;").replace("<", "&lt;")
    reader = book(tmp_path, f"<div><head>{escaped}</head><p>{escaped}<note>{escaped}</note></p><list><label>{escaped}</label><item>{escaped}</item></list></div>")  # fmt: skip
    assert back.letters(hostile) in [part.letters for part in letters(reader)]


def test_a_verse_that_speakers_share_and_numbers_of_verses(tmp_path: Path) -> None:
    verses = "".join(f"<l n='{n}'>Verse of the song</l>" for n in range(1, 11))
    reader = book(tmp_path, f"""<sp><speaker>ANN</speaker><l part="I">We wait</l></sp><sp><speaker>BEN</speaker><l part="F">here.</l></sp>
    <lg>{verses}</lg>""")  # fmt: skip
    page = reader.pages[-1].extract_text()
    assert [word for word in page.split() if word.isdecimal()] == ["5", "10", "1"]
    assert not any("5" in part.letters for part in letters(reader)[2:])


def test_a_table_whose_cells_would_stand_upon_each_other(tmp_path: Path) -> None:
    reader = book(tmp_path, """<table><row role="label"><cell rows="9">a</cell><cell>b</cell></row>
    <row><cell rows="2" cols="900000000">c</cell></row><row><cell cols="2">d</cell><cell>e</cell></row></table>""")  # fmt: skip
    assert tags(reader).count("/Table") == 1
    assert [part.letters for part in letters(reader)][-1] == "abcde"


def test_an_image_is_set_where_it_lies_within_the_edition(tmp_path: Path) -> None:
    (tmp_path / "walk.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
    )
    (tmp_path / "broken.png").write_text("no image")
    figures = "".join(
        f"<figure><graphic url='{url}'/><figDesc>A walk</figDesc></figure>"
        for url in ("walk.svg", "broken.png", "../walk.svg", "https://example.org/a.png")
    )
    reader = book(tmp_path, f"<p>See.</p>{figures}")
    assert [e.get("/Alt") for e in _elements(reader.root_object["/StructTreeRoot"]) if e.get("/S") == "/Figure"] == [
        "A walk"
    ]


def test_an_image_that_has_changed_is_set_anew(tmp_path: Path) -> None:
    where = tmp_path / "e"
    where.mkdir()
    drawn = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="9"><path d="M0 0h9v9z"/></svg>'
    body = "<figure><graphic url='walk.svg'/></figure>"
    text = f"""<TEI xmlns="http://www.tei-c.org/ns/1.0">{HEAD}<text><body>{body}</body></text></TEI>"""
    (where / "text.xml").write_text(text, encoding="utf-8")

    def made_of(width: int) -> bytes:
        (where / "walk.svg").write_text(drawn.format(width))
        publish.build(Edition.of(where), tmp_path / "build", frozenset({"pdf"}))
        return (tmp_path / "build" / "pdf" / "text.pdf").read_bytes()

    assert made_of(9) != made_of(18)


def test_latin_keeps_its_letters(tmp_path: Path) -> None:
    """EB Garamond has v for every u of Latin."""
    reader = book(tmp_path, "<p xml:lang='la'>u</p><p>u</p>")
    latin, english, *_ = re.findall(rb"Tm\((.*?)\)Tj", reader.pages[-1].get_contents().get_data(), re.DOTALL)
    assert latin == english


def test_blocks_that_are_nested_too_deep_are_told(tmp_path: Path) -> None:
    given, one = edition_of(
        tmp_path,
        f"""<TEI xmlns="http://www.tei-c.org/ns/1.0">{HEAD}<text><body>{"<list><item>" * 150}a{"</item></list>" * 150}</body></text></TEI>""",
    )
    with pytest.raises(Failure, match="deep"):
        pdf.of(given, one)


def test_characters_that_no_font_has_are_told(tmp_path: Path) -> None:
    given, one = edition_of(
        tmp_path,
        f"""<TEI xmlns="http://www.tei-c.org/ns/1.0">{HEAD}<text><body><p>a \U0010fff0</p></body></text></TEI>""",
    )
    with pytest.raises(Failure, match="no font has “\U0010fff0”"):
        pdf.of(given, one)


def test_without_the_extra_the_rest_is_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "text.xml").write_text(document("letter"), encoding="utf-8")
    monkeypatch.setattr(forms, "find_spec", lambda name: None)
    done = CliRunner().invoke(main, ["build", str(tmp_path), "-o", str(tmp_path / "build"), "--outputs", "text,pdf"])
    assert done.exit_code == 2
    assert "the output pdf needs typst: pip install 'siglum[pdf]' brings it" in done.output
    assert sorted(path.name for path in (tmp_path / "build").iterdir() if path.is_dir()) == ["text"]


def test_what_a_file_says_otherwise_is_told(tmp_path: Path) -> None:
    written = [pdf.Said("1", True), pdf.Said("The boat ", False), pdf.Said("[", True), pdf.Said("went.", False)]
    assert back.reading(["1Theboat", "[went."], written, "The boat went.") == "The boat went."
    assert back.reading(["1Theboxt[went."], written, "The boat went.").split() == ["The", "boxt", "went."]
    assert back.reading(["1Theboat["], written, "The boat went.").split() == ["The", "boat"]


def test_words_from_right_to_left_are_told_from_others(tmp_path: Path) -> None:
    body = "<p xml:lang='he'>שיר השירים 1938 (Solomon) אשר לשלמה, שְׁחוֹרָה אני.</p><p>An <foreign xml:lang='he'>שלום</foreign> here.</p>"
    assert tags(book(tmp_path, body)).count("/P") > 2
    written = [pdf.Said("שיר ", False), pdf.Said("one", False)]
    assert back.reading(["רישone"], written, "שיר one") == "שיר one"
    assert back.reading(["רישo", "ne"], written, "שיר one") == "שיר one"
    assert back.reading(["רירone"], written, "שיר one") != "שיר one"


def test_a_book_from_right_to_left_is_bound_on_the_right(tmp_path: Path) -> None:
    text = (
        f"""<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="he">{HEAD}<text><body><p>שיר</p></body></text></TEI>"""
    )
    given, one = edition_of(tmp_path, text)
    reader = PdfReader(BytesIO(pdf.of(given, one)[0]))
    assert reader.root_object["/ViewerPreferences"]["/Direction"] == "/R2L"


def test_a_page_of_the_source_is_told_in_the_margin_and_is_no_text(tmp_path: Path) -> None:
    reader = book(
        tmp_path,
        "<div><pb n='41'/><head>One</head><pb n='42'/><p>a</p></div><pb n='43'/><div><head>Two</head><p>b</p></div>",
    )
    assert all(number in said(reader) for number in ("41", "42", "43"))
    assert not any(number in part.letters for part in letters(reader) for number in ("41", "42", "43", "|"))

"""Documents for a word processor: what of each kind of text becomes what, and that their words are those of the reading."""

from __future__ import annotations

import base64
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from publish.kinds import KINDS, document
from publish.test_book import made, said
from siglum import publish
from siglum.edition import Edition

docx = pytest.importorskip("docx")
form = pytest.importorskip("siglum.publish.forms.docx")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def tei(body: str, title: str = "T") -> str:
    return f"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt>
    <publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text><body>{body}</body></text></TEI>"""


def of_body(folder: Path, body: str, **files: str) -> Any:
    """The document of a text with this body; its words are those of the reading."""
    given, one = made(folder, tei(body), **files)
    data, text = form.of(given, one)
    assert said(text.said) == said(given.words(one.id, "print").whole)
    return docx.Document(BytesIO(data))


def footnotes(document: Any) -> list[Any]:
    """The notes, without the lines that part them from the text."""
    parts = [part for part in document.part.package.iter_parts() if part.partname == "/word/footnotes.xml"]
    return [note for part in parts for note in docx.oxml.parse_xml(part.blob)][2:]


def words(element: Any) -> str:
    return "".join(text.text for text in element.iter(f"{W}t"))


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_has_the_words_of_its_reading(kind: str, tmp_path: Path) -> None:
    given, one = made(tmp_path, document(kind))
    _, text = form.of(given, one)
    assert said(text.said) == said(given.words(one.id, "print").whole)


def test_notes_are_footnotes(tmp_path: Path) -> None:
    found = of_body(tmp_path, "<p>The boat<note><p>An old one.</p><p>Of oak.</p></note> went.</p>")
    (note,) = footnotes(found)
    (call,) = found.element.body.iter(f"{W}footnoteReference")
    assert call.get(f"{W}id") == note.get(f"{W}id")
    assert [words(paragraph) for paragraph in note] == ["An old one.", "Of oak."]
    assert note.find(f".//{W}footnoteRef") is not None


def test_a_note_that_the_text_calls_keeps_its_mark(tmp_path: Path) -> None:
    found = of_body(
        tmp_path,
        "<div><p>The boat<ref target='#n1'>*</ref> went<note>Whose?</note>.</p></div>"
        "<div type='notes'><note xml:id='n1'>Old.</note></div>",
    )
    calls = list(found.element.body.iter(f"{W}footnoteReference"))
    assert [(call.get(f"{W}customMarkFollows"), words(call.getparent())) for call in calls] == [("1", "*"), (None, "")]
    assert [words(note) for note in footnotes(found)] == ["*Old.", "Whose?"]
    (shape,) = found.element.body.iter(f"{W}numFmt")
    assert shape.get(f"{W}val") == "lowerLetter"


def test_names_lead_to_the_index(tmp_path: Path) -> None:
    people = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><standOff><listPerson>
    <person xml:id="ann"><persName>Ann</persName></person></listPerson></standOff></TEI>"""
    found = of_body(
        tmp_path,
        "<p><persName ref='people.xml#ann'>She</persName> and <ref target='http://e.org/'>he</ref></p>",
        people=people,
    )
    name, address = found.element.body.iter(f"{W}hyperlink")
    places = {mark.get(f"{W}name"): mark.getparent() for mark in found.element.body.iter(f"{W}bookmarkStart")}
    assert (words(name), words(places[name.get(f"{W}anchor")])) == ("She", "Ann")
    relation = address.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
    assert found.part.rels[relation].target_ref == "http://e.org/"


def test_verses_are_numbered_by_fives_and_stepped(tmp_path: Path) -> None:
    lines = "<l>one</l><l>two</l><l rend='indent'>three</l><l>four</l><l>five</l><l>six</l><l>7</l><l>8</l><l>9</l>"
    found = of_body(tmp_path, f"<lg>{lines}<l part='I'>We wait</l></lg><lg><l part='F'>here.</l></lg>")
    verses = [paragraph for paragraph in found.paragraphs if paragraph.style.name == "Verse"]
    assert [verse.text for verse in verses][3:6] == ["four", "five\t5", "six"]
    shared, first = verses[-1].paragraph_format.left_indent, verses[0].paragraph_format.left_indent
    assert first is None and shared.pt > 24


def test_lists_have_their_signs(tmp_path: Path) -> None:
    found = of_body(
        tmp_path,
        "<list rend='numbered'><item>one</item><item>two</item></list><list rend='bulleted'><item>dot</item></list>"
        "<list type='gloss'><label>boat</label><item>floats</item></list>",
    )
    assert [p.text for p in found.paragraphs if p.style.name == "List"] == [
        "1.\tone",
        "2.\ttwo",
        "•\tdot",
        "boat\tfloats",
    ]


def test_cells_reach_over_rows_and_columns(tmp_path: Path) -> None:
    found = of_body(
        tmp_path,
        "<table><row role='label'><cell rows='2'>year</cell><cell cols='2'>who</cell></row>"
        "<row><cell>Ann</cell><cell>Ben</cell></row><row><cell>1936</cell><cell>a</cell><cell>b</cell></row></table>",
    )
    (table,) = found.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["year", "who", "who"],
        ["year", "Ann", "Ben"],
        ["1936", "a", "b"],
    ]
    assert [run.bold for run in table.cell(0, 0).paragraphs[0].runs] == [True]


def test_what_is_none_of_the_words_is_marked(tmp_path: Path) -> None:
    found = of_body(tmp_path, "<p>The <gap reason='illegible'/> boat <pb n='2'/>went</p>")
    apart = [run.text for paragraph in found.paragraphs for run in paragraph.runs if run.style.name == "Apart"]
    assert apart == ["[…]", "[2]"]


def test_a_text_from_right_to_left(tmp_path: Path) -> None:
    found = of_body(tmp_path, "<p xml:lang='he'>שלום</p><p xml:lang='ar-Latn'>salam</p>")
    shapes = {words(paragraph._p): paragraph._p.find(f"{W}pPr/{W}bidi") for paragraph in found.paragraphs}
    assert shapes["שלום"] is not None and shapes["salam"] is None
    assert [run.get(f"{W}bidi") for run in found.element.body.iter(f"{W}lang")] == ["he", None]


def test_an_image_stands_in_it_and_a_changed_one_is_put_in_anew(tmp_path: Path) -> None:
    where = tmp_path / "e"
    where.mkdir()
    body = "<p>See</p><figure><graphic url='a.png'/><figDesc>a boat</figDesc></figure><figure><graphic url='../b.png'/></figure>"
    (where / "text.xml").write_text(tei(body), encoding="utf-8")
    (where / "a.png").write_bytes(PIXEL)
    (tmp_path / "b.png").write_bytes(PIXEL)

    def images() -> list[bytes]:
        publish.build(Edition.of(where), tmp_path / "build", frozenset({"docx"}))
        found = docx.Document(str(tmp_path / "build" / "docx" / "text.docx"))
        assert [shape._inline.docPr.get("descr") for shape in found.inline_shapes] == ["a boat"]
        return [part.blob for part in found.part.package.iter_parts() if part.partname.startswith("/word/media/")]

    assert images() == [PIXEL]
    (where / "a.png").write_bytes(PIXEL + b"more")
    assert images() == [PIXEL + b"more"]


def test_is_the_same_each_time_and_says_who_wrote_it(tmp_path: Path) -> None:
    title = "A &lt;b&gt; " + "long " * 100
    given, one = made(tmp_path, tei("<p>x</p>", title))
    data = form.of(given, one)[0]
    assert data == form.of(given, one)[0]
    about = docx.Document(BytesIO(data)).core_properties
    assert about.title.startswith("A <b> long long") and len(about.title) <= 255
    assert (about.created, about.last_modified_by) == (None, "")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["drama", "verse"])
def test_a_word_processor_reads_the_same_words(kind: str, tmp_path: Path) -> None:
    given, one = made(tmp_path, document(kind))
    data, text = form.of(given, one)
    (tmp_path / "text.docx").write_bytes(data)
    command = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "txt:Text (encoded):UTF8",
    ]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(tmp_path / "text.docx")], check=True, capture_output=True, timeout=120
    )
    read = said((tmp_path / "text.txt").read_text("utf-8-sig"))
    rest = iter(read)
    assert [word for word in said(text.said) if word not in rest] == []

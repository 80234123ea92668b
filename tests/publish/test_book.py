"""A reading as a book: what of each kind of text becomes what, and that its words are those of the reading."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from publish.kinds import KINDS, document
from siglum.edition import Edition, Reading
from siglum.publish import book
from siglum.publish.made import Made
from siglum.reading.words import Words
from siglum.session import Session

B = {"b": book.BOOK}


def made(folder: Path, text: str, **files: str) -> tuple[Made, Reading]:
    """An edition of one text, with the entries of registers that it points at, and its reading as it stands."""
    (folder / "text.xml").write_text(text, encoding="utf-8")
    (folder / "siglum.toml").write_text('[edition]\ndocuments = ["text.xml"]\n', "utf-8")
    one = Reading("text", "the text as it stands", "text.xml")
    entries = tuple(files.values())
    return Made(Edition.load(folder), Session(), {"text.xml": "text"}, [one], entries=lambda path: entries), one


def of_body(folder: Path, body: str, **files: str) -> etree._Element:
    """The book of a text with this body; its words are those of the reading."""
    text = f"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>
    <publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text><body>{body}</body></text></TEI>"""
    given, one = made(folder, text, **files)
    found = book.of(given, one)
    assert said(book.text_of(found)) == said(given.words(one.id, "print").whole)
    return found


def said(text: str) -> list[str]:
    return [word.text for word in Words(text, ("collapse-white-space",)).words]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_has_the_words_of_its_reading(kind: str, tmp_path: Path) -> None:
    given, one = made(tmp_path, document(kind))
    found = book.of(given, one)
    assert said(book.text_of(found)) == said(given.words(one.id, "print").whole)


def test_a_line_between_two_parts_is_a_rule(tmp_path: Path) -> None:
    found = of_body(tmp_path, "<p>one</p><milestone unit='section' rend='rule'/><p>two</p><milestone unit='section'/>")
    assert [one.getnext().tag for one in found.iterfind(".//b:rule", B)] == [f"{{{book.BOOK}}}p"]


def test_a_note_stands_at_its_call_and_is_none_of_the_words(tmp_path: Path) -> None:
    found = of_body(tmp_path, "<p>The boat<note>An old one.</note> went.</p>")
    (note,) = found.iterfind(".//b:p/b:note", B)
    assert (note.get("n"), note.get("place"), note.text, note.tail) == ("1", "foot", "An old one.", " went.")
    assert book.text_of(found).split() == ["The", "boat", "went."]


def test_a_note_at_the_end_is_brought_to_its_only_call(tmp_path: Path) -> None:
    found = of_body(
        tmp_path,
        "<div><p>The boat<ref xml:id='c1' target='#n1'>(1)</ref> went<ref target='#n2'>(2)</ref> twice"
        "<ref target='#n2'>(2)</ref>.</p></div>"
        "<div type='notes'><note xml:id='n1'>Old.</note><note xml:id='n2'><p>New.</p></note></div>",
    )
    (note,) = found.iterfind(".//b:p/b:note", B)
    assert (note.get("id"), note.get("call"), note.get("n"), note.tail) == ("n1", "(1)", "1", " went")
    assert "".join(note.itertext()) == "Old." and note.getprevious().get("id") == "c1"
    assert [block[0].get("id") for block in found.iterfind(".//b:block[@class='endnote']", B)] == ["n2"]


def test_a_gap_keeps_the_spaces_at_both_sides(tmp_path: Path) -> None:
    (p,) = of_body(tmp_path, "<p>The <gap reason='illegible'/> boat</p>").iterfind(".//b:p", B)
    assert "".join(p.itertext()) == "The […] boat"


def test_a_page_of_the_source_begins_within_a_word_or_between_two(tmp_path: Path) -> None:
    found = of_body(tmp_path, "<p>one <pb n='2'/> two th<pb n='3' break='no'/>ree</p>")
    assert [page.get("n") for page in found.iterfind(".//b:page", B)] == ["2", "3"]
    assert "".join(found.find(".//b:p", B).itertext()) == "one two three"


def test_drama_has_speakers_and_shared_lines(tmp_path: Path) -> None:
    found = of_body(tmp_path, "<sp><speaker>ANN</speaker><l part='I'>We wait</l></sp><sp><l part='F'>here.</l></sp>")
    speeches = found.findall(".//b:speech", B)
    assert speeches[0].findtext("b:speaker", namespaces=B) == "ANN"
    assert [line.get("part") for line in found.iterfind(".//b:line", B)] == ["I", "F"]


def test_verses_are_counted_where_none_is_numbered(tmp_path: Path) -> None:
    found = of_body(tmp_path, "<lg>" + "<l>verse</l>" * 10 + "</lg>")
    assert [line.get("n") for line in found.iterfind(".//b:line", B)] == [str(n) for n in range(1, 11)]


def test_a_block_parts_its_paragraph(tmp_path: Path) -> None:
    found = of_body(tmp_path, "<p>Before <list><item>one</item></list> after.</p>")
    body = found.find("b:body", B)
    assert [(etree.QName(e).localname, e.get("continued")) for e in body] == [
        ("p", None),
        ("list", None),
        ("p", "true"),
    ]


def test_an_item_of_a_list_begins_with_its_label(tmp_path: Path) -> None:
    found = of_body(tmp_path, "<list type='gloss'><label>boat</label><item xml:id='i'>floats</item></list>")
    (item,) = found.iterfind(".//b:list[@type='gloss']/b:item", B)
    assert (item.get("id"), [(etree.QName(e).localname, e.text) for e in item]) == (
        "i",
        [("label", "boat"), ("p", "floats")],
    )


def test_the_apparatus_says_what_other_witnesses_have(tmp_path: Path) -> None:
    found = of_body(tmp_path, "<p>arma <app><lem wit='#A'>virum</lem><rdg wit='#B'>viros</rdg></app> cano</p>")
    assert [note.text for note in found.iterfind(".//b:note[@kind='apparatus']", B)] == ["virum A]; viros B"]


def test_a_list_of_labels_keeps_what_its_items_are(tmp_path: Path) -> None:
    found = of_body(tmp_path, "<list><label>tack</label><item xml:id='i1'>a turn</item></list>")
    (item,) = found.iterfind(".//b:item", B)
    assert (item.get("id"), item.findtext("b:label", namespaces=B), item.findtext("b:p", namespaces=B)) == (
        "i1", "tack", "a turn",
    )  # fmt: skip


def test_a_lemma_has_that_of_an_entry_within_it(tmp_path: Path) -> None:
    inner = "<app><lem wit='#A'>x</lem> <rdg wit='#C'>y</rdg></app>"
    found = of_body(tmp_path, f"<p><app><lem wit='#A'>one {inner} two</lem><rdg wit='#B'>three</rdg></app></p>")
    said = [note.text for note in found.iterfind(".//b:note[@kind='apparatus']", B)]
    assert "one x two A]; three B" in said and "x A]; y C" in said


def test_the_index_has_who_is_named_by_surname(tmp_path: Path) -> None:
    people = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><standOff><listPerson>
    <person xml:id="ann"><persName><forename>Ann</forename><forename>Mary</forename> <surname>Ölund</surname></persName></person>
    <person xml:id="ben"><persName>Ben</persName></person></listPerson></standOff></TEI>"""
    found = of_body(
        tmp_path,
        "<p><persName ref='people.xml#ann'>Ann</persName> and <persName ref='#nobody'>x</persName></p>",
        people=people,
    )
    assert [(entry.get("id"), entry.get("sort"), entry.text) for entry in found.iterfind(".//b:entry", B)] == [
        ("ann", "olund, ann mary", "Ölund, Ann Mary")
    ]
    assert [name.get("ref") for name in found.iterfind(".//b:name", B)] == ["ann", None]


def test_an_item_begins_with_its_label(tmp_path: Path) -> None:
    found = of_body(tmp_path, "<list><label>one</label><item xml:id='i'>first</item><item>second</item></list>")
    items = found.findall(".//b:list[@type='gloss']/b:item", B)
    assert [(item.get("id"), item.findtext("b:label", namespaces=B)) for item in items] == [("i", "one"), (None, None)]
    assert ["".join(item.itertext()) for item in items] == ["onefirst", "second"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "<biblStruct><monogr><author>Ames, Ann</author><author>Bell, Bo</author><title>Letters</title><editor>Cole</editor>"
            "<imprint><pubPlace>London</pubPlace><pubPlace>New York</pubPlace><publisher>Press</publisher><date>1901</date></imprint>"
            "<biblScope unit='pp'>50</biblScope></monogr><note>seen</note></biblStruct>",
            "Ames, Ann; Bell, Bo. Letters. London; New York: Press, 1901, 50",
        ),
        (
            "<biblStruct><analytic><author>Ames, A.</author><title level='a'>Who?</title></analytic><monogr><title level='j'>The Review</title>"
            "<imprint><date>May 1901</date><biblScope>66</biblScope></imprint></monogr></biblStruct>",
            "Ames, A. Who? The Review, May 1901, 66",
        ),
        (
            "<bibl><editor>Cole</editor><title>Plays</title>\n<date>1901</date><idno>12</idno></bibl>",
            "Cole. Plays, 1901",
        ),
        ("<bibl><author>Ames</author>, <title>Letters</title> (<date>1901</date>)</bibl>", "Ames, Letters (1901)"),
        ("<bibl><name>Archive</name></bibl>", "Archive"),
        (
            "<bibl><title>Digital</title><relatedItem><bibl><author>Other</author><title>Print</title></bibl></relatedItem></bibl>",
            "Digital",
        ),
    ],
)
def test_the_source_is_a_reference(source: str, expected: str, tmp_path: Path) -> None:
    text = f"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>
    <publicationStmt><p/></publicationStmt><sourceDesc>{source}</sourceDesc></fileDesc></teiHeader><text><body><p>W</p></body></text></TEI>"""
    assert book.of(*made(tmp_path, text)).findtext("b:head/b:source", "", B) == expected

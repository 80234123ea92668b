"""Pages that were transcribed from pictures: PAGE XML and ALTO become TEI with a facsimile."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from importing.test_import import HERE, imported, inside
from siglum import __version__
from siglum.document import Document
from siglum.edition import Edition
from siglum.failure import Failure
from siglum.fidelity import text_differs
from siglum.importing import Wanted, import_
from siglum.relaxng import Schema, validate

PAGES = sorted((HERE / "pages").glob("*.xml"))
T = {"t": "http://www.tei-c.org/ns/1.0"}
DIARY = (HERE / "pages" / "diary.xml").read_text("utf-8")
GAZETTE = (HERE / "pages" / "gazette-v4.xml").read_text("utf-8")


@pytest.mark.parametrize("source", PAGES, ids=[path.stem for path in PAGES])
def test_a_page_becomes_the_tei_beside_it(source: Path, tmp_path: Path, tei_all: Schema) -> None:
    made = imported(tmp_path, source)
    assert made == source.with_suffix(".tei").read_text("utf-8")
    assert [finding.message for finding in validate(tei_all, Document.parse(made.encode(), "made.xml"))] == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("diary", "1838\n\nIn January the fer¬\n¬ry was frozen, & nobody crossed\nthe river.\n\nice\n"),
        ("gazette-v2", "Ice on the river\n\nNobody cros-\nsed it.\n"),
    ],
)
def test_the_reading_received_says_what_the_lines_say(name: str, said: str, tmp_path: Path) -> None:
    imported(tmp_path, HERE / "pages" / f"{name}.xml")
    (reading,) = Edition.load(tmp_path).readings
    transcript = tmp_path / reading.transcript
    assert transcript.read_text("utf-8") == said
    assert not list(text_differs.compare(Document.read(tmp_path / reading.document), reading, transcript))


def test_every_place_in_the_text_has_its_zone(tmp_path: Path) -> None:
    root = etree.fromstring(imported(tmp_path, HERE / "pages" / "diary.xml").encode())
    zones = {f"#{zone.get('{http://www.w3.org/XML/1998/namespace}id')}" for zone in root.iterfind(".//t:zone", T)}
    places = [facs for element in root.iterfind(".//t:body//*", T) if (facs := element.get("facs"))]
    assert len(places) == 11 and set(places) - zones == {"#diary-page1"}


def test_several_files_are_the_pages_of_one_text(tmp_path: Path, tei_all: Schema) -> None:
    (tmp_path / "2.xml").write_text(DIARY.replace("diary_0001", "diary_0002").replace("1838", "1839"), "utf-8")
    (tmp_path / "1.xml").write_text(DIARY, "utf-8")
    with inside(tmp_path):
        made = import_(["1.xml", "2.xml"], Wanted(output="tei/diary.xml", title="A Diary"))
        made.write()
        document = Document.read("tei/diary.xml")
    assert [finding.message for finding in validate(tei_all, document)] == []
    assert [pb.get("facs") for pb in document.root.iterfind(".//t:pb", T)] == ["#diary-page1", "#diary-page2"]
    assert [g.get("url") for g in document.root.iterfind(".//t:graphic", T)] == ["diary_0001.jpg", "diary_0002.jpg"]
    assert sorted(path.name for path in (tmp_path / "tei/source").iterdir()) == ["1.xml", "2.xml", "diary.txt"]
    with (
        inside(tmp_path),
        pytest.raises(Failure, match="2 files are named, and a file of plain text is a text of its own"),
    ):
        (tmp_path / "a.txt").write_text("One.", "utf-8")
        import_(["a.txt", "a.txt"], Wanted())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (DIARY.replace("2013-07-15\">", "2031-01-01\">"), "PAGE XML of 2031-01-01 is not known here, and was read like that of 2019: compare it"),
        (GAZETTE.replace("ns-v4#", "ns-v7#"), "ALTO of version 7 is not known here, and was read like version 4: compare it"),
    ],
)  # fmt: skip
def test_a_version_that_is_not_known_is_read_and_said(text: str, expected: str, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(text, "utf-8")
    with inside(tmp_path):
        assert expected in import_(["a.xml"], Wanted()).said


@pytest.mark.parametrize(
    ("text", "format_", "expected"),
    [
        (DIARY.replace("</Page>", ""), "", "a.xml:4: this is no XML that can be read: <Page>, opened on line 4, is not closed"),
        ("<PcGts><Page/></PcGts>", "page", "a.xml is no PAGE XML: its root is <PcGts> in “”"),
        ("<TEI xmlns='http://www.tei-c.org/ns/1.0'/>", "", "a.xml is TEI already: put it into an edition, and check it"),
        ("<mets/>", "", "a.xml is XML, and neither PAGE XML nor ALTO"),
        ("<other xmlns='urn:x'/>", "alto", "a.xml is no ALTO: its root is <other> in “urn:x”"),
        ("<alto><Layout/></alto>", "", "a.xml has no words that can be read: there is nothing to import"),
        ('<!DOCTYPE x [<!ENTITY a SYSTEM "/etc/passwd">]><alto><Layout><Page><PrintSpace><TextBlock><TextLine><String CONTENT="&a;"/></TextLine></TextBlock></PrintSpace></Page></Layout></alto>', "", "a.xml:1: this is no XML that can be read"),
    ],
)  # fmt: skip
def test_what_is_no_page_is_said(text: str, format_: str, expected: str, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(text, "utf-8")
    with inside(tmp_path), pytest.raises(Failure) as failure:
        import_(["a.xml"], Wanted(format=format_))
    assert str(failure.value).startswith(expected)
    assert [path.name for path in tmp_path.iterdir()] == ["a.xml"]


def test_corners_that_are_none_are_left_out_and_ids_made_unlike(tmp_path: Path, tei_all: Schema) -> None:
    text = (
        DIARY.replace('points="100,400 1100,400 1100,480 100,480"', 'points="NaN,1 2,2"')
        .replace('id="r2l1"', 'id="r2l2"')
        .replace('id="r3"', 'id=""')
    )
    (tmp_path / "a.xml").write_text(text, "utf-8")
    made = imported(tmp_path, tmp_path / "a.xml")
    assert '<zone type="line" xml:id="a-page1-r2l2-2"/>' in made and 'xml:id="a-page1-zone"' in made
    assert [finding.message for finding in validate(tei_all, Document.parse(made.encode(), "made.xml"))] == []
    assert __version__ in (tmp_path / "tei" / "a.xml").read_text("utf-8")

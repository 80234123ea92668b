"""The folder of readings as TEI: every pointer in it leads to something in it."""

from __future__ import annotations

import posixpath
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import etree

from siglum import publish
from siglum.document import XML_ID, Document
from siglum.edition import Edition
from siglum.edition.pointers import prefixes
from siglum.publish.survey import resolved
from siglum.relaxng import Schema, validate
from siglum.tei.vocabulary import POINTERS

ROOT = Path(__file__).parents[2]
HEAD = """<titleStmt><title>T</title></titleStmt><publicationStmt><p>None.</p></publicationStmt>
<sourceDesc><listWit><witness xml:id="A">A</witness><witness xml:id="B">B</witness></listWit></sourceDesc>"""
WALKS = f"""\
<?xml-model href="../schema/own.rng"?>
<?xml-model href="../schema/gone.rng"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>{HEAD}</fileDesc>
<encodingDesc><listPrefixDef><prefixDef ident="p" matchPattern="(\\w+)" replacementPattern="../registers/my%20people.xml#$1"/>
<prefixDef ident="here" matchPattern="(\\w+)" replacementPattern="#$1"/></listPrefixDef></encodingDesc></teiHeader>
<text><body><p xml:id="p1"><persName ref="p:anna">Anna</persName> by the
<app><lem wit="#A">river</lem><rdg wit="#B" xml:id="sea">sea</rdg></app>, <ref target="#sea here:sea #p1">as above</ref>,
<ref target="other.xml#q1 https://example.org/a#b">elsewhere</ref>,
<persName ref="../registers/my%20people.xml#anna">she</persName>,
<name ref="#missing">nobody</name> <graphic url="walk.png"/></p></body></text></TEI>
"""
OTHER = f"""\
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>{HEAD}</fileDesc></teiHeader>
<text><body><p xml:id="q1">Other <ref target="walks.xml#p1">walks</ref>.</p></body></text></TEI>
"""
PEOPLE = f"""\
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>{HEAD}</fileDesc></teiHeader>
<standOff><listPerson><person xml:id="anna" source="../tei/sources.txt#line"><persName>Anna</persName></person></listPerson></standOff></TEI>
"""


@pytest.fixture
def made(tmp_path: Path) -> Path:
    files = {
        "siglum.toml": '[edition]\ndocuments = ["tei/*.xml"]\nregisters = ["registers/*.xml"]\n',
        "tei/walks.xml": WALKS,
        "tei/other.xml": OTHER,
        "tei/sources.txt": "line",
        "tei/walk.png": "image",
        "registers/my people.xml": PEOPLE,
        "schema/own.rng": '<element name="TEI" xmlns="http://relaxng.org/ns/structure/1.0"><text/></element>',
        "notes/unused.txt": "not pointed at",
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    publish.build(Edition.load(tmp_path), tmp_path / "build", frozenset({"tei"}))
    return tmp_path / "build" / "tei"


def _value(made: Path, path: str) -> list[str]:
    root = etree.parse(str(made / "walks.xml")).getroot()
    return [str(value) for value in root.xpath(path, namespaces={"t": "http://www.tei-c.org/ns/1.0"})]


def test_a_reading_points_at_what_lies_beside_it(made: Path) -> None:
    assert _value(made, "//t:prefixDef/@replacementPattern") == ["edition/registers/my%20people.xml#$1", "#$1"]
    assert _value(made, "//t:persName/@ref") == ["p:anna", "edition/registers/my%20people.xml#anna"]
    assert _value(made, "//t:ref/@target") == [
        "edition/tei/walks.xml#sea edition/tei/walks.xml#sea #p1",
        "edition/tei/other.xml#q1 https://example.org/a#b",
    ]
    assert _value(made, "//t:graphic/@url") == ["edition/tei/walk.png"]
    assert _value(made, "//t:name/@ref") == ["#missing"]


def test_the_folder_has_what_is_pointed_at_and_no_more(made: Path) -> None:
    beside = made / "edition"
    assert sorted(path.relative_to(beside).as_posix() for path in beside.rglob("*") if path.is_file()) == [
        "registers/my people.xml", "schema/own.rng", "tei/other.xml", "tei/sources.txt", "tei/walk.png", "tei/walks.xml",
    ]  # fmt: skip


def test_files_of_the_edition_stay_as_they_are_but_for_schemas_that_are_not_there(made: Path) -> None:
    expected = WALKS.replace('<?xml-model href="../schema/gone.rng"?>\n', "")
    assert (made / "edition" / "tei" / "walks.xml").read_text("utf-8") == expected
    assert (made / "edition" / "registers" / "my people.xml").read_text("utf-8") == PEOPLE


def test_an_included_part_points_from_where_it_lies(tmp_path: Path) -> None:
    whole = OTHER.replace(
        "<body>", '<body><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="parts/one.xml"/>'
    )
    part = (
        '<p xmlns="http://www.tei-c.org/ns/1.0" xml:id="r1"><ref target="../notes.txt ../other.xml#q1">here</ref></p>'
    )
    for name, content in {"other.xml": whole, "parts/one.xml": part, "notes.txt": "n", "siglum.toml": '[edition]\ndocuments = ["other.xml"]\n'}.items():  # fmt: skip
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    publish.build(Edition.load(tmp_path), tmp_path / "build", frozenset({"tei"}))
    made = etree.parse(str(tmp_path / "build" / "tei" / "other.xml"))
    assert made.xpath("//*[@*[local-name()='id']='r1']/*/@target") == ["edition/notes.txt edition/other.xml#q1"]
    assert (tmp_path / "build" / "tei" / "edition" / "parts" / "one.xml").is_file()


def _lost(folder: Path) -> list[str]:
    """The pointers of all files of a folder that lead to no file or no id in it."""
    ids: dict[Path, set[str]] = {}
    lost = []
    for path in sorted(folder.rglob("*.xml")):
        root = etree.parse(str(path)).getroot()
        known = prefixes(root)
        for element in root.iter(etree.Element):
            tokens = [
                t for name, value in element.attrib.items() if ("*", name) in POINTERS for t in str(value).split()
            ]
            for token in tokens:
                file, sign, name = resolved(token, known).partition("#")
                if ":" in file or not (sign or "/" in file):
                    continue
                there = Path(posixpath.normpath(path.parent / unquote(file))) if file else path
                if there.is_file() and name and there not in ids:
                    ids[there] = {e.get(XML_ID, "") for e in etree.parse(str(there)).iter(etree.Element)}
                if not there.is_file() or (name and name not in ids[there]):
                    lost.append(f"{path.name}: {token}")
    return lost


def test_every_pointer_of_the_essay_finds_its_target_and_the_readings_are_valid(tmp_path: Path) -> None:
    publish.build(Edition.load(ROOT), tmp_path / "build", frozenset({"tei"}))
    made = tmp_path / "build" / "tei"
    assert _lost(made) == []
    schema = Schema.read(ROOT / "schema" / "siglum.rng")
    readings = [Document.parse(path.read_bytes(), path.name) for path in sorted(made.glob("*.xml"))]
    assert {one.path: list(validate(schema, one)) for one in readings} == {
        f"{one.id}.xml": [] for one in Edition.load(ROOT).readings
    }

"""The edition as data: what other people's readers make of it is what the registers, letters and notes say."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pyshacl
import pytest
import rdflib
from lxml import etree, html

from siglum import publish
from siglum.edition import Edition
from siglum.publish.data import Known, files
from siglum.publish.data.known import identified
from siglum.publish.data.linked import point
from siglum.publish.data.tables import harmless
from siglum.publish.found import Described

ADDRESS = "https://edition.example/ä"
TEI = "{http://www.tei-c.org/ns/1.0}"
CRM = rdflib.Namespace("http://www.cidoc-crm.org/cidoc-crm/")
HEADER = """<teiHeader><fileDesc><titleStmt><title>{title}</title><respStmt xml:id="ed"><resp>editing</resp><name>The editor</name></respStmt></titleStmt>
<publicationStmt><publisher>The Press</publisher><date when="2025"/><availability><licence target="https://creativecommons.org/licenses/by/4.0/">CC BY</licence></availability></publicationStmt>
<sourceDesc><p/></sourceDesc></fileDesc>{more}</teiHeader>"""
LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="l1" xml:lang="en">{header}<text><body>
<p xml:id="p1">Words<note resp="#ed" xml:id="n1">Who is “meant” &amp; &lt;why&gt;.</note> of <persName ref="people.xml#anna">Anna</persName>.</p>
<p>Nothing.<note>The author's own.</note></p></body></text></TEI>"""
CORRESP = """<profileDesc><correspDesc key="1"><correspAction type="sent"><persName ref="people.xml#anna">Anna &amp; co</persName>
<placeName ref="people.xml#weimar">Weimar</placeName><date when="1901-02-03">3 February</date></correspAction>
<correspAction type="received"><persName ref="https://viaf.org/viaf/77">Jan</persName><orgName>The Firm</orgName><date>some day</date></correspAction></correspDesc></profileDesc>"""
PEOPLE = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="people" xml:lang="de">{header}<standOff>
<listPerson><person xml:id="anna"><persName type="preferred"><forename>Anna</forename> <surname>Vogel</surname></persName><persName>=cmd|' /C calc'!A0</persName>
<birth when="1870-02"><placeName ref="#weimar">Weimar</placeName></birth><death when="1931-05-06" cert="low"/>
<idno type="GND">118642979</idno><idno type="Wikidata">https://www.wikidata.org/wiki/Q42</idno><idno type="VIAF" cert="low">5</idno><idno type="shelf">x</idno>
<note type="description">+1 &lt;b&gt;"quoted"</note></person>
<person xml:id="ghost" type="alleged"><persName>Nobody</persName></person></listPerson>
<listPlace><place xml:id="weimar"><placeName>Weimar</placeName><location><geo>50.98 11.33</geo></location><idno type="GeoNames">2812482</idno></place></listPlace>
<listOrg><org xml:id="firm"><orgName>The Firm</orgName></org></listOrg>
<listEvent><event xml:id="fair" from="1900" to="1901-03" where="#weimar"><label>The fair</label></event></listEvent>
<listBibl><bibl xml:id="book"><author ref="#anna">Anna Vogel</author><title xml:lang="fr">Le livre</title><date when="1999-02">1999</date></bibl></listBibl>
</standOff></TEI>"""


def built(where: Path, *, address: str = ADDRESS, **texts: str) -> Path:
    for name, text in texts.items():
        (where / f"{name}.xml").write_text(text, encoding="utf-8")
    registers = '["people.xml"]' if "people" in texts else "[]"
    (where / "siglum.toml").write_text(
        f'[edition]\ndocuments = ["l*.xml"]\nregisters = {registers}\n[site]\ntitle = "Letters"\naddress = "{address}"\n',
        "utf-8",
    )
    assert publish.build(Edition.load(where), where / "build", frozenset({"html"})) == publish.Published((), ())
    return where / "build" / "html"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    letter = LETTER.format(header=HEADER.format(title="A letter", more=CORRESP))
    people = PEOPLE.format(header=HEADER.format(title="People", more=""))
    return built(tmp_path_factory.mktemp("data"), l1=letter, people=people)


def graph(site: Path) -> rdflib.Graph:
    said = (site / "downloads/data/people.jsonld").read_text("utf-8")
    return rdflib.Graph().parse(data=said, format="json-ld", base=f"{ADDRESS}/downloads/data/people.jsonld")


def entry(name: str) -> rdflib.URIRef:
    return rdflib.URIRef(f"{ADDRESS}/people.html#{name}")


# ===== identifiers =====


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("URL", "https://d-nb.info/gnd/118642979", [("GND", "https://d-nb.info/gnd/118642979")]),
        ("URL", "http://www.wikidata.org/wiki/Q42/", [("Wikidata", "http://www.wikidata.org/entity/Q42")]),
        ("gnd", "118642979", [("GND", "https://d-nb.info/gnd/118642979")]),
        ("ISNI", "0000 0001 2144 9326", [("ISNI", "https://isni.org/isni/0000000121449326")]),
        ("URI", "https://www.geonames.org/2812482/weimar.html", [("GeoNames", "https://sws.geonames.org/2812482")]),
        (
            "URI",
            "https://id.loc.gov/authorities/names/n79043402.html",
            [("LCCN", "http://id.loc.gov/authorities/names/n79043402")],
        ),
        ("URL", "https://elsewhere.example/gnd/118642979", []),
        ("URL", "https://notviaf.org/viaf/77", []),
        ("URL", "https://viaf.org/processed/77", []),
        ("URL", "118642979", []),
        ("URL", "https://[broken/77", []),
        ("GND", "https://lobid.example/gnd/118642979", [("GND", "https://d-nb.info/gnd/118642979")]),
    ],
)
def test_an_identifier_is_its_authority_s_by_its_kind_or_by_its_address(
    kind: str, value: str, expected: list[tuple[str, str]]
) -> None:
    assert identified({"identifiers": [{"type": kind, "value": value}]}) == expected


# ===== linked data =====


def test_entries_are_of_the_classes_of_cidoc_crm(site: Path) -> None:
    found = graph(site)
    kinds = {name: found.value(entry(name), rdflib.RDF.type) for name in ("anna", "weimar", "firm", "fair", "book")}
    assert kinds == {
        "anna": CRM.E21_Person, "weimar": CRM.E53_Place, "firm": CRM.E74_Group, "fair": CRM.E5_Event, "book": CRM.E33_Linguistic_Object,
    }  # fmt: skip
    assert (entry("ghost"), None, None) not in found


def test_the_graph_has_the_shape_that_its_classes_ask_for(site: Path) -> None:
    shapes = str(Path(__file__).parent / "entries.shapes.ttl")
    fits, _, said = pyshacl.validate(graph(site), shacl_graph=shapes)
    assert fits, said
    lacking = graph(site)
    lacking.remove((entry("anna"), CRM.P1_is_identified_by, None))
    assert not pyshacl.validate(lacking, shacl_graph=shapes)[0]


def test_what_is_known_is_stated_as_exactly_as_it_is_known(site: Path) -> None:
    found = graph(site)
    born = found.value(entry("anna"), CRM.P98i_was_born)
    span = found.value(born, CRM["P4_has_time-span"])
    days = [
        found.value(span, CRM[name]).toPython().isoformat()
        for name in ("P82a_begin_of_the_begin", "P82b_end_of_the_end")
    ]
    assert days == ["1870-02-01T00:00:00+00:00", "1870-02-28T23:59:59+00:00"]
    assert found.value(born, CRM.P7_took_place_at) == entry("weimar")
    assert found.value(entry("anna"), CRM.P100i_died_in) is None  # said with little certainty
    same = rdflib.URIRef("https://linked.art/ns/terms/equivalent")
    assert {str(one) for one in found.objects(entry("anna"), same)} == {
        "https://d-nb.info/gnd/118642979", "http://www.wikidata.org/entity/Q42",
    }  # fmt: skip
    assert str(found.value(entry("weimar"), CRM.P168_place_is_defined_by)) == "POINT(11.33 50.98)"
    made = found.value(entry("book"), CRM.P94i_was_created_by)
    assert found.value(made, CRM.P14_carried_out_by) == entry("anna")


@pytest.mark.parametrize("said", ["", "here", "91 0", "10 181", "50.98", "1 2 3"])
def test_what_is_no_place_on_earth_has_no_point(said: str) -> None:
    assert point(said) == ""


# ===== tables and link lists =====


def test_a_register_is_a_table_of_what_its_entries_have(site: Path) -> None:
    data = (site / "downloads/data/people.csv").read_bytes().decode("utf-8")
    rows = list(csv.DictReader(io.StringIO(data, newline="")))
    assert [row["id"] for row in rows] == ["anna", "ghost", "weimar", "firm", "fair", "book"]
    anna = rows[0]
    assert (anna["name"], anna["filed"], anna["birth"]) == ("Anna Vogel", "Vogel, Anna", "1870-02")
    assert anna["other names"] == "'=cmd|' /C calc'!A0" and anna["description"] == '\'+1 <b>"quoted"'
    assert (rows[4]["from"], rows[4]["to"]) == ("1900", "1901-03") and rows[2]["coordinates"] == "50.98 11.33"
    assert not {"VIAF", "death"} & anna.keys() and all(any(row[column] for row in rows) for column in anna)
    assert data.count("\r\n") == 7


@pytest.mark.parametrize("cell", ["=cmd", "+1", "-x", "@SUM(A1)", "\t=1", " =1", "＝1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["-3.5", "1900", "", "a=b"])
def test_what_is_no_formula_stays(cell: str) -> None:
    assert harmless(cell) == cell


def test_each_authority_has_its_list_of_links(site: Path) -> None:
    lists = {path.name: path.read_text("utf-8") for path in (site / "downloads/data").glob("beacon-*.txt")}
    assert sorted(lists) == ["beacon-geonames.txt", "beacon-gnd.txt", "beacon-wikidata.txt"]
    head, _, links = lists["beacon-gnd.txt"].partition("\n\n")
    assert head.splitlines()[0] == "#FORMAT: BEACON" and "#PREFIX: https://d-nb.info/gnd/" in head.splitlines()
    assert all(line.startswith("#") and ": " in line for line in head.splitlines())
    assert links == f"118642979|{ADDRESS}/people.html#anna\n"


# ===== letters and notes =====


def test_letters_are_what_an_index_of_correspondence_reads(site: Path) -> None:
    root = etree.parse(str(site / "downloads/data/correspondence.xml")).getroot()
    etree.RelaxNG(etree.parse(str(Path(__file__).parent / "cmif.rng"))).assertValid(root)
    (letter,) = root.iter(f"{TEI}correspDesc")
    assert (letter.get("ref"), letter.get("key")) == (f"{ADDRESS}/l1.html", "1")
    said = [
        (one.tag.removeprefix(TEI), one.text, one.get("ref"))
        for action in letter
        for one in action
        if one.tag != f"{TEI}date"
    ]
    assert said == [
        ("persName", "Anna & co", "https://d-nb.info/gnd/118642979"),
        ("placeName", "Weimar", "https://sws.geonames.org/2812482"),
        ("persName", "Jan", "https://viaf.org/viaf/77"),
        ("orgName", "The Firm", None),
    ]
    assert [one.get("when") for one in letter.iter(f"{TEI}date")] == ["1901-02-03"]


def test_who_is_meant_may_be_said_by_a_list_in_the_letter_itself(tmp_path: Path) -> None:
    letter = LETTER.format(header=HEADER.format(title="A letter", more=CORRESP.replace("people.xml#anna", "#anna")))
    listed = """<back><listPerson><person xml:id="anna"><persName>Anna</persName><idno type="URL" subtype="gnd">https://d-nb.info/gnd/118642979</idno>
        </person></listPerson></back></text>"""
    site = built(tmp_path, l1=letter.replace("people.xml#", "#").replace("</text>", listed))
    root = etree.parse(str(site / "downloads/data/correspondence.xml")).getroot()
    etree.RelaxNG(etree.parse(str(Path(__file__).parent / "cmif.rng"))).assertValid(root)
    refs = [(one.text, one.get("ref")) for one in root.iter(f"{TEI}persName", f"{TEI}placeName")]
    assert refs == [
        ("Anna & co", "https://d-nb.info/gnd/118642979"),
        ("Weimar", None),
        ("Jan", "https://viaf.org/viaf/77"),
    ]


def test_a_day_may_stand_in_a_date_of_its_own(tmp_path: Path) -> None:
    people = PEOPLE.format(header=HEADER.format(title="People", more="")).replace(
        '<birth when="1870-02"><placeName ref="#weimar">Weimar</placeName></birth>',
        '<birth><date when="1870-02">February 1870</date><settlement ref="#weimar"><placeName>Weimar</placeName></settlement></birth>',
    )
    site = built(tmp_path, l1=LETTER.format(header=HEADER.format(title="A letter", more="")), people=people)
    rows = csv.DictReader(io.StringIO((site / "downloads/data/people.csv").read_text("utf-8"), newline=""))
    assert next(rows)["birth"] == "1870-02"
    found = graph(site)
    born = found.value(entry("anna"), CRM.P98i_was_born)
    span = found.value(born, CRM["P4_has_time-span"])
    assert str(found.value(span, CRM.P82a_begin_of_the_begin)).startswith("1870-02-01")
    assert found.value(born, CRM.P7_took_place_at) == entry("weimar")


def test_a_date_of_iso_8601_is_a_date_where_it_is_one_of_the_calendar(tmp_path: Path) -> None:
    people = PEOPLE.format(header=HEADER.format(title="People", more=""))
    people = people.replace('<birth when="1870-02">', '<birth when-iso="18700203">')
    people = people.replace('from="1900" to="1901-03"', 'from-iso="1900" to-iso="1901-03"')
    site = built(tmp_path, l1=LETTER.format(header=HEADER.format(title="A letter", more="")), people=people)
    rows = {
        row["id"]: row for row in csv.DictReader(io.StringIO((site / "downloads/data/people.csv").read_text("utf-8")))
    }
    assert (rows["fair"]["from"], rows["fair"]["to"]) == ("1900", "1901-03") and "birth" not in rows["anna"]


def test_notes_of_the_editors_are_annotations_of_their_place(site: Path) -> None:
    page = json.loads((site / "downloads/data/l1-notes.jsonld").read_text("utf-8"))
    assert (page["@context"], page["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationPage")
    (one,) = page["items"]
    assert (
        one["id"].startswith("https://")
        and one["motivation"] == "commenting"
        and one["creator"] == [{"name": "The editor"}]
    )
    assert one["body"] == {
        "type": "TextualBody",
        "value": "Who is “meant” & <why>.",
        "format": "text/plain",
        "language": "en",
    }
    assert one["target"]["source"] == f"{ADDRESS}/l1.html" and one["target"]["selector"]["value"] == "p1"


def test_images_of_a_known_size_are_the_canvases_of_a_manifest(tmp_path: Path) -> None:
    facsimile = """<facsimile><surface xml:id="s1" ulx="0" uly="0" lrx="1200" lry="1600"><graphic url="https://i.example/a b.jpg"/></surface>
        <graphic xml:id="g2" url="two.png" width="30px" height="40px"/><graphic url="https://i.example/3.png"/></facsimile>"""
    text = LETTER.format(header=HEADER.format(title="A letter", more="")).replace("<text>", f"{facsimile}<text>")
    text = text.replace("<body>", '<body><pb n="1r" facs="#s1"/><pb n="1v" facs="#g2"/>')
    (tmp_path / "two.png").write_bytes(b"\x89PNG")
    site = built(tmp_path, l1=text)
    said = json.loads((site / "downloads/data/l1-manifest.json").read_text("utf-8"))
    assert (said["type"], said["label"]) == ("Manifest", {"none": ["A letter"]}) and said["id"].startswith("https://")
    sizes = [(one["type"], one["label"]["none"], one["width"], one["height"]) for one in said["items"]]
    assert sizes == [("Canvas", ["1r"], 1200, 1600), ("Canvas", ["1v"], 30, 40)]
    for canvas in said["items"]:
        (page,) = canvas["items"]
        (painting,) = page["items"]
        assert "#" not in canvas["id"] and " " not in painting["body"]["id"]
        assert (page["type"], painting["motivation"], painting["target"]) == (
            "AnnotationPage",
            "painting",
            canvas["id"],
        )
        assert painting["body"]["type"] == "Image" and painting["body"]["id"].startswith("https://")
    assert said["items"][1]["items"][0]["items"][0]["body"]["format"] == "image/png"
    assert (site / "images" / "two.png").is_file()


def test_images_of_the_pages_of_a_transcription_are_canvases_too(tmp_path: Path) -> None:
    page = """<sourceDoc><surface xml:id="s1" ulx="0" uly="0" lrx="1200" lry="1600" n="1r"><graphic url="https://i.example/a.jpg"/><line>Words</line></surface></sourceDoc>"""
    text = f'<TEI xmlns="{TEI[1:-1]}" xml:id="l1">{HEADER.format(title="Pages", more="")}{page}</TEI>'
    said = json.loads((built(tmp_path, l1=text) / "downloads/data/l1-manifest.json").read_text("utf-8"))
    (canvas,) = said["items"]
    assert (canvas["label"]["none"], canvas["width"], canvas["height"]) == (["1r"], 1200, 1600)


# ===== where it is found, and where it is not =====


def test_a_reader_finds_the_data_of_a_register_on_its_page(site: Path) -> None:
    page = html.document_fromstring((site / "people.html").read_bytes())
    links = page.xpath("//p[@class='files']//@href")
    assert links == ["downloads/data/people.jsonld", "downloads/data/people.csv"]
    page = html.document_fromstring((site / "downloads.html").read_bytes())
    listed = {link for link in page.xpath("//@href") if link.startswith("downloads/data/")}
    assert listed == {path.relative_to(site).as_posix() for path in (site / "downloads/data").iterdir()}


def test_an_edition_with_nothing_of_it_has_no_file(tmp_path: Path) -> None:
    bare = HEADER.replace(' xml:id="ed"', "").format(title="Bare", more="")
    text = f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{bare}<text><body><p>Words.</p></body></text></TEI>'
    site = built(tmp_path, l1=text)
    assert not (site / "downloads" / "data").exists()


def test_without_an_address_links_lead_from_the_file(tmp_path: Path) -> None:
    letter = LETTER.format(header=HEADER.format(title="A letter", more=CORRESP))
    site = built(tmp_path, address="", l1=letter, people=PEOPLE.format(header=HEADER.format(title="People", more="")))
    assert sorted(path.name for path in (site / "downloads/data").iterdir()) == ["people.csv", "people.jsonld"]
    said: Any = json.loads((site / "downloads/data/people.jsonld").read_text("utf-8"))
    assert said["@graph"][0]["id"] == "../../people.html#anna"


def test_what_programs_read_can_be_read_by_people(site: Path) -> None:
    for file in (site / "downloads/data").glob("*.json*"):
        text = file.read_text("utf-8")
        assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n"


def test_an_edition_without_facts_makes_nothing() -> None:
    assert files(Known(Described("T", "https://e.example/"))) == {}

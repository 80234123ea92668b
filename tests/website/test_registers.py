"""What the page of a register says: the order of persons, their offices with dates and sources, each work for itself."""

from __future__ import annotations

import json
import re
from functools import cache

import pytest
from lxml import etree, html

from siglum import saxon
from tei.received import REGISTERS, TEI
from website.sites import page, said, searched, site

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
HEADER = "<teiHeader><fileDesc><titleStmt><title>R</title></titleStmt></fileDesc></teiHeader>"

WORKS = """<listBibl>
  <bibl xml:id="war">
    <author>Ada Low</author>
    <title level="m">The War: A History</title>
    <editor>Bo Moe</editor>
    <pubPlace>London</pubPlace>
    <publisher>North</publisher>
    <date when="1968">1968</date>
    <note>Reviewed by <bibl><author>Cy Noe</author>, <title>On Wars</title>, <publisher>East</publisher>, <date>1970</date></bibl>.</note>
    <relatedItem type="revised"><bibl><title>The War: A Second Look</title><pubPlace>Paris</pubPlace><publisher>South</publisher><date>1990</date>
      <idno type="ISBN">9780195055801</idno></bibl></relatedItem>
    <relatedItem type="revised" target="#peace"/>
  </bibl>
  <biblStruct xml:id="peace">
    <analytic><author>Di Poe</author><title>The Peace</title></analytic>
    <monogr><title>A Journal</title><imprint><publisher>West</publisher><date>1971</date></imprint></monogr>
    <relatedItem><biblStruct><monogr><author>Ed Quoy</author><title>Another Journal</title><imprint><date>1999</date></imprint></monogr></biblStruct></relatedItem>
  </biblStruct>
  <bibl xml:id="note"><note>As <title>Some Title</title> says.</note></bibl>
</listBibl>"""

PERSONS = """<listPerson>
  <head>All</head>
  <person xml:id="plain"><persName>Mira of Ulm</persName></person>
  <person xml:id="zed"><persName type="preferred"><forename>Anna</forename> <surname>Zed</surname></persName>
    <occupation from="1801">Printer</occupation><occupation to="1805" cert="low" source="#war">Clerk</occupation>
    <state type="rank"><desc>Captain</desc><note>unseen</note></state></person>
  <person xml:id="emil"><persName type="variant">Q</persName><persName type="preferred"><forename>Emil</forename> <surname>Élan</surname> <genName>II</genName></persName></person>
  <person xml:id="king"><persName type="preferred"><forename sort="1">Otto</forename> <nameLink sort="2">von</nameLink> <surname sort="3">Adler</surname></persName></person>
  <person xml:id="keyed" sortKey="Zz"><persName>the Abbot</persName></person>
  <listPerson><person xml:id="inner"><persName>Bea</persName></person></listPerson>
</listPerson>"""


@cache
def register(content: str) -> html.HtmlElement:
    """The page of a register with this content."""
    tei = f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="r">{HEADER}<standOff>{content}</standOff></TEI>'
    made = saxon.transform(
        "urn:siglum:html:site",
        "Q{urn:siglum:html}file",
        "<site/>",
        {
            "site": f'<site xmlns="urn:siglum:site" language="en" title="" address="" mark="m"><register path="r.xml">{tei}</register></site>'
        },
    )
    return html.document_fromstring(json.loads(made)["pages"][0]["page"])


def entry(content: str, name: str) -> html.HtmlElement:
    return register(content).get_element_by_id(name)


def lines(element: html.HtmlElement) -> list[str]:
    return [said(p) for p in element.xpath("p[contains(@class, 'reference')]")]


def test_two_titles_are_two_works() -> None:
    war = entry(WORKS, "war")
    assert said(war.xpath("h2")[0]) == "The War: A History"
    assert lines(war) == [
        "Ada Low, London: North, 1968",
        "Revised edition: The War: A Second Look, Paris: South, 1990 · ISBN 9780195055801",
        "Revised edition: The Peace",
    ]
    assert war.xpath("p[@class='reference related']/a/@href") == ["r.html#peace"]
    assert lines(entry(WORKS, "peace"))[0] == "Di Poe, A Journal, West, 1971"
    assert said(entry(WORKS, "note").xpath("h2")[0]) == "note"


def test_the_two_editions_of_the_great_terror_do_not_run_together() -> None:
    conquest = page(site("essay") / "works.html").get_element_by_id("conquest1968")
    assert said(conquest.xpath("h2")[0]) == "The Great Terror: Stalin’s Purge of the Thirties"
    assert lines(conquest) == [
        "Robert Conquest, London and New York: Macmillan, 1968 Wikipedia",
        "Revised edition: The Great Terror: A Reassessment, New York: Oxford University Press, 1990 · ISBN 9780195055801",
    ]


def test_persons_stand_in_the_order_of_their_surnames_and_others_as_they_are_called() -> None:
    root = register(PERSONS)
    names = ["Élan, Emil II", "Mira of Ulm", "Otto, von Adler", "Zed, Anna", "the Abbot", "Bea"]
    assert [said(a) for a in root.xpath("//nav[@class='index']//a")] == names
    assert [section.get("id") for section in root.xpath("//section")] == [
        "emil",
        "plain",
        "king",
        "zed",
        "keyed",
        "inner",
    ]
    assert said(root.xpath("//article/h2")[0]) == "All"
    assert said(entry(PERSONS, "emil").xpath("h2")[0]) == "Emil Élan II"


def test_the_persons_of_the_edition_are_in_order() -> None:
    root = page(site("essay") / "persons.html")
    filed = [said(a) for a in root.xpath("//nav[@class='index']/ul//a")]
    assert filed[:3] == ["Bukharin, Nikolai Ivanovich", "Ezhov, Nikolai Ivanovich", "Furr, Grover Carr III"]
    assert filed[-1] == "Yagoda, Genrikh Grigorevich" and "an unnamed questioner" in filed
    surnames = [name.partition(",")[0] for name in filed if "," in name]
    assert surnames == sorted(surnames) and len(surnames) == len(filed) - 1
    assert [href[1:] for href in root.xpath("//nav[@class='index']/ul//a/@href")] == [
        s.get("id") for s in root.xpath("//section[@class='entry']")
    ]


def test_statements_about_a_person_say_when_how_sure_and_on_whose_word() -> None:
    zed = entry(WORKS + PERSONS, "zed").xpath("dl[@class='statements']/*")
    assert [said(part) for part in zed] == [
        "Offices",
        "from 1801 Printer",
        "until 1805 Clerk Certainty: low. Ada Low 1968",
        "Rank",
        "Captain",
    ]
    assert zed[2].xpath(".//span[@class='sources']/a/@href") == ["r.html#war"]
    assert entry(PERSONS, "plain").xpath("dl") == []


@pytest.mark.parametrize(
    "person", [p.get(XML_ID) for p in etree.parse(str(REGISTERS / "persons.xml")).iter(TEI + "person")]
)
def test_an_entry_shows_every_office_and_rehabilitation_of_its_person(person: str) -> None:
    shown = said(page(site("essay") / "persons.html").get_element_by_id(person))
    source = etree.parse(str(REGISTERS / "persons.xml")).xpath("//*[@xml:id = $id]", id=person)[0]
    for statement in source.iterchildren(TEI + "occupation", TEI + "state"):
        assert " ".join("".join(statement.itertext()).split()) in shown
        for year in re.findall(r"\d{4}", statement.get("from", "") + " " + statement.get("to", "")):
            assert year in shown


def test_a_register_of_names_is_gone_through_from_a_to_z() -> None:
    root = page(site("essay") / "persons.html")
    letters = root.xpath("//nav[@class='index']/p[@class='initials']/a")
    assert "".join(said(letter) for letter in letters) == "BEFGIKMPQRSTUVY"
    assert letters[4].get("href") == "#iakir" and root.get_element_by_id("iakir") is not None
    first = root.xpath("//nav[@class='index']/ul/li[@data-initial]")
    assert [(li.get("data-initial"), said(li)) for li in first][4:6] == [("I", "Iakir, Iona Emmanuilovich"), ("K", "Kaganovich, Lazar Moiseevich")]  # fmt: skip
    assert page(site("essay") / "events.html").xpath("//p[@class='initials']") == []  # events go by their dates


PLACES = "<listPlace>" + "".join(f'<place xml:id="{name.lower()}"><placeName>{name}</placeName></place>' for name in ("Zug", "Ulm", "Bern")) + "</listPlace>"  # fmt: skip


def test_places_go_by_their_names() -> None:
    assert register(PLACES).xpath("//section[@class='entry']/@id") == ["bern", "ulm", "zug"]


def test_an_entry_of_the_edition_lists_offices_and_rehabilitation_with_dates_and_sources() -> None:
    rykov = page(site("essay") / "persons.html").get_element_by_id("rykov")
    assert [said(part) for part in rykov.xpath("dl[@class='statements']/*")] == [
        "Offices",
        "1924 – 1930 Chairman of the Council of People’s Commissars Wikipedia",
        "Rehabilitation",
        "from 4 February 1988 judicially rehabilitated by the Supreme Court of the USSR; membership of the party restored in July 1988 "
        "universalis.fr, Los Angeles Times",
    ]
    trial = page(site("essay") / "events.html").get_element_by_id("trial3")
    assert said(trial.xpath("p[@class='dates']")[0]) == "2–13 March 1938, Moscow perceptiofr.com, bibliboba"


def test_what_is_found_of_an_entry_has_no_empty_parts() -> None:
    found = {at: place["text"] for at, place in searched("essay").items() if at.startswith("events.html#")}
    assert len(found) > 3
    assert [text for text in found.values() if not all(map(str.strip, text.split("·")))] == []


ORGS = """<listOrg><org xml:id="press"><orgName>[The Press]</orgName><orgName type="other">La Presse</orgName>
  <desc type="kind">publisher</desc><location type="located_in"><placeName>Ulm</placeName><geo>48.4 10.0</geo>
  <note type="IDNO">https://example.org/ulm</note></location><idno type="URL" subtype="catalogue">https://example.org/press</idno>
  <listPerson><person role="owner"><persName>Eva</persName></person></listPerson><note>It printed books.</note></org>
  <org xml:id="mill"><orgName>Mill</orgName></org><org xml:id="zoo"><orgName>“Zoo”</orgName></org></listOrg>"""


def test_an_entry_says_all_that_its_editors_wrote() -> None:
    press = entry(ORGS, "press")
    facts = press.xpath("dl/*")
    assert [said(part) for part in facts] == ["kind", "publisher", "located in", "Ulm", "Persons", "Eva (owner)"]
    assert said(press.xpath("p[@class='variants']")[0]) == "also La Presse"
    assert [said(p) for p in press.xpath("p[@class='description']")] == ["It printed books."]
    assert [(a.text, a.get("href")) for a in press.xpath(".//a")] == [("catalogue", "https://example.org/press")]


def test_signs_before_the_first_letter_do_not_count_in_the_order() -> None:
    assert [said(h) for h in register(ORGS).xpath("//section/h2")] == ["Mill", "[The Press]", "“Zoo”"]


def test_a_date_of_iso_8601_is_a_date() -> None:
    first = '<listEvent><event xml:id="a" when-iso="1925-03-14"><eventName>First night</eventName></event></listEvent>'
    assert said(entry(first, "a").xpath("p[@class='dates']")[0]) == "14 March 1925"

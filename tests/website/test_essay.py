"""What a reader finds on the page: who speaks, what was left out, what was corrected, and a way to every entry."""

from __future__ import annotations

import re
import shutil
from functools import cache
from pathlib import Path

import pytest
from lxml import etree, html

from siglum import publish as building
from siglum.edition import Edition
from tei.received import ESSAY, REGISTERS, ROOT, TEI

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("site")
    shutil.copytree(ROOT / "tei", where / "tei")
    shutil.copy(ROOT / "siglum.toml", where)
    building.build(Edition.load(where), where / "build", frozenset({"html"}))
    return where / "build" / "html"


@cache
def page(path: Path) -> html.HtmlElement:
    return html.fromstring(path.read_bytes().decode("utf-8"))


def said(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def margin(root: html.HtmlElement, paragraph: str) -> list[str]:
    """What the editors say beside a paragraph."""
    return [said(li) for li in root.get_element_by_id(paragraph).getparent().xpath("ol[@class='apparatus']/li")]


def above(root: html.HtmlElement, element: str) -> str:
    """The line above a quotation."""
    found = root.get_element_by_id(element).xpath(
        "(ancestor::figure[1]/figcaption | ancestor::div[1]/div[@class='caption'])[last()]"
    )
    return said(found[0])


@pytest.mark.parametrize(
    ("quotation", "speaker"),
    [
        (
            "pospelov-1",
            "Words of Petr Pospelov, words to the historians’ conference, December 1962. Occasion: historians’ conference in Moscow.",
        ),
        (
            "pospelov-2",
            "Words of Petr Pospelov, words to the historians’ conference, December 1962. Occasion: historians’ conference in Moscow.",
        ),
        (
            "speech",
            "Words of Aleksandr Shelepin, speech to the 22nd Congress, October 1961. Occasion: 22nd Congress of the CPSU. The words that S1961 does not have are not among them.",
        ),
        ("letter", "Words of Iona Iakir, letter to Stalin, 9 June 1937. Quoted in part by Aleksandr Shelepin."),
    ],
)
def test_a_quotation_says_who_speaks(quotation: str, speaker: str, site: Path) -> None:
    assert above(page(site / "corrected.html"), quotation) == speaker


def test_speech_within_a_paragraph_says_who_speaks(site: Path) -> None:
    root = page(site / "corrected.html")
    assert (
        "b Words of Petr Pospelov, words to the historians’ conference, December 1962. Occasion: historians’ conference in Moscow."
        in margin(root, "p11")
    )
    assert margin(root, "p13") == ["a Spoken by an unnamed questioner to Petr Nikolaevich Pospelov."]
    assert "b A paraphrase, not a quotation." in margin(root, "p14")


def test_what_shelepin_left_out_is_marked_with_its_certainty(site: Path) -> None:
    root = page(site / "corrected.html")
    marked = [said(span) for span in root.xpath("//span[@class='omitted-elsewhere']")]
    assert [m.split()[0] for m in marked] == ["Dear,", "–", "I"]
    notes = [note for note in margin(root, "p18") if "Who omitted: Shelepin" in note]
    assert [("Certainty: " + c + ".") in note for note, c in zip(notes, ("medium", "high", "medium"), strict=True)] == [
        True
    ] * 3
    speech = page(site / "speech-1961.html")
    assert [said(span) for span in speech.xpath("//span[@class='omitted']")] == ["[…] (words omitted here)"] * 2
    assert "I have fully repented" not in said(speech.get_element_by_id("letter"))


def test_the_place_where_the_transcript_breaks_off(site: Path) -> None:
    root = page(site / "corrected.html")
    assert said(root.get_element_by_id("lost-1")) == "The paragraph breaks off here in the transcript."
    assert any("The sentence breaks off here" in note for note in margin(root, "p14"))
    assert len(root.xpath("//section[@class='endnotes']//li")) == 5


def test_corrections_show_one_reading_and_tell_the_other(site: Path) -> None:
    corrected, received = page(site / "corrected.html"), page(site / "received.html")
    assert said(corrected.get_element_by_id("correction-1")) == "Furthermore"
    assert "a Corrected by the editors. The source has “Furtherrmore”. Certainty: high." in margin(corrected, "p11")
    assert said(received.get_element_by_id("correction-1")) == "Furtherrmore"
    assert "a So the source; the editors correct to “Furthermore”." in margin(received, "p11")
    assert "Furtherrmore" not in said(corrected.get_element_by_id("p11"))
    assert "Furthermore" not in said(received.get_element_by_id("p11"))


def test_every_name_leads_to_its_entry(site: Path) -> None:
    root = page(site / "corrected.html")
    links = {a.get("href") for a in root.xpath("//article//a[@class='name']")}
    pages = {"person": "persons", "org": "organisations", "place": "places", "event": "events", "work": "works"}
    for element in etree.parse(str(ESSAY)).find(f"{TEI}text").iter(etree.Element):
        kind, _, entry = (element.get("ref") or "").partition(":")
        if entry:
            assert f"{pages[kind]}.html#{entry}" in links, entry


def test_no_link_leads_nowhere(site: Path) -> None:
    pages = {path.name: page(path) for path in site.glob("*.html")}
    ids = {name: set(root.xpath("//@id")) for name, root in pages.items()}
    for name, root in pages.items():
        assert len(ids[name]) == len(root.xpath("//@id")), name
        for href in root.xpath("//a/@href | //link/@href"):
            if href.startswith(("https://", "http://")):
                continue
            file, _, fragment = href.partition("#")
            assert (site / (file or name)).is_file(), (name, href)
            assert not fragment or fragment in ids[file or name], (name, href)


def test_every_id_of_the_text_and_the_registers_is_an_anchor(site: Path) -> None:
    anchors = set(page(site / "corrected.html").xpath("//@id"))
    text = etree.parse(str(ESSAY)).find(f"{TEI}text")
    ids = {e.get(XML_ID) for e in text.iter(etree.Element) if e.get(XML_ID) and e.tag != TEI + "note"}
    ids |= {f"n{n}" for n in range(1, 6)}
    assert ids - anchors == set()
    for file in REGISTERS.glob("*.xml"):
        entries = {
            e.get(XML_ID) for e in etree.parse(str(file)).find(f"{TEI}standOff").iter(etree.Element) if e.get(XML_ID)
        }
        assert entries <= set(page(site / f"{file.stem}.html").xpath("//@id"))


def test_an_entry_says_what_the_register_says(site: Path) -> None:
    entry = said(page(site / "persons.html").get_element_by_id("iakir"))
    for part in (
        "Iona Emmanuilovich Iakir",
        "15 August 1896 – 12 June 1937",
        "Якир",
        "judicially rehabilitated",
        "mentions",
    ):
        assert part in entry
    assert "alleged" in said(page(site / "organisations.html").get_element_by_id("bloc"))
    assert page(site / "persons.html").xpath("//a[@href='https://www.wikidata.org/wiki/Q33391']")


def test_mentions_stand_in_their_context(site: Path) -> None:
    entry = page(site / "persons.html").get_element_by_id("uritsky")
    assert said(entry.xpath(".//details")[0]) == (
        "1 mentionThe essay20 … services. This is suggested in a tantalizing quotation in the case of Uritsky which we discuss briefly later in this essay."
    )
    assert entry.xpath(".//details//a/@href") == ["corrected.html#p20"]
    assert entry.xpath(".//mark/text()") == ["Uritsky"]


def test_the_page_asks_nobody_else(site: Path) -> None:
    for path in site.glob("*.html"):
        root = page(path)
        assert root.xpath("//img | //iframe | //@style") == []
        own = root.xpath("//script[not(@src) and not(contains(@type, 'json'))]/text()")
        assert own == []  # a page runs nothing but its files, as its policy says
        for asked in root.xpath("//link[@rel='stylesheet']/@href | //script/@src"):
            assert (site / asked).is_file()
    for style in site.glob("*.css"):
        assert set(re.findall(r"url\((.{5})", style.read_text(encoding="utf-8"))) <= {"data:"}
        assert "@import" not in style.read_text(encoding="utf-8")


def test_the_words_of_the_page_are_the_words_of_the_reading(site: Path) -> None:
    """The paragraphs, without the letters that call the margin, are those of the transcript."""
    root = html.fromstring((site / "received.html").read_bytes().decode("utf-8"))
    for extra in root.xpath("//a[contains(@class, 'call ')] | //span[@class='unseen'] | //p//span[@data-apparatus]"):
        extra.drop_tree()
    transcript = " ".join((ROOT / "tei/source/furr-trotsky.txt").read_text(encoding="utf-8").split())
    for paragraph in root.xpath("//article//div[starts-with(@class, 'paragraph')]/p[not(@data-apparatus)]"):
        assert said(paragraph) in transcript

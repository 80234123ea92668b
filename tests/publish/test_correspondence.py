"""The correspondence of an edition of letters: by date, by correspondent, and the ways from a letter to the next."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from judges import errors, needs_checker
from siglum import publish
from siglum.edition import Edition

LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{name}" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc><profileDesc>{corresp}</profileDesc></teiHeader>
<text><body><p>Dear friend, this is {title}.</p></body></text></TEI>"""
WHO = {
    "anna": '<persName ref="people.xml#anna">Vogel, Anna</persName>',
    "anna-else": '<persName ref="people.xml#anna">A. Vogel</persName>',
    "jan": "<persName>Fink, Jan</persName>",
    "clerk": "<orgName>Ábel &amp; Sons</orgName>",
}
PEOPLE = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="people"><teiHeader><fileDesc><titleStmt><title>People</title></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>
<standOff><listPerson><person xml:id="anna"><persName>Anna Vogel</persName></person></listPerson></standOff></TEI>"""


def corresp(senders: str, receivers: str, date: str = "", context: str = "") -> str:
    sent = "".join(WHO[one] for one in senders.split())
    received = "".join(WHO[one] for one in receivers.split())
    return f"""<correspDesc><correspAction type="sent">{sent}<placeName>Weimar</placeName>{date}</correspAction>
        <correspAction type="received">{received}</correspAction><correspContext>{context}</correspContext></correspDesc>"""


def letters(where: Path, **written: str) -> Path:
    """An edition of letters, published: its pages."""
    for name, said in written.items():
        whole = LETTER.format(name=name, title=f"Letter {name}", corresp=said)
        (where / f"{name}.xml").write_text(whole, encoding="utf-8")
    (where / "people.xml").write_text(PEOPLE, encoding="utf-8")
    (where / "siglum.toml").write_text('[edition]\ndocuments = ["[a-d].xml"]\nregisters = ["people.xml"]\n', "utf-8")
    assert publish.build(Edition.load(where), where / "build", frozenset({"html"})) == publish.Published((), ())
    return where / "build" / "html"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    prev = '<ref type="prev" target="b">the one before</ref>'
    following = '<ref type="next" target="c.xml">the one after</ref><ref type="next" target="z">one that is lost</ref>'
    return letters(
        tmp_path_factory.mktemp("letters"),
        a=corresp("anna jan", "clerk", '<date when="1801-05-03">3 May 1801</date>', prev + following),
        b=corresp("clerk", "anna-else", '<date when="1801-02">in February</date>'),
        c=corresp("jan", "", '<date notBefore="1802" notAfter="1803"/>'),
        d=corresp("jan", "anna"),
    )


def page(path: Path) -> html.HtmlElement:
    return html.document_fromstring(path.read_bytes().decode("utf-8"))


def said(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_letters_stand_in_the_order_of_their_dates(site: Path) -> None:
    rows = page(site / "correspondence.html").findall(".//tbody/tr")
    assert [[said(cell) for cell in row] for row in rows] == [
        ["in February", "Ábel & Sons", "A. Vogel", "Weimar", "Letter b"],
        ["3 May 1801", "Vogel, Anna; Fink, Jan", "Ábel & Sons", "Weimar", "Letter a"],
        ["between 1802 and 1803", "Fink, Jan", "", "Weimar", "Letter c"],
        ["undated", "Fink, Jan", "Vogel, Anna", "Weimar", "Letter d"],
    ]
    assert [a.get("href") for a in rows[1].iter("a")] == ["people.html#anna", "a.html"]


def test_correspondents_have_the_letters_they_sent_and_received(site: Path) -> None:
    sections = page(site / "correspondents.html").findall(".//section")
    assert [[said(one) for one in section if one.tag in ("h2", "h3")] for section in sections] == [
        ["Ábel & Sons", "1 letter sent", "1 letter received"],
        ["Anna Vogel", "1 letter sent", "2 letters received"],
        ["Fink, Jan", "3 letters sent"],
    ]
    jan = [said(item) for item in sections[2].iter("li")]
    assert jan[0].startswith("3 May 1801 Letter a") and jan[2] == "undated Letter d To: Vogel, Anna"


def test_a_letter_leads_to_the_one_before_and_the_one_after(site: Path) -> None:
    head = page(site / "a.html").find(".//div[@class='sent']")
    links = [(said(a), a.get("href")) for a in head.iter("a")]
    assert links[-2:] == [("the one before", "b.html"), ("the one after", "c.html")]
    assert "Previous letter: the one before" in said(head) and "one that is lost" in said(head)


def test_a_single_letter_is_no_correspondence(tmp_path: Path) -> None:
    site = letters(tmp_path, a=corresp("anna", "jan"), b="")
    assert not (site / "correspondence.html").exists() and not (site / "correspondents.html").exists()
    assert "correspondence.html" not in (site / "index.html").read_text(encoding="utf-8")


@needs_checker
def test_the_pages_of_the_correspondence_are_valid(site: Path) -> None:
    assert errors([site / "correspondence.html", site / "correspondents.html", site / "a.html"]) == []

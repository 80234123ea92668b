"""What pages need not say: nothing empty, nothing twice, nothing of what is missing. Letters of which nothing is declared."""

from __future__ import annotations

import pytest
from lxml import html

from website.sites import page, said, site

NAME = "collected"


def opened(file: str) -> html.HtmlElement:
    return page(site(NAME) / file)


def test_a_document_is_of_the_one_language_its_header_names() -> None:
    root = opened("brief1.html")
    assert (root.get("lang"), root.get_element_by_id("text").get("lang")) == ("de", "de-AT")


def test_an_entry_without_a_word_makes_no_page_and_no_section() -> None:
    files = {path.name for path in site(NAME).glob("*.html")}
    assert not {name for name in files if "register" in name} and "timeline.html" not in files
    assert opened("index.html").xpath("//a[contains(@href, 'register')]") == []


def test_what_a_header_does_not_say_is_no_matter_for_readers() -> None:
    second = opened("index.html").xpath("//section[@class='front']")[1]
    assert said(second) == "Paul Rehm an Lena Ott, 9. 2. 1911der Text, wie er steht"
    headings = [said(head) for head in opened("about.html").xpath("//main//*[self::h1 or self::h2 or self::h3]")]
    assert headings == [
        "Über die Edition",
        "Lena Ott an Paul Rehm, 4. 2. 1911",
        "Zeugen und Quellen",
        "Verantwortung",
        "Lizenzen",
    ]


@pytest.mark.parametrize("file", ["brief1.html", "brief2.html", "index.html", "about.html"])
def test_a_long_licence_is_named_at_the_foot_of_each_page(file: str) -> None:
    foot = opened(file).xpath("//footer")[0]
    assert [said(line) for line in foot.xpath("p")] == ["CC BY-SA 4.0 im Wortlaut"]
    assert foot.xpath(".//a/@href") == [
        "https://creativecommons.org/licenses/by-sa/4.0/deed.de",
        "about.html#licences",
    ]
    assert foot.xpath(".//a/@rel") == ["license"]


def test_a_long_licence_stands_in_full_once_with_its_paragraphs() -> None:
    stated = [said(line) for line in opened("about.html").get_element_by_id("licences").xpath("p")]
    assert [line.split()[0] for line in stated] == ["Sie", "Dabei"]
    assert stated[1].endswith("geändert haben. creativecommons.org/licenses/by-sa/4.0/deed.de")
    everywhere = "".join(path.read_text(encoding="utf-8") for path in site(NAME).rglob("*.*") if path.suffix != ".xml")
    assert everywhere.count("Sie dürfen diese Briefe") == 1


def test_one_reading_leaves_nothing_to_choose() -> None:
    root = opened("brief2.html")
    assert root.xpath("//nav[@class='readings']") == []
    assert [said(line) for line in root.xpath("//main/p[@class='stated']")] == [
        "Der Text steht, wie ihn die Quelle hat."
    ]
    assert "wie er steht" not in said(root)


def test_a_space_of_the_source_is_as_wide_as_it_says() -> None:
    line = opened("brief1.html").xpath("//p[contains(., 'Dank')]")[0]
    assert said(line) == "Dank für alles. Wir sehen uns am Sonntag."
    assert [space.get("style") for space in line.xpath("span[@class='space']")] == ["width: 2em"]


def test_each_name_is_one_name() -> None:
    cited = said(opened("cite.html").xpath("//p[@class='citation']")[0])
    assert (
        cited == "Ott, Lena. Lena Ott an Paul Rehm, 4. 2. 1911. Herausgegeben von Gruber, Ida; Moll, Karl. Werkstatt."
    )
    bibtex = (site(NAME) / "downloads" / "citations.bib").read_text(encoding="utf-8")
    assert "editor = {{Gruber, Ida} and {Moll, Karl}}" in bibtex
    assert "Herausgeber: Gruber, Ida; Moll, Karl." in said(opened("about.html"))


def test_a_letter_says_what_the_letters_beside_it_are() -> None:
    assert [said(line) for line in opened("brief1.html").xpath("//div[@class='sent']/p")] == [
        "Von Ott, Lena, 4. 2. 1911",
        "An Rehm, Paul",
        "Korrespondenz: Lena Ott – Paul Rehm",
        "Nächster Brief der Korrespondenz: Rehm an Ott, 9. 2. 1911",
        "Voriger Brief der Sammlung: Moll an Rehm, 1. 1. 1911",
        "Nächster Brief der Sammlung: Rehm an Ott, 9. 2. 1911",
    ]

"""Who speaks each word: what a quotation gives its speaker is what the witness of the work has."""

from __future__ import annotations

import json
import re
from functools import cache
from itertools import groupby
from typing import Any

import pytest
from lxml import etree, html

from tei.received import ESSAY
from website.sites import page, pages, said, searched, site
from website.test_pages import rows

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
WORD = re.compile(r"\w+(?:[’-]\w+)*")


def texts(element: etree._Element, lacks: bool = False) -> list[tuple[str, bool]]:
    """The runs of an element's own words, each with whether the speech of 1961 lacks it."""
    if not isinstance(element.tag, str) or element.tag in (TEI + "note", TEI + "desc"):
        return []
    if element.tag in (TEI + "lem", TEI + "rdg"):
        lacks = lacks or "#S1961" not in element.get("wit", "").split()
    found = [(element.text or "", lacks)]
    for child in element:
        found += [*texts(child, lacks), (child.tail or "", lacks)]
    return found


@cache
def part(identifier: str) -> tuple[tuple[str, bool], ...]:
    """The words of a part of the essay, each with whether the speech of 1961 lacks it."""
    element = next(e for e in etree.parse(str(ESSAY)).iter(etree.Element) if e.get(XML_ID) == identifier)
    runs = texts(element)
    lacks = [lack for text, lack in runs for _ in text]
    return tuple((word.group(), lacks[word.start()]) for word in WORD.finditer("".join(text for text, _ in runs)))


def lacked() -> list[str]:
    """The stretches of the letter that the speech lacks."""
    return [
        " ".join(word for word, _ in run) for lacks, run in groupby(part("letter"), key=lambda word: word[1]) if lacks
    ]


def paragraph(number: int) -> dict[str, Any]:
    """A paragraph, as the index of the search has it."""
    return searched("essay")[f"corrected.html#p{number}"]


def voices(number: int) -> list[tuple[str, str]]:
    """The words of a paragraph, each with the voice that the search gives it."""
    place = paragraph(number)
    return [
        (word.group(), next(str(voice["voice"]) for voice in place["voices"] if word.end() <= voice["end"]))
        for word in WORD.finditer(place["text"])
    ]


def test_the_letter_has_words_that_the_speech_has_and_words_that_it_lacks() -> None:
    assert [run.split()[0] for run in lacked()] == ["Dear", "then"]
    assert "I have admitted my guilt" in lacked()[1]


def test_the_search_credits_each_word_to_those_who_have_it() -> None:
    spoken = voices(18)
    assert [word for word, _ in spoken] == [word for word, _ in part("letter")]
    for (word, voice), (_, lacks) in zip(spoken, part("letter"), strict=True):
        assert voice == ("Iona Iakir" if lacks else "Iona Iakir, quoted by Aleksandr Shelepin"), word


def test_the_search_gives_the_words_of_the_essay_no_voice_but_its_own() -> None:
    assert [word for word, voice in voices(11) if voice] == ["Bukharin", "and", "the", "rest"]
    assert {voice for _, voice in voices(11)} == {"", "Petr Pospelov"}
    assert {voice for _, voice in voices(13)} == {"an unnamed questioner, quoted by Petr Pospelov", "Petr Pospelov"}
    assert "voices" not in paragraph(19)


def test_the_counts_are_those_of_the_witness() -> None:
    found = {
        number(row["Paragraph"]): row
        for row in rows("essay", "quotations.csv")
        if row["Source"] in ("speech to the 22nd Congress", "letter to Stalin")
    }
    read = sum(not lacks for _, lacks in part("letter"))
    spoken = len(part("p17")) + read
    assert (int(found["17"]["Words"]), int(found["18"]["Words"])) == (spoken, len(part("letter"))) == (142, 150)
    assert found["18"]["Quoted by"] == f"Aleksandr Shelepin, in part: {read} of 150 words"
    table = {
        number(said(row[0])): [said(cell) for cell in row]
        for row in page(site("essay") / "quotations.html").xpath("//main//tbody/tr")
    }
    assert (table["17"][6], table["18"][6], table["18"][7]) == ("142", "150", found["18"]["Quoted by"])


def number(place: str) -> str:
    """The number of a paragraph, without the title of its document."""
    return place.rpartition(", ")[2]


def test_the_data_of_a_page_credits_no_word_to_one_who_lacks_it() -> None:
    asked = 0
    for path in pages("essay"):
        for script in page(path).xpath("//script[@type='application/ld+json']/text()"):
            for quotation in quotations(json.loads(script)):
                if "Shelepin" in json.dumps(quotation["creator"]):
                    assert WORD.findall(quotation["text"]) == [
                        word for word, lacks in (*part("p17"), *part("letter")) if not lacks
                    ]
                    asked += 1
    assert asked == 3  # the two readings of the whole essay, and that of the speech


def quotations(data: Any) -> list[dict[str, Any]]:
    if isinstance(data, list):
        return [found for item in data for found in quotations(item)]
    if not isinstance(data, dict):
        return []
    return [data] * (data.get("@type") == "Quotation") + [
        found for value in data.values() for found in quotations(value)
    ]


@pytest.mark.parametrize("reading", ["corrected", "received"])
def test_a_page_marks_each_word_that_the_speaker_lacks(reading: str) -> None:
    root = page(site("essay") / f"{reading}.html")
    marked = [
        word
        for span in root.xpath("//*[@id='letter']//*[@class='omitted-elsewhere']")
        for word in WORD.findall(own(span))
    ]
    assert marked == [word for word, lacks in part("letter") if lacks]
    captions = [
        said(line)
        for line in root.xpath("//*[@id='speech']/ancestor::figure[1]//*[self::figcaption or @class='caption']")
    ]
    assert captions[0].endswith("The words that S1961 does not have are not among them.")
    assert captions[1].endswith("Quoted in part by Aleksandr Shelepin.")
    assert "Quoted by" not in " ".join(captions)


def test_the_page_of_the_speech_has_the_words_that_it_has() -> None:
    letter = page(site("essay") / "speech-1961.html").get_element_by_id("letter")
    assert WORD.findall(own(letter)) == [word for word, lacks in part("letter") if not lacks]


def own(element: html.HtmlElement) -> str:
    """The words of an element of a page, without what the editors add."""
    return "".join(element.xpath(".//text()[not(ancestor::*[@data-apparatus])]"))

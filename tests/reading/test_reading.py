"""A declared reading: scope, witness, stage; never the order of children."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from conftest import SMALL
from reading.small import BODY, document
from siglum import reading, saxon
from siglum.document import Document
from siglum.edition import Edition, Reading
from siglum.failure import Failure

TEI = "{http://www.tei-c.org/ns/1.0}"
READINGS = {declared.id: declared for declared in Edition.load(SMALL).readings}
ACCOUNT = SMALL / "tei" / "voyage.xml"


def tei(text: str, **declared: Any) -> etree._Element:
    return etree.fromstring(
        reading.of(Document.parse(text.encode(), "letter.xml"), Reading("r", "", "letter.xml", **declared)).encode()
    )


def words(text: str, bare: bool = True, omissions: bool = False, **declared: Any) -> str:
    made = reading.of(Document.parse(text.encode(), "letter.xml"), Reading("r", "", "letter.xml", **declared))
    stage = declared.get("stage", "sic")
    return saxon.transform(
        "urn:siglum:text", "Q{urn:siglum:text}whole", made, {"stage": stage, "omissions": omissions, "bare": bare}
    )


def account(name: str, source: bytes) -> str:
    """A reading of the small edition as plain text."""
    made = reading.of(Document.parse(source, "tei/voyage.xml"), READINGS[name])
    return saxon.transform(
        "urn:siglum:text", "Q{urn:siglum:text}whole", made, {"stage": READINGS[name].stage, "bare": True}
    )


# ----- the readings of the small edition -----


@pytest.mark.parametrize("name", READINGS)
def test_no_reading_has_both_sides_of_a_choice(name: str) -> None:
    root = etree.fromstring(reading.of(Document.read(ACCOUNT), READINGS[name]).encode())
    assert root.find(f".//{TEI}choice") is None
    sides = {e.tag for e in root.iter(TEI + "sic", TEI + "corr", TEI + "supplied")}
    assert sides <= ({TEI + "corr", TEI + "supplied"} if READINGS[name].stage == "corr" else {TEI + "sic"})


@pytest.mark.parametrize("name", READINGS)
def test_the_order_of_children_does_not_matter(name: str) -> None:
    root = etree.parse(ACCOUNT).getroot()
    for element in [*root.iter(TEI + "choice"), *root.iter(TEI + "app")]:
        for child in list(element):
            tail, child.tail = child.tail, None
            element.insert(0, child)
            child.tail = tail
    assert account(name, etree.tostring(root)) == account(name, ACCOUNT.read_bytes())


# ----- the rules, on small texts -----


def test_the_witness_chooses_the_reading() -> None:
    text = document("<p>a <app><lem wit='#A'>b</lem><rdg wit='#B'>c</rdg></app> d</p>")
    assert words(text, witness="A") == "a b d\n"
    assert words(text, witness="B") == "a c d\n"


def test_without_a_witness_the_lemma_is_read() -> None:
    assert words(document("<p>a <app><rdg>c</rdg><lem>b</lem></app></p>")) == "a b\n"


def test_the_stage_chooses_the_side() -> None:
    text = document(
        "<p><choice><orig>a</orig><reg>b</reg></choice> <choice><expan>c</expan><abbr>d</abbr></choice> <choice><corr>e</corr><sic>f</sic></choice></p>"
    )
    assert words(text) == "a d f\n"
    assert words(text, stage="corr") == "b c e\n"


def test_what_is_supplied_belongs_to_the_corrected_stage() -> None:
    text = document("<p>a <supplied>b</supplied> c <corr>d</corr></p>")
    assert words(text) == "a c\n"
    assert words(text, stage="corr") == "a b c d\n"


def test_a_choice_keeps_its_id_and_each_element_its_place() -> None:
    root = tei(document('<p>\n<choice xml:id="c"><sic>a</sic><corr>b</corr></choice></p>'), stage="corr")
    corr = root.find(f".//{TEI}corr")
    assert corr.get("{http://www.w3.org/XML/1998/namespace}id") == "c"
    assert corr.get("{urn:siglum:source}line") == "7"
    assert root.get("{urn:siglum:source}path") == "letter.xml"


def test_block_quotations_are_indented_by_their_level() -> None:
    text = document(
        "<p>a</p><quote><p>b</p><quote><p>c</p></quote></quote><cit><quote><p>d</p></quote><bibl>(e).</bibl></cit>"
    )
    assert words(text) == "a\n\n    b\n\n        c\n\n    d (e).\n"


def test_white_space_counts_where_there_is_text_and_nowhere_else() -> None:
    text = document("<p>a<app>\n <lem wit='#A'>b</lem>\n <rdg wit='#B'/>\n</app>c\n   <hi>d</hi>\n<hi>e</hi></p>")
    assert words(text, witness="A") == "abc d e\n"


@pytest.mark.parametrize(
    ("body", "declared", "said"),
    [
        ("<p>a</p>", {"scope": "nowhere"}, "reading r: letter.xml:5: the reading asks for the part “nowhere”, and no element of the text has this xml:id"),
        ("<p>a</p>", {"witness": "Z"}, "reading r: letter.xml:1: the reading asks for the witness “Z”, and the header lists no such <witness>"),
        ("<p>a\n<app><lem wit='#A'>b</lem></app></p>", {"witness": "B"}, "reading r: letter.xml:7: <app> says nothing about the witness “B”"),
        ("<p>\n<app><lem wit='#A'>b</lem><rdg wit='#A'>c</rdg></app></p>", {"witness": "A"}, "reading r: letter.xml:7: <app> has two readings of the witness “A”"),
        ("<p><choice><corr>b</corr></choice></p>", {}, "reading r: letter.xml:6: <choice> has none of <sic>, <orig>, <abbr>, which this reading asks for"),
    ],
)  # fmt: skip
def test_what_a_reading_cannot_find_is_said(body: str, declared: dict[str, str], said: str) -> None:
    with pytest.raises(Failure) as failure:
        tei(document(body), **declared)
    assert str(failure.value) == said


def test_the_small_edition_reads_as_its_tests_assume() -> None:
    assert words(document(BODY), witness="A") == "One tow three four five.\n"
    assert words(document(BODY), witness="B", stage="corr") == "One two three five.\n"

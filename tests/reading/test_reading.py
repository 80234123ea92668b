"""A declared reading: scope, witness, stage; never the order of children."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from reading.small import BODY, document
from siglum import reading, saxon
from siglum.document import Document
from siglum.edition import Edition, Reading
from siglum.failure import Failure
from tei.received import ESSAY, ROOT, TRANSCRIPT

TEI = "{http://www.tei-c.org/ns/1.0}"
READINGS = {declared.id: declared for declared in Edition.load(ROOT).readings}


def tei(text: str, **declared: str) -> etree._Element:
    return etree.fromstring(reading.of(Document.parse(text.encode(), "letter.xml"), Reading("r", "", "letter.xml", **declared)).encode())


def words(text: str, bare: bool = True, omissions: bool = False, **declared: str) -> str:
    made = reading.of(Document.parse(text.encode(), "letter.xml"), Reading("r", "", "letter.xml", **declared))
    stage = declared.get("stage", "sic")
    return saxon.transform("urn:siglum:text", "Q{urn:siglum:text}whole", made, {"stage": stage, "omissions": omissions, "bare": bare})


def essay(name: str, source: str | None = None, bare: bool = True) -> str:
    declared = READINGS[name]
    text = (source or ESSAY.read_text(encoding="utf-8")).encode()
    made = reading.of(Document.parse(text, "tei/furr-trotsky.xml"), declared)
    return saxon.transform(
        "urn:siglum:text", "Q{urn:siglum:text}whole", made,
        {"stage": declared.stage, "omissions": declared.omissions, "bare": bare},
    )  # fmt: skip


# ----- the four readings of the edition -----


def declared_normalisations(text: str) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text.replace("\u00a0", " ")).strip()


def test_received_is_the_transcript_paragraph_by_paragraph() -> None:
    stray = ("swore his own\ncomplete innocence.\nHere is what", "swore his own complete innocence. Here is what")
    lines = TRANSCRIPT.read_text(encoding="utf-8").replace(*stray).split("\n")
    expected = [declared_normalisations(line) for line in lines if line.strip()]
    found = [block.strip() for block in essay("received").rstrip("\n").split("\n\n")]
    assert found == expected
    assert len(found) == 29


@pytest.mark.parametrize(
    ("before", "after"),
    [("inquiry into the evidence", "inquiry into the evidance"),
     ("presentations by speakers promoting", "presentations by speakerspromoting"),
     ("</placeName> was dissolved", "</placeName> was was dissolved")],
    ids=["one letter", "a lost space", "a doubled word"],
)  # fmt: skip
def test_a_change_shows_in_received(before: str, after: str) -> None:
    source = ESSAY.read_text(encoding="utf-8")
    assert source.count(before) == 1
    changed = declared_normalisations(essay("received", source.replace(before, after)))
    assert changed != declared_normalisations(TRANSCRIPT.read_text(encoding="utf-8"))


def test_corrected_has_the_corrections_and_nothing_of_what_they_replace() -> None:
    text = essay("corrected")
    for right, wrong in (("Furthermore,", "Furtherrmore"), ("hidden away even", "hidden way even"), ("Congress. The evidence", "Congress. evidence")):
        assert right in text and wrong not in text
    assert text.startswith("September 6, 2017\n") and text.endswith("led us to the present study.\n")


def test_corrected_marks_what_the_editors_did() -> None:
    text = essay("corrected", bare=False)
    for marked in ("[Furthermore],", "hidden [away] even", "⟨The⟩ evidence", "unavailable even to trusted […]", "access to any primary […]"):
        assert marked in text


def test_the_letter_of_1994_is_the_whole_letter_and_nothing_else() -> None:
    text = essay("letter-1994").strip()
    assert text.startswith("“Dear, close comrade Stalin. I dare") and text.endswith("in the victory of communism.”")
    assert "betrayal. . . . The investigation" in text and "the state. . . . Now I am honest" in text
    assert "cynical resolutions" not in text


def test_the_speech_of_1961_has_its_frame_and_what_was_read_of_the_letter() -> None:
    text = essay("speech-1961", bare=False).split("---\n")[1]
    assert text.strip().startswith("“A series of cynical resolutions")
    assert "“[…] I am a noble warrior, devoted" in text
    assert "and of its leaders […] Now I am honest" in text  # two stretches, one omission
    assert text.count("[…]") == 2
    assert text.rstrip().endswith("communism.”")  # the call of note 5 is the essay’s, not the speech’s


def test_bare_text_has_no_marks() -> None:
    text = essay("speech-1961")
    assert "[…]" not in text and "---" not in text
    assert "“I am a noble warrior" in text and "of its leaders Now I am" in text


@pytest.mark.parametrize("name", READINGS)
def test_no_reading_has_both_sides_of_a_choice(name: str) -> None:
    root = etree.fromstring(reading.of(Document.read(ESSAY), READINGS[name]).encode())
    assert root.find(f".//{TEI}choice") is None
    sides = {e.tag for e in root.find(TEI + "text").iter(TEI + "sic", TEI + "corr", TEI + "supplied")}
    assert sides <= ({TEI + "corr", TEI + "supplied"} if READINGS[name].stage == "corr" else {TEI + "sic"})


@pytest.mark.parametrize("name", READINGS)
def test_the_order_of_children_does_not_matter(name: str) -> None:
    root = etree.parse(str(ESSAY)).getroot()
    for element in [*root.iter(TEI + "choice"), *root.iter(TEI + "app")]:
        for child in list(element):
            tail, child.tail = child.tail, None
            element.insert(0, child)
            child.tail = tail
    assert essay(name, etree.tostring(root, encoding="unicode")) == essay(name)


# ----- the rules, on small texts -----


def test_the_witness_chooses_the_reading() -> None:
    text = document("<p>a <app><lem wit='#A'>b</lem><rdg wit='#B'>c</rdg></app> d</p>")
    assert words(text, witness="A") == "a b d\n"
    assert words(text, witness="B") == "a c d\n"


def test_without_a_witness_the_lemma_is_read() -> None:
    assert words(document("<p>a <app><rdg>c</rdg><lem>b</lem></app></p>")) == "a b\n"


def test_the_stage_chooses_the_side() -> None:
    text = document("<p><choice><orig>a</orig><reg>b</reg></choice> <choice><expan>c</expan><abbr>d</abbr></choice> <choice><corr>e</corr><sic>f</sic></choice></p>")
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
    text = document("<p>a</p><quote><p>b</p><quote><p>c</p></quote></quote><cit><quote><p>d</p></quote><bibl>(e).</bibl></cit>")
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

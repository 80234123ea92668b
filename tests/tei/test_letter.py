"""The letter: whose words they are, on what grounds it is divided, and which Russian stretch answers to which."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from tei.received import ESSAY, LETTER, REGISTERS, ROOT, TEI

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
NS = {"tei": TEI[1:-1]}
RUSSIAN = etree.parse(str(LETTER)).getroot()
ESSAY_ROOT = etree.parse(str(ESSAY)).getroot()


def by_id(root: etree._Element, name: str) -> etree._Element:
    (found,) = root.xpath("//*[@xml:id = $id]", id=name)
    return found


def said(element: etree._Element) -> str:
    """The words of an element without notes and descriptions."""
    return " ".join("".join(element.xpath(".//text()[not(ancestor::tei:note or ancestor::tei:desc)]", namespaces=NS)).split())


def stretches() -> list[etree._Element]:
    """What the letter consists of, in order: read or left out."""
    return [child for child in by_id(ESSAY_ROOT, "letter") if child.tag != TEI + "note"]


def test_each_witness_names_its_work_and_is_what_the_essay_reports() -> None:
    for witness, work in (("L1994", "work:iakir-letter"), ("S1961", "work:shelepin-speech")):
        element = by_id(ESSAY_ROOT, witness)
        assert element.get("corresp") == work
        assert "as the essay reports it in English" in said(element)


def test_the_letter_is_covered_by_what_was_read_and_what_was_left_out() -> None:
    letter = by_id(ESSAY_ROOT, "letter")
    assert [stretch.get(XML_ID) for stretch in stretches()] == ["omission-1", "read-1", "omission-2", "omission-3", "read-2"]
    assert "".join([letter.text, *(child.tail or "" for child in letter)]).strip() == "“ ”"  # no word in between
    for stretch in stretches():
        assert stretch.get("resp") == "#ed" and stretch.get("cert") in ("high", "medium", "low")
    assert [seg.get("ana") for seg in letter.findall(TEI + "seg")] == ["#read", "#read"]


def test_the_russian_answers_stretch_by_stretch() -> None:
    links = [link.get("target", "").split() for link in RUSSIAN.iter(TEI + "link")]
    assert [theirs for _, theirs in links] == [f"{ESSAY.name}#{stretch.get(XML_ID)}" for stretch in stretches()]
    top = RUSSIAN.findall(f".//{TEI}p/{TEI}seg")
    assert [mine for mine, _ in links] == [f"#{seg.get(XML_ID)}" for seg in top]
    first_words = [said(by_id(RUSSIAN, mine[1:])).split()[0] for mine, _ in links]
    assert first_words == ["Родной,", "я", "–", "Я", "Теперь"]


def test_the_two_departures_are_pointed_at_from_both_sides() -> None:
    for note, word, russian in (("note-warrior", "ru-again", "снова"), ("note-court", "ru-government", "правительства")):
        assert by_id(ESSAY_ROOT, note).get("corresp") == f"{LETTER.name}#{word}"
        assert by_id(RUSSIAN, word).get("corresp") == f"{ESSAY.name}#{note}"
        assert said(by_id(RUSSIAN, word)) == russian
        assert russian in said_of_note(note)


def said_of_note(note: str) -> str:
    return " ".join("".join(by_id(ESSAY_ROOT, note).itertext()).split())


def test_the_russian_is_no_witness_of_the_english() -> None:
    witnesses = {f"#{w.get(XML_ID)}" for w in ESSAY_ROOT.iter(TEI + "witness")}
    for reading in ESSAY_ROOT.iter(TEI + "lem", TEI + "rdg"):
        assert set(reading.get("wit", "").split()) <= witnesses
    assert RUSSIAN.find(f".//{TEI}witness") is None


@pytest.mark.parametrize(
    ("note", "words", "sources"),
    [
        ("note-frame", "joins his frame to the letter", {"work:balayan"}),
        ("note-omission-1", "lower-case я", {"work:balayan", "work:plenum1957"}),
        ("note-omission-2", "in the letter as the essay gives it, the writer admits guilt", {"work:furr2009", "work:sokolov"}),
        ("note-omission-3", "it also lacks “Now I am honest in my every word”", {"work:plenum1957"}),
        ("note-read-2", "sits badly with a protest of innocence", {"work:zenkovich1998"}),
    ],
)
def test_a_note_gives_ground_and_limit_with_its_sources(note: str, words: str, sources: set[str]) -> None:
    assert words in said_of_note(note)
    assert sources <= set(by_id(ESSAY_ROOT, note).get("source", "").split())


def test_only_sokolov_has_the_second_ellipsis_in_russian() -> None:
    (desc,) = by_id(ESSAY_ROOT, "ellipsis-2").findall(TEI + "desc")
    assert "only Sokolov’s has it" in " ".join("".join(desc.itertext()).split())
    assert len(RUSSIAN.findall(f".//{TEI}ellipsis")) == 1


@pytest.mark.parametrize("file", [ESSAY, LETTER, REGISTERS / "works.xml"], ids=lambda file: file.stem)
def test_what_the_editors_state_has_a_source_or_a_ground(file: Path) -> None:
    stated = etree.parse(str(file)).xpath(
        "//tei:relation | //tei:note[@type = 'editorial'] | //tei:bibl[starts-with(@xml:id, 'zen') or @xml:id = 'balayan' or "
        "@xml:id = 'sokolov' or @xml:id = 'plenum1957']/tei:note",
        namespaces=NS,
    )
    bare = [e.get(XML_ID) for e in stated if not (e.get("source") or (e.get("resp") and e.get("cert")))]
    assert stated and bare == []


def test_the_sentence_on_the_consensus_has_its_sources() -> None:
    (sentence,) = ESSAY_ROOT.xpath("//tei:abstract//tei:seg[. = 'Most historians reject that thesis']", namespaces=NS)
    assert {"work:dewey1938", "work:conquest1968", "work:getty-naumov1999", "work:khlevniuk2009"} <= set(sentence.get("source").split())


# ----- the header -----


def test_what_is_cited_is_the_24_numbered_paragraphs() -> None:
    (structure,) = ESSAY_ROOT.iter(TEI + "citeStructure")
    match = re.sub(r"//(?=\w)", "//tei:", structure.get("match"))
    found = ESSAY_ROOT.xpath(match, namespaces=NS)
    assert [p.get(structure.get("use")[1:]) for p in found] == [str(n) for n in range(1, 25)]
    assert len(list(ESSAY_ROOT.iter(TEI + "refsDecl"))) == 1


@pytest.mark.parametrize("root", [ESSAY_ROOT, RUSSIAN], ids=["essay", "letter"])
def test_the_text_chooses_an_availability_that_has_no_licence(root: etree._Element) -> None:
    (text,) = root.iter(TEI + "text")
    chosen = by_id(root, text.get("decls", "").removeprefix("#"))
    assert chosen.tag == TEI + "availability" and chosen.find(TEI + "licence") is None
    others = [a for a in root.iter(TEI + "availability") if a is not chosen]
    assert [a.get("status") for a in others] == ["free"]
    assert [a.get("default") for a in (chosen, *others)] == ["true", None]


def test_the_schema_is_where_the_header_says() -> None:
    for file, root in ((ESSAY, ESSAY_ROOT), (LETTER, RUSSIAN)):
        (schema,) = root.iter(TEI + "schemaRef")
        assert (file.parent / schema.get("url", "")).resolve() == ROOT / "schema" / "siglum.odd"


# ----- tagging by one rule -----


@pytest.mark.parametrize(
    ("words", "work"),
    [
        ("This essay", "work:furr2009"), ("the present essay", "work:furr2009"), ("this essay", "work:furr2009"),
        ("the present study", "work:furr2009"), ("this published version", "#L1994"), ("Pospelov’s words", "work:pospelov-speech"),
    ],
)  # fmt: skip
def test_words_for_a_work_are_tagged(words: str, work: str) -> None:
    (text,) = ESSAY_ROOT.iter(TEI + "text")
    tagged = [said(rs) for rs in text.iter(TEI + "rs") if (rs.get("type"), rs.get("ref")) == ("work", work)]
    assert tagged.count(words) == said(text).count(words) > 0


def test_words_that_do_not_name_the_great_purge_carry_a_certainty_and_a_note() -> None:
    purges = ESSAY_ROOT.xpath("//tei:text//*[@ref = 'event:great-purge']", namespaces=NS)
    noted = ESSAY_ROOT.xpath("string(//tei:note[@xml:id = 'note-repressions']/@target)", namespaces=NS).split()
    assert len(purges) == 4
    for purge in purges:
        assert purge.get("cert") and f"#{purge.get(XML_ID)}" in noted


def test_a_stretch_of_time_has_a_beginning_and_an_end() -> None:
    (text,) = ESSAY_ROOT.iter(TEI + "text")
    assert text.xpath(".//@notBefore | .//@notAfter") == []
    for words in ("the 1930s", "late 1930s", "late 1980s", "the past decade"):
        for date in (d for d in text.iter(TEI + "date") if said(d) == words):
            assert date.get("from") and date.get("to")


def test_a_rank_is_glossed() -> None:
    (gloss,) = (g for g in ESSAY_ROOT.iter(TEI + "gloss") if g.get("target") == "#rank-komandarm")
    assert said(gloss) == "(= Full General, the rank just below Marshal)"
    assert said(by_id(ESSAY_ROOT, "rank-komandarm")) == "Komandarm 1st rank"

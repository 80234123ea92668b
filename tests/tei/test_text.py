"""The text of the TEI is the transcript, under the two normalisations that the header declares and no others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from tei.received import ESSAY, TRANSCRIPT, received

# The transcript breaks lines 35 and 36 inside a paragraph; everywhere else a line with words is a paragraph.
STRAY = ("swore his own\ncomplete innocence.\nHere is what", "swore his own complete innocence. Here is what")


def transcript() -> str:
    return TRANSCRIPT.read_bytes().decode("utf-8")


def declared(text: str) -> str:
    """The two silent normalisations of the header: a no-break space is a space, white space in a row is one."""
    return re.sub(r"[ \t\r\n]+", " ", text.replace("\u00a0", " ")).strip()


def paragraphs() -> list[str]:
    text = transcript()
    assert text.count(STRAY[0]) == 1
    lines = text.replace(*STRAY).split("\n")
    return [declared(line) for line in lines if declared(line)]


def blocks(xml: str) -> list[str]:
    found: list[str] = []
    for name, text in received(etree.fromstring(xml.encode("utf-8"))).blocks:
        if name == "bibl":  # the reference of a cit stands in the paragraph of its quotation
            found[-1] += " " + text
        else:
            found.append(text)
    return found


def essay() -> str:
    return ESSAY.read_text(encoding="utf-8")


def test_the_source_is_the_transcript_byte_for_byte() -> None:
    import hashlib

    digest = hashlib.sha256(TRANSCRIPT.read_bytes()).hexdigest()
    assert digest == "9c0188da1c9f4a41ff79f906c0df1e5c12cc81db058f23edc6ace758ce255a1e"
    assert digest in essay()


def test_paragraph_by_paragraph() -> None:
    expected, found = paragraphs(), blocks(essay())
    assert len(found) == len(expected) == 29
    for one, other in zip(found, expected, strict=True):
        assert (one.split()[0], one.split()[-1]) == (other.split()[0], other.split()[-1])
        assert one == other


def test_as_a_whole() -> None:
    assert received(etree.parse(str(ESSAY)).getroot()).text == declared(transcript())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("inquiry into the evidence", "inquiry into the evidance"),
        ("presentations by speakers promoting", "presentations by speakerspromoting"),
        ("</placeName> was dissolved", "</placeName> was was dissolved"),
        ("<sic>Furtherrmore</sic>", "<sic>Furthermore</sic>"),
        (" – then the fall", " - then the fall"),
        ("“Why is it not", "Why is it not"),
        ("only.</p>", "only.</p><p>Only.</p>"),
    ],
    ids=["one letter", "a lost space", "a doubled word", "a silent correction", "a dash", "a mark", "a paragraph"],
)
def test_a_change_of_the_text_is_seen(before: str, after: str) -> None:
    assert essay().count(before) == 1
    assert blocks(essay().replace(before, after)) != paragraphs()


def test_the_files_are_where_the_header_says() -> None:
    assert (ESSAY.parent / Path("source/furr-trotsky.txt")).is_file()

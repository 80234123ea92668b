"""What is no document is refused with one finding, at the fault, in words; nothing else is read."""

from pathlib import Path

import pytest

from siglum.document import Document, Refused
from siglum.failure import Failure

CASES = {
    "empty": (b"", "empty-document", "the file is empty", 1, 1),
    "white-space": (b" \n\n", "empty-document", "the file is empty", 1, 1),
    "not-xml": (b"Dear reader,", "ill-formed", "the file does not begin with a tag: it is not XML", 1, 1),
    "unclosed": (
        b"<TEI>\n<p>one\n<hi>two</p>\n</TEI>",
        "unclosed-element",
        "<hi>, opened on line 3, is not closed before </p> on line 3",
        3,
        2,
    ),
    "unclosed-at-end": (b"<TEI>\n <p>one</p>", "unclosed-element", "<TEI>, opened on line 1, is never closed", 1, 2),
    "nothing-to-close": (
        b"<TEI/>\n</p>",
        "ill-formed",
        "</p> closes nothing: no <p> is open here",
        2,
        3,
    ),
    "ampersand": (b"<p>\nA & B</p>", "ill-formed", "an ampersand stands alone", 2, 3),
    "undeclared-entity": (b"<p>&nbsp;</p>", "ill-formed", "the entity &nbsp; is not declared", 1, 4),
    "twice": (b'<p n="1" n="2"/>', "ill-formed", "the attribute @n stands twice in one tag", 1, 10),
    "unquoted": (b"<p n=1/>", "ill-formed", "an attribute's value has no quotation marks", 1, 6),
    "prefix": (b"<x:p/>", "ill-formed", "the prefix “x” is bound to no namespace", 1, 2),
    "two-roots": (b"<p/>\n<p/>", "ill-formed", "something follows the end of the root element", 2, 1),
    "wrong-encoding": (
        b'<?xml version="1.0" encoding="UTF-8"?>\n<p>n\xe9</p>',
        "wrong-encoding",
        "byte E9 is not UTF-8, the encoding this file declares",
        2,
        5,
    ),
    "bomb": (
        b'<!DOCTYPE p [\n<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>\n<p>&b;</p>',
        "entity-declared",
        "the file declares the entity “a”, and no entity is expanded",
        2,
        10,
    ),
    "external-entity": (
        b'<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/hostname">]>\n<p>&x;</p>',
        "entity-declared",
        "the file declares the external entity “x”, and no entity is expanded",
        1,
        23,
    ),
    "parameter-entity": (
        b'<!DOCTYPE p [<!ENTITY % x SYSTEM "http://example.org/x"> %x;]>\n<p/>',
        "entity-declared",
        "the file declares the external entity “x”, and no entity is expanded",
        1,
        25,
    ),
    "dtd-on-the-net": (
        b'<!DOCTYPE TEI SYSTEM "http://example.org/tei.dtd">\n<TEI/>',
        "external-dtd",
        "the document type declaration points at http://example.org/tei.dtd, and nothing is read from the net",
        1,
        22,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_no_document_is_said_at_its_place(name: str) -> None:
    data, code, message, line, column = CASES[name]
    with pytest.raises(Refused) as refused:
        Document.parse(data, "x.xml")
    finding = refused.value.finding
    place = finding.span.start
    assert (finding.code, finding.message, place.line, place.column) == (code, message, line, column)
    assert finding.help


def test_depth_is_bounded() -> None:
    assert Document.parse(b"<a>" * 2000 + b"</a>" * 2000, "x.xml").root.tag == "a"
    with pytest.raises(Refused) as refused:
        Document.parse(b"<a>" * 10_000 + b"</a>" * 10_000, "x.xml")
    assert refused.value.finding.message == "elements are nested more than 2,048 deep"


def test_a_document_type_without_entities_is_let_pass() -> None:
    assert Document.parse(b'<!DOCTYPE TEI SYSTEM "tei.dtd" [<!ELEMENT TEI ANY>]><TEI/>', "x").root.tag == "TEI"


def test_a_missing_file_is_a_failure(tmp_path: Path) -> None:
    with pytest.raises(Failure, match=r"cannot read .*nothing\.xml: no such file or directory"):
        Document.read(tmp_path / "nothing.xml")


def test_a_duplicate_xml_id_hides_nothing() -> None:
    assert len(Document.parse(b'<a><b xml:id="x"/><b xml:id="x"/></a>', "x.xml").root) == 2

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
    "prefix that the parser forgets": (
        b'<p><x:q/><r xml:space="wide"/></p>',
        "ill-formed",
        "the prefix “x” is bound to no namespace",
        1,
        5,
    ),
    "prefix": (b"<x:p/>", "ill-formed", "the prefix “x” is bound to no namespace", 1, 2),
    "two-roots": (b"<p/>\n<p/>", "ill-formed", "something follows the end of the root element", 2, 1),
    "open-doctype": (
        b"<!-- <!DOCTYPE> -->\n<!DOCTYPE p [\n<!-- x -->",
        "ill-formed",
        "the document type declaration is never closed",
        2,
        1,
    ),
    "doctype-alone": (b"<!DOCTYPE p>\n", "ill-formed", "the file ends before its root element", 2, 1),
    "comment-alone": (b"<!-- <!DOCTYPE p -->", "ill-formed", "the file ends before its root element", 1, 21),
    "wrong-encoding": (
        b'<?xml version="1.0" encoding="UTF-8"?>\n<p>n\xe9</p>',
        "wrong-encoding",
        "byte E9 is not UTF-8, the encoding this file declares",
        2,
        5,
    ),
    "bomb": (
        b'<!DOCTYPE p [\n<!ENTITY a "0123456789"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">\n'
        b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">\n'
        b'<!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;">]>\n<p>&e;</p>',
        "entity-declared",
        "the entity “e” stands for more than 10,000 characters",
        4,
        10,
    ),
    "long-bomb": (
        b'<!DOCTYPE p [<!ENTITY a "' + b"0123456789" * 1000 + b'">]>\n<p>' + b"&a;" * 101 + b"</p>",
        "entity-declared",
        "the entities of this file stand for more than 1,000,000 characters",
        1,
        23,
    ),
    "entity-of-itself": (
        b'<!DOCTYPE p [<!ENTITY a "&b;"><!ENTITY b "&a;">]>\n<p>&a;</p>',
        "entity-declared",
        "the entity “b” calls itself, or others more than 16 deep",
        1,
        40,
    ),
    "entity-with-markup": (
        b'<!DOCTYPE p [<!ENTITY a "<b/>">]>\n<p>&a;</p>',
        "entity-declared",
        "the entity “a” holds markup, and only characters are expanded",
        1,
        23,
    ),
    "entity-with-hidden-markup": (
        b'<!DOCTYPE p [<!ENTITY a "&#60;b/>">]>\n<p>&a;</p>',
        "entity-declared",
        "the entity “a” holds markup, and only characters are expanded",
        1,
        23,
    ),
    "external-entity": (
        b'<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/hostname">]>\n<p>&x;</p>',
        "entity-declared",
        "the entity “x” stands for another file, and none is read",
        1,
        23,
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


@pytest.mark.parametrize(
    "doctype",
    ['SYSTEM "tei.dtd" [<!ELEMENT TEI ANY>]', 'PUBLIC "-//X" "http://example.org/tei.dtd"', "SYSTEM 't.dtd' [%x;]"],
)
def test_a_document_type_definition_is_not_read_and_that_is_said(doctype: str) -> None:
    document = Document.parse(f"<!DOCTYPE TEI {doctype}>\n<TEI/>".encode(), "x")
    assert document.root.tag == "TEI"
    assert [(t.code, t.severity, t.span.start.line) for t in document.troubles] == [("external-dtd", "warning", 1)]


DECLARED = """<!DOCTYPE p [<!-- <!ENTITY ae "no"> -->
<!ENTITY ae "&#230;"><!ENTITY caesar 'C&ae;sar &amp; &#x201C;co&#x201D;'><!ENTITY ae "late">
<!ENTITY % out SYSTEM "http://example.org/x"> %out; <!ENTITY pic SYSTEM "x.gif" NDATA gif>]>
"""


def test_character_entities_are_read_from_the_file_itself() -> None:
    body = '<p a="&ae;">1 &caesar; 2<b/>&ae;3<![CDATA[&ae;]]><!-- &none; --></p>'
    document = Document.parse((DECLARED + body).encode(), "x")
    assert document.troubles == []
    assert document.root.get("a") == "æ"
    assert [document.root.text, document.root[0].tail] == ["1 Cæsar & “co” 2", "æ3&ae;"]
    places = [document.stretch(document.root, 0, *at) for at in ((0, 1), (2, 3), (5, 8), (15, 16))]
    assert [(s.start.column, s.end.column) for s in places] == [(13, 14), (15, 23), (15, 23), (24, 25)]


def test_an_entity_that_nobody_declares_is_a_finding_and_the_rest_is_read() -> None:
    document = Document.parse(b'<!DOCTYPE p SYSTEM "t.dtd">\n<p a="&eacute;">C&aelig;sar &zzz;</p>', "x")
    assert (document.root.get("a"), document.root.text) == ("é", "Cæsar \ufffd")
    found = [(t.found, t.span.start.line, t.span.start.column, t.help[0]) for t in document.troubles[1:]]
    assert found == [
        ("eacute", 2, 7, "write é, the character itself"),
        ("aelig", 2, 18, "write æ, the character itself"),
        ("zzz", 2, 29, "write the character itself"),
    ]


def test_a_declared_entity_of_another_encoding() -> None:
    data = '<?xml version="1.0" encoding="iso-8859-1"?><!DOCTYPE p [<!ENTITY a "ä">]><p>ü&a;</p>'.encode("latin-1")
    assert Document.parse(data, "x").root.text == "üä"


def test_a_missing_file_is_a_failure(tmp_path: Path) -> None:
    with pytest.raises(Failure, match=r"cannot read .*nothing\.xml: no such file or directory"):
        Document.read(tmp_path / "nothing.xml")


def test_a_duplicate_xml_id_hides_nothing() -> None:
    assert len(Document.parse(b'<a><b xml:id="x"/><b xml:id="x"/></a>', "x.xml").root) == 2

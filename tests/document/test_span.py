"""A span knows its node, is worked out when it is asked for, and travels without its document."""

from __future__ import annotations

import pickle
from dataclasses import replace

from siglum.diagnostic import Diagnostic, Node, Position
from siglum.document import Document

TEXT = "<a>\n  <b c='dé'>one <i/> two</b>\n</a>"


def read(text: str = TEXT) -> Document:
    return Document.parse(text.encode(), "x.xml")


def test_a_span_knows_its_node_before_the_text_is_looked_at() -> None:
    document = read()
    span = document.span(document.root[0], ("value", "c"))
    assert span.node == Node("x.xml", 1, ("value", "c"))
    assert "_starts" not in document.__dict__
    assert (span.start, span.end) == (Position(2, 9, 12), Position(2, 11, 15))
    assert "_starts" in document.__dict__ and "tags" not in document.__dict__


def test_a_stretch_of_text_belongs_to_the_run_of_its_element() -> None:
    document = read()
    span = document.stretch(document.root[0], 1, 1, 4)
    assert span.node == Node("x.xml", 1, ("text", 1))
    assert document.source.text[slice(*(p.column - 1 + 4 for p in (span.start, span.end)))] == "two"


def test_a_finding_travels_with_its_place_and_its_node() -> None:
    document = read()
    finding = Diagnostic("code", "message", "x.xml", document.span(document.root[0]))
    there = pickle.loads(pickle.dumps(finding))
    assert there == finding
    assert there.span.node == Node("x.xml", 1, "name")
    assert replace(there, severity="note").span.node == there.span.node


def test_places_on_one_long_line_are_right() -> None:
    text = "<a>" + "é<b/>" * 3000 + "</a>"
    document = read(text)
    for number in (0, 1, 1500, 2999):
        at = document.span(document.root[number]).start
        index = text.index("<b/>") + number * 5 + 1
        assert at == Position(1, index + 1, len(text[:index].encode()))


def test_places_are_the_same_however_many_are_asked_for() -> None:
    """A few are found one by one, many all at once."""
    text = '<!DOCTYPE a [<!ENTITY e "<!-- < -->">]>\n<a>é<!-- <b> --><b c="d>e"\n f=\'\'/>\U0001f600<![CDATA[<b>]]>\r\n<b>x<c/>y</b ><?p <b>?>z</a>\n<!-- <b> -->'
    few, many = Document.parse(text.encode(), "x.xml"), Document.parse(text.encode(), "x.xml")
    assert len(many.tags) == 4
    for _ in range(20):
        for one, other in zip(few.own, many.own, strict=True):
            for part in ("name", "end-name", ("attribute", "c"), ("value", "f"), ("text", 0), ("text", 1), ("text", 9)):
                assert few.span(one, part).measured() == many.span(other, part).measured()  # type: ignore[arg-type]
    assert "tags" in few.__dict__

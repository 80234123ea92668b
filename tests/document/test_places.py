"""Where tags, attributes and text runs stand: the very characters, whatever the encoding and the line ends."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from siglum.diagnostic import Part, Span
from siglum.document import Document, Source, markup

TEXT = """<?xml version="1.0"?>
<!-- <p>no tag</p> -->
<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:x="urn:x">
\t<p n='1' x:a="a > b" xml:id = "é">Ä <hi/>  two\t<![CDATA[<p>]]> <?pi <p> ?>three</p
>
</TEI>
"""
VARIANTS = {
    "utf-8": TEXT.encode(),
    "bom": TEXT.encode("utf-8-sig"),
    "crlf": TEXT.replace("\n", "\r\n").encode(),
    "utf-16": TEXT.encode("utf-16"),
    "latin-1": TEXT.replace('"1.0"?', '"1.0" encoding="ISO-8859-1"?').encode("latin-1"),
}


def text_at(document: Document, span: Span) -> str:
    data = document.source.data[span.start.offset : span.end.offset]
    return data.decode(document.source.encoding)


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize(
    ("part", "expected", "line", "column"),
    [
        ("name", "p", 4, 3),
        ("end-name", "p", 4, 76),
        (("attribute", "n"), "n", 4, 5),
        (("value", "n"), "1", 4, 8),
        (("value", "{urn:x}a"), "a > b", 4, 16),
        (("attribute", "{http://www.w3.org/XML/1998/namespace}id"), "xml:id", 4, 23),
        (("value", "{http://www.w3.org/XML/1998/namespace}id"), "é", 4, 33),
        (("text", 0), "Ä", 4, 36),
        (("text", 1), "two\t<![CDATA[<p>]]>", 4, 45),
        (("text", 2), "three", 4, 75),
        (("attribute", "missing"), "p", 4, 3),
    ],
)
def test_a_part_is_found_where_it_stands(variant: str, part: Part, expected: str, line: int, column: int) -> None:
    document = Document.parse(VARIANTS[variant], "x.xml")
    span = document.span(document.root[0], part)
    assert text_at(document, span) == expected
    if part not in ("end-name", ("text", 2)):
        assert (span.start.line, span.start.column) == (line, column)


def test_an_empty_element_has_its_end_where_it_begins() -> None:
    document = Document.parse(VARIANTS["utf-8"], "x.xml")
    hi = document.root[0][0]
    assert document.span(hi, "end-name") == document.span(hi, "name")


NAMES = st.sampled_from(["p", "hi", "x-1", "é", "a.b"])
TEXTS = st.text(alphabet="ab >'\"\n]é—𝄞", max_size=5)
TREES = st.recursive(
    st.tuples(NAMES, TEXTS, TEXTS, st.just(())),
    lambda inner: st.tuples(NAMES, TEXTS, TEXTS, st.lists(inner, max_size=4)),
    max_leaves=20,
)


def build(tree: Any) -> etree._Element:
    name, value, text, children = tree
    element = etree.Element(name, {"n": value})
    element.text = text
    for child in children:
        element.append(build(child))
        element[-1].tail = text
    return element


@settings(deadline=None)
@given(TREES)
def test_the_pass_sees_the_elements_that_the_parser_sees(tree: Any) -> None:
    data = etree.tostring(build(tree), encoding="utf-8", xml_declaration=True)
    document = Document.parse(data, "x.xml")
    names = [document.source.text[slice(*tag.name)] for tag in document.tags]
    assert names == [element.tag for element in document.root.iter()]
    for element in document.root.iter():
        runs = document.tags[document.ordinal(element)].runs
        assert len(runs) == (len(element) + 1 if len(element) or element.text else len(runs))


def test_a_million_lines_are_counted_from_one() -> None:
    document = Document.parse(b"<a>" + b"\n" * 1000 + b"<b/></a>", "x.xml")
    assert document.span(document.root[0]).start.line == 1001


def test_many_places_on_one_line_are_each_found_from_a_place_nearby(monkeypatch: pytest.MonkeyPatch) -> None:
    """How many characters are turned into bytes: not those from the beginning of the line, for each place again."""
    passed: list[int] = []
    plain = Source._bytes
    monkeypatch.setattr(
        Source, "_bytes", lambda self, start, end: passed.append(end - start) or plain(self, start, end)
    )
    document = Document.parse(b"<a>" + "<é n='1'/>".encode() * 20_000 + b"</a>", "x.xml")
    offsets = [document.span(element, ("value", "n")).start.offset for element in document.root]
    assert offsets == list(range(10, 10 + 11 * 20_000, 11))
    assert sum(passed) < 2 * 20_000 * 1024 + 50 * len(document.source.text)


def test_many_words_of_one_value_are_found_by_looking_through_it_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """How many tags are read: one for the value, not one for each of its words."""
    read: list[int] = []
    plain = markup.start_tag
    monkeypatch.setattr(markup, "start_tag", lambda text, at: read.append(at) or plain(text, at))
    document = Document.parse(b"<a><b t='" + b"\n#x" * 500 + b"' u='#y'/></a>", "x.xml")
    places = [document.token_span(document.root[0], "t", number).start for number in range(500)]
    assert [(place.line, place.column, place.offset) for place in places] == [
        (n + 2, 1, 10 + 3 * n) for n in range(500)
    ]
    assert text_at(document, document.token_span(document.root[0], "u", 0)) == "#y"
    assert text_at(document, document.token_span(document.root[0], "u", 1)) == "#y"
    assert len(read) == 2


@pytest.mark.parametrize(
    ("text", "opened", "closed"),
    [
        ("<a><b></a>", "b", "a"),
        ("<a><b></b>", "a", None),
        ("<a/></b>", None, "b"),
        ("<!DOCTYPE a [<!-- <b> --><!ENTITY x '<c>'>]><a><d></a>", "d", "a"),
    ],
)
def test_the_first_tag_that_does_not_nest(text: str, opened: str | None, closed: str | None) -> None:
    found = markup.first_mismatch(text)
    assert found is not None
    assert [place and text[slice(*place)] for place in (found.opened, found.closed)] == [opened, closed]

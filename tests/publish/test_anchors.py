"""What a block without an xml:id is called on a page: the same in every reading, in every build, and never twice."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from publish.test_any_tei import document
from siglum import publish
from siglum.document import Document
from siglum.edition import Edition
from siglum.failure import Failure
from siglum.publish import anchors, references

CITE = """<encodingDesc><refsDecl>
<citeStructure match="//body/div" use="@n"><citeStructure match="div" use="{use}" delim=".">
<citeStructure match="p" use="position()" delim=":"/></citeStructure></citeStructure></refsDecl></encodingDesc>"""
PATTERN = """<encodingDesc><refsDecl><cRefPattern matchPattern="(\\w+)\\.(\\w+)"
replacementPattern="#xpath(/tei:TEI/tei:text/tei:body/tei:div[@n='$1']//tei:div[@n='$2'])"/>
<cRefPattern matchPattern="(.+)" replacementPattern="#$1"/></refsDecl></encodingDesc>"""
BOOKS = """<div n="1"><div n="a"><p>x</p><p>y</p></div><div n="b c"><p>z</p></div></div>
<div n="2"><div n="a"><p>x</p></div></div>"""


def named(body: str, encoding: str = "") -> dict[str, str]:
    """The words of each block by its anchor."""
    whole = document(body).replace("</teiHeader>", f"{encoding}</teiHeader>")
    parsed = Document.parse(whole.encode(), "t.xml")
    return {
        anchor: " ".join("".join(parsed.elements[ordinal].itertext()).split())
        for ordinal, anchor in anchors.of(parsed, references.of(parsed)).items()
    }


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<p>a</p><p>b</p>", {"p1": "a", "p2": "b"}),
        ("<div><p>a</p></div><div><p>b</p></div>", {"d1": "a", "d1.p1": "a", "d2": "b", "d2.p1": "b"}),
        ('<div1 n="II"><div2><p n="14">a</p></div2></div1>', {"dII": "a", "dII.d1": "a", "dII.d1.p14": "a"}),
        ('<div xml:id="one"><p>a</p><p>b</p></div>', {"one.p1": "a", "one.p2": "b"}),
        ('<p xml:id="x">a</p><p>b</p>', {"p2": "b"}),
        ('<p>a</p><p n="1">b</p>', {"p1.1": "a", "p1": "b"}),
        ('<p n="2">a</p><p n="2">b</p><p>c</p>', {"p2": "a", "p2-2": "b", "p3": "c"}),
        ('<p xml:id="p2">a</p><p>b</p><p>c</p>', {"p2-2": "b", "p3": "c"}),
        ('<p n="Kap. 1">a</p><p n="ä">b</p>', {"p1": "a", "p2": "b"}),
        ("<lg><l>a</l><l>b</l></lg>", {"lg1": "ab", "l1": "a", "l2": "b"}),
        (
            "<sp><speaker>A</speaker><l n='5'>b</l></sp><sp><l n='5' part='F'>c</l></sp>",
            {"sp1": "Ab", "speaker1": "A", "l5": "b", "sp2": "c", "l5-2": "c"},
        ),
        ("<p>a <q>b</q> c <note><p>d</p></note></p>", {"p1": "a b c d", "note1": "d", "note1.p1": "d"}),
        ('<ab><lb n="1"/>a <lb n="2"/>b<lb/></ab>', {"ab1": "a b", "lb1": "", "lb2": ""}),
        ("<list><item><p>a</p></item></list>", {"list1": "a", "item1": "a", "p1": "a"}),
    ],
)
def test_a_block_is_called_by_its_number_or_its_place_in_its_division(body: str, found: dict[str, str]) -> None:
    assert named(body) == found


CITED = {
    "1": "xyz", "1.a": "xy", "1.a.p1": "x", "1.a.p2": "y", "1.d2": "z", "1.d2.p1": "z", "2": "x", "2.a": "x", "2.a.p1": "x",
}  # fmt: skip
"""A reference has letters, digits, full stops and hyphens; what has others (“b c”, “1.a:1”) is counted."""


@pytest.mark.parametrize("encoding", [CITE.format(use="@n"), CITE.format(use="string(@n)"), PATTERN])
def test_a_block_is_called_as_the_header_cites_it(encoding: str) -> None:
    assert named(BOOKS, encoding) == CITED


@pytest.mark.parametrize(
    ("delim", "found"),
    [(sign, ["1", f"1{sign}a", "2", f"2{sign}a"]) for sign in ("-", "_", "..")]
    + [(sign, ["1", "2"]) for sign in ("'", "''", "&quot;", " ’ ", "&amp;", "&lt;")],
)
def test_references_are_joined_by_what_the_header_declares_if_it_can_stand_in_an_address(
    delim: str, found: list[str]
) -> None:
    encoding = CITE.format(use="@n").replace('delim="."', f'delim="{delim}"')
    whole = document(BOOKS).replace("</teiHeader>", f"{encoding}</teiHeader>")
    assert list(references.of(Document.parse(whole.encode(), "t.xml")).values()) == found


def test_ids_of_pages_are_left_to_them() -> None:
    structure = '<encodingDesc><refsDecl><citeStructure match="//p" use="@n"/></refsDecl></encodingDesc>'
    assert list(named('<p n="b12">a</p><p n="text">b</p><p n="x">c</p>', structure)) == ["ref.b12", "ref.text", "x"]


@pytest.mark.parametrize(
    ("use", "says"),
    [
        ("document('x.xml')", "document('x.xml') calls document(): a citation system sees the document alone"),
        ("@n[", "XPST0003"),
        ("error()", "FOER0000"),
    ],
)
def test_a_declaration_that_cannot_be_applied_is_told_and_blocks_are_counted(
    use: str, says: str, tmp_path: Path
) -> None:
    whole = document(BOOKS).replace("</teiHeader>", CITE.format(use=use) + "</teiHeader>")
    with pytest.raises(Failure, match=r"^t.xml:2: the references that the header declares cannot be made") as failure:
        references.of(Document.parse(whole.encode(), "t.xml"))
    assert says in str(failure.value)
    (tmp_path / "t.xml").write_text(whole, encoding="utf-8")
    done = publish.build(Edition.of(tmp_path), tmp_path / "build", frozenset({"html"}))
    assert done == publish.Published((), (str(failure.value),))
    assert 'id="d1.d2.p1"' in (tmp_path / "build/html/t.html").read_text(encoding="utf-8")


def test_every_reading_has_the_same_anchors(tmp_path: Path) -> None:
    body = """<div><p>a</p><app><rdg wit="#A"><p>only A</p></rdg><rdg wit="#B"><p>only B</p><p>and more</p></rdg></app>
    <p>one <choice><sic>tow</sic><corr>two</corr></choice></p></div>"""
    source = '<listWit><witness xml:id="A">a</witness><witness xml:id="B">b</witness></listWit>'
    (tmp_path / "t.xml").write_text(document(body, source), encoding="utf-8")
    publish.build(Edition.of(tmp_path), tmp_path / "build", frozenset({"html"}))
    found = {
        name: dict(re.findall(r'<p id="([^"]+)">(.*?)</p>', (tmp_path / f"build/html/{name}.html").read_text("utf-8")))
        for name in ("t", "t-corrected", "t-A", "t-B")
    }
    assert {name: {key: said.split("<")[0] for key, said in of.items()} for name, of in found.items()} == {
        "t": {"d1.p1": "a", "d1.p2": "only A", "d1.p5": "one "},
        "t-corrected": {"d1.p1": "a", "d1.p2": "only A", "d1.p5": "one "},
        "t-A": {"d1.p1": "a", "d1.p2": "only A", "d1.p5": "one "},
        "t-B": {"d1.p1": "a", "d1.p3": "only B", "d1.p4": "and more", "d1.p5": "one "},
    }


def test_no_id_is_twice_on_a_page(tmp_path: Path) -> None:
    """Where blocks are set twice or moved: notes, labelled lists, tables with a heading, figures, quotations, apparatus."""
    body = """<div xml:id="d2"><head>H</head><p>a<note>n <p>m</p></note></p><list><label>x</label><item>y</item></list>
    <table><head>t</head><row><cell>c</cell></row></table><figure><head>f</head><p>g</p></figure></div>
    <div><cit><quote><p>q</p></quote><bibl>b</bibl></cit><quote><l>v</l></quote><sp><speaker>s</speaker><ab>t</ab></sp></div>
    <div><note><p>end</p></note></div><listApp><app><lem>l</lem><note>n</note></app></listApp>"""
    (tmp_path / "t.xml").write_text(document(body), encoding="utf-8")
    publish.build(Edition.of(tmp_path), tmp_path / "build", frozenset({"html"}))
    ids = re.findall(r'\sid="([^"]*)"', (tmp_path / "build/html/t.html").read_text(encoding="utf-8"))
    assert [name for name, count in Counter(ids).items() if count > 1] == []
    assert {"d2", "d2.p1", "d2-2", "d2-2.quote1", "d2-2.l1", "d2.cell1", "d2.figure1"} <= set(ids)


def test_anchors_of_a_deep_document_stay_short() -> None:
    deep = "<div>" * 500 + "<p>x</p>" + "</div>" * 500
    found = named(deep)
    assert len(found) == 501 and max(map(len, found)) < 60


def test_what_lies_in_the_header_has_none_but_the_description_of_a_manuscript() -> None:
    whole = document("<p>x</p>", "<msDesc><msIdentifier><idno>1</idno></msIdentifier><p>of vellum</p></msDesc>")
    parsed = Document.parse(whole.encode(), "t.xml")
    found = set(anchors.of(parsed, {}).values())
    assert "p1" in found and "msDesc.p1" in found and not any("title" in name for name in found)


def test_a_document_of_another_root_has_anchors_too() -> None:
    page = '<surface xmlns="http://www.tei-c.org/ns/1.0"><zone><line>a</line><line>b</line></zone></surface>'
    parsed = Document.parse(page.encode(), "s.xml")
    assert list(anchors.of(parsed, {}).values()) == ["surface1", "surface1.zone1", "surface1.line1", "surface1.line2"]
    assert etree.QName(parsed.root).localname == "surface"

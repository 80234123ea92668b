"""Our own conformance cases: one or more for each section of the specification, in the compact or the XML syntax."""

from __future__ import annotations

from pathlib import Path

import pytest

from siglum.document import Document
from siglum.failure import Failure
from siglum.relaxng import Schema, accepts

X = 'xmlns="http://relaxng.org/ns/structure/1.0"'
D = 'datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"'

# section, schema, documents that pass, documents that fail
RIGHT = (
    ("4.1", f'<element {X} name="a" xmlns:o="urn:o" o:x="1"><o:note>n</o:note><empty/></element>', ["<a/>"], ["<b/>"]),
    ("4.2", f'<element {X} name=" a "><value> x  y </value></element>', ["<a>x y</a>"], ["<a>xy</a>"]),
    ("4.3", f'<element {X} {D} name="a"><list><data type="int"/></list></element>', ["<a>1</a>"], ["<a>x</a>"]),
    ("4.4", f'<element {X} {D} name="a"><value>1</value></element>', ["<a> 1 </a>"], ["<a>01</a>"]),
    ("4.8", f'<element {X} name="a" ns="u"><attribute name="b"/></element>', ['<a xmlns="u" b=""/>'], ['<a b=""/>']),
    ("4.9", f'<element {X} ns="u"><choice><name>a</name><nsName ns="v"/></choice><empty/></element>', ['<a xmlns="u"/>', '<z xmlns="v"/>'], ["<a/>"]),
    ("4.10", f'<element {X} xmlns:p="u" name="p:a"><empty/></element>', ['<a xmlns="u"/>'], ["<a/>"]),
    ("4.11", f'<grammar {X}><div><start><element name="a"><empty/></element></start></div></grammar>', ["<a/>"], ["<b/>"]),
    ("4.12", f'<element {X} name="a"><element name="b"><empty/></element><element name="c"><empty/></element></element>', ["<a><b/><c/></a>"], ["<a><c/><b/></a>"]),
    ("4.12", f'<element {X} name="a"><attribute name="b"/></element>', ['<a b="any"/>'], ["<a/>"]),
    ("4.13", "element a { mixed { element b { empty } } }", ["<a>x<b/>y</a>"], ["<a>x</a>"]),
    ("4.14", "element a { element b { empty }? }", ["<a/>", "<a><b/></a>"], ["<a><b/><b/></a>"]),
    ("4.15", "element a { element b { empty }* }", ["<a/>", "<a><b/><b/></a>"], ["<a><c/></a>"]),
    ("4.17", "start = element a { b }\nb |= element x { empty }\nb |= element y { empty }", ["<a><x/></a>", "<a><y/></a>"], ["<a/>"]),
    ("4.17", "start = element a { b }\nb &= element x { empty }\nb &= element y { empty }", ["<a><y/><x/></a>"], ["<a><x/></a>"]),
    ("4.18", "start = grammar { start = element a { parent b } }\nb = element b { empty }", ["<a><b/></a>"], ["<a/>"]),
    ("4.19", "start = a\na = element a { a? }\nunused = unused", ["<a><a><a/></a></a>"], ["<a><a/><a/></a>"]),
    ("4.20", "element a { notAllowed | element b { empty } }", ["<a><b/></a>"], ["<a/>"]),
    ("4.21", "element a { (empty, empty) | element b { empty } }", ["<a/>", "<a><b/></a>"], ["<a>x</a>"]),
    ("6.2.1", "element a { element b { empty } | text }", ["<a><b/></a>", "<a>x</a>", "<a/>"], ["<a>x<b/></a>"]),
    ("6.2.3", "element a { element b { empty }+ }", ["<a><b/></a>"], ["<a/>"]),
    ("6.2.4", "element a { element b { empty } & (element c { empty }, element d { empty }) }", ["<a><c/><b/><d/></a>"], ["<a><d/><b/><c/></a>"]),
    ("6.2.5", "element a { attribute b { text }, attribute c { text }? }", ['<a c="" b=""/>'], ['<a c=""/>']),
    ("6.2.7", 'element a { xsd:token "x" }', ["<a> x </a>", "<a><!-- c -->x</a>"], ["<a>y</a>", "<a/>"]),
    ("6.2.8", 'element a { xsd:int - ("1" | "2") }', ["<a>3</a>"], ["<a>1</a>", "<a>x</a>"]),
    ("6.2.9", "element a { list { xsd:int, xsd:int } }", ["<a> 1\n2 </a>"], ["<a>1</a>", "<a>1 2 3</a>"]),
    ("7.1.2", "element a { attribute * { text }* }", ['<a b="" c=""/>', "<a/>"], ["<a>x</a>"]),
    ("7.3", "element a { (attribute * { text } | element b { empty })+ }", ['<a c="" d=""/>', "<a><b/></a>"], ["<a><c/></a>", "<a/>"]),
    ("7.3", "namespace p = \"u\"\nstart = element a { any }\nany = (attribute p:* { text } | (attribute c { text } | element b { empty }))*", ['<a xmlns:p="u" p:x="" c=""><b/></a>'], ['<a d=""/>']),
    ("7.3", f'<element {X} name="a"><zeroOrMore><choice><attribute><anyName/></attribute><text/></choice></zeroOrMore></element>', ['<a b="" c="">x</a>'], ["<a><b/></a>"]),
    ("7.2", "element a { xsd:int | (text & element b { empty }) }", ["<a>1</a>", "<a>x<b/>1</a>"], ["<a>x</a>"]),
)  # fmt: skip

# section, schema
WRONG = (
    ("3", f'<element {X} name="a"/>'),
    ("3", f'<element {X} name="a" color="red"><empty/></element>'),
    ("3", f'<element {X} name="a">words</element>'),
    ("3", f'<element {X} name="a"><empt/></element>'),
    ("3", f'<element {X} name="1a"><empty/></element>'),
    ("4.3", f'<element {X} name="a" datatypeLibrary="x"><empty/></element>'),
    ("4.5", f'<externalRef {X} href="other.rng#part"/>'),
    ("4.7", f'<grammar {X}><include href="a.rng"><define name="none"><empty/></define></include></grammar>'),
    ("4.10", f'<element {X} name="p:a"><empty/></element>'),
    ("4.16", f'<element {X} name="a"><attribute name="xmlns"/></element>'),
    ("4.16", "element a { element * - (a | *) { empty } }"),
    ("4.16", f'<element {X} {D} name="a"><data type="int"><param name="color">red</param></data></element>'),
    ("4.16", f'<element {X} {D} name="a"><data type="string"><param name="pattern">(</param></data></element>'),
    ("4.17", "start = element a { empty }\nstart = element b { empty }"),
    ("4.17", "start |= element a { empty }\nstart &= element b { empty }"),
    ("4.18", "start = element a { b }"),
    ("4.18", "b = element b { empty }"),
    ("4.19", "start = a\na = a | element b { empty }"),
    ("7.1.1", "element a { attribute b { element c { empty } } }"),
    ("7.1.2", "element a { (attribute b { text }, attribute c { text })+ }"),
    ("7.1.3", "element a { list { text } }"),
    ("7.1.4", "element a { xsd:int - text }"),
    ("7.1.5", "start = text"),
    ("7.2", "element a { xsd:int, element b { empty } }"),
    ("7.3", "element a { attribute b { text }, attribute b { text } }"),
    ("7.3", "element a { attribute * { text } }"),
    ("7.3", "element a { (attribute * { text } | element b { empty }), element c { empty }+ }"),
    ("7.3", "start = element a { b+ }\nb = element b { attribute * { text } }"),
    ("7.4", "element a { element b { empty } & element b { empty } }"),
    ("7.4", "element a { mixed { text } }"),
)  # fmt: skip


def write(folder: Path, text: str) -> Path:
    path = folder / ("s.rng" if text.startswith("<") else "s.rnc")
    path.write_text(text, encoding="utf-8")
    (folder / "a.rng").write_text(f'<grammar {X}><start><element name="a"><empty/></element></start></grammar>')
    return path


@pytest.mark.parametrize(("section", "text", "passing", "failing"), RIGHT, ids=[case[0] for case in RIGHT])
def test_documents(tmp_path: Path, section: str, text: str, passing: list[str], failing: list[str]) -> None:
    schema = Schema.read(write(tmp_path, text))
    for document in passing + failing:
        assert accepts(schema, Document.parse(document.encode(), "d.xml")) == (document in passing), document


@pytest.mark.parametrize(("section", "text"), WRONG, ids=[case[0] for case in WRONG])
def test_schemas_in_error_name_the_section(tmp_path: Path, section: str, text: str) -> None:
    with pytest.raises(Failure) as failure:
        Schema.read(write(tmp_path, text))
    assert f"section {section})" in str(failure.value)


def test_files_are_included_and_their_definitions_replaced(tmp_path: Path) -> None:
    """Sections 4.6 and 4.7."""
    (tmp_path / "base.rng").write_text(
        f'<grammar {X} ns="u"><start><ref name="a"/></start><define name="a"><element name="a"><ref name="b"/></element></define>'
        '<define name="b"><empty/></define></grammar>'
    )
    (tmp_path / "part.rng").write_text(f'<element {X} name="part"><empty/></element>')
    path = tmp_path / "s.rng"
    path.write_text(
        f'<grammar {X}><include href="base.rng"><define name="b"><externalRef href="part.rng" ns="v"/></define></include></grammar>'
    )
    schema = Schema.read(path)
    assert accepts(schema, Document.parse(b'<a xmlns="u"><part xmlns="v"/></a>', "d.xml"))
    assert not accepts(schema, Document.parse(b'<a xmlns="u"/>', "d.xml"))

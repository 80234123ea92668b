"""Schemas written in the compact syntax, read back, and compared with what they were written from."""

from __future__ import annotations

from pathlib import Path

import pytest

from siglum.relaxng import Schema
from siglum.relaxng.compacting import compacted
from siglum.relaxng.equality import same
from siglum.relaxng.load import parsed

HEAD = '<grammar xmlns="http://relaxng.org/ns/structure/1.0" xmlns:a="http://relaxng.org/ns/compatibility/annotations/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"'

# what stands in the element “a” → how it is written
CASES = {
    "<empty/>": "start = element a { empty }",
    '<text/><attribute name="b"/>': "start = element a { text, attribute b { text } }",
    '<choice><ref name="x"/><group><ref name="x"/><ref name="y"/></group></choice>': "start = element a { x | (x, y) }",
    '<interleave><ref name="x"/><zeroOrMore><ref name="y"/></zeroOrMore></interleave>': "start = element a { x & y* }",
    '<optional><ref name="x"/><ref name="y"/></optional>': "start = element a { (x, y)? }",
    '<oneOrMore><optional><ref name="x"/></optional></oneOrMore>': "start = element a { (x?)+ }",
    '<mixed><ref name="list"/></mixed>': "start = element a { mixed { \\list } }",
    '<list><data type="integer"><param name="minInclusive">1</param></data></list>': 'start = element a { list { xsd:integer { minInclusive = "1" } } }',
    '<data type="token"><except><value>no</value></except></data>': 'start = element a { xsd:token - ("no") }',
    '<choice><data type="token"><except><value>no</value></except></data><value type="string"> say "it" </value></choice>': "start = element a { (xsd:token - (\"no\")) | xsd:string ' say \"it\" ' }",
    "<value>it's \"so\"</value>": "start = element a { \"it's \" ~ '\"' ~ \"so\" ~ '\"' }",
    '<value>\\x{41}\\d</value>': 'start = element a { "\\x{5c}x{41}\\d" }',
    '<attribute name="xml:id"><data type="ID"/></attribute>': "start = element a { attribute xml:id { xsd:ID } }",
    '<zeroOrMore><attribute><anyName><except><nsName ns="urn:o"/><name>b</name></except></anyName></attribute></zeroOrMore>': "start = element a { attribute (* - (ns1:* | b)) { text }* }",
    '<element name="b" ns="urn:o"><attribute name="c" ns="urn:o"/></element>': "start = element a { element ns1:b { attribute ns1:c { text } } }",
    '<element><choice><name>b</name><name ns="urn:o">c</name></choice><empty/></element>': "start = element a { element (b | ns1:c) { empty } }",
    '<grammar><start><parentRef name="x"/></start></grammar>': "start =\n  element a {\n    grammar {\n      start = parent x\n    }\n  }",
    '<a:documentation>What a is.</a:documentation><value>b</value>': None,
}  # fmt: skip


def grammar(content: str, attributes: str = "") -> bytes:
    definitions = '<define name="x"><element name="x"><empty/></element></define><define name="y"><element name="y"><text/></element></define><define name="list"><ref name="x"/></define>'
    return f'{HEAD} {attributes}><start><element name="a">{content}</element></start>{definitions}</grammar>'.encode()


@pytest.mark.parametrize("attributes", ["", 'ns="urn:a"', 'ns=""'])
@pytest.mark.parametrize("content", CASES)
def test_what_is_written_means_what_was_read(content: str, attributes: str) -> None:
    data = grammar(content, attributes)
    compact = compacted(parsed(data, Path("t.rng")))
    assert same(Schema.parse(data, Path("t.rng")), Schema.parse(compact.encode(), Path("t.rnc"))), compact


@pytest.mark.parametrize("content", [content for content in CASES if CASES[content]])
def test_it_is_written_as_people_write_it(content: str) -> None:
    start = compacted(parsed(grammar(content), Path("t.rng"))).partition("start")
    assert f"start{start[2]}".startswith(f"{CASES[content]}\n")


def test_documentation_stands_before_what_it_is_about() -> None:
    content = '<attribute name="b"><a:documentation>Which b.</a:documentation><choice><value>c</value><a:documentation>The third letter.</a:documentation><value>d</value></choice></attribute>'
    compact = compacted(parsed(grammar(content), Path("t.rng")))
    assert '## Which b.\n    attribute b {\n      ## The third letter.\n      "c" |\n      "d"\n    }' in compact


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<empty/>", "<text/>"),
        ('<ref name="x"/>', '<ref name="y"/>'),
        ('<data type="integer"/>', '<data type="int"/>'),
        ('<data type="string"><param name="length">1</param></data>', '<data type="string"><param name="length">2</param></data>'),
        ("<value>a</value>", "<value>b</value>"),
        ('<attribute name="b"/>', '<attribute name="c"/>'),
        ('<ref name="x"/><ref name="y"/>', '<ref name="y"/><ref name="x"/>'),
        ('<data type="token"><except><value>a</value></except></data>', '<data type="token"/>'),
        ("<zeroOrMore><attribute><anyName/></attribute></zeroOrMore>", '<zeroOrMore><attribute><anyName><except><name>b</name></except></anyName></attribute></zeroOrMore>'),
    ],
)  # fmt: skip
def test_schemas_that_differ_are_not_the_same(one: str, other: str) -> None:
    a, b = (Schema.parse(grammar(content), Path("t.rng")) for content in (one, other))
    assert same(a, a) and not same(a, b)

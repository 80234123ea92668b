"""Schemas and documents that would break a careless engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from siglum.document import Document
from siglum.failure import Failure
from siglum.relaxng import Schema, accepts, validate

RNG = 'xmlns="http://relaxng.org/ns/structure/1.0"'
XSD = 'datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"'


def read(folder: Path, text: str, name: str = "s.rng") -> Schema:
    (folder / name).write_text(text, encoding="utf-8")
    return Schema.read(folder / name)


def document(text: str) -> Document:
    return Document.parse(text.encode(), "d.xml")


def test_a_schema_that_includes_itself(tmp_path: Path) -> None:
    with pytest.raises(Failure, match=r"s\.rng:1:55: .*s\.rng includes itself .*section 4\.7"):
        read(tmp_path, f'<grammar {RNG}><include href="s.rng"/><start><empty/></start></grammar>')


def test_left_recursion(tmp_path: Path) -> None:
    text = f'<grammar {RNG}><start><ref name="a"/></start>\n<define name="a"><choice><ref name="a"/><text/></choice></define></grammar>'
    with pytest.raises(Failure, match=r"s\.rng:2:27: .*“a” contains itself.*section 4\.19"):
        read(tmp_path, text)


def test_a_definition_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(Failure, match=r"s\.rng:2:20: .*“b” is not defined.*section 4\.18"):
        read(tmp_path, f'<grammar {RNG}><start>\n<element name="a"><ref name="b"/></element></start></grammar>')


def test_a_schema_on_the_net_is_not_fetched(tmp_path: Path) -> None:
    with pytest.raises(Failure, match="nothing is read from there"):
        read(tmp_path, f'<externalRef {RNG} href="https://example.org/s.rng"/>')


def test_a_schema_nested_very_deep_is_refused_in_a_sentence(tmp_path: Path) -> None:
    text = f"<element name='a' {RNG}>" + "<optional>" * 5000 + "<text/>" + "</optional>" * 5000 + "</element>"
    with pytest.raises(Failure, match=r"nested"):
        read(tmp_path, text)
    with pytest.raises(Failure, match=r"nested"):
        read(tmp_path, "element a { " + "(" * 5000 + "text" + ")" * 5000 + " }", "s.rnc")


DEEP = {
    "references": "start = d0\n"
    + "\n".join(f"d{n} = d{n + 1} | element e{n} {{ empty }}" for n in range(2000))
    + "\nd2000 = text",
    "groups": "element a { " + "(element b { empty }, (" * 60 + "text" + ")?)*" * 60 + " }",
    "many groups": "element a { " + "(element b { empty }, (" * 600 + "text" + ")?)*" * 600 + " }",
    "name classes": "element " + "(a | " * 3000 + "b" + ")" * 3000 + " { empty }",
    "excepted names": "element " + "* - " * 3000 + "b { empty }",
    "divisions": "div { " * 3000 + "start = text" + " }" * 3000,
    "excepted values": "element a { " + "xsd:int - " * 3000 + "xsd:int }",
    "grammars": "grammar { start = " * 3000 + "text" + " }" * 3000,
    "lists": "element a { " + "list { " * 3000 + "text" + " }" * 3001,
}


@pytest.mark.parametrize("name", DEEP)
def test_what_is_nested_too_deep_in_the_compact_syntax_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Failure, match=r"nested|section"):
        read(tmp_path, DEEP[name], "s.rnc")


def test_what_is_nested_as_deep_as_it_may_be_is_read_and_used(tmp_path: Path) -> None:
    references = "\n".join(f"d{n} = element e{n} {{ empty }} | (element f {{ empty }}, d{n + 1})" for n in range(30))
    schema = read(tmp_path, f"start = element a {{ d0 }}\n{references}\nd30 = text", "s.rnc")
    assert accepts(schema, document("<a>" + "<f/>" * 29 + "<e29/></a>"))
    assert accepts(schema, document("<a>" + "<f/>" * 30 + "x</a>"))
    nested = "(element b { empty }?, (" * 24 + "element c { empty }" + ")?)+" * 24
    schema = read(tmp_path, f"element a {{ {nested} }}", "s.rnc")
    assert accepts(schema, document("<a><b/><c/></a>"))


def test_files_in_a_long_chain(tmp_path: Path) -> None:
    for n in range(300):
        (tmp_path / f"s{n}.rnc").write_text(f'include "s{n + 1}.rnc"')
    with pytest.raises(Failure, match="in a chain of more than"):
        Schema.read(tmp_path / "s0.rnc")


def test_a_document_two_thousand_deep(tmp_path: Path) -> None:
    schema = read(tmp_path, "start = a\na = element a { a* }", "s.rnc")
    assert list(validate(schema, document("<a>" * 2000 + "</a>" * 2000))) == []
    found = list(validate(schema, document("<a>" * 1999 + "<b/>" + "</a>" * 1999)))
    assert [finding.code for finding in found] == ["unknown-element"]


def test_a_hundred_thousand_siblings_with_text_between_them(tmp_path: Path) -> None:
    schema = read(tmp_path, "element a { mixed { element b { empty }* } }", "s.rnc")
    assert list(validate(schema, document("<a>" + "<b/>x" * 100_000 + "</a>"))) == []
    assert len(list(validate(schema, document("<a>" + "<b>x</b>" * 1000 + "</a>")))) == 1000


def test_two_definitions_for_one_name_are_carried_however_deep(tmp_path: Path) -> None:
    text = "start = a | b\na = element x { a?, element l { empty } }\nb = element x { b?, element r { empty } }"
    schema = read(tmp_path, text, "s.rnc")
    depth = 200
    for end, valid in (("l", True), ("r", True)):
        assert accepts(schema, document("<x>" * depth + f"<{end}/></x>" * depth)) == valid
    assert not accepts(schema, document("<x>" * depth + "<l/></x>" * (depth - 1) + "<r/></x>"))


def test_an_expression_that_would_take_for_ever(tmp_path: Path) -> None:
    schema = read(tmp_path, 'element a { xsd:string { pattern = "(a*)*(a|aa)+b" } }', "s.rnc")
    assert not accepts(schema, document(f"<a>{'a' * 5000}</a>"))


def test_a_very_long_value(tmp_path: Path) -> None:
    schema = read(tmp_path, "element a { attribute b { xsd:NCName } }", "s.rnc")
    assert accepts(schema, document(f'<a b="{"x" * 5_000_000}"/>'))


@pytest.mark.parametrize(
    ("text", "place", "sentence"),
    [
        ("element a { b, c | d }", "1:18", "are not mixed"),
        ("start = element a {\n text", "2:6", "“}” is missing"),
        ("start = element a { xsd:nothing }", "1:21", "no datatype “nothing”"),
        ("start = element p:a { text }", "1:17", "the prefix p is not declared"),
        ("start = element a { foo }\n%", "2:1", "“%” has no place here"),
        ("start = element a { attribute b { text }, attribute b { text } }", "1:9", "asked for twice"),
    ],
)
def test_a_compact_schema_in_error_is_said_at_its_place(tmp_path: Path, text: str, place: str, sentence: str) -> None:
    with pytest.raises(Failure, match=rf"s\.rnc:{place}: .*{sentence}"):
        read(tmp_path, text, "s.rnc")

"""The compact syntax: each case names the part of its specification (RELAX NG Compact Syntax, appendix A)."""

from __future__ import annotations

from pathlib import Path

import pytest

from siglum.document import Document
from siglum.failure import Failure
from siglum.relaxng import Schema, accepts

ELEMENT = "start = element a { text }"
S = 'namespace s = "urn:s"\n'
R = 'namespace r = "http://relaxng.org/ns/structure/1.0"\n'

# what it shows, schema, documents that pass, documents that fail
RIGHT = (
    ("A.2.3 line ends", "start =\relement a {\r\n text }", ["<a>x</a>"], ["<b/>"]),
    ("A.2.4 a line end as an escape, in a string of one line", r'element a { "x\x{a}y" }', ["<a>x y</a>"], ["<a>xay</a>"]),
    ("A.2.4 several x", r'element a { "\xxx{41}" }', ["<a>A</a>"], ["<a>x</a>"]),
    ("A.2.4 zeros before", r'element a { "\x{00000041}" }', ["<a>A</a>"], ["<a/>"]),
    ("A.2.4 in a keyword", r"\x{65}lement a { text }", ["<a/>"], ["<b/>"]),
    ("A.2.4 what an escape gives begins none", r'element a { "\x{5C}x{41}" }', [r"<a>\x{41}</a>"], ["<a>A</a>"]),
    ("A.2.4 an escaped line end parts tokens and ends a comment", r"element a # c \x{a} { text }", ["<a/>"], ["<b/>"]),
    ("A.2.5 a backslash that opens no escape", r'element a { xsd:string { pattern = "\d" ~ "*" } }', ["<a>1</a>"], ["<a>x</a>"]),
    ("A.2.5 a name with a vowel sign", "element कि { text }", ["<कि/>"], ["<क/>"]),
    ("A.2.5 three quotation marks", 'element a { """x\n"y""" }', ['<a>x "y</a>'], ["<a>x</a>"]),
    ("A.1 annotationElementNotKeyword", S + 's:x [ k = "v" s:y [ "t" ~ "u" ] "w" ]\n' + ELEMENT, ["<a/>"], ["<b/>"]),
    ("A.1 … without a prefix", 'x [ ]\ndiv { \\div [ ] ' + ELEMENT + " }", ["<a/>"], ["<b/>"]),
    ("A.1 annotations", S + '## said\n[ s:x = "v" \\element [ element = "e" ] ]\nelement a { text }', ["<a/>"], ["<b/>"]),
    ("A.1 a nested annotation is of any namespace", S + R + "[ s:x [ r:text [ ] ] ] element a { text }", ["<a/>"], ["<b/>"]),
    ("A.1 followAnnotations", S + "element a >> s:x [] { (text >> s:y [ ])* >> s:z [ ] }", ["<a/>"], ["<b/>"]),
    ("A.1 single element", S + "element a { text } | element b { text } >> s:x [ ]", ["<a/>", "<b/>"], ["<c/>"]),
    ("A.1 dataExcept", 'element a { (xsd:int - ("1" | "2")) | "x" }', ["<a>3</a>", "<a>x</a>"], ["<a>2</a>"]),
    ("A.1 exceptNameClass", "element (* - a) | b { text }", ["<b/>", "<c/>"], ["<a/>"]),
    ("A.1 keywords as prefixes and names", 'namespace list = "u"\nelement list:text { attribute start { text } }', ['<text xmlns="u" start=""/>'], ["<text start=''/>"]),
    ("A.1 an address that is none", 'namespace p = "http://[::x"\nelement a { attribute p:b { text }? }', ["<a/>"], ['<a b=""/>']),
)  # fmt: skip

# what it shows, schema, place, words of the sentence
WRONG = (
    ("A.2.4 no number", r'element a { "\x{zz}" }', "1:14", "is no character"),
    ("A.2.4 not closed", r'element a { "\x{41" }', "1:14", "is no character"),
    ("A.2.4 no character", r'element a { "\x{0}" }', "1:14", "is no character"),
    ("A.2.4 half of one", r'element a { "\x{D800}" }', "1:14", "is no character"),
    ("A.2.4 beyond all", r'element a { "\x{110000}" }', "1:14", "is no character"),
    ("A.2.4 the place after escapes", '# line\n"\\x{41}" %', "2:10", "“%” has no place"),
    ("A.2.5 a character that XML has not", 'element a { "\x01" }', "1:14", "U+0001"),
    ("A.2.5 a no-break space", "element a {\u00a0text }", "1:12", "has no place"),
    ("A.1 undeclared", '[ s:x = "1" ] element a { text }', "1:3", "prefix s is not declared"),
    ("A.1 foreignAttributeName", '[ x = "1" ] element a { text }', "1:3", "no name with a prefix"),
    ("A.1 attributes first", S + '[ s:e [ ] s:x = "1" ] element a { text }', "2:15", "“[” is missing"),
    ("A.1 duplicate attributes", S + '[ s:x = "1" s:x = "2" ] element a { text }', "2:13", "given twice"),
    ("A.1 RELAX NG namespace URI", R + "[ r:x [ ] ] element a { text }", "2:3", "not in the namespace of RELAX NG"),
    ("A.1 annotation inherit", 'namespace s = inherit\n[ s:x = "1" ] element a { text }', "2:3", "inherited"),
    ("A.1 two sets of annotations", S + '[ s:x = "1" ] [ ] element a { text }', "2:15", "has no place"),
    ("A.1 annotations before a declaration", "## said\nnamespace s = 'u'\nelement a { text }", "2:1", "has no place"),
    ("A.1 followAnnotations", S + "element a { text >> s:x }", "2:25", "“[” is missing"),
    ("A.1 single element", S + "element a { text } >> s:x [ ]", "2:30", "beside the one pattern"),
    ("A.1 xml prefix", 'namespace xml = "u"\nelement a { text }', "1:11", "the prefix xml"),
    ("A.1 xml namespace URI", 'namespace q = "http://www.w3.org/XML/1998/namespace"\nelement a { text }', "1:11", "the prefix xml"),
    ("A.1 valid prefix", 'namespace xmlns = "u"\nelement a { text }', "1:11", "xmlns"),
    ("A.1 duplicate declaration", S + S + "element a { text }", "2:11", "declared twice"),
    ("A.1 xsd prefix", 'datatypes xsd = "http://example.org/"\nelement a { text }', "1:11", "xsd"),
    ("A.1 datatypes URI", 'datatypes d = "types"\nelement a { text }', "1:11", "no absolute address"),
    ("A.1 dataExcept", 'element a { xsd:int - "1" | "x" }', "1:27", "parentheses"),
    ("A.1 dataExcept repeated", 'element a { xsd:int - "1"? }', "1:26", "parentheses"),
    ("A.1 exceptNameClass", "element * - a | b { text }", "1:15", "parentheses"),
    ("A.1 param", 'element a { xsd:int { = "1" } }', "1:23", "a name is missing"),
)  # fmt: skip


@pytest.mark.parametrize(("shows", "text", "passing", "failing"), RIGHT, ids=[case[0] for case in RIGHT])
def test_schemas_in_the_compact_syntax(
    tmp_path: Path, shows: str, text: str, passing: list[str], failing: list[str]
) -> None:
    path = tmp_path / "s.rnc"
    path.write_text(text, encoding="utf-8", newline="")
    schema = Schema.read(path)
    for document in passing + failing:
        assert accepts(schema, Document.parse(document.encode(), "d.xml")) == (document in passing), (shows, document)


@pytest.mark.parametrize(("shows", "text", "place", "words"), WRONG, ids=[case[0] for case in WRONG])
def test_schemas_in_error_are_said_at_their_place(
    tmp_path: Path, shows: str, text: str, place: str, words: str
) -> None:
    path = tmp_path / "s.rnc"
    path.write_text(text, encoding="utf-8", newline="")
    with pytest.raises(Failure) as failure:
        Schema.read(path)
    assert f"s.rnc:{place}: the schema does not compile: " in str(failure.value), shows
    assert words in str(failure.value)


def test_a_value_with_a_prefix_means_what_the_schema_declares(tmp_path: Path) -> None:
    """A.1: the mappings of prefixes go into the context of each value."""
    (tmp_path / "s.rnc").write_text('namespace p = "http://[::x"\nnamespace q = "u"\nelement a { xsd:QName "q:b" }')
    schema = Schema.read(tmp_path / "s.rnc")
    assert accepts(schema, Document.parse(b'<a xmlns:o="u">o:b</a>', "d.xml"))
    assert not accepts(schema, Document.parse(b'<a xmlns:o="v">o:b</a>', "d.xml"))

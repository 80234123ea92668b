"""Every datatype of XML Schema, every facet, and the regular expressions."""

from __future__ import annotations

import pytest

from siglum.relaxng.datatypes import XSD, find, restricted
from siglum.relaxng.lexical import KINDS
from siglum.relaxng.regex import Malformed, Regex
from siglum.relaxng.wrong import Wrong

SPACES: dict[str | None, str] = {"p": "urn:p"}

# datatype: strings that belong to it, strings that do not
STRINGS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "string": ((" a\n", ""), ()),
    "normalizedString": (("a\tb", ""), ()),
    "token": ((" a  b ", ""), ()),
    "language": (("en", "de-AT", "x-klingon"), ("en_GB", "", "abcdefghi")),
    "Name": (("a:b", "_1", "ä"), ("1a", "a b", "")),
    "NCName": (("a.b-c", "é"), ("a:b", "-a", "")),
    "ID": (("a1",), ("1a", "a b")),
    "IDREF": (("a1",), ("#a1",)),
    "IDREFS": (("a b",), ("", "a 1")),
    "ENTITY": ((), ("a",)),
    "ENTITIES": ((), ("a b",)),
    "NMTOKEN": (("1a", "-:."), ("a b", "", "a/b")),
    "NMTOKENS": (("1a 2b",), ("", "a/b")),
    "boolean": (("true", "false", "1", " 0 "), ("TRUE", "yes", "")),
    "decimal": (("1", "-1.5", ".5", "+1."), ("1e3", "", ".", "INF")),
    "float": (("1", "-1.5E-3", "INF", "-INF", "NaN"), ("+INF", "inf", "", "1e")),
    "double": (("1e400", "NaN"), ("nan", "0x1")),
    "hexBinary": (("0fB7", ""), ("0fB", "0g")),
    "base64Binary": (("QUJD", "QU JD", "QQ==", ""), ("QUJ", "QR==", "Q===")),
    "anyURI": (
        ("a b", "http://example.org/#x", "", "../x?y", "#a[1]", "a?[b]", "x:?[", "mailto:a", "http://[::1]", "//u@[::1]:80/a", "http:///x", "//", "//é:b/c"),
        ("%zz", "1a:b", "a#b#c", "[", "a]b", "a/[b]", "http://[x]/", "http://[]", "//[::1", "//[::1]a", "//[::1]]", "http:", "x:#a", "://"),
    ),
    "QName": (("a", "p:a", "xml:id"), ("q:a", "p:", ":a", "")),
    "NOTATION": (("p:a",), ("q:a",)),
    "duration": (("P1Y", "-P1DT2H", "PT0.5S"), ("P", "P1YT", "1Y", "P1S", "PT1.S")),
    "dateTime": (("1937-06-11T12:30:00", "1937-06-11T24:00:00Z", "-0044-03-15T00:00:00.5+14:00"), ("1937-06-11", "1937-06-11T24:00:01", "1937-06-11T12:60:00")),
    "date": (("1937-06-11", "2000-02-29", "1937-06-11Z", "12345-01-01"), ("1937-02-29", "1900-02-29", "37-06-11", "0000-01-01", "1937-06-31", "1937-06-11+15:00")),
    "time": (("12:30:00", "24:00:00", "12:30:00.5-05:00"), ("12:30", "25:00:00", "12:30:60")),
    "gYearMonth": (("1937-06",), ("1937-13", "1937")),
    "gYear": (("1937", "-0044"), ("37", "0000", "01937")),
    "gMonthDay": (("--02-29",), ("--02-30", "02-28")),
    "gDay": (("---31",), ("---32", "--31")),
    "gMonth": (("--12",), ("--13", "12")),
    "integer": (("-1", "+01", "99999999999999999999"), ("1.0", "", "١")),
    "nonNegativeInteger": (("0", "-0"), ("-1",)),
    "positiveInteger": (("1",), ("0",)),
    "nonPositiveInteger": (("0", "-5"), ("1",)),
    "negativeInteger": (("-1",), ("0",)),
    "long": (("9223372036854775807",), ("9223372036854775808",)),
    "int": (("-2147483648",), ("2147483648",)),
    "short": (("32767",), ("32768",)),
    "byte": (("-128",), ("128",)),
    "unsignedLong": (("18446744073709551615",), ("18446744073709551616", "-1")),
    "unsignedInt": (("4294967295",), ("4294967296",)),
    "unsignedShort": (("65535",), ("65536",)),
    "unsignedByte": (("255",), ("256",)),
}  # fmt: skip


def test_every_datatype_has_its_strings() -> None:
    assert set(STRINGS) == set(KINDS)


@pytest.mark.parametrize("name", STRINGS)
def test_strings(name: str) -> None:
    datatype = find(XSD, name)
    assert datatype is not None
    right, wrong = STRINGS[name]
    assert [text for text in right if datatype.fault(text, SPACES) is not None] == []
    assert [text for text in wrong if datatype.fault(text, SPACES) is None] == []


FACETS = (
    ("string", "length", "2", ("ab",), ("a", "abc")),
    ("string", "minLength", "2", ("ab", "abc"), ("a",)),
    ("hexBinary", "maxLength", "1", ("00", ""), ("0000",)),
    ("NMTOKENS", "length", "2", ("a b",), ("a", "a b c")),
    ("string", "pattern", "[a-c]+", ("abc",), ("abd", "")),
    ("int", "minInclusive", "3", ("3", "4"), ("2",)),
    ("int", "minExclusive", "3", ("4",), ("3",)),
    ("decimal", "maxInclusive", "1.5", ("1.50", "-7"), ("1.51",)),
    ("double", "maxExclusive", "1e3", ("999",), ("1000", "NaN")),
    ("date", "minInclusive", "1937-01-01", ("1937-01-01",), ("1936-12-31",)),
    ("gYear", "maxInclusive", "1940", ("1940",), ("1941",)),
    ("duration", "maxExclusive", "P1M", ("P27D",), ("P30D",)),
    ("decimal", "totalDigits", "3", ("123", "1.23", "0123", "1.230"), ("1234", "1.234")),
    ("decimal", "fractionDigits", "1", ("1.5", "1.50"), ("1.55",)),
)


@pytest.mark.parametrize(("name", "facet", "limit", "right", "wrong"), FACETS)
def test_facets(name: str, facet: str, limit: str, right: tuple[str, ...], wrong: tuple[str, ...]) -> None:
    datatype = find(XSD, name)
    assert datatype is not None
    limited = restricted(datatype, ((facet, limit),))
    assert [text for text in right if limited.fault(text, {}) is not None] == []
    assert [text for text in wrong if limited.fault(text, {}) is None] == []


@pytest.mark.parametrize(
    ("name", "facet", "limit"),
    [("string", "minInclusive", "a"), ("int", "length", "1"), ("int", "minInclusive", "x"), ("string", "length", "-1"),
     ("string", "whiteSpace", "collapse"), ("string", "enumeration", "a"), ("string", "pattern", "[")],
)  # fmt: skip
def test_facets_that_are_wrong(name: str, facet: str, limit: str) -> None:
    datatype = find(XSD, name)
    assert datatype is not None
    with pytest.raises(Wrong):
        restricted(datatype, ((facet, limit),))


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("date", "1937-13-01", "month 13"),
        ("date", "1937-02-30", "day 30 in a month of 28 days"),
        ("date", "1937", "not a date, written 1937-06-11"),
        ("time", "12:61:00", "minute 61"),
        ("NCName", "a b", "a name has no space in it"),
        ("NCName", "1a", "a name does not begin with “1”"),
        ("byte", "200", "it is more than 127"),
    ],
)
def test_what_is_wrong_is_said(name: str, text: str, sentence: str) -> None:
    datatype = find(XSD, name)
    assert datatype is not None
    assert datatype.fault(text, {}) == sentence


EXPRESSIONS = (
    ("[a-z-[aeiou]]+", ("bcd",), ("a", "")),
    ("^a$", ("^a$",), ("a",)),
    ("a|b*", ("a", "", "bb"), ("ab",)),
    ("(ab){2,3}", ("abab", "ababab"), ("ab", "abababab")),
    ("a{0}", ("",), ("a",)),
    ("a{2,}", ("aa", "aaaa"), ("a",)),
    (r"\d+", ("12", "١٢"), ("a",)),
    (r"\i\c*", ("a:b", "_x-1"), ("1a", "-")),
    (r"\p{Lu}\P{Lu}", ("Aa",), ("AA",)),
    (r"\p{IsCyrillic}+", ("Троцкий",), ("Trotsky",)),
    (r"[^\s]", ("a",), (" ", "\n")),
    (r"[\-a\]]+", ("-a]",), ("b",)),
    (".", ("a", "𝄞"), ("\n", "\r")),
    (r"\w+", ("a1",), ("a-b", "a b")),
    ("((a?)*)*b", ("b", "aab"), ("aa",)),
    ("[a-]", ("a", "-"), ("b",)),
)


@pytest.mark.parametrize(("expression", "right", "wrong"), EXPRESSIONS)
def test_regular_expressions(expression: str, right: tuple[str, ...], wrong: tuple[str, ...]) -> None:
    regex = Regex(expression)
    assert [text for text in right if not regex.matches(text)] == []
    assert [text for text in wrong if regex.matches(text)] == []


@pytest.mark.parametrize(
    "expression",
    ["(", ")", "a**b++(", "[", "[]", "a{2,1}", "a{x}", r"\q", r"\p{Xx}", r"\p{IsNowhere}", "[z-a]", "*a", "a\\"],
)
def test_regular_expressions_that_are_none(expression: str) -> None:
    with pytest.raises(Malformed):
        Regex(expression)

"""What a schema may ask for is bounded, and the work grows with the size of what is read: steps are counted, not time."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from siglum.document import Document
from siglum.failure import Failure
from siglum.relaxng import Schema, accepts, validate
from siglum.relaxng.datatypes import XSD, find, restricted
from siglum.relaxng.regex import MOST_STEPS, Regex
from steps import calls

GRAMMAR = '<grammar xmlns="http://relaxng.org/ns/structure/1.0">'
LONG = "9" * 5000


def read(folder: Path, text: str, name: str = "s.rnc") -> Schema:
    (folder / name).write_text(text, encoding="utf-8")
    return Schema.read(folder / name)


def document(text: str) -> Document:
    return Document.parse(text.encode(), "d.xml")


# Files


@pytest.mark.parametrize(
    ("href", "sentence"),
    [
        ("http://[x", "is no address"),
        ("%00", "no file of that name"),
        ("x" * 300 + ".rng", "its name is too long"),
        ("folder", "it is a folder"),
        ("none.rng", "no such file"),
    ],
)
def test_what_cannot_be_included_is_said_where_it_is_named(tmp_path: Path, href: str, sentence: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(Failure, match=rf"s\.rng:1:\d+: .*{sentence}"):
        read(tmp_path, f'{GRAMMAR}<include href="{href}"/></grammar>', "s.rng")
    with pytest.raises(Failure, match=rf"s\.rnc:1:1: .*{sentence}"):
        read(tmp_path, f'include "{href}"')


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_is_no_schema(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.rng")
    with pytest.raises(Failure, match=r"s\.rnc:1:1: .*pipe\.rng: it is no regular file"):
        read(tmp_path, 'include "pipe.rng"')
    with pytest.raises(Failure, match="it is no regular file"):
        Schema.read(tmp_path / "pipe.rng")


@pytest.mark.parametrize("word", ["include", "externalRef"])
def test_files_that_name_the_next_one_twice(tmp_path: Path, word: str) -> None:
    twice = {
        "include": GRAMMAR + '<include href="{0}"/><include href="{0}"/></grammar>',
        "externalRef": '<choice xmlns="http://relaxng.org/ns/structure/1.0"><externalRef href="{0}"/><externalRef href="{0}"/></choice>',
    }[word]
    for n in range(40):
        (tmp_path / f"s{n}.rng").write_text(twice.format(f"s{n + 1}.rng"))
    (tmp_path / "s40.rng").write_text(f"{GRAMMAR}<start><text/></start></grammar>")
    with pytest.raises(Failure, match="more than 2,000 files"):
        Schema.read(tmp_path / "s0.rng")


def test_divisions_in_a_chain_of_files(tmp_path: Path) -> None:
    for n in range(40):
        (tmp_path / f"s{n}.rnc").write_text("div { " * 90 + f'include "s{n + 1}.rnc"' + " }" * 90)
    (tmp_path / "s40.rnc").write_text("start = element a { text }")
    with pytest.raises(Failure, match="nested more than 100 deep"):
        Schema.read(tmp_path / "s0.rnc")


# Patterns


def shared(depth: int, step: str, last: str) -> str:
    """Definitions of which each refers to the next more than once."""
    steps = [step.replace("NEXT", f"d{n + 1}").replace("N", str(n)) for n in range(depth)]
    return "start = element a { d0 }\n" + "\n".join(f"d{n} = {s}" for n, s in enumerate(steps)) + f"\nd{depth} = {last}"


def test_definitions_that_refer_to_the_next_one_twice(tmp_path: Path) -> None:
    with pytest.raises(Failure, match="more than 2,000 patterns follow one another"):
        read(tmp_path, shared(40, "NEXT, NEXT", "element b { empty }"))
    schema = read(tmp_path, shared(40, "NEXT | NEXT", "element b { empty }"))
    assert accepts(schema, document("<a><b/></a>"))
    either = "(element x { empty }?, NEXT) | (element y { empty }?, NEXT)"
    schema = read(tmp_path, shared(30, either, "element b { empty }"))
    assert accepts(schema, document("<a><x/><y/><b/></a>"))
    assert [f.code for f in validate(schema, document("<a><b/><x/></a>"))] == ["element-not-allowed"]


def test_more_ways_to_read_an_attribute_than_can_be_followed(tmp_path: Path) -> None:
    either = "(attribute xN { text }?, NEXT) | (attribute yN { text }?, NEXT)"
    schema = read(tmp_path, shared(30, either, "attribute b { text }"))
    assert not accepts(schema, document("<a/>"))
    with pytest.raises(Failure, match="too many ways to read “b” in one place"):
        list(validate(schema, document("<a b=''/>")))


@pytest.mark.parametrize("value", ["list { NEXT }", "attribute q { list { NEXT } }"])
def test_values_made_of_shared_definitions(tmp_path: Path, value: str) -> None:
    text = shared(30, '(NEXT, "x") | (NEXT, "y")', "xsd:IDREF").replace(
        "{ d0 }", "{ " + value.replace("NEXT", "d0") + " }"
    )
    schema = read(tmp_path, text)
    wrong = "<a>b x</a>" if value.startswith("list") else "<a q='b x'/>"
    assert len(list(validate(schema, document(wrong)))) == 1


@pytest.mark.parametrize("depth", [20, 45, 95, 500])
@pytest.mark.parametrize(
    "step",
    [
        "NEXT",
        "element x { empty }?, NEXT",
        "(element x { empty }, NEXT)+",
        "element xN { empty } & (element yN { empty }, NEXT)?",
    ],
)
def test_nesting_is_read_or_refused_in_a_sentence(tmp_path: Path, step: str, depth: int) -> None:
    try:
        schema = read(tmp_path, shared(depth, step, "element z { empty }"))
    except Failure as failure:
        assert depth > 20
        assert "nested more than 100 deep" in str(failure)
    else:
        assert len(list(validate(schema, document("<a><w/></a>")))) == 1


def test_a_schema_of_many_lines(tmp_path: Path) -> None:
    with pytest.raises(Failure, match=r"s\.rnc:70001:13: .*“b”"):
        read(tmp_path, "\n" * 70_000 + "element a { b }")


# Expressions


@pytest.mark.parametrize(
    ("expression", "right", "wrong"),
    [
        ("(a{1,1000}){1,1000}", "a" * 5000, "a" * 5000 + "b"),
        ("(a{2}){3}", "a" * 6, "a" * 5),
        ("(a{2,3}){2,}", "a" * 4, "a" * 3),
        ("(a{5,6}){1,3}", "a" * 12, "a" * 7),
        ("(a{3,}){0,}", "", "aa"),
        ("(a{0,2}){3}", "a" * 6, "a" * 7),
        ("(a+)*", "", "b"),
        ("a{1,100000}", "a" * 1000, ""),
        ("a{99999999999999999999}", None, "a" * 50),
        ("((a?b?){1000}){1000}", "ab" * 500, "c"),
        ("(a?){99999999999}", "a" * 50, "b"),
        ("a{0}", "", "a"),
        (".*a.{0,4000}", "a" * 3000, "b"),
        ("(x+x+)+y", "xxy", "x" * 3000),
    ],
)
def test_repetitions_are_counted(expression: str, right: str | None, wrong: str) -> None:
    regex = Regex(expression)
    assert right is None or regex.matches(right)
    assert not regex.matches(wrong)
    assert regex.steps < MOST_STEPS / 20


def test_an_expression_that_keeps_too_many_counts_open() -> None:
    regex = Regex(".*a.{4000}")
    with pytest.raises(Failure, match="too much work"):
        regex.matches("a" * 9000)
    assert regex.matches("a" + "b" * 4000)


def test_a_quantity_too_long_to_count(tmp_path: Path) -> None:
    with pytest.raises(Failure, match=r"a quantity has more than 100 digits.*section 4\.16"):
        read(tmp_path, f'element a {{ xsd:string {{ pattern = "a{{{LONG}}}" }} }}')


# Numbers

NUMBERS = (
    ("gYear", "minInclusive", LONG, (LONG, f"{LONG}0"), ("2000", f"-{LONG}")),
    ("date", "maxExclusive", f"{LONG}-01-01", ("2000-01-01", f"-{LONG}-12-31"), (f"{LONG}-01-01", f"1{LONG}-01-01")),
    ("dateTime", "minExclusive", f"2000-01-01T00:00:00.{LONG}Z", (f"2000-01-01T00:00:00.{LONG}1Z",), (f"2000-01-01T00:00:00.{LONG}Z",)),
    ("gYear", "maxInclusive", "-10000", ("-10001", "-20000"), ("-9999", "0001")),
    ("dateTime", "maxInclusive", "9999-12-31T23:00:00Z", ("10000-01-01T00:00:00+01:00",), ("10000-01-01T00:00:00Z",)),
    ("duration", "maxInclusive", f"P{LONG}Y", (f"P{LONG}Y", "P1Y", f"-P{LONG}9Y"), (f"P{LONG}Y1M", f"P{LONG}Y1D")),
    ("duration", "minInclusive", f"P{LONG}DT1.5S", (f"P{LONG}DT1.50S",), (f"P{LONG}DT1.4S",)),
    ("duration", "minExclusive", "P400Y", ("P146098D", "P4801M"), ("P146097D", "P4800M")),
    ("integer", "minInclusive", LONG, (LONG, f"1{LONG}"), (LONG[1:], f"-{LONG}")),
    ("int", "maxInclusive", "5", ("5",), (LONG,)),
    ("decimal", "maxExclusive", f"0.{LONG}", (f"0.{LONG[1:]}",), (f"0.{LONG}1",)),
    ("decimal", "fractionDigits", "30", (f"1.{'1' * 30}", f"1.{'1' * 30}000"), (f"1.{'1' * 31}",)),
    ("decimal", "totalDigits", "30", ("1" * 30,), ("1" * 31, f"1.{'1' * 30}")),
    ("decimal", "totalDigits", LONG, ("1", LONG), ()),
    ("string", "length", LONG, (), ("a",)),
    ("string", "maxLength", "0" * 5000 + "1", ("a",), ("ab",)),
)  # fmt: skip


@pytest.mark.parametrize(("name", "facet", "limit", "right", "wrong"), NUMBERS)
def test_numbers_of_any_length(
    name: str, facet: str, limit: str, right: tuple[str, ...], wrong: tuple[str, ...]
) -> None:
    datatype = find(XSD, name)
    assert datatype is not None
    limited = restricted(datatype, ((facet, limit),))
    assert [text[:40] for text in right if limited.fault(text, {}) is not None] == []
    assert [text[:40] for text in wrong if limited.fault(text, {}) is None] == []


# Twice the size, twice the work


def names(size: int) -> str:
    return "element a { (" + " | ".join(f"element b{n} {{ empty }}" for n in range(size)) + ")* }"


SIZES: dict[str, Callable[[int], str]] = {
    "a choice": names,
    "definitions": lambda n: "start = element a { d0 }\n" + "\n".join(f"d{i} = element b {{ d{i + 1} }}" for i in range(n)) + f"\nd{n} = text",
    "an interleave": lambda n: "element a { " + " & ".join(f"element b{i} {{ empty }}" for i in range(n)) + " }",
    "attributes": lambda n: "element a { " + ", ".join(f"attribute b{i} {{ text }}" for i in range(n)) + " }",
    "an interleave of groups": lambda n: "element a { " + " & ".join(f"(element b{i} {{ empty }}, element c{i} {{ text }})" for i in range(n)) + " }",
    "annotations": lambda n: "namespace s = 'u'\n[ " + "s:x [ " * n + "] " * n + "] element a { text }",
    "comments": lambda n: "# x\n## y\n\n" * n + "element a { text }",
    "escapes": lambda n: 'element a { "' + r"\x{41}" * n + '" }',
    "strings": lambda n: "element a { " + " ~ ".join(["'x'"] * n) + " }",
    "excepted names": lambda n: "element * - (" + " | ".join(f"b{i}" for i in range(n)) + ") { text }",
    "an expression": lambda n: 'element a { xsd:string { pattern = "' + "(a|b)c?" * n + '" } }',
    "a class": lambda n: 'element a { xsd:string { pattern = "[' + "".join(chr(0x4E00 + 2 * i) for i in range(n)) + ']" } }',
    "a number": lambda n: "element a { xsd:date { minInclusive = '" + "1" * (n + 4) + "-01-01' } }",
}  # fmt: skip


@pytest.mark.parametrize("name", SIZES)
def test_a_schema_of_twice_the_size_takes_no_more_than_twice_the_steps(tmp_path: Path, name: str) -> None:
    once, twice = (calls(lambda: read(tmp_path, SIZES[name](size))) for size in (300, 600))  # noqa: B023
    assert twice <= 2.2 * once


DOCUMENTS: dict[str, tuple[str, Callable[[int], str]]] = {
    "elements": (names(100), lambda n: "<a>" + "".join(f"<b{i % 100}/>" for i in range(n)) + "</a>"),
    "optional ones": (
        "element a { " + ", ".join(["element b { empty }?"] * 300) + " }", lambda n: "<a>" + "<b/>" * (n // 4) + "</a>"
    ),
    "faults on one line": (
        "element a { element b { attribute n { xsd:int }? }* }",
        lambda n: "<a>" + "".join(f"<b n='x{i}'/><c/>" for i in range(n // 2)) + "</a>",
    ),
    "words": ("element a { list { xsd:int* } }", lambda n: "<a>" + " 12" * n + "</a>"),
    "a counted value": (
        'element a { xsd:string { pattern = "(a{1,1000}){1,1000}" } }', lambda n: f"<a>{'a' * n}</a>"
    ),
    "a long year": ("element a { xsd:gYear }", lambda n: f"<a>{'1' * n}</a>"),
}  # fmt: skip


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_of_twice_the_size_takes_no_more_than_twice_the_steps(tmp_path: Path, name: str) -> None:
    text, make = DOCUMENTS[name]
    counted = []
    for size in (500, 1000):
        schema, held = read(tmp_path, text), document(make(size))
        counted.append(calls(lambda: list(validate(schema, held))))  # noqa: B023
    assert counted[1] <= 2.2 * counted[0] + 1000

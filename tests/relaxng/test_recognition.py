"""The recogniser says of no document that it is valid of which the walk, or the parser, finds a fault."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from conftest import TEI_ALL
from relaxng.test_mutants import FILES, OWN, mutants
from siglum.checking import Options, check
from siglum.document import Document, Refused, is_well_formed
from siglum.relaxng import Schema, recognition, validate
from siglum.report import Checked, json

CORPORA = TEI_ALL.parents[1] / "corpora"
COUNT = int(os.environ.get("SIGLUM_MUTANTS", "100"))
"""How many mutants are tried: SIGLUM_MUTANTS=3000 makes it thorough."""
LETTER = """
start = element letter { attribute xml:id { xsd:ID }?, element head { text }?, (p | gi | pair)+ }
p = element p { attribute n { xsd:int }?, attribute ref { xsd:IDREFS }?, attribute xml:id { xsd:ID }?, mixed { x* } }
x = element x { (attribute is { "one" | "two" } | attribute is { xsd:int }), empty }
gi = element gi { xsd:NCName }
pair = element pair { attribute a { "yes" }, p?, element b { empty }? }
"""


@cache
def schema(path: Path) -> Schema:
    return Schema.read(path)


@pytest.fixture
def letter(tmp_path: Path) -> Schema:
    path = tmp_path / "letter.rnc"
    path.write_text(LETTER, "utf-8")
    return Schema.read(path)


def recognised(schema: Schema, data: bytes) -> bool:
    return is_well_formed(data) and schema.recogniser.accepts(data)


def faulty(schema: Schema, data: bytes) -> bool:
    try:
        return bool(list(validate(schema, Document.parse(data, "document.xml"))))
    except Refused:
        return True


RECOGNISED = {
    "the example": '<letter><p n="1">Dear all,</p></letter>',
    "a declaration": '<?xml version="1.0" encoding="utf-8"?>\n<!-- c --><?pi?><letter><p/></letter>\n<!-- c -->',
    "blanks": "<letter >\n <p\n n = '1' >\n</p >\n</letter >\n",
    "one of two kinds": '<letter><p><x is="one"/><x is="12"/> and <x is="two"/></p></letter>',
    "references": '<letter xml:id="&#97;"><p ref="a b"/><p xml:id="b" n="&#49;"/></letter>',
    "data": "<letter><gi>name</gi><gi >na<!-- c -->me</gi></letter>",
    "a comment in text": "<letter><p>one <!-- two --> <?three?></p></letter>",
    "a prefix": '<letter xmlns:a="urn:a"><p xmlns:b="urn:b" xmlns=""><x is="1"/></p></letter>',
    "the same declared again": '<letter xmlns:a="urn:a"><p xmlns:a="urn:a" n="1"/><p xmlns:a="urn:a" n="2"/></letter>',
    "the prefix xml declared": '<letter xmlns:xml="http://www.w3.org/XML/1998/namespace" xml:id="a"><p/></letter>',
}


@pytest.mark.parametrize("case", RECOGNISED)
def test_what_is_recognised(case: str, letter: Schema) -> None:
    data = RECOGNISED[case].encode()
    assert recognised(letter, data) and not faulty(letter, data)
    assert recognised(letter, data), "a second time, from what is remembered"


WRONG = {
    "no end": "<letter><p></letter>",
    "nothing in it": "<letter/>",
    "an element too few": "<letter><head>a</head></letter>",
    "text": "<letter>a<p/></letter>",
    "text after an empty element": "<letter><p/>a</letter>",
    "text after an end tag": "<letter><p></p>a</letter>",
    "text in CDATA": "<letter><![CDATA[a]]><p/></letter>",
    "text beside an instruction": "<letter><p/><?a?>a</letter>",
    "an unknown element": "<letter><q/></letter>",
    "another namespace": '<letter xmlns="urn:a"><p/></letter>',
    "another namespace inside": '<letter><p/><p xmlns="urn:a"/></letter>',
    "a prefix that is another then": '<a:letter xmlns:a=""><a:p/></a:letter>',
    "a value": '<letter><p n="1"/><p n="one"/></letter>',
    "a value of neither kind": '<letter><p><x is="one"/><x is="three"/></p></letter>',
    "no attribute": "<letter><pair/></letter>",
    "an attribute twice": '<letter><p n="1" n="1"/></letter>',
    "an id twice": '<letter><p xml:id="a"/><p xml:id="b"/><p xml:id="a"/></letter>',
    "an id twice, in tags alike": '<letter><p xml:id="a"/><p xml:id="a"/></letter>',
    "a reference to nothing": '<letter><p xml:id="a"/><p ref="a b"/></letter>',
    "no data": "<letter><gi/></letter>",
    "other data": "<letter><gi>na me</gi></letter>",
    "data with a reference": "<letter><gi>n&#32;a</gi></letter>",
    "an element in data": "<letter><gi>a<p/></gi></letter>",
    "an undeclared entity": "<letter><p>&a;</p></letter>",
    "a control character": "<letter><p>\x01</p></letter>",
    "an encoding that it has not": '<?xml version="1.0" encoding="utf-16"?><letter><p/></letter>',
    "another version": '<?xml version="2.0"?><letter><p/></letter>',
    "an address that is none": '<letter xmlns:a="a b:c"><p/></letter>',
    "too deep": "<letter>" + "<p>" * 3000 + "</p>" * 3000 + "</letter>",
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_doubted(case: str, letter: Schema) -> None:
    data = WRONG[case].encode()
    assert faulty(letter, data)
    for _ in range(2):
        assert not recognised(letter, data)


def test_what_is_not_understood_is_doubted(tmp_path: Path) -> None:
    path = tmp_path / "s.rnc"
    path.write_text("element a { attribute b { text }?, text }", "utf-8")
    read = Schema.read(path)
    for text in (
        '<a b="c>d"/>',
        "<!DOCTYPE a><a/>",
        "<a><![CDATA[b]]></a>",
        '<?xml version="1.0" encoding="latin-1"?><a/>',
    ):
        assert not recognised(read, text.encode()), text
        assert not faulty(read, text.encode()), text


@pytest.mark.parametrize("beside", ["", "<a></a>"])
def test_elements_nested_deeper_than_trees_are_doubted(beside: str, tmp_path: Path) -> None:
    path = tmp_path / "s.rnc"
    path.write_text("start = a\na = element a { a* }", "utf-8")
    read = Schema.read(path)
    high, deep = ((beside + "<a>" * n + "</a>" * n).join(("<a>", "</a>")).encode() for n in (1500, 2100))
    assert not faulty(read, high) and recognised(read, high)
    assert faulty(read, deep) and not recognised(read, deep)


def test_what_a_value_means_may_hang_on_the_namespaces(tmp_path: Path) -> None:
    path = tmp_path / "s.rnc"
    path.write_text(
        'datatypes xsd = "http://www.w3.org/2001/XMLSchema-datatypes"\nelement a { element b { attribute c { xsd:QName } }* }',
        "utf-8",
    )
    read = Schema.read(path)
    good, bad = '<a xmlns:d="urn:d"><b c="d:e"/></a>', '<a><b c="d:e"/></a>'
    assert [recognised(read, text.encode()) for text in (good, bad, good, bad)] == [True, False, True, False]
    assert not faulty(read, good.encode()) and faulty(read, bad.encode())


def test_what_is_remembered_is_bounded(letter: Schema, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "_MOST_REMEMBERED", 50)
    for n in range(100):
        data = f'<letter><p n="{n}">a</p><p n="{n}"/></letter>'.encode()
        assert recognised(letter, data)
        assert letter.recogniser.remembered <= 51
    many = "".join(f'<p n="{n}">a</p>' for n in range(500))
    assert recognised(letter, f"<letter>{many}</letter>".encode())
    assert letter.recogniser.remembered <= 51


# Real documents, and what chance makes of them

SNIPPETS = (
    b"<p>", b"</p>", b"<lb/>", b"&#32;", b"&amp;", b">", b"<!-- > -->", b"<![CDATA[ ]]>", b' n="1"', b' xmlns=""', b" ",
    b' xml:id="a"', b"<?siglum a?>", b"<gi>p</gi>", b"<gi>a b</gi>", b"x", b"<!--", b"-->", b"\x00", b"\xff", b"\xc3\xa9",
    b' xmlns:a="urn:a"', b"<a:b/>", b'"', b"'", b"=", b"\r\n", b' type=">"', b"<ref target='#a'/>",
)  # fmt: skip


def damaged(count: int, seed: int, sources: list[bytes]) -> Iterator[bytes]:
    """Copies in which something is inserted, removed, doubled or moved, mostly where markup begins or ends."""
    chance = random.Random(seed)
    for _ in range(count):
        data = chance.choice(sources)
        places = [match.start() + chance.randrange(2) for match in re.finditer(rb"[<>\"=]", data)]
        for _ in range(chance.choice((1, 1, 2))):
            start, end = sorted(chance.sample(places, 2))
            end = min(end, start + chance.choice((0, 0, 1, 30, 300)))
            put = chance.choice((b"", chance.choice(SNIPPETS), data[start:end] * 2))
            data = data[:start] + put + data[end:]
        yield data


def sources() -> list[bytes]:
    paths = [*FILES, *sorted(CORPORA.rglob("*.xml"))] if TEI_ALL.is_file() else FILES
    return [path.read_bytes() for path in paths]


KINDS: dict[str, Callable[[Schema], Iterator[bytes]]] = {
    "whole": lambda _: iter(sources()),
    "bytes": lambda _: damaged(COUNT, 1937, [data for data in sources() if len(data) < 60_000]),
    "trees": lambda schema: mutants(
        COUNT, 1938, sorted(name.rpartition("}")[2] for name in schema.named if "tei-c.org" in name)
    ),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("path", [OWN, TEI_ALL], ids=["own schema", "all of TEI"])
def test_no_fault_is_passed_over(path: Path, kind: str) -> None:
    if not path.is_file():
        pytest.skip(f"{path.name} is not there")
    held_to = schema(path)
    verdicts = set()
    for data in KINDS[kind](held_to):
        said, wrong = recognised(held_to, data), faulty(held_to, data)
        assert not (said and wrong), data.decode("utf-8", "replace")[:3000]
        special = any(sign in data for sign in (b"<!DOCTYPE", b"<![CDATA[", b"encoding=")) or re.search(
            rb"=[^<]*>[^<]*[\"']", data
        )
        assert said or wrong or special, data.decode("utf-8", "replace")[:3000]
        verdicts.add(said)
    assert True in verdicts and (False in verdicts or kind == "whole")  # whole files may all be valid


def test_the_report_is_the_same_without_the_recogniser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for n, data in enumerate(damaged(40, 3, [path.read_bytes() for path in FILES[1:]])):
        (tmp_path / f"{n:03}.xml").write_bytes(data)
    monkeypatch.chdir(tmp_path)
    options = Options(schemas=(str(OWN),), stations=("relaxng", "integrity"), jobs=1)
    with_it = check(["."], options)
    monkeypatch.setattr(recognition.Recogniser, "accepts", lambda *_: False)
    without = check(["."], options)
    seen = [json.render(Checked(one.findings, one.files, one.failures)) for one in (with_it, without)]
    assert seen[0] == seen[1]
    assert (with_it.failures, with_it.notices) == (without.failures, without.notices)


def test_no_tree_is_made_of_what_is_recognised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.xml").write_bytes(FILES[1].read_bytes())

    def refuse(*_: object) -> Document:
        raise AssertionError("a tree was made")

    monkeypatch.setattr(Document, "parse", refuse)
    outcome = check([str(tmp_path / "a.xml")], Options(schemas=(str(OWN),), stations=("relaxng",)))
    assert (outcome.files, outcome.findings, outcome.failures) == (1, [], [])


def test_of_many_that_are_wrong_few_more_are_asked_about(letter: Schema) -> None:
    recogniser = letter.recogniser
    asked = []
    for n in range(80):
        asked.append(recogniser.is_worth_asking())
        if asked[-1]:
            assert recogniser.accepts(b"<letter/>" if n < 40 else b"<letter><p/></letter>") == (n >= 40)
    assert asked[:8] == [True] * 8
    assert sum(asked[8:40]) in (3, 4)
    assert asked[47:] == [True] * 33

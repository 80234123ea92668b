"""The fuzzer itself: it sees each promise broken, makes the same inputs again, and makes bad ones small."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest

from fuzz import apart, invariants, judge
from fuzz.cases import GROWING, Case, case
from fuzz.minimise import minimised
from fuzz.seeds import KINDS, OWN
from siglum.checking import Options, Outcome
from siglum.diagnostic import Diagnostic, Edit, Fix, Position, Span
from siglum.failure import fault
from siglum.session import Session

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="copies of a process with limits are made on Linux")
ONE = Case(
    "rnc",
    "one",
    {"s.rnc": b"element a { empty }", "a.xml": b"<a/>"},
    "a.xml",
    ("a.xml",),
    Options(("s.rnc",), stations=("relaxng",)),
)


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A folder in which what was read of a schema may be kept."""
    with tempfile.TemporaryDirectory(prefix=invariants.HOME) as folder:
        monkeypatch.setenv("XDG_CACHE_HOME", folder)
        yield


def seen(
    monkeypatch: pytest.MonkeyPatch, check: Callable[..., Outcome], patience: float = 60.0, tried: Case = ONE
) -> list[str]:
    """The names of the invariants that were broken, with something else in the place of the check."""
    monkeypatch.setattr(invariants, "check", check)
    return [broken.invariant for broken in apart.one(tried, Session(), patience).broken]


def found(start: int, end: int, fix: Fix | None = None) -> Callable[..., Outcome]:
    span = Span(Position(1, start + 1, start), Position(1, end + 1, end))
    return lambda *_: Outcome([Diagnostic("ill-formed", "m", "a.xml", span, fix=fix)], 1)


def test_nothing_is_broken_where_all_is_well() -> None:
    answer = apart.one(ONE, Session())
    assert (answer.broken, answer.status, answer.valid) == ([], 0, True)


def test_each_promise_that_is_broken_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def raises(*_: object) -> NoReturn:
        raise KeyError("x")

    def says(*sentences: str) -> Callable[..., Outcome]:
        return lambda *_: Outcome(failures=list(sentences))

    def fills(*_: object) -> Outcome:
        return Outcome(failures=[str(len(bytearray(8_000_000_000)))])

    def writes(*_: object) -> Outcome:
        Path("../stolen").write_text("x", "utf-8")
        return Outcome()

    def waits(*_: object) -> Outcome:
        time.sleep(600)
        return Outcome()

    def talks(*_: object) -> Outcome:
        os.write(2, b"warning\n")
        return Outcome()

    assert seen(monkeypatch, raises) == ["traceback"]
    assert seen(monkeypatch, talks) == ["traceback"]
    assert seen(monkeypatch, says(fault("a.xml: ", KeyError("x")))) == ["traceback"]
    assert seen(monkeypatch, says("a", " ")) == ["sentence"]
    assert seen(monkeypatch, says("x" * 20_000)) == ["sentence"]
    assert seen(monkeypatch, fills) == ["memory"]
    assert seen(monkeypatch, writes) == ["written"]
    assert seen(monkeypatch, lambda *_: os._exit(3)) == ["ended"]
    assert seen(monkeypatch, waits, 0.3) == ["ended"]
    assert seen(monkeypatch, found(2, 9)) == ["place"]
    assert seen(monkeypatch, found(3, 2)) == ["place"]
    assert seen(monkeypatch, found(1, 2, Fix("f", (Edit(1, 2, "<"),)))) == ["fix"]
    assert seen(monkeypatch, found(1, 2, Fix("f", (Edit(1, 2, "b"),)))) == []


def test_what_steers_a_terminal_is_seen() -> None:
    assert [broken.invariant for broken in invariants.printed("one\n\x1b[2Jtwo")] == ["sentence"]
    assert list(invariants.printed("one\n\ttwo “é”")) == []


def test_work_that_grows_faster_than_its_input_is_too_slow() -> None:
    assert invariants.too_slow([15_000, 60_000], [0.2, 3.2])
    assert not invariants.too_slow([15_000, 60_000], [0.4, 2.0])
    assert not invariants.too_slow([15_000, 60_000], [0.001, 0.9])


@pytest.mark.skipif(shutil.which("jing") is None, reason="jing is not installed")
def test_another_verdict_than_that_of_jing_is_seen(tmp_path: Path) -> None:
    ONE.write(tmp_path)
    answer = apart.one(ONE, Session())
    assert judge.differing(judge.schema(ONE, tmp_path), ONE, answer) is None
    answer.valid = False
    assert judge.differing(judge.schema(ONE, tmp_path), ONE, answer) is not None
    assert judge.differing(judge.schema(ONE, tmp_path), ONE.with_bytes(b'<a when="4294967296-12-01"/>'), answer) is None
    wrong = ONE.with_bytes(b"<b/>")
    wrong.write(tmp_path)
    assert judge.schema(wrong, tmp_path) is False
    assert judge.documents(OWN, [tmp_path / "a.xml"]) == {tmp_path / "a.xml": False}


@pytest.mark.skipif(shutil.which("jing") is None, reason="jing is not installed")
@pytest.mark.parametrize("schema", [b"text", b"element a { empty }+", b"element a { empty } | element b { empty }+"])
def test_a_schema_that_jing_refuses_without_a_place_is_incorrect(schema: bytes, tmp_path: Path) -> None:
    refused = replace(ONE, files={**ONE.files, "s.rnc": schema})
    refused.write(tmp_path)
    assert judge.schema(refused, tmp_path) == "incorrect"
    assert judge.differing("incorrect", refused, apart.one(refused, Session())) is None


@pytest.mark.skipif(shutil.which("jing") is None, reason="jing is not installed")
@pytest.mark.parametrize(
    ("more", "verdict"), [("", None), (" element b { empty },", None), (" text, text ~", "incorrect")]
)
def test_a_value_that_is_none_of_its_datatype_is_told_apart(more: str, verdict: str | None, tmp_path: Path) -> None:
    schema = f"element a {{{more} attribute b {{ xsd:int 'x' }} }}"
    odd = replace(ONE, files={**ONE.files, "s.rnc": schema.encode()})
    odd.write(tmp_path)
    assert judge.schema(odd, tmp_path) == verdict


@pytest.mark.skipif(shutil.which("jing") is None, reason="jing is not installed")
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("name", ["𐌰", "&#128165;", "&#x1F4A5;"])
def test_a_name_that_only_the_fifth_edition_of_xml_has_is_told_apart(name: str, encoding: str, tmp_path: Path) -> None:
    files = {"s.rnc": b"element a { attribute b { xsd:NCName } }", "a.xml": f"<a b='{name}'/>".encode(encoding)}
    named = replace(ONE, files=files)
    named.write(tmp_path)
    answer = apart.one(named, Session())
    assert (judge.schema(named, tmp_path), answer.valid) == (False, True)
    assert judge.differing(False, named, answer) is None
    answer.valid = False
    assert judge.differing(True, named, answer) is not None


@pytest.mark.skipif(shutil.which("jing") is None, reason="jing is not installed")
@pytest.mark.parametrize("addresses", ["http://", "http:// a", "a http://&#9;"])
def test_an_address_without_a_host_that_jing_refuses_is_told_apart(addresses: str, tmp_path: Path) -> None:
    schema = b"element a { attribute b { list { xsd:anyURI+ } } }"
    given = replace(ONE, files={"s.rnc": schema, "a.xml": f'<a b="{addresses}"/>'.encode()})
    given.write(tmp_path)
    answer = apart.one(given, Session())
    assert (judge.schema(given, tmp_path), answer.valid) == (False, True)
    assert judge.differing(False, given, answer) is None


@pytest.mark.skipif(shutil.which("jing") is None, reason="jing is not installed")
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("character", ["\ufeff", "\xad", "\u0600", "&#xAD;", "&#133;", "\U000e0001"])
def test_a_category_that_jing_leaves_out_is_told_apart(character: str, encoding: str, tmp_path: Path) -> None:
    schema = rb"element a { xsd:string { pattern = '[^\p{C}\p{Z}]+' } }"
    formatted = replace(ONE, files={"s.rnc": schema, "a.xml": f"<a>{character}</a>".encode(encoding)})
    formatted.write(tmp_path)
    answer = apart.one(formatted, Session())
    assert answer.valid is False
    assert judge.differing(judge.schema(formatted, tmp_path), formatted, answer) is None


@pytest.mark.skipif(shutil.which("jing") is None, reason="jing is not installed")
@pytest.mark.parametrize("escape", [b"\\x{0}", b"\\xx{000}"])
def test_an_escape_that_jing_takes_for_the_end_of_a_line_is_told_apart(escape: bytes, tmp_path: Path) -> None:
    schema = replace(ONE, files={**ONE.files, "s.rnc": b"element a { empty }" + escape})
    schema.write(tmp_path)
    answer = apart.one(schema, Session())
    assert judge.schema(schema, tmp_path) is True and "is no character" in answer.sentences[0]
    assert judge.differing(True, schema, answer) is None
    other = replace(schema, files={**ONE.files, "s.rnc": b"element a { empty }\\x{1}"})
    assert judge.differing(True, other, apart.one(other, Session())) is not None


@pytest.mark.parametrize("kind", [*KINDS, GROWING])
def test_an_input_can_be_made_again(kind: str) -> None:
    for number in range(10):
        assert case(7, kind, number) == case(7, kind, number)
    assert len({repr(case(7, kind, number).files) for number in range(10)}) > 5


@pytest.mark.parametrize("kind", ["rng", "rnc", "toml"])
def test_some_inputs_break_nothing(kind: str, tmp_path: Path) -> None:
    cases = [case(1937, kind, number) for number in range(60)]
    answers = list(apart.run(cases, tmp_path, Session()))
    assert [(each.name, answer.broken) for each, answer in answers if answer.broken] == []
    assert {answer.status for _, answer in answers} >= {1, 2}


def test_a_bad_input_is_made_small() -> None:
    assert (
        minimised(b"abc" * 50 + b"<x>" + b"def" * 50 + b"<y>", lambda data: b"<x>" in data and b"y" in data) == b"<x>y"
    )

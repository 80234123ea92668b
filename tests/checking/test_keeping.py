"""What is kept between runs is believed where it is whole, of the same content, and the user's own; else it is made again."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from siglum import keeping
from siglum.checking import Options, check
from siglum.keeping import Cache
from siglum.relaxng import Schema, rows
from siglum.session import Session

GRAMMAR = '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><include href="part.rng"/></grammar>'
PART = (
    '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><element name="{}"><text/></element></start></grammar>'
)
EVERYTHING = """
start = element a { attribute b { xsd:int { minInclusive = "1" maxInclusive = "9" } | "none" | list { xsd:NCName+ } }?,
  attribute * - (b | n:*) { text }*, (c & d & e*) }
namespace n = "urn:n"
c = element n:* - n:no { attribute id { xsd:ID }, c* }
d = element d | f { xsd:string - "x" }
e = element e { mixed { c? } | element g { empty }+ }
"""
DOCUMENTS = (
    '<a b="7"><c xmlns="urn:n" id="i"/><d>y</d></a>', '<a b="none"><f>y</f><n:c xmlns:n="urn:n" id="i"/></a>',
    '<a b="p q" z="1"><d>y</d><n:c xmlns:n="urn:n" id="i"><n:c id="j"/></n:c><e>t</e></a>',
    '<a b="10"><c xmlns="urn:n" id="i"/><d>y</d></a>', '<a><no xmlns="urn:n" id="i"/><d>y</d></a>',
    '<a><c xmlns="urn:n" id="i"/><d>x</d></a>', '<a><c xmlns="urn:n" id="i"><c id="i"/></c><d>y</d></a>', "<a/>",
    '<a><c xmlns="urn:n" id="i"/><d>y</d><e><g/><g/></e></a>', '<a><c xmlns="urn:n" id="i"/><d>y</d><e>t<g/></e></a>',
)  # fmt: skip


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("siglum.session._TICK", 0)  # nobody writes while a file is read
    write("s.rng", GRAMMAR)
    write("part.rng", PART.format("a"))
    write("a.xml", "<a/>")
    write("b.xml", "<b/>")
    return tmp_path


def write(name: str, text: str) -> None:
    Path(name).write_text(text, "utf-8")
    os.utime(name, ns=(1_000_000_000, 1_000_000_000))


def messages(name: str, *, jobs: int = 1) -> list[str]:
    """What a run of its own says."""
    outcome = check([name], Options(schemas=("s.rng",), stations=("relaxng",), jobs=jobs))
    assert outcome.failures == []
    return [finding.message for finding in outcome.findings]


def entries() -> list[Path]:
    return sorted(Path("home/siglum/relaxng").iterdir())


def test_a_recogniser_says_the_same_when_it_was_kept() -> None:
    write(
        "e.rnc",
        'datatypes xsd = "http://www.w3.org/2001/XMLSchema-datatypes"\nnamespace n = "urn:n"\n'
        + EVERYTHING.replace('namespace n = "urn:n"\n', ""),
    )
    first = Schema.read("e.rnc").recogniser
    text = rows.packed(first)
    assert text is not None
    second = rows.unpacked(text)
    assert second is not None
    verdicts = [recogniser.accepts(document.encode()) for recogniser in (first, second) for document in DOCUMENTS]
    assert verdicts[: len(DOCUMENTS)] == verdicts[len(DOCUMENTS) :]
    assert verdicts[: len(DOCUMENTS)] == [True] * 3 + [False] * 5 + [True, False]
    assert rows.packed(second) == text


def test_a_schema_is_read_once_and_then_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    assert messages("a.xml") == []
    assert len(entries()) == 1
    with monkeypatch.context() as without:
        without.setattr(Schema, "read", None)
        assert messages("a.xml") == []
    assert messages("b.xml") == ["the schema knows no element <b>"]


@pytest.mark.parametrize("name", ["s.rng", "part.rng"])
def test_a_schema_is_read_again_when_a_file_of_it_has_changed(name: str) -> None:
    assert messages("a.xml") == []
    write(name, PART.format("b"))
    assert messages("b.xml") == []
    assert messages("a.xml") == ["the schema knows no element <a>"]
    assert len(entries()) == 1


def test_what_another_version_has_kept_counts_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert messages("a.xml") == []
    monkeypatch.setattr("siglum.session.toolkit", lambda: "another")
    assert messages("a.xml") == []
    assert len(entries()) == 2


DAMAGE: dict[str, Callable[[str], str]] = {
    "half": lambda whole: whole[: len(whole) // 2],
    "another byte": lambda whole: whole.replace('"a"', '"b"'),
    "nothing": lambda _: "",
}
OTHER: dict[str, Callable[[str], str]] = {
    "other data": lambda files: files + '\n[["gi"],1,[],[["element"]]]',
    "no data": lambda files: files + "\nimport os",
    "a row that speaks of a later one": lambda files: files + '\n[[],3,[],[["group",true,[9,9]]]]',
    "no list of files": lambda _: "3\n4",
}
"""What an entry may hold that is whole, and none of ours."""


@pytest.mark.parametrize("case", [*DAMAGE, *OTHER])
def test_what_is_damaged_or_no_entry_is_made_again(case: str) -> None:
    assert messages("a.xml") == []
    (entry,) = entries()
    whole = entry.read_text("utf-8")
    if case in OTHER:
        entry.write_bytes(keeping.sealed(entry.name, OTHER[case](whole.split("\n")[1]).encode()))
    else:
        entry.write_text(DAMAGE[case](whole), "utf-8")
    assert messages("a.xml") == []
    assert messages("b.xml") == ["the schema knows no element <b>"]
    assert entry.read_text("utf-8") == whole


def test_an_entry_under_another_name_is_none() -> None:
    cache = Cache.of()
    cache.keep("relaxng", "one", "text")
    assert cache.recall("relaxng", "one") == "text"
    (entry,) = entries()
    entry.rename(entry.with_name("other"))
    assert cache.recall("relaxng", "other") is None


def test_the_folder_is_the_users_alone() -> None:
    messages("a.xml")
    assert {path.stat().st_mode & 0o777 for path in (Path("home/siglum"), Path("home/siglum/relaxng"))} == {0o700}


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="this system knows no owners of files")
def test_what_others_may_write_into_counts_for_nothing() -> None:
    messages("a.xml")
    Path("home/siglum").chmod(0o777)
    cache = Cache.of()
    assert cache.place("relaxng") is None
    assert cache.recall("relaxng", entries()[0].name) is None
    cache.keep("relaxng", "new", "text")
    assert len(entries()) == 1
    assert messages("b.xml") == ["the schema knows no element <b>"]


def test_where_nothing_can_be_kept_all_is_as_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("file").write_text("")
    for home in ("", "relative", "/dev/null", str(Path("file").resolve())):
        monkeypatch.setenv("XDG_CACHE_HOME", home)
        monkeypatch.delenv("HOME", raising=False)
        assert messages("a.xml") == []


def test_nothing_is_kept_where_that_is_asked() -> None:
    check(["a.xml"], Options(schemas=("s.rng",), stations=("relaxng",), cache=False))
    assert not Path("home").exists()


def test_a_folder_of_ones_own() -> None:
    check(["a.xml"], Options(schemas=("s.rng",), stations=("relaxng",), kept_in="here"))
    assert not Path("home").exists()
    assert len(list(Path("here/relaxng").iterdir())) == 1


def test_a_schema_that_fails_fails_again() -> None:
    write("part.rng", "<grammar")
    for _ in range(2):
        outcome = check(["a.xml"], Options(schemas=("s.rng",), stations=("relaxng",)))
        assert len(outcome.failures) == 1 and "part.rng" in outcome.failures[0]
    assert not Path("home/siglum/relaxng").exists() or entries() == []


def test_a_session_reads_a_schema_once_for_both(monkeypatch: pytest.MonkeyPatch) -> None:
    with Session() as session:
        assert session.recogniser(Path("s.rng")) is session.schema(Path("s.rng")).recogniser


def test_the_tools_version_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    keeping.toolkit.cache_clear()
    first = keeping.toolkit()
    monkeypatch.setattr(keeping, "__version__", "99")
    keeping.toolkit.cache_clear()
    assert keeping.toolkit() != first
    keeping.toolkit.cache_clear()


def test_an_entry_is_plain_json() -> None:
    messages("a.xml")
    seal, files, rows = entries()[0].read_text("utf-8").split("\n")
    assert len(seal) == 64
    assert [Path(path).name for path, _ in json.loads(files)] == ["s.rng", "part.rng"]
    assert json.loads(rows)[0] == []

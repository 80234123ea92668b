"""What is read once is read again when anything that it was read from has changed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from siglum.catalog import NAMESPACE
from siglum.checking import Options, check
from siglum.document import Document
from siglum.failure import Failure
from siglum.odd import Sources
from siglum.relaxng import Schema
from siglum.serve.watch import Watch
from siglum.session import Session, spelled

GRAMMAR = '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><include href="{}"/></grammar>'
INCLUDED = (
    '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><element name="{}"><text/></element></start></grammar>'
)
RULES = '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2"><{0} href="part.sch"/></schema>'
PART = {
    "include": '<pattern xmlns="http://purl.oclc.org/dsdl/schematron"><rule context="/*"><assert test="{0}()">{0}</assert></rule></pattern>',
    "extends": '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern><rule context="/*"><assert test="{0}()">{0}</assert></rule></pattern></schema>',
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "kept"))
    monkeypatch.setattr("siglum.session._TICK", 0)  # nobody writes while a file is read
    return tmp_path


@pytest.fixture
def session() -> Iterator[Session]:
    with Session() as session:
        yield session


def write(name: str, content: str, *, old: bool = True) -> None:
    """A file that was written long ago, so that its stamp alone can be trusted; or just now."""
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(content, "utf-8")
    if old:
        os.utime(name, ns=(1_000_000_000, 1_000_000_000))


def messages(session: Session, *stations: str) -> list[str]:
    outcome = check(["a.xml"], Options(stations=stations, schemas=("s.rng",), rules=("s.sch",)), session)
    assert outcome.failures == []
    return [finding.message for finding in outcome.findings]


@pytest.mark.parametrize("included", ["part.rng", "below/part.rng"])
def test_a_change_of_an_included_grammar_is_seen(included: str, session: Session) -> None:
    write("a.xml", "<a/>")
    write("s.rng", GRAMMAR.format(included))
    write(included, INCLUDED.format("a"))
    assert messages(session, "relaxng") == []
    write(included, INCLUDED.format("b"))
    assert messages(session, "relaxng") == ["the schema knows no element <a>"]


def test_a_change_of_a_file_that_an_external_reference_names_is_seen(session: Session) -> None:
    write("a.xml", "<a/>")
    write("s.rng", '<externalRef xmlns="http://relaxng.org/ns/structure/1.0" href="part.rng"/>')
    write("part.rng", INCLUDED.format("b"))
    assert messages(session, "relaxng") == ["the schema knows no element <a>"]
    write("part.rng", INCLUDED.format("a"))
    assert messages(session, "relaxng") == []


@pytest.mark.parametrize("way", PART)
def test_a_change_of_an_included_rule_is_seen(way: str, session: Session) -> None:
    write("a.xml", "<a/>")
    write("s.sch", RULES.format(way))
    write("part.sch", PART[way].format("true"))
    assert messages(session, "schematron") == []
    write("part.sch", PART[way].format("false"))
    assert messages(session, "schematron") == ["false"]


def test_what_could_not_be_read_is_read_as_soon_as_it_can_be(session: Session) -> None:
    write("a.xml", "<a/>")
    write("s.rng", GRAMMAR.format("part.rng"))
    outcome = check(["a.xml"], Options(stations=("relaxng",), schemas=("s.rng",)), session)
    assert len(outcome.failures) == 1
    write("part.rng", INCLUDED.format("a"))
    assert messages(session, "relaxng") == []


def test_a_file_that_two_paths_lead_to_is_read_once(session: Session) -> None:
    write("s.rng", INCLUDED.format("a"))
    for name in ("one/two", "three"):
        Path(name).mkdir(parents=True)
    Path("link.rng").symlink_to("s.rng")
    paths = [
        Path("s.rng"),
        Path("one/../s.rng"),
        Path("one/two/../../s.rng"),
        Path("link.rng"),
        Path("s.rng").resolve(),
    ]
    assert len({id(session.schema(path)) for path in paths}) == 1
    assert {spelled(path) for path in paths} == {Path("s.rng")}


@pytest.mark.parametrize("old", [True, False], ids=["long ago", "just now"])
def test_a_file_that_is_touched_and_says_the_same_is_not_read_again(old: bool, session: Session) -> None:
    write("s.rng", INCLUDED.format("a"))
    session.schema(Path("s.rng"))
    first = session.schema(Path("s.rng"))
    write("s.rng", INCLUDED.format("a"), old=old)
    assert session.schema(Path("s.rng")) is first


def test_a_change_just_before_or_while_a_file_is_read_is_seen(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("siglum.session._TICK", 3600_000_000_000)
    write("s.rng", INCLUDED.format("a"))
    assert session.schema(Path("s.rng")) is not session.schema(Path("s.rng"))


def test_a_change_within_one_tick_of_the_clock_is_seen(session: Session) -> None:
    write("s.rng", INCLUDED.format("a"), old=False)
    stamp = Path("s.rng").stat()
    first = session.schema(Path("s.rng"))
    write("s.rng", INCLUDED.format("b"), old=False)
    os.utime("s.rng", ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert session.schema(Path("s.rng")) is not first


def test_a_schema_and_rules_say_which_files_they_come_from(session: Session, folder: Path) -> None:
    write("s.rng", GRAMMAR.format("part.rng"))
    write("part.rng", INCLUDED.format("a"))
    write("s.sch", RULES.format("include"))
    write("part.sch", PART["include"].format("true"))
    assert Schema.read("s.rng").files == (folder / "s.rng", folder / "part.rng")
    assert session.rules(Path("s.sch"), "").files == (folder / "s.sch", folder / "part.sch")


def test_a_catalog_counts_among_what_a_schema_was_read_from(session: Session) -> None:
    catalog = f'<catalog xmlns="{NAMESPACE}"><uri name="https://example.org/part.rng" uri="{{}}.rng"/></catalog>'
    write("s.rng", GRAMMAR.format("https://example.org/part.rng"))
    for name in ("a", "b"):
        write(f"{name}.rng", INCLUDED.format(name))
    write("catalog.xml", catalog.format("a"))
    assert list(session.schema(Path("s.rng"), ("catalog.xml",)).named) == ["a"]
    write("catalog.xml", catalog.format("b"))
    assert list(session.schema(Path("s.rng"), ("catalog.xml",)).named) == ["b"]


def test_each_document_is_parsed_once(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    write("siglum.toml", '[edition]\ndocuments = ["a.xml", "b.xml"]\nschema = "s.rng"')
    for name in "abc":
        write(f"{name}.xml", "<a/>")
    write("s.rng", INCLUDED.format("a"))
    parsed: list[str] = []
    parse = Document.parse.__func__  # type: ignore[attr-defined]

    def counted(cls: type[Document], data: bytes, path: str) -> Document:
        parsed.append(path)
        document: Document = parse(cls, data, path)
        return document

    monkeypatch.setattr(Document, "parse", classmethod(counted))
    assert check(["a.xml", "b.xml", "c.xml"], None, session).failures == []
    assert sorted(parsed) == ["a.xml", "b.xml", "c.xml"]


def test_the_preview_sees_a_change_of_an_included_grammar(session: Session) -> None:
    write("siglum.toml", '[edition]\ndocuments = ["a.xml"]\nschema = "s.rng"')
    write("a.xml", "<a/>")
    write("s.rng", GRAMMAR.format("far/away/part.rng"))
    write("far/away/part.rng", INCLUDED.format("a"))
    watch = Watch(session)
    assert watch.changed()
    session.schema(Path("s.rng"))
    assert not watch.changed()
    write("far/away/part.rng", INCLUDED.format("b"))
    assert watch.changed()
    assert not watch.changed()


SPEC = '<elementSpec xmlns="http://www.tei-c.org/ns/1.0" ident="{0}" module="m"><content><textNode/></content></elementSpec>'
ODD = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><schemaSpec ident="s" {1}>{0}</schemaSpec></TEI>'


@pytest.mark.parametrize("source", ["whole/base.odd", "raw/base.odd"])
def test_the_preview_sees_a_change_of_what_an_odd_is_made_from(source: str, session: Session) -> None:
    write("siglum.toml", '[edition]\ndocuments = ["a.xml"]\nschema = "s.odd"')
    write("a.xml", "<a/>")
    write("s.odd", ODD.format('<elementRef key="a"/>', f'source="{source}"'))
    write("whole/base.odd", ODD.format(SPEC.format("a"), ""))
    write("raw/base.odd", ODD.format('<elementRef key="a"/>', 'source="../whole/base.odd"'))
    watch = Watch(session)
    assert watch.changed()
    assert session.specifications(Path("s.odd"), Sources()).flat.count("<content>") == 1
    assert not watch.changed()
    write("whole/base.odd", ODD.format(SPEC.format("a").replace("<textNode/>", "<empty/>"), ""))
    assert watch.changed()
    assert "<empty/>" in session.specifications(Path("s.odd"), Sources()).flat
    assert not watch.changed()


def test_a_failure_is_said_for_every_path_in_the_same_words(session: Session) -> None:
    Path("one").mkdir()
    said = set()
    for path in (Path("one/../missing.rng"), Path("missing.rng")):
        with pytest.raises(Failure) as failure:
            session.schema(path)
        said.add(str(failure.value))
    assert said == {"cannot read missing.rng: no such file or directory"}

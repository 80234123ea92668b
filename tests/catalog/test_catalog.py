"""OASIS XML Catalogs 1.1: each kind of entry, and what is wrong with a catalog."""

from __future__ import annotations

from pathlib import Path

import pytest

from running import CliRunner
from siglum.catalog import NAMESPACE, Catalog
from siglum.cli import main
from siglum.failure import Failure
from siglum.relaxng import Schema


def catalog(folder: Path, entries: str, name: str = "catalog.xml") -> Path:
    (folder / name).write_text(f'<catalog xmlns="{NAMESPACE}">\n{entries}\n</catalog>', "utf-8")
    return folder / name


CASES = {
    "uri": ('<uri name="http://x.org/s.rng" uri="a.rng"/>', "a.rng"),
    "system": ('<system systemId="http://x.org/s.rng" uri="a.rng"/>', "a.rng"),
    "the first of two": ('<uri name="http://x.org/s.rng" uri="a.rng"/><uri name="http://x.org/s.rng" uri="b.rng"/>', "a.rng"),
    "rewritten": ('<rewriteURI uriStartString="http://x.org/" rewritePrefix="copies/"/>', "copies/s.rng"),
    "the longest start": (
        '<rewriteURI uriStartString="http://" rewritePrefix="net/"/><rewriteURI uriStartString="http://x.org/" rewritePrefix="x/"/>',
        "x/s.rng",
    ),
    "an exact entry before a start": (
        '<rewriteURI uriStartString="http://x.org/" rewritePrefix="x/"/><uri name="http://x.org/s.rng" uri="a.rng"/>', "a.rng",
    ),
    "an end": ('<uriSuffix uriSuffix="/s.rng" uri="a.rng"/>', "a.rng"),
    "a base": ('<group xml:base="far/"><uri name="http://x.org/s.rng" uri="a.rng"/></group>', "far/a.rng"),
    "another namespace": ('<x:uri xmlns:x="urn:x" name="http://x.org/s.rng" uri="a.rng"/>', None),
    "a public identifier": ('<public publicId="x" uri="a.rng"/>', None),
    "another address": ('<uri name="http://y.org/s.rng" uri="a.rng"/>', None),
    "a copy on the net": ('<uri name="http://x.org/s.rng" uri="http://y.org/s.rng"/>', None),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_an_entry(case: str, tmp_path: Path) -> None:
    entries, expected = CASES[case]
    found = Catalog.read([catalog(tmp_path, entries)]).resolve("http://x.org/s.rng")
    assert found == (None if expected is None else tmp_path / expected)


def test_the_next_catalog_and_a_ring_of_them(tmp_path: Path) -> None:
    first = catalog(tmp_path, '<nextCatalog catalog="second.xml"/>')
    catalog(tmp_path, '<nextCatalog catalog="catalog.xml"/><uri name="http://x.org/s.rng" uri="a.rng"/>', "second.xml")
    assert Catalog.read([first]).resolve("http://x.org/s.rng") == tmp_path / "a.rng"
    assert Catalog.read([first]).resolve("http://x.org/t.rng") is None


def test_a_delegate_is_asked_instead(tmp_path: Path) -> None:
    first = catalog(
        tmp_path, '<delegateURI uriStartString="http://x.org/" catalog="x.xml"/><nextCatalog catalog="second.xml"/>'
    )
    catalog(tmp_path, '<uri name="http://x.org/s.rng" uri="second.rng"/>', "second.xml")
    catalog(tmp_path, "", "x.xml")
    assert Catalog.read([first]).resolve("http://x.org/s.rng") is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "cannot read "),
        ("<catalog>", "is never closed"),
        ("<catalog/>", "is no catalog: its root is not <catalog> of urn:oasis:"),
        (
            f'<catalog xmlns="{NAMESPACE}">\n  <uri name="x"/></catalog>',
            "catalog.xml:2:4: <uri> lacks the attribute “uri”",
        ),
    ],
)
def test_a_catalog_that_is_none(text: str | None, said: str, tmp_path: Path) -> None:
    if text is not None:
        (tmp_path / "catalog.xml").write_text(text)
    with pytest.raises(Failure, match=said):
        Catalog.read([tmp_path / "catalog.xml"])


GRAMMAR = '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><include href="http://x.org/s.rng"/></grammar>'
INCLUDED = (
    '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><element name="a"><empty/></element></start></grammar>'
)


def test_a_schema_includes_the_copy(tmp_path: Path) -> None:
    (tmp_path / "main.rng").write_text(GRAMMAR)
    (tmp_path / "copy.rng").write_text(INCLUDED)
    here = catalog(tmp_path, '<uri name="http://x.org/s.rng" uri="copy.rng"/>')
    assert Schema.read(tmp_path / "main.rng", Catalog.read([here])).named.keys() == {"a"}
    with pytest.raises(Failure, match="nothing is read from there"):
        Schema.read(tmp_path / "main.rng")


@pytest.mark.parametrize("how", ["option", "environment"])
def test_a_document_is_held_to_the_copy_of_its_schema(
    how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "copy.rng").write_text(INCLUDED)
    (tmp_path / "a.xml").write_text('<?xml-model href="http://x.org/s.rng"?><b/>')
    here = catalog(tmp_path, '<uri name="http://x.org/s.rng" uri="copy.rng"/>')
    monkeypatch.chdir(tmp_path)
    if how == "environment":
        monkeypatch.setenv("XML_CATALOG_FILES", str(here))
    result = CliRunner().invoke(main, ["check", "a.xml", *(["--catalog", str(here)] if how == "option" else [])])
    assert result.exit_code == 1
    assert "error[unknown-element]: the schema knows no element <b>" in result.stdout


def test_a_catalog_that_cannot_be_read_stops_the_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.xml").write_text("<a/>")
    result = CliRunner().invoke(main, ["check", "a.xml", "--catalog", "nothing.xml"])
    assert (result.exit_code, result.stderr) == (2, "siglum: cannot read nothing.xml: no such file or directory\n")

"""The command `siglum source`: a full source of TEI is kept, listed, and found by its version."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from conftest import Command
from odd.written import customisation

HEAD = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><editionStmt><edition>Version {}.</edition></editionStmt></fileDesc></teiHeader><text><body>'
SPEC = (
    '<elementSpec ident="e{}" module="core"><desc>The element e{}.</desc><content><textNode/></content></elementSpec>'
)


def source(version: str, elements: int = 400) -> str:
    """A file of the form of TEI's compiled source."""
    specs = "".join(SPEC.format(n, n) for n in range(elements))
    return f"{HEAD.format(version)}{specs}</body></text></TEI>"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "p5subset.xml").write_text(source("3.5.0"), encoding="utf-8")
    (tmp_path / "t.odd").write_text(
        customisation('<moduleRef key="core"/>', 'source="tei:3.5.0" start="e1"'), encoding="utf-8"
    )
    return tmp_path


@pytest.fixture
def at_home(folder: Path) -> dict[str, str]:
    """The environment of a user whose sources are kept in the folder of the test."""
    return {"XDG_DATA_HOME": str(folder / "data")}


def test_what_is_added_is_found_by_its_version(folder: Path, at_home: dict[str, str], siglum: Command) -> None:
    before = siglum("schema", "t.odd", cwd=folder, env=at_home)
    assert before.returncode == 1
    assert "“tei:3.5.0” means TEI 3.5.0, which is not at hand: there is 4.9.0" in before.stdout
    assert "siglum source add FILE|URL" in before.stdout
    added = siglum("source", "add", "p5subset.xml", cwd=folder, env=at_home)
    assert added.returncode == 0 and added.stdout.startswith("tei:3.5.0  ")
    assert siglum("schema", "t.odd", cwd=folder, env=at_home).returncode == 0
    assert "The element e7." in (folder / "t.rng").read_text("utf-8")


def test_all_versions_are_listed_and_a_damaged_one_is_told(
    folder: Path, at_home: dict[str, str], siglum: Command
) -> None:
    assert siglum("source", "list", cwd=folder, env=at_home).stdout == (
        "tei:4.9.0  the structure that travels with Siglum, tei:current\n"
    )
    siglum("source", "add", "p5subset.xml", cwd=folder, env=at_home)
    kept = folder / "data" / "siglum" / "tei" / "3.5.0.xml"
    assert f"tei:3.5.0  {kept}\n" in siglum("source", "list", cwd=folder, env=at_home).stdout
    kept.write_text("<TEI/>", encoding="utf-8")
    assert f"tei:3.5.0  {kept}  (damaged: add it anew)\n" in siglum("source", "list", cwd=folder, env=at_home).stdout


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (source("3.5.0", 20), "p5subset.xml is no compiled source of TEI P5"),
        (source("new"), "p5subset.xml is no compiled source of TEI P5"),
        ("<TEI", "p5subset.xml:1"),
        (None, "cannot read p5subset.xml"),
    ],
)
def test_what_is_no_source_is_not_kept(
    text: str | None, sentence: str, folder: Path, at_home: dict[str, str], siglum: Command
) -> None:
    (folder / "p5subset.xml").unlink() if text is None else (folder / "p5subset.xml").write_text(text, encoding="utf-8")
    result = siglum("source", "add", "p5subset.xml", cwd=folder, env=at_home)
    assert result.returncode == 2 and sentence in result.stderr
    assert not list(folder.glob("data/**/*.xml"))


@pytest.fixture
def server(folder: Path) -> Iterator[str]:
    """The address of a server of the folder."""

    class Quiet(SimpleHTTPRequestHandler):
        def __init__(self, *arguments: object) -> None:
            super().__init__(*arguments, directory=str(folder))  # type: ignore[arg-type]

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Quiet) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


def test_a_source_is_fetched_from_the_address_that_is_given(
    folder: Path, server: str, at_home: dict[str, str], siglum: Command
) -> None:
    result = siglum("source", "add", f"{server}/p5subset.xml", cwd=folder, env=at_home)
    assert result.returncode == 0 and "tei:3.5.0" in result.stdout
    missing = siglum("source", "add", f"{server}/none.xml", cwd=folder, env=at_home)
    assert missing.returncode == 2 and "is not to be had: the server says 404" in missing.stderr


def test_what_an_odd_says_takes_the_place_of_the_prose_that_was_put_aside(
    folder: Path, at_home: dict[str, str], siglum: Command
) -> None:
    changes = '<elementSpec ident="e1" mode="change"><desc>Ours.</desc></elementSpec><elementSpec ident="e2" mode="change"><desc mode="delete"/></elementSpec>'
    (folder / "t.odd").write_text(
        customisation(f'<moduleRef key="core"/>{changes}', 'source="p5subset.xml" start="e1"'), encoding="utf-8"
    )
    texts = []
    for _ in range(2):  # made, then with what was kept
        assert (
            siglum("schema", "t.odd", cwd=folder, env={**at_home, "XDG_CACHE_HOME": str(folder / "cache")}).returncode
            == 0
        )
        texts.append((folder / "t.compiled.odd").read_text("utf-8"))
    assert texts[0] == texts[1]
    assert "Ours." in texts[0] and "The element e3." in texts[0]
    assert "The element e1." not in texts[0] and "The element e2." not in texts[0] and "delete" not in texts[0]

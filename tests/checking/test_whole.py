"""What was found in an edition as a whole is given again as long as no file of it has changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from siglum import plugins
from siglum.checking import Options, check, together, whole
from siglum.report import Checked, json

VOYAGE, PERSONS = Path("tei/voyage.xml"), Path("tei/registers/persons.xml")


@pytest.fixture(autouse=True)
def edition(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the small edition with a pointer to no file, and a tagged image that is there."""
    monkeypatch.chdir(small)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("siglum.session._TICK", 0)  # nobody writes while a file is read
    monkeypatch.setattr("siglum.checking.earlier._SETTLED", 0)  # nor just before
    Path("empty.txt").write_bytes(b"")
    edit(VOYAGE, "That is all.", 'That is <persName ref="more.xml#x">all</persName>.')
    return small


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def found(paths: tuple[str, ...] = (), **asked: Any) -> str:
    outcome = check(paths, Options(jobs=1, **asked))
    return json.render(Checked(outcome.findings, outcome.files, outcome.failures))


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The editions that were looked at as a whole."""
    seen: list[Path] = []
    look = together.edition_of

    def looking(*asked: Any) -> Any:
        seen.append(asked[0].folder)
        return look(*asked)

    monkeypatch.setattr(together, "edition_of", looking)
    return seen


def test_an_edition_that_has_not_changed_is_not_looked_at_again(looked: list[Path]) -> None:
    first = found()
    assert found() == first == found(cache=False) and "dangling-pointer" in first
    assert len(looked) == 2, "once to begin with, and once without the cache"


CHANGES: dict[str, Callable[[], object]] = {
    "a document": lambda: edit(VOYAGE, "more.xml#x", "#nobody"),
    "a register": lambda: edit(PERSONS, "xml:id=", "n="),
    "a transcript": lambda: edit(Path("tei/source/voyage.txt"), "That is all", "That was all"),
    "the configuration": lambda: edit(Path("siglum.toml"), "[edition]", '[checks]\ndangling-pointer = "warning"\n[edition]'),
    "the schema": lambda: edit(Path("schema/voyage.rng"), "<!-- What", "<!-- WHAT"),
    "a file that is pointed at": lambda: Path("tei/more.xml").write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="x"/>'),
    "the published ids": lambda: Path("published-ids.txt").write_text("tei/voyage.xml gone\n"),
    "a file that was empty": lambda: Path("empty.txt").write_text("a"),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_an_edition_that_has_changed_is_looked_at_again(change: str, looked: list[Path]) -> None:
    found()
    CHANGES[change]()
    again = found()
    assert len(looked) == 2
    assert again == found(cache=False)


@pytest.mark.parametrize(
    ("paths", "asked"),
    [(("tei/voyage.xml",), {}), ((), {"stations": ("integrity", "schematron")}), ((), {"hashed": True})],
)
def test_another_question_has_another_answer(paths: tuple[str, ...], asked: dict[str, Any], looked: list[Path]) -> None:
    found()
    assert found(paths, **asked) == found(paths, cache=False, **asked)
    assert len(looked) == (2 if "hashed" in asked else 3)


def test_what_hangs_on_more_is_not_kept(looked: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plugins, "added", lambda group: {"theirs": object()})
    monkeypatch.setattr("siglum.integrity.CHECKS", ())
    monkeypatch.setattr("siglum.integrity._added", lambda failures: iter(()), raising=False)
    key = whole.Whole.__dict__["_key"]
    monkeypatch.setattr(whole.Whole, "_key", lambda self, edition: key(self, edition) and pytest.fail("a key"))
    check((), Options(jobs=1))
    assert len(looked) == 1


def test_a_folder_of_very_many_files_is_not_looked_through(looked: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole, "_MOST_FILES", 3)
    assert found() == found()
    assert len(looked) == 2


def test_a_large_file_that_is_no_xml_is_known_by_what_it_looks_like(
    looked: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole, "_LARGE", 10)
    Path("film.mp4").write_bytes(b"x" * 11)
    read = Path.read_bytes

    def reading(path: Path) -> bytes:
        assert path.name != "film.mp4"
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", reading)
    assert found() == found()
    assert len(looked) == 1
    Path("film.mp4").write_bytes(b"x" * 12)
    found()
    assert len(looked) == 2


def test_a_file_that_includes_others_is_kept_with_what_it_includes(looked: list[Path]) -> None:
    Path("tei/part.xml").write_text(
        '<p xmlns="http://www.tei-c.org/ns/1.0">In <persName ref="#nowhere">part</persName>.</p>'
    )
    included = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="part.xml"/>'
    edit(VOYAGE, "</p>", f"</p>{included}")
    assert found() == found()
    assert len(looked) == 1
    edit(Path("tei/part.xml"), "nowhere", "elsewhere")
    assert found() == found(cache=False)


def test_what_is_damaged_is_looked_for_again(looked: list[Path], tmp_path: Path) -> None:
    first = found()
    with sqlite3.connect(tmp_path / "home/siglum/findings/findings.db") as store:
        store.execute("update results set said = 'no JSON'")
    assert found() == first
    assert len(looked) == 2

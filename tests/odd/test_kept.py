"""What an ODD comes to is kept, and believed for what it was made of alone: the same bytes, and never another's."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from odd.written import SOURCES, customisation
from siglum import odd, saxon
from siglum.failure import Failure
from siglum.keeping import NOTHING, Cache, sealed
from siglum.odd import Compiled, Sources, kept, output

ALL = '<moduleRef key="frame"/><moduleRef key="words"/>'
IDLE = '<elementSpec ident="lb" mode="delete"/>'
"""A change of what is not there: a warning."""
RULE = (
    '<constraintSpec ident="r" scheme="schematron"><constraint><sch:assert test="@n">n</sch:assert></constraint>'
    "</constraintSpec>"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a customisation t.odd and its sources."""
    shutil.copytree(SOURCES, tmp_path, dirs_exist_ok=True)
    (tmp_path / "t.odd").write_text(customisation(ALL + IDLE + RULE), "utf-8")
    return tmp_path


def made(folder: Path, schema: str = "", language: str = "") -> Compiled:
    return odd.make(folder / "t.odd", Sources(cache=Cache(folder / "cache")), schema, language)


def anew(folder: Path) -> Compiled:
    return odd.make(folder / "t.odd", Sources(cache=NOTHING))


def entry(folder: Path) -> Path:
    return folder / "cache" / "odd" / kept.name("schema", folder / "t.odd", "", "")


@pytest.fixture
def unused(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From when this is called, nothing may be made by Saxon."""

    def transform(*_: object) -> str:
        raise Failure("it is made again")

    return lambda: monkeypatch.setattr(saxon, "transform", transform)


def test_a_second_time_nothing_is_made_and_all_is_the_same(folder: Path, unused: Callable[[], None]) -> None:
    first, whole = made(folder), anew(folder)
    assert first == whole and [finding.code for finding in first.findings] == ["odd-nothing-to-change"]
    unused()
    again = made(folder)
    assert again == whole
    assert [finding.span.node for finding in again.findings] == [finding.span.node for finding in whole.findings]


def test_the_compact_syntax_is_kept_with_its_grammar(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache, target = Cache(folder / "cache"), folder / "t.rnc"
    first = made(folder)
    text = output.text(first, target, cache)
    assert text == output.text(first, target) != ""
    monkeypatch.setattr(output, "same", lambda *_: False)
    assert output.text(first, target, cache) == text
    with pytest.raises(Failure, match="would say something else"):
        output.text(replace(first, relaxng=first.relaxng.replace('name="hi"', 'name="ho"')), target, cache)


CHANGES: dict[str, tuple[str, Callable[[str], str]]] = {
    "the ODD": ("t.odd", lambda text: text.replace('ident="lb" mode="delete"', 'ident="hi" mode="delete"')),
    "a place in the ODD": ("t.odd", lambda text: text.replace("\n", "\n\n", 1)),
    "a word of its source": ("base.odd", lambda text: text.replace("string-length() lt 80", "string-length() lt 90")),
}


@pytest.mark.parametrize("case", CHANGES)
def test_what_it_was_made_of_has_changed(case: str, folder: Path) -> None:
    first = made(folder)
    name, change = CHANGES[case]
    text = (folder / name).read_text("utf-8")
    (folder / name).write_text(change(text), "utf-8")
    assert change(text) != text
    assert made(folder) == anew(folder) != first


def test_a_group_in_another_file_has_changed(folder: Path) -> None:
    (folder / "t.odd").write_text(customisation(f'{ALL}<specGrpRef target="more.xml#g"/>'), "utf-8")
    group = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><specGrp xml:id="g"><elementSpec ident="{}" mode="delete"/></specGrp></TEI>'
    (folder / "more.xml").write_text(group.format("hi"), "utf-8")
    first = made(folder)
    assert first.relaxng and 'name="hi"' not in first.relaxng
    (folder / "more.xml").write_text(group.format("head"), "utf-8")
    assert 'name="hi"' in made(folder).relaxng


def test_what_is_asked_for_is_another(folder: Path) -> None:
    spec = '<elementSpec ident="p" mode="change"><desc xml:lang="en">One.</desc><desc xml:lang="de">Ein Absatz.</desc></elementSpec>'
    two = '<schemaSpec ident="u" source="base.odd" start="doc"><moduleRef key="frame"/></schemaSpec>'
    (folder / "t.odd").write_text(customisation(ALL + spec, beside=two), "utf-8")
    for _ in range(2):
        assert "Ein Absatz." in made(folder, schema="t", language="de").relaxng
        assert "Ein Absatz." not in made(folder, schema="t").relaxng
        assert 'name="hi"' in made(folder, schema="t").relaxng and 'name="hi"' not in made(folder).relaxng


def test_another_toolkit_makes_it_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(folder)
    before = entry(folder).read_bytes()
    monkeypatch.setattr(kept, "made_with", lambda: "another")
    assert made(folder) == anew(folder)
    assert entry(folder).read_bytes() != before


def test_what_has_errors_and_what_steps_are_asked_of_is_not_kept(folder: Path) -> None:
    (folder / "t.odd").write_text(customisation('<moduleRef key="wrds"/>'), "utf-8")
    assert made(folder).relaxng == ""
    assert not entry(folder).exists()
    (folder / "t.odd").write_text(customisation(ALL), "utf-8")
    assert odd.make(folder / "t.odd", Sources(cache=Cache(folder / "cache")), steps=True).steps
    assert not entry(folder).exists()


def test_one_entry_is_kept_of_an_odd_however_often_it_changes(folder: Path) -> None:
    made(folder)
    before = len(list((folder / "cache/odd").iterdir()))
    (folder / "t.odd").write_text(customisation(ALL), "utf-8")
    made(folder)
    assert len(list((folder / "cache/odd").iterdir())) == before


FORGED: dict[str, Callable[[bytes, str], bytes]] = {
    "half": lambda whole, _: whole[: len(whole) // 2],
    "another byte": lambda whole, _: whole.replace(b"string-length", b"strong-length", 1),
    "nothing": lambda *_: b"",
    "under another name": lambda whole, _: sealed("other", whole.partition(b"\n")[2]),
    "of another key": lambda whole, name: sealed(name, b"0" * 64 + b"\n" + whole.split(b"\n", 2)[2]),
    "no data": lambda whole, name: sealed(name, whole.split(b"\n", 2)[1] + b"\nimport os"),
    "of another form": lambda whole, name: sealed(name, whole.split(b"\n", 2)[1] + b'\n["<a/>", 3, [], []]'),
    "findings of another form": lambda whole, name: sealed(name, whole.split(b"\n", 2)[1] + b'\n["a", "b", "c", [1]]'),
    "too deep": lambda whole, name: sealed(name, whole.split(b"\n", 2)[1] + b"\n" + b"[" * 100_000),
}
"""What may stand in the place of an entry, which is whole and has its name."""


@pytest.mark.parametrize("case", FORGED)
def test_what_is_damaged_or_forged_is_made_again(case: str, folder: Path) -> None:
    first, place = made(folder), entry(folder)
    whole = place.read_bytes()
    assert json.loads(whole.split(b"\n", 2)[2])
    place.write_bytes(FORGED[case](whole, place.name))
    assert place.read_bytes() != whole
    assert made(folder) == first
    assert place.read_bytes() == whole

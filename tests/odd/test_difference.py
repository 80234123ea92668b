"""What is said of two schemas: every change once, and nothing where they are alike."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conftest import Command
from odd.written import SOURCES, customisation, made
from siglum.odd import difference
from siglum.relaxng import Schema

ALL = '<moduleRef key="frame"/><moduleRef key="words"/>'


def schema(folder: Path, specs: str) -> Schema:
    return Schema.parse(made(folder, customisation(specs)).relaxng.encode(), Path("t.rng"))


def on(ident: str, inner: str, attributes: str = "") -> str:
    return f'{ALL}<elementSpec ident="{ident}" mode="change" {attributes}>{inner}</elementSpec>'


def attribute(inner: str, more: str = "", ident: str = "place") -> str:
    return on("p", f'<attList><attDef ident="{ident}" mode="change" {more}>{inner}</attDef></attList>')


NOTE = '<content><elementRef key="p" minOccurs="{}" maxOccurs="{}"/></content>'

# what the new schema has beside that of the source, and what is said of the two
CASES: list[tuple[str, list[str]]] = [
    (ALL, []),
    (f'{ALL}<elementSpec ident="em"><content><textNode/></content></elementSpec>', []),
    (f'{ALL}<elementSpec ident="em"><classes><memberOf key="model.inline"/></classes><content><textNode/></content></elementSpec>', ["new element: em", "head, hi, p: may contain now: em"]),
    ('<moduleRef key="frame"/>', ["elements that are gone: hi, note", "head, p: may contain no more: hi, note"]),
    (attribute("", 'usage="opt"'), ["p: @place may be left out now"]),
    (attribute("", 'usage="req"', "type"), ["p: @type must be given now"]),
    (attribute('<valList mode="change"><valItem ident="mid" mode="add"/><valItem ident="end" mode="delete"/></valList>'), ["p: new value of @place: mid", "p: value of @place that is gone: end"]),
    (attribute('<valList mode="delete"/>'), ["p: @place has a closed list no more"]),
    (attribute('<valList type="closed"><valItem ident="a"/></valList>', "", "type"), ["p: @type has a closed list now: a"]),
    (attribute('<datatype><dataRef name="integer"/></datatype>', "", "n"), ["p: @n has another datatype: integer, where it had token (pattern=\\S+)"]),
    (on("p", '<attList><attDef ident="new" usage="req"/><attDef ident="n" mode="delete"/></attList>'), ["p: @n is gone", "p: @new is new, and must be given"]),
    (f'{ALL}<classSpec ident="att.global" type="atts" mode="change"><attList><attDef ident="n" mode="delete"/></attList></classSpec>', ["doc, head, hi, note, p: @n is gone"]),
    (on("p", "<content><textNode/></content>"), ["p: may contain no more: hi, note"]),
    (on("hi", '<content><classRef key="model.inline"/></content>'), ["hi: may contain text no more"]),
    (on("note", NOTE.format(2, "unbounded")), ["note: what it contains may stand in another order or number"]),
    (on("note", '<content><sequence><elementRef key="p"/><elementRef key="p" minOccurs="0" maxOccurs="unbounded"/></sequence></content>'), []),
    (on("note", '<content><alternate maxOccurs="1"><elementRef key="p" maxOccurs="unbounded"/></alternate></content>'), []),
]  # fmt: skip


@pytest.mark.parametrize(("specs", "expected"), CASES)
def test_each_change_is_one_sentence(specs: str, expected: list[str], tmp_path: Path) -> None:
    assert difference.sentences(schema(tmp_path, ALL), schema(tmp_path, specs)) == expected


def test_of_many_elements_the_first_are_named(tmp_path: Path) -> None:
    many = "".join(
        f'<elementSpec ident="e{n:02}"><classes><memberOf key="model.inline"/></classes><content/></elementSpec>'
        for n in range(20)
    )
    before, after = schema(tmp_path, ALL), schema(tmp_path, ALL + many)
    said = difference.sentences(after, before)
    assert said[0].startswith("elements that are gone: e00, e01")
    assert difference.sentences(before, before) == []


def test_the_command_compares_odds_and_grammars(tmp_path: Path, siglum: Command) -> None:
    shutil.copytree(SOURCES, tmp_path, dirs_exist_ok=True)
    (tmp_path / "old.odd").write_text(customisation(ALL), encoding="utf-8")
    (tmp_path / "new.odd").write_text(customisation('<moduleRef key="frame"/>'), encoding="utf-8")
    siglum("schema", "new.odd", "--to", "new.rnc", cwd=tmp_path)
    for new in ("new.odd", "new.rnc"):
        result = siglum("schema", "diff", "old.odd", new, cwd=tmp_path)
        assert (result.returncode, result.stderr) == (0, "")
        assert result.stdout == "elements that are gone: hi, note\nhead, p: may contain no more: hi, note\n"
    result = siglum("schema", "diff", "old.odd", cwd=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert "two schemas are compared: siglum schema diff OLD NEW" in result.stderr

"""The command `siglum schema`: which files it writes, what it says, and how it ends."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from conftest import Command
from odd.written import SOURCES, customisation

ALL = '<moduleRef key="frame"/><moduleRef key="words"/>'
BASE = 'source="base.odd" start="doc"'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a customisation t.odd and its sources."""
    shutil.copytree(SOURCES, tmp_path, dirs_exist_ok=True)
    (tmp_path / "t.odd").write_text(customisation(ALL, BASE), encoding="utf-8")
    return tmp_path


def made(folder: Path) -> list[str]:
    return sorted({path.name for path in folder.iterdir()} - {path.name for path in SOURCES.iterdir()} - {"t.odd"})


def test_it_writes_both_syntaxes_the_rules_and_the_compiled_odd(folder: Path, siglum: Command) -> None:
    result = siglum("schema", "t.odd", cwd=folder)
    assert (result.returncode, result.stdout) == (0, "")
    assert result.stderr.splitlines() == ["t.rng", "t.rnc", "t.sch", "t.compiled.odd"]
    assert made(folder) == ["t.compiled.odd", "t.rnc", "t.rng", "t.sch"]
    assert "urn:siglum" not in (folder / "t.compiled.odd").read_text("utf-8")


def test_the_same_odd_makes_the_same_bytes(folder: Path, siglum: Command) -> None:
    siglum("schema", "t.odd", cwd=folder)
    before = {name: (folder / name).read_bytes() for name in made(folder)}
    siglum("schema", str(folder / "t.odd"), cwd=folder.parent)
    assert {name: (folder / name).read_bytes() for name in made(folder)} == before


def test_it_writes_what_is_asked_for(folder: Path, siglum: Command) -> None:
    result = siglum("schema", "t.odd", "--to", "x.rnc", "--to", "x.odd", cwd=folder)
    assert (result.returncode, made(folder)) == (0, ["x.odd", "x.rnc"])
    unknown = siglum("schema", "t.odd", "--to", "x.dtd", cwd=folder)
    assert unknown.returncode == 2
    assert "cannot tell what x.dtd should hold: its name ends in none of .rng, .rnc, .sch, .odd" in unknown.stderr


def test_check_writes_nothing_and_says_what_has_changed(folder: Path, siglum: Command) -> None:
    siglum("schema", "t.odd", cwd=folder)
    assert siglum("schema", "t.odd", "--check", cwd=folder).returncode == 0
    (folder / "t.rng").write_text("<old/>", encoding="utf-8")
    result = siglum("schema", "t.odd", "--check", cwd=folder)
    assert result.returncode == 1
    assert "t.rng is not what the ODD makes" in result.stderr and "t.rnc" not in result.stderr
    assert (folder / "t.rng").read_text("utf-8") == "<old/>"


def test_an_error_is_shown_at_its_place_and_nothing_is_written(folder: Path, siglum: Command) -> None:
    (folder / "t.odd").write_text(
        customisation('<moduleRef key="frame"/><moduleRef key="wrds"/>', BASE), encoding="utf-8"
    )
    result = siglum("schema", "t.odd", cwd=folder)
    assert (result.returncode, made(folder)) == (1, [])
    assert "error[odd-unknown-module]: there is no module “wrds”" in result.stdout
    assert "--> t.odd:2:93" in result.stdout and "help: write “words”" in result.stdout


def test_schemas_are_written_whole_or_not_at_all(folder: Path, siglum: Command) -> None:
    written = ["t.compiled.odd", "t.rnc", "t.rng", "t.sch"]
    assert (siglum("schema", "t.odd", cwd=folder).returncode, made(folder)) == (0, written)
    before = {name: (folder / name).read_bytes() for name in written}
    (folder / "t.odd").write_text(customisation("<banana/>", ""), encoding="utf-8")
    assert siglum("schema", "t.odd", cwd=folder).returncode != 0
    assert {name: (folder / name).read_bytes() for name in made(folder)} == before


def test_a_warning_is_shown_and_strict_refuses(folder: Path, siglum: Command) -> None:
    idle = '<elementSpec ident="lb" mode="delete"/>'
    (folder / "t.odd").write_text(customisation(ALL + idle, BASE), encoding="utf-8")
    refused = siglum("schema", "t.odd", "--strict", cwd=folder)
    assert (refused.returncode, made(folder)) == (1, [])
    result = siglum("schema", "t.odd", "--to", "t.rng", cwd=folder)
    assert (result.returncode, made(folder)) == (0, ["t.rng"])
    assert "warning[odd-nothing-to-change]: the schema has no element “lb” to delete" in result.stdout


def test_findings_as_json(folder: Path, siglum: Command) -> None:
    (folder / "t.odd").write_text(customisation('<moduleRef key="wrds"/>', 'source="base.odd"'), encoding="utf-8")
    found = json.loads(siglum("schema", "t.odd", "--format", "json", cwd=folder).stdout)
    assert [finding["code"] for finding in found["findings"]] == ["odd-unknown-module"]


def test_the_steps_can_be_read(folder: Path, siglum: Command) -> None:
    assert siglum("schema", "t.odd", "--to", "t.rng", "--keep-steps", cwd=folder).returncode == 0
    steps = ["t.1-assembled.xml", "t.2-resolved.xml", "t.3-customised.xml", "t.4-pruned.xml"]
    assert made(folder) == [*steps, "t.rng"]
    assert "<moduleRef" in (folder / steps[0]).read_text("utf-8")
    assert "<moduleRef" not in (folder / steps[1]).read_text("utf-8")


def test_which_tei_is_meant_is_said_aloud(folder: Path, siglum: Command) -> None:
    (folder / "t.odd").write_text(
        customisation('<moduleRef key="tei"/><elementRef key="p"/>', 'start="p"'), encoding="utf-8"
    )
    result = siglum("schema", "t.odd", "--to", "t.rng", cwd=folder)
    assert result.returncode == 0
    assert "siglum: t.odd names no source: TEI 4.9.0 stands for it" in result.stderr


def test_siglum_toml_names_the_files_of_sources(folder: Path, siglum: Command) -> None:
    (folder / "t.odd").write_text(
        customisation(ALL, 'source="https://example.org/base.odd" start="doc"'), encoding="utf-8"
    )
    assert siglum("schema", "t.odd", cwd=folder).returncode == 1
    (folder / "letter.xml").write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0"/>', encoding="utf-8")
    (folder / "siglum.toml").write_text(
        '[edition]\ndocuments = ["letter.xml"]\n[odd.sources]\n"https://example.org/base.odd" = "base.odd"\n',
        encoding="utf-8",
    )
    assert siglum("schema", "t.odd", cwd=folder).returncode == 0
    (folder / "siglum.toml").write_text(
        '[edition]\ndocuments = ["letter.xml"]\n[odd.sources]\n"tei:3.0.0" = "none.odd"\n', encoding="utf-8"
    )
    result = siglum("schema", "t.odd", cwd=folder)
    assert result.returncode == 2
    assert "[odd.sources] names “none.odd”, and there is no such file; mend the path" in result.stderr


def test_documentation_in_the_language_asked_for(folder: Path, siglum: Command) -> None:
    spec = '<elementSpec ident="p" mode="change"><desc xml:lang="en">A paragraph.</desc><desc xml:lang="de">Ein Absatz.</desc></elementSpec>'
    (folder / "t.odd").write_text(customisation(ALL + spec, BASE), encoding="utf-8")
    siglum("schema", "t.odd", "--to", "de.rng", "--lang", "de", cwd=folder)
    siglum("schema", "t.odd", "--to", "fr.rng", "--lang", "fr", cwd=folder)
    assert "Ein Absatz." in (folder / "de.rng").read_text("utf-8")
    assert "A paragraph." in (folder / "fr.rng").read_text("utf-8")


def test_an_unknown_schema_is_named_with_those_there_are(folder: Path, siglum: Command) -> None:
    result = siglum("schema", "t.odd", "--schema", "u", cwd=folder)
    assert result.returncode == 2
    assert "t.odd has no schemaSpec “u”: there is “t”" in result.stderr


def test_of_several_schemas_the_first_is_made_and_the_others_are_named(folder: Path, siglum: Command) -> None:
    two = '<schemaSpec ident="u" source="base.odd" start="doc"><moduleRef key="frame"/></schemaSpec>'
    (folder / "t.odd").write_text(customisation(ALL, BASE, two), encoding="utf-8")
    result = siglum("schema", "t.odd", "--to", "t.rng", cwd=folder)
    assert "siglum: t.odd has several <schemaSpec>, and the first is made: --schema names another (t)" in result.stderr
    chosen = siglum("schema", "t.odd", "--schema", "t", "--to", "t.rng", cwd=folder)
    assert (chosen.returncode, chosen.stderr) == (0, "t.rng\n")
    assert '<element name="hi">' in (folder / "t.rng").read_text("utf-8")


def test_what_is_no_choice_is_none(folder: Path, siglum: Command) -> None:
    """A schemaSpec inside another is a mistake, said at its place; where nothing is made, the first is not either."""
    inner = '<schemaSpec ident="u"><elementSpec ident="p"/></schemaSpec>'
    (folder / "t.odd").write_text(customisation(ALL + inner, BASE), encoding="utf-8")
    result = siglum("schema", "t.odd", cwd=folder)
    assert (result.returncode, result.stderr) == (1, "")
    assert (
        "error[odd-unknown-construct]: <schemaSpec> in <schemaSpec> is not known to the ODD compiler" in result.stdout
    )
    chosen = siglum("schema", "t.odd", "--schema", "u", cwd=folder)
    assert chosen.returncode == 2 and "t.odd has no schemaSpec “u”: there is “t”" in chosen.stderr
    broken = customisation(
        '<moduleRef key="wrds"/>', BASE, '<schemaSpec ident="u"><moduleRef key="coer"/></schemaSpec>'
    )
    (folder / "t.odd").write_text(broken, encoding="utf-8")
    result = siglum("schema", "t.odd", cwd=folder)
    assert (result.returncode, result.stderr) == (1, "siglum: t.odd names no source: TEI 4.9.0 stands for it\n")


def test_of_several_schemas_the_others_need_no_source(folder: Path, siglum: Command) -> None:
    two = '<schemaSpec ident="{}"{}><moduleRef key="frame"/></schemaSpec>'
    others = two.format("u", "") + two.format("v", ' source="gone.odd"')
    (folder / "t.odd").write_text(customisation(ALL, BASE, others), encoding="utf-8")
    result = siglum("schema", "t.odd", "--schema", "t", "--to", "t.rng", cwd=folder)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "t.rng\n")
    missing = siglum("schema", "t.odd", "--schema", "v", "--to", "t.rng", cwd=folder)
    assert missing.returncode == 1 and "error[odd-unknown-source]: “gone.odd” cannot be read" in missing.stdout
    assert "stands for it" not in missing.stderr

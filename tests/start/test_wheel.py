"""The wheel, in an environment that has nothing of this repository: an edition is begun, checked and built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"no wheel can be built here: {done.stderr.strip().splitlines()[-1]}")
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment variables with which `siglum` is that of the wheel; what it depends on is that of the tests."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder)
    script = f'#!/bin/sh\nexec {sys.executable} -c "from siglum.cli import main; main()" "$@"\n'
    (folder / "bin").mkdir()
    (folder / "bin" / "siglum").write_text(script)
    (folder / "bin" / "siglum").chmod(0o755)
    return {**os.environ, "PYTHONPATH": str(folder), "PATH": f"{folder / 'bin'}:{os.environ['PATH']}"}


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_three_commands_and_the_tests_of_the_edition(installed: dict[str, str], tmp_path: Path) -> None:
    where = "import siglum; print(siglum.__file__)"
    said = subprocess.run([sys.executable, "-c", where], cwd=tmp_path, env=installed, capture_output=True, text=True)
    assert said.stdout.startswith(installed["PYTHONPATH"])
    script = "set -e; siglum new demo; cd demo; siglum check; siglum build; make test"
    done = subprocess.run(["sh", "-c", script], cwd=tmp_path, env=installed, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr.startswith("demo/: an edition of 24 files; ")
    assert (tmp_path / "demo" / "build" / "html" / "corrected.html").is_file()


LETTERS = """<schemaSpec xmlns="http://www.tei-c.org/ns/1.0" ident="letters" start="TEI">
  <moduleRef key="tei"/>
  <moduleRef key="header"/>
  <moduleRef key="textstructure" except="div1 div2 div3 div4 div5 div6 div7"/>
  <moduleRef key="core" include="p q note title author date name ref lb pb publisher"/>
  <elementSpec ident="note" mode="change"><attList>
    <attDef ident="type" mode="change" usage="req">
      <valList type="closed"><valItem ident="editorial"/><valItem ident="authorial"/></valList>
    </attDef></attList></elementSpec>
</schemaSpec>"""
LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A letter</title></titleStmt>
<publicationStmt><p>None.</p></publicationStmt><sourceDesc><p>None.</p></sourceDesc></fileDesc></teiHeader>
<text><body><p>Dear all, <note type="editorial">n</note> <note type="other">m</note></p></body></text></TEI>"""


def test_a_customisation_of_ten_lines(installed: dict[str, str], tmp_path: Path) -> None:
    """The structure of TEI travels in the wheel: a customisation compiles with nothing else, and its schema checks."""
    (tmp_path / "my.odd").write_text(LETTERS, encoding="utf-8")
    (tmp_path / "letter.xml").write_text(LETTER, encoding="utf-8")

    def run(*command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, cwd=tmp_path, env=installed, capture_output=True, text=True, check=False)

    made = run("siglum", "schema", "my.odd")
    assert (made.returncode, made.stdout) == (0, ""), made.stderr
    assert made.stderr.split("\n", 1)[1].split() == ["my.rng", "my.rnc", "my.sch", "my.compiled.odd"]
    for schema in ("my.rng", "my.rnc"):
        found = run("siglum", "check", "--schema", schema, "letter.xml")
        assert found.returncode == 1 and found.stdout.count("error[") == 1, found.stdout
        assert "error[value-not-in-list]: @type may not be “other”: it is “editorial” or “authorial”" in found.stdout


def test_the_essay_does_not_travel(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert not [name for name in names if "furr" in name]
    assert "siglum/start/template/gitignore" in names

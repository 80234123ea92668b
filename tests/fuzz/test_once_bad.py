"""Inputs that the fuzzer once found to break a promise: none breaks any now, and each gets the answer written beside it.

A folder of `once_bad` holds the files and `expected.toml`: what is asked, and the exit status, sentences and codes.
"""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest

from fuzz import invariants
from fuzz.cases import EXPECTED, Case
from siglum.checking import Options
from siglum.session import Session

FOLDERS = sorted(path for path in (Path(__file__).parent / "once_bad").iterdir() if path.is_dir())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_an_input_that_was_once_bad(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    expected = tomllib.loads((folder / EXPECTED).read_text("utf-8"))
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    asked: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in expected["options"].items()
    }
    options = Options(**asked)
    with Session() as session:
        seen = invariants.run(
            Case(expected["kind"], folder.name, files, "", tuple(expected["paths"]), options), session
        )
    assert seen.broken == []
    assert (seen.status, seen.sentences, seen.codes) == (expected["status"], expected["sentences"], expected["codes"])

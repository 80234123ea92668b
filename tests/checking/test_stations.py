"""One station alone, a file without a schema."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import SMALL
from siglum.checking import check

PROBE = """
import sys
from siglum.cli import main
try:
    main()
finally:
    print(sorted({"rich", "saxonche", "siglum.integrity", "siglum.fidelity", "siglum.schematron.run"} & set(sys.modules)), file=sys.stderr)
"""


def test_a_check_of_the_grammar_pays_for_no_other_station() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROBE, "check", "--stations", "relaxng", "--format", "json"], cwd=SMALL, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert done.stderr.splitlines()[-1] == "[]"
    assert json.loads(done.stdout)["summary"] == {"files": 3, "errors": 0, "warnings": 0, "notes": 0}


def test_a_file_without_a_schema_does_not_keep_the_others_from_being_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.xml").write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0"/>')
    (tmp_path / "b.xml").write_text("<b>")
    outcome = check(["a.xml", "b.xml"])
    assert [finding.code for finding in outcome.findings] == ["unclosed-element"]
    assert (outcome.failures, len(outcome.notices)) == ([], 1)

"""Every page is valid HTML, as the Nu Html Checker has it (npm: vnu-jar; skipped where it or Java is missing)."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest

from tei.received import ROOT
from website.sites import NAMES, pages

CHECKER = ROOT / ".venv" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
pytestmark = [
    pytest.mark.skipif(not CHECKER.is_file(), reason="npm install --prefix .venv vnu-jar brings the Nu Html Checker"),
    pytest.mark.skipif(not shutil.which("java"), reason="the Nu Html Checker needs Java"),
]


@pytest.mark.parametrize("name", NAMES)
def test_every_page_is_valid(name: str) -> None:
    done = subprocess.run(
        ["java", "-jar", str(CHECKER), "--format", "json", *map(str, pages(name))],
        capture_output=True,
        text=True,
        check=False,
    )
    messages = json.loads(done.stderr)["messages"]
    assert [
        (m["url"].rsplit("/")[-1], m["message"], m.get("extract", "")) for m in messages if m["type"] == "error"
    ] == []

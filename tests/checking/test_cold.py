"""What one small check imports: what it needs and no more."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

GRAMMAR = '<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><empty/></element>'
COUNT = """
import sys
before = set(sys.modules)
sys.argv = ["siglum", "check", "--stations", "relaxng", "--schema", "s.rng", "a.xml"]
from siglum.cli import main
try:
    main()
finally:
    print(*sorted(set(sys.modules) - before))
"""
MOST = 127
"""62 of these are click and what it imports, with pathlib 70; 38 are of ours."""
NOT_NEEDED = (
    "lxml", "saxonche", "rich", "tomllib", "difflib", "importlib.metadata", "siglum.relaxng.grammar",
    "siglum.relaxng.validation", "siglum.relaxng.compact", "siglum.relaxng.regex", "siglum.document.tree", "decimal",
    "siglum.integrity", "siglum.schematron", "siglum.publish",
)  # fmt: skip


def test_a_check_imports_what_it_needs(tmp_path: Path) -> None:
    (tmp_path / "s.rng").write_text(GRAMMAR)
    (tmp_path / "a.xml").write_text("<a/>")
    environment = {"XDG_CACHE_HOME": str(tmp_path / "home"), "PATH": ""}
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", COUNT], cwd=tmp_path, capture_output=True, text=True, check=False, env=environment
        )
        assert done.stderr == "1 file checked: nothing found\n"
    imported = done.stdout.split()
    assert not {name for name in imported if name.startswith(NOT_NEEDED)}
    assert len(imported) <= MOST

"""What one small check imports: what it needs and no more."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

EMPTY = '<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><empty/></element>'
TYPED = """<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"
    datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <attribute name="when"><data type="date"/></attribute>
  <attribute name="n"><data type="token"><param name="pattern">\\p{L}+[0-9]*</param></data></attribute>
  <empty/></element>"""
COUNT = """
import sys
def names():
    return {spec.name for module in sys.modules.values() if (spec := getattr(module, "__spec__", None))}
before = names()
sys.argv = ["siglum", "check", "--stations", "relaxng", "--schema", "s.rng", "a.xml"]
from siglum.cli import main
try:
    main()
finally:
    print(*sorted(names() - before))
"""
"""A module counts once, whatever names it has; what is no module of its own (`typing.io`) has no spec."""
NOT_NEEDED = (
    "lxml", "saxonche", "rich", "tomllib", "difflib", "importlib.metadata", "siglum.relaxng.grammar", "inspect", "uuid",
    "siglum.relaxng.validation", "siglum.relaxng.compact", "siglum.document.tree", "decimal", "dataclasses", "shutil",
    "siglum.integrity", "siglum.schematron", "siglum.publish", "threading", "siglum.relaxng.unicode_blocks",
)  # fmt: skip


@pytest.mark.parametrize(
    ("grammar", "document", "most"),
    [
        (EMPTY, "<a/>", 89),
        (TYPED, '<a when="1937-06-11" n="α1"/>', 95),
    ],
    ids=["as small as can be", "with dates and patterns"],
)
def test_a_check_imports_what_it_needs(grammar: str, document: str, most: int, tmp_path: Path) -> None:
    (tmp_path / "s.rng").write_text(grammar, "utf-8")
    (tmp_path / "a.xml").write_text(document, "utf-8")
    environment = {"XDG_CACHE_HOME": str(tmp_path / "home"), "PATH": ""}
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", COUNT], cwd=tmp_path, capture_output=True, text=True, check=False, env=environment
        )
        assert done.stderr == "1 file checked: nothing found\n"
    imported = done.stdout.split()
    assert not {name for name in imported if name.startswith(NOT_NEEDED)}
    if sys.version_info < (3, 13):  # later ones have divided their library otherwise
        assert len(imported) <= most, imported

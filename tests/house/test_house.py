"""The conventions of the house, run on itself."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "scripts" / "siglum"

# Who may know whom: a station knows those of the rows before it, never those after it, never its neighbours.
ROWS: tuple[tuple[str, ...], ...] = (
    ("failure", "diagnostic", "resources"),
    ("decoding", "markup", "writing"),
    ("illformed",),
    ("document",),
    ("edition", "saxon", "catalog"),
    ("index", "reading", "schema", "dates"),
    ("prose", "setting"),
    ("relaxng", "schematron", "integrity", "fidelity"),
    ("explain",),
    ("checking", "report", "build"),
    ("serve",),
    ("cli",),
)
ROW = {station: number for number, row in enumerate(ROWS) for station in row}


def station(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """The stations a module imports while the program runs (what stands under TYPE_CHECKING is a word, not a use)."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    unused = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if node in unused:
            continue
        if isinstance(node, ast.ImportFrom) and node.module == "siglum":
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("siglum."):
            yield (node.module or "").split(".")[1]
        elif isinstance(node, ast.Import):
            yield from (alias.name.split(".")[1] for alias in node.names if alias.name.startswith("siglum."))


MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_station_knows_only_those_before_it(path: Path) -> None:
    own = station(path)
    for other in imports(path):
        assert other == own or ROW[other] < ROW[own], f"{own} may not import {other}"


def test_every_station_has_its_row() -> None:
    assert {station(path) for path in MODULES} <= set(ROW)


XSLT = "{http://www.w3.org/1999/XSL/Transform}"


def stylesheets() -> list[Path]:
    return sorted((ROOT / "xslt").rglob("*.xsl"))


def test_every_declaration_in_a_stylesheet_is_typed() -> None:
    for path in stylesheets():
        text = path.read_text(encoding="utf-8")
        for tag in re.findall(r"<xsl:(?:function|param|variable|template)\b[^>]*>", text):
            assert " as=" in tag, f"{path.relative_to(ROOT)}: {tag}"


def test_every_mode_says_what_it_does_with_the_unknown() -> None:
    for path in stylesheets():
        for tag in re.findall(r"<xsl:mode\b[^>]*>", path.read_text(encoding="utf-8")):
            assert "on-no-match=" in tag, f"{path.relative_to(ROOT)}: {tag}"


def test_no_module_is_longer_than_one_sitting() -> None:
    long = [path.name for path in MODULES if path.read_text(encoding="utf-8").count("\n") > 400]
    assert long == []

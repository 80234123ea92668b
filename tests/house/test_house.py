"""The conventions of the house, run on itself."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from importlib.metadata import metadata
from pathlib import Path

import pytest
from lxml import etree

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "scripts" / "siglum"

# The order of the rooms, from the ground up: a room (a module or folder of the package) knows only those below its floor.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("failure", "diagnostic", "resources", "paths", "memory"),
    ("opening", "git"),
    ("document", "writing", "plugins"),
    ("tei", "catalog", "saxon", "codes", "fingerprints", "keeping", "packing"),
    ("edition", "setting"),
    ("reading",),
    ("relaxng", "schematron", "integrity", "fidelity"),
    ("odd",),
    ("session",),
    ("scheduling", "history"),
    ("checking", "publish", "report"),
    ("explain", "serve", "fix", "baseline", "layout", "importing", "start", "release"),
    ("tagging",),
    ("cli",),
)
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}

MODULES = {
    ".".join(("siglum", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}


def imports(name: str) -> Iterator[str]:
    """The modules that a module imports, wherever it does so: at its head, in a function, under TYPE_CHECKING.

    Whoever imports a module of a folder from outside imports the folder's `__init__` as well.
    """
    inside = name if MODULES[name].stem == "__init__" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(MODULES[name].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            named = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}: an import names its module in full"
            named = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for module in named:
            target = module if module in MODULES else module.rpartition(".")[0]
            if target in MODULES and target != "siglum":
                yield target
                yield from (outer for outer in folders(target) if not f"{inside}.".startswith(f"{outer}."))


def folders(module: str) -> Iterator[str]:
    """The folders of the package that a module lies in, from the innermost to the outermost."""
    while "." in (module := module.rpartition(".")[0]):
        yield module


def room(module: str) -> str:
    return module.split(".")[1]


IMPORTS = {name: sorted(set(imports(name)) - {name}) for name in MODULES if name != "siglum"}


@pytest.mark.parametrize("name", IMPORTS)
def test_a_room_knows_only_those_below_its_floor(name: str) -> None:
    for other in IMPORTS[name]:
        assert room(other) == room(name) or FLOOR[room(other)] < FLOOR[room(name)], f"{name} may not import {other}"


def test_every_room_has_its_floor() -> None:
    assert {room(name) for name in IMPORTS} == set(FLOOR)


def test_no_modules_import_each_other_in_a_circle() -> None:
    try:
        tuple(TopologicalSorter(IMPORTS).static_order())
    except CycleError as circle:
        pytest.fail(" ← ".join(circle.args[1]))


def test_explain_depends_on_nothing_but_pages() -> None:
    known = {"siglum.codes", "siglum.failure"}
    pages = {name for name in IMPORTS["siglum.explain"] if name.endswith(".pages")}
    assert set(IMPORTS["siglum.explain"]) - known == pages | {page.removesuffix(".pages") for page in pages}


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


def test_every_component_of_a_stylesheet_says_who_may_use_it() -> None:
    for path in stylesheets():
        for element in (
            etree.parse(path)
            .getroot()
            .iterchildren(*(f"{XSLT}{name}" for name in ("function", "variable", "template", "mode")))
        ):
            if element.get("name"):
                assert element.get("visibility") in ("public", "private"), (
                    f"{path.relative_to(ROOT)}: {element.get('name')}"
                )


def test_packages_xml_names_every_package_and_where_it_lies() -> None:
    listed = etree.parse(ROOT / "xslt" / "packages.xml").iterfind(".//{*}package")
    packages = {path.relative_to(ROOT / "xslt").as_posix(): etree.parse(path).getroot() for path in stylesheets()}
    assert {entry.get("sourceLocation"): entry.get("name") for entry in listed} == {
        path: root.get("name") for path, root in packages.items() if root.tag == f"{XSLT}package"
    }


def test_no_module_is_longer_than_one_sitting() -> None:
    long = [name for name, path in MODULES.items() if path.read_text(encoding="utf-8").count("\n") > 400]
    assert long == []


def test_the_versions_for_the_tests_name_all_that_is_installed_for_them() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    needed = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    lines = (ROOT / "tests" / "constraints.txt").read_text("utf-8").splitlines()
    pinned = [line.partition("==")[0] for line in lines if not line.startswith("#")]
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in lines if not line.startswith("#"))
    assert {re.split("[<>=]", name)[0].lower() for name in needed} <= {name.lower() for name in pinned}


def test_each_promise_of_security_names_a_test_that_there_is() -> None:
    text = (ROOT / "docs" / "security.md").read_text("utf-8")
    rows = re.findall(r"^\| (?!Promise|---)(.*) \| (.*) \|$", text, re.MULTILINE)
    assert len(rows) > 20
    for promise, tests in rows:
        named = re.findall(r"`([^`]+)`", tests)
        assert named, promise
        assert [name for name in named if not name.startswith("tests/") or not (ROOT / name).exists()] == [], promise


def test_the_licence_of_the_package_names_that_of_the_fonts_it_carries() -> None:
    said = metadata("siglum")
    assert said["License-Expression"] == "MIT AND OFL-1.1"
    assert said.get_all("License-File") == ["LICENSE", "xslt/html/fonts/OFL.txt"]

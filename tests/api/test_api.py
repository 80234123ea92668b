"""The public API: what is documented is there, its examples run, and it is imported when it is used."""

from __future__ import annotations

import doctest
import subprocess
import sys
from pathlib import Path

import pytest

import siglum

ROOT = Path(__file__).parents[2]
API = ROOT / "docs" / "api.md"


def test_the_examples_run(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(small)
    failed, tried = doctest.testfile(str(API), module_relative=False, encoding="utf-8")
    assert failed == 0 and tried > 15


@pytest.mark.parametrize("name", siglum.__all__)
def test_every_name_is_there_and_described(name: str) -> None:
    assert getattr(siglum, name).__doc__
    assert siglum.__doc__ is not None
    assert name == "__version__" or f"\n    {name} " in siglum.__doc__
    documented = API.read_text("utf-8") + (ROOT / "docs" / "plugins.md").read_text("utf-8")
    assert name == "__version__" or name in documented


def test_a_name_that_is_not_there() -> None:
    with pytest.raises(AttributeError, match="module 'siglum' has no attribute 'chekc'"):
        siglum.chekc  # noqa: B018


def test_importing_the_package_imports_nothing_else() -> None:
    code = "import sys, siglum; print([m for m in sys.modules if m.startswith('siglum.') or m in ('lxml', 'saxonche', 'click')])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_what_is_cited_is_this_version() -> None:
    assert f"\nversion: {siglum.__version__}\n" in (ROOT / "CITATION.cff").read_text("utf-8")


def test_the_package_says_that_it_is_typed() -> None:
    assert (Path(siglum.__file__).parent / "py.typed").is_file()

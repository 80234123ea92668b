"""What all tests share.

How a fixture is written: a file beside the test that uses it, with what is expected of it in the same folder (the
cases of `integrity/`, `relaxng/findings/`, `schematron/`); a few lines that only one test needs, in that test. Where a
test of the toolkit wants a whole edition it takes `small`, a copy of the edition in `tests/small`, which has every feature
once; where it wants one paragraph, `reading.small`. The essay belongs to the tests of the essay: `tei/`, `schema/`, `website/`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from judges import CHROMIUM, FLAGS

if TYPE_CHECKING:
    import playwright.sync_api as playwright

SMALL = Path(__file__).parent / "small"
TEI_ALL = Path(__file__).resolve().parents[2] / "shared" / "reference" / "tei_all.rng"
Command = Callable[..., "subprocess.CompletedProcess[str]"]


@cache
def tei_all_by_libxml2() -> etree.RelaxNG:
    """All of TEI, as libxml2 reads it, which takes many seconds: so it is read once. Where it is not there, a test skips."""
    if not TEI_ALL.is_file():
        pytest.skip("the reference schema tei_all.rng is not beside the project")
    return etree.RelaxNG(etree.parse(TEI_ALL))


@pytest.fixture(autouse=True, scope="session")
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What runs keep for the next lies in a folder of the tests, not in that of the user."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The folder of a copy of the small edition."""
    return shutil.copytree(SMALL, tmp_path / "small")


@pytest.fixture
def siglum() -> Command:
    """The command in a process of its own: `siglum("check", "a.xml", cwd=folder)`; more of the environment by `env`."""

    def run(*arguments: str, cwd: Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", "from siglum.cli import main; main()", *arguments],
            cwd=cwd,
            env={**os.environ, **(env or {})},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


@pytest.fixture(scope="module")
def browser() -> Iterator[playwright.Browser]:
    """The system's Chromium, for the tests of a module that `judges.needs_browser` marks."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()

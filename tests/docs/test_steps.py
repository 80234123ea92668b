"""What the tutorial and the pages on single tasks say is done, step by step, in order; what is printed is what they show."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from docs.console import Command, Reader, agrees, steps
from siglum import start
from siglum.start import Particulars

DOCS = Path(__file__).resolve().parents[2] / "docs"
TUTORIAL = DOCS / "tutorial.md"
TASKS = sorted((DOCS / "how-to").glob("*.md"))

pytestmark = pytest.mark.skipif(
    any(shutil.which(name) is None for name in ("bash", "git", "make")), reason="bash, git or make is not installed"
)


def follow(page: Path, home: Path) -> None:
    """Do what a page says, in a folder."""
    reader = Reader(home)
    for step in steps(page.read_text("utf-8")):
        printed = reader.does(step)
        if isinstance(step, Command):
            assert agrees(printed, step.prints), f"$ {step.line}\n{printed}"


def test_the_tutorial(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    follow(TUTORIAL, home)
    assert (home / "letters" / "build" / "html" / "card.html").is_file()


@pytest.mark.parametrize("page", TASKS, ids=lambda page: page.stem)
def test_a_task(page: Path, tmp_path: Path) -> None:
    """Each begins in the folder of an edition that `siglum new` has made."""
    start.create(tmp_path / "letters", Particulars("Letters"))
    follow(page, tmp_path / "letters")


def test_every_command_and_file_is_a_step() -> None:
    found = list(steps(TUTORIAL.read_text("utf-8")))
    commands = [step.line for step in found if isinstance(step, Command)]
    assert len(commands) == sum(line.startswith("$ ") for line in TUTORIAL.read_text("utf-8").splitlines())
    assert len(found) - len(commands) >= 8
    for needed in ("pip install", "siglum new", "siglum check", "siglum build", "git push", "make --silent test"):
        assert any(needed in line for line in commands), needed

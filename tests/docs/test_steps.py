"""What the tutorial and the pages on single tasks say is done, step by step, in order; what is printed is what they show."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from docs.console import Command, Reader, agrees, steps
from importing.document import docx
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
    """Each begins in the folder of an edition that `siglum new` has made; or with the file that it starts from."""
    home = tmp_path / "letters"
    if page.stem in GIVEN:
        home.mkdir()
        GIVEN[page.stem](home)
    else:
        start.create(home, Particulars("Letters"))
    follow(page, home)


def a_word_document(home: Path) -> None:
    pytest.importorskip("pypandoc", reason="pip install 'siglum[import]' brings pandoc")
    (home / "mill.docx").write_bytes(docx())


def a_page_of_a_diary(home: Path) -> None:
    shutil.copy(DOCS.parent / "tests" / "importing" / "pages" / "diary.xml", home)


GIVEN = {"start-from-word": a_word_document, "start-from-transkribus": a_page_of_a_diary}


def test_every_command_and_file_is_a_step() -> None:
    found = list(steps(TUTORIAL.read_text("utf-8")))
    commands = [step.line for step in found if isinstance(step, Command)]
    assert len(commands) == sum(line.startswith("$ ") for line in TUTORIAL.read_text("utf-8").splitlines())
    assert len(found) - len(commands) >= 8
    for needed in ("pip install", "siglum new", "siglum check", "siglum build", "git push", "make --silent test"):
        assert any(needed in line for line in commands), needed

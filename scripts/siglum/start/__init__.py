"""A new edition: an invented example that has each feature once, and what an edition has around it.

The files lie in `template/` as they are to be, but for the values in {{double braces}}.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from siglum import odd, writing
from siglum.failure import Failure, reason
from siglum.odd import Sources, output
from siglum.start.particulars import LICENCES, Particulars
from siglum.start.values import values

__all__ = ["LICENCES", "Particulars", "create"]

_TEMPLATE = Path(__file__).parent / "template"
_FILES = (
    "README.md",
    "siglum.toml",
    "tei/example.xml",
    "tei/registers/persons.xml",
    "tei/registers/organisations.xml",
    "tei/registers/places.xml",
    "tei/registers/events.xml",
    "tei/registers/works.xml",
    "tei/source/example.txt",
    "schema/edition.odd",
    "tests/readings/corrected.txt",
    "tests/readings/printed.txt",
    "tests/readings/received.txt",
    "Makefile",
    "requirements.txt",
    "CHANGELOG.md",
    "CITATION.cff",
    "LICENSE.md",
    ".gitignore",
    ".pre-commit-config.yaml",
    ".github/workflows/edition.yml",
    ".gitlab-ci.yml",
)
"""The files of a new edition; in the template their names begin with no full stop."""
_MADE = ("schema/edition.rng", "schema/edition.sch")
"""What is made of the ODD."""


def create(folder: Path, wanted: Particulars) -> int:
    """Put a new edition into a folder that is not there yet, or empty; gives the number of its files.

    Raises Failure where the folder has something in it, or cannot be written; then nothing has changed.
    """
    refuse_occupied(folder)
    made = files(wanted)
    writing.create({folder / name: data for name, data in made.items()})
    return len(made)


def refuse_occupied(folder: Path) -> None:
    """Raises Failure for a folder that has something in it, but for a repository without files (`.git`)."""
    try:
        if os.path.lexists(folder) and any(path.name != ".git" for path in folder.iterdir()):
            raise Failure(f"{folder} has something in it, and nothing is overwritten: name a new folder")
    except OSError as error:
        raise Failure(f"cannot make {folder}: {reason(error)}") from None


def files(wanted: Particulars) -> dict[str, bytes]:
    """The files of a new edition by name."""
    left_out = () if wanted.licence.address else ("LICENSE.md",)
    texts = {name: _filled(name, wanted) for name in _FILES if name not in left_out}
    return {name: text.encode("utf-8") for name, text in (texts | _schemas()).items()}


def _filled(name: str, wanted: Particulars) -> str:
    """A template with its values."""
    text = (_TEMPLATE / name.lstrip(".")).read_bytes().decode("utf-8")
    known = values(wanted, Path(name).suffix)
    return re.sub(r"\{\{([a-z-]+)\}\}", lambda found: known[found[1]], text)


def _schemas() -> dict[str, str]:
    """Grammar and rules, made of the ODD."""
    made = odd.make(_TEMPLATE / "schema" / "edition.odd", Sources())
    if not made.relaxng:
        raise Failure("the schema of a new edition cannot be made: install siglum anew")
    return {name: output.text(made, Path(name)) for name in _MADE}

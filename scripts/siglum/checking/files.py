"""Which files are checked, and to which edition each belongs."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from siglum.checking.outcome import Result
from siglum.edition import containing
from siglum.failure import Failure, reason
from siglum.paths import documents_in, is_folder, is_within

if TYPE_CHECKING:
    from siglum.edition import Edition


class File(NamedTuple):
    """A file as it was named, the edition to whose folder it belongs, if any, and what was found in it before, if it
    need not be looked at again."""

    path: str
    edition: Edition | None
    known: Result | None = None

    @property
    def is_listed(self) -> bool:
        """Whether siglum.toml names the file."""
        return self.edition is not None and self.key in self.edition.files

    @property
    def is_inside(self) -> bool:
        """Whether it lies in the folder of its edition, else in its own, once links are followed."""
        return is_within(Path(self.path), self.edition.folder if self.edition else Path(self.path).parent)

    @property
    def leads_out(self) -> str:
        """What is said where a file is not changed because it does not lie inside."""
        return f"{self.path} leads out of the edition, and stays as it is"

    @property
    def key(self) -> str:
        """The path as siglum.toml would give it."""
        assert self.edition is not None
        return os.path.relpath(os.path.realpath(self.path), os.path.realpath(self.edition.folder)).replace(os.sep, "/")


def chosen(paths: Sequence[str], failures: list[str]) -> list[File]:
    """The files to check: those named, those in the folders named, or those of the edition of the current folder.

    What cannot be done is added to `failures`, a sentence each.
    """
    editions: dict[Path, Edition | None] = {}
    found: list[str] = []
    if not paths:
        from siglum.edition import Edition

        try:
            edition = Edition.load(Path())
        except Failure as failure:
            failures.append(str(failure))
            return []
        return [File(path, edition) for path in edition.files]
    for path in paths:
        try:
            found += _expand(path, failures)
        except Failure as failure:
            failures.append(str(failure))
    return [File(path, _edition(path, editions, failures)) for path in dict.fromkeys(found)]


def _expand(path: str, failures: list[str]) -> list[str]:
    if not is_folder(Path(path)):
        return [path]
    closed: list[OSError] = []
    inside = [*documents_in(Path(path), closed.append)]
    failures += (f"cannot look into {error.filename}: {reason(error)}" for error in closed)
    if not inside and not closed:
        raise Failure(f"{path} contains no .xml file: name a file, or a folder that has some")
    return sorted(file.as_posix() for file in inside)


def _edition(path: str, known: dict[Path, Edition | None], failures: list[str]) -> Edition | None:
    folder = containing(Path(path).parent)
    if folder is None:
        return None
    if folder not in known:
        from siglum.edition import Edition

        try:
            known[folder] = Edition.load(Path(os.path.relpath(folder)))
        except Failure as failure:
            known[folder] = None
            failures.append(str(failure))
    return known[folder]


def editions(files: Sequence[File]) -> Iterator[Edition]:
    """The editions of which some listed file is checked, each once."""
    seen: set[Path] = set()
    for file in files:
        if file.edition is not None and file.is_listed and file.edition.folder not in seen:
            seen.add(file.edition.folder)
            yield file.edition

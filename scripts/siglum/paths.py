"""Questions about paths that may lead anywhere: each is answered, whatever the system says of the path."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

_SPACES = "\u00a0\u202f"
MARKER = ".siglum"
"""A file of this name says that a folder was made by a build: what is in it is no source of anything."""


def is_file(path: Path) -> bool:
    """Whether a path leads to a regular file; not where that cannot be told (too long a name, a closed folder)."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def exists(path: Path) -> bool:
    """Whether a path leads to anything; not where that cannot be told."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def is_folder(path: Path) -> bool:
    """Whether a path leads to a folder; not where that cannot be told."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def documents_in(folder: Path, closed: Callable[[OSError], object] | None = None) -> Iterator[Path]:
    """The .xml and .tei files in a folder and below, but for those in folders that a build has made.

    `closed` is told of each folder that cannot be looked into.
    """
    for path in _files_in(folder, closed, hidden=True):
        if path.name.endswith((".xml", ".tei")):
            yield path


def files_in(folder: Path) -> Iterator[Path]:
    """The regular files in a folder and below, in order, but for those in hidden folders and in such as a build has
    made."""
    return filter(is_file, sorted(_files_in(folder, None, hidden=False)))


def _files_in(folder: Path, closed: Callable[[OSError], object] | None, *, hidden: bool) -> Iterator[Path]:
    for above, below, names in os.walk(folder, onerror=closed):
        below[:] = (name for name in below if (hidden or name[0] != ".") and not exists(Path(above, name, MARKER)))
        yield from (Path(above, name) for name in names)


def is_made(path: Path, folder: Path) -> bool:
    """Whether a file in a folder lies in one, at any depth below it, that a build has made."""
    return any(exists(folder / above / MARKER) for above in path.relative_to(folder).parents if above != Path())


def real(path: Path) -> Path:
    """The path without links and steps up, as files are compared by."""
    try:
        return Path(os.path.realpath(path))
    except ValueError:
        return path.absolute()


def is_within(path: Path, folder: Path) -> bool:
    """Whether a path lies in a folder once all links are followed."""
    return ".." not in real(path).parts and real(path).is_relative_to(real(folder))


def from_here(name: str) -> str:
    """A path with slashes from the current folder, if it leads into it; else as it is."""
    here = Path.cwd()
    there = Path(os.path.normpath(here / name))
    return there.relative_to(here).as_posix() if there.is_relative_to(here) else name.replace(os.sep, "/")


def written(name: str) -> str:
    """A name as it can be shown on one line: what is no character of UTF-8, or steers a terminal, as its number."""
    text = name.encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(c if c.isprintable() or c in _SPACES else f"\\x{ord(c):02x}" for c in text)

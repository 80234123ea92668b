"""Outputs are written whole or not at all."""

from __future__ import annotations

import os
import re
import stat
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from siglum.failure import Failure, reason

_NEW = ".new"
_LEFT = 60.0
"""Seconds after which a new file that has not taken its name was left by a process that was killed."""


@dataclass(frozen=True, slots=True)
class Change:
    """A file that is to be changed: its bytes as they were read, None for one that is new, and as they are to be."""

    before: bytes | None
    after: bytes


def write(path: Path, data: bytes) -> None:
    """Put `data` into a file: first into a new file beside it, which then takes its name. Raises Failure."""
    try:
        new = _beside(path, data, 0o644)
        _replace(path, new)
    except OSError as error:
        raise Failure(f"cannot write {path}: {reason(error)}") from None


def change(files: Mapping[Path, Change]) -> None:
    """Change several files together or not at all, and make those that are new, with the folders they need.

    Each keeps its permissions, a link leads where it led, and nothing is overwritten. Raises Failure where a file is
    not any more what was read, one that is new is there already, or something cannot be written; then all is as it was.
    """
    new: dict[Path, Path] = {}
    folders: list[Path] = []
    done: list[Path] = []
    at = Path()
    try:
        for at, wanted in files.items():
            if wanted.before is None:
                folders += _folders(at.parent)
            new[at] = _changed(at, wanted)
        for at, wanted in files.items():
            if wanted.before is None:
                _take_name(new[at], at)
            else:
                _replace(at.resolve(), new[at])
            done.append(at)
    except BaseException as error:
        for path in done:
            _take_back(path, files[path].before)
        for left in new.values():
            left.unlink(missing_ok=True)
        for folder in reversed(folders):
            with suppress(OSError):  # somebody has put something there
                folder.rmdir()
        if isinstance(error, FileExistsError):
            raise _occupied(Path(error.filename2 or at)) from None
        if not isinstance(error, OSError):
            raise
        untouched = "nothing was written" if files[at].before is None else "no file was changed"
        raise Failure(f"cannot write {at}: {reason(error)}; {untouched}") from None


def create(files: Mapping[Path, bytes], changed: Mapping[Path, Change] | None = None) -> None:
    """Make files that are not there yet, and change others: see `change`."""
    change({**{path: Change(None, data) for path, data in files.items()}, **(changed or {})})


def _folders(path: Path) -> list[Path]:
    """Make a folder, and those it lies in; the ones that were not there. Raises OSError."""
    missing = [folder for folder in (path, *path.parents) if not folder.exists()]
    made: list[Path] = []
    for folder in reversed(missing):
        folder.mkdir()
        made.append(folder)
    return made


def _take_name(new: Path, path: Path) -> None:
    """Give a new file a name that nothing has. Raises OSError; the new one is gone then."""
    try:
        os.link(new, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        with path.open("xb") as file:
            file.write(new.read_bytes())
    finally:
        new.unlink(missing_ok=True)


def _changed(path: Path, wanted: Change) -> Path:
    """The new content, beside a file that is still as it was read."""
    if wanted.before is None:
        if os.path.lexists(path):
            raise _occupied(path)
        return _beside(path, wanted.after, 0o644)
    real = path.resolve()
    if real.read_bytes() != wanted.before:
        raise Failure(f"{path} has changed since it was read: no file was changed; try again")
    return _beside(real, wanted.after, stat.S_IMODE(real.stat().st_mode))


def _occupied(path: Path) -> Failure:
    return Failure(f"{path} is there already, and nothing is overwritten")


def _take_back(path: Path, before: bytes | None) -> None:
    """Give a file the content that it had; remove one that was not there."""
    if before is None:
        path.unlink(missing_ok=True)
    else:
        write(path.resolve(), before)


def _beside(path: Path, data: bytes, mode: int) -> Path:
    """A new file in the same folder. Raises OSError."""
    import tempfile

    _tidy(path)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-", suffix=_NEW)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(mode)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _replace(path: Path, new: Path) -> None:
    """Give a new file the name of another. Raises OSError; the new one is gone then."""
    try:
        new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


def _tidy(path: Path) -> None:
    """Remove what was left of a file that was being written when its process was killed."""
    pattern = re.compile(rf"\.{re.escape(path.name)}-[a-z0-9_]{{8}}{re.escape(_NEW)}")
    with suppress(OSError):  # what cannot be looked at is left
        for left in path.parent.iterdir():
            if pattern.fullmatch(left.name) and time.time() - left.lstat().st_mtime > _LEFT:
                left.unlink()

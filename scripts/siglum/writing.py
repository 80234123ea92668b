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
    """A file that is to be changed: its bytes as they were read, and as they are to be."""

    before: bytes
    after: bytes


def write(path: Path, data: bytes) -> None:
    """Put `data` into a file: first into a new file beside it, which then takes its name. Raises Failure."""
    try:
        new = _beside(path, data, 0o644)
        _replace(path, new)
    except OSError as error:
        raise Failure(f"cannot write {path}: {reason(error)}") from None


def change(files: Mapping[Path, Change]) -> None:
    """Change several files together or not at all; each keeps its permissions, a link leads where it led.

    Raises Failure where one is not any more what was read, or cannot be written; then none has changed.
    """
    new: dict[Path, Path] = {}
    replaced: list[Path] = []
    at = Path()
    try:
        for at, wanted in files.items():
            new[at] = _changed(at, wanted)
        for at in files:
            _replace(at.resolve(), new[at])
            replaced.append(at)
    except (OSError, Failure) as error:
        for path in replaced:
            write(path.resolve(), files[path].before)
        if isinstance(error, Failure):
            raise
        raise Failure(f"cannot write {at}: {reason(error)}; no file was changed") from None
    finally:
        for left in new.values():
            left.unlink(missing_ok=True)


def create(new: Mapping[Path, bytes], changed: Mapping[Path, Change] | None = None) -> None:
    """Make files that are not there yet, with the folders they need, and change others: all or none.

    Raises Failure where one is there already, or something cannot be written; then all is as it was.
    """
    folders: list[Path] = []
    files: list[Path] = []
    at = Path()
    try:
        for at, data in new.items():
            folders += _folders(at.parent)
            _take_name(_beside(at, data, 0o644), at)
            files.append(at)
        change(changed or {})
    except BaseException as error:
        for made in reversed(files):
            made.unlink(missing_ok=True)
        for folder in reversed(folders):
            with suppress(OSError):  # somebody has put something there
                folder.rmdir()
        if not isinstance(error, OSError):
            raise
        if isinstance(error, FileExistsError):
            raise Failure(f"{error.filename2 or at} is there already, and nothing is overwritten") from None
        raise Failure(f"cannot write {at}: {reason(error)}; nothing was written") from None


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
    real = path.resolve()
    if real.read_bytes() != wanted.before:
        raise Failure(f"{path} has changed since it was read: no file was changed; try again")
    return _beside(real, wanted.after, stat.S_IMODE(real.stat().st_mode))


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

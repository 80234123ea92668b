"""The output folder: replaced whole, and only if it is ours.

Beside `build` stand, for a moment, `.build.new` (being filled), `.build.old` (the one before, whole) and `.build.gone`
(being removed). A build that is killed leaves some of them; the next one, whatever becomes of it, first puts that in
order. A folder that is not empty keeps its marker to the last, so that it is known for ours.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from siglum.failure import Failure, reason
from siglum.keeping import digest
from siglum.paths import MARKER, written
from siglum.publish import names

Files = dict[str, bytes]
File = tuple[str, bytes]
"""The name of a file in its output (with forward slashes), and its bytes."""

_NOTICE = b"This folder is made by siglum build, which replaces it as a whole. Keep nothing of your own here.\n"
_PATIENCE = 30.0
"""Seconds to wait for another build that writes beside this one."""


def replace(folder: Path, outputs: Mapping[str, Files | Iterable[File]]) -> None:
    """Give `folder` the outputs (name → files, with their bytes by name, or one after the other); outputs of an
    earlier build that are not named stay.

    Each file is written as it is given. The new folder is complete before the old one goes. Raises Failure if the
    folder is not ours, or not writable, and for the name of a file that would not lie in it; then nothing has changed.
    """
    named = folder
    try:
        folder = _absolute(folder)
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _alone(folder.parent, named):
            _replace(folder, named, outputs)
    except OSError as error:
        raise Failure(f"cannot write to {named}: {reason(error)}") from None


def _absolute(folder: Path) -> Path:
    try:
        found = folder.resolve() if ".." in folder.parts else folder.absolute()
        found.lstat()
    except FileNotFoundError:
        pass
    except (ValueError, RuntimeError):
        raise Failure(f"cannot write to {written(str(folder))}: no folder can have that name") from None
    if not found.name:
        raise Failure(f"cannot write to {folder}: a build replaces its folder as a whole; name one with -o")
    return found


def _replace(folder: Path, named: Path, outputs: Mapping[str, Files | Iterable[File]]) -> None:
    new, old, gone = (folder.with_name(f".{folder.name}.{state}") for state in ("new", "old", "gone"))
    _tidy(folder, new, old, gone)
    _ours(folder, named)
    try:
        _fill(new, folder, outputs)
        if folder.is_dir():
            folder.rename(old)
        new.rename(folder)
    finally:
        _tidy(folder, new, old, gone)


def _tidy(folder: Path, new: Path, old: Path, gone: Path) -> None:
    """Put in order what a build left that was broken off at any step."""
    for path in (new, old, gone):
        _ours(path, path)
    _remove(gone)
    if os.path.lexists(old):
        if os.path.lexists(folder):
            old.rename(gone)
            _remove(gone)
        else:
            old.rename(folder)
    _remove(new)


def _remove(folder: Path) -> None:
    """Remove a folder of ours, its marker last."""
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.name != MARKER:
            path.unlink()
    (folder / MARKER).unlink(missing_ok=True)
    folder.rmdir()


def _fill(new: Path, folder: Path, outputs: Mapping[str, Files | Iterable[File]]) -> None:
    new.mkdir(mode=0o755)
    (new / MARKER).write_bytes(_NOTICE)
    for kept in sorted(folder.iterdir()) if folder.is_dir() else ():
        if kept.is_dir() and not kept.is_symlink() and kept.name not in outputs:
            shutil.copytree(kept, new / kept.name, ignore=_links)
    for output, files in outputs.items():
        (new / output).mkdir()
        checked = names.Checked()
        for name, data in files.items() if isinstance(files, dict) else files:
            checked.add(name)
            (new / output / name).parent.mkdir(parents=True, exist_ok=True)
            (new / output / name).write_bytes(data)


def _links(folder: str, inside: list[str]) -> list[str]:
    """What is not kept of an earlier output: links, since they lead elsewhere, and what is no file."""
    paths = (Path(folder, name) for name in inside)
    return [path.name for path in paths if path.is_symlink() or not (path.is_dir() or path.is_file())]


def _ours(folder: Path, named: Path) -> None:
    if not os.path.lexists(folder):
        return
    if folder.is_symlink() or not folder.is_dir():
        raise Failure(f"cannot write to {named}: it is not a folder")
    if any(folder.iterdir()) and not (folder / MARKER).is_file():
        raise Failure(
            f"{named} has files that siglum did not make, and a build replaces the folder: name another with -o"
        )


@contextmanager
def _alone(parent: Path, named: Path) -> Iterator[None]:
    """Hold other builds off the folder in which the output lies; the system lets go of it when a build is killed.

    Where a file system has no locks, two builds at a time are not told from one that was killed.
    """
    try:
        held, lock, taken = _lock(parent)
    except (ImportError, OSError):
        yield
        return
    until = time.monotonic() + _PATIENCE
    try:
        while True:
            try:
                lock()
                break
            except taken:
                if time.monotonic() > until:
                    raise Failure(f"cannot write to {named}: another build is at work beside it") from None
                time.sleep(0.05)
            except OSError:
                break
        yield
    finally:
        os.close(held)


def _lock(parent: Path) -> tuple[int, Callable[[], None], type[OSError]]:
    """A file, what locks it for as long as it is open, and what is raised where another process has it locked.

    It is the folder itself; Windows locks files only, so that there it is one of the temporary files of the user.
    """
    if sys.platform == "win32":
        import msvcrt

        name = digest(str(parent))[:16]
        held = os.open(Path(tempfile.gettempdir()) / f"siglum-{name}.lock", os.O_RDWR | os.O_CREAT)
        return held, lambda: msvcrt.locking(held, msvcrt.LK_NBLCK, 1), PermissionError
    import fcntl

    held = os.open(parent, os.O_RDONLY)
    return held, lambda: fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB), BlockingIOError

"""The output folder: replaced whole, and only if it is ours."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from siglum.failure import Failure, reason

Files = dict[str, bytes]

MARKER = ".siglum"
_NOTICE = b"This folder is made by siglum build, which replaces it as a whole. Keep nothing of your own here.\n"


def replace(folder: Path, outputs: Mapping[str, Files]) -> None:
    """Give `folder` the outputs (name → files by name); outputs of an earlier build that are not named stay.

    The new folder is complete before the old one goes. Raises Failure if the folder is not ours, or not writable.
    """
    named, folder = folder, folder.absolute()
    if ".." in folder.parts or not folder.name:
        folder = folder.resolve()
    old = folder.with_name(f".{folder.name}.old")
    try:
        _restore(folder, old)
        _ours(folder, named)
        folder.parent.mkdir(parents=True, exist_ok=True)
        new = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-"))
        try:
            _fill(new, folder, outputs)
            if folder.is_dir():
                folder.rename(old)
            new.rename(folder)
        except BaseException:
            shutil.rmtree(new, ignore_errors=True)
            _restore(folder, old)
            raise
        shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        raise Failure(f"cannot write to {named}: {reason(error)}") from None


def _fill(new: Path, folder: Path, outputs: Mapping[str, Files]) -> None:
    new.chmod(0o755)
    (new / MARKER).write_bytes(_NOTICE)
    if folder.is_dir():
        for kept in sorted(folder.iterdir()):
            if kept.is_dir() and kept.name not in outputs:
                shutil.copytree(kept, new / kept.name)
    for output, files in outputs.items():
        (new / output).mkdir()
        for name, data in files.items():
            (new / output / name).parent.mkdir(parents=True, exist_ok=True)
            (new / output / name).write_bytes(data)


def _ours(folder: Path, named: Path) -> None:
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise Failure(f"cannot write to {named}: it is not a folder")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARKER).is_file():
        raise Failure(
            f"{named} has files that siglum did not make, and a build replaces the folder: name another with -o"
        )


def _restore(folder: Path, old: Path) -> None:
    """A build that was killed between taking the old folder away and putting the new one there."""
    if old.is_dir() and not folder.exists() and (old / MARKER).is_file():
        old.rename(folder)
    elif old.is_dir() and folder.is_dir() and (old / MARKER).is_file():
        shutil.rmtree(old)

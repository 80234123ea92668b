"""Outputs are written whole or not at all."""

from __future__ import annotations

import os
import re
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from siglum.failure import Failure, reason

_NEW = ".new"
_LEFT = 60.0
"""Seconds after which a new file that has not taken its name was left by a process that was killed."""


def write(path: Path, data: bytes) -> None:
    """Put `data` into a file: first into a new file beside it, which then takes its name. Raises Failure."""
    try:
        _tidy(path)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-", suffix=_NEW)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).chmod(0o644)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise Failure(f"cannot write {path}: {reason(error)}") from None


def _tidy(path: Path) -> None:
    """Remove what was left of a file that was being written when its process was killed."""
    pattern = re.compile(rf"\.{re.escape(path.name)}-[a-z0-9_]{{8}}{re.escape(_NEW)}")
    with suppress(OSError):  # what cannot be looked at is left
        for left in path.parent.iterdir():
            if pattern.fullmatch(left.name) and time.time() - left.lstat().st_mtime > _LEFT:
                left.unlink()

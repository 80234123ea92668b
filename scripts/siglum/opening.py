"""Files opened for reading: regular ones only, up to a stated size, and every refusal one sentence."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from siglum.failure import Failure

_REASONS = {
    errno.ENOTDIR: "no such file or directory", errno.EISDIR: "it is a folder",
    errno.ELOOP: "its links lead in a circle", errno.ENAMETOOLONG: "its name is too long for this system",
}  # fmt: skip


_INSTEAD: dict[str, bytes] = {}
"""What is read in place of files, by their real paths."""


@contextmanager
def instead(contents: Mapping[Path, bytes]) -> Iterator[None]:
    """Have `read_file` give other bytes for some files, as if these had been written: not for several threads."""
    before = dict(_INSTEAD)
    _INSTEAD.update({os.path.realpath(path): data for path, data in contents.items()})
    try:
        yield
    finally:
        _INSTEAD.clear()
        _INSTEAD.update(before)


def is_instead(path: Path) -> bool:
    """Whether `read_file` gives other bytes for a file than it has: then nothing follows from how the file looks."""
    return bool(_INSTEAD) and os.path.realpath(path) in _INSTEAD


def read_file(path: Path, limit: int) -> bytes:
    """The bytes of a regular file of at most `limit` bytes. Raises Failure.

    A pipe, a device or a folder is not opened at all; what becomes one between the look and the opening is not read.
    """
    if _INSTEAD and (data := _INSTEAD.get(os.path.realpath(path))) is not None:
        return data
    try:
        _hold(path, path.stat(), limit)
        with open(path, "rb", opener=_without_waiting) as file:
            _hold(path, os.fstat(file.fileno()), limit)
            data = file.read(limit + 1)
    except OSError as error:
        raise Failure(f"cannot read {path}: {_reason(error)}") from None
    except ValueError:
        raise Failure(f"cannot read {str(path)!r}: this system can have no file of that name") from None
    if len(data) > limit:
        raise _too_large(path, limit)
    return data


def _without_waiting(name: str, flags: int) -> int:
    """Open a file; where it has become a pipe, without waiting for someone to write into it."""
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))


def _hold(path: Path, found: os.stat_result, limit: int) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise Failure(f"cannot read {path}: it is a folder")
    if not stat.S_ISREG(found.st_mode):
        raise Failure(f"cannot read {path}: it is no regular file")
    if found.st_size > limit:
        raise _too_large(path, limit)


def _too_large(path: Path, limit: int) -> Failure:
    return Failure(f"cannot read {path}: it is larger than {limit:,} bytes")


def _reason(error: OSError) -> str:
    return _REASONS.get(error.errno or 0) or (error.strerror or "it is not readable").lower()

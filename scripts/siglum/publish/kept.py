"""What was made of a file is kept under a key that says what it was made from, for this build and for those to come.

It lies in the user's cache folder (`$XDG_CACHE_HOME/siglum/build`, else `~/.cache/siglum/build`), else, where there is
none or nothing is to be kept, in a folder that goes with the build. An entry holds its key and a digest: what is
damaged, or was put under another name, is not there, and is made again. What was used longest ago is removed when all
of it comes to more than a stated limit."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Any

from siglum import writing
from siglum.failure import Failure
from siglum.keeping import Cache, digest, made_with, sealed, unsealed
from siglum.opening import read_file

_MOST = 1_000_000_000
"""Bytes that all entries may come to."""
_LARGEST = 500_000_000
"""Bytes that one entry may have, as it lies there."""
_UNPACKED = 4_000_000_000


class Kept:
    """A folder of entries: JSON values, each under a key and a name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: str, name: str) -> Any:
        """The entry; None where there is none that is whole."""
        path = self._path(key, name)
        try:
            body = unsealed(path.name, read_file(path, _LARGEST))
            if body is None:
                return None
            unpacker = zlib.decompressobj()
            data = unpacker.decompress(body, _UNPACKED)
            if not unpacker.eof:
                return None
            value = json.loads(data)
        except (Failure, zlib.error, ValueError, RecursionError):
            return None
        with suppress(OSError):
            os.utime(path)
        return value

    def put(self, key: str, name: str, value: Any) -> None:
        """Keep an entry. Raises Failure where it cannot be written."""
        body = zlib.compress(json.dumps(value, ensure_ascii=False, sort_keys=False).encode("utf-8", "surrogatepass"), 1)
        path = self._path(key, name)
        writing.write(path, sealed(path.name, body))

    def tidy(self) -> None:
        """Remove what was used longest ago, if all comes to more than the limit."""
        with suppress(OSError):
            found = sorted(
                ((e.stat().st_mtime_ns, e.stat().st_size, e.path) for e in os.scandir(self.folder)), reverse=True
            )
            total = 0
            for _, size, path in found:
                total += size
                if total > _MOST:
                    Path(path).unlink(missing_ok=True)

    def _path(self, key: str, name: str) -> Path:
        return self.folder / f"{key}.{name}"


class Opened:
    """A place to keep what is made, as long as a build goes on or longer; `with` gives it."""

    def __init__(self, *, keep: bool) -> None:
        self.keep = keep
        self._temporary: Path | None = None

    def __enter__(self) -> Kept:
        folder = cache_folder() if self.keep else None
        if folder is None:
            folder = self._temporary = Path(tempfile.mkdtemp(prefix="siglum-"))
        self.kept = Kept(folder)
        return self.kept

    def __exit__(self, *_: object) -> None:
        if self._temporary is not None:
            shutil.rmtree(self._temporary, ignore_errors=True)
        else:
            self.kept.tidy()


def cache_folder() -> Path | None:
    """The folder for what is kept, which is the user's own; None where there can be none, or nothing can be written."""
    folder = Cache.of().place("build")
    if folder is None:
        return None
    try:
        handle, name = tempfile.mkstemp(dir=folder)
        os.close(handle)
        Path(name).unlink()
    except OSError:
        return None
    return folder


def key(*said: object) -> str:
    """The key of what is made from some values, and with this toolkit."""
    whole = json.dumps([made_with(), *said], sort_keys=True, default=_plain)
    return digest(whole)


def _plain(value: object) -> object:
    if isinstance(value, set | frozenset):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no key")

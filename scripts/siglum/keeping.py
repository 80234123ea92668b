"""What is kept from one run to the next: data, in a folder that belongs to the user alone. All of it can be made again.

An entry is a file whose name tells what it was made of, and which begins with the digest of that name and of the rest.
What is damaged, or may come from somebody else, counts as not there; where nothing can be written, nothing is kept.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

from siglum import __version__, resources
from siglum.failure import Failure
from siglum.opening import read_file

_LARGEST = 100_000_000
_CODE = (".py", ".xsl", ".xml", ".rng", ".odd", ".typ")


class Cache(NamedTuple):
    """A folder for what is kept; None to keep nothing."""

    folder: Path | None

    @classmethod
    def of(cls, folder: str = "") -> Cache:
        """The cache in a folder; without one, `siglum` below $XDG_CACHE_HOME, else below ~/.cache."""
        if folder:
            return cls(Path(os.path.realpath(folder)))
        home = os.environ.get("XDG_CACHE_HOME") or (str(Path.home() / ".cache") if os.environ.get("HOME") else "")
        return cls(Path(home, "siglum")) if home and Path(home).is_absolute() else cls(None)

    def place(self, name: str) -> Path | None:
        """A folder in the cache, made if need be, or None: where there can be none, and where others may write."""
        if self.folder is None:
            return None
        inner = self.folder / name
        try:
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            for folder in (self.folder, inner):
                folder.mkdir(exist_ok=True, mode=0o700)
        except OSError:
            return None
        return inner if all(map(_belongs_to_us, (self.folder, inner))) else None

    def recall(self, name: str, key: str) -> str | None:
        """What was kept under a key, if it is whole."""
        place = self.place(name)
        if place is None:
            return None
        try:
            body = unsealed(key, read_file(place / key, _LARGEST))
            return None if body is None else body.decode("utf-8")
        except (Failure, UnicodeDecodeError):
            return None

    def keep(self, name: str, key: str, body: str) -> None:
        """Keep a text; where that cannot be done, it is made again next time."""
        place = self.place(name)
        if place is not None:
            from siglum import writing

            try:
                writing.write(place / key, sealed(key, body.encode("utf-8")))
            except (OSError, Failure):
                return


NOTHING = Cache(None)


def _belongs_to_us(folder: Path) -> bool:
    """Whether nobody else may write into a folder."""
    if not hasattr(os, "geteuid"):
        return True
    try:
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & 0o022


def digest(said: str | bytes) -> str:
    """The SHA-256 of a text or of bytes, in hexadecimal digits."""
    data = said if isinstance(said, bytes) else said.encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()


def sealed(name: str, body: bytes) -> bytes:
    """An entry: what it holds, behind a line with the digest of that and of its name."""
    return f"{digest(_signed(name, body))}\n".encode() + body


def unsealed(name: str, entry: bytes) -> bytes | None:
    """What an entry of this name holds; None where it is damaged, or was put under another name."""
    head, _, body = entry.partition(b"\n")
    return body if head == digest(_signed(name, body)).encode() else None


def _signed(name: str, body: bytes) -> bytes:
    return f"{name}\n".encode() + body


@cache
def toolkit() -> str:
    """What tells this toolkit from any other that might have made an entry: its version, and that of Python.

    In a repository, where code changes without a new version, the times of the last changes of all files as well.
    """
    said = f"{__version__} {sys.version}"
    if resources.PACKAGE.is_relative_to(resources.REPOSITORY / "scripts"):
        folders = (resources.PACKAGE, resources.folder("xslt"), resources.folder("schema"))
        times = (_changed(folder) for folder in folders)
        said += f" {sorted(line for lines in times for line in lines)}"
    return digest(said)


@cache
def made_with() -> str:
    """The toolkit, and the libraries that what is made comes from."""
    from importlib.metadata import version

    return " ".join((toolkit(), *(version(name) for name in ("lxml", "saxonche"))))


def _changed(folder: Path) -> list[str]:
    found: list[str] = []
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            found += _changed(Path(entry.path))
        elif entry.name.endswith(_CODE):
            seen = entry.stat()
            found.append(f"{entry.path} {seen.st_size} {seen.st_mtime_ns}")
    return found

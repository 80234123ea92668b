"""Which folder is that of an edition, and which file in it is TEI."""

from __future__ import annotations

import re
from pathlib import Path

from siglum.paths import documents_in, is_file, real

CONFIGURATION = "siglum.toml"
_BEFORE_ROOT = re.compile(rb"<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>", re.DOTALL)
_IN_TEI = re.compile(rb"xmlns(?::[\w.-]+)?\s*=\s*[\"']http://www\.tei-c\.org/ns/1\.0[\"']")


def begins_as_tei(path: Path) -> bool:
    """Whether the first tag of a file speaks of the namespace of TEI."""
    try:
        with path.open("rb") as file:
            head = file.read(65536).replace(b"\0", b"")
    except OSError:
        return False
    first = re.search(rb"<[^>]*>", _BEFORE_ROOT.sub(b"", head))
    return first is not None and _IN_TEI.search(first[0]) is not None


def tei_in(folder: Path) -> tuple[str, ...]:
    """The TEI documents in a folder and below, but for those in hidden folders and in such as a build has made."""
    paths = sorted(path for path in documents_in(folder) if is_file(path))
    names = (path.relative_to(folder) for path in paths if begins_as_tei(path))
    return tuple(name.as_posix() for name in names if not any(part.startswith(".") for part in name.parts))


def containing(path: Path) -> Path | None:
    """The folder with a siglum.toml in which a file lies, or above it; None where there is none."""
    start = real(path)
    return next((folder for folder in (start, *start.parents) if is_file(folder / CONFIGURATION)), None)

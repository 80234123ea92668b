"""Which folder is that of an edition, and which file in it is TEI."""

from __future__ import annotations

import re
from pathlib import Path

from siglum.paths import is_file, real

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


def containing(path: Path) -> Path | None:
    """The folder with a siglum.toml in which a file lies, or above it; None where there is none."""
    start = real(path)
    return next((folder for folder in (start, *start.parents) if is_file(folder / CONFIGURATION)), None)

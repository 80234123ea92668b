"""A baseline as a file: what was found once, and is not to be told again.

    {"siglum-baseline": 1,
     "findings": {"tei/letter.xml": ["05d8e4…", "9f31aa…"]}}

The paths are relative to the folder of the file.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from siglum import writing
from siglum.baseline import Marks, marks
from siglum.diagnostic import Diagnostic
from siglum.document import Source
from siglum.failure import Failure
from siglum.opening import read_file

_KEY, _VERSION = "siglum-baseline", 1
_LARGEST = 100_000_000


def write(path: Path, findings: Sequence[Diagnostic], source: Callable[[str], Source | None]) -> None:
    """Write a baseline. Raises Failure."""
    listed = {
        os.path.relpath(name, path.parent).replace(os.sep, "/"): sorted(of)
        for name, of in marks(findings, source).items()
    }
    text = json.dumps({_KEY: _VERSION, "findings": dict(sorted(listed.items()))}, ensure_ascii=False, indent=1)
    writing.write(path, f"{text}\n".encode("utf-8", "backslashreplace"))


def read(path: Path) -> Marks:
    """The fingerprints of a baseline, by path from the current folder. Raises Failure for what is none."""
    data = read_file(path, _LARGEST)
    try:
        found: Any = json.loads(data)
    except (ValueError, RecursionError):
        raise Failure(f"{path} is no baseline: {_ADVICE}") from None
    if not isinstance(found, dict) or _KEY not in found:
        raise Failure(f"{path} is no baseline: {_ADVICE}")
    if found[_KEY] != _VERSION:
        raise Failure(
            f"{path} is a baseline of version {found[_KEY]}, and this siglum knows version {_VERSION}: {_ADVICE}"
        )
    listed = found.get("findings")
    if not isinstance(listed, dict) or not all(_are_words(of) for of in listed.values()):
        raise Failure(f"{path} is a damaged baseline: {_ADVICE}")
    return {_from_here(path.parent / name): of for name, of in listed.items()}


_ADVICE = "write one with --write-baseline"


def _are_words(found: Any) -> bool:
    return isinstance(found, list) and all(isinstance(word, str) for word in found)


def _from_here(path: Path) -> str:
    return os.path.normpath(path).replace(os.sep, "/")

"""What would change, line by line, as `git apply` and `patch -p1` take it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import unified_diff

from siglum.document import Source
from siglum.paths import from_here, written
from siglum.writing import Change


def diff(files: Mapping[str, Change]) -> str:
    """The differences of files, by path; "" for none."""
    return "".join(line for path in sorted(files) for line in _of(path, files[path]))


def _of(path: str, change: Change) -> Iterator[str]:
    name = written(from_here(path))
    before, after = (_lines(Source.of(data).text) for data in (change.before or b"", change.after))
    old = f"a/{name}" if change.before is not None else "/dev/null"
    for line in unified_diff(before, after, old, f"b/{name}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(text: str) -> Sequence[str]:
    """The lines with their ends; only a line feed ends one, as for git."""
    lines = [f"{line}\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]

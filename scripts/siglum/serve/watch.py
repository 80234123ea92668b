"""Which files an edition consists of, and how each stood when one last looked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from siglum.edition import CONFIGURATION, Edition
from siglum.failure import Failure

Stamp = tuple[int, int]
"""Time of the last change (nanoseconds) and size (bytes)."""


def stamps(folder: Path) -> dict[Path, Stamp]:
    """The files of the edition in a folder, as they stand; of a broken siglum.toml, that file and all XML below it."""
    found: dict[Path, Stamp] = {}
    for path in _files(folder):
        try:
            status = path.stat()
        except OSError:
            continue
        found[path] = (status.st_mtime_ns, status.st_size)
    return found


def _files(folder: Path) -> Iterator[Path]:
    yield folder / CONFIGURATION
    try:
        edition = Edition.load(folder)
    except Failure:
        yield from sorted(folder.rglob("*.xml"))
        return
    named = {*edition.files, *(reading.transcript for reading in edition.readings if reading.transcript)}
    yield from (folder / name for name in sorted(named))
    if edition.schema:
        schema = folder / edition.schema
        yield from (schema, schema.with_suffix(".rng"), schema.with_suffix(".sch"))

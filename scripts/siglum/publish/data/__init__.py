"""The edition as data, for those who link, count and harvest: one module for each format.

What is known comes as facts of each file (xslt/html/site/data.xsl). A module has `files(edition)`, which gives its
files by name, none where the edition has nothing for it. All lie in `downloads/data/`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from siglum.publish.data import beacon, cmif, linked, manifests, notes, tables
from siglum.publish.data.known import Fact, Known

__all__ = ["FORMATS", "Fact", "Known", "files"]

FORMATS: tuple[Callable[[Known], Iterator[tuple[str, str]]], ...] = (
    linked.files,
    tables.files,
    beacon.files,
    cmif.files,
    notes.files,
    manifests.files,
)
"""What makes the files, in the order in which the page of downloads lists them."""


def files(edition: Known) -> dict[str, bytes]:
    """The files, by name."""
    return {f"data/{name}": text.encode("utf-8") for make in FORMATS for name, text in make(edition)}

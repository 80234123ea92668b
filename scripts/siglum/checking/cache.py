"""What is read once in a run, however many files need it: schemas, rules, catalogs."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from siglum.catalog import Catalog
from siglum.relaxng import Schema

if TYPE_CHECKING:
    from siglum.schematron import Rules

Stamp = tuple[str, int, int] | None
"""Cache key of a file: real path, mtime in nanoseconds, size in bytes; None where there is no such file."""


def stamp(path: Path) -> Stamp:
    """The cache key of a file, as it now stands."""
    try:
        found = path.stat()
    except OSError:
        return None
    return os.path.realpath(path), found.st_mtime_ns, found.st_size


def schema(path: Path, catalogs: tuple[str, ...]) -> Schema:
    """The schema of a file, read once. Raises Failure."""
    return _schema(path, stamp(path), catalogs)


@cache
def _schema(path: Path, _: Stamp, catalogs: tuple[str, ...]) -> Schema:
    return Schema.read(path, catalog(catalogs))


@cache
def _rules(path: Path, _: Stamp, phase: str, keep: bool) -> Rules:
    from siglum.schematron import read

    return read(path, phase, cache=keep)


@cache
def catalog(paths: tuple[str, ...]) -> Catalog:
    """The catalogs of those files, else of the environment variable XML_CATALOG_FILES (paths with spaces between)."""
    from_environment = os.environ.get("XML_CATALOG_FILES", "").split()
    return Catalog.read(paths or [unquote(urlsplit(uri).path) for uri in from_environment])


def rules(path: Path, phase: str, keep: bool) -> Rules:
    """The rules of a file in a phase, read once; `keep` says whether they are kept for the next run. Raises Failure."""
    return _rules(path, stamp(path), phase, keep)

"""The full sources of TEI that a user keeps: one file for each version, each with its digest.

They lie in `siglum/tei/` of $XDG_DATA_HOME (else of ~/.local/share), as VERSION.xml and VERSION.sha256.
"""

from __future__ import annotations

import os
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from siglum import writing
from siglum.document import Document, Refused
from siglum.failure import Failure, reason
from siglum.keeping import digest
from siglum.opening import read_file

_T = "{http://www.tei-c.org/ns/1.0}"
VERSION = re.compile(r"\d+\.\d+\.\d+")
_LEAST = 300
"""How many elements a compiled TEI has at least: no version of P5 has fewer, and no other ODD is taken for one."""
_LARGEST = 50_000_000
_SECONDS = 60


def folder() -> Path | None:
    """Where sources are kept; None where there is no such place."""
    home = os.environ.get("XDG_DATA_HOME") or (str(Path.home() / ".local" / "share") if os.environ.get("HOME") else "")
    return Path(home, "siglum", "tei") if home and Path(home).is_absolute() else None


def kept() -> dict[str, Path]:
    """The versions that are kept, each with its file."""
    place = folder()
    if place is None or not place.is_dir():
        return {}
    return {path.stem: path for path in sorted(place.glob("*.xml")) if VERSION.fullmatch(path.stem)}


def is_whole(path: Path) -> bool:
    """Whether a file is what was kept."""
    try:
        said = read_file(path.with_suffix(".sha256"), 1000).decode("ascii", "replace").strip()
        return said == digest(read_file(path, _LARGEST))
    except Failure:
        return False


def add(address: str) -> tuple[str, Path]:
    """Keep a compiled TEI, from a file or an address (http, https): its version, and where it lies. Raises Failure."""
    data = _fetched(address) if re.match(r"https?://", address) else read_file(Path(address), _LARGEST)
    try:
        root = Document.parse(data, address).root
    except Refused as refused:
        raise refused.failure() from None
    version = version_of(root)
    if not version:
        raise Failure(f"{address} is no compiled source of TEI P5: give the p5subset.xml of a version")
    place = folder()
    if place is None:
        raise Failure("there is no place to keep sources in: set XDG_DATA_HOME or HOME")
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Failure(f"cannot make {place}: {reason(error)}") from None
    path = place / f"{version}.xml"
    writing.write(path, data)
    writing.write(path.with_suffix(".sha256"), digest(data).encode("ascii") + b"\n")
    return version, path


def version_of(root: etree._Element) -> str:
    """The version of a compiled TEI; "" for what is none."""
    if sum(1 for _ in root.iter(f"{_T}elementSpec")) < _LEAST or next(root.iter(f"{_T}schemaSpec"), None) is not None:
        return ""
    edition = root.find(f"{_T}teiHeader/{_T}fileDesc/{_T}editionStmt/{_T}edition")
    said = VERSION.search("".join(map(str, _texts(edition)))) if edition is not None else None
    return said[0] if said else ""


def _texts(element: etree._Element) -> Iterator[str]:
    yield from (str(text) for text in element.itertext())


def _fetched(address: str) -> bytes:
    """What an address on the net gives. Raises Failure."""
    try:
        with urllib.request.urlopen(address, timeout=_SECONDS) as answer:
            data: bytes = answer.read(_LARGEST + 1)
    except urllib.error.HTTPError as error:
        raise Failure(f"{address} is not to be had: the server says {error.code}") from None
    except (OSError, ValueError) as error:
        raise Failure(f"{address} is not to be had: {' '.join(str(error).split())[:200]}") from None
    if len(data) > _LARGEST:
        raise Failure(f"{address} has more than {_LARGEST:,} bytes")
    return data

"""Schema files from disk, in either syntax; and the files that they refer to (section 4.5)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

from siglum.catalog import Catalog
from siglum.document import refusals, tree_of
from siglum.document.decoding import decode
from siglum.failure import Failure
from siglum.opening import read_file
from siglum.relaxng.syntax import MOST_BYTES, check, failure

_MOST_FILES = 2000


@dataclass(slots=True)
class Allowance:
    """How much may still be read for one schema: a file counts each time that it is referred to."""

    files: int = _MOST_FILES
    size: int = MOST_BYTES

    def read(self, path: Path) -> bytes:
        """The bytes of a file. Raises Failure."""
        if self.files == 0:
            raise Failure(f"cannot read {path}: the schema refers to more than {_MOST_FILES:,} files, one in another")
        self.files -= 1
        data = read_file(path, MOST_BYTES)
        if len(data) > self.size:
            raise Failure(f"cannot read {path}: the files of the schema have more than {MOST_BYTES:,} bytes together")
        self.size -= len(data)
        return data


def load(path: Path, allowance: Allowance) -> etree._Element:
    """The root of a schema file, checked against the syntax. Raises Failure."""
    return parsed(allowance.read(path), path)


def parsed(data: bytes, path: Path) -> etree._Element:
    """The root of a schema in the bytes of a file, checked against the syntax. Raises Failure."""
    if path.suffix == ".rnc":
        from siglum.relaxng import compact

        root = compact.read(data, path)
    else:
        root = _tree(data, path)
    check(root)
    return root


def _tree(data: bytes, path: Path) -> etree._Element:
    decoded = decode(data)
    if decoded.problem:
        raise _unreadable(path, decoded.problem.message)
    if decoded.encoding != "utf-8" or decoded.bom:
        data = decoded.text.encode("utf-8")
    try:
        root = tree_of(data)
    except etree.XMLSyntaxError as error:
        raise _unreadable(path, refusals.worded(str(error.msg))[0]) from None
    root.getroottree().docinfo.URL = path.resolve().as_uri()
    return root


def _unreadable(path: Path, why: str) -> Failure:
    return Failure(f"the schema {path} cannot be read: {why}")


def referred(element: etree._Element, catalog: Catalog | None = None) -> Path:
    """The file that an include or externalRef refers to (4.5), or that a catalog names for it. Raises Failure."""
    href = element.get("href", "")
    if "#" in href:
        raise failure(element, f"“{href}” has a fragment identifier", "4.5")
    try:
        address = urljoin(element.base or "", href)
        url = urlsplit(address)
    except ValueError:
        raise failure(element, f"“{href}” is no address", "4.5") from None
    copy = catalog.resolve(address) if catalog else None
    if copy is not None:
        return copy
    if url.scheme not in ("", "file"):
        sentence = f"{href} is on the net, and nothing is read from there; put a copy beside it, or name a catalog"
        raise failure(element, sentence, "4.5")
    return Path(unquote(url.path))

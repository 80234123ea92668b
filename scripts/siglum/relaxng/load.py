"""Schema files from disk, in either syntax; and the files that they refer to (section 4.5)."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

from siglum.catalog import Catalog
from siglum.document import parser
from siglum.failure import Failure, reason
from siglum.relaxng.syntax import check, failure


def load(path: Path) -> etree._Element:
    """The root of a schema file, checked against the syntax. Raises Failure."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Failure(f"cannot read the schema {path}: {reason(error)}") from None
    if path.suffix == ".rnc":
        from siglum.relaxng import compact

        root = compact.read(data, path)
    else:
        try:
            root = etree.fromstring(data, parser(), base_url=path.resolve().as_uri())
        except etree.XMLSyntaxError as error:
            raise Failure(f"the schema {path} is not well-formed: {error.msg}") from None
    check(root)
    return root


def referred(element: etree._Element, catalog: Catalog | None = None) -> Path:
    """The file that an include or externalRef refers to (4.5), or that a catalog names for it. Raises Failure."""
    href = element.get("href", "")
    if "#" in href:
        raise failure(element, f"“{href}” has a fragment identifier", "4.5")
    address = urljoin(element.base or "", href)
    copy = catalog.resolve(address) if catalog else None
    if copy is not None:
        return copy
    url = urlsplit(address)
    if url.scheme not in ("", "file"):
        sentence = f"{href} is on the net, and nothing is read from there; put a copy beside it, or name a catalog"
        raise failure(element, sentence, "4.5")
    return Path(unquote(url.path))

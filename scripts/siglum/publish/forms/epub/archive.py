"""The container of a book (EPUB 3.3, section 4; OCF): a ZIP that is the same whenever it is made; and the text,
read back from one."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from io import BytesIO
from urllib.parse import unquote
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from lxml import etree

from siglum.document import parser
from siglum.publish.forms.epub.xhtml import H, text

FOLDER = "EPUB"
PACKAGE = "package.opf"
MIMETYPE = b"application/epub+zip"
_CONTAINER = f"""\
<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles><rootfile full-path="{FOLDER}/{PACKAGE}" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
_BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The date of every file: the first that a ZIP can have."""


def packed(package: bytes, files: Iterable[tuple[str, bytes]]) -> bytes:
    """The container of a package document and its files (by name)."""
    whole = BytesIO()
    with ZipFile(whole, "w") as archive:
        _put(archive, "mimetype", MIMETYPE, ZIP_STORED)
        _put(archive, "META-INF/container.xml", _CONTAINER.encode(), ZIP_DEFLATED)
        _put(archive, f"{FOLDER}/{PACKAGE}", package, ZIP_DEFLATED)
        for name, data in files:
            _put(archive, f"{FOLDER}/{name}", data, ZIP_DEFLATED)
    return whole.getvalue()


def _put(archive: ZipFile, name: str, data: bytes, how: int) -> None:
    entry = ZipInfo(name, _BEGINNING)
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    entry.compress_type = how
    archive.writestr(entry, data, compresslevel=9)


def text_of(book: bytes) -> str:
    """The words of the reading in an EPUB: its pages in their order, without what is marked as none of it."""
    said: list[str] = []
    with ZipFile(BytesIO(book)) as archive:
        container = _tree(archive.read("META-INF/container.xml"))
        path = next(str(one.get("full-path")) for one in container.iter("{*}rootfile"))
        package = _tree(archive.read(path))
        files = {item.get("id", ""): unquote(item.get("href", "")) for item in package.iter("{*}item")}
        for one in package.iter("{*}itemref"):
            page = _tree(archive.read(posixpath.join(posixpath.dirname(path), files[one.get("idref", "")])))
            said += (f"{text(body)}\n" for body in page.iterchildren(f"{H}body"))
    return "".join(said)


def _tree(data: bytes) -> etree._Element:
    return etree.fromstring(data, parser())

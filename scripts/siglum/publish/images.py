"""Images that a text names: which of them lie within the edition."""

from __future__ import annotations

import re
from urllib.parse import unquote

from siglum.document import MOST_BYTES
from siglum.edition import Edition
from siglum.failure import Failure
from siglum.keeping import digest
from siglum.opening import read_file
from siglum.paths import is_file, is_within, real

_IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif")


def within(edition: Edition, document: str, url: str, *, svg: bool = False) -> tuple[str, bool] | None:
    """The path in the edition of an image that lies beside a document (given by its own), and whether it is there; None
    for anything else. With `svg` drawings count as images: what is in one is code, which a page must not carry."""
    kinds = (*_IMAGES, ".svg") if svg else _IMAGES
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//|/", url) or not url.lower().endswith(kinds):
        return None
    file = (edition.folder / document).parent / unquote(url)
    if not is_within(file, edition.folder):
        return None
    return real(file).relative_to(real(edition.folder)).as_posix(), is_file(file)


def data(edition: Edition, path: str) -> bytes:
    """An image by its path in the edition; b"" where none can be read."""
    try:
        return read_file(edition.folder.resolve() / path, MOST_BYTES)
    except Failure:
        return b""


def mark(found: bytes) -> str:
    """What tells an image from what it was; "" where none could be read."""
    return digest(found) if found else ""

"""The images of a book: those that lie within the edition are in it, each once."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode

from siglum.publish.made import Made

_KINDS = (
    (b"\x89PNG\r\n\x1a\n", "png", "image/png"),
    (b"\xff\xd8\xff", "jpg", "image/jpeg"),
    (b"GIF8", "gif", "image/gif"),
    (b"RIFF", "webp", "image/webp"),
)
"""How a file begins that every e-reader shows (EPUB 3.3, section 3.2), what its name ends in, and its type."""
_DATA = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,([A-Za-z0-9+/=\s]+)")


class Images:
    """The images of a book. `document` is the file that names them, by its path in the edition."""

    def __init__(self, made: Made, document: str) -> None:
        self._made, self._document = made, document
        self.files: dict[str, tuple[bytes, str]] = {}
        """The images that are shown: by name, what they are and of what type."""
        self.described = True
        """Whether each has a description."""
        self.moving = False
        """Whether one may move: GIF and WebP can."""
        self._known: dict[str, str] = {}

    def href(self, url: str) -> str:
        """The name of an image in the book; "" for one that cannot be shown."""
        if url not in self._known:
            self._known[url] = self._taken(self._data(url))
        return self._known[url]

    def _taken(self, data: bytes) -> str:
        for begins, suffix, kind in _KINDS:
            if data.startswith(begins) and (suffix != "webp" or data[8:12] == b"WEBP"):
                same = next((name for name, (other, _) in self.files.items() if other == data), "")
                name = same or f"image-{len(self.files) + 1}.{suffix}"
                self.files[name] = (data, kind)
                self.moving = self.moving or suffix in ("gif", "webp")
                return name
        return ""

    def _data(self, url: str) -> bytes:
        if found := _DATA.fullmatch(url):
            try:
                return b64decode("".join(found[1].split()), validate=True)
            except binascii.Error:
                return b""
        return self._made.image(self._document, url)

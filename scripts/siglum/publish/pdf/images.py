"""The images of a book: those that lie within the edition, and that can be set."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

from siglum.edition import Edition
from siglum.failure import Failure
from siglum.opening import read_file

_KINDS = {".png": ".png", ".jpg": ".jpg", ".jpeg": ".jpg", ".gif": ".gif", ".webp": ".webp", ".svg": ".svg"}
_LARGEST = 50_000_000
"""Bytes of an image that is set."""


class Images:
    """The images that a document of an edition names, copied to a folder when they are asked for."""

    def __init__(self, edition: Edition, document: str, folder: Path) -> None:
        self.root, self.folder = edition.folder.resolve(), folder
        self.beside = (self.root / document).parent
        self.known: dict[str, str | None] = {}

    def __call__(self, address: str) -> str | None:
        """The name of the file of an image, by its address in the document; None for one that is elsewhere, not there,
        or no image."""
        if address not in self.known:
            self.known[address] = self._copied(address)
        return self.known[address]

    def _copied(self, address: str) -> str | None:
        kind = _KINDS.get(Path(address).suffix.lower())
        if kind is None or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|/", address):
            return None
        try:
            path = (self.beside / unquote(address)).resolve()
            if not path.is_relative_to(self.root) or not path.is_file():
                return None
            data = read_file(path, _LARGEST)
        except (Failure, OSError, ValueError):
            return None
        name = f"image-{len(self.known)}{kind}"
        return name if _can_be_set(name, data, self.folder) else None


def _can_be_set(name: str, data: bytes, folder: Path) -> bool:
    import typst

    (folder / name).write_bytes(data)
    compiler = typst.Compiler(root=folder, ignore_system_fonts=True)
    try:
        compiler.compile(f'#image("{name}")'.encode(), format="pdf")
    except typst.TypstError:
        return False
    return True

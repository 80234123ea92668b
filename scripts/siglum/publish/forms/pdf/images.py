"""The images of a book: those that lie within the edition, and that can be set."""

from __future__ import annotations

from pathlib import Path

from siglum.publish.made import Made


class Images:
    """The images that a document of an edition names, copied to a folder when they are asked for."""

    def __init__(self, made: Made, document: str, folder: Path) -> None:
        self.made, self.document, self.folder = made, document, folder
        self.known: dict[str, str | None] = {}

    def __call__(self, address: str) -> str | None:
        """The name of the file of an image, by its address in the document; None for one that is elsewhere, not there,
        or no image."""
        if address not in self.known:
            self.known[address] = self._copied(address)
        return self.known[address]

    def _copied(self, address: str) -> str | None:
        data = self.made.image(self.document, address, svg=True)
        name = f"image-{len(self.known)}{Path(address).suffix.lower()}"
        return name if data and _can_be_set(name, data, self.folder) else None


def _can_be_set(name: str, data: bytes, folder: Path) -> bool:
    import typst

    (folder / name).write_bytes(data)
    compiler = typst.Compiler(root=folder, ignore_system_fonts=True)
    try:
        compiler.compile(f'#image("{name}")'.encode(), format="pdf")
    except typst.TypstError:
        return False
    return True

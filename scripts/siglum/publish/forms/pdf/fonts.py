"""The fonts of the pages, as Typst takes them."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

from siglum import resources

FAMILY = "EB Garamond"


def write(folder: Path) -> None:
    """Write the fonts to a folder, all as one family."""
    for name, data in _converted().items():
        (folder / name).write_bytes(data)


@cache
def _converted() -> dict[str, bytes]:
    """The fonts as OpenType by name; they are shipped compressed (WOFF 2), and under two names."""
    from fontTools.ttLib import TTFont

    found = {}
    for path in sorted((resources.folder("xslt") / "html" / "fonts").glob("*.woff2")):
        font = TTFont(path, recalcTimestamp=False)
        font.flavor = None
        for family in (1, 16, 17):
            font["name"].removeNames(nameID=family)
        font["name"].setName(FAMILY, 1, 3, 1, 0x409)
        data = BytesIO()
        font.save(data)
        found[f"{path.stem}.otf"] = data.getvalue()
    return found

"""The images of an edition: which lie in its folder, and those that are put into a file of a reading."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote

from siglum.edition import Edition, Reading
from siglum.publish.made import Made

_ENDINGS = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif")
_MOST_BYTES = 20_000_000
"""A larger image is not put into a file: a scan for printing, which would make it too large to be sent."""


def within(edition: Edition, document: str, url: str) -> tuple[str, bool] | None:
    """The path of an image that would lie beside a document within the edition, and whether it is there; None for
    anything else."""
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//|/", url) or not url.lower().endswith(_ENDINGS):
        return None
    root = edition.folder.resolve()
    file = (root / document).parent.joinpath(unquote(url)).resolve()
    return (file.relative_to(root).as_posix(), file.is_file()) if file.is_relative_to(root) else None


def embedded(made: Made, one: Reading, url: str) -> bytes | None:
    """The bytes of an image that a reading names, to be put into its file; None where it does not lie in the folder of
    the edition. `made` keeps in mind which it was, so that the file is made anew when the image changes."""
    found = within(made.edition, one.document, url)
    if found is None:
        return None
    data = _content(made.edition.folder.resolve() / found[0])
    made.embedded[found[0]] = _digest(data)
    return data


def are_the_same(edition: Edition, embedded: dict[str, str]) -> bool:
    """Whether images are as they were when they were put into a file: their digests by path."""
    return all(_digest(_content(edition.folder.resolve() / path)) == was for path, was in embedded.items())


def _content(file: Path) -> bytes | None:
    try:
        return file.read_bytes() if file.stat().st_size <= _MOST_BYTES else None
    except OSError:
        return None


def _digest(data: bytes | None) -> str:
    return "" if data is None else sha256(data).hexdigest()

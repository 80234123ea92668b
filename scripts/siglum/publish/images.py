"""Images that a text names: which of them lie within the edition."""

from __future__ import annotations

import re
from urllib.parse import unquote

from siglum.edition import Edition

_IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif")


def within(edition: Edition, document: str, url: str) -> tuple[str, bool] | None:
    """The path in the edition of an image that lies beside a document (given by its own), and whether it is there; None
    for anything else."""
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//|/", url) or not url.lower().endswith(_IMAGES):
        return None
    root = edition.folder.resolve()
    file = (root / document).parent.joinpath(unquote(url)).resolve()
    return (file.relative_to(root).as_posix(), file.is_file()) if file.is_relative_to(root) else None

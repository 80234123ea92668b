"""How the elements of an edition are set: as its ODD says, and for the rest as the toolkit does.

What is text of a reading depends on it: a stage direction that a model sets as a note is none. So outputs and the
checks that compare texts ask here.
"""

from __future__ import annotations

import re
from pathlib import Path

from siglum import resources, saxon, setting
from siglum.document import Document, Refused
from siglum.edition import Edition
from siglum.paths import is_file

_MODEL = re.compile(r"<(?:[\w.-]+:)?model\b")


def odd_of(edition: Edition | None) -> Path | None:
    """The ODD of an edition, if its schema is one; the toolkit's own where the edition has no copy."""
    if edition is None or not edition.schema.endswith(".odd"):
        return None
    path = edition.file(edition.schema)
    return path if is_file(path) else resources.own_schema(path)


def models_of(edition: Edition | None) -> setting.Models:
    """The models of an edition. Raises Failure where its ODD cannot be read, or a model of it is wrong."""
    path = odd_of(edition)
    if path is None:
        return setting.models()
    try:
        source = saxon.serialised(Document.read(path))
    except Refused as refused:
        raise refused.failure() from None
    return setting.models(*([source] if _MODEL.search(source) else []))

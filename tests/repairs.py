"""A repair made, as an editor would make it."""

from __future__ import annotations

from siglum.diagnostic import Fix
from siglum.document import Source


def applied(data: bytes, fix: Fix, path: str = "") -> bytes:
    """The bytes of a file after a repair: the text of an edit is written in the encoding of the file.

    `path` names a file other than that of the finding.
    """
    encoding = Source.of(data).encoding
    for edit in sorted(
        (edit for edit in fix.edits if edit.path == path), key=lambda edit: (edit.start, edit.end), reverse=True
    ):
        data = data[: edit.start] + edit.text.encode(encoding, "xmlcharrefreplace") + data[edit.end :]
    return data

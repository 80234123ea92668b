"""A repair made, as an editor would make it."""

from __future__ import annotations

from siglum.diagnostic import Fix


def applied(data: bytes, fix: Fix) -> bytes:
    """The bytes of a file after a repair."""
    for edit in sorted(fix.edits, key=lambda edit: (edit.start, edit.end), reverse=True):
        data = data[: edit.start] + edit.text.encode() + data[edit.end :]
    return data

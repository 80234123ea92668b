"""The names of what is published: none leads out of its folder, and each means the same on every system.

A name is a path with forward slashes, relative to the folder of an output. Its parts are of any characters that can be
printed, but for `\\ : * ? " < > |` and a full stop or a space at either end.
"""

from __future__ import annotations

from siglum.failure import Failure
from siglum.paths import written

_FORBIDDEN = frozenset('\\:*"<>|')
_LONGEST = 200
"""Bytes of one part of a name; what is written beside it for a moment has a longer one."""


def is_name(name: str) -> bool:
    """Whether an output may have a file of this name, which then lies in its folder."""
    return len(name) < 4000 and all(map(_is_part, name.split("/")))


class Checked:
    """The names of the files of an output."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def add(self, name: str) -> None:
        """Raises Failure for a name that no file of an output may have, that another has already, or that differs from
        another by capitals alone."""
        if not is_name(name):
            raise Failure(f"nothing can be published as “{written(name)}”: rename what it is made from")
        other = self._known.get(name.casefold())
        if other is not None:
            raise Failure(f"“{other}” and “{name}” are one file on many systems: rename what one of them is made from")
        self._known[name.casefold()] = name


def _is_part(part: str) -> bool:
    try:
        size = len(part.encode("utf-8"))
    except UnicodeEncodeError:
        return False
    return (
        0 < size <= _LONGEST
        and part.isprintable()
        and part[0] not in ". "
        and part[-1] not in ". "
        and _FORBIDDEN.isdisjoint(part)
    )

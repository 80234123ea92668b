"""Addresses that were published: where an id is gone and another stands for it, a page has an anchor of the old name.

The anchor is empty and stands in the element that has the new id, at its beginning; of a table or list, in the first of
its cells or items, since nothing else may stand between these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from siglum.publish.html.slots import Piece

_TAG = re.compile(r"<([a-z][a-z0-9]*)\b[^<>]*>")
_HOLDERS = frozenset(("ol", "ul", "dl", "table", "thead", "tbody", "tfoot", "tr", "colgroup", "details"))
_EMPTY = frozenset(("br", "col", "hr", "img", "input", "link", "meta", "wbr"))


def led(pieces: Sequence[Piece], names: Iterable[tuple[str, str]]) -> list[Piece]:
    """The pieces of a page, with an anchor for each old id (of pairs of an old and a new one) where the new one is."""
    old: dict[str, list[str]] = {}
    for name, stands in names:
        old.setdefault(stands, []).append(name)
    return [_anchored(piece, old) if old and isinstance(piece, str) else piece for piece in pieces]


def _anchored(text: str, old: Mapping[str, Sequence[str]]) -> str:
    asked = re.compile(r"\sid=\"(" + "|".join(map(re.escape, old)) + r")\"")
    parts: list[str] = []
    at = 0
    for tag in _TAG.finditer(text):
        found = asked.search(tag[0])
        if found is not None:
            place = max(_place(text, tag), at)
            parts += [text[at:place], *(f'<span id="{name}"></span>' for name in old[found[1]])]
            at = place
    return "".join((*parts, text[at:]))


def _place(text: str, tag: re.Match[str]) -> int:
    """Where an anchor may stand: in an element, or in the first within it that may hold one; before an empty one."""
    inner: re.Match[str] | None = tag
    while inner is not None and inner[1] in _HOLDERS:
        inner = _TAG.search(text, inner.end())
    if inner is None or inner[1] in _EMPTY:
        return (inner or tag).start()
    return inner.end()

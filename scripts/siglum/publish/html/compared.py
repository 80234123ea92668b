"""The words of a reading beside those of another, marked where they differ (xslt/html/site/pairs.xsl)."""

from __future__ import annotations

import re

from siglum.fidelity.differences import between
from siglum.publish.html import slots

_WORD = re.compile(r"\w[\w\u0300-\u036f’'-]*|\S")
"""A word with its apostrophes and hyphens, or a single sign."""


def marked(pieces: slots.Split) -> list[slots.Piece]:
    """A page with its slots `compared` filled: each says which of two texts it stands for (`one`, `other`), and has
    the two, in lines."""
    said: list[slots.Piece] = [""]
    for piece in pieces:
        if not isinstance(piece, str) and piece[0] != "compared":
            said += [piece, ""]
            continue
        text = piece if isinstance(piece, str) else _compared(*piece[1].split("\n"))
        said[-1] = f"{said[-1]}{text}"
    return said


def _compared(side: str, one: str, other: str) -> str:
    """One of two texts as HTML; what the other has not stands in `mark`."""
    words = tuple(list(_WORD.finditer(text)) for text in (one, other))
    differing = between(*([word[0] for word in found] for found in words))
    stretches = [difference.mine if side == "one" else difference.theirs for difference in differing]
    own, text = (words[0], one) if side == "one" else (words[1], other)
    done, said = 0, list[str]()
    for stretch in filter(None, stretches):
        begin, end = own[stretch.start].start(), own[stretch.stop - 1].end()
        said += (slots.escaped(text[done:begin]), f"<mark>{slots.escaped(text[begin:end])}</mark>")
        done = end
    return "".join((*said, slots.escaped(text[done:])))

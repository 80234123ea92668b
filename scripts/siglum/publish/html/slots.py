"""Slots: places of a page that are filled when all files are known.

The stylesheets write `MARK:NAME:ARGUMENT;`, where MARK is made from what they were given, so that no document can have
it. Such a text is split once, and from then on its slots stand apart from it: a page is a list in which strings and
slots (name, argument) take turns.

    of           the end of the title of a page: the name of the edition, unless it is the title
    name         the name of the edition
    ways         the ways to other pages; in them `is` and `holds` mark the page itself
    rights       the rights of all documents
    mentions     where the texts mention the entry with that address
    each         a part of every document, in their order; `first`: of the first
    of-file      a part of one file (its path, the name of the part)
    compared     the words of a block, marked where those of another reading differ; filled before all others
    part         in parts of pages: here begins the part of that name
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from urllib.parse import unquote

Slot = list[str]
Piece = str | Slot
Split = Sequence[Piece]


def split(text: str, mark: str) -> list[Piece]:
    """A text of the stylesheets as strings and slots, in turns; the first and the last are strings."""
    pieces: list[Piece] = []
    for number, piece in enumerate(re.split(rf"{mark}:([a-z-]+:[^;]*);", text)):
        if number % 2:
            name, _, argument = piece.partition(":")
            pieces.append([name, unquote(argument)])
        else:
            pieces.append(piece)
    return pieces


def parts(text: str, mark: str) -> dict[str, list[Piece]]:
    """The parts of pages in a text, by their names."""
    found: dict[str, list[Piece]] = {}
    current: list[Piece] = []
    for piece in split(text, mark):
        if isinstance(piece, list) and piece[0] == "part":
            current = found.setdefault(piece[1], [])
        else:
            current.append(piece)
    found.pop("", None)
    return found


def filled(pieces: Split, fill: Callable[[str, str], str]) -> str:
    """The text with its slots filled: `fill` is given the name and the argument of each."""
    return "".join(piece if isinstance(piece, str) else fill(piece[0], piece[1]) for piece in pieces)


def escaped(text: str) -> str:
    """Text as the stylesheets write it in HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\u00a0", "&nbsp;")

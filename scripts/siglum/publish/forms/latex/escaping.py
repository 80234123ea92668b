"""Characters as they are written in LaTeX, so that nothing in a text is taken for a command."""

from __future__ import annotations

import re

_WRITTEN = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\andsign{}", "#": r"\#", "%": r"\%",
    "_": r"\_", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", "[": "{[}", "]": "{]}", "\u00a0": "~",
    '"': r"\textquotedbl{}", "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}", "-": "{-}",
    "`": r"\textasciigrave{}", "'": r"\textquotesingle{}", "\u00ad": r"\-",
}  # fmt: skip
"""Marks of which two make another (-- is a dash) stand alone; & ends a line of verse in reledmac, also as \\&."""
_ANY = re.compile("|".join(map(re.escape, _WRITTEN)))
_NO_ADDRESS = re.compile(r"[\\{}#\s^~]|%(?![0-9A-Fa-f]{2})")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_MEANT = {written: char for char, written in _WRITTEN.items()}
MARK = re.compile("|".join(re.escape(written) for written in sorted(_MEANT, key=len, reverse=True)))
"""A character that is written in a way of its own."""


def escaped(text: str) -> str:
    """Text as it is written among words."""
    return _ANY.sub(lambda match: _WRITTEN[match[0]], _CONTROL.sub("\ufffd", text))


def address(text: str) -> str:
    """An address as it is written in the argument of a link: what is written there with % stays."""
    return _NO_ADDRESS.sub(lambda at: "".join(f"%{byte:02X}" for byte in at[0].encode()), text).replace("%", "\\%")


def meant(written: str) -> str:
    """The character that is meant by what MARK matches."""
    return _MEANT[written]

"""What a new edition is told of itself: each value is checked here, whoever gave it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from siglum.failure import Failure
from siglum.integrity.unknown_language import is_known, nearest
from siglum.paths import written


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence by its SPDX identifier, its name and its address ("" where no use is allowed)."""

    id: str
    name: str
    address: str = ""
    free: bool = True


_COMMONS = "https://creativecommons.org"
LICENCES: Mapping[str, Licence] = {
    licence.id: licence
    for licence in (
        Licence("CC-BY-4.0", "Creative Commons Attribution 4.0 International", f"{_COMMONS}/licenses/by/4.0/"),
        Licence(
            "CC-BY-SA-4.0",
            "Creative Commons Attribution-ShareAlike 4.0 International",
            f"{_COMMONS}/licenses/by-sa/4.0/",
        ),
        Licence(
            "CC-BY-NC-4.0",
            "Creative Commons Attribution-NonCommercial 4.0 International",
            f"{_COMMONS}/licenses/by-nc/4.0/",
            free=False,
        ),
        Licence(
            "CC-BY-NC-SA-4.0",
            "Creative Commons Attribution-NonCommercial-ShareAlike 4.0 International",
            f"{_COMMONS}/licenses/by-nc-sa/4.0/",
            free=False,
        ),
        Licence("CC0-1.0", "Creative Commons Zero 1.0 Universal", f"{_COMMONS}/publicdomain/zero/1.0/"),
        Licence("none", "All rights reserved", free=False),
    )
}
"""What the markup, the registers and the notes of an edition may be published under, by SPDX identifier."""


@dataclass(frozen=True, slots=True)
class Particulars:
    """What somebody says of a new edition. `author` is "" where none is known.

    Raises Failure for what cannot be said in XML, and for a language that is not registered.
    """

    title: str
    author: str = ""
    editor: str = "the editors"
    language: str = "en"
    licence: Licence = LICENCES["CC-BY-4.0"]

    def __post_init__(self) -> None:
        for name in ("title", "author", "editor"):
            object.__setattr__(self, name, line(name, getattr(self, name)))
        tongue(self.language)


def line(name: str, value: str) -> str:
    """A value on one line, with single spaces. Raises Failure where it is empty (unless it is the author) or has a
    character that XML cannot hold."""
    value = re.sub(r"[ \t\r\n\u2028\u2029]+", " ", value).strip()
    for character in value:
        if unicodedata.category(character) in ("Cc", "Cs") or ord(character) & 0xFFFE == 0xFFFE:
            raise Failure(f"the {name} has the character U+{ord(character):04X}, which no text has: leave it out")
    if not value and name != "author":
        raise Failure(f"the {name} is empty: give one, with --{name}")
    return value


def tongue(tag: str) -> str:
    """A language tag that is registered. Raises Failure for any other."""
    if not is_known(tag):
        better = nearest(tag)
        advice = f"write “{better}”" if better else "write the tag of BCP 47, such as “en”, “de”, “ru-Latn”, “ar”"
        raise Failure(f"“{written(tag)}” is no registered language tag: {advice}")
    return tag

"""Languages: their tags, and in which direction they are written.

Source: BCP 47 and its registry, for tags and for the script in which a language is usually written; Unicode Standard
Annex 9, for the direction of scripts."""

from __future__ import annotations

import re
from functools import cache

_WELL_FORMED = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_FROM_RIGHT = frozenset(
    ("Adlm", "Arab", "Armi", "Avst", "Hebr", "Mand", "Nkoo", "Phli", "Phnx", "Rohg", "Samr", "Sogd", "Syrc", "Thaa")
)


@cache
def tag(said: str) -> str:
    """A tag as BCP 47 has it (`lat` is `la`); "" for what is none."""
    from langcodes import standardize_tag, tag_is_valid

    return standardize_tag(said) if _WELL_FORMED.fullmatch(said) and tag_is_valid(said) else ""


@cache
def from_right(said: str) -> bool:
    """Whether the script that a tag names, or that is usual for its language, runs from right to left; of what is no
    tag, no."""
    from langcodes import Language
    from langcodes.tag_parser import LanguageTagError

    try:
        return Language.get(said).maximize().script in _FROM_RIGHT
    except (LanguageTagError, ValueError):
        return False

"""In which direction a language is written.

Source: Unicode Standard Annex 9; the registry of BCP 47, for the script in which a language is usually written."""

from __future__ import annotations

from functools import cache

_FROM_RIGHT = frozenset(
    ("Adlm", "Arab", "Armi", "Avst", "Hebr", "Mand", "Nkoo", "Phli", "Phnx", "Rohg", "Samr", "Sogd", "Syrc", "Thaa")
)


@cache
def from_right(tag: str) -> bool:
    """Whether the script that a language tag names, or that is usual for the language, runs from right to left; of what
    is no tag, no."""
    from langcodes import Language
    from langcodes.tag_parser import LanguageTagError

    try:
        return Language.get(tag).maximize().script in _FROM_RIGHT
    except (LanguageTagError, ValueError):
        return False

"""The languages of a book: their tags, and in which direction they are written."""

from __future__ import annotations

import re
from functools import cache

_WELL_FORMED = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_FROM_RIGHT = frozenset(
    ("Adlm", "Arab", "Armi", "Avst", "Hebr", "Mand", "Nkoo", "Phli", "Phnx", "Rohg", "Samr", "Sogd", "Syrc", "Thaa")
)
"""Scripts that run from right to left. Source: Unicode Standard Annex 9."""


@cache
def tag(said: str) -> str:
    """A tag as BCP 47 has it (`lat` is `la`); "" for what is none."""
    from langcodes import standardize_tag, tag_is_valid

    return standardize_tag(said) if _WELL_FORMED.fullmatch(said) and tag_is_valid(said) else ""


@cache
def direction(known: str) -> str:
    """`rtl` or `ltr`, of a tag as `tag` gives it."""
    from langcodes import Language

    return "rtl" if known and Language.get(known).maximize().script in _FROM_RIGHT else "ltr"

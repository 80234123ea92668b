"""The headings of a plain text, as far as a line shows that it is one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from siglum.importing.plain.stretches import Stretch
from siglum.tei.dates import said

PART, CHAPTER, SECTION = 1, 2, 3
_LONGEST = 90
_FEW = 0.2
_LONG = 150
"""Characters of a paragraph before which a line in title case can only be a heading."""
_NUMBER = r"(?:\d{1,3}|[IVXLC]{1,7}|[ivxlc]{1,7}|one|two|three|four|five|six|seven|eight|nine|ten|first|second|third)"
_PARTS = r"part|book|volume|teil|buch|band|partie|livre|tome|parte|libro|liber|act|akt|aufzug|acte|atto|acto|actus"
_CHAPTERS = (
    r"chapter|kapitel|chapitre|capitolo|cap[ií]tulo|canto|scene|szene|auftritt|sc[èe]ne|scena|escena|letter|brief"
)
NAMED = re.compile(rf"(?:(?P<part>{_PARTS})|{_CHAPTERS}) (?:the )?{_NUMBER}(?![\w’'])", re.IGNORECASE)
_ORDINAL = re.compile(
    rf"(?:erste|zweite|dritte|vierte|fünfte|sechste)[rs]? (?:(?P<part>{_PARTS})|{_CHAPTERS})\b|"
    r"(?P<part2>liber|actus) (?:primus|secundus|tertius|quartus|quintus|sextus|septimus|octavus|nonus|decimus)\b",
    re.IGNORECASE,
)
_NUMERAL = re.compile(r"(?=[IVXLC])(?:C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\.?")
_ENDS = (".", ",", ";", ":", "!", "?", "…", ")", "]", "-", "–")
_QUOTES = "“”‘’„«»\"'"
NOTES = re.compile(r"(?:end|foot)?notes|anmerkungen|(?:fu(?:ß|ss)|end)noten|notas|note|примечания", re.IGNORECASE)
"""The headings under which notes stand."""


def level(found: Sequence[Stretch], number: int) -> int | None:
    """The level of the heading that a stretch is; None where it is none, or may be something else."""
    stretch = found[number]
    words = stretch.words
    if not stretch.is_line or len(words) > _LONGEST:
        return None
    named = NAMED.match(words) or _ORDINAL.match(words)
    if named and not words.endswith((",", ";")) and len(words.split()) <= 12:
        return PART if any(named.groupdict().values()) else CHAPTER
    if _NUMERAL.fullmatch(words) or NOTES.fullmatch(words.rstrip(".:")):
        return CHAPTER
    if _is_in_capitals(words):
        return CHAPTER
    return SECTION if _is_title(words) and _paragraph_follows(found, number) else None


def is_title(found: Sequence[Stretch]) -> bool:
    """Whether the first stretch of a text can only be its title: a short line that is no sentence and no date, and more
    after it."""
    if len(found) < 2 or not found[0].is_line:
        return False
    words = found[0].words
    if len(words) > _LONGEST + 30 or not words[0].isalnum() or any(date.month for date in said(words)):
        return False
    if NAMED.match(words) or _ORDINAL.match(words) or _NUMERAL.fullmatch(words):
        return False
    return not _ends(words) or _is_in_capitals(words)


def _ends(words: str) -> bool:
    """Whether a line ends as a sentence does, or is somebody's words as a whole."""
    return words.rstrip(_QUOTES).endswith(_ENDS) or (words[:1] in _QUOTES and words[-1:] in _QUOTES)


def _is_in_capitals(words: str) -> bool:
    letters = [character for character in words if character.isalpha()]
    return len(letters) >= 4 and words.upper() == words and not words.endswith((",", ";", "!", ":"))


def _is_title(words: str) -> bool:
    """Whether a line is set as English sets titles: all longer words begin with capitals, and no sentence ends."""
    long = [word.lstrip("“‘(\"'") for word in words.split() if len(word) > 4]
    return len(long) >= 2 and all(word[:1].isupper() for word in long) and not _ends(words) and not said(words)


def _paragraph_follows(found: Sequence[Stretch], number: int) -> bool:
    """Whether a long paragraph follows, in a language in which not every noun has a capital."""
    following = found[number + 1].words if number + 1 < len(found) else ""
    words = re.findall(r"[^\W\d_]{2,}", following)
    return len(following) >= _LONG and sum(word[0].isupper() for word in words) <= _FEW * len(words)

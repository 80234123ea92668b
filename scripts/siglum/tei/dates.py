"""What the words of a date say: the days, months, years and decades in them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MONTHS = {
    "en": "january february march april may june july august september october november december",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}
_SHORT = {
    "jan": 1,
    "feb": 2,
    "febr": 2,
    "mar": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "sept": 9,
    "oct": 10,
    "okt": 10,
    "nov": 11,
    "dec": 12,
    "dez": 12,
}
MONTHS = {name: n for names in _MONTHS.values() for n, name in enumerate(names.split(), 1)} | _SHORT

_M = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?"
_D = r"(?P<day>0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th|er|\.)?"
_Y = r"(?P<year>1[0-9]{3}|20[0-9]{2})"
_GAP = r"(?:\s+|\s*,\s*|\s+of\s+|\s+de\s+)"
_FORMS = (
    r"(?P<year>[0-9]{4})-(?P<month_number>0[1-9]|1[0-2])(?:-(?P<day>0[1-9]|[12][0-9]|3[01]))?",
    rf"{_M}\s+{_D}(?:{_GAP}{_Y})?(?![0-9])",
    rf"(?<![0-9]){_D}{_GAP}{_M}(?:{_GAP}{_Y})?",
    rf"{_M}(?:{_GAP}{_Y})?",
    r"(?P<decade>1[0-9]{2}|20[0-9])0s",
    r"(?P<year>1[0-9]{3}|20[0-9]{2})[–\-/](?P<last>[0-9]{2})(?![0-9])",
    _Y,
)
_ANY = [re.compile(rf"(?<!\w){form}(?!\w)", re.IGNORECASE) for form in _FORMS]


@dataclass(frozen=True, slots=True)
class Said:
    """A date as far as words give it. A decade is its first year, with `decade` true."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    decade: bool = False


def said(words: str) -> list[Said]:
    """The dates that words name, in their order; a month before another (“May-June 1937”) borrows its year."""
    found: list[Said] = []
    at = 0
    while at < len(words):
        matches = [match for form in _ANY if (match := form.search(words, at))]
        if not matches:
            break
        match = min(matches, key=lambda m: (m.start(), -m.end()))
        found += _read(match)
        at = match.end()
    for n in range(len(found) - 2, -1, -1):
        one, following = found[n], found[n + 1]
        if one.year is None and one.month and following.month and following.year:
            found[n] = Said(following.year, one.month, one.day)
    return found


def _read(match: re.Match[str]) -> list[Said]:
    part = {name: value for name, value in match.groupdict().items() if value}
    if "decade" in part:
        return [Said(int(part["decade"]) * 10, decade=True)]
    month = MONTHS[part["month"].lower()] if "month" in part else int(part.get("month_number", 0)) or None
    year = int(part["year"]) if "year" in part else None
    first = Said(year, month, int(part["day"]) if "day" in part else None)
    if "last" in part and year is not None:
        return [first, Said(year - year % 100 + int(part["last"]))]
    return [first]

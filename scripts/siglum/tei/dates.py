"""What the words of a date say: the days, months, years and decades in them.

The names of the months are those of the CLDR (format and stand-alone) for the languages of most editions, with the
older spellings that letters have; an abbreviation is any beginning of three letters or more that only one month has.
What is no word of these languages says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NAMES = """
    january february march april may june july august september october november december
    januar februar märz april mai juni juli august september oktober november dezember
    jänner feber maerz april may juny july august september october november december
    januarius februarius martius aprilis maius junius julius augustus september october november december
    januarii februarii martii aprilis maii junii julii augusti septembris octobris novembris decembris
    ianuarii februarii martij aprilis maij iunii iulii augusti septembris octobris novembris decembris
    janvier février mars avril mai juin juillet août septembre octobre novembre décembre
    gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
    janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
    januari februari maart april mei juni juli augustus september oktober november december
    januari februari mars april maj juni juli augusti september oktober november december
    januar februar marts april maj juni juli august september oktober november december
    styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień
    stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
    ledna února března dubna května června července srpna září října listopadu prosince
    январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь
    января февраля марта апреля мая июня июля августа сентября октября ноября декабря
"""
_SHORT = {
    "jan": 1, "feb": 2, "febr": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10,
    "okt": 10, "nov": 11, "dec": 12, "dez": 12,
}  # fmt: skip


def _months() -> dict[str, int]:
    found = {name: n for names in _NAMES.strip().split("\n") for n, name in enumerate(names.split(), 1)}
    return found | _SHORT


MONTHS = _months()
"""The names of months, and the abbreviations that need no full stop."""


def _beginnings() -> dict[str, int]:
    """What may stand before a full stop, by month: the beginnings that one month alone has."""
    found: dict[str, set[int]] = {}
    for name, month in MONTHS.items():
        for length in range(3, len(name)):
            found.setdefault(name[:length], set()).add(month)
    numbered = {
        f"{n}b{end}": month
        for n, month in (("7", 9), ("8", 10), ("9", 11), ("10", 12), ("x", 12))
        for end in ("er", "re", "ris", "r")
    }
    return {name: months.pop() for name, months in found.items() if len(months) == 1} | numbered


_ABBREVIATED = _beginnings()
_ROMAN = {n: at for at, n in enumerate(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"), 1)}


def _any(names: dict[str, int]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


_M = rf"(?:(?P<month>{_any(MONTHS)})\b[.:]?|(?P<short>{_any(_ABBREVIATED)})[.:])"
_D = (
    r"(?P<day>0?[1-9]|[12][0-9]|3[01])"
    r"(?:\s?(?:st|nd|rd|th|d|er|e|ten|sten|tes|stes|te|ste|de|den|º|o)(?!\w)|\.|(?!\w))(?:\s?\.)?"
)
_Y = r"(?P<year>1[0-9]{3}|20[0-9]{2})(?![0-9])"
_GAP = r"(?:\s+|\s*,\s*|\s+of\s+|\s+de\s+|\s+d[ei]l?\s+)"
_SEP = r"\s*[./\-]\s*"
_FORMS = (
    r"(?P<year>[0-9]{4})[\-./](?P<month_number>0?[1-9]|1[0-2])(?:[\-./](?P<day>0?[1-9]|[12][0-9]|3[01]))?(?![0-9])",
    rf"(?P<one>[0-9]{{1,2}}){_SEP}(?P<two>[0-9]{{1,2}}){_SEP}(?:{_Y}|(?P<short_year>[0-9]{{2}}))(?![0-9])",
    r"(?P<one>[0-9]{1,2})\.\s*(?P<two>[0-9]{1,2})\.(?!\s*[0-9])",
    rf"(?P<day>0?[1-9]|[12][0-9]|3[01])\s*[./\s]\s*(?P<roman>{'|'.join(sorted(_ROMAN, key=len, reverse=True))})"
    rf"(?:\s*[./]\s*|\s+){_Y}",
    rf"(?P<month_number>0?[1-9]|1[0-2])\s*[./]\s*{_Y}",
    rf"{_M}\s*{_D}(?:{_GAP}{_Y})?(?![0-9])",
    rf"(?<![0-9]){_D}{_GAP}?{_M}(?:{_GAP}?{_Y})?",
    rf"{_M}(?:{_GAP}?{_Y})?",
    r"(?P<decade>1[0-9]{2}|20[0-9])0s",
    r"(?P<year>1[0-9]{3}|20[0-9]{2})[–\-/](?P<last>[0-9]{2})(?![0-9])",
    _Y,
)
_ANY = [re.compile(rf"(?<!\w){form}(?!\w)", re.IGNORECASE) for form in _FORMS]
_BRACKETS = str.maketrans({**dict.fromkeys("[]()⟨⟩〈〉<>?*", ""), "ſ": "s", "\u00a0": " "})


@dataclass(frozen=True, slots=True)
class Said:
    """A date as far as words give it. A decade is its first year, with `decade` true.

    `swapped` says that day and month are two numbers, and nothing tells which is which (11/6/1919).
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    decade: bool = False
    swapped: bool = False


def said(words: str) -> list[Said]:
    """The dates that words name, in their order; a month before another (“May-June 1937”) borrows its year."""
    return read(words)[0]


def read(words: str) -> tuple[list[Said], str]:
    """The dates that words name, and the words that are left when these are taken away."""
    words = words.translate(_BRACKETS)
    found: list[Said] = []
    left: list[str] = []
    at = 0
    for start, end, dates in places(words):
        found += dates
        left.append(words[at:start])
        at = end
    for n in range(len(found) - 2, -1, -1):
        one, following = found[n], found[n + 1]
        if one.year is None and one.month and following.month and following.year:
            found[n] = Said(following.year, one.month, one.day, swapped=one.swapped)
    return found, " ".join((*left, words[at:])).strip()


def places(words: str) -> Iterator[tuple[int, int, list[Said]]]:
    """Where dates stand in words: the beginning and the end (exclusive) of each stretch, and the dates it names."""
    at = 0
    while at < len(words):
        matches = [match for form in _ANY if (match := form.search(words, at))]
        if not matches:
            return
        match = min(matches, key=lambda m: (m.start(), -m.end()))
        yield match.start(), match.end(), _read(match)
        at = match.end()


def _read(match: re.Match[str]) -> list[Said]:
    part = {name: value for name, value in match.groupdict().items() if value}
    if "decade" in part:
        return [Said(int(part["decade"]) * 10, decade=True)]
    year = int(part["year"]) if "year" in part else None
    if "one" in part:
        return _numbers(year, int(part["one"]), int(part["two"]))
    first = Said(year, _month(part), int(part["day"]) if "day" in part else None)
    if "last" in part and year is not None:
        return [first, Said(year - year % 100 + int(part["last"]))]
    return [first]


def _month(part: dict[str, str]) -> int | None:
    if "month" in part:
        return MONTHS[part["month"].lower()]
    if "short" in part:
        return _ABBREVIATED[part["short"].lower()]
    if "roman" in part:
        return _ROMAN[part["roman"].lower()]
    return int(part["month_number"]) if "month_number" in part else None


def _numbers(year: int | None, one: int, two: int) -> list[Said]:
    """Two numbers: the month is the one that can be it; where both can, either may."""
    if not (one and two) or max(one, two) > 31 or min(one, two) > 12:
        return []
    if max(one, two) > 12:
        return [Said(year, min(one, two), max(one, two))]
    return [Said(year, two, one, swapped=one != two)]

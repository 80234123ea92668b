"""Dates, times and durations of XML Schema: what they mean and how they are ordered.

Source: XML Schema Part 2: Datatypes (Second Edition), 3.2.6 to 3.2.14 and appendix E.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

_DAY = 86_400
_WIDEST_ZONE = 14 * 3600
_PARTS = {
    "Y": r"(?P<sign>-?)(?P<year>\d{4,})", "M": r"(?P<month>\d\d)", "D": r"(?P<day>\d\d)",
    "T": r"(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d(?:\.\d+)?)",
    "\0": "T", "Z": r"(?P<zone>Z|[+-]\d\d:\d\d)?",
}  # fmt: skip
SHAPES = {
    "dateTime": ("Y-M-D\0TZ", "a date and time, written 1937-06-11T12:30:00"),
    "date": ("Y-M-DZ", "a date, written 1937-06-11"),
    "time": ("TZ", "a time of day, written 12:30:00"),
    "gYearMonth": ("Y-MZ", "a month of a year, written 1937-06"),
    "gYear": ("YZ", "a year in four digits, written 1937"),
    "gMonthDay": ("--M-DZ", "a day of a month, written --06-11"),
    "gDay": ("---DZ", "a day of the month, written ---11"),
    "gMonth": ("--MZ", "a month, written --06"),
}
_DURATION = re.compile(
    r"(-?)P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?", re.ASCII
)
_MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Wrong(ValueError):
    """The string means nothing in its datatype: the text says what is wrong."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time in seconds, as of Greenwich where it names its zone."""

    seconds: Fraction
    zoned: bool

    def less(self, other: Moment) -> bool:
        """Whether it is certainly earlier (3.2.7.4)."""
        slack = 0 if self.zoned == other.zoned else _WIDEST_ZONE
        return self.seconds + slack < other.seconds


@dataclass(frozen=True, slots=True)
class Duration:
    """A stretch of time: months and seconds do not convert into each other."""

    months: int
    seconds: Fraction

    def less(self, other: Duration) -> bool:
        """Whether it is shorter whatever the day it begins on (3.2.6.2)."""
        return all(_after(self, *day) < _after(other, *day) for day in _REFERENCE)


_REFERENCE = ((1696, 9), (1697, 2), (1903, 3), (1903, 7))


def _after(duration: Duration, year: int, month: int) -> Fraction:
    total = year * 12 + month - 1 + duration.months
    return _days(total // 12, total % 12 + 1, 1) * _DAY + duration.seconds


def duration(text: str) -> Duration:
    """What a duration means. Raises Wrong."""
    match = _DURATION.fullmatch(text)
    if not match:
        raise Wrong("not a duration, written P1Y2M3DT4H5M6S")
    years, months, days, hours, minutes = (int(part or 0) for part in match.groups()[1:6])
    seconds = days * _DAY + hours * 3600 + minutes * 60 + Fraction(match[7] or 0)
    sign = -1 if match[1] else 1
    return Duration(sign * (years * 12 + months), sign * seconds)


def moment(kind: str, text: str) -> Moment:
    """What a date or time of a kind means. Raises Wrong."""
    match = _pattern(kind).fullmatch(text)
    if not match:
        raise Wrong(f"not {SHAPES[kind][1]}")
    parts = match.groupdict()
    year = _year(parts)
    month = _within(parts, "month", 1, 12, 1)
    day = _day(parts, year, month)
    hour, minute = _within(parts, "hour", 0, 24, 0), _within(parts, "minute", 0, 59, 0)
    second = Fraction(parts.get("second") or 0)
    if second >= 60:
        raise Wrong(f"second {parts['second']}")
    if hour == 24 and (minute or second):
        raise Wrong("hour 24")
    total = _days(year, month, day) * _DAY + hour * 3600 + minute * 60 + second
    if kind == "time":
        total %= _DAY
    zone = _zone(parts["zone"])
    return Moment(total - (zone or 0), zone is not None)


_COMPILED: dict[str, re.Pattern[str]] = {}


def _pattern(kind: str) -> re.Pattern[str]:
    if kind not in _COMPILED:
        written = "".join(_PARTS.get(letter, letter) for letter in SHAPES[kind][0])
        _COMPILED[kind] = re.compile(written, re.ASCII)
    return _COMPILED[kind]


def _year(parts: dict[str, str]) -> int:
    if "year" not in parts:
        return 2000
    digits = parts["year"]
    if not int(digits):
        raise Wrong("year 0000")
    if len(digits) > 4 and digits.startswith("0"):
        raise Wrong(f"year {digits} with zeros before it")
    return -int(digits) + 1 if parts["sign"] else int(digits)


def _day(parts: dict[str, str], year: int, month: int) -> int:
    day = _within(parts, "day", 1, 31, 1)
    leap = month == 2 and (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
    longest = (29 if leap else _MONTHS[month - 1]) if "month" in parts else 31
    if day > longest:
        raise Wrong(f"day {day} in a month of {longest} days")
    return day


def _within(parts: dict[str, str], name: str, low: int, high: int, default: int) -> int:
    if name not in parts:
        return default
    number = int(parts[name])
    if not low <= number <= high:
        raise Wrong(f"{name} {parts[name]}")
    return number


def _zone(text: str | None) -> int | None:
    if not text:
        return None
    if text == "Z":
        return 0
    hours, minutes = int(text[1:3]), int(text[4:6])
    if hours > 14 or minutes > 59 or (hours == 14 and minutes):
        raise Wrong(f"time zone {text}")
    return (-1 if text[0] == "-" else 1) * (hours * 3600 + minutes * 60)


def _days(year: int, month: int, day: int) -> int:
    """Days since the beginning of the year 0 of the proleptic Gregorian calendar."""
    before = year - 1
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return before * 365 + before // 4 - before // 100 + before // 400 + sum(_MONTHS[: month - 1]) \
        + int(leap and month > 2) + day - 1  # fmt: skip

"""Dates, times and durations of XML Schema: what they mean and how they are ordered.

Numbers may have any number of digits: a year is kept as its cycle of 10,000 years, after which the calendar repeats,
and the year within it; fractions and what is long are decimals, which are compared exactly, and loaded where a value
has any.
Source: XML Schema Part 2: Datatypes (Second Edition), 3.2.6 to 3.2.14 and appendix E.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from siglum.relaxng.wrong import Wrong

if TYPE_CHECKING:
    from decimal import Context, Decimal

_DAY = 86_400
_CYCLE = 10_000
_WIDEST_ZONE = 14 * 3600
_PARTS = {
    "Y": r"(?P<sign>-?)(?P<year>\d{4,})", "M": r"(?P<month>\d\d)", "D": r"(?P<day>\d\d)",
    "T": r"(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d(?:\.\d+)?)",
    "\0": "T", "Z": r"(?P<zone>Z|[+-]\d\d:\d\d)?",
}  # fmt: skip
_SHAPES = {
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


class Moment(NamedTuple):
    """A point in time, as of Greenwich where it names its zone: the seconds since its cycle of years began."""

    cycle: Decimal | int
    seconds: int
    fraction: Decimal | int
    zoned: bool

    def less(self, other: Moment) -> bool:
        """Whether it is certainly earlier (3.2.7.4)."""
        slack = 0 if self.zoned == other.zoned else _WIDEST_ZONE
        cycle, seconds = _carried(self.cycle, self.seconds + slack)
        return (cycle, seconds, self.fraction) < (other.cycle, other.seconds, other.fraction)


@cache
def _exact() -> Context:
    """The arithmetic of decimals in which nothing is rounded."""
    import decimal

    return decimal.Context(prec=decimal.MAX_PREC, Emax=decimal.MAX_EMAX, Emin=decimal.MIN_EMIN)


def _carried(cycle: Decimal | int, seconds: int) -> tuple[Decimal | int, int]:
    """The same with the seconds of one cycle only."""
    more, seconds = divmod(seconds, _SECONDS)
    return (_exact().add(cycle, more) if more else cycle), seconds


class Duration(NamedTuple):
    """A stretch of time: months and seconds do not convert into each other."""

    months: Decimal
    seconds: Decimal

    def less(self, other: Duration) -> bool:
        """Whether it is shorter whatever the day it begins on (3.2.6.2)."""
        return all(_after(self, *day) < _after(other, *day) for day in _REFERENCE)


_REFERENCE = ((1696, 9), (1697, 2), (1903, 3), (1903, 7))
_MONTHS_OF_CYCLE = 12 * _CYCLE


def _after(duration: Duration, year: int, month: int) -> Decimal:
    """The seconds since the year 0 at which a duration ends."""
    exact = _exact()
    total = exact.add(duration.months, year * 12 + month - 1)
    cycle, rest = exact.divmod(total, _MONTHS_OF_CYCLE)
    within = int(rest) if rest >= 0 else int(rest) + _MONTHS_OF_CYCLE
    if rest < 0:
        cycle = exact.subtract(cycle, 1)
    begun = _days(within // 12, within % 12 + 1, 1) * _DAY
    return exact.add(exact.fma(cycle, _SECONDS, begun), duration.seconds)


def duration(text: str) -> Duration:
    """What a duration means. Raises Wrong."""
    match = _DURATION.fullmatch(text)
    if not match:
        raise Wrong("not a duration, written P1Y2M3DT4H5M6S")
    from decimal import Decimal

    exact = _exact()
    years, months, days, hours, minutes, seconds = (Decimal(part or 0) for part in match.groups()[1:7])
    total = exact.fma(minutes, 60, seconds)
    total = exact.fma(days, _DAY, exact.fma(hours, 3600, total))
    total_months = exact.fma(years, 12, months)
    if match[1]:
        total, total_months = total.copy_negate(), total_months.copy_negate()
    return Duration(total_months, total)


def moment(kind: str, text: str) -> Moment:
    """What a date or time of a kind means. Raises Wrong."""
    match = _pattern(kind).fullmatch(text)
    if not match:
        raise Wrong(f"not {_SHAPES[kind][1]}")
    parts = match.groupdict()
    cycle, year = _year(parts)
    month = _within(parts, "month", 1, 12, 1)
    day = _day(parts, year, month)
    hour, minute = _within(parts, "hour", 0, 24, 0), _within(parts, "minute", 0, 59, 0)
    whole, _point, fraction = (parts.get("second") or "0").partition(".")
    if int(whole) >= 60:
        raise Wrong(f"second {parts['second']}")
    if hour == 24 and (minute or int(whole) or fraction.strip("0")):
        raise Wrong("hour 24")
    total = _days(year, month, day) * _DAY + hour * 3600 + minute * 60 + int(whole)
    if kind == "time":
        total %= _DAY
    zone = _zone(parts["zone"])
    return Moment(*_carried(cycle, total - (zone or 0)), _read(f"0.{fraction}") if fraction else 0, zone is not None)


_COMPILED: dict[str, re.Pattern[str]] = {}


def _pattern(kind: str) -> re.Pattern[str]:
    if kind not in _COMPILED:
        written = "".join(_PARTS.get(letter, letter) for letter in _SHAPES[kind][0])
        _COMPILED[kind] = re.compile(written, re.ASCII)
    return _COMPILED[kind]


def _read(digits: str) -> Decimal:
    from decimal import Decimal

    return Decimal(digits)


def _year(parts: dict[str, str]) -> tuple[Decimal | int, int]:
    """The cycle of years, and the year in it: the year before 1 is 0 here, and -0001 in XML Schema."""
    if "year" not in parts:
        return 0, 2000
    digits = parts["year"]
    if not digits.strip("0"):
        raise Wrong(f"year {digits}")
    if len(digits) > 4 and digits.startswith("0"):
        raise Wrong(f"year {digits} with zeros before it")
    cycle, year = _read(digits[:-4]) if len(digits) > 4 else 0, int(digits[-4:])
    if not parts["sign"]:
        return cycle, year
    return (_exact().minus(cycle), 1 - year) if year < 2 else (_exact().subtract(-1, cycle), _CYCLE + 1 - year)


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
    return (
        before * 365
        + before // 4
        - before // 100
        + before // 400
        + sum(_MONTHS[: month - 1])
        + int(leap and month > 2)
        + day
        - 1
    )


_SECONDS = _days(_CYCLE, 1, 1) * _DAY - _days(0, 1, 1) * _DAY

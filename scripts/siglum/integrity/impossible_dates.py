"""Dates that cannot both be true.

Nobody dies before being born, and nothing ends before it begins. Such a pair is always a slip, and every timeline
shows it.

    <birth when="1980"/><death when="1908"/>    wrong
    <birth when="1908"/><death when="1980"/>    right
    <date from="1938" to="1937"/>               wrong
    <date from="1937" to="1938"/>               right
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from siglum.diagnostic import Diagnostic, Related
from siglum.document import XML_ID, Document, local, text_of
from siglum.edition.index import Index
from siglum.tei.vocabulary import TEI

_PAIRS = (("from", "to"), ("notBefore", "notAfter"), ("from", "notAfter"), ("notBefore", "to"))
_EARLIEST = ("when", "from", "notBefore")
_LATEST = ("when", "to", "notAfter")
_DATE = re.compile(r"(-?[0-9]{1,9})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?(?:T.*|Z|[+\-][0-9]{2}:[0-9]{2})?$")


_NO_DATES = frozenset(("app", "arc", "biblScope", "citedRange", "locus", "locusGrp", "rt", "span", "spanGrp"))
"""Elements whose @from and @to are pages, folios or pointers. Source: TEI P5 Guidelines, att.locatable and their own
definitions; all others have the dates of att.datable."""


def check(document: Document, index: Index) -> Iterator[Diagnostic]:
    for element in document.root.iter(f"{{{TEI}}}*"):
        if element.attrib and local(element) not in _NO_DATES:
            yield from _range(document, element)
        if local(element) == "person":
            yield from _life(document, element)


def _range(document: Document, element: etree._Element) -> Iterator[Diagnostic]:
    for first, last in _PAIRS:
        start, end = element.get(first), element.get(last)
        if start and end and _before(end, start):
            yield Diagnostic(
                "impossible-dates",
                f"@{last} ({end}) lies before @{first} ({start})",
                document.path,
                document.span(element, ("value", last)),
                label=f"before {start}",
                found=end,
                parent=local(element),
                help=("compare both with the source: one of them is wrong",),
                related=(Related(f"@{first} is {start}", document.path, document.span(element, ("value", first))),),
            )
            return


def _life(document: Document, person: etree._Element) -> Iterator[Diagnostic]:
    birth, death = (person.find(f"{{{TEI}}}{name}") for name in ("birth", "death"))
    if birth is None or death is None:
        return
    earliest = next((name for name in _EARLIEST if birth.get(name)), None)
    latest = next((name for name in _LATEST if death.get(name)), None)
    if earliest and latest and _before(death.get(latest, ""), birth.get(earliest, "")):
        named = (text_of(child) for child in person if local(child) == "persName")
        name = next(named, person.get(XML_ID, "this person"))
        yield Diagnostic(
            "impossible-dates",
            f"{name} dies ({death.get(latest)}) before being born ({birth.get(earliest)})",
            document.path,
            document.span(death, ("value", latest)),
            label="before the birth",
            found=death.get(latest),
            parent="death",
            help=("compare both with the source: one of them is wrong",),
            related=(Related(f"born {birth.get(earliest)}", document.path, document.span(birth, ("value", earliest))),),
        )


def _before(one: str, other: str) -> bool:
    """Whether a date (ISO 8601, years first) ends before another begins, as far as both are exact."""
    first, second = _numbers(one), _numbers(other)
    if first is None or second is None:
        return False
    shared = min(len(first), len(second))
    return first[:shared] < second[:shared]


def _numbers(date: str) -> tuple[int, ...] | None:
    """Year, month and day, as far as they are given; None for what is no date. A year has at most nine digits here."""
    found = _DATE.match(date)
    return tuple(int(part) for part in found.groups() if part) if found else None

"""A date's attributes agree with its words, and are no more exact than they.

The attributes are what timelines and searches read; nobody compares them with the words again. A slip of the key
moves an event by a month, and a day that no source gives becomes a fact.

    <date when="1937-09-06">June 9, 1937</date>     wrong: the words say June 9
    <date when="1937-06-09">June 9, 1937</date>     right
    <date when="1956-02-25">February 1956</date>    wrong: the words name no day
    <date when="1956-02">February 1956</date>       right

Dates in another calendar (@calendar, @datingMethod) are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from siglum.diagnostic import Diagnostic
from siglum.document import Document, local, text_of
from siglum.edition.index import Index
from siglum.tei.dates import Said, said
from siglum.tei.vocabulary import TEI

_DATED = ("date", "birth", "death", "docDate", "origDate")
_ISO = re.compile(r"(-?[0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def check(index: Index) -> Iterator[Diagnostic]:
    for document in index.documents:
        for element in document.root.iter(*(f"{{{TEI}}}{name}" for name in _DATED)):
            if element.get("calendar") is None and element.get("datingMethod") is None:
                for attribute, fact in _faults(element):
                    yield _contradicts(document, element, attribute, fact)


def _faults(element: etree._Element) -> Iterator[tuple[str, str]]:
    """The attributes at fault, each with what the words say against it."""
    spoken = said(text_of(element))
    if not spoken:
        return
    if element.get("when") and len(spoken) == 1:
        fault = _against(element.get("when", ""), spoken[0])
        if fault:
            yield "when", fault
    starts = [name for name in ("from", "notBefore") if element.get(name)]
    ends = [name for name in ("to", "notAfter") if element.get(name)]
    if len(spoken) == 2 and starts == ["from"] and ends == ["to"]:
        for attribute, one in (("from", spoken[0]), ("to", spoken[1])):
            fault = _against(element.get(attribute, ""), one)
            if fault:
                yield attribute, fault
    elif len(spoken) == 1 and (starts or ends):
        yield from _outside(element, starts, ends, spoken[0])


def _against(value: str, words: Said) -> str:
    """What the words say against an exact date; "" where they agree."""
    match = _ISO.match(value)
    if not match:
        return ""
    year, month, day = (int(part) if part else None for part in match.groups())
    if words.decade:
        return (
            ""
            if year is None or words.year is None or words.year <= year < words.year + 10
            else f"the words say the {words.year}s"
        )
    for own, theirs in ((year, words.year), (month, words.month), (day, words.day)):
        if own is not None and theirs is not None and own != theirs:
            return f"the words say {_spelt(words)}"
    if month is not None and words.month is None:
        return "the words name no month"
    if day is not None and words.day is None:
        return "the words name no day"
    return ""


def _outside(element: etree._Element, starts: list[str], ends: list[str], words: Said) -> Iterator[tuple[str, str]]:
    """A range that the one date in the words does not touch."""
    if words.year is None:
        return
    last = words.year + (9 if words.decade else 0)
    for attribute in (*starts, *ends):
        match = _ISO.match(element.get(attribute, ""))
        if match is None:
            continue
        year = int(match[1])
        if (attribute in starts and year > last + 1) or (attribute in ends and year < words.year - 1):
            yield attribute, f"the words say {f'the {words.year}s' if words.decade else words.year}"
            return


def _spelt(words: Said) -> str:
    month = _MONTHS[words.month - 1] if words.month else ""
    return " ".join(part for part in (str(words.day or ""), month, str(words.year or "")) if part)


def _contradicts(document: Document, element: etree._Element, attribute: str, fact: str) -> Diagnostic:
    value = element.get(attribute, "")
    exact = fact.startswith("the words name")
    return Diagnostic(
        "date-contradicts-text",
        f"@{attribute} is {value}, and {fact}",
        document.path,
        document.span(element, ("value", attribute)),
        label="more exact than the words" if exact else f"“{text_of(element)}”",
        found=value,
        parent=local(element),
        help=(
            "write it as exact as the words, and no more"
            if exact
            else "compare it with the source, and mend the attribute",
        ),
    )

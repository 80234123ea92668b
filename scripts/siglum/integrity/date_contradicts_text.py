"""A date's attributes agree with its words, and are no more exact than they.

The attributes are what timelines and searches read; nobody compares them with the words again. A slip of the key
moves an event by a month, and a day that no source gives becomes a fact.

    <date when="1937-09-06">June 9, 1937</date>     wrong: the words say June 9
    <date when="1937-06-09">June 9, 1937</date>     right
    <date when="1956-02-25">February 1956</date>    wrong: the words name no day
    <date when="1956-02">February 1956</date>       right

Dates in another calendar (@calendar, @datingMethod) are left alone, and so are words that name no date of the forms and
languages that are known here. That a date is more exact than its words is said where nine in ten are not (in the strict
profile always).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from siglum.diagnostic import Diagnostic
from siglum.document import Document, local, text_of
from siglum.edition.index import Index
from siglum.edition.practice import is_usual
from siglum.tei.dates import Said, read
from siglum.tei.vocabulary import TEI

_DATED = ("date", "birth", "death", "docDate", "origDate")
_NAMES_NO = "the words name no"
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


_UNSURE = frozenset(("app", "choice", "del", "note", "rdg", "subst", "gap"))
"""Elements inside a date that give its words twice, or not all of them."""
_RELATIVE = re.compile(
    r"(?<!\w)(?:after|afternoon|ago|ante|apr[eè]s|avant|before|bis|day|days|dopo|eve|jusqu|later|morrow|nach|next|"
    r"post|prima|prior|since|soon|tag|tage|until|veille|von|vor|week|wochen?|yesterday|zwischen|between|und|and|et|or|"
    r"oder|ou)(?!\w)",
    re.IGNORECASE,
)
"""Words that put a date before or after the one they name, or name another beside it."""


def check(document: Document, index: Index) -> Iterator[Diagnostic]:
    dated, exact = 0, list[tuple[etree._Element, str, str]]()
    for element in document.root.iter(*(f"{{{TEI}}}{name}" for name in _DATED)):
        if element.get("calendar") is not None or element.get("datingMethod") is not None:
            continue
        dated += 1
        for attribute, fact in _faults(element, index.strict):
            if fact.startswith(_NAMES_NO):
                exact.append((element, attribute, fact))
            else:
                yield _contradicts(document, element, attribute, fact)
    if index.strict or is_usual(dated - len(exact), len(exact)):
        for element, attribute, fact in exact:
            yield _contradicts(document, element, attribute, fact)


def _faults(element: etree._Element, strict: bool) -> Iterator[tuple[str, str]]:
    """The attributes at fault, each with what the words say against it. Words that are not understood say nothing."""
    if any(local(inner) in _UNSURE for inner in element.iterdescendants()):
        return
    spoken, left = read(text_of(element))
    if not spoken or any(character.isdigit() for character in left) or (not strict and _RELATIVE.search(left)):
        return
    understood = strict or not re.search(r"\w{3}", left)
    for attribute, fact in _all_faults(element, spoken):
        if understood or not fact.startswith(_NAMES_NO):
            yield attribute, fact


def _all_faults(element: etree._Element, spoken: list[Said]) -> Iterator[tuple[str, str]]:
    if element.get("when") and len(spoken) == 1:
        fault = _against(element.get("when", ""), spoken[0])
        limited = element.get("notBefore") or element.get("notAfter")
        if fault and not (limited and fault.startswith(_NAMES_NO)):
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
    if words.swapped and month == words.day:
        words = Said(words.year, words.day, words.month)
    for own, theirs in ((year, words.year), (month, words.month), (day, words.day)):
        if own is not None and theirs is not None and own != theirs:
            return f"the words say {_spelt(words)}"
    if month is not None and words.month is None:
        return f"{_NAMES_NO} month"
    if day is not None and words.day is None:
        return f"{_NAMES_NO} day"
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
    exact = fact.startswith(_NAMES_NO)
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

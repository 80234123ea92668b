"""Dates: words that name a day or a month with its year, a span of such, a decade, or a year after “in”.

Nothing is proposed where the words say more than a date (before, about, late), where day and month may be the other
way round, and for days before 1583, whose calendar nobody can know from the words.
Source of the values: TEI P5 Guidelines, section 3.6.4; Extended Date/Time Format, level 0 (ISO 8601-2).
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator

from siglum.document import Document
from siglum.edition.index import Index
from siglum.tagging.proposal import Proposal, around
from siglum.tei.dates import Said, places
from siglum.tei.prose import TextRun, text_runs, texts, within
from siglum.tei.vocabulary import TEI

_TAGGED = frozenset((
    "date", "time", "docDate", "birth", "death", "origDate", "title", "ref", "bibl", "biblStruct", "idno", "num",
    "measure", "biblScope", "code", "eg", "formula", "gi", "fw", "label",
))  # fmt: skip
_MORE = re.compile(
    r"(?:\b(?:before|after|until|till|since|by|circa|ca|c|about|around|between|late|early|mid|vor|nach|bis|seit|um|etwa|"
    r"gegen|zwischen|ende|anfang|mitte|avant|après|vers|depuis|entre|ante|post|до|после|около)\b\.?\s*(?:the\s+)?|"
    r"[\d/.,–\-]\s?)$",
    re.IGNORECASE,
)
"""What before a date makes it another, or part of something longer."""
_IN = re.compile(r"\b(?:in|im jahre?|en|nel|em|anno|в)\s+$", re.IGNORECASE)
_BETWEEN = re.compile(r"\s?[–—\-]\s?|\s+(?:to|bis|à|until)\s+")
_LONGER = re.compile(r"\s?[–—\-/]\s?\w|[.,]?\d|\s+(?:to|bis|until)\s+\d")
_YEAR = re.compile(r"[0-9]{4}")
_FIRST_DAY = 1583


def practised(index: Index, documents: Iterable[Document]) -> bool:
    """Whether dates are tagged in some text."""
    return any(True for document in documents for text in texts(document) for _ in text.iter(f"{{{TEI}}}date"))


def propose(index: Index, documents: Iterable[Document]) -> Iterator[Proposal]:
    """The dates that are not tagged."""
    for document in documents:
        for run in text_runs(document):
            if _YEAR.search(run.text) and within(run.element, _TAGGED) is None:
                yield from _in_run(run)


def _in_run(run: TextRun) -> Iterator[Proposal]:
    text = run.text.replace("\u00a0", " ")
    found = list(places(text))
    number = 0
    while number < len(found):
        start, end, said = found[number]
        number += 1
        if number < len(found) and _BETWEEN.fullmatch(text, end, found[number][0]):
            _, end, more = found[number]
            said = [*said, *more]
            number += 1
        attributes = _attributes(said)
        if attributes and not _is_doubtful(text, start, end, said):
            span = run.document.stretch(run.element, run.number, start, end)
            written = "".join(f' {name}="{value}"' for name, value in attributes.items())
            way = around(run, start, end, "date", written)
            yield Proposal("dates", run.document.path, span, " ".join(text[start:end].split()), (way,))


def _is_doubtful(text: str, start: int, end: int, said: list[Said]) -> bool:
    """Whether the words around say that this is more than the date, or another thing."""
    if _MORE.search(text[:start]) or _LONGER.match(text, end):
        return True
    return said[0].month is None and not said[0].decade and len(said) == 1 and not _IN.search(text[:start])


def _attributes(said: list[Said]) -> dict[str, str]:
    """What @when, or @from and @to say; {} where the words do not say it for certain."""
    if len(said) == 1 and said[0].decade and said[0].year is not None:
        return {"from": str(said[0].year), "to": str(said[0].year + 9)}
    if len(said) == 2 and said[0].year is None and said[0].month and said[1].year:
        said = [Said(said[1].year, said[0].month, said[0].day, swapped=said[0].swapped), said[1]]
    values = [_iso(one) for one in said]
    if len(values) == 1 and values[0]:
        return {"when": values[0]}
    if len(values) == 2 and all(values) and values[0] < values[1]:
        return {"from": values[0], "to": values[1]}
    return {}


def _iso(said: Said) -> str:
    """A date as ISO 8601 writes it; "" for one that is not certain, or that no calendar has."""
    if said.year is None or said.swapped or said.decade or (said.day and not said.month):
        return ""
    if said.month is None:
        return f"{said.year:04}"
    if said.day is None:
        return f"{said.year:04}-{said.month:02}"
    if said.year < _FIRST_DAY or said.day > monthrange(said.year, said.month)[1]:
        return ""
    return f"{said.year:04}-{said.month:02}-{said.day:02}"

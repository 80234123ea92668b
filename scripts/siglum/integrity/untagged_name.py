"""A name that the registers know is tagged wherever it occurs.

A reader who follows a name through the index trusts that the index is complete. A form that stands in a register, or
that is tagged elsewhere in the text, and once is not, was probably overlooked.

    <p>Then Anna Alt came.</p>                                         wrong: the register has Anna Alt
    <p>Then <persName ref="person:anna">Anna Alt</persName> came.</p>  right

Asked of forms that the edition tags nine times in ten (in the strict profile of all). Where the words mean something
else, silence the check there and say why.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from siglum.diagnostic import Diagnostic, Edit, Fix
from siglum.document import Document, in_value, local
from siglum.edition.index import Entry, Index
from siglum.edition.practice import is_usual
from siglum.tei.prose import TextRun, text_runs, within
from siglum.tei.vocabulary import NAMING

TAGGED = NAMING | {"title", "author", "editor", "publisher", "pubPlace", "idno", "ref", "rs", "bibl", "abbr", "expan"}
"""Elements inside which a name is tagged already, or is none of the text."""
_ELEMENT = {"person": "persName", "personGrp": "persName", "org": "orgName", "place": "placeName", "event": "eventName"}


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms under which entries are known, and what finds them in a text."""

    entries: dict[str, tuple[Entry, ...]]
    pattern: re.Pattern[str]


def check(document: Document, index: Index) -> Iterator[Diagnostic]:
    if document.path in index.registers:
        return
    forms = _forms(index)
    if forms is None:
        return
    for run in text_runs(document):
        if within(run.element, TAGGED) is None:
            for match in forms.pattern.finditer(run.text):
                yield _untagged(index, run, match, forms.entries[" ".join(match[0].split())])


def weighed(findings: Sequence[Diagnostic], index: Index) -> Iterator[Diagnostic]:
    """Those of forms that the edition tags nine times in ten; in the strict profile all."""
    left = Counter(_form(finding) for finding in findings)
    for finding in findings:
        form = _form(finding)
        if index.strict or is_usual(index.uses.tagged[form], left[form]):
            yield finding


def _form(finding: Diagnostic) -> str:
    return " ".join((finding.found or "").split())


_KNOWN: WeakKeyDictionary[Index, Forms | None] = WeakKeyDictionary()


def _forms(index: Index) -> Forms | None:
    if index not in _KNOWN:
        _KNOWN[index] = forms(index, 0 if index.strict else 9)
    return _KNOWN[index]


def forms(index: Index, least: int = 0) -> Forms | None:
    """Every form under which an entry is known, in its register, or where it is tagged in the text: those that are
    tagged at least so often."""
    found: dict[str, dict[Entry, None]] = {}
    by_place = {entry.place: entry for entry in index.entries if entry.kind in _ELEMENT}
    for entry in by_place.values():
        for name in entry.names:
            found.setdefault(name, {})[entry] = None
    for form, places in index.uses.forms.items():
        for place in places:
            if place in by_place:
                found.setdefault(form, {})[by_place[place]] = None
    tagged = index.uses.tagged
    names = {
        form: tuple(entries)
        for form, entries in found.items()
        if len(form) > 2 and form[0].isupper() and tagged[form] >= least
    }
    longest_first = sorted(names, key=lambda form: (-len(form), form))
    words = "|".join(r"\s+".join(map(re.escape, form.split())) for form in longest_first)
    return Forms(names, re.compile(rf"(?<!\w)(?:{words})(?!\w)")) if names else None


def _untagged(index: Index, run: TextRun, match: re.Match[str], entries: Sequence[Entry]) -> Diagnostic:
    span = run.document.stretch(run.element, run.number, *match.span())
    form = " ".join(match[0].split())
    pointers = [index.pointer_to(run.document, entry) for entry in entries]
    told = [
        f"{pointer} ({entry.names[0]})" if entry.names else pointer
        for pointer, entry in zip(pointers, entries, strict=True)
    ]
    fix = wrapped(index, run, match, entries[0]) if len(entries) == 1 else None
    known = (
        f"the registers know it: {told[0]}"
        if len(told) == 1
        else f"{len(told)} entries are known under it: {', '.join(told)}"
    )
    advice = f'tag it: <{_ELEMENT[entries[0].kind]} ref="{pointers[0]}">' if fix else "tag it as the one that is meant"
    return Diagnostic(
        "untagged-name",
        f"“{form}” is not tagged here, and {known}",
        run.document.path,
        span,
        label="not tagged",
        found=form,
        parent=local(run.element),
        help=(advice,),
        fix=fix,
    )


def wrapped(index: Index, run: TextRun, match: re.Match[str], entry: Entry) -> Fix:
    """The form in the element of an entry, with the pointer to it."""
    span = run.document.stretch(run.element, run.number, *match.span())
    name, prefix = _ELEMENT[entry.kind], f"{run.element.prefix}:" if run.element.prefix else ""
    edits = (
        Edit(
            span.start.offset,
            span.start.offset,
            f'<{prefix}{name} ref="{in_value(index.pointer_to(run.document, entry))}">',
        ),
        Edit(span.end.offset, span.end.offset, f"</{prefix}{name}>"),
    )
    return Fix(f"tag it as <{name}>", edits)

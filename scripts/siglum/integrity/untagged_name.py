"""A name that the registers know is tagged wherever it occurs.

A reader who follows a name through the index trusts that the index is complete. A form that stands in a register, or
that is tagged elsewhere in the text, and once is not, was probably overlooked.

    <p>Then Anna Alt came.</p>                                         wrong: the register has Anna Alt
    <p>Then <persName ref="person:anna">Anna Alt</persName> came.</p>  right

Where the words mean something else, silence the check there and say why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from siglum.diagnostic import Diagnostic, Edit, Fix
from siglum.document import local, text_of
from siglum.edition.index import Entry, Index
from siglum.edition.pointers import Pointer
from siglum.tei.prose import Run, text_runs, within
from siglum.tei.vocabulary import NAMING

_TAGGED = NAMING | {"title", "author", "editor", "publisher", "pubPlace", "idno", "ref", "bibl"}
_ELEMENT = {"person": "persName", "personGrp": "persName", "org": "orgName", "place": "placeName", "event": "eventName"}


def check(index: Index) -> Iterator[Diagnostic]:
    forms = _forms(index)
    if not forms:
        return
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    pattern = re.compile(
        r"(?<!\w)(?:" + "|".join(r"\s+".join(map(re.escape, f.split())) for f in longest_first) + r")(?!\w)"
    )
    for document in index.documents:
        if document.path not in index.registers:
            for run in text_runs(document):
                if within(run.element, _TAGGED) is None:
                    for match in pattern.finditer(run.text):
                        yield _untagged(index, run, match, forms[" ".join(match[0].split())])


def _forms(index: Index) -> dict[str, list[Entry]]:
    """Every form under which an entry is known: in its register, or where it is tagged in the text."""
    found: dict[str, list[Entry]] = {}

    def add(form: str, entry: Entry) -> None:
        if len(form) > 2 and form[0].isupper() and entry not in found.setdefault(form, []):
            found[form].append(entry)

    by_element = {entry.element: entry for entry in index.entries if entry.kind in _ELEMENT}
    for entry in by_element.values():
        for name in entry.names:
            add(name, entry)
    for pointer in index.pointers:
        entry_or_none = by_element.get(pointer.target.element) if pointer.target.element is not None else None
        if entry_or_none and pointer.attribute == "ref" and local(pointer.element) in NAMING and _in_text(pointer):
            add(text_of(pointer.element), entry_or_none)
    return found


def _in_text(pointer: Pointer) -> bool:
    return any(local(ancestor) == "text" for ancestor in pointer.element.iterancestors())


def _untagged(index: Index, run: Run, match: re.Match[str], entries: list[Entry]) -> Diagnostic:
    span = run.document.stretch(run.element, run.number, *match.span())
    form = " ".join(match[0].split())
    pointers = [index.pointer_to(run.document, entry) for entry in entries]
    told = [
        f"{pointer} ({entry.names[0]})" if entry.names else pointer
        for pointer, entry in zip(pointers, entries, strict=True)
    ]
    fix = None
    if len(entries) == 1:
        name = _ELEMENT[entries[0].kind]
        edits = (
            Edit(span.start.offset, span.start.offset, f'<{name} ref="{pointers[0]}">'),
            Edit(span.end.offset, span.end.offset, f"</{name}>"),
        )
        fix = Fix(f"tag it as <{name}>", edits)
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

"""An entry of a register is used somewhere.

An entry that nothing points to is a leftover, or a sign that a name in the text was forgotten. Header, introduction and
the other registers count as use.

    <person xml:id="boris">…</person>                wrong: nothing points to person:boris
    <persName ref="person:boris">Boris</persName>    right

Tag the name where it occurs, or remove the entry. A register of which more than one entry in ten is unused was made for
more than this edition, and is not asked (but in the strict profile).
"""

from __future__ import annotations

from collections.abc import Iterator

from siglum.diagnostic import Diagnostic
from siglum.document import XML_ID, Document
from siglum.edition.index import Entry, Index
from siglum.edition.practice import is_usual


def check(document: Document, index: Index) -> Iterator[Diagnostic]:
    if document.path not in index.registers:
        return
    here = [entry for entry in index.entries if entry.place.path == document.path]
    unused = [entry for entry in here if entry.place not in index.uses.used]
    if index.strict or is_usual(len(here) - len(unused), len(unused)):
        for entry in unused:
            yield _unused(index, entry)


def _unused(index: Index, entry: Entry) -> Diagnostic:
    called = f" ({entry.names[0]})" if entry.names else ""
    return Diagnostic(
        "unused-entry",
        f"nothing in the edition points to the entry “{entry.id}”{called}",
        entry.place.path,
        index.span(entry.place, ("value", XML_ID)),
        label="never used",
        found=entry.id,
        help=("point to it where it is meant, or remove the entry",),
    )

"""An entry of a register is used somewhere.

An entry that nothing points to is a leftover, or a sign that a name in the text was forgotten. Header, introduction and
the other registers count as use.

    <person xml:id="boris">…</person>                wrong: nothing points to person:boris
    <persName ref="person:boris">Boris</persName>    right

Tag the name where it occurs, or remove the entry.
"""

from __future__ import annotations

from collections.abc import Iterator

from siglum.diagnostic import Diagnostic
from siglum.document import XML_ID
from siglum.edition.index import Entry, Index


def check(index: Index) -> Iterator[Diagnostic]:
    for entry in index.entries:
        if entry.element not in index.used:
            yield _unused(entry)


def _unused(entry: Entry) -> Diagnostic:
    called = f" ({entry.names[0]})" if entry.names else ""
    return Diagnostic(
        "unused-entry",
        f"nothing in the edition points to the entry “{entry.id}”{called}",
        entry.document.path,
        entry.document.span(entry.element, ("value", XML_ID)),
        label="never used",
        found=entry.id,
        help=("point to it where it is meant, or remove the entry",),
    )

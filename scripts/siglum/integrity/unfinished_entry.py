"""An entry of a register that was begun is finished.

A pointer to somebody whom the register does not know is repaired by an entry that has a name and nothing else
(`siglum check --fix --unsafe-fixes`). It keeps the edition whole while somebody looks the person up, and says of itself
that it is not finished. Published so, it would be a page with a name on it.

    <person xml:id="dora" change="#p1"><persName>Dora</persName><?siglum unfinished?></person>    wrong: begun
    <person xml:id="dora" change="#p1"><persName>Dora</persName></person>                         right

Say who it is, as far as that is known, and remove the instruction.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from siglum.diagnostic import Diagnostic
from siglum.document import XML_ID, Document, local, text_of
from siglum.edition.entry import UNFINISHED, is_unfinished
from siglum.edition.index import Index


def check(document: Document, index: Index) -> Iterator[Diagnostic]:
    for node in document.root.iter(etree.ProcessingInstruction):
        entry = node.getparent()
        if entry is not None and is_unfinished(node):
            yield _unfinished(document, entry)


def _unfinished(document: Document, entry: etree._Element) -> Diagnostic:
    name = entry.get(XML_ID) or local(entry)
    called = next((text_of(child) for child in entry.iterchildren(etree.Element)), "")
    return Diagnostic(
        "unfinished-entry",
        f"the entry “{name}”{f' ({called})' if called else ''} is not finished",
        document.path,
        document.span(entry),
        label="begun, not finished",
        found=name,
        parent=local(entry.getparent()),
        help=(f"say what is known, with its source, then remove <?siglum {UNFINISHED}?>",),
    )

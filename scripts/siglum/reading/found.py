"""The readings of a document that nobody declared: the text as it stands, corrected, and as each witness has it.

Source: TEI P5 Guidelines, sections 3.5 (Simple Editorial Changes) and 13.1 (The Apparatus Entry, Readings, and
Witnesses).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from siglum.document import XML_ID, Document, text_of
from siglum.edition import Reading
from siglum.tei.prose import texts
from siglum.tei.vocabulary import TEI

_CORRECTING = tuple(f"{{{TEI}}}{name}" for name in ("corr", "reg", "expan", "supplied"))
_SIDES = (f"{{{TEI}}}lem", f"{{{TEI}}}rdg")


class Kind(NamedTuple):
    """A reading that a document has: `kind` is `as-it-stands`, `corrected` or `witness`; of a witness its siglum, and
    what the header says of it."""

    kind: str
    siglum: str = ""
    said: str = ""

    def reading(self, path: str, name: str, labels: Mapping[str, str]) -> Reading:
        """The reading, of the document with that path, called after `name`; `labels` says what the kinds are called:
        `witness` has {1} for the siglum, {2} for what is said of it."""
        label = labels[self.kind].replace("{1}", self.siglum).replace("{2}", self.said).rstrip(" :,")
        if self.kind == "witness":
            return Reading(f"{name}-{safe(self.siglum)}", label, path, witness=self.siglum, found=True)
        if self.kind == "corrected":
            return Reading(f"{name}-corrected", labels[self.kind], path, stage="corr", found=True)
        return Reading(name, labels[self.kind], path, found=True)


def kinds(document: Document) -> Iterator[Kind]:
    """The readings of a document, the text as it stands first."""
    yield Kind("as-it-stands")
    if any(_corrects(element) for text in texts(document) for element in text.iter(*_CORRECTING)):
        yield Kind("corrected")
    for siglum, said in _witnesses(document):
        yield Kind("witness", siglum, said)


def safe(name: str) -> str:
    """A name as the name of a file: at most a hundred letters, digits, dots, hyphens and underscores."""
    return re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip("-.")[:100].rstrip("-.") or "document"


def _corrects(element: etree._Element) -> bool:
    """An expansion corrects where an abbreviation stands beside it."""
    parent = element.getparent()
    return element.tag != f"{{{TEI}}}expan" or (parent is not None and parent.tag == f"{{{TEI}}}choice")


def _witnesses(document: Document) -> Iterator[tuple[str, str]]:
    """The witnesses that the apparatus in the text names, in the order in which they are listed, and what they are."""
    named = {
        pointer.rpartition("#")[2]
        for text in texts(document)
        for side in text.iter(*_SIDES)
        if not any(ancestor.tag == f"{{{TEI}}}listApp" for ancestor in side.iterancestors())
        for pointer in side.get("wit", "").split()
    }
    for witness in document.root.iter(f"{{{TEI}}}witness"):
        siglum = witness.get(XML_ID, "")
        if siglum in named:
            yield siglum, re.split(r"(?<=\S)[.;:,(]", text_of(witness))[0].strip()[:80]

"""Where something changed, as a reader finds it: the nearest element with an xml:id, and the line."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from siglum.document import XML_ID, Document, local


@dataclass(frozen=True, slots=True)
class Place:
    """An element with an xml:id, or, where none is above, no element and no id; and a line of the file, from 1."""

    element: str
    id: str
    line: int

    @classmethod
    def of(cls, document: Document, element: etree._Element, line: int = 0) -> Place:
        """The place of an element, or of a line in it."""
        line = line or document.home(element).lines[document.ordinal(element)]
        for one in (element, *element.iterancestors()):
            if one.get(XML_ID) and one is not document.root:
                return cls(local(one), one.get(XML_ID, ""), line)
        return cls("", "", line)

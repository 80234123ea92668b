"""What is known across the files of an edition: its pointers, what they lead to, the entries of its registers."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lxml import etree

from siglum.document import XML_ID, Document, local, text_of
from siglum.edition.configuration import Edition
from siglum.edition.pointers import Pointer, Resolver, absolute
from siglum.tei.vocabulary import ENTRIES, NAMING, POINTERS, TEI, Attributes


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """An entry of a register, and the names it gives, as they stand there."""

    document: Document
    element: etree._Element
    id: str
    kind: str
    names: tuple[str, ...]


@dataclass(eq=False)
class Index(Resolver):
    """The files of an edition (or one file alone) and all that is known across them.

    `edition` is None for a file that belongs to none; `pointing` are the attributes that point; `registers` the paths
    of the files that are registers.
    """

    edition: Edition | None = None
    pointing: Attributes = POINTERS
    registers: frozenset[str] = frozenset()

    def document(self, path: str) -> Document | None:
        """The file that siglum.toml calls by that path."""
        return self._files.get(absolute(self.root / path))

    @cached_property
    def pointers(self) -> list[Pointer]:
        """Every pointer, in the order of files and places."""
        return [pointer for document in self.documents for pointer in self._pointers(document)]

    @cached_property
    def used(self) -> set[etree._Element]:
        """The elements that some pointer leads to from outside themselves."""
        return {
            pointer.target.element
            for pointer in self.pointers
            if pointer.target.element is not None and pointer.target.element not in pointer.element.iterancestors()
        }

    @cached_property
    def entries(self) -> list[Entry]:
        """The entries of the registers."""
        return [
            Entry(document, element, element.get(XML_ID, ""), local(element), _names(element))
            for document in self.documents
            if document.path in self.registers
            for element in document.root.iter(*(f"{{{TEI}}}{kind}" for kind in ENTRIES))
            if element.get(XML_ID) and local(element.getparent()).startswith("list")
        ]

    def pointer_to(self, document: Document, entry: Entry) -> str:
        """How a file points at an entry: through its shortest prefix, else by file and id."""
        for prefix in self.prefixes(document):
            text = f"{prefix.ident}:{entry.id}"
            if self.resolve(document, document.root, text).element is entry.element:
                return text
        return f"{os.path.relpath(entry.document.path, Path(document.path).parent).replace(os.sep, '/')}#{entry.id}"

    def _pointers(self, document: Document) -> Iterator[Pointer]:
        for element in document.root.iter(etree.Element):
            name = local(element)
            for attribute, value in element.attrib.items():
                if (name, attribute) in self.pointing or ("*", attribute) in self.pointing:
                    for number, text in enumerate(str(value).split()):
                        target = self.resolve(document, element, text)
                        yield Pointer(document, element, str(attribute), number, text, target)


def _names(entry: etree._Element) -> tuple[str, ...]:
    tags = [f"{{{TEI}}}{name}" for name in (*NAMING, "title")]
    return tuple(text_of(child) for child in entry.iterchildren(*tags) if text_of(child))

"""What is known across the files of an edition: its pointers, what they lead to, the entries of its registers.

One file is looked at after another, and its tree is let go before the next: what stays are facts.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from siglum.diagnostic import Span
from siglum.document import XML_ID, Document, local, text_of
from siglum.edition.configuration import Edition
from siglum.edition.pointers import Place, Pointer, Resolver, absolute, place_of
from siglum.edition.published import Published
from siglum.tei.vocabulary import ENTRIES, NAMING, NO_POINTERS, POINTERS, TEI, Attributes


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a register, and the names it gives, as they stand there."""

    place: Place
    id: str
    kind: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Uses:
    """How the files use the entries of the registers: those that some pointer leads to from outside themselves; the
    forms under which names are tagged in the text, with the entries that are meant; how often each is, and
    each as one of the entries."""

    used: frozenset[Place]
    forms: dict[str, tuple[Place, ...]]
    tagged: Counter[str]
    mentions: Counter[tuple[str, Place]]


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a form was first tagged, as what (the pointer), and the entry that is meant."""

    path: str
    span: Span
    text: str
    entry: Place | None


class Ending(NamedTuple):
    """Where a pointer names the element that it leads to: the file, and from which byte to which (exclusive)."""

    path: str
    start: int
    end: int


class Index(Resolver):
    """The files of an edition (or one file alone) and all that is known across them.

    `edition` is None for a file that belongs to none; `registers` are the paths of the files that are registers;
    `pointing` says which attributes of a document point. `first_mentions` (by element and form) and `first_ids` are
    filled as the files are looked at.
    """

    def __init__(
        self,
        paths: Sequence[str],
        root: Path,
        read: Callable[[str], Document],
        edition: Edition | None = None,
        registers: frozenset[str] = frozenset(),
        pointing: Callable[[Document], Attributes] = lambda _: POINTERS,
    ) -> None:
        super().__init__(paths, root, read)
        self.edition, self.registers, self._pointing = edition, registers, pointing
        self._pointers_of: tuple[Document | None, list[Pointer]] = (None, [])
        self.first_mentions: dict[tuple[str, str], Mention] = {}
        self.first_ids: dict[str, Place] = {}

    @property
    def strict(self) -> bool:
        """Whether every check asks its question, whatever the practice of the documents is."""
        return self.edition is not None and self.edition.profile == "strict"

    @property
    def documents(self) -> Iterator[Document]:
        """The files, one after another; those that are no documents are left out."""
        return (document for document in map(self.open, self.paths) if document is not None)

    def document(self, path: str) -> Document | None:
        """The file that siglum.toml calls by that path."""
        named = self.path_of(path)
        return self.open(named) if named else None

    def path_of(self, path: str) -> str:
        """The path, as it stands in `paths`, of the file that siglum.toml calls by that path; "" where it has none."""
        return self._files.get(absolute(self.root / path), "")

    def pointers(self, document: Document) -> list[Pointer]:
        """The pointers of a file, in their order."""
        if self._pointers_of[0] is not document:
            self._pointers_of = (document, list(self._found(document)))
        return self._pointers_of[1]

    def _found(self, document: Document) -> Iterator[Pointer]:
        pointing = self._pointing(document)
        for element in document.root.iter(etree.Element):
            if element.attrib:
                name = local(element)
                for attribute, value in element.attrib.items():
                    if (name, attribute) in pointing or ("*", attribute) in pointing:
                        if (name, attribute) in NO_POINTERS:
                            continue
                        for number, text in enumerate(str(value).split()):
                            target = self.resolve(document, element, text)
                            yield Pointer(document, element, str(attribute), number, text, target)

    @cached_property
    def endings(self) -> dict[Place, list[Ending] | None]:
        """Of the elements whose ids several files give, as far as something points to them: where the pointers to each
        end in its id; None where one of them does not, or stands in another encoding. Each file is looked at once."""
        files = Counter(name for path in self.paths for name in self.ids(path))
        several = {name for name, many in files.items() if many > 1}
        found: dict[Place, list[Ending] | None] = {}
        for document in self.documents if several else ():
            is_plain = document.source.encoding.startswith(("utf-8", "ascii"))
            for pointer in self.pointers(document):
                place, name = pointer.target.place, pointer.target.id
                if place is None or name not in several:
                    continue
                endings = found.setdefault(place, [])
                if not is_plain or not pointer.text.endswith(name):
                    found[place] = None
                elif endings is not None:
                    end = pointer.span.end.offset
                    endings.append(Ending(document.path, end - len(name.encode()), end))
        return found

    @cached_property
    def published(self) -> Published:
        """The ids that the edition has published. Raises Failure where they cannot be read."""
        return Published.read(self.edition) if self.edition else Published()

    @cached_property
    def published_as(self) -> dict[str, str]:
        """What each document of which ids have been published is called now; "" for one that is gone."""
        files = self.edition.files if self.edition else ()
        return self.published.known_as(files, lambda name: self.ids(self.path_of(name)))

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The entries of the registers."""
        registers = (self.open(path) for path in self.paths if path in self.registers)
        return tuple(entry for document in registers if document is not None for entry in _entries(document))

    @cached_property
    def uses(self) -> Uses:
        """How all files use the entries: each file is looked at once, if there are any entries."""
        entries = {entry.place for entry in self.entries}
        used: set[Place] = set()
        forms: dict[str, dict[Place, None]] = {}
        tagged: Counter[str] = Counter()
        mentions: Counter[tuple[str, Place]] = Counter()
        for document in self.documents if entries else ():
            for pointer in self.pointers(document):
                place = pointer.target.place
                if place in entries:
                    if all(place_of(document, e) != place for e in pointer.element.iterancestors(*_ENTRY_TAGS)):
                        used.add(place)
                    if pointer.attribute == "ref" and local(pointer.element) in _MENTIONS and _in_text(pointer):
                        form = text_of(pointer.element)
                        forms.setdefault(form, {})[place] = None
                        tagged[form] += 1
                        mentions[form, place] += 1
        return Uses(frozenset(used), {form: tuple(places) for form, places in forms.items()}, tagged, mentions)

    def pointer_to(self, document: Document, entry: Entry) -> str:
        """How a file points at an entry: through its shortest prefix, else by file and id."""
        for prefix in self.prefixes(document):
            text = f"{prefix.ident}:{entry.id}"
            if self.resolve(document, document.root, text).place == entry.place:
                return text
        return f"{os.path.relpath(entry.place.path, Path(document.path).parent).replace(os.sep, '/')}#{entry.id}"


_ENTRY_TAGS = tuple(f"{{{TEI}}}{kind}" for kind in ENTRIES)
_MENTIONS = NAMING | {"rs"}


def _entries(document: Document) -> Iterator[Entry]:
    for element in document.root.iter(*_ENTRY_TAGS):
        if element.get(XML_ID) and local(element.getparent()).startswith("list"):
            yield Entry(place_of(document, element), element.get(XML_ID, ""), local(element), _names(element))


def _in_text(pointer: Pointer) -> bool:
    return next(pointer.element.iterancestors(f"{{{TEI}}}text"), None) is not None


def _names(entry: etree._Element) -> tuple[str, ...]:
    tags = [f"{{{TEI}}}{name}" for name in (*NAMING, "title")]
    return tuple(text_of(child) for child in entry.iterchildren(*tags) if text_of(child))

"""Pointers, and where they lead.

A pointer is a URI reference: `#id` in the same file, `file.xml#id` in another, `prefix:name` through the prefixDef of
its file. Nothing outside the folder of the edition is read, and nothing from the net.
Source: TEI P5 Guidelines, chapter 17 (Linking, Segmentation, and Alignment), sections 17.1.1, 17.2.1 and 17.2.3.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

from lxml import etree

from siglum.diagnostic import Span
from siglum.document import XML_BASE, XML_ID, Document, Refused, text_of
from siglum.failure import Failure
from siglum.tei.vocabulary import TEI

_SCHEMES = frozenset(
    ("ark", "cts", "data", "doi", "ftp", "geo", "gopher", "hdl", "http", "https", "info", "ipfs", "irc", "isbn",
     "issn", "jar", "javascript", "lsid", "mailto", "news", "nfs", "oai", "oid", "purl", "sftp", "ssh", "tag",
     "tel", "urn", "uuid", "view-source", "wais", "ws", "wss", "xmpp")
)  # fmt: skip
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):(.*)", re.DOTALL)

Lost = Literal["", "id", "file", "outside", "prefix", "pattern"]
"""Why a pointer leads nowhere: no such id, no such file, out of the edition, no such prefix, a name no pattern fits."""


@dataclass(frozen=True, slots=True, eq=False)
class Target:
    """Where a pointer leads: an element, a whole file, another place on the web (`external`), or nowhere (`lost`).

    `where` names the file as the reader knows it, `id` the name sought there.
    """

    element: etree._Element | None = None
    document: Document | None = None
    external: bool = False
    lost: Lost = ""
    where: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Pointer:
    """One URI reference in an attribute: the `number`-th (from 0) of those its value holds."""

    document: Document
    element: etree._Element
    attribute: str
    number: int
    text: str
    target: Target

    @property
    def span(self) -> Span:
        """Where the reference stands."""
        return self.document.token_span(self.element, self.attribute, self.number)


@dataclass(frozen=True, slots=True, eq=False)
class Prefix:
    """A prefixDef: `person:iakir` → `registers/persons.xml#iakir`."""

    ident: str
    pattern: str
    replacement: str
    about: str

    def resolve(self, rest: str) -> str | None:
        """What the pattern makes of the part after the colon; None where it does not fit."""
        try:
            match = re.fullmatch(self.pattern, rest)
            return match.expand(re.sub(r"\$(\d)", r"\\\1", self.replacement)) if match else None
        except (re.error, IndexError):
            return None


@dataclass(eq=False)
class Resolver:
    """Files that may point at each other, and at those beside them; no pointer leads out of the folder `root`."""

    documents: Sequence[Document]
    root: Path

    def __post_init__(self) -> None:
        self._ids: dict[Document, tuple[dict[str, etree._Element], frozenset[str]]] = {}
        self._prefixes: dict[Document, list[Prefix]] = {}
        self._resolved: dict[tuple[Document, str], Target] = {}
        self._files = {absolute(Path(document.path)): document for document in self.documents}
        self._read: dict[Path, Document | None] = {}

    def ids(self, document: Document) -> dict[str, etree._Element]:
        """The xml:ids of a file, one of `documents` or beside them, each with the first element that bears it."""
        return self._borne(document)[0]

    def doubled(self, document: Document) -> frozenset[str]:
        """The xml:ids that several elements of a file bear."""
        return self._borne(document)[1]

    def _borne(self, document: Document) -> tuple[dict[str, etree._Element], frozenset[str]]:
        if document not in self._ids:
            self._ids[document] = _ids(document)
        return self._ids[document]

    def prefixes(self, document: Document) -> list[Prefix]:
        """The prefixDefs of a file."""
        if document not in self._prefixes:
            self._prefixes[document] = [
                Prefix(
                    e.get("ident", ""),
                    e.get("matchPattern", ""),
                    e.get("replacementPattern", ""),
                    text_of(e),
                )
                for e in document.root.iter(f"{{{TEI}}}prefixDef")
            ]
        return self._prefixes[document]

    def resolve(self, document: Document, element: etree._Element, text: str) -> Target:
        """Where a pointer that stands on an element of a file leads."""
        key = (document, text)
        if key not in self._resolved or element.base:
            self._resolved[key] = self._resolve(document, element, text)
        return self._resolved[key]

    def _resolve(self, document: Document, element: etree._Element, text: str) -> Target:
        scheme = _SCHEME.match(text)
        if scheme:
            found = self._through_prefix(document, *scheme.groups())
            if isinstance(found, Target):
                return found
            if _SCHEME.match(found):
                return Target(external=True)
            return self._relative(document, document.root, found, self._about(document, scheme[1]))
        return self._relative(document, element, text, "")

    def _through_prefix(self, document: Document, ident: str, rest: str) -> Target | str:
        defined = [prefix for prefix in self.prefixes(document) if prefix.ident == ident]
        for prefix in defined:
            resolved = prefix.resolve(rest)
            if resolved is not None:
                return resolved
        if defined:
            return Target(lost="pattern", where=ident, id=rest)
        return Target(external=True) if ident.lower() in _SCHEMES else Target(lost="prefix", where=ident, id=rest)

    def _about(self, document: Document, ident: str) -> str:
        about = next((prefix.about for prefix in self.prefixes(document) if prefix.ident == ident), "")
        return about[:1].lower() + about[1:].rstrip(".") if about else ""

    def _relative(self, document: Document, element: etree._Element, text: str, about: str) -> Target:
        name, _, fragment = text.partition("#")
        name, fragment = unquote(name), unquote(fragment)
        if "(" in fragment:
            return Target(external=True)
        other: Document | None = document
        if name:
            folder = Path(document.path).parent.joinpath(*reversed([e.get(XML_BASE, "") for e in _based(element)]))
            path = absolute(folder / name)
            if not path.is_relative_to(absolute(self.root)):
                return Target(lost="outside", where=name, id=fragment)
            other = self._files.get(path)
            if other is None and not path.exists():
                return Target(lost="file", where=name, id=fragment)
            other = other or self._document(path, fragment)
        if not fragment or other is None:
            return Target(document=other, external=other is None)
        found = self.ids(other).get(fragment)
        if found is None:
            return Target(lost="id", where=about or name, id=fragment, document=other)
        return Target(found, other)

    def _document(self, path: Path, fragment: str) -> Document | None:
        """A file beside `documents`: read once, and only where a pointer names something in it."""
        if fragment and path not in self._read:
            try:
                self._read[path] = Document.read(path)
            except (Failure, Refused):
                self._read[path] = None
        return self._read.get(path)


def _ids(document: Document) -> tuple[dict[str, etree._Element], frozenset[str]]:
    """The xml:ids of a file, each with the first element that bears it; and those that others bear too."""
    found: dict[str, etree._Element] = {}
    doubled: set[str] = set()
    for element in document.root.iter(etree.Element):
        written = element.get(XML_ID)
        if written is not None:
            name = written.strip()
            if name in found:
                doubled.add(name)
            found.setdefault(name, element)
    return found, frozenset(doubled)


def _based(element: etree._Element) -> list[etree._Element]:
    return [e for e in (element, *element.iterancestors()) if e.get(XML_BASE)]


def absolute(path: Path) -> Path:
    """The path without links and steps up, as files are compared by."""
    return Path(os.path.realpath(path))

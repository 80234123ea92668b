"""Pointers, and where they lead.

A pointer is a URI reference: `#id` in the same file, `file.xml#id` in another, `prefix:name` through the prefixDef of
its file. Nothing outside the folder of the edition is read, and nothing from the net.
Source: TEI P5 Guidelines, chapter 17 (Linking, Segmentation, and Alignment), sections 17.1.1, 17.2.1 and 17.2.3.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

from lxml import etree

from siglum.diagnostic import Node, Part, Span
from siglum.document import XML_BASE, XML_ID, Document, Refused, local, text_of
from siglum.edition import patterns
from siglum.edition.near import Near
from siglum.failure import Failure
from siglum.paths import exists, real
from siglum.tei.vocabulary import TEI

_MOST_IDS = 200_000
"""How many ids are remembered, of the files that were asked for last: a file whose ids are asked for again is read
again."""

_SCHEMES = frozenset(
    ("ark", "cts", "data", "doi", "ftp", "geo", "gopher", "hdl", "http", "https", "info", "ipfs", "irc", "isbn",
     "issn", "jar", "javascript", "lsid", "mailto", "news", "nfs", "oai", "oid", "purl", "sftp", "ssh", "tag",
     "tel", "urn", "uuid", "view-source", "wais", "ws", "wss", "xmpp")
)  # fmt: skip
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):(.*)", re.DOTALL)

Lost = Literal["", "id", "file", "outside", "prefix", "pattern"]
"""Why a pointer leads nowhere: no such id, no such file, out of the edition, no such prefix, a name no pattern fits."""


@dataclass(frozen=True, slots=True)
class Place:
    """An element that is known without its tree: its file, its ordinal in it, its local name."""

    path: str
    ordinal: int
    name: str


@dataclass(frozen=True)
class Facts:
    """What is kept of a file: its xml:ids (each with the first element that bears it), those that several elements
    bear, its prefixDefs."""

    ids: dict[str, Place]
    doubled: frozenset[str]
    prefixes: tuple[Prefix, ...]

    @cached_property
    def near_id(self) -> Near:
        """Where an id that is like another is sought."""
        return Near(self.ids)

    @cached_property
    def near_prefix(self) -> Near:
        """Where a prefix that is like another is sought."""
        return Near(dict.fromkeys(prefix.ident for prefix in self.prefixes))


@dataclass(frozen=True, slots=True, eq=False)
class Target:
    """Where a pointer leads: an element, a whole file, another place on the web (`external`), or nowhere (`lost`).

    `file` is the path of the file that it leads into, "" for none; `where` names the file as the reader knows it, `id`
    the name sought there. `other` is a second element that a pointer through a prefix could mean as well.
    """

    place: Place | None = None
    file: str = ""
    external: bool = False
    lost: Lost = ""
    where: str = ""
    id: str = ""
    other: Place | None = None

    @property
    def name(self) -> str:
        """The local name of the element; "" where it leads to none."""
        return self.place.name if self.place else ""


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
        found = patterns.match(self.pattern, rest)
        return re.sub(r"\$([0-9])", lambda sign: found.group(int(sign[1])), self.replacement) if found else None


class Resolver:
    """Files that may point at each other, and at those beside them; no pointer leads out of the folder `root`.

    `paths` are the files; `read` gives a document by its path and may be asked for the same one again and again: what
    is kept here are facts, never trees.
    """

    def __init__(self, paths: Sequence[str], root: Path, read: Callable[[str], Document]) -> None:
        self.paths, self.root = tuple(paths), root
        self._read = read
        self._files = {absolute(Path(path)): path for path in self.paths}
        self._here = frozenset(self.paths)
        self._facts: OrderedDict[str, Facts] = OrderedDict()
        self._known = 0
        self._resolved: dict[str, Target] = {}
        self._resolved_of = ""
        self._inside = absolute(root)

    def open(self, path: str) -> Document | None:
        """A file, one of `paths` or beside them; None where it is no document."""
        try:
            return self._read(path)
        except (Failure, Refused):
            return None

    def facts(self, path: str) -> Facts:
        """What is kept of a file; of one that is no document, that it has nothing."""
        if path not in self._facts:
            document = self.open(path)
            self._facts[path] = Facts({}, frozenset(), ()) if document is None else _facts(document)
            self._known += len(self._facts[path].ids)
            while self._known > _MOST_IDS and len(self._facts) > 1:
                _, forgotten = self._facts.popitem(last=False)
                self._known -= len(forgotten.ids)
        self._facts.move_to_end(path)
        return self._facts[path]

    def ids(self, path: str) -> dict[str, Place]:
        """The xml:ids of a file, one of `paths` or beside them, each with the first element that bears it."""
        return self.facts(path).ids

    def prefixes(self, document: Document) -> tuple[Prefix, ...]:
        """The prefixDefs of a file."""
        return self.facts(document.path).prefixes

    def span(self, place: Place, part: Part) -> Span:
        """Where a part of an element stands; the file is read again when that is worked out."""
        return Span.at(Node(place.path, place.ordinal, part), lambda: self._measured(place, part))

    def _measured(self, place: Place, part: Part) -> Span:
        document = self._read(place.path)
        return document.span(document.own[place.ordinal], part)

    def resolve(self, document: Document, element: etree._Element, text: str) -> Target:
        """Where a pointer that stands on an element of a file leads."""
        if self._resolved_of != document.path:
            self._resolved_of, self._resolved = document.path, {}
        known = self._resolved
        if text in known and not element.base and not document.included:
            return known[text]
        known[text] = self._resolve(document, element, text)
        return known[text]

    def _resolve(self, document: Document, element: etree._Element, text: str) -> Target:
        scheme = _SCHEME.match(text)
        if not scheme:
            return self._relative(document, element, text, "")
        ident, rest = scheme.groups()
        defined = [prefix for prefix in self.prefixes(document) if prefix.ident == ident]
        if not defined:
            external = ident.lower() in _SCHEMES
            return Target(external=True) if external else Target(lost="prefix", where=ident, id=rest)
        meant = list(dict.fromkeys(filter(None, (prefix.resolve(rest) for prefix in defined))))
        if not meant:
            return Target(lost="pattern", where=ident, id=rest)
        found = [self._expanded(document, uri, defined[0]) for uri in meant]
        led = [target for target in found if not target.lost]
        if not led:
            return found[0]
        others = [target.place for target in led if target.place and target.place != led[0].place]
        return replace(led[0], other=others[0]) if others and led[0].place else led[0]

    def _expanded(self, document: Document, uri: str, prefix: Prefix) -> Target:
        if _SCHEME.match(uri):
            return Target(external=True)
        about = prefix.about
        return self._relative(document, document.root, uri, about[:1].lower() + about[1:].rstrip(".") if about else "")

    def _relative(self, document: Document, element: etree._Element, text: str, about: str) -> Target:
        name, _, fragment = text.partition("#")
        name, fragment = unquote(name), unquote(fragment)
        if "(" in fragment:
            return Target(external=True)
        path = document.path
        if name:
            base = [e.get(XML_BASE, "") for e in _based(element)]
            there = absolute(Path(document.home(element).path).parent.joinpath(*reversed(base)) / name)
            if not there.is_relative_to(self._inside):
                return Target(lost="outside", where=name, id=fragment, file="" if exists(there) else there.as_posix())
            path = self._files.get(there, "")
            if not path and not exists(there):
                return Target(lost="file", where=name, id=fragment)
            path = path or (self.root / there.relative_to(self._inside)).as_posix()
        if not fragment:
            return Target(file=path if path in self._here else "", external=path not in self._here)
        if path not in self._here and self.open(path) is None:
            return Target(external=True)
        place = self.ids(path).get(fragment)
        if place is None:
            return Target(lost="id", where=about or name, id=fragment, file=path)
        return Target(place, path, id=fragment)


def _facts(document: Document) -> Facts:
    found: dict[str, Place] = {}
    doubled: set[str] = set()
    for element in document.root.iter(etree.Element):
        name = element.get(XML_ID, "").strip()
        if name:
            if name in found:
                doubled.add(name)
            else:
                found[name] = place_of(document, element)
    return Facts(found, frozenset(doubled), prefixes(document.root))


def prefixes(root: etree._Element) -> tuple[Prefix, ...]:
    """The prefixDefs of a file."""
    return tuple(
        Prefix(e.get("ident", ""), e.get("matchPattern", ""), e.get("replacementPattern", ""), text_of(e))
        for e in root.iter(f"{{{TEI}}}prefixDef")
    )


def place_of(document: Document, element: etree._Element) -> Place:
    """An element as it is known when its tree is gone."""
    return Place(document.home(element).path, document.ordinal(element), local(element))


def _based(element: etree._Element) -> list[etree._Element]:
    return [e for e in (element, *element.iterancestors()) if e.get(XML_BASE)]


def absolute(path: Path) -> Path:
    """The path without links and steps up, as files are compared by."""
    return real(path)

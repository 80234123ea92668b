"""What is known of each file before anything is made: what it is called, what it has, where it points.

A survey reads the file and asks no stylesheet, so that all files can be surveyed quickly; from the surveys of all of
them it is settled what the pages of each will need of the others (`publish.plan`).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from siglum.document import MOST_BYTES, XML_ID, XML_LANG, Document, Refused, local
from siglum.edition import Edition
from siglum.edition.pointers import Prefix, prefixes
from siglum.failure import Failure
from siglum.keeping import digest
from siglum.opening import read_file
from siglum.paths import real
from siglum.publish.chapters import chapters
from siglum.reading.found import Kind, kinds
from siglum.session import Session
from siglum.tei.registers import is_register, stand_offs
from siglum.tei.vocabulary import TEI

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(.*)", re.DOTALL)
_PLACES = frozenset(("target", "url", "ref", "source", "corresp", "facs", "uri"))
"""Attributes that may lead to a whole file."""


@dataclass(slots=True)
class Survey:
    """What is known of a file. `path` is its path in the edition, `failures` say why it is left out.

    `is_register` says whether it is read for its entries alone (`tei.registers`).
    `content` is a digest of it and of all that it includes (`parts`, with the digest of each). `id` and `language` are
    those of its root. `kinds` are the readings that it has. `entries` are the xml:ids in its registers, `ids` the
    others. `version` is which edition its header says that it is. `chapters` are the divisions that begin a page of
    their own, by their ordinals. `pointers` are where it points: "#id", "tei/other.xml#id", or "tei/image.png";
    `joined` the files in each link of an alignment, `ana` the files whose categories it names. `troubles` (errors)
    and `warnings` are sentences about what it includes and declares."""

    path: str
    content: str = ""
    parts: dict[str, str] = field(default_factory=dict)
    size: int = 0
    id: str = ""
    language: str = ""
    version: str = ""
    is_register: bool = False
    kinds: list[Kind] = field(default_factory=list)
    entries: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    chapters: list[int] = field(default_factory=list)
    pointers: list[str] = field(default_factory=list)
    joined: list[list[str]] = field(default_factory=list)
    ana: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def digest_of(edition: Edition, path: str) -> str:
    """The digest of a file of the edition; "" where it cannot be read."""
    try:
        return digest(read_file(edition.file(path), MOST_BYTES))
    except Failure:
        return ""


def survey(edition: Edition, path: str, session: Session) -> Survey:
    """Look at a file."""
    try:
        document = opened(edition, path, session)
    except Refused as refused:
        return Survey(path, failures=[str(refused.failure())])
    except Failure as failure:
        return Survey(path, failures=[str(failure)])
    root = document.root
    parts = {name: digest_of(edition, name) for name in _parts(edition, document)}
    own = digest(document.source.data)
    found = Survey(
        path, _content(own, parts), parts, sum(len(one.source.data) for one in (document, *document.parts)),
        root.get(XML_ID, ""), _language(root), _version(root), _is_register(edition, path, root), list(kinds(document)),
    )  # fmt: skip
    found.chapters = chapters(document)
    _look(found, root)
    for trouble in document.troubles:
        said = found.troubles if trouble.severity == "error" else found.warnings
        said.append(f"{trouble.path}:{trouble.span.start.line}: {trouble.message}")
    return found


def _language(root: etree._Element) -> str:
    """The language of a document: what it says itself, else the one that its header names."""
    named = root.findall(f"{{{TEI}}}teiHeader/{{{TEI}}}profileDesc/{{{TEI}}}langUsage/{{{TEI}}}language")
    said = root.get(XML_LANG, "")
    return said or (named[0].get("ident", "") if len(named) == 1 else "")


def _version(root: etree._Element) -> str:
    edition = root.find(f"{{{TEI}}}teiHeader/{{{TEI}}}fileDesc/{{{TEI}}}editionStmt/{{{TEI}}}edition[@n]")
    return "" if edition is None else edition.get("n", "").strip()


def _is_register(edition: Edition, path: str, root: etree._Element) -> bool:
    """Whether a file is a register: because siglum.toml says so, or because there is nothing else in it. What is asked
    for by name as a reading is a text."""
    if path in edition.documents:
        return is_register(root) and all(one.document != path for one in edition.readings)
    return path in edition.registers


def opened(edition: Edition, path: str, session: Session) -> Document:
    """A file of the edition with what it includes. Raises Failure, Refused."""
    file = edition.file(path)
    return session.document(file.as_posix())


def still(edition: Edition, known: Survey) -> bool:
    """Whether a file, and all that it includes, is what was surveyed."""
    own = digest_of(edition, known.path)
    parts = {name: digest_of(edition, name) for name in known.parts}
    return parts == known.parts and known.content == _content(own, parts)


def _content(own: str, parts: dict[str, str]) -> str:
    return digest("\0".join((own, *(f"{name}\0{parts[name]}" for name in sorted(parts)))))


def _parts(edition: Edition, document: Document) -> Iterator[str]:
    """The files that a document includes, by their paths in the edition."""
    for part in document.parts:
        yield real(Path(part.path)).relative_to(real(edition.folder)).as_posix()


def _look(found: Survey, root: etree._Element) -> None:
    pointing = _Pointing(found.path, root)
    pointers: dict[str, None] = {}
    registers = set(stand_offs(root, register=found.is_register))
    aligned = {link for group in root.iter(f"{{{TEI}}}linkGrp") if group.get("type") == "alignment" for link in group}
    for element in root.iter(etree.Element):
        for name, value in ((str(name), str(value)) for name, value in element.attrib.items()):
            if name == XML_ID:
                (found.entries if _stands_in(registers, element) else found.ids).append(value)
            elif not name.startswith("{"):
                for pointer in pointing.of(name, value):
                    pointers.setdefault(pointer)
                    if name == "ana" and not pointer.startswith("#"):
                        found.ana.append(pointer.partition("#")[0])
        if element in aligned and local(element) == "link":
            targets = pointing.of("target", element.get("target", ""))
            found.joined.append([pointer.partition("#")[0] or found.path for pointer in targets])
    found.pointers = list(pointers)


def _stands_in(registers: Container[etree._Element], element: etree._Element) -> bool:
    return any(ancestor in registers for ancestor in element.iterancestors())


class _Pointing:
    """The pointers of a file, as paths in the edition and ids; each is worked out once."""

    def __init__(self, path: str, root: etree._Element) -> None:
        self.folder = posixpath.dirname(path)
        self.prefixes = prefixes(root)
        self._known: dict[tuple[bool, str], str] = {}

    def of(self, name: str, value: str) -> list[str]:
        """Where an attribute points; of names and numbers, nowhere."""
        if "#" not in value and ":" not in value and name not in _PLACES:
            return []
        return [found for token in value.split() if (found := self._resolved(token, name in _PLACES))]

    def _resolved(self, token: str, is_place: bool) -> str:
        key = (is_place, token)
        if key not in self._known:
            pointer = resolved(token, self.prefixes)
            file, sign, name = pointer.partition("#")
            if (not sign and not is_place) or _SCHEME.match(file):
                self._known[key] = ""
            else:
                path = posixpath.normpath(posixpath.join(self.folder, unquote(file))) if file else ""
                self._known[key] = f"{path}{sign}{name}"
        return self._known[key]


def resolved(token: str, known: Sequence[Prefix]) -> str:
    """A pointer behind its prefix; as it stands where it has none."""
    scheme = _SCHEME.match(token)
    if scheme:
        for prefix in known:
            if prefix.ident == scheme[1] and (found := prefix.resolve(scheme[2])) is not None:
                return found
    return token

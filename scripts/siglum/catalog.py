"""OASIS XML Catalogs: where the copy lies of something that has an address on the net.

    <catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
      <uri name="https://example.org/edition.rng" uri="schema/edition.rng"/>
      <rewriteURI uriStartString="https://example.org/" rewritePrefix="copies/"/>
    </catalog>

Only URIs are looked up, only files on disk are read, and the net is never asked.
Source: XML Catalogs, OASIS Standard V1.1, sections 6 (entries) and 7.2 (URI resolution).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from siglum.failure import Failure
from siglum.opening import read_file
from siglum.paths import real

NAMESPACE = "urn:oasis:names:tc:entity:xmlns:xml:catalog"
_MOST_FILES = 100
_LARGEST = 50_000_000


class _Entry(NamedTuple):
    kind: str
    match: str
    target: str


class Catalog:
    """The entries of one catalog file after another; each file is read when it is first asked, and only then."""

    def __init__(self, files: Sequence[Path] = ()) -> None:
        self.files = tuple(files)
        self._read: dict[Path, list[_Entry]] = {}

    @classmethod
    def read(cls, paths: Sequence[str | Path]) -> Catalog:
        """Catalogs from their files, the first one first. Raises Failure for one that is missing or no catalog."""
        catalog = cls([Path(path) for path in paths])
        for file in catalog.files:
            catalog._entries(file)
        return catalog

    @property
    def consulted(self) -> tuple[Path, ...]:
        """The files read so far, by real path."""
        return tuple(self._read)

    def resolve(self, uri: str) -> Path | None:
        """The file on disk that stands for a URI; None where no catalog says so. A broken catalog is passed over."""
        waiting = list(self.files)
        seen: set[Path] = set()
        while waiting and len(seen) < _MOST_FILES:
            file = waiting.pop(0)
            if real(file) in seen:
                continue
            seen.add(real(file))
            try:
                entries = self._entries(file)
            except Failure:
                self._read[real(file)] = entries = []
            target = _found(entries, uri)
            if target is not None:
                return on_disk(target)
            delegates = _delegates(entries, uri)
            following = [entry.target for entry in entries if entry.kind == "nextCatalog"]
            next_files = [path for name in (delegates or following) if (path := on_disk(name)) is not None]
            waiting = next_files if delegates else next_files + waiting
        return None

    def _entries(self, file: Path) -> list[_Entry]:
        if real(file) not in self._read:
            self._read[real(file)] = _entries(file)
        return self._read[real(file)]


def _found(entries: Sequence[_Entry], uri: str) -> str | None:
    """An exact entry, else the rewriting of the longest start, else the longest end (7.2.2, steps 2 to 4)."""
    for entry in entries:
        if entry.kind in ("uri", "system") and entry.match == uri:
            return entry.target
    rewritten = _longest(
        entry for entry in entries if entry.kind in ("rewriteURI", "rewriteSystem") and uri.startswith(entry.match)
    )
    if rewritten is not None:
        return rewritten.target + uri[len(rewritten.match) :]
    ended = _longest(
        entry for entry in entries if entry.kind in ("uriSuffix", "systemSuffix") and uri.endswith(entry.match)
    )
    return ended.target if ended is not None else None


def _delegates(entries: Sequence[_Entry], uri: str) -> list[str]:
    """The catalogs to ask instead, those of the longest start first (7.2.2, step 5)."""
    fitting = [e for e in entries if e.kind in ("delegateURI", "delegateSystem") and uri.startswith(e.match)]
    return [entry.target for entry in sorted(fitting, key=lambda entry: -len(entry.match))]


def _longest(entries: Iterator[_Entry]) -> _Entry | None:
    return max(entries, key=lambda entry: len(entry.match), default=None)


_ATTRIBUTES = {
    "uri": ("name", "uri"), "system": ("systemId", "uri"), "rewriteURI": ("uriStartString", "rewritePrefix"),
    "rewriteSystem": ("systemIdStartString", "rewritePrefix"), "uriSuffix": ("uriSuffix", "uri"),
    "systemSuffix": ("systemIdSuffix", "uri"), "delegateURI": ("uriStartString", "catalog"),
    "delegateSystem": ("systemIdStartString", "catalog"), "nextCatalog": ("", "catalog"),
}  # fmt: skip


def _entries(file: Path) -> list[_Entry]:
    """The entries of a file; elements of other namespaces, and entries for public identifiers, are passed over."""
    from siglum.document import XML_BASE, Document, Refused, local

    try:
        document = Document.parse(read_file(file, _LARGEST), str(file))
    except Refused as refused:
        raise refused.failure("the catalog ") from None
    if document.root.tag != f"{{{NAMESPACE}}}catalog":
        raise Failure(f"{file} is no catalog: its root is not <catalog> of {NAMESPACE}")
    found: list[_Entry] = []
    for element in document.root.iter(f"{{{NAMESPACE}}}*"):
        kind = local(element)
        if kind not in _ATTRIBUTES:
            continue
        match, target = _ATTRIBUTES[kind]
        for name in filter(None, (match, target)):
            if element.get(name) is None:
                place = document.span(element).start
                raise Failure(f"the catalog {file}:{place.line}:{place.column}: <{kind}> lacks the attribute “{name}”")
        base = real(file).as_uri()
        try:
            for holder in reversed([element, *element.iterancestors()]):
                base = urljoin(base, holder.get(XML_BASE, ""))
            leads_to = _address(urljoin(base, element.get(target, "")))
        except ValueError:
            place = document.span(element).start
            where = f"{file}:{place.line}:{place.column}"
            raise Failure(f"the catalog {where}: <{kind}> has an address that is none") from None
        found.append(_Entry(kind, element.get(match, "") if match else "", leads_to))
    return found


def _address(uri: str) -> str:
    """A URI that a file can have. Raises ValueError for one that nothing can have, or that has the character 0."""
    if "\0" in unquote(urlsplit(uri).path):
        raise ValueError
    return uri


def on_disk(uri: str) -> Path | None:
    """The path behind a file: URI; None for anything else, and where no file can have that path."""
    try:
        parts = urlsplit(uri)
    except ValueError:
        return None
    path = unquote(parts.path)
    return Path(path) if parts.scheme in ("", "file") and "\0" not in path else None

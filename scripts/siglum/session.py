"""What is read once, however many files need it: schemas, rules, catalogs, documents, and what was made of them.

A session lasts for one run, or as long as a program goes on that runs again and again (`siglum serve`). It never gives
an answer that has grown old: each one is tied to the content of every file that it was read from, inclusions as well,
and is read anew when one of them has changed. A file is known by its real path, whatever it is called.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from siglum.catalog import Catalog, on_disk
from siglum.document import MOST_BYTES
from siglum.edition import containing
from siglum.failure import Failure
from siglum.keeping import NOTHING, digest, toolkit
from siglum.opening import read_file

if TYPE_CHECKING:
    from siglum.document import Document, Refused, Source
    from siglum.relaxng import Schema
    from siglum.relaxng.recognition import Recogniser
    from siglum.schematron import Confined, Rules

Stamp = tuple[str, int, int, int, int] | None
"""Real path, time of the last change in nanoseconds, size in bytes, inode, time of the last change of the inode; None
where there is no such file."""

_SETTLED = 2_000_000_000
"""Nanoseconds after which a file that has not changed would show it: the coarsest clock of a file system in use."""
_TICK = 20_000_000
"""Nanoseconds by which the clock of a file system may lag behind."""

_HELD = 2_000_000
"""How many bytes of documents are held at a time: a tree takes about ten times that."""

T = TypeVar("T")


def stamp(path: Path) -> Stamp:
    """What can be known of a file without reading it."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return os.path.realpath(path), found.st_mtime_ns, found.st_size, found.st_ino, found.st_ctime_ns


class Seen:
    """A file as it was: its stamp, when that was taken (nanoseconds), and the digest of its content."""

    __slots__ = ("at", "digest", "stamp")

    def __init__(self, stamp: Stamp, at: int, digest: bytes) -> None:
        self.stamp, self.at, self.digest = stamp, at, digest

    @classmethod
    def now(cls, path: Path) -> Seen:
        """The file as it is."""
        at, taken = time.time_ns(), stamp(path)
        return cls(taken, at, _digest(path))

    def holds(self, path: Path) -> bool:
        """Whether the content is the same. It is read unless the stamp proves it."""
        now = stamp(path)
        if now == self.stamp and (now is None or self.at - max(now[1], now[4]) > _SETTLED):
            return True
        fresh = Seen.now(path)
        if fresh.digest != self.digest:
            return False
        self.stamp, self.at = fresh.stamp, fresh.at
        return True


class _Kept:
    """What was read, when that began (nanoseconds), from which files, and how each of them was seen.

    `doubted` is something that was read while a file may have been changing: it is not given a second time.
    """

    def __init__(self, value: Any, begun: int, files: Callable[[], Iterable[Path]]) -> None:
        self.value, self.begun, self.files = value, begun, files
        self.seen: dict[Path, Seen] = {}
        self.doubted = False

    def holds(self) -> bool:
        """Whether no file has changed."""
        self.look()
        return all(self.seen[path].holds(path) for path in self.files())

    @property
    def is_settled(self) -> bool:
        """Whether all that was read is what the files now hold."""
        return not self.doubted and self.holds()

    def look(self) -> None:
        """See the files that were read since the last look."""
        for path in self.files():
            if path not in self.seen:
                seen = self.seen[path] = Seen.now(path)
                changed = self.begun if seen.stamp is None else max(seen.stamp[1], seen.stamp[4])
                self.doubted |= changed >= self.begun - _TICK


class Session:
    """All that is kept, in memory; `cache` is where things are kept on disk. Not for several threads at a time."""

    def __init__(self) -> None:
        self.cache = NOTHING
        self._kept: dict[tuple[object, ...], _Kept] = {}
        self._failed: dict[tuple[object, ...], Failure] = {}
        self._data: dict[str, bytes] = {}
        self._documents: dict[str, Document | Refused] = {}
        self._last: dict[str, tuple[tuple[object, ...], Any]] = {}
        self._shown: tuple[str, Stamp, Source] | None = None
        self._confined: Confined | None = None

    def copied(self) -> Session:
        """The session in a process that is a copy of this one: with what has been read, without what runs for it."""
        copy = Session()
        copy.cache = self.cache
        copy._kept.update(self._kept)
        return copy

    def begin(self) -> None:
        """A run begins: what could not be read is tried again, and documents are read as they now are."""
        self._failed.clear()
        self._data.clear()
        self._documents.clear()

    def forget_changed(self) -> bool:
        """Let go what was read from files that have changed since; gives whether there was any."""
        stale = [key for key, kept in self._kept.items() if not kept.holds()]
        for key in stale:
            del self._kept[key]
        return bool(stale)

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End what runs for the session."""
        if self._confined is not None:
            self._confined.end()
            self._confined = None

    def schema(self, path: Path, catalogs: tuple[str, ...] = ()) -> Schema:
        """The RELAX NG schema of a file. Raises Failure."""
        from siglum.relaxng import Schema

        catalog = self.catalog(catalogs)
        return self.read(
            ("schema", os.path.realpath(path), catalogs),
            lambda: Schema.read(spelled(path), catalog),
            lambda schema: (*schema.files, *catalog.consulted),
        )

    def recogniser(self, path: Path, catalogs: tuple[str, ...] = ()) -> Recogniser:
        """What recognises the documents of a schema: from the cache, if it was kept there. Raises Failure."""
        catalog, real = self.catalog(catalogs), os.path.realpath(path)

        def read() -> tuple[Recogniser, tuple[Path, ...]]:
            from siglum.relaxng import rows

            found = self._entry(real, catalogs) if ("schema", real, catalogs) not in self._kept else None
            recogniser = rows.unpacked(found[1]) if found else None
            if found and recogniser:
                return recogniser, found[0]
            schema = self.schema(path, catalogs)
            files = tuple(dict.fromkeys((*schema.files, *catalog.consulted)))
            said = rows.packed(schema.recogniser) if self._kept["schema", real, catalogs].is_settled else None
            if said is not None:
                seen = [(os.fspath(file), _digest(file).hex()) for file in files]
                self.cache.keep("relaxng", self._name(real, catalogs), f"{json.dumps(seen)}\n{said}")
            return schema.recogniser, files

        recogniser, _ = self.read(("recogniser", real, catalogs), read, lambda made: made[1])
        return recogniser

    def closure(self, path: Path, catalogs: tuple[str, ...] = ()) -> list[tuple[str, str]]:
        """The files that a schema is read from, each with the digest of its content. Raises Failure."""
        real = os.path.realpath(path)

        def read() -> tuple[Path, ...]:
            found = self._entry(real, catalogs)
            if found:
                return found[0]
            self.recogniser(path, catalogs)
            return tuple(self._kept["recogniser", real, catalogs].files())

        files = self.read(("closure", real, catalogs), read, lambda files: files)
        seen = self._kept["closure", real, catalogs].seen
        return [(os.fspath(file), seen[file].digest.hex()) for file in files]

    def _name(self, real: str, catalogs: tuple[str, ...]) -> str:
        """The entry of a schema in the cache."""
        return digest(json.dumps([toolkit(), real, catalogs, os.environ.get("XML_CATALOG_FILES")])) + ".json"

    def _entry(self, real: str, catalogs: tuple[str, ...]) -> tuple[tuple[Path, ...], str] | None:
        """What was kept of a schema: its files, and the rest; None where one of them has changed."""
        head, _, said = (self.cache.recall("relaxng", self._name(real, catalogs)) or "").partition("\n")
        try:
            seen = {Path(path): bytes.fromhex(content) for path, content in json.loads(head)}
        except (ValueError, TypeError):
            return None
        return (tuple(seen), said) if all(_digest(path) == content for path, content in seen.items()) else None

    def rules(self, path: Path, phase: str) -> Rules:
        """The Schematron rules of a file in a phase, from the cache, if they were kept there.

        Raises Failure.
        """
        from siglum.schematron import read

        return self.read(
            ("rules", os.path.realpath(path), phase),
            lambda: read(spelled(path), phase, cache=self.cache),
            lambda rules: rules.files,
        )

    def mentions(self, path: Path, words: bytes) -> bool:
        """Whether some bytes stand in a file; not where it cannot be read."""
        real = Path(os.path.realpath(path))

        def look() -> bool:
            try:
                return words in read_file(real, MOST_BYTES)
            except Failure:
                return False

        return self.read(("mentions", real, words), look, lambda _: (real,))

    def catalog(self, paths: tuple[str, ...] = ()) -> Catalog:
        """The catalogs of those files, else of the environment variable XML_CATALOG_FILES (paths with spaces between).

        Raises Failure for one of `paths` that is missing or no catalog; what the environment names may be so.
        """
        if paths:
            return self.read(("catalog", *paths), lambda: Catalog.read(paths), lambda catalog: catalog.consulted)
        named = os.environ.get("XML_CATALOG_FILES", "").split()
        files = tuple(path for path in map(on_disk, named) if path is not None)
        return self.read(("catalog", *files), lambda: Catalog(files), lambda catalog: catalog.consulted)

    def data(self, path: str) -> bytes:
        """The bytes of which the document of a file is made, held until that is released. Raises Failure."""
        if path not in self._data:
            self._data[path] = read_file(Path(path), MOST_BYTES)
        return self._data[path]

    def document(self, path: str) -> Document:
        """A document with what it includes, held until it is released, or until too many others are.

        Raises Failure, Refused.
        """
        from siglum.document import Document, Refused, resolve

        if path not in self._documents:
            try:
                document = self._documents[path] = Document.parse(self.data(path), path)
                resolve(document, containing(Path(path).parent) or Path(path).parent)
            except Refused as refused:
                self._documents[path] = refused
            self._let_go(path)
        found = self._documents[path] = self._documents.pop(path)
        if isinstance(found, Refused):
            raise found
        return found

    def _let_go(self, latest: str) -> None:
        """Let the documents go that were asked for longest ago, if those that are held are too many."""
        from siglum.document import Document

        documents = {path: d for path, d in self._documents.items() if isinstance(d, Document)}
        held = {path: sum(len(part.source.data) for part in (d, *d.parts)) for path, d in documents.items()}
        size = sum(held.values())
        for path in held:
            if size <= _HELD:
                return
            if path != latest:
                self.release(path)
                size -= held[path]

    def release(self, path: str) -> None:
        """Let a document go: nobody needs it any more."""
        self._documents.pop(path, None)
        self._data.pop(path, None)

    def source(self, path: str) -> Source | None:
        """A file, for a report; None where it cannot be read. One file is held at a time."""
        from siglum.document import Source

        now = stamp(Path(path))
        if now is None:
            return None
        if self._shown is None or self._shown[:2] != (path, now):
            try:
                self._shown = (path, now, Source.of(read_file(Path(path), MOST_BYTES)))
            except Failure:
                return None
        return self._shown[2]

    def last(self, name: str, arguments: tuple[object, ...], make: Callable[[], T]) -> T:
        """What was made last under a name, as long as it would be made of the same; else it is made."""
        if name not in self._last or self._last[name][0] != arguments:
            self._last[name] = (arguments, make())
        made: T = self._last[name][1]
        return made

    @property
    def confined(self) -> Confined:
        """The process in which foreign rules run: one, however many files they are applied to."""
        if self._confined is None:
            from siglum.schematron import Confined

            self._confined = Confined()
        return self._confined

    def read(self, key: tuple[object, ...], read: Callable[[], T], files: Callable[[T], Iterable[Path]]) -> T:
        """What is kept under a key, or read now; `files` gives what it was read from.

        A failure holds until the run ends.
        """
        if key in self._failed:
            raise self._failed[key]
        kept = self._kept.get(key)
        if kept is None or kept.doubted or not kept.holds():
            begun = time.time_ns()
            try:
                value = read()
            except Failure as failure:
                self._failed[key] = failure
                raise
            kept = self._kept[key] = _Kept(value, begun, lambda: files(value))
            kept.look()
        found: T = kept.value
        return found


def spelled(path: Path) -> Path:
    """A path as messages name it, the same for all ways that lead to the file: from the folder we are in, where the
    file lies there; else without the detours it was given with."""
    real = Path(os.path.realpath(path))
    here = Path(os.path.realpath(Path.cwd()))
    return real.relative_to(here) if real.is_relative_to(here) else Path(os.path.normpath(path))


def _digest(path: Path) -> bytes:
    try:
        return hashlib.sha256(read_file(path, MOST_BYTES)).digest()
    except Failure:
        return b"none"

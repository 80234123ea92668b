"""What was found in files before: given again where neither a file has changed nor anything that it is held to.

Kept are the findings of grammar and rules in each file by itself: as JSON, in `findings/findings.db` of the cache
(SQLite), under the digest of all that they hang on. That is the toolkit, the folder we are in, the path and the content
of the file, what was asked, and every file of its schemas. A file that looks as it did (size, times, inode) is not read
again, unless that is asked (`--cache=hash`). What is damaged, locked or cannot be written is done without.
"""

from __future__ import annotations

import json
import os
import sqlite3
import stat
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from siglum.checking import schemas
from siglum.checking.files import File
from siglum.checking.outcome import Options, Result
from siglum.checking.packing import packed, unpacked
from siglum.failure import Failure
from siglum.keeping import digest, toolkit
from siglum.opening import is_instead
from siglum.session import Session

_SETTLED = 2_000_000_000
"""Nanoseconds after which a file that has not changed would show it: the coarsest clock of a file system in use."""
_DAYS = 60
_LARGEST = 1_000_000_000
_PATIENCE = 5
"""Seconds to wait for another run that writes."""
_TABLES = """
pragma synchronous = off;
create table if not exists files (path text primary key, stamp text, digest text, models text) without rowid;
create table if not exists results (key text primary key, said text, day integer) without rowid;
"""
_FILES = "select path, stamp, digest, models from files where path in"
_RESULTS = "select key, said from results where key in"


@dataclass(slots=True)
class Known:
    """A file: what it looks like, the digest of its content, what its xml-model instructions say.

    The last is None where that is not known without parsing the file, or where it brings in others.
    """

    stamp: str
    digest: str
    models: list[str] | None

    @classmethod
    def read(cls, stamp: str, digest: str, models: str) -> Known | None:
        """A row of the store; None where it is of another form."""
        try:
            said = json.loads(models)
        except (ValueError, TypeError):
            return None
        return cls(stamp, digest, None if said is None else list(map(str, said)))

    @property
    def row(self) -> tuple[str, str, str]:
        """What `read` reads."""
        return self.stamp, self.digest, json.dumps(self.models)


class Earlier:
    """The findings of earlier runs, for one run."""

    def __init__(self, options: Options, session: Session) -> None:
        self.options, self.session = options, session
        self._folder = session.cache.place("findings")
        self._held_to: dict[tuple[object, ...], str | None] = {}
        self._keys: dict[str, tuple[str, Known]] = {}
        self._new: set[str] = set()
        stations = [name for name in ("relaxng", "schematron") if name in options.stations]
        self._here = os.fspath(Path.cwd())
        self.asked = json.dumps([toolkit(), self._here, stations, options.phase, options.catalogs])

    def recalled(self, chosen: Sequence[File]) -> list[File]:
        """The files, with what is known to be found in them."""
        store, now = _opened(self._folder), time.time_ns()
        if store is None:
            return list(chosen)
        with closing(store):
            seen = self._seen(store, [file.path for file in chosen])
            for file in chosen:
                before = seen.get(file.path)
                known = _look(file.path, before, now)
                key = self._key(file, known)
                if known is not None and key is not None:
                    self._keys[file.path] = key, known
                if known is not before:
                    self._new.add(file.path)
            keys = [key for key, _ in self._keys.values()]
            said = dict(_rows(store, _RESULTS, keys))
        found = {path: unpacked(said[key]) for path, (key, _) in self._keys.items() if key in said}
        return [file._replace(known=found.get(file.path)) for file in chosen]

    def keep(self, chosen: Sequence[File], found: Sequence[Result]) -> None:
        """Keep what was found in files, where neither they nor their schemas have changed since they were looked at."""
        self._held_to.clear()
        files: list[tuple[str, Known]] = []
        results: list[tuple[str, str]] = []
        for file, result in zip(chosen, found, strict=True):
            if (file.path not in self._new and file.known) or file.path not in self._keys:
                continue
            key, known = self._keys[file.path]
            said, looks = packed(result) if result.read else None, _stamp(file.path)
            same = looks is not None and looks[0] == known.stamp and self._key(file, known) == key
            if same and said is not None:
                files.append((file.path, known))
                results.append((key, said))
        self._write(files, results)

    def looked(self, paths: Sequence[str], large: int) -> dict[str, Known | None]:
        """What is known of files: of those that look as they did, without reading them; of those that are no XML and
        have more than so many bytes, what they look like."""
        now, store = time.time_ns(), _opened(self._folder)
        before: dict[str, Known | None] = {}
        if store is not None:
            with closing(store):
                before = self._seen(store, paths)
        return {path: _look(path, before.get(path), now, large) for path in paths}

    def result(self, key: str) -> str | None:
        """What is kept under a key."""
        store = _opened(self._folder)
        if store is None:
            return None
        with closing(store):
            return next((said for _, said in _rows(store, _RESULTS, [key])), None)

    def put(self, seen: Sequence[tuple[str, Known]], key: str, said: str) -> None:
        """Keep something under a key, and what the files that it was found in look like."""
        self._write(seen, [(key, said)])

    def _seen(self, store: sqlite3.Connection, paths: Sequence[str]) -> dict[str, Known | None]:
        """What was known of files; nothing where every byte is to be read."""
        names = {} if self.options.hashed else {self._name(path): path for path in paths}
        return {names[name]: Known.read(*row) for name, *row in _rows(store, _FILES, list(names))}

    def _write(self, files: Sequence[tuple[str, Known]], results: Sequence[tuple[str, str]]) -> None:
        store, day = _opened(self._folder) if results else None, time.time_ns() // 86_400_000_000_000
        if store is not None:
            rows = [(self._name(path), *known.row) for path, known in files]
            with closing(store), suppress(sqlite3.Error), store:
                store.executemany("insert or replace into files values (?, ?, ?, ?)", rows)
                store.executemany("insert or replace into results values (?, ?, ?)", [(*kept, day) for kept in results])
                store.execute("delete from results where day < ?", (day - _DAYS,))

    def _name(self, path: str) -> str:
        return json.dumps([self._here, path])

    def _key(self, file: File, known: Known | None) -> str | None:
        """What the findings in a file are kept under; None where they hang on more than can be told."""
        if known is None or known.models is None:
            return None
        held_to = self.held_to(file, known.models)
        made_of = f"{self.asked}\n{held_to}\n{json.dumps(file.path)}\n{known.digest}"
        return digest(made_of) if held_to else None

    def held_to(self, file: File, models: list[str]) -> str | None:
        """The schemas of a file with the content of all that they are read from; None where that cannot be told."""
        folder = file.edition.folder if file.edition else None
        key = (os.fspath(Path(file.path).parent), folder, tuple(models))
        if key not in self._held_to:
            try:
                self._held_to[key] = self._read_schemas(file, models)
            except Failure:
                self._held_to[key] = None
        return self._held_to[key]

    def _read_schemas(self, file: File, models: list[str]) -> str | None:
        options, session, edition = self.options, self.session, file.edition
        held_to = schemas.by_instructions(
            file.path, models, edition, session, options.schemas, options.rules, options.catalogs
        )
        said = [[os.fspath(path) for path in paths] for paths in (held_to.grammars, held_to.rules)]
        closure: list[object] = [session.closure(path, options.catalogs) for path in held_to.grammars]
        if "schematron" in options.stations:
            rules = [session.rules(path, options.phase) for path in held_to.rules]
            if any(rule.reads_more for rule in rules):
                return None
            closure += [[rule.stylesheet, *rule.places] for rule in rules]
        where = os.path.realpath(edition.folder) if edition else ""
        return json.dumps([where, said, held_to.unread, closure])


def _look(path: str, before: Known | None, now: int, large: int = _LARGEST) -> Known | None:
    """What is known of a file: what was known before, if it looks the same; else it is read, unless it is no XML and
    larger than `large` bytes."""
    found = _stamp(path)
    if found is None:
        return None
    looks, changed = found
    if before is not None and before.stamp == looks:
        return before
    if int(looks.split()[0]) > large and not path.endswith((".xml", ".tei")):
        return Known(looks, digest(looks), None)
    try:
        data = Path(path).read_bytes()
    except OSError:
        return None
    settled = looks if now - changed > _SETTLED else ""
    return Known(settled, digest(data), schemas.all_instructions(data))


def _stamp(path: str) -> tuple[str, int] | None:
    """What a file looks like, and when it last changed (nanoseconds).

    None where it is no regular file of some size, and where other bytes are read in its place.
    """
    if is_instead(Path(path)):
        return None
    try:
        found = Path(path).stat()
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(found.st_mode) or not 0 < found.st_size < _LARGEST:
        return None
    looks = f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino} {found.st_dev}"
    return looks, max(found.st_mtime_ns, found.st_ctime_ns)


def _rows(store: sqlite3.Connection, select: str, names: Sequence[str]) -> Iterator[Any]:
    """The rows of these names; what cannot be read is left out."""
    with suppress(sqlite3.Error):
        for at in range(0, len(names), 500):
            some = names[at : at + 500]
            yield from store.execute(f"{select} ({','.join('?' * len(some))})", some).fetchall()


def _opened(folder: Path | None) -> sqlite3.Connection | None:
    """The store in a folder; one that is damaged is begun anew."""
    if folder is None:
        return None
    for _ in range(2):
        store = None
        try:
            store = sqlite3.connect(folder / "findings.db", timeout=_PATIENCE)
            store.executescript(_TABLES)
            store.execute("select path, stamp, digest, models from files limit 1")
            store.execute("select key, said, day from results limit 1")
            return store
        except sqlite3.OperationalError as error:  # locked, read-only, full, no database of ours
            if store is not None:
                store.close()
            if "no such column" not in str(error):
                return None
        except sqlite3.DatabaseError:
            if store is not None:
                store.close()
        with suppress(OSError):
            (folder / "findings.db").unlink()
    return None

"""What has changed: every file of the edition is looked at, what these include, and every file that the session has
read schemas from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from siglum.checking import schemas
from siglum.document import Document, Refused
from siglum.edition import CONFIGURATION, Edition
from siglum.failure import Failure
from siglum.session import Session, Stamp, stamp

_SCHEMAS = (".odd", ".rng", ".rnc", ".sch")


@dataclass(frozen=True, slots=True)
class Seen:
    """The files of the edition as they stand, and what keeps siglum.toml from being read ("" for nothing)."""

    stamps: frozenset[tuple[Path, Stamp]]
    trouble: str


class Watch:
    """The edition of the current folder, and what it was when it was last looked at."""

    def __init__(self, session: Session | None = None) -> None:
        self._session = session or Session()
        self._folders: frozenset[Path] = frozenset()
        self._included: frozenset[Path] = frozenset()
        self._seen: Seen | None = None

    def changed(self) -> bool:
        """Whether anything differs from the last look; the first one finds everything new."""
        edition, trouble = _edition()
        now = _seen(edition, trouble, self._folders, self._included)
        if not self._session.forget_changed() and now == self._seen:
            return False
        if edition is not None:
            self._session.begin()
            self._folders = folders(edition, self._session)
            self._included = included(edition, self._session)
        self._seen = _seen(edition, trouble, self._folders, self._included)
        return True


def folders(edition: Edition, session: Session) -> frozenset[Path]:
    """The folders in which the schemas lie that the files of an edition are held to.

    A schema that cannot be read as long as a file is missing is read again when that appears beside it.
    """
    found = {edition.folder / edition.schema} if edition.schema else set()
    for name in edition.files:
        try:
            held_to = schemas.of(Document.read(edition.folder / name), edition, session)
        except (Failure, Refused):
            continue
        found |= {*held_to.grammars, *held_to.rules}
    return frozenset(path.parent for path in found)


def included(edition: Edition, session: Session) -> frozenset[Path]:
    """The files that those of the edition include."""
    found: set[Path] = set()
    for name in edition.files:
        try:
            document = session.document((edition.folder / name).as_posix())
        except (Failure, Refused):
            continue
        found |= {Path(part.path) for part in document.parts}
    return frozenset(found)


def _edition() -> tuple[Edition | None, str]:
    try:
        return Edition.load(Path()), ""
    except Failure as failure:
        return None, str(failure)


def _seen(edition: Edition | None, trouble: str, schema_folders: frozenset[Path], parts: frozenset[Path]) -> Seen:
    paths = {Path(CONFIGURATION), *_named(edition), *_schemas(schema_folders), *parts}
    return Seen(frozenset((path, stamp(path)) for path in paths), trouble)


def _named(edition: Edition | None) -> Iterator[Path]:
    if edition is not None:
        transcripts = (reading.transcript for reading in edition.readings if reading.transcript)
        yield from (edition.folder / name for name in (*edition.files, *transcripts))


def _schemas(schema_folders: frozenset[Path]) -> Iterator[Path]:
    for folder in schema_folders:
        try:
            yield from [path for path in folder.iterdir() if path.suffix in _SCHEMAS]
        except OSError:
            continue

"""What was found in an edition as a whole: given again where no file of it has changed, nor anything beside it.

Integrity and fidelity read the documents and registers of an edition, its transcripts, siglum.toml, the ids it has
published, and ask which other files are there. So their findings are kept under the content of every file in its folder
(of large ones that are no XML, under what they look like), and of the schemas. Not kept is what also hangs on git, on
checks of other packages.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from siglum import plugins
from siglum.checking import files, schemas, together
from siglum.checking.files import File
from siglum.checking.outcome import Options, Result
from siglum.checking.packing import packed, unpacked
from siglum.document import Refused
from siglum.edition import Edition
from siglum.failure import Failure
from siglum.keeping import digest
from siglum.paths import is_file
from siglum.session import Session

if TYPE_CHECKING:
    from siglum.checking.earlier import Earlier, Known

_MOST_FILES = 20_000
"""Files of a folder that holds more than an edition: to look at all of them takes longer than to check."""
_LARGE = 1_000_000
"""Bytes of a file that is no XML and is not read to the end: an image, a film."""


@dataclass(frozen=True, slots=True)
class _Key:
    """The key of what is found in an edition, and the files as they were looked at for it."""

    key: str
    seen: tuple[tuple[str, Known], ...]


class Whole:
    """The editions of a run, each as a whole: what was found in it before, or what is found now."""

    def __init__(self, chosen: Sequence[File], options: Options, session: Session, earlier: Earlier | None) -> None:
        self.chosen, self.options, self.session, self.earlier = chosen, options, session, earlier
        self.editions = list(files.editions(chosen))
        self._keys = {edition.folder: self._key(edition) for edition in self.editions}
        self._known = {edition.folder: self._recalled(edition) for edition in self.editions}

    @property
    def is_known(self) -> bool:
        """Whether no edition has to be looked at."""
        return None not in self._known.values()

    def results(self) -> Iterator[Result]:
        """What is found in each edition. What is new is kept, if nothing has changed since."""
        for edition in self.editions:
            found = self._known[edition.folder]
            if found is None:
                found = together.edition_of(edition, self.chosen, self.options, self.session)
                self._keep(edition, found)
            yield found

    def _recalled(self, edition: Edition) -> Result | None:
        key = self._keys[edition.folder]
        said = self.earlier.result(key.key) if key and self.earlier else None
        found = None if said is None else unpacked(said)
        if found:
            found.read = False
        return found

    def _keep(self, edition: Edition, result: Result) -> None:
        key, said = self._keys[edition.folder], packed(result)
        if key and self.earlier and said is not None:
            now = self._key(edition)
            if now and now.key == key.key:
                self.earlier.put(now.seen, now.key, said)

    def _key(self, edition: Edition) -> _Key | None:
        """None where the findings hang on more than can be told."""
        if self.earlier is None or self.options.against or plugins.added("siglum.checks"):
            return None
        here = [file for file in self.chosen if file.edition is edition and file.is_listed]
        paths = list(_files(edition))
        if len(paths) > _MOST_FILES:
            return None
        known = self.earlier.looked(paths, _LARGE)
        held_to: list[str] = []
        for file in (File((edition.folder / name).as_posix(), edition) for name in edition.files):
            found = known.get(file.path)
            said = self._held_to(file, found, self.earlier) if found else None
            if said is None:
                return None
            held_to.append(said)
        seen = tuple((path, value) for path, value in known.items() if value is not None)
        content = [[path, value.digest if value else ""] for path, value in known.items()]
        asked = [self.earlier.asked, self.options.stations, os.path.realpath(edition.folder)]
        named = [file.path for file in here]
        return _Key(digest(json.dumps(["whole", *asked, named, sorted(set(held_to)), content])), seen)

    def _held_to(self, file: File, known: Known, earlier: Earlier) -> str | None:
        """The schemas of a file with their content; of one that has to be parsed for that, by its tree."""
        models = known.models
        if models is None:
            try:
                models = schemas.instructions_of(self.session.document(file.path))
            except (Failure, Refused):
                return ""
            finally:
                self.session.release(file.path)
        return earlier.held_to(file, models)


def _files(edition: Edition) -> Iterator[str]:
    """The files of an edition and all others in its folder, by their paths from here."""
    named = [edition.folder / name for name in (*edition.files, *(one.transcript for one in edition.readings)) if name]
    yield from dict.fromkeys(path.as_posix() for path in (*named, *edition.beside()) if is_file(path))

"""The work of a check: what is done with some files, by themselves and with nothing beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from siglum.checking import schemas, single
from siglum.checking.files import File
from siglum.checking.outcome import Options, Result, Results
from siglum.document import XINCLUDE
from siglum.failure import Failure
from siglum.session import Session, stamp

_BATCH = 2_000_000
_FILE = 10_000
"""What a file counts for in bytes, however small it is."""
_WORTH_DIVIDING = {"fork": 2_000_000, "spawn": 10_000_000}
_MOST_MEMORY = 250_000_000
"""A process in which Saxon has compiled rules does not give back what that took, about 100 MB; with the schemas it
holds less than this."""


class Checking:
    """What was asked for, as work that can be divided (`scheduling.Work`)."""

    def __init__(self, options: Options) -> None:
        self.options = options

    @property
    def batch(self) -> int:
        """How many bytes of files are checked at a time."""
        return _BATCH

    @property
    def worth_dividing(self) -> Mapping[str, int]:
        """How many bytes of files are worth several processes."""
        return _WORTH_DIVIDING

    @property
    def most_memory(self) -> int:
        """How many bytes a process may hold; without rules to compile nothing stays behind in it."""
        return _MOST_MEMORY if "schematron" in self.options.stations else 0

    def size(self, item: File) -> int:
        """What a file counts for, in bytes."""
        return weight(item)

    def read_ahead(self, session: Session) -> None:
        """Read what every process needs; a failure is for those to say who meet it."""
        if "schematron" in self.options.stations:
            import siglum.schematron
        if self.options.together:
            import siglum.integrity  # noqa: F401
        if "relaxng" in self.options.stations:
            for path in self.options.schemas:
                with suppress(Failure):
                    session.recogniser(Path(path), self.options.catalogs)

    def do(self, batch: Sequence[File], session: Session, *, hold: bool) -> Results:
        """What comes of some files. The documents are let go, but for those of an edition where they are to be held."""
        session.cache = self.options.kept
        results = Results(single.files(batch, self.options, session))
        if self.options.together:
            from siglum.checking import together

            results.alone = [together.alone(file, self.options, session) for file in batch if not file.is_listed]
        for result in (*results.single, *results.alone):
            result.measure()
        for file in batch:
            if not (hold and self.options.together and file.is_listed):
                session.release(file.path)
        return results

    def lost(self, item: File) -> Results:
        """The sentence about a file whose process was ended."""
        said = f"{item.path} could not be checked: the process that did it was ended, perhaps for want of memory"
        return Results([Result(failures=[said])])

    def reads(self, batch: Sequence[File], session: Session) -> Iterator[Path]:
        """The files, what they include, their edition's other files, and all that their schemas are read from."""
        from siglum.document import Refused

        options = self.options
        for edition in {file.edition.folder: file.edition for file in batch if file.edition}.values():
            yield from edition.beside()
        for name in (*options.schemas, *options.rules, *options.catalogs):
            yield Path(name)
        for file in batch:
            yield Path(file.path)
            with suppress(Failure, Refused):
                parts = session.document(file.path).parts if XINCLUDE.encode() in session.data(file.path) else ()
                yield from (Path(part.path) for part in parts)
                yield from schemas.files(file.path, file.edition, session, options)
            session.release(file.path)

    @property
    def keeps_in(self) -> None:
        """Nothing is kept for those who look at the files together."""

    def away(self, folder: Path) -> Checking:
        """The same on another machine, where nothing is kept for later."""
        return Checking(self.options._replace(cache=False))


def weight(file: File) -> int:
    """How many bytes a file has, and something for its being one."""
    found = stamp(Path(file.path))
    return _FILE + (found[2] if found else 0)

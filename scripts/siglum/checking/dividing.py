"""The work of a check: what is done with some files, by themselves and with nothing beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from siglum.checking import single
from siglum.checking.files import File
from siglum.checking.outcome import Options, Result, Results
from siglum.failure import Failure
from siglum.session import Session, stamp

_BATCH = 2_000_000
_FILE = 10_000
"""What a file counts for in bytes, however small it is."""
_WORTH_DIVIDING = {"fork": 2_000_000, "spawn": 10_000_000}


@dataclass(frozen=True, slots=True)
class Checking:
    """What was asked for, as work that can be divided (`scheduling.Work`)."""

    options: Options

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
        """Nothing stays behind in a process that would have to be let go."""
        return 0

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


def weight(file: File) -> int:
    """How many bytes a file has, and something for its being one."""
    found = stamp(Path(file.path))
    return _FILE + (found[2] if found else 0)

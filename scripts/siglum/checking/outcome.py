"""What was asked for, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from siglum.keeping import NOTHING, Cache

if TYPE_CHECKING:
    from collections.abc import Iterable

    from siglum.checking.silences import Silence
    from siglum.diagnostic import Diagnostic, Related

STATIONS = ("relaxng", "schematron", "integrity", "fidelity")
"""In the order in which they look at a file. Each is imported when it is asked for, so that one does not pay for
all."""


class Options(NamedTuple):
    """What was asked for beside the files.

    `schemas` (RELAX NG) and `rules` (Schematron) replace those that files and siglum.toml name; `phase` is a phase of
    the rules; `against` a git revision to compare the text with; `cache` whether anything is kept between runs, and
    `kept_in` the folder for it, by default one of the user's; `hashed` has every byte of a file read before what was
    found in it is given again; `catalogs` say where copies lie of what is on the net; `jobs` is the number of processes
    (0: as many as there are cores), and `cluster` the address of the scheduler of a Dask cluster, whose processes do
    the work instead; `ship` has the files sent to them.
    """

    schemas: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    phase: str = ""
    stations: tuple[str, ...] = STATIONS
    against: str = ""
    cache: bool = True
    catalogs: tuple[str, ...] = ()
    jobs: int = 0
    kept_in: str = ""
    hashed: bool = False
    cluster: str = ""
    ship: bool = False

    @property
    def kept(self) -> Cache:
        """Where things are kept between runs."""
        return Cache.of(self.kept_in) if self.cache else NOTHING

    @property
    def together(self) -> bool:
        """Whether files are looked at together, not only each by itself."""
        return bool({"integrity", "fidelity"} & set(self.stations))


class Outcome:
    """The result of a check: the findings in order, how many files were checked, what could not be done; `notices` are
    what else is to be known, and weighs nothing."""

    def __init__(
        self, findings: Iterable[Diagnostic] = (), files: int = 0, failures: Iterable[str] = (),
        notices: Iterable[str] = (),
    ) -> None:  # fmt: skip
        self.findings, self.files, self.failures, self.notices = list(findings), files, list(failures), list(notices)

    @property
    def status(self) -> int:
        """The exit status: 2 where something could not be done, 1 with errors, else 0."""
        if self.failures:
            return 2
        return int(any(finding.severity == "error" for finding in self.findings))


class Result:
    """What came of one file, or of an edition: what its grammar, its rules and the checks have found.

    `read` says whether a file could be read at all; what keeps it from being a document, and what is to be said about
    the choice of its schemas, counts with the grammar. `ambiguous` are the pointers to an id that several elements of
    a file bear: that file, the id, the pointer. `without_schema` is the path of a file that nobody names a schema for.
    """

    __slots__ = ("ambiguous", "checks", "failures", "grammar", "read", "rules", "silences", "without_schema")

    def __init__(
        self, *, read: bool = False, grammar: Iterable[Diagnostic] = (), rules: Iterable[Diagnostic] = (),
        checks: Iterable[Diagnostic] = (), ambiguous: Iterable[tuple[str, str, Related]] = (),
        silences: Iterable[Silence] = (), failures: Iterable[str] = (), without_schema: str = "",
    ) -> None:  # fmt: skip
        self.read, self.without_schema = read, without_schema
        self.grammar, self.rules, self.checks = list(grammar), list(rules), list(checks)
        self.ambiguous, self.silences, self.failures = list(ambiguous), list(silences), list(failures)

    @property
    def speaks(self) -> bool:
        """Whether something was found, or is to be silenced."""
        return bool(self.grammar or self.rules or self.checks or self.silences)

    def measure(self) -> None:
        """Work out all places, so that the documents can be let go."""
        for finding in (*self.grammar, *self.rules, *self.checks):
            finding.measure()
        for _, _, pointer in self.ambiguous:
            pointer.span.measured()


class Results:
    """What came of some files: of each by itself, and of those together with nothing else that no siglum.toml lists."""

    def __init__(self, single: Iterable[Result] = (), alone: Iterable[Result] = ()) -> None:
        self.single = list(single)
        self.alone = list(alone)

    def __add__(self, other: Results) -> Results:
        return Results(self.single + other.single, self.alone + other.alone)

"""What was asked for, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from siglum.checking.silences import Silence
from siglum.diagnostic import Diagnostic
from siglum.document import Document

STATIONS = ("relaxng", "schematron", "integrity", "fidelity")
"""In the order in which they look at a file. Each is imported when it is asked for, so that one does not pay for
all."""


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for beside the files.

    `schemas` (RELAX NG) and `rules` (Schematron) replace those that files and siglum.toml name; `phase` is a phase of
    the rules; `against` a git revision to compare the text with; `cache` whether compiled rules are kept; `catalogs`
    say where copies lie of what is on the net; `jobs` is the number of processes (0: as many as there are cores).
    """

    schemas: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    phase: str = ""
    stations: tuple[str, ...] = STATIONS
    against: str = ""
    cache: bool = True
    catalogs: tuple[str, ...] = ()
    jobs: int = 0


@dataclass(slots=True)
class Outcome:
    """The result of a check: the findings in order, how many files were checked, what could not be done."""

    findings: list[Diagnostic] = field(default_factory=list)
    files: int = 0
    failures: list[str] = field(default_factory=list)

    @property
    def status(self) -> int:
        """The exit status: 2 where something could not be done, 1 with errors, else 0."""
        if self.failures:
            return 2
        return int(any(finding.severity == "error" for finding in self.findings))


@dataclass(slots=True)
class Result:
    """What came of one file, or of one edition; `read` says whether a file could be read at all."""

    read: bool = False
    document: Document | None = None
    findings: list[Diagnostic] = field(default_factory=list)
    silences: list[Silence] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

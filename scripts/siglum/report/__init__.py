"""Here, and only here, findings become words on a screen, HTML, JSON or XML.

Each form of report is a module of this package with one function, `render(checked)`: the same findings, in the same
order, whatever the form.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from siglum.diagnostic import Diagnostic
    from siglum.document import Source

SourceOf = Callable[[str], "Source | None"]
"""Gives a file of the check by its path, as bytes and text; None where it cannot be read."""


def no_source(path: str) -> Source | None:
    """Where no file can be shown."""
    return None


def no_page(code: str) -> str:
    """Where no code is explained."""
    return ""


class Checked(NamedTuple):
    """What is reported: the findings about `files` checked files, in order.

    `failures` are what could not be done, a sentence each. `source` gives a file to show lines of; `page` what explains
    a code, "" where nothing does.
    """

    findings: Sequence[Diagnostic]
    files: int = 0
    failures: Sequence[str] = ()
    source: SourceOf = no_source
    page: Callable[[str], str] = no_page

    def line(self, path: str, number: int) -> str:
        """A line (from 1) of a file; "" where it cannot be read."""
        source = self.source(path)
        return source.line(number) if source else ""


FORMATS: Mapping[str, str] = {
    "text": "for reading, in colour on a terminal",
    "json": "for programs: everything that is known",
    "sarif": "SARIF 2.1.0, for editors and GitHub's code scanning",
    "github": "workflow commands, which GitHub shows beside the lines of a change",
    "gitlab": "a code quality report, which GitLab shows in a merge request",
    "junit": "JUnit's XML, for systems that list tests",
    "html": "one page with the source beside the findings",
}
"""What a check can be reported as, and what for; each is a module of this package."""


class Report(Protocol):
    """What a form of report is: a module that writes what was checked."""

    def render(self, checked: Checked) -> str:
        """The report. It ends with a line end, or is empty."""
        ...


def named(name: str) -> Report:
    """The form of report of that name, imported."""
    report: Report = import_module(f"siglum.report.{name}")
    return report

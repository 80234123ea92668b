"""Here, and only here, findings become words on a screen, HTML or JSON."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Protocol

from siglum.diagnostic import Diagnostic

LineOf = Callable[[str, int], str]
"""Gives a line of a file (its path, the number of the line from 1), or "" where it cannot."""

FORMATS = ("text", "json")
"""What a check can be printed as; each is a module of this package."""


class Report(Protocol):
    """What a report is: a module that gives the findings about `files` checked files as text."""

    def render(self, findings: Sequence[Diagnostic], files: int = 0, line_of: LineOf = ...) -> str:
        """The report. It ends with a line end, or is empty."""
        ...


def named(name: str) -> Report:
    """The report of that name, imported."""
    report: Report = import_module(f"siglum.report.{name}")
    return report


def no_line(path: str, number: int) -> str:
    """Where no line can be shown."""
    return ""

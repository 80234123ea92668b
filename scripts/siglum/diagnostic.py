"""What a check has found: data only. How it is worded on a screen or in JSON is the business of `report`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A point in a file: line and column count from 1 (columns in code points), offset in bytes as stored."""

    line: int
    column: int
    offset: int


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a file; `end` is exclusive."""

    start: Position
    end: Position


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the bytes from `start` to `end` (byte offsets in the file as stored, end exclusive) by `text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A repair. All its edits belong together.

    `safe` says that it may be applied without anyone looking: no letter of the text changes, what is replaced meant
    nothing, and it could only be this. So a safe repair mends a name that the schema does not know and that is one slip
    of the key away from a single name that it knows (an element that may stand there, an attribute that may be given),
    a value that differs from one of a closed list in the case of its letters alone, or a language tag that has an
    underscore for a hyphen. Everything else (adding, moving, tagging, pointing elsewhere) is for an editor to judge,
    and so is what a rule of Schematron proposes.
    """

    title: str
    edits: tuple[Edit, ...]
    safe: bool = False


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that explains the first."""

    message: str
    path: str
    span: Span


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding.

    `message` stands alone; `label` is what points at the span; `help` says what to do (one sentence each);
    `note` gives the reason. `expected` is complete: a report may shorten it.
    """

    code: str
    message: str
    path: str
    span: Span
    severity: Severity = "error"
    label: str = ""
    found: str | None = None
    parent: str | None = None
    expected: tuple[str, ...] | None = None
    help: tuple[str, ...] = ()
    note: str | None = None
    see: str | None = None
    fix: Fix | None = None
    related: tuple[Related, ...] = ()


def in_order(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings by file and place; two at the same place keep an order that depends on nothing else."""
    return sorted(findings, key=lambda d: (d.path, d.span, d.code, d.message))

"""What a check has found: data only. How it is worded on a screen or in JSON is the business of `report`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import total_ordering
from typing import Any, Literal, NamedTuple

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A point in a file: line and column count from 1 (columns in code points), offset in bytes as stored."""

    line: int
    column: int
    offset: int


Part = str | tuple[str, str] | tuple[str, int]
"""A part of an element: its "name", its "end-name", ("attribute", NAME), ("value", NAME) or ("text", NUMBER)."""


class Node(NamedTuple):
    """What a finding speaks of: the file (its path), the ordinal of the element in it, the part of the element."""

    file: str
    ordinal: int
    part: Part

    @property
    def in_tag(self) -> bool:
        """Whether the part stands in the tags of the element, not in its text."""
        return not (isinstance(self.part, tuple) and self.part[0] == "text")


@total_ordering
class Span:
    """A stretch of a file; `end` is exclusive. `node` is what stands there, where that is known.

    One that is made with `at` works out its lines and columns when somebody asks for them, and until then holds the
    document; so does `pickle` ask.
    """

    __slots__ = ("_measure", "_measured", "node")

    def __init__(self, start: Position, end: Position, node: Node | None = None) -> None:
        self._measured: tuple[Position, Position] | None = (start, end)
        self._measure: Callable[[], Span] | None = None
        self.node = node

    @classmethod
    def at(cls, node: Node, measure: Callable[[], Span]) -> Span:
        """The place of a node; `measure` finds it in the text."""
        span = cls.__new__(cls)
        span._measured, span._measure, span.node = None, measure, node
        return span

    @property
    def start(self) -> Position:
        """Where it begins."""
        return self.measured()[0]

    @property
    def end(self) -> Position:
        """Where it ends, exclusive."""
        return self.measured()[1]

    def measured(self) -> tuple[Position, Position]:
        """Start and end; the document is not needed any more."""
        if self._measured is None:
            assert self._measure is not None
            self._measured, self._measure = self._measure().measured(), None
        return self._measured

    def __eq__(self, other: object) -> bool:
        return self.measured() == other.measured() if isinstance(other, Span) else NotImplemented

    def __lt__(self, other: Span) -> bool:
        return self.measured() < other.measured()

    def __hash__(self) -> int:
        return hash(self.measured())

    def __repr__(self) -> str:
        return f"Span({self.start!r}, {self.end!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return Span, (*self.measured(), self.node)


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the bytes from `start` to `end` (byte offsets in the file as stored, end exclusive) by `text`.

    `path` names the file, where it is another than that of the finding.
    """

    start: int
    end: int
    text: str
    path: str = ""


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
class Cause:
    """What a finding follows from, where others of its code may follow from the same: all of them are said as one.

    `key` tells one cause from another. `together` is what is said of several, after how many they are: “nine” and
    “pointers lead to “anna”, and no element has that xml:id”. `other` is said of each place but the first.
    """

    key: tuple[str, ...]
    together: str
    other: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding.

    `message` stands alone; `label` is what points at the span; `help` says what to do (one sentence each);
    `note` gives the reason. `expected` is complete: a report may shorten it. `cause` is for those who settle what is
    said; no report shows it.
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
    cause: Cause | None = None

    def measure(self) -> None:
        """Work out all places, so that the documents can be let go."""
        self.span.measured()
        for related in self.related:
            related.span.measured()


def in_order(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings by file and place; two at the same place keep an order that depends on nothing else."""
    return sorted(findings, key=lambda d: (d.path, d.span, d.code, d.message))

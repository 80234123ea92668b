"""Findings as JSON values, so that they can be kept, and back."""

from __future__ import annotations

from typing import Any

from siglum.diagnostic import Cause, Diagnostic, Edit, Fix, Node, Position, Related, Span


def packed(finding: Diagnostic) -> list[Any]:
    """A finding as a list that JSON can hold."""
    fix, cause = finding.fix, finding.cause
    return [
        finding.code, finding.message, finding.path, packed_span(finding.span), finding.severity, finding.label,
        finding.found, finding.parent, finding.expected, finding.help, finding.note, finding.see,
        fix and [fix.title, [[edit.start, edit.end, edit.text, edit.path] for edit in fix.edits], fix.safe],
        [packed_related(related) for related in finding.related],
        cause and [cause.key, cause.together, cause.other],
    ]  # fmt: skip


def unpacked(said: Any) -> Diagnostic:
    """The finding; raises ValueError, TypeError for what is none."""
    return _finding(*said)


def _finding(
    code: str, message: str, path: str, span: Any, severity: Any, label: str, found: str | None, parent: str | None,
    expected: list[str] | None, help: list[str], note: str | None, see: str | None, fix: Any, related: Any, cause: Any,
) -> Diagnostic:  # fmt: skip
    return Diagnostic(
        code, message, path, unpacked_span(span), severity, label, found, parent,
        None if expected is None else tuple(expected), tuple(help), note, see,
        fix and Fix(fix[0], tuple(Edit(*edit) for edit in fix[1]), fix[2]),
        tuple(unpacked_related(one) for one in related),
        cause and Cause(tuple(cause[0]), cause[1], cause[2]),
    )  # fmt: skip


def packed_related(related: Related) -> list[Any]:
    """A second place, with what it explains."""
    return [related.message, related.path, packed_span(related.span)]


def unpacked_related(said: Any) -> Related:
    """The second place; raises ValueError, TypeError for what is none."""
    message, path, span = said
    return Related(message, path, unpacked_span(span))


def packed_span(span: Span) -> list[Any]:
    """A place: where it begins and ends, and what stands there."""
    start, end = span.measured()
    return [[start.line, start.column, start.offset], [end.line, end.column, end.offset], span.node]


def unpacked_span(said: Any) -> Span:
    """The place; raises ValueError, TypeError for what is none."""
    start, end, node = said
    known = node and Node(node[0], node[1], node[2] if isinstance(node[2], str) else tuple(node[2]))
    return Span(Position(*start), Position(*end), known)

"""Results as JSON, so that they can be kept, and back."""

from __future__ import annotations

import json
from typing import Any

from siglum.checking.outcome import Result
from siglum.checking.silences import Silence
from siglum.diagnostic import Cause, Diagnostic, Edit, Fix, Node, Position, Related, Span


def packed(result: Result) -> str | None:
    """A result as JSON, "" for the most usual; None for one of which something could not be done."""
    if result.failures or not result.read:
        return None
    if not (result.grammar or result.rules or result.checks or result.silences or result.without_schema):
        return ""
    said = (
        [_finding(finding) for finding in result.grammar], [_finding(finding) for finding in result.rules],
        [_silence(silence) for silence in result.silences], result.without_schema,
        [_finding(finding) for finding in result.checks], [[*of, _related(one)] for *of, one in result.ambiguous],
    )  # fmt: skip
    return json.dumps(said)


def unpacked(said: str) -> Result | None:
    """The result; None where the text is not of that form."""
    if not said:
        return Result(read=True)
    try:
        grammar, rules, silences, without_schema, checks, ambiguous = json.loads(said)
        return Result(
            read=True, grammar=[_read_finding(*finding) for finding in grammar],
            rules=[_read_finding(*finding) for finding in rules],
            silences=[_read_silence(*silence) for silence in silences], without_schema=str(without_schema),
            checks=[_read_finding(*finding) for finding in checks],
            ambiguous=[(path, name, _read_related(*one)) for path, name, one in ambiguous],
        )  # fmt: skip
    except (ValueError, TypeError):
        return None


def _finding(finding: Diagnostic) -> list[Any]:
    fix, cause = finding.fix, finding.cause
    return [
        finding.code, finding.message, finding.path, _span(finding.span), finding.severity, finding.label,
        finding.found, finding.parent, finding.expected, finding.help, finding.note, finding.see,
        fix and [fix.title, [[edit.start, edit.end, edit.text, edit.path] for edit in fix.edits], fix.safe],
        [_related(related) for related in finding.related],
        cause and [cause.key, cause.together, cause.other],
    ]  # fmt: skip


def _read_finding(
    code: str, message: str, path: str, span: Any, severity: Any, label: str, found: str | None, parent: str | None,
    expected: list[str] | None, help: list[str], note: str | None, see: str | None, fix: Any, related: Any, cause: Any,
) -> Diagnostic:  # fmt: skip
    return Diagnostic(
        code, message, path, _read_span(*span), severity, label, found, parent,
        None if expected is None else tuple(expected), tuple(help), note, see,
        fix and Fix(fix[0], tuple(Edit(*edit) for edit in fix[1]), fix[2]),
        tuple(_read_related(*one) for one in related),
        cause and Cause(tuple(cause[0]), cause[1], cause[2]),
    )  # fmt: skip


def _related(related: Related) -> list[Any]:
    return [related.message, related.path, _span(related.span)]


def _read_related(message: str, path: str, span: Any) -> Related:
    return Related(message, path, _read_span(*span))


def _silence(silence: Silence) -> list[Any]:
    return [silence.path, _span(silence.span), silence.code, silence.reason, silence.reach]


def _read_silence(path: str, span: Any, code: str, reason: str, reach: list[int]) -> Silence:
    return Silence(path, _read_span(*span), code, reason, (reach[0], reach[1]))


def _span(span: Span) -> list[Any]:
    start, end = span.measured()
    return [_position(start), _position(end), span.node]


def _position(position: Position) -> list[int]:
    return [position.line, position.column, position.offset]


def _read_span(start: list[int], end: list[int], node: Any) -> Span:
    known = node and Node(node[0], node[1], node[2] if isinstance(node[2], str) else tuple(node[2]))
    return Span(Position(*start), Position(*end), known)

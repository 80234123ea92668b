"""Findings as one JSON object, for editors and other programs.

Keys are in a fixed order, absent where they do not apply; offsets are bytes in the file as stored.
"""

from __future__ import annotations

import json
from typing import Any

from siglum import __version__
from siglum.diagnostic import SEVERITIES, Diagnostic, Edit, Fix, Position, Related, Span
from siglum.report import Checked


def render(checked: Checked) -> str:
    """The report, ending with a line end."""
    summary: dict[str, int] = {"files": checked.files}
    for severity in SEVERITIES:
        summary[f"{severity}s"] = sum(finding.severity == severity for finding in checked.findings)
    report = {"tool": {"name": "siglum", "version": __version__}, "summary": summary, "findings": []}
    head, _, tail = _written(report).rpartition("[]")
    findings = ",".join(f"\n{_written(_finding(finding))}".replace("\n", "\n    ") for finding in checked.findings)
    return f"{head}[{findings}\n  ]{tail}\n" if findings else f"{head}[]{tail}\n"


def _written(value: dict[str, Any]) -> str:
    """One finding is written at a time: in a report of many, what it is written from is the larger part by far."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def _finding(finding: Diagnostic) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "path": finding.path,
        "span": _span(finding.span),
    }
    optional = {
        "label": finding.label or None,
        "found": finding.found,
        "parent": finding.parent,
        "expected": None if finding.expected is None else list(finding.expected),
        "help": list(finding.help),
        "note": finding.note,
        "see": finding.see,
        "fix": _fix(finding.fix) if finding.fix else None,
        "related": [_related(related) for related in finding.related] or None,
    }
    entry.update((key, value) for key, value in optional.items() if value is not None)
    return entry


def _span(span: Span) -> dict[str, Any]:
    return {"start": _position(span.start), "end": _position(span.end)}


def _position(position: Position) -> dict[str, int]:
    return {"line": position.line, "column": position.column, "offset": position.offset}


def _fix(fix: Fix) -> dict[str, Any]:
    return {"title": fix.title, "safe": fix.safe, "edits": [_edit(edit) for edit in fix.edits]}


def _edit(edit: Edit) -> dict[str, Any]:
    known: dict[str, Any] = {"path": edit.path} if edit.path else {}
    return {**known, "start": edit.start, "end": edit.end, "text": edit.text}


def _related(related: Related) -> dict[str, Any]:
    return {"message": related.message, "path": related.path, "span": _span(related.span)}

"""Findings as a list in HTML, for a page that shows them. Every text is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from siglum.diagnostic import Diagnostic
from siglum.report import LineOf, no_line

_SHOWN = 100


def render(findings: Sequence[Diagnostic], files: int = 0, line_of: LineOf = no_line) -> str:
    """A list of the first findings and, where there are more, how many; "" for none."""
    if not findings:
        return ""
    more = len(findings) - _SHOWN
    rest = f"<p>{more:,} more: siglum check lists them</p>" if more > 0 else ""
    return f"<ol>{''.join(map(_finding, findings[:_SHOWN]))}</ol>{rest}"


def _finding(finding: Diagnostic) -> str:
    start = finding.span.start
    said = [
        f"<strong>{escape(finding.severity)}[{escape(finding.code)}]</strong>: {escape(finding.message)}",
        f"<code>{escape(finding.path)}:{start.line}:{start.column}</code>",
        *(f"help: {escape(text)}" for text in finding.help),
    ]
    return f"<li>{''.join(f'<p>{text}</p>' for text in said)}</li>"

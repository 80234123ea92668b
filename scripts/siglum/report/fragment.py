"""Findings as a list in HTML, for a page that shows them among other things. Every text is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from siglum.diagnostic import Diagnostic

_SHOWN = 100


def findings(found: Sequence[Diagnostic]) -> str:
    """A list of the first findings and, where there are more, how many; "" for none."""
    if not found:
        return ""
    more = len(found) - _SHOWN
    rest = f"<p>{more:,} more: siglum check lists them</p>" if more > 0 else ""
    return f"<ol>{''.join(map(_finding, found[:_SHOWN]))}</ol>{rest}"


def _finding(finding: Diagnostic) -> str:
    start = finding.span.start
    said = [
        f"<strong>{escape(finding.severity)}[{escape(finding.code)}]</strong>: {escape(finding.message)}",
        f"<code>{escape(finding.path)}:{start.line}:{start.column}</code>",
        *(f"help: {escape(text)}" for text in finding.help),
    ]
    return f"<li>{''.join(f'<p>{text}</p>' for text in said)}</li>"

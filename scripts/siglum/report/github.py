"""Findings as workflow commands of GitHub, which shows them beside the lines of a change.

Source: GitHub Docs, “Workflow commands for GitHub Actions”: setting a notice, warning or error message.
"""

from __future__ import annotations

from siglum.diagnostic import Diagnostic
from siglum.paths import from_here, written
from siglum.report import Checked

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def render(checked: Checked) -> str:
    """A command for each thing that could not be done, and for each finding."""
    failures = [f"::error title=siglum::{_message(sentence)}\n" for sentence in checked.failures]
    return "".join((*failures, *map(_command, checked.findings)))


def _command(finding: Diagnostic) -> str:
    start, end = finding.span.start, finding.span.end
    said = "\n".join((finding.message, *(f"help: {text}" for text in finding.help)))
    properties = {
        "file": written(from_here(finding.path)),
        "line": str(start.line),
        "endLine": str(end.line),
        # a column of the end says where a line ends; GitHub takes it only where the finding has one line
        **({"col": str(start.column), "endColumn": str(end.column)} if start.line == end.line else {}),
        "title": finding.code,
    }
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {listed}::{_message(said)}\n"


def _message(text: str) -> str:
    return "%0A".join(written(line).replace("%", "%25") for line in text.splitlines())


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")

"""Findings as a code quality report, which GitLab shows in a merge request.

Source: GitLab Docs, “Code Quality”: code quality report format.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from siglum.diagnostic import Diagnostic
from siglum.fingerprints import fingerprints
from siglum.paths import from_here, written
from siglum.report import Checked

_SEVERITIES = {"error": "major", "warning": "minor", "note": "info"}


def render(checked: Checked) -> str:
    """A list of objects, ending with a line end."""
    marks = fingerprints(checked.findings, checked.source)
    found = [_finding(finding, mark) for finding, mark in zip(checked.findings, marks, strict=True)]
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _finding(finding: Diagnostic, mark: str) -> dict[str, Any]:
    path = written(from_here(finding.path))
    return {
        "description": "; ".join((finding.message, *finding.help)),
        "check_name": finding.code,
        "fingerprint": sha256(f"{path}\0{mark}".encode()).hexdigest()[:32],
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": path, "lines": {"begin": finding.span.start.line, "end": finding.span.end.line}},
    }

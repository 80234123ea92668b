"""Findings as a log in the Static Analysis Results Interchange Format, for editors and for GitHub's code scanning.

Source: Static Analysis Results Interchange Format (SARIF) Version 2.1.0, OASIS Standard. GitHub shows 5,000 results of
a run and refuses more than 25,000: of more than 5,000 the gravest are given, as many kinds of them as there are, and a
notification says how many there would be.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from siglum import __version__, codes
from siglum.diagnostic import SEVERITIES, Diagnostic, Edit, Fix, Position
from siglum.document import Source
from siglum.fingerprints import fingerprints
from siglum.paths import from_here, written
from siglum.report import Checked

MOST = 5_000
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_RANKS = {"error": 90.0, "warning": 50.0, "note": 10.0}
Object = dict[str, Any]


def render(checked: Checked) -> str:
    """The log, ending with a line end."""
    marks = fingerprints(checked.findings, checked.source)
    shown = [(checked.findings[number], marks[number]) for number in gravest(checked.findings)]
    rules = _known(checked.findings)
    run = {
        "tool": {
            "driver": {"name": "siglum", "version": __version__, "rules": [_rule(code, checked) for code in rules]}
        },
        "invocations": [_invocation(checked, len(shown))],
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, mark, rules, checked) for finding, mark in shown],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def gravest(findings: Sequence[Diagnostic]) -> list[int]:
    """The numbers of those that are given, in order: errors before warnings, and of each code the first ones."""
    if len(findings) <= MOST:
        return list(range(len(findings)))
    counts: Counter[str] = Counter()
    ranked = []
    for number, finding in enumerate(findings):
        counts[finding.code] += 1
        ranked.append((SEVERITIES.index(finding.severity), counts[finding.code], number))
    return sorted(number for _, _, number in sorted(ranked)[:MOST])


def _known(findings: Sequence[Diagnostic]) -> list[str]:
    """The codes that were found, in the order of the registry; those of plug-ins come last, by name."""
    order = {code.name: number for number, code in enumerate(codes.CODES)}
    return sorted({finding.code for finding in findings}, key=lambda code: (order.get(code, len(order)), code))


def _rule(code: str, checked: Checked) -> Object:
    page = checked.page(code)
    rule: Object = {"id": code}
    if page:
        rule["shortDescription"] = {"text": page.partition("\n")[0]}
        rule["help"] = {"text": page, "markdown": page}
    known = codes.get(code)
    if known is not None:
        rule["defaultConfiguration"] = {"level": known.severity, "enabled": not known.off}
        rule["properties"] = {"tags": [known.station]}
    return rule


def _invocation(checked: Checked, shown: int) -> Object:
    said = [_notification("error", failure) for failure in checked.failures]
    if shown < len(checked.findings):
        said.append(_notification("warning", f"{len(checked.findings):,} findings; the {shown:,} gravest are given"))
    return {"executionSuccessful": not checked.failures, **({"toolExecutionNotifications": said} if said else {})}


def _notification(level: str, sentence: str) -> Object:
    return {"level": level, "message": {"text": written(sentence)}}


def _result(finding: Diagnostic, mark: str, rules: Sequence[str], checked: Checked) -> Object:
    helped = "".join(f"\nhelp: {text}" for text in finding.help)
    result: Object = {
        "ruleId": finding.code,
        "ruleIndex": rules.index(finding.code),
        "level": finding.severity,
        "rank": _RANKS[finding.severity],
        "message": {"text": finding.message + helped},
        "locations": [_location(finding.path, finding.span.start, finding.span.end)],
        "partialFingerprints": {"primaryLocationLineHash": mark, "siglum/v1": mark},
    }
    if finding.related:
        result["relatedLocations"] = [
            {"id": number, **_location(r.path, r.span.start, r.span.end), "message": {"text": r.message}}
            for number, r in enumerate(finding.related, 1)
        ]
    changes = list(_changes(finding.path, finding.fix, checked)) if finding.fix else []
    if finding.fix and all(changes):
        result["fixes"] = [{"description": {"text": finding.fix.title}, "artifactChanges": changes}]
    return result


def _location(path: str, start: Position, end: Position) -> Object:
    return {"physicalLocation": {"artifactLocation": _artifact(path), "region": _region(start, end)}}


def _artifact(path: str) -> Object:
    named = from_here(path)
    uri = quote(named.encode("utf-8", "surrogateescape"))
    return {"uri": f"file://{uri}" if Path(named).is_absolute() else uri}


def _region(start: Position, end: Position) -> Object:
    return {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column}


def _changes(path: str, fix: Fix, checked: Checked) -> Iterator[Object]:
    """What changes in each file; an empty object for one that cannot be read."""
    for name in dict.fromkeys(edit.path or path for edit in fix.edits):
        source = checked.source(name)
        edits = [edit for edit in fix.edits if (edit.path or path) == name]
        yield {
            "artifactLocation": _artifact(name),
            "replacements": [_replacement(edit, source) for edit in edits],
        } if source else {}  # fmt: skip


def _replacement(edit: Edit, source: Source) -> Object:
    start, end = (source.position(source.at(offset)) for offset in (edit.start, edit.end))
    return {"deletedRegion": _region(start, end), "insertedContent": {"text": edit.text}}

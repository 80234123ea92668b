"""Findings in the XML of JUnit, for systems that list tests: a suite for each file, a case for each finding.

An error is a failed case; a warning or a note, which does not make a check fail, a skipped one, with its message. What
could not be done is an error of a suite of its own.
Source: the schema of Jenkins for JUnit's XML (tests/report/schemas/jenkins-junit.xsd).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from lxml import etree
from lxml.builder import E

from siglum.diagnostic import Diagnostic
from siglum.paths import written
from siglum.report import Checked


def render(checked: Checked) -> str:
    """The document, ending with a line end."""
    suites = E.testsuites(*_suites(checked), name="siglum", **_counts(checked.findings, len(checked.failures)))
    text = etree.tostring(suites, pretty_print=True, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'


def _suites(checked: Checked) -> Iterator[etree._Element]:
    if checked.failures:
        cases = [
            E.testcase(E.error(_clean(said), message=_clean(said)), name="what could not be done", classname="siglum")
            for said in checked.failures
        ]
        yield E.testsuite(*cases, name="siglum", tests=str(len(cases)), failures="0", errors=str(len(cases)))
    for path, group in groupby(checked.findings, key=lambda finding: finding.path):
        found = list(group)
        counts = {**_counts(found, 0), "tests": str(len(found)), "skipped": str(_skipped(found))}
        yield E.testsuite(*map(_case, found), name=_clean(written(path)), **counts)
    if not checked.findings and not checked.failures:
        said = f"{checked.files:,} file{'' if checked.files == 1 else 's'} checked: nothing found"
        yield E.testsuite(E.testcase(name=said, classname="siglum"), name="siglum", tests="1", failures="0", errors="0")


def _counts(findings: Sequence[Diagnostic], errors: int) -> dict[str, str]:
    failures = len(findings) - _skipped(findings)
    total = max(len(findings) + errors, 1)
    return {"tests": str(total), "failures": str(failures), "errors": str(errors)}


def _skipped(findings: Sequence[Diagnostic]) -> int:
    return sum(finding.severity != "error" for finding in findings)


def _case(finding: Diagnostic) -> etree._Element:
    path, start = written(finding.path), finding.span.start
    place = f"{path}:{start.line}:{start.column}"
    said = "\n".join((f"{place}: {finding.message}", *(f"help: {text}" for text in finding.help)))
    if finding.severity == "error":
        outcome = E.failure(_clean(said), message=_clean(finding.message), type=finding.code)
    else:
        outcome = E.skipped(_clean(f"{finding.severity}: {said}"))
    name = f"{finding.code} at {start.line}:{start.column}"
    case: etree._Element = E.testcase(outcome, name=name, classname=_clean(path))
    return case


_NEVER = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _clean(text: str) -> str:
    """What may stand in XML, and the number of a character where it may not."""
    return _NEVER.sub(lambda match: f"\\x{ord(match[0]):02x}", text)

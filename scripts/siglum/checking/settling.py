"""One cause gives one finding: those that only follow from another are dropped."""

from __future__ import annotations

from collections.abc import Sequence

from siglum.checking.outcome import Result
from siglum.diagnostic import Diagnostic
from siglum.document import Document


def without_consequences(
    rules: Sequence[Diagnostic], document: Document, grammar: Sequence[Diagnostic]
) -> list[Diagnostic]:
    """The findings of rules in a document, but for elements in whose start tag the grammar has found a fault."""
    faulty = {document.tag_at(finding.span.start) for finding in grammar} if rules and grammar else set()
    return [f for f in rules if f.path != document.path or _tag(document, f) not in faulty]


def settle(results: Sequence[Result], together: Sequence[Result]) -> None:
    """Drop the findings that follow from others, once those about an edition as a whole (`together`) are there.

    A rule says nothing about an element that a check has already named, a check nothing about the words of an element
    that the schema does not know.
    """
    paths = {finding.path for result in together for finding in result.findings}
    for path in sorted(paths):
        grammar = [f for result in results for f in result.findings if f.path == path and f.code == "unknown-element"]
        found = (finding for result in results for finding in result.findings if finding.path == path)
        rules = {finding for finding in found if finding.code.startswith("schematron-")}
        if not grammar and not rules:
            continue
        document = Document.read(path)
        unknown = {_tag(document, finding) for finding in grammar}
        spoken = set()
        for result in together:
            kept = (f for f in result.findings if f.path != path or document.around(f.span.start) not in unknown)
            result.findings = list(kept)
            spoken |= {_tag(document, f) for f in result.findings if f.path == path} - {-1}
        for result in results:
            result.findings = [f for f in result.findings if f not in rules or _tag(document, f) not in spoken]


def _tag(document: Document, finding: Diagnostic) -> int:
    """The ordinal of the element in whose start tag a finding stands; -1 for one outside of tags."""
    ordinal = document.tag_at(finding.span.start)
    return -1 if ordinal is None else ordinal

"""What need not be said, since it only follows from something else: one cause gives one finding.

Nothing is read here: a finding knows the node that it speaks of, and what it follows from.
"""

from __future__ import annotations

from collections.abc import Sequence

from siglum.diagnostic import Diagnostic

Element = tuple[str, int]
"""A file and the ordinal of an element in it."""


def settled(
    grammar: Sequence[Diagnostic], rules: Sequence[Diagnostic], checks: Sequence[Diagnostic]
) -> list[Diagnostic]:
    """What is left of what grammar, rules and checks have found, each file taken together.

    A check is silent about the words of an element that the schema does not know. A rule is silent about an element
    that the grammar or a check has spoken of. A text that differs from its transcript is not said to have changed too.
    """
    unknown = {_element(finding) for finding in grammar if finding.code == "unknown-element"} - {None}
    checks = [finding for finding in checks if _element(finding) not in unknown]
    spoken = {_tag(finding) for finding in (*grammar, *checks)} - {None}
    rules = [finding for finding in rules if _tag(finding) not in spoken]
    return [*grammar, *rules, *_said_once(checks)]


def _said_once(checks: Sequence[Diagnostic]) -> list[Diagnostic]:
    if not any(finding.code == "text-changed" for finding in checks):
        return list(checks)
    said = {(finding.path, finding.span) for finding in checks if finding.code != "text-changed"}
    return [f for f in checks if f.code != "text-changed" or (f.path, f.span) not in said]


def _element(finding: Diagnostic) -> Element | None:
    """The element of which a finding speaks, or of whose text."""
    node = finding.span.node
    return (node.file, node.ordinal) if node else None


def _tag(finding: Diagnostic) -> Element | None:
    """The element in whose tag a finding stands; None for one that stands elsewhere."""
    node = finding.span.node
    return (node.file, node.ordinal) if node and node.in_tag else None

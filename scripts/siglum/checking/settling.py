"""What need not be said, since it only follows from something else: one cause gives one finding.

Nothing is read here: a finding knows the node that it speaks of, and what it follows from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from siglum.diagnostic import Cause, Diagnostic, Fix, Related

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

MOST_RELATED = 50
"""How many other places a finding names that stands for many; how many there are, its message says."""

Element = tuple[str, int]
"""A file and the ordinal of an element in it."""


def settled(
    grammar: Sequence[Diagnostic], rules: Sequence[Diagnostic], checks: Sequence[Diagnostic]
) -> list[Diagnostic]:
    """What is left of what grammar, rules and checks have found, each file taken together.

    A check is silent about the words of an element that the schema does not know, and about a doubled id of which the
    grammar speaks. A rule is silent about an element
    that the grammar or a check has spoken of. A text that differs from its transcript is not said to have changed too.
    """
    missing = {_element(finding) for finding in grammar if finding.code == "include-failed"} - {None}
    grammar = [f for f in grammar if f.code == "include-failed" or _element(f) not in missing]
    unknown = {_element(finding) for finding in grammar if finding.code == "unknown-element"} - {None}
    checks = [finding for finding in checks if _element(finding) not in unknown]
    spoken = {_tag(finding) for finding in (*grammar, *checks)} - {None}
    doubled = {_element(finding) for finding in grammar if finding.code == "duplicate-id"}
    checks = [finding for finding in checks if finding.code != "duplicate-id" or _element(finding) not in doubled]
    rules = [finding for finding in rules if _tag(finding) not in spoken]
    return [*grammar, *rules, *_said_once(checks)]


def at_home(finding: Diagnostic) -> Diagnostic:
    """A finding with the file in which its place stands, if that is one that the checked file includes."""
    related = tuple(replace(r, path=r.span.node.file) if r.span.node else r for r in finding.related)
    node = finding.span.node
    if node is None or node.file == finding.path:
        return finding if related == finding.related else replace(finding, related=related)
    return replace(finding, path=node.file, related=related, fix=None)


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


def grouped(findings: Iterable[Diagnostic], ambiguous: Sequence[tuple[str, str, Related]]) -> list[Diagnostic]:
    """The findings (in order), all that have the same cause as one, where the first of them stands.

    A doubled id says which pointers it makes ambiguous, and which lead nowhere because of it, as far as that is clear.
    """
    groups: dict[object, list[Diagnostic]] = {}
    for number, finding in enumerate(findings):
        key = (finding.code, finding.severity, finding.cause.key) if finding.cause else number
        groups.setdefault(key, []).append(finding)
    said = [_together(group, group[0].cause) for group in groups.values()]
    return list(_with_consequences(said, ambiguous))


def _together(group: Sequence[Diagnostic], cause: Cause | None) -> Diagnostic:
    first, others = group[0], group[1:]
    if cause is None or not others:
        return first
    places = tuple(Related(cause.other, other.path, other.span) for other in others[:MOST_RELATED])
    message = f"{_number(len(group))} {cause.together}"
    note = first.note
    if len(others) > len(places):
        note = "; ".join(filter(None, (note, f"of the places, {MOST_RELATED + 1} are named")))
    return replace(first, message=message, related=(*first.related, *places), fix=_one_fix(group), note=note)


def _one_fix(group: Sequence[Diagnostic]) -> Fix | None:
    """The repairs of all, each in its file, if the first has one; only the first one's, where that is made in another
    file and so serves all of them."""
    first = group[0].fix
    if first is None or any(edit.path for edit in first.edits):
        return first
    edits = {
        edit if finding.path == group[0].path else replace(edit, path=finding.path)
        for finding in group if finding.fix for edit in finding.fix.edits
    }  # fmt: skip
    in_place = tuple(sorted(edits, key=lambda edit: (edit.path, edit.start, edit.end)))
    return Fix(first.title, in_place, safe=all(finding.fix.safe for finding in group if finding.fix))


def _with_consequences(
    said: Sequence[Diagnostic], ambiguous: Sequence[tuple[str, str, Related]]
) -> Iterable[Diagnostic]:
    pointers: dict[tuple[str, str], list[Related]] = defaultdict(list)
    for file, name, pointer in ambiguous:
        pointers[file, name].append(pointer)
    doubled = [(f.path, f) for f in said if f.code == "duplicate-id"]
    lost = [(f.cause.key[1], f) for f in said if f.cause and f.cause.key[0] == "id" and f.related]
    for finding in said:
        if finding.code == "duplicate-id":
            finding = _ambiguous(finding, pointers.pop((finding.path, finding.found or ""), []))
            here = [other for file, other in lost if file == finding.path]
            if len(here) == 1 and sum(file == finding.path for file, _ in doubled) == 1:
                finding = _missed(finding, here[0])
        yield finding


def _ambiguous(finding: Diagnostic, pointers: Sequence[Related]) -> Diagnostic:
    """A doubled id, with the pointers that lead to both."""
    if not pointers:
        return finding
    many = f"{_number(len(pointers))} pointers lead" if len(pointers) > 1 else "a pointer leads"
    note = f"{many} to “{finding.found}”, and nothing says which element is meant"
    return replace(finding, note=note, related=(*finding.related, *pointers))


def _missed(finding: Diagnostic, lost: Diagnostic) -> Diagnostic:
    """A doubled id, with the only id of the same file that is missing and that several pointers lead to."""
    assert lost.cause is not None
    name = lost.cause.key[2]
    place = Related(f"“{name}” is pointed to here, and no element has that xml:id", lost.path, lost.span)
    advice = f"write “{name}” if this is the element that is meant where “{name}” is pointed to"
    return replace(finding, help=(*finding.help, advice), related=(*finding.related, place))


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"
